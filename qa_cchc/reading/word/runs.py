"""The running text of a DOCX: runs with their style, fields by their result, footnote calls, what is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qa_cchc.reading.blocks import Note
from qa_cchc.reading.spans import concat, cut, raised, squeeze, strip, text_at
from qa_cchc.reading.word.note_marks import NoteMarks, typed_mark
from qa_cchc.reading.word.styles import Style, Styles, attribute, flag, read_style
from qa_cchc.reading.word.symbols import box_of, math_text, plain_symbols, symbol_of
from qa_cchc.records import Text
from qa_cchc.vietnamese.unicode import repair

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SKIPPED = frozenset(
    _W + name
    for name in (
        "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "sdtEndPr", "footnoteRef",
        "endnoteRef", "annotationRef", "rt", "drawing", "pict", "object", "p", "tbl", "fldData",
    )
)  # fmt: skip
_TYPED = (_W + "t", _W + "sym")
_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_CONTENTS = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)

Piece = tuple[Text, bool, bool]


@dataclass(slots=True)
class LeftOut:
    """What stands in the file and is not read, for the remarks on it."""

    hidden: bool = False
    contents: bool = False
    embedded: int = 0
    chunks: int = 0
    pictures: int = 0
    recognised: int = 0


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False


class Runs:
    """Reads runs and keeps count of pages, footnotes and open fields. `rendered`: the file holds Word's page breaks."""

    def __init__(
        self, styles: Styles, notes: dict[str, dict[str, etree._Element]], rendered: bool, marks: NoteMarks
    ) -> None:
        self.styles = styles
        self.notes = notes
        self.marks = marks
        self.rendered = rendered
        self.page = 1
        self.pending: list[Note] = []
        self.left_out = LeftOut()
        self._fields: list[_Field] = []
        self._mark_follows = False

    def pieces(self, element: etree._Element, style: Style) -> Iterator[Piece]:
        """The text of a paragraph as (text, bold, italic), in order."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == _W + "r":
                yield from self._run(child, style)
            elif tag == _MC + "AlternateContent":
                chosen = child.find(_MC + "Choice")
                chosen = chosen if chosen is not None else child.find(_MC + "Fallback")
                if chosen is not None:
                    yield from self.pieces(chosen, style)
            elif tag in (_MATH + "oMath", _MATH + "oMathPara"):
                yield from self._shown(repair(math_text(child)), style)
            elif tag == _W + "fldSimple" and _CONTENTS.match(child.get(_W + "instr", "")):
                self.left_out.contents = True
            else:
                yield from self.pieces(child, style)

    def _run(self, element: etree._Element, style: Style) -> Iterator[Piece]:
        properties = element.find(_W + "rPr")
        high = False
        if properties is not None:
            character = attribute(properties.find(_W + "rStyle"))
            style = read_style(None, properties).over(self.styles.get(character).over(style) if character else style)
            high = attribute(properties.find(_W + "vertAlign")) == "superscript"
        if style.hidden:
            self.left_out.hidden |= any(text.text for text in element.iter(_W + "t"))
            self._follow_fields(element)
            return
        for child in element:
            if child.tag in (_W + "footnoteReference", _W + "endnoteReference"):
                self._mark_follows = attribute(child, "customMarkFollows") in ("1", "true", "on")
            text = self._text(child, self._mark_follows, style.font)
            if not text or self._silent():
                continue
            if (high or self._mark_follows) and (mark := _MARK.fullmatch(text.strip())):
                text = raised(mark.group(1))
            self._mark_follows = False
            yield from self._shown(text, style)

    def _shown(self, text: str, style: Style) -> Iterator[Piece]:
        if text and not self._silent():
            text = text.upper() if style.capitals and len(text.upper()) == len(text) else text
            yield text_at(text, self.page), bool(style.bold), bool(style.italic)

    def _text(self, child: etree._Element, own_mark: bool, font: str | None) -> str:
        tag = child.tag
        if tag == _W + "t":
            return repair(plain_symbols(child.text or "", font)).replace("\n", " ")
        if tag in (_W + "tab", _W + "ptab"):
            return "\t"
        if tag in (_W + "br", _W + "cr"):
            if attribute(child, "type") == "page" and not self.rendered:
                self.page += 1
            return "\n"
        if tag == _W + "lastRenderedPageBreak":
            self.page += 1
        elif tag == _W + "noBreakHyphen":
            return "-"
        elif tag == _W + "sym":
            return symbol_of(child)
        elif tag in (_W + "fldChar", _W + "instrText"):
            return self._field(child)
        elif tag in (_W + "footnoteReference", _W + "endnoteReference"):
            return self._note(child, "footnote" if tag.endswith("footnoteReference") else "endnote", own_mark)
        elif tag == _W + "ruby":
            base = child.find(_W + "rubyBase")
            return "".join(text.text or "" for text in base.iter(_W + "t")) if base is not None else ""
        return ""

    def _field(self, child: etree._Element) -> str:
        """Follows the marks of a complex field; a check box is the only one whose face is no text."""
        if child.tag == _W + "instrText":
            if self._fields:
                self._fields[-1].instruction += child.text or ""
            return ""
        kind = attribute(child, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            data = child.find(_W + "ffData")
            return box_of(data) if data is not None and len(self._fields) == 1 else ""
        if kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self.left_out.contents |= _CONTENTS.match(self._fields[-1].instruction) is not None
        elif kind == "end" and self._fields:
            self._fields.pop()
        return ""

    def _follow_fields(self, element: etree._Element) -> None:
        for child in element.iter(_W + "fldChar", _W + "instrText"):
            self._field(child)

    def _silent(self) -> bool:
        """Whether what comes now is a field's instruction, or a table of contents."""
        return any(
            (not one.in_result and one.instruction.strip()) or _CONTENTS.match(one.instruction) for one in self._fields
        )

    def _note(self, reference: etree._Element, kind: str, own_mark: bool) -> str:
        element = self.notes[kind].get(reference.get(_W + "id", ""))
        if element is None:
            return ""
        page, fields = self.page, self._fields
        self._fields, self._mark_follows = [], False
        paragraphs = [
            concat(piece for piece, _, _ in self.pieces(paragraph, self.styles.get(None)))
            for paragraph in element.iter(_W + "p")
        ]
        self.page, self._fields, self._mark_follows = page, fields, own_mark
        text = squeeze(concat(part for paragraph in paragraphs for part in (paragraph, " ")))
        if own_mark:
            # The mark is typed behind the call ("*"), and stands once more at the note's start.
            mark, start = typed_mark(_typed_behind(reference), text)
            self.pending.append(Note(mark, strip(cut(text, start))))
            return ""
        mark = self.marks.next(reference, kind, self.page)
        self.pending.append(Note(mark, text))
        return raised(mark)


def _typed_behind(reference: etree._Element) -> str:
    """The text that follows a call: in its own run, else in the next."""
    own = [*reference.itersiblings()]
    after = reference.getparent().getnext() if reference.getparent() is not None else None
    for part in (own, [] if after is None or after.tag != _W + "r" else [*after]):
        signs = (one for one in part if one.tag in _TYPED)
        typed = "".join(symbol_of(one) if one.tag == _W + "sym" else one.text or "" for one in signs)
        if typed.strip():
            return repair(typed)
    return ""


def note_elements(root: etree._Element | None, kind: str) -> dict[str, etree._Element]:
    """The footnotes or endnotes of a part by id, without the lines that part them from the text."""
    if root is None:
        return {}
    return {
        note.get(_W + "id", ""): note
        for note in root.iter(_W + kind)
        if note.get(_W + "type") not in ("separator", "continuationSeparator", "continuationNotice")
    }


def is_set(properties: etree._Element | None, name: str) -> bool:
    """Whether a toggle stands directly in some properties."""
    return properties is not None and bool(flag(properties.find(_W + name)))
