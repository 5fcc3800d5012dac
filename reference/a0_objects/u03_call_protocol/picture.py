"""Draws the unit's animation: two grey values ride a conveyor belt through three steps.

The steps that stand at the belt are those of the solution's Pipe, what they are called is their `repr`, what the values
become between them is what its Recorder wrote down, and what arrives at the end is what the Pipe answers.
"""

from types import ModuleType
from typing import Any

from autograder.pictures import BLUE, GREEN, LINE, MUTED, SEQUENTIAL, TILE, Drawing

GREYS = (40, 100)
WIDTH, HEIGHT = 760, 330  # px, as all lengths here
CELL = 46
TOP, BELT = 84, 168  # upper edge of the steps; middle of what lies on the belt
STATIONS = (220, 380, 540)  # middles of the steps
GAP = 80  # from the middle of a step to the middle of the free place behind it
ENTRANCE, EXIT = 82, 678  # middles of the places before and behind the pipe
HALF = 52  # half of a step's width
STARTS, NOTES = (0.4, 5.4), (270, 302)  # when each value sets out, and on which height its notes stand
DESC = (
    "Three steps, Add(30), Times(2) and clip, stand at a conveyor belt. The grey value 40 rides through them and is "
    "70, then 140, then 140 again, which is what pipe(40) returns. The value 100 becomes 130, 260, and 255, since clip "
    "cuts off what is above 255. Below the steps stands how to get at each one: pipe[0], pipe[1], pipe[2] or pipe[-1]; "
    "len(pipe) is 3. "
    "传送带旁有三步：Add(30)、Times(2) 和 clip。灰度值 40 依次变成 70、140、140，这就是 pipe(40) 返回的结果。"
    "100 依次变成 130、260、255，因为 clip 会截掉超出 255 的部分。"
    "各步的下方写着怎样取到它：pipe[0]、pipe[1]、pipe[2]（也可以写 pipe[-1]）；len(pipe) 是 3。"
)


class Step:
    """A step that can be called, and says its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


class Add(Step):
    def __call__(self, grey: int) -> int:
        return grey + 30


class Times(Step):
    def __call__(self, grey: int) -> int:
        return grey * 2


class Clip(Step):
    def __call__(self, grey: int) -> int:
        return min(max(grey, 0), 255)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="A pipe of three steps · 三步组成的 Pipe", desc=DESC, seconds=12)
    pipe = solution.Pipe(Add("Add(30)"), Times("Times(2)"), Clip("clip"))
    belt(drawing, pipe)
    drawing.line((24, NOTES[0] - 22), (WIDTH - 24, NOTES[0] - 22), colour=LINE, width=1)
    for grey, start, y in zip(GREYS, STARTS, NOTES, strict=True):
        ride(drawing, pipe, solution.Recorder(), grey, start, y)
    machines(drawing, pipe)
    return drawing.svg(still)


def belt(drawing: Drawing, pipe: Any) -> None:
    """Draw the belt with its rollers, and above it what the pipe says of itself."""
    bottom = BELT + CELL / 2 + 3
    drawing.text(WIDTH / 2, 34, repr(pipe), size=16, code=True, bold=True)
    drawing.text(WIDTH / 2, 58, f"len(pipe) = {len(pipe)}", size=13, code=True, colour=MUTED)
    drawing.line((24, bottom), (WIDTH - 24, bottom), colour=LINE, width=4)
    for x in range(36, WIDTH - 24, 43):
        drawing.dot(x, bottom + 8, 5, colour=LINE)


def machines(drawing: Drawing, pipe: Any) -> None:
    """Draw each step over the belt, and below it how to get at it."""
    for i, (x, step) in enumerate(zip(STATIONS, pipe, strict=False)):
        drawing.box(x - HALF, TOP, 2 * HALF, BELT + CELL / 2 + 1 - TOP, fill=TILE, line=MUTED, thick=2)
        drawing.text(x, TOP + 24, repr(step), size=15, code=True, bold=True)
        names = [f"pipe[{i}]", *(["pipe[-1]"] if pipe[-1] is step else [])]
        drawing.text(x, BELT + CELL / 2 + 30, ", ".join(names), size=12, code=True, colour=MUTED)


def ride(drawing: Drawing, pipe: Any, record: Any, grey: int, start: float, y: float) -> None:
    """Send one grey value along the belt in 4.4 s from `start`; at height y stands what the recorder wrote down."""
    parcel = drawing.cells([[grey]], ENTRANCE - CELL / 2, BELT - CELL / 2, size=CELL, palette=SEQUENTIAL, limit=255)
    parcel.appear((start, start + 0.3))
    drawing.text(ENTRANCE, y, f"pipe({grey})", size=14, code=True, colour=BLUE).appear((start, start + 0.3))
    at, value, now = ENTRANCE, grey, start + 0.7
    for x, step in zip(STATIONS, pipe, strict=False):
        parcel.slide(x - at, 0, (now, now + 0.5))
        value = record(step, value)
        parcel.become([[value]], now + 0.55)
        note = drawing.text(x, y, "({}, {})".format(*record.log[-1]), size=14, code=True)
        note.appear((now + 0.6, now + 0.8))
        at, now = x + GAP, now + 1.2
        parcel.slide(GAP, 0, (now - 0.6, now - 0.3))
    parcel.slide(EXIT - at, 0, (now - 0.3, now + 0.1))
    answer = drawing.text(EXIT, y, str(pipe(grey)), size=16, code=True, bold=True, colour=GREEN)
    answer.appear((now + 0.2, now + 0.5))
    if grey != GREYS[-1]:  # the last one stays where it arrived
        parcel.vanish((now + 0.6, now + 0.9))
