"""The sums behind pairing: a key from what both sides know, and a proof of that key each.

Whoever holds a proof can try passwords offline, so the key is stretched (PBKDF2, RFC 8018); what a
proof is good for is bound to one attempt and to the key of one certificate.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Literal

ITERATIONS = 100_000
"""Of PBKDF2: some 30 ms on a laptop, a few times that on a headset."""

KEY_BYTES = 32

Side = Literal["device", "server"]


def derive_key(password: str, salt: bytes, iterations: int = ITERATIONS) -> bytes:
    """PBKDF2-HMAC-SHA256 (RFC 8018, section 5.2) of an ASCII password, 32 bytes.

    Other threads run meanwhile.
    """
    return hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, iterations, KEY_BYTES)


def transcript(attempt: str, nonce: str, fingerprint: str) -> str:
    """What both sides saw of one attempt; ``fingerprint`` is empty for a browser."""
    return f"gaitbox-pair-1\n{attempt}\n{nonce}\n{fingerprint}"


def proof(key: bytes, side: Side, seen: str) -> str:
    """HMAC-SHA256 (RFC 2104) of one side over a transcript, 64 hexadecimal digits."""
    return hmac.new(key, f"{side}\n{seen}".encode("ascii"), hashlib.sha256).hexdigest()
