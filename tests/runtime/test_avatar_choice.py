"""The wish chooses the body, else the prompt does, build included."""

from __future__ import annotations

import pytest

from retarget.avatar import PRESETS, Phenotype, load_body
from retarget.errors import BadInput
from runtime.avatar_choice import BUILD_CHANGES, avatar_choice
from runtime.gait.intent import parse
from runtime.gait.layout import BUILDS


def test_a_wish_wins() -> None:
    intent = parse("an obese elderly man limps")
    assert avatar_choice(intent, "child", "adult_woman") == "child"
    own = Phenotype(gender=0.2)
    assert avatar_choice(intent, own, "adult_woman") is own


def test_the_prompt_chooses_else() -> None:
    assert avatar_choice(parse("an elderly man limps"), None, "adult_woman") == "older_adult"
    assert avatar_choice(parse("the patient limps"), None, "adult_woman") == "adult_woman"


def test_a_build_changes_the_chosen_body() -> None:
    heavy = avatar_choice(parse("an obese woman limps"), None, "adult_man")
    assert isinstance(heavy, Phenotype)
    assert heavy.weight > PRESETS["adult_woman"].weight
    assert heavy.gender == PRESETS["adult_woman"].gender
    slim = avatar_choice(parse("a slim patient limps"), None, "adult_man")
    assert isinstance(slim, Phenotype)
    assert slim.weight < PRESETS["adult_man"].weight


def test_a_tall_man_is_taller() -> None:
    tall = avatar_choice(parse("a tall man limps"), None, "adult_man")
    assert load_body(tall).height > load_body("adult_man").height + 0.05


def test_every_build_fits_every_preset() -> None:
    assert set(BUILD_CHANGES) == set(BUILDS)
    for build in BUILDS:
        intent = parse("limps")
        for preset in PRESETS:
            body = avatar_choice(
                type(intent)(pattern="normal", avatar=preset, build=build), None, "adult_man"
            )
            assert body != PRESETS[preset]


def test_an_unknown_wish_is_refused() -> None:
    with pytest.raises(BadInput, match="no avatar called"):
        avatar_choice(parse("limps"), "giant", "adult_man")
