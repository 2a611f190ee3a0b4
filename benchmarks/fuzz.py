"""Feeds the readers thousands of damaged files and tells how each ended.

    python benchmarks/fuzz.py [--cases N] [--seconds S] [--only .pdf] [--first N] [--keep FOLDER]

Small valid files of each format are changed at random (tests/reading/mutations.py) and go through everything that a
build does with a file, in warm child processes with limits. A case is named by its format and number and can be made
again. Exit status 1 when a reader crashed, outlived its limit or raised what nobody had foreseen.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import os
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "reading")]

import mutations  # noqa: E402

from qa_cchc.archive import processing, rooms  # noqa: E402, F401
from qa_cchc.reading import report as reading  # noqa: E402
from qa_cchc.reading import sandbox  # noqa: E402
from qa_cchc.settings import Settings  # noqa: E402

SHARES = {".pdf": 28, ".docx": 26, ".xlsx": 16, ".txt": 10, ".md": 8, ".html": 8, ".png": 4}
BAD = ("unforeseen", "raised", "quiet", "overtime", "memory", "crashed")


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged file."""

    suffix: str
    number: int

    def __str__(self) -> str:
        return f"{self.suffix}#{self.number}"


@dataclass(frozen=True, slots=True)
class End:
    """How it ended: the report's status, or "unforeseen" with the place of the exception."""

    status: str
    said: str
    where: str = ""


def settings() -> Settings:
    """Limits tight enough to show what is slow; recognition is left out, which would take seconds a case."""
    known = {"ocr": "off"} if hasattr(Settings(), "ocr") else {}
    return Settings(quiet_seconds=15, file_seconds=30, memory_mb=1500, **known)


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
            made = processing.process(source, settings())
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
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", type=Path, help="folder for the files of the bad cases")
    given = parser.parse_args()
    shares = {given.only: 100} if given.only else SHARES
    cases = [
        Case(suffix, given.first + number)
        for suffix, share in shares.items() for number in range(max(1, given.cases * share // 100))
    ]
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    bad: dict[str, list[Case]] = collections.defaultdict(list)
    slowest: list[tuple[float, Case]] = []
    started = time.perf_counter()
    limits = sandbox.Limits.of(settings())
    for case, outcome in sandbox.run_all(read, cases, limits, given.workers):
        end = outcome.result or End(outcome.end, outcome.detail, outcome.detail or outcome.end)
        counts[case.suffix][end.status] += 1
        slowest = sorted([*slowest, (outcome.seconds, case)], key=lambda one: -one[0])[:8]
        if end.status in BAD:
            bad[f"{end.status}: {end.where}"].append(case)
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{case.number}{case.suffix}").write_bytes(mutations.mutant(case.suffix, case.number))
    seconds = time.perf_counter() - started
    kinds = [kind for kind in ("ok", "partial", "failed", *BAD) if any(count[kind] for count in counts.values())]
    print(f"{len(cases)} cases in {seconds:.0f} s, {given.workers} children\n")
    print("| format | cases | " + " | ".join(kinds) + " |\n|---" * 1 + "|---" * (len(kinds) + 1) + "|")
    for suffix, count in counts.items():
        print(f"| {suffix} | {count.total()} | " + " | ".join(str(count[kind]) for kind in kinds) + " |")
    print("\nslowest: " + ", ".join(f"{case} {taken:.1f} s" for taken, case in slowest))
    for where, some in sorted(bad.items(), key=lambda one: -len(one[1])):
        print(f"{len(some):5}  {where}   ({', '.join(map(str, some[:4]))})")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
