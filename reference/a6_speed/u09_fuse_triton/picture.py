"""Draws the unit's animation: a cook who goes to the fridge for each step, and one who goes once; below, two programs
and their masks.

Above: the trips and the bytes are what `traffic` says. Below: the programs are those of `grid`, and what stands in and
behind `out` is what `launch_add` has left there. One file serves both languages.
"""

from types import ModuleType

import torch

from autograder.pictures import BLUE, GREEN, INK, LINE, MUTED, ORANGE, RED, SEQUENTIAL, TILE, Cells, Drawing, Shape

WIDTH, HEIGHT = 760, 500  # px, as all lengths here
SECONDS = 18
STEPS = ("× 10", "+ 1", "ReLU")
N = 1000  # numbers that are carried
KITCHENS = (18, 166)  # the upper edges
FRIDGE, TABLE = (40, 114), (560, 722)  # from left to right
NEAR, FAR = 150, 524  # where the cook stands
BEGIN, WALK, WORK = 0.8, 0.9, 0.6  # seconds
COLOURS = (BLUE, ORANGE, GREEN)
LEFT, ROWS, SIZE = 240, (346, 384, 422), 38  # of the cells
BLOCK, FILL = 4, 99.0
X, Y = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]
DESC = (
    "Two kitchens. In the upper one a cook fetches the food from the fridge, does one step at the table, and takes it "
    "back; then the same for the second step, and for the third: three trips, 24000 bytes. In the lower one a cook "
    "fetches it once, does all three steps at the table, and takes it back: one trip, 8000 bytes. The fridge is the "
    "memory, the table is the chip. Below, six numbers of x and y are added by two programs with blocks of four: "
    "program 0 does four places; program 1 does two, its other two places are masked, and out keeps the 99 behind it. "
    "两间厨房。上面的厨师从冰箱取出食材，在桌上做一步，再送回冰箱；第二步、第三步也是这样：跑了三趟，24000 字节。"
    "下面的厨师只取一次，在桌上把三步都做完，再送回去：一趟，8000 字节。冰箱是内存，桌子是芯片。"
    "最下面，x 和 y 的六个数由两个程序相加，每块四个：0 号程序做四个位置；1 号程序做两个，另外两个位置被掩码挡住，"
    "out 后面的数仍然是 99。"
)


def draw(solution: ModuleType, still: float | None = None) -> str:
    """The SVG's text; `still` freezes it at that many seconds."""
    title = "Three trips to the fridge, or one · 去冰箱三趟，还是一趟"
    drawing = Drawing(WIDTH, HEIGHT, title=title, desc=DESC, seconds=SECONDS)
    names = ("one kernel for each step · 每步一个核函数", "one fused kernel · 一个融合的核函数")
    for top, name, fused in zip(KITCHENS, names, (False, True), strict=True):
        drawing.text(24, top, name, size=14, bold=True, anchor="start")
        kitchen(drawing, solution, top, fused)
    drawing.line((24, 312), (WIDTH - 24, 312), colour=LINE, width=1)
    programs(drawing, solution, 9.0)
    return drawing.svg(still)


def kitchen(drawing: Drawing, solution: ModuleType, top: float, fused: bool) -> None:
    """Fridge, table, and a cook on the way."""
    ground = top + 108
    drawing.box(FRIDGE[0], top + 22, 74, 86, fill=TILE, line=MUTED, radius=6)
    drawing.line((FRIDGE[0], top + 52), (FRIDGE[0] + 74, top + 52), colour=MUTED)
    for y in (top + 34, top + 62):
        drawing.line((FRIDGE[0] + 62, y), (FRIDGE[0] + 62, y + 10), colour=MUTED, width=3)
    drawing.text(FRIDGE[0] + 37, ground + 14, "memory · 内存", size=12, colour=MUTED)
    drawing.box(TABLE[0], top + 70, TABLE[1] - TABLE[0], 5, fill=MUTED, line=None, radius=2)
    for x in (TABLE[0] + 10, TABLE[1] - 10):
        drawing.line((x, top + 74), (x, ground), colour=MUTED, width=3)
    drawing.text((TABLE[0] + TABLE[1]) / 2, ground + 14, "chip · 芯片", size=12, colour=MUTED)
    drawing.line((FRIDGE[0] + 90, ground), (TABLE[0] - 14, ground), colour=LINE, width=1)
    cards = []
    for i, step in enumerate(STEPS):
        x = TABLE[0] + 27 + 54 * i
        box = drawing.box(x - 24, top + 40, 48, 24, fill=TILE, line=COLOURS[i], radius=5)
        cards.append(drawing.group(box, drawing.text(x, top + 52, step, size=13, code=True)))
    walk(drawing, solution, top, fused, cards)


def walk(drawing: Drawing, solution: ModuleType, top: float, fused: bool, cards: list[Shape]) -> None:
    """The cook's trips, what is in the hands, and the bytes so far."""
    per_trip = solution.traffic(N, len(STEPS) if fused else 1, fused)
    trips = round(solution.traffic(N, len(STEPS), fused) / per_trip)
    ground, steps = top + 108, iter(range(len(STEPS)))
    cook = drawing.group(
        drawing.dot(NEAR, ground - 62, 9, colour=INK),
        drawing.line((NEAR, ground - 53), (NEAR, ground - 22), width=4),
        drawing.line((NEAR - 9, ground), (NEAR, ground - 22), (NEAR + 9, ground), width=4),
        drawing.line((NEAR, ground - 46), (NEAR + 20, ground - 40), width=4),
    )
    plate = drawing.dot(NEAR + 27, ground - 44, 8, colour=MUTED)
    counter = None
    now = BEGIN
    for trip in range(trips):
        cook.slide(FAR - NEAR, 0, (now, now + WALK))
        plate.slide(FAR - NEAR, 0, (now, now + WALK))
        now += WALK
        for step in steps:
            cards[step].pulse((now, now + WORK))
            plate.paint(COLOURS[step], (now + 0.2, now + 0.4))
            now += WORK
            if not fused:
                break
        cook.slide(NEAR - FAR, 0, (now, now + WALK))
        plate.slide(NEAR - FAR, 0, (now, now + WALK))
        now += WALK
        if counter is not None:
            counter.vanish((now, now + 0.1))
        count = f"{trip + 1} × {per_trip} = {(trip + 1) * per_trip} bytes · 字节"
        counter = drawing.text(WIDTH - 24, top, count, size=14, bold=True, anchor="end")
        counter.appear((now, now + 0.2))


def programs(drawing: Drawing, solution: ModuleType, start: float) -> None:
    """Six numbers, blocks of four: what each program does, and what it leaves alone."""
    n = len(X)
    (count,) = solution.grid(n, BLOCK)
    whole = torch.full((2 * BLOCK,), FILL)
    solution.launch_add(torch.tensor(X), torch.tensor(Y), whole[:n], BLOCK)
    behind = [FILL] * (2 * BLOCK - n)
    for name, y in zip(("x", "y", "out"), ROWS, strict=True):
        drawing.text(LEFT - 16, y + SIZE / 2 - 1, name, size=14, code=True, anchor="end")
    for values, y in zip((X, Y), ROWS, strict=False):
        cells(drawing, [*values, *behind], y)
    out = cells(drawing, [FILL] * len(whole), ROWS[2])
    strange = LEFT + SIZE * n
    drawing.line((strange - 1, ROWS[0] - 3), (strange - 1, ROWS[2] + SIZE + 4), colour=RED, width=2, dashed=True)
    end = strange + SIZE * len(behind)
    drawing.text(end + 8, ROWS[0] + 12, "not yours · 不是你的", size=13, colour=RED, anchor="start")
    drawing.text(24, 330, f"grid({n}, {BLOCK}) = ({count},)", size=14, code=True, bold=True, anchor="start")
    for program in range(count):
        at = start + 3.6 * program
        first, colour = BLOCK * program, COLOURS[program % 2]
        x = LEFT + SIZE * first
        frame = drawing.box(x - 2, ROWS[0] - 4, SIZE * BLOCK, SIZE * 3 + 5, fill=None, line=colour, thick=3, radius=5)
        frame.appear((at, at + 0.3))
        word = drawing.text(x + SIZE * BLOCK / 2, 330, f"program {program} · {program} 号程序", size=13, colour=colour)
        word.appear((at, at + 0.3))
        for place in range(first, min(first + BLOCK, len(whole))):
            mine = place < n
            dot = drawing.text(
                LEFT + SIZE * (place + 0.5) - 1, ROWS[2] + SIZE + 14, "✓" if mine else "✗", bold=True, size=16,
                colour=GREEN if mine else RED,
            )  # fmt: skip
            dot.appear((at + 0.8, at + 1.1))
            if whole[place] != FILL:
                out.cell(0, place).become(whole[place].item(), at=(at + 1.6, at + 2.0))
    drawing.text(LEFT - 16, ROWS[2] + SIZE + 14, "mask", size=14, code=True, anchor="end")


def cells(drawing: Drawing, values: list[float], y: float) -> Cells:
    """One row of numbers."""
    return drawing.cells([values], LEFT, y, size=SIZE, palette=SEQUENTIAL, limit=150, digits=0)
