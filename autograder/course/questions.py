"""Questions that a person marks: how they are given to students in notebooks and text files, and answers read back.

An answer begins below a comment that names its question, so it is found wherever the cell or paragraph went, and
whatever became of a notebook's metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from autograder.course.model import QuestionInfo, Unit
from autograder.results import Lang, Text

MAX_CHARACTERS = 20_000
STUB = Text(en="*Write your answer here.*", zh="*请在这里作答。*")
NBGRADER_STUB = "YOUR ANSWER HERE"
HEADING = Text(en="In your own words", zh="用自己的话回答")
NOTE = Text(en="A person reads your answers and marks them.", zh="你的回答由老师阅读并评分。")
POINTS = Text(en="{points:g} points", zh="{points:g} 分")
SCHEME = Text(en="How it is marked", zh="评分标准")

_BEGIN = re.compile(r"^[ \t]*<!--\s*answer:\s*(\w+)\s*-->[ \t]*$", re.MULTILINE)
_END = re.compile(r"^[ \t]*<!--\s*(?:answer:\s*\w+|end of answer)\s*-->[ \t]*$", re.MULTILINE)
_SUFFIX: dict[Lang, str] = {"en": "", "zh": ".zh"}


def answers_name(unit: Unit, lang: Lang) -> str:
    """The file beside the starter that answers are written into."""
    return f"{unit.id}.answers{_SUFFIX[lang]}.md"


def prompt(question: QuestionInfo, lang: Lang) -> str:
    """The question, with its points."""
    return f"**{question.text.in_(lang)}** ({POINTS.in_(lang).format(points=question.points)})"


def answer_cell(question: QuestionInfo, text: str) -> str:
    """What the cell for an answer holds."""
    return f"<!-- answer: {question.name} -->\n\n{text}"


def answers_file(unit: Unit, lang: Lang) -> str:
    """The text of the file for those who write no notebooks."""
    parts = [f"# {unit.title.in_(lang)}: {HEADING.in_(lang).lower()}", NOTE.in_(lang)]
    for question in unit.questions:
        parts += [prompt(question, lang), answer_cell(question, STUB.in_(lang)), "<!-- end of answer -->"]
    return "\n\n".join(parts) + "\n"


def read_answers(text: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The answers in a cell or a file: (question, what was written). What was left as it was given out is none."""
    for found in _BEGIN.finditer(text):
        end = _END.search(text, found.end())
        written = text[found.end() : end.start() if end else len(text)].strip()
        for stub in (STUB.en, STUB.zh, NBGRADER_STUB):
            written = written.replace(stub, "").strip()
        if found[1] in names and written:
            yield found[1], written
