"""`python -m autograder.report.schema [--check]`: write the committed schema anew, or say whether it is in step."""

from __future__ import annotations

import sys

from autograder.report.schema import COMMAND, RESULT_SCHEMA_FILE, schema_text


def main(arguments: list[str]) -> int:
    """Exit status: 0 if all is well, 1 if the file is out of step, 2 for an argument that is not known."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write(f"usage: {COMMAND} [--check]\n")
        return 2
    if not arguments:
        RESULT_SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
        return 0
    if RESULT_SCHEMA_FILE.is_file() and RESULT_SCHEMA_FILE.read_text(encoding="utf-8") == schema_text():
        return 0
    sys.stderr.write(f"{RESULT_SCHEMA_FILE} is not what the result model says. Run `{COMMAND}` and commit the file.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
