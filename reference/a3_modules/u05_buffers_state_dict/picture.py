"""Draws the unit's animation: a model packs its suitcase. Parameters and buffers go into the file and come out in a
fresh model; a plain attribute stays at home.

The model is made of the solution's layers, the file is written and read by the solution's `save` and `load`, and what
stays at home is what `diff_state` finds. One file serves both languages.
"""

import io
from types import ModuleType

import torch
from torch import nn

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, SEQUENTIAL, TILE, Cells, Colour, Drawing

WIDTH, HEIGHT = 760, 436  # px, as all lengths here
CELL = 36
HOME, CASE, AWAY = 134, 340, 550  # left edges of the cells: in the model, in the file, in the fresh model
PITCH = 42  # from one row to the next
TOP = 88  # of the first row
SAVE, LOAD = (1.8, 3.4), (6.0, 7.6)  # seconds
KINDS = (("parameter · 参数", ORANGE), ("buffer · 缓冲区", BLUE), ("plain attribute · 普通属性", MUTED))
DESC = (
    "On the left a model with six tensors: the parameter head.weight, the buffers scale.mean, scale.std, seen.mean and "
    "seen.count, and the plain attribute note. save(model, path): copies of the parameter and the buffers slide into a "
    "suitcase, the file; note turns pale and stays at home. load(fresh, path): they slide on into a fresh model on the "
    "right and take the places of its numbers; its own note is as it was. "
    "左边的模型里有六个张量：参数 head.weight，缓冲区 scale.mean、scale.std、seen.mean、seen.count，以及普通属性 note。"
    "save(model, path)：参数和缓冲区的副本滑进手提箱，也就是文件；note 变淡，留在家里。"
    "load(fresh, path)：它们继续滑到右边新建的模型里，取代那里原来的数；那个模型自己的 note 没有变化。"
)


def model_of(scale: nn.Module, seen: nn.Module, weight: list[float], note: list[float]) -> nn.Module:
    """A model of two of the unit's layers, a linear one, and a tensor that is a plain attribute."""
    model = nn.Module()
    model.scale, model.seen, model.head = scale, seen, nn.Linear(2, 1, bias=False)
    model.note = torch.tensor(note)
    with torch.no_grad():
        model.head.weight.copy_(torch.tensor([weight]))
    return model


def tensors(model: nn.Module) -> list[tuple[int, str, torch.Tensor]]:
    """The six tensors: kind (a place in KINDS), name, numbers. The attribute is the last."""
    names = ["head.weight", "scale.mean", "scale.std", "seen.mean", "seen.count"]
    held = [(min(i, 1), name, model) for i, name in enumerate(names)] + [(2, "note", model)]
    found = []
    for kind, name, thing in held:
        for part in name.split("."):
            thing = getattr(thing, part)
        found.append((kind, name, torch.as_tensor(thing).detach().clone()))
    return found


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="Packing a suitcase · 收拾手提箱", desc=DESC, seconds=12)
    photos = torch.tensor([[2.0, 10.0], [4.0, 30.0], [6.0, 50.0]])
    model = model_of(solution.Standardise.from_data(photos), solution.RunningMean(2), [6.0, 3.0], [9.0, 9.0])
    model.seen(torch.tensor([[7.0, 12.0], [9.0, 18.0]]))
    fresh = model_of(
        solution.Standardise(torch.zeros(2), torch.ones(2)), solution.RunningMean(2), [0.0, 0.0], [0.0, 0.0]
    )
    file = io.BytesIO()
    solution.save(model, file)
    file.seek(0)
    packed = torch.load(file)
    wanted = {name: numbers for _, name, numbers in tensors(model)}
    left = solution.diff_state(wanted, packed)["missing"]

    suitcase(drawing)
    before, home = tensors(fresh), tensors(model)
    file.seek(0)
    solution.load(fresh, file)
    after = {name: numbers for _, name, numbers in tensors(fresh)}
    for i, ((kind, name, numbers), (_, _, at_first)) in enumerate(zip(home, before, strict=True)):
        y = TOP + PITCH * i + 10 * kind
        row(drawing, name, KINDS[kind][1], y)
        mine = cells(drawing, numbers, HOME, y)
        cells(drawing, at_first, AWAY, y)
        if name in left:
            mine.fade(0.3, (SAVE[1], SAVE[1] + 0.5))
            words = drawing.text(CASE + CELL, y + CELL / 2, "stays at home · 留在家里", size=13, colour=MUTED)
            words.appear((SAVE[1], SAVE[1] + 0.5))
        else:
            copy = cells(drawing, packed[name], CASE, y)
            copy.appear((SAVE[0] - 0.3, SAVE[0])).slide_from(HOME - CASE, 0, SAVE)
            copy = cells(drawing, after[name], AWAY, y)
            copy.appear((LOAD[0] - 0.3, LOAD[0])).slide_from(CASE - AWAY, 0, LOAD)
    return drawing.svg(still)


def cells(drawing: Drawing, numbers: torch.Tensor, x: float, y: float) -> Cells:
    """One row of cells."""
    return drawing.cells(numbers.reshape(1, -1), x, y, size=CELL, palette=SEQUENTIAL, limit=40, digits=0)


def row(drawing: Drawing, name: str, colour: Colour, y: float) -> None:
    """The name of a tensor, in the model and in the fresh one, with a dot of its kind's colour."""
    middle = y + CELL / 2
    drawing.dot(20, middle, 5, colour=colour)
    drawing.text(34, middle, name, size=13, code=True, anchor="start")
    drawing.text(AWAY + 2 * CELL + 12, middle, name, size=13, code=True, anchor="start", colour=MUTED)


def suitcase(drawing: Drawing) -> None:
    """The headings, the kinds, and the file between the models; its lock closes when all is packed."""
    drawing.text(HOME + CELL, 26, "model", size=15, code=True, bold=True)
    drawing.text(AWAY + CELL, 26, "fresh", size=15, code=True, bold=True)
    for name, (start, end), leaves in (("save(model, path)", SAVE, True), ("load(fresh, path)", LOAD, False)):
        told = drawing.text(CASE + CELL, 26, name, size=15, code=True, bold=True).appear((start - 0.8, start - 0.4))
        if leaves:
            told.vanish((end + 1.2, end + 1.6))
    x, width, bottom = CASE - 44, 2 * CELL + 88, TOP + 5 * PITCH + 11
    handle = [(CASE + CELL - 26, TOP - 16), (CASE + CELL - 26, TOP - 34), (CASE + CELL + 26, TOP - 34)]
    drawing.line(*handle, (CASE + CELL + 26, TOP - 16), colour=MUTED, width=5)
    drawing.box(x, TOP - 16, width, bottom - TOP + 16, fill=TILE, line=MUTED, radius=12)
    for side in (x + 14, x + width - 22):
        lock = drawing.box(side, TOP - 22, 8, 14, fill=GREEN, line=None, radius=2)
        lock.appear((SAVE[1], SAVE[1] + 0.3)).slide_from(0, -10, (SAVE[1], SAVE[1] + 0.3))
    drawing.line((20, HEIGHT - 62), (WIDTH - 20, HEIGHT - 62), colour=LINE, width=1)
    for (words, colour), place in zip(KINDS, (150, 350, 550), strict=True):
        drawing.dot(place - 14, HEIGHT - 34, 5, colour=colour)
        drawing.text(place, HEIGHT - 34, words, size=13, anchor="start", colour=INK)
