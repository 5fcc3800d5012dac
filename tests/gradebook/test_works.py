"""What was handed in is kept, and comes back as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from autograder.gradebook import Gradebook, GradebookError, works
from autograder.gradebook.works import HandedIn
from autograder.grading.intake import Refusal, Submitted
from autograder.results import Text

WORK = HandedIn(
    "lin",
    {
        "u01": Submitted("x = '\u2028'\n", "d1"),
        "u02": Submitted("# cell\n", "d2", "u02.ipynb", ((0, 1), (3, 2)), (Text(en="A note.", zh="说明。"),)),
        "u03": Refusal(Text(en="A link.", zh="链接。"), "d3"),
        "u04": None,
    },
    {"u01": {"why": "since 两"}},
)


def test_a_work_comes_back_as_it_was_and_is_kept_once(gradebook: Gradebook, path: Path) -> None:
    gradebook.keep([WORK, WORK])
    gradebook.keep([HandedIn("bo", WORK.files, WORK.answers)])  # the same work
    assert gradebook.work("lin", WORK.digest) == WORK
    assert gradebook.work("bo", WORK.digest) == HandedIn("bo", WORK.files, WORK.answers)
    assert gradebook.work("lin", "another") is None
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT count(*) FROM works").fetchone() == (1,)
    raw.close()


def test_a_work_that_another_process_has_just_kept_is_no_trouble(
    gradebook: Gradebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    gradebook.keep([WORK])
    seen: list[list[str]] = [[]]  # the first look comes too early
    among = works._among
    monkeypatch.setattr(works, "_among", lambda *asked: seen.pop() if seen else among(*asked))
    other = HandedIn("lin", {"u01": Submitted("y = 1\n", "other")})
    gradebook.keep([WORK, other])
    assert gradebook.work("lin", other.digest) == other


def test_many_works_are_kept_at_once(gradebook: Gradebook) -> None:
    many = [HandedIn("lin", {"u01": Submitted(f"x = {number}\n", f"{number}")}) for number in range(1200)]
    gradebook.keep(many)
    gradebook.keep(many)
    assert gradebook.work("lin", many[-1].digest) == many[-1]


@pytest.mark.parametrize("content", [b"", b"no zlib", b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"])
def test_a_work_that_something_else_changed_is_said_to_be(gradebook: Gradebook, path: Path, content: bytes) -> None:
    gradebook.keep([WORK])
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE works SET content = ?", (content,))
    raw.close()
    with pytest.raises(GradebookError, match=f"The work {WORK.digest[:12]} cannot be read"):
        gradebook.work("lin", WORK.digest)


def test_another_work_under_the_same_digest_is_not_taken_for_it(gradebook: Gradebook, path: Path) -> None:
    other = HandedIn("lin", {"u01": Submitted("y = 1\n", "other")})
    gradebook.keep([WORK, other])
    with sqlite3.connect(path) as raw:
        (content,) = raw.execute("SELECT content FROM works WHERE digest = ?", (other.digest,)).fetchone()
        raw.execute("UPDATE works SET content = ? WHERE digest = ?", (content, WORK.digest))
    raw.close()
    with pytest.raises(GradebookError, match="cannot be read"):
        gradebook.work("lin", WORK.digest)
