"""Which name means what in a parsed file: the scopes, what each name is bound to, and the dotted names behind it.

Flow is not followed: a name stands for everything that it is bound to anywhere in its scope. Nothing here recurses,
since the tree is other people's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

MAX_ALIASES = 16  # steps from an alias to what it stands for, and meanings of one name
MAX_PARTS = 12  # of a dotted name

_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass(frozen=True, eq=False)
class Binding:
    """One place that binds a name.

    Attributes:
        origin: a dotted name (an import), a node (a definition, or the expression that was assigned), or None.
    """

    line: int
    column: int
    origin: str | ast.AST | None


@dataclass(eq=False)
class Scope:
    """A module, class, function or comprehension."""

    node: ast.AST
    parent: Scope | None = None
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    outward: dict[str, Scope] = field(default_factory=dict)  # names declared global or nonlocal

    def bind(self, name: str, binding: Binding) -> None:
        """Add a binding, in the scope that a `global` or `nonlocal` means."""
        scope = self.outward.get(name, self)
        while scope is not self and scope.parent is not None and name not in scope.bindings:
            scope = scope.parent
        scope.bindings.setdefault(name, []).append(binding)


def walk(root: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a subtree, a parent before its children and these in order."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(list(ast.iter_child_nodes(node))))


class Scopes:
    """The scopes of one module."""

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(tree)
        self._scope_of: dict[ast.AST, Scope] = {}  # of every Name
        self._stars: dict[str, None] = {}  # modules of `import *`, in order
        self._names: dict[tuple[Scope, str], frozenset[str]] = {}
        self._put: list[tuple[ast.Name, ast.expr]] = []
        self._build(tree)

    @cached_property
    def contents(self) -> dict[str, list[ast.expr]]:
        """What was put into the module's own names by `name[key] = ...`, `name.attribute = ...` or `name += ...`."""
        found: dict[str, list[ast.expr]] = {}
        for name, value in self._put:
            if self.home(name) is self.module:
                found.setdefault(name.id, []).append(value)
        return found

    @cached_property
    def defined(self) -> dict[str, list[Binding]]:
        """What the module binds at its top level, in the file's order."""
        places = {name: sorted(found, key=_place) for name, found in self.module.bindings.items()}
        return dict(sorted(places.items(), key=lambda item: _place(item[1][0])))

    def home(self, name: ast.Name) -> Scope | None:
        """The scope that binds a name; None for builtins and what `import *` may bring."""
        scope: Scope | None = self._scope_of.get(name, self.module)
        first = scope
        while scope is not None:
            scope = scope.outward.get(name.id, scope)
            is_visible = scope is first or not isinstance(scope.node, ast.ClassDef)
            if is_visible and name.id in scope.bindings:
                return scope
            scope = scope.parent
        return None

    def dotted(self, node: ast.AST) -> frozenset[str]:
        """The dotted names that an expression may stand for, seen through imports and aliases; empty for anything else.

        `getattr(torch, "cdist")` and `importlib.import_module("torch")` are seen through as well.
        """
        root, parts = _chain(node)
        if isinstance(root, ast.Name):
            return frozenset(_join(name, parts) for name in self._meanings(root))
        if isinstance(root, str):
            return frozenset([_join(root, parts)])
        return frozenset()

    # -------------------------------------------------------------- meanings

    def _meanings(self, name: ast.Name) -> frozenset[str]:
        home = self.home(name)
        if home is None:
            return frozenset([name.id, *(f"{star}.{name.id}" for star in islice(self._stars, MAX_ALIASES))])
        known = self._names.get((home, name.id))
        if known is None:
            known = self._names[home, name.id] = frozenset(islice(self._followed(home, name.id), MAX_ALIASES))
        return known

    def _followed(self, home: Scope, name: str) -> Iterator[str]:
        """The imports and builtins that a bound name stands for, through at most `MAX_ALIASES` aliases."""
        waiting: list[tuple[Scope, str, tuple[str, ...]]] = [(home, name, ())]
        seen = set(waiting)
        while waiting and len(seen) <= MAX_ALIASES:
            scope, alias, suffix = waiting.pop()
            for binding in scope.bindings[alias][:MAX_ALIASES]:
                if isinstance(binding.origin, str):
                    yield _join(binding.origin, suffix)
                elif isinstance(binding.origin, ast.expr):
                    root, parts = _chain(binding.origin)
                    if isinstance(root, str):
                        yield _join(root, (*parts, *suffix))
                    elif isinstance(root, ast.Name):
                        further = self.home(root)
                        if further is None:
                            yield _join(root.id, (*parts, *suffix))
                        elif len(parts) + len(suffix) <= MAX_PARTS:
                            state = (further, root.id, (*parts, *suffix))
                            waiting += [] if state in seen else [state]
                            seen.add(state)

    # -------------------------------------------------------------- building

    def _build(self, tree: ast.Module) -> None:
        waiting: list[tuple[ast.AST, Scope]] = [(tree, self.module)]
        bound: list[tuple[Scope, str, Binding]] = []
        while waiting:
            node, scope = waiting.pop()
            bound += [(scope, name, binding) for name, binding in _bound_by(node)]
            match node:
                case ast.Name():
                    self._scope_of[node] = scope
                case ast.Global():
                    scope.outward.update(dict.fromkeys(node.names, self.module))
                case ast.Nonlocal() if scope.parent is not None:
                    scope.outward.update(dict.fromkeys(node.names, scope.parent))
                case ast.ImportFrom() if any(alias.name == "*" for alias in node.names):
                    self._stars[_module_of(node)] = None
                case ast.NamedExpr():
                    place = Binding(node.lineno, node.col_offset, node.value)
                    bound.append((_outside(scope), node.target.id, place))
                case ast.Assign() | ast.AugAssign():
                    self._put += _stored(node)
            waiting.extend(reversed(list(_children(node, scope))))
        for scope, name, binding in sorted(bound, key=lambda each: each[1] in each[0].outward):
            scope.bind(name, binding)


def _children(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
    """The children of a node, each with the scope in which it stands."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Lambda():
            inside = Scope(node, scope)
            body: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else list(node.body)
            mine = set(map(id, body))
            for child in ast.iter_child_nodes(node):  # decorators, bases and defaults stand outside
                yield child, inside if id(child) in mine else scope
            if not isinstance(node, ast.ClassDef):
                for parameter in _parameters(node.args):
                    yield parameter, inside
        case ast.arguments():
            for default in (*node.defaults, *node.kw_defaults):
                if default is not None:
                    yield default, scope
        case ast.NamedExpr():
            yield node.value, scope
            yield node.target, _outside(scope)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            inside = Scope(node, scope)
            for child in ast.iter_child_nodes(node):
                yield child, inside
        case _:
            for child in ast.iter_child_nodes(node):
                yield child, scope


def _outside(scope: Scope) -> Scope:
    """Where a walrus binds: outside of comprehensions."""
    while isinstance(scope.node, _COMPREHENSIONS) and scope.parent is not None:
        scope = scope.parent
    return scope


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    starred = [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *starred]


def _bound_by(node: ast.AST) -> Iterator[tuple[str, Binding]]:
    """The names that a node itself binds."""
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            yield node.name, Binding(line, column, node)
        case ast.arg():
            yield node.arg, Binding(line, column, None)
        case ast.Import():
            for alias in node.names:
                origin = alias.name if alias.asname else alias.name.partition(".")[0]
                yield alias.asname or origin, Binding(line, column, origin)
        case ast.ImportFrom():
            for alias in node.names:
                if alias.name != "*":
                    yield alias.asname or alias.name, Binding(line, column, f"{_module_of(node)}.{alias.name}")
        case ast.Assign():
            for target in node.targets:
                yield from _assigned(target, node.value)
        case ast.AnnAssign() if node.value is not None:
            yield from _assigned(node.target, node.value)
        case ast.Name() if isinstance(node.ctx, ast.Store):
            yield node.id, Binding(line, column, None)
        case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar() if node.name is not None:
            yield node.name, Binding(line, column, None)
        case ast.MatchMapping() if node.rest is not None:
            yield node.rest, Binding(line, column, None)


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, Binding]]:
    """The names that an assignment binds, each to its own part of the value where that can be seen."""
    for one, its in _pairs(target, value):
        if isinstance(one, ast.Name):
            yield one.id, Binding(one.lineno, one.col_offset, its)


def _stored(node: ast.Assign | ast.AugAssign) -> Iterator[tuple[ast.Name, ast.expr]]:
    """Names into which something is put without binding them, and what."""
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        for one, its in _pairs(target, node.value):
            inner = one
            while isinstance(inner, ast.Attribute | ast.Subscript | ast.Starred):
                inner = inner.value
            if isinstance(inner, ast.Name) and (inner is not one or isinstance(node, ast.AugAssign)):
                yield inner, its


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if not isinstance(target, ast.Tuple | ast.List):
        return [(target, value)]
    if isinstance(value, ast.Tuple | ast.List) and len(target.elts) == len(value.elts):
        return list(zip(target.elts, value.elts, strict=True))
    return [(each, value) for each in target.elts]


def _module_of(node: ast.ImportFrom) -> str:
    return "." * node.level + (node.module or "")


def _chain(node: ast.AST) -> tuple[ast.AST | str | None, tuple[str, ...]]:
    """The root of `root.a.b` with its parts ("a", "b"); an imported module's name as a text; None for long chains."""
    parts: list[str] = []
    while len(parts) <= MAX_PARTS:
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.NamedExpr):
            node = node.value
        elif isinstance(node, ast.Call) and (name := constant_attribute(node)) is not None:
            parts.append(name)
            node = node.args[0]
        elif isinstance(node, ast.Call) and (module := _imported(node)) is not None:
            return module, tuple(reversed(parts))
        else:
            return node, tuple(reversed(parts))
    return None, ()


def constant_attribute(call: ast.Call) -> str | None:
    """ "cdist" for `getattr(x, "cdist")`."""
    if isinstance(call.func, ast.Name) and call.func.id == "getattr" and len(call.args) in (2, 3):
        name = call.args[1]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            return name.value
    return None


def _imported(call: ast.Call) -> str | None:
    """ "torch" for `__import__("torch")` and `import_module("torch")`."""
    called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if called in ("__import__", "import_module") and call.args and isinstance(call.args[0], ast.Constant):
        name = call.args[0].value
        return name if isinstance(name, str) else None
    return None


def _join(name: str, parts: tuple[str, ...]) -> str:
    return ".".join([name, *parts]).removeprefix("builtins.")


def _place(binding: Binding) -> tuple[int, int]:
    return binding.line, binding.column
