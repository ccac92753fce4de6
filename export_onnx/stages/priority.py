"""Make a nice value count.

Where Linux groups processes by session (autogroup, see sched(7)), ``nice``
orders only the processes within one session; between sessions the group's own
value counts. Training that is started with ``nice -n -10`` would still get no
more than any other session.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

AUTOGROUP = Path("/proc/self/autogroup")


def nice_counts_between_sessions() -> None:
    """Give this process's session the nice value of this process, where that exists."""
    if not AUTOGROUP.exists():
        return
    with contextlib.suppress(OSError):
        AUTOGROUP.write_text(str(os.nice(0)))
