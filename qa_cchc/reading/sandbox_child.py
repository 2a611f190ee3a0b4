"""The inside of a sandbox: what a child process does with itself before and while it works, and how it is ended."""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn

from qa_cchc.reading.progress import listening

_POSIX = os.name == "posix"
_LINUX = sys.platform.startswith("linux")
_SIGN_EVERY = 0.2
_LOOK_AT_PARENT_EVERY = 2.0
_DETAIL_LENGTH = 120


def serve(connection: Connection, function: Callable[[Any], Any], memory: int, seconds: float) -> NoReturn:
    """Answers one argument after another with ("done" | "raised" | "memory", content) until the pipe is closed.

    Between them it sends ("alive", stage). `memory` (bytes) and `seconds` are the limits of one argument; 0 is none.
    """
    _stand_alone()
    one_at_a_time = threading.Lock()
    last_sign = 0.0

    def send(kind: str, content: Any) -> None:
        with one_at_a_time:
            connection.send((kind, content))

    def sign(stage: str) -> None:
        nonlocal last_sign
        now = time.monotonic()
        if now - last_sign > _SIGN_EVERY:
            last_sign = now
            send("alive", stage)

    send("ready", None)
    while True:
        try:
            argument = connection.recv()
        except (EOFError, OSError):
            os._exit(0)
        _limit(memory, seconds)
        try:
            with listening(sign):
                answer = ("done", function(argument))
        except MemoryError:
            answer = ("memory", None)
        except BaseException as error:
            # Also SystemExit: nothing that a library does may end the child without a word.
            answer = ("raised", (one_line(error), "".join(traceback.format_exception(error))))
        _limit(0, 0)
        try:
            send(*answer)
        except Exception as error:
            # What cannot be pickled; nothing of it was sent.
            send("raised", (one_line(error), ""))
        if answer[0] == "memory":
            # What is left of its memory cannot be trusted to hold the next file.
            os._exit(0)


def one_line(error: BaseException) -> str:
    """An exception as a short technical detail: its name and the start of its message, on one line."""
    message = " ".join(str(error).split())
    name = type(error).__name__
    if len(message) > _DETAIL_LENGTH:
        message = message[:_DETAIL_LENGTH].rstrip() + "…"
    return f"{name}: {message}" if message else name


def said(status: int | None) -> str:
    """An exit status in a few words: "SIGSEGV", "mã 3"."""
    if status is None:
        return ""
    if status < 0:
        try:
            return signal.Signals(-status).name
        except ValueError:
            return f"tín hiệu {-status}"
    return f"mã {status}"


def end_group(pid: int | None) -> None:
    """Kills a child and all that it started, where the system knows groups of processes."""
    if _POSIX and pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)


def resident_bytes(pid: int | None) -> int:
    """Memory that a process has in use, 0 where it cannot be told (Windows, or the process is gone)."""
    if pid is None or not _POSIX:
        return 0
    try:
        if _LINUX:
            with open(f"/proc/{pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
        return int(shown.stdout) * 1024
    except (OSError, ValueError, IndexError):
        return 0


def _stand_alone() -> None:
    """Leaves Ctrl+C to the parent, ends when the parent does, and keeps the noise of libraries off the screen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _POSIX:
        # A group of its own, so that what it starts (tesseract) can be ended with it.
        with contextlib.suppress(PermissionError):
            os.setpgid(0, 0)
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    sys.stdout = sys.stderr = os.fdopen(quiet, "w", encoding="utf-8")
    faulthandler.disable()
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    started_by = os.getppid()

    def watch() -> None:
        # A sibling forked later holds the same pipe open, hence the second look.
        while not wait([parent.sentinel], _LOOK_AT_PARENT_EVERY) and os.getppid() == started_by:
            pass
        end_group(os.getpid())
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limit(memory: int, seconds: float) -> None:
    """Holds what this process takes from here on to so much more memory and processor time; 0 lifts a limit.

    Memory counts as private writable memory (RLIMIT_DATA), which unlike the address space leaves out what libraries
    only reserve. Processor time is the last resort for a child that hangs and has lost its parent.
    """
    if not _LINUX:
        return
    import resource

    now = 0
    if memory:
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            now = next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmData"))
    cores = os.cpu_count() or 1
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    for which, wanted in (
        (resource.RLIMIT_DATA, now + memory if memory else resource.RLIM_INFINITY),
        (resource.RLIMIT_CPU, int(used + seconds * cores + 60) if seconds else resource.RLIM_INFINITY),
    ):
        most = resource.getrlimit(which)[1]
        resource.setrlimit(which, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
