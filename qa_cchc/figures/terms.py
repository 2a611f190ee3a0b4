"""The words a figure is found by: its own (what, whose, unit), and those that merely stand around it."""

from __future__ import annotations

from qa_cchc.records import Figure
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.terms import pairs, terms


def own_terms(figure: Figure) -> str:
    """Terms of what the figure counts and whose it is, abbreviations opened, joined by spaces."""
    words = " . ".join(
        part for part in (figure.indicator, figure.about, figure.scope, figure.unit, figure.note) if part
    )
    return _joined(expand(words))


def context_terms(figure: Figure) -> str:
    """Terms of the section and the quote, the figure's own place in the report."""
    return _joined(expand(f"{figure.section} . {figure.quote}"))


def _joined(text: str) -> str:
    found = terms(text)
    return " ".join(dict.fromkeys(found + pairs(found)))
