"""The two streams of the command: results on stdout, everything else on stderr."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator
from typing import Any


def use_utf8() -> None:
    """Makes both streams speak UTF-8, which they do not by themselves on Windows or under an old locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")


def say(sentence: str) -> None:
    """One line to the person, on stderr."""
    print(sentence, file=sys.stderr, flush=True)


def say_aside(sentence: str) -> None:
    """One line on stderr for whoever reads only that: left out where stdout shows the same on the same terminal."""
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        say(sentence)


def put(text: str) -> None:
    """A result, on stdout."""
    print(text, flush=True)


def put_json(document: Any) -> None:
    """The one JSON document of a command, on stdout."""
    from qa_cchc.contract import dumps

    put(dumps(document))


def terminal() -> Any:
    """A rich console on stdout. Where that is no terminal there are no colours, and lines are left unbroken."""
    from rich.console import Console

    class Output(Console):
        """Leaves it to the command what happens when the reader of the output goes away."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    screen = sys.stdout.isatty()
    return Output(file=sys.stdout, width=None if screen else 140, highlight=False, soft_wrap=not screen)


@contextlib.contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr: a moving one on a terminal, else one line for each stage that is done."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: say(f"{stage}: {done}/{total}") if done == total else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show
