"""Easter eggs come out as they went in, and nothing else gets through."""

import base64
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from autograder.course.egg import MAX_SOURCE, EggError, decode, defines_egg, encode, main

SOURCE = "def egg(unit):\n    return f'九九表 {unit.title.zh}'\n"


def test_an_egg_comes_out_as_it_went_in():
    text = encode(SOURCE)
    assert text.isascii()
    assert "\n" not in text
    assert decode(text) == SOURCE


def test_an_egg_may_be_written_over_several_lines():
    text = encode(SOURCE)
    assert decode("\n  ".join([text[:20], text[20:]]) + "\n") == SOURCE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not an egg!", "expected base64"),
        ("广播", "expected base64"),
        (base64.b64encode(b"plain").decode(), "expected zlib data"),
        (base64.b64encode(zlib.compress(b"\xff")).decode(), "expected UTF-8 source, found byte 0xff"),
        (base64.b64encode(zlib.compress(SOURCE.encode())[:-6]).decode(), "its end is missing"),
        (
            base64.b64encode(zlib.compress(bytes(1 << 26))).decode(),
            "expected at most 65536 bytes of source, found more",
        ),
    ],
)
def test_what_is_no_egg_is_refused_with_the_reason(text, expected):
    with pytest.raises(EggError) as caught:
        decode(text)
    assert expected in str(caught.value)


def test_an_egg_too_large_to_hatch_is_not_laid():
    assert decode(encode("#" * MAX_SOURCE)) == "#" * MAX_SOURCE
    with pytest.raises(EggError, match="has 65537"):
        encode("#" * (MAX_SOURCE + 1))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def egg(unit): ...", True),
        ("import math\ndef egg(unit, lines=3): ...", True),
        ("def egg(unit, /): ...", True),
        ("def egg(): ...", False),
        ("def egg(unit, more): ...", False),
        ("def egg(*, unit): ...", False),
        ("class A:\n    def egg(self): ...", False),
        ("egg = lambda unit: 1", False),
        ("def egg(", False),
        ("", False),
    ],
)
def test_an_egg_is_a_function_of_the_unit(source, expected):
    assert defines_egg(source) is expected


def test_the_command_line_packs_and_unpacks(tmp_path):
    file = tmp_path / "egg.py"
    file.write_text(SOURCE, encoding="utf-8")

    def run(*arguments):
        command = [sys.executable, "-X", "utf8", "-m", "autograder.course.egg", *arguments]
        return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=Path(__file__).parents[2])

    packed = run("encode", str(file))
    assert (packed.stdout, packed.stderr) == (encode(SOURCE) + "\n", "")
    assert run("decode", packed.stdout).stdout == SOURCE


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["decode", "!"], "expected base64"),
        (["encode", "missing.py"], "missing.py"),
        (["encode", "no_egg.py"], "egg(unit)"),
    ],
)
def test_the_command_line_says_what_is_wrong_and_exits_with_2(tmp_path, monkeypatch, capsys, arguments, expected):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "no_egg.py").write_text("x = 1\n")
    assert main(arguments) == 2
    assert expected in capsys.readouterr().err
