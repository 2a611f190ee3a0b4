"""Report → figures: what is counted, how much, in which unit, when, whose, and where it stands."""

from qa_cchc.figures.extract import extract_figures

__all__ = ["extract_figures"]
