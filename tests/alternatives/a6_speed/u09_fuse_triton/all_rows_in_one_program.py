import os
os.environ["TRITON_INTERPRET"] = "1"

import torch
import triton
import triton.language as tl



def grid(n, block):
    return ((n + block - 1) // block,)


@triton.jit
def add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):
    start = tl.program_id(0) * BLOCK
    offs = start + tl.arange(0, BLOCK)
    ok = offs < n
    s = tl.load(x_ptr + offs, mask=ok) + tl.load(y_ptr + offs, mask=ok)
    tl.store(out_ptr + offs, s, mask=ok)


def launch_add(x, y, out, block):
    n = x.numel()
    add_kernel[grid(n, block)](x, y, out, n, BLOCK=block)


@triton.jit
def scale_relu_kernel(x_ptr, out_ptr, scale, n, BLOCK: tl.constexpr):
    start = tl.program_id(0) * BLOCK
    offs = start + tl.arange(0, BLOCK)
    ok = offs < n
    v = tl.load(x_ptr + offs, mask=ok) * scale
    tl.store(out_ptr + offs, tl.where(v > 0, v, 0.0), mask=ok)


def launch_scale_relu(x, out, scale, block):
    n = x.numel()
    scale_relu_kernel[grid(n, block)](x, out, scale, n, BLOCK=block)


@triton.jit
def row_softmax_kernel(x_ptr, out_ptr, x_stride, out_stride, cols, BLOCK: tl.constexpr):
    rows = tl.program_id(0) + tl.arange(0, 1)[:, None]  # (1, 1)
    columns = tl.arange(0, BLOCK)[None, :]  # (1, BLOCK)
    mask = columns < cols
    x = tl.load(x_ptr + rows * x_stride + columns, mask=mask, other=float("-inf"))  # (1, BLOCK)
    e = tl.exp(x - tl.max(x, axis=1, keep_dims=True))
    tl.store(out_ptr + rows * out_stride + columns, e / tl.sum(e, axis=1, keep_dims=True), mask=mask)


def launch_row_softmax(x, out):
    options = dict(x_stride=x.stride(0), out_stride=out.stride(0), cols=x.shape[1])
    options["BLOCK"] = triton.next_power_of_2(options["cols"])
    row_softmax_kernel[(x.shape[0],)](x, out, **options)


def traffic(n, steps, fused, size=4):
    trips = 1 if fused else steps
    return 2 * trips * n * size
