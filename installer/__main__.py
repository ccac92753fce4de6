"""Entry point of ``python3 -m installer``: finds the right Python, then hands on.

Any Python may start this file, even Python 2, so there is nothing modern in it.
"""

import sys

OLDEST_READABLE = (3, 7)  # the oldest Python that reads the rest of the start-up code


def main(arguments):
    # type: (list) -> int
    """Run the command in ``arguments`` and return the exit code."""
    if sys.version_info < OLDEST_READABLE:
        sys.stderr.write(
            "Gaitbox needs Python 3.11, and this is Python {}.{}. "
            "Start it with: python3.11 -m installer run\n".format(*sys.version_info)
        )
        return 1
    from installer.start import start

    return start(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
