"""Results of the benchmark as Markdown: a row a file and reader, sums by kind of file, the section of the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from .score import Tally

SHARES = (
    "words F1", "rows exact", "values right", "sections", "footnotes", "calls", "letterhead", "stitched", "quotes",
)
"""Measures that are shares, in the order of the columns."""

COUNTS = ("wrong numbers", "separators corrupted", "values lost", "unreadable")
"""Measures that are counts of cells."""

TARGETS: dict[str, dict[str, float]] = {
    "born-digital": {"words F1": 0.995, "rows exact": 0.995},
    "born-digital, drawn by chance": {"words F1": 0.995, "rows exact": 0.995},
    "born-digital, unruled": {"words F1": 0.995, "rows exact": 0.98},
    "scan 200 dpi": {"words F1": 0.985, "rows exact": 0.985},
    "scan 150 dpi": {"words F1": 0.97, "rows exact": 0.95},
}
"""Least shares wanted, by kind of file."""

EVERYWHERE = {"sections": 0.98, "footnotes": 0.98, "calls": 0.98, "letterhead": 0.98, "stitched": 1.0, "quotes": 0.97}
"""Least shares wanted of every kind of file."""


KINDS = (
    "born-digital", "born-digital, drawn by chance", "born-digital, unruled", "docx", "xlsx", "scan 300 dpi",
    "scan 200 dpi", "scan 150 dpi", "picture",
)
"""Kinds of files whose results are summed, in the order they are shown."""

OURS = "qa_cchc"
"""The name of our reader."""


class Measured(Protocol):
    """What this module needs of a result."""

    variant: str
    kind: str
    reader: str
    tallies: dict[str, Tally]
    pages: int
    wall: float
    cpu: float
    pipeline: float
    day: str


def kind_of(result: Measured) -> str:
    """The kind of file whose results are summed."""
    if result.kind in ("libreoffice", "chromium"):
        if "unruled" in result.variant:
            return "born-digital, unruled"
        return "born-digital, drawn by chance" if "wild" in result.variant else "born-digital"
    if result.kind in ("docx", "xlsx"):
        return result.kind
    for dpi in ("300", "200", "150"):
        if dpi in result.variant:
            return f"scan {dpi} dpi"
    return "picture"


def table(results: Sequence[Measured]) -> str:
    """A row for each file and reader."""
    columns = ["file", "reader", *SHARES, *COUNTS, "pages/s", "pages/s of processor"]
    lines = [_line(columns), _line("---" for _ in columns)]
    for result in results:
        lines.append(_line([result.variant, result.reader, *_cells(result.tallies), *_speed([result])]))
    return "\n".join(lines)


def summary(results: Sequence[Measured]) -> str:
    """A row for each kind of file and reader, what is below its target in bold."""
    columns = ["kind", "reader", "files", *SHARES, *COUNTS, "pages/s", "pages/s of processor"]
    lines = [_line(columns), _line("---" for _ in columns)]
    for kind in KINDS:
        for reader in _readers(results):
            mine = [result for result in results if kind_of(result) == kind and result.reader == reader]
            if mine:
                wanted = {**EVERYWHERE, **TARGETS.get(kind, {})}
                cells = _cells(_sum(result.tallies for result in mine), wanted)
                lines.append(_line([kind, reader, str(len(mine)), *cells, *_speed(mine)]))
    return "\n".join(lines)


def _readers(results: Sequence[Measured]) -> list[str]:
    """The readers, ours first."""
    return sorted(dict.fromkeys(result.reader for result in results), key=lambda reader: reader != OURS)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sum(tallies: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    made: dict[str, Tally] = {}
    for one in tallies:
        for name, (hits, cases) in one.items():
            before = made.get(name, (0.0, 0.0))
            made[name] = (before[0] + hits, before[1] + cases)
    return made


def _cells(tallies: dict[str, Tally], wanted: dict[str, float] | None = None) -> list[str]:
    made = [_share(tallies.get(name), (wanted or {}).get(name, 0.0), name == "words F1") for name in SHARES]
    return made + [_count(tallies.get(name)) for name in COUNTS]


def _share(tally: Tally | None, least: float, only_share: bool) -> str:
    if tally is None or not tally[1]:
        return "–"
    share = tally[0] / tally[1]
    text = f"{share:.4f}" if only_share else f"{share:.3f} of {tally[1]:.0f}"
    return f"**{text}**" if share < least else text


def _count(tally: Tally | None) -> str:
    return "–" if tally is None or not tally[1] else f"{tally[0]:.0f} of {tally[1]:.0f}"


def _speed(results: Sequence[Measured]) -> list[str]:
    """Pages a second by the clock and of the processor; nothing for files without pages."""
    paged = [result for result in results if result.pages]
    pages = sum(result.pages for result in paged)
    wall, cpu = sum(result.wall for result in paged), sum(result.cpu for result in paged)
    return [f"{pages / wall:.2f}" if wall else "–", f"{pages / cpu:.2f}" if cpu else "–"]


def compared(results: Sequence[Measured]) -> str:
    """A row for each born-digital file, the readers side by side, parted by slashes; what is above ours bold."""
    readers = _readers(results)
    by_place = {(result.variant, result.reader): result for result in results}
    files = [name for name, reader in by_place if reader == readers[0] and (name, readers[-1]) in by_place]
    names = " / ".join(readers)
    lines = [f"Readers, in this order: {names}.", "",
             _line(["file", "words F1", "rows exact", "wrong numbers", "separators corrupted", "pages/s of processor"]),
             _line(["---"] * 6)]
    for name in files:
        mine = [by_place[name, reader] for reader in readers if (name, reader) in by_place]
        shares = [[_ratio(result.tallies.get(measure)) for result in mine] for measure in ("words F1", "rows exact")]
        counts = [[f"{result.tallies[measure][0]:.0f}" if measure in result.tallies else "–" for result in mine]
                  for measure in ("wrong numbers", "separators corrupted")]
        speeds = [_speed([result])[1] for result in mine]
        lines.append(_line([name, *(" / ".join(_best(cells)) for cells in shares), *map(" / ".join, counts),
                            " / ".join(speeds)]))
    return "\n".join(lines)


def _ratio(tally: Tally | None) -> str:
    return "–" if tally is None or not tally[1] else f"{tally[0] / tally[1]:.4f}"


def _best(cells: list[str]) -> list[str]:
    """The cells with those in bold that are above the first one."""
    return [f"**{cell}**" if cell != "–" and cells[0] != "–" and cell > cells[0] else cell for cell in cells]


def doc_section(results: Sequence[Measured], machine: str) -> str:
    """The section "Reading" of docs/benchmarks.md."""
    days = sorted({result.day for result in results if result.day})
    born = [result for result in results if kind_of(result).startswith("born-digital") and result.pipeline]
    pages, seconds = sum(result.pages for result in born), sum(result.pipeline for result in born)
    shown = {result.variant for result in results if result.reader != OURS}
    whole = f"{pages / seconds:.1f} pages/s of one core ({pages} pages)" if seconds else "not measured"
    return f"""## Reading

`python -m tools.matrix --out DIR`, then `python -m benchmarks.reading --matrix DIR`.
{" to ".join(dict.fromkeys((*days[:1], *days[-1:])))}, {machine}.

One report of 2023 (146 form rows) and the same forms with every value drawn anew, rendered by LibreOffice and Chromium
in four fonts, as Word file, as workbook, and as scans of every make; reports of the sample archive; and layouts drawn
by chance (paper, font, sizes, widths of columns, heads). Unruled: forms with lines across only, under the head only, or
none, values at the left, middle or right, at the first, middle or last line of a long name. "x of n" gives the number
of cases.

How it is counted:

- Words: F1 over the words of the text, punctuation at their ends off; the letterhead, page numbers and repeated heads
  of tables count nowhere.
- Rows exact: code, name, unit and value are all as printed, and for ours the full path of the code too. For the public
  readers a row is right when a row of a table holds exactly these cells; a row cut by the page's end is then two
  halves, neither of them right.
- Values right: code path and value are as printed, whatever the name's letters. Wrong numbers: value cells that show
  another number and are not marked unreadable. Separators: cells with a decimal or thousands mark that came out with
  another number; one broken over two lines and left apart counts too.
- Sections: label exact and title at least 0.95 alike; footnotes the same; calls: mark, section and the letters before.
- Quotes: the page is right and the boxes overlap by at least one half (intersection over union) those of the
  born-digital original, moved as the scan moved.
- Speed: one process, least of several readings for ours, one for the others; scans on one core, nothing recognised
  before.
- Bold: below the target. Reading, figures and passages together, born-digital: {whole}.
- The reader was developed on this matrix, the layouts drawn by chance among it: a full mark says that nothing known is
  broken, not that a file of another maker cannot show something new. Scans here are made from clean print; handwriting,
  crumpled paper and photographs in which the sheet's edges cannot be seen will read worse. A sheet photographed at an
  angle on a darker ground is laid flat first: one page seen at 15 degrees read with words F1 0.997, its scan 1.000.
- The public readers recognise no scanned text, so they stand beside ours on born-digital files only.

### By kind of file

{summary(results)}

### Born-digital files, reader by reader

{compared([result for result in results if kind_of(result).startswith("born-digital")])}

In bold: a public reader above ours.

### Other files

{table([result for result in results if result.variant not in shown])}"""
