"""Prompts are understood the way a physiotherapist would understand them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from runtime.gait.intent import INTENT_DIM, PATTERNS, Intent, every_intent, parse
from tests.runtime.gait.told import told

PUBLIC = Path(__file__).parents[3].parent / "shared" / "prompts" / "clinical_prompts.json"

READINGS = {
    # favouring a leg is sparing it
    "favouring the left leg after an ankle sprain": "antalgic left",
    "limping, spending more time on the good right leg": "antalgic left",
    "puts more weight on the right leg because the left hip hurts": "antalgic left",
    "his right leg is the good one, the other one hurts and he limps": "antalgic left",
    "the unaffected side is the left, hemiplegic gait": "hemiplegic right",
    "keeps his weight off the right foot": "antalgic right",
    "limps on the right leg, not the left": "antalgic right",
    "not the right but the left knee hurts, he limps": "antalgic left",
    "a man turns left while limping on the right": "antalgic right",
    "he limps right away on his left leg": "antalgic left",
    "walks like someone with a stone in the left shoe": "antalgic left",
    # side of weakness, side of lesion
    "R hemi gait s/p CVA": "hemiplegic right",
    "left CVA with circumduction": "hemiplegic left",
    "left hemisphere CVA with circumduction": "hemiplegic right",
    "stroke in the right hemisphere, circumducting gait": "hemiplegic left",
    "right MCA stroke, weakness of the left side, swings the leg out": "hemiplegic left",
    "left leg is weak after a stroke, arm is bent": "hemiplegic left",
    # the leg stood on, not the side that drops
    "right hip drops when she stands on her left leg": "trendelenburg left",
    "her right hip sags while walking": "trendelenburg left",
    "the left side of the pelvis dips at every step": "trendelenburg right",
    "the pelvis drops to the left with each right step": "trendelenburg right",
    "weak left gluteus medius with contralateral pelvic drop": "trendelenburg left",
    "compensated Trendelenburg on the right": "duchenne right",
    "non-compensated Trendelenburg, right": "trendelenburg right",
    "trunk lurches to the right during right stance": "duchenne right",
    "drop foot on the left, slaps the foot": "steppage left",
    "his left foot hangs down and he lifts his knee high": "steppage left",
    "keeps his left leg straight as he walks": "stiff_knee left",
    "limp due to a stiff left knee": "stiff_knee left",
    "walks as if his right knee was in plaster": "stiff_knee right",
    "trunk leans forward, shuffles": "parkinsonian both",
    "knees remain flexed the whole time": "crouch both",
    # typos and shorthand
    "hemiplgic gait left": "hemiplegic left",
    "antlagic gait on teh rigth": "antalgic right",
    "parkinsonain gait": "parkinsonian both",
    "antalgic gait L knee OA": "antalgic left",
    # negation
    "the limp has gone and she walks normally": "normal none",
    "He walks with no limp": "normal none",
    "She does not limp": "normal none",
    "walks without pain, limp or foot drop": "normal none",
    "not walking with a limp": "normal none",
    "no sign of parkinson's disease": "normal none",
    "the patient limps, but without pain, sparing the left leg": "antalgic left",
}


@pytest.mark.parametrize(("prompt", "reading"), READINGS.items())
def test_pattern_and_side(prompt: str, reading: str) -> None:
    intent = parse(prompt)
    assert f"{intent.pattern} {intent.side}" == reading


SWAPPABLE = [
    prompt
    for prompt, reading in READINGS.items()
    if "normal" not in reading
    and not any(spelling in prompt for spelling in (" L ", "R ", "right away", "rigth"))
]


@pytest.mark.parametrize("prompt", SWAPPABLE)
def test_swapping_the_sides_of_a_prompt_swaps_the_intent(prompt: str) -> None:
    swapped = prompt.replace("left", "#").replace("right", "left").replace("#", "right")
    other = {"left": "right", "right": "left"}
    before, after = parse(prompt), parse(swapped)
    assert after.pattern == before.pattern
    assert after.side == other.get(before.side, before.side)


@pytest.mark.skipif(not PUBLIC.exists(), reason="the public prompts are not beside the clone")
def test_public_prompts() -> None:
    wanted = {
        "antalgic_right_seed": "antalgic right",
        "antalgic_left": "antalgic left",
        "hemiplegic_left": "hemiplegic left",
        "hemiplegic_right": "hemiplegic right",
        "trendelenburg_right": "trendelenburg right",
        "duchenne_left": "duchenne left",
        "steppage_right": "steppage right",
        "parkinsonian": "parkinsonian both",
        "ataxic": "ataxic both",
        "crouch": "crouch both",
        "scissor": "scissor both",
        "stiff_knee_left": "stiff_knee left",
        "toe_walking": "toe_walking both",
        "recurvatum_right": "recurvatum right",
        "waddling": "waddling both",
        "cautious_elderly": "cautious both",
        "hip_hike_left": "hip_hiking left",
        "arm_right": "normal none; arm_swing less right",
        "normal": "normal none",
        "fast": "normal none",
    }
    for entry in json.loads(PUBLIC.read_text())["prompts"]:
        intent = parse(entry["prompt"])
        assert told(intent) == wanted[entry["id"]]
        assert not intent.not_understood
        assert not intent.contradictions


@pytest.mark.parametrize(
    ("prompt", "severity"),
    [
        ("a mild limp on the left", "mild"),
        ("limps a little on the left", "mild"),
        ("a little girl limps on the left", "moderate"),
        ("a severe left foot drop", "severe"),
        ("walks with a very stiff right knee", "severe"),
        ("a limp on the left, not severe", "mild"),
        ("walks at a moderate pace with a marked limp on the left", "severe"),
        ("noticeable limp, her body tilts slightly", "moderate"),
        ("walks normally", "none"),
    ],
)
def test_severity(prompt: str, severity: str) -> None:
    assert parse(prompt).severity == severity


@pytest.mark.parametrize(
    ("prompt", "speed"),
    [
        ("an old person walks slowly and cautiously with small symmetric steps", "slow"),
        ("a person walks fast", "fast"),
        ("shuffles with quick short steps", "comfortable"),
        ("limps at a normal speed", "comfortable"),
        ("does not walk fast", "comfortable"),
        ("hurries along", "fast"),
    ],
)
def test_speed(prompt: str, speed: str) -> None:
    assert parse(prompt).speed == speed


@pytest.mark.parametrize(
    ("prompt", "avatar"),
    [
        ("a woman limps", "adult_woman"),
        ("an elderly man shuffles", "older_adult"),
        ("a 7 year old girl in crouch gait", "child"),
        ("a 30 year old man limps", "adult_man"),
        ("an 81-year-old limps", "older_adult"),
        ("the patient limps", None),
    ],
)
def test_body(prompt: str, avatar: str | None) -> None:
    assert parse(prompt).avatar == avatar


def test_what_is_filled_in_is_said() -> None:
    intent = parse("a person limps")
    assert intent.side == "right"
    assert any("side was not said" in sentence for sentence in intent.assumptions)
    assert not any("side was not" in s for s in parse("limps on the left leg").assumptions)


@pytest.mark.parametrize(
    ("prompt", "label"),
    [
        ("a nurse climbs the stairs with a foot drop on the left", "other than walking"),
        ("walks with knock knees", "knock-kneed"),
        ("limps on the left and waves", "hands"),
        ("a man limps on the left with a cane", "walking aid"),
        ("a robot dances", "other than walking"),
    ],
)
def test_what_cannot_be_shown_is_said(prompt: str, label: str) -> None:
    assert any(label in sentence for sentence in parse(prompt).not_understood)


def test_evidence_names_the_words() -> None:
    found = {
        item.element: item.words for item in parse("severe limp favoring the left leg").evidence
    }
    assert "limp" in found["pattern"]
    assert "left" in found["side"]
    assert found["severity"] == "severe"


def test_intent_survives_a_report() -> None:
    intent = parse("an elderly man slightly favors his left leg and walks slowly with a cane")
    again = Intent.from_dict(json.loads(json.dumps(intent.to_dict())))
    assert again == intent
    assert again.evidence == intent.evidence
    assert again.not_understood == intent.not_understood


def test_vectors_tell_every_intent_apart() -> None:
    vectors = np.stack([intent.vector() for intent in every_intent()])
    assert vectors.shape[1] == INTENT_DIM
    assert vectors.dtype == np.float32
    assert len(np.unique(vectors, axis=0)) == len(vectors)
    # The layout is a contract with trained models: 28 patterns, then side, severity, speed.
    left = Intent("antalgic", "left", "mild", "slow").vector()
    assert list(np.flatnonzero(left)) == [1, 29, 33, 36, 40, 50]
    assert len(PATTERNS) <= 28


def test_an_impossible_intent_is_refused() -> None:
    with pytest.raises(ValueError, match="sideways"):
        Intent("antalgic", "sideways")
