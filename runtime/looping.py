"""A finished motion made a loop, where the request asks for one."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from retarget.errors import BadInput
from runtime.result import Result


def looped(result: Result) -> Result:
    """The motion in place, its last frame going on into its first, with features of its own.

    Measures, checks and regions stay those of the whole walk. A motion without a whole stride
    stays as it is, and the result says why.
    """
    from runtime.engine.features import joints_to_features
    from runtime.gait.loop import loopable

    begin = perf_counter()
    try:
        joints = loopable(result.joints)
    except BadInput as problem:
        return replace(result, notes=(*result.notes, f"It is no loop. {problem}"))
    return replace(
        result,
        joints=joints,
        features=joints_to_features(joints),
        loop=True,
        timings={**result.timings, "loop": perf_counter() - begin},
    )
