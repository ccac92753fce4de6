"""Checks are met by motions that do what was asked, and only on the side that was asked."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from retarget.skeleton import mirror
from runtime.gait.edit import edit
from runtime.gait.impairments import impairment
from runtime.gait.intent import BILATERAL, UNILATERAL, Intent
from runtime.gait.measure import measure
from runtime.gait.norms import norm
from runtime.gait.patterns import PATTERN_RULES, rules_for
from runtime.gait.verify import verify
from tests.runtime.gait.synthetic import Leg, Walker, walk

HEMIPLEGIC_LEFT = Walker(
    speed=0.7,
    left=Leg(outward=0.12, lift=0.0),
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
        for rule in rules_for(pattern, "slow"):
            assert rule.source
            assert ("[M]" not in rule.source) or rule.needs_review, rule.name
            if rule.against in ("norm", "pace") and rule.measure != "speed":
                assert norm(rule.measure, 1.0) is not None


@pytest.mark.parametrize("pattern", UNILATERAL + BILATERAL)
@pytest.mark.parametrize("severity", ["mild", "moderate", "severe"])
def test_edits_of_a_real_walk_meet_their_checks(
    long_walk: np.ndarray, pattern: str, severity: str
) -> None:
    for side in ("both",) if pattern in BILATERAL else ("left", "right"):
        walked = edit(long_walk, impairment(pattern, side, severity))
        failed = [c for c in verify(Intent(pattern, side, severity), measure(walked)) if not c.met]
        assert not failed, [(c.name, c.requested, c.measured) for c in failed]
