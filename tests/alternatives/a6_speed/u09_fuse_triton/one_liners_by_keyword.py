import os
os.environ["TRITON_INTERPRET"] = "1"

import torch
import triton
import triton.language as tl



grid = lambda n, block: (-(-n // block),)


@triton.jit
def add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    i = BLOCK * tl.program_id(0) + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.load(x_ptr + i, i < n) + tl.load(y_ptr + i, i < n), i < n)


def launch_add(x, y, out, block):
    add_kernel[grid(len(x), block)](x_ptr=x, y_ptr=y, out_ptr=out, n=len(x), BLOCK=block, num_warps=4)


@triton.jit
def scale_relu_kernel(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    i = BLOCK * tl.program_id(0) + tl.arange(0, BLOCK)
    tl.store(out_ptr + i, tl.maximum(scale * tl.load(x_ptr + i, i < n), 0), i < n)


def launch_scale_relu(x, out, scale, block):
    scale_relu_kernel[grid(len(x), block)](x_ptr=x, out_ptr=out, scale=scale, n=len(x), BLOCK=block)


@triton.jit
def row_softmax_kernel(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    i = tl.arange(0, BLOCK)
    e = tl.load(x_ptr + tl.program_id(0) * x_stride + i, i < cols, -float("inf"))
    e = tl.exp(e - e.max())
    tl.store(out_ptr + tl.program_id(0) * out_stride + i, e / e.sum(), i < cols)


def launch_row_softmax(x, out):
    row_softmax_kernel[len(x),](x, out, x.stride(0), out.stride(0), x.shape[1], BLOCK=2 ** (x.shape[1] - 1).bit_length())


def traffic(n, steps, fused, size=4): return n * size * 2 * (steps, 1)[fused]
