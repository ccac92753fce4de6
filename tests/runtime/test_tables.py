"""Tables for a spreadsheet: read back by a reader of comma-separated values."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from retarget.errors import BadInput, NotFound
from runtime.tables import MEASURE_COLUMNS, measured_csv, table_of

REPORT: dict[str, Any] = {
    "measured": [
        {
            "name": "knee_swing_peak",
            "label": "largest knee flexion in swing",
            "side": "left",
            "value": 31.5,
            "unit": "deg",
            "normal": [64.9, 78.5],
            "error": 0.6,
        },
        {"name": "stride_cv", "side": "", "value": None, "unit": "", "normal": None, "error": None},
    ],
    "checks": [
        {
            "name": 'knee flexion, "stiff" (left)',
            "requested": "less than 57 deg, from normal",
            "measured": 31.5,
            "unit": "deg",
            "met": True,
            "normal": {"mean": 71.7, "sd": 3.4},
            "needs_review": True,
        },
        {"name": "speed", "requested": "more", "measured": 1, "unit": "m/s", "met": False},
    ],
    "curves": {
        "percent": [0, 50, 100],
        "joints": [
            {
                "name": "knee_flexion",
                "unit": "deg",
                "positive": "flexion",
                "left": {"mean": [1, 2, 3], "sd": [0.1, 0.2, 0.3]},
                "right": None,
                "normal": {"mean": [5, 60, 6], "sd": [4, 3, 4]},
            },
            {
                "name": "trunk_forward",
                "unit": "deg",
                "positive": "forward",
                "left": {"mean": [7, 8, 9], "sd": [0, 0, 0]},
                "right": {"mean": [7, 8, 9], "sd": [0, 0, 0]},
                "normal": None,
            },
        ],
    },
}


def rows(name: str, report: dict[str, Any] = REPORT) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table_of(report, name), newline="")))


def test_a_measure_has_its_side_unit_normal_range_and_error() -> None:
    knee, missing = rows("measures")
    assert knee["name"] == "knee_swing_peak" and knee["side"] == "left"
    assert (float(knee["value"]), knee["unit"]) == (31.5, "deg")
    assert (float(knee["normal_low"]), float(knee["normal_high"])) == (64.9, 78.5)
    assert float(knee["error"]) == 0.6
    assert {missing[column] for column in ("value", "normal_low", "normal_high", "error")} == {""}


def test_columns_that_were_there_keep_their_places() -> None:
    assert MEASURE_COLUMNS[:4] == ("name", "side", "value", "unit")
    assert measured_csv([]).startswith("name,side,value,unit")


def test_lines_end_as_the_standard_says_and_awkward_words_are_quoted() -> None:
    text = table_of(REPORT, "checks")
    assert text.count("\r\n") == 3 and text.replace("\r\n", "").count("\n") == 0
    first, second = rows("checks")
    assert first["name"] == 'knee flexion, "stiff" (left)'
    assert first["requested"] == "less than 57 deg, from normal"
    assert (first["met"], second["met"]) == ("yes", "no")
    assert (first["needs_review"], second["needs_review"]) == ("yes", "no")
    assert float(first["normal_mean"]) == 71.7 and second["normal_mean"] == ""


def test_every_joint_has_a_line_for_every_percent() -> None:
    lines = rows("curves")
    assert [(line["joint"], line["percent"]) for line in lines] == [
        (joint, percent)
        for joint in ("knee_flexion", "trunk_forward")
        for percent in ("0", "50", "100")
    ]
    assert [line["left_mean"] for line in lines[:3]] == ["1", "2", "3"]
    assert lines[1]["normal_mean"] == "60" and lines[1]["normal_sd"] == "3"
    assert lines[0]["right_mean"] == "" and lines[3]["normal_sd"] == ""
    assert lines[4]["right_mean"] == "8"


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(BadInput, match="no such table"):
        table_of(REPORT, "bones")
    with pytest.raises(NotFound, match="no joint curves"):
        table_of({**REPORT, "curves": None}, "curves")
    with pytest.raises(NotFound):
        table_of({"measured": [], "checks": []}, "curves")
