"""a0/u01 A class and self: small programs that use what you wrote, where a check needs more than one look.

Read them, and try them yourself.
"""

from collections.abc import Callable, Sequence
from typing import Any


def a_later_counter(Counter: Any, before: Sequence[int], after: Sequence[int]) -> tuple[list[int], str]:
    """Count the groups `before` with one counter; then make another one, and count the groups `after` with that.

    What has the other one seen? And whose list does it write into?
    """
    first = Counter()
    for by in before:
        first.up(by)
    second = Counter()
    for by in after:
        second.up(by)
    return list(second.seen), whose_list(Counter, first, second)


def whose_list(Counter: Any, first: Any, second: Any) -> str:
    """Say whether `second.seen` is a list of its own; if not, where it comes from."""
    if second.seen is not first.seen:
        return "its own"
    if any(second.seen is default for default in Counter.__init__.__defaults__ or ()):
        return "the one in the brackets of __init__"
    return "the one of the class" if second.seen is vars(Counter).get("seen") else "the one of the first counter"


def shown_at_birth(two_counters: Callable[[], Any], Counter: Any) -> Any:
    """Call two_counters(). What does each of the two show? For what is no counter, say what it is instead.

    A counter that has no `value` at all is for other checks to find: here it counts as 0.
    """
    made = two_counters()
    if not isinstance(made, (tuple, list)):
        return None if made is None else f"one {type(made).__name__}"
    shown = [getattr(one, "value", 0) if isinstance(one, Counter) else instead_of(one, Counter) for one in made]
    return shown if isinstance(made, list) else tuple(shown)


def instead_of(thing: Any, Counter: Any) -> str:
    """Say what stands where a counter should."""
    return "the class itself" if thing is Counter else f"no counter: {type(thing).__name__}"


def how_many_counters(two_counters: Callable[[], Sequence[Any]], calls: int) -> int:
    """Call two_counters() so many times, and keep all that it makes. How many different counters are there?"""
    made = [counter for _ in range(calls) for counter in two_counters()]
    return len({id(counter) for counter in made})
