"""Ordinary mutations of a solution: what becomes of it when an operator, a constant, an argument or a line is wrong.

Each mutant differs from the solution in one place between the marks. Mutations that Python would not notice (texts of
exceptions, annotations, docstrings) are not made.
"""

from __future__ import annotations

import ast
import difflib
from dataclasses import dataclass
from itertools import pairwise

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from autograder.course.marks import find_regions

REMOVED = "(removed)"

_ARITHMETIC: dict[type[cst.BaseBinaryOp], type[cst.BaseBinaryOp]] = {
    cst.Add: cst.Subtract,
    cst.Subtract: cst.Add,
    cst.Multiply: cst.Divide,
    cst.Divide: cst.Multiply,
    cst.FloorDivide: cst.Divide,
    cst.Modulo: cst.FloorDivide,
    cst.Power: cst.Multiply,
    cst.MatrixMultiply: cst.Multiply,
    cst.BitAnd: cst.BitOr,
    cst.BitOr: cst.BitAnd,
}
_COMPARISONS: dict[type[cst.BaseCompOp], tuple[type[cst.BaseCompOp], ...]] = {
    cst.LessThan: (cst.LessThanEqual, cst.GreaterThan),
    cst.LessThanEqual: (cst.LessThan,),
    cst.GreaterThan: (cst.GreaterThanEqual, cst.LessThan),
    cst.GreaterThanEqual: (cst.GreaterThan,),
    cst.Equal: (cst.NotEqual,),
    cst.NotEqual: (cst.Equal,),
    cst.In: (cst.NotIn,),
    cst.NotIn: (cst.In,),
    cst.Is: (cst.IsNot,),
    cst.IsNot: (cst.Is,),
}
_ASSIGNING: dict[type[cst.BaseAugOp], type[cst.BaseAugOp]] = {
    cst.AddAssign: cst.SubtractAssign,
    cst.SubtractAssign: cst.AddAssign,
    cst.MultiplyAssign: cst.DivideAssign,
    cst.DivideAssign: cst.MultiplyAssign,
}


@dataclass(frozen=True)
class Mutant:
    """A solution with one thing changed.

    Attributes:
        function: the function or class at top level in which it is.
        line: of the solution.
        before, after: the code of that line, `after` is "(removed)" where it is gone.
    """

    function: str
    line: int
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """What it is called in `[verify] equivalent`; does not change when lines above it do."""
        return f"{self.function}: {self.before} -> {self.after}"

    def diff(self, solution: str) -> str:
        """The change, as a unified diff without context."""
        lines = difflib.unified_diff(solution.splitlines(), self.source.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def mutants(solution: str) -> list[Mutant]:
    """Every mutant of a solution once, in the order of its lines.

    Raises:
        SyntaxError, MarkError: as for a course that does not load.
    """
    tree = ast.parse(solution)
    regions, _ = find_regions(solution, tree)
    marked = {line for region in regions for line in range(region.begin + 1, region.end)}
    homes = {
        line: node.name
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    wrapper = MetadataWrapper(cst.parse_module(solution))
    finder = _Finder(marked & set(homes))
    wrapper.visit(finder)
    found: dict[str, Mutant] = {}
    original = ast.dump(tree)
    for line, node, replacement in finder.found:
        code = _replaced(wrapper.module, node, replacement)
        try:
            same = ast.dump(ast.parse(code)) == original
        except SyntaxError:
            continue
        if not same and code not in found:
            before, after = _changed(solution, code)
            found[code] = Mutant(homes[line], line, before, REMOVED if replacement is None else after, code)
    return sorted(found.values(), key=lambda mutant: mutant.line)


def _replaced(module: cst.Module, node: cst.CSTNode, replacement: cst.CSTNode | None) -> str:
    if replacement is None:
        return module.visit(_Removing(node)).code
    changed = module.deep_replace(node, replacement)
    assert isinstance(changed, cst.Module)  # noqa: S101 - only a part of it is replaced
    return changed.code


def _changed(solution: str, code: str) -> tuple[str, str]:
    """The lines that differ, without their indent."""
    before, after = solution.splitlines(), code.splitlines()
    removed: list[str] = []
    added: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += [_code_of(line) for line in before[a:b]]
            added += [_code_of(line) for line in after[c:d]]
    return " ".join(filter(None, removed)), " ".join(filter(None, added))


def _code_of(line: str) -> str:
    return line.partition("  # ")[0].strip()


class _Removing(cst.CSTTransformer):
    """Puts `pass` in the place of one statement."""

    def __init__(self, node: cst.CSTNode) -> None:
        super().__init__()
        self._node = node

    def on_leave(self, original_node: cst.CSTNode, updated_node: cst.CSTNode) -> cst.CSTNode:  # type: ignore[override]
        if original_node is not self._node:
            return updated_node
        return cst.SimpleStatementLine([cst.Pass()])


class _Finder(cst.CSTVisitor):
    """Collects (line, node, what it becomes); None for a statement that is removed."""

    METADATA_DEPENDENCIES = (PositionProvider, ParentNodeProvider)

    def __init__(self, lines: set[int]) -> None:
        super().__init__()
        self._lines = lines
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode | None]] = []

    def _add(self, node: cst.CSTNode, *replacements: cst.CSTNode | None) -> None:
        line = self.get_metadata(PositionProvider, node).start.line
        if line in self._lines:
            self.found += [(line, node, replacement) for replacement in replacements]

    # What Python does not run, or nobody checks

    def visit_Annotation(self, node: cst.Annotation) -> bool:
        return False

    def visit_Raise(self, node: cst.Raise) -> bool:
        return False  # its text is free, and its type is a check's business: see `_statement`

    def visit_FormattedString(self, node: cst.FormattedString) -> bool:
        return False

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        for each in node.params.params:
            if isinstance(each.default, cst.Integer):
                self.visit_Integer(each.default)

    # Lines

    def visit_SimpleStatementLine(self, node: cst.SimpleStatementLine) -> None:
        first = node.body[0]
        is_text = isinstance(first, cst.Expr) and isinstance(first.value, (cst.SimpleString, cst.ConcatenatedString))
        if not is_text and not isinstance(first, (cst.Pass, cst.Import, cst.ImportFrom)):
            self._add(node, None)

    def visit_If(self, node: cst.If) -> None:
        self._add(node, node.with_changes(test=cst.Name("True")), node.with_changes(test=cst.Name("False")))

    def visit_IfExp(self, node: cst.IfExp) -> None:
        self._add(node, _bracketed(node.body), _bracketed(node.orelse))

    # Operators

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        other = _ARITHMETIC.get(type(node.operator))
        if other is not None:
            self._add(node, node.with_changes(operator=_spaced(other, node.operator)))
        if isinstance(node.operator, (cst.Subtract, cst.Divide, cst.FloorDivide, cst.MatrixMultiply, cst.Power)):
            self._add(node, node.with_changes(left=_bracketed(node.right), right=_bracketed(node.left)))

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        other = _ASSIGNING.get(type(node.operator))
        if other is not None:
            self._add(node, node.with_changes(operator=other()))

    def visit_Comparison(self, node: cst.Comparison) -> None:
        for index, target in enumerate(node.comparisons):
            for other in _COMPARISONS.get(type(target.operator), ()):
                changed = target.with_changes(operator=_spaced_comparison(other))
                comparisons = [*node.comparisons[:index], changed, *node.comparisons[index + 1 :]]
                self._add(node, node.with_changes(comparisons=comparisons))

    def visit_BooleanOperation(self, node: cst.BooleanOperation) -> None:
        other = cst.Or if isinstance(node.operator, cst.And) else cst.And
        self._add(node, node.with_changes(operator=other()), _bracketed(node.left), _bracketed(node.right))

    def visit_UnaryOperation(self, node: cst.UnaryOperation) -> bool:
        self._add(node, _bracketed(node.expression))
        return not (
            isinstance(node.operator, cst.Minus) and isinstance(node.expression, cst.Integer) and self._axis(node)
        )

    def _axis(self, node: cst.UnaryOperation) -> bool:
        """-1 becomes -2 and 1; that its 1 becomes 2 as well would be the same again."""
        value = int(cst.ensure_type(node.expression, cst.Integer).value)
        self._add(node, node.with_changes(expression=cst.Integer(str(value + 1))), cst.Integer(str(value - 1)))
        return True

    # Constants

    def visit_Integer(self, node: cst.Integer) -> None:
        value = int(node.value, 0)
        self._add(node, cst.Integer(str(value + 1)), *([cst.Integer(str(value - 1))] if value else [_minus_one()]))

    def visit_Float(self, node: cst.Float) -> None:
        value = float(node.value)
        self._add(node, cst.Float(repr(2 * value) if value else "1.0"))

    def visit_Name(self, node: cst.Name) -> None:
        if node.value in ("True", "False"):
            self._add(node, cst.Name("False" if node.value == "True" else "True"))

    def visit_Attribute(self, node: cst.Attribute) -> None:
        other = _DTYPES.get(node.attr.value)
        if other is not None and isinstance(node.value, cst.Name) and node.value.value in ("torch", "np"):
            self._add(node, node.with_changes(attr=cst.Name(other)))

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        text, parent = node.raw_value, self.get_metadata(ParentNodeProvider, node)
        if isinstance(parent, cst.Arg) and len(text) > 1:
            for index in range(len(text) - 1):
                a, b = text[index], text[index + 1]
                if a != b and a.isalpha() and b.isalpha():
                    swapped = text[:index] + b + a + text[index + 2 :]
                    self._add(node, node.with_changes(value=f"{node.quote}{swapped}{node.quote}"))

    # Arguments

    def visit_Call(self, node: cst.Call) -> None:
        plain = [index for index, arg in enumerate(node.args) if arg.keyword is None and not arg.star]
        for left, right in pairwise(plain):
            args = list(node.args)
            args[left] = node.args[left].with_changes(value=node.args[right].value)
            args[right] = node.args[right].with_changes(value=node.args[left].value)
            self._add(node, node.with_changes(args=args))
        for index, arg in enumerate(node.args):
            if arg.keyword is not None:
                rest = [*node.args[:index], *node.args[index + 1 :]]
                if rest:
                    rest[-1] = rest[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
                self._add(node, node.with_changes(args=rest))
        if isinstance(node.func, cst.Attribute) and not node.args and not _is_package(node.func.value):
            self._add(node, node.func.value)  # x.clone() -> x

    def visit_Subscript(self, node: cst.Subscript) -> None:
        for left, right in pairwise(range(len(node.slice))):
            parts = list(node.slice)
            parts[left] = node.slice[left].with_changes(slice=node.slice[right].slice)
            parts[right] = node.slice[right].with_changes(slice=node.slice[left].slice)
            self._add(node, node.with_changes(slice=parts))


_DTYPES = {
    "float32": "float64",
    "float64": "float32",
    "int64": "int32",
    "uint8": "int64",
    "bool": "int64",
    "float": "double",
    "long": "int",
}


def _minus_one() -> cst.UnaryOperation:
    return cst.UnaryOperation(cst.Minus(whitespace_after=cst.SimpleWhitespace("")), cst.Integer("1"))


def _bracketed(node: cst.BaseExpression) -> cst.BaseExpression:
    if isinstance(node, (cst.Name, cst.Call, cst.Subscript, cst.Attribute, cst.Integer, cst.Float)) or node.lpar:
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _spaced(kind: type[cst.BaseBinaryOp], like: cst.BaseBinaryOp) -> cst.BaseBinaryOp:
    return kind(whitespace_before=like.whitespace_before, whitespace_after=like.whitespace_after)  # type: ignore[call-arg, attr-defined]


def _spaced_comparison(kind: type[cst.BaseCompOp]) -> cst.BaseCompOp:
    return kind()


def _is_package(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value in ("torch", "np", "numpy", "math", "F", "nn")
