"""A device that computes on the CPU, and behaves like a card where it matters."""

from __future__ import annotations

import copy
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

from autograder.given import simgpu
from autograder.given.simgpu import Seen


@pytest.fixture
def seen() -> Iterator[Seen]:
    assert simgpu.available() == ""
    with simgpu.watch() as seen:
        yield seen


def network() -> nn.Module:
    torch.manual_seed(3)
    return nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(64, 10)
    )


def trained(device: str, optimizer: Callable[..., torch.optim.Optimizer]) -> list[float]:
    """Losses of four steps."""
    model = network().to(device)
    opt = optimizer(model.parameters(), lr=0.05)
    generator = torch.Generator().manual_seed(5)
    losses = []
    for _ in range(4):
        x = torch.randn(6, 1, 8, 8, generator=generator).to(device)
        y = torch.randint(0, 10, (6,), generator=generator).to(device)
        opt.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        losses.append(loss.item())
    return losses


@pytest.mark.parametrize("optimizer", [torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW])
def test_training_gives_the_losses_of_the_cpu(seen: Seen, optimizer: Callable[..., torch.optim.Optimizer]) -> None:
    assert trained("gpu", optimizer) == pytest.approx(trained("cpu", optimizer), rel=1e-5)
    assert seen.launches > 100


@pytest.mark.parametrize(
    "mixed",
    [
        lambda here, there: there + here,
        lambda here, there: here @ there.T,
        lambda here, there: F.linear(there, here),
        lambda here, there: torch.cat([here, there]),
        lambda here, there: there.add_(here),
        lambda here, there: F.mse_loss(there, here),
        lambda here, there: F.embedding(torch.tensor([1, 0]), there),
    ],
)
def test_two_devices_in_one_operation_raise_what_cuda_raises(seen: Seen, mixed: Callable[..., object]) -> None:
    here = torch.randn(3, 4)
    with pytest.raises(RuntimeError, match="Expected all tensors to be on the same device"):
        mixed(here, here.to("gpu"))


def test_numbers_without_axes_and_indices_of_the_host_may_be_mixed(seen: Seen) -> None:
    x = torch.randn(3, 4).to("gpu")
    assert (x * torch.tensor(2.0)).device.type == "gpu"
    assert x[torch.tensor([0, 2])].shape == (2, 4)


@pytest.mark.parametrize(
    ("why", "waits"),
    [
        ("item", lambda x: x.sum().item()),
        ("item", lambda x: float(x.sum())),
        ("item", lambda x: bool(x.sum() > 0)),
        ("cpu", lambda x: x.cpu()),
        ("cpu", lambda x: x.to("cpu")),
        ("tolist", lambda x: x.tolist()),
        ("print", lambda x: repr(x)),
        ("nonzero", lambda x: x.nonzero()),
        ("nonzero", lambda x: x[x > 0]),
        ("equal", lambda x: torch.equal(x, x)),
    ],
)
def test_what_makes_the_host_wait_is_noted(seen: Seen, why: str, waits: Callable[[torch.Tensor], object]) -> None:
    x = torch.randn(3, 4).to("gpu")
    assert seen.syncs == []
    waits(x)
    assert seen.syncs[:1] == [why]


def test_work_that_stays_on_the_device_makes_nobody_wait(seen: Seen) -> None:
    model = network().to("gpu")
    x, y = torch.randn(6, 1, 8, 8).to("gpu"), torch.zeros(6, dtype=torch.int64, device="gpu")
    opt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    total = torch.zeros((), device="gpu")
    for _ in range(3):
        opt.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
        total += loss.detach()
    assert seen.syncs == []


def test_copied_bytes_are_counted_in_each_direction(seen: Seen) -> None:
    x = torch.randn(5, 4).to("gpu")
    assert (seen.to_device_bytes, seen.to_host_bytes) == (80, 0)
    x.to("gpu")
    x.double()
    assert (seen.to_device_bytes, seen.to_host_bytes) == (80, 0)
    x[:2].cpu()
    assert (seen.to_device_bytes, seen.to_host_bytes) == (80, 32)
    x.copy_(torch.randn(5, 4))
    assert seen.to_device_bytes == 160


def test_views_are_no_launches(seen: Seen) -> None:
    x = torch.zeros(3, 4, device="gpu")
    before = seen.launches
    x.T.reshape(2, 6)[1:].unsqueeze(0)
    assert seen.launches <= before + 1  # the reshape of a transposed tensor copies
    x.view(12)[2:].view(2, 5).t()
    assert seen.launches <= before + 1


def test_memory_is_counted_once_and_given_back(seen: Seen) -> None:
    x = torch.zeros(1000, device="gpu")
    view = x[10:]
    assert seen.live_bytes == 4000
    y = x + 1
    assert seen.live_bytes == 8000
    del y
    assert (seen.live_bytes, seen.peak_bytes) == (4000, 8000)
    del x
    assert seen.live_bytes == 4000  # the view holds it
    del view
    assert seen.live_bytes == 0


def test_numpy_is_refused_with_what_to_do(seen: Seen) -> None:
    x = torch.ones(2).to("gpu")
    with pytest.raises(TypeError, match=r"Use Tensor.cpu\(\)"):
        x.numpy()
    assert x.cpu().numpy().tolist() == [1.0, 1.0]


def test_writing_in_place_shows_in_views(seen: Seen) -> None:
    x = torch.zeros(2, 3, device="gpu")
    row = x[1]
    row += 5
    x[0, 2] = 7.0
    assert x.tolist() == [[0.0, 0.0, 7.0], [5.0, 5.0, 5.0]]


def test_weights_go_from_one_model_to_another_and_models_are_copied(seen: Seen) -> None:
    one, two = network().to("gpu"), network()
    nn.init.zeros_(two[5].weight)
    assert str(two.to("gpu").load_state_dict(one.state_dict())) == "<All keys matched successfully>"
    assert torch.equal(two[5].weight, one[5].weight)
    assert next(copy.deepcopy(one).parameters()).device.type == "gpu"


def test_attention_and_a_block_of_a_transformer_work_forward_and_back(seen: Seen) -> None:
    block = nn.TransformerEncoderLayer(8, 2, dim_feedforward=16, dropout=0.0, batch_first=True)
    twin = copy.deepcopy(block).to("gpu")
    x = torch.randn(2, 5, 8)
    here, there = block(x), twin(x.to("gpu"))
    torch.testing.assert_close(there.cpu(), here)
    there.sum().backward()
    here.sum().backward()
    torch.testing.assert_close(twin.linear1.weight.grad.cpu(), block.linear1.weight.grad)
    q = torch.randn(2, 2, 3, 4, device="gpu")
    assert F.scaled_dot_product_attention(q, q, q, is_causal=True).device.type == "gpu"


@pytest.mark.filterwarnings("ignore:.*pin_memory.*")
def test_pinning_in_a_loader_has_no_effect(seen: Seen) -> None:
    loader = DataLoader(TensorDataset(torch.randn(7, 4)), batch_size=3, pin_memory=True)
    moved = [batch.to("gpu", non_blocking=True) for (batch,) in loader]
    assert [len(batch) for batch in moved] == [3, 3, 1]
    assert seen.to_device_bytes == 7 * 4 * 4


def test_autocast_computes_products_in_bfloat16_and_losses_in_float32(seen: Seen) -> None:
    layer, x = nn.Linear(4, 3).to("gpu"), torch.randn(5, 4).to("gpu")
    with torch.autocast("gpu", dtype=torch.bfloat16):
        scores = layer(x)
        loss = F.cross_entropy(scores, torch.zeros(5, dtype=torch.int64, device="gpu"))
    assert (scores.dtype, loss.dtype, layer.weight.dtype) == (torch.bfloat16, torch.float32, torch.float32)
    loss.backward()
    assert layer.weight.grad.dtype is torch.float32
    assert layer(x).dtype is torch.float32


def test_each_watch_counts_for_itself() -> None:
    with simgpu.watch() as first:
        x = torch.ones(2).to("gpu")
        with simgpu.watch() as second:
            (x + 1).sum().item()
    assert (first.launches, first.syncs) == (0, [])
    assert (second.launches, second.syncs) == (2, ["item"])


def test_outside_of_a_watch_tensors_of_the_device_still_work() -> None:
    with simgpu.watch():
        x = torch.ones(2).to("gpu")
    assert (x + 1).tolist() == [2.0, 2.0]


def test_numbers_of_python_become_tensors_on_the_device(seen: Seen) -> None:
    x = torch.tensor([[1.0, 2.0]], device="gpu", requires_grad=True)
    assert (x.device.type, x.requires_grad, x.is_leaf, seen.to_device_bytes) == ("gpu", True, True, 8)
    assert torch.as_tensor([1, 2], device="gpu").dtype is torch.int64
    assert torch.as_tensor(x, device=x.device) is x
    new = x.detach().new_tensor([3, 4])
    assert (new.device.type, new.dtype, new.tolist()) == ("gpu", torch.float32, [3.0, 4.0])
    assert torch.tensor([1.0]).device.type == "cpu"


def test_a_number_can_be_formatted_and_the_host_waits_for_it(seen: Seen) -> None:
    loss = torch.tensor(0.25).to("gpu")
    assert f"{loss:.3f}" == "0.250"
    assert seen.syncs == ["item"]


def test_going_back_works_in_a_process_that_went_back_on_the_cpu_before() -> None:
    code = """if True:
        import torch
        w = torch.ones(2, requires_grad=True)
        (w * 2).sum().backward()
        from autograder.given import simgpu
        with simgpu.watch():
            v = torch.ones(2).to("gpu").requires_grad_()
            (v * 2).sum().backward()
            print(v.grad.tolist())
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[2.0, 2.0]", done.stderr[-500:]
