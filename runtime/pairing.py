"""Pairing a headset by the code or the QR code on the laptop's screen.

A state machine without sockets: time and randomness come from outside. See
``runtime/server/PROTOCOL.md`` for the exchange and for what it protects from.
"""

from __future__ import annotations

import base64
import hmac
import math
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from retarget.errors import BadInput, GaitboxError
from runtime.devices import APP, KINDS, Device, Devices, clean_name
from runtime.pairing_callers import LOCK_S, MOST_WRONG, Callers, crowded_out
from runtime.pairing_proof import ITERATIONS, derive_key, proof, transcript

CODE_DIGITS = 6
CODE_S = 600.0
"""Seconds that a code and its secret last."""

ATTEMPT_S = 120.0
"""Seconds from the start of an attempt to its proof."""

SECRET_BYTES = 16
SALT_BYTES = 16

BUSY_RETRY_S = 1.0
"""Seconds to wait while as many proofs are being checked as there are tries left."""

_HEX32 = re.compile(r"[0-9a-f]{32}")
_HEX64 = re.compile(r"[0-9a-f]{64}")


class PairingRefused(GaitboxError):
    """Base of the refusals; each says no more than the protocol's table."""


class PairingClosed(PairingRefused):
    """No code is shown on the laptop."""

    def __init__(self) -> None:
        super().__init__("The laptop shows no pairing code.", "Have it show one, then try again.")


class WrongProof(PairingRefused):
    """The code, the secret, or the fingerprint in the proof was not the right one."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(
            "This is not the code on the laptop.", "Look at the laptop's screen and type it again."
        )
        self.tries_left = tries_left


class AttemptOver(PairingRefused):
    """The attempt is unknown, used or expired, or its code is not shown any more."""

    def __init__(self) -> None:
        super().__init__(
            "This attempt to pair is over.", "Try again with the code that the laptop shows now."
        )


class TooManyTries(PairingRefused):
    """Locked after wrong tries, or as many proofs are being checked as there are tries left."""

    def __init__(self, retry_s: float) -> None:
        super().__init__(
            "There were too many tries to pair.",
            f"Wait {_duration(retry_s)}, then use the code that the laptop shows by then.",
        )
        self.retry_s = retry_s


@dataclass(frozen=True)
class Shown:
    """What the laptop shows; ``code`` and the rest are None while pairing is closed.

    Attributes:
        code: six digits.
        secret: 128 bits in base64url, for the QR code.
        expires_s: seconds that both still last.
        locked_s: seconds until proofs are looked at again; None where they are.
    """

    open: bool
    code: str | None
    secret: str | None
    expires_s: float | None
    locked_s: float | None


@dataclass(frozen=True)
class Attempt:
    """What a device gets at the start: id and salt, each 32 hexadecimal digits."""

    id: str
    salt: str
    iterations: int = ITERATIONS
    expires_s: float = ATTEMPT_S


@dataclass(frozen=True)
class Answer:
    """What a device sends at the end; ``used`` says which it proves, ``code`` or ``secret``.

    Raises:
        BadInput: a part does not have the form that the protocol gives it.
    """

    attempt: str
    used: str
    nonce: str
    proof: str

    def __post_init__(self) -> None:
        if self.used not in ("code", "secret"):
            raise BadInput("A headset pairs with a code or with a secret.")
        parts = ((self.attempt, _HEX32), (self.nonce, _HEX32), (self.proof, _HEX64))
        if not all(form.fullmatch(text) for text, form in parts):
            raise BadInput(
                "The proof does not have the form that it should have.", "Update the headset's app."
            )


@dataclass(eq=False)
class _Code:
    """One code and secret, and how often they were tried."""

    code: str
    secret: str
    until: float
    wrong: int = 0
    checking: int = 0


@dataclass(frozen=True)
class _Open:
    """An attempt that waits for its proof."""

    attempt: Attempt
    name: str
    kind: str
    address: str
    until: float


@dataclass(frozen=True)
class Claim:
    """An attempt that was used up for one proof, which is still to be checked."""

    opened: _Open
    answer: Answer
    fingerprint: str
    code: _Code = field(repr=False)

    @property
    def password(self) -> str:
        """What the device should have known."""
        return self.code.code if self.answer.used == "code" else self.code.secret


@dataclass(frozen=True)
class Paired:
    """A new device, its token, and the server's own proof."""

    device: Device
    token: str = field(repr=False)
    proof: str = field(repr=False)


class Pairing:
    """The code on the screen, the attempts at it, and the lock. Call it from any thread.

    Args:
        devices: where a paired device is added.
        fingerprint: of the LAN door's key, now; empty while there is none.
        clock: seconds, monotonic.
        random: gives that many random bytes.
    """

    def __init__(
        self,
        devices: Devices,
        fingerprint: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
        random: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._devices = devices
        self._fingerprint = fingerprint
        self._clock = clock
        self._random = random
        self._lock = threading.Lock()
        self._code: _Code | None = None
        self._attempts: dict[str, _Open] = {}
        self._locked_until = 0.0
        self._callers = Callers()

    def open(self) -> Shown:
        """Show a new code; the one before is worth nothing any more."""
        with self._lock:
            self._draw()
            return self._shown()

    def close(self) -> None:
        """Show none, and drop every attempt."""
        with self._lock:
            self._code = None
            self._attempts.clear()

    def current(self) -> Shown:
        """What is shown; whoever looks at an expired code gets a fresh one."""
        with self._lock:
            if self._code is not None and self._code.until <= self._clock():
                self._draw()
            return self._shown()

    def start(self, name: str, kind: str, address: str) -> Attempt:
        """Begin an attempt, valid for one proof.

        Args:
            name: of the device, as its owner knows it.
            kind: ``app`` or ``browser``.
            address: where the device asks from.

        Raises:
            BadInput: name or kind is not possible.
            PairingRefused: closed or locked.
        """
        if kind not in KINDS:
            raise BadInput("The kind of a headset is app or browser.")
        wanted = clean_name(name)
        with self._lock:
            self._check_open(address, expired=PairingClosed)
            now = self._clock()
            self._attempts = {k: one for k, one in self._attempts.items() if one.until > now}
            self._make_room(address)
            attempt = Attempt(self._random(16).hex(), self._random(SALT_BYTES).hex())
            opened = _Open(attempt, wanted, kind, address, now + ATTEMPT_S)
            self._attempts[attempt.id] = opened
            return attempt

    def claim(self, answer: Answer, address: str) -> Claim:
        """Use an attempt up for one proof. Costs nothing; `settle` does the sums.

        Raises:
            PairingRefused: closed, locked, or the attempt is over.
        """
        with self._lock:
            code = self._check_open(address)
            if code.wrong + code.checking >= MOST_WRONG:  # no more proofs at once than tries left
                raise TooManyTries(BUSY_RETRY_S)
            opened = self._attempts.pop(answer.attempt, None)
            if opened is None or opened.until <= self._clock():
                raise AttemptOver
            fingerprint = self._fingerprint() if opened.kind == APP else ""
            if opened.kind == APP and not fingerprint:
                raise PairingClosed
            code.checking += 1
            return Claim(opened, answer, fingerprint, code)

    def settle(self, claim: Claim) -> Paired:
        """Check a proof; takes some 30 ms, so not in the event loop.

        Raises:
            PairingRefused: the proof is wrong, or another made the code void meanwhile.
            StorageError: the device cannot be saved.
        """
        opened, answer = claim.opened, claim.answer
        key = derive_key(claim.password, bytes.fromhex(opened.attempt.salt))
        seen = transcript(answer.attempt, answer.nonce, claim.fingerprint)
        right = hmac.compare_digest(proof(key, "device", seen), answer.proof)
        with self._lock:
            claim.code.checking -= 1
            if self._check_open(opened.address) is not claim.code:
                raise AttemptOver
            if not right:
                raise self._note_wrong(claim.code, opened.address)
            self._callers.right(opened.address)
            self._draw()  # a code serves one device
        device, token = self._devices.add(opened.name, opened.kind)
        return Paired(device, token, proof(key, "server", seen))

    def finish(self, answer: Answer, address: str) -> Paired:
        """`claim` and `settle` in one."""
        return self.settle(self.claim(answer, address))

    # The lock is held in all that follows.

    def _check_open(
        self, address: str, expired: type[PairingClosed | AttemptOver] = AttemptOver
    ) -> _Code:
        """The valid code, or the reason why no attempt at it is possible now."""
        now = self._clock()
        if self._code is None:
            raise PairingClosed
        wait = max(self._locked_until - now, self._callers.wait_s(address, now))
        if wait > 0:
            raise TooManyTries(wait)
        if self._code.until <= now:
            raise expired
        return self._code

    def _note_wrong(self, code: _Code, address: str) -> WrongProof:
        now = self._clock()
        code.wrong += 1
        self._callers.wrong(address, now)
        if code.wrong >= MOST_WRONG:
            self._locked_until = now + LOCK_S
            self._draw()
        return WrongProof(MOST_WRONG - code.wrong)

    def _make_room(self, address: str) -> None:
        ids = list(self._attempts)
        place = crowded_out([self._attempts[one].address for one in ids], address)
        if place is not None:
            del self._attempts[ids[place]]

    def _draw(self) -> None:
        """A new code and secret; attempts at the one before are over."""
        number = int.from_bytes(self._random(8), "big") % 10**CODE_DIGITS
        secret = base64.urlsafe_b64encode(self._random(SECRET_BYTES)).rstrip(b"=").decode("ascii")
        self._code = _Code(f"{number:0{CODE_DIGITS}}", secret, self._clock() + CODE_S)
        self._attempts.clear()

    def _shown(self) -> Shown:
        now = self._clock()
        locked = self._locked_until - now
        locked_s = locked if locked > 0 else None
        one = self._code
        if one is None:
            return Shown(False, None, None, None, locked_s)
        return Shown(True, one.code, one.secret, one.until - now, locked_s)


def _duration(seconds: float) -> str:
    """A wait in words."""
    whole = math.ceil(seconds)
    if whole > 90:
        return f"{math.ceil(whole / 60)} minutes"
    return "a second" if whole <= 1 else f"{whole} seconds"
