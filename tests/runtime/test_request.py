"""What may be asked for, and the sentence for what may not."""

from __future__ import annotations

from typing import Any

import pytest

from retarget.avatar import PRESETS
from retarget.errors import BadInput
from runtime.request import LARGEST_SEED, read_formats, read_request


def test_everything_left_out_has_a_default() -> None:
    request = read_request({"prompt": "  a man walks \n"})
    assert request.prompt == "a man walks"
    assert (request.samples, request.seconds, request.avatar) == (1, None, None)
    assert request.loop is False
    assert 0 <= request.seed <= LARGEST_SEED


def test_seeds_left_out_differ() -> None:
    assert len({read_request({"prompt": "walk"}).seed for _ in range(5)}) > 1


def test_longest_prompt_and_largest_numbers_pass() -> None:
    request = read_request(
        {"prompt": "a" * 500, "seed": LARGEST_SEED, "samples": 8, "seconds": 9.8}
    )
    assert request.seed == LARGEST_SEED


def test_a_loop_is_made_where_it_is_asked_for() -> None:
    said = [read_request({"prompt": "walk", "loop": value}).loop for value in (True, False, None)]
    assert said == [True, False, False]


def test_letters_of_any_script_pass() -> None:
    assert read_request({"prompt": "片麻痺の歩行 – démarche"}).prompt


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"prompt": ""}, "empty"),
        ({"prompt": "  \t "}, "empty"),
        ({"prompt": None}, "no prompt"),
        ({}, "no prompt"),
        ({"prompt": 7}, "text"),
        ({"prompt": ["walk"]}, "text"),
        ({"prompt": "a" * 501}, "501"),
        ({"prompt": "walk\x00on"}, "control"),
        ({"prompt": "walk\x1b[31m"}, "control"),
        ({"prompt": "walk\non"}, "control"),
        ({"prompt": "walk\u2028on"}, "control"),
        ({"prompt": "walk\ud800"}, "control"),
        ({"seed": -1}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"seed": "7"}, "seed"),
        ({"seed": True}, "seed"),
        ({"seed": 2**53}, "seed"),
        ({"samples": 0}, "samples"),
        ({"samples": 9}, "samples"),
        ({"samples": "two"}, "samples"),
        ({"samples": False}, "samples"),
        ({"loop": 1}, "loops"),
        ({"loop": "yes"}, "loops"),
        ({"seconds": 0}, "length"),
        ({"seconds": -3}, "length"),
        ({"seconds": float("nan")}, "length"),
        ({"seconds": float("inf")}, "length"),
        ({"seconds": "eight"}, "length"),
        ({"avatar": "robot"}, "avatar"),
        ({"avatar": 3}, "avatar"),
        ({"avatar": {"wings": 1}}, "wings"),
        ({"avatar": {"age": 2}}, "age"),
        ({"avatar": {"age": float("nan")}}, "age"),
        ({"avatar": {"age": "old"}}, "age"),
    ],
)
def test_each_rule_has_one_sentence(values: dict[str, Any], word: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_request({"prompt": "a man walks", **values} if values else {})
    sentence = caught.value.sentence
    assert word in sentence
    assert sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_taken(name: str) -> None:
    assert read_request({"prompt": "walk", "avatar": name}).avatar == name


def test_free_parameters_start_from_the_adult_man() -> None:
    avatar = read_request({"prompt": "walk", "avatar": {"age": 0.9}}).avatar
    assert not isinstance(avatar, str) and avatar is not None
    assert avatar.age == 0.9
    assert avatar.gender == PRESETS["adult_man"].gender


def test_formats_keep_their_order() -> None:
    assert read_formats(["glb", "npy", "glb"]) == ("npy", "glb")


@pytest.mark.parametrize("names", [[], ["obj"], ["fbx", "FBX"], ["features"]])
def test_unknown_formats_are_refused(names: list[str]) -> None:
    with pytest.raises(BadInput, match="npy, bvh, fbx, glb"):
        read_formats(names)
