"""The headset's side of pairing, written from PROTOCOL.md alone and not from Gaitbox's code."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field


@dataclass
class Headset:
    """A device in one attempt."""

    attempt: str
    salt: str
    iterations: int
    password: str
    fingerprint: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(16))

    def proof(self, side: str = "device") -> str:
        key = hashlib.pbkdf2_hmac(
            "sha256", self.password.encode(), bytes.fromhex(self.salt), self.iterations, 32
        )
        lines = [side, "gaitbox-pair-1", self.attempt, self.nonce, self.fingerprint]
        return hmac.new(key, "\n".join(lines).encode(), hashlib.sha256).hexdigest()
