"""Measures what the program promises of speed and size; prints a table for docs/benchmarks.md.

    python benchmarks/speed.py [--report FILE] [--runs N]

Each command runs in a process of its own, whose time and peak memory the system reports. The disk cache is warm: a run
before each series is not counted. `--report` names one report to read and index (default: the longest of corpus/).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
QUESTION = "tỷ lệ hồ sơ trực tuyến quý I"
QUESTIONS = (
    QUESTION,
    "ho so tre han cua bpmc quy 2 nam 2023",
    "HS tiếp nhận 6 tháng đầu năm 2023 là bao nhiêu?",
    "khó khăn, hạn chế trong cải cách thủ tục hành chính",
    "tỷ lệ hài lòng của người dân năm 2024",
    "Có tổ chức đối thoại với người dân không?",
    "số đơn vị sự nghiệp công lập",
    "kế hoạch vốn đầu tư công được giao",
)


def run(*arguments: str) -> tuple[float, float]:
    """Seconds and peak MiB of one process."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with status {process.returncode}")
    return seconds, usage.ru_maxrss / 1024


def spread(values: Sequence[float], digits: int) -> str:
    """Median and range."""
    low, middle, high = (f"{value:.{digits}f}" for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} ({low}–{high})"


def processes(runs: int, command: Callable[[], Sequence[str]]) -> tuple[list[float], list[float]]:
    """Seconds and peak MiB of `runs` processes, after one that is not counted."""
    run(*command())
    measured = [run(*command()) for _ in range(runs)]
    return [seconds for seconds, _ in measured], [memory for _, memory in measured]


def imports(runs: int) -> list[float]:
    """Milliseconds that `import qa_cchc` takes inside a fresh interpreter."""
    code = "import time; t = time.perf_counter(); import qa_cchc; print(time.perf_counter() - t)"
    found = [float(subprocess.check_output([sys.executable, "-c", code])) * 1000 for _ in range(runs + 1)]
    return found[1:]


def warm_questions(index: Path, rounds: int) -> list[float]:
    """Milliseconds of each question in one process, once every question has been asked."""
    from qa_cchc.archive.store import Archive
    from qa_cchc.asking import ask

    with Archive.open(index) as archive:
        for question in QUESTIONS:
            ask(archive, question)
        times = []
        for _ in range(rounds):
            for question in QUESTIONS:
                started = time.perf_counter()
                ask(archive, question)
                times.append(1000 * (time.perf_counter() - started))
    return times


def machine() -> str:
    """Processor, cores, memory, system and Python."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    report = given.report or max((path for path in CORPUS.rglob("*.pdf")), key=lambda path: path.stat().st_size)
    rows: list[tuple[str, str, str, int]] = []
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        rows.append(("`import qa_cchc`, ms", spread(imports(given.runs), 1), "200", given.runs))
        seconds, _ = run("-m", "qa_cchc", "build", str(CORPUS), "--index", str(index))
        rows.append(("`build` of the sample archive from nothing, s", f"{seconds:.1f}", "", 1))
        times, _ = processes(given.runs, lambda: ("-m", "qa_cchc", "build", str(CORPUS), "--index", str(index)))
        rows.append(("`build` with nothing to do, s", spread(times, 2), "", given.runs))
        times, memory = processes(given.runs, lambda: ("-m", "qa_cchc", "ask", QUESTION, "--index", str(index)))
        rows.append(("`ask`, cold start, s", spread(times, 2), "1.5", given.runs))
        rows.append(("`ask`, peak memory, MiB", spread(memory, 0), "600", given.runs))
        asked = warm_questions(index, given.runs)
        rows.append(("a warm question, ms, median (range)", spread(asked, 1), "20", len(asked)))
        ninety_fifth = statistics.quantiles(asked, n=20)[-1]
        rows.append(("a warm question, ms, 95th percentile", f"{ninety_fifth:.1f}", "", len(asked)))
        fresh = iter(range(10_000))
        times, memory = processes(
            given.runs,
            lambda: ("-m", "qa_cchc", "build", str(report), "--index", str(Path(folder) / f"one{next(fresh)}")),
        )
        rows.append((f"`build` of one report ({report.name}), s", spread(times, 2), "3", given.runs))
        said = json.loads((index / (index / "current").read_text().strip() / "manifest.json").read_text())
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine()}.")
    print(f"Sample archive: {said['reports']} reports, {said['passages']} passages, {said['figures']} figures.\n")
    print("| what | measured: median (range) | goal, at most | n |\n|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(map(str, row)) + " |")


if __name__ == "__main__":
    main()
