"""Data sets that need no network: the wardrobe (clothes) and glyphs (digits). They are drawn, once, and then cached.

Both are used like `torchvision.datasets.FashionMNIST`, and where a copy of that one is on disk, `fashion` gives it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from zipfile import BadZipFile

import numpy as np
import torch
from numpy.typing import NDArray
from torch.utils.data import Dataset

from autograder.given.glyphs import HELD_OUT, TRAINED, glyphs
from autograder.given.raster import SIDE
from autograder.given.wardrobe import CLASSES, wardrobe

NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
VERSION = 1  # of what is drawn: raise it when other pictures come out
Arrays = dict[str, NDArray[Any]]


class Pictures(Dataset[tuple[Any, Any]]):
    """Pictures and what is on them. Subclasses say how they are drawn.

    Attributes:
        data: uint8, (N, 28, 28), light on black.
        targets: int64, (N,).
        classes: the name of each class.
    """

    name: ClassVar[str]
    sizes: ClassVar[dict[bool, int]] = {True: 6000, False: 1000}  # of train and test
    classes: ClassVar[list[str]]
    data: torch.Tensor
    targets: torch.Tensor

    def __init__(
        self,
        root: str | Path | None = None,
        train: bool = True,
        transform: Callable[[Any], Any] | None = None,
        target_transform: Callable[[Any], Any] | None = None,
        download: bool = False,  # noqa: ARG002 - FashionMNIST has it
        *,
        size: int | None = None,
        seed: int = 0,
    ) -> None:
        """Draw the pictures, or read them from the cache.

        Args:
            root: the folder of the cache; None: one in the home directory. Where it cannot be written, nothing is kept.
            train: the pictures for training; False: other ones, for testing.
            transform: is given each picture, a `PIL.Image`, and returns what `[i]` gives.
            target_transform: the same for the target, an int.
            download: has no effect: there is nothing to download.
            size: how many; None: 6,000 for training, 1,000 for testing. The first m are the same for any size.
            seed: another number gives other pictures.

        Raises:
            ValueError: size is negative.
        """
        self.train, self.transform, self.target_transform = train, transform, target_transform
        count = self.sizes[train] if size is None else size
        if count < 0:
            raise ValueError(f"size is {count}; a data set has no pictures (0) or some")
        arrays = _cached(root, f"{self.name}-{count}-{seed}-{train}-v{VERSION}", lambda: self._draw(count, seed), count)
        self.data, self.targets = torch.from_numpy(arrays["data"]), torch.from_numpy(arrays["targets"])
        self._keep(arrays)

    def _draw(self, count: int, seed: int) -> Arrays:
        raise NotImplementedError

    def _keep(self, arrays: Arrays) -> None:
        """What else there is besides pictures and targets."""

    @property
    def class_to_idx(self) -> dict[str, int]:
        """The number of each class, by name."""
        return {name: number for number, name in enumerate(self.classes)}

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: int) -> tuple[Any, Any]:
        """A picture (a `PIL.Image` of 28 x 28, mode "L") and its class, each as its transform returns it."""
        from PIL import Image

        picture: Any = Image.fromarray(self.data[index].numpy())
        target: Any = int(self.targets[index])
        if self.transform is not None:
            picture = self.transform(picture)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return picture, target

    def __repr__(self) -> str:
        return f"{type(self).__name__}: {len(self)} pictures of {SIDE} x {SIDE}, {'train' if self.train else 'test'}"


class Wardrobe(Pictures):
    """Ten kinds of clothes, in the order and with the names of Fashion-MNIST, drawn from code.

    >>> clothes = Wardrobe(train=False, size=20)
    >>> clothes.data.shape, clothes.data.dtype
    (torch.Size([20, 28, 28]), torch.uint8)
    >>> picture, label = clothes[0]
    """

    name = "wardrobe"
    classes: ClassVar[list[str]] = list(CLASSES)

    def _draw(self, count: int, seed: int) -> Arrays:
        data, targets = wardrobe(count, 2 * seed + self.train << 3)
        return {"data": data, "targets": targets}


class Glyphs(Pictures):
    """The ten digits in sixteen faces; those for testing are in four faces that are not among them.

    Attributes:
        faces: names of the faces.
        styles: int64, (N,): the place in `faces` of each glyph's face.
    """

    name = "glyphs"
    classes: ClassVar[list[str]] = [f"{digit} - {name}" for digit, name in enumerate(NAMES)]
    styles: torch.Tensor

    @property
    def faces(self) -> list[str]:
        """Names of the faces that these glyphs are drawn in."""
        return [face.name for face in (TRAINED if self.train else HELD_OUT)]

    def _draw(self, count: int, seed: int) -> Arrays:
        data, targets, styles = glyphs(count, 2 * seed + self.train << 3, TRAINED if self.train else HELD_OUT)
        return {"data": data, "targets": targets, "styles": styles}

    def _keep(self, arrays: Arrays) -> None:
        self.styles = torch.from_numpy(arrays["styles"])


def fashion(
    root: str | Path = "data",
    train: bool = True,
    transform: Callable[[Any], Any] | None = None,
    target_transform: Callable[[Any], Any] | None = None,
) -> Dataset[tuple[Any, Any]]:
    """Fashion-MNIST, if a copy is on disk under `root` (as torchvision lays it there); the wardrobe, if not.

    Nothing is downloaded, and nothing that is graded depends on which of the two it is.
    """
    raw = Path(root) / "FashionMNIST" / "raw"
    if any(raw.glob("train-images-idx3-ubyte*" if train else "t10k-images-idx3-ubyte*")):
        from torchvision.datasets import FashionMNIST  # type: ignore[import-untyped]

        with suppress(RuntimeError):  # its own word for "incomplete"
            real: Dataset[tuple[Any, Any]] = FashionMNIST(str(root), train, transform, target_transform)
            return real
    return Wardrobe(None, train, transform, target_transform)


def cache_folder() -> Path:
    """Where drawn pictures are kept: `$XDG_CACHE_HOME/torchgrade`, or `.cache/torchgrade` in the home directory."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "torchgrade"


def _cached(root: str | Path | None, name: str, draw: Callable[[], Arrays], count: int) -> Arrays:
    """The arrays in the cache under this name, or drawn, and kept if that is possible."""
    path: Path | None = None
    with suppress(OSError, RuntimeError):  # no home directory, or one that must not be read
        path = (cache_folder() if root is None else Path(root)) / f"{name}.npz"
        with suppress(ValueError, KeyError, EOFError, BadZipFile), np.load(path, allow_pickle=False) as kept:
            arrays = {key: kept[key] for key in kept.files}
            if arrays["data"].shape == (count, SIDE, SIDE) and arrays["targets"].shape == (count,):
                return arrays
    arrays = draw()
    if path is not None:
        with suppress(OSError):
            _write(path, arrays)
    return arrays


def _write(path: Path, arrays: Arrays) -> None:
    """All of it or nothing: somebody else may read, or write the same, at this moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(number, "wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
        os.replace(unfinished, path)
    except BaseException:
        os.unlink(unfinished)
        raise
