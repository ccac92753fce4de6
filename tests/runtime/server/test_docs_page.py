"""The interface page draws itself in a real browser, within its security policy."""

from __future__ import annotations

import shutil

import pytest

from tests.runtime.server.running import Running

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def test_the_interface_page_shows_the_addresses(server: Running) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser_path is None:
        pytest.skip("there is no Chromium on this machine")
    complaints: list[str] = []
    asked: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{server.url}docs")
        page.get_by_text("/gen_text2motion").first.wait_for(timeout=30_000)
        page.get_by_text("/edit_motion").first.wait_for()
        browser.close()
    assert complaints == []
    assert all(url.startswith((server.url, "data:")) for url in asked), asked
