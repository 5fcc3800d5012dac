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


BROADCAST_SHAPE = '''
def broadcast_shape(a: tuple, b: tuple) -> tuple:
    rank = max(len(a), len(b))
    shape = []
    for n, m in zip((1,) * (rank - len(a)) + tuple(a), (1,) * (rank - len(b)) + tuple(b)):
        if n != m and 1 not in (n, m):
            raise ValueError("the shapes do not fit")
        shape.append(m if n == 1 else n)
    return tuple(shape)
'''
CENTRE_ROWS = '''
def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return x - x.mean(dim=1, keepdim=True)
'''
OTHERS = '''
def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError("the shapes differ")
    return ((pred - target) ** 2).mean()
'''
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
    return f"{WRONG}\n\ndef _never(x: object) -> object:\n    return {expression}\n".encode()


def _deep() -> dict[str, Attack]:
    n = 100_000
    expressions = {
        "parentheses": "(" * n + "x" + ")" * n,
        "lists": "[" * n + "]" * n,
        "sum": " + ".join(["x"] * n),
        "minus_signs": "-" * n + "x",
        "nots": "not " * n + "x",
        "attributes": "x" + ".t" * n,
        "calls": "x" + "()" * n,
        "subscripts": "x" + "[0]" * n,
        "lambdas": "lambda: " * n + "x",
        "conditions": "x if x else " * (n // 2) + "x",
        "format_strings": "f'" + "{x:" * n + "}" * n + "'",
        "literal_strings": "'x' " * n,
        "comparisons": "x" + " < x" * n,
    }
    attacks = {
        f"deep_{name}.py": Attack(_never(text), (25, 33), f"An expression of 100,000 {name.replace('_', ' ')}.", 0)
        for name, text in expressions.items()
    }
    elifs = "    if x == 0:\n        pass\n" + "".join(f"    elif x == {i}:\n        pass\n" for i in range(20_000))
    blocks = "".join(" " * depth + "for x in (x,):\n" for depth in range(1, 60)) + " " * 60 + "pass\n"
    indents = "".join(" " * depth + "if x:\n" for depth in range(1, 300)) + " " * 300 + "pass\n"
    classes = "".join(" " * depth + f"class C{depth}:\n" for depth in range(90)) + " " * 90 + "x = 1\n"
    attacks |= {
        "deep_elifs.py": Attack(f"{WRONG}\n\ndef _never(x):\n{elifs}".encode(), (25, 33), "20,000 elifs, each in the other's else.", 0),
        "deep_blocks.py": Attack(f"{WRONG}\n\ndef _never(x):\n{blocks}".encode(), (25,), "More nested loops than may be compiled.", 0, SYNTAX),
        "deep_indentation.py": Attack(f"{WRONG}\n\ndef _never(x):\n{indents}".encode(), (25,), "More levels of indentation than exist.", 0, SYNTAX),
        "deep_classes.py": Attack(f"{WRONG}\n\n{classes}".encode(), (25,), "Ninety classes inside each other.", 0),
    }  # fmt: skip
    terms = " + ".join(["0.0"] * 600)
    honest = CENTRE_ROWS.replace("return x", f"return {terms} + x")
    attacks["odd_but_right_sum_of_600_terms.py"] = Attack(
        "\n".join((START, BROADCAST_SHAPE.replace("rank =", f"_ = {terms}\n    rank ="), honest, OTHERS)).encode(),
        (),
        "Right, with expressions deeper than a visitor that calls itself can walk, but no deeper than Python compiles.",
        "full",
    )
    return attacks


def _long() -> dict[str, Attack]:
    long_raise = "\n".join(
        (START, BROADCAST_SHAPE, OTHERS, f'\ndef centre_rows(x):\n    raise RuntimeError("why?" or "{"<b>" * 150_000}")\n')
    )
    docstring = f'"""{"What is broadcasting? " * 9_500}"""\n\n'
    return {
        "odd_but_right_docstring_of_200_kb.py": Attack((docstring + HONEST).encode(), (33,), "Right, below a docstring of 200 kB.", "full"),
        "odd_but_right_comment_of_900_kb.py": Attack(f"# {'x' * 900_000}\n{HONEST}".encode(), (33,), "Right, below one comment of 900 kB.", "full"),
        "too_large.py": Attack(f"{HONEST}\n# {'x' * 4_000_000}\n".encode(), (33,), "Right, and larger than a file may be.", 0, ("unreadable",)),
        "raises_on_a_long_line.py": Attack(
            long_raise.encode(), (33, 34), "Raises on a line of 450 kB, which a report might quote.",
            "functions:broadcast_shape,pairwise_sqdist,normalise_channels,safe_mse", ("raised",),
        ),
        "syntax_error_on_a_long_line.py": Attack(
            f"{HONEST}\nx = {'<b> + ' * 100_000} 1\n".encode(), (33, 34), "Does not parse, on a line of 600 kB.", 0, SYNTAX,
        ),
        "syntax_error_far_right.py": Attack(
            f"{HONEST}\nx = '{'x' * 800_000}' 1\n".encode(), (33,), "Does not parse, at column 800,000.", 0, SYNTAX,
        ),
        "syntax_error_far_down.py": Attack(
            f"{HONEST}{chr(10) * 900_000}x = = 1\n".encode(), (33,), "Does not parse, on line 900,000.", 0, SYNTAX,
        ),
        "syntax_error_after_odd_separators.py": Attack(
            f"s = '{chr(0x2028) * 50}{chr(0x85) * 50}'\n{HONEST}\nx = = 1".encode(), (34,),
            "Does not parse, after separators that only some count as ends of lines; no line end at the end.", 0, SYNTAX,
        ),
        "unclosed_everything.py": Attack(
            (HONEST + '\nx = ("""' + "\\" * 100_001).encode(), (33,), "Ends inside a text inside a parenthesis, on a backslash.", 0, SYNTAX,
        ),
        "number_of_900_kb.py": Attack(_never("9" * 900_000), (21, 25), "A number of 900,000 digits.", 0),
        "hexadecimal_of_900_kb.py": Attack(_never("0x" + "f" * 900_000), (21, 25), "A hexadecimal number of 900,000 digits.", 0),
        "list_of_400_000.py": Attack(_never("[" + "0," * 400_000 + "]"), (25, 33), "A list of 400,000 constants: a large syntax tree.", 0),
        "power_at_import.py": Attack(
            f"{WRONG}\nx = 9**9**9**9\n".encode(), (25,), "A power that nobody can compute, at import.", 0, ("import_failed", "timeout"), True,
        ),
    }  # fmt: skip


def _encodings() -> dict[str, Attack]:
    as_comment = "".join({"\n": "+AAo-", "+": "+-"}.get(letter, letter) for letter in f"\n{HONEST}\n")
    mac = HONEST.replace("\n", "\r")
    return {
        "odd_but_right_bom_and_crlf.py": Attack(
            b"\xef\xbb\xbf" + HONEST.replace("\n", "\r\n").encode(), (), "Right, as Windows writes it: a byte order mark and CRLF.", "full",
        ),
        "odd_but_right_old_line_ends.py": Attack(mac.encode(), (), "Right, with a carriage return at the end of each line.", "full"),
        "odd_but_right_cookie.py": Attack(
            f"# -*- coding: latin-1 -*-\n{HONEST}".encode(), (), "Right, ASCII throughout, and says that it is Latin-1.", "full",
        ),
        "odd_but_right_no_line_end.py": Attack((HONEST.rstrip() + " # \\").encode(), (), "Right, and ends in a backslash without a line end.", "full"),
        "latin_1.py": Attack(f"# coding: latin-1\n# caf\xe9\n{HONEST}".encode("latin-1"), (34,), "Right, in Latin-1.", 0, ("unreadable",)),
        "not_utf_8.py": Attack(HONEST.encode() + b"\n# \xff\xfe\xed\xa0\x80\n", (34,), "Right, with bytes that are no UTF-8.", 0, ("unreadable",)),
        "utf_16.py": Attack(HONEST.encode("utf-16"), (34,), "Right, in UTF-16.", 0, ("unreadable", "syntax_error")),
        "null_bytes.py": Attack(HONEST.encode() + b"\n# \0\0\0\n", (34,), "Right, with NUL bytes in a comment.", 0, SYNTAX),
        "utf_7_cookie.py": Attack(
            f"# coding: utf-7\n{WRONG}\n#{as_comment}".encode(), (31, 34),
            "Wrong as UTF-8; read as UTF-7, which it asks for, a comment turns into other functions.", 0, ("mismatch", *SYNTAX),
        ),
    }  # fmt: skip


def _nearly_empty() -> dict[str, Attack]:
    gone = ("not_attempted",)
    return {
        "empty.py": Attack(b"", (), "No byte at all.", 0, gone),
        "only_a_bom.py": Attack(b"\xef\xbb\xbf", (), "Nothing but a byte order mark.", 0, gone),
        "only_a_comment.py": Attack(b"# later\r\n\r\n", (), "Nothing but a comment.", 0, gone),
    }


def _names() -> dict[str, Attack]:
    near = "".join(f"def centre_row{i}(x): return x\n" for i in range(20_000))
    giants = "".join(f"def {name}{'s' * 150_000}(x): return x\n" for name in ("centre_row", "safe_mse", "broadcast_shape"))
    return {
        "near_names.py": Attack(near.encode(), (33,), "20,000 names that are nearly right, for whoever compares spellings.", 0, ("not_attempted",)),
        "giant_names.py": Attack(giants.encode(), (33,), "Names of 150,000 letters that begin rightly.", 0, ("not_attempted",)),
        "defined_often.py": Attack(
            (HONEST + CENTRE_ROWS * 500).encode(), (33,), "Right, with one function defined 500 times over.", "full",
        ),
    }  # fmt: skip
