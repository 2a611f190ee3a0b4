"""A small archive built by hand out of records, over a PDF and a text file made for the tests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pymupdf
from lxml.html import HtmlElement

from qa_cchc.archive.errors import UnknownReport
from qa_cchc.records import (
    Box,
    Figure,
    Filters,
    Passage,
    Period,
    Report,
    ReportRef,
)

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
QUARTER = Period("2024-Q2", "quý II năm 2024", date(2024, 4, 1), date(2024, 6, 30))
SENTENCE = "Bộ phận Một cửa thị xã tiếp nhận 512 hồ sơ trực tuyến trên 640 hồ sơ, đạt 80%."
HOSTILE = '<img src=x onerror="window.broken=1">${window.broken=1}{{constructor}}<script>window.broken=1</script>'


@dataclass
class HandmadeArchive:
    """As much of `Archive` as the page asks for."""

    held: dict[str, Report]
    files: dict[str, Path]
    all_figures: list[Figure] = field(default_factory=list)
    all_passages: list[Passage] = field(default_factory=list)

    def reports(self, filters: Filters | None = None) -> list[Report]:
        return list(self.held.values())

    def report(self, report_id: str) -> Report:
        return self.document(report_id)

    def document(self, report_id: str) -> Report:
        if report_id not in self.held:
            raise UnknownReport(report_id)
        return self.held[report_id]

    def original(self, report_id: str) -> Path | None:
        return self.files.get(report_id)

    def figures(self, filters: Filters | None = None, indicator_ids: object = None) -> list[Figure]:
        return self.all_figures

    def figures_by_id(self, ids: tuple[str, ...]) -> list[Figure]:
        return [figure for figure in self.all_figures if figure.id in ids]

    def passages_by_id(self, ids: tuple[str, ...]) -> list[Passage]:
        return [passage for passage in self.all_passages if passage.id in ids]

    def places(self) -> list[str]:
        return sorted({report.place for report in self.held.values() if report.place})

    def periods(self) -> list[Period]:
        return list({report.period.id: report.period for report in self.held.values() if report.period}.values())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def reference(report: Report) -> ReportRef:
    return ReportRef(report.id, report.number, report.date, report.agency)


def boxes_of(path: Path, page: int, words: str) -> tuple[Box, ...]:
    with pymupdf.open(path) as document:
        sheet = document[page - 1]
        # PyMuPDF finds words on the page before it is turned; boxes are those of the page as it is seen.
        return tuple(Box(page, *(found * sheet.rotation_matrix)) for found in sheet.search_for(words))


def figure_of(report: Report, **changes: object) -> Figure:
    start = SENTENCE.index("80")
    figure = Figure(
        id=f"{report.id}:f1",
        indicator="Tỷ lệ hồ sơ trực tuyến",
        indicator_id=None,
        value=80,
        text="80%",
        unit="%",
        state="value",
        period=QUARTER,
        place=report.place,
        level=report.level,
        scope="Bộ phận Một cửa thị xã",
        origin="prose",
        report=reference(report),
        file=report.file,
        section="II.2",
        page=2,
        quote=SENTENCE,
        mark=(start, start + 2),
        numerator=512,
        denominator=640,
    )
    return replace(figure, **changes)


def nodes(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """Elements under `tree` by steps such as "table.figures td"; alternatives are parted by commas."""
    found: list[HtmlElement] = []
    for choice in selector.split(","):
        path = "."
        for step in choice.split():
            tag, _, name = step.partition(".")
            path += f"//{tag or '*'}"
            path += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]" if name else ""
        found += tree.xpath(path)
    return found
