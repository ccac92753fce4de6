"""What a report lists beside the pattern."""

from __future__ import annotations

import re
from pathlib import Path

from runtime.gait.layout import FEATURES, Feature, Further, Intent
from runtime.modifiers import FEATURE_WORDS, modifiers

PAGE_WORDS = Path(__file__).parents[2] / "runtime/console/src/text/words.ts"


def test_plain_walking_has_none() -> None:
    assert modifiers(Intent()) == []


def test_everything_beside_the_pattern_is_listed_in_words() -> None:
    intent = Intent(
        "parkinsonian",
        "both",
        "severe",
        "slow",
        also=(Further("steppage", "right", "mild"),),
        features=(Feature("freezing", "more"), Feature("arm_swing", "less", "left", "severe")),
        build="slim",
    )
    assert modifiers(intent) == [
        "slow",
        "freezing",
        "less arm swing (left, severe)",
        "also steppage (right, mild)",
        "slim build",
    ]


def test_every_feature_has_words_on_the_page_and_in_reports() -> None:
    assert set(FEATURE_WORDS) == set(FEATURES)
    page = PAGE_WORDS.read_text(encoding="utf-8")
    told = dict(re.findall(r"'(\w+ (?:less|more))': '([^']+)'", page))
    assert told == {" ".join(key): words for key, words in FEATURE_WORDS.items()}
