"""Addresses of the files that answers, comparisons and figures can be taken away as (see `exports`)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from qa_cchc.web.texts import text

PATH = "/xuat"
ANSWER, COMPARISON, FIGURES = "tra-loi", "so-sanh", "so-lieu"


def address(what: str, extension: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Where the file is fetched of what these parameters show on the page."""
    return f"{PATH}/{what}.{extension}?{urlencode(list(pairs))}"


def choices(what: str, pairs: Sequence[tuple[str, str]], *extensions: str) -> list[tuple[str, str]]:
    """(label, address) for each kind of file."""
    return [(text(f"export_{extension}"), address(what, extension, pairs)) for extension in extensions]
