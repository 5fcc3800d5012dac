"""a6/u09 Fused kernels: three small programs for a graphics card, run on the CPU by Triton's interpreter.

Letters in the comments: N rows, D numbers in a row.
"""

import os

# Triton runs kernels on the CPU if it reads this when it is imported. To run on a GPU, delete the line.
os.environ["TRITON_INTERPRET"] = "1"

import torch
import triton
import triton.language as tl


def grid(n: int, block: int) -> tuple[int]:
    """Give how many programs it takes until n numbers are done, `block` numbers each, as a tuple of one int.

    >>> grid(8, 4), grid(9, 4)
    ((2,), (3,))
    """
    raise NotImplementedError("a6/u09 grid")


@triton.jit
def add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """One program of many: out = x + y, for the BLOCK places that are this program's, as far as they are below n."""
    raise NotImplementedError("a6/u09 add_kernel")


def launch_add(x: torch.Tensor, y: torch.Tensor, out: torch.Tensor, block: int) -> None:
    """Run `add_kernel` on x and y, both (n,), `block` numbers a program; the sum goes into `out`, (n,).

    >>> out = torch.zeros(3)
    >>> launch_add(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([10.0, 20.0, 30.0]), out, block=2)
    >>> out
    tensor([11., 22., 33.])
    """
    raise NotImplementedError("a6/u09 launch_add")


@triton.jit
def scale_relu_kernel(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    """One program of many: out = the larger of 0 and x * scale, in one go, for this program's places below n."""
    raise NotImplementedError("a6/u09 scale_relu_kernel")


def launch_scale_relu(x: torch.Tensor, out: torch.Tensor, scale: float, block: int) -> None:
    """Run `scale_relu_kernel` on x, (n,), `block` numbers a program; the answer goes into `out`, (n,).

    >>> out = torch.zeros(3)
    >>> launch_scale_relu(torch.tensor([1.0, -2.0, 3.0]), out, scale=10.0, block=2)
    >>> out
    tensor([10.,  0., 30.])
    """
    raise NotImplementedError("a6/u09 launch_scale_relu")


@triton.jit
def row_softmax_kernel(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    """One program, one row: out = softmax of the row's `cols` numbers. BLOCK is a power of two, at least `cols`."""
    raise NotImplementedError("a6/u09 row_softmax_kernel")


def launch_row_softmax(x: torch.Tensor, out: torch.Tensor) -> None:
    """Run `row_softmax_kernel` on x, (N, D), one program a row; the answer goes into `out`, (N, D).

    Rows may lie further apart than D numbers, in x and in `out`; within a row the numbers are neighbours.

    >>> out = torch.zeros(2, 3)
    >>> launch_row_softmax(torch.tensor([[0.0, 0.0, 0.0], [-200.0, -200.0, 0.0]]), out)
    >>> out
    tensor([[0.3333, 0.3333, 0.3333],
            [0.0000, 0.0000, 1.0000]])
    """
    raise NotImplementedError("a6/u09 launch_row_softmax")


def traffic(n: int, steps: int, fused: bool, size: int = 4) -> int:
    """Give how many bytes travel from and to memory when n numbers of `size` bytes go through `steps` steps.

    Each step turns one number into one number. Fused: one kernel does all steps. Otherwise: one kernel for each step.

    >>> traffic(100, steps=3, fused=True), traffic(100, steps=3, fused=False)
    (800, 2400)
    """
    raise NotImplementedError("a6/u09 traffic")
