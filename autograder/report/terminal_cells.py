"""Small tensors as cells, the student's beside the expected one, with the differing cells marked."""

from __future__ import annotations

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table

from autograder.report import words
from autograder.report.cells import differing, is_drawable, matrices, shape_text
from autograder.report.escape import visible
from autograder.report.paper import Paper
from autograder.results import Cells, Text

_MOST_COLUMNS = 12
_MOST_ROWS = 12
_MOST_MATRICES = 6
_VALUE_LIMIT = 16
_GAP = 4


def side_by_side(got: Cells | None, expected: Cells | None, paper: Paper, width: int) -> RenderableType | None:
    """Both tensors, one below the other where `width` is too small; None where there is nothing to draw."""
    blocks: list[RenderableType] = []
    if got is not None:
        blocks.append(_block(words.YOUR_RESULT, got, differing(got, expected), paper, width))
    if expected is not None:
        blocks.append(_block(words.EXPECTED_RESULT, expected, differing(expected, got), paper, width))
    if not blocks:
        return None
    sizes = [paper.console.measure(block).maximum for block in blocks]
    if sum(sizes) + _GAP * (len(blocks) - 1) <= width:
        grid = Table.grid(padding=(0, _GAP, 0, 0))
        grid.add_row(*blocks)
        blocks = [grid]
    if any(differing(got, expected)) or any(differing(expected, got)):
        blocks.append(paper.label(words.DIFFERENT, "dim"))
    return Group(*blocks)


def _block(title: Text, cells: Cells, marks: tuple[bool, ...], paper: Paper, width: int) -> RenderableType:
    parts: list[RenderableType] = [paper.label(title, "bold")]
    parts.append(paper.text(f"{visible(cells.dtype, 30)} {shape_text(cells.shape)}", "dim"))
    if not is_drawable(cells):
        parts.append(paper.text(visible(", ".join(cells.values), 200, paper.lang) or paper.say(words.NOTHING)))
        return Group(*parts)
    values = [visible(value, _VALUE_LIMIT, paper.lang) for value in cells.values]
    if marks:
        values = [f">{value}<" if marked else f" {value} " for value, marked in zip(values, marks, strict=True)]
    row = cells.shape[-1] if cells.shape else 1
    widest = [max(map(cell_len, values[column::row])) for column in range(row)]
    values = [" " * (widest[at % row] - cell_len(value)) + value for at, value in enumerate(values)]
    columns = max(1, min(_MOST_COLUMNS, (width - 1) // (max(map(cell_len, values)) + 3)))
    for index, rows in list(matrices(cells.shape))[:_MOST_MATRICES]:
        if index:
            parts.append(paper.text(f"[{', '.join(map(str, index))}]", "dim"))
        parts.append(_grid(rows, values, marks, columns, paper))
    return Group(*parts)


def _grid(rows: list[range], values: list[str], marks: tuple[bool, ...], columns: int, paper: Paper) -> Table:
    table = Table(box=box.SQUARE, show_header=False, padding=(0, 1), border_style="dim")
    for _ in range(min(len(rows[0]), columns)):
        table.add_column(no_wrap=True)
    more = paper.text("..", "dim")
    for row in rows[:_MOST_ROWS]:
        cells = [paper.text(values[at], "bold yellow" if marks and marks[at] else "") for at in row]
        table.add_row(*(cells if len(cells) <= columns else [*cells[: columns - 1], more]))
    if len(rows) > _MOST_ROWS:
        table.add_row(more)
    return table
