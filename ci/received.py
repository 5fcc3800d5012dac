"""When pushes came to the repositories of a class on GitHub, as `autograder collect --received` takes it.

    .venv/bin/python ci/received.py class/class.toml >received.csv      # or a roster.csv

Asks GitHub with `gh`, which takes its token from GH_TOKEN. A repository that does not answer is told on standard error,
and its commits keep the dates that committers gave them. Addresses elsewhere than on GITHUB_SERVER_URL (by default
https://github.com) are passed over.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

CAME = {"push", "force_push", "branch_creation", "pr_merge", "merge_queue_merge"}
NOTHING = "0" * 40


def repositories(place: Path) -> Iterator[str]:
    """OWNER/NAME of each repository on GitHub, each once."""
    if place.suffix == ".toml":
        named = tomllib.loads(place.read_text("utf-8")).get("roster")
        if named is None:
            sys.exit(f"{place} names no roster.")
        place = place.parent / named
    with place.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
        file.seek(0)
        rows = csv.DictReader(file, delimiter=max(",;\t", key=first.count))
        heads = {str(head).strip().lower(): head for head in rows.fieldnames or ()}
        if "repository" not in heads:
            sys.exit(f"{place} has no column repository.")
        found = (named_on_github(str(row[heads["repository"]] or "").strip()) for row in rows)
        yield from dict.fromkeys(name for name in found if name)


def named_on_github(address: str) -> str:
    """OWNER/NAME out of an address; "" if it is elsewhere."""
    host = urlsplit(os.environ.get("GITHUB_SERVER_URL", "https://github.com")).hostname or ""
    wanted = rf"(?:https://(?:[^/@]*@)?|ssh://git@|git@){re.escape(host)}[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?"
    match = re.fullmatch(wanted, address, re.IGNORECASE)
    return match[1] if match else ""


def pushes(repository: str) -> list[tuple[str, str]]:
    """The head that each push left behind, and when it came."""
    command = ["gh", "api", "--paginate", "--slurp", f"repos/{repository}/activity?per_page=100"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if told.returncode:
        said = " ".join(told.stderr.split())[:300] or f"gh ended with status {told.returncode}"
        raise ValueError(said)
    activities = [one for page in json.loads(told.stdout) for one in page]
    return [
        (str(one["after"]), str(one["timestamp"]))
        for one in activities
        if one["activity_type"] in CAME and one["after"] != NOTHING
    ]


def main(place: Path) -> None:
    """Write the table; of a commit that came twice, the first time counts."""
    first: dict[str, str] = {}
    for repository in repositories(place):
        try:
            for commit, when in sorted(pushes(repository), key=lambda one: one[1]):
                first.setdefault(commit, when)
        except (OSError, ValueError, KeyError, TypeError, subprocess.TimeoutExpired) as problem:
            sys.stderr.write(f"{repository}: it is not known when pushes came: {problem}\n")
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["commit", "received"])
    table.writerows(first.items())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python ci/received.py class.toml|roster.csv")
    main(Path(sys.argv[1]))
