"""How many checks of the public clinical prompts generated motions meet.

``python -m tests.bench_prompts [SEED ...]`` runs the pipeline on the default model, with the
prompts from ``../shared/prompts``, and prints a table; `run` takes any generator.
"""

from __future__ import annotations

import ast
import json
import operator
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from runtime.gait.angles import OUTWARD
from runtime.gait.measure import Measures, measure

PROMPTS = Path(__file__).resolve().parents[2] / "shared" / "prompts" / "clinical_prompts.json"
NORMAL_PROMPT = "a healthy adult walks forward at a normal speed"
SECONDS = 8.0
SEEDS = (1,)
FIVE_SEEDS = (1, 2, 3, 4, 5)
"""Every public prompt is to be met at all of them."""

Generate = Callable[[str, int, float], np.ndarray]
"""``(prompt, seed, seconds)`` to joints ``(T, 22, 3)``."""

Outcome = tuple[str, bool, dict[str, float | None]]
"""An expression of a check, whether it holds, and the values it was decided on."""

ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True)
class Row:
    """One prompt at one seed: each check with whether it is met and its values."""

    id: str
    seed: int
    outcomes: tuple[Outcome, ...] = field(default=())

    @property
    def met(self) -> bool:
        """Whether every check is met."""
        return all(met for _, met, _ in self.outcomes)


def run(generate: Generate, seeds: Iterable[int] = SEEDS, prompts: Path = PROMPTS) -> list[Row]:
    """Generate every public prompt at every seed and judge it."""
    entries = json.loads(prompts.read_text(encoding="utf-8"))["prompts"]
    rows = []
    for seed in seeds:
        normal = generate(NORMAL_PROMPT, seed, SECONDS)
        for entry in entries:
            joints = generate(entry["prompt"], seed, SECONDS)
            outcomes = evaluate_checks(entry, joints, normal)
            rows.append(Row(entry["id"], seed, tuple(outcomes)))
    return rows


def evaluate_checks(
    entry: Mapping[str, Any], joints: np.ndarray, normal_joints: np.ndarray
) -> list[Outcome]:
    """Judge one motion by the expressions of its prompt.

    Args:
        entry: a prompt of the public file, with ``affected`` and ``checks``.
        joints: the generated motion ``(T, 22, 3)``.
        normal_joints: the normal walk of the same model and seed.
    """
    measures, normal = measure(joints), measure(normal_joints)
    names: dict[str, Any] = {
        "m": _values(measures),
        "L": dict(measures.left),
        "R": dict(measures.right),
        "N": _values(normal),
    }
    if entry["affected"] in ("left", "right"):
        other = "right" if entry["affected"] == "left" else "left"
        names["A"] = _towards(measures, entry["affected"])
        names["O"] = _towards(measures, other)
    return [judge_expression(expression, names) for expression in entry["checks"]]


def _values(measures: Measures) -> dict[str, Any]:
    return {**measures.whole, "left": dict(measures.left), "right": dict(measures.right)}


def _towards(measures: Measures, side: str) -> dict[str, float | None]:
    """Values of a side, with the trunk lean counted towards that side."""
    values = dict(measures.side(side))
    lean = values["lean_in_stance"]
    values["lean_in_stance"] = None if lean is None else lean * OUTWARD[side]
    return values


def judge_expression(expression: str, names: Mapping[str, Any]) -> Outcome:
    """Whether an expression holds for the measures ``m L R A O N``; False where one is missing."""
    tree = ast.parse(expression, mode="eval").body
    seen: dict[str, float | None] = {}
    try:
        met = bool(_evaluate(tree, names, seen))
    except _Missing:
        met = False
    return expression, met, seen


class _Missing(Exception):
    """A measure that the motion does not show."""


def _evaluate(node: ast.expr, names: Mapping[str, Any], seen: dict[str, float | None]) -> Any:
    """Value of an expression of numbers, measures, + - * /, comparisons, and/or: no calls."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, names, seen)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            return ARITHMETIC[type(sign)](
                _evaluate(left, names, seen), _evaluate(right, names, seen)
            )
        case ast.BoolOp(op=ast.And(), values=parts):
            return all([_evaluate(part, names, seen) for part in parts])
        case ast.BoolOp(op=ast.Or(), values=parts):
            return any([_evaluate(part, names, seen) for part in parts])
        case ast.Compare(left=first, ops=signs, comparators=others):
            values = [_evaluate(part, names, seen) for part in (first, *others)]
            pairs = zip(signs, values[:-1], values[1:], strict=True)
            return all([COMPARISONS[type(sign)](a, b) for sign, a, b in pairs])
        case ast.Subscript():
            value = _look_up(node, names)
            seen[ast.unparse(node)] = value
            if value is None:
                raise _Missing
            return value
    raise ValueError(f"not allowed in a check: {ast.unparse(node)}")


def _look_up(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Name(id=name):
            return names[name]
        case ast.Subscript(value=inner, slice=ast.Constant(value=str() as key)):
            return _look_up(inner, names)[key]
    raise ValueError(f"not allowed in a check: {ast.unparse(node)}")


def table(rows: list[Row]) -> str:
    """The rows as text: one line per check, then the shares met."""
    lines = []
    for row in rows:
        lines.append(f"{'met  ' if row.met else 'UNMET'}  {row.id}  (seed {row.seed})")
        for expression, met, values in row.outcomes:
            told = ", ".join(
                f"{name} = {'-' if value is None else f'{value:.3g}'}"
                for name, value in values.items()
            )
            lines.append(f"    {'+' if met else '-'} {expression}    [{told}]")
    return "\n".join([*lines, _share("all prompts", rows)])


def _share(name: str, rows: list[Row]) -> str:
    met = sum(row.met for row in rows)
    checks = [met for row in rows for _, met, _ in row.outcomes]
    return (
        f"{name}: {met} of {len(rows)} prompts met, {sum(checks)} of {len(checks)} checks "
        f"({100 * sum(checks) / max(len(checks), 1):.0f} %)"
    )


def main(seeds: list[str]) -> int:
    """Run the pipeline on the default model and print the table."""
    from runtime.pipeline import Pipeline
    from runtime.request import Request

    with Pipeline() as pipeline:

        def generate(prompt: str, seed: int, seconds: float) -> np.ndarray:
            return pipeline.generate(Request(prompt, seed, seconds=seconds))[0].joints

        print(table(run(generate, [int(seed) for seed in seeds] or FIVE_SEEDS)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
