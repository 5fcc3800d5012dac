"""a6/u07 Compiling: functions and backends that the checks hand to yours. Read them, and try them yourself.

Count in your head how many graphs each of the first functions makes. Nothing here runs a compiler.
"""

# ruff: noqa: T201 - some of them print, for that is what they are there for

import builtins
from collections.abc import Callable, Sequence
from typing import Any
from unittest import mock

import torch
from torch import fx
from torch.overrides import TorchFunctionMode

# ------------------------------------------------------------------ count_graphs


def quiet(x: torch.Tensor) -> torch.Tensor:
    """Only operators."""
    return (x * 2).clamp(0, 1)


def weighs(x: torch.Tensor, y: torch.Tensor, share: float) -> torch.Tensor:
    """Only operators, of several arguments."""
    return x * share + y * (1 - share)


def speaks_first(x: torch.Tensor) -> torch.Tensor:
    """Prints before there is anything to compute."""
    print("here comes a photo")
    return (x * 2).clamp(0, 1)


def speaks_once(x: torch.Tensor) -> torch.Tensor:
    """Prints between two operators."""
    x = x * 2
    print("brighter")
    return x.clamp(0, 1)


def speaks_twice(x: torch.Tensor) -> torch.Tensor:
    """Prints between three."""
    x = x * 2
    print("brighter")
    x = x - 0.1
    print("a little darker")
    return x.clamp(0, 1)


def speaks_thrice(x: torch.Tensor) -> torch.Tensor:
    """Prints between four."""
    x = x * 2
    print("brighter")
    x = x - 0.1
    print("a little darker")
    x = x.clamp(0, 1)
    print("no ink is blacker than black")
    return x.flip(0)


def decides(x: torch.Tensor) -> torch.Tensor:
    """A number in a tensor decides how to go on."""
    if x.mean() > 0.5:
        return x - 0.25
    return x * 2


def reads(x: torch.Tensor) -> torch.Tensor:
    """A number in a tensor becomes a number of Python, and takes part in what follows."""
    top = x.max().item()
    return (x / top).sqrt()


# ---------------------------------------------------------------- count_compiles


def double(x: torch.Tensor) -> torch.Tensor:
    """Twice x."""
    return x * 2


def times(x: torch.Tensor, k: float) -> torch.Tensor:
    """k times x; k is a number of Python."""
    return x * k


def compiles(
    function: Callable[..., int], fn: str, argsets: Sequence[tuple[Any, ...]], dynamic: bool | None = None
) -> int:
    """What function(fn, argsets, dynamic) says in a process in which nothing has been compiled yet."""
    torch.compiler.reset()
    return function({"double": double, "times": times}[fn], argsets, dynamic=dynamic)


def asked_again(function: Callable[..., int], sizes: Sequence[int], questions: int) -> list[int]:
    """What function(double, argsets) says if it is asked several times, for vectors of these sizes."""
    torch.compiler.reset()
    argsets = [(torch.ones(size),) for size in sizes]
    return [function(double, argsets) for _ in range(questions)]


# --------------------------------------------------------------------- no_breaks

READS = ("item", "__float__", "__int__", "__bool__", "tolist")


class Eavesdropper(TorchFunctionMode):
    """Notes every operator, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.heard.append(func.__name__)
        return func(*args, **(kwargs or {}))


def stops(function: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor) -> list[str]:
    """For what Python is needed in the midst of function(x): "if", "print", "numpy"."""
    listener = Eavesdropper()

    def overheard(*_: Any, **__: Any) -> None:
        listener.heard.append("print")

    with listener, mock.patch.object(builtins, "print", overheard):
        function(x)
    heard, found = listener.heard, set()
    for i, name in enumerate(heard):
        if name in ("numpy", "__array__", "from_numpy"):
            found.add("numpy")
        elif name == "print" and 0 < i < len(heard) - 1:
            found.add("print")
        elif name in READS and heard[i + 1 : i + 2] != ["print"]:
            found.add("if")
    return sorted(found)


def examine(
    function: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor, upstream: torch.Tensor | None = None
) -> dict[str, Any]:
    """The value of function(x), the number of its graphs, and for what Python was needed in between.

    With `upstream` also the gradient of (value * upstream).sum() for x: None if there is none.
    """
    told = {"value": function(x.clone()), "graphs": torch._dynamo.explain(function)(x.clone()).graph_count}
    told["stops"] = stops(function, x.clone())
    if upstream is not None:
        leaf = x.clone().requires_grad_()
        value = function(leaf)
        if value.requires_grad:
            (value * upstream).sum().backward()
        told["gradient"] = leaf.grad
    return told


# ---------------------------------------------------------------- compiled_equal


def tone(x: torch.Tensor) -> torch.Tensor:
    """A tone curve: brighter, softer, and a little of the photo itself."""
    return (x * 1.1 + 0.3) ** 2 * 0.7 + x / 3


def haze(x: torch.Tensor) -> torch.Tensor:
    """The further from the middle, the paler."""
    return 1 / (1.3 + (x / 3 - 0.17).square()) + x.exp() * 0.9


def fades_in_place(x: torch.Tensor) -> torch.Tensor:
    """Halves the photo that it was given, and returns another one."""
    x.mul_(0.5)
    return x + 0.25


def exact(gm: fx.GraphModule, example_inputs: list[Any]) -> Callable[..., Any]:
    """A backend that keeps more digits between the operators, as compilers do when they melt several into one."""

    def run(*args: Any) -> tuple[Any, ...]:
        wide = [arg.double() if isinstance(arg, torch.Tensor) else arg for arg in args]
        return tuple(out.float() for out in gm.forward(*wide))

    return run


def too_bright(gm: fx.GraphModule, example_inputs: list[Any]) -> Callable[..., Any]:
    """A backend with a bug: everything is a twentieth too large."""

    def run(*args: Any) -> tuple[Any, ...]:
        return tuple(out * 1.05 for out in gm.forward(*args))

    return run


def one_pixel_off(gm: fx.GraphModule, example_inputs: list[Any]) -> Callable[..., Any]:
    """A backend with a bug: the last number is wrong, all others are right."""

    def run(*args: Any) -> tuple[Any, ...]:
        wrong = [out.clone() for out in gm.forward(*args)]
        for out in wrong:
            out.view(-1)[-1] += 1
        return tuple(wrong)

    return run


FUNCTIONS = {"tone": tone, "haze": haze, "fades_in_place": fades_in_place}
BACKENDS = {"eager": "eager", "exact": exact, "too_bright": too_bright, "one_pixel_off": one_pixel_off}


def verdicts(function: Callable[..., bool], x: torch.Tensor, pairs: Sequence[tuple[str, str]]) -> list[bool]:
    """What `function` says of x for each pair of a function and a backend, by name."""
    torch.compiler.reset()
    return [function(FUNCTIONS[fn], x, BACKENDS[backend]) for fn, backend in pairs]
