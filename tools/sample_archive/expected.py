"""What a reader should find: each report's letterhead and counts, and typed questions with their answers.

A question in a data file names where its answer stands: `form: [number, row code]`, `table: [name, row's text]` or a
`quote` of the prose (with placeholders). The quote is looked up in the document, and the section is where it was found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pymupdf

from .document import Document
from .figures import Figures

Loaded = tuple[Document, Figures, dict[str, Any]]


def write(loaded: Sequence[Loaded], corpus: Path, folder: Path) -> None:
    """Writes `sample_reports.json`, `sample_expected.jsonl` and `sample_findings.json` to `folder`."""
    reports = [truth(document, corpus) for document, _, _ in loaded]
    _json(folder / "sample_reports.json", {"reports": reports})
    rows = [row for document, figures, data in loaded for row in questions(document, figures, data)]
    for row in rows:
        # Both follow from the question's words, so that a question added later moves no other one.
        digest = hashlib.sha256(row["question"].encode()).hexdigest()
        row["id"], row["split"] = f"E-{digest[:6]}", "dev" if int(digest[6:8], 16) % 2 else "test"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "sample_expected.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    findings = [finding for document, figures, data in loaded for finding in _findings(document, figures, data)]
    _json(folder / "sample_findings.json", {"findings": findings})


def _json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def truth(document: Document, corpus: Path) -> dict[str, Any]:
    """The letterhead as printed, and the counts of a faithful reading."""
    headings = [block for block in document.blocks if block.kind == "heading"]
    path = corpus / document.file
    pages = pymupdf.open(path).page_count if path.suffix == ".pdf" else None
    return {
        **document.truth, "pages": pages, "sections": len(headings), "footnotes": len(document.notes),
        "forms": {form.number: len(form.rows) for form in document.forms},
        "tables": sum(block.kind == "table" for block in document.blocks) + len(document.annexes),
        "writer": document.writer,
    }


def _place(document: Document, quote: str) -> tuple[str, str]:
    """(origin, section label) where a quote of the prose stands. Raises ValueError when it stands nowhere, or twice."""
    found = [("prose", block.section) for block in document.blocks if quote in block.text]
    for number, runs in enumerate(document.notes, start=1):
        if quote in "".join(run.text for run in runs):
            caller = next(b for b in document.blocks if any(run.note == number for run in b.runs))
            found.append(("footnote", caller.section))
    found += [("appendix", "") for line in document.appendix if quote in line]
    if len(found) != 1:
        raise ValueError(f"{document.file}: quote stands {len(found)} times: {quote}")
    return found[0]


def _tables(document: Document) -> dict[str, tuple[str, Any]]:
    """Tables of the prose and of annexes by name, with their section."""
    found = {block.table.name: (block.section, block.table) for block in document.blocks if block.table}
    return {**found, **{table.name: (" ".join(lines[:1]), table) for lines, table in document.annexes}}


def _located(document: Document, figures: Figures, given: Mapping[str, Any]) -> dict[str, Any]:
    """origin, section, form, code, quote (and the value of a form cell) of one question."""
    where: dict[str, Any] = {"origin": None, "section": "", "form": None, "code": None, "quote": "", "value": None}
    if "form" in given:
        number, path = given["form"]
        form = next(form for form in document.forms if form.number == number)
        row = next(row for row in form.rows if row.path == path)
        value = row.values[given.get("column", 0)]
        where |= {"origin": "form", "section": form.label, "form": number, "code": path}
        where |= {"quote": row.quote, "value": value}
    elif "table" in given:
        name, words = given["table"]
        section, table = _tables(document)[name]
        rows = [[cell.text for cell in row if cell] for row in table.rows]
        row = next(row for row in rows if words in row)
        where |= {"origin": "table", "section": section, "quote": "\t".join(row), "value": row[given["column"]]}
    elif "quote" in given:
        quote = figures.fill(given["quote"])
        origin, section = _place(document, quote)
        where |= {"origin": origin, "section": section, "quote": quote}
    return where


def questions(document: Document, figures: Figures, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The expected answers of one report. A question without an answer has `none: reason` in the data file."""
    rows = []
    for given in data.get("questions", ()):
        where = _located(document, figures, given)
        answerable = "none" not in given
        value = figures.fill(str(given["value"])) if "value" in given else where["value"]
        if answerable and not value and given.get("type") != "explanation":
            raise ValueError(f"{document.file}: no value for {given['q']}")
        rows.append({
            "question": given["q"], "answerable": answerable, "value": value if answerable else None,
            "unit": given.get("unit") if answerable else None, "period": given.get("period", document.truth["period"]),
            "place": given.get("place", document.truth["place"]), "scope": given.get("scope"), "file": document.file,
            **{name: where[name] for name in ("quote", "section", "origin", "form", "code")},
            "type": given.get("type") or (f"unanswerable_{given['none']}" if not answerable else where["origin"]),
            "note": given.get("note", ""), "also_accept": [figures.fill(str(text)) for text in given.get("also", ())],
        })
    return rows


def _findings(document: Document, figures: Figures, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Contradictions planted in a report (`right: yes` marks what looks wrong and is right)."""
    rows = []
    for given in data.get("findings", ()):
        quotes = [_located(document, figures, quote)["quote"] for quote in given["quotes"]]
        rows.append({"file": document.file, "number": document.letterhead.number, "kind": given["kind"],
                     "genuine": not given.get("right", False), "stated": figures.fill(str(given.get("stated", ""))),
                     "expected": figures.fill(str(given.get("expected", ""))), "why": given["why"], "quotes": quotes})
    return rows
