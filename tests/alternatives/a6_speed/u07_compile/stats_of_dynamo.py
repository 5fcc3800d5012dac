"""With prints, warnings and a mutable helper."""

import warnings

import torch
from torch._dynamo.utils import counters

warnings.warn("careful")
EVENTS = []


def forget():
    torch._dynamo.reset()
    counters.clear()


def count_graphs(fn, *args):
    forget()
    torch.compile(fn, backend="eager")(*args)
    print(dict(counters["stats"]))
    return counters["stats"]["unique_graphs"]


def count_compiles(fn, argsets, dynamic=None):
    forget()
    compiled = torch.compile(fn, backend="eager", dynamic=dynamic)
    for args in argsets:
        compiled(*args)
    return int(counters["stats"]["unique_graphs"])


def no_breaks(x):
    """Masks instead of where."""
    EVENTS.append("no_breaks")
    mean = x.mean()
    darker = mean > 0.5
    shift = torch.where(darker, -0.25, 0.0).to(x.dtype)
    factor = torch.where(darker, 1.0, 2.0).to(x.dtype)
    return (x * factor + shift).clamp(0, 1)


def stable_shapes(batches, multiple):
    pairs = []
    for batch in batches:
        m = len(range(0, len(batch), multiple)) * multiple
        index = torch.arange(m)
        mask = index < len(batch)
        full = batch[index.clamp(max=len(batch) - 1)]
        full[~mask] = 0
        pairs.append((full, mask))
    return pairs


def compiled_equal(fn, x, backend):
    forget()
    a = torch.compile(fn, backend=backend)(x.clone())
    b = fn(x.clone())
    return (a - b).norm().item() < 1e-4 * b.norm().item()
