"""Gait events against recorded ones and against what walking must look like."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from retarget import skeleton as sk
from retarget.skeleton import mirror
from runtime.gait.events import detect, smooth, zeni_events
from runtime.gait.plausibility import stance_slides
from runtime.gait.timing import double_support
from tests.runtime.gait.synthetic import Leg, Walker, walk


@pytest.mark.parametrize(("every", "first"), [(1, 0), (3, 0), (3, 1), (3, 2)])
def test_events_of_a_stroke_survivor_are_the_recorded_ones(
    mocap_dir: Path, every: int, first: int
) -> None:
    """Each within 40 ms at 60 fps and at 20 fps; Zeni's extremes alone are up to 0.1 s early."""
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        joints = clip["joints"][first::every]
        recorded = list(
            zip(clip["events_side"], clip["events_kind"], clip["events_s"], strict=True)
        )
    events = detect(joints, 60 / every)
    for side, kind, instant in recorded:
        one = events.side(str(side))
        found = (one.contacts if kind == "ic" else one.foot_offs) + first / 60
        assert np.abs(found - instant).min() < 0.04, (side, kind, instant)
    assert len(events.left.contacts) == len(events.right.contacts) == 2
    assert len(events.left.foot_offs) == len(events.right.foot_offs) == 2


def test_healthy_walkers_stand_as_long_as_the_norms_say(mocap_dir: Path) -> None:
    """Stance and double support of adults (B1 of the notes: 56 to 68 %, 20 to 31 %), and less
    of both the faster they walk."""
    shares: list[tuple[float, float, float]] = []
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        for name in clips.files:
            if not name.startswith("cmu") or name.endswith("extra_walking_23"):
                continue
            joints = clips[name][::3]
            events = detect(joints, 20)
            # 0.5 m/s and more than a stride in every clip
            path = np.linalg.norm((joints[-1, 0] - joints[0, 0])[[0, 2]])
            stances = [
                100 * (off - start) / (end - start)
                for side in (events.left, events.right)
                for (start, off), (_, end) in zip(side.stances(), side.strides(), strict=False)
            ]
            both = double_support(events)
            if stances and both is not None:
                shares.append((20 * path / (len(joints) - 1), float(np.mean(stances)), both))
    speed, stance, both_stand = np.array(shares).T
    assert len(shares) > 50
    usual = speed > 1.0
    assert np.mean((stance[usual] > 56) & (stance[usual] < 68)) == 1.0
    assert np.mean((both_stand[usual] > 18) & (both_stand[usual] < 31)) > 0.95
    assert np.corrcoef(speed, stance)[0, 1] < -0.6
    assert np.corrcoef(speed, both_stand)[0, 1] < -0.6


def test_a_foot_that_is_put_down_slowly_lands_late() -> None:
    """The foot stops ahead of the body and hangs there before it comes down."""
    walker = Walker()
    plain = walk(walker, 6.0)
    hanging = plain.copy()
    foot = [sk.JOINTS.index("left_ankle"), sk.JOINTS.index("left_foot")]
    times = np.arange(len(plain)) / 20
    phase = times % walker.stride
    # Held 2 cm up at contact, down 0.12 s later.
    hanging[:, foot, 1] += (0.02 * np.clip(1 - phase / 0.12, 0, 1) ** 0.5)[:, None]
    before, after = detect(plain), detect(hanging)
    later = np.median(after.left.contacts[:4] - before.left.contacts[:4])
    assert 0.05 < later < 0.14
    np.testing.assert_allclose(after.left.foot_offs, before.left.foot_offs, atol=0.011)
    np.testing.assert_allclose(
        zeni_events(hanging).left.contacts, zeni_events(plain).left.contacts, atol=1e-6
    )


@pytest.mark.parametrize(
    "walker",
    [
        Walker(),
        Walker(speed=0.25, stride=1.0, left=Leg(0.75, lift=0.0), right=Leg(0.75, lift=0.0)),
        Walker(speed=1.8, stride=0.9, left=Leg(0.52), right=Leg(0.52)),
        Walker(left=Leg(toes_up=-30.0), right=Leg(toes_up=-30.0)),
        Walker(speed=0.5, stride=1.6, left=Leg(1.0), right=Leg(1.1)),
    ],
    ids=["usual", "shuffling", "fast", "toes first", "slow and uneven"],
)
@pytest.mark.parametrize("fps", [20.0, 60.0])
def test_events_of_a_known_walk(walker: Walker, fps: float) -> None:
    """Feet that move from rest to full speed at once: events within 40 ms of what was put in."""
    events = detect(walk(walker, 8.0, fps), fps)
    for side, first in (("left", 0.0), ("right", walker.stride / 2)):
        stance = walker.left.stance if side == "left" else walker.right.stance
        contacts, offs = events.side(side).contacts, events.side(side).foot_offs
        assert len(contacts) >= 4 and len(offs) >= 4
        late = (contacts - first + walker.stride / 2) % walker.stride - walker.stride / 2
        assert np.abs(late[1:-1]).max() < 0.04
        late = (offs - first - stance + walker.stride / 2) % walker.stride - walker.stride / 2
        assert np.abs(late[1:-1]).max() < 0.04


def test_feet_do_not_travel_while_they_are_said_to_stand(mocap_dir: Path) -> None:
    """The flat part of every stance of real walkers: no more travel than with Zeni's extremes."""
    with np.load(mocap_dir / "walking_22joints_60fps.npz") as clips:
        for name in [n for n in clips.files if n.startswith("cmu_test")]:
            joints = clips[name]
            found = stance_slides(joints, detect(joints, 60))
            plain = stance_slides(joints, zeni_events(joints, 60))
            assert np.median(found) < np.median(plain) + 0.002, name
            assert max(found) < max(plain) + 0.003, name


def test_twenty_frames_a_second_find_the_same_instants(mocap_dir: Path) -> None:
    with np.load(mocap_dir / "stroke_survivor_22joints_60fps.npz") as clip:
        joints = clip["joints"]
    fine, coarse = detect(joints, 60), detect(joints[::3], 20)
    np.testing.assert_allclose(fine.left.contacts, coarse.left.contacts, atol=0.02)
    np.testing.assert_allclose(fine.right.foot_offs, coarse.right.foot_offs, atol=0.02)


def test_contacts_and_foot_offs_take_turns(long_walk: np.ndarray) -> None:
    events = detect(long_walk)
    for side in (events.left, events.right):
        kinds = sorted([(t, "c") for t in side.contacts] + [(t, "o") for t in side.foot_offs])
        assert all(a[1] != b[1] for a, b in pairwise(kinds))
        assert len(side.stances()) >= 6
        assert all(0.5 < b - a < 0.9 for a, b in side.stances())


def test_a_mirrored_walk_swaps_the_feet(long_walk: np.ndarray) -> None:
    plain, mirrored = detect(long_walk), detect(mirror(long_walk))
    np.testing.assert_allclose(plain.left.contacts, mirrored.right.contacts, atol=1e-6)


def test_standing_still_has_no_events(long_walk: np.ndarray) -> None:
    still = np.repeat(long_walk[:1], 60, axis=0)
    events = detect(still)
    assert not len(events.left.contacts)
    assert events.left.in_stance(events.times).all()


@pytest.mark.parametrize("sigma", [0.0, 1.0, 30.0])
def test_smoothing_keeps_a_straight_line(sigma: float) -> None:
    line = np.linspace(0.0, 5.0, 40)[:, None] * np.array([1.0, -2.0])
    np.testing.assert_allclose(smooth(line, sigma), line, atol=1e-9)
