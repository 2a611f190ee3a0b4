"""The JSON that others read: one function per shape, field names as promised in the documentation.

Fields may be added to a shape, none is renamed or dropped. Dates are ISO 8601, numbers are JSON numbers, text is NFC,
what a report does not state is null. A box is `[page, x0, y0, x1, y1]`: page from 1, PDF points, origin top left.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from qa_cchc.records import (
    Answer,
    Box,
    Citation,
    CitedDocument,
    ComparedCell,
    Comparison,
    Figure,
    Filters,
    Finding,
    Found,
    Passage,
    Period,
    Question,
    Rephrasing,
    Report,
    ReportRef,
    Window,
)

Json = dict[str, Any]


def dumps(document: Any) -> str:
    """The document as readable JSON text: Vietnamese letters as they are, no NaN or infinity (raises ValueError)."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _boxes(boxes: tuple[Box, ...]) -> list[list[float]]:
    return [[box.page, *(round(side, 2) for side in (box.x0, box.y0, box.x1, box.y1))] for box in boxes]


def period_json(period: Period | None) -> Json | None:
    """A reporting period: `{id, label, start, end}`."""
    if period is None:
        return None
    return {"id": period.id, "label": period.label, "start": _iso(period.start), "end": _iso(period.end)}


def window_json(window: Window | None) -> Json | None:
    """The data window that a text states: `{start, end}`, either may be null."""
    return {"start": _iso(window.start), "end": _iso(window.end)} if window else None


def reference_json(report: ReportRef) -> Json:
    """What a figure, a passage and a finding say of their report: `{id, number, date, agency}`."""
    return {"id": report.id, "number": report.number, "date": _iso(report.date), "agency": report.agency}


def report_json(report: Report) -> Json:
    """The catalogue entry of a report, without its contents."""
    return {
        "id": report.id,
        "file": report.file,
        "sha256": report.sha256,
        "number": report.number,
        "date": _iso(report.date),
        "kind": report.kind,
        "title": report.title,
        "agency": report.agency,
        "place": report.place,
        "level": report.level,
        "province": report.province,
        "period": period_json(report.period),
        "window": window_json(report.window),
        "signer": report.signer,
        "pages": report.pages,
        "paged": report.paged,
        "status": report.status,
        "warnings": list(report.warnings),
    }


def cited_document_json(document: CitedDocument) -> Json:
    """A document that a report refers to, with the place where it does."""
    return {
        "kind": document.kind,
        "number": document.number,
        "date": _iso(document.date),
        "issuer": document.issuer,
        "issuer_of_number": document.issuer_of_number,
        "title": document.title,
        "section": document.section,
        "page": document.page,
        "line": document.line,
        "quote": document.quote,
        "boxes": _boxes(document.boxes),
    }


def figure_json(figure: Figure, others: Mapping[str, Figure] | None = None) -> Json:
    """A figure with everything needed to sign under it.

    `also` are the other places of its report that state it, `against` those that state something else; they are told in
    full where `others` holds the figures of `same` and `differs` by id.
    """
    return {
        "indicator": figure.indicator,
        "indicator_id": figure.indicator_id,
        "value": figure.value,
        "text": figure.text,
        "unit": figure.unit,
        "state": figure.state,
        "approximate": figure.approximate,
        "cumulative": figure.cumulative,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "change": figure.change,
        "about": figure.about,
        "facets": list(figure.facets),
        "period": period_json(figure.period),
        "window": window_json(figure.window),
        "place": figure.place,
        "level": figure.level,
        "scope": figure.scope,
        "origin": figure.origin,
        "form": figure.form,
        "code": figure.code,
        "note": figure.note,
        "report": reference_json(figure.report),
        "file": figure.file,
        "section": figure.section,
        "page": figure.page,
        "line": figure.line,
        "quote": figure.quote,
        "mark": list(figure.mark) if figure.mark else None,
        "boxes": _boxes(figure.boxes),
        "id": figure.id,
        "whole": figure.whole,
        "same": list(figure.same),
        "differs": list(figure.differs),
        "also": _places(figure.same, others or {}),
        "against": _places(figure.differs, others or {}),
        "series": figure.series,
        "corrected_by": figure.corrected_by,
        "corrects": list(figure.corrects),
        "confirms": list(figure.confirms),
    }


def _places(ids: Sequence[str], others: Mapping[str, Figure]) -> list[Json]:
    """Where figures stand, and the words they stand in."""
    return [
        {
            "id": figure.id,
            "text": figure.text,
            "unit": figure.unit,
            "origin": figure.origin,
            "form": figure.form,
            "code": figure.code,
            "section": figure.section,
            "page": figure.page,
            "line": figure.line,
            "quote": figure.quote,
            "boxes": _boxes(figure.boxes),
        }
        for figure in (others[identity] for identity in ids if identity in others)
    ]


def passage_json(found: Found, citation: int) -> Json:
    """A passage that was found, with the id of the citation that says where it stands."""
    passage: Passage = found.passage
    return {
        "text": passage.text,
        "score": round(found.score, 4),
        "highlights": [list(span) for span in found.highlights],
        "report": reference_json(passage.report),
        "file": passage.file,
        "section": passage.section,
        "page": passage.page,
        "line": passage.line,
        "boxes": _boxes(passage.boxes),
        "citation": citation,
        "origin": passage.origin,
        "context": passage.context,
        "id": passage.id,
    }


def citation_json(citation: Citation) -> Json:
    """Where an answer's words stand: `{id, memo, file, page}`, the citation in the style set, what it is made of."""
    return {
        "id": citation.id,
        "memo": citation.memo,
        "file": citation.file,
        "page": citation.page,
        "text": citation.text or citation.memo,
        "report": reference_json(citation.report) if citation.report else None,
        "kind": citation.kind,
        "title": citation.title,
        "section": citation.section,
        "row": citation.row,
        "line": citation.line,
        "sheet": citation.sheet,
        "paged": citation.paged,
    }


def finding_json(finding: Finding) -> Json:
    """A failed check of a report's own figures."""
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "message": finding.message,
        "stated": finding.stated,
        "expected": finding.expected,
        "quotes": [{"file": file, "page": page, "quote": quote} for file, page, quote in finding.quotes],
        "report": reference_json(finding.report),
        "check": finding.check,
        "figures": list(finding.figures),
    }


def question_json(question: Question) -> Json:
    """What was understood of the question."""
    return {
        "text": question.text,
        "kind": question.kind,
        "periods": [period_json(period) for period in question.periods],
        "places": list(question.places),
        "levels": list(question.levels),
        "scope": question.scope,
        "indicators": list(question.indicators),
        "facets": list(question.facets),
        "report_number": question.report_number,
        "assumed": list(question.assumed),
    }


def comparison_json(comparison: Comparison | None) -> Json | None:
    """A table over periods and places, with differences."""
    if comparison is None:
        return None
    return {
        "columns": list(comparison.columns),
        "rows": [list(row) for row in comparison.rows],
        "differences": list(comparison.differences),
        "order": list(comparison.order),
        "kind": comparison.kind,
        "title": comparison.title,
        "unit": comparison.unit,
        "periods": list(comparison.periods),
        "places": list(comparison.places),
        "indicators": list(comparison.indicators),
        "cells": [[_compared_cell(cell) for cell in row] for row in comparison.cells],
        "formulas": [
            {
                "label": formula.label,
                "value": formula.value,
                "unit": formula.unit,
                "text": formula.text,
                "figures": list(formula.figures),
            }
            for formula in comparison.formulas
        ],
    }


def _compared_cell(cell: ComparedCell | None) -> Json | None:
    """What stands behind a cell of a comparison; null for a label."""
    if cell is None:
        return None
    return {
        "value": cell.value,
        "unit": cell.unit,
        "figure": cell.figure,
        "citation": cell.citation,
        "gap": cell.gap,
        "formula": cell.formula,
    }


def filters_json(filters: Filters) -> Json:
    """The conditions a list was made under."""
    return {
        "periods": list(filters.periods),
        "places": list(filters.places),
        "levels": list(filters.levels),
        "report_number": filters.report_number,
        "scope": filters.scope,
        "origins": list(filters.origins),
        "states": list(filters.states),
        "cumulative": filters.cumulative,
    }


def _rephrased_json(rephrasing: Rephrasing | None) -> Json | None:
    """Which model worded the answer, and the answer as it was built: `{model, built}`."""
    return {"model": rephrasing.model, "built": rephrasing.built} if rephrasing else None


def answer_json(answer: Answer, others: Mapping[str, Figure] | None = None) -> Json:
    """The whole answer to one question; `others` as in `figure_json`."""
    figures = zip(answer.figures, answer.figure_citations, strict=True)
    passages = zip(answer.passages, answer.passage_citations, strict=True)
    return {
        "question": answer.question.asked,
        "understood": question_json(answer.question),
        "status": answer.status,
        "answer": answer.answer,
        "figures": [figure_json(figure, others) | {"citation": citation} for figure, citation in figures],
        "comparison": comparison_json(answer.comparison),
        "passages": [passage_json(found, citation) for found, citation in passages],
        "citations": [citation_json(citation) for citation in answer.citations],
        "findings": [finding_json(finding) for finding in answer.findings],
        "notes": list(answer.notes),
        "elapsed_ms": round(answer.elapsed_ms, 1),
        "rephrased": _rephrased_json(answer.rephrased),
    }
