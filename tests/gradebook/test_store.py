"""The store of attempts: what is written stays, what was begun is gone on with, and nothing is written twice."""

from __future__ import annotations

import math
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.schema import CreateTable

from autograder.gradebook import Attempt, Gradebook, GradebookError
from autograder.gradebook import statements as sql
from autograder.gradebook.tables import METADATA
from autograder.results import (
    CheckResult,
    Feedback,
    Level,
    RaceCount,
    RaceRecord,
    RaceStep,
    Reason,
    SourceLine,
    Status,
    Text,
)

Make = Callable[..., CheckResult]
Begin = Callable[..., Attempt]


def test_a_finished_attempt_reads_back_as_it_was_written(
    gradebook: Gradebook, begin: Begin, passed: Make, failed: Make, key: dict[str, Any]
) -> None:
    attempt = begin()
    rows = (passed(), failed("test_b[3-4]", mistake="no_keepdim", hidden=True), failed("test_c", function=None))
    for row in rows:
        gradebook.add(attempt, row)
    notes = (Text(en="u05 is a link.", zh="u05 是链接。"),)

    result = gradebook.finish(attempt, notes)

    assert result.checks == rows
    assert result.notes == notes
    assert result.finished_at is not None
    assert result.finished_at >= result.started_at
    assert result.is_final
    assert {name: getattr(result, name) for name in key} == key
    assert gradebook.result(attempt) == result
    assert gradebook.latest("a1_tensors") == [result]
    assert gradebook.history("lin", "a1_tensors") == [result]


def test_a_finished_attempt_is_returned_and_a_regrade_is_a_new_one(gradebook: Gradebook, begin: Begin) -> None:
    first = begin()
    gradebook.finish(first)
    assert first.finished

    again = begin()
    assert (again.id, again.number, again.finished) == (first.id, 1, True)

    regraded = begin(regrade=True)
    assert (regraded.number, regraded.finished, regraded.rows) == (2, False, {})
    assert regraded.id != first.id


def test_whether_a_submission_is_graded_can_be_asked_without_beginning(
    gradebook: Gradebook, begin: Begin, passed: Make, key: dict[str, Any]
) -> None:
    asked = {name: value for name, value in key.items() if name not in ("seed_id", "confinement")}
    assert gradebook.finished(**asked) is None
    attempt = begin()
    gradebook.add(attempt, passed())
    assert gradebook.finished(**asked) is None
    gradebook.finish(attempt)
    found = gradebook.finished(**asked)
    assert found is not None
    assert (found.id, found.finished, found.rows) == (attempt.id, True, attempt.rows)
    assert gradebook.finished(**asked | {"course_digest": "other"}) is None
    begin(regrade=True)
    assert gradebook.finished(**asked) is None


def test_an_interrupted_regrade_is_gone_on_with(gradebook: Gradebook, begin: Begin, passed: Make) -> None:
    gradebook.finish(begin())
    regraded = begin(regrade=True)
    gradebook.add(regraded, passed())

    for regrade in (True, False):
        again = begin(regrade=regrade)
        assert (again.id, again.rows) == (regraded.id, regraded.rows)


@pytest.mark.parametrize("part", ["submission_digest", "course_digest", "grader_version"])
def test_another_key_begins_the_next_attempt(gradebook: Gradebook, begin: Begin, part: str) -> None:
    gradebook.finish(begin())
    assert begin(**{part: "other"}).number == 2
    assert begin(**{part: "other"}).number == 2
    assert begin().number == 1


def test_numbers_count_for_each_student_and_assignment(begin: Begin) -> None:
    assert [begin(student=name).number for name in ("lin", "wu")] == [1, 1]
    assert begin(assignment="a2").number == 1
    assert begin(submission_digest="other").number == 2


@pytest.mark.parametrize("change", [{"seed_id": "other"}, {"confinement": Level.D}])
def test_rows_from_another_seed_or_confinement_are_not_mixed(
    gradebook: Gradebook, begin: Begin, passed: Make, change: dict[str, Any]
) -> None:
    gradebook.add(begin(), passed())
    other = begin(**change)
    assert (other.number, other.rows) == (2, {})


def test_a_row_is_written_once(gradebook: Gradebook, begin: Begin, passed: Make) -> None:
    attempt, same_attempt = begin(), begin()
    gradebook.add(attempt, passed())
    for handle in (attempt, same_attempt):  # the second has not heard of the row
        with pytest.raises(GradebookError, match=r"u04_broadcasting test_example of lin.*is written already.*skip"):
            gradebook.add(handle, passed())
    gradebook.add(attempt, passed(unit="u05_reshape"))
    assert len(gradebook.result(attempt).checks) == 2


def test_a_finished_attempt_takes_no_rows_no_diagnosis_and_no_second_end(
    gradebook: Gradebook, begin: Begin, passed: Make, failed: Make
) -> None:
    attempt, same_attempt = begin(), begin()
    for handle in (attempt, same_attempt):
        handle.rows["u04_broadcasting", "test_matches"] = failed()
    gradebook.finish(attempt)
    for handle in (attempt, same_attempt):
        with pytest.raises(GradebookError, match=r"has finished.*cannot be added.*--regrade"):
            gradebook.add(handle, passed())
        with pytest.raises(GradebookError, match=r"has finished.*cannot be diagnosed"):
            gradebook.diagnose(handle, failed(mistake="m"))
        with pytest.raises(GradebookError, match=r"has finished.*cannot be finished again"):
            gradebook.finish(handle)
    assert gradebook.result(attempt).checks == ()


def test_a_diagnosis_sets_mistake_and_feedback(
    gradebook: Gradebook, begin: Begin, failed: Make, feedback: Feedback
) -> None:
    attempt = begin()
    gradebook.add(attempt, failed(feedback=None))
    for mistake in ("first_guess", "no_keepdim"):  # an interrupted diagnosis may be made again
        diagnosed = failed(mistake=mistake, feedback=feedback)
        gradebook.diagnose(attempt, diagnosed)
        assert attempt.rows["u04_broadcasting", "test_matches"] == diagnosed
        assert gradebook.result(attempt).checks == (diagnosed,)


@pytest.mark.parametrize(
    "change",
    [{"points": 1.0}, {"status": Status.PASSED, "reason": None}, {"reason": Reason.TIMEOUT}, {"max_points": 9.0}],
)
def test_a_diagnosis_changes_nothing_else(
    gradebook: Gradebook, begin: Begin, failed: Make, change: dict[str, Any]
) -> None:
    attempt = begin()
    gradebook.add(attempt, failed())
    with pytest.raises(GradebookError, match=rf"nothing else; it would change .*{sorted(change)[0]} from .* to "):
        gradebook.diagnose(attempt, failed(mistake="m", **change))
    assert gradebook.result(attempt).checks == (failed(),)


def test_a_diagnosis_needs_a_row_that_failed(gradebook: Gradebook, begin: Begin, passed: Make, failed: Make) -> None:
    attempt = begin()
    gradebook.add(attempt, passed("test_matches"))
    with pytest.raises(GradebookError, match=r"is `passed`: only a failed check"):
        gradebook.diagnose(attempt, failed(mistake="m"))
    with pytest.raises(GradebookError, match=r"no row .*test_other.*`add` first"):
        gradebook.diagnose(attempt, failed("test_other"))


def test_latest_is_the_highest_number_of_each_student_sorted(gradebook: Gradebook, begin: Begin, passed: Make) -> None:
    for name in ("wu", "Lin", "an"):
        gradebook.finish(begin(student=name))
    second = begin(student="wu", submission_digest="newer")
    gradebook.add(second, passed())
    begin(student="bo", assignment="a2")

    latest = gradebook.latest("a1_tensors")

    assert [(result.student, result.number) for result in latest] == [("Lin", 1), ("an", 1), ("wu", 2)]
    assert [result.is_final for result in latest] == [True, True, False]
    assert len(latest[2].checks) == 1
    assert [result.number for result in gradebook.history("wu", "a1_tensors")] == [1, 2]
    assert gradebook.latest("a9") == []
    assert gradebook.assignments() == ["a1_tensors", "a2"]


def test_a_row_has_its_own_columns_for_queries_by_hand(
    gradebook: Gradebook, begin: Begin, failed: Make, path: Path
) -> None:
    gradebook.add(begin(), failed(mistake="no_keepdim", hidden=True))
    columns = "unit, check_name, function, hidden, status, reason, points, max_points, mistake, cpu_seconds"
    row = sqlite3.connect(path).execute(f"SELECT {columns} FROM checks").fetchone()
    broken = ("u04_broadcasting", "test_matches", "centre_rows", 1, "failed", "mismatch", 0.0, 1.5, "no_keepdim", 0.1)
    assert row == broken


def test_halves_of_surrogate_pairs_in_a_student_s_text_do_not_lose_the_row(
    gradebook: Gradebook, begin: Begin, failed: Make
) -> None:
    attempt = begin()
    broken = Feedback(summary=Text(en="It raised.", zh="出错。"), came_back="ValueError: \ud800 and \x00 and 😀")
    gradebook.add(attempt, failed(feedback=broken))
    gradebook.diagnose(attempt, failed(feedback=broken, mistake="m"))
    result = gradebook.finish(attempt, [Text(en="\udcff.py was refused.", zh="拒收。")])
    assert result.checks[0].feedback is not None
    assert result.checks[0].feedback.came_back == "ValueError: \N{REPLACEMENT CHARACTER} and \x00 and 😀"
    assert result.checks == tuple(attempt.rows.values())
    assert result.notes[0].en == "\N{REPLACEMENT CHARACTER}.py was refused."


def test_a_student_name_that_is_not_utf8_is_explained(begin: Begin) -> None:
    with pytest.raises(GradebookError, match=r"not UTF-8\. Rename"):
        begin(student="caf\udce9")


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_number_that_is_not_finite_is_refused(gradebook: Gradebook, begin: Begin, passed: Make, value: float) -> None:
    with pytest.raises(GradebookError, match="finite number is wanted"):
        gradebook.add(begin(), passed(points=value))


def test_names_are_data_and_not_sql(gradebook: Gradebook, begin: Begin, passed: Make) -> None:
    name = "Robert'); DROP TABLE attempts;-- \N{RIGHT-TO-LEFT OVERRIDE} %s :x"
    attempt = begin(student=name)
    gradebook.add(attempt, passed(name))
    gradebook.finish(attempt)
    assert [result.student for result in gradebook.latest("a1_tensors")] == [name]


def test_threads_may_share_a_gradebook(gradebook: Gradebook, begin: Begin, passed: Make) -> None:
    def grade(student: str) -> None:
        attempt = begin(student=student)
        for number in range(20):
            gradebook.add(attempt, passed(f"test_{number}"))
        gradebook.finish(attempt)

    threads = [threading.Thread(target=grade, args=(f"s{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(result.checks) for result in gradebook.latest("a1_tensors")] == [20] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_process_is_told_to_open_its_own(gradebook: Gradebook, begin: Begin) -> None:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            begin()
        except GradebookError as error:
            code = 0 if "Open it again here" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert begin().number == 1


def test_a_closed_gradebook_says_so(path: Path, key: dict[str, Any]) -> None:
    gradebook = Gradebook.open(path)
    gradebook.close()
    gradebook.close()
    with pytest.raises(GradebookError, match=r"is closed. Open it again"):
        gradebook.begin(**key)


def test_statements_and_tables_can_be_said_to_other_databases() -> None:
    for dialect in (postgresql.dialect(), mysql.dialect()):
        for table in METADATA.sorted_tables:
            str(CreateTable(table).compile(dialect=dialect))
        for statement in (sql.NEW_CHECK, sql.DIAGNOSIS, sql.FINISH, sql.LATEST, sql.LAST_WITH_KEY):
            str(statement.compile(dialect=dialect))


texts = st.text(max_size=40)
both = st.builds(Text, en=texts, zh=texts)
feedbacks = st.builds(
    Feedback,
    summary=both,
    called=st.none() | texts,
    arguments=st.lists(texts, max_size=2).map(tuple),
    meaning=st.none() | both,
    where=st.none() | st.builds(SourceLine, file=texts, line=st.integers(1, 2**31), code=texts, column=st.none()),
    printed=texts,
    got_cells=st.none(),
    expected_cells=st.none(),
)
seconds = st.floats(0, 1e6)
pairs = st.lists(st.tuples(seconds, seconds), max_size=2).map(tuple)
races = st.builds(
    RaceRecord,
    function=texts,
    baseline=texts,
    low=seconds,
    middle=seconds,
    high=seconds,
    steps=st.lists(st.builds(RaceStep, ratio=seconds, points=seconds, reached=st.booleans()), max_size=2).map(tuple),
    rounds=st.lists(pairs, max_size=2).map(tuple),
    calls=st.integers(1, 2000),
    counts=st.lists(
        st.builds(RaceCount, kind=st.just("bytes"), student=st.integers(0, 2**62), baseline=st.integers(0, 2**62)),
        max_size=1,
    ).map(tuple),
)
checks = st.builds(
    CheckResult,
    unit=st.sampled_from(["u01", "u02"]),
    check=texts,
    title=st.none() | both,
    function=st.none() | texts,
    hidden=st.booleans(),
    status=st.sampled_from(Status),
    reason=st.none() | st.sampled_from(Reason),
    points=st.floats(allow_nan=False, allow_infinity=False),
    max_points=seconds,
    mistake=st.none() | texts,
    feedback=st.none() | feedbacks,
    race=st.none() | races,
    cpu_seconds=seconds,
    wall_seconds=seconds,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(checks, max_size=6, unique_by=lambda row: (row.unit, row.check)),
    interruptions=st.sets(st.integers(0, 6)),
)
def test_wherever_a_run_is_interrupted_the_same_command_ends_with_the_same_record(
    key: dict[str, Any], rows: list[CheckResult], interruptions: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "attempts.db"
        gradebook = Gradebook.open(path)
        for position in range(len(rows) + 1):
            if position in interruptions:
                gradebook.close()
                gradebook = Gradebook.open(path)
            attempt = gradebook.begin(**key)
            assert list(attempt.rows.values()) == rows[:position]
            assert not attempt.finished
            if position < len(rows):
                gradebook.add(attempt, rows[position])
        result = gradebook.finish(attempt)
        gradebook.close()
        assert result.checks == tuple(rows)
        assert result.number == 1
        with Gradebook.open(path) as again:
            assert again.begin(**key).finished
            assert again.latest(key["assignment"]) == [result]
