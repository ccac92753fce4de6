"""Regions are marked by what the motion shows, on the side that shows it."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from export_onnx.corpus.walks import load_walkers, neutral
from retarget.skeleton import mirror
from runtime.gait.findings import FINDINGS
from runtime.gait.fitted import changed
from runtime.gait.impairments import edit_of
from runtime.gait.layout import Intent
from runtime.gait.measure import measure
from runtime.gait.norms import norm
from runtime.gait.regions import REGIONS, impaired_regions
from tests.runtime.gait.synthetic import Leg, Walker, walk


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
        for lean in (9, 12, 20)
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


@pytest.fixture(scope="module")
def walkers(mocap_dir: Path) -> list[np.ndarray]:
    """Real healthy walkers on Gaitbox's skeleton, as generated walks have it."""
    every = [w for w in load_walkers(mocap_dir) if w.name.startswith("cmu")]
    return [neutral(w, 9.0)[:160] for w in every[::6] if "extra_walking_23" not in w.name]


def test_real_healthy_walkers_mark_next_to_nothing(walkers: list[np.ndarray]) -> None:
    marked = [regions for joints in walkers if (regions := impaired_regions(measure(joints)))]
    assert len(walkers) > 15
    assert len(marked) <= 0.15 * len(walkers), marked
    assert max((r.score for regions in marked for r in regions), default=0.0) < 0.5


def test_recordings_with_their_own_skeletons_are_marked_little(mocap_dir: Path) -> None:
    """Three seconds each, some beginning with an odd step; pelves and trunks not quite level."""
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        names = [
            n for n in clips.files if n.startswith("cmu") and not n.endswith("extra_walking_23")
        ]
        found = [impaired_regions(measure(clips[name][::3])) for name in names]
    marked = [regions for regions in found if regions]
    assert len(marked) <= 0.2 * len(names), marked
    assert sum(len(regions) for regions in marked) / len(names) < 0.5


def test_the_stroke_survivor_is_marked(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        regions = {r.region: r for r in impaired_regions(measure(clip["joints"][::3]))}
    assert regions["left_foot"].score > 0.2
    assert "toes low" in regions["left_foot"].why


@pytest.mark.parametrize(
    ("pattern", "side", "region", "words"),
    [
        ("antalgic", "right", "right_shank", "right leg stands for a shorter time"),
        ("hemiplegic", "left", "left_foot", "left foot swings"),
        ("hemiplegic", "left", "left_forearm", "left elbow is held bent"),
        ("trendelenburg", "left", "pelvis", "while the left leg stands"),
        ("duchenne", "right", "trunk", "over the standing right leg"),
        ("steppage", "left", "left_foot", "left foot lands with its toes low"),
        ("steppage", "left", "left_thigh", "left hip bends"),
        ("stiff_knee", "right", "right_shank", "right knee bends only"),
        ("parkinsonian", "both", "trunk", "bent forward"),
        ("parkinsonian", "both", "left_thigh", "steps are short"),
        ("crouch", "both", "left_shank", "left knee stays bent"),
        ("hip_hiking", "left", "pelvis", "left hip is hiked"),
        ("waddling", "both", "trunk", "over the standing left leg"),
        ("waddling", "both", "pelvis", "pelvis drops"),
        ("scissor", "both", "left_thigh", "knees come close"),
        ("toe_walking", "both", "right_foot", "right heel stays up"),
        ("recurvatum", "left", "left_shank", "left knee bends backward"),
        ("vaulting", "right", "left_foot", "over the standing left leg"),
        ("leg_length", "right", "pelvis", "left side of the pelvis is higher"),
        ("ataxic", "both", "left_foot", "wide apart"),
        ("ataxic", "both", "right_thigh", "uneven"),
        ("cautious", "both", "left_thigh", "slow"),
        ("choreic", "both", "trunk", "differently in each stride"),
        ("choreic", "both", "left_upper_arm", "differently in each stride"),
    ],
)
def test_every_pattern_marks_what_it_is_known_by(
    long_walk: np.ndarray, pattern: str, side: str, region: str, words: str
) -> None:
    """The severe form; from the measures alone, the intent is not told."""
    walked = changed(long_walk, edit_of(Intent(pattern, side, "severe")))
    marked = {one.region: one for one in impaired_regions(measure(walked))}
    assert words in marked[region].why, marked
    assert marked[region].score > 0.15


def test_a_reason_tells_the_number_and_what_is_normal(long_walk: np.ndarray) -> None:
    walked = changed(long_walk, edit_of(Intent("stiff_knee", "right", "severe")))
    measures = measure(walked)
    region = next(r for r in impaired_regions(measures) if r.region == "right_shank")
    told = re.search(
        r"The right knee bends only (\d+) degrees in swing; "
        r"normal at this speed is (\d+) to (\d+)\.",
        region.why,
    )
    assert told is not None, region.why
    value, low, high = map(int, told.groups())
    assert value == round(measures.right["knee_swing_peak"] or 0)
    assert value < low < 59 < high
    assert "  " not in region.why and "None" not in region.why


def test_edges_are_outside_of_what_is_normal() -> None:
    """What is told as normal is never marked, whatever the speed."""
    for finding in FINDINGS:
        for speed in (0.3, 0.6, 0.9, 1.2, 1.6):
            normal = norm(finding.measure, speed)
            if normal is None or finding.against_other is not None:
                continue
            spreads = 1.5 if finding.measure == "knee_stance_min" else 2.0
            edge = finding.edge(normal)
            assert finding.sign * (edge - normal.mean) >= spreads * normal.sd - 1e-9, finding


def test_what_healthy_walkers_never_do_is_told_so() -> None:
    joints = walk(Walker(), 10.0)
    stopped = np.concatenate([joints[:90], np.repeat(joints[90:91], 40, axis=0), joints[91:]])
    marked = {one.region: one.why for one in impaired_regions(measure(stopped))}
    assert "The walk stops for" in marked["left_thigh"]
    assert "up to 0" not in marked["left_thigh"]
    assert {finding.told(-1e-6) for finding in FINDINGS} <= {"0", "0.0", "0.00"}
