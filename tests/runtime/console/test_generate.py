"""From a typed sentence to a walking avatar."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from runtime.gait.intent import parse
from runtime.gait.layout import PATTERNS
from tests.runtime.console.picture import compare, shoot
from tests.runtime.console.steps import SENTENCE, wait_for

_WATCH_PROGRESS = """
() => {
  const title = document.querySelector('.progress-title');
  window.stages = [];
  new MutationObserver(() => window.stages.push(title.textContent))
    .observe(title, { childList: true });
}
"""


def _generate(page: Page, seconds: str = "4", samples: str = "1") -> None:
    page.get_by_role("textbox", name="Describe a walk").fill(SENTENCE)
    page.get_by_text("Options").click()
    page.get_by_label("Length").fill(seconds)
    page.get_by_label("Samples").fill(samples)
    page.get_by_role("button", name="Generate").click()


def test_a_sentence_becomes_a_walking_avatar(page: Page) -> None:
    empty = shoot(page)
    _generate(page)
    wait_for(page, "gaitbox.id")

    assert page.evaluate("gaitbox.playing")
    assert {"trunk", "left_thigh", "right_foot"} <= set(page.evaluate("gaitbox.regions"))

    page.get_by_role("button", name="Pause").click()
    page.get_by_label("Time").fill("0.5")
    page.wait_for_timeout(300)
    first = shoot(page)
    page.get_by_label("Time").fill("2")
    page.wait_for_timeout(300)
    second = shoot(page)
    seen = compare(page, first, second)
    assert seen["colours"] > 500, "a blank canvas"
    assert seen["changed"] > 0.002, "the avatar stands still"
    assert compare(page, first, empty)["changed"] > 0.02, "no avatar on the floor"

    expect(page.get_by_role("heading", name="Understood")).to_be_visible()
    expect(page.locator("#findings")).to_contain_text("Affected side")
    expect(page.locator("#library").get_by_text(SENTENCE).first).to_be_visible()


def test_a_broken_event_stream_loses_no_motion(page: Page) -> None:
    page.route("**/jobs/*/events", lambda route: route.abort())
    _generate(page, "2")
    wait_for(page, "gaitbox.id")


def test_several_samples_can_be_compared(page: Page) -> None:
    page.get_by_text("Options").click()
    page.get_by_label("Samples").fill("2")
    page.get_by_label("Length").fill("2")
    page.get_by_role("textbox", name="Describe a walk").fill(SENTENCE)
    page.get_by_role("button", name="Generate").click()
    wait_for(page, "gaitbox.id")
    first = page.evaluate("gaitbox.id")
    page.get_by_role("button", name="Sample 2", exact=True).click()
    wait_for(page, f"gaitbox.id && gaitbox.id !== '{first}'")


def test_an_example_fills_the_prompt(page: Page) -> None:
    _open_examples(page)
    page.get_by_role("button", name="Shuffles, stooped").click()
    assert "Parkinson" in page.get_by_role("textbox", name="Describe a walk").input_value()
    expect(page.locator("#prompt-count")).not_to_have_text("0 / 500")


def test_the_examples_show_all_that_is_possible(page: Page) -> None:
    """Every pattern has a sentence, and every sentence is understood without remainder."""
    _open_examples(page)
    shown = set()
    for example in page.locator(".example").all():
        example.click()
        prompt = page.get_by_role("textbox", name="Describe a walk").input_value()
        intent = parse(prompt)
        shown |= {intent.pattern, *(further.pattern for further in intent.also)}
        assert intent.not_understood == () and intent.contradictions == (), prompt
    assert shown == set(PATTERNS)


def _open_examples(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # a page with a library folds them once that is listed
    examples = page.locator("details.examples")
    if examples.get_attribute("open") is None:
        examples.locator("summary").click()


def test_a_blank_prompt_gets_one_sentence_and_no_request(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("textbox", name="Describe a walk").fill("   ")
    page.get_by_role("button", name="Generate").click()
    expect(page.get_by_role("alert")).to_contain_text("Describe a gait or pick an example.")
    assert not [url for url in asked if url.endswith("/gen_text2motion")]


def test_what_the_server_refuses_is_said_with_its_remedy(page: Page) -> None:
    _generate(page, "500")
    alert = page.get_by_role("alert").locator("visible=true")
    expect(alert).to_contain_text("seconds")
    expect(page.get_by_role("button", name="Generate", exact=True)).to_be_enabled()


def test_a_server_that_is_gone_is_said(page: Page) -> None:
    page.route("**/gen_text2motion", lambda route: route.abort())
    _generate(page)
    expect(page.get_by_role("alert").locator("visible=true")).to_contain_text(
        "Gaitbox does not answer."
    )
    expect(page.get_by_role("button", name="Generate", exact=True)).to_be_enabled()


def test_long_work_tells_its_stages(page: Page) -> None:
    """One walk is there before a stage can be read; eight long ones take a while."""
    page.evaluate(_WATCH_PROGRESS)
    _generate(page, seconds="9.8", samples="8")
    wait_for(page, "gaitbox.id")
    assert len(set(page.evaluate("window.stages"))) >= 3, "the page told no progress"
