"""The site of a class in a real browser: a class of sixty, opened from its folder.

Needs Chromium, as test_browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course import load_course
from autograder.report.site import write_site
from autograder.results import Lang
from tests.report import browsing
from tests.report.samples_class import course_of, sample_records

pytestmark = browsing.needs_chromium

LANGS: tuple[Lang, ...] = ("en", "zh")
MEGABYTE = 1_000_000
PAGES = {
    "course": "index.html",
    "class": "a0_objects/index.html",
    "unit": "a0_objects/u01_class_self.html",
    "student": "a0_objects/s2004.html",
}
STUDENTS = ".in-en table.students >> nth=0"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six assignments with ten checks each, sixty students with one to five submissions."""
    course = course_of(load_course(Path(__file__).parents[2] / "reference"), 10)
    return write_site(sample_records(course, 60), course, tmp_path_factory.mktemp("site"), "en").parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.opened_browser() as chromium:
        yield chromium


@pytest.fixture
def visit(browser: Any, site: Path) -> Iterator[Any]:
    with browsing.visits(browser) as open_page:
        yield lambda name, **options: open_page(site / PAGES[name], **options)


def column(seen: Any, number: int) -> list[str]:
    rows = seen.page.locator(f"{STUDENTS} >> tbody tr:visible")
    return [row.locator("th, td").nth(number).inner_text() for row in rows.all()]


def test_the_whole_site_is_small(site: Path) -> None:
    files = [file for file in site.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 5 * MEGABYTE
    assert len([file for file in files if file.suffix == ".html"]) == 1 + 6 * 61 + 6


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_its_folder_without_a_network_and_without_an_error(visit: Any, site: Path, name: str) -> None:
    seen = visit(name)
    for lang in LANGS:
        seen.choose(lang)
        seen.unfold(lang)
    seen.page.wait_for_load_state("networkidle")
    assert seen.said == []
    assert all(address.startswith((site.as_uri(), "data:")) for address in seen.asked)
    style = seen.page.evaluate("getComputedStyle(document.querySelector('main')).display")
    assert style == "flex", "the shared style is there"
    assert seen.page.evaluate("Array.from(document.images).every(one => one.naturalWidth > 0 || !one.complete)")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_serious_obstacle_for_anybody(visit: Any, name: str) -> None:
    assert visit(name).obstacles() == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_scrolls_sideways(visit: Any, name: str) -> None:
    seen = visit(name)
    for lang in LANGS:
        seen.choose(lang)
        seen.unfold(lang)
        for width in (360, 768, 1280):
            seen.page.set_viewport_size({"width": width, "height": 800})
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width, (lang, width)


def test_a_table_is_sorted_by_the_keyboard_and_says_so(visit: Any) -> None:
    seen = visit("class")
    head = seen.page.locator(f"{STUDENTS} >> thead th").nth(3)
    before = column(seen, 0)
    head.locator("button").focus()
    seen.page.keyboard.press("Enter")
    points = [float(text.split("/")[0]) for text in column(seen, 3)]
    assert points == sorted(points)
    assert head.get_attribute("aria-sort") == "ascending"
    seen.page.keyboard.press("Space")
    points = [float(text.split("/")[0]) for text in column(seen, 3)]
    assert points == sorted(points, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    seen.page.locator(f"{STUDENTS} >> thead button").first.press("Enter")
    assert head.get_attribute("aria-sort") == "none"
    assert column(seen, 0) == before == sorted(before)


SORTED = [
    (["10", "9", "", "100", "–", "9.5"], ["9", "9.5", "10", "100", "", "–"]),
    (["3/4", "10/12", "9/12", "0/12", "–", ""], ["0/12", "3/4", "9/12", "10/12", "–", ""]),
    (["85 %", "9 %", "100 %", "−0.5", "+1", ".5"], ["−0.5", ".5", "+1", "9 %", "85 %", "100 %"]),
    (["12e3b", "12a", "2", "s10", "s9", ""], ["2", "12a", "12e3b", "s9", "s10", ""]),
    (["20260000000000000002", "20260000000000000001", "b", "a", "", "1"],
     ["1", "20260000000000000001", "20260000000000000002", "a", "b", ""]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "rising"), SORTED)
def test_numbers_are_sorted_as_numbers_and_blanks_come_last_both_ways(
    visit: Any, cells: list[str], rising: list[str]
) -> None:
    seen = visit("class")
    table = seen.page.locator(STUDENTS)
    table.evaluate(
        "(table, cells) => { const rows = Array.from(table.tBodies[0].rows);"
        " rows.slice(cells.length).forEach(row => row.remove());"
        " cells.forEach((text, at) => { rows[at].cells[3].textContent = text; }); }",
        cells,
    )
    button = table.locator("thead button").nth(3)
    button.click()
    assert column(seen, 3) == rising
    button.click()
    blanks = [text for text in rising if text in ("", "–")]
    others = [text for text in rising if text not in blanks]
    assert column(seen, 3) == [*others[::-1], *blanks]
    assert seen.said == []


def test_a_table_is_filtered_while_one_types(visit: Any) -> None:
    seen = visit("course")
    field = seen.page.get_by_label("Filter")
    field.focus()
    seen.page.keyboard.type("berger ADA")
    assert column(seen, 1)
    assert set(column(seen, 1)) == {"Ada Berger"}
    field.fill("")
    assert len(column(seen, 0)) == 60


def test_a_page_works_without_its_script(visit: Any) -> None:
    seen = visit("class", java_script_enabled=False)
    assert seen.page.locator(f"{STUDENTS} >> tbody tr").count() == 60
    assert seen.page.locator("thead button, .filter").count() == 0


def test_no_other_script_runs(visit: Any) -> None:
    seen = visit("class")
    seen.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.ran = true';"
        " document.body.append(one); }"
    )
    assert seen.page.evaluate("window.ran") is None
    assert any("Content Security Policy" in text for text in seen.said)


def test_one_gets_from_the_course_to_a_student_and_back(visit: Any) -> None:
    seen = visit("course")
    seen.page.locator(".in-en").get_by_role("link", name="Objects", exact=True).first.click()
    seen.page.locator(f"{STUDENTS} >> a").first.click()
    assert seen.page.url.endswith("a0_objects/s2000.html")
    seen.page.locator(".in-en .trail a").first.click()
    assert seen.page.url == seen.address


def test_paper_shows_the_heading_and_no_controls(visit: Any) -> None:
    seen = visit("class")
    seen.page.emulate_media(media="print")
    heading = seen.page.locator(".in-en h1").bounding_box()
    assert heading["y"] >= 0
    assert not seen.page.locator(".in-en .filter").first.is_visible()
    assert not seen.page.locator(".in-en .trail").is_visible()
