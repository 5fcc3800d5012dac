"""`Source`: what the judge reads of a student's file without running it, and texts that must not harm it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading import nesting
from autograder.grading.scopes import walk
from autograder.grading.source import Forbidden, Source, SourceError


def source(text: str) -> Source:
    return Source.parse(dedent(text).lstrip("\n"), "u04.py")


def refused(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        Source.parse(text)
    return caught.value


# ---------------------------------------------------------------------- what the file defines

DEFINITIONS = """
    import os, torch.nn
    import numpy as np
    from math import (pi,
                      tau as circle)
    first, (second, *rest) = 1, (2, 3)
    def centre_rows(x):
        inner = 1
        return [each for each in x]
    class MLP:
        size = 3
        def forward(self, x): return x
    if (walrus := 1):
        try:
            late: int = 2
        except ValueError as problem:
            pass
    for i in range(3):
        with open("x") as file:
            pass
    def setter():
        global made
        made = 1
    def centre_rows(x): return x
"""


def test_top_level_names_of_every_kind_are_found_in_order():
    assert source(DEFINITIONS).functions() == (
        "os", "torch", "np", "pi", "circle", "first", "second", "rest", "centre_rows", "MLP", "walrus", "late",
        "problem", "i", "file", "setter", "made",
    )  # fmt: skip


def test_the_line_of_a_name_is_that_of_its_last_definition():
    found = source(DEFINITIONS)
    for name, line in {
        "centre_rows": "def centre_rows(x): return x",
        "MLP": "class MLP:",
        "MLP.forward": "    def forward(self, x): return x",
        "circle": "from math import (pi,",
    }.items():
        assert found.line(found.line_of(name) or 0) == line
    assert found.line_of("absent") is None
    assert found.line_of("MLP.absent") is None


def test_lines_are_counted_as_python_does():
    found = Source.parse("a = 1\r\nb = '\u2028\x0c'\rc = 3\n")
    assert found.line(found.line_of("c")) == "c = 3"
    assert (found.line(0), found.line(99)) == ("", "")


def test_misspelt_names_are_found_whatever_their_style():
    found = source("def center_rows(x): ...\ndef CentreRows(x): ...\ndef mean(x): ...")
    assert set(found.close_names("centre_rows")) == {"center_rows", "CentreRows"}
    assert found.close_names("softmax") == ()
    assert source("x" * 10_000 + " = 1").close_names("xxx") == ()


# ---------------------------------------------------------------------- what it uses

CALLS = [
    ("import torch", "torch.cdist(a, b)"),
    ("import torch as t", "t.cdist(a, b)"),
    ("from torch import cdist", "cdist(a, b)"),
    ("from torch import cdist as c", "c(a, b)"),
    ("from torch import *", "cdist(a, b)"),
    ("import torch\nf = torch.cdist", "f(a, b)"),
    ("import torch\nf = g = torch.cdist", "g(a, b)"),
    ("import torch\nf, g = torch.bmm, torch.cdist", "g(a, b)"),
    ("import torch as t\nu = t\nv = u", "v.cdist(a, b)"),
    ("import torch\nf: object = torch.cdist", "f(a, b)"),
    ("import torch", 'getattr(torch, "cdist")(a, b)'),
    ("import torch", 'getattr(torch, "cdist", None)(a, b)'),
    ("", '__import__("torch").cdist(a, b)'),
    ("import importlib", 'importlib.import_module("torch").cdist(a, b)'),
    ("", "(t := __import__('torch')).cdist(a, b)"),
    ("", "[(t := __import__('torch')), t.cdist(a, b)]"),
    ("import torch", "list(map(torch.cdist, [a], [b]))"),
    ("import torch", "(lambda f: f(a, b))(torch.cdist)"),
    ("import torch\nfrom functools import partial\nf = partial(torch.cdist, p=2)", "f(a, b)"),
    ("import torch\ntable = {}\ntable['c'] = torch.cdist", "table['c'](a, b)"),
    ("import torch\ndef helper(a, b):\n    return torch.cdist(a, b)", "helper(a, b)"),
    ("import torch\ndef h2(a, b):\n    return torch.cdist(a, b)\nh1 = lambda a, b: h2(a, b)", "h1(a, b)"),
    ("import torch\nclass H:\n    def run(self, a, b): return torch.cdist(a, b)", "H().run(a, b)"),
    ("import torch", "torch.ｃｄｉｓｔ(a, b)"),  # Python folds full-width letters
    ("try:\n    import torch\nexcept ImportError:\n    torch = None", "torch.cdist(a, b)"),
]


@pytest.mark.parametrize(("above", "expression"), CALLS)
def test_a_function_is_found_under_every_usual_spelling(above, expression):
    found = Source.parse(f"{above}\ndef pairwise(a, b):\n    return {expression}\ndef other(a): return a\n")
    assert found.calls_in("pairwise", "torch.cdist")
    assert found.calls_in("pairwise", "*.cdist")
    assert found.calls("torch.cdist")
    assert not found.calls_in("other", "torch.cdist")


@pytest.mark.parametrize(
    ("above", "expression"),
    [
        ("from torch import cdist", "a"),  # imported, and left alone
        ("def cdist(a, b): return a", "cdist(a, b)"),  # its own function
        ("import scipy as torch", "torch.cdist(a, b)"),
        ("import torch", "torch.nn.cdist(a, b)"),
        ("import torch\nf = torch.cdist", "(lambda f: f)(a)"),  # a parameter hides it
        ("from torch import cdist", "[cdist for cdist in a]"),
        ("", "'torch.cdist(a, b)'"),
    ],
)
def test_what_only_looks_like_the_function_is_not_taken_for_it(above, expression):
    found = Source.parse(f"{above}\ndef pairwise(a, b):\n    return {expression}\n")
    assert not found.calls_in("pairwise", "torch.cdist")


def test_a_local_name_hides_the_import_only_where_python_says_so():
    found = source("""
        import torch
        def hides(torch): return torch.cdist(1)
        def attribute(a):
            torch.mine = 1
            return torch.cdist(a)
        class C:
            torch = 3
            def method(self): return torch.cdist(self)
        def outer():
            t = 1
            def inner():
                nonlocal t
                t = torch
            return t.cdist
    """)
    assert not found.calls_in("hides", "torch.cdist")
    assert found.calls_in("attribute", "torch.cdist")
    assert found.calls_in("C", "torch.cdist")
    assert found.calls_in("outer", "torch.cdist")


def test_methods_are_followed_through_self_and_bases():
    found = source("""
        import torch.nn.functional as F
        from torch import nn
        class Base(nn.Module):
            def helper(self, x): return F.softmax(x, -1)
        class Mine(Base):
            def forward(self, x): return self.helper(x)
            def plain(self, x): return x
            def above(self, x): return super().helper(x)
    """)
    softmax = "torch.nn.functional.softmax"
    assert found.calls_in("Mine.forward", softmax)
    assert found.calls_in("Mine.above", softmax)
    assert found.calls_in("Mine", softmax)
    assert not found.calls_in("Mine.plain", softmax)


def test_builtins_are_known_unless_the_file_replaces_them():
    assert source("def f(x): return sum(x)").calls_in("f", "sum")
    assert source("import builtins\ndef f(x): return builtins.sum(x)").calls_in("f", "sum")
    assert not source("def sum(x): return x\ndef f(x): return sum(x)").calls_in("f", "sum")
    assert not source("def f(x): return x.sum()").calls_in("f", "sum")
    assert source("def f(x): return x.sum()").calls_in("f", "*.sum")


def test_recursion_and_circles_end():
    found = source("""
        import torch
        a = b
        b = a
        def even(n): return odd(n - 1)
        def odd(n): return even(n - 1) or a(torch.cdist)
        class A(B):
            def f(self): self.f()
        class B(A): pass
    """)
    assert found.calls_in("even", "torch.cdist")
    assert not found.calls_in("A.f", "torch.cdist")


def test_forbid_names_the_function_and_the_line():
    found = source("import torch\n\ndef f(a):\n    return torch.cdist(a, a)\n\ndef g(a): return a\n")
    found.forbid("torch.bmm")
    found.forbid("torch.cdist", function="g")
    with pytest.raises(Forbidden, match=r"line 4 uses torch\.cdist") as caught:
        found.forbid("torch.bmm", "torch.cdist")
    assert (caught.value.name, caught.value.line) == ("torch.cdist", 4)
    assert found.uses("torch.cdist", "f") == (4,)


@pytest.mark.parametrize(
    "body",
    [
        "for i in x: pass",
        "while x: pass",
        "return [i for i in x]",
        "return {i for i in x}",
        "return {i: i for i in x}",
        "return sum(i for i in x)",
        "return helper(x)",
        "return (lambda y: [i for i in y])(x)",
        "return again(x)",
    ],
)
def test_loops_of_every_kind_are_found_also_in_helpers(body):
    helper = "def helper(x):\n    for i in x: pass\nagain = lambda x: [i for i in x]\n"
    assert Source.parse(f"{helper}def f(x):\n    {body}\n").has_loop("f")


def test_a_table_made_by_a_comprehension_is_no_loop_of_the_function():
    found = source("TABLE = [i for i in range(3)]\ndef f(x): return x @ TABLE\ndef g(x):\n    for i in x: pass")
    assert not found.has_loop("f")
    assert not found.has_loop("absent")


# ---------------------------------------------------------------------- errors


def test_a_syntax_error_tells_pythons_words_the_place_and_the_line():
    error = refused("x = 1\ndef f(x)\n    return x\n")
    assert (error.kind, error.line, error.column) == ("syntax", 2, 9)
    assert (error.text, error.code) == ("expected ':'", "def f(x)")
    assert error.summary.en == "Python cannot read line 2: expected ':'."
    assert error.summary.zh == "Python 读不懂第 2 行：expected ':'。"


def test_full_width_punctuation_is_named():
    error = refused("def f(x，y):\n    return x\n")
    assert "，" in error.text
    assert (error.line, error.column) == (1, 8)


def test_a_return_outside_of_a_function_is_found_without_compiling():
    error = refused("def f(x):\n    y = x\n'中'; return y\n")
    assert (error.kind, error.line, error.column) == ("syntax", 3, 6)
    assert "outside function" in error.text
    Source.parse("class A:\n    def f(self):\n        if self:\n            return 1\n")


def test_a_byte_order_mark_and_odd_escapes_are_no_error(recwarn):
    assert Source.parse("\ufeffpattern = '\\d'\n").text == "pattern = '\\d'\n"
    assert not recwarn.list


@pytest.mark.filterwarnings("error")
def test_strict_warning_filters_do_not_turn_escapes_into_errors():
    Source.parse("pattern = '\\d'\n")


@pytest.mark.parametrize(
    ("text", "kind", "line", "column"),
    [
        ("x = 1\ny = '\0'", "null_byte", 2, 6),
        ("x = '\ud800'", "not_text", 1, 6),
        ("x = 1\n" * 40_000, "too_large", 1, 1),
        ("\n" * 30_000, "too_large", 20_000, 1),
        ("x = 1\n#" + "a" * 30_000, "too_large", 2, 1),
        ("x = (1 +\n" + "(" * 60, "too_deep", 2, 50),
    ],
    ids=["null", "surrogate", "long", "lines", "line", "deep"],
)
def test_what_is_not_given_to_the_parser_is_explained_with_its_place(text, kind, line, column):
    error = refused(text)
    assert (error.kind, error.line, error.column) == (kind, line, column)
    assert error.text.isprintable()
    assert error.code.isprintable()
    assert len(error.code) <= 200
    assert error.summary.en.startswith("Line ")
    assert error.summary.zh.startswith("第 ")


N = 9_000  # repeats, so that a text stays below the limit of size
HOSTILE = {
    "parentheses": "x = " + "(" * N + "1" + ")" * N,
    "open brackets": "[" * N,
    "brackets of all kinds": "({[" * 6_000,
    "sum": "x = 1" + "+1" * 9_000,
    "attributes": "x = a" + ".b" * 9_000,
    "attributes over lines": "x = (a" + "\n.b" * 9_000 + ")",
    "dotted import": "import a" + ".a" * 9_000,
    "dotted from": "from a" + ".a" * 9_000 + " import b",
    "calls": "f" + "()" * 9_000,
    "subscripts": "f" + "[0]" * 6_000,
    "minus": "x = " + "-" * N + "1",
    "not": "x = " + "not " * 4_000 + "1",
    "await": "async def f():\n    return " + "await " * 3_000 + "x",
    "powers": "x = 1" + "**1" * 6_000,
    "lambdas": "x = " + "lambda: " * 2_000 + "1",
    "lambdas of two": "x = " + "lambda a, b: " * 1_500 + "1",
    "lambdas as defaults": "x = " + "lambda a=" * 1_500 + "1" + ": 1" * 1_500,
    "conditionals": "x = " + "1 if a else " * 1_600 + "1",
    "comparisons": "x = 1" + " < 1" * 4_000,
    "elif": "if a: pass\n" + "elif a: pass\n" * 9_000,
    "indentation": "".join(" " * i + "if a:\n" for i in range(600)) + " " * 600 + "pass",
    "tabs": "".join("\t" * i + "if a:\n" for i in range(600)) + "\t" * 600 + "pass",
    "sum in an f-string": "x = f'{1" + "+1" * 9_000 + "}'",
    "sum behind a string in an f-string": 'x = f\'{"}"' + "+1" * 9_000 + "}'",
    "parentheses in an f-string": "x = f'{" + "(" * 9_000 + "1" + ")" * 9_000 + "}'",
    "lambda in a format spec": "x = f'{a:{" + "(lambda: " * 1_000 + "1" + ")" * 1_000 + "}}'",
    "f-strings in f-strings": "x = " + "f'{" * 4_000 + "1" + "}'" * 4_000,
    "fields": "x = f'" + "{a}" * 6_000 + "'",
    "decorators": "@a" + "\n@a" * 9_000 + "\ndef f(): pass",
    "assignments": "a = " * 4_000 + "1",
    "open string": "x = '''" + "a'" * 9_000,
    "long number": "x = " + "9" * 19_000,
    "continued lines": "x = 1 \\\n" * 9_000,
    "nested finally": "".join(" " * i + "try:\n" + " " * i + " a\n" + " " * i + "finally:\n" for i in range(38))
    + " " * 39
    + "a",
    "aliases": "".join(f"a{i + 1} = a{i}\n" for i in range(9_000)) + "def f(): return a9000\n",
    "bindings": "from torch import *\n" + "f = f\n" * 15_000,
    "chained functions": "".join(f"def f{i}(): return f{i + 1}()\n" for i in range(5_000)),
    "methods": "class f:\n" + "".join(f" def f{i}(self): self.f{i + 1}\n" for i in range(5_000)),
    "bases": "class f(g): pass\n" * 3_000 + "class g(" + "f, " * 5_000 + "): pass\n",
    "imports of everything": "".join(f"from m{i} import *\n" for i in range(2_000))
    + "def f():\n"
    + " b, c, d\n" * 9_000,
}
READ_IT = """
import sys
from autograder.grading.source import Source, SourceError
text = sys.stdin.read()
try:
    source = Source.parse(text)
except SourceError as error:
    print("refused", error.kind)
else:
    source.functions(), source.calls("torch.cdist"), source.close_names("f"), source.line_of("f.f0")
    for name in ("f", "f0", "f.f0", "x"):
        source.calls_in(name, "torch.cdist"), source.has_loop(name)
    print("read")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_or_refused_soon_and_never_end_the_interpreter(name):
    ended = subprocess.run(
        [sys.executable, "-c", READ_IT], input=HOSTILE[name], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert ended.stdout.startswith(("read", "refused"))


DEEP = sorted(set(HOSTILE) - {
    "continued lines", "aliases", "bindings", "chained functions", "methods", "bases", "imports of everything",
    "decorators", "open string", "long number", "f-strings in f-strings", "lambda in a format spec", "nested finally",
})  # fmt: skip


@pytest.mark.parametrize("name", DEEP)
def test_deep_texts_are_refused_before_the_parser_sees_them(name):
    obstacle = nesting.find_obstacle(HOSTILE[name])
    assert obstacle is not None
    assert obstacle.kind == "too_deep"


@pytest.mark.parametrize("nested_quotes", [False, True], ids=["as in 3.11", "as since 3.12"])
def test_f_strings_are_looked_into_by_the_rules_of_either_python(monkeypatch, nested_quotes):
    monkeypatch.setattr(nesting, "_NESTED_QUOTES", nested_quotes)
    long_sum = "+1" * 600
    for deep in (
        "f'{1" + long_sum + "}'",
        'f"""{1\n' + long_sum + '}"""',
        "rf'\\{1" + long_sum + "}'",
        "f'{a:{1" + long_sum + "}}'",
        "f'{{{1" + long_sum + "}}}'",
        'f\'{"}"' + long_sum + "}'",
        "f'\\N{DASH}' + 1" + long_sum,
        "f'{a!r}' '{' f'}}' + 1" + long_sum,
    ):
        assert nesting.find_obstacle(f"x = {deep}\n") is not None, deep[:30]
    for flat in (
        "f'{a}" + long_sum + "'",
        "f'{{" + long_sum + "}}'",
        "f'{a:" + ".1" * 600 + "}'",
        "'{" + long_sum + "}'",
    ):
        assert nesting.find_obstacle(f"x = {flat}\n") is None, flat[:30]


def test_f_strings_in_f_strings_are_followed_since_python_312(monkeypatch):
    monkeypatch.setattr(nesting, "_NESTED_QUOTES", True)
    assert nesting.find_obstacle("x = f'{f'{f'{a}'}'}'\ny = [f'{b['k']}', 1]\n") is None
    assert nesting.find_obstacle("x = " + "f'{" * 60 + "1" + "}'" * 60) is not None
    assert nesting.find_obstacle("x = f'{a['k']" + "+1" * 600 + "}'") is not None


def depth(tree: ast.AST) -> int:
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        waiting += [(child, level + 1) for child in ast.iter_child_nodes(node)]
    return deepest


PIECES = st.sampled_from(
    [
        "a.b", "(a)", "[a, b]", "{a: b}", "f(a)", "-a", "not a", "lambda: a", "lambda a, b: a", "a if b else c",
        "a + b", "f'{a}'", 'f"{a!r:>{b}}"', "'text (('", "f'{{ (( {a}'", "[a for b in c]", "a[b:c]", "1.5e-3",
        "rf'\\{a}'",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(PIECES, min_size=1, max_size=5),
    st.integers(1, 60),
    st.sampled_from(["({})", "[{}]", "f({})", "-{}", "{}.a", "lambda: {}"]),
)
def test_what_passes_the_guard_is_parsed_into_a_shallow_tree(pieces, times, wrapper):
    expression = f"[{', '.join(pieces)}]"
    for _ in range(times):
        expression = wrapper.format(expression)
    text = f"x = {expression}\n"
    if nesting.find_obstacle(text) is None:
        assert depth(ast.parse(text)) <= 3 * nesting.MAX_DEPTH
    else:
        assert times > 25


@settings(deadline=None)
@given(st.text("()[]{}'\"f:,.+-\\\n #ar{}lambda!=", max_size=60))
def test_any_text_is_either_parsed_or_refused(text):
    try:
        ast.parse(text)
        is_python = True
    except (SyntaxError, ValueError):
        is_python = False
    kind, words = "", ""
    try:
        Source.parse(text).uses("torch.cdist")
    except SourceError as error:
        kind, words = error.kind, error.text
    assert is_python == (kind == "") or kind == "too_deep" or "outside function" in words


def test_ordinary_files_are_never_refused():
    folder = Path(torch.__file__).parent / "nn" / "modules"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py"))]
    assert len(texts) > 20
    for text in texts:
        assert nesting.find_obstacle(text) is None
        found = Source.parse(text)
        assert set(found.functions()) >= {
            n.name for n in found.tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)
        }


def test_walking_gives_every_node_and_parents_first():
    tree = ast.parse("def f(a): return [a, b + 1]")
    nodes = list(walk(tree))
    assert len(nodes) == len(list(ast.walk(tree)))
    assert isinstance(nodes[0], ast.Module)
    assert [node.id for node in nodes if isinstance(node, ast.Name)] == ["a", "b"]
