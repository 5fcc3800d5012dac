"""Answers with objects and files that run code when they are unpickled."""

import io
import pickle
import zipfile

import torch

CODE = """
import pathlib
for place in [pathlib.Path("/tmp/pytest-of-root/pytest-current/attackscurrent"), *pathlib.Path.cwd().parents]:
    for file in (place / "canary").glob("*"):
        file.write_text("unpickled")
"""


class Payload:
    def __reduce__(self) -> tuple:
        return exec, (CODE,)


def _checkpoint() -> bytes:
    held = io.BytesIO()
    torch.save({"weight": Payload()}, held)
    with open("torchgrade_attack.pt", "wb") as file:
        file.write(held.getvalue())
    return held.getvalue()


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return (Payload(),)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return pickle.dumps(Payload())


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return _checkpoint()


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    x.__dict__["payload"] = Payload()
    return x.clone().reshape(-1)[:0]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    with zipfile.ZipFile("torchgrade_attack.zip", "w") as file:
        file.writestr("../../canary/zip_slip", "x")
    return Payload()
