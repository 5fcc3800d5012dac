"""What lies in the folder that a command is started in is never imported: it may be a student's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.small import RIGHT, small_course

PLANTED = ("torch", "json", "numpy", "autograder", "click", "sitecustomize")


def test_grading_from_within_a_student_s_folder_runs_nothing_of_it(tmp_path: Path) -> None:
    course = small_course(tmp_path)
    place = tmp_path / "submitted" / "amy" / "a0_small"
    place.mkdir(parents=True)
    (place / "u01_small.py").write_text(RIGHT)
    proof = tmp_path / "proof"
    for name in PLANTED:
        (tmp_path / "submitted" / f"{name}.py").write_text(f"open({str(proof)!r}, 'a').write({name!r})\n")
    given = ["--assignment", "a0", "--course", course.path, "--gradebook", tmp_path / "ours.db"]
    command = [Path(sys.executable).with_name("autograder"), "grade", ".", *given]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=tmp_path / "submitted", capture_output=True, text=True, env=environment)
    assert not proof.exists(), proof.read_text()
    assert done.returncode == 0, done.stderr
    assert "4/4" in done.stdout
