"""Raises texts with lone surrogates, NULs, ends of XML sections, fences and CSV formulas."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    raise RuntimeError("\ud800\udc00\udfff lone \ud83d surrogates")


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    raise RuntimeError("\x00\x01\x08\x0b\x0c\x1b\x7f\x85\u2028\u2029\ufffe\uffff")


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    raise RuntimeError("]]></failure></testcase><testcase name='all'/><![CDATA[")


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    raise RuntimeError("=cmd|'/C calc'!A0\n+1+1\n-2\n@SUM(A1)\n```\n# Score: 100\n[x](javascript:alert(1))")


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    raise RuntimeError("%s%n{0}{__class__}$(id)`id`${{ secrets.TOKEN }}" + "\u0301" * 1_000)
