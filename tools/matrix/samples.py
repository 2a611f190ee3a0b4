"""Reports of the sample archive as members of the matrix: other offices, numberings, forms; truth from their data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tools.sample_archive import markup, properties, source, web_page, word
from tools.sample_archive.document import Block, Document, FormRow, Run, Table

from .layout import Style
from .places import Printed
from .programs import print_html, to_pdf
from .truth import Call, Row, Truth, squeezed, tidy, words_of

SAMPLES = {
    "lamkhe": "lam_khe/2023-q1",
    "tnmt": "so_tnmt/2024-q1",
    "ninhkhe": "ninh_khe/2024",
    "hoaigiang": "tinh_hoai_giang/2022",
    "namsang": "xa_nam_sang/2022-q4",
}
"""Cuts of the matrix that are reports of the sample archive, each with one column of values in its forms."""

_NUMBERED = re.compile(r"^(?:[A-ZĐ]|[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s+")
_LABEL = re.compile(r"(?:[A-ZĐ]|[IVXLC]+|\d+|[a-zđ])(?:\.(?:[A-ZĐ]|[IVXLC]+|\d+|[a-zđ]))*")


def load(cut: str) -> Document:
    """The document of a cut."""
    path = source.DATA / f"{SAMPLES[cut]}.yaml"
    return source.load(path.parent / "office.yaml", path)[0]


def render(document: Document, kind: str, style: Style, path: Path) -> Path:
    """The document as DOCX, or as PDF by LibreOffice or Chromium, in the style's font."""
    look = replace(document.look, font=style.font, appendix_landscape=style.landscape_appendix)
    document = replace(document, look=look)
    if kind == "chromium":
        page = path.with_suffix(".html")
        page.write_text(web_page.render(document), encoding="utf-8")
        print_html(page, path)
        page.unlink()
        return path
    made = path.with_suffix(".docx")
    word.write(document, made)
    if kind == "libreoffice":
        to_pdf(made, path.parent)
        made.unlink()
    return path


def truth_of(document: Document) -> Truth:
    """What stands in a document, from the data it is set from."""
    head = document.letterhead
    furniture = [head.superior, *head.agency, f"Số: {head.number}", head.dateline, head.kind, *head.signature,
                 "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc", *document.appendix[:1]]
    furniture += [form.label for form in document.forms]
    furniture += [tidy(_text(block.runs)).split()[0] for block in document.blocks if block.kind == "heading"]
    furniture += [cell.text for table in _tables(document) for row in table.header for cell in row if cell]
    names = ("number", "date", "kind", "title", "agency", "place", "level", "period", "signer")
    return Truth(
        words=tuple(word for piece in _texts(document) for word in words_of(piece)),
        furniture=tuple(word for piece in furniture for word in words_of(piece)),
        rows=tuple(
            Row(form.number, row.code, _path(row), tidy(_plain(row.name)), row.unit, row.values[0], tidy(row.note))
            for form in document.forms
            for row in form.rows
        ),
        sections=(*(_section(block) for block in document.blocks if block.kind == "heading"), *_appendix(document)),
        notes=tuple((str(order), tidy(_text(runs))) for order, runs in enumerate(document.notes, start=1)),
        calls=tuple(_calls(document)),
        head={name: str(document.truth[name]) for name in names if document.truth.get(name)},
    )


def printed_of(document: Document) -> Printed:
    """What a file of the document prints beside its text."""
    cells = [cell.text for row in document.forms[0].table.header for cell in row if cell] if document.forms else []
    prose = (block for block in document.blocks if block.kind in ("paragraph", "bullet"))
    # The number of a numbered paragraph is no part of its text.
    texts = tuple(_NUMBERED.sub("", _text(block.runs), count=1) for block in prose)
    return Printed(texts, tuple(cells), properties.FOOTER)


def _plain(text: str) -> str:
    return "".join(run.text for run in markup.runs(text))


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _path(row: FormRow) -> str:
    """The full code; where the printed code spells it, that is it."""
    spelled = row.path.replace("/", ".")
    return spelled if row.code.rstrip(".") == spelled else row.path


def _appendix(document: Document) -> list[tuple[str, str]]:
    if not document.forms or not re.fullmatch(r"PHỤ LỤC(?: [IVX]+)?", document.appendix[0]):
        return []
    label, title = document.appendix[:2]
    return [(label.replace("PHỤ LỤC", "Phụ lục"), title)]


def _section(block: Block) -> tuple[str, str]:
    """(label, title); the heading's own words in the label of a heading without number are left out."""
    title = tidy(_text(block.runs))
    number = _NUMBERED.match(title)
    if number:
        return block.section, title[number.end() :]
    parent = block.section.removesuffix(title.strip(" :*")).rstrip(".")
    return parent if _LABEL.fullmatch(parent) else "", title.rstrip(":")


def _tables(document: Document) -> Iterator[Table]:
    yield from (block.table for block in document.blocks if block.table)
    yield from (form.table for form in document.forms)
    yield from (table for _, table in document.annexes)


def _texts(document: Document) -> Iterator[str]:
    yield " ".join(document.letterhead.title)
    for block in document.blocks:
        yield _section(block)[1] if block.kind == "heading" else f"{block.mark} {_text(block.runs)}"
        yield from _cells(block.table) if block.table else ()
    yield "Nơi nhận:"
    yield from document.letterhead.recipients
    yield from document.letterhead.signature
    yield document.letterhead.signer
    yield from map(_text, document.notes)
    yield from document.appendix[1 if _appendix(document) else 0 :] if document.forms else ()
    for form in document.forms:
        yield form.title
        for row in form.rows:
            yield " ".join((row.code, _plain(row.name), row.unit, *row.values, row.note))
    for lines, table in document.annexes:
        yield from lines
        yield from _cells(table)


def _cells(table: Table) -> Iterator[str]:
    return (_plain(cell.text) for row in table.rows for cell in row if cell)


def _calls(document: Document) -> Iterator[Call]:
    label = ""
    for block in document.blocks:
        if block.kind == "heading":
            label = _section(block)[0]
        before = ""
        for run in block.runs:
            before += run.text
            if run.note:
                yield Call(str(run.note), label, squeezed(before)[-16:])
