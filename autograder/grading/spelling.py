"""A request of a check, as people write it: `pipe(x)`, `pipe[i]`, `len(pipe)`, `counter.value`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course import Unit
from autograder.grading.describe import MAX_CALL, describe_call
from autograder.grading.printable import clean
from autograder.jail.proxies import Proxy
from autograder.jail.remote import Call

_OPERATIONS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {  # as it is written, its method, and its arguments
    "getitem": ("{thing}[i]", "__getitem__", ("i",)),
    "setitem": ("{thing}[i] = value", "__setitem__", ("i", "value")),
    "len": ("len({thing})", "__len__", ()),
    "contains": ("item in {thing}", "__contains__", ("item",)),
    "items": ("list({thing})", "__iter__", ()),
}


@dataclass(frozen=True)
class Spelled:
    """Arguments and names are those of the function that the check asked about: what was watched is no part of it."""

    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    parameters: tuple[str, ...]
    is_complete: bool  # the name says it all; else its arguments follow

    def described(self, *, values: bool) -> tuple[str, tuple[str, ...]]:
        """As Python, and what the arguments were; their numbers and texts only if `values` is true."""
        called, arguments = describe_call(self.name, self.args, self.kwargs, self.parameters, values=values)
        return (clean(self.name, MAX_CALL) if self.is_complete else called), arguments


def spelled(call: Call, unit: Unit) -> Spelled:
    """How people write this request."""
    name, args, is_complete = call.name, call.args, False
    what, _, thing = name.partition(" of ")
    match call.op:
        case "training":
            name, args = name.removeprefix("training with "), args[2:]
        case "trace" | "called":
            name = thing
        case "vjp":
            inner = _of_a_call(unit, thing)
            return Spelled(f"{what} of {inner[0]}", tuple(args[0]), call.kwargs, inner[1], is_complete=False)
        case "operate" if what in _OPERATIONS:
            written, _, parameters = _OPERATIONS[what]
            return Spelled(written.format(thing=_thing(thing)), args, call.kwargs, parameters, is_complete=True)
        case "get":
            is_complete = True
        case "set":
            return Spelled(f"{_thing(name)} value", args, call.kwargs, ("value",), is_complete=True)
        case "inspect":
            args, is_complete = tuple(arg for arg in args if not isinstance(arg, Proxy)), True
    name, parameters = _of_a_call(unit, name)
    return Spelled(name, args, call.kwargs, parameters, is_complete)


def method_of(call: Call) -> tuple[str, str]:
    """The class and the method that a request went to, as far as its name tells; else "" for the class."""
    what, _, thing = call.name.partition(" of ")
    if call.op == "operate" and what in _OPERATIONS:
        return thing, _OPERATIONS[what][1]
    owner, _, method = call.name.rpartition(".")
    return owner, method


def _of_a_call(unit: Unit, name: str) -> tuple[str, tuple[str, ...]]:
    """A call's name as people write it, and the names of its parameters: `Pipe.__call__` is `pipe(x)`."""
    owner, dot, method = name.rpartition(".")
    if not dot or method != "__call__":
        return name, unit.parameters.get(name, ())
    return _thing(owner), unit.parameters.get(name) or unit.parameters.get(f"{owner}.forward", ())


def _thing(label: str) -> str:
    """An object, called after its class."""
    words = label.removeprefix("the ")
    return words[:1].lower() + words[1:]
