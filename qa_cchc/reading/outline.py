"""Paragraphs → sections: numbered, lettered and bold headings, items with the paragraph that leads in, appendices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from qa_cchc.reading.blocks import Para
from qa_cchc.reading.markers import APPENDIX, Marker, appendix_label, find_marker
from qa_cchc.reading.spans import SUPERSCRIPTS, cut, strip
from qa_cchc.records import Paragraph, Section, Text
from qa_cchc.vietnamese.unicode import fold

Part = Literal["body", "appendix", "closing"]

_RANK = {
    "part": 0,
    "article": 1,
    "roman": 2,
    "capital": 2,
    "path": 2,
    "capitals": 2,
    "number": 3,
    "decimal": 4,
    "letter": 5,
    "plain": 6,
}
_TABLE_CAPTION = re.compile(r"(?:bang|bieu(?: do)?|hinh)(?: so| tong hop(?: so)?)? \d")
_SENTENCE_INSIDE = re.compile(r"(?<![A-Z.\d])[.;]\s+[A-ZĐÀ-Ỹ“]")
_RUN_IN = re.compile(r"[^.:;]{4,90}:(?=\s+\S)")
_ENDING_CALLS = re.compile(rf"[{SUPERSCRIPTS}]+(?=[\s:.]*$)")
_TITLE_LENGTH = 220
_PLAIN_TITLE_LENGTH = 160


@dataclass(slots=True)
class _Level:
    kind: str
    number: int
    label: str
    title: str
    bold: bool
    sentence: bool


@dataclass(slots=True)
class _Open:
    """A section being filled."""

    label: str
    titles: tuple[str, ...]
    page: int
    part: Part
    paragraphs: list[Paragraph] = field(default_factory=list)
    heading: Paragraph | None = None
    held: bool = False

    def said(self, following: _Open | None) -> tuple[Paragraph, ...]:
        """The paragraphs, with the heading's own words where nothing stands under it, so that they are found as text.

        A heading all in capitals is one, whatever follows.
        """
        paragraphs = tuple(self.paragraphs)
        if paragraphs or self.held or self.heading is None or self.heading.text.value.isupper():
            return paragraphs
        depth = len(self.titles)
        below = following is not None and (
            (len(following.titles) > depth and following.titles[:depth] == self.titles)
            or (self.label and following.label.startswith(f"{self.label}."))
        )
        return () if below or not self.heading.text.value else (self.heading,)


class Outline:
    """Builds the sections of a report from its paragraphs, fed in reading order."""

    def __init__(self) -> None:
        self._sections: list[_Open] = [_Open("", (), 1, "body")]
        self._levels: list[_Level] = []
        self._appendix = ""
        self._appendix_title = ""
        self._leads: list[tuple[str | None, str]] = []
        self._after_lead = False
        self._untitled = False
        self.part: Part = "body"

    @property
    def index(self) -> int:
        """Index of the section that is being filled."""
        return len(self._sections) - 1

    def sections(self) -> tuple[Section, ...]:
        """The sections so far, those without heading and text left out except the first."""
        return tuple(
            Section(section.label, section.titles, section.page, section.said(following), section.part)
            for section, following in zip(self._sections, [*self._sections[1:], None], strict=True)
        )

    def hold(self) -> None:
        """A table or a form stands in the section that is being filled."""
        self._sections[-1].held = True
        if self._after_lead:
            self._clear_leads()  # "… như bảng sau:" leads in the table alone

    def start(self, part: Part) -> None:
        """Begin a part of the report that has no heading of its own."""
        self.part = part
        self._levels.clear()
        self._clear_leads()
        if part != "appendix":
            self._appendix = self._appendix_title = ""
        self._sections.append(_Open("", (), self._sections[-1].page, part))

    def add(self, para: Para) -> None:
        """Take the next paragraph in."""
        if self._add_appendix(para) or self._add_appendix_title(para):
            return
        if self.part == "closing":
            self._item_or_text(para, _marker_of(para))
            return
        marker = _marker_of(para)
        if self._untitled and marker is None and self._add_missing_title(para):
            return
        self._untitled = False
        if marker and marker.kind in _RANK and self._add_numbered(para, marker):
            return
        if self._is_plain_heading(para, marker):
            self._add_plain_heading(para, marker)
            return
        self._item_or_text(para, marker)

    def add_caption(self, para: Para) -> None:
        """Take in the caption of a table, which is no heading however it is set."""
        self._text(para.text, None)

    def take_last_if(self, pattern: re.Pattern[str]) -> list[Paragraph]:
        """Remove and return the last paragraph when its folded text matches at its start."""
        paragraphs = self._sections[-1].paragraphs
        if paragraphs and pattern.match(fold(paragraphs[-1].text.value)):
            return [paragraphs.pop()]
        return []

    def put(self, paragraphs: Iterable[Paragraph]) -> None:
        """Append ready paragraphs to the section that is being filled."""
        self._sections[-1].paragraphs.extend(paragraphs)

    def _add_appendix(self, para: Para) -> bool:
        value = para.text.value
        label = appendix_label(value)
        match = APPENDIX.match(fold(value))
        if not label or match is None:
            return False
        rest = value[match.end() :].strip()
        if not match["number"] and rest and not value[:7].isupper() and not para.centred:
            return False
        self._appendix = label
        self._appendix_title = "" if rest.startswith("(") else rest
        self.part = "appendix"
        self._levels.clear()
        self._clear_leads()
        self._sections.append(_Open(self._appendix, (self._appendix_title or self._appendix,), para.page, "appendix"))
        if rest.startswith("("):
            self._text(cut(para.text, value.index("(")), None)
        return True

    def _add_appendix_title(self, para: Para) -> bool:
        section = self._sections[-1]
        value = para.text.value
        waiting = self.part == "appendix" and not self._appendix_title and not section.paragraphs and not self._levels
        if not waiting or not self._appendix or len(value) > _TITLE_LENGTH or value.startswith("("):
            return False
        if not (value.isupper() or para.bold or para.centred) or find_marker(value):
            return False
        self._appendix_title = value
        section.titles = (value,)
        return True

    def _add_missing_title(self, para: Para) -> bool:
        """The title of a heading whose number stands on a line of its own ("PHẦN I")."""
        self._untitled = False
        value = para.text.value
        if (
            len(value) > _TITLE_LENGTH
            or value.endswith((".", ";"))
            or not (value.isupper() or para.bold or para.centred)
        ):
            return False
        self._levels[-1].title = _clean_title(value)
        self._sections[-1].titles += (self._levels[-1].title,)
        return True

    def _add_numbered(self, para: Para, marker: Marker) -> bool:
        text = _words_of(para, marker)
        title, sentence = _title_of(text, para, marker)
        ends_as_item = text.value.endswith(";") or (sentence and text.value.endswith(","))
        if marker.kind in ("number", "letter", "decimal") and ends_as_item and not para.bold:
            return False
        level = self._open_level(marker, title, para.bold, sentence)
        if level is None:
            return False
        self._clear_leads()
        titles = tuple(open_.title for open_ in self._levels if open_.title)
        base = (self._appendix_title or self._appendix,) if self._appendix else ()
        self._sections.append(_Open(self._full(level.label), base + titles, para.page, self.part))
        self._untitled = not text.value
        self._sections[-1].heading = Paragraph(text, bullet=_printed(marker, para))
        if sentence:
            self._text(text, _printed(marker, para))
        elif title.endswith(":") or text.value.endswith(":"):
            self._leads = [(None, text.value)]
        return True

    def _full(self, label: str) -> str:
        return f"{self._appendix}, {label}" if self._appendix and label else (label or self._appendix)

    def _open_level(self, marker: Marker, title: str, bold: bool, sentence: bool) -> _Level | None:
        kind, number = marker.kind, marker.numbers[-1]
        if kind == "decimal":
            return self._open_decimal(marker, title, bold, sentence)
        if kind == "path":
            self._pop_while(
                lambda level: (
                    level.kind not in ("part", "capital")
                    and not (level.kind == "roman" and level.number == marker.numbers[0])
                )
            )
            level = _Level("path", number, marker.printed, title, bold, sentence)
            self._levels.append(level)
            return level
        same = [index for index, level in enumerate(self._levels) if level.kind == kind]
        following = [index for index in same if self._levels[index].number + 1 == number]
        alike = [
            index
            for index in following
            if self._levels[index].sentence == sentence and self._levels[index].bold == bold
        ]
        if alike or following:
            del self._levels[(alike or following)[-1] :]
        elif same and number == 1 and kind in ("number", "letter"):
            pass  # numbering that starts again under the heading reached
        elif same:
            del self._levels[same[-1] :]
        else:
            rank = _RANK[kind]
            self._pop_while(lambda level: _RANK[level.kind] > rank)
        above = next((level.label for level in reversed(self._levels) if level.label), "")
        label = f"{above}.{marker.printed}" if above else marker.printed
        level = _Level(kind, number, label, title, bold, sentence)
        self._levels.append(level)
        return level

    def _open_decimal(self, marker: Marker, title: str, bold: bool, sentence: bool) -> _Level:
        size = len(marker.numbers)

        def deeper(level: _Level) -> bool:
            if level.kind in ("letter", "plain"):
                return True
            if level.kind == "decimal":
                return level.label.count(".") >= base.count(".") + size - (0 if base else 1)
            return level.kind == "number" and level.number != marker.numbers[0]

        head = [level for level in self._levels if level.kind in ("part", "article", "roman", "capital", "path")]
        base = head[-1].label if head else ""
        self._pop_while(deeper)
        label = f"{base}.{marker.printed}" if base else marker.printed
        # "II.2" over "2.1": the second repeats the first's number, as the printed path starts below the Roman one.
        level = _Level("decimal", marker.numbers[-1], label, title, bold, sentence)
        self._levels.append(level)
        return level

    def _pop_while(self, condition: object) -> None:
        assert callable(condition)
        while self._levels and condition(self._levels[-1]):
            self._levels.pop()

    def _is_plain_heading(self, para: Para, marker: Marker | None) -> bool:
        value = _words_of(para, marker).value if marker else para.text.value
        if marker is not None:
            if marker.kind != "bullet" or len(value) > 80:
                return False
            starred = marker.printed == "*" and value.endswith(":")
            return ((para.bold and not value.endswith((";", "."))) or starred) and not states_figure(value)
        if _TABLE_CAPTION.match(fold(value)):
            return False
        if para.level and len(value) <= _TITLE_LENGTH:
            return True
        if len(value) > _PLAIN_TITLE_LENGTH or value.endswith((".", ";", ",")) or not value[:1].isupper():
            return False
        letters = [character for character in value if character.isalpha()]
        if len(letters) < 5 or states_figure(value):
            return False
        slanted = para.italic and len(value) <= 100 and value[-1].isalpha() and ":" not in value
        return para.bold or slanted or (all(character.isupper() for character in letters) and len(value.split()) > 1)

    def _add_plain_heading(self, para: Para, marker: Marker | None) -> None:
        text = _words_of(para, marker) if marker else para.text
        title = _clean_title(text.value)
        depth = para.level or 9
        kind = "capitals" if title.isupper() or depth <= 1 else "plain"
        if kind == "capitals":
            self._pop_while(lambda level: _RANK[level.kind] > 1)
        else:
            self._pop_while(lambda level: level.kind == "plain" and level.number >= depth)
        above = next((level.label for level in reversed(self._levels) if level.label), "")
        self._levels.append(_Level(kind, depth, above, title, para.bold, False))
        self._clear_leads()
        titles = tuple(level.title for level in self._levels if level.title)
        base = (self._appendix_title or self._appendix,) if self._appendix else ()
        printed = _printed(marker, para) if marker else None
        self._sections.append(
            _Open(self._full(above), base + titles, para.page, self.part, heading=Paragraph(text, bullet=printed))
        )
        if text.value.endswith(":"):
            self._leads = [(None, text.value)]

    def _item_or_text(self, para: Para, marker: Marker | None) -> None:
        if marker is None or marker.kind in ("part", "article", "roman", "capital", "path"):
            self._text(para.text, None)
        else:
            self._text(_words_of(para, marker), _printed(marker, para))

    def _text(self, text: Text, bullet: str | None) -> None:
        kind = None if bullet is None else (bullet if not bullet[:1].isalnum() and bullet[:1] != "(" else "number")
        ends = text.value[-1:]
        lead: str | None = None
        if kind is not None:
            at = next((index for index, (intro, _) in enumerate(self._leads) if intro == kind), len(self._leads))
            del self._leads[at:]
            lead = "\n".join(words for _, words in self._leads) or None
            if ends == ":":
                self._leads.append((kind, text.value))
            self._after_lead = False
        elif ends == ":":
            self._leads = [(None, text.value)]
            self._after_lead = True
        else:
            # An item without bullet directly under its lead; such items go on while they end with ";".
            if self._after_lead and self._leads:
                lead = "\n".join(words for _, words in self._leads)
            self._after_lead = bool(lead) and ends in (";", ",")
            if not self._after_lead:
                self._leads = []
        self._sections[-1].paragraphs.append(Paragraph(text, bullet=bullet, lead=lead))

    def _clear_leads(self) -> None:
        self._leads = []
        self._after_lead = False


def _marker_of(para: Para) -> Marker | None:
    if para.marker is not None:
        found = find_marker(f"{para.marker} X")
        return Marker(found.kind, found.printed, found.numbers, 0) if found else Marker("bullet", para.marker, (), 0)
    return find_marker(para.text.value)


def _words_of(para: Para, marker: Marker | None) -> Text:
    return para.text if marker is None else strip(cut(para.text, marker.end))


def _printed(marker: Marker, para: Para) -> str:
    if para.marker is not None:
        return para.marker
    return para.text.value[: marker.end].strip()


def _clean_title(value: str) -> str:
    return _ENDING_CALLS.sub("", value).strip().rstrip(":").strip()


_FIGURE = re.compile(r"(?<![\d/.,\w])\d+(?:[.,/]\d+)*\s*(?:%|[a-zà-ỹđ]{2,})", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"(?:năm|quý|tháng|ngày|số|mức độ|giai đoạn|kỳ|khóa|điều|khoản|cấp|loại|hạng|tuần)\s*$", re.IGNORECASE
)


def states_figure(value: str) -> bool:
    """Whether the words count something ("tiếp nhận 120 hồ sơ"), so that they are text and no mere heading."""
    return any(
        not _NOT_COUNTED.search(value[: match.start()]) and not re.match(r"\d+\s*(?:tháng|năm|quý)\b", match.group())
        for match in _FIGURE.finditer(value)
    )


def _title_of(text: Text, para: Para, marker: Marker) -> tuple[str, bool]:
    """The heading's title, and whether the paragraph is a sentence of its own (then it is kept as text too)."""
    value = text.value
    counts = states_figure(value)
    if marker.kind in ("part", "article", "roman", "capital") and len(value) <= 400:
        return _clean_title(value), counts and not value.isupper()
    sentence = _SENTENCE_INSIDE.search(value) is not None or (
        value.endswith(".") and not para.bold and (counts or len(value) > 60)
    )
    if len(value) <= _TITLE_LENGTH and not sentence:
        run_in = _RUN_IN.match(value)
        if para.bold or not run_in:
            return _clean_title(value), counts
    prefix = value[: max(0, para.bold_prefix - (len(para.text.value) - len(value)))].strip(" .:")
    if 4 <= len(prefix) <= 150:
        return prefix, True
    run_in = _RUN_IN.match(value)
    return (run_in.group().rstrip(":") if run_in else ""), True
