"""What a sentence asked for beside the pattern, in words: the ``modifiers`` of a report."""

from __future__ import annotations

from runtime.gait.layout import Intent

FEATURE_WORDS: dict[tuple[str, str], str] = {
    ("arm_swing", "less"): "less arm swing",
    ("arm_swing", "more"): "more arm swing",
    ("elbow_flexion", "more"): "elbow held bent",
    ("trunk_forward", "more"): "trunk bent forward",
    ("trunk_forward", "less"): "trunk leaning back",
    ("trunk_lean", "more"): "trunk leaning sideways",
    ("trunk_sway", "more"): "more sideways sway",
    ("trunk_sway", "less"): "less sideways sway",
    ("head_forward", "more"): "head bent forward",
    ("step_length", "less"): "shorter steps",
    ("step_length", "more"): "longer steps",
    ("step_width", "less"): "narrower steps",
    ("step_width", "more"): "wider steps",
    ("cadence", "less"): "fewer steps a minute",
    ("cadence", "more"): "more steps a minute",
    ("regularity", "less"): "irregular steps",
    ("foot_clearance", "less"): "foot drags",
    ("foot_clearance", "more"): "foot lifted high",
    ("festination", "more"): "festination",
    ("freezing", "more"): "freezing",
    ("foot_progression", "less"): "toes turned in",
    ("foot_progression", "more"): "toes turned out",
}
"""Every single feature in words; the page has the same (``console/src/text/words.ts``)."""


def modifiers(intent: Intent) -> list[str]:
    """Readable words for speed, single features, further patterns and build, in this order.

    What goes without saying is left out: comfortable speed, both sides, a moderate amount.
    """
    said = [] if intent.speed == "comfortable" else [intent.speed]
    for feature in intent.features:
        words = FEATURE_WORDS[feature.name, feature.change]
        said.append(_with(words, feature.side, feature.amount))
    for further in intent.also:
        name = f"also {further.pattern.replace('_', ' ')}"
        said.append(_with(name, further.side, further.severity))
    if intent.build is not None:
        said.append(f"{intent.build} build")
    return said


def _with(words: str, side: str, amount: str) -> str:
    notes = [
        note
        for note, plain in ((side, ("both", "none")), (amount, ("moderate", "none")))
        if note not in plain
    ]
    return f"{words} ({', '.join(notes)})" if notes else words
