"""What a report says as tables of comma-separated values (RFC 4180).

Columns are only ever added at the end, so that a sheet that reads one goes on working.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from retarget.errors import BadInput, NotFound

Row = Mapping[str, Any]

MEASURE_COLUMNS = ("name", "side", "value", "unit", "normal_low", "normal_high", "error")
CHECK_COLUMNS = (
    *("name", "requested", "measured", "unit", "met"),
    *("measure", "side", "limit", "normal_mean", "normal_sd", "source", "needs_review"),
)
CURVE_COLUMNS = (
    *("joint", "unit", "positive", "percent", "left_mean", "left_sd", "right_mean", "right_sd"),
    *("normal_mean", "normal_sd"),
)
MEASURES = "measures"
"""Name of the table that is sent when none is named."""
LINES = ("left", "right", "normal")
"""Lines of a chart of one joint, each with a mean and a standard deviation."""


def table_of(report: Row, name: str) -> str:
    """One table of a report, by its name in `TABLES`.

    Raises:
        BadInput: there is no table of this name.
        NotFound: the report has no such table (no joint curves in those of earlier versions).
    """
    if name not in TABLES:
        raise BadInput("There is no such table.", f"The tables are {', '.join(TABLES)}.")
    return TABLES[name](report)


def measured_csv(measured: Iterable[Row]) -> str:
    """The measured values: one line for each measure and side, normal range and error beside."""
    return _csv(MEASURE_COLUMNS, map(_measure_row, measured))


def checks_csv(checks: Iterable[Row]) -> str:
    """What was requested beside what was measured, one line for each check."""
    return _csv(CHECK_COLUMNS, map(_check_row, checks))


def curves_csv(curves: Row) -> str:
    """Joint angles over the gait cycle: one line for each joint and percent of the cycle."""
    rows = (
        _curve_row(curves, joint, index)
        for joint in curves["joints"]
        for index in range(len(curves["percent"]))
    )
    return _csv(CURVE_COLUMNS, rows)


def _measure_row(measure: Row) -> Row:
    low, high = measure.get("normal") or (None, None)
    return {**measure, "normal_low": low, "normal_high": high}


def _check_row(check: Row) -> Row:
    normal = check.get("normal") or {}
    met = "yes" if check["met"] else "no"
    review = "yes" if check.get("needs_review") else "no"
    return {
        **check,
        "met": met,
        "needs_review": review,
        "normal_mean": normal.get("mean"),
        "normal_sd": normal.get("sd"),
    }


def _curve_row(curves: Row, joint: Row, index: int) -> Row:
    row = {
        "joint": joint["name"],
        "unit": joint["unit"],
        "positive": joint["positive"],
        "percent": curves["percent"][index],
    }
    for line in LINES:
        values = joint.get(line)
        for part in ("mean", "sd"):
            row[f"{line}_{part}"] = values[part][index] if values else None
    return row


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _curves_of(report: Row) -> str:
    curves = report.get("curves")
    if not curves:
        raise NotFound(
            "This motion has no joint curves.", "Generate it once more to have them measured."
        )
    return curves_csv(curves)


TABLES: dict[str, Callable[[Row], str]] = {
    MEASURES: lambda report: measured_csv(report["measured"]),
    "checks": lambda report: checks_csv(report["checks"]),
    "curves": _curves_of,
}
"""Tables of a report by name."""
