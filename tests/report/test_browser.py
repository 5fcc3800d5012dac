"""The pages in a real browser, in light and dark, English and Chinese, on a phone and on a desk.

Needs Chromium; `ci/browser.sh` installs it. Without it these tests are skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.grades import Record
from autograder.report.class_page import class_page
from autograder.report.page import student_page
from autograder.results import AttemptResult, Lang, Text
from tests.report import browsing
from tests.report.browsing import Visit
from tests.report.samples import attempt_with

pytestmark = browsing.needs_chromium

LANGS: tuple[Lang, ...] = ("en", "zh")
PAGES = ["student", "class", "hostile_student", "hostile_class"]
Open = Callable[..., Visit]


def records(results: list[AttemptResult]) -> list[Record]:
    return [Record(result, (result,)) for result in results]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.opened_browser() as chromium:
        yield chromium


@pytest.fixture
def pages(
    lin: AttemptResult, everybody: list[AttemptResult], titles: dict[str, Text], hostile: str, tmp_path: Path
) -> Path:
    """A folder with the pages."""
    nasty = attempt_with(hostile)
    written = {
        "student": student_page(lin, titles, "en"),
        "class": class_page(records(everybody), titles, "en", {result.student: "student.html" for result in everybody}),
        "hostile_student": student_page(nasty, titles, "en"),
        "hostile_class": class_page(records([nasty, *everybody]), titles, "en", {hostile: "student.html"}),
    }
    for name, text in written.items():
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def visit(browser: Any, pages: Path) -> Iterator[Open]:
    with browsing.visits(browser) as open_page:
        yield lambda name, scheme="light", **options: open_page(pages / f"{name}.html", color_scheme=scheme, **options)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_reports_no_error(visit: Open, name: str) -> None:
    seen = visit(name)
    for lang in LANGS:
        seen.choose(lang)
        seen.unfold(lang)
    assert [address for address in seen.asked if not address.startswith("data:")] == [seen.address]
    assert seen.said == []
    assert seen.page.evaluate("document.scripts.length") == ("class" in name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_obstacle_for_anybody(visit: Open, name: str) -> None:
    assert visit(name).obstacles() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(visit: Open, name: str) -> None:
    seen = visit(name)
    for lang in LANGS:
        seen.choose(lang)
        seen.unfold(lang)
        for width in (360, 768, 1280):
            seen.page.set_viewport_size({"width": width, "height": 800})
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, (lang, width)


def test_one_language_is_shown_at_a_time_and_the_keyboard_changes_it(visit: Open) -> None:
    seen = visit("student")
    english, chinese = seen.page.locator(".in-en h1"), seen.page.locator(".in-zh h1")
    assert (english.is_visible(), chinese.is_visible()) == (True, False)
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("ArrowRight")
    assert (english.is_visible(), chinese.is_visible()) == (False, True)


def test_what_was_folded_can_be_opened_with_the_keyboard_without_any_script(visit: Open) -> None:
    seen = visit("hostile_student", java_script_enabled=False)
    folded = seen.page.locator(".in-en details").first
    assert not folded.locator(".summary").is_visible()
    folded.locator("summary").focus()
    seen.page.keyboard.press("Enter")
    assert folded.locator(".summary").is_visible()


def test_dark_is_dark_and_light_is_light(visit: Open) -> None:
    def brightness(scheme: str) -> int:
        colour = visit("student", scheme=scheme).page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(",")))

    assert brightness("light") > 3 * 200 > 3 * 60 > brightness("dark")


def test_hostile_text_can_be_read_and_makes_nothing(visit: Open) -> None:
    for name in ("hostile_student", "hostile_class"):
        seen = visit(name)
        assert "<script>alert(1)</script>" in seen.page.locator("body").inner_text() or name == "hostile_class"
        assert seen.page.locator("img, iframe, object, svg:not(.race, .chart), [onmouseover], [onerror]").count() == 0
        links = [link.get_attribute("href") for link in seen.page.locator("a").all()]
        assert set(links) <= {"student.html"}


def test_a_printed_page_has_no_switch_and_shows_what_was_folded(visit: Open) -> None:
    seen = visit("hostile_student")
    seen.page.emulate_media(media="print")
    assert not seen.page.locator("label[for=show-en]").is_visible()
    assert seen.page.locator(".in-en details .summary").first.bounding_box()["height"] > 0
