"""A race: student and baseline in sibling processes, on the same fresh inputs, every answer compared.

A round forks both anew. Within it, five pairs of requests take turns at going first. The one that is not measured is
stopped; before its turn it is woken by its last answers, once more, and not by the inputs that come. The time of a
request is the kernel's CPU clock of the process, read by the judge when the process is blocked, from before the inputs
are sent until the last byte of the answers has come: what is put off is counted, and what is done ahead cannot know the
inputs. What the way there and back costs is measured on the baseline's process, which the student's code cannot reach,
and taken off both. The ratio of a round is the median of its pairs.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass, field
from typing import Any

import torch
from torch.utils._pytree import tree_leaves

from autograder.jail.channels import Channel
from autograder.jail.proxies import Dotted
from autograder.jail.remote import Call, Remote, TimedRequest
from autograder.speed import clock
from autograder.speed.decide import MAX_ROUNDS, MIN_ROUNDS, Interval, NoVerdictError, interval, reached

WARM_UPS = 2
PAIRS = 5
LEAST = 0.010  # CPU seconds that a request of either side should cost
MOST = 0.080  # of the slower side, where the other one stays under LEAST
MOST_TO_WAKE = 10 << 20  # bytes of the answers that are sent again to wake a process; larger ones need no waking
LEAST_BY_THE_WALL = 0.020  # seconds, where a device is measured by the clock on the wall
MAX_CALLS = 2000  # in a request
MAX_BYTES = 100 << 20  # of the answers to a request; a reply may have 256 MB
MAX_LEAVES = 400  # tensors and numbers in them; a reply describes them in 64 kB
SPREAD = 0.15  # of the baseline's own times within a round, above which the round does not count
SIDE_WORK = 0.05  # of the time in which nothing was asked
IDLE_SECONDS = 0.02  # how long a student's process is watched when nothing is asked
EXTRA_ROUNDS = 4  # that may be thrown away

Inputs = Callable[[], tuple[Any, ...]]
Same = Callable[[Any, Any], None]  # raises if two answers differ
OpenAgain = Callable[[], Remote]  # a fresh process with the program loaded


class DisturbedError(Exception):
    """The machine was too disturbed, or the student's process works when nothing is asked: no verdict."""


@dataclass(frozen=True)
class Pair:
    """CPU seconds of one request of each."""

    baseline: float
    student: float

    @property
    def ratio(self) -> float:
        """How many times as fast as the baseline."""
        return self.baseline / self.student

    def without(self, baseline: float, student: float) -> Pair:
        """The same, less what each spends on the way there and back; an eighth stays in any case: less is noise."""
        return Pair(max(self.baseline - baseline, self.baseline / 8), max(self.student - student, self.student / 8))


@dataclass(frozen=True)
class RaceResult:
    """What came of a race.

    Attributes:
        steps: thresholds (ascending) and the points that reaching each is worth.
        reached: how many of them were reached.
        rounds: the pairs of each round.
        calls: in one request.
        thrown_away: rounds that did not count.
    """

    function: str
    baseline: str
    steps: Mapping[float, float]
    reached: int
    rounds: tuple[tuple[Pair, ...], ...]
    calls: int
    thrown_away: int = 0

    @property
    def ratios(self) -> list[float]:
        """One for each round: the median of its pairs."""
        return [statistics.median(pair.ratio for pair in pairs) for pairs in self.rounds]

    @property
    def interval(self) -> Interval:
        """How many times as fast, with 99 %."""
        return interval(self.ratios)

    @property
    def points(self) -> float:
        """What the last step that was reached is worth."""
        worth = [self.steps[step] for step in sorted(self.steps)]
        return worth[self.reached - 1] if self.reached else 0.0


@dataclass
class Side:
    """One of the two: a function, how to get a process that has it loaded, and the device that its inputs lie on."""

    function: Dotted
    open: OpenAgain
    device: str | None = None  # as they come: the CPU

    @property
    def name(self) -> str:
        """As the check calls it."""
        return self.function._label


@dataclass
class Runner:
    """A process of one side, for one round."""

    side: Side
    remote: Remote
    by_the_wall: bool = False
    _last: Sequence[Sequence[Any]] | None = None  # what it was sent last

    @property
    def channel(self) -> Channel:
        """Its channel."""
        return self.remote.channel

    def timed(self, calls: Sequence[Sequence[Any]]) -> tuple[float, Any]:
        """CPU seconds of these calls, and what came back."""
        self._last = calls
        request = self.remote.timed(self.side.function._node, calls, device=self.side.device)
        return self._seconds(request), request.answers()

    def there_and_back(self, calls: Sequence[Sequence[Any]]) -> float:
        """CPU seconds of sending these inputs, and the answers to them once more, without a call."""
        request = self.remote.timed(self.side.function._node, calls, again=True, device=self.side.device)
        return self._seconds(request)

    def wake(self) -> None:
        """Have it do something before it is measured, which says nothing of the inputs that come.

        While it was stopped, the other one has filled the processor's caches with what is its own. To come back into
        them costs some 2 ms, many times a quick answer, and the more the busier the neighbours are.
        """
        if self._last is not None:
            self.there_and_back(self._last)

    def _seconds(self, request: TimedRequest) -> float:
        if self.by_the_wall:
            began = time.perf_counter()
            request.send()
            return time.perf_counter() - began
        pid = self.channel.pid if clock.can_be_read() else None
        if pid is None:
            request.send()
            return request.told_cpu
        clock.settle(pid)
        before = clock.cpu_seconds(pid)
        request.send()
        clock.settle(pid)
        return clock.cpu_seconds(pid) - before

    def works_on_the_side(self) -> bool:
        """Whether the process uses CPU while nothing is asked of it."""
        pid = self.channel.pid
        if pid is None or not clock.can_be_read():
            return False
        clock.settle(pid)
        before = clock.cpu_seconds(pid)
        time.sleep(IDLE_SECONDS)
        return clock.cpu_seconds(pid) - before > SIDE_WORK * IDLE_SECONDS


@dataclass
class Race:
    """One race, from the calibration to the result.

    Where a side has a device, CPU clocks say nothing: both are then measured by the clock on the wall, in longer
    requests, and each side's own way there and back is taken off, copies to the device and back included.
    """

    student: Side
    baseline: Side
    inputs: Inputs
    steps: Mapping[float, float]
    same: Same
    calls: int = 1
    least_rounds: int = MIN_ROUNDS
    void: bool = True  # whether a race can be; on one's own machine a wide interval says enough
    _rounds: list[tuple[Pair, ...]] = field(default_factory=list)
    _bytes: int = 0  # of the answers to the last request
    _leaves: int = 0

    def run(self) -> RaceResult:
        """Rounds until every step is decided.

        Raises:
            DisturbedError: no verdict could be reached.
            StudentFault: the student's code raised, or its process died.
        """
        thresholds, thrown_away = sorted(self.steps), 0
        self._calibrate()
        while (count := self._reached(thresholds)) is None:
            pairs = self._round()
            if self.void and _spread([pair.baseline for pair in pairs]) > SPREAD:
                thrown_away += 1
                if thrown_away > EXTRA_ROUNDS:
                    raise DisturbedError("the machine was too busy with other things to measure anything")
                continue
            if self._was_slow_only_while_calibrating(pairs):
                thrown_away += len(self._rounds) + 1
                self._rounds.clear()
                continue
            self._rounds.append(pairs)
        assert len(self._rounds) <= MAX_ROUNDS  # noqa: S101
        return RaceResult(
            self.student.name, self.baseline.name, self.steps, count, tuple(self._rounds), self.calls, thrown_away
        )

    def _was_slow_only_while_calibrating(self, pairs: Sequence[Pair]) -> bool:
        """Whether requests turned out far shorter than they were meant to be; they are longer from now on.

        In short ones the way there and back weighs so much that what is left of them says little.
        """
        baseline, student = (statistics.median(times) for times in zip(*map(astuple, pairs), strict=True))
        more = self._more_calls(baseline, student)
        if more < 2 * self.calls:
            return False
        self.calls = more
        return True

    def _reached(self, thresholds: Sequence[float]) -> int | None:
        if len(self._rounds) < self.least_rounds:
            return None
        try:
            return reached([_median(pairs) for pairs in self._rounds], thresholds)
        except NoVerdictError:
            raise DisturbedError("the machine was too busy with other things: the rounds differ too much") from None

    @property
    def by_the_wall(self) -> bool:
        """Whether the clock on the wall measures."""
        return self.student.device is not None or self.baseline.device is not None

    def _calibrate(self) -> None:
        """Choose how many calls make a request: long against the way there and back, short enough for five pairs."""
        with self._both() as (student, baseline):
            self._must_be_idle(student, baseline)  # a thread that is busy can make each call last for ever
            self._pair(baseline, student, [self.inputs()], first=True)
            self._must_be_idle(student, baseline)
            while True:
                pairs = [
                    self._pair(baseline, student, [self.inputs() for _ in range(self.calls)], first=True)
                    for _ in range(1 + WARM_UPS)
                ]
                more = self._more_calls(min(pair.baseline for pair in pairs), min(pair.student for pair in pairs))
                if more == self.calls:
                    return
                self.calls = more

    def _more_calls(self, baseline: float, student: float) -> int:
        """How many calls make a request, when it has taken so many seconds; never fewer than before."""
        least, most = (LEAST_BY_THE_WALL, 10 * LEAST_BY_THE_WALL) if self.by_the_wall else (LEAST, MOST)
        fast = min(baseline, student)
        if fast >= least or baseline >= most:
            return self.calls
        wanted = min(least / max(fast, 1e-6), most / max(baseline, 1e-6)) * 1.1
        room = self.calls * min(MAX_BYTES / max(self._bytes, 1), MAX_LEAVES / max(self._leaves, 1))
        return max(min(max(round(self.calls * wanted), self.calls + 1), MAX_CALLS, int(room)), self.calls)

    def _round(self) -> tuple[Pair, ...]:
        with self._both() as (student, baseline):
            ways: dict[bool, list[float]] = {True: [], False: []}  # of the baseline, of the student
            for _ in range(WARM_UPS):
                calls = [self.inputs() for _ in range(self.calls)]
                self._pair(baseline, student, calls, first=True)
                with clock.stopped(student.channel.pid):
                    ways[True].append(baseline.there_and_back(calls))
                if self.by_the_wall:  # on one's own machine: nobody cheats oneself
                    with clock.stopped(baseline.channel.pid):
                        ways[False].append(student.there_and_back(calls))
            self._must_be_idle(student, baseline)
            way = min(ways[True])  # nothing makes it shorter than it is
            students = min(ways[False], default=way)
            pairs = []
            for number in range(PAIRS):
                calls = [self.inputs() for _ in range(self.calls)]
                pairs.append(self._pair(baseline, student, calls, first=number % 2 == 0).without(way, students))
            return tuple(pairs)

    def _must_be_idle(self, student: Runner, baseline: Runner) -> None:
        with clock.stopped(baseline.channel.pid):
            if self.void and student.works_on_the_side():
                raise DisturbedError("the code goes on working when nothing is asked of it")

    def _pair(self, baseline: Runner, student: Runner, calls: list[tuple[Any, ...]], *, first: bool) -> Pair:
        """One request of each on the same inputs; `first`: the baseline begins."""
        seconds: dict[bool, float] = {}
        answers: dict[bool, Any] = {}
        for is_baseline in (first, not first):
            runner, other = (baseline, student) if is_baseline else (student, baseline)
            with clock.stopped(other.channel.pid):
                if self._bytes <= MOST_TO_WAKE:
                    runner.wake()
                seconds[is_baseline], answers[is_baseline] = runner.timed(calls)
        leaves = tree_leaves(answers[True])
        self._leaves = len(leaves)
        self._bytes = sum(each.numel() * each.element_size() for each in leaves if isinstance(each, torch.Tensor))
        self._compare(student, calls, answers[False], answers[True])
        return Pair(max(seconds[True], 1e-9), max(seconds[False], 1e-9))

    def _compare(self, student: Runner, calls: Sequence[tuple[Any, ...]], got: Any, wanted: Sequence[Any]) -> None:
        """Every answer that was timed is looked at; the first wrong one is remembered like any call."""
        if type(got) is not list or len(got) != len(calls):
            got = [None] * len(calls)
        for args, one, other in zip(calls, got, wanted, strict=True):
            try:
                self.same(one, other)
            except Exception:
                student.remote.remember(Call(self.student.name, tuple(args), {}, one))
                raise

    @contextmanager
    def _both(self) -> Iterator[tuple[Runner, Runner]]:
        """A fresh process of each."""
        with ExitStack() as stack:
            runners = []
            for side in (self.student, self.baseline):
                remote = side.open()
                stack.callback(remote.close)
                runners.append(Runner(side, remote, self.by_the_wall))
            yield runners[0], runners[1]


def _median(pairs: Sequence[Pair]) -> float:
    return statistics.median(pair.ratio for pair in pairs)


def _spread(values: Sequence[float]) -> float:
    """How far times lie from their median, as a part of it; the median of the distances, which forgives one jump."""
    middle = statistics.median(values)
    return statistics.median(abs(value - middle) for value in values) / middle
