"""The page itself: names of controls, narrow screens, dark mode, what it must always say."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

_NAMELESS = """
() => [...document.querySelectorAll('button, input, select, textarea, a, summary')]
  .filter((control) => {
    const label = control.labels?.length && control.labels[0].textContent.trim();
    return !(control.getAttribute('aria-label') || label || control.textContent.trim());
  })
  .map((control) => control.outerHTML)
"""

_CONTRAST = """
() => {
  const channel = (value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const TEXTS = 'p, h1, h2, h3, button, label, dt, dd, li, th, td, figcaption, footer';
  for (const element of document.querySelectorAll(TEXTS)) {
    if (!element.textContent.trim() || !element.checkVisibility() || element.disabled) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) poor.push([element.textContent, contrast]);
  }
  return poor;
}
"""
"""WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text."""


def test_it_says_what_it_is_not_for(page: Page) -> None:
    expect(page.locator("footer")).to_have_text(
        "A teaching aid: synthetic motion, not for diagnosis or treatment."
    )


def test_it_says_what_it_runs_on(page: Page) -> None:
    expect(page.locator("#header")).to_contain_text("gaitbox-toy")
    expect(page.locator("#header")).to_contain_text("CPU")
    expect(page.locator("#header")).to_contain_text("Offline")


def test_every_control_has_a_name(player: Page) -> None:
    assert player.evaluate(_NAMELESS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["Overview", "Curves", "Values", "How made"])
def test_text_can_be_read(player: Page, scheme: str, tab: str) -> None:
    player.get_by_role("tab", name=tab).click()
    player.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",  # colours change at once, not by and by
    )
    player.wait_for_timeout(300)
    poor = player.evaluate(_CONTRAST)
    player.emulate_media(color_scheme="light", reduced_motion="no-preference")
    assert poor == []


@pytest.mark.parametrize("tab", ["Overview", "Curves", "Values", "How made"])
def test_nothing_is_wider_than_the_screen(player: Page, tab: str) -> None:
    player.get_by_role("tab", name=tab).click()
    for width in (360, 390, 800, 1280):
        player.set_viewport_size({"width": width, "height": 800})
        assert player.evaluate("document.documentElement.scrollWidth") <= width
