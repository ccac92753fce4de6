"""Who this installation is on the network: a number that stays, and a name to recognise."""

from __future__ import annotations

import logging
import re
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import runtime
from runtime.storage import replace_durably

ID_FILE = "id"

LONGEST_LABEL = 63
"""Bytes of a DNS label, so of a service's instance name too (RFC 6763, section 4.1.1)."""

LONGEST_NAME = LONGEST_LABEL - len(" (99)")
"""Bytes of a name, so that a number still fits behind it."""

SHORT_ID = 6
"""Digits of the id that make the host name of this installation its own."""

_ID = re.compile(r"[0-9a-f]{32}")
_log = logging.getLogger(__name__)


class Named(Protocol):
    """What has an id and a name: a paired device, or a Gaitbox."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Identity:
    """The number and the name of an installation.

    ``host`` is the laptop's own name as a DNS label, lower case; the laptop answers to it as
    HOST.local where its system does multicast DNS.
    """

    id: str
    name: str
    host: str

    @classmethod
    def load(cls, folder: Path, name: str | None = None) -> Identity:
        """The identity kept in a folder, made there the first time.

        A folder that cannot be written to costs only that the number is another next time.

        Args:
            folder: made if it is not there.
            name: shown instead of "Gaitbox on HOSTNAME".
        """
        system = socket.gethostname().partition(".")[0]
        shown = tidy_name(name or "") or tidy_name(f"Gaitbox on {system.upper()}")
        return cls(_kept_id(folder / ID_FILE), shown, host_label(system))

    @property
    def server(self) -> str:
        """Host name that Gaitbox itself answers for, without the final dot.

        It holds digits of the id: HOST.local is the system's to announce, and two laptops may
        be called alike.
        """
        ending = f"-{self.id[:SHORT_ID]}"
        return f"{self.host[: LONGEST_LABEL - len(ending)]}{ending}.local"

    @property
    def local_name(self) -> str:
        """The laptop's own name in the domain local, as its system announces it."""
        return f"{self.host}.local"


def introduction(server: Named) -> dict[str, str]:
    """How a Gaitbox introduces itself to devices (PROTOCOL.md, ``server``)."""
    return {"id": server.id, "name": server.name, "version": runtime.__version__}


def tidy_name(text: str) -> str:
    """A name as one DNS label that any list can show: one line, no dots, `LONGEST_NAME` bytes."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text.replace(".", " "))
    data = " ".join(printable.split()).encode("utf-8", "ignore")[:LONGEST_NAME]
    return data.decode("utf-8", "ignore").strip()


def host_label(text: str) -> str:
    """A host name as a DNS label of letters, digits and hyphens (RFC 1123, section 2.1)."""
    label = re.sub(r"[^a-z0-9]+", "-", text.lower())[:LONGEST_LABEL].strip("-")
    return label or "gaitbox"


def _kept_id(file: Path) -> str:
    try:
        text = file.read_text("ascii").strip()
        if _ID.fullmatch(text):
            return text
        _log.warning("the number of this installation was damaged; it gets another")
    except FileNotFoundError:
        pass
    except (OSError, ValueError):
        _log.warning("the number of this installation could not be read; it gets another")
    number = secrets.token_hex(16)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_durably(file, f"{number}\n".encode("ascii"))
    except OSError as error:
        _log.warning("the number of this installation is not kept: %s", error.strerror)
    return number
