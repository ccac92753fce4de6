"""The page at ``/``: built from runtime/console when it is missing or older than its sources."""

from __future__ import annotations

from pathlib import Path

from installer import digest, node
from installer.checkout import Checkout
from installer.progress import Progress

_NOT_SOURCES = frozenset({"dist", "node_modules"})


def _stamp(checkout: Checkout) -> Path:
    return checkout.console_dist / ".gaitbox-built"


def is_stale(checkout: Checkout) -> bool:
    """Whether the page has to be built."""
    if not (checkout.console / "package.json").exists():
        return False
    if not (checkout.console_dist / "index.html").exists():
        return True
    return not digest.matches(_stamp(checkout), digest.of_folder(checkout.console, _NOT_SOURCES))


def build(checkout: Checkout, progress: Progress) -> None:
    """Build the page.

    Raises:
        SetupProblem: npm or the build failed.
    """
    sources = digest.of_folder(checkout.console, _NOT_SOURCES)
    if node.modules_are_missing(checkout.console):
        node.install_modules(checkout, checkout.console, progress)
    failed = "The console could not be built."
    node.npm(checkout, checkout.console, progress, failed, "run", "build")
    _stamp(checkout).write_text(sources, encoding="ascii")
