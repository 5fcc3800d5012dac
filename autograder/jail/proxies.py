"""What a check's body holds: `student` and `reference`, their functions, and handles of objects that stay over there.

They look like the real thing: `m = student.MLP(3, 4)`, `m(x)`, `m.state_dict()`, `student.torch.optim.SGD(...)`.
Plain data comes back as values; everything else as a `Handle`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from torch import Tensor

from autograder.jail.channels import Channel
from autograder.jail.nodes import Node
from autograder.jail.remote import Patience, Program, Remote

FUNCTIONS = frozenset({"builtin_function_or_method", "function", "method", "type"})  # handles that are called by name


class Gradients(NamedTuple):
    """What `vjp` gives back."""

    output: Any
    inputs: list[Tensor | None]  # one for each input; None for those without a gradient
    parameters: dict[str, Tensor | None]  # by name, if the function is a module


class Traced(NamedTuple):
    """What `trace` gives back."""

    value: Any
    operators: list[str]  # torch's, in order: "aten.mul"
    modules: list[str]  # that were called, in order, by name
    steps: int  # operators in all


class Called(NamedTuple):
    """What `called` gives back."""

    value: Any
    modules: list[str]  # that were called, in order, by name


class Training(NamedTuple):
    """What `training` gives back; what it was not asked to tell is empty."""

    value: Any
    steps: int  # of torch's optimizers
    grads: list[dict[str, Tensor | None]]  # that each step found, by name
    weights: list[dict[str, Tensor]]  # that each step left, by name
    modes: list[str]  # of each forward pass: "training", "evaluation, no gradients"
    graphs: int  # of earlier passes that were kept at once; 0 if never more than the last one
    events: list[str]  # "zero_grad", "forward", "backward", "step", in order


class Proxy:
    """Something on the other side that can be named in a request."""

    __slots__ = ("_label", "_node", "_remote")

    _remote: Remote
    _node: Node
    _label: str

    def __init__(self, remote: Remote, node: Node, label: str) -> None:
        object.__setattr__(self, "_remote", remote)
        object.__setattr__(self, "_node", node)
        object.__setattr__(self, "_label", label)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        return self._remote.ask("call", self._node, args, kwargs, name=self._label)

    def __repr__(self) -> str:
        return f"<{self._remote.party}'s {self._label}>"


class Dotted(Proxy):
    """A function, class or package by its dotted name: resolved when it is called."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Dotted:
        if name.startswith("__"):
            raise AttributeError(name)
        return Dotted(self._remote, {**self._node, "path": [*self._node["path"], name]}, f"{self._label}.{name}")


class Handle(Proxy):
    """An object that stays on the other side: a module, an optimizer, a bound method, a generator."""

    __slots__ = ("is_callable", "type_name")

    def __init__(self, remote: Remote, number: int, type_name: str, is_callable: bool) -> None:
        label = type_name if type_name in remote.names else f"the {type_name}"  # a class of the module's own
        super().__init__(remote, {"handle": number, "path": []}, label)
        object.__setattr__(self, "type_name", type_name)
        object.__setattr__(self, "is_callable", is_callable)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        name = self._label if self.type_name in FUNCTIONS else f"{self._label}.__call__"
        return self._remote.ask("call", self._node, args, kwargs, name=name)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        node = {**self._node, "path": [name]}
        value = self._remote.ask("get", node, name=f"{self._label}.{name}")
        if isinstance(value, Handle) and value.type_name in ("method", "builtin_function_or_method"):
            object.__setattr__(value, "_label", f"{self._label}.{name}")
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        self._remote.ask("set", self._node, (value,), name=f"{self._label}.{name} =", operator=name)

    def __getitem__(self, key: Any) -> Any:
        return self._operate("getitem", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._operate("setitem", key, value)

    def __len__(self) -> int:
        length = self._operate("len")
        return length if type(length) is int and length >= 0 else 0

    def __contains__(self, item: Any) -> bool:
        return self._operate("contains", item) is True

    def __iter__(self) -> Iterator[Any]:
        items = self._operate("items")
        return iter(items if type(items) is list else [])

    def __bool__(self) -> bool:
        return True

    def _operate(self, operation: str, *args: Any) -> Any:
        return self._remote.ask("operate", self._node, args, name=f"{operation} of {self._label}", operator=operation)


class Module:
    """A student's module, or the reference's: what the fixtures `student` and `reference` are."""

    def __init__(self, remote: Remote) -> None:
        self.__dict__["_remote"] = remote

    @property
    def torch(self) -> Dotted:
        """The torch package on the other side."""
        return Dotted(self._remote, {"ref": "torch", "path": []}, "torch")

    @property
    def helpers(self) -> Dotted:
        """The unit's helpers.py on the other side."""
        return Dotted(self._remote, {"ref": "helpers", "path": []}, "helpers")

    def vjp(self, function: Any, inputs: Sequence[Tensor], upstream: Any) -> Gradients:
        """Gradients of `function(*inputs)` for the gradient `upstream` of its output.

        The inputs are copied and get `requires_grad`. If `function` is a module, its parameters' gradients come too.
        """
        node, label = function._node, function._label
        output, grads, parameters = self._remote.ask(
            "vjp", node, (list(inputs), upstream), name=f"gradients of {label}"
        )
        return Gradients(output, grads, parameters)

    def state(self, module: Any) -> dict[str, Any]:
        """What a call may change in a module without returning it: "training", "hooks", "requires_grad", "parameters",
        "buffers" and "grads", each by name. Compare it before and after."""
        return self._inspect("state", module)  # type: ignore[no-any-return]

    def structure(self, module: Any) -> dict[str, Any]:
        """What a module is made of: "parameters" and "buffers" (shapes by name), "state_dict" (keys), "modules" (types
        by name)."""
        return self._inspect("structure", module)  # type: ignore[no-any-return]

    def groups(self, parameter_groups: Any, module: Any) -> list[dict[str, Any]]:
        """The parameter groups of an optimizer over there: options, and under "params" the names in `module`."""
        return self._inspect("groups", parameter_groups, module)  # type: ignore[no-any-return]

    def groups_from(self, function: Any, module: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        """The same of the list that `function(module, *args, **kwargs)` returns, which does not leave its process."""
        return self._inspect("groups_from", function, module, *args, **kwargs)  # type: ignore[no-any-return]

    def random_state(self) -> dict[str, str]:
        """A digest of each global random generator over there; equal as long as nobody draws or seeds."""
        return self._inspect("random_state")  # type: ignore[no-any-return]

    def trace(self, function: Any, /, *args: Any, **kwargs: Any) -> Traced:
        """Call a function or module, and tell what was done on the way."""
        value, told = self._remote.ask("trace", function._node, args, kwargs, name=f"trace of {function._label}")
        return Traced(value, told["operators"], told["modules"], told["steps"])

    def called(self, function: Any, /, *args: Any, **kwargs: Any) -> Called:
        """Call a function or module, and tell which modules were called on the way, in order."""
        value, modules = self._remote.ask("called", function._node, args, kwargs, name=f"calls of {function._label}")
        return Called(value, modules)

    def training(
        self, model: Any, function: Any, /, *args: Any, tell: Sequence[str] = ("weights", "modes"), **kwargs: Any
    ) -> Training:
        """Call a function that trains or asks `model`, and tell what happened to the model on the way.

        `tell` chooses from "grads", "weights", "modes", "graphs" and "events": as much as a right answer has in common
        with another right answer, and no more.
        """
        sent = (model, list(tell), *args)
        value, told = self._remote.ask(
            "training", function._node, sent, kwargs, name=f"training with {function._label}"
        )
        empty: dict[str, Any] = {"grads": [], "weights": [], "modes": [], "graphs": 0, "events": []}
        return Training(value, **(empty | told))

    def _inspect(self, what: str, *args: Any, **kwargs: Any) -> Any:
        label = f"{what.replace('_', ' ')} of {args[0]._label}" if args and isinstance(args[0], Proxy) else what
        return self._remote.ask("inspect", {"ref": "torch", "path": []}, args, kwargs, name=label, operator=what)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        remote: Remote = self.__dict__["_remote"]
        node = {"ref": "student", "path": [name]}
        if remote.names.get(name):  # a name that can be called is looked up when it is
            return Dotted(remote, node, name)
        value = remote.ask("get", node, name=name)
        if isinstance(value, Handle):
            object.__setattr__(value, "_label", name)
        return value

    def __repr__(self) -> str:
        return f"<{self._remote.party}>"


def _refer(remote: Remote, value: Any) -> Node | None:
    if not isinstance(value, Proxy):
        return None
    if value._remote is not remote:
        raise TypeError(
            f"{value!r} lives in another process than the function it is passed to. Make it on the same side: "
            "pass `student`'s things to `student`, and `reference`'s to `reference`"
        )
    node: Node = value._node
    return node


def open_module(channel: Channel, program: Program, seed: int, *, party: str, patience: Patience) -> Module:
    """Load a program, and give the proxy of its module.

    Raises:
        ImportFailedError: the program's files could not be executed.
    """
    remote = Remote(channel, party, patience, Handle, _refer)
    remote.load(program, seed)
    return Module(remote)


def remote_of(module: Module) -> Remote:
    """What a module's requests go through."""
    remote: Remote = module.__dict__["_remote"]
    return remote
