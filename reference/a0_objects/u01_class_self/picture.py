"""Draws the unit's animation: one class, two counters, and the tag `self` that jumps to the one that is called.

The counters are real: each line on the left is run, and after it the cells show what the two objects hold. One file
serves both languages.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from autograder.pictures import (
    BLUE,
    INK,
    LINE,
    MUTED,
    ORANGE,
    PAPER,
    SEQUENTIAL,
    TILE,
    Box,
    Cell,
    Cells,
    Drawing,
    Shape,
)

WIDTH, HEIGHT = 760, 380  # px, as all lengths here
LEFT, MIDDLE, RIGHT = 28, 270, 478  # left edges of the program, the class, the objects
TOP, BELOW = 40, 212  # upper edges of the two objects
CARD = Box(0, 0, 254, 128)  # an object's card
PLAN = Box(MIDDLE, 116, 144, 148)  # the class's card
LINES, PITCH = 80, 44  # the first line of the program, and how far apart lines are
CELL = 40
LIMIT = 20
FIRST, STEP = 0.4, 1.7  # s: when the first line is run, and how long each takes
DESC = (
    "A class Counter with its three methods, and a program of six lines. The first two lines make two objects, front "
    "and back, each with a value and a list seen of its own. Then methods are called, in turn on front and on back: "
    "the tag self jumps to the object in front of the dot, and only the cells of that object change. At the end front "
    "is reset; back keeps its numbers. "
    "一个带有三个方法的类 Counter，和一段六行的程序。前两行造出两个对象 front 和 back，各有自己的 value 和列表 seen。"
    "接着轮流对 front 和 back 调用方法：标签 self 跳到点号前面的那个对象上，只有这个对象的格子会变。"
    "最后 front 重新开始，back 的数保持不变。"
)


class Shown:
    """An object's card: its name, its value and its list."""

    def __init__(self, drawing: Drawing, name: str, y: float) -> None:
        self.drawing = drawing
        self.y = y
        self.box = Box(RIGHT, y, CARD.width, CARD.height)
        self.counter: Any = None
        self.value: Cells | None = None
        self.seen: list[tuple[int, Cell]] = []
        self.frame = drawing.box(RIGHT, y, CARD.width, CARD.height, fill=PAPER, line=LINE, thick=2, radius=10)
        self.parts: list[Shape] = [
            self.frame,
            drawing.text(RIGHT + 16, y + 20, name, anchor="start", code=True, bold=True),
        ]
        for i, attribute in enumerate(("value", "seen")):
            middle = y + 36 + CELL / 2 + i * (CELL + 4)
            self.parts.append(
                drawing.text(RIGHT + 70, middle, attribute, anchor="end", size=13, code=True, colour=MUTED)
            )

    def born(self, counter: Any, at: float) -> None:
        """Show the card, with what the new object holds."""
        self.counter = counter
        self.value = self.drawing.cells(
            [[counter.value]], RIGHT + 80, self.y + 36, size=CELL, palette=SEQUENTIAL, limit=LIMIT
        )
        self.drawing.select(*self.parts, self.value).appear((at, at + 0.4))

    def look(self, at: float) -> None:
        """Let the cells show what the object holds now; those that change blink."""
        assert self.value is not None
        if self.value.values[0][0] != self.counter.value:
            self.value.become([[self.counter.value]], (at, at + 0.3))
            self.value.cell(0, 0).pulse((at + 0.2, at + 0.5), by=1.2)
        kept = 0
        while kept < min(len(self.seen), len(self.counter.seen)) and self.seen[kept][0] == self.counter.seen[kept]:
            kept += 1
        for _, cell in self.seen[kept:]:
            cell.vanish((at, at + 0.3))
        for place, by in enumerate(self.counter.seen[kept:], start=kept):
            x = RIGHT + 80 + place * CELL
            cells = self.drawing.cells([[by]], x, self.y + 80, size=CELL, palette=SEQUENTIAL, limit=LIMIT)
            cells.appear((at, at + 0.3))
            self.seen[place:] = [(by, cells.cell(0, 0))]
        del self.seen[len(self.counter.seen) :]


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(
        WIDTH, HEIGHT, title="One class, two objects · 一个类，两个对象", desc=DESC, seconds=12.4, rest=8.55
    )
    pointer = drawing.box(LEFT - 12, LINES - 16, 208, 32, fill=TILE, line=None)
    methods = plan(drawing)
    front, back = Shown(drawing, "front", TOP), Shown(drawing, "back", BELOW)

    def made(card: Shown, start: int) -> Callable[[float], Any]:
        return lambda at: card.born(solution.Counter(start), at)

    program: list[tuple[str, Shown, str, Callable[[float], Any]]] = [
        ("front = Counter(10)", front, "__init__", made(front, 10)),
        ("back = Counter(0)", back, "__init__", made(back, 0)),
        ("front.up(3)", front, "up", lambda _: front.counter.up(3)),
        ("back.up(2)", back, "up", lambda _: back.counter.up(2)),
        ("front.up(1)", front, "up", lambda _: front.counter.up(1)),
        ("front.reset()", front, "reset", lambda _: front.counter.reset()),
    ]
    for i, (line, card, method, run) in enumerate(program):
        at, y = FIRST + i * STEP, LINES + i * PITCH
        drawing.text(LEFT, y, line, anchor="start", size=14, code=True)
        if i:
            pointer.slide(0, PITCH, (at, at + 0.3))
        methods[method].paint(ORANGE, (at + 0.3, at + 0.5)).paint(INK, (at + STEP - 0.3, at + STEP - 0.1))
        tag(drawing, card, at + 0.4, at + STEP - 0.1)
        answer = run(at + 0.4)
        for each in (front, back):
            if each.counter is not None:
                each.look(at + 0.8)
        if isinstance(answer, int):
            shown = drawing.text(LEFT + 128, y, f"→ {answer}", anchor="start", size=14, code=True, colour=BLUE)
            shown.appear((at + 0.8, at + 1.0))
    return drawing.svg(still)


def plan(drawing: Drawing) -> dict[str, Shape]:
    """Draw the class: its name and the first lines of its methods; return these by name."""
    x, y = PLAN.centre[0], PLAN.y
    drawing.box(PLAN.x, y, PLAN.width, PLAN.height, fill=PAPER, line=MUTED, thick=2, radius=10, dashed=True)
    drawing.text(x, y + 24, "class Counter", size=14, code=True, bold=True)
    return {
        line.partition("(")[0]: drawing.text(x, y + 60 + 30 * i, line, size=12, code=True)
        for i, line in enumerate(("__init__(self, …)", "up(self, by)", "reset(self)"))
    }


def tag(drawing: Drawing, card: Shown, start: float, end: float) -> None:
    """Say from `start` to `end` that this object is self: a tag on its card, and an arrow from the class to it."""
    x, y = card.box.right - 70, card.box.y + 8
    ground = drawing.box(x, y, 58, 24, fill=ORANGE, line=None, radius=12)
    word = drawing.text(x + 29, y + 12, "self", size=13, code=True, bold=True, colour=PAPER)
    rim = drawing.box(card.box.x, card.box.y, card.box.width, card.box.height, line=ORANGE, thick=3, radius=10)
    above = card.box.centre[1] < PLAN.centre[1]
    arrow = drawing.arrow(
        (PLAN.right + 4, PLAN.centre[1] + (-24 if above else 24)),
        (card.box.x - 6, card.box.centre[1] + (10 if above else -10)),
        colour=ORANGE,
        width=2.5,
    )
    arrow.trace((start, start + 0.3)).vanish((end - 0.2, end))
    drawing.select(ground, word, rim).appear((start, start + 0.3)).vanish((end - 0.2, end))
