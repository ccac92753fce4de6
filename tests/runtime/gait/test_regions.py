"""Regions are marked by what the motion shows, on the side that shows it."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from retarget.skeleton import mirror
from runtime.gait.measure import measure
from runtime.gait.regions import REGIONS, impaired_regions
from tests.runtime.gait.synthetic import Leg, Walker, walk

SLOWEST = ("cmu_train_walking_extra_walking_23",)
"""A walk at 0.45 m/s that is no ordinary one: one leg hardly bends."""


def _marked(walker: Walker) -> dict[str, str]:
    return {region.region: region.why for region in impaired_regions(measure(walk(walker)))}


def test_a_healthy_walk_marks_nothing() -> None:
    assert _marked(Walker()) == {}


@pytest.mark.parametrize(
    ("walker", "region", "word"),
    [
        (Walker(left=Leg(outward=0.12)), "left_thigh", "outward"),
        (Walker(right=Leg(outward=0.12)), "right_foot", "outward"),
        (Walker(left=Leg(drop=12)), "pelvis", "left leg stands"),
        (Walker(right=Leg(lean=14)), "trunk", "right leg"),
        (Walker(bend=25.0), "head", "forward"),
        (Walker(elbow=(30.0, 90.0)), "right_forearm", "elbow"),
        (Walker(arm_swing=(0.02, 0.3)), "left_upper_arm", "swings"),
        (Walker(right=Leg(toes_up=-15)), "right_foot", "toes low"),
        (Walker(left=Leg(0.55), right=Leg(0.75)), "left_shank", "shorter time"),
    ],
)
def test_what_is_shown_is_marked(walker: Walker, region: str, word: str) -> None:
    marked = _marked(walker)
    assert word in marked[region]
    other = region.replace("left", "x").replace("right", "left").replace("x", "right")
    assert other == region or other not in marked


def test_scores_grow_with_the_deviation() -> None:
    scores = [
        region.score
        for lean in (8, 11, 20)
        for region in impaired_regions(measure(walk(Walker(left=Leg(lean=lean)))))
        if region.region == "trunk"
    ]
    assert 0 < scores[0] < scores[1] < scores[2] <= 1


def test_mirroring_swaps_the_sides() -> None:
    joints = walk(Walker(left=Leg(outward=0.1), elbow=(80.0, 30.0)))
    before = {r.region for r in impaired_regions(measure(joints))}
    after = {r.region for r in impaired_regions(measure(mirror(joints)))}
    assert before and after == {name.replace("left", "right") for name in before}


def test_regions_are_well_formed() -> None:
    regions = impaired_regions(measure(walk(Walker(left=Leg(outward=0.3, lean=40), bend=60.0))))
    assert regions
    for region in regions:
        assert region.region in REGIONS
        assert 0 < region.score <= 1 and math.isfinite(region.score)
        assert region.why.endswith(".")
    assert [r.score for r in regions] == sorted((r.score for r in regions), reverse=True)


def test_real_healthy_walkers_mark_next_to_nothing(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        names = [
            n for n in clips.files if n.startswith("cmu") and not n.endswith("extra_walking_23")
        ]
        marked = [name for name in names if impaired_regions(measure(clips[name][::3]))]
    # One of them starts with an uneven step.
    assert len(marked) <= 0.04 * len(names), marked


def test_the_stroke_survivor_is_marked(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        regions = impaired_regions(measure(clip["joints"][::3]))
    assert "left_foot" in {region.region for region in regions}
