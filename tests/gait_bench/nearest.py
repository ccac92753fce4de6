"""Parts e and f: how much samples differ, and how near generated walks are to real ones."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retarget.skeleton import PELVIS
from runtime.gait.events import detect
from runtime.gait.layout import PATTERNS, sides_of
from runtime.gait.measure import measure
from tests.gait_bench import captions
from tests.gait_bench.motions import Studio
from tests.gait_bench.shares import told
from tests.gait_bench.space import MOCAP, Space, point, real_space, recordings, stroke_survivor

Floats = NDArray[np.float64]

SAMPLES = 6
SEED = 21
NORMAL_SEEDS = tuple(range(31, 39))
CYCLE = 50
"""Moments of the gait cycle at which poses are compared."""
WIDEST = 2.0
"""Generated walks are to be within this many times the spread among real walkers."""
HEMIPLEGIC_SPEEDS = ("", "slow ", "very slow ")


def diversity_rows(studio: Studio, quick: bool = False) -> list[str]:
    """Distance between samples of one prompt against that between different real walkers."""
    if not MOCAP.is_dir():
        return ["the recordings are not beside this checkout"]
    space = real_space()
    cycles = [c for c in map(mean_cycle, recordings().values()) if c is not None]
    walkers = statistics.mean(_pairs(cycles))
    table = [
        f"distance between pairs{'':<17}poses, cm   of walkers   measures, SD   of walkers",
        f"  {'different real walkers':<34}{100 * walkers:>12.2f}{'':>13}{space.spread:>15.2f}",
    ]
    chosen = ("normal", "antalgic", "hemiplegic", "parkinsonian") if quick else PATTERNS
    kept = []
    for pattern in told(chosen, "diversity"):
        prompt = captions.of_pattern(pattern, sides_of(pattern)[0], "moderate").prompt
        results = studio.several(prompt, SEED, SAMPLES)
        own = [c for c in (mean_cycle(r.joints) for r in results) if c is not None]
        apart = statistics.mean(_pairs(own))
        points = tuple(point(measure(r.joints)) for r in results)
        steps = float(space.between(points).mean())
        faithful = sum(r.faithful for r in results)
        kept.append((apart / walkers, steps / space.spread))
        table.append(
            f"  {pattern:<34}{100 * apart:>12.2f}{kept[-1][0]:>12.2f}x{steps:>15.2f}"
            f"{kept[-1][1]:>12.2f}x   {faithful} of {SAMPLES} meet all checks"
        )
    poses, steps = (statistics.median(column) for column in zip(*kept, strict=True))
    table.append(f"  {'median':<34}{'':>12}{poses:>12.2f}x{'':>15}{steps:>12.2f}x")
    return table


def mean_cycle(joints: NDArray[np.floating]) -> Floats | None:
    """Mean pose over the cycle ``(CYCLE, 22, 3)`` from left contact, about the pelvis."""
    events = detect(joints)
    strides = events.left.strides()
    if not strides:
        return None
    forward = events.heading
    turn = np.zeros((len(joints), 3, 3))
    turn[:, 0, 0], turn[:, 0, 2] = forward[:, 1], -forward[:, 0]
    turn[:, 2, 0], turn[:, 2, 2] = forward[:, 0], forward[:, 1]
    turn[:, 1, 1] = 1
    local = np.einsum("tij,tkj->tki", turn, joints - joints[:, PELVIS : PELVIS + 1])
    flat, frames = local.reshape(len(joints), -1), np.arange(len(joints))
    cycles = []
    for start, end in strides:
        at = (start + (end - start) * np.arange(CYCLE) / CYCLE) * events.fps
        cycles.append(np.stack([np.interp(at, frames, column) for column in flat.T], axis=1))
    return np.asarray(np.mean(cycles, axis=0).reshape(CYCLE, -1, 3))


def _pairs(cycles: Sequence[Floats]) -> list[float]:
    return [
        float(np.linalg.norm(cycles[i] - cycles[k], axis=-1).mean())
        for i in range(len(cycles))
        for k in range(i)
    ]


def nearest_rows(studio: Studio, quick: bool = False) -> list[str]:
    """Generated normal walks against held-out real ones, hemiplegic against the stroke clip."""
    if not MOCAP.is_dir():
        return ["the recordings are not beside this checkout"]
    from export_onnx.corpus.walks import HELD_OUT

    space = real_space()
    held = space.points[[name in HELD_OUT for name in space.names]]
    seeds = NORMAL_SEEDS[: 3 if quick else None]
    normal = [point(measure(studio.normal(seed).result.joints)) for seed in seeds]
    to_held = [min(space.distance(p, real) for real in held) for p in normal]
    limit = WIDEST * space.spread
    return [
        f"spread among real walkers (median distance of two)  {space.spread:.2f} SD, "
        f"twice that: {limit:.2f}",
        _told("generated normal to the nearest held-out walk", to_held, limit),
        _told(
            "generated normal to the mean of the held-out walks",
            [space.distance(p, np.nanmean(held, axis=0)) for p in normal],
            limit,
        ),
        *_stroke_rows(studio, space, quick, limit),
    ]


def _stroke_rows(studio: Studio, space: Space, quick: bool, limit: float) -> list[str]:
    """Left hemiplegic walks (the clip's stiffer knee is the left) at three speeds.

    The public prompts ask for a bent elbow, which the survivor of the clip does not have: the
    distance is told without the arms as well.
    """
    clip = point(measure(stroke_survivor()))
    found = {}
    severities = ("moderate",) if quick else ("mild", "moderate", "severe")
    for severity in severities:
        for speed in HEMIPLEGIC_SPEEDS:
            prompt = speed + captions.of_pattern("hemiplegic", "left", severity).prompt
            found[f"{speed}{severity}"] = point(measure(studio.make(prompt, SEED).result.joints))
    right = captions.of_pattern("hemiplegic", "right", "moderate").prompt
    others = {
        "right hemiplegic": point(measure(studio.make(right, SEED).result.joints)),
        "generated normal": point(measure(studio.normal(SEED).result.joints)),
    }
    legs = space.without_arms()
    return [
        *_to_clip(
            space, limit, clip, found, others, "generated left hemiplegic to the stroke clip"
        ),
        *_to_clip(legs, WIDEST * legs.spread, clip, found, others, "  the same without the arms"),
    ]


def _to_clip(
    space: Space,
    limit: float,
    clip: Floats,
    found: Mapping[str, Floats],
    others: Mapping[str, Floats],
    name: str,
) -> list[str]:
    """Distances of generated walks from the clip, and what to compare them with."""
    apart = {key: space.distance(p, clip) for key, p in found.items()}
    nearest = min(apart, key=apart.__getitem__)
    compared = "; ".join(f"{key} {space.distance(p, clip):.2f}" for key, p in others.items())
    real = min(space.distance(p, clip) for p in space.points)
    return [
        _told(name, list(apart.values()), limit),
        f"    at most {limit:.2f}; nearest: {nearest} {apart[nearest]:.2f}; {compared}; "
        f"nearest real walker {real:.2f}",
    ]


def _told(name: str, values: Sequence[float], limit: float) -> str:
    within = sum(value <= limit for value in values)
    return (
        f"  {name:<52}median {statistics.median(values):.2f}, least {min(values):.2f}, "
        f"most {max(values):.2f}; {within} of {len(values)} within"
    )
