"""How many threads to use, found out by trying.

On a quiet machine a step is faster with a thread for every core. As soon as
another process wants one of the cores, every parallel region waits for the
thread that lost its turn, and the same step can take ten times as long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

PROBE_STEPS = 2
PROBE_EVERY_SECONDS = 60.0
GAIN = 0.9
"""More threads are taken only if a step gets faster by this factor at least."""


class ThreadChoice:
    """Switches between one thread and ``most`` threads, whichever is faster now."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._next = 0.0

    def step(self, step: Callable[[], dict[str, float]]) -> dict[str, float]:
        """Do one step; now and then a few more, to compare thread counts."""
        if self._most <= 1:
            return step()
        if time.monotonic() >= self._next:
            self._choose(step)
            self._next = time.monotonic() + PROBE_EVERY_SECONDS
        return step()

    def _choose(self, step: Callable[[], dict[str, float]]) -> None:
        best: dict[int, float] = {}
        for threads in (1, self._most):
            torch.set_num_threads(threads)
            step()
            times = []
            for _ in range(PROBE_STEPS):
                start = time.monotonic()
                step()
                times.append(time.monotonic() - start)
            best[threads] = min(times)
        faster = best[self._most] < GAIN * best[1]
        torch.set_num_threads(self._most if faster else 1)
