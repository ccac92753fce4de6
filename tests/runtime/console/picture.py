"""What a person would see on the canvas, measured on its screenshots."""

from __future__ import annotations

import base64
from typing import Any

from playwright.sync_api import Page

_MEASURE = """
async ([first, second]) => {
  const read = async (data) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + data;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  };
  const [a, b] = [await read(first), await read(second)];
  const colours = new Set();
  let changed = 0;
  let red = 0;
  for (let i = 0; i < a.length; i += 4) {
    colours.add((a[i] << 16) | (a[i + 1] << 8) | a[i + 2]);
    const far = [0, 1, 2].some((channel) => Math.abs(a[i + channel] - b[i + channel]) > 24);
    if (far) changed += 1;
    if (a[i] > a[i + 1] + 70 && a[i] > a[i + 2] + 70) red += 1;
  }
  const pixels = a.length / 4;
  return { colours: colours.size, changed: changed / pixels, red: red / pixels };
}
"""
"""Read in the page itself: decoding a PNG needs no package there."""


_SHOW_OVERLAYS = """
(visibility) => {
  for (const element of document.querySelectorAll('.picture > :not(canvas)')) {
    element.style.visibility = visibility;
  }
}
"""
"""Playwright's own style sheet for screenshots is refused by the page's policy."""


def shoot(page: Page) -> bytes:
    """The canvas as PNG, with what lies above it hidden meanwhile."""
    page.evaluate(_SHOW_OVERLAYS, "hidden")
    picture = page.locator("#canvas").screenshot()
    page.evaluate(_SHOW_OVERLAYS, "")
    return picture


def compare(page: Page, first: bytes, second: bytes) -> dict[str, Any]:
    """``colours`` and share of ``red`` pixels of the first, share ``changed`` in the second."""
    encoded = [base64.b64encode(picture).decode() for picture in (first, second)]
    result: dict[str, Any] = page.evaluate(_MEASURE, encoded)
    return result
