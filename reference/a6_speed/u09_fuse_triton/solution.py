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
    # BEGIN SOLUTION
    return (triton.cdiv(n, block),)
    # END SOLUTION


@triton.jit
def add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    """One program of many: out = x + y, for the BLOCK places that are this program's, as far as they are below n."""
    # BEGIN SOLUTION
    places = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)  # (BLOCK,)
    mask = places < n  # (BLOCK,)
    x = tl.load(x_ptr + places, mask=mask)  # (BLOCK,)
    y = tl.load(y_ptr + places, mask=mask)  # (BLOCK,)
    tl.store(out_ptr + places, x + y, mask=mask)
    # END SOLUTION


def launch_add(x: torch.Tensor, y: torch.Tensor, out: torch.Tensor, block: int) -> None:
    """Run `add_kernel` on x and y, both (n,), `block` numbers a program; the sum goes into `out`, (n,).

    >>> out = torch.zeros(3)
    >>> launch_add(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([10.0, 20.0, 30.0]), out, block=2)
    >>> out
    tensor([11., 22., 33.])
    """
    # BEGIN SOLUTION
    add_kernel[grid(len(x), block)](x, y, out, len(x), BLOCK=block)
    # END SOLUTION


@triton.jit
def scale_relu_kernel(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    """One program of many: out = the larger of 0 and x * scale, in one go, for this program's places below n."""
    # BEGIN SOLUTION
    places = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)  # (BLOCK,)
    mask = places < n  # (BLOCK,)
    x = tl.load(x_ptr + places, mask=mask)  # (BLOCK,)
    tl.store(out_ptr + places, tl.maximum(x * scale, 0.0), mask=mask)
    # END SOLUTION


def launch_scale_relu(x: torch.Tensor, out: torch.Tensor, scale: float, block: int) -> None:
    """Run `scale_relu_kernel` on x, (n,), `block` numbers a program; the answer goes into `out`, (n,).

    >>> out = torch.zeros(3)
    >>> launch_scale_relu(torch.tensor([1.0, -2.0, 3.0]), out, scale=10.0, block=2)
    >>> out
    tensor([10.,  0., 30.])
    """
    # BEGIN SOLUTION
    scale_relu_kernel[grid(len(x), block)](x, out, scale, len(x), BLOCK=block)
    # END SOLUTION


@triton.jit
def row_softmax_kernel(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    """One program, one row: out = softmax of the row's `cols` numbers. BLOCK is a power of two, at least `cols`."""
    # BEGIN SOLUTION
    row = tl.program_id(0)
    places = tl.arange(0, BLOCK)  # (BLOCK,)
    mask = places < cols  # (BLOCK,)
    x = tl.load(x_ptr + row * x_stride + places, mask=mask, other=-float("inf"))  # (BLOCK,)
    e = tl.exp(x - tl.max(x))  # (BLOCK,)
    tl.store(out_ptr + row * out_stride + places, e / tl.sum(e), mask=mask)
    # END SOLUTION


def launch_row_softmax(x: torch.Tensor, out: torch.Tensor) -> None:
    """Run `row_softmax_kernel` on x, (N, D), one program a row; the answer goes into `out`, (N, D).

    Rows may lie further apart than D numbers, in x and in `out`; within a row the numbers are neighbours.

    >>> out = torch.zeros(2, 3)
    >>> launch_row_softmax(torch.tensor([[0.0, 0.0, 0.0], [-200.0, -200.0, 0.0]]), out)
    >>> out
    tensor([[0.3333, 0.3333, 0.3333],
            [0.0000, 0.0000, 1.0000]])
    """
    # BEGIN SOLUTION
    rows, cols = x.shape
    row_softmax_kernel[(rows,)](x, out, x.stride(0), out.stride(0), cols, BLOCK=triton.next_power_of_2(cols))
    # END SOLUTION


def traffic(n: int, steps: int, fused: bool, size: int = 4) -> int:
    """Give how many bytes travel from and to memory when n numbers of `size` bytes go through `steps` steps.

    Each step turns one number into one number. Fused: one kernel does all steps. Otherwise: one kernel for each step.

    >>> traffic(100, steps=3, fused=True), traffic(100, steps=3, fused=False)
    (800, 2400)
    """
    # BEGIN SOLUTION
    return 2 * n * size * (1 if fused else steps)
    # END SOLUTION
