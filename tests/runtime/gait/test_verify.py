"""Checks are met by motions that do what was asked, and only on the side that was asked."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from retarget.skeleton import mirror
from runtime.gait.correct import corrected
from runtime.gait.fitted import changed
from runtime.gait.impairments import edit_of
from runtime.gait.layout import BILATERAL, PATTERNS, UNILATERAL, Further, Intent, sides_of
from runtime.gait.measure import measure
from runtime.gait.norms import norm
from runtime.gait.patterns import PATTERN_RULES, rules_for
from runtime.gait.verify import main_value, verify
from tests.runtime.gait.synthetic import Leg, Walker, walk

HEMIPLEGIC_LEFT = Walker(
    speed=0.7,
    left=Leg(outward=0.08, lift=0.0),
    right=Leg(lift=0.06),
    elbow=(85.0, 25.0),
    arm_swing=(0.02, 0.3),
)
INTENT = Intent("hemiplegic", "left", "moderate")


def test_a_motion_that_does_what_was_asked() -> None:
    checks = verify(INTENT, measure(walk(HEMIPLEGIC_LEFT)))
    assert checks and all(check.met for check in checks)
    assert all(check.margin > 0 and check.source for check in checks)
    json.dumps([check.to_dict() for check in checks], allow_nan=False)


def test_the_wrong_side_is_found() -> None:
    checks = verify(INTENT, measure(mirror(walk(HEMIPLEGIC_LEFT))))
    assert not checks[0].met and "affected side" in checks[0].name
    assert not any(check.met for check in checks if check.side)


def test_a_normal_walk_is_no_impairment_and_an_impaired_one_not_normal() -> None:
    healthy, impaired = measure(walk(Walker())), measure(walk(HEMIPLEGIC_LEFT))
    assert all(check.met for check in verify(Intent(), healthy))
    assert not all(check.met for check in verify(Intent(), impaired))
    for pattern in UNILATERAL + BILATERAL:
        side = "both" if pattern in BILATERAL else "left"
        assert not all(check.met for check in verify(Intent(pattern, side, "mild"), healthy))


def test_what_cannot_be_measured_is_not_met() -> None:
    checks = verify(INTENT, measure(walk(HEMIPLEGIC_LEFT, seconds=0.3)))
    assert any(check.measured is None for check in checks)
    assert not any(check.met for check in checks if check.measured is None)


def test_mild_asks_for_less_than_moderate() -> None:
    for pattern, rules in PATTERN_RULES.items():
        for rule in rules:
            mild, moderate = rule.limit(10.0, "mild"), rule.limit(10.0, "moderate")
            if rule.graded:
                assert (mild > moderate) == (rule.compare == "<"), (pattern, rule.measure)
            else:
                assert mild == moderate


@pytest.mark.parametrize(("speed", "walks"), [("slow", 0.7), ("comfortable", 1.2), ("fast", 1.7)])
def test_pace_of_a_normal_walk(speed: str, walks: float) -> None:
    measures = measure(walk(replace(Walker(), speed=walks, stride=1.0)))
    assert all(c.met for c in verify(Intent(speed=speed), measures) if c.measure == "speed")
    for other in {"slow", "comfortable", "fast"} - {speed}:
        checks = [c for c in verify(Intent(speed=other), measures) if c.measure == "speed"]
        assert checks and not all(c.met for c in checks)


def test_every_rule_has_a_source_and_a_norm_where_it_needs_one() -> None:
    for pattern in PATTERN_RULES:
        side = sides_of(pattern)[0]
        severity = "none" if pattern == "normal" else "mild"
        for rule in rules_for(Intent(pattern, side, severity, "slow")):
            assert rule.source
            assert ("[M]" not in rule.source) or rule.needs_review, rule.name
            if rule.against not in ("number", "zero", "one", "other") and rule.measure != "speed":
                assert norm(rule.measure, 1.0) is not None


@pytest.mark.parametrize("pattern", PATTERNS[1:])
@pytest.mark.parametrize("severity", ["mild", "moderate", "severe"])
def test_edits_of_a_real_walk_meet_their_checks(
    long_walk: np.ndarray, pattern: str, severity: str
) -> None:
    """The pattern's change, with at most a small correction for this walker, shows everything."""
    for side in sides_of(pattern):
        intent = Intent(pattern, side, severity)
        walked = changed(long_walk, edit_of(intent))
        made = corrected(
            walked,
            verify(intent, measure(walked)),
            lambda change, walked=walked: changed(walked, change),
            lambda joints, intent=intent: verify(intent, measure(joints)),
        )
        failed = [c for c in made.checks if not c.met]
        assert not failed, [(c.name, c.requested, c.measured) for c in failed]


@pytest.mark.parametrize("pattern", PATTERNS[1:])
def test_more_severe_is_more_of_the_main_measure(long_walk: np.ndarray, pattern: str) -> None:
    side = sides_of(pattern)[0]
    shown = [
        main_value(pattern, side, measure(changed(long_walk, edit_of(Intent(pattern, side, s)))))
        for s in ("mild", "moderate", "severe")
    ]
    assert None not in shown
    assert shown == sorted(shown) and len(set(shown)) == 3


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_further_pattern_is_checked_on_its_own_side(long_walk: np.ndarray, side: str) -> None:
    other = "right" if side == "left" else "left"
    intent = Intent("steppage", side, "moderate", also=(Further("duchenne", other, "moderate"),))
    walked = changed(long_walk, edit_of(intent))
    checks = verify(intent, measure(walked))
    assert {c.element for c in checks} == {"steppage", "duchenne"}
    assert all(c.met for c in checks if c.measure == "lean_in_stance")
    swapped = replace(intent, also=(Further("duchenne", side, "moderate"),))
    again = verify(swapped, measure(walked))
    assert not any(c.met for c in again if c.measure == "lean_in_stance")
