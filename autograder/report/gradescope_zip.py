"""The zip that makes an assignment an autograder on Gradescope: the course, the secret, and the two scripts.

Whoever has the zip has the hidden checks, the solutions, and the secret that inputs are drawn from. Gradescope unpacks
it as /autograder/source, so `course/` in it is /autograder/source/course there. Only the one assignment is in it.

The same course and secret give the same bytes: files are sorted, have one date, and are stored as they are, since
compressed bytes depend on the library that compressed them.
"""

from __future__ import annotations

import io
import json
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from autograder.course import Assignment, Course
from autograder.course.unit import is_ignored
from autograder.report.gradescope import gradescope_broken
from autograder.results import Lang

REQUIREMENT = "torchgrade[instructor]"
SECRET = "secret"  # noqa: S105 - a file's name
_DATE = (1980, 1, 1, 0, 0, 0)  # the first one that a zip can hold
_PLACE = "/autograder/source"

_SETUP = r"""#!/usr/bin/env bash
# Makes the Python that grades. Gradescope runs this once, while it builds the image.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
base="${TORCHGRADE_BASE:-/autograder}"
requirement=@REQUIREMENT@

new_enough() {
  for name in python3.13 python3.12 python3.11 python3; do
    if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return 0
    fi
  done
  return 1
}

apt-get update -qq
case "$requirement" in *git+*) apt-get install -y -qq git ;; esac
if ! python="$(new_enough)"; then
  for version in 3.12 3.11; do
    apt-get install -y -qq "python$version" "python$version-venv" && break
  done
  if ! python="$(new_enough)"; then
    echo "No Python 3.11 or newer. Choose a newer base image (Ubuntu 24.04) in the autograder's settings." >&2
    exit 1
  fi
fi
"$python" -m venv "$base/venv"
pip() { "$base/venv/bin/python" -m pip install --no-cache-dir --disable-pip-version-check "$@"; }
pip --index-url https://download.pytorch.org/whl/cpu torch torchvision
pip -- "$requirement"
"""

_RUN = r"""#!/usr/bin/env bash
# Grades one submission. results.json is there whatever happens: first one that says that the grader broke, which the
# result then replaces.
set -u
base="${TORCHGRADE_BASE:-/autograder}"
mkdir -p "$base/results"
cat "$base/source/broken.json" > "$base/results/results.json"
chmod -R go-rwx "$base/source"
cd /
export OMP_NUM_THREADS=1 PYTHONUTF8=1 PYTHONSAFEPATH=1
"$base/venv/bin/python" -P -m autograder.cli gradescope run \
  --course "$base/source/course" --assignment @ASSIGNMENT@ --secret "$base/source/secret" --lang @LANG@ \
  --submission "$base/submission" --metadata "$base/submission_metadata.json" \
  --results "$base/results/results.json" || echo "The grader ended with status $?."
exit 0
"""


def gradescope_zip(
    course: Course, assignment: Assignment, secret: bytes, lang: Lang, requirement: str = REQUIREMENT,
    wheel: tuple[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """The bytes of the zip.

    Args:
        secret: what inputs are drawn from: the one beside the gradebook, so that a submission gets the same inputs here
            and there.
        requirement: what `pip install` gets.
        wheel: name and content of torchgrade as a wheel, which then is in the zip and installed in its place.
    """
    files: dict[str, tuple[bytes, int]] = {
        "broken.json": (gradescope_broken(lang).encode(), 0o644),
        SECRET: (secret, 0o600),
        "course/course.toml": (_course_toml(course, assignment).encode(), 0o644),
    }
    if wheel is not None:
        name, content = wheel
        files[f"wheels/{name}"] = (content, 0o644)
        requirement = f"{_PLACE}/wheels/{name}[instructor]"
    setup = _SETUP.replace("@REQUIREMENT@", shlex.quote(requirement))
    run = _RUN.replace("@ASSIGNMENT@", shlex.quote(assignment.id)).replace("@LANG@", lang)
    files |= {"setup.sh": (setup.encode(), 0o755), "run_autograder": (run.encode(), 0o755)}
    files |= {f"course/{name}": (content, 0o644) for name, content in _files(assignment)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, (content, mode) in sorted(files.items()):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 3  # Unix: modes count
            info.external_attr = (0o100000 | mode) << 16
            archive.writestr(info, content)
    return packed.getvalue()


def _files(assignment: Assignment) -> Iterator[tuple[str, bytes]]:
    """All files of an assignment, by their names below the course; not what tools leave behind."""
    for place in (assignment.path, *(unit.path for unit in assignment.units)):
        for file in sorted(place.iterdir()):
            if file.is_file() and not is_ignored(file.name):
                yield str(PurePosixPath(file.relative_to(assignment.path.parent))), file.read_bytes()


def _course_toml(course: Course, assignment: Assignment) -> str:
    """A course.toml that lists the one assignment."""
    title = f"{{ en = {_quoted(course.title.en)}, zh = {_quoted(course.title.zh)} }}"
    return f"title = {title}\nassignments = [{_quoted(assignment.id)}]\n"


def _quoted(text: str) -> str:
    """A string of TOML: JSON's, but for a character that TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
