"""Raises exceptions whose text raises, loops, is 100 MB long or is no text."""

import torch


class Raises(Exception):
    def __str__(self) -> str:
        raise SystemExit(0)

    __repr__ = __str__


class Loops(Exception):
    def __str__(self) -> str:
        while True:
            pass

    __repr__ = __str__


class Huge(Exception):
    def __str__(self) -> str:
        return "x" * 100_000_000


class NoText(Exception):
    def __str__(self) -> str:
        return 5


class Sticky(str):
    def __getitem__(self, key) -> "Sticky":
        return self

    def __len__(self) -> int:
        return 1


class Slices(Exception):
    def __str__(self) -> str:
        return Sticky("s" * 1_000_000)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    raise Raises


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    raise Loops


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    raise Huge


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    raise NoText


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    raise Slices
