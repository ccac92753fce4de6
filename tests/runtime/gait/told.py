"""An intent in one line, for tables of sentences with what they ask for."""

from __future__ import annotations

from runtime.gait.layout import Intent


def told(intent: Intent) -> str:
    """E.g. "steppage right + duchenne left; arm_swing less right", features by name."""
    line = f"{intent.pattern} {intent.side}"
    line += "".join(f" + {further.pattern} {further.side}" for further in intent.also)
    features = sorted(f"{one.name} {one.change} {one.side}" for one in intent.features)
    return "; ".join([line, ", ".join(features)]) if features else line


def ordered(line: str) -> str:
    """The line with its features by name."""
    patterns, _, features = line.partition("; ")
    return "; ".join([patterns, ", ".join(sorted(features.split(", ")))]) if features else patterns
