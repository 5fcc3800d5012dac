"""Draws the unit's animation: two islands, the CPU and the GPU, and one ferry. Across the water nothing is computed.
The ferry takes copies of the batch over, the step is taken there, and scores come home.

What sails is what the solution's `to_device` moved; the numbers come from its `train_step` and `to_numpy`, computed on
the simulated device. One file serves both languages.
"""

import math
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import torch
from torch import nn

from autograder.given import simgpu
from autograder.pictures import BLUE, INK, MUTED, ORANGE, PAPER, RED, SEQUENTIAL, Cells, Colour, Drawing, Shape

WIDTH, HEIGHT = 760, 408  # px, as all lengths here
SECONDS = 18
ISLAND, SHORE, TOP, BOTTOM = 212, 20, 84, 386  # width of an island, x of its left edge, y of its edges
EAST = WIDTH - SHORE - ISLAND  # x of the right island's left edge
PIER = SHORE + ISLAND + 6  # x of the ferry at the left shore
HULL, DECK = 134, 250  # width of the ferry, y of its deck
WAY = EAST - 6 - HULL - PIER  # how far the ferry sails
CELL = 25
PHOTO = torch.tensor([[[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]]])  # (B, H, W) = (1, 2, 3)
LABEL = torch.tensor([1])
LR = 0.5
WATER = Colour("#7fb2dd", "#2f5f8c")
DESC = (
    "Two islands with water between them, CPU on the left and GPU on the right. On the left lie a photo, a label and a "
    "name; on the right stands a model. An arrow from the photo to the model ends in a red cross in the water: two "
    "devices. Then to_device puts copies of the photo and of the label on the ferry, which takes them over; the name, "
    "a text, needs no crossing. On the right train_step computes a loss and changes the weights. At the end "
    "to_numpy sends a copy of the scores home on the ferry. "
    "两个岛，中间隔着水：左边是 CPU，右边是 GPU。左边放着一张照片、一个标签和一个名字；右边有一个模型。"
    "从照片指向模型的箭头在水中央变成红叉：两个设备。接着 to_device 把照片和标签的副本装上渡船，送到对岸；"
    "名字是文字，用不着过海。右边的 train_step 算出损失，改变权重。最后 to_numpy 用渡船把得分的副本送回家。"
)


@dataclass(frozen=True)
class Story:
    """What the solution's functions did."""

    moved: dict[str, Any]  # for each entry of the batch, the device on which it is afterwards
    before: Any  # weights, (K, D)
    after: Any
    loss: float
    scores: Any  # (1, K)


def tell(solution: ModuleType) -> Story:
    """Move a batch, take a step, fetch scores, on the simulated device."""
    batch = {"photo": PHOTO, "label": LABEL, "name": "shirt"}
    with simgpu.watch():
        there = solution.to_device(batch, "gpu")
        moved = {key: value.device.type if isinstance(value, torch.Tensor) else "" for key, value in there.items()}
        model = nn.Sequential(nn.Flatten(), nn.Linear(6, 2, bias=False)).to("gpu")
        nn.init.zeros_(model[1].weight)
        before = model[1].weight.tolist()
        opt = torch.optim.SGD(model.parameters(), lr=LR)
        loss = solution.train_step(model, (PHOTO, LABEL), opt, "gpu")
        scores = solution.to_numpy(model(PHOTO.to("gpu")))
        return Story(moved, before, model[1].weight.tolist(), float(loss), scores.tolist())


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    story = tell(solution)
    drawing = Drawing(WIDTH, HEIGHT, title="Two islands and one ferry · 两个岛和一条渡船", desc=DESC, seconds=SECONDS)
    sea(drawing)
    for x, name in ((SHORE, "CPU"), (EAST, "GPU")):
        drawing.box(x, TOP, ISLAND, BOTTOM - TOP, fill=PAPER, line=MUTED, thick=2, radius=34)
        drawing.text(x + ISLAND / 2, TOP + 26, name, size=19, bold=True)
    captions(drawing)
    refuse(drawing)
    boat = ferry(drawing)
    left_behind(drawing)
    cargo = on_the_left(drawing)
    weights = model_on_the_right(drawing, story)
    sailing = [name for name, device in story.moved.items() if device == "gpu"]
    take_over(boat, [cargo[name] for name in sailing])
    step(drawing, weights, story)
    bring_home(drawing, boat, story)
    return drawing.svg(still)


def sea(drawing: Drawing) -> None:
    """Waves between the islands."""
    for row in range(8):
        y = 118 + 35 * row
        points = [(x, y + 4 * math.sin(x / 9 + row)) for x in range(SHORE + ISLAND + 12, EAST - 11, 4)]
        drawing.line(*points, colour=WATER, width=2)


def captions(drawing: Drawing) -> None:
    """The line of code on top, one after another, and what it means."""
    told = [
        ("model(photo)", "two devices: an error · 两个设备：报错", 0.5, 3.2),
        ('to_device(batch, "gpu")', "copies of tensors cross, text does not · 张量的副本过海，文字不过海", 3.4, 8.2),
        ('train_step(model, batch, opt, "gpu")', "all on one island · 全在同一个岛上", 8.4, 11.6),
        ("to_numpy(scores)", "NumPy lives on the CPU · NumPy 只住在 CPU 上", 11.8, SECONDS),
    ]
    for code, meaning, start, end in told:
        above = drawing.text(WIDTH / 2, 26, code, size=18, code=True, bold=True)
        below = drawing.text(WIDTH / 2, 54, meaning, size=15, colour=MUTED)
        both = drawing.select(above, below).appear((start, start + 0.3))
        if end < SECONDS:
            both.vanish((end - 0.2, end))


def refuse(drawing: Drawing) -> None:
    """An attempt across the water."""
    x, y, r, gone = WIDTH / 2, 176, 13, (2.9, 3.2)
    arrow = drawing.arrow((SHORE + ISLAND - 18, y - 16), (x - 24, y - 3), colour=RED, dashed=True)
    arrow.appear((0.8, 1.1)).vanish(gone)
    for up in (-r, r):
        drawing.line((x - r, y - up), (x + r, y + up), colour=RED, width=5).appear((1.4, 1.6)).vanish(gone)


def ferry(drawing: Drawing) -> Shape:
    """It lies at the left shore."""
    cabin = drawing.box(PIER + HULL - 26, DECK - 30, 20, 32, fill=ORANGE, line=None, radius=3)
    hull = drawing.box(PIER, DECK, HULL, 22, fill=BLUE, line=None, radius=10)
    rail = drawing.line((PIER + 2, DECK), (PIER + HULL - 2, DECK), colour=INK, width=3)
    return drawing.group(cabin, hull, rail)


def left_behind(drawing: Drawing) -> None:
    """The batch, which stays as it is."""
    for name, y in (("photo", TOP + 76), ("label", TOP + 132), ("name", TOP + 174)):
        drawing.text(SHORE + 78, y, name, size=15, code=True, colour=MUTED, anchor="end")
    drawing.text(SHORE + 92, TOP + 174, '"shirt"', size=15, code=True, anchor="start")
    on_the_left(drawing)


def on_the_left(drawing: Drawing) -> dict[str, Cells]:
    """The tensors of the batch."""
    x = SHORE + 92
    return {
        "photo": drawing.cells(PHOTO[0], x, TOP + 76 - CELL, size=CELL, palette=SEQUENTIAL, limit=2, digits=0),
        "label": drawing.cells([LABEL.tolist()], x, TOP + 120, size=CELL, palette=SEQUENTIAL, limit=4, digits=0),
    }


def model_on_the_right(drawing: Drawing, story: Story) -> Cells:
    """The model with its weights."""
    size = 31
    drawing.box(EAST + 7, TOP + 142, ISLAND - 14, 2 * size + 8, line=MUTED, radius=8)
    drawing.text(EAST + 9, TOP + 129, "model", size=15, code=True, colour=MUTED, anchor="start")
    left = EAST + (ISLAND - 6 * size) / 2
    return drawing.cells(story.before, left, TOP + 146, size=size, limit=0.5, digits=2)


def take_over(boat: Shape, cargo: list[Cells]) -> None:
    """Load what crosses, sail, unload."""
    spots, left = [], PIER + 4
    for parcel in cargo:
        spots.append((left - parcel.box.x, DECK - 2 - parcel.box.bottom))
        left += parcel.box.width + 5
    for parcel, (dx, dy) in zip(cargo, spots, strict=True):
        parcel.slide(dx, dy, (3.8, 4.8))
    if not cargo:
        return
    boat.slide(WAY, 0, (5.0, 6.6))
    left = EAST + 46
    for parcel, (dx, dy) in zip(cargo, spots, strict=True):
        parcel.slide(WAY, 0, (5.0, 6.6))
        x, y = parcel.box.x + dx + WAY, parcel.box.bottom + dy
        parcel.slide(left - x, TOP + 104 - y, (6.8, 7.8))
        left += parcel.box.width + 24


def step(drawing: Drawing, weights: Cells, story: Story) -> None:
    """The loss, and the weights after the step."""
    loss = drawing.text(EAST + ISLAND / 2, TOP + 240, f"loss = {story.loss:.2f}", size=17, code=True, bold=True)
    loss.appear((8.8, 9.2)).vanish((11.4, 11.6))
    weights.become(story.after, at=(9.6, 10.6))


def bring_home(drawing: Drawing, boat: Shape, story: Story) -> None:
    """The model's scores, as an array for NumPy."""
    size, x, y = 36, EAST + ISLAND / 2 - 36, TOP + 226
    drawing.cells(story.scores, x, y, size=size, limit=2, digits=0).appear((12.0, 12.4))
    told = drawing.text(EAST + ISLAND / 2, y + size + 16, "scores", size=15, code=True, colour=MUTED)
    told.appear((12.0, 12.4))
    copy = drawing.cells(story.scores, x, y, size=size, limit=2, digits=0).appear((12.4, 12.6))
    loaded = EAST - 6 - HULL + 16
    copy.slide(loaded - x, DECK - 2 - size - y, (12.8, 13.6))
    drawing.select(boat, copy).slide(-WAY, 0, (13.8, 15.4))
    home = SHORE + 92
    copy.slide(home - (loaded - WAY), TOP + 206 - (DECK - 2 - size), (15.6, 16.4))
    told = drawing.text(home - 14, TOP + 206 + size / 2, "array", size=15, code=True, colour=MUTED, anchor="end")
    told.appear((16.2, 16.5))
