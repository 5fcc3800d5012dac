"""The functions that authors write as `matches=` of a mistake, taken from mistakes.py when one is needed.

They judge what a student's code answered, so they run in the judge, like checks: mistakes.py is the author's.
"""

from __future__ import annotations

import logging
import sys
from types import ModuleType
from typing import Any

from autograder.course import MistakeInfo, Unit
from autograder.grading.authoring import ATTRIBUTE
from autograder.grading.diagnosis import Matches
from autograder.jail.remote import Call

LOG = logging.getLogger("autograder")


class Matchers:
    """Gives a mistake's `matches`. mistakes.py is executed at the first one, beside the solution and the helpers."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._found: dict[str, Matches] | None = None

    def __call__(self, mistake: MistakeInfo) -> Matches:
        """The author's function; what raises in it is logged and counts as no."""
        if self._found is None:
            self._found = self._read()
        written = self._found.get(mistake.id)

        def matches(calls: list[Call]) -> bool:
            try:
                return written is not None and bool(written(calls))
            except Exception:
                LOG.exception("%s mistakes.py: `matches=` of %s raised", self._unit.key, mistake.id)
                return False

        return matches

    def _read(self) -> dict[str, Matches]:
        unit = self._unit
        files = {unit.id: unit.solution_path, "helpers": unit.helpers_path, "mistakes": unit.path / "mistakes.py"}
        before = {name: sys.modules.get(name) for name in files}
        try:
            for name, path in files.items():
                if path is not None:
                    module = sys.modules[name] = ModuleType(name)
                    exec(compile(path.read_text("utf-8"), str(path), "exec"), module.__dict__)  # noqa: S102
            told: list[dict[str, Any]] = [
                getattr(each, ATTRIBUTE, {}) for each in vars(sys.modules["mistakes"]).values()
            ]
        except Exception:
            LOG.exception("%s mistakes.py: cannot be executed", unit.key)
            return {}
        finally:
            for name, module_before in before.items():
                sys.modules.pop(name, None)
                if module_before is not None:
                    sys.modules[name] = module_before
        return {each["mistake"]: each["matches"] for each in told if each.get("matches")}
