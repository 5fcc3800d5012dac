"""Results as JUnit XML, which CI services, Jenkins and GitLab show as tests.

A suite is a student's attempt at an assignment, a case one of its checks. A case with `failure` is the student's, one
with `error` ours. A check that waits for another that did not pass is `skipped`: it never ran, so it says nothing of
the student's work, and the one that it waits for is counted already; a suite with skipped checks is never green, since
that one failed or broke. Its points are lost all the same: the grade is in the suite's properties.

Times are UTC. Their attribute has no zone, as the strict schemas demand; the properties have one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.csv_text import number
from autograder.report.escape import no_command, visible
from autograder.report.plain import drawn
from autograder.report.summary import Outcome, check_title, outcome
from autograder.report.view import attempt_view, check_card
from autograder.report.view_model import Card
from autograder.results import AttemptResult, CheckResult, Lang, Reason, Standing, Text

_NAME = 500


def junit_xml(results: Sequence[AttemptResult], titles: Mapping[str, Text], lang: Lang) -> str:
    """The attempts as one XML document: the same text for the same results, in whatever order they come.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
    """
    writer = _Writer(titles, lang)
    results = sorted(results, key=lambda result: (result.assignment, result.student, result.number))
    root = ET.Element("testsuites", name="torchgrade")
    root.attrib |= _counts([row for result in results for row in result.checks])
    root.extend(writer.suite(result) for result in results)
    ET.indent(root)
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told.decode("utf-8") + "\n"


class _Writer:
    """Writes elements. Every text in them has been through `escape`, so that XML can hold it."""

    def __init__(self, titles: Mapping[str, Text], lang: Lang) -> None:
        self._titles = titles
        self._lang: Lang = lang

    def suite(self, result: AttemptResult) -> ET.Element:
        suite = ET.Element("testsuite", name=self._name(f"{result.assignment}: {result.student}"))
        suite.attrib |= _counts(result.checks) | {"timestamp": f"{_utc(result.started_at):%Y-%m-%dT%H:%M:%S}"}
        view = attempt_view(result, self._titles, self._lang)
        properties = ET.SubElement(suite, "properties")
        for name, value in (*self._properties(result), *(("note", note) for note in view.notes)):
            ET.SubElement(properties, "property", name=name, value=self._name(value))
        suite.extend(self._cases(result.checks, result.standing))
        if view.printed:
            ET.SubElement(suite, "system-out").text = _told(f"{name}\n{text}" for name, text in view.printed)
        return suite

    def _properties(self, result: AttemptResult) -> Iterator[tuple[str, str]]:
        grade = grade_of(result)
        yield "student", result.student
        yield "assignment", result.assignment
        yield "attempt", str(result.number)
        yield "points", number(grade.points)
        yield "max_points", number(grade.max_points)
        yield "final", "true" if grade.is_final else "false"
        yield "confinement", result.confinement.value
        yield "submission_digest", result.submission_digest
        yield "course_digest", result.course_digest
        yield "grader_version", result.grader_version
        yield "started_at", _utc(result.started_at).isoformat()
        yield "finished_at", _utc(result.finished_at).isoformat() if result.finished_at else ""

    def _cases(self, checks: Sequence[CheckResult], standing: Standing | None) -> Iterator[ET.Element]:
        """A case each, no two of one name: readers take those for one test that ran twice."""
        titles = [(self._class(check), self._name(check_title(check, self._lang))) for check in checks]
        shared = Counter(titles)
        written: Counter[tuple[str, str]] = Counter()
        for check, (group, title) in zip(checks, titles, strict=True):
            name = title if shared[group, title] == 1 else f"{title} ({self._name(check.check)})"
            written[group, name] += 1
            again = written[group, name]
            name = name if again == 1 else f"{name} #{again}"
            case = ET.Element("testcase", classname=group, name=name, time=f"{check.wall_seconds:.3f}")
            kind = outcome(check)
            if kind is not Outcome.PASSED:
                case.append(self._ending(check, kind, standing))
            yield case

    def _ending(self, check: CheckResult, kind: Outcome, standing: Standing | None) -> ET.Element:
        """What became of a check that did not pass, as its student may read it."""
        reason = check.reason or Reason.MISMATCH
        card = check_card(check, self._titles, self._lang, standing)
        about = f"{card.row.place} {card.row.title}".rstrip() + f", {card.row.points}"
        about += f" ({card.row.note})" if card.row.note else ""
        message = no_command(visible(f"{card.summary} {card.detail}".rstrip(), 1000, self._lang))
        if kind is Outcome.BLOCKED:
            return ET.Element("skipped", message=message)
        ending = ET.Element("error" if kind is Outcome.ERROR else "failure", message=message, type=reason.value)
        ending.text = _told([about] if kind is Outcome.ERROR else [about, *self._parts(card)])
        return ending

    def _parts(self, card: Card) -> Iterator[str]:
        yield f"{card.summary}\n{card.detail}".rstrip()
        if card.hidden:
            yield words.HIDDEN_NOTE.in_(self._lang)
        for label, text in card.facts:
            yield f"{self._label(label)}\n{text}"
        for heading, text in ((words.MEANING, card.meaning), (words.QUESTION, card.question)):
            if text:
                yield f"{self._label(heading.in_(self._lang))}\n{text}"
        if card.line:
            yield f"{self._label(card.line.label)}\n{card.line.code}".rstrip()
        for tensor in card.tensors:
            yield f"{self._label(f'{tensor.label} {tensor.kind}')}\n{drawn(tensor)}"

    def _class(self, check: CheckResult) -> str:
        return self._name(f"{check.unit}.{check.function}" if check.function else check.unit)

    def _name(self, text: str) -> str:
        return no_command(visible(text, _NAME, self._lang))

    def _label(self, text: str) -> str:
        return words.say(words.LABEL, self._lang, label=text)


def _told(parts: Iterator[str] | Sequence[str]) -> str:
    """Parts below each other. Logs print this, so no line of it is a command to a workflow's runner."""
    return "\n".join(no_command(line) for part in parts for line in (*part.split("\n"), "")).rstrip("\n")


def _counts(checks: Sequence[CheckResult]) -> dict[str, str]:
    kinds = Counter(map(outcome, checks))
    return {
        "tests": str(len(checks)),
        "failures": str(kinds[Outcome.FAILED] + kinds[Outcome.NOT_ATTEMPTED]),
        "errors": str(kinds[Outcome.ERROR]),
        "skipped": str(kinds[Outcome.BLOCKED]),
        "time": f"{sum(check.wall_seconds for check in checks):.3f}",
    }


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
