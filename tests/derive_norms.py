"""Derive the constants of normal walking from the real recordings, and print them.

    python -m tests.derive_norms            # REAL_WALKING and ERRORS, for runtime/gait/norms.py
    python -m tests.derive_norms --curves   # writes runtime/gait/normal_curves.json

Needs ../shared/mocap. Two sets of the same 59 healthy walkers (CMU):

- *recorded*: the clips as they were recorded, sampled at 20 fps from each of the three first
  frames. For time and distance, regularity, trunk, head and arms.
- *placed*: one stride of each on Gaitbox's own skeleton, again and again, the constant offsets of
  the recording's skeleton taken off (`export_onnx.corpus.walks.neutral`). For everything of which
  joint centres and bone lengths shift the values: knee, hip, foot, heights. The walks that
  Gaitbox makes have this skeleton, so these are what they must be compared with.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from export_onnx.corpus.walks import load_walkers, neutral
from runtime.gait.angles import OUTWARD, SIDES
from runtime.gait.curves import DATA, JOINT_CURVES, PERCENT, curves, stride_curves
from runtime.gait.measure import Measures, measure
from runtime.gait.norms import FAST_ABOVE, MIRRORED, RATIOS, SLOW_BELOW, TOWARDS_SIDE
from tests.conftest import SHARED

MOCAP = SHARED / "mocap"
EVERY = 3
"""Every third frame of 60 fps is 20 fps."""
NO_ORDINARY_WALK = "extra_walking_23"
"""0.45 m/s with one leg that hardly bends."""
FAR = 5.0
"""Values this many robust standard deviations from the median are left out: clips of three
seconds hold starts and stops."""
SURE = 95
"""Percentile of the differences between 60 and 20 fps that is told as the error."""

PLACED = (
    "step_width",
    "root_height",
    "pelvis_tilt_lr_deg",
    "knee_gap",
    "foot_gap_swing",
    "knee_swing_peak",
    "knee_swing_peak_at",
    "knee_stance_min",
    "knee_stance_mean",
    "hip_flex_max",
    "hip_ext_max",
    "hip_abd_swing",
    "hip_abduction_stance",
    "circumduction",
    "pelvic_drop_contra_deg",
    "pelvis_rise_cm",
    "hike_cm",
    "foot_progression",
    "foot_pitch_stance",
    "foot_pitch_contact",
    "foot_pitch_swing",
    "toe_peak",
    "toe_clearance",
    "ankle_peak",
)
"""Measures taken from the placed walkers; all others from the recordings."""

CALIBRATED = (
    "root_height",
    "pelvis_tilt_lr_deg",
    "knee_stance_min",
    "knee_stance_mean",
    "foot_pitch_stance",
)
"""Measures that the placing sets to one value: their spread is that of the recordings at
comfortable speed, where there are most of them."""
FEWEST = 8
"""With fewer values than this a pace takes those of comfortable walking."""
SECONDS = 8
PACES = ("slow", "comfortable", "fast")


def recordings() -> dict[str, np.ndarray]:
    """The healthy walkers as recorded, 60 fps."""
    with np.load(MOCAP / "walking_22joints_60fps.npz") as clips:
        names = [n for n in clips.files if n.startswith("cmu") and NO_ORDINARY_WALK not in n]
        return {name: clips[name].astype(np.float64) for name in names}


def placed() -> dict[str, np.ndarray]:
    """The same walkers and their mirror images on Gaitbox's skeleton, 20 fps, eight seconds."""
    return {
        walker.name: neutral(walker, SECONDS + 1.0)[: SECONDS * 20].astype(np.float64)
        for walker in load_walkers(MOCAP)
        if walker.name.startswith("cmu") and NO_ORDINARY_WALK not in walker.name
    }


def pace_of(speed: float) -> str:
    """The column that a walker belongs to."""
    return "slow" if speed < SLOW_BELOW else "fast" if speed > FAST_ABOVE else "comfortable"


def values(measures: Measures, name: str) -> list[float]:
    """All values of a measure in one walk, left and right as one, and as a mirror would show."""
    if name in measures.whole:
        value = measures.whole[name]
        if value is None:
            return []
        if name in RATIOS:
            return [value, 1 / value]
        return [value, -value] if name in MIRRORED else [value]
    found = []
    for side in SIDES:
        value = measures.side(side)[name]
        if value is not None:
            found.append(value * OUTWARD[side] if name in TOWARDS_SIDE else value)
    return found


def usual(found: list[float]) -> np.ndarray:
    """The values without those far from the others."""
    array = np.array(found)
    middle = np.median(array)
    spread = 1.4826 * np.median(np.abs(array - middle))
    return array[np.abs(array - middle) <= FAR * spread + 1e-9]


def names_of(measures: Measures) -> list[str]:
    """Names of all measures, those of the whole motion first."""
    return list(dict.fromkeys([*measures.whole, *measures.left]))


def table(error: dict[str, float]) -> dict[str, list[tuple[float, float]]]:
    """Mean and SD of each measure at each pace; no SD is below half the error of 20 fps."""
    recorded = [
        measure(joints[first::EVERY], 60 / EVERY)
        for joints in recordings().values()
        for first in range(EVERY)
    ]
    on_skeleton = [measure(joints) for joints in placed().values()]
    rows = {}
    for name in names_of(on_skeleton[0]):
        if name == "speed":
            continue
        means = by_pace(on_skeleton if name in PLACED else recorded, name)
        spreads = means
        if name in CALIBRATED:
            spreads = dict.fromkeys(PACES, by_pace(recorded, name)["comfortable"])
        rows[name] = [
            (float(means[pace].mean()), max(float(spreads[pace].std(ddof=1)), error[name] / 2))
            for pace in PACES
        ]
    return rows


def by_pace(walks: list[Measures], name: str) -> dict[str, np.ndarray]:
    """The usual values of a measure at each pace."""
    columns: dict[str, list[float]] = defaultdict(list)
    for one in walks:
        columns[pace_of(one.whole["speed"] or 0.0)] += values(one, name)
    for pace in PACES:
        if len(columns[pace]) < FEWEST:
            columns[pace] = columns["comfortable"]
    return {pace: usual(columns[pace]) for pace in PACES}


def errors() -> dict[str, float]:
    """What 20 fps changes: 95th percentile of the difference from 60 fps, same strides seen."""
    differences: dict[str, list[float]] = defaultdict(list)
    for joints in recordings().values():
        fine = measure(joints, 60)
        for first in range(EVERY):
            coarse = measure(joints[first::EVERY], 60 / EVERY)
            if events_seen(fine) != events_seen(coarse):
                continue
            for name in names_of(fine):
                for side in ("",) if name in fine.whole else SIDES:
                    a, b = fine.value(name, side), coarse.value(name, side)
                    if a is not None and b is not None:
                        differences[name].append(abs(a - b))
    return {name: float(np.percentile(found, SURE)) for name, found in differences.items()}


def events_seen(measures: Measures) -> tuple[int, ...]:
    """How many events of each kind a clip shows."""
    sides = (measures.events.left, measures.events.right)
    return tuple(len(e) for one in sides for e in (one.contacts, one.foot_offs))


def curve_bands() -> dict[str, object]:
    """Mean and SD of each joint's curve at each pace, and the profile of the walkers themselves."""
    found: dict[str, list[dict[str, np.ndarray]]] = defaultdict(list)
    speeds: dict[str, list[float]] = defaultdict(list)
    for joints in placed().values():
        speed = measure(joints).whole["speed"] or 0.0
        for side in SIDES:
            mean = stride_curves(joints)[side]
            if mean is not None:
                found[pace_of(speed)].append({name: mean[name].mean(axis=0) for name in mean})
        speeds[pace_of(speed)].append(speed)
    bands = {
        pace: {
            joint.name: {
                "mean": rounded(np.mean([one[joint.name] for one in found[pace]], axis=0)),
                "sd": rounded(np.std([one[joint.name] for one in found[pace]], axis=0, ddof=1)),
            }
            for joint in JOINT_CURVES
        }
        for pace in PACES
    }
    return {
        "source": "tests/derive_norms.py: healthy walkers of the CMU database on this skeleton",
        "percent": [float(p) for p in PERCENT],
        "speeds": [round(float(np.mean(speeds[pace])), 3) for pace in PACES],
        "bands": bands,
    }


def healthy_profile() -> tuple[float, float]:
    """Mean and SD of the overall deviation of the walkers, each from the band that is written."""
    found = [curves(joints)["profile"]["overall"] for joints in placed().values()]
    return float(np.mean(found)), float(np.std(found, ddof=1))


def rounded(curve: np.ndarray) -> list[float]:
    """Two digits are a hundredth of a degree."""
    return [round(float(value), 2) for value in curve]


def main() -> None:
    """Print the tables or write the bands."""
    if "--curves" in sys.argv[1:]:
        Path(DATA).write_text(json.dumps(curve_bands()) + "\n", encoding="utf-8")
        print("HEALTHY_PROFILE = ({:.2f}, {:.2f})".format(*healthy_profile()))
        return
    implied = errors()
    print("REAL_WALKING")
    for name, columns in table(implied).items():
        told = ", ".join(f"({mean:.4g}, {sd:.3g})" for mean, sd in columns)
        print(f'    "{name}": ({told}),')
    print("ERRORS")
    for name, error in implied.items():
        print(f'    "{name}": {error:.2g},')


if __name__ == "__main__":
    main()
