"""The gait bench's own parts: its prompts, its judge and its checks, on a stick walker."""

from __future__ import annotations

from collections import Counter

import pytest

from runtime.gait.layout import FEATURES, PATTERNS, SIDED_FEATURES, Feature, sides_of
from tests.bench_prompts import judge_expression
from tests.gait_bench import captions, checks
from tests.gait_bench.held_out import UNIMPAIRED, entries
from tests.gait_bench.judge import judge
from tests.runtime.gait.synthetic import Leg, Walker, walk

NORMAL = judge(walk(Walker()))
ENTRIES = entries()


def _meets(text: str, walker: Walker, side: str = "left") -> bool:
    return judge_expression(text, judge(walk(walker)).names(side, NORMAL))[1]


def test_every_pattern_and_feature_is_asked_for_often_enough() -> None:
    patterns = Counter(entry["expect"]["pattern"] for entry in ENTRIES)
    assert all(patterns[pattern] >= 8 for pattern in PATTERNS)
    features = {tuple(f[:2]) for e in ENTRIES for f in e["expect"].get("features", [])}
    assert features == set(FEATURES)
    assert sum(entry["kind"] in UNIMPAIRED for entry in ENTRIES) >= 40
    assert len({entry["prompt"].lower() for entry in ENTRIES}) == len(ENTRIES) >= 220


def test_what_is_expected_can_be_shown() -> None:
    for entry in ENTRIES:
        expect = entry["expect"]
        assert {expect["pattern"], *expect.get("also", ()), *expect.get("accept", ())} <= set(
            PATTERNS
        )
        if "side" in expect:
            assert expect["side"] in sides_of(expect["pattern"]), entry["id"]
        for name, change, side in expect.get("features", ()):
            assert Feature(name, change, side)


def test_the_judge_sees_what_the_walker_does() -> None:
    weak = Walker(left=Leg(outward=0.1))
    assert _meets("A['circumduction'] > O['circumduction']+0.025", weak)
    assert not _meets("A['circumduction'] > O['circumduction']+0.025", weak, "right")
    leaning = Walker(right=Leg(lean=12))
    assert _meets("A['lean_in_stance'] > 6", leaning, "right")
    assert not _meets("A['lean_in_stance'] > 6", leaning, "left")
    assert NORMAL.whole["stance_s_LR"] == pytest.approx(1, abs=0.05)


def test_a_normal_walk_meets_its_own_checks_and_no_other_pattern() -> None:
    for pattern in PATTERNS:
        side = sides_of(pattern)[0]
        met = [_meets(text, Walker(), side) for text in checks.of_pattern(pattern, side)]
        assert met and all(met) == (pattern == "normal"), pattern


def test_every_check_can_be_judged() -> None:
    for name, change in FEATURES:
        for side in ("left", "right", "both") if name in SIDED_FEATURES else ("both",):
            for text in checks.of_feature(name, change, side):
                assert judge_expression(text, NORMAL.names(side, NORMAL))[2], text


def test_a_mild_form_needs_half_of_the_distance() -> None:
    assert checks.milder("A['a'] < 0.8*O['a']-10") == "A['a'] < 0.9*O['a']-5"
    assert checks.milder("A['a'] > O['a']+4") == "A['a'] > O['a']+2"
    assert checks.milder("A['a'] > 5") == "A['a'] > 2.5"


def test_every_pattern_side_severity_and_feature_has_a_sentence() -> None:
    patterns = list(captions.every_pattern())
    assert len({one.prompt for one in patterns}) == len(patterns)
    assert {(one.pattern, one.side) for one in patterns} == {
        (pattern, side) for pattern in PATTERNS for side in sides_of(pattern)
    }
    features = list(captions.every_feature())
    assert {one.feature for one in features} == set(FEATURES)
    assert len({one.prompt for one in features}) == len(features)
