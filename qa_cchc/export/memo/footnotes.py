"""Real footnotes in a Word document: python-docx opens and saves them but has no way of adding one.

The part `footnotes.xml` holds the two separators that Word asks for and one note for each citation, with its styles;
a note called again is called by a cross reference (NOTEREF) to its first mark, as Word does it.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from qa_cchc.export.words import clean

_REFERENCE, _TEXT = "FootnoteReference", "FootnoteText"


class Footnotes:
    """The footnotes of one document; `attach` puts them in when all have been called."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[str] = []
        self._numbers: dict[int, int] = {}
        self._styles()

    def call(self, paragraph: Paragraph, key: int, text: str) -> int:
        """Sets the mark of the note `key` at the end of a paragraph and returns its number; `text` is used once."""
        if key in self._numbers:
            self._again(paragraph, self._numbers[key])
            return self._numbers[key]
        self._notes.append(clean(text))
        number = self._numbers[key] = len(self._notes)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run = _superscript()
        run.append(reference)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(1000 + number))
        start.set(qn("w:name"), _bookmark(number))
        paragraph._p.extend([start, run, end])
        return number

    def number(self, key: int) -> int | None:
        """The number of a note that has been called, None of another."""
        return self._numbers.get(key)

    def attach(self) -> None:
        """Writes the part and what settings must say of it."""
        root = etree.Element(qn("w:footnotes"), nsmap={"w": nsmap["w"], "r": nsmap["r"]})
        root.append(_separator(-1, "separator"))
        root.append(_separator(0, "continuationSeparator"))
        for number, text in enumerate(self._notes, 1):
            root.append(_note(number, text))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        said = OxmlElement("w:footnotePr")
        for identity in (-1, 0):
            separator = OxmlElement("w:footnote")
            separator.set(qn("w:id"), str(identity))
            said.append(separator)
        settings = self._document.settings.element
        following = settings.find(qn("w:compat"))
        settings.insert(len(settings) if following is None else settings.index(following), said)

    def _styles(self) -> None:
        styles = self._document.styles
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles["Normal"]
        text.font.size = Pt(10)
        text.paragraph_format.space_after = Pt(0)
        text.paragraph_format.first_line_indent = Pt(0)
        for style, identity in ((mark, _REFERENCE), (text, _TEXT)):
            style.element.set(qn("w:styleId"), identity)

    def _again(self, paragraph: Paragraph, number: int) -> None:
        for kind in ("begin", None, "separate", "shown", "end"):
            run = _superscript()
            if kind is None:
                instruction = OxmlElement("w:instrText")
                instruction.set(qn("xml:space"), "preserve")
                instruction.text = rf" NOTEREF {_bookmark(number)} \f \h "
                run.append(instruction)
            elif kind == "shown":
                shown = OxmlElement("w:t")
                shown.text = str(number)
                run.append(shown)
            else:
                character = OxmlElement("w:fldChar")
                character.set(qn("w:fldCharType"), kind)
                run.append(character)
            paragraph._p.append(run)


def _bookmark(number: int) -> str:
    return f"_Ref{100_000_000 + number}"


def _superscript() -> Any:
    run, properties, style = OxmlElement("w:r"), OxmlElement("w:rPr"), OxmlElement("w:rStyle")
    style.set(qn("w:val"), _REFERENCE)
    properties.append(style)
    run.append(properties)
    return run


def _paragraph_of(style: str | None = None) -> Any:
    paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
    if style:
        named = OxmlElement("w:pStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
    else:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:after"), "0")
        spacing.set(qn("w:line"), "240")
        spacing.set(qn("w:lineRule"), "auto")
        properties.append(spacing)
    paragraph.append(properties)
    return paragraph


def _separator(identity: int, kind: str) -> Any:
    note = OxmlElement("w:footnote")
    note.set(qn("w:type"), kind)
    note.set(qn("w:id"), str(identity))
    paragraph, run = _paragraph_of(), OxmlElement("w:r")
    run.append(OxmlElement(f"w:{kind}"))
    paragraph.append(run)
    note.append(paragraph)
    return note


def _note(identity: int, text: str) -> Any:
    note = OxmlElement("w:footnote")
    note.set(qn("w:id"), str(identity))
    paragraph, mark, words = _paragraph_of(_TEXT), _superscript(), OxmlElement("w:r")
    mark.append(OxmlElement("w:footnoteRef"))
    told = OxmlElement("w:t")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {text}"
    words.append(told)
    paragraph.extend([mark, words])
    note.append(paragraph)
    return note
