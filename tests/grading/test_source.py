"""`Source`: what the judge finds out about a student's file without running it."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from autograder.grading.scopes import walk
from autograder.grading.source import Forbidden, Source


def source(text: str) -> Source:
    return Source.parse(dedent(text).lstrip("\n"), "u04.py")


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


def test_walking_gives_every_node_and_parents_first():
    tree = ast.parse("def f(a): return [a, b + 1]")
    nodes = list(walk(tree))
    assert len(nodes) == len(list(ast.walk(tree)))
    assert isinstance(nodes[0], ast.Module)
    assert [node.id for node in nodes if isinstance(node, ast.Name)] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "from torch import cdist as pairwise\n",
        "from torch import cdist\npairwise = cdist\n",
        "import torch\nif torch:\n    from torch import cdist as pairwise\n",
    ],
)
def test_a_function_that_is_imported_under_its_name_is_seen(text):
    source = Source.parse(text)
    assert source.calls_in("pairwise", "torch.cdist")
    assert source.calls_in("pairwise", "*.cdist")
    assert not source.calls_in("pairwise", "torch.norm")


def test_a_class_that_is_imported_from_a_package_within_counts_as_the_package_too():
    source = Source.parse("from torch.optim import SGD\n")
    assert source.calls_in("SGD", "torch.optim.SGD")
    assert source.calls_in("SGD", "torch.optim")
    assert not source.calls_in("SGD", "torch.optim.Adam")
