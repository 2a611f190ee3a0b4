"""The Tesseract program: whether it is there, and many pictures read in one run of it."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np

from qa_cchc.reading.progress import alive
from qa_cchc.settings import variable

_WINDOWS_HOMES = ("ProgramFiles", "LOCALAPPDATA")
_WORD = "5"
_SIGN_EVERY = 5.0


class NoEngine(RuntimeError):
    """Tesseract or its Vietnamese language is missing; the message is a Vietnamese phrase that says what to install."""


class EngineFailed(RuntimeError):
    """Tesseract ended with an error or ran past its time; the message is a Vietnamese phrase."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed Tesseract: its program, its version as printed, its languages."""

    program: str
    version: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as Tesseract saw it: box in pixels, confidence 0..1, `line` the same for the words of one line."""

    text: str
    confidence: float
    x0: int
    y0: int
    x1: int
    y1: int
    line: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pass:
    """A way of reading: language, page segmentation mode, and variables such as a white list of characters."""

    language: str = "vie"
    mode: int = 3
    variables: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The installed Tesseract with Vietnamese. Raises NoEngine naming what to install."""
    program = shutil.which("tesseract") or _windows_program()
    if program is None:
        raise NoEngine(f"máy chưa cài Tesseract để nhận dạng chữ; {_HOW}")
    version = _asked(program, "--version")
    languages = frozenset(line.strip() for line in _asked(program, "--list-langs").splitlines())
    if "vie" not in languages:
        raise NoEngine(f"Tesseract trên máy chưa có ngôn ngữ tiếng Việt (vie); {_HOW}")
    number = re.search(r"\d+(?:\.\d+)+", version)
    return Engine(program, number.group() if number else version.split("\n")[0], languages)


_HOW = (
    "cài bằng lệnh: sudo apt install tesseract-ocr tesseract-ocr-vie "
    "(Windows: chạy bộ cài Tesseract và chọn thêm ngôn ngữ Vietnamese; macOS: brew install tesseract tesseract-lang)"
)


def _windows_program() -> str | None:
    for home in _WINDOWS_HOMES:
        for below in ("Tesseract-OCR", "Programs/Tesseract-OCR"):
            path = Path(os.environ.get(home, "")) / below / "tesseract.exe"
            if os.environ.get(home) and path.is_file():
                return str(path)
    return None


def _asked(program: str, question: str) -> str:
    try:
        done = subprocess.run([program, question], capture_output=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError) as problem:
        raise NoEngine(f"Tesseract trên máy không chạy được ({problem}); {_HOW}") from problem
    return (done.stdout or done.stderr).decode("utf-8", "replace")


def read_pictures(pictures: Sequence[np.ndarray], way: Pass, time_limit: float, dpi: int = 300) -> list[list[Seen]]:
    """The words of each picture (grey, uint8), all read by one run of the program.

    Raises NoEngine where it is not installed, EngineFailed when it fails or takes more than `time_limit` seconds.
    """
    if not pictures:
        return []
    found = engine()
    with tempfile.TemporaryDirectory(prefix="qa-cchc-ocr-") as folder:
        names = [f"{number}.pgm" for number in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            # Written by bytes: OpenCV itself cannot write to a path with Vietnamese letters on Windows.
            Path(folder, name).write_bytes(cv2.imencode(".pgm", picture)[1].tobytes())
        Path(folder, "list.txt").write_text("\n".join(names) + "\n", encoding="ascii")
        command = [found.program, "list.txt" if len(names) > 1 else names[0], "stdout"]
        command += ["-l", way.language if way.language in found.languages else "vie"]
        command += ["--psm", str(way.mode), "--dpi", str(dpi)]
        for name, value in (*way.variables, ("tessedit_create_tsv", "1")):
            command += ["-c", f"{name}={value}"]
        printed = _run(command, folder, time_limit)
    return _words(printed, len(pictures))


def _run(command: Sequence[str], folder: str, time_limit: float) -> str:
    environment: Mapping[str, str] = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    until = time.monotonic() + time_limit
    try:
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as run:
            try:
                printed, complaints = _waited(run, until)
            except BaseException:
                run.kill()
                raise
    except subprocess.TimeoutExpired as problem:
        longer = f"tăng biến {variable('ocr_seconds')} rồi chạy lại để đợi lâu hơn"
        raise EngineFailed(f"nhận dạng chữ quá {time_limit:.0f} giây ({longer})") from problem
    except OSError as problem:
        raise EngineFailed(f"Tesseract không chạy được ({problem})") from problem
    if run.returncode:
        lines = complaints.decode("utf-8", "replace").strip().splitlines()
        raise EngineFailed(f"Tesseract báo lỗi ({lines[-1] if lines else run.returncode})")
    return printed.decode("utf-8", "replace")


def _waited(run: subprocess.Popen[bytes], until: float) -> tuple[bytes, bytes]:
    """What the program prints, with signs of life while it works. Raises TimeoutExpired."""
    while True:
        alive("nhận dạng chữ")
        left = until - time.monotonic()
        try:
            return run.communicate(timeout=max(0.0, min(left, _SIGN_EVERY)))
        except subprocess.TimeoutExpired:
            if left <= _SIGN_EVERY:
                raise


def _words(printed: str, count: int) -> list[list[Seen]]:
    """The table that Tesseract prints, by picture."""
    pages: list[list[Seen]] = [[] for _ in range(count)]
    for row in csv.reader(printed.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < 12 or row[0] != _WORD or not row[11].strip():
            continue
        left, top, width, height = map(int, row[6:10])
        pages[int(row[1]) - 1].append(
            Seen(
                row[11].strip(),
                max(0.0, float(row[10])) / 100,
                left,
                top,
                left + width,
                top + height,
                (int(row[2]), int(row[3]), int(row[4])),
            )
        )
    return pages
