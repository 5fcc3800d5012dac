"""What a stand-alone repository for students has around the released files."""

from __future__ import annotations

import re

from autograder.course import Course
from autograder.course.released import ReleaseError
from autograder.release.tree import Files
from autograder.results import Lang

_IGNORED = "__pycache__/\n.venv/\n*.new\n*.py.old*\n.ipynb_checkpoints/\n"

_HEAD: dict[Lang, str] = {
    "en": """# {title}

    python3 -m venv .venv
    . .venv/bin/activate
    python -m pip install torchgrade

Then take the first unit: read its handout, fill in its functions, and check:

    autograder check {first}

The first check fails: that is the task. `autograder hint {first}` gives a hint; hints cost nothing.
""",
    "zh": """# {title}

    python3 -m venv .venv
    . .venv/bin/activate
    python -m pip install torchgrade

然后从第一个单元开始：读讲义，补全函数，再检查：

    autograder check {first}

第一次检查不通过是正常的，这正是你的任务。`autograder hint {first}` 会给出提示，看提示不扣分。
""",
}


_GRADER = re.compile(r"([\w.-]+/[\w.-]+)@([0-9a-f]{40})")
_WORKFLOW = """\
# Made by `autograder release`. Scores each push with the public checks. The grader is taken from the course, never from
# here, so what you change in this file changes only what you yourself see.
name: Score
on:
  push:
  workflow_dispatch:
permissions:
  contents: read
  statuses: write
jobs:
  score:
    uses: {repository}/.github/workflows/grade.yml@{commit}
    with:
      course: {repository}
      ref: {commit}
"""


def template_files(course: Course, released: Files, grader: str = "") -> Files:
    """`released` below `assignments/`, with a README in both languages, requirements and what git leaves out.

    Args:
        grader: OWNER/REPOSITORY@COMMIT of the course; with it, a workflow that scores each push is among the files.

    Raises:
        ReleaseError: `grader` is something else.
    """
    files: Files = {f"assignments/{name}": content for name, content in released.items()}
    langs: tuple[tuple[Lang, str], ...] = (("en", ""), ("zh", ".zh"))
    for lang, suffix in langs:
        lines = [
            f"* [{assignment.title.in_(lang)}](assignments/{assignment.id}/README{suffix}.md)"
            for assignment in course.assignments
        ]
        first = next((unit.short for unit in course.units), "")
        head = _HEAD[lang].format(title=course.title.in_(lang), first=first)
        files[f"README{suffix}.md"] = (head + "\n" + "\n".join(lines) + "\n").encode()
    files["requirements.txt"] = b"torchgrade\n"
    files[".gitignore"] = _IGNORED.encode()
    if grader:
        files[".github/workflows/score.yml"] = scoring_workflow(grader).encode()
    return files


def scoring_workflow(grader: str) -> str:
    """The text of a workflow that scores each push with the course at OWNER/REPOSITORY@COMMIT.

    Raises:
        ReleaseError: `grader` is something else.
    """
    found = _GRADER.fullmatch(grader)
    if found is None:
        raise ReleaseError(
            f"{grader} names no grader: expected OWNER/REPOSITORY@COMMIT with the whole commit, since a branch "
            "or tag could be moved to other code."
        )
    return _WORKFLOW.format(repository=found[1], commit=found[2])
