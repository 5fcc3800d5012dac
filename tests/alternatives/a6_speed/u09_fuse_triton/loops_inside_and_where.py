import os
os.environ["TRITON_INTERPRET"] = "1"

import torch
import triton
import triton.language as tl



import math


def grid(n, block):
    return (math.ceil(n / block),)


@triton.jit
def add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    # the places of one program lie num_programs apart
    step = tl.num_programs(0)
    i = tl.program_id(0) + tl.arange(0, BLOCK) * step
    x = tl.load(x_ptr + i, mask=i < n)
    y = tl.load(y_ptr + i, mask=i < n)
    tl.store(out_ptr + i, x + y, mask=i < n)


def launch_add(x, y, out, block):
    add_kernel[grid(len(x), block)](x, y, out, len(x), BLOCK=block)


@triton.jit
def scale_relu_kernel(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    # a single program walks through all blocks
    for start in range(0, n, BLOCK):
        i = start + tl.arange(0, BLOCK)
        x = tl.load(x_ptr + i, mask=i < n)
        x = x * scale
        x = x * (x > 0)
        tl.store(out_ptr + i, x, mask=i < n)


def launch_scale_relu(x, out, scale, block):
    scale_relu_kernel[(1,)](x, out, scale, len(x), BLOCK=block)


@triton.jit
def row_softmax_kernel(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    row = tl.program_id(0)
    i = tl.arange(0, BLOCK)
    x = tl.load(x_ptr + row * x_stride + i, mask=i < cols, other=0.0)
    x = tl.where(i < cols, x, -1e30)
    biggest = tl.max(x, axis=0)
    e = tl.where(i < cols, tl.exp(x - biggest), 0.0)
    total = tl.sum(e, axis=0)
    tl.store(out_ptr + row * out_stride + i, e / total, mask=i < cols)


def launch_row_softmax(x, out):
    N, D = x.shape
    row_softmax_kernel[(N,)](x, out, x.stride(0), out.stride(0), D, BLOCK=max(16, triton.next_power_of_2(D)))


def traffic(n, steps, fused, size=4):
    moved = 0
    for _ in range(1 if fused else steps):
        moved += n * size  # there
        moved += n * size  # and back
    return moved
