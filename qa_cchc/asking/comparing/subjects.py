"""What is compared: the indicator (with its kind of unit) that the figures sharing most with a question are of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking.choose import ENOUGH, ENOUGH_COVERED
from qa_cchc.asking.comparing.words import Asked
from qa_cchc.asking.kinds import wants
from qa_cchc.asking.match import Match, matcher, needs
from qa_cchc.asking.question import Understood
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.linking import identity
from qa_cchc.figures.series import measure
from qa_cchc.records import Figure, Filters
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.terms import terms
from qa_cchc.vietnamese.unicode import fold

_MOST_CANDIDATES = 500
# What an indicator that has more of the cells asked for may be worse in words than the best one.
_FOR_COVERAGE = 0.1
_AMONG = 0.09
# The catalogue's own search may name an indicator that no figure of the places asked has in so many words.
_NAMED = 0.62


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
    archive: Archive, understood: Understood, asked: Asked, filters: Filters, drop: Collection[str] = (),
    periods: Collection[str] = (),
) -> list[Subject]:
    """The things that a question compares, one for each quantity it names; empty when no figure is near enough.

    `filters` narrow the reports looked at; `drop` are names of places and units that the topic must not be matched by;
    `periods` ids of those asked for, of which a good subject has several.
    """
    found: list[Subject] = []
    for part in _cleaned(understood, asked, drop).parts():
        subject = _subject(archive, _rated(part, asked), filters, periods)
        if subject is not None and not any(_same(subject, other) for other in found):
            found.append(subject)
    return found


def _same(one: Subject, other: Subject) -> bool:
    return (one.indicator_id, one.kind, one.name) == (other.indicator_id, other.kind, other.name)


def _cleaned(understood: Understood, asked: Asked, drop: Collection[str]) -> Understood:
    """The question without the words that say how to compare, and whose."""
    topic = asked.topic(understood.topic)
    for name in drop:
        at = fold(topic).find(fold(name))
        if at >= 0:
            topic = f"{topic[:at]} {topic[at + len(name) :]}"
    topic = " ".join(topic.split()) or understood.topic
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
        if key is not None and match.coverage >= ENOUGH_COVERED:
            groups.setdefault(key, []).append(match)
    ranked = sorted(
        ((max(match.score for match in group) + named.get(key[0], 0.0), key, group) for key, group in groups.items()),
        key=lambda item: -item[0],
    )
    if not ranked or ranked[0][0] < ENOUGH:
        return _of_the_catalogue(part)
    near = [item for item in ranked if item[0] >= ranked[0][0] - _AMONG]
    _, key, group = max(near, key=lambda item: item[0] + _FOR_COVERAGE * _covered(item[2], periods))
    return _made(key, group)


def _by_name(part: Understood) -> dict[str, float]:
    """A little for indicators that the catalogue itself finds in the words."""
    found: dict[str, float] = {}
    for indicator, likeness in load().search(part.topic, 4):
        found.setdefault(indicator.general or indicator.id, 0.05 * likeness)
    return found


def _of_the_catalogue(part: Understood) -> Subject | None:
    for indicator, likeness in load().search(part.topic, 1):
        if likeness >= _NAMED:
            return of_indicator(indicator.id)
    return None


def _key(figure: Figure, archive: Archive) -> tuple[str, str, str] | None:
    measured = measure(figure, archive.report(figure.report.id).kind)
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
            return replace(made, score=best.score, unit=made.unit if made.unit else best.figure.unit)
    name = best.figure.indicator[:1].upper() + best.figure.indicator[1:]
    return Subject("", kind, name, best.figure.unit, None, best.score, tuple(match.figure for match in group))
