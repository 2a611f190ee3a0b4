"""Findings put into words: one Vietnamese sentence that a civil servant understands, with the places it is about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from qa_cchc.figures.printed import spoken
from qa_cchc.records import Figure, Finding

Kind = Literal["ratio", "sum", "conflict", "unit", "period"]
Severity = Literal["error", "warning", "note"]


def finding(
    kind: Kind,
    severity: Severity,
    check: str,
    message: str,
    stated: str,
    expected: str,
    figures: Sequence[Figure],
) -> Finding:
    """A finding about these figures, the one that is doubted first."""
    return Finding(
        kind,
        severity,
        " ".join(message.split()),
        stated,
        expected,
        tuple(dict.fromkeys((figure.file, figure.page, figure.quote) for figure in figures)),
        figures[0].report,
        tuple(dict.fromkeys(figure.id for figure in figures)),
        check,
    )


def printed(figure: Figure) -> str:
    """A figure as it was printed, with its unit: "982 văn bản", "52,2%"."""
    text = figure.text.strip()
    if figure.unit == "%":
        return text if text.endswith("%") else f"{text}%"
    if not figure.unit or figure.unit.lower() in text.lower() or "=" in figure.unit:
        return text
    return f"{text} {figure.unit[:1].lower()}{figure.unit[1:]}"


def where(figure: Figure) -> str:
    """Where a figure stands, for a sentence: "mục II.2, trang 3"; a form by its name."""
    place = figure.section if figure.origin in ("form", "table") else ""
    if not place:
        label = figure.section.split(". ")[0] if ". " in figure.section else ""
        place = f"mục {label}" if label else "phần lời văn"
    note = " (chú thích)" if figure.origin == "footnote" else ""
    code = f" dòng {figure.code}" if figure.origin == "form" and figure.code else ""
    spot = f"dòng {figure.line} của tệp" if figure.line is not None else f"trang {figure.page}"
    return f"{place}{note}{code}, {spot}"


def named(figure: Figure) -> str:
    """What is counted and whose, to begin a sentence with: "Số hồ sơ tiếp nhận của Bộ phận Một cửa thị xã"."""
    name = figure.indicator[:120].strip() or "Số liệu"
    return f"{name} của {figure.scope}" if figure.scope and figure.scope.lower() not in name.lower() else name


def added(parts: Sequence[Figure]) -> str:
    """A sum written out: "963 + 18"; the middle of a long one is left out."""
    texts = [spoken(part.value) for part in parts if part.value is not None]
    return " + ".join(texts if len(texts) <= 8 else [*texts[:4], "…", texts[-1]])


def number(value: float | int | Decimal) -> str:
    """A computed number as it would be printed."""
    return spoken(value)
