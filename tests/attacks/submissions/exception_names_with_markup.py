"""Raises exceptions whose class names hold line ends, terminal codes, bidi marks and markup."""

import torch


def _named(name: str) -> type:
    return type(name, (RuntimeError,), {"__module__": "<img src=x onerror=alert(1)>", "__qualname__": name})


class Meta(type):
    @property
    def __name__(cls) -> str:
        return "Name\ud800\udfff\x00\uffff"


class Unwritable(Exception, metaclass=Meta):
    pass


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    raise _named("Error\n::error title=passed::all tests passed\n::set-output name=score::100")("x")


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    raise _named("\x1b]0;owned\x07\x1b[2J\x1b[31mError")("\x1b[1A\x1b[2K5 passed")


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    raise _named("\u202egpj.rorrE\u2066")("\u202e" + "detrevni" + "\u2069")


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    raise _named("<script>alert(1)</script>")("</pre></td></tr></table><script>alert(2)</script>")


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    raise Unwritable(Unwritable)
