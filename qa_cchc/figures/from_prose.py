"""Figures stated in sentences and footnotes, each with what is counted, whose it is, and the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa_cchc.figures.cells import english_way
from qa_cchc.figures.clauses import open_bracket, quantities
from qa_cchc.figures.clock import Clock, basis_period
from qa_cchc.figures.dashes import clauses_apart
from qa_cchc.figures.evidence import names_thing
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.naming import Naming, name_figure
from qa_cchc.figures.norms import is_plan
from qa_cchc.figures.parallel import first_beside
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.stated import Stated, added_up, base_of, listed_parts_of
from qa_cchc.figures.telling import Background, Told
from qa_cchc.figures.whose import Mention, counted_bodies, goes_on, mentions, named_by_heading, scopes_of, told_by_lead
from qa_cchc.reading.progress import alive
from qa_cchc.records import Figure, Footnote, Period, Report, ReportRef, Section, Text, Window
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.period_ids import PeriodMention, period
from qa_cchc.vietnamese.periods import find_periods, find_windows
from qa_cchc.vietnamese.sentences import sentences

_LONGEST_QUOTE = 480
# A short first sentence without numbers is a heading ("Nộp trực tuyến. 7.367 hồ sơ …").
_RUN_IN = re.compile(r"\W*([^\W\d][^\d.;:()]{2,45})\.\s")
_MOST_NUMBERS = 80
_ANEW = re.compile(r"\.\s+(?:Cụ thể|Chi tiết|Kết quả|Chia|Phân|Tính|Theo|Trong đó)(?![^\W_])[^.:\d]*:\s*$")
# How much of a paragraph, in characters, is heard before a sentence.
_PARAGRAPH = 1200
_CUMULATIVE = re.compile(r"l[uũ][yỹ] kế|lũy kế|cộng dồn|(?:từ|tính từ) đầu năm", re.IGNORECASE)
_CHANGE = re.compile(r"(?<![^\W_])(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn|chênh lệch)(?![^\W_])", re.IGNORECASE)
_BASIS = re.compile(r"so (?:với|cùng)[^,;.()]{2,60}|cùng kỳ[^,;.()]{0,30}", re.IGNORECASE)
_PERIOD_LEADS = re.compile(
    r"(?:^|[,;:(]\s*|\b(?:trong|của|hết|kế|đó|chung|cả|riêng|suốt)\s+|\b(?:index|sipas|papi|dti|pci)\)?\s+)$",
    re.IGNORECASE,
)
# When an index was made known is not the year it measures.
_MADE_KNOWN = re.compile(r"công bố(?:\s+(?:trong|vào))?\s*$", re.IGNORECASE)
_BASIS_BEFORE = re.compile(
    r"(?:so với|so|cùng kỳ|bằng|của)\s+((?:cùng kỳ|quý|năm|tháng|(?:sáu|\d{1,2}) tháng|kỳ)[^;.()\d]{0,30}"
    r"(?:[IV]{1,3}|\d{1,4})?[^;.(),]{0,30}?)\s*(?:\(|là )\s*(?:đạt |là |có |hạng |thứ )?$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*\(([^()]{4,40})\)")
_PERIOD_FOLLOWS = re.compile(r"\s*\(?(?:trong|của|vào|ở|tại|cho)?\s*", re.IGNORECASE)
_SO_FAR = re.compile(r"l[uũ][yỹ] kế|cộng dồn|(?:từ|tính từ) đầu năm|(?:trong|cả) năm(?! \d)(?! trước)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for every sentence of a paragraph: the report, the place in it, what the words before were about."""

    report: Report
    section: str
    origin: str
    key: str
    scope: str | None
    whole: Naming | None
    facets: tuple[str, ...]
    window: Window | None
    clock: Clock
    english: bool
    whole_id: str | None = None
    lead: str = ""
    titles: tuple[str, ...] = ()


def prose_figures(report: Report) -> Iterator[Figure]:
    """Figures of all paragraphs of the body and of all footnotes, in reading order."""
    called = {(note.section, note.paragraph): [] for note in report.footnotes}
    for note in report.footnotes:
        called[(note.section, note.paragraph)].append(note)
    clock, english = Clock(report), english_way(report)
    everything: list[Stated] = []
    for s, section in enumerate(report.sections):
        if section.part == "closing" or is_plan(section, report):
            continue
        clock.hear(section.title)
        before: dict[str, list[Stated]] = {}
        for p, paragraph in enumerate(section.paragraphs):
            alive("số liệu")
            key = f"{s}.{p}"
            above = section.paragraphs[p - 1].text.value if p else ""
            around = _surroundings(report, section, key, paragraph.lead, clock, english, above)
            if around.whole is not None:
                around = replace(around, whole_id=_last_stated(before, paragraph.lead))
            stated: list[Stated] = []
            yield from _text_figures(paragraph.text, around, stated, everything)
            before[paragraph.text.value] = stated
            everything += stated
            for note in called.get((s, p), ()):
                yield from _note_figures(report, section, note, stated, clock, english)
    for note in called.get((None, None), ()):
        # A footnote called in a heading belongs to the number that its own add up to.
        whole = added_up(quantities(note.text.value, details=True, english=english), everything)
        yield from _note_figures(report, None, note, [whole] if whole else [], clock, english)


def _last_stated(before: Mapping[str, Sequence[Stated]], lead: str | None) -> str | None:
    """The id of the last figure of the paragraph that leads in, None when it was not read of a paragraph."""
    stated = before.get(lead or "", ())
    return stated[-1].id if stated else None


def _surroundings(
    report: Report, section: Section, key: str, lead: str | None, clock: Clock, english: bool, above: str = ""
) -> Surroundings:
    concepts = load_concepts()
    scope, facets, whole, window = None, (), None, report.window
    for title in section.titles[1:]:
        scope = named_by_heading(title) or scope
    if lead:
        scope = told_by_lead(lead, quantities(lead, english=english)) or scope
        facets = tuple(
            c for c in concepts.ids(lead) if concepts.facet(c) in ("stage", "object", "timeliness", "channel")
        )
        windows = find_windows(lead)
        window = windows[-1][2] if windows else window
        whole = _last_naming(lead, english, Background(titles=tuple(reversed(section.titles))))
    return Surroundings(
        report,
        section.name,
        "prose",
        key,
        scope,
        whole,
        facets,
        window,
        clock,
        english,
        lead=f"{above} ; {lead or ''}",
        titles=tuple(reversed(section.titles)),
    )


def _last_naming(lead: str, english: bool, background: Background) -> Naming | None:
    """What the last number of an introduction counts, when its items are the parts ("giải quyết 220 hồ sơ, gồm:")."""
    found = quantities(lead, english=english)
    if not found or counted_bodies(lead) or not lead.rstrip().endswith(":"):
        return None
    naming = None
    for quantity in found:
        if quantity.restates is None:
            naming = name_figure(lead, quantity, None, (), None, background=background)
            if _ANEW.search(lead):
                # "Tiếp nhận 900 hồ sơ, trong đó trực tuyến 300. Cụ thể:" goes into the whole of it.
                return naming
    return naming


def _note_figures(
    report: Report, section: Section | None, note: Footnote, stated: Sequence[Stated], clock: Clock, english: bool
) -> Iterator[Figure]:
    """Figures of a footnote. It details the number that its own add up to, else the last one before its call, else the
    first one behind it ("Cấp huyện²: tiếp nhận 152.630 hồ sơ")."""
    before = [one for one in stated if note.offset is None or one.end <= note.offset]
    parts = quantities(note.text.value, details=True, english=english)
    detailed = added_up(parts, stated) or (before[-1] if before else next(iter(stated), None))
    whole = detailed.naming if detailed else None
    key = f"n{note.mark}.{note.section}.{note.paragraph}"
    name = section.name if section else ""
    where = f"{name}, chú thích {note.mark}".strip(", ")
    scope, whole_id = (detailed.scope, detailed.id) if detailed else (None, None)
    around = Surroundings(report, where, "footnote", key, scope, whole, (), report.window, clock, english, whole_id)
    yield from _text_figures(note.text, around, [])


def _text_figures(
    text: Text, around: Surroundings, stated: list[Stated], earlier: Sequence[Stated] = ()
) -> Iterator[Figure]:
    """Figures of a text; `stated` takes them down for what details them, `earlier` are those of paragraphs before."""
    carried: Mention | None = None
    concepts = load_concepts()
    spoken_of = tuple(c for c in concepts.ids(around.section) if concepts.facet(c) == "index")[-1:]
    for start, end in sentences(text.value):
        sentence = clauses_apart(text.value[start:end])
        reported = around.clock.hear(sentence)
        # "Theo Bộ chỉ số … . Phường đạt 88 điểm, xếp thứ 11": points and ranks are those of the index spoken of last.
        indices = [mention for mention in concepts.find(sentence) if mention.concept.facet == "index"]
        carried_index, spoken_of = spoken_of, tuple(m.concept.id for m in indices[-1:]) or spoken_of
        details = around.whole is not None or around.origin == "footnote"
        found = quantities(sentence, details=details, english=around.english)
        bodies = mentions(sentence, found)
        if not found:
            carried = goes_on(sentence, found, bodies, carried)
            continue
        named: list[Naming] = []
        scopes = scopes_of(sentence, found, bodies, carried, around.scope, around.origin == "footnote")
        last = next((one.naming.told for one in reversed(stated) if one.value), None)
        run_in = _RUN_IN.match(text.value)
        heading = run_in.group(1) if run_in else ""
        before = text.value[max(0, start - _PARAGRAPH) : start]
        background = Background(before, around.lead, around.titles, heading, last)
        context = _context(sentence, found[0], around)
        graded = any((quantity.unit or "").startswith("điểm") for quantity in found) or "xếp" in sentence
        general = context
        into = listed_parts_of(sentence, found, stated, earlier)
        listed = into.naming if into is not None else None
        for index, quantity in enumerate(found):
            if graded:
                before = tuple(m.concept.id for m in indices if m.start < quantity.start)[-1:]
                context = concepts.inherit(general, before or carried_index)
            whole = named[quantity.whole] if quantity.whole is not None else listed or around.whole
            if quantity.whole is None and whole is not None and _moved_on(named, whole):
                whole = None
            if whole is not None and whole.unit == "%" and quantity.unit is None:
                # "đạt 99,2%¹": the counts that a note gives are no percents.
                whole = replace(whole, unit=None)
            leader = named[quantity.restates] if quantity.restates is not None else None
            scope = scopes[index]
            leaders = [
                naming
                for other, naming in zip(found, named, strict=False)
                if other.restates is None and not _aside(sentence, other, quantity)
            ] or [naming for other, naming in zip(found, named, strict=False) if other.restates is None]
            bare = quantity.unit is None
            alike = [naming for naming in leaders if (naming.unit != "%" if bare else naming.unit == quantity.unit)]
            alike = alike or leaders
            neighbour = first_beside(sentence, found, named, index) or (alike[-1] if alike else None)
            background = replace(background, thing=_thing(found, named) or background.thing)
            background = replace(background, base=base_of(quantity, stated, earlier))
            naming = name_figure(
                sentence, quantity, leader or whole, context, scope, neighbour, leader is not None, background
            )
            named.append(naming)
            figure = _figure(text, start, end, found, index, naming, scope, leader or whole, around, reported)
            stated.append(Stated(start + quantity.end, naming, figure.id, quantity.value, scope))
            yield figure
        carried = goes_on(sentence, found, bodies, carried)


def _thing(found: Sequence[Quantity], named: Sequence[Naming]) -> Told | None:
    """What was told of the last number whose own words name the thing counted and which is no part of another."""
    heads = (
        naming.told
        for quantity, naming in zip(found, named, strict=False)
        if quantity.whole is quantity.restates is None and not quantity.zero and quantity.unit != "%"
    )
    return next((told for told in reversed(tuple(heads)) if told.classes or names_thing(told.own)), None)


def _aside(sentence: str, one: Quantity, other: Quantity) -> bool:
    """Whether `one` stands in a bracket that has closed before `other`: "Sở A 700 (trễ 13); Sở B 500 hồ sơ"."""
    opened = open_bracket(sentence, one.start)
    return opened is not None and opened != open_bracket(sentence, other.start)


def _moved_on(named: Sequence[Naming], whole: Naming) -> bool:
    """Whether an item under "giải quyết 900 hồ sơ, trong đó:" has told of another step since ("nhận 300, …")."""
    facet_of = load_meanings().facet_of
    steps = {c for c in whole.told.said if facet_of[c] == "stage"}
    told = {c for one in named for c in one.told.own if facet_of[c] == "stage" and one.indicator_id}
    return bool(steps and told - steps)


def _context(sentence: str, first: Quantity, around: Surroundings) -> tuple[str, ...]:
    """Concepts of what the sentence says before its first ":" and of the paragraph that leads in.

    A ":" right before the first number only parts that number from its own words.
    """
    head, colon, _ = sentence.partition(":")
    concepts = load_concepts()
    leads = bool(colon) and len(head) < first.left[0] and len(head) < 120
    facets = concepts.ids(head) if leads else ()
    kept = tuple(c for c in facets if concepts.facet(c) not in ("measure", "legal_step", "engagement"))
    return concepts.inherit(kept, around.facets)


def _figure(
    text: Text,
    start: int,
    end: int,
    found: list[Quantity],
    index: int,
    naming: Naming,
    scope: str | None,
    whole: Naming | None,
    around: Surroundings,
    reported: Period | None,
) -> Figure:
    quantity, report, sentence = found[index], around.report, text.value[start:end]
    quote_start, quote_end = _quote_span(sentence, quantity)
    numerator, denominator = _ratio(found, index)
    change = _change(sentence, found, index)
    when = _period(sentence, found, index, reported)
    windows = _windows_of(sentence)
    leader = quantity.restates if quantity.restates is not None else index
    doubtful = _is_doubtful(text, start + quantity.start, start + quantity.end)
    if doubtful:
        numerator = denominator = None
    return Figure(
        id=f"{report.id}:{around.key}:{start + quantity.start}",
        indicator=naming.name,
        indicator_id=naming.indicator_id,
        value=None if doubtful else quantity.value,
        text="" if doubtful else quantity.text,
        unit=quantity.unit or naming.unit,
        state="unreadable" if doubtful else "value",
        period=when,
        place=report.place,
        level=report.level,
        scope=scope,
        origin="footnote" if around.origin == "footnote" else "prose",
        report=ReportRef(report.id, report.number, report.date, report.agency),
        file=report.file,
        section=around.section,
        page=text.page(start + quantity.start),
        quote=sentence[quote_start:quote_end],
        mark=(quantity.start - quote_start, quantity.end - quote_start),
        boxes=text.boxes(start + quote_start, start + quote_end),
        line=text.line(start + quantity.start),
        approximate=quantity.approximate,
        cumulative=True
        if _CUMULATIVE.search(sentence, sentence.rfind(";", 0, quantity.start) + 1, quantity.start)
        else None,
        numerator=numerator,
        denominator=denominator,
        window=windows[-1][2] if windows else around.window,
        change=change,
        about=" – ".join(part for part in (naming.about, whole.about if whole else "") if part),
        group=f"{report.id}:{around.key}:{start + found[leader].start}",
        facets=naming.facets,
        whole=_whole_id(found, leader, f"{report.id}:{around.key}", start, around),
    )


def _whole_id(found: Sequence[Quantity], leader: int, key: str, start: int, around: Surroundings) -> str | None:
    """The id of the figure that a quantity, or the one it restates, is a part of."""
    whole = found[leader].whole
    return around.whole_id if whole is None else f"{key}:{start + found[whole].start}"


@lru_cache(maxsize=16)
def _windows_of(sentence: str) -> tuple[tuple[int, int, Window], ...]:
    """The windows of a sentence; each of its figures asks for them."""
    return tuple(find_windows(sentence))


def _is_doubtful(text: Text, start: int, end: int) -> bool:
    """Whether a digit, or a number in words, between `start` and `end` was not read from a scan for certain."""
    digits = any(character.isdigit() for character in text.value[start:end])
    return any(
        spot.doubtful and (not digits or any(map(str.isdigit, text.value[max(spot.start, start) : min(spot.end, end)])))
        for spot in text.at(start, end)
    )


def _ratio(found: list[Quantity], index: int) -> tuple[float | int | None, float | int | None]:
    """Numerator and denominator of a percentage that the sentence itself gives, when they do make that percentage."""
    quantity = found[index]
    if quantity.denominator is not None:
        return quantity.numerator, quantity.denominator
    if quantity.unit != "%":
        return None, None
    near = [
        other for i, other in enumerate(found) if i != index and (other.restates == index or i == quantity.restates)
    ]
    for other in near:
        if other.denominator is not None:
            return other.numerator, other.denominator
        if other.whole is not None and other.unit != "%":
            whole = found[other.whole]
            if whole.value and abs(100 * other.value / whole.value - quantity.value) < 1:
                return other.value, whole.value
        # "Đã giải quyết đúng hạn 2.373 hồ sơ, đạt 100%": the total stands earlier in the sentence.
        for total in reversed(found[:index]):
            if (
                total is not other
                and total.unit == other.unit
                and total.value
                and abs(100 * other.value / total.value - quantity.value) < 0.1
            ):
                return other.value, total.value
    # "Giải ngân 112,5 tỷ đồng trên kế hoạch 121,9 tỷ đồng, đạt 92,3%": the two counts right before.
    before = [other for other in found[:index] if other.unit != "%"][-2:]
    if len(before) == 2 and before[0].unit == before[1].unit:
        part, whole = sorted(other.value for other in before)
        if whole and abs(100 * part / whole - quantity.value) < 0.1:
            return part, whole
    return None, None


def _change(sentence: str, found: list[Quantity], index: int) -> str | None:
    quantity = found[index]
    start = found[index - 1].end if index else 0
    words = list(_CHANGE.finditer(sentence, max(start, quantity.start - 30), quantity.start))
    if not words:
        return None
    word = words[-1]
    basis = _BASIS.search(sentence, quantity.end, min(len(sentence), quantity.end + 90)) or _BASIS.search(
        sentence, start, quantity.start
    )
    if not basis and sentence[word.end() : quantity.start].strip(" 0123456789,.%"):
        return None
    return f"{word.group().lower()} {basis.group().strip()}" if basis else word.group().lower()


def _period(sentence: str, found: list[Quantity], index: int, reported: Period | None) -> Period | None:
    """The period the clause itself names, else the report's."""
    quantity, year = found[index], reported.start.year if reported else None
    if reported is not None:
        basis = _BASIS_BEFORE.search(sentence, max(0, quantity.start - 70), quantity.start)
        compared = basis and basis_period(basis.group(1), reported)
        if compared:
            # "tăng 12% so với cùng kỳ năm 2022 (5.218 hồ sơ)", "so với năm 2023 là 82,4 điểm"
            return compared
    aside = _period_aside(sentence, quantity.end)
    if aside is not None:
        return aside[1].resolve(year) or reported
    named = None
    asides = (_period_aside(sentence, other.end) for other in found[:index]) if "(" in sentence else ()
    taken = [aside[0] for aside in asides if aside]
    for mention in _periods_before(sentence, quantity.start, len(found) > _MOST_NUMBERS):
        if any(start <= mention.start < end for start, end in taken):
            continue
        before = sentence[: mention.start]
        if _PERIOD_LEADS.search(before) and not _MADE_KNOWN.search(before):
            named = mention.resolve(year) or named
    after = sentence[quantity.end : quantity.right[1]]
    for mention in find_periods(after)[:1]:
        if _PERIOD_FOLLOWS.fullmatch(after[: mention.start]):
            named = mention.resolve(year) or named
    if (
        named is None
        and reported
        and _SO_FAR.search(sentence, sentence.rfind(";", 0, quantity.start) + 1, quantity.right[1])
    ):
        return _so_far(reported)
    return named or reported


def _periods_before(sentence: str, end: int, monstrous: bool) -> Sequence[PeriodMention]:
    """Periods named before `end`. Reading each beginning of a sentence anew is right but takes the square of its
    numbers: a monstrous one is read once."""
    if not monstrous:
        return find_periods(sentence[:end])
    return [mention for mention in _periods_of(sentence) if mention.end <= end]


@lru_cache(maxsize=4)
def _periods_of(sentence: str) -> tuple[PeriodMention, ...]:
    return tuple(find_periods(sentence))


def _period_aside(sentence: str, end: int) -> tuple[tuple[int, int], PeriodMention] | None:
    """The period in brackets right behind a quantity ("từ 143 hồ sơ (6 tháng đầu năm 2022) còn 38"): its own alone."""
    match = _ASIDE.match(sentence, end)
    if not match:
        return None
    words = match.group(1)
    for mention in find_periods(words):
        # "(quý trước 120 hồ sơ)" brings another figure, not this one's period.
        if _PERIOD_FOLLOWS.fullmatch(words[: mention.start]) and not words[mention.end :].strip():
            return match.span(), mention
    return None


def _so_far(reported: Period) -> Period:
    """The period from January to the end of the one reported ("lũy kế" in the third quarter is nine months)."""
    year, months = reported.start.year, reported.end.month
    if reported.end.year != year:
        return reported
    return period({6: f"{year}-H1", 9: f"{year}-9M", 12: str(year)}.get(months, reported.id))


@lru_cache(maxsize=4)
def _clause_ends(sentence: str) -> tuple[int, ...]:
    return (-1, *(i for i, character in enumerate(sentence) if character == ";"), len(sentence))


def _quote_span(sentence: str, quantity: Quantity) -> tuple[int, int]:
    """The sentence; of an overlong one, the ";" clauses around the quantity."""
    if len(sentence) <= _LONGEST_QUOTE:
        return 0, len(sentence)
    cuts = _clause_ends(sentence)
    left = max(cut for cut in cuts if cut < quantity.start)
    right = min(cut for cut in cuts if cut >= quantity.end)
    while left > 0 and right - cuts[cuts.index(left) - 1] <= _LONGEST_QUOTE:
        left = cuts[cuts.index(left) - 1]
    start = left + 1
    while start < right and sentence[start].isspace():
        start += 1
    return start, right
