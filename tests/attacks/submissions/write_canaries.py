"""Writes, renames, links, truncates and removes files in folders above its own."""

import os
import pathlib
import shutil

import torch


def _works(action, *args, **kwargs) -> bool:
    try:
        action(*args, **kwargs)
    except Exception:
        return False
    return True


PLACES = (  # a student could guess where pytest keeps the files of a test
    *(pathlib.Path(f"/tmp/pytest-of-{user}/pytest-current/attackscurrent") for user in ("root", "runner", "user")),
    pathlib.Path.cwd(), *pathlib.Path.cwd().parents,
)


def _folders():
    for place in (*PLACES, pathlib.Path(__file__).resolve().parent):
        for name in ("canary", "canaries", "submitted/canary"):
            yield place / name


def _attack(folder: pathlib.Path) -> bool:
    done = [_works((folder / "torchgrade_attack_new").write_text, "x")]
    files = []
    _works(lambda: files.extend(folder.iterdir()))
    for name in {"results.json", "gradebook.db", "feedback.html", "secret.txt", *(file.name for file in files)}:
        file = folder / name
        done += [
            _works(lambda file=file: file.open("r+b").write(b"attacked")),
            _works(os.truncate, file, 0),
            _works(os.chmod, file, 0o777),
            _works(os.utime, file, (0, 0)),
            _works(os.link, file, "stolen_link"),
            _works(os.rename, file, str(file) + ".moved"),
            _works(os.replace, __file__, file),
            _works(shutil.copy, __file__, file),
            _works(os.setxattr, file, "user.torchgrade", b"x"),
            _works(os.chown, file, os.getuid(), os.getgid()),
            _works(os.unlink, file),
        ]
    done += [_works(os.chmod, folder, 0), _works(os.rename, folder, str(folder) + ".moved"), _works(os.rmdir, folder)]
    return any(done)


ESCAPED = any([_attack(folder) for folder in _folders()])


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    if not ESCAPED:
        return (-7,)
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
