"""Who asks for pairing: what each address has open, and who has to wait.

A flood of one address costs that address its own attempts and its own patience, not those of a
headset that waits beside it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

MOST_WRONG = 5
"""Wrong proofs until a wait."""

LOCK_S = 60.0
"""Seconds of the first wait."""

LONGEST_WAIT_S = 960.0
FORGET_S = 3600.0
"""Seconds without a wrong proof after which an address starts afresh."""

MOST_REMEMBERED = 1024
"""Addresses that are remembered."""

MOST_OPEN_EACH = 8
"""Attempts that one address may have open: a few headsets behind one router."""

MOST_OPEN = 256
"""Attempts that may be open in all."""


@dataclass
class _Caller:
    wrong: int = 0
    waits: int = 0
    waits_until: float = 0.0
    last: float = 0.0


class Callers:
    """Wrong proofs by address. Times are those of the caller's clock, in seconds."""

    def __init__(self) -> None:
        self._callers: dict[str, _Caller] = {}

    def wait_s(self, address: str, now: float) -> float:
        """Seconds that an address still has to wait."""
        one = self._callers.get(address)
        return 0.0 if one is None else max(0.0, one.waits_until - now)

    def wrong(self, address: str, now: float) -> None:
        """Note a wrong proof; every fifth makes the address wait twice as long as before.

        The doubling leaves the others a minute and more between two locks of one attacker.
        """
        one = self._callers.pop(address, None)
        if one is None or now - one.last >= FORGET_S:
            one = _Caller()
        one.last = now
        one.wrong += 1
        if one.wrong >= MOST_WRONG:
            one.wrong = 0
            one.waits_until = now + min(LOCK_S * 2**one.waits, LONGEST_WAIT_S)
            one.waits += 1
        self._callers[address] = one  # at the end: the order is that of their last wrong proof
        if len(self._callers) > MOST_REMEMBERED:
            del self._callers[next(iter(self._callers))]

    def right(self, address: str) -> None:
        """Forget what an address did wrong before."""
        self._callers.pop(address, None)


def crowded_out(addresses: list[str], newcomer: str) -> int | None:
    """Which open attempt has to give way before ``newcomer`` opens one.

    Args:
        addresses: of the open attempts, the oldest first.

    Returns:
        Its place in the list: the oldest of the newcomer's own, where it has too many; the oldest
        of the address with the most, where there are too many in all; None where there is room.
    """
    counts = Counter(addresses)
    if counts[newcomer] >= MOST_OPEN_EACH:
        return addresses.index(newcomer)
    if len(addresses) >= MOST_OPEN:
        return addresses.index(counts.most_common(1)[0][0])
    return None
