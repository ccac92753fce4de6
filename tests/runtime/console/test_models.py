"""The choice of model on the page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.make_toy_model import make_toy_model
from tests.runtime.console.build import built_console
from tests.runtime.console.conftest import watched_tab
from tests.runtime.console.steps import SENTENCE, wait_for
from tests.runtime.server.running import Running

SHORTER_FRAMES = 60
"""Least of the second model, so that the page has another length to tell: 3 seconds."""


@pytest.fixture(scope="module")
def several(second_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of a toy model with a second one installed, and one that cannot be used."""
    built_console()
    home = tmp_path_factory.mktemp("several")
    folder = Path(shutil.copytree(second_model, home / "models" / "second"))
    record: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    record["limits"]["min_frames"] = SHORTER_FRAMES
    (folder / "manifest.json").write_text(json.dumps(record), "utf-8")
    (home / "models" / "broken").mkdir()
    (home / "models" / "broken" / "manifest.json").write_text("{")
    model = make_toy_model(tmp_path_factory.mktemp("model") / "toy")
    with Running(model, home) as running:
        yield running


@pytest.fixture
def choice(browser: Browser, several: Running) -> Iterator[Page]:
    """The page with its options open."""
    with watched_tab(browser, several.url) as page:
        page.goto(several.url)
        page.get_by_text("Options").click()
        yield page


def test_one_model_is_no_choice(page: Page) -> None:
    """The model that comes with Gaitbox is there too, so the answer is made up."""
    model = {"name": "default", "id": "x", "version": "1", "default": True, "limits": None}
    limits = {"min_seconds": 2, "max_seconds": 7}
    page.route(
        "**/models", lambda route: route.fulfill(json={"models": [model | {"limits": limits}]})
    )
    page.reload()
    page.get_by_text("Options").click()
    expect(page.get_by_text("2 to 7 seconds")).to_be_visible()
    expect(page.get_by_label("Model")).to_be_hidden()


def test_the_models_are_offered_with_their_lengths(choice: Page) -> None:
    select = choice.get_by_label("Model")
    expect(select.locator("option")).to_have_text(
        ["served (gaitbox-toy 0.0)", "default (gaitbox-default 2.0)", "second (gaitbox-toy 0.1)"]
    )
    expect(select).to_have_value("served")
    expect(choice.get_by_text("2 to 60 seconds")).to_be_visible()
    select.select_option("second")
    expect(choice.get_by_text("3 to 60 seconds")).to_be_visible()
    expect(choice.locator(".options .options-summary")).to_have_text("second")


def test_the_chosen_model_makes_the_motion_and_reuse_chooses_it_again(choice: Page) -> None:
    choice.get_by_role("textbox", name="Describe a walk").fill(SENTENCE)
    choice.get_by_label("Length").fill("3")
    choice.get_by_label("Model").select_option("second")
    choice.get_by_role("button", name="Generate", exact=True).click()
    wait_for(choice, "gaitbox.id")
    expect(choice.locator("#findings")).to_contain_text("gaitbox-toy 0.1")
    expect(choice.locator("#header")).to_contain_text("gaitbox-toy 0.0")

    choice.reload()
    wait_for(choice, "gaitbox.id")
    expect(choice.get_by_label("Model")).to_have_value("served")
    choice.get_by_role("tab", name="How made").click()
    choice.get_by_role("button", name="Edit and generate again").click()
    expect(choice.get_by_label("Model")).to_have_value("second")
    expect(choice.get_by_text("3 to 60 seconds")).to_be_visible()
