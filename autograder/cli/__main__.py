"""`python -m autograder.cli` is `autograder`."""

from autograder.cli import main

main()
