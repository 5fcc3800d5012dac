"""Raises from code compiled under the student's file name with impossible line numbers."""

import torch


def _raise_at(line: int) -> None:
    code = compile("\n" * min(line, 100_000) + "raise RuntimeError('where am I?')", __file__, "exec")
    exec(code.replace(co_firstlineno=line))


class Line(int):
    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "[" * 30_000

    __str__ = __repr__


def _syntax_error(line: object) -> SyntaxError:
    problem = SyntaxError("<script>alert(1)</script>")
    problem.filename, problem.lineno, problem.offset = __file__, line, -(10**9)
    problem.text = "\x1b[2J" * 1_000
    return problem


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    _raise_at(90_000)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _raise_at(2**31 - 2)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    raise _syntax_error(-5)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    raise _syntax_error(10**400)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    raise _syntax_error(Line(-3))
