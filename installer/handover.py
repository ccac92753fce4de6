"""Ends the installer by becoming the program it was asked to start."""

from __future__ import annotations

import os
import subprocess
import sys


def hand_over(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Become ``command``, so that signals, streams and the exit code are its own.

    Windows cannot replace a process and keep its parent waiting, so there the program runs as a
    child, Ctrl-C is left to it, and its exit code is returned. Elsewhere this does not return.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    environment = dict(os.environ) if environment is None else environment
    if os.name != "nt":
        os.execve(command[0], command, environment)
    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue
