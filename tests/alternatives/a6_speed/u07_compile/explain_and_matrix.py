"""Uses torch's own tools."""

import sys

import torch
import torch._dynamo
from torch._dynamo.testing import CompileCounter

print("hello from my file")
print("and to stderr", file=sys.stderr)


def with_breaks(x):
    mean = x.mean()
    print(f"mean {mean.item():.2f}")
    if mean > 0.5:
        x = x - 0.25
    else:
        x = x * 2
    return x.clamp(0, 1)


def count_graphs(fn, *args):
    print("counting")
    return torch._dynamo.explain(fn)(*args).graph_count


def count_compiles(fn, argsets, dynamic=None):
    torch._dynamo.reset()
    counter = CompileCounter()
    quick = torch.compile(fn, backend=counter, dynamic=dynamic)
    for args in argsets:
        quick(*args)
    return counter.frame_count


def no_breaks(x):
    print("no_breaks is called")
    bright = (x.mean() > 0.5).to(x.dtype)
    y = bright * (x - 0.25) + (1 - bright) * (2 * x)
    y = torch.clip(y, 0, 1)
    print("no_breaks is done")
    return y


def stable_shapes(batches, multiple):
    out = []
    for batch in batches:
        missing = (multiple - len(batch) % multiple) % multiple
        pads = [0, 0] * (batch.dim() - 1) + [0, missing]
        mask = torch.nn.functional.pad(torch.ones(len(batch), dtype=torch.bool), (0, missing), value=False)
        out.append((torch.nn.functional.pad(batch, pads), mask))
    return out


def compiled_equal(fn, x, backend):
    torch._dynamo.reset()
    try:
        torch.testing.assert_close(torch.compile(fn, backend=backend)(x.clone()), fn(x.clone()))
    except AssertionError as error:
        print(error)
        return False
    return True


if __name__ == "__main__":
    print(count_graphs(with_breaks, torch.rand(2, 2)))
