"""What the executable ``gaitbox`` of a bundle runs: the command line, or its Blender process.

Only in a bundle: there is no ``python -m retarget.blender`` there, so the executable starts
itself again with a word of its own.
"""

from __future__ import annotations

import multiprocessing
import sys

BLENDER_PROCESS = "--retarget.blender"
"""First word on the command line of the child process."""


def child_command() -> list[str]:
    """Command line of the Blender process in a bundle."""
    return [sys.executable, BLENDER_PROCESS]


def main() -> None:
    """Run this process's part and leave with its exit code."""
    if sys.argv[1:2] == [BLENDER_PROCESS]:
        from retarget.blender.__main__ import main as serve_blender

        serve_blender()
        return
    import retarget.worker

    retarget.worker.child_command = child_command
    from runtime.__main__ import main as run

    run()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    main()
