"""A plain process that serves requests on a socket: `python -m autograder.jail.serve FD`."""

from __future__ import annotations

import sys

from autograder.jail.driver import Driver
from autograder.jail.frames import ServerEnd
from autograder.jail.output import capture_into


def main() -> None:
    """Serve until the other side hangs up."""
    capture_into(1)
    Driver().serve(ServerEnd(int(sys.argv[1])))


if __name__ == "__main__":
    main()
