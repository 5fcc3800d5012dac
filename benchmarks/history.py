"""Keeps the history of what grading costs, and says when it has become dearer.

    .venv/bin/python -m benchmarks.history RESULT.json HISTORY.jsonl --commit COMMIT [--comment COMMENT.md]

RESULT.json is what `benchmarks/bench_grader.py` gave. Each cost is divided by that of `import torch` in the same run.
A line is added to the history; where a cost is more than a fifth above the median of the last five, a comment in
Markdown is written, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

YARDSTICK = "test_import_torch"
WORSE = 1.20
LAST = 5  # runs that a new one is compared with

Ratios = Mapping[str, float]


def ratios(result: Path) -> dict[str, float]:
    """Each benchmark's least CPU time over the yardstick's.

    Raises:
        SystemExit: the file is no result of ours.
    """
    try:
        benchmarks = json.loads(result.read_text("utf-8"))["benchmarks"]
        least = {each["name"]: float(each["stats"]["min"]) for each in benchmarks}
        yardstick = least.pop(YARDSTICK)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SystemExit(f"{result} holds no result of benchmarks/bench_grader.py: {problem!r}") from None
    return {name: round(value / yardstick, 4) for name, value in least.items()}


def read(history: Path) -> list[Ratios]:
    """The ratios of earlier runs, oldest first; none where there is no file yet.

    Raises:
        SystemExit: a line is damaged.
    """
    if not history.exists():
        return []
    lines = history.read_text("utf-8").splitlines()
    try:
        return [json.loads(line)["ratios"] for line in lines]
    except (ValueError, KeyError) as problem:
        raise SystemExit(f"{history} is damaged: {problem!r}. Remove the line, or the file.") from None


def dearer(now: Ratios, before: Sequence[Ratios]) -> dict[str, tuple[float, float]]:
    """What costs more than a fifth more than before, with (now, median of the last runs)."""
    found = {}
    for name, value in now.items():
        earlier = [each[name] for each in before[-LAST:] if name in each]
        if earlier and value > WORSE * (middle := statistics.median(earlier)):
            found[name] = (value, middle)
    return found


def comment(found: Mapping[str, tuple[float, float]]) -> str:
    """What CI says of it."""
    rows = [
        f"| {name.removeprefix('test_').replace('_', ' ')} | {middle:.2f} | {now:.2f} | {now / middle - 1:+.0%} |"
        for name, (now, middle) in found.items()
    ]
    head = [
        "Grading has become dearer. CPU seconds of all processes, in units of one `import torch` of the same run:",
        "",
        f"| | median of the last {LAST} runs | now | |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def main(arguments: Sequence[str]) -> int:
    """The command; 1 if something has become dearer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("result", type=Path)
    parser.add_argument("history", type=Path)
    parser.add_argument("--commit", required=True)
    parser.add_argument("--comment", type=Path)
    asked = parser.parse_args(arguments)
    now, before = ratios(asked.result), read(asked.history)
    with asked.history.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"commit": asked.commit, "ratios": now}, sort_keys=True) + "\n")
    for name, value in now.items():
        print(f"{name}: {value:.2f} times `import torch`")
    found = dearer(now, before)
    if not found:
        return 0
    print(comment(found))
    if asked.comment is not None:
        asked.comment.write_text(comment(found), "utf-8")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
