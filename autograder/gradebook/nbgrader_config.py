"""nbgrader's own configuration of a course: its database, its name, and what it takes away for coming late."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from autograder.gradebook.errors import GradebookError

CONFIG = "nbgrader_config.py"


class LatePenalties:
    """The policy that nbgrader_config.py sets: `c.AssignLatePenalties.plugin_class`, `c.LateSubmissionPlugin…`."""

    def __init__(self, config: Config) -> None:
        try:
            assigns = AssignLatePenalties(config=config)
            assigns.init_plugin()
        except (TraitError, ImportError) as problem:
            raise GradebookError(f"{CONFIG}: the policy for late submissions cannot be used: {problem}") from None
        self._plugin = assigns.plugin_inst

    def penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        """Points to take from a notebook's score, at most all of it; None for none.

        Raises:
            GradebookError: the policy, which is an instructor's own code, raised.
        """
        try:
            asked = self._plugin.late_submission_penalty(student, score, seconds_late)
        except Exception as problem:
            raise GradebookError(
                f"{CONFIG}: {type(self._plugin).__name__} raised {type(problem).__name__}: {problem}"
            ) from None
        return None if asked is None else min(max(0.0, float(asked)), score)


@dataclass(frozen=True)
class NbgraderConfig:
    """What a course's nbgrader_config.py says that concerns us."""

    database: str
    course_id: str
    late: LatePenalties


def read_config(folder: Path) -> NbgraderConfig:
    """Read the configuration in nbgrader's folder of a course; without one, nbgrader's defaults.

    It is Python that the instructor wrote, and is run, as nbgrader does.

    Raises:
        GradebookError: it cannot be run.
    """
    try:
        config = PyFileConfigLoader(CONFIG, path=str(folder.resolve())).load_config()
    except ConfigFileNotFound:
        config = Config()
    except Exception as problem:
        raise GradebookError(f"{folder / CONFIG} cannot be read: {type(problem).__name__}: {problem}") from None
    config = Config(config)
    config.CourseDirectory.root = str(folder.resolve())
    try:
        course = CourseDirectory(config=config)
        return NbgraderConfig(course.db_url, course.course_id, LatePenalties(config))
    except TraitError as problem:
        raise GradebookError(f"{folder / CONFIG}: {problem}") from None
