"""Single features in words: beside a pattern, or alone on a walk that is otherwise normal.

Slots: ``{adj}`` and ``{adv}`` the amount; ``{on}`` "on the left" or nothing; ``{S}`` left, right
or nothing; ``{arm}``, ``{elbow}``, ``{foot}`` the part of one side or both; ``{poss}`` his, her,
their; ``{to}`` left or right.
"""

from __future__ import annotations

FEATURE_WORDINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("arm_swing", "less"): (
        "{adj} reduced arm swing {on}",
        "{adj} decreased arm swing {on}",
        "hardly any {S} arm swing",
        "{adj} lack of arm swing {on}",
        "little swing of {arm}",
        "{adj} diminished arm swing {on}",
    ),
    ("arm_swing", "more"): (
        "{adj} exaggerated arm swing {on}",
        "{adj} increased arm swing {on}",
        "{adj} excessive arm swing {on}",
        "{adj} vigorous arm swing {on}",
        "{adj} large arm swing {on}",
    ),
    ("elbow_flexion", "more"): (
        "{elbow} {adv} bent",
        "{elbow} held {adv} flexed",
        "{adj} increased elbow flexion {on}",
        "{elbow} {adv} flexed",
        "{arm} {adv} bent at the elbow",
    ),
    ("trunk_forward", "more"): (
        "{adj} forward trunk lean",
        "the trunk bent {adv} forward",
        "a {adv} stooped posture",
        "{poss} upper body leaning {adv} forward",
        "{adj} forward lean of the trunk",
        "{poss} back {adv} hunched",
    ),
    ("trunk_forward", "less"): (
        "the trunk leaning {adv} backward",
        "{adj} backward lean of the trunk",
        "{poss} upper body tilted {adv} backwards",
        "{adj} backward trunk lean",
    ),
    ("trunk_lean", "more"): (
        "the trunk leaning {adv} to the {to}",
        "{adj} trunk lean to the {to}",
        "{poss} upper body tilted {adv} to the {to}",
        "{adj} lateral trunk lean to the {to}",
        "the trunk tilted {adv} to the {to} all the time",
    ),
    ("trunk_sway", "more"): (
        "{adj} increased trunk sway",
        "{adj} swaying of the trunk from side to side",
        "the trunk swaying {adv} from side to side",
        "{adj} lateral trunk sway",
    ),
    ("trunk_sway", "less"): (
        "{adj} reduced trunk sway",
        "{adj} diminished trunk sway",
        "{adj} decreased trunk movement",
    ),
    ("head_forward", "more"): (
        "the head {adv} forward",
        "{adj} forward head posture",
        "{poss} head bent {adv} forward",
        "{adj} forward head",
        "the head hanging {adv}",
    ),
    ("step_length", "less"): (
        "{adj} short {S} steps",
        "{adj} shortened {S} steps",
        "{adj} reduced step length {on}",
        "{adv} shorter {S} steps",
        "{adj} decreased step length {on}",
    ),
    ("step_length", "more"): (
        "{adj} long {S} steps",
        "{adj} increased step length {on}",
        "{adv} longer {S} steps",
        "{adj} large {S} steps",
    ),
    ("step_width", "less"): (
        "{adj} narrow base",
        "{adj} narrow-based steps",
        "{adj} reduced step width",
        "the feet {adv} close together",
        "{adj} narrow step width",
    ),
    ("step_width", "more"): (
        "{adj} wide base",
        "{adj} broad base of support",
        "{adj} increased step width",
        "the feet {adv} far apart",
        "{adj} wide step width",
    ),
    ("cadence", "less"): (
        "{adj} low cadence",
        "{adj} reduced cadence",
        "{adj} slow cadence",
        "{adj} decreased cadence",
    ),
    ("cadence", "more"): (
        "{adj} high cadence",
        "{adj} increased cadence",
        "{adj} quick cadence",
    ),
    ("regularity", "less"): (
        "{adj} irregular steps",
        "{adj} irregular rhythm",
        "{adj} step-to-step variability",
        "{adj} loss of rhythm",
    ),
    ("foot_clearance", "less"): (
        "{adj} reduced foot clearance {on}",
        "{foot} dragging {adv}",
        "{adj} poor {S} foot clearance",
        "{adj} dragging of {foot}",
        "{foot} {adv} dragging along the floor",
    ),
    ("foot_clearance", "more"): (
        "{adj} increased {S} foot clearance",
        "{adj} excessive {S} foot clearance",
        "{foot} lifted {adv} high",
    ),
    ("festination", "more"): (
        "{adj} festination",
        "{adj} festinating steps",
        "{adj} festination, the steps getting shorter and faster",
    ),
    ("freezing", "more"): (
        "{adj} freezing",
        "{adj} freezing of gait",
        "{adj} episodes of freezing",
        "{adj} freezing episodes",
    ),
    ("foot_progression", "less"): (
        "{adj} in-toeing {on}",
        "{adj} intoeing {on}",
        "{foot} turned {adv} inward",
        "{adj} inward rotation of {foot}",
    ),
    ("foot_progression", "more"): (
        "{adj} out-toeing {on}",
        "{foot} turned {adv} outward",
        "{adj} outward rotation of {foot}",
        "{adj} external rotation of {foot}",
    ),
}
"""Noun phrases without article (or with their own), each of which asks for the feature."""

FEATURE_LINKS = ("with", "with", "and", "showing")
"""Words that put a feature beside what was said before."""
