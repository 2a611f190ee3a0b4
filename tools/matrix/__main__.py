"""`python -m tools.matrix --out DIR [--only WORD…] [--report FILE]`: renders the matrix of files that measure a reader.

The report (by default the first text file of ../shared/seed) must be one that is known to be read rightly: what our
text reader finds in it is the truth. Beside each file stands `truth/<name>.json`.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from qa_cchc.reading.report import read_report

from .make import file_of, make, truth_file
from .truth import Truth
from .variants import SCANS, Variant, variants

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed"


def main() -> None:
    """Renders what was asked for and writes a README of what is what."""
    parser = argparse.ArgumentParser(prog="python -m tools.matrix", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for the files, outside the repository")
    parser.add_argument("--only", nargs="*", default=[], help="only variants whose name holds one of these words")
    parser.add_argument("--report", type=Path, default=next(iter(sorted(SEED.glob("*.txt"))), None))
    parser.add_argument("--keep", action="store_true", help="do not render again what is there")
    given = parser.parse_args()
    if given.report is None or not given.report.exists():
        parser.error("no report to render: name one with --report")
    report = read_report(given.report, given.report.parent)
    if report.status != "ok":
        parser.error(f"the report is not read rightly: {' '.join(report.warnings)}")
    every = {variant.name: variant for variant in variants()}
    given.out.mkdir(parents=True, exist_ok=True)
    for variant in every.values():
        wanted = not given.only or any(word in variant.name for word in given.only)
        if not wanted or (given.keep and truth_file(variant, given.out).exists()):
            continue
        started = time.perf_counter()
        path = make(variant, report, given.out, every)
        sys.stderr.write(f"{path.name}  {path.stat().st_size / 1e6:.1f} MB  {time.perf_counter() - started:.1f} s\n")
    (given.out / "README.md").write_text(_readme(every, given.out), encoding="utf-8")


def _readme(every: dict[str, Variant], folder: Path) -> str:
    lines = [
        "# The matrix of files",
        "",
        "`<cut>-<how>`; the truth of each file is `truth/<cut>-<how>.json` (words, rows, sections, notes, calls, head,",
        "quotes with boxes in points of the page as it is shown).",
        "",
        "Cuts: seed (the whole report), figures (its forms with every value drawn anew), short (a few pages of seed),",
        "digits (forms 4 and 6 of figures), page and form (one page each); and reports of the sample archive.",
        "",
        "How: docx; lo-FONT (LibreOffice), ch-FONT (Chromium); landscape appendix; wholerows (no row split);",
        "large print; xlsx; scanDPI-…; badlayer (a scan with a poor invisible text layer); tiff; jpg; phone.",
        f"Scans: {', '.join(f'{name}: {scan}' for name, scan in SCANS.items())}",
        "",
        "| file | MB | pages | words | rows | notes | quotes | forms over a page's end |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for variant in every.values():
        path, told = file_of(variant, folder), truth_file(variant, folder)
        if path.exists() and told.exists():
            truth = Truth.load(told)
            lines.append(
                f"| {path.name} | {path.stat().st_size / 1e6:.1f} | {truth.pages or ''} | {len(truth.words)} "
                f"| {len(truth.rows)} | {len(truth.notes)} | {len(truth.quotes)} | {' '.join(truth.broken_forms)} |"
            )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
