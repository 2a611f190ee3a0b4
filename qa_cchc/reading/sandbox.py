"""Work on files that nobody vouches for, done in child processes that may hang, swell or crash without harm.

Children stay warm: each takes one argument after another and is replaced only after it was stopped or died. The parent
watches time and memory from outside, so that code which never returns to Python (a regular expression, a C library)
is stopped like any other. On Windows only time is limited.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Literal, TypeVar

from qa_cchc.reading import sandbox_child
from qa_cchc.reading.sandbox_child import resident_bytes
from qa_cchc.settings import Settings

Argument = TypeVar("Argument")
Result = TypeVar("Result")
Context = multiprocessing.context.BaseContext
End = Literal["done", "raised", "quiet", "overtime", "memory", "crashed"]

# Starting a child loads the libraries; a slow disk may need long for that.
_START_SECONDS = 180.0
_MOST_FAILED_STARTS = 5
# Where asking for the memory of a process means to start another one, it is asked less often.
_LOOK_EVERY = 0.25 if sys.platform.startswith("linux") else 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one argument may take: seconds without a sign of life, seconds in all, bytes of memory. 0 is no limit."""

    quiet: float = 60.0
    total: float = 1800.0
    memory: int = 3000 * 2**20

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings name."""
        return cls(settings.quiet_seconds, settings.file_seconds, settings.memory_mb * 2**20)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """How the work on one argument ended, after how many seconds.

    `end` is "done" (`result` holds what came out), "raised" (`detail` is the exception in one line, `trace` where),
    "quiet" or "overtime" (stopped by a limit of time), "memory" (stopped by that of memory) or "crashed" (`detail`
    names the signal or exit status).
    """

    end: End
    seconds: float
    result: Result | None = None
    detail: str = ""
    trace: str = ""


class CannotStart(Exception):
    """No child process can be started (any more): the main module cannot be loaded twice, the system is at its end."""


def run(function: Callable[[Argument], Result], argument: Argument, limits: Limits | None = None) -> Outcome[Result]:
    """`function(argument)` in a child of its own. Raises CannotStart."""
    return next(outcome for _, outcome in run_all(function, [argument], limits, 1))


def run_all(
    function: Callable[[Argument], Result],
    arguments: Sequence[Argument],
    limits: Limits | None = None,
    workers: int = 0,
    context: Context | None = None,
) -> Iterator[tuple[Argument, Outcome[Result]]]:
    """Each argument with the outcome of `function(argument)`, as they come, from at most `workers` children at once.

    `workers` 0 is as many as there are cores. `function` is one of a module, and what goes in and out can be pickled.
    The children end with the iterator, whatever ends it. Raises CannotStart.
    """
    pool = _Pool(function, limits or Limits(), context or start_method())
    try:
        yield from pool.work(arguments, min(workers or os.cpu_count() or 1, len(arguments)))
    finally:
        pool.close()


def start_method(preload: Sequence[str] = ()) -> Context:
    """How children are started here; `preload` names modules worth loading once for all of them.

    Forking is quick, but only safe while no other thread may hold a lock, and not among macOS frameworks.
    """
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    if threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*preload])
    return context


class _Child:
    """A child process, and since when it works on what."""

    def __init__(self, function: Callable[[Any], Any], limits: Limits, context: Context) -> None:
        self.limits = limits
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=sandbox_child.serve, args=(theirs, function, limits.memory, limits.total), daemon=True
        )
        self.process.start()
        theirs.close()
        self.ready = self.busy = False
        self.argument: Any = None
        self.before, self.looked = 0, 0.0
        self.started = self.heard = time.monotonic()

    def take(self, argument: Any) -> None:
        self.argument, self.busy = argument, True
        self.before = resident_bytes(self.process.pid)
        self.started = self.heard = time.monotonic()
        try:
            self.connection.send(argument)
        except OSError:
            # It died while idle; the end of its pipe tells the same, and the argument is reported with it.
            return

    def over(self, now: float) -> End | None:
        """The limit that is passed, if any."""
        if not self.ready:
            return "quiet" if now - self.started > _START_SECONDS else None
        if self.limits.total and now - self.started > self.limits.total:
            return "overtime"
        if self.limits.quiet and now - self.heard > self.limits.quiet:
            return "quiet"
        if self.limits.memory and now - self.looked > _LOOK_EVERY:
            self.looked = now
            if resident_bytes(self.process.pid) - self.before > self.limits.memory:
                return "memory"
        return None

    def stop(self) -> int | None:
        """Ends the child and whatever it started; the exit status, negative for a signal."""
        sandbox_child.end_group(self.process.pid)
        self.process.kill()
        self.process.join(5)
        status = self.process.exitcode
        self.connection.close()
        return status


class _Pool:
    def __init__(self, function: Callable[[Any], Any], limits: Limits, context: Context) -> None:
        self.function, self.limits, self.context = function, limits, context
        self.children: list[_Child] = []
        self.any_ready = False
        self.failed_starts = 0

    def work(self, arguments: Sequence[Any], workers: int) -> Iterator[tuple[Any, Outcome[Any]]]:
        waiting = deque(arguments)
        while waiting or any(child.busy for child in self.children):
            for child in self.children:
                if waiting and child.ready and not child.busy:
                    child.take(waiting.popleft())
            starting = sum(not child.ready for child in self.children)
            while len(self.children) < workers and starting < len(waiting):
                self.children.append(_Child(self.function, self.limits, self.context))
                starting += 1
            for connection in wait([child.connection for child in self.children], _LOOK_EVERY):
                child = next(child for child in self.children if child.connection is connection)
                yield from self._heard(child)
            now = time.monotonic()
            for child in [one for one in self.children if one.busy or not one.ready]:
                end = child.over(now)
                if end is not None:
                    yield from self._ended(child, end, "")

    def _heard(self, child: _Child) -> Iterator[tuple[Any, Outcome[Any]]]:
        assert isinstance(child.connection, Connection)
        try:
            kind, content = child.connection.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            yield from self._ended(child, "crashed", "")
            return
        child.heard = time.monotonic()
        if kind == "ready":
            child.ready = self.any_ready = True
            self.failed_starts = 0
        elif kind == "memory":
            yield from self._ended(child, "memory", "")
        elif kind in ("done", "raised"):
            child.busy = False
            seconds = child.heard - child.started
            if kind == "done":
                yield child.argument, Outcome("done", seconds, content)
            else:
                yield child.argument, Outcome("raised", seconds, None, *content)

    def _ended(self, child: _Child, end: End, detail: str) -> Iterator[tuple[Any, Outcome[Any]]]:
        self.children.remove(child)
        seconds = time.monotonic() - child.started
        status = child.stop()
        if not child.ready:
            self.failed_starts += 1
            if not self.any_ready or self.failed_starts >= _MOST_FAILED_STARTS:
                raise CannotStart
        if child.busy:
            if end == "crashed" and not detail:
                detail = sandbox_child.said(status)
            yield child.argument, Outcome(end, seconds, None, detail)

    def close(self) -> None:
        for child in self.children:
            child.stop()
        self.children.clear()
