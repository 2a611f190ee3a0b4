"""What a question asks: repaired words, period, place, desk, indicator, and the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qa_cchc.asking.errors import EmptyQuestion, ForeignQuestion
from qa_cchc.asking.kinds import Wants, kind_of, wants
from qa_cchc.asking.named_periods import period_mentions, periods_asked
from qa_cchc.asking.named_places import (
    GENERIC,
    KIND,
    bare,
    by_other_spelling,
    open_departments,
    open_initials,
    sort_places,
)
from qa_cchc.asking.parts import PART_OF, pieces_of, without_breakdown
from qa_cchc.asking.spoken_periods import SpokenPeriod, find_spoken, official_only
from qa_cchc.asking.wording import (
    DOCUMENT_NUMBER,
    FORM,
    SPOKEN_NUMBER,
    WORD,
    is_foreign,
    repaired,
    report_number,
    with_capitals,
)
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.records import Filters, Question
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.diacritics import OwnCounts
from qa_cchc.vietnamese.periods import PeriodMention, find_periods
from qa_cchc.vietnamese.places import PlaceMention, find_places
from qa_cchc.vietnamese.terms import terms
from qa_cchc.vietnamese.typing import mend_typing
from qa_cchc.vietnamese.unicode import fold, repair

# What was mended must be Vietnamese for the better part: some slips make syllables of other languages' words.
_MENDED = 0.6
_DESK_HEAD = r"((?:một cửa|ubnd|nhân dân|kết quả|hành chính công)\s+(?:của\s+)?)"
# Below this an indicator merely shares a common word with the question; fixed on questions about nothing in the
# catalogue.
_MEANT = 0.3
# How a number is asked for, and which of two statements of it, is no part of what it is of.
_META = re.compile(
    r"^\W*(?:(?:anh|chị|em|ơi|dạ|làm ơn|vui lòng|nhờ|cho|xin|hỏi|cần|muốn|lấy|cung cấp|tra|tìm|giúp|hộ|tôi|mình|biết"
    r"|thống kê|tổng hợp|xem)(?!\w)\W*)+(?:(?:số liệu|con số|thông tin)(?: về| của)?(?!\w))?"
    r"|(?<!\w)(?:lấy |theo )?(?:số liệu|con số|số)(?: (?:chính thức|đã chốt|chốt|cuối cùng|sau cùng|mới nhất|đúng"
    r"|(?:sau )?(?:khi )?(?:điều chỉnh|đính chính)))+(?: về| của)?(?!\w)",
    re.IGNORECASE,
)
# Small words before a period or a place that only lead to it ("hồi quý I", "bên huyện X").
_WHEN = re.compile(
    r"(?<!\w)(?:hồi|dạo|lúc|hôm|thời điểm|tính đến|tính tới|kể từ|cho đến|trong vòng|suốt|nội)\s*$", re.IGNORECASE
)
_WHERE = r"(?:(?<!\w)(?:bên|phía|chỗ|dưới|đằng|nhà)\s+)?"
# Concepts that are no thing counted, and words that stand for any.
_STATES = frozenset({"timeliness", "stage", "task_state", "staffing", "channel", "online_level"})
_NO_THING = frozenset({"nguoi", "viec", "xong", "thuc", "hien", "so"})
_SUBJECT = re.compile(r"(?<!chỉ số )(?:công tác )?cải cách hành chính(?! (?:cấp|của tỉnh))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what only the retrieval of figures needs.

    `mentions` are periods as said (a year may be missing), `unknown_places` places that are none of the archive;
    `province` the one named beside a place of it; `form` a form's number; `days` dates named; `topic` the words left
    once periods, places and numbers are taken out, `terms` its search terms; `spoken` periods said loosely.
    """

    question: Question
    mentions: tuple[PeriodMention, ...]
    unknown_places: tuple[str, ...]
    province: str | None
    form: str | None
    topic: str
    terms: tuple[str, ...]
    wants: Wants
    days: tuple[date, ...] = ()
    spoken: tuple[SpokenPeriod, ...] = ()

    def parts(self) -> tuple[Understood, ...]:
        """The question itself, or one for each quantity it asks for ("nhận bao nhiêu, hài lòng mấy phần trăm")."""
        pieces = pieces_of(self.topic)
        if len(pieces) < 2:
            return (self,)
        concepts = load_concepts()
        found: list[Understood] = []
        for piece in pieces:
            if found and not PART_OF.match(piece) and _only_a_state(piece):
                piece = f"{_thing_of(found[-1].topic)} {piece}".strip()
            facets = concepts.ids(piece)
            before = found[-1].question.facets if found else ()
            if not PART_OF.match(piece):
                # Only of whom it is asked goes without saying in the second clause, and the thing if it names none.
                named = any(concepts.facet(c) == "object" for c in facets)
                before = tuple(c for c in before if concepts.facet(c) in (("desk",) if named else ("desk", "object")))
            facets = concepts.inherit(facets, before)
            question = replace(self.question, facets=facets, indicators=_indicators(piece))
            found.append(replace(self, question=question, topic=piece, terms=terms(piece), wants=wants(piece, facets)))
        return tuple(found)


def _only_a_state(piece: str) -> bool:
    """Whether a clause says how or when and not of what ("xong đúng hạn bao nhiêu", "thực có mấy người")."""
    concepts = load_concepts()
    rest, mentions = piece, concepts.find(piece)
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    states = all(concepts.facet(mention.concept.id) in _STATES for mention in mentions)
    return bool(mentions) and states and not frozenset(terms(rest)) - _NO_THING


def _thing_of(topic: str) -> str:
    """The words of the thing that a clause counts, empty where it names none."""
    concepts = load_concepts()
    things = (m for m in concepts.find(topic) if concepts.facet(m.concept.id) in ("object", "staff"))
    return next((topic[mention.start : mention.end] for mention in things), "")


def understand(
    asked: str,
    places: Collection[str],
    provinces: Collection[str] = (),
    years: Sequence[int] = (),
    filters: Filters | None = None,
    glossary: Path | None = None,
    spelling: OwnCounts | None = None,
) -> Understood:
    """Reads a question against the places of the archive and the years it covers (newest first).

    Raises EmptyQuestion and ForeignQuestion. What `filters` set wins over what the words say;
    `glossary` is the office's own list of abbreviations, `spelling` how the archive itself spells.
    """
    filters = filters or Filters()
    words = " ".join(repair(asked).split())
    if not WORD.search(words):
        raise EmptyQuestion()
    names = {*places, *provinces}
    # Keys left as struck look like no language at all ("hoof sow").
    mended = mend_typing(words, glossary, names, spelling.words if spelling else ())
    if is_foreign(words) and is_foreign(fold(mended), _MENDED):
        raise ForeignQuestion()
    words = open_departments(open_initials(mended, names), names)
    mentions = period_mentions(words)
    spoken = find_spoken(words, mentions)
    mentions = official_only(mentions, spoken)
    named = tuple(find_places(words, (*places, *provinces), typed=True))
    text = repaired(words, named, glossary, spelling)
    source = words
    if not named:
        named, source = tuple(find_places(text, (*places, *provinces), typed=True)), text
    known, unknown, province = sort_places(source, named, places, provinces)
    known = known or by_other_spelling(text, places)
    topic = without_breakdown(_topic(text, (*known, *((province,) if province else ())), unknown, named))
    concepts = load_concepts()
    desks = tuple(c for c in concepts.ids(text) if concepts.facet(c) == "desk")
    facets = concepts.inherit(concepts.ids(topic), desks)
    form = FORM.search(text)
    scopes = find_scopes(with_capitals(text))
    indicators = _indicators(topic)
    kind = kind_of(text, bool(indicators))
    if kind in ("figure", "topic") and len(pieces_of(topic)) > 1:
        kind = "several"
    question = Question(
        asked=asked,
        text=text,
        kind=kind,
        periods=periods_asked(words, mentions, years),
        places=tuple(filters.places) or known,
        levels=tuple(filters.levels),
        scope=scopes[0].text if scopes else None,
        indicators=indicators,
        report_number=filters.report_number or report_number(words, text),
        facets=facets,
    )
    return Understood(
        question=question,
        mentions=mentions,
        unknown_places=unknown,
        province=province,
        form=form.group(1) if form else None,
        topic=topic,
        terms=terms(topic),
        wants=wants(text, facets),
        spoken=spoken,
        days=tuple(day for _, _, day in find_dates(words)),
    )


def in_other_words(understood: Understood, topic: str) -> Understood:
    """The question with its topic said otherwise ("hồ sơ nộp trực tuyến" for "giấy tờ nộp trên mạng")."""
    concepts = load_concepts()
    known = (*understood.question.places, *((understood.province,) if understood.province else ()))
    topic = _topic(topic, known, understood.unknown_places, ())
    before = tuple(c for c in understood.question.facets if concepts.facet(c) in ("desk", "measure"))
    facets = concepts.inherit(concepts.ids(topic), before)
    question = replace(understood.question, facets=facets, indicators=_indicators(topic))
    meant = replace(wants(topic, facets), count=understood.wants.count)
    return replace(understood, question=question, topic=topic, terms=terms(topic), wants=meant)


def _indicators(topic: str) -> tuple[str, ...]:
    return tuple(indicator.id for indicator, score in load_catalogue().search(topic, 5) if score >= _MEANT)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one ("giữa năm 2024" and its "năm 2024")."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _topic(text: str, known: Sequence[str], unknown: Sequence[str], named: Sequence[PlaceMention]) -> str:
    """`text` without its periods, the archive's places, document numbers and forms."""
    topic = DOCUMENT_NUMBER.sub(" ", text)
    official = find_periods(topic)
    spans = [(m.start, m.end) for m in official] + [(m.start, m.end) for m in find_spoken(topic, official)]
    for start, end in reversed(_joined(spans)):
        before = _WHEN.sub("", topic[:start])
        topic = before + " " + topic[end:]
    for name in known:
        # A desk keeps the word that says which ("Bộ phận Một cửa thị xã Lam Khê" → "Bộ phận Một cửa thị xã").
        desk = rf"{_DESK_HEAD}({KIND.pattern})?{re.escape(bare(name))}"
        topic = re.sub(desk, r"\1\2", topic, flags=re.IGNORECASE)
        topic = re.sub(_WHERE + re.escape(name), " ", topic, flags=re.IGNORECASE)
        if not any(fold(bare(other)) == fold(bare(name)) for other in unknown):
            topic = re.sub(rf"{_WHERE}(?<!\w){re.escape(bare(name))}(?!\w)", " ", topic)
    topic = FORM.sub(" ", SPOKEN_NUMBER.sub(" ", topic))
    topic = _META.sub(" ", topic)
    # What every report of the archive is about tells nothing, unless nothing else is said.
    narrower = _SUBJECT.sub(" ", topic)
    if not named:
        narrower = GENERIC.sub(" ", narrower)
    return " ".join((narrower if terms(narrower) else topic).split())
