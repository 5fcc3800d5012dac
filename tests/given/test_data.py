"""Data that needs no network: drawn, the same everywhere, and used like torchvision's."""

from __future__ import annotations

import ast
import gzip
import hashlib
import struct
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader
from torchvision.datasets import FashionMNIST
from torchvision.transforms import v2

from autograder import given
from autograder.given import Glyphs, Wardrobe, fashion
from autograder.given.data import cache_folder
from autograder.given.glyphs import HELD_OUT, TRAINED, glyphs
from autograder.given.raster import FINE, SIDE, fill, turned
from autograder.given.wardrobe import CLASSES, wardrobe


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "torchgrade"


def digest(*arrays: np.ndarray) -> str:
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:16]


# ------------------------------------------------------------------ what is drawn


def test_the_first_hundred_garments_are_these_bytes_on_every_machine() -> None:
    assert digest(*wardrobe(100, 0)) == "3f796bb65c4fa54c"


def test_the_first_hundred_glyphs_are_these_bytes_on_every_machine() -> None:
    assert digest(*glyphs(100, 0)) == "3b08258c338176fb"
    assert digest(*glyphs(100, 0, HELD_OUT)) == "2b2177c2b93b986c"


def test_what_students_import_brings_nothing_of_the_grader_along() -> None:
    for path in Path(given.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            ours = {name for name in names if name.partition(".")[0] == "autograder"}
            assert all(name.startswith("autograder.given") for name in ours), (path.name, ours)


@pytest.mark.parametrize("draw", [wardrobe, glyphs])
def test_what_is_drawn_depends_on_its_arguments_alone(draw) -> None:
    np.random.seed(1)
    first = draw(30, 7)
    np.random.seed(2)
    assert all(np.array_equal(one, two) for one, two in zip(first, draw(30, 7), strict=True))
    assert all(np.array_equal(one, two[:30]) for one, two in zip(first, draw(450, 7), strict=True))
    assert not np.array_equal(first[0], draw(30, 8)[0])


def test_each_ten_garments_hold_each_kind_once() -> None:
    _, kinds = wardrobe(200, 3)
    assert np.array_equal(np.sort(kinds.reshape(20, 10), axis=1), np.tile(np.arange(10), (20, 1)))


def test_no_two_garments_are_alike_and_none_is_empty_or_cut_off() -> None:
    pictures, _ = wardrobe(1000, 0)
    assert len({picture.tobytes() for picture in pictures}) == 1000
    lit = (pictures > 60).sum(axis=(1, 2))
    assert lit.min() > 50
    assert lit.max() < 28 * 28 * 0.7
    assert (pictures[:, [0, -1]] > 60).any(axis=(1, 2)).mean() < 0.02  # nearly none touches the top or the bottom


def test_the_faces_that_are_held_out_are_none_of_the_others() -> None:
    assert not set(HELD_OUT) & set(TRAINED)
    assert (len(TRAINED), len(HELD_OUT)) == (16, 4)
    assert not set(Glyphs(size=1).faces) & set(Glyphs(train=False, size=1).faces)


@pytest.mark.parametrize("draw", [wardrobe, glyphs])
def test_a_negative_number_of_pictures_is_refused(draw) -> None:
    with pytest.raises(ValueError, match="n is -1"):
        draw(-1, 0)
    assert draw(0, 0)[0].shape == (0, 28, 28)


def test_glyphs_without_faces_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        glyphs(3, 0, [])


# ------------------------------------------------------------------ how polygons are filled


def test_a_rectangle_fills_exactly_its_pixels() -> None:
    corners = np.array([[250, 500], [750, 500], [750, 1000], [250, 1000]])
    inside = fill(corners[None, None])[0]
    wanted = np.zeros((FINE, FINE), dtype=bool)
    wanted[FINE // 2 :, FINE // 4 : 3 * FINE // 4] = True
    assert np.array_equal(inside, wanted)


def test_polygons_unite_whatever_their_direction() -> None:
    left = np.array([[100, 100], [600, 100], [600, 600], [100, 600]])
    right = left + 200
    both = fill(np.stack([left, right])[None])[0]
    assert np.array_equal(both, fill(left[None, None])[0] | fill(right[None, None])[0])
    assert np.array_equal(both, fill(np.stack([left, right[::-1]])[None])[0])


def test_a_triangle_covers_half_of_its_box_wherever_it_lies() -> None:
    for left in (0, 130, 487):
        triangle = np.array([[left, 100], [left + 500, 100], [left, 600]])
        share = fill(triangle[None, None])[0].mean()
        assert share == pytest.approx(0.125, abs=0.004)


def test_four_quarter_turns_bring_a_point_back() -> None:
    point = np.array([[[700, 300]]])
    for _ in range(4):
        point = turned(point, np.array([90]))
    assert np.abs(point - [700, 300]).max() <= 4


# ------------------------------------------------------------------ the interface


def write_fashion(root: Path, count: int) -> None:
    """A copy of Fashion-MNIST as torchvision lays it on a disk, with noise for pictures."""
    raw = root / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    rng = np.random.default_rng(0)
    for part in ("train", "t10k"):
        pictures = rng.integers(0, 256, size=(count, SIDE, SIDE), dtype=np.uint8)
        kinds = rng.integers(0, 10, size=count, dtype=np.uint8)
        head = struct.pack(">IIII", 2051, count, SIDE, SIDE), struct.pack(">II", 2049, count)
        (raw / f"{part}-images-idx3-ubyte").write_bytes(head[0] + pictures.tobytes())
        (raw / f"{part}-labels-idx1-ubyte").write_bytes(head[1] + kinds.tobytes())
        for name in ("images-idx3", "labels-idx1"):
            path = raw / f"{part}-{name}-ubyte"
            (raw / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))


def test_the_wardrobe_has_all_that_fashion_mnist_has(tmp_path: Path) -> None:
    write_fashion(tmp_path, 20)
    real, drawn = FashionMNIST(str(tmp_path)), Wardrobe(size=20)
    assert drawn.classes == real.classes == list(CLASSES)
    assert drawn.class_to_idx == real.class_to_idx
    assert (drawn.data.shape, drawn.data.dtype) == (real.data.shape, real.data.dtype)
    assert (drawn.targets.shape, drawn.targets.dtype) == (real.targets.shape, real.targets.dtype)
    (picture, label), (other, kind) = drawn[0], real[0]
    assert (picture.size, picture.mode, type(label)) == (other.size, other.mode, type(kind))
    assert len(drawn) == len(real)


@pytest.mark.parametrize("kind", [Wardrobe, Glyphs])
def test_transforms_of_version_two_work_on_both(kind) -> None:
    to_tensor = v2.Compose([v2.ToImage(), v2.RandomAffine(10), v2.ToDtype(torch.float32, scale=True)])
    pictures = kind(size=12, transform=to_tensor, target_transform=lambda label: label % 2)
    x, y = next(iter(DataLoader(pictures, batch_size=5)))
    assert (x.shape, x.dtype, y.dtype) == ((5, 1, 28, 28), torch.float32, torch.int64)
    assert 0 <= x.min() < x.max() <= 1
    assert set(y.tolist()) <= {0, 1}


def test_pictures_for_testing_are_other_ones() -> None:
    train, test = Wardrobe(size=100), Wardrobe(train=False, size=100)
    assert not {one.numpy().tobytes() for one in train.data} & {one.numpy().tobytes() for one in test.data}


def test_a_copy_of_fashion_mnist_on_disk_is_used_and_the_wardrobe_otherwise(tmp_path: Path) -> None:
    assert isinstance(fashion(tmp_path / "nothing", train=False), Wardrobe)
    write_fashion(tmp_path, 20)
    assert isinstance(fashion(tmp_path), FashionMNIST)


def test_half_a_copy_of_fashion_mnist_is_not_used(tmp_path: Path) -> None:
    write_fashion(tmp_path, 20)
    for path in (tmp_path / "FashionMNIST" / "raw").glob("t10k-labels*"):
        path.unlink()
    assert isinstance(fashion(tmp_path, train=False), Wardrobe)


# ------------------------------------------------------------------ the cache


def test_what_was_drawn_is_kept_and_read_again(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Glyphs(size=25)
    assert [path.suffix for path in own_cache.iterdir()] == [".npz"]
    monkeypatch.setattr(Glyphs, "_draw", lambda *_: pytest.fail("drawn again"))
    again = Glyphs(size=25)
    assert torch.equal(first.data, again.data)
    assert torch.equal(first.styles, again.styles)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half a file", None])
def test_a_damaged_cache_is_drawn_anew_and_mended(own_cache: Path, damage: bytes | None) -> None:
    first = Wardrobe(size=11)
    (path,) = own_cache.iterdir()
    path.write_bytes(path.read_bytes()[:-200] if damage is None else damage)
    assert torch.equal(Wardrobe(size=11).data, first.data)
    assert np.load(path)["data"].shape == (11, 28, 28)


def test_a_pickle_in_the_cache_is_not_opened(own_cache: Path) -> None:
    first = Wardrobe(size=11)
    (path,) = own_cache.iterdir()
    np.savez(path.with_suffix(""), data=np.array([{"a": 1}], dtype=object), targets=np.zeros(11))
    assert torch.equal(Wardrobe(size=11).data, first.data)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert len(Wardrobe(tmp_path / "file", size=3)) == 3


def test_a_folder_of_ones_own_can_be_named(tmp_path: Path, own_cache: Path) -> None:
    Wardrobe(tmp_path / "mine", size=3)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["wardrobe-3-0-True-v1.npz"]
    assert not own_cache.exists()


def test_without_xdg_the_cache_lies_in_the_home_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert cache_folder() == tmp_path / ".cache" / "torchgrade"


def test_a_negative_size_is_refused() -> None:
    with pytest.raises(ValueError, match="size is -2"):
        Wardrobe(size=-2)
