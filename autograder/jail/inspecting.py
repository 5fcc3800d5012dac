"""What a process can tell about its objects besides values: the state and structure of modules, parameter groups,
random generators, and what a call did on its way.

It is told by the process in which the student's code runs. So it may explain a failure, or be required in addition to
behaviour; alone it earns nothing that could not be told falsely.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

MAX_STEPS = 2000  # of a trace that are told; the rest is counted

_HOOKS = (
    "_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks", "_state_dict_hooks",
    "_load_state_dict_pre_hooks",
)  # fmt: skip


def state(module: nn.Module) -> dict[str, Any]:
    """What a call may change in a module without returning it, by name; the module itself is called ""."""
    return {
        "training": {name: part.training for name, part in module.named_modules()},
        "hooks": {name: sum(len(getattr(part, kind)) for kind in _HOOKS) for name, part in module.named_modules()},
        "requires_grad": {name: parameter.requires_grad for name, parameter in module.named_parameters()},
        "parameters": {name: parameter.detach().clone() for name, parameter in module.named_parameters()},
        "buffers": {name: buffer.detach().clone() for name, buffer in module.named_buffers()},
        "grads": {name: _copy(parameter.grad) for name, parameter in module.named_parameters()},
    }


def structure(module: nn.Module) -> dict[str, Any]:
    """What a module is made of: shapes by name, the keys of its state_dict in order, the types of its parts."""
    return {
        "parameters": {name: tuple(parameter.shape) for name, parameter in module.named_parameters()},
        "buffers": {name: tuple(buffer.shape) for name, buffer in module.named_buffers()},
        "state_dict": list(module.state_dict()),
        "modules": {name: type(part).__name__ for name, part in module.named_modules()},
    }


def groups(parameter_groups: Any, module: nn.Module) -> list[dict[str, Any]]:
    """The groups of an optimizer, or a list of groups: the options of each, and under "params" the names in `module`.

    A parameter with two names goes by the first, as in `named_parameters`; one that is none of the module's is "?".
    """
    found = parameter_groups.param_groups if hasattr(parameter_groups, "param_groups") else parameter_groups
    names = {id(parameter): name for name, parameter in module.named_parameters()}
    told = []
    for group in found:
        params = group["params"]
        params = [params] if isinstance(params, torch.Tensor) else list(params)
        options = {key: value for key, value in group.items() if key != "params" and _is_plain(value)}
        told.append({**options, "params": [names.get(id(parameter), "?") for parameter in params]})
    return told


def groups_from(function: Callable[..., Any], module: nn.Module, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
    """As `groups`, of what `function(module, *args, **kwargs)` returns: on their way to the judge, parameters in a list
    would become tensors that nobody knows any more."""
    return groups(function(module, *args, **kwargs), module)


def random_state() -> dict[str, str]:
    """A digest of each global random generator: two are equal if nothing has been drawn or seeded in between."""
    python, numpy = repr(random.getstate()), np.random.get_state()
    return {
        "torch": _digest(torch.get_rng_state().numpy().tobytes()),
        "python": _digest(python.encode()),
        "numpy": _digest(repr([np.asarray(part).tolist() for part in numpy]).encode()),
    }


def trace(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """What `function(*args, **kwargs)` returns, and what was done on the way.

    "operators" are torch's, in order, as "aten.mul"; "modules" are as in `called`.
    """
    from torch.utils._python_dispatch import TorchDispatchMode

    operators: list[str] = []

    class Listener(TorchDispatchMode):  # type: ignore[no-untyped-call]
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            operators.append(f"{func.namespace}.{func._schema.name.partition('::')[2]}")
            return func(*args, **(kwargs or {}))

    with Listener():  # type: ignore[no-untyped-call]
        value, modules = called(function, args, kwargs)
    return value, {"operators": operators[:MAX_STEPS], "modules": modules, "steps": len(operators)}


def called(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """What `function(*args, **kwargs)` returns, and the modules that were *called*: who calls `.forward` does not show.

    They are the names of `function`'s parts (if it is a module), or the types of all modules, in order.
    """
    modules: list[str] = []
    names = {id(part): name for name, part in function.named_modules()} if isinstance(function, nn.Module) else {}

    def note(module: nn.Module, _: Any) -> None:
        modules.append(names.get(id(module), type(module).__name__))

    hook = nn.modules.module.register_module_forward_pre_hook(note)
    try:
        value = function(*args, **kwargs)
    finally:
        hook.remove()
    return value, modules[:MAX_STEPS]


INSPECT: dict[str, Callable[..., Any]] = {
    "state": state,
    "structure": structure,
    "groups": groups,
    "groups_from": groups_from,
    "random_state": random_state,
}


def _copy(tensor: torch.Tensor | None) -> torch.Tensor | None:
    return None if tensor is None else tensor.detach().clone()


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (bool, int, float, str)) or (
        isinstance(value, tuple) and all(isinstance(each, (bool, int, float)) for each in value)
    )  # fmt: skip


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
