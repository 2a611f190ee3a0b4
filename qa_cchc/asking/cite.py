"""Citations as civil servants write them, built from the very span that was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qa_cchc.asking.citing.bibliography import bibtex, csl_json
from qa_cchc.asking.citing.styles import cited_in, document
from qa_cchc.asking.citing.styles import memo as in_memo
from qa_cchc.records import Citation, CitedDocument, Figure, Passage, Report, ReportRef
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.written import written_date as vietnamese_date

__all__ = ["Citations", "cited_name", "document_name", "place_cited", "vietnamese_date"]

_BIBLIOGRAPHIES = {"bibtex": bibtex, "csl": csl_json}


def document_name(report: Report, names: str = "printed") -> str:
    """ "Báo cáo số 102/BC-UBND ngày 03/3/2023 của UBND thị xã Duyên Hải", without what the report does not state."""
    return document(place_cited(report, "", 1, None), names)


def place_cited(report: Report, section: str, page: int, line: int | None, row: str | None = None) -> Citation:
    """A place of a report as a citation without number and text."""
    sheet = report.sheets[page - 1] if not report.paged and 0 < page <= len(report.sheets) else None
    return Citation(
        id=0,
        memo="",
        file=report.file,
        page=page,
        report=ReportRef(report.id, report.number, report.date, report.agency),
        kind=report.kind,
        title=report.title,
        place=report.place,
        section=section,
        row=row,
        line=line,
        sheet=sheet,
        paged=report.paged,
    )


def cited_name(document: CitedDocument) -> str:
    """ "Kế hoạch số 97/KH-UBND ngày 30/12/2022 của UBND tỉnh X về …", without what the citing report does not state."""
    kind = (document.kind or "văn bản").capitalize()
    number = ""
    if document.number:
        whole = any(letter.isalpha() for letter in document.number)
        number = f" số {document.number}" if whole else f" {document.number}"
    day = f" ngày {vietnamese_date(document.date)}" if document.date else ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    about = f" {document.title}" if document.title else ""
    if document.kind in ("luật", "bộ luật"):
        return f"{kind}{about}{number}{day}{issuer}"
    return f"{kind}{number}{day}{issuer}{about}"


class Citations:
    """Numbers the citations of one answer; one place cited twice keeps its number.

    Style and names of agencies are those of the settings.
    """

    def __init__(self, report_of: Callable[[str], Report], settings: Settings | None = None):
        self._report_of = report_of
        self._settings = settings or Settings()
        self._numbers: dict[tuple[str, str], int] = {}
        self.items: list[Citation] = []

    def of_figure(self, figure: Figure) -> int:
        """The citation number of a figure."""
        row = figure.code if figure.origin == "form" else None
        return self._number(figure.report.id, figure.section, figure.page, figure.line, figure.file, row)

    def of_passage(self, passage: Passage) -> int:
        """The citation number of a passage."""
        return self._number(passage.report.id, passage.section, passage.page, passage.line, passage.file, None)

    def of_document(self, report: Report, document: CitedDocument) -> int:
        """The citation number of the place where a report refers to a document."""
        return self._number(report.id, document.section, document.page, document.line, report.file, None)

    def of_report(self, report: Report) -> int:
        """The citation number of a report as a whole (its first page)."""
        return self._number(report.id, "", 1, None, report.file, None)

    def _number(self, report_id: str, section: str, page: int, line: int | None, file: str, row: str | None) -> int:
        place = place_cited(self._report_of(report_id), section, page, line, row)
        names = self._settings.agency_names
        told = in_memo(place, names)
        key = (report_id, told)
        if key not in self._numbers:
            self._numbers[key] = len(self.items) + 1
            citation = replace(place, id=len(self.items) + 1, memo=told, file=file)
            self.items.append(replace(citation, text=self._styled(citation)))
        return self._numbers[key]

    def _styled(self, citation: Citation) -> str:
        style = self._settings.citation
        if style in _BIBLIOGRAPHIES:
            return _BIBLIOGRAPHIES[style]([citation], self._settings.agency_names)
        return cited_in(style, citation, self._settings.agency_names)
