"""Checks in the style of the public prompts, for every pattern and single feature.

Written as a judge would write them who knows the definitions and nothing of the product. ``A``
and ``O`` are the affected and the other side (trunk lean and height of the hip count towards the
side), ``S`` stands for each side in turn and ``n`` for the same side of the normal walk. Numbers
are those of the public prompts where they have the pattern; the others follow
`../shared/notes/gait_science.md` (B4) and want a physiotherapist's review.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MILD = 0.5
"""Share of a distance that a mild form has to show; the numbers are those of a moderate one."""


@dataclass(frozen=True)
class Checks:
    """Expressions for a one-sided and for a two-sided form."""

    one: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


PATTERN_CHECKS: dict[str, Checks] = {
    "normal": Checks(
        both=(
            "0.9 < m['stance_s_LR'] < 1.11",
            "0.9 < m['step_length_LR'] < 1.11",
            "S['circumduction'] < 0.04",
        )
    ),
    "antalgic": Checks(("A['stance_s'] < 0.93*O['stance_s']", "m['speed'] < 0.95*N['speed']")),
    "hemiplegic": Checks(
        (
            "A['circumduction'] > 0.04",
            "A['circumduction'] > O['circumduction']+0.025",
            "A['knee_swing_peak'] < O['knee_swing_peak']-8",
            "A['elbow_flex'] > O['elbow_flex']+20",
            "A['arm_swing'] < 0.7*O['arm_swing']",
        )
    ),
    "trendelenburg": Checks(
        (
            "A['pelvic_drop_contra_deg'] > O['pelvic_drop_contra_deg']+4",
            "A['pelvic_drop_contra_deg'] > 5",
        ),
        ("S['pelvic_drop_contra_deg'] > 5",),
    ),
    "duchenne": Checks(("A['lean_in_stance'] > 6", "A['lean_in_stance'] > O['lean_in_stance']+5")),
    "steppage": Checks(
        (
            "A['foot_pitch_contact'] < O['foot_pitch_contact']-10",
            "A['hip_flex_max'] > O['hip_flex_max']+5",
        ),
        (
            "S['foot_pitch_contact'] < n['foot_pitch_contact']-10",
            "S['hip_flex_max'] > n['hip_flex_max']+5",
        ),
    ),
    "stiff_knee": Checks(
        ("A['knee_swing_peak'] < O['knee_swing_peak']-20",),
        ("S['knee_swing_peak'] < n['knee_swing_peak']-20",),
    ),
    "parkinsonian": Checks(
        both=(
            "m['step_length'] < 0.7*N['step_length']",
            "m['trunk_forward'] > N['trunk_forward']+8",
            "S['arm_swing'] < 0.6*n['arm_swing']",
            "S['toe_peak'] < n['toe_peak']",
        )
    ),
    "crouch": Checks(
        both=(
            "S['knee_stance_min'] > n['knee_stance_min']+12",
            "m['root_height'] < N['root_height']-0.02",
        )
    ),
    "hip_hiking": Checks(("A['hike_cm'] > O['hike_cm']+1.5",)),
    "waddling": Checks(both=("L['lean_in_stance'] > 5", "R['lean_in_stance'] < -5")),
    "scissor": Checks(both=("m['step_width'] < N['step_width']-0.04",)),
    "toe_walking": Checks(
        ("A['foot_pitch_stance'] < O['foot_pitch_stance']-12",),
        ("S['foot_pitch_stance'] < n['foot_pitch_stance']-12",),
    ),
    "recurvatum": Checks(
        ("A['knee_stance_min'] < O['knee_stance_min']-8",),
        ("S['knee_stance_min'] < n['knee_stance_min']-8",),
    ),
    "vaulting": Checks(
        (
            "O['foot_pitch_stance'] < A['foot_pitch_stance']-8",
            "O['pelvis_rise_cm'] > A['pelvis_rise_cm']+1",
        )
    ),
    "leg_length": Checks(
        (
            "O['pelvic_drop_contra_deg'] > A['pelvic_drop_contra_deg']+2",
            "A['tilt_up'] < -1.5",
        )
    ),
    "ataxic": Checks(
        both=(
            "m['step_width'] > N['step_width']+0.06",
            "m['stride_cv'] > 2*N['stride_cv'] and m['stride_cv'] > 0.04",
        )
    ),
    "cautious": Checks(
        both=(
            "m['speed'] < 0.75*N['speed']",
            "m['step_length'] < 0.85*N['step_length']",
            "0.9 < m['stance_s_LR'] < 1.11",
        )
    ),
    "choreic": Checks(
        both=(
            "m['stride_cv'] > 2*N['stride_cv'] and m['stride_cv'] > 0.03",
            "m['trunk_lateral_range'] > N['trunk_lateral_range']+2",
            "m['trunk_unrest'] > N['trunk_unrest']+1",
        )
    ),
}

FEATURE_CHECKS: dict[tuple[str, str], Checks] = {
    ("arm_swing", "less"): Checks(
        ("A['arm_swing'] < 0.5*O['arm_swing']",), ("S['arm_swing'] < 0.6*n['arm_swing']",)
    ),
    ("arm_swing", "more"): Checks(
        ("A['arm_swing'] > 1.25*O['arm_swing']",), ("S['arm_swing'] > 1.25*n['arm_swing']",)
    ),
    ("elbow_flexion", "more"): Checks(
        ("A['elbow_flex'] > O['elbow_flex']+20",), ("S['elbow_flex'] > n['elbow_flex']+20",)
    ),
    ("trunk_forward", "more"): Checks(both=("m['trunk_forward'] > N['trunk_forward']+8",)),
    ("trunk_forward", "less"): Checks(both=("m['trunk_forward'] < N['trunk_forward']-4",)),
    ("trunk_lean", "more"): Checks(("A['lean_mean'] > 4",), ("m['trunk_lateral_range'] > 8",)),
    ("trunk_sway", "more"): Checks(both=("m['trunk_lateral_range'] > N['trunk_lateral_range']+4",)),
    ("trunk_sway", "less"): Checks(both=("m['trunk_lateral_range'] < N['trunk_lateral_range']",)),
    ("head_forward", "more"): Checks(both=("m['head_forward'] > N['head_forward']+8",)),
    ("step_length", "less"): Checks(
        ("A['step_length'] < 0.92*O['step_length']",), ("m['step_length'] < 0.85*N['step_length']",)
    ),
    ("step_length", "more"): Checks(
        ("A['step_length'] > 1.08*O['step_length']",), ("m['step_length'] > 1.1*N['step_length']",)
    ),
    ("step_width", "less"): Checks(both=("m['step_width'] < N['step_width']-0.03",)),
    ("step_width", "more"): Checks(both=("m['step_width'] > N['step_width']+0.05",)),
    ("cadence", "less"): Checks(both=("m['cadence'] < 0.9*N['cadence']",)),
    ("cadence", "more"): Checks(both=("m['cadence'] > 1.1*N['cadence']",)),
    ("regularity", "less"): Checks(
        both=("m['stride_cv'] > 2*N['stride_cv'] and m['stride_cv'] > 0.03",)
    ),
    ("foot_clearance", "less"): Checks(
        ("A['toe_peak'] < 0.85*O['toe_peak']",),
        ("S['toe_peak'] < 0.85*n['toe_peak']",),
    ),
    ("foot_clearance", "more"): Checks(
        ("A['toe_peak'] > O['toe_peak']+0.03",), ("S['toe_peak'] > n['toe_peak']+0.03",)
    ),
    ("foot_progression", "less"): Checks(
        ("A['foot_progression'] < O['foot_progression']-8",),
        ("S['foot_progression'] < n['foot_progression']-8",),
    ),
    ("foot_progression", "more"): Checks(
        ("A['foot_progression'] > O['foot_progression']+8",),
        ("S['foot_progression'] > n['foot_progression']+8",),
    ),
    ("festination", "more"): Checks(both=("m['step_trend'] < 0.9", "m['cadence_trend'] > 1.03")),
    ("freezing", "more"): Checks(both=("m['longest_pause_s'] > 0.8",)),
}

# A body that glides is fast too: a fast walk has more steps a minute as well.
SPEED_CHECKS = {
    "slow": "m['speed'] < 0.85*N['speed']",
    "fast": "m['speed'] > 1.12*N['speed'] and m['cadence'] > N['cadence']",
}


def of_pattern(pattern: str, side: str) -> list[str]:
    """Expressions of a pattern on a side ("left", "right", "both" or "none")."""
    return _filled(PATTERN_CHECKS[pattern], side)


def of_feature(name: str, change: str, side: str) -> list[str]:
    """The same of a single feature."""
    return _filled(FEATURE_CHECKS[name, change], side)


def of_entry(
    expect: Mapping[str, Any], pattern: str, sides: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """What a judge checks for a prompt, by what it is about: expressions and their side.

    Args:
        expect: what was meant (`tests/data/held_out_prompts.json`).
        pattern: the main pattern, as it was meant or as a physiotherapist would accept it.
        sides: side of each pattern that is asked for.
    """
    features = expect.get("features", []) if pattern == expect["pattern"] else []
    found: dict[str, list[tuple[str, str]]] = {}
    for name in (pattern, *expect.get("also", [])):
        if name == "normal" and (features or expect.get("speed")):
            continue
        texts = of_pattern(name, sides[name])
        if expect.get("severity") == "mild" and name != "normal":
            texts = [milder(text) for text in texts]
        found[name] = [(text, sides[name]) for text in texts]
    for name, change, where in features:
        found[f"{name} {change}"] = [(text, where) for text in of_feature(name, change, where)]
    if expect.get("speed") in SPEED_CHECKS:
        found[f"speed {expect['speed']}"] = [(SPEED_CHECKS[expect["speed"]], "both")]
    return found


def milder(text: str) -> str:
    """The expression with half of its distances: offsets, factors and plain limits."""
    if text[0].isdigit():  # a range that stays what it is
        return text
    text = re.sub(r"(?<=\])([+-])([\d.]+)", lambda m: f"{m[1]}{MILD * float(m[2]):g}", text)
    text = re.sub(r"([\d.]+)\*", lambda m: f"{1 + MILD * (float(m[1]) - 1):g}*", text)
    return re.sub(r"(\] [<>] )(-?[\d.]+)(?= |$)", lambda m: f"{m[1]}{MILD * float(m[2]):g}", text)


def _filled(checks: Checks, side: str) -> list[str]:
    one_sided = side in ("left", "right") and bool(checks.one)
    chosen: Sequence[str] = checks.one if one_sided else checks.both
    return [
        " and ".join(_on_side(text, s) for s in ("left", "right")) if "S[" in text else text
        for text in chosen
    ]


def _on_side(text: str, side: str) -> str:
    return text.replace("S[", f"{side[0].upper()}[").replace("n[", f"N['{side}'][")
