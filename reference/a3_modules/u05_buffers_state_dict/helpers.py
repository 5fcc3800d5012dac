"""a3/u05 Buffers and state_dict: what the checks do with your classes and functions. Read it, and try it yourself.

All files in here are files in memory, `io.BytesIO`: the checks run where nothing may be written to a disk.
"""

import io
from collections import OrderedDict
from collections.abc import Callable, Sequence

import torch
from torch import nn

State = dict[str, torch.Tensor]


def copies(tensors: State) -> State:
    """The same numbers in tensors of their own, so that nothing that comes later changes them."""
    return {name: value.detach().clone() for name, value in tensors.items()}


def file_with(state: State) -> io.BytesIO:
    """A file in memory that holds a state, ready to be read from its beginning."""
    file = io.BytesIO()
    torch.save(dict(state), file)
    file.seek(0)
    return file


# ----------------------------------------------------------------- Standardise


def measured(function: type[nn.Module], x: torch.Tensor) -> State:
    """What a layer made by function.from_data(x) holds."""
    return copies(function.from_data(x).state_dict())


def standardised(function: type[nn.Module], x: torch.Tensor, held: State) -> torch.Tensor:
    """What a layer answers to x after it has loaded the state `held`."""
    layer = function(torch.zeros(x.shape[1]), torch.ones(x.shape[1])).to(x.dtype)
    layer.load_state_dict(held)
    return layer(x)


def after_a_step(function: type[nn.Module], mean: torch.Tensor, std: torch.Tensor, x: torch.Tensor) -> State:
    """What a layer holds after one step of training: it stands before a linear layer, and all is free to learn."""
    layer = function(mean.clone(), std.clone())
    model = nn.Sequential(layer, nn.Linear(len(mean), 1).to(x.dtype))
    model.requires_grad_(True)  # as whoever unfreezes a whole network does
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1)
    for parameter in model[1].parameters():
        nn.init.constant_(parameter, 0.5)
    model(x).square().sum().backward()
    optimiser.step()
    return copies(layer.state_dict())


def after_a_journey(function: type[nn.Module], mean: torch.Tensor, std: torch.Tensor) -> dict[str, str]:
    """Where `mean` and `std` are when the layer was sent to the device "meta", in float64.

    "meta" is a device that every computer has: it knows shapes and dtypes, and has no numbers.
    """
    layer = function(mean, std).to("meta", torch.float64)
    return {name: f"{getattr(layer, name).dtype} on {getattr(layer, name).device}" for name in ("mean", "std")}


def given_after_loading(function: type[nn.Module], given: State, held: State) -> State:
    """Make a layer from the tensors in `given`, let it load the state `held`: what is in the given tensors then."""
    mine = copies(given)
    layer = function(mine["mean"], mine["std"])
    layer.load_state_dict(held)
    return mine


# ----------------------------------------------------------------- RunningMean


def buffers_at_first(function: type[nn.Module], n_features: int) -> State:
    """The buffers of a fresh layer."""
    return copies(dict(function(n_features).named_buffers()))


def answers(
    function: type[nn.Module], batches: Sequence[torch.Tensor], training: Sequence[bool] | None = None
) -> list[torch.Tensor]:
    """What one layer says to each batch. All answers are kept, and looked at when the last one is there.

    `training` says for each batch in which mode the layer is; without it, it is training all the time.
    """
    layer = function(batches[0].shape[1]).to(batches[0].dtype)
    modes = [True] * len(batches) if training is None else training
    return [layer.train(mode)(x) for x, mode in zip(batches, modes, strict=True)]


def today_and_tomorrow(
    function: type[nn.Module], today: Sequence[torch.Tensor], tomorrow: Sequence[torch.Tensor]
) -> list[torch.Tensor]:
    """Train a layer today, and keep its state; tomorrow a fresh layer loads it: its answers to the batches."""
    layer = function(today[0].shape[1]).to(today[0].dtype)
    for x in today:
        layer(x)
    fresh = function(today[0].shape[1]).to(today[0].dtype)
    fresh.load_state_dict(copies(layer.state_dict()))
    return [fresh(x).clone() for x in tomorrow]


def goes_on(function: type[nn.Module], held: State, batches: Sequence[torch.Tensor]) -> State:
    """What a layer holds that has loaded the state `held` and then seen the batches."""
    layer = function(len(held["mean"])).to(held["mean"].dtype)
    layer.load_state_dict(held)
    for x in batches:
        layer(x)
    return copies(layer.state_dict())


# ------------------------------------------------------------------ save, load


def network(channels: int, classes: int) -> nn.Sequential:
    """A small network: photos of 4 x 4 pixels, (B, 1, 4, 4), in; scores, (B, classes), out. Every weight is 0.5.

    Its state has 7 entries: 4 are parameters, and 3, with names like `norm.running_mean`, are buffers.
    """
    model = nn.Sequential(
        OrderedDict(
            conv=nn.Conv2d(1, channels, 3, bias=False),  # (B, channels, 2, 2)
            norm=nn.BatchNorm2d(channels),
            flatten=nn.Flatten(),  # (B, channels * 4)
            scores=nn.Linear(channels * 4, classes, bias=False),  # (B, classes)
        )
    )
    for parameter in model.parameters():
        nn.init.constant_(parameter, 0.5)
    return model


def saved(function: Callable[..., object], channels: int, classes: int, state: State | None = None) -> State:
    """Let function(model, file) save a network that holds `state`; what torch finds in the file."""
    model = network(channels, classes)
    if state is not None:
        model.load_state_dict(state)
    file = io.BytesIO()
    function(model, file)
    file.seek(0)
    return torch.load(file, weights_only=True)


def loaded(function: Callable[..., object], channels: int, classes: int, state: State) -> State:
    """Put `state` into a file, let function(model, file) load it into a network; what the network holds then."""
    model = network(channels, classes)
    function(model, file_with(state))
    return copies(model.state_dict())


# ------------------------------------------------------------------ diff_state


def in_order(function: Callable[..., object], a: State, b: State) -> object:
    """What function(a, b) says, with each list of names in alphabetical order: yours may have any."""
    told = function(a, b)
    if not isinstance(told, dict):
        return told
    return {key: sorted(names, key=str) if isinstance(names, list) else names for key, names in told.items()}
