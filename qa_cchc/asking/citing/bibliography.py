"""The reports that an answer cites as a bibliography for reference managers: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qa_cchc.asking.citing.agencies import agency_name
from qa_cchc.asking.citing.styles import where
from qa_cchc.records import Citation
from qa_cchc.vietnamese.unicode import fold

# What LaTeX takes for a command; the backslash first, in one pass, so that nothing is escaped twice.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One report with all the places of it that are cited."""

    key: str
    first: Citation
    places: tuple[str, ...]
    pages: tuple[int, ...]


def bibtex(citations: Sequence[Citation], names: str = "printed") -> str:
    """BibTeX (UTF-8, for biber or a BibTeX that reads it), one entry for each report cited, its places as a note."""
    return "\n\n".join(_bibtex(entry, names) for entry in _entries(citations))


def csl_json(citations: Sequence[Citation], names: str = "printed") -> str:
    """CSL-JSON, the shape Zotero and pandoc read: a list with one item for each report cited."""
    return json.dumps([_csl(entry, names) for entry in _entries(citations)], ensure_ascii=False, indent=2)


def _bibtex(entry: _Entry, names: str) -> str:
    one, report = entry.first, entry.first.report
    agency = agency_name(report.agency, names) if report and report.agency else ""
    fields = {
        # Braces of its own: an agency has no first name.
        "author": f"{{{_latex(agency)}}}" if agency else "",
        "title": f"{{{_latex(_title(one))}}}",
        "type": _latex(_kind(one)),
        "institution": _latex(agency),
        "number": _latex(report.number) if report and report.number else "",
        "date": report.date.isoformat() if report and report.date else "",
        "year": str(report.date.year) if report and report.date else "",
        "month": str(report.date.month) if report and report.date else "",
        "pages": ", ".join(map(str, entry.pages)),
        "note": _latex("; ".join(entry.places)),
        "file": _latex(one.file),
        "langid": "vietnamese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{entry.key},", *lines, "}"])


def _csl(entry: _Entry, names: str) -> dict[str, Any]:
    one, report = entry.first, entry.first.report
    agency = agency_name(report.agency, names) if report and report.agency else ""
    item: dict[str, Any] = {"id": entry.key, "type": "report", "title": _title(one), "genre": _kind(one)}
    if agency:
        item["author"] = [{"literal": agency}]
        item["publisher"] = agency
    if report and report.number:
        item["number"] = report.number
    if report and report.date:
        item["issued"] = {"date-parts": [[report.date.year, report.date.month, report.date.day]]}
    if one.place:
        item["publisher-place"] = one.place
    if entry.pages:
        item["page"] = ", ".join(map(str, entry.pages))
    item |= {"note": "; ".join(entry.places), "language": "vi", "source": one.file}
    return {name: value for name, value in item.items() if value}


def _entries(citations: Sequence[Citation]) -> Iterator[_Entry]:
    reports: dict[str, list[Citation]] = {}
    for citation in citations:
        identity = citation.report.id if citation.report else citation.file
        reports.setdefault(identity, []).append(citation)
    taken: set[str] = set()
    for cited in reports.values():
        key = _key(cited[0])
        if key in taken:
            identity = cited[0].report.id if cited[0].report else str(len(taken))
            key = f"{key}-{identity[:6]}"
        taken.add(key)
        places = tuple(dict.fromkeys(filter(None, map(where, cited))))
        pages = tuple(sorted({one.page for one in cited if one.paged and one.page}))
        yield _Entry(key, cited[0], places, pages)


def _key(citation: Citation) -> str:
    """A key of plain letters that a person can type: "ubnd-thi-xa-duyen-hai-2023-102-bc-ubnd"."""
    report = citation.report
    parts = (
        report.agency if report and report.agency else "",
        str(report.date.year) if report and report.date else "",
        report.number if report and report.number else "",
    )
    words = re.findall(r"[a-z0-9]+", fold(" ".join(parts))) or re.findall(r"[a-z0-9]+", fold(citation.file))
    return "-".join(words) or "bao-cao"


def _title(citation: Citation) -> str:
    return citation.title or _kind(citation)


def _kind(citation: Citation) -> str:
    kind = citation.kind or "văn bản"
    return kind[:1].upper() + kind[1:]


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in text)
