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
    r = tl.program_id(0)
    offs = tl.arange(0, BLOCK)
    ok = offs < cols
    v = tl.load(x_ptr + r * x_stride + offs, mask=ok, other=float("-inf"))
    v = v - tl.max(v, axis=0)
    top = tl.exp(v)
    tl.store(out_ptr + r * out_stride + offs, top / tl.sum(top, axis=0), mask=ok)


def launch_row_softmax(x, out):
    row_softmax_kernel[(x.shape[0],)](
        x, out, x.stride(0), out.stride(0), x.shape[1], BLOCK=triton.next_power_of_2(x.shape[1])
    )


def traffic(n, steps, fused, size=4):
    if fused:
        return n * size
    return n * size * steps
