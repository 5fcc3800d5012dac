"""`python -m autograder.pictures FOLDER...`: draw the units' pictures; `--check` only says which are out of step."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.pictures.unit import draw_unit, stale


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0, or 1 if `--check` found a picture that must be drawn again."""
    parser = argparse.ArgumentParser(prog="python -m autograder.pictures", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of units, with picture.py and solution.py")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a picture is out of step")
    parser.add_argument("--still", type=float, metavar="SECONDS", help="freeze the pictures at this moment")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write there instead of beside picture.py")
    options = parser.parse_args(arguments)
    if options.still is not None and options.out is None:
        parser.error("--still would overwrite the moving picture: say where to write with --out")
    if options.check:
        old = [path for folder in options.folders for path in stale(folder)]
        for path in old:
            sys.stdout.write(
                f"{path}: differs from what picture.py draws; run python -m autograder.pictures {path.parent}\n"
            )
        return 1 if old else 0
    for folder in options.folders:
        for name, text in draw_unit(folder, options.still).items():
            target = (options.out or folder) / name
            target.write_bytes(text.encode())
            sys.stdout.write(f"{target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
