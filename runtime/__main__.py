"""``python -m runtime`` and the command ``gaitbox``."""

from __future__ import annotations

import sys

from runtime import process
from runtime.cli import main as run


def main() -> None:
    """Run the command line and leave with its exit code."""
    process.begin()
    sys.exit(run())


if __name__ == "__main__":
    main()
