"""One place of a report → its citation in the style an office, a footnote or a bibliography asks for."""

from qa_cchc.asking.citing.agencies import agency_name
from qa_cchc.asking.citing.bibliography import bibtex, csl_json
from qa_cchc.asking.citing.styles import cited_in, footnote, memo, short, where

__all__ = ["agency_name", "bibtex", "cited_in", "csl_json", "footnote", "memo", "short", "where"]
