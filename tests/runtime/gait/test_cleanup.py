"""Clean-up mends what no body does and leaves what an impaired walker does."""

from __future__ import annotations

import numpy as np
import pytest

from retarget.skeleton import LEFT_FOOT, PELVIS, RIGHT_WRIST, bone_lengths
from runtime.gait.cleanup import cleanup
from runtime.gait.edit import Burst, GaitEdit, LegEdit, edit
from runtime.gait.events import detect
from runtime.gait.plausibility import plausibility
from tests.real_limits import recordings
from tests.runtime.gait.walking import speed

DRAGGED = LegEdit(clearance=0.0, knee_swing=0.5)
SHUFFLED = LegEdit(knee_swing=0.5, heel_rise=0.2, clearance=0.3)


def decoded(walk: np.ndarray) -> np.ndarray:
    """The walk as a decoder gives it: joints that jitter, feet that slide by centimetres."""
    jitter = np.random.default_rng(7).normal(0, 0.003, walk.shape)
    sway = 0.03 * np.sin(np.arange(len(walk)) / 3.0)
    return walk + jitter + sway[:, None, None] * [0, 0, 1]


def gliding(walk: np.ndarray, factor: float) -> np.ndarray:
    """The walk whose pelvis goes farther than its feet step."""
    return walk + (factor - 1) * walk[:, :1] * [1, 0, 1]


def off_line(joints: np.ndarray) -> float:
    """Largest distance of the pelvis from the line between its two ends, metres."""
    path = joints[:, PELVIS][:, [0, 2]] - joints[0, PELVIS][[0, 2]]
    along = path[-1] / np.linalg.norm(path[-1])
    return float(np.abs(path[:, 0] * along[1] - path[:, 1] * along[0]).max())


def trembling(joints: np.ndarray) -> float:
    """How much joints change their way from frame to frame, relative to the pelvis, metres."""
    about = joints - joints[:, :1]
    return float(np.sqrt((np.diff(about, 3, axis=0) ** 2).sum(axis=-1).mean()))


def test_real_walks_come_out_plausible(mocap_dir) -> None:  # type: ignore[no-untyped-def]
    for name, walk in list(recordings(mocap_dir))[3::9]:
        raw = decoded(edit(walk[:160], GaitEdit()))
        before, found = plausibility(raw), plausibility(cleanup(raw))
        assert before.slide_max is not None and before.slide_max > 0.02, name
        assert found.slide_max is not None and found.slide_max < 0.01, name
        assert found.below_floor < 0.01 and found.bone_stretch < 0.001, name


@pytest.mark.parametrize("change", [GaitEdit(left=DRAGGED), GaitEdit(0.9, left=SHUFFLED)])
def test_a_dragged_foot_is_neither_lifted_nor_frozen(
    change: GaitEdit, long_walk: np.ndarray
) -> None:
    dragging = edit(long_walk, change)
    clean = cleanup(decoded(dragging))
    events = detect(dragging)
    swing = ~events.left.in_stance(events.times)
    low, kept = (j[swing, LEFT_FOOT, 1] for j in (dragging, clean))
    assert np.abs(np.percentile(kept, [50, 90]) - np.percentile(low, [50, 90])).max() < 0.012
    assert speed(clean) == pytest.approx(speed(dragging), rel=0.05)
    steps = np.linalg.norm(np.diff(clean[:, LEFT_FOOT][:, [0, 2]], axis=0), axis=1)
    assert (
        steps[swing[1:]].mean()
        > 0.7
        * np.linalg.norm(np.diff(dragging[:, LEFT_FOOT][:, [0, 2]], axis=0), axis=1)[
            swing[1:]
        ].mean()
    )


def test_jitter_goes_and_a_choreic_burst_stays(long_walk: np.ndarray) -> None:
    burst = Burst(2.0, 0.4, arm=1, forward=70.0, abduction=30.0, elbow=40.0)
    chorea = edit(long_walk, GaitEdit(bursts=(burst,)))
    raw = chorea + np.random.default_rng(3).normal(0, 0.004, chorea.shape)
    clean = cleanup(raw)
    assert trembling(clean) < 0.7 * trembling(raw)

    def fastest(joints: np.ndarray) -> float:
        wrist = joints[:, RIGHT_WRIST] - joints[:, PELVIS]
        return float(np.linalg.norm(np.diff(wrist, axis=0), axis=1).max())

    assert fastest(chorea) > 1.3 * fastest(edit(long_walk, GaitEdit()))
    assert fastest(clean) > 0.92 * fastest(chorea)


def test_a_pelvis_that_glides_over_standing_feet_is_held_back(long_walk: np.ndarray) -> None:
    for factor in (0.3, 1.8):
        raw = gliding(long_walk, factor)
        found = plausibility(raw)
        assert found.slide_max is not None and found.slide_max > 0.2
        clean = cleanup(raw)
        assert speed(clean) == pytest.approx(speed(long_walk), rel=0.05)
        assert off_line(clean) < off_line(long_walk) + 0.05
        slide = plausibility(clean).slide_max
        assert slide is not None and slide < 0.01


def test_the_path_of_a_sound_walk_is_its_own(long_walk: np.ndarray) -> None:
    for factor in (0.92, 1.08):
        raw = gliding(long_walk, factor)
        assert speed(cleanup(raw)) == pytest.approx(speed(raw), rel=0.02)


def test_a_foot_under_the_floor_is_raised_onto_it(long_walk: np.ndarray) -> None:
    clean = cleanup(decoded(long_walk) - [0.0, 0.04, 0.0])
    assert plausibility(clean).below_floor < 0.01
    assert np.ptp(bone_lengths(clean.astype(np.float64)), axis=0).max() < 0.001
