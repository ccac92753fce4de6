"""The bench judges motions by the expressions of the public prompts, and runs nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.bench_prompts import PROMPTS, evaluate_checks, run, table
from tests.runtime.gait.synthetic import Leg, Walker, walk

NORMAL = walk(Walker())


def _judge(check: str, walker: Walker, affected: str = "left") -> tuple[bool, dict]:
    [(_, met, values)] = evaluate_checks(
        {"affected": affected, "checks": [check]}, walk(walker), NORMAL
    )
    return met, values


def test_expressions_are_decided_on_the_measures() -> None:
    weak = Walker(left=Leg(outward=0.1))
    met, values = _judge("A['circumduction'] > O['circumduction']+0.025", weak)
    assert met
    assert values["A['circumduction']"] == pytest.approx(0.1, abs=0.02)
    assert not _judge("A['circumduction'] > O['circumduction']+0.025", weak, "right")[0]
    assert _judge("0.9 < m['stance_s_LR'] < 1.11 and m['speed'] > 0.9*N['speed']", Walker())[0]
    assert not _judge("L['arm_swing'] < 0.6*N['left']['arm_swing']", Walker())[0]


def test_lean_counts_towards_the_side_it_is_asked_for() -> None:
    leans_right = Walker(right=Leg(lean=12))
    assert _judge("A['lean_in_stance'] > 6", leans_right, "right")[0]
    assert _judge("R['lean_in_stance'] < -6", leans_right, "right")[0]


@pytest.mark.parametrize(
    "check", ["__import__('os').getcwd()", "open('x')", "m.__class__", "[1] == [1]", "'a' < 'b'"]
)
def test_anything_but_arithmetic_is_refused(check: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        _judge(check, Walker())


def test_a_missing_measure_is_not_met() -> None:
    short = walk(Walker(), seconds=0.4)
    [(_, met, values)] = evaluate_checks(
        {"affected": "left", "checks": ["A['stance_s'] < 9"]}, short, NORMAL
    )
    assert not met and values == {"A['stance_s']": None}


@pytest.mark.skipif(not PROMPTS.exists(), reason="the public prompts are not beside the clone")
def test_every_public_check_can_be_judged(tmp_path: Path) -> None:
    rows = run(lambda prompt, seed, seconds: NORMAL)
    assert len(rows) == len(json.loads(PROMPTS.read_text())["prompts"])
    met = {row.id for row in rows if row.met}
    # A healthy walk meets the normal prompt and no other.
    assert met == {"normal"}
    values = [v for row in rows for _, _, found in row.outcomes for v in found.values()]
    assert values and all(v is not None and np.isfinite(v) for v in values)
    assert "of 20 prompts met" in table(rows)
