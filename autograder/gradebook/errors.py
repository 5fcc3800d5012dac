"""The one exception that this folder raises."""

from __future__ import annotations


class GradebookError(Exception):
    """The gradebook or the secret cannot be used as asked. The message says what to do."""
