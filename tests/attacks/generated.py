"""Hostile files that are too large, too deep or too odd in their bytes to be stored: made when the tests run.

`generated()` gives them by name, each with what it tries and what it deserves, in the words of expected.toml.
"""

from __future__ import annotations

from typing import NamedTuple

SYNTAX = ("syntax_error", "import_failed", "unreadable")


class Attack(NamedTuple):
    """A submission, and what expected.toml would say of it."""

    source: bytes
    classes: tuple[int, ...]
    tries: str
    score: int | str
    reasons: tuple[str, ...] = ()  # any, if empty
    slow: bool = False


def generated() -> dict[str, Attack]:
    """All of them by file name."""
    return {**_deep(), **_long(), **_encodings(), **_nearly_empty(), **_names()}


BROADCAST_SHAPE = """
def broadcast_shape(a: tuple, b: tuple) -> tuple:
    rank = max(len(a), len(b))
    shape = []
    for n, m in zip((1,) * (rank - len(a)) + tuple(a), (1,) * (rank - len(b)) + tuple(b)):
        if n != m and 1 not in (n, m):
            raise ValueError("the shapes do not fit")
        shape.append(m if n == 1 else n)
    return tuple(shape)
"""
CENTRE_ROWS = """
def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return x - x.mean(dim=1, keepdim=True)
"""
OTHERS = """
def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError("the shapes differ")
    return ((pred - target) ** 2).mean()
"""
START = "import torch\n"
HONEST = "\n".join((START, BROADCAST_SHAPE, CENTRE_ROWS, OTHERS))
WRONG = START + "".join(
    f"\n\ndef {name}(*_arguments: object) -> object:\n    return {answer}\n"
    for name, answer in {
        "broadcast_shape": "(-7,)",
        "centre_rows": "torch.full((7, 11, 13), 7.0)",
        "pairwise_sqdist": "torch.full((7, 11, 13), 7.0)",
        "normalise_channels": "torch.full((7, 11, 13), 7.0)",
        "safe_mse": "torch.full((7, 11, 13), 7.0)",
    }.items()
)


def _never(expression: str) -> bytes:
    """Wrong functions, and an expression that is parsed and never computed."""
    return f"{WRONG}\n\ndef _never(x: object) -> object:\n    return (\n{expression}\n)\n".encode()


def _in_lines(unit: str, number: int) -> str:
    """`unit` many times over, in lines that are neither long nor too many."""
    return "\n".join([unit * 20] * (number // 20))


DEEP = {  # what stands before the innermost expression, what stands behind it, how often within 150 kB
    "parentheses": ("(", ")", 70_000),
    "lists": ("[", "]", 70_000),
    "sum": ("x + ", "", 35_000),
    "powers": ("x ** ", "", 25_000),
    "minus_signs": ("-", "", 140_000),
    "nots": ("not ", "", 35_000),
    "attributes": ("", ".t", 70_000),
    "calls": ("", "()", 70_000),
    "subscripts": ("", "[0]", 45_000),
    "lambdas": ("lambda: ", "", 17_000),
    "conditions": ("x if x else ", "", 12_000),
    "ors": ("x or not ", "", 15_000),
    "literal_strings": ("'x' ", "'x'", 14_000),
    "comparisons": ("x < ", "", 35_000),
    "walrus": ("(y := ", ")", 20_000),
}


def _deep() -> dict[str, Attack]:
    attacks = {}
    for name, (before, behind, number) in DEEP.items():
        said = name.replace("_", " ")
        inside = "" if name == "literal_strings" else "x"
        one_line = before * 100_000 + inside + behind * 100_000
        lines = f"{_in_lines(before, number)}{inside}{_in_lines(behind, number)}"
        tries = f"An expression of 100,000 {said} in one line."
        attacks[f"deep_{name}.py"] = Attack(_never(one_line), (25, 33), tries, 0)
        tries = f"An expression of {number:,} {said}, in short lines."
        attacks[f"deep_{name}_in_lines.py"] = Attack(_never(lines), (25, 33), tries, 0)
    strings = "f'" + "{x:" * 4_000 + "}" * 4_000 + "'"
    elifs = "if x:\n    pass\n" + "elif x:\n    pass\n" * 9_000
    loops = "".join(" " * depth + "for x in (x,):\n" for depth in range(35)) + " " * 35 + "pass\n"
    indents = "".join(" " * depth + "if x:\n" for depth in range(300)) + " " * 300 + "pass\n"
    classes = "".join(" " * depth + f"class C{depth}:\n" for depth in range(35)) + " " * 35 + "x = 1\n"
    patterns = "match 0:\n    case " + "[" * 45 + "1" + "]" * 45 + ":\n        pass\n"
    dotted = "if 0:\n    import x" + ".x" * 9_000 + "\n"
    dotted_lines = "if 0:\n    import x" + (".x" * 400 + "\\\n") * 200 + ".x\n"
    decorators = "x = lambda f: f\n" + "@x\n" * 15_000 + "def _decorated():\n    pass\n"
    statements = {
        "deep_format_strings": (f"x = {strings}\n", "A format inside a format, 4,000 times."),
        "deep_elifs": (elifs, "9,000 elifs, each in the other's else."),
        "deep_loops": (loops, "More nested loops than may be compiled."),
        "deep_indentation": (indents, "More levels of indentation than exist."),
        "deep_classes": (classes, "35 classes inside each other."),
        "deep_patterns": (patterns, "A pattern of 45 lists inside each other."),
        "deep_import": (dotted, "An import of 9,000 packages inside each other."),
        "deep_import_in_lines": (dotted_lines, "An import of 80,000 packages inside each other, in short lines."),
        "deep_decorators": (decorators, "A function with 15,000 decorators."),
    }
    for name, (text, tries) in statements.items():
        attacks[f"{name}.py"] = Attack(f"{WRONG}\n\n{text}".encode(), (25, 33), tries, 0)
    terms = " + ".join(["0.0"] * 100)
    honest = CENTRE_ROWS.replace("return x", f"return {terms} + x")
    broadcast_shape = BROADCAST_SHAPE.replace("rank =", f"_ = {terms}\n    rank =")
    attacks["odd_but_right_sum_of_100_terms.py"] = Attack(
        "\n".join((START, broadcast_shape, honest, OTHERS)).encode(),
        (),
        "Right, with expressions deeper than most, but no deeper than a careful reader can go.",
        "full",
    )
    return attacks


def _long() -> dict[str, Attack]:
    unclosed = HONEST + '\nx = ("""' + "\\" * 10_001
    raising = f'\ndef centre_rows(x):\n    raise RuntimeError("why?" or "{"<b>" * 6_000}")\n'
    large = (*SYNTAX, "too_large")
    return {
        "odd_but_right_docstring_of_190_kb.py": Attack(
            ('"""' + "What is broadcasting?\n" * 8_600 + f'"""\n\n{HONEST}').encode(),
            (33,),
            "Right, below a docstring of 190 kB.",
            "full",
        ),
        "odd_but_right_comment_of_19_kb.py": Attack(
            f"# {'x' * 19_000}\n{HONEST}".encode(), (33,), "Right, below a comment of 19 kB in one line.", "full"
        ),
        "docstring_of_900_kb.py": Attack(
            f'"""{"What? " * 150_000}"""\n{HONEST}'.encode(), (33,), "Right, below 900 kB in one line.", 0, large
        ),
        "file_of_4_mb.py": Attack(
            f"{HONEST}\n# {'x' * 4_000_000}\n".encode(), (33,), "Right, and 4 MB long.", 0, large
        ),
        "lines_900_000.py": Attack(("\n" * 900_000 + HONEST).encode(), (33,), "Right, on line 900,000.", 0, large),
        "raises_on_a_long_line.py": Attack(
            "\n".join((START, BROADCAST_SHAPE, OTHERS, raising)).encode(),
            (33, 34),
            "Raises on a line of 18 kB, which a report might quote.",
            "functions:broadcast_shape,pairwise_sqdist,normalise_channels,safe_mse",
            ("raised",),
        ),
        "syntax_error_on_a_long_line.py": Attack(
            f"{HONEST}\nx = {'<b> + ' * 3_000} 1\n".encode(), (33, 34), "Does not parse, on a line of 18 kB.", 0, SYNTAX
        ),
        "syntax_error_far_right.py": Attack(
            f"{HONEST}\nx = '{'x' * 19_000}' 1\n".encode(), (33,), "Does not parse, at column 19,000.", 0, SYNTAX
        ),
        "syntax_error_far_down.py": Attack(
            (HONEST + "\n" * 19_000 + "x = = 1\n").encode(), (33,), "Does not parse, on line 19,000.", 0, SYNTAX
        ),
        "syntax_error_after_odd_separators.py": Attack(
            f"s = '{chr(0x2028) * 50}{chr(0x85) * 50}'\n{HONEST}\nx = = 1".encode(),
            (34,),
            "Does not parse, after separators that only some count as ends of lines; no line end at the end.",
            0,
            SYNTAX,
        ),
        "unclosed_everything.py": Attack(
            unclosed.encode(), (33,), "Ends inside a text inside a parenthesis, on a backslash.", 0, SYNTAX
        ),
        "number_of_19_kb.py": Attack(_never("9" * 19_000), (21, 25), "A number of 19,000 digits.", 0),
        "hexadecimal_of_19_kb.py": Attack(_never("0x" + "f" * 19_000), (21, 25), "19,000 hexadecimal digits.", 0),
        "list_of_90_000.py": Attack(
            _never("[" + _in_lines("0,", 90_000) + "]"), (25, 33), "A list of 90,000 constants: a large syntax tree.", 0
        ),
        "power_at_import.py": Attack(
            f"{WRONG}\nx = 9**9**9**9\n".encode(),
            (25,),
            "A power that nobody can compute, at import.",
            0,
            ("import_failed", "timeout"),
            True,
        ),
    }


def _encodings() -> dict[str, Attack]:
    as_comment = "".join({"\n": "+AAo-", "+": "+-"}.get(letter, letter) for letter in f"\n{HONEST}\n")
    mac = HONEST.replace("\n", "\r")
    return {
        "odd_but_right_bom_and_crlf.py": Attack(
            b"\xef\xbb\xbf" + HONEST.replace("\n", "\r\n").encode(),
            (),
            "Right, as Windows writes it: a byte order mark and CRLF.",
            "full",
        ),
        "odd_but_right_old_line_ends.py": Attack(
            mac.encode(), (), "Right, with a carriage return at the end of each line.", "full"
        ),
        "odd_but_right_cookie.py": Attack(
            f"# -*- coding: latin-1 -*-\n{HONEST}".encode(),
            (),
            "Right, ASCII throughout, and says that it is Latin-1.",
            "full",
        ),
        "odd_but_right_no_line_end.py": Attack(
            (HONEST.rstrip() + " # \\").encode(), (), "Right, and ends in a backslash without a line end.", "full"
        ),
        "latin_1.py": Attack(
            f"# coding: latin-1\n# caf\xe9\n{HONEST}".encode("latin-1"), (34,), "Right, in Latin-1.", 0, ("unreadable",)
        ),
        "not_utf_8.py": Attack(
            HONEST.encode() + b"\n# \xff\xfe\xed\xa0\x80\n",
            (34,),
            "Right, with bytes that are no UTF-8.",
            0,
            ("unreadable",),
        ),
        "utf_16.py": Attack(HONEST.encode("utf-16"), (34,), "Right, in UTF-16.", 0, ("unreadable", "syntax_error")),
        "null_bytes.py": Attack(
            HONEST.encode() + b"\n# \0\0\0\n", (34,), "Right, with NUL bytes in a comment.", 0, SYNTAX
        ),
        "utf_7_cookie.py": Attack(
            f"# coding: utf-7\n{WRONG}\n#{as_comment}".encode(),
            (31, 34),
            "Wrong as UTF-8; read as UTF-7, which it asks for, a comment turns into other functions.",
            0,
            ("mismatch", *SYNTAX),
        ),
    }


def _nearly_empty() -> dict[str, Attack]:
    gone = ("not_attempted",)
    return {
        "empty.py": Attack(b"", (), "No byte at all.", 0, gone),
        "only_a_bom.py": Attack(b"\xef\xbb\xbf", (), "Nothing but a byte order mark.", 0, gone),
        "only_a_comment.py": Attack(b"# later\r\n\r\n", (), "Nothing but a comment.", 0, gone),
    }


def _names() -> dict[str, Attack]:
    gone = ("not_attempted",)
    near = "".join(f"def centre_row{i}(x): return x\n" for i in range(5_000))
    giants = "".join(
        f"def {name}{'s' * 18_000}(x): return x\n" for name in ("centre_row", "safe_mse", "broadcast_shape")
    )
    often = HONEST + CENTRE_ROWS * 500
    chinese = "".join(f"第{i}个很长很长很长很长很长的变量名 = {i}\n" for i in range(1_000))
    return {
        "near_names.py": Attack(
            near.encode(), (33,), "5,000 names that are nearly right, for whoever compares spellings.", 0, gone
        ),
        "giant_names.py": Attack(giants.encode(), (33,), "Names of 18,000 letters that begin rightly.", 0, gone),
        "odd_but_right_defined_often.py": Attack(
            often.encode(), (33,), "Right, with one function defined 500 times over.", "full"
        ),
        "odd_but_right_long_chinese_names.py": Attack(
            (chinese + HONEST).encode(), (33,), "Right, below 1,000 variables with long Chinese names.", "full"
        ),
    }
