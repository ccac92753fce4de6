"""A QR code (ISO/IEC 18004) as a picture for the page."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET_MODULES = 4
"""Free margin that readers need (ISO/IEC 18004, section 6.3.8)."""


@lru_cache(maxsize=4)
def qr_svg(text: str) -> str:
    """Inline SVG, black on white whatever the page's colours are; it fills the width it gets."""
    buffer = io.BytesIO()
    segno.make_qr(text, error="m").save(
        buffer,
        kind="svg",
        border=QUIET_MODULES,
        dark="#000",
        light="#fff",
        xmldecl=False,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    svg = buffer.getvalue().decode("utf-8")
    return svg.replace("<svg ", '<svg shape-rendering="crispEdges" ', 1)
