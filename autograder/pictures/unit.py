"""A unit's picture files, drawn by its picture.py from its solution.py, and whether they are in step with it."""

from __future__ import annotations

import inspect
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

LANGUAGES = {"en": "picture.svg", "zh": "picture.zh.svg"}


def draw_unit(folder: Path, still: float | None = None) -> dict[str, str]:
    """File name -> SVG text for the unit in `folder`; `still` freezes the picture at that many seconds.

    A `draw(solution, still=None)` gives picture.svg; one that also takes `lang` gives picture.zh.svg too.
    Runs picture.py and solution.py, both the instructor's own. Raises FileNotFoundError if either is missing and
    TypeError if `draw` is not there or gives no text.
    """
    solution = _load(folder / "solution.py")
    picture = _load(folder / "picture.py")
    draw = getattr(picture, "draw", None)
    if not callable(draw):
        raise TypeError(
            f"{folder / 'picture.py'}: expected a function draw(solution, still=None) -> str, found none; add it"
        )
    if "lang" in inspect.signature(draw).parameters:
        texts = {file: draw(solution, still=still, lang=lang) for lang, file in LANGUAGES.items()}
    else:
        texts = {LANGUAGES["en"]: draw(solution, still=still)}
    for text in texts.values():
        if not isinstance(text, str):
            raise TypeError(
                f"{folder / 'picture.py'}: draw returned {type(text).__name__}, expected the SVG's text; "
                "return drawing.svg(still)"
            )
    return texts


def stale(folder: Path) -> list[Path]:
    """The unit's picture files that differ from what picture.py draws now, or are missing."""
    return [
        folder / name
        for name, text in draw_unit(folder).items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    ]


class _Fresh(SourceFileLoader):
    """Runs the file as it is now: no bytecode is read or left behind in the course's folder."""

    def path_stats(self, path: str | bytes) -> dict[str, float]:
        raise OSError(f"{path!r}: bytecode is not wanted")


def _load(path: Path) -> ModuleType:
    if not path.is_file():
        raise FileNotFoundError(
            f"{path}: expected the unit's {path.name}, found no such file; write it or correct the folder"
        )
    name = f"unit_picture_{path.stem}"
    loader = _Fresh(name, str(path))
    spec = spec_from_loader(name, loader)
    assert spec is not None  # noqa: S101
    module = module_from_spec(spec)
    before = sys.modules.get(name)
    sys.modules[name] = module
    try:
        loader.exec_module(module)
    finally:
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before
    return module
