"""Draws the unit's animation: two rulers with the same number of marks, one long and coarse, one short and fine.

Above, three numbers fall on both, on an axis of powers of ten: where they land on the long one is what `bf16_round`
said, and how far the scaler carries the small one is what `LossScaler` said. Below, both rulers under a lens: a weight
takes steps of 1. One file serves both languages.
"""

import math
from collections.abc import Callable
from types import ModuleType

import torch

from autograder.pictures import BLUE, INK, LINE, MUTED, ORANGE, RED, TILE, Colour, Drawing, shown

WIDTH, HEIGHT = 760, 474  # px, as all lengths here
SECONDS = 20
MARKS = 32  # on each ruler, at equal shares of its numbers
LOW, HIGH = -133, 128  # powers of two: the ends of bfloat16
LEFT, OCTAVE = 54, 2.5  # where LOW is, and the width of one power of two
TALL = 34  # of a ruler
LONG, SHORT = 84, 176  # their upper edges
FALLING = [1e-10, 300.0, 1e7]
TENS = [-40, -30, -20, -10, 0, 10, 20, 30]  # powers of ten with a label
LENS, START, STEPS = (254, 265), 256.0, 4  # what the lens shows, a weight, and its steps of 1
LENS_LEFT, UNIT = 72, 56
COARSE, FINE = 316, 412  # the upper edges of the rulers under the lens
DESC = (
    "Above, two rulers with 32 marks each on an axis of powers of ten. That of bfloat16 reaches from 10^-40 to 10^38, "
    "with wide gaps; that of float16 is a sixth as long, with narrow ones. Three numbers fall on both. The long ruler "
    "catches all of them; beside the short one the smallest falls off on the left and becomes 0, the largest on the "
    "right and becomes inf. Then the scaler moves the smallest to the right, and it lands on the short ruler. "
    "Below, a lens near 256: in bfloat16 the next mark is 258, and a weight that takes four steps of 1 is pulled "
    "back to 256 each time; in float16 it arrives at 260. "
    "上方是两把尺子，放在以 10 的幂为刻度的轴上，各有 32 条刻线。bfloat16 的尺子从 10 的 -40 次方到 38 次方，刻线稀；"
    "float16 的尺子只有六分之一长，刻线密。三个数分别落向两把尺子：长尺全都接住了；落向短尺时，最小的从左边掉下去，"
    "变成 0，最大的从右边掉下去，变成 inf。接着缩放器把最小的数往右移，它就落在了短尺上。"
    "下方是 256 附近的放大图：在 bfloat16 里，256 的下一条刻线是 258，权重走四步，每步 1，每次都被拉回 256；"
    "在 float16 里，它走到了 260。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    title = "Two rulers with the same number of marks · 刻线一样多的两把尺子"
    drawing = Drawing(WIDTH, HEIGHT, title=title, desc=DESC, seconds=SECONDS)
    ruler(drawing, torch.bfloat16, LONG, BLUE)
    ruler(drawing, torch.float16, SHORT, ORANGE)
    powers_of_ten(drawing)
    count = f"{MARKS} marks · {MARKS} 条刻线"
    name(drawing, LEFT, LONG - 52, "bfloat16", f"long and coarse · 长而粗 · {count}", BLUE)
    name(drawing, 500, SHORT, "float16", "short and fine · 短而细", ORANGE)
    drawing.text(574, SHORT + 20, count, size=13, anchor="start")
    for i, value in enumerate(FALLING):
        caught = solution.bf16_round(torch.tensor(value)).item()
        fall(drawing, value, caught, LONG, BLUE, 0.8 + 0.7 * i)
    for i, value in enumerate(FALLING):
        fall(drawing, value, torch.tensor(value).half().item(), SHORT, ORANGE, 3.6 + 0.7 * i)
    rescue(drawing, solution, 6.6)
    drawing.line((24, 258), (WIDTH - 24, 258), colour=LINE, width=1)
    drawing.text(LEFT, 278, "under a lens, near 256 · 256 附近，放大来看", size=13, colour=MUTED, anchor="start")
    walk(drawing, "bfloat16", COARSE, BLUE, solution.bf16_round)
    walk(drawing, "float16", FINE, ORANGE, lambda x: x.half().float())
    return drawing.svg(still)


def place(value: float) -> float:
    """x of a number on the axis; what is off its ends lies a little outside."""
    power = math.log2(value) if 0 < value < math.inf else HIGH if value else LOW
    return LEFT + OCTAVE * (min(max(power, LOW), HIGH) - LOW)


def marks(dtype: torch.dtype) -> list[float]:
    """Some of the numbers above 0 that a format of 16 bits has, at equal shares of all of them, first and last too."""
    last = torch.tensor([torch.finfo(dtype).max], dtype=dtype).view(torch.int16).item()
    bits = [1 + round(i * (last - 1) / (MARKS - 1)) for i in range(MARKS)]
    return torch.tensor(bits, dtype=torch.int16).view(dtype).double().tolist()


def ruler(drawing: Drawing, dtype: torch.dtype, top: float, colour: Colour) -> None:
    """A ruler from the smallest number of the format to the largest."""
    places = [place(value) for value in marks(dtype)]
    drawing.box(places[0] - 4, top, places[-1] - places[0] + 8, TALL, fill=TILE, line=colour, radius=4)
    for x in places:
        drawing.line((x, top), (x, top + 13), colour=colour, width=1.2)


def name(drawing: Drawing, x: float, y: float, text: str, words: str, colour: Colour) -> None:
    """What a ruler is called."""
    drawing.text(x, y, text, size=15, code=True, bold=True, colour=colour, anchor="start")
    drawing.text(x + 9 * len(text) + 11, y, words, size=13, anchor="start")


def powers_of_ten(drawing: Drawing) -> None:
    """Labels below the long ruler."""
    for ten in TENS:
        x = place(10.0**ten)
        drawing.line((x, LONG + TALL), (x, LONG + TALL + 5), colour=MUTED, width=1.5)
        drawing.text(x, LONG + TALL + 15, f"1e{ten}" if ten else "1", size=11, code=True, colour=MUTED)


def fall(drawing: Drawing, value: float, caught: float, top: float, colour: Colour, start: float) -> None:
    """A number falls towards a ruler: it lands where it is caught, or falls past an end as 0 or inf."""
    held = 0 < caught < math.inf
    x, high = place(value), top - 26
    end = top - 6 if held else top + TALL + 10
    dot = drawing.dot(x, end, 5, colour=colour if held else RED)
    dot.slide_from(0, high - end, (start + 0.3, start + 0.8)).appear((start, start + 0.3))
    if held:
        dot.slide(place(caught) - x, 0, (start + 0.8, start + 1.0))
        return
    anchor = "end" if caught == 0 else "start"
    text = f"{value:.0e}".replace("e+0", "e") + f" → {caught:g}"
    told = drawing.text(x - 12 if caught == 0 else x + 12, end, text, size=13, code=True, colour=RED, anchor=anchor)
    told.appear((start + 0.8, start + 1.0))


def rescue(drawing: Drawing, solution: ModuleType, start: float) -> None:
    """The small number once more: the scaler carries it to the right, over the short ruler."""
    small = FALLING[0]
    scaler = solution.LossScaler()
    after = place(scaler.scale(torch.tensor(small)).half().item())
    before, high, end = place(small), SHORT - 20, SHORT - 6
    dot = drawing.dot(before, high, 5, colour=ORANGE)
    dot.appear((start, start + 0.3))
    text = f"LossScaler: x {scaler.get_scale():.0f}"
    told = drawing.text(before - 12, high, text, size=13, code=True, colour=ORANGE, anchor="end")
    told.appear((start, start + 0.3))
    dot.slide(after - before, 0, (start + 0.6, start + 1.4))
    dot.slide(0, end - high, (start + 1.5, start + 1.8))


def under_lens(value: float) -> float:
    """x of a number under the lens."""
    return LENS_LEFT + UNIT * (value - LENS[0])


def walk(
    drawing: Drawing, text: str, top: float, colour: Colour, rounded: Callable[[torch.Tensor], torch.Tensor]
) -> None:
    """A ruler under the lens, and a weight that takes steps of 1 on it, each one rounded."""
    left, right = under_lens(LENS[0]), under_lens(LENS[1])
    drawing.box(left - 18, top, right - left + 36, TALL, fill=TILE, line=colour, radius=4)
    dtype = getattr(torch, text)
    pattern = torch.tensor([float(LENS[0])], dtype=dtype).view(torch.int16).item()
    value = float(LENS[0])
    while value <= LENS[1]:
        whole = value == int(value)
        x = under_lens(value)
        drawing.line((x, top), (x, top + (13 if whole else 7)), colour=colour, width=1.2)
        if whole:
            drawing.text(x, top + 23, str(int(value)), size=11, code=True, colour=MUTED)
        pattern += 1
        value = torch.tensor([pattern], dtype=torch.int16).view(dtype).item()
    drawing.text(left - 18, top - 14, text, size=13, code=True, bold=True, colour=colour, anchor="start")
    weight, dot = START, drawing.dot(under_lens(START), top - 7, 6, colour=colour)
    for i in range(STEPS):
        start = 10.0 + 2.0 * i
        wanted, got = weight + 1, rounded(torch.tensor(weight + 1)).item()
        dot.slide(UNIT * (wanted - weight), 0, (start, start + 0.6))
        if got != wanted:
            dot.slide(UNIT * (got - wanted), 0, (start + 0.9, start + 1.2))
        step_told(drawing, top, wanted, got, (start, start + 1.9), i == STEPS - 1)
        weight = got


def step_told(drawing: Drawing, top: float, wanted: float, got: float, at: tuple[float, float], last: bool) -> None:
    """The step in figures, above the right end of the ruler."""
    text = f"{shown(wanted - 1, 0)} + 1 → {shown(got, 0)}"
    colour, right = INK if got == wanted else RED, under_lens(LENS[1]) + 18
    told = drawing.text(right, top - 14, text, size=14, code=True, bold=True, colour=colour, anchor="end")
    told.appear((at[0] + 0.6, at[0] + 0.8))
    if not last:
        told.vanish((at[1] - 0.2, at[1]))
