"""Text to a structured intent (stub of parse for now)."""

from __future__ import annotations

from .layout import (
    BILATERAL,
    INTENT_DIM,
    INTENT_LAYOUT,
    PATTERNS,
    SEVERITIES,
    SIDES,
    SPEEDS,
    UNILATERAL,
    Evidence,
    Intent,
    every_intent,
)

__all__ = [
    "BILATERAL",
    "INTENT_DIM",
    "INTENT_LAYOUT",
    "PATTERNS",
    "SEVERITIES",
    "SIDES",
    "SPEEDS",
    "UNILATERAL",
    "Evidence",
    "Intent",
    "every_intent",
]
