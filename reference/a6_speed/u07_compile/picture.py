"""Draws the unit's animation: shouted notes, three short sheets with gaps, one sheet of music.

The notes are the operators in the graphs that torch makes of `with_breaks` and of the solution's `no_breaks`; how many
graphs there are is what `count_graphs` says. How long anything takes is not measured. One file serves both languages.
"""

import contextlib
import io
import logging
from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, PAPER, PINK, RED, TILE, Colour, Drawing, Group

WIDTH, HEIGHT, SECONDS = 760, 456, 14  # px, as all lengths here; seconds
ROWS = (20, 170, 320)  # their upper edges
SHEETS, PITCH, MARGIN, GAP = 190, 68, 12, 62  # x of the first sheet; between notes; beside them; between sheets
BEGIN, HAND, PLAY, STOP = 1.0, 0.8, 0.4, 1.0  # seconds: the start; a shout or a sheet; a note; Python's own business
HEIGHTS = {"mean": 28, "gt": 14, "sub": 7, "mul": 21, "where": 0, "clamp": 28}  # of a note above the lowest line
DARK = torch.tensor([[0.0, 0.125], [0.25, 0.75]])
DESC = (
    "Three rows, each with a conductor called Python. Above, Python shouts every operator of with_breaks by itself, "
    "and each note is played after its shout. In the middle, with_breaks is compiled: three short sheets of music are "
    "handed over, and between them Python has to print, and to decide. Below, no_breaks is compiled: one sheet with "
    "all the notes is handed over once, and is played to the end. "
    "共三行，每行都有一位名叫 Python 的指挥。上面一行，with_breaks 的每个运算都由 Python 单独喊出来，"
    "喊一声才奏一个音符。"
    "中间一行，with_breaks 经过编译：交出三张短谱，谱与谱之间，Python 要打印，还要做决定。"
    "下面一行，no_breaks 经过编译：只交一次谱，所有的音符都在这一张上，一直演奏到底。"
)


def graphs_of(function: Callable[[torch.Tensor], torch.Tensor]) -> list[list[str]]:
    """The names of the operators in each graph, in order."""
    graphs: list[list[str]] = []

    def note(gm: Any, example_inputs: list[Any]) -> Callable[..., Any]:
        steps = [node.target for node in gm.graph.nodes if node.op.startswith("call")]
        graphs.append([str(getattr(step, "__name__", step)) for step in steps])
        return gm.forward  # type: ignore[no-any-return]

    torch.compiler.reset()
    torch.compile(function, backend=note)(DARK)
    return graphs


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    logging.getLogger("torch._dynamo").setLevel(logging.ERROR)  # a break is no news here
    with contextlib.redirect_stdout(io.StringIO()):
        broken, whole = graphs_of(solution.with_breaks), graphs_of(solution.no_breaks)
        counts = [solution.count_graphs(each, DARK) for each in (solution.with_breaks, solution.no_breaks)]
    drawing = Drawing(WIDTH, HEIGHT, title="Compiling · 编译", desc=DESC, seconds=SECONDS)
    told = [sum(map(len, broken)), *counts]
    names = ("with_breaks", "with_breaks", "no_breaks")
    ways = ("as it is · 不编译", "compiled · 编译之后", "compiled · 编译之后")
    units = ("{0} shouts · 喊 {0} 次", "{0} graphs · {0} 个图", "{0} graph · {0} 个图")
    for row, top in enumerate(ROWS):
        drawing.text(24, top + 8, names[row], size=14, code=True, bold=True, anchor="start")
        drawing.text(126, top + 8, ways[row], size=13, colour=MUTED, anchor="start")
        end = perform(drawing, whole if row == 2 else broken, top, shouted=row == 0)
        total = drawing.text(WIDTH - 24, top + 8, units[row].format(told[row]), size=14, bold=True, anchor="end")
        total.appear((end, end + 0.4))
    for top in ROWS[1:]:
        drawing.line((24, top - 14), (WIDTH - 24, top - 14), colour=LINE, width=1)
    return drawing.svg(still)


def perform(drawing: Drawing, graphs: list[list[str]], top: float, shouted: bool) -> float:
    """One row; when its last note has been played."""
    conductor(drawing, top)
    moment, x = BEGIN, float(SHEETS)
    own = ["print", "if"] if len(graphs) == 3 else ["…"] * len(graphs)  # what Python does after each graph
    for i, graph in enumerate(graphs):
        wide = PITCH * len(graph) + 2 * MARGIN
        if not shouted:
            say(drawing, "♪", top, INK, TILE, moment, HAND)
            sheet(drawing, graph, x, top, moment)
            moment += HAND
        for j, name in enumerate(graph):
            if shouted:
                say(drawing, f"{name}!", top, ORANGE, TILE, moment, HAND)
                moment += HAND
            middle = x + MARGIN + PITCH * (j + 0.5)
            played = note(drawing, name, middle, top, ORANGE if shouted else GREEN, named=shouted)
            played.appear((moment, moment + 0.1))
            moment += PLAY
        x += wide
        if i < len(graphs) - 1:
            say(drawing, own[i], top, RED, PINK, moment, STOP)
            if not shouted:
                gap(drawing, own[i], x + GAP / 2, top, moment)
            moment += STOP
            x += GAP
    return moment


def conductor(drawing: Drawing, top: float) -> None:
    """Python, with a raised hand."""
    x, ground = 58, top + 104
    drawing.dot(x, ground - 58, 9, colour=INK)
    drawing.line((x, ground - 49), (x, ground - 20), width=4)
    drawing.line((x - 9, ground), (x, ground - 20), (x + 9, ground), width=4)
    drawing.line((x - 13, ground - 30), (x, ground - 42), (x + 14, ground - 38), (x + 22, ground - 52), width=4)
    drawing.text(x, ground + 13, "Python", size=13, code=True, bold=True)


def say(drawing: Drawing, text: str, top: float, line: Colour, fill: Colour, start: float, seconds: float) -> None:
    """A bubble beside Python."""
    bubble = drawing.group(
        drawing.box(94, top + 34, 70, 24, fill=fill, line=line, radius=9),
        drawing.text(129, top + 46, text, size=14, code=True, colour=INK),
    )
    bubble.appear((start, start + 0.1)).vanish((start + seconds - 0.1, start + seconds))


def sheet(drawing: Drawing, graph: list[str], x: float, top: float, moment: float) -> None:
    """A sheet of music with the notes of a graph, not yet played, on its way from Python to its place."""
    wide = PITCH * len(graph) + 2 * MARGIN
    parts = [drawing.box(x, top + 24, wide, 94, fill=PAPER, line=BLUE, radius=4)]
    parts += [drawing.line((x + 5, top + y), (x + wide - 5, top + y), colour=LINE, width=1) for y in range(56, 85, 7)]
    notes = [note(drawing, name, x + MARGIN + PITCH * (j + 0.5), top, MUTED) for j, name in enumerate(graph)]
    whole = drawing.group(*parts, *notes)
    whole.slide_from(70 - x, 0, (moment, moment + HAND - 0.1)).appear((moment, moment + 0.1))


def note(drawing: Drawing, name: str, x: float, top: float, colour: Colour, named: bool = True) -> Group:
    """A note, with the name of its operator below if it is `named`."""
    y = top + 84 - HEIGHTS.get(name, 14)
    parts = [
        drawing.dot(x, y, 6, colour=colour),
        drawing.line((x + 5, y), (x + 5, y - 24), colour=colour, width=2.5),
    ]
    if named:
        parts.append(drawing.text(x, top + 104, name, size=14, code=True, colour=INK))
    return drawing.group(*parts)


def gap(drawing: Drawing, text: str, x: float, top: float, moment: float) -> None:
    """Where one sheet ends because Python has something to do."""
    torn = drawing.group(
        drawing.line((x - 5, top + 30), (x + 5, top + 46), (x - 5, top + 62), (x + 5, top + 78), colour=RED, width=2),
        drawing.text(x, top + 104, text, size=14, code=True, colour=RED),
    )
    torn.appear((moment, moment + 0.2))
