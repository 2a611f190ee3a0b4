"""Measures an archive of a million figures; prints a table for docs/benchmarks.md.

    python benchmarks/figures.py [--figures N] [--runs N] [--keep FOLDER] [--plans]

The figures are invented and written straight into the tables of a catalogue: offices × quarters, each report with the
same rows of forms and sentences. Every query is asked of another office and period each time: nothing is remembered.
`--plans` prints how SQLite answers the filters.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from qa_cchc.archive import catalogue, layout, manifest
from qa_cchc.archive.build import build_index
from qa_cchc.archive.rows import FIGURE_COLUMNS, REPORT_COLUMNS, Entry, figure_row, report_row
from qa_cchc.archive.selection import figure_condition
from qa_cchc.archive.series import holder_and_series, settle
from qa_cchc.archive.store import Archive
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.terms import context_terms, own_terms
from qa_cchc.records import Figure, Filters, Report, ReportRef
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.period_ids import period

ROOT = Path(__file__).resolve().parent.parent
PER_REPORT = 250
PERIODS = [f"{year}-Q{quarter}" for year in range(2018, 2026) for quarter in range(1, 5)]
SYLLABLES = "An Bình Cẩm Đông Hòa Khê Lâm Lộc Mỹ Phú Quang Sơn Tân Thạnh Vân Xuân Yên Long Hải Trường".split()
SCOPES = ("Bộ phận Một cửa huyện", "các xã, thị trấn", None, None, "các cơ quan chuyên môn")


def offices(count: int) -> list[str]:
    """Names of invented districts."""
    drawn = random.Random(1)
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"huyện {' '.join(drawn.sample(SYLLABLES, 2 if len(names) < 150 else 3))}"] = None
    return list(names)


def reports(figures: int) -> list[Report]:
    """As many reports as hold that many figures."""
    wanted = figures // PER_REPORT
    places = offices(-(-wanted // len(PERIODS)))
    made = []
    for number in range(wanted):
        place, when = places[number // len(PERIODS)], period(PERIODS[number % len(PERIODS)])
        made.append(Report(
            f"{number:012x}", f"{place}/{when.id}.txt", f"{number:064x}", f"{number % 900 + 1}/BC-UBND",
            date(when.end.year, when.end.month, 20), "báo cáo", f"Báo cáo {when.label}", f"UBND {place}", place,
            "huyện", "tỉnh Hoài Giang", when, pages=12,
        ))
    return made


def of_report(report: Report, drawn: random.Random) -> Iterator[Figure]:
    """The figures of one report: an indicator after another, mostly stated by a form, some by prose."""
    indicators = [one for one in load().indicators if one.general is None and one.kind in ("count", "ratio", "amount")]
    reference = ReportRef(report.id, report.number, report.date, report.agency)
    for position in range(PER_REPORT):
        indicator = indicators[position % len(indicators)]
        value = drawn.randint(0, 4000) if indicator.kind != "ratio" else drawn.randint(0, 1000) / 10
        prose = position % 5 == 4
        blank = position % 11 == 10
        scope = SCOPES[position % len(SCOPES)]
        name = f"{position % 9 + 1}.{position % 7 + 1}"
        yield Figure(
            f"{report.id}:{'1.' if prose else 'f3:'}{position}", indicator.name, indicator.id,
            None if blank else value, "" if blank else str(value).replace(".", ","), indicator.unit,
            "blank" if blank else "value", report.period, report.place, report.level, scope,
            "prose" if prose else "form", reference, report.file, "II.2. Cải cách thủ tục hành chính",
            position % 12 + 1, f"{name}\t{indicator.name}\t{indicator.unit}\t{value}", (0, 3),
            form=None if prose else "3", code=None if prose else name, cumulative=True if position % 6 == 5 else None,
        )


def write(index: Path, figures: int) -> dict[str, float]:
    """A published index whose catalogue holds that many figures; seconds of the parts that a build spends on them."""
    small = index.parent / "corpus"
    small.mkdir(parents=True)
    (small / "a.txt").write_text("Bộ phận Một cửa huyện tiếp nhận 412 hồ sơ trong quý I năm 2024.\n", encoding="utf-8")
    build_index([small], index, Settings())
    folder = layout.current_version(index)
    (folder / catalogue.FILE).unlink()
    connection = catalogue.create(folder / catalogue.FILE)
    drawn, made, seconds = random.Random(2), reports(figures), {"series": 0.0, "rows": 0.0, "settle": 0.0}
    columns = ", ".join((*FIGURE_COLUMNS, "holder", "series"))
    marks = ", ".join("?" * (len(FIGURE_COLUMNS) + 2))
    ordinal, terms = 0, {}
    for report in made:
        entry = Entry(report, str(small), report.sha256)
        row = (*report_row(entry), b"")
        connection.execute(
            f"INSERT INTO reports ({', '.join(REPORT_COLUMNS)}, document) VALUES ({', '.join('?' * len(row))})", row
        )
        office = f"{report.place}, {report.province}"
        started = time.perf_counter()
        of_it = list(of_report(report, drawn))
        with_series = [(figure, holder_and_series(connection, figure, office, report.kind)) for figure in of_it]
        seconds["series"] += time.perf_counter() - started
        started = time.perf_counter()
        rows, words = [], []
        for figure, added in with_series:
            if figure.indicator not in terms:
                terms[figure.indicator] = own_terms(figure), context_terms(figure)
            rows.append((ordinal, *figure_row(figure), *added))
            words.append((ordinal, *terms[figure.indicator]))
            ordinal += 1
        connection.executemany(f"INSERT INTO figures (ordinal, {columns}) VALUES (?, {marks})", rows)
        connection.executemany("INSERT INTO figure_terms (rowid, own, context) VALUES (?, ?, ?)", words)
        seconds["rows"] += time.perf_counter() - started
    started = time.perf_counter()
    held = {report.id: report for report in made}
    for finding, files in settle(connection, held):
        catalogue.add_findings(connection, [finding], files, across=True)
    seconds["settle"] = time.perf_counter() - started
    catalogue.finish(connection)
    said = json.loads((folder / manifest.FILE).read_text(encoding="utf-8"))
    said |= {"reports": len(made), "figures": ordinal, "files": manifest.checksums(folder)}
    manifest.Manifest(**said).write(folder)
    return seconds


def asked(archive: Archive) -> dict[str, Callable[[random.Random], object]]:
    """What is timed: a name and a query about an office and a period drawn by chance."""
    places, periods = archive.places(), [one.id for one in archive.periods()]
    ids = [one.id for one in load().indicators if one.general is None and one.kind == "count"][:100]

    def at(drawn: random.Random, **more: object) -> Filters:
        return Filters(places=(drawn.choice(places),), **more)  # type: ignore[arg-type]

    def when(drawn: random.Random) -> tuple[str, ...]:
        return (drawn.choice(periods),)

    words = ("ho_so", "tiep_nhan", "truc_tuyen")
    return {
        "indicator, place and period": lambda d: archive.figures(at(d, periods=when(d)), [d.choice(ids)]),
        "indicator and place": lambda d: archive.figures(at(d), [d.choice(ids)]),
        "place and period": lambda d: archive.figures(at(d, periods=when(d))),
        "place, period and scope": lambda d: archive.figures(at(d, periods=when(d), scope="các xã, thị trấn")),
        "indicator and period, all places, first 100": lambda d: archive.figures(
            Filters(periods=when(d)), [d.choice(ids)], 100
        ),
        "level, origin, state, first 100": lambda d: archive.figures(
            Filters(levels=("huyện",), origins=("prose",), states=("blank",)), None, 100
        ),
        "one report's number": lambda d: archive.figures(Filters(report_number=f"{d.randint(1, 900)}/BC-UBND")),
        "series of an indicator in a place": lambda d: archive.series(at(d), [d.choice(ids)]),
        "series of a place, all indicators": lambda d: archive.series(at(d)),
        "candidates by words, place and period": lambda d: archive.figure_candidates(words, at(d, periods=when(d))),
        "candidates by words, place": lambda d: archive.figure_candidates(words, at(d)),
        "candidates by words, whole archive": lambda d: archive.figure_candidates(words),
        "findings about a figure": lambda d: archive.findings_about([f"{d.randint(0, 3000):012x}:f3:12"]),
    }


def plans(archive: Archive, index: Path) -> Iterator[str]:
    """How SQLite answers the filters."""
    places = archive.places()[:1]
    reports_held = archive.reports()
    file = layout.current_version(index) / catalogue.FILE
    connection = catalogue.open_read_only(file)
    for name, filters, ids in (
        ("indicator, place and period", Filters(places=tuple(places), periods=("2023-Q1",)), ["files_received"]),
        ("indicator and place", Filters(places=tuple(places)), ["files_received"]),
        ("place and period", Filters(places=tuple(places), periods=("2023-Q1",)), None),
        ("indicator and period", Filters(periods=("2023-Q1",)), ["files_received"]),
        ("report", Filters(report_number="12/BC-UBND"), None),
    ):
        where, values = figure_condition(reports_held, places, filters, ids, ())
        query = f"EXPLAIN QUERY PLAN SELECT ordinal FROM figures {where} ORDER BY ordinal"
        steps = " / ".join(str(row[3]) for row in connection.execute(query, values))
        yield f"{name}: {steps}"
    connection.close()


def opening(index: Path, runs: int) -> list[float]:
    """Milliseconds from opening to the list of reports, each in a process of its own."""
    code = (
        "import sys, time; from pathlib import Path; from qa_cchc.archive.store import Archive\n"
        "t = time.perf_counter()\n"
        "archive = Archive.open(Path(sys.argv[1])); archive.reports(); print(1000 * (time.perf_counter() - t))"
    )
    return [float(subprocess.check_output([sys.executable, "-c", code, str(index)])) for _ in range(runs)]


def command(index: Path, runs: int) -> list[float]:
    """Milliseconds of the whole command `figures --indicator … --place … --period … --json`."""
    found = []
    for place, when in zip(offices(runs), PERIODS * runs, strict=False):
        started = time.perf_counter()
        subprocess.check_output([
            sys.executable, "-m", "qa_cchc", "figures", "--index", str(index), "--indicator", "files_received",
            "--place", place, "--period", when, "--json",
        ])
        found.append(1000 * (time.perf_counter() - started))
    return found


def line(name: str, values: Sequence[float]) -> str:
    """One row of the table: median and range in milliseconds."""
    return f"| {name} | {statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f}) | {len(values)} |"


def measured(name: str, ask: Callable[[random.Random], object], runs: int) -> str:
    drawn, times = random.Random(name), []
    for _ in range(runs + 1):
        started = time.perf_counter()
        ask(drawn)
        times.append(1000 * (time.perf_counter() - started))
    return line(name, times[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--keep", type=Path, help="where the archive is made and left, or found")
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = (given.keep or Path(folder)) / "index"
        if not index.exists():
            seconds = write(index, given.figures)
            said = ", ".join(f"{name} {value:.1f} s" for name, value in seconds.items())
            print(f"written: {said}", file=sys.stderr)
        file = layout.current_version(index) / catalogue.FILE
        with Archive.open(index) as archive:
            print(f"{archive.manifest.figures} figures, {archive.manifest.reports} reports, "
                  f"{len(archive.places())} places, {file.stat().st_size / 2**20:.0f} MiB\n")
            print("| what | ms, median (range) | n |\n|---|---|---|")
            print(line("opening, and the list of reports", opening(index, given.runs)))
            print(line("the command `figures` with indicator, place and period", command(index, given.runs)))
            for name, ask in asked(archive).items():
                print(measured(name, ask, given.runs), flush=True)
            print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
            for plan in plans(archive, index) if given.plans else ():
                print(plan)


if __name__ == "__main__":
    main()
