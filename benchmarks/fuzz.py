"""Feeds the readers thousands of damaged files and tells how each ended.

    python benchmarks/fuzz.py [--cases N] [--seconds S] [--only .pdf] [--first N] [--keep FOLDER] [--write FILE]

Small valid files of each format are changed at random (tests/reading/mutations.py) and go through everything that a
build does with a file, in warm child processes with limits. A case is named by its format and number and can be made
again. Pictures and scans are recognised by Tesseract, or only every so-manieth (--recognise), since that takes time.
Exit status 1 when a reader crashed, outlived its limit or raised what nobody had foreseen.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import os
import platform
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "reading")]

import mutations  # noqa: E402

from qa_cchc.archive import processing, rooms  # noqa: E402, F401
from qa_cchc.reading import report as reading  # noqa: E402
from qa_cchc.reading import sandbox  # noqa: E402
from qa_cchc.settings import Settings  # noqa: E402

SHARES = {
    ".pdf": 22, ".docx": 20, ".xlsx": 12, ".txt": 6, ".md": 5, ".html": 5,
    ".png": 7, ".jpg": 7, ".tif": 7, ".scan.pdf": 9,
}
START, STOP = "<!-- fuzz: start -->", "<!-- fuzz: end -->"
BAD = ("unforeseen", "raised", "quiet", "overtime", "memory", "crashed")


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file."""

    suffix: str
    number: int
    recognised: bool = False
    cache: str = ""

    def __str__(self) -> str:
        return f"{self.suffix}#{self.number}"


@dataclass(frozen=True, slots=True)
class End:
    """How it ended: the report's status, or "unforeseen" with the place of the exception."""

    status: str
    said: str
    where: str = ""


def settings(recognised: bool, cache: str) -> Settings:
    """Limits tight enough to show what is slow."""
    ocr = "auto" if recognised else "off"
    return Settings(quiet_seconds=30, file_seconds=240, memory_mb=1500, ocr=ocr, ocr_cache=cache, ocr_cores=1)


def read(case: Case) -> End:
    """Makes a case's file and takes it through all rooms."""
    places: list[str] = []

    def spy(file: str, error: BaseException) -> str:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "qa_cchc" in frame.filename]
        last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
        places.append(f"{Path(last.filename).name}:{last.lineno} {type(error).__name__}: {str(error)[:90]}")
        return told(file, error)

    told = processing.not_understood
    held = reading.not_understood, processing.not_understood
    reading.not_understood = processing.not_understood = spy
    data = mutations.mutant(case.suffix, case.number)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"case{case.number}{case.suffix}"
            path.write_bytes(data)
            source = processing.SourceFile(path, path.parent, path.name, hashlib.sha256(data).hexdigest())
            made = processing.process(source, settings(case.recognised, case.cache))
    finally:
        reading.not_understood, processing.not_understood = held
    said = " ".join(made.report.warnings)
    if places:
        return End("unforeseen", said, places[0])
    if made.report.status == "failed" and not (said.startswith(path.name) and said.rstrip().endswith(".")):
        return End("unforeseen", said, f"a failure without its sentence: {said[:80]!r}")
    return End(made.report.status, said)


def main() -> int:
    """Runs the cases and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case of each format")
    parser.add_argument("--only", choices=SHARES)
    parser.add_argument("--recognise", type=int, default=1, help="1: every picture; 3: every third; 0: none")
    parser.add_argument("--seconds", type=int, default=0, help="stop after so many; 0 is no limit")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="folder for the files of the bad cases")
    parser.add_argument("--write", type=Path, help="file with the marks between which the table is put")
    given = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="qa-cchc-fuzz-") as cache:
        cases = _cases(given, cache)
        tally = _Tally(given.keep)
        outcomes = sandbox.run_all(read, cases, sandbox.Limits.of(settings(False, cache)), given.workers)
        for case, outcome in outcomes:
            tally.add(case, outcome)
            if given.seconds and time.perf_counter() - started > given.seconds:
                break
    said = tally.table(time.perf_counter() - started, given.workers)
    print(said)
    if given.write:
        command = f"python benchmarks/fuzz.py --cases {given.cases} --recognise {given.recognise}"
        command += f" --first {given.first}" if given.first else ""
        stamp = f"`{command}`. {date.today()}, {platform.system()}, Python {platform.python_version()}."
        _put(given.write, f"{stamp}\n\n{said}\n")
    return 1 if tally.bad else 0


def _cases(given: argparse.Namespace, cache: str) -> list[Case]:
    shares = {given.only: 100} if given.only else SHARES
    counts = {suffix: max(1, given.cases * share // 100) for suffix, share in shares.items()}
    cases = [
        Case(
            suffix,
            given.first + number,
            suffix in mutations.PICTURES and given.recognise > 0 and number % given.recognise == 0,
            cache,
        )
        for suffix, count in counts.items()
        for number in range(count)
    ]
    # All formats go side by side, so that a run that is stopped early has seen each.
    return sorted(cases, key=lambda case: (case.number - given.first) / counts[case.suffix])


class _Tally:
    """How the cases ended, by format; the bad ones by their cause."""

    def __init__(self, keep: Path | None) -> None:
        self.keep = keep
        self.counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
        self.bad: dict[str, list[Case]] = collections.defaultdict(list)
        self.slowest: list[tuple[float, Case]] = []

    def add(self, case: Case, outcome: sandbox.Outcome[End]) -> None:
        end = outcome.result or End(outcome.end, outcome.detail, outcome.detail or outcome.end)
        self.counts[case.suffix + (", recognised" if case.recognised else "")][end.status] += 1
        self.slowest = sorted([*self.slowest, (outcome.seconds, case)], key=lambda one: -one[0])[:8]
        if end.status not in BAD:
            return
        self.bad[f"{end.status}: {end.where}"].append(case)
        print(f"{case} {end.status}: {end.where}", file=sys.stderr, flush=True)
        if self.keep:
            self.keep.mkdir(parents=True, exist_ok=True)
            (self.keep / f"{case.number}{case.suffix}").write_bytes(mutations.mutant(case.suffix, case.number))

    def table(self, seconds: float, workers: int) -> str:
        """The counts as Markdown, the slowest cases, and the bad ones."""
        total = sum(count.total() for count in self.counts.values())
        kinds = ("ok", "partial", "failed", *BAD)
        kinds = tuple(kind for kind in kinds if any(count[kind] for count in self.counts.values()))
        lines = [f"{total} cases in {seconds:.0f} s, {workers} child process{'es' if workers > 1 else ''}.", ""]
        lines += ["| format | cases | " + " | ".join(kinds) + " |", "|---" * (len(kinds) + 2) + "|"]
        for suffix, count in sorted(self.counts.items()):
            lines.append(f"| {suffix} | {count.total()} | " + " | ".join(str(count[kind]) for kind in kinds) + " |")
        lines += ["", "Slowest: " + ", ".join(f"{case} {taken:.1f} s" for taken, case in self.slowest) + "."]
        for where, some in sorted(self.bad.items(), key=lambda one: -len(one[1])):
            lines.append(f"- {len(some)} {where} ({', '.join(map(str, some[:4]))})")
        return "\n".join(lines)


def _put(file: Path, said: str) -> None:
    """Puts the text between the marks in a file. Raises ValueError where the marks are missing."""
    text = file.read_text(encoding="utf-8")
    start, end = text.index(START) + len(START), text.index(STOP)
    file.write_text(f"{text[:start]}\n{said}{text[end:]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
