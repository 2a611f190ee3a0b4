"""Real Word footnotes: the footnotes part, its separators and the marks that call them (python-docx has none)."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph
from lxml import etree

from .document import Run

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MARK_STYLE = "footnotereference"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def _element(tag: str, **attributes: str) -> etree._Element:
    element = etree.Element(qn(tag), nsmap={"w": nsmap["w"]})
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _text_run(text: str, size: float, *, italic: bool = False, superscript: bool = False) -> etree._Element:
    run, look = _element("w:r"), _element("w:rPr")
    if superscript:
        look.append(_element("w:rStyle", val=_MARK_STYLE))
    if italic:
        look.append(_element("w:i"))
    look.append(_element("w:sz", val=str(int(size * 2))))
    if superscript:
        look.append(_element("w:vertAlign", val="superscript"))
    run.append(look)
    if text:
        words = _element("w:t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def add_notes(word: WordDocument, notes: Sequence[Sequence[Run]], size: float) -> None:
    """Writes the footnotes part with notes 1…n and relates it to the document."""
    root = _element("w:footnotes")
    for number, kind in _SEPARATORS:
        note, paragraph, run = _element("w:footnote", type=kind, id=str(number)), _element("w:p"), _element("w:r")
        run.append(_element(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        root.append(note)
    for number, runs in enumerate(notes, start=1):
        note, paragraph = _element("w:footnote", id=str(number)), _element("w:p")
        look = _element("w:pPr")
        look.append(_element("w:spacing", before="0", after="0", line="240", lineRule="auto"))
        look.append(_element("w:jc", val="both"))
        paragraph.append(look)
        mark = _text_run("", size, superscript=True)
        mark.append(_element("w:footnoteRef"))
        paragraph.append(mark)
        paragraph.append(_text_run(" ", size))
        for run in runs:
            paragraph.append(_text_run(run.text, size, italic=run.italic))
        note.append(paragraph)
        root.append(note)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def call_note(paragraph: Paragraph, number: int) -> None:
    """The superscript mark of footnote `number` at the paragraph's end."""
    run = paragraph.add_run(style="footnote reference")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)
