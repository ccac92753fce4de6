"""The menu "More": diagnostics, models, licences, and the deletion of all cases."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.make_toy_model import make_toy_model
from tests.runtime.console.build import built_console
from tests.runtime.console.conftest import watched_tab
from tests.runtime.server.running import Running

SECRET = "zebra patient limps on the left"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_toy_model(tmp_path_factory.mktemp("second") / "momask-toy", seed=1)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A server whose library may be emptied: its address and its home."""
    built_console()
    home = tmp_path_factory.mktemp("home")
    served = make_toy_model(tmp_path_factory.mktemp("model") / "toy")
    with Running(served, home) as server:
        yield server.url, home


@pytest.fixture
def page(browser: Browser, own: tuple[str, Path]) -> Iterator[Page]:
    with watched_tab(browser, own[0]) as tab:
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.goto(own[0])
        yield tab


def choose(page: Page, entry: str) -> None:
    page.locator("summary", has_text="More").click()
    page.locator(".more").get_by_role("button", name=entry).click()


def sheet(page: Page, name: str) -> Locator:
    return page.get_by_role("dialog", name=name)


def make(page: Page, address: str, prompt: str = SECRET) -> None:
    answer = page.request.post(
        f"{address}gen_text2motion", data={"prompt": prompt, "seconds": 2, "samples": 2}
    )
    assert answer.ok, answer.text()


def add(page: Page, folder: Path) -> None:
    """Choose a folder as with the directory picker."""
    sheet(page, "Models").locator("input[type=file]").set_input_files(folder)


def test_diagnostics_are_shown_before_they_are_copied(page: Page, own: tuple[str, Path]) -> None:
    make(page, own[0])
    choose(page, "Copy diagnostics")
    dialog = sheet(page, "Diagnostics")
    text = dialog.get_by_label("Diagnostics", exact=True)
    expect(text).to_have_value(re.compile("Self-check"))
    shown = text.input_value()
    assert "The model runs on" in shown and "zebra" not in shown
    assert page.evaluate("navigator.clipboard.readText()") != shown
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == shown
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_model_is_added(page: Page, own: tuple[str, Path], model: Path) -> None:
    choose(page, "Models")
    dialog = sheet(page, "Models")
    expect(dialog.locator("[data-model=served]")).to_contain_text("used unless another is chosen")
    add(page, model)
    expect(dialog.get_by_role("status")).to_contain_text("momask-toy was added")
    expect(dialog.locator("[data-model=momask-toy]")).to_contain_text("files are whole")
    assert (own[1] / "models" / "momask-toy" / "masked.onnx").is_file()
    dialog.get_by_role("button", name="Close").click()
    expect(page.locator("#model option", has_text="momask-toy")).to_have_count(1)
    choose(page, "Models")
    add(page, model)
    expect(dialog.get_by_role("alert")).to_contain_text('a model called "momask-toy" already')


@pytest.mark.parametrize("damage", ["changed", "missing", "none"])
def test_a_model_that_is_not_whole_is_said(
    page: Page, own: tuple[str, Path], model: Path, tmp_path: Path, damage: str
) -> None:
    folder = Path(shutil.copytree(model, tmp_path / "cracked"))
    words = {
        "changed": "decoder.onnx is not the one that the model's manifest names",
        "missing": "decoder.onnx is missing",
        "none": "no manifest.json, so it is no model",
    }
    if damage == "changed":
        data = bytearray((folder / "decoder.onnx").read_bytes())
        data[1000] ^= 1
        (folder / "decoder.onnx").write_bytes(data)
    else:
        (folder / ("decoder.onnx" if damage == "missing" else "manifest.json")).unlink()
    choose(page, "Models")
    add(page, folder)
    dialog = sheet(page, "Models")
    expect(dialog.get_by_role("alert")).to_contain_text(words[damage])
    expect(dialog.locator("[data-model=cracked]")).to_have_count(0)
    left = [path.name for path in (own[1] / "models").glob("*") if path.name != "momask-toy"]
    assert left == []
    expect(dialog.get_by_role("button", name="Choose a folder")).to_be_visible()


DROP = """
(zone) => {
  const files = { 'manifest.json': '{"format": 99}', 'a.onnx': 'x' };
  const entry = {
    name: 'dropped', isDirectory: true,
    createReader: () => {
      const rest = [Object.keys(files).map((name) => ({
        name, isFile: true, file: (done) => done(new File([files[name]], name)),
      })), []];
      return { readEntries: (done) => done(rest.shift() ?? []) };
    },
  };
  const event = new Event('drop', { bubbles: true, cancelable: true });
  event.dataTransfer = { items: [{ webkitGetAsEntry: () => entry }] };
  zone.dispatchEvent(event);
}
"""
"""A dropped folder; scripts cannot make the browser's own."""


def test_a_dropped_folder_is_sent(page: Page) -> None:
    choose(page, "Models")
    dialog = sheet(page, "Models")
    dialog.locator(".drop-zone").evaluate(DROP)
    expect(dialog.get_by_role("alert")).to_contain_text("made for another version")


def test_the_licences_are_listed(page: Page) -> None:
    choose(page, "Licences")
    dialog = sheet(page, "Licences and versions")
    expect(dialog.get_by_role("row", name="bpy")).to_contain_text("GPL-3.0-or-later")
    expect(dialog).to_contain_text("not for diagnosis or treatment")


def test_deleting_everything_asks_twice(page: Page, own: tuple[str, Path]) -> None:
    make(page, own[0])
    page.reload()
    rows = page.locator("#library [data-id]")
    expect(rows.first).to_be_visible()
    count = rows.count()
    choose(page, "Delete all cases")
    first = sheet(page, "Delete all cases?")
    expect(first).to_contain_text(f"all {count} motions")
    first.get_by_role("button", name="Cancel").click()
    expect(rows).to_have_count(count)
    choose(page, "Delete all cases")
    first.get_by_role("button", name="Continue").click()
    second = sheet(page, f"Really delete all {count} motions?")
    expect(second.get_by_role("button", name="Cancel")).to_be_focused()
    second.get_by_role("button", name="Cancel").click()
    expect(rows).to_have_count(count)
    choose(page, "Delete all cases")
    first.get_by_role("button", name="Continue").click()
    second.get_by_role("button", name=f"Delete all {count} for good").click()
    expect(rows).to_have_count(0)
    expect(page.locator("#library")).to_contain_text("Nothing here yet")
    assert list((own[1] / "library" / "motions").iterdir()) == []


def test_a_motion_that_came_meanwhile_stops_the_deletion(page: Page, own: tuple[str, Path]) -> None:
    make(page, own[0])
    choose(page, "Delete all cases")
    sheet(page, "Delete all cases?").get_by_role("button", name="Continue").click()
    make(page, own[0])
    page.get_by_role("button", name="for good").click()
    alert = sheet(page, "Delete all cases").get_by_role("alert")
    expect(alert).to_contain_text("nothing was deleted")
    assert page.request.get(f"{own[0]}motions").json()["total"] == 4


def test_the_menu_works_with_the_keyboard(page: Page) -> None:
    summary = page.locator("summary", has_text="More")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".more ul")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".more ul")).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(sheet(page, "Models")).to_be_visible()
    expect(page.locator(".more ul")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()


def test_gaitbox_is_ended_from_the_page(browser: Browser, model: Path, tmp_path: Path) -> None:
    built_console()
    with Running(model, tmp_path) as server, watched_tab(browser, server.url) as page:
        page.goto(server.url)
        choose(page, "End Gaitbox")
        question = sheet(page, "End Gaitbox?")
        question.get_by_role("button", name="Cancel").click()
        assert server.client.get("/health").status_code == 200
        choose(page, "End Gaitbox")
        question.get_by_role("button", name="End Gaitbox").click()
        expect(page.get_by_role("heading")).to_have_text("Gaitbox has ended")
        expect(page.locator("header")).to_have_count(0)
        assert server.wait() == 0
