"""The marks that Word prints at footnotes: numbered through, anew in each part or on each page, or typed by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from qa_cchc.reading.footnotes import SIGNS
from qa_cchc.reading.whole import is_whole
from qa_cchc.reading.word.styles import attribute
from qa_cchc.records import Text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPED = re.compile(rf"[\[(]?(?P<mark>[{SIGNS}]{{1,4}}|\d{{1,3}})[\])]?")
_MOST_SIGNS = 4


@dataclass(frozen=True, slots=True)
class _Way:
    """How the notes of one part are numbered."""

    form: str = "decimal"
    start: int = 1
    restart: str = "continuous"


class NoteMarks:
    """Gives the marks of notes in the order of their calls. `paged`: the pages of the calls are those of Word."""

    def __init__(self, body: etree._Element | None, settings: etree._Element | None, paged: bool) -> None:
        self._paged = paged
        self._number: int | None = None
        self._part, self._page = 0, 1
        self._part_of: dict[etree._Element, int] = {}
        usual = {kind: _way(settings, kind, _Way()) for kind in ("footnote", "endnote")}
        self._ways: list[dict[str, _Way]] = []
        ending: etree._Element | None = None
        for element in body.iter(_W + "footnoteReference", _W + "sectPr") if body is not None else ():
            if element.tag == _W + "footnoteReference":
                # The properties of a part stand in its last paragraph, before the words of that paragraph.
                inside = ending is not None and any(above is ending for above in element.iterancestors(_W + "p"))
                self._part_of[element] = len(self._ways) - inside
            elif element.getparent().tag != _W + "sectPrChange":
                self._ways.append({kind: _way(element, kind, usual[kind]) for kind in usual})
                ending = next(element.iterancestors(_W + "p"), None)
        self._ways.append(usual)

    def next(self, reference: etree._Element, kind: str, page: int) -> str:
        """The mark of the note that is called next."""
        part = self._part_of.get(reference, self._part)
        way = self._ways[min(part, len(self._ways) - 1)][kind]
        anew = kind == "footnote" and (
            (way.restart == "eachSect" and part != self._part)
            or (way.restart == "eachPage" and self._paged and page != self._page)
        )
        if anew or self._number is None:
            self._number = way.start - 1
        if kind == "footnote":
            self._part, self._page = part, page
        # Notes at the end and those at the foot are told apart by one numbering.
        self._number += 1
        number = self._number
        if way.form != "chicago":
            return str(number)
        return SIGNS[(number - 1) % len(SIGNS)] * min((number - 1) // len(SIGNS) + 1, _MOST_SIGNS)


def typed_mark(call: str, note: Text) -> tuple[str, int]:
    """The mark typed by hand behind a call, or at the start of its note, and where the note's own words begin."""
    opening = _TYPED.match(note.value)
    behind = _TYPED.match(call.strip())
    mark = behind["mark"] if behind else opening["mark"] if opening else "*"
    return mark, opening.end() if opening and opening["mark"] == mark else 0


def _way(element: etree._Element | None, kind: str, usual: _Way) -> _Way:
    properties = element.find(f"{_W}{kind}Pr") if element is not None else None
    if properties is None:
        return usual
    start = attribute(properties.find(_W + "numStart"))
    return _Way(
        attribute(properties.find(_W + "numFmt")) or usual.form,
        max(1, int(start)) if start and is_whole(start) and len(start) < 4 else usual.start,
        attribute(properties.find(_W + "numRestart")) or usual.restart,
    )
