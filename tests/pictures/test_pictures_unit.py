"""A unit's picture: drawn from its solution, changed when that changes, and found out when it is out of step."""

from __future__ import annotations

import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from picture_samples import centre_rows, solution

from autograder.pictures.__main__ import main
from autograder.pictures.unit import _load, draw_unit, stale

UNIT = Path(__file__).parents[2] / "reference" / "a1_tensors" / "u04_broadcasting"
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def draw():
    return _load(UNIT / "picture.py").draw


@pytest.fixture
def copy(tmp_path):
    for name in ("solution.py", "picture.py", "picture.svg"):
        shutil.copy(UNIT / name, tmp_path)
    return tmp_path


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(TEXT)]


def test_the_committed_picture_is_what_picture_py_draws_from_the_reference():
    assert stale(UNIT) == []


def test_two_right_solutions_give_the_same_bytes(draw):
    other = solution(centre_rows=lambda x: x - x.sum(1, keepdim=True) / x.shape[1])
    assert draw(solution()) == draw(other) == (UNIT / "picture.svg").read_text(encoding="utf-8")


def test_the_numbers_in_the_cells_are_the_solutions(draw):
    shown = texts(draw(solution(), still=9.0))
    changed = texts(draw(solution(centre_rows=lambda x: centre_rows(x) - 4), still=9.0))
    assert "−7" in changed
    assert "−7" not in shown


@pytest.mark.parametrize(
    "change",
    [
        {"centre_rows": lambda x: x - x.mean(dim=0, keepdim=True)},
        {"centre_rows": lambda x: x},
        {"broadcast_shape": lambda a, b: a},
        {"broadcast_shape": lambda a, b: tuple(max(n, m) for n, m in zip(a, b, strict=False))},
    ],
)
def test_the_picture_changes_when_the_solution_does(draw, change):
    assert draw(solution(**change)) != draw(solution())


def test_a_clash_is_drawn_only_where_the_solution_finds_one(draw):
    assert {"4 ≠ 3", "ValueError"} <= set(texts(draw(solution(), still=9.0)))
    permissive = solution(broadcast_shape=lambda a, b: (3, 4))
    assert not {"4 ≠ 3", "ValueError"} & set(texts(draw(permissive, still=9.0)))


def test_a_change_of_solution_py_makes_the_picture_stale(copy):
    assert stale(copy) == []
    source = (copy / "solution.py").read_text(encoding="utf-8")
    (copy / "solution.py").write_text(source.replace("return x - mean", "return x + mean"), encoding="utf-8")
    assert stale(copy) == [copy / "picture.svg"]


def test_the_command_draws_and_checks(copy, capsys):
    (copy / "picture.svg").unlink()
    assert main([str(copy), "--check"]) == 1
    assert "run python -m autograder.pictures" in capsys.readouterr().out
    assert main([str(copy)]) == 0
    assert main([str(copy), "--check"]) == 0
    assert (copy / "picture.svg").read_bytes() == (UNIT / "picture.svg").read_bytes()


def test_stills_never_overwrite_the_moving_picture(copy, tmp_path, capsys):
    with pytest.raises(SystemExit):
        main([str(copy), "--still", "3"])
    assert "--out" in capsys.readouterr().err
    out = tmp_path / "stills"
    out.mkdir()
    main([str(copy), "--still", "3", "--out", str(out)])
    assert "animation" not in (out / "picture.svg").read_text(encoding="utf-8")


def test_drawing_leaves_no_bytecode_and_no_modules_behind(copy):
    before = set(sys.modules)
    draw_unit(copy)
    assert not (copy / "__pycache__").exists()
    assert not [name for name in set(sys.modules) - before if name.startswith("unit_picture")]


def test_a_picture_with_words_is_drawn_once_for_each_language(copy):
    (copy / "picture.py").write_text("def draw(solution, still=None, lang='en'):\n    return f'<svg>{lang}</svg>'\n")
    assert draw_unit(copy) == {"picture.svg": "<svg>en</svg>", "picture.zh.svg": "<svg>zh</svg>"}


def test_a_folder_without_a_usable_picture_is_told_what_is_missing(copy):
    (copy / "picture.py").write_text("draw = 3\n")
    with pytest.raises(TypeError, match=r"expected a function draw\(solution, still=None\)"):
        draw_unit(copy)
    (copy / "picture.py").write_text("def draw(solution, still=None):\n    return 3\n")
    with pytest.raises(TypeError, match=r"draw returned int.*return drawing.svg\(still\)"):
        draw_unit(copy)
    (copy / "picture.py").unlink()
    with pytest.raises(FileNotFoundError, match=r"picture\.py"):
        draw_unit(copy)
