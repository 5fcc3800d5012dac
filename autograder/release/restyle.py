"""A solution as students hand theirs in: with prints, warnings, a main block, an extra helper, no type hints."""

from __future__ import annotations

import ast

_TOP = """
import sys
import warnings

print("checking my work")  # 看看结果
print("a note of mine", file=sys.stderr)
warnings.warn("this is only a warning", stacklevel=1)
"""

_END = '''

# 下面是我自己的小工具，作业没有要求
def my_own_helper_that_nobody_asked_for(x):
    """帮我看一眼数值。"""
    return x


MY_OWN_NOTES = {"done": True, "名字": "张量"}

if __name__ == "__main__":
    print("run as a program")
    raise SystemExit(my_own_helper_that_nobody_asked_for(3))
'''


def restyled(source: str) -> str:
    """The same answers: functions also print, type hints and comments are gone, and what nobody asked for is there.

    Raises:
        SyntaxError: `source` is no Python.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if not node.decorator_list:  # a decorator may read them: `BLOCK: tl.constexpr`
                _unhint(node)
            node.body.insert(_after_docstring(node.body), _print(f"in {node.name}"))
    top = ast.parse(_TOP).body
    place = _after_docstring(tree.body)
    while place < len(tree.body) and _is_future(tree.body[place]):
        place += 1
    tree.body[place:place] = top
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n" + _END


def _unhint(node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    arguments = node.args
    for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg):
        if each is not None:
            each.annotation = None
    node.returns = None


def _print(text: str) -> ast.stmt:
    return ast.parse(f"print({text!r})").body[0]


def _after_docstring(body: list[ast.stmt]) -> int:
    first = body[0]
    return int(
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"
