"""A judge's own measures of a walk, written apart from the product's.

The definitions are those of the public prompts (`../shared/prompts`); only the resampling is
shared. Where the product and this judge disagree about a motion, one of the two is fragile.
Events follow Zeni, Richards and Higginson (Gait & Posture 27, 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retarget import skeleton as sk
from runtime.gait.angles import FINE_FPS, refine

Floats = NDArray[np.float64]
Spans = list[tuple[int, int]]

HEADING_S = 0.8
"""One sigma of the smoothing of the direction of travel, seconds."""
EVENT_S = 0.05
"""The same of the foot's track before its extremes are looked for."""
STANDS_OUT = 0.3
"""Share of a foot's excursion by which an extreme stands out."""
MID_STANCE = (0.3, 0.6)
PAUSE_SPEED = 0.1

JOINTS = {
    side: {
        name: getattr(sk, f"{side.upper()}_{name.upper()}")
        for name in ("hip", "knee", "ankle", "foot", "shoulder", "elbow", "wrist")
    }
    for side in ("left", "right")
}
OUT = {"left": 1.0, "right": -1.0}


@dataclass(frozen=True)
class Verdict:
    """Values of the whole motion and of each side; None where the clip does not show one."""

    whole: dict[str, float | None]
    left: dict[str, float | None]
    right: dict[str, float | None]

    def side(self, name: str) -> dict[str, float | None]:
        """Values of ``"left"`` or ``"right"``."""
        return self.left if name == "left" else self.right

    def names(self, affected: str, normal: Verdict) -> dict[str, Any]:
        """``m L R N``, and ``A O`` for a one-sided pattern, as the expressions call them."""
        names: dict[str, Any] = {
            "m": self.whole,
            "L": self.left,
            "R": self.right,
            "N": {**normal.whole, "left": normal.left, "right": normal.right},
        }
        if affected in OUT:
            other = "right" if affected == "left" else "left"
            for letter, side in (("A", affected), ("O", other)):
                values = dict(self.side(side))
                for name in ("lean_in_stance", "tilt_up", "lean_mean"):
                    value = values[name]
                    values[name] = None if value is None else value * OUT[side]
                names[letter] = values
        return names


class _Walk:
    """Positions at 100 a second, told along and across the direction of travel."""

    def __init__(self, joints: NDArray[np.floating], fps: float) -> None:
        self.p = refine(np.asarray(joints, dtype=np.float64), fps)
        self.rate = FINE_FPS
        velocity = np.gradient(self.p[:, sk.PELVIS][:, [0, 2]], 1 / self.rate, axis=0)
        smooth = _blurred(velocity, HEADING_S * self.rate)
        whole = self.p[-1, sk.PELVIS][[0, 2]] - self.p[0, sk.PELVIS][[0, 2]]
        slow = np.linalg.norm(smooth, axis=1, keepdims=True) < PAUSE_SPEED
        smooth = np.where(slow, whole, smooth)
        self.ahead = smooth / np.maximum(np.linalg.norm(smooth, axis=1, keepdims=True), 1e-9)
        self.left = np.stack([self.ahead[:, 1], -self.ahead[:, 0]], axis=1)
        self.speed = (velocity * self.ahead).sum(1)

    def along(self, vectors: Floats) -> Floats:
        return np.asarray((vectors[:, [0, 2]] * self.ahead).sum(1))

    def across(self, vectors: Floats) -> Floats:
        return np.asarray((vectors[:, [0, 2]] * self.left).sum(1))

    def between(self, start: int, end: int) -> Floats:
        return np.asarray(self.p[:, end] - self.p[:, start])


@dataclass(frozen=True)
class _Foot:
    """Frames of a foot's contacts and foot offs, and what lies between them."""

    contacts: list[int]
    offs: list[int]

    @property
    def stances(self) -> Spans:
        return _pairs(self.contacts, self.offs)

    @property
    def swings(self) -> Spans:
        return _pairs(self.offs, self.contacts)

    @property
    def strides(self) -> Spans:
        return list(zip(self.contacts, self.contacts[1:], strict=False))


def judge(joints: NDArray[np.floating], fps: float = sk.FPS) -> Verdict:
    """Measure a motion ``(T, 22, 3)``, metres, Y up."""
    walk = _Walk(joints, fps)
    feet = {side: _foot(walk, side) for side in OUT}
    lateral = _degrees(walk.across(walk.between(sk.PELVIS, sk.NECK)), _up(walk, sk.NECK))
    sides = {side: _side(walk, feet, side, lateral) for side in OUT}
    return Verdict(_whole(walk, feet, sides, lateral), sides["left"], sides["right"])


def _whole(
    walk: _Walk,
    feet: dict[str, _Foot],
    sides: dict[str, dict[str, float | None]],
    lateral: Floats,
) -> dict[str, float | None]:
    strides = [(b - a) / walk.rate for foot in feet.values() for a, b in foot.strides]
    spans = [span for foot in feet.values() for span in foot.strides]
    forward = _degrees(walk.along(walk.between(sk.PELVIS, sk.NECK)), _up(walk, sk.NECK))
    head = walk.between(sk.NECK, sk.HEAD)
    left, right = sides["left"], sides["right"]
    return {
        "speed": float(walk.speed.mean()),
        "cadence": _cadence(walk, feet),
        "step_length": _both(left["step_length"], right["step_length"]),
        "step_width": _both(left["step_width"], right["step_width"]),
        "stride_s": _mean(strides),
        "stride_cv": float(np.std(strides) / np.mean(strides)) if len(strides) > 2 else None,
        "stance_s_LR": _ratio(left["stance_s"], right["stance_s"]),
        "step_length_LR": _ratio(left["step_length"], right["step_length"]),
        "trunk_lateral_range": _over(spans, lateral, np.ptp),
        "trunk_forward": float(forward.mean()),
        "head_forward": float((_degrees(walk.along(head), head[:, 1]) - forward).mean()),
        "root_height": float(walk.p[:, sk.PELVIS, 1].mean()),
        "trunk_unrest": _unrest(feet["left"].strides, [lateral, forward]),
        "knee_gap": _over(spans, _gap(walk, "knee"), np.min),
        "longest_pause_s": _longest(walk.speed < PAUSE_SPEED) / walk.rate,
        **_trends(walk, feet),
    }


def _side(
    walk: _Walk, feet: dict[str, _Foot], side: str, lateral: Floats
) -> dict[str, float | None]:
    at, foot, other = JOINTS[side], feet[side], feet["right" if side == "left" else "left"]
    opposite = JOINTS["right" if side == "left" else "left"]
    alone = _inside(foot.stances, other.swings) or [_part(s, (0.2, 0.8)) for s in foot.stances]
    flat = [_part(span, MID_STANCE) for span in foot.stances]
    shank, thigh = walk.between(at["knee"], at["ankle"]), walk.between(at["hip"], at["knee"])
    knee = _degrees(-walk.along(thigh), -thigh[:, 1]) - _degrees(-walk.along(shank), -shank[:, 1])
    knee = -knee
    toes = walk.between(at["ankle"], at["foot"])
    pitch = np.degrees(np.arctan2(toes[:, 1], np.hypot(toes[:, 0], toes[:, 2])))
    hips = walk.between(opposite["hip"], at["hip"])
    tilt = _degrees(hips[:, 1], np.hypot(hips[:, 0], hips[:, 2]))
    wrist = walk.along(walk.between(sk.PELVIS, at["wrist"]))
    standing = _over(flat, pitch, np.mean)
    contact = _mean([float(pitch[c]) for c in foot.contacts])
    apart = walk.between(opposite["ankle"], at["ankle"])
    elbow = _bend(walk.between(at["shoulder"], at["elbow"]), walk.between(at["elbow"], at["wrist"]))
    pelvis = walk.p[:, sk.PELVIS, 1]
    out = _degrees(OUT[side] * walk.across(toes), walk.along(toes))
    return {
        "stance_s": _mean([(b - a) / walk.rate for a, b in foot.stances]),
        "swing_s": _mean([(b - a) / walk.rate for a, b in foot.swings]),
        "step_length": _mean([float(walk.along(apart)[c]) for c in foot.contacts]),
        "step_width": _mean([float(OUT[side] * walk.across(apart)[c]) for c in foot.contacts]),
        "circumduction": _mean([_outward(walk, at["ankle"], span, side) for span in foot.swings]),
        "knee_swing_peak": _over(foot.swings, knee, np.max),
        "knee_stance_min": _over(foot.stances, knee, np.min),
        "hip_flex_max": _over(foot.strides, _degrees(walk.along(thigh), -thigh[:, 1]), np.max),
        "elbow_flex": float(elbow.mean()),
        "arm_swing": _over(foot.strides, wrist, np.ptp),
        "lean_in_stance": _over(alone, lateral, np.mean),
        "lean_mean": float(lateral.mean()),
        "pelvic_drop_contra_deg": _over(alone, tilt, np.mean),
        "tilt_up": float(tilt.mean()) * OUT[side],
        "hike_cm": _scaled(100, _over(foot.swings, hips[:, 1], np.max)),
        "pelvis_rise_cm": _scaled(100, _over(alone, pelvis - pelvis.mean(), np.max)),
        "foot_pitch_stance": standing,
        "foot_pitch_contact": None if None in (standing, contact) else contact - standing,  # type: ignore[operator]
        "foot_progression": _over(flat, out, np.mean),
        "toe_peak": _over(foot.swings, walk.p[:, at["foot"], 1], np.max),
        "toe_clearance": _over(
            [_part(s, (0.3, 0.7)) for s in foot.swings], walk.p[:, at["foot"], 1], np.min
        ),
    }


def _foot(walk: _Walk, side: str) -> _Foot:
    """Farthest forward of the pelvis: contact (ankle); farthest back: foot off (toe joint)."""
    width = EVENT_S * walk.rate
    tracks = [
        _blurred(walk.along(walk.between(sk.PELVIS, JOINTS[side][name])), width)
        for name in ("ankle", "foot")
    ]
    marks = sorted([(i, 1) for i in _tops(tracks[0])] + [(i, 0) for i in _tops(-tracks[1])])
    kept: list[tuple[int, int]] = []
    for mark in marks:
        if not kept or kept[-1][1] != mark[1]:
            kept.append(mark)
    return _Foot([i for i, kind in kept if kind], [i for i, kind in kept if not kind])


def _tops(track: Floats) -> list[int]:
    """Frames of the maxima that stand out from the valleys on both sides of them."""
    needed, found = STANDS_OUT * float(np.ptp(track)), []
    inner = np.flatnonzero((track[1:-1] > track[:-2]) & (track[1:-1] >= track[2:])) + 1
    for top in inner:
        sides = (track[:top][::-1], track[top + 1 :])
        if all(_drop(track[top], side) >= needed for side in sides):
            found.append(int(top))
    return found


def _drop(top: float, beside: Floats) -> float:
    higher = np.flatnonzero(beside > top)
    valley = beside[: higher[0]] if len(higher) else beside
    return float(top - valley.min()) if len(valley) else 0.0


def _outward(walk: _Walk, ankle: int, span: tuple[int, int], side: str) -> float:
    track = walk.p[span[0] : span[1] + 1, ankle][:, [0, 2]]
    line = track[-1] - track[0]
    leftward = np.array([line[1], -line[0]]) / max(float(np.linalg.norm(line)), 1e-6)
    return float((OUT[side] * ((track - track[0]) @ leftward)).max())


def _trends(walk: _Walk, feet: dict[str, _Foot]) -> dict[str, float | None]:
    """Last third of the steps against the first: how step length and cadence change."""
    gap = walk.along(walk.between(JOINTS["right"]["ankle"], JOINTS["left"]["ankle"]))
    steps = sorted(
        (c, float(OUT[side] * gap[c])) for side, foot in feet.items() for c in foot.contacts
    )
    third = len(steps) // 3
    if third < 2:
        return {"step_trend": None, "cadence_trend": None}
    lengths, times = [s[1] for s in steps], np.diff([s[0] for s in steps])
    return {
        "step_trend": float(np.mean(lengths[-third:]) / np.mean(lengths[:third])),
        "cadence_trend": float(np.mean(times[:third]) / np.mean(times[-third:])),
    }


def _cadence(walk: _Walk, feet: dict[str, _Foot]) -> float | None:
    marks = sorted(c for foot in feet.values() for c in foot.contacts)
    if len(marks) < 3:
        return None
    return 60 * walk.rate * (len(marks) - 1) / (marks[-1] - marks[0])


def _unrest(strides: Spans, series: list[Floats]) -> float | None:
    """Standard deviation between strides at the same moment, over all series, degrees."""
    if len(strides) < 3:
        return None
    grid = np.linspace(0, 1, 51)
    spread = [
        np.std([np.interp(a + grid * (b - a), np.arange(len(s)), s) for a, b in strides], axis=0)
        for s in series
    ]
    return float(np.sqrt(np.mean(np.square(spread)) * len(series)))


def _gap(walk: _Walk, name: str) -> Floats:
    return walk.across(walk.between(JOINTS["right"][name], JOINTS["left"][name]))


def _up(walk: _Walk, joint: int) -> Floats:
    return np.asarray(walk.between(sk.PELVIS, joint)[:, 1])


def _degrees(opposite: Floats, adjacent: Floats) -> Floats:
    return np.asarray(np.degrees(np.arctan2(opposite, adjacent)))


def _bend(first: Floats, second: Floats) -> Floats:
    lengths = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
    return np.degrees(np.arccos(np.clip((first * second).sum(1) / lengths, -1, 1)))


def _blurred(values: Floats, sigma: float) -> Floats:
    reach = int(3 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    flat = values.reshape(len(values), -1)
    padded = np.pad(flat, ((reach, reach), (0, 0)), mode="edge")
    done = [np.convolve(column, kernel / kernel.sum(), mode="valid") for column in padded.T]
    return np.stack(done, axis=1).reshape(values.shape)


def _pairs(starts: list[int], ends: list[int]) -> Spans:
    found = [(a, min((e for e in ends if e > a), default=-1)) for a in starts]
    return [(a, b) for a, b in found if b > a]


def _inside(stances: Spans, swings: Spans) -> Spans:
    """Times of a stance in which the other foot swings."""
    both = [(max(a, c), min(b, d)) for a, b in stances for c, d in swings]
    return [(a, b) for a, b in both if b - a > 3]


def _part(span: tuple[int, int], share: tuple[float, float]) -> tuple[int, int]:
    length = span[1] - span[0]
    return span[0] + round(share[0] * length), span[0] + round(share[1] * length)


def _over(spans: Spans, values: Floats, reduce: Callable[[Floats], Any]) -> float | None:
    return _mean([float(reduce(values[a : b + 1])) for a, b in spans])


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return float(np.mean(listed)) if listed else None


def _scaled(factor: float, value: float | None) -> float | None:
    return None if value is None else factor * value


def _both(first: float | None, second: float | None) -> float | None:
    return _mean([v for v in (first, second) if v is not None])


def _ratio(first: float | None, second: float | None) -> float | None:
    return None if first is None or not second else first / second


def _longest(mask: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return int(max(edges[1::2] - edges[::2], default=0))
