"""What the SVG text must be: well-formed, self-contained, escaped, the same every time, at rest without motion."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from autograder.pictures import Drawing
from tests.pictures.picture_samples import everything

NAMESPACE = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{NAMESPACE}text")]


def style(svg: str) -> str:
    return ET.fromstring(svg).findtext(f"{NAMESPACE}style") or ""


def test_the_same_drawing_gives_the_same_bytes():
    assert everything().svg() == everything().svg()


def test_the_same_drawing_gives_the_same_bytes_in_a_process_with_another_hash_seed():
    here = str(Path(__file__).parent)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from picture_samples import everything;"
        "sys.stdout.write(everything().svg())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, here],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {everything().svg().encode()}


def test_noise_in_the_last_digits_of_the_input_does_not_change_the_bytes():
    def draw(noise: float) -> str:
        drawing = Drawing(200, 100, title="t", desc="d", seconds=4)
        drawing.cells([[0.1 + noise, -2.5 + noise, noise]], 0, 0, limit=2.5 + noise).become([[0.3 + noise, 0, 1]], at=1)
        drawing.bars([0.1 + noise, 0.7], 0, 0, 50, 50)
        return drawing.svg()

    assert draw(3e-8) == draw(0.0) == draw(-3e-8)


@pytest.mark.parametrize("still", [None, 0.0, 1.5, 6.0])
def test_every_svg_is_well_formed_xml_with_a_title_and_a_description(still):
    root = ET.fromstring(everything().svg(still))
    assert root.tag == f"{NAMESPACE}svg"
    assert root.findtext(f"{NAMESPACE}title") == "One of everything"
    assert root.findtext(f"{NAMESPACE}desc") == "a & b"
    named = {element.get("id") for element in root.iter() if element.get("id")}
    assert set((root.get("aria-labelledby") or "").split()) <= named


@pytest.mark.parametrize(
    "nasty", ["</text><script>alert(1)</script>", '" onload="x', "<&>'\"", "]]>", "a\x00b\x1fc", "\ud800"]
)
def test_text_is_escaped_wherever_an_author_can_put_it(nasty):
    svg = everything(nasty, title=nasty).svg()
    svg.encode()
    root = ET.fromstring(svg)
    shown = re.sub("[\x00\x1f\ud800]", "\ufffd", nasty)
    assert texts(svg).count(shown) == 4
    assert root.findtext(f"{NAMESPACE}title") == root.findtext(f"{NAMESPACE}desc") == shown
    assert not [element for element in root.iter() if element.tag.endswith("script") or element.get("onload")]


def test_nothing_is_fetched_from_elsewhere_and_nothing_is_executed():
    svg = everything().svg().replace("http://www.w3.org/2000/svg", "")
    for forbidden in ("http", "href", "url(", "@import", "<script", "<image", "<foreignObject", "data:", "<!DOCTYPE"):
        assert forbidden not in svg


def test_the_first_line_says_that_the_file_is_generated_and_by_what():
    assert "`autograder picture`" in everything().svg().splitlines()[0]


def test_every_rule_and_keyframe_belongs_to_this_picture_alone():
    svg = everything().svg()
    name = ET.fromstring(svg).get("id")
    for line in style(svg).strip().splitlines():
        assert line.startswith((f"#{name}", "@media", f"@keyframes {name}-"))
    assert name != ET.fromstring(everything("other").svg()).get("id")


def test_a_dark_page_has_a_value_for_every_colour_of_the_light_one():
    sheet = style(everything().svg())
    light, dark = (line for line in sheet.splitlines() if "--c0:" in line)
    assert "prefers-color-scheme:dark" in dark
    assert re.findall(r"--c\d+", light) == re.findall(r"--c\d+", dark)


def test_readers_who_asked_for_less_motion_get_none():
    assert "@media (prefers-reduced-motion:reduce)" in style(everything().svg())


def test_without_css_the_file_shows_the_picture_at_rest():
    drawing = Drawing(100, 100, title="t", desc="d", seconds=4)
    drawing.text(50, 50, "late").appear((1, 2)).slide(10, 0, (2, 3))
    drawing.text(50, 80, "gone").vanish((1, 2))
    late, gone = ET.fromstring(drawing.svg()).iter(f"{NAMESPACE}text")
    assert late.get("opacity") is None
    assert late.get("transform") == "translate(10 0)"
    assert gone.get("opacity") == "0"


def test_rest_can_be_any_moment_of_the_loop():
    drawing = Drawing(100, 100, title="t", desc="d", seconds=4, rest=0.5)
    drawing.text(50, 50, "late").appear((1, 2))
    (late,) = ET.fromstring(drawing.svg()).iter(f"{NAMESPACE}text")
    assert late.get("opacity") == "0"


def test_a_still_does_not_move_and_shows_the_moment_asked_for():
    drawing = Drawing(100, 100, title="t", desc="d", seconds=4)
    drawing.dot(50, 50).slide(10, 0, (1, 2))
    for moment, expected in ((0.5, None), (1.5, "translate(5 0)"), (2.5, "translate(10 0)"), (4, None)):
        svg = drawing.svg(still=moment)
        (dot,) = ET.fromstring(svg).iter(f"{NAMESPACE}circle")
        assert dot.get("transform") == expected
        assert "animation" not in svg


def test_the_loop_ends_where_it_began():
    assert everything().svg(still=0).count("<") == everything().svg(still=6.0).count("<")
    assert everything().svg(still=0).splitlines()[-1] == everything().svg(still=6.0).splitlines()[-1]
    assert ET.canonicalize(everything().svg(still=0)) == ET.canonicalize(everything().svg(still=6.0))


def test_equal_motions_share_their_keyframes():
    drawing = Drawing(100, 100, title="t", desc="d", seconds=4)
    for i in range(10):
        drawing.dot(10 * i, 50).appear((1, 2))
    assert drawing.svg().count("@keyframes") == 1


@pytest.mark.parametrize("still", [-1, 6.5])
def test_a_still_outside_the_loop_is_refused(still):
    with pytest.raises(ValueError, match="from 0 to 6"):
        everything().svg(still=still)


def test_a_change_that_runs_into_the_rewind_is_refused():
    drawing = Drawing(100, 100, title="t", desc="d", seconds=4, rewind=0.5)
    drawing.dot(50, 50).slide(1, 1, (3, 3.8))
    with pytest.raises(ValueError, match=r"ends at 3.8 s, but the rewind begins at 3.5 s"):
        drawing.svg()
