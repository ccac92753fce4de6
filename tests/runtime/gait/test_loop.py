"""A loop goes on into itself, stays in place, and keeps the walk that it was made from."""

from __future__ import annotations

import numpy as np
import pytest

from retarget.errors import BadInput
from retarget.skeleton import FPS, LEFT_FOOT, PELVIS, RIGHT_FOOT, bone_lengths
from runtime.gait.body import compose, decompose
from runtime.gait.edit import GaitEdit, StepEdit, edit
from runtime.gait.events import detect
from runtime.gait.loop import loopable, seam
from runtime.gait.measure import measure
from runtime.gait.plausibility import plausibility
from tests.runtime.gait.walking import speed

UNEVEN = GaitEdit(
    stride=0.8,
    step_width=0.08,
    strides=(1.0, 1.25, 0.85, 1.1),
    steps=(StepEdit(0.8, 0.03), StepEdit(1.2, -0.02), StepEdit(0.9, 0.05), StepEdit(1.1)),
)
SHUFFLE = GaitEdit(stride=0.4, cadence=1.1)


@pytest.fixture(scope="module", params=["regular", "uneven", "shuffling", "turning", "stooping"])
def source(request: pytest.FixtureRequest, long_walk: np.ndarray) -> np.ndarray:
    """A walk to loop."""
    if request.param == "turning":
        return turning(long_walk)
    if request.param == "stooping":
        return stooping(long_walk)
    change = {"regular": GaitEdit(), "uneven": UNEVEN, "shuffling": SHUFFLE}[request.param]
    return edit(long_walk, change)


def stooping(walk: np.ndarray) -> np.ndarray:
    """The walk with the trunk bending forward more and more, by 30 degrees at the end."""
    pose = decompose(walk)
    angle = np.radians(30) * np.arange(len(walk)) / len(walk)
    y, z = pose.trunk[:, 1].copy(), pose.trunk[:, 2].copy()
    pose.trunk[:, 1] = np.cos(angle) * y - np.sin(angle) * z
    pose.trunk[:, 2] = np.cos(angle) * z + np.sin(angle) * y
    return compose(pose)


def turning(walk: np.ndarray) -> np.ndarray:
    """The walk bent to the left by 40 degrees, feet planted."""
    frames = len(walk)
    angle = np.radians(40) * np.arange(frames) / frames
    steps = np.diff(walk[:, PELVIS], axis=0, prepend=walk[:1, PELVIS])
    about = walk - walk[:, PELVIS, None] * [1, 0, 1]
    cos, sin = np.cos(angle), np.sin(angle)
    path = np.cumsum(
        np.stack([cos * steps[:, 0] + sin * steps[:, 2], cos * steps[:, 2] - sin * steps[:, 0]], 1),
        axis=0,
    )
    x, z = about[..., 0], about[..., 2]
    about[..., 0], about[..., 2] = (
        cos[:, None] * x + sin[:, None] * z + path[:, :1],
        cos[:, None] * z - sin[:, None] * x + path[:, 1:],
    )
    return edit(about, GaitEdit())


def belt(loop: np.ndarray) -> np.ndarray:
    """Ground velocity of each frame in which a foot stands flat, metres a frame, ``(n, 2)``."""
    velocities = []
    for toe in (LEFT_FOOT, RIGHT_FOOT):
        step = (np.roll(loop[:, toe], -1, axis=0) - loop[:, toe]).astype(np.float64)
        flat = (loop[:, toe, 1] < 0.021) & (np.abs(step[:, 1]) < 0.0005)
        standing = flat & np.roll(flat, 1) & np.roll(flat, -1)
        velocities.append(step[standing][:, [0, 2]])
    return np.concatenate(velocities)


def walked(loop: np.ndarray) -> np.ndarray:
    """Three rounds of the loop with its travel put back."""
    endless = np.tile(loop.astype(np.float64), (3, 1, 1))
    frames = np.arange(len(endless))[:, None]
    endless[..., [0, 2]] -= np.median(belt(loop), axis=0) * frames[..., None]
    return endless


def test_the_last_frame_goes_on_into_the_first(source: np.ndarray) -> None:
    found = seam(loopable(source))
    assert found.position < 1.2
    assert found.velocity < 1.3


def test_a_cut_walk_is_no_loop(long_walk: np.ndarray) -> None:
    cut = loopable(long_walk)[:-7]
    assert seam(cut).position > 2


def test_it_walks_in_place(source: np.ndarray) -> None:
    loop = loopable(source)
    ground = loop[:, PELVIS][:, [0, 2]]
    assert np.linalg.norm(ground - ground.mean(axis=0), axis=1).max() < 0.25
    halves = ground[: len(ground) // 2].mean(axis=0) - ground[len(ground) // 2 :].mean(axis=0)
    assert np.linalg.norm(halves) < 0.12


def test_standing_feet_slide_back_at_one_speed(source: np.ndarray) -> None:
    loop = loopable(source)
    speeds = belt(loop)
    assert len(speeds) > 10
    assert np.percentile(np.abs(speeds - np.median(speeds, axis=0)), 95) < 0.002
    endless = walked(loop)
    found = plausibility(endless)
    assert found.slide_max is not None and found.slide_max < 0.01
    assert found.problems() == []


def test_it_holds_whole_strides_as_many_as_fit(long_walk: np.ndarray) -> None:
    loop, events = loopable(long_walk), detect(long_walk)
    stride = float(np.median(np.diff(events.left.contacts)))
    strides = len(loop) / FPS / stride
    assert abs(strides - round(strides)) < 0.06
    assert len(loop) / FPS > (len(long_walk) - 1) / FPS - 1.1 * stride


def test_an_uneven_walk_stays_uneven(long_walk: np.ndarray) -> None:
    walk = edit(long_walk, UNEVEN)
    before, after = (measure(w).value("step_length_cv") for w in (walk, walked(loopable(walk))))
    assert before is not None and after is not None and after > 0.7 * before


def test_bones_are_rigid_and_no_foot_sinks(source: np.ndarray) -> None:
    loop = loopable(source)
    assert np.ptp(bone_lengths(loop.astype(np.float64)), axis=0).max() < 0.001
    assert loop[..., 1].min() > -0.001


def test_the_pace_is_that_of_the_walk(source: np.ndarray) -> None:
    pace = np.linalg.norm(np.median(belt(loopable(source)), axis=0)) * FPS
    length = np.linalg.norm(np.diff(source[:, PELVIS][:, [0, 2]], axis=0), axis=1).sum()
    assert pace == pytest.approx(length / ((len(source) - 1) / FPS), rel=0.08)


def test_it_starts_over_the_origin(long_walk: np.ndarray) -> None:
    loop = loopable(long_walk)
    assert loop[0, PELVIS][[0, 2]] == pytest.approx([0, 0], abs=1e-6)
    assert speed(loop) < 0.1


def test_no_whole_stride_is_told_in_a_sentence(long_walk: np.ndarray) -> None:
    for short in (long_walk[:14], np.repeat(long_walk[:1], 60, axis=0)):
        with pytest.raises(BadInput, match="no whole stride"):
            loopable(short)
