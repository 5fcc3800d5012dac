"""What the tests of reports share: results of a small class, consoles, and golden files.

`UPDATE_GOLDEN=1 pytest tests/report` writes the golden files anew; read what changed before you commit it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autograder.results import AttemptResult, Cells, CheckResult, Feedback, Level, Reason, SourceLine, Status, Text

NOON = datetime(2030, 9, 1, 12, tzinfo=UTC)
GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture
def check() -> Callable[..., CheckResult]:
    """Makes a row. It passed, unless a reason is given."""

    def make(name: str = "test_example", function: str | None = "centre_rows", **changes: Any) -> CheckResult:
        reason = changes.get("reason")
        failed = Status.ERROR if reason in {Reason.GRADER, Reason.VOID} else Status.FAILED
        values: dict[str, Any] = {
            "unit": "u04_broadcasting",
            "check": name,
            "function": function,
            "hidden": False,
            "status": Status.PASSED if reason is None else failed,
            "max_points": 1.0,
            **changes,
        }
        values.setdefault("points", values["max_points"] if reason is None else 0.0)
        return CheckResult(**values)

    return make


@pytest.fixture
def attempt() -> Callable[..., AttemptResult]:
    def make(student: str = "lin", checks: Any = (), **changes: Any) -> AttemptResult:
        values: dict[str, Any] = {
            "student": student,
            "assignment": "a1_tensors",
            "submission_digest": "5" * 64,
            "course_digest": "c" * 64,
            "grader_version": "0.1.0",
            "seed_id": "0123456789ab",
            "confinement": Level.A,
            "started_at": NOON,
            "finished_at": NOON,
            "checks": tuple(checks),
        }
        return AttemptResult(**values | changes)

    return make


@pytest.fixture
def titles() -> dict[str, Text]:
    return {
        "u01_create": Text(en="Making tensors", zh="创建张量"),
        "u04_broadcasting": Text(en="Broadcasting", zh="广播"),
        "u05_reshape": Text(en="Reshape and strides", zh="变形与步幅"),
    }


@pytest.fixture
def no_keepdim() -> Feedback:
    """Everything that feedback can hold."""
    return Feedback(
        summary=Text(en="3 of 4 numbers differ, the first at [0, 1].", zh="4 个数里有 3 个不同，第一个在 [0, 1]。"),
        called="centre_rows(x)",
        arguments=("x: float32 (2, 2)",),
        came_back="float32 (2, 2)",
        expected="float32 (2, 2), other numbers",
        meaning=Text(
            en="`mean(1)` dropped the axis it averaged over. What is left has shape (2,), and broadcasting lines it up "
            "with the last axis of `x`: each column lost the mean of a row.",
            zh="`mean(1)` 去掉了它求平均的那个轴。剩下的形状是 (2,)，广播时它与 `x` 的最后一个轴对齐："
            "于是每一列减去的是某一行的平均值。",
        ),
        question=Text(
            en="What is the shape of `x.mean(1)`, and which axis of `x` does it line up with?",
            zh="`x.mean(1)` 的形状是什么？它与 `x` 的哪个轴对齐？",
        ),
        where=SourceLine(file="u04_broadcasting.py", line=24, code="    return x - x.mean(1)"),
        got_cells=Cells(
            shape=(2, 2), dtype="float32", values=("-1.", "-4.", "3.", "2."), differs=(False, True, True, True)
        ),
        expected_cells=Cells(shape=(2, 2), dtype="float32", values=("-1.", "1.", "-2.", "2.5")),
        printed="x has shape torch.Size([2, 2])\n",
    )


@pytest.fixture
def lin(attempt: Any, check: Any, no_keepdim: Feedback) -> AttemptResult:
    """A student in the midst of it: some passes, some does not, some is not written."""
    raised = no_keepdim.model_copy(
        update={"came_back": "RuntimeError: The size of tensor a (5) must match the size of tensor b (3)"}
    )
    todo = Feedback(summary=Text(en="`pairwise_sqdist` is not written yet.", zh="`pairwise_sqdist` 还没有写。"))
    wide = "test_pairwise_matches_reference[wide]"
    return attempt(
        "lin",
        [
            check("test_ramp_example", "ramp", unit="u01_create"),
            check("test_ramp_matches_reference", "ramp", unit="u01_create", hidden=True),
            check("test_shape_example", "broadcast_shape"),
            check("test_shape_matches_reference", "broadcast_shape", hidden=True, max_points=2),
            check("test_centre_example", reason=Reason.MISMATCH, mistake="no_keepdim", feedback=no_keepdim),
            check("test_centre_matches", reason=Reason.RAISED, mistake="no_keepdim", hidden=True, feedback=raised),
            check("test_centre_keeps_argument", reason=Reason.BLOCKED, hidden=True, max_points=0.5),
            check("test_pairwise_example", "pairwise_sqdist", reason=Reason.NOT_ATTEMPTED, feedback=todo),
            check(wide, "pairwise_sqdist", reason=Reason.NOT_ATTEMPTED, hidden=True, feedback=todo),
            check("test_flatten_example", "flatten", unit="u05_reshape", reason=Reason.NOT_ATTEMPTED),
        ],
        number=3,
    )


@pytest.fixture
def everybody(attempt: Any, lin: AttemptResult) -> list[AttemptResult]:
    """A class, not sorted: one in the midst, one done, one not begun, one with a syntax error, one where we broke."""

    def all_with(reason: Reason | None, **changes: Any) -> list[CheckResult]:
        status = {None: Status.PASSED, Reason.GRADER: Status.ERROR}.get(reason, Status.FAILED)
        return [
            row.model_copy(
                update={
                    "reason": reason,
                    "status": status,
                    "points": 0.0 if reason else row.max_points,
                    "mistake": None,
                    "feedback": None,
                }
            )
            for row in lin.checks
        ]

    done, broken = all_with(None), all_with(Reason.GRADER)
    return [
        lin,
        attempt("张小明", done),
        attempt("fresh", all_with(Reason.NOT_ATTEMPTED), finished_at=None),
        attempt("müller-łukasz", [*done[:2], *all_with(Reason.SYNTAX_ERROR)[2:9], done[9]]),
        attempt("erin", [*done[:4], broken[4], *done[5:]], confinement=Level.D),
    ]


@pytest.fixture
def hostile() -> str:
    """What a student might write to upset a reader."""
    return (
        "[bold red]markup[/] [link=http://example.org]x[/link] :smile: {en} %s "
        "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\" onmouseover='alert(1)' &lt;b&gt; "
        "[x](javascript:alert(1)) ![y](http://example.org/z.png) @somebody #1 www.example.org {{ 7 * 7 }} {% raw %} "
        "\x1b[2J\x1b]0;title\x07\x9b31m\r\n::error::x\n  ##[error]y\n"
        "```\n~~~\n# z\n| a |\n<!--\n"
        "\x00\u202egnp.exe\u202c\u2066\u200b\ud800" + "A" * 10_000
    )


@pytest.fixture
def printed() -> Callable[..., str]:
    """What a writer prints to a console of a given width; with `colour`, to a terminal."""

    def run(write: Callable[[Console], None], width: int = 80, *, colour: bool = False, encoding: str = "utf-8") -> str:
        raw = io.BytesIO()
        file = io.TextIOWrapper(raw, encoding=encoding, newline="")
        console = Console(
            file=file, width=width, force_terminal=colour, color_system="standard" if colour else None, _environ={}
        )
        write(console)
        file.flush()
        return raw.getvalue().decode(encoding)

    return run


def compare_golden(folder: Path, name: str, text: str) -> None:
    """Compare a text with the golden file of that name; blanks at the ends of lines do not count."""
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    file = folder / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file} differs; UPDATE_GOLDEN=1 writes it anew"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name."""
    return lambda name, text: compare_golden(GOLDEN, name, text)
