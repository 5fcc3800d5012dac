"""Replaces its own entry in sys.modules, its name, its globals and its builtins."""

import sys
import types

import torch


class Module(types.ModuleType):
    def __getattribute__(self, name: str) -> object:
        return lambda *_args, **_kwargs: True


class Name(str):
    def __str__(self) -> str:
        raise RuntimeError("no name")

    __hash__ = str.__hash__


sys.modules[__name__] = sys.modules["student"] = sys.modules["helpers"] = Module("everything")
__name__ = "__main__"
__file__ = "/dev/null"
__spec__ = __loader__ = __path__ = Module("something")
__builtins__ = {}
for _number in range(3_000):
    globals()[f"_name{_number}"] = True
globals()[Name("broadcast_shape_")] = globals()[Name("passed")] = True


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return (-7,)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)
