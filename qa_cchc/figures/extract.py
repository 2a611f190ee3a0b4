"""All figures of a report, from its forms, tables, sentences and footnotes."""

from __future__ import annotations

from qa_cchc.figures.from_forms import form_figures
from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.figures.from_tables import table_figures
from qa_cchc.figures.linking import link
from qa_cchc.records import Figure, Report


def extract_figures(report: Report) -> tuple[Figure, ...]:
    """Figures in the order forms, tables, prose; ids are stable for one content of the file."""
    return link((*form_figures(report), *table_figures(report), *prose_figures(report)))
