"""First half of the start: the right Python, and problems told in one sentence."""

from __future__ import annotations

import os
import sys

from installer import pythons
from installer.handover import hand_over
from installer.problem import SetupProblem

INTERRUPTED = 130  # what a shell reports for a program ended by Ctrl-C


def start(arguments: list[str]) -> int:
    """Run the command under Python 3.11 and return the exit code."""
    try:
        if not pythons.is_wanted():
            python = pythons.require()
            print(f"Using {python}", file=sys.stderr)
            sys.stdout.flush()
            return hand_over([python, "-m", "installer", *arguments], dict(os.environ))
        from installer.commands import run

        return run(arguments)
    except SetupProblem as problem:
        print(f"\n{problem}" if problem.details else str(problem), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where it was.", file=sys.stderr)
        return INTERRUPTED
