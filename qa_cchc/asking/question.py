"""What a question asks: repaired words, period, place, desk, indicator, and the kind of answer wanted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_cchc.asking.errors import EmptyQuestion, ForeignQuestion
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.records import Filters, Period, Question
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.diacritics import restore
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.periods import PeriodMention, find_periods, period
from qa_cchc.vietnamese.places import PlaceMention, display, find_places, same_place
from qa_cchc.vietnamese.syllables import is_bare_syllable, is_syllable
from qa_cchc.vietnamese.terms import terms
from qa_cchc.vietnamese.unicode import CAPITALS, fold, repair

_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,5})\s*/\s*((?:BC|KH|CV|TTr|TB|QĐ|QD)[A-Za-zĐđ0-9]*(?:\s?-\s?[A-Za-zĐđ0-9&]+)+)", re.IGNORECASE
)
_SPOKEN_NUMBER = re.compile(
    r"(?:báo cáo|bc|văn bản)\s+(?:số\s+)?(\d{1,5})(?!\s*[\d/.,]|\s+(?:tháng|năm|quý))(?![\w%])", re.IGNORECASE
)
_FORM = re.compile(r"(?:biểu mẫu|biểu số|biểu|mẫu số|mẫu|phụ lục biểu)\s+(?:số\s+)?0?(\d{1,2})(?![\d/])", re.IGNORECASE)
_SUBJECT = re.compile(r"(?<!chỉ số )(?:công tác )?cải cách hành chính(?! (?:cấp|của tỉnh))", re.IGNORECASE)
_HOW_MUCH = re.compile(
    r"bao nhiêu|mấy\b|tỷ lệ|tỉ lệ|phần trăm|%|số lượng|tổng số|số (?:hồ sơ|nhiệm vụ|văn bản|thủ tục|người|đơn vị"
    r"|cơ quan|phòng|lượng|phiếu|tin)|là mấy",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"\b(?:có|còn|đã|được)\b.{2,}\b(?:không|chưa|hay không|hay chưa)\b\s*\??\s*$|\b(?:đã|được)\b.{2,}\bchưa\b\s*\??\s*$|phải không",
    re.IGNORECASE,
)
_WHO_WHEN = re.compile(
    r"ai (?:là người )?(?:đã )?ký|người ký|ai ký|(?:báo cáo|văn bản).{0,40}(?:số mấy|số bao nhiêu|ngày nào|ngày mấy"
    r"|ngày bao nhiêu|khi nào)"
    r"|(?:số|ngày) (?:ký hiệu|ban hành|báo cáo|ký)|những báo cáo nào|các báo cáo nào|bao nhiêu báo cáo|mấy báo cáo"
    r"|có báo cáo nào",
    re.IGNORECASE,
)
_EXPLAIN = re.compile(
    r"\b(?:là gì|những gì|gì|như thế nào|thế nào|ra sao|vì sao|tại sao|do đâu|nguyên nhân|khó khăn|hạn chế|tồn tại"
    r"|vướng mắc|giải pháp|phương hướng"
    r"|kiến nghị gì|đề xuất|nhiệm vụ trọng tâm|bài học|đánh giá)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:vì sao|tại sao|do đâu|nguyên nhân (?:nào|gì|là gì|của|khiến|làm)|lý do|vì lẽ gì|vì đâu)\b", re.IGNORECASE)
_LONE_CO = re.compile(r"\bcơ\b(?! (?:quan|sở|chế|cấu|bản|động|hội|yếu|khí|quan))(?=.*\bkhông\b)")
_UP_TO = re.compile(r"(?:den|het|cuoi)(?: thoi diem| cuoi)?\s*$")
# "Cắt giảm so với 2015" names what is compared with, not the period asked for.
_BASIS = re.compile(r"(?:so voi|so cung ky|ke tu)(?: nam)?\s*$")
_TREND = re.compile(r"\b(?:tăng|giảm|cao hơn|thấp hơn|chênh lệch)\b", re.IGNORECASE)
_MARKED = re.compile(r"[^\W\d_]+")
# Syllables that English shares with bare Vietnamese say nothing about the language.
_ENGLISH = frozenset(
    """what which how many much is are was were the of in for to by on at and with rate number percent percentage report
    reports file files online quarter year who when where why does did do has have had please show me tell total between
    first second third province district public service services received resolved late time""".split()
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with what only the retrieval of figures needs.

    `mentions` are periods as said (a year may be missing), `named` places as said, `unknown_places` those that are no
    place of the archive; `form` a form's number; `topic` the words left once periods, places and numbers are taken out.
    """

    question: Question
    mentions: tuple[PeriodMention, ...]
    named: tuple[PlaceMention, ...]
    unknown_places: tuple[str, ...]
    province: str | None
    form: str | None
    topic: str
    terms: tuple[str, ...]
    wants_rate: bool
    wants_count: bool
    wants_change: bool
    generic_level: str | None
    days: tuple[date, ...] = ()

    def parts(self) -> tuple[Understood, ...]:
        """The question itself, or one for each quantity it asks for ("tiếp nhận bao nhiêu, tỷ lệ hài lòng mấy phần trăm")."""
        pieces = _pieces(self.topic)
        if len(pieces) < 2:
            return (self,)
        concepts = load_concepts()
        found: list[Understood] = []
        for piece in pieces:
            facets = concepts.ids(piece)
            before = found[-1].question.facets if found else self.question.facets[:0]
            if _PART_OF.match(piece):
                facets = concepts.inherit(facets, before)
            else:
                kept = ("desk", "object") if not any(concepts.facet(c) == "object" for c in facets) else ("desk",)
                facets = concepts.inherit(facets, tuple(c for c in before if concepts.facet(c) in kept))
            question = replace(self.question, facets=facets, indicators=_indicators(piece))
            found.append(_with_wants(replace(self, question=question, topic=piece, terms=terms(piece)), piece))
        return tuple(found)


_CUE = re.compile(r"bao nhiêu|mấy|tỷ lệ|tỉ lệ|phần trăm|số lượng|tổng số", re.IGNORECASE)
_PART_OF = re.compile(r"\s*trong (?:số )?đó", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:và\s+|còn\s+)?|\s+và\s+(?=.*(?:bao nhiêu|mấy|tỷ lệ))", re.IGNORECASE)


def _pieces(topic: str) -> list[str]:
    """Clauses that each ask for a quantity of their own; a clause that does not joins the one before."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(topic):
        asks = _CUE.search(piece) and terms(_CUE.sub(" ", piece))
        if pieces and not (asks and _CUE.search(pieces[-1])):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


def _indicators(topic: str) -> tuple[str, ...]:
    return tuple(indicator.id for indicator, score in load_catalogue().search(topic, 5) if score > 0)


def _with_wants(understood: Understood, text: str) -> Understood:
    counted = re.search(
        r"bao nhiêu(?! (?:phần trăm|%))|mấy (?!phần trăm)|số lượng|tổng số|(?<!\w)số (?!hóa)", text, re.IGNORECASE
    )
    return replace(
        understood,
        wants_rate="rate" in understood.question.facets,
        wants_count=counted is not None,
        wants_change=_TREND.search(text) is not None,
    )


def understand(
    asked: str,
    places: Collection[str],
    provinces: Collection[str] = (),
    years: Sequence[int] = (),
    filters: Filters | None = None,
) -> Understood:
    """Reads a question against the places of the archive and the years it covers (newest first).

    Raises EmptyQuestion and ForeignQuestion. What `filters` set wins over what the words say.
    """
    filters = filters or Filters()
    words = " ".join(repair(asked).split())
    if not _MARKED.search(words):
        raise EmptyQuestion()
    if _is_foreign(words):
        raise ForeignQuestion()
    mentions = tuple(mention for mention in find_periods(words) if not _BASIS.search(fold(words[: mention.start])))
    named = tuple(find_places(words, (*places, *provinces), typed=True))
    text = _repaired(words, mentions, named)
    source = words
    if not named:
        named, source = tuple(find_places(text, (*places, *provinces), typed=True)), text
    concepts = load_concepts()
    known, unknown, province = _sort_places(source, named, places, provinces)
    known = known or _by_other_spelling(text, places)
    topic = _topic(text, (*known, *((province,) if province else ())), unknown, named)
    desks = tuple(c for c in concepts.ids(text) if concepts.facet(c) == "desk")
    facets = concepts.inherit(concepts.ids(topic), desks)
    number = filters.report_number or _report_number(words, text)
    form = _FORM.search(text)
    scopes = [scope.text for scope in find_scopes(_with_capitals(text))]
    periods = _periods(words, mentions, years)
    question = Question(
        asked=asked,
        text=text,
        kind=_kind(text),
        periods=periods,
        places=tuple(filters.places) or known,
        levels=tuple(filters.levels),
        scope=scopes[0] if scopes else None,
        indicators=_indicators(topic),
        report_number=number,
        facets=facets,
    )
    understood = Understood(
        question=question,
        mentions=mentions,
        named=named,
        unknown_places=unknown,
        province=province,
        form=form.group(1) if form else None,
        topic=topic,
        terms=terms(topic),
        wants_rate=False,
        wants_count=False,
        wants_change=False,
        generic_level=_generic_level(text, named),
        days=tuple(day for _, _, day in find_dates(words)),
    )
    return _with_wants(understood, text)


def _is_foreign(words: str) -> bool:
    """Whether a text is not Vietnamese: few of its words are Vietnamese syllables once English ones are set aside."""
    letters = [word.lower() for word in _MARKED.findall(words) if len(word) > 1]
    if not letters or any(word != fold(word) and is_syllable(word) for word in letters):
        return False
    if any(ord(character) > 0x2E7F for word in letters for character in word):
        return True
    vietnamese = sum(1 for word in letters if word not in _ENGLISH and is_bare_syllable(word))
    return len(letters) >= 3 and vietnamese / len(letters) < 0.5


def _repaired(words: str, mentions: Sequence[PeriodMention], named: Sequence[PlaceMention]) -> str:
    """The question with abbreviations opened, diacritics restored and places spelt as the archive spells them."""
    pieces, done = [], 0
    for mention in sorted({(m.start, m.end): m for m in named}.values(), key=lambda m: m.start):
        if mention.start < done:
            continue
        pieces += [words[done : mention.start], display(mention)]
        done = mention.end
    text = expand("".join([*pieces, words[done:]]))
    restored = restore(text)
    # A name is spelt as the archive spells it, whatever marks its syllables would more often have.
    for name in {display(mention) for mention in named}:
        for match in re.finditer(re.escape(name), text):
            restored = restored[: match.start()] + name + restored[match.end() :] if len(restored) == len(text) else restored
    # "co … khong" typed without marks asks "có … không"; "cơ" alone is no word.
    return _LONE_CO.sub("có", restored) if _LONE_CO.search(restored) else restored


_KIND = re.compile(r"(?:thị xã|huyện|thành phố|quận|tỉnh|phường|xã|thị trấn)\s+")


def _bare(name: str) -> str:
    return _KIND.sub("", name, count=1)


def _topic(text: str, known: Sequence[str], unknown: Sequence[str], named: Sequence[PlaceMention]) -> str:
    """`text` without its periods, the archive's places, document numbers and forms."""
    topic = _NUMBER.sub(" ", text)
    for mention in reversed(find_periods(topic)):
        topic = topic[: mention.start] + " " + topic[mention.end :]
    for name in known:
        # A desk keeps the word that says which ("Bộ phận Một cửa thị xã Lam Khê" → "Bộ phận Một cửa thị xã").
        desk = rf"((?:một cửa|ubnd|nhân dân|kết quả|hành chính công)\s+(?:của\s+)?)({_KIND.pattern})?{re.escape(_bare(name))}"
        topic = re.sub(desk, r"\1\2", topic, flags=re.IGNORECASE)
        topic = re.sub(re.escape(name), " ", topic, flags=re.IGNORECASE)
        if not any(fold(_bare(other)) == fold(_bare(name)) for other in unknown):
            topic = re.sub(rf"(?<!\w){re.escape(_bare(name))}(?!\w)", " ", topic)
    topic = _FORM.sub(" ", _SPOKEN_NUMBER.sub(" ", topic))
    # What every report of the archive is about tells nothing, unless nothing else is said.
    narrower = _SUBJECT.sub(" ", topic)
    if not named:
        # "thị xã", "của tỉnh" alone is whoever reports.
        narrower = _GENERIC.sub(" ", narrower)
    return " ".join((narrower if terms(narrower) else topic).split())


_LISTED = re.compile(r"(?:các|xã,|phường,|thị trấn,|xã và)\s*$", re.IGNORECASE)


def _sort_places(
    words: str, named: Sequence[PlaceMention], places: Collection[str], provinces: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Known places, unknown ones, and the province named beside a place of it."""
    known: list[str] = []
    unknown: list[str] = []
    province = None
    for mention in named:
        name = display(mention)
        if _LISTED.search(words[: mention.start]):
            # "các xã, phường Lam Khê": the units of a place, called by its bare name.
            known += [place for place in places if fold(_bare(place)) == fold(mention.name) and place not in known]
            if known:
                continue
        match = [place for place in places if same_place(place, name)]
        if match:
            known += [place for place in match if place not in known]
        elif any(same_place(each, name) for each in provinces):
            province = name
        elif mention.level != "bộ" and name not in unknown:
            unknown.append(name)
    narrower = [place for place in known if not any(same_place(place, each) for each in provinces)]
    if narrower and len(narrower) < len(known):
        # "Sở Nội vụ tỉnh X": the province only says which department.
        province = next(place for place in known if place not in narrower)
        known = narrower
    return tuple(known), tuple(unknown), province


def _by_other_spelling(text: str, places: Collection[str]) -> tuple[str, ...]:
    """Departments called without capitals or without their "và" ("sở tài nguyên môi trường")."""
    spoken = f" {_without_and(text)} "
    return tuple(place for place in places if place.startswith(("Sở ", "Ban ")) and f" {_without_and(place)} " in spoken)


def _without_and(name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", fold(name)) if word != "va")


def _report_number(words: str, text: str) -> str | None:
    match = _NUMBER.search(words)
    if match:
        return match.group(1) + "/" + "".join(match.group(2).split()).upper()
    match = _SPOKEN_NUMBER.search(text)
    return match.group(1) if match else None


def _periods(words: str, mentions: Sequence[PeriodMention], years: Sequence[int]) -> tuple[Period, ...]:
    """Every period meant: one without a year means that of each year the archive covers, newest first.

    "Đến tháng 6/2024" means each period that ends with that month.
    """
    found: dict[str, Period] = {}
    for mention in mentions:
        if mention.kind == "month" and mention.year is not None and _UP_TO.search(fold(words[: mention.start])):
            tails = {3: ("Q1",), 6: ("Q2", "H1"), 9: ("Q3", "9M"), 12: ("Q4",)}.get(mention.index, ())
            ids = [f"{mention.year}-{tail}" for tail in tails] + ([str(mention.year)] if mention.index == 12 else [])
            found.update((each, period(each)) for each in ids)
        for year in [mention.year] if mention.year is not None else years:
            resolved = mention.resolve(year)
            if resolved is not None:
                found.setdefault(resolved.id, resolved)
    return tuple(found.values())


def _kind(text: str) -> str:
    if _WHY.search(text):
        return "explanation"
    if _WHO_WHEN.search(text):
        return "document"
    if _HOW_MUCH.search(text):
        return "figure"
    if _YES_NO.search(text):
        return "yes_no"
    if _EXPLAIN.search(text):
        return "explanation"
    return "figure"


def _with_capitals(text: str) -> str:
    """Desk names with the capitals that scopes are written with ("bộ phận một cửa" → "Bộ phận Một cửa")."""
    text = re.sub(r"\bubnd\b", "UBND", text, flags=re.IGNORECASE)
    return re.sub(r"bộ phận (?:một cửa)", "Bộ phận Một cửa", text, flags=re.IGNORECASE)


_GENERIC = re.compile(
    r"(?:^|(?<!ột cửa )của |[Ởở] |[Tt]ại |[Tt]rên địa bàn |[Tt]oàn |[Tt]rong )"
    r"([Tt]hị xã|[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|[Qq]uận|[Xx]ã|[Pp]hường"
    rf"|thị trấn)(?! [{CAPITALS}\d])(?=\W|$)"
)


def _generic_level(text: str, named: Sequence[PlaceMention]) -> str | None:
    """The word of level when a place is only called by it ("thị xã có bao nhiêu …")."""
    match = _GENERIC.search(text)
    return match.group(1).lower() if match and not named else None
