"""Requests that nobody would send: valid ones, bent by dice. The same seed gives the same ones."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

MARK = "zebra77"
"""In every text that is made up here, so that an answer or a log that repeats it is found out."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW", "get", "")

ADDRESSES = (
    *(("GET", path) for path in ("/", "/index.html", "/favicon.svg", "/assets/x.js", "/docs")),
    *(("GET", path) for path in ("/health", "/about", "/models", "/motions", "/openapi.json")),
    *(("GET", path) for path in ("/motions/0123456789ab", "/motions/0123456789ab/files/glb")),
    *(("GET", path) for path in ("/jobs/1", "/jobs/1/events", "/download_fbx", "/devices/me")),
    *(("GET", path) for path in ("/headset", "/headset/pairing", "/devices", "/session", "/no")),
    *(("POST", path) for path in ("/gen_text2motion", "/edit_motion", "/headset/pairing")),
    *(("POST", path) for path in ("/pair/start", "/pair/finish") * 4),
    *(("DELETE", path) for path in ("/motions/0123456789ab", "/jobs/1", "/headset/pairing")),
    *(("PUT", "/headset"), ("PATCH", "/devices/0123456789abcdef")),
    ("DELETE", "/devices/0123456789abcdef"),
)

JSON = "application/json"

ODD_TEXTS = (
    *("", " ", "\0", "\x7f", "\r\n", "\u202e", "\u00e9", "%00", "%2e%2e", "../../etc/passwd", "'"),
    *('"', "<script>", "{{7*7}}", "${7}", "a" * 300, "-1", "1e999", "NaN", "true", "null", MARK),
)

ODD_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**63, 10**30, 1e308, -0.0, "", [], {}, [[]], [None], "\ud83d"),
    *({"$ne": 1}, {"__proto__": {}}, "0" * 32, "f" * 64, MARK, "x" * 5000),
)

ODD_BYTES = (
    *(b"\r", b"\n", b"\r\n", b"\r\n\r\n", b"\0", b" ", b":", b"\xff\xfe", b"HTTP/9.9", b"HTTP/1.0"),
    *(b"\r\nTransfer-Encoding: chunked\r\n", b"\r\nTransfer-Encoding: x, chunked\r\n"),
    *(b"\r\nContent-Length: 5\r\n", b"\r\nContent-Length: -5\r\n", b"\r\nHost: a\r\nHost: b\r\n"),
    *(b"ffffffffffffffffffff\r\n", b"\r\n folded: " + MARK.encode(), b"GET " * 400),
    *(b"\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    *(
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\r\nExpect: 100-continue\r\n",
        b"x" * 20000,
    ),
)

BODIES: dict[str, dict[str, Any]] = {
    "/gen_text2motion": {"prompt": MARK, "seconds": 999, "samples": 1, "seed": 1},
    "/edit_motion": {"motion": "0123456789ab", "from": 1, "prompt": MARK},
    "/headset": {"on": "maybe", "interfaces": [MARK]},
    "/pair/start": {"name": MARK, "kind": "app"},
    "/pair/finish": {"attempt": "0" * 32, "with": "code", "nonce": "0" * 32, "proof": "0" * 64},
    "/devices/0123456789abcdef": {"name": MARK},
}


@dataclass
class Asked:
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    query: bytes = b""
    shown: str | None = field(default=None, repr=False)
    """Whose token it shows, in the right way."""


class Dice:
    """Makes requests.

    Args:
        host: the right value of the Host header.
        tokens: right ones by name.
    """

    def __init__(self, seed: int, host: str, tokens: dict[str, str]) -> None:
        self.random = random.Random(seed)
        self._host = host
        self._tokens = tokens
        self.attempts: list[str] = ["0" * 32]

    def request(self) -> Asked:
        """Any request; most of them would pass in some part."""
        method, path = self.random.choice(ADDRESSES)
        if self.chance(0.2):
            method = self.random.choice(METHODS)
        asked = Asked(method, self._path(path), {}, self._body(path), self._query())
        asked.headers = self._headers(asked)
        return asked

    def bytes_of_http(self) -> bytes:
        """A request as bytes that a parser may choke on."""
        asked = self.request()
        lines = [f"{asked.method} {quote(asked.path, safe='/%.')} HTTP/1.1"]
        lines += [f"{name}: {text}" for name, text in asked.headers.items()]
        if self.chance(0.7):
            lines.append(f"content-length: {len(asked.body)}")
        data = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + asked.body
        for _ in range(self.random.choice([0, 1, 1, 3])):
            place = self.random.randint(0, len(data))
            piece = self.random.choice(ODD_BYTES) if self.chance(0.7) else self.bytes(30)
            data = data[:place] + piece + data[place + self.random.randint(0, 8) :]
        return data

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def bytes(self, most: int) -> bytes:
        return self.random.randbytes(self.random.randint(0, most))

    def _path(self, path: str) -> str:
        if self.chance(0.75):
            return path
        text = self.random.choice(ODD_TEXTS)
        place = self.random.randint(0, len(path))
        return self.random.choice(
            [
                path[:place] + text + path[place:],
                f"{path}/{text}",
                f"/{path}",
                f"{path}/..",
                path.upper(),
                path.replace("0123456789ab", text),
                path[:place],
                "",
                "*",
            ]
        )

    def _query(self) -> bytes:
        if self.chance(0.7):
            return b""
        name = self.random.choice(["id", "limit", "offset", "table", "token", MARK])
        text = self.random.choice([self.random.choice(ODD_TEXTS), self.bytes(20).decode("latin-1")])
        return f"{name}={quote(text, safe='&=%+;/?{}<>')}&{name}".encode("ascii")

    def _headers(self, asked: Asked) -> dict[str, str]:
        headers = {"host": self._host, "content-type": JSON}
        headers |= self._authorization(asked)
        for name in ("host", "origin", "content-type", "content-length", "prefer", "range"):
            if self.chance(0.02):
                headers[name] = self._text()
        for name in ("origin", "referer", "x-forwarded-for", "x-forwarded-host", "forwarded"):
            if self.chance(0.1):
                own = f"https://{self._host}"
                headers[name] = own if self.chance(0.7) else self._text()
        if self.chance(0.03):
            headers |= {f"x-{n}": self._text() for n in range(self.random.randint(1, 200))}
        if self.chance(0.03):
            headers.pop("host")
        return headers

    def _authorization(self, asked: Asked) -> dict[str, str]:
        """A right token, a bent one, or none."""
        name, token = self.random.choice(list(self._tokens.items()))
        kind = self.random.random()
        if kind < 0.4:
            asked.shown = name
            if self.chance(0.5):
                return {"authorization": f"Bearer {token}"}
            return {"cookie": f"gaitbox_device={token}"}
        if kind < 0.7:
            bent = self._bend(token)
            way = self.random.choice(
                ["Bearer {}", "Basic {}", "{}", "Bearer Bearer {}", "bearer\t{}"]
            )
            if self.chance(0.5):
                return {"authorization": way.format(bent)}
            return {"cookie": self.random.choice([f"gaitbox_device={bent}", f"gaitbox={token}"])}
        return {}

    def _bend(self, text: str) -> str:
        place = self.random.randrange(len(text))
        other = "A" if text[place] != "A" else "B"
        return self.random.choice(
            [text[:-1], text + "A", text[:place] + other + text[place + 1 :], text[::-1] + "=", ""]
        )

    def _text(self) -> str:
        if self.chance(0.5):
            return self.random.choice([t for t in ODD_TEXTS if t.isascii() and "\r" not in t])
        return self.bytes(60).decode("latin-1").replace("\r", "").replace("\n", "")

    def _body(self, path: str) -> bytes:
        if self.chance(0.1):
            return self.bytes(400)
        if self.chance(0.03):
            return self.random.choice([b"[" * 9000, b'{"a":' * 9000, b"1" * 9000, b"x" * 70_000])
        body = dict(BODIES.get(path, {"name": MARK}))
        if path == "/pair/finish" and self.chance(0.5):
            body["attempt"] = self.random.choice(self.attempts[-20:])
        for _ in range(self.random.choice([0, 0, 1, 1, 2])):
            self._bend_entry(body)
        if path in ("/gen_text2motion", "/edit_motion"):
            body["prompt"] = MARK * 100  # too long, so that nothing is generated
        if path == "/headset":
            body["on"] = MARK  # nothing is to be switched on
        data = json.dumps(self.random.choice(ODD_VALUES) if self.chance(0.05) else body).encode()
        if self.chance(0.1) and data:
            place = self.random.randrange(len(data))
            data = data[:place] + self.bytes(4) + data[place + self.random.randint(0, 3) :]
        return data

    def _bend_entry(self, body: dict[str, Any]) -> None:
        name = self.random.choice([*body, MARK])
        if self.chance(0.2):
            body.pop(name, None)
        else:
            body[name] = self.random.choice(ODD_VALUES)
