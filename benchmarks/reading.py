"""Measures how faithfully the matrix of files (`tools/matrix`) is read, by this program and by the public readers.

    python -m tools.matrix --out /tmp/matrix
    python -m benchmarks.reading --matrix /tmp/matrix [--only WORD…] [--quick | --full] [--misses FILE] [--write]

Without `--full`, scans are measured on the short cuts of the report. `--quick` takes a few files of each kind.
Results are kept in `results.json` of the matrix, variant by variant, so that a long run can be done in parts; `--write`
puts the table of everything kept into docs/benchmarks.md. Scans are recognised anew each time: the folder of what was
recognised before is fresh.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from qa_cchc.figures.extract import extract_figures
from qa_cchc.search.passages import split_passages
from qa_cchc.settings import Settings
from tools.matrix.make import file_of, truth_file
from tools.matrix.readers import PUBLIC, ours
from tools.matrix.report_table import OURS, doc_section, summary, table
from tools.matrix.samples import SAMPLES
from tools.matrix.score import Miss, Reading, measure
from tools.matrix.truth import Truth
from tools.matrix.variants import Variant, variants

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "benchmarks.md"
START, END = "<!-- reading: start -->", "<!-- reading: end -->"
MOST_SHOWN = 10
BORN = ("libreoffice", "chromium")
QUICK = ("seed-docx", "seed-lo-tinos", "seed-ch-noto", "figures-lo-liberation", "figures-ch-dejavu", "figures-xlsx",
         "digits-scan200-grey", "digits-scan150-grey")


@dataclass
class Result:
    """One reader on one file: tallies, pages (0 for a file without), seconds by the clock and of the processor."""

    variant: str
    kind: str
    reader: str
    tallies: dict[str, tuple[float, float]]
    pages: int
    wall: float
    cpu: float
    pipeline: float = 0.0
    day: str = ""
    misses: list[Miss] = field(default_factory=list)


def processor_seconds() -> float:
    """Seconds of processor that this process and its finished children have used."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def timed(read: Callable[[Path], Reading], path: Path) -> tuple[Reading, float, float]:
    """The reading and its seconds: by the clock, of the processor."""
    clock, busy = time.perf_counter(), processor_seconds()
    reading = read(path)
    return reading, time.perf_counter() - clock, processor_seconds() - busy


def read_ours(path: Path, runs: int) -> tuple[Reading, float, float, float]:
    """Our reading with its times, and the seconds of processor of reading, figures and passages together."""
    walls, cpus, wholes = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as fresh:
            settings = Settings.load(ocr_cache=fresh, ocr_cores=1)
            clock, busy = time.perf_counter(), processor_seconds()
            reading, report = ours(path, settings)
            walls.append(time.perf_counter() - clock)
            cpus.append(processor_seconds() - busy)
            extract_figures(report)
            split_passages(report)
            wholes.append(processor_seconds() - busy)
    return reading, min(walls), min(cpus), min(wholes)


def results_of(variant: Variant, folder: Path, public: Sequence[str], runs: int) -> Iterator[Result]:
    """Ours, and for born-digital PDFs the public readers named."""
    path, truth = file_of(variant, folder), Truth.load(truth_file(variant, folder))
    pages = truth.pages or 0
    born = variant.kind in BORN
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    reading, wall, cpu, pipeline = read_ours(path, runs if born else 1)
    tallies, misses = measure(truth, reading)
    yield Result(variant.name, variant.kind, OURS, tallies, pages, wall, cpu, pipeline, day, misses)
    for name in public if born else ():
        reading, wall, cpu = timed(PUBLIC[name], path)
        tallies, _ = measure(truth, reading)
        yield Result(variant.name, variant.kind, name, tallies, pages, wall, cpu, day=day)


def wanted(given: argparse.Namespace) -> list[Variant]:
    """The variants to be measured that are there."""
    found: list[Variant] = []
    for variant in variants():
        scanned = variant.scan is not None
        if given.only:
            chosen = any(word in variant.name for word in given.only)
        elif given.quick:
            chosen = variant.name in QUICK
        else:
            long = variant.cut in ("seed", "figures")
            chosen = given.full or not long if scanned else long or variant.cut in SAMPLES
        if given.born:
            chosen = chosen and not scanned
        if chosen and truth_file(variant, given.matrix).exists():
            found.append(variant)
    return found


def machine() -> str:
    """Processor and Python."""
    model = next(
        (line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.processor(),
    )
    return f"{model}, Python {platform.python_version()}"


def load(path: Path) -> dict[tuple[str, str], Result]:
    """The results kept so far, by variant and reader."""
    if not path.exists():
        return {}
    kept = [Result(**{**data, "misses": [Miss(**miss) for miss in data["misses"]]})
            for data in json.loads(path.read_text(encoding="utf-8"))]
    return {(result.variant, result.reader): result for result in kept}


def write_misses(results: Sequence[Result], path: Path) -> None:
    """What we missed, file by file: measure, what was expected, what came."""
    lines = [f"# What was missed ({datetime.now(UTC):%Y-%m-%d %H:%M})", ""]
    for result in results:
        if result.reader == OURS and result.misses:
            lines.append(f"## {result.variant} ({len(result.misses)})")
            for name in dict.fromkeys(miss.measure for miss in result.misses):
                mine = [miss for miss in result.misses if miss.measure == name]
                lines += [f"- {name}: EXPECTED {miss.expected} CAME {miss.came}" for miss in mine[:MOST_SHOWN]]
                lines += [f"- {name}: and {len(mine) - MOST_SHOWN} more"] if len(mine) > MOST_SHOWN else []
            lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def write_document(text: str) -> None:
    """Puts the section between its two marks in docs/benchmarks.md, at the end where there are none."""
    document = DOCUMENT.read_text(encoding="utf-8")
    if START not in document:
        document = f"{document.rstrip()}\n\n{START}\n{END}\n"
    before, _, rest = document.partition(START)
    DOCUMENT.write_text(f"{before}{START}\n{text}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def main() -> None:
    """Measures what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--matrix", type=Path, required=True, help="folder that tools.matrix rendered into")
    parser.add_argument("--only", nargs="*", default=[], help="variants whose name holds one of these words")
    parser.add_argument("--quick", action="store_true", help="a few files of each kind")
    parser.add_argument("--full", action="store_true", help="scans of the whole report too")
    parser.add_argument("--born", action="store_true", help="no scans")
    parser.add_argument("--no-public", action="store_true", help="leave the public readers out")
    parser.add_argument("--again", action="store_true", help="measure the public readers again where they were before")
    parser.add_argument("--runs", type=int, default=3, help="times each born-digital file is read; the least counts")
    parser.add_argument("--misses", type=Path, help="write what we missed into this file")
    parser.add_argument("--write", action="store_true", help="write the results kept into docs/benchmarks.md")
    parser.add_argument("--only-write", action="store_true", help="the same without measuring anything")
    given = parser.parse_args()
    store = given.matrix / "results.json"
    kept = load(store)
    measured: list[Result] = []
    for variant in () if given.only_write else wanted(given):
        known = [name for name in PUBLIC if (variant.name, name) in kept and not given.again]
        public = [] if given.no_public else [name for name in PUBLIC if name not in known]
        measured += [kept[variant.name, name] for name in known]
        for result in results_of(variant, given.matrix, public, given.runs):
            measured.append(result)
            kept[result.variant, result.reader] = result
            sys.stderr.write(f"{result.variant} {result.reader}: {result.wall:.1f} s\n")
        store.write_text(json.dumps([asdict(result) for result in kept.values()], ensure_ascii=False), "utf-8")
    if given.misses:
        write_misses(measured, given.misses)
    shown = list(kept.values()) if given.only_write else measured
    print(table(shown))
    print(summary(shown))
    if given.write or given.only_write:
        order = {variant.name: place for place, variant in enumerate(variants())}
        known = [result for result in kept.values() if result.variant in order]
        write_document(doc_section(sorted(known, key=lambda result: order[result.variant]), machine()))


if __name__ == "__main__":
    main()
