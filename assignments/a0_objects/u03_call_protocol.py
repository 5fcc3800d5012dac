"""a0/u03 Call protocol: objects that are called like functions, and counted and numbered like lists."""

from collections.abc import Callable
from typing import Any


class Pipe:
    """A row of steps. What goes into the pipe goes into the first step, its answer into the second, and so on.

    A step is anything that can be called with one thing: a function, or an object whose class has a `__call__`.

    >>> pipe = Pipe(abs, float, str)
    >>> pipe(-7)
    '7.0'
    >>> len(pipe)
    3
    >>> pipe[-1]
    <class 'str'>
    >>> pipe[:2]
    Pipe(<built-in function abs>, <class 'float'>)
    """

    def __init__(self, *steps: Callable) -> None:
        """Keep the steps: `Pipe(a, b, c)` has three, `Pipe()` has none. The star makes one tuple of them all."""
        raise NotImplementedError("a0/u03 Pipe.__init__")

    def __call__(self, x: Any) -> Any:
        """Happens at `pipe(x)`: send x through all steps and return what comes out; without steps that is x itself."""
        raise NotImplementedError("a0/u03 Pipe.__call__")

    def __len__(self) -> int:
        """Happens at `len(pipe)`: return how many steps there are."""
        raise NotImplementedError("a0/u03 Pipe.__len__")

    def __getitem__(self, i: int | slice) -> Any:
        """Happens at `pipe[i]`: return step number i, counted from 0, or from -1 at the end, as in any list.

        Happens at `pipe[1:3]`, too: then i is a slice, and the answer is a new Pipe of these steps.
        """
        raise NotImplementedError("a0/u03 Pipe.__getitem__")

    def __repr__(self) -> str:
        """Happens at `print(pipe)`: return a text, `Pipe(...)` with the `repr` of each step, separated by ", ".

        >>> Pipe(abs, Pipe(str))
        Pipe(<built-in function abs>, Pipe(<class 'str'>))
        """
        raise NotImplementedError("a0/u03 Pipe.__repr__")


class Recorder:
    """Calls functions for you, and writes down what went in and what came out.

    >>> record = Recorder()
    >>> record(abs, -7)
    7
    >>> record(len, "shirt")
    5
    >>> record.log
    [(-7, 7), ('shirt', 5)]
    """

    def __init__(self) -> None:
        """Begin with an empty list, `log`."""
        raise NotImplementedError("a0/u03 Recorder.__init__")

    def __call__(self, fn: Callable, x: Any) -> Any:
        """Happens at `record(fn, x)`: call fn with x, once; put the pair (x, answer) into `log`; return the answer."""
        raise NotImplementedError("a0/u03 Recorder.__call__")
