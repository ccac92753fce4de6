"""Small steps that many tests of the page take."""

from __future__ import annotations

import time

from playwright.sync_api import Page

PATIENCE_MS = 60_000
"""Software drawing on a busy machine takes its time."""

SENTENCE = "a man walks with a limp, favouring his right leg"


def rest(page: Page) -> None:
    """Pause what walks: a tab that nobody looks at would go on drawing, and slow the next test."""
    page.evaluate("() => document.querySelector('[aria-label=Pause]')?.click()")


def wait_for(page: Page, expression: str, seconds: float = 60.0) -> None:
    """Wait until a script in the page gives true.

    Playwright's own way compiles the script in the page, which the page's policy forbids.
    """
    deadline = time.monotonic() + seconds
    while not page.evaluate(f"() => Boolean({expression})"):
        assert time.monotonic() < deadline, f"waited in vain for {expression}"
        page.wait_for_timeout(50)
