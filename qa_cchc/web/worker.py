"""The process that changes the archive, beside the one that serves the page: answers stay quick while it works.

Reads one pickled `intake.Work` with its settings from stdin, writes each step as a line of JSON to stdout.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import IO

from qa_cchc.archive.intake import Step, Work, carry_out
from qa_cchc.settings import Settings

Run = Callable[[Work, Settings, Callable[[Step], None]], None]
_NICE = 10


class WorkerDied(Exception):
    """The process ended without finishing its work."""


def run_in_process(work: Work, settings: Settings, say: Callable[[Step], None]) -> None:
    """Carries out the work in a process of its own. Raises WorkerDied."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdin is not None and process.stdout is not None
            with process.stdin as given, contextlib.suppress(BrokenPipeError):
                given.write(pickle.dumps((work, settings)))
            for line in process.stdout:
                say(Step(**json.loads(line)))
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise WorkerDied(f"exit status {process.returncode}")


def run_here(work: Work, settings: Settings, say: Callable[[Step], None]) -> None:
    """Carries out the work in this process."""
    carry_out(work, settings, say)


def main() -> None:
    """Does what stdin says."""
    # What libraries write to stdout may not come among the steps.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as steps:
        os.dup2(2, 1)
        if hasattr(os, "nice"):
            os.nice(_NICE)
        work, settings = pickle.load(sys.stdin.buffer)
        carry_out(work, settings, lambda step: _write(steps, step))


def _write(steps: IO[str], step: Step) -> None:
    steps.write(json.dumps(asdict(step)) + "\n")
    steps.flush()


if __name__ == "__main__":
    main()
