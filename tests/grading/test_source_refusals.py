"""What `Source` refuses to read, how that is told, and texts that must not harm whoever reads them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.grading import nesting
from autograder.grading.feedback import feedback_for_file
from autograder.grading.intake import Submitted, take_bytes
from autograder.grading.source import Source, SourceError
from autograder.results import Reason


def refused(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        Source.parse(text)
    return caught.value


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
        ("\n" * 30_000, "too_large", 1, 1),
        ("x = 1\n#" + "a" * 30_000, "long_line", 2, 1),
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
    assert error.summary.en.startswith("Line " if error.has_place else "The file was not read: it has ")
    assert error.summary.zh.startswith("第 " if error.has_place else "文件没有读取：共 ")


def test_a_file_that_is_too_large_is_told_so_as_a_whole():
    for text, en, zh in (
        ("x = 1\n" * 40_000, "it has 240,000 characters; at most 200,000", "共 240,000 个字符，最多读取 200,000 个"),
        ("\n" * 30_000, "it has 30,001 lines; at most 20,000", "共 30,001 行，最多读取 20,000 行"),
    ):
        error = refused(text)
        assert error.summary.en == f"The file was not read: {en} are read. Is there data in it?"
        assert error.summary.zh == f"文件没有读取：{zh}。里面是不是放了数据？"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = = 1", Reason.SYNTAX_ERROR),
        ("x = 1\n" * 40_000, Reason.UNREADABLE),
        ("x = 1\n" * 170_000, Reason.UNREADABLE),
        ("\n" * 30_000, Reason.UNREADABLE),
        ("x = 1\n#" + "a" * 30_000, Reason.UNREADABLE),
        ("x = (1 +\n" + "(" * 60, Reason.UNREADABLE),
        ("y = '\0'", Reason.UNREADABLE),
    ],
    ids=["syntax", "240 kB", "1 MB", "lines", "line", "deep", "null"],
)
def test_what_is_not_given_to_the_parser_is_unreadable_and_no_syntax_error(text, reason, u04):
    taken = take_bytes(text.encode())
    assert isinstance(taken, Submitted), "it is small enough to be taken"
    found, feedback = feedback_for_file(u04, refused(taken.text))
    assert found is reason
    assert (feedback.where is None) == feedback.summary.en.startswith("The file was not read")


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
