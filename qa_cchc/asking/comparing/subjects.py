"""What is compared: the indicator (with its kind of unit) that the figures sharing most with a question are of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking.choose import ENOUGH, ENOUGH_COVERED
from qa_cchc.asking.comparing.words import Asked
from qa_cchc.asking.kinds import wants
from qa_cchc.asking.match import Match, matcher, needs
from qa_cchc.asking.question import Understood
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.facts import holder_of
from qa_cchc.figures.linking import identity
from qa_cchc.figures.series import measure
from qa_cchc.records import Figure, Filters
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.terms import terms
from qa_cchc.vietnamese.unicode import fold

_MOST_CANDIDATES = 200
# What an indicator that has more of the cells asked for may be worse in words than the best one.
_FOR_COVERAGE = 0.1
_AMONG = 0.09
# The catalogue's own search may name an indicator that no figure of the places asked has in so many words.
_NAMED = 0.62
# The catalogue knows other words for an indicator than its rows are printed with.
_BONUS, _TRUSTED = 0.08, 0.3
_MEASURES = frozenset("diem bac hang thu phan tram bao cao den toi".split())
_COUNTED = frozenset("ho so thu tuc van ban trieu dong".split())
_SCORE = re.compile(r"(?<!\w)(?:số |tổng )?điểm(?! phần trăm| %|\s*%)(?: số)?(?!\w)", re.IGNORECASE)
_RANK = re.compile(r"(?<!\w)(?:bậc|thứ hạng|xếp hạng|hạng|vị trí|vị thứ)(?!\w)", re.IGNORECASE)
_MONEY = re.compile(r"(?<!\w)(?:vốn|tiền|kinh phí|đồng|triệu|tỷ|số)(?!\w)", re.IGNORECASE)
_NOT_COMPARED = frozenset({"code", "yes_no"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing compared. `indicator_id` is the general one of the catalogue, "" for figures known by their own words
    alone, whose `figures` are then those of that name; `kind` is "số", "%" or "đồng"; `better` says which way is good.
    """

    indicator_id: str
    kind: str
    name: str
    unit: str | None
    better: bool | None
    score: float
    figures: tuple[Figure, ...] = ()
    holder: str | None = None

    @property
    def is_flow(self) -> bool:
        """Whether it counts what happens in a period, so that a longer one has more of it; what is counted at a moment,
        scores and ranks do not."""
        indicator = load().get(self.indicator_id) if self.indicator_id else None
        if indicator is None:
            return not (self.unit or "").lower().startswith(("điểm", "hạng", "bậc", "%"))
        return not self.is_rate and (indicator.monotone or indicator.kind == "amount")

    @property
    def is_rate(self) -> bool:
        """Whether it is counted in percent."""
        return self.kind == "%"


def of_indicator(identifier: str, kind: str | None = None) -> Subject | None:
    """The subject of a catalogue id; None for an unknown one."""
    indicator = load().get(identifier)
    if indicator is None:
        return None
    general = load().get(indicator.general) if indicator.general else None
    indicator = general or indicator
    told = kind or ("%" if indicator.unit == "%" else "đồng" if indicator.kind == "amount" else "số")
    return Subject(indicator.id, told, indicator.name, indicator.unit, indicator.higher_is_better, 1.0)


def subjects(
    archive: Archive, understood: Understood, asked: Asked, samples: Sequence[Filters], drop: Collection[str] = (),
    periods: Collection[str] = (),
) -> list[Subject]:
    """The things that a question compares, one for each quantity it names; empty when no figure is near enough.

    `samples` are parts of the archive to look at, until one of them has it; `drop` are names of places and units that
    the topic must not be matched by; `periods` ids of those asked for, of which a good subject has several.
    """
    found: list[Subject] = []
    for part in _parts(understood, asked, drop):
        rated = _rated(part, asked)
        subject = next((one for each in samples if (one := _subject(archive, rated, each, periods))), None)
        subject = subject or (_of_the_catalogue(rated) if rated.terms else None)
        if subject is not None and not any(_same(subject, other) for other in found):
            found.append(subject)
    return found


def _parts(understood: Understood, asked: Asked, drop: Collection[str]) -> list[Understood]:
    """The question once for each quantity it names; a piece that names but a measure ("tăng mấy điểm") is no quantity
    by itself. Points and rank of one thing are two quantities."""
    pieces = [_cleaned(part, asked, drop) for part in understood.parts()]
    if len(pieces) > 1 and any(_names_nothing(piece) for piece in pieces):
        pieces = [_cleaned(understood, asked, drop)]
    text = understood.question.text
    if _SCORE.search(text) and _RANK.search(text):
        return [
            _narrowed(piece, facet)
            for piece in pieces
            for facet in ("score", "rank")
        ]
    return pieces


def _names_nothing(piece: Understood) -> bool:
    """Whether a piece says but a measure or what is counted ("chênh bao nhiêu hồ sơ")."""
    said = set(piece.terms) - _MEASURES
    return len(said) < 2 or said <= _COUNTED


def _narrowed(part: Understood, facet: str) -> Understood:
    """The part asked for by one measure alone."""
    topic = " ".join(_RANK.sub(" ", _SCORE.sub(" ", part.topic)).split())
    concepts = load_concepts()
    facets = tuple(c for c in concepts.ids(topic) if concepts.facet(c) != "measure")
    question = replace(part.question, facets=(*concepts.inherit(facets, _desks(part)), facet))
    return replace(part, question=question, topic=topic, terms=terms(topic))


def _same(one: Subject, other: Subject) -> bool:
    return (one.indicator_id, one.kind, one.name) == (other.indicator_id, other.kind, other.name)


def _cleaned(understood: Understood, asked: Asked, drop: Collection[str]) -> Understood:
    """The question without the words that say how to compare, and whose."""
    topic = asked.topic(understood.topic)
    for name in sorted(drop, key=len, reverse=True):
        at = re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(topic))
        if at is not None:
            topic = f"{topic[: at.start()]} {topic[at.end() :]}"
    topic = " ".join(topic.split())
    facets = load_concepts().inherit(load_concepts().ids(topic), _desks(understood))
    question = replace(understood.question, facets=facets)
    plain = replace(wants(topic, facets), change=False)
    return replace(understood, question=question, topic=topic, terms=terms(topic), wants=plain)


def _desks(understood: Understood) -> tuple[str, ...]:
    concepts = load_concepts()
    return tuple(one for one in understood.question.facets if concepts.facet(one) == "desk")


def _rated(part: Understood, asked: Asked) -> Understood:
    """A limit in percent asks for a rate, whatever the words call it."""
    if asked.limit is None or not asked.limit.rate:
        return replace(part, wants=replace(part.wants, change=False))
    return replace(part, wants=replace(part.wants, rate=True, count=False, change=False))


def _subject(
    archive: Archive, part: Understood, filters: Filters, periods: Collection[str]
) -> Subject | None:
    if not part.terms:
        return None
    wanted = needs(part, archive.term_frequencies(part.terms), archive.manifest.figures)
    score = matcher(part, wanted)
    candidates = archive.figure_candidates(tuple(dict.fromkeys(part.terms)), filters, _MOST_CANDIDATES)
    matches = [score(*candidate) for candidate in candidates if candidate[0].change is None]
    named = _by_name(part)
    groups: dict[tuple[str, str, str], list[Match]] = {}
    for match in matches:
        key = _key(match.figure, archive)
        if key is not None and match.coverage >= ENOUGH_COVERED - _TRUSTED * named.get(key[0], 0.0):
            groups.setdefault(key, []).append(match)
    scored = (
        (max(match.score for match in group) + _BONUS * named.get(key[0], 0.0), key, group)
        for key, group in groups.items()
    )
    ranked = sorted(scored, key=lambda item: -item[0])
    if not ranked or ranked[0][0] < ENOUGH:
        return None
    if part.wants.rate and ranked[0][1][1] != "%" and (rate := _rate_of(ranked[0][1][0])) is not None:
        # The rate is printed nowhere here; it can be worked out from what it is of.
        return rate
    near = [item for item in ranked if item[0] >= ranked[0][0] - _AMONG]
    _, key, group = max(near, key=lambda item: item[0] + _FOR_COVERAGE * _covered(item[2], periods))
    return _as_rate(part, key, groups) or _made(key, group)


def _as_rate(
    part: Understood, key: tuple[str, str, str], groups: dict[tuple[str, str, str], list[Match]]
) -> Subject | None:
    """The rate of what is called without its unit ("giải ngân đầu tư công"), where the reports state it."""
    indicator = load().get(key[0]) if key[0] else None
    if indicator is None or part.wants.rate or part.wants.count or indicator.kind != "amount":
        return None
    rate = _rate_of(key[0])
    stated = rate is not None and (rate.indicator_id, "%", "") in groups
    return rate if stated and not _MONEY.search(part.topic) else None


def _by_name(part: Understood) -> dict[str, float]:
    """How like the words the catalogue itself finds its indicators."""
    found: dict[str, float] = {}
    for indicator, likeness in load().search(part.topic, 4):
        found.setdefault(indicator.general or indicator.id, likeness)
    return found


def _of_the_catalogue(part: Understood) -> Subject | None:
    for indicator, likeness in load().search(part.topic, 1):
        if likeness >= _NAMED:
            return of_indicator(indicator.id)
    return None


def _rate_of(identifier: str) -> Subject | None:
    """The rate whose numerator is a count."""
    rates = [one for one in load().indicators if one.numerator == identifier and not one.general and one.denominator]
    return of_indicator(rates[0].id) if identifier and rates else None


def _key(figure: Figure, archive: Archive) -> tuple[str, str, str] | None:
    measured = measure(figure, archive.report(figure.report.id).kind)
    indicator = load().get(measured.indicator_id) if measured is not None else None
    if indicator is not None and indicator.kind in _NOT_COMPARED:
        return None
    if measured is not None:
        return measured.indicator_id, measured.kind, ""
    if figure.indicator_id is not None or figure.period is None or identity(figure) is not None:
        return None
    kind = "%" if figure.unit == "%" else "số"
    return "", kind, fold(figure.indicator)


def _covered(group: Iterable[Match], periods: Collection[str]) -> float:
    """How many of the periods asked for (or of three) the figures of a group are on, up to 1."""
    held = {match.figure.period.id for match in group if match.figure.period and match.figure.state == "value"}
    if periods:
        return len(held & set(periods)) / len(set(periods))
    return min(len(held), 3) / 3


def _made(key: tuple[str, str, str], group: Sequence[Match]) -> Subject:
    identifier, kind, _ = key
    best = max(group, key=lambda match: match.score)
    if identifier:
        made = of_indicator(identifier, kind)
        if made is not None:
            unit = made.unit if made.unit else best.figure.unit
            return replace(made, score=best.score, unit=unit, holder=holder_of(best.figure))
    name = best.figure.indicator[:1].upper() + best.figure.indicator[1:]
    return Subject("", kind, name, best.figure.unit, None, best.score, tuple(match.figure for match in group))
