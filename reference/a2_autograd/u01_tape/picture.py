"""Draws the unit's animation: numbers run forward along black roads, then gradients run back along red ones, and what
arrives where red roads meet is added up.

All numbers are the solution's: `data` and `grad` of its Values. What a road carries back is the gradient at its end
times its slope; slopes of sums are 1, those of products the other factor.
"""

from types import ModuleType
from typing import NamedTuple

from autograder.pictures import LINE, MUTED, RED, TILE, Drawing, Shape, shown

WIDTH, HEIGHT = 760, 340  # px, as all lengths here
SECONDS = 17
BOX, TALL = 132, 62  # a value's box
UP, DOWN = 112, 262  # the heights at which values stand
PLACES = {"a": (92, DOWN), "b": (262, UP), "c": (446, DOWN), "e": (630, UP)}
MADE = {"a": "a", "b": "b = a * a", "c": "c = b + a", "e": "e = c * b"}
FORWARD = {"a": 0.4, "b": 1.9, "c": 3.3, "e": 4.7}  # when a value appears
BACK = 6.4  # the moment at which the way back begins
DESC = (
    "A graph of four values. Forward, in black: a is 3; b = a * a is 9; c = b + a is 12; e = c * b is 108. Back, in "
    "red: e begins with gradient 1 and passes 9 to c and 12 to b. c passes its 9 to b and to a. Only now b has all "
    "that it gets, 12 + 9 = 21, and passes 63 to a twice. In a three red roads meet: 9 + 63 + 63 = 135. "
    "四个值组成的图。向前（黑色）：a 是 3，b = a * a 是 9，c = b + a 是 12，e = c * b 是 108。往回（红色）："
    "e 的梯度从 1 开始，传 9 给 c，传 12 给 b。c 把它的 9 传给 b，也传给 a。到这时 b 才收齐，12 + 9 = 21，"
    "然后两次把 63 传给 a。三条红色的路在 a 汇合：9 + 63 + 63 = 135。"
)


class Road(NamedTuple):
    """From a value to one that was made of it: its ends, how it bends, and where its red number stands."""

    start: str
    end: str
    begin: tuple[float, float]
    finish: tuple[float, float]
    bend: float
    number: tuple[float, float]
    times: str = ""  # the other factor


ROADS = [
    Road("a", "b", (78, DOWN - 38), (188, UP - 8), 24, (84, 148), "a"),
    Road("a", "b", (130, DOWN - 38), (222, UP + 38), 0, (208, 196), "a"),
    Road("a", "c", (164, DOWN), (374, DOWN), 0, (270, DOWN + 22)),
    Road("b", "c", (296, UP + 38), (412, DOWN - 38), 0, (330, 198)),
    Road("b", "e", (334, UP), (558, UP), 0, (446, UP - 22), "c"),
    Road("c", "e", (480, DOWN - 38), (596, UP + 38), 0, (560, 200), "b"),
]


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    drawing = Drawing(WIDTH, HEIGHT, title="There and back · 去与回", desc=DESC, seconds=SECONDS)
    a = solution.Value(3.0)
    b = a * a
    c = b + a
    e = c * b
    e.backward()
    values = {"a": a, "b": b, "c": c, "e": e}
    headings(drawing)
    for name, (x, y) in PLACES.items():
        station(drawing, x, y, MADE[name], written(values[name].data), FORWARD[name])
    for road in ROADS:
        at = FORWARD[road.end]
        drawing.arrow(*aside(road, 5), bend=road.bend).trace((at - 0.9, at - 0.1))
    now = BACK + 0.4
    arrived: dict[str, list[str]] = {"e": [written(e.grad)], "c": [], "b": [], "a": []}
    shown_sums = {"e": gradient(drawing, "e", arrived["e"], values["e"].grad, now)}
    for name in ("e", "c", "b"):
        now += 0.7
        for road in [each for each in ROADS if each.end == name]:
            amount = values[name].grad * (values[road.times].data if road.times else 1)
            (x0, y0), (x1, y1) = aside(road, -5)
            drawing.arrow((x1, y1), (x0, y0), colour=RED, bend=-road.bend).trace((now, now + 0.9))
            label = drawing.text(*road.number, written(amount), size=15, colour=RED, code=True, bold=True)
            label.appear((now + 0.1, now + 0.4))
            arrived[road.start].append(written(amount))
        now += 0.9
        for start in dict.fromkeys(each.start for each in ROADS if each.end == name):
            if start in shown_sums:
                shown_sums[start].vanish((now, now + 0.2))
            shown_sums[start] = gradient(drawing, start, arrived[start], values[start].grad, now + 0.2)
    return drawing.svg(still)


def written(number: float) -> str:
    """A number without an idle point."""
    return shown(number, 0 if number == round(number) else 2)


def aside(road: Road, by: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Both ends of a road, moved `by` px to its left, so that two lanes have room."""
    (x0, y0), (x1, y1) = road.begin, road.finish
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = by * (y1 - y0) / length, -by * (x1 - x0) / length
    return (x0 + dx, y0 + dy), (x1 + dx, y1 + dy)


def headings(drawing: Drawing) -> None:
    """What happens now, in both languages."""
    forward = drawing.text(WIDTH / 2, 30, "forward: numbers · 向前：数", size=16, bold=True)
    forward.vanish((BACK - 0.4, BACK - 0.1))
    back = drawing.text(WIDTH / 2, 30, "back: gradients · 往回：梯度", size=16, bold=True, colour=RED)
    back.appear((BACK - 0.1, BACK + 0.2))
    drawing.line((24, 50), (WIDTH - 24, 50), colour=LINE, width=1)


def station(drawing: Drawing, x: float, y: float, made: str, number: str, at: float) -> None:
    """A value's box: how it was made, and its number."""
    box = drawing.box(x - BOX / 2, y - TALL / 2, BOX, TALL, fill=TILE, line=MUTED, thick=2)
    name = drawing.text(x, y - 14, made, size=14, code=True, colour=MUTED)
    data = drawing.text(x, y + 13, number, size=20, code=True, bold=True)
    drawing.select(box, name, data).appear((at, at + 0.3))


def gradient(drawing: Drawing, name: str, arrived: list[str], total: float, at: float) -> Shape:
    """What has arrived at a value, in red below its box, and the sum once all is there."""
    x, y = PLACES[name]
    complete = len(arrived) == max(1, sum(road.start == name for road in ROADS))
    text = " + ".join(arrived if complete else [*arrived, "…"])
    if complete and len(arrived) > 1:
        text += f" = {written(total)}"
    y += TALL / 2 + 18 if y == DOWN else -TALL / 2 - 16
    return drawing.text(x, y, text, size=15, colour=RED, code=True, bold=True).appear((at, at + 0.3))
