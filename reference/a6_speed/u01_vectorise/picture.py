"""Draws the unit's animation: one cook gets his orders egg by egg, many cooks get a few orders for all eggs at once.

Each egg is a pair of points. Its colour is what the solution's `pairwise` says; the slips of paper are operators,
counted while a loop and while the solution ran; the rounds below are what the solution's `estimate_parallel` says.
"""

from collections.abc import Callable
from functools import partial
from itertools import pairwise, product
from types import ModuleType
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, PAPER, SEQUENTIAL, TILE, Colour, Drawing, Shape

WIDTH, HEIGHT = 760, 476  # px, as all lengths here
SECONDS = 16
START, ROUND = 1.0, 0.25  # seconds: when work begins, how long an egg takes
A = torch.tensor([[0.0, 0.2], [0.5, 1.1], [1.4, 0.3], [2.0, 1.8], [2.6, 0.9], [3.0, 2.4]])
B = torch.tensor([[0.3, 0.0], [0.1, 1.6], [1.0, 0.8], [1.7, 2.2], [2.2, 0.1], [2.4, 1.5], [3.1, 0.6], [2.9, 2.9]])
EGG = 32  # from one egg to the next
LEFT, RIGHT, TOP = 30, 418, 88  # of the eggs
PILE = 192  # how tall the pile of the loop's slips is
SKIN = Colour("#f2c9a1", "#f2c9a1")
COOKS = (1, 5, len(A) * len(B))
LANES = 366
DESC = (
    "Two trays with the same 48 eggs; an egg is a pair of points. Left, for one cook, a loop: the cook goes from egg "
    "to egg, each egg gets slips of its own, and the pile of slips beside the tray grows to {loop}. Right, many cooks, "
    "one for each egg: {whole} slips, and all eggs are done together. Below, how many rounds 1, 5 and 48 cooks need "
    "for 48 eggs: {rounds}. "
    "两个托盘里是同样的 48 个鸡蛋，一个鸡蛋就是一对点。左边只有一位厨师，用的是循环：厨师一个蛋一个蛋地走过去，"
    "每个蛋都有自己的命令条，旁边的一摞命令条一直堆到 {loop} 张。右边有许多厨师，每个蛋一位：只有 {whole} 张命令条，"
    "所有的蛋一起煮好。下方是 1 位、5 位和 48 位厨师煮 48 个蛋各要几轮：{rounds}。"
)


class Counter(TorchDispatchMode):
    """Counts torch's operators."""

    count = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.count += 1
        return func(*args, **(kwargs or {}))


def counted(work: Callable[[], object]) -> int:
    """How many operators `work()` takes."""
    with Counter() as counter:
        work()
    return counter.count


def one_pair(table: torch.Tensor, n: int, m: int) -> None:
    """What the loop does for one pair."""
    table[n, m] = ((A[n] - B[m]) ** 2).sum()


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    table = torch.zeros(len(A), len(B))
    pairs = list(product(range(len(A)), range(len(B))))
    slips = [counted(partial(one_pair, table, n, m)) for n, m in pairs]
    whole = counted(partial(solution.pairwise, A, B))
    values = solution.pairwise(A, B)
    rounds = [solution.estimate_parallel(len(pairs), cooks, 1.0) for cooks in COOKS]
    desc = DESC.format(loop=sum(slips), whole=whole, rounds=", ".join(f"{each:g}" for each in rounds))
    drawing = Drawing(
        WIDTH, HEIGHT, title="The cook and the many cooks · 一位厨师与许多厨师", desc=desc, seconds=SECONDS
    )
    drawing.line((WIDTH / 2 + 10, 24), (WIDTH / 2 + 10, LANES - 30), colour=LINE, width=1)
    limit = values.max().item()
    loop_side(drawing, table, pairs, slips, limit)
    whole_side(drawing, values, pairs, whole, sum(slips), limit)
    lanes(drawing, rounds)
    return drawing.svg(still)


def tray(drawing: Drawing, x: float, title: str, told: str) -> None:
    """A tray with raw eggs, and what is written above it."""
    drawing.text(x + 4 * EGG, 32, title, size=15, code=True, bold=True)
    drawing.text(x + 4 * EGG, 56, told, size=13, colour=MUTED)
    drawing.box(x, TOP, len(B) * EGG, len(A) * EGG, fill=TILE, line=LINE, radius=10)
    for n, m in product(range(len(A)), range(len(B))):
        drawing.dot(*place(x, n, m), 12, colour=LINE)
        drawing.dot(*place(x, n, m), 10.5, colour=PAPER)


def place(x: float, n: int, m: int) -> tuple[float, float]:
    """The middle of an egg."""
    return x + (m + 0.5) * EGG, TOP + (n + 0.5) * EGG


def egg(drawing: Drawing, x: float, n: int, m: int, value: float, limit: float) -> Shape:
    """An egg that is done, in the colour of its number."""
    return drawing.dot(*place(x, n, m), 12, colour=SEQUENTIAL.colour(0.3 * limit + 0.7 * value, limit))


def cook(drawing: Drawing, x: float, y: float, size: float, colour: Colour) -> Shape:
    """A head with a tall hat; (x, y) is the middle of the head."""
    head = drawing.group(drawing.dot(x, y, size, colour=colour), drawing.dot(x, y, 0.75 * size, colour=SKIN))
    band = drawing.box(x - size, y - 1.5 * size, 2 * size, 0.9 * size, fill=PAPER, line=colour, thick=1, radius=1)
    hat = drawing.box(
        x - 1.3 * size, y - 2.6 * size, 2.6 * size, 1.3 * size, fill=PAPER, line=colour, thick=1, radius=4
    )
    return drawing.group(head, hat, band)


def pile(drawing: Drawing, x: float, height: float, colour: Colour) -> Shape:
    """Slips of paper, one on top of the other, of this height in the end."""
    floor = TOP + len(A) * EGG
    drawing.line((x - 8, floor), (x + 48, floor), colour=MUTED, width=1.5)
    slips = drawing.box(x, floor - height, 40, height, fill=colour, line=None, radius=0)
    slips.pivot = (x, floor)
    return slips


def number(drawing: Drawing, x: float, count: int) -> Shape:
    """How many slips there are."""
    return drawing.text(x + 20, TOP + len(A) * EGG + 18, f"{count}", size=15, code=True, bold=True)


def units(drawing: Drawing, x: float) -> None:
    """What the slips are."""
    for i, word in enumerate(("operators", "算子")):
        drawing.text(x + 20, TOP + len(A) * EGG + 37 + 16 * i, word, size=12, colour=MUTED)


def loop_side(
    drawing: Drawing, table: torch.Tensor, pairs: list[tuple[int, int]], slips: list[int], limit: float
) -> None:
    """One cook, egg by egg."""
    tray(drawing, LEFT, "for n … for m …", "orders for each egg · 每个蛋各有命令")
    x = LEFT + len(B) * EGG + 26
    for i, (n, m) in enumerate(pairs):
        done = START + (i + 1) * ROUND
        egg(drawing, LEFT, n, m, table[n, m].item(), limit).appear((done - 0.1, done))
    heap = pile(drawing, x, PILE, ORANGE)
    heap.begin("stretch", (1.0, 0.0))
    heap.stretch(1.0, 1.0, (START, START + len(pairs) * ROUND), about=(x, TOP + len(A) * EGG))
    rows = [sum(slips[: (n + 1) * len(B)]) for n in range(len(A))]
    before = number(drawing, x, 0)
    for n, count in enumerate(rows):
        moment = START + (n + 1) * len(B) * ROUND
        before.vanish((moment - 0.05, moment))
        before = number(drawing, x, count).appear((moment - 0.05, moment))
    units(drawing, x)
    walker = cook(drawing, place(LEFT, 0, 0)[0] + 6, place(LEFT, 0, 0)[1] + 8, 7, INK)
    for i, ((n, m), (row, column)) in enumerate(pairwise(pairs)):
        done = START + (i + 1) * ROUND
        walker.slide((column - m) * EGG, (row - n) * EGG, (done - 0.02, done + 0.06))


def whole_side(
    drawing: Drawing, values: torch.Tensor, pairs: list[tuple[int, int]], whole: int, loop: int, limit: float
) -> None:
    """A cook for each egg, and few orders for all."""
    tray(drawing, RIGHT, "pairwise(a, b)", "orders for all eggs · 命令管所有的蛋")
    x, done = RIGHT + len(B) * EGG + 26, START + ROUND
    for n, m in pairs:
        egg(drawing, RIGHT, n, m, values[n, m].item(), limit).appear((done, done + 0.3))
    slips = pile(drawing, x, PILE * whole / loop, GREEN)
    slips.begin("stretch", (1.0, 0.0))
    slips.stretch(1.0, 1.0, (START, done), about=(x, TOP + len(A) * EGG))
    number(drawing, x, 0).vanish((done - 0.05, done))
    number(drawing, x, whole).appear((done - 0.05, done))
    units(drawing, x)
    for n, m in pairs:
        cook(drawing, place(RIGHT, n, m)[0] + 8, place(RIGHT, n, m)[1] + 10, 4, INK)


def lanes(drawing: Drawing, rounds: list[float]) -> None:
    """Rounds of work for so many cooks."""
    wide, left = 11, 178
    for i, (cooks, count) in enumerate(zip(COOKS, rounds, strict=True)):
        y = LANES + 34 * i
        drawing.text(left - 14, y + 9, f"{cooks} cook{'s' * (cooks > 1)} · {cooks} 位厨师", size=13, anchor="end")
        whole, rest = int(count), count - int(count)
        for k, share in enumerate([1.0] * whole + [rest] * (rest > 0)):
            box = drawing.box(
                left + k * wide, y, (wide - 2) * share, 18, fill=(ORANGE, BLUE, GREEN)[i], line=None, radius=2
            )
            box.appear((START + k * ROUND, START + (k + 1) * ROUND))
        end = drawing.text(
            left + len(rounds) + (whole + (rest > 0)) * wide + 4,
            y + 9,
            f"{count:g}",
            size=13,
            code=True,
            bold=True,
            anchor="start",
        )
        end.appear((START + count * ROUND, START + count * ROUND + 0.2))
    drawing.text(
        left, LANES + 34 * len(rounds) - 2, "rounds for 48 eggs · 48 个蛋要几轮", size=12, colour=MUTED, anchor="start"
    )
