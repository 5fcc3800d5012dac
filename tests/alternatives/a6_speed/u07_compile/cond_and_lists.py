import math

import torch
from torch import nn


class Graphs(list):
    def __call__(self, gm, inputs):
        self.append(gm)
        return gm.forward


def count_graphs(fn, *args):
    return count_compiles(fn, [args])


def count_compiles(fn, argsets, dynamic=None):
    graphs = Graphs()
    torch.compiler.reset()
    f = torch.compile(fn, backend=graphs, dynamic=dynamic)
    for a in argsets:
        with torch.no_grad():
            f(*a)
    return len(graphs)


def no_breaks(x):
    def darker(x):
        return x - 0.25

    def brighter(x):
        return x * 2

    y = torch.cond(x.mean() > 0.5, darker, brighter, (x,))
    return nn.functional.hardtanh(y, 0.0, 1.0)


def stable_shapes(batches, multiple):
    out = []
    for b in batches:
        m = math.ceil(b.size(0) / multiple) * multiple
        full = b.new_zeros((m, *b.shape[1:]))
        full[: b.size(0)].copy_(b)
        out.append((full, torch.arange(m).lt(b.size(0))))
    return out


def compiled_equal(fn, x, backend):
    copies = [x.clone() for _ in range(2)]
    results = [f(c) for f, c in zip((fn, torch.compile(fn, backend=backend)), copies)]
    return torch.isclose(results[0], results[1], rtol=1e-4, atol=1e-5).all().item()
