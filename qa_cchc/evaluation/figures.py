"""Precision and recall of the figures read from reports, against figures written down by hand."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_cchc.evaluation.gold import Gold, GoldFigure, gold_files, read_gold
from qa_cchc.evaluation.intervals import Share, clustered
from qa_cchc.evaluation.sentences import evaluate_sentences, is_sentences, shares
from qa_cchc.figures.cells import clean
from qa_cchc.figures.extract import extract_figures
from qa_cchc.figures.holders import OWN, holder
from qa_cchc.reading.report import read_report
from qa_cchc.records import Figure, Report
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

FIELDS = ("indicator", "value", "unit", "scope")
_GROUPS = {"prose": "prose", "footnote": "prose", "form": "form", "table": "table"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was read otherwise than annotated. `kind` is "missed", "false" or "wrong"; `fields` are those of a
    wrong one; either of `gold` and `found` may be None."""

    file: str
    kind: str
    group: str
    fields: tuple[str, ...]
    gold: GoldFigure | None
    found: Figure | None


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of one group of figures ("prose", "form", "table"; "sentence") over `reports` files.

    `fields` tells, of the figures found in the right place, how many have each field right.
    """

    group: str
    reports: int
    precision: Share
    recall: Share
    fields: dict[str, Share]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation of figures gave."""

    scores: tuple[Score, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Counts:
    right: int = 0
    annotated: int = 0
    found: int = 0
    placed: int = 0
    fields: dict[str, int] | None = None


def evaluate_figures(
    paths: Iterable[Path], shared: Path | None = None, settings: Settings | None = None, split: str | None = None
) -> Evaluation:
    """Reads every annotated report below `paths` and compares; of files of single sentences (see `sentences`) only
    those of `split`, and only their indicators. Raises GoldError for an annotation that is unusable."""
    counts: dict[str, list[_Counts]] = defaultdict(list)
    faults: list[Fault] = []
    sentences: list[Path] = []
    for path in paths:
        for file in gold_files(path):
            if is_sentences(file):
                sentences.append(file)
                continue
            gold = read_gold(file, shared)
            report = read_report(gold.source, gold.source.parent, settings)
            found = list(extract_figures(report))
            faults += _compare(gold, report, found, counts)
    scores = [_score(group, counts[group]) for group in ("prose", "form", "table") if counts.get(group)]
    if sentences:
        scores.append(Score("sentence", len(sentences), *shares(evaluate_sentences(sentences, split)), {}))
    return Evaluation(tuple(scores), tuple(faults))


def _score(group: str, counts: Sequence[_Counts]) -> Score:
    placed = [one.placed for one in counts]
    return Score(
        group,
        sum(one.annotated > 0 for one in counts),
        clustered([(one.right, one.found) for one in counts]),
        clustered([(one.right, one.annotated) for one in counts]),
        {
            field: clustered([((one.fields or {}).get(field, 0), of) for one, of in zip(counts, placed, strict=True)])
            for field in FIELDS
        },
    )


def _compare(gold: Gold, report: Report, found: list[Figure], counts: dict[str, list[_Counts]]) -> list[Fault]:
    pairs, missed, left_over = _paired(gold.figures, found)
    annotated_groups = {_GROUPS[figure.origin] for figure in gold.figures}
    by_group = {group: _Counts(fields=dict.fromkeys(FIELDS, 0)) for group in annotated_groups}
    faults: list[Fault] = []
    for one, figure in pairs:
        if one.optional:
            continue
        group = _GROUPS[one.origin]
        tally = by_group[group]
        wrong = tuple(field for field in FIELDS if not _agrees(field, one, figure, report))
        tally.annotated += 1
        tally.found += 1
        tally.placed += 1
        tally.right += not wrong
        for field in FIELDS:
            tally.fields[field] += field not in wrong
        if wrong:
            faults.append(Fault(gold.source.name, "wrong", group, wrong, one, figure))
    for one in missed:
        if not one.optional:
            by_group[_GROUPS[one.origin]].annotated += 1
            faults.append(Fault(gold.source.name, "missed", _GROUPS[one.origin], (), one, None))
    for figure in left_over:
        group = _GROUPS[figure.origin]
        if group in annotated_groups:
            by_group[group].found += 1
            faults.append(Fault(gold.source.name, "false", group, (), None, figure))
    for group, tally in by_group.items():
        counts[group].append(tally)
    return faults


def _paired(
    gold: Sequence[GoldFigure], found: Sequence[Figure]
) -> tuple[list[tuple[GoldFigure, Figure]], list[GoldFigure], list[Figure]]:
    """Annotated figures with those read from the same place; the likest context first."""
    places: dict[tuple[object, str], list[int]] = defaultdict(list)
    for index, figure in enumerate(found):
        places[_GROUPS[figure.origin], _digits(figure.text)].append(index)
    likely = []
    for at, one in enumerate(gold):
        for index in places[_GROUPS[one.origin], _digits(one.text)]:
            likeness = _same_place(one, found[index])
            if likeness is not None:
                likely.append((-likeness, at, index))
    taken_gold: dict[int, int] = {}
    taken_found: set[int] = set()
    for _, at, index in sorted(likely):
        if at not in taken_gold and index not in taken_found:
            taken_gold[at] = index
            taken_found.add(index)
    pairs = [(gold[at], found[index]) for at, index in sorted(taken_gold.items())]
    missed = [one for at, one in enumerate(gold) if at not in taken_gold]
    return pairs, missed, [figure for index, figure in enumerate(found) if index not in taken_found]


def _digits(text: str) -> str:
    """The first number of a printed value; its folded words when it has none."""
    match = re.search(r"-?\d[\d.,]*", text)
    return match.group().rstrip(".,") if match else fold(clean(text)).strip(" .-–—…")


def _same_place(one: GoldFigure, figure: Figure) -> int | None:
    """How surely a figure was read from the annotated place; None when it was not."""
    if one.row is not None:
        quote = fold(clean(figure.quote.replace("\t", " ")))
        if fold(clean(one.row)) not in quote:
            return None
        whose = fold(f"{figure.indicator} {figure.scope or ''} {figure.about}")
        return sum(word in whose for word in _WORD.findall(fold(" ".join(one.column)))) + _like_indicator(one, figure)
    if one.line is not None and one.line != figure.line:
        return None
    if one.origin == "form":
        heads = fold(" ".join(one.column))
        period = fold(f"{figure.period.label if figure.period else ''} {figure.scope or ''} {figure.change or ''}")
        told = sum(word in period for word in _WORD.findall(heads))
        if heads and re.search(r"luy ke|cong don|tu dau nam", heads):
            told += 2 * (figure.cumulative is True)
        return told + _like_indicator(one, figure)
    mark = figure.mark[0] if figure.mark else 0
    shared = _shared_end(one.before, figure.quote[:mark])
    if one.line is None and shared < len("".join(one.before.split())):
        return None
    return shared


def _like_indicator(one: GoldFigure, figure: Figure) -> int:
    return 2 * (figure.indicator_id in one.accepted("indicator")) + (figure.value == one.value)


def _shared_end(one: str, other: str) -> int:
    """The number of characters, spaces apart, in which two texts end alike."""
    first, second = "".join(one.split()), "".join(other.split())
    shared = 0
    while shared < min(len(first), len(second)) and first[-1 - shared] == second[-1 - shared]:
        shared += 1
    return shared


def _agrees(field: str, one: GoldFigure, figure: Figure, report: Report) -> bool:
    if field == "indicator":
        return figure.indicator_id in one.accepted("indicator")
    if field == "value":
        if figure.state not in one.accepted("state"):
            return False
        return one.state != "value" or any(_same_number(figure.value, value) for value in one.accepted("value"))
    if field == "unit":
        # A cell without a value measures nothing; a code's unit is its legend.
        if figure.state != "value" or (one.origin == "form" and "=" in (figure.unit or "")):
            return True
        return any(_same_unit(figure.unit, unit) for unit in one.accepted("unit"))
    return any(same_holder(figure.scope, scope, report) for scope in one.accepted("scope"))


def _same_number(one: float | int | None, other: float | int | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _same_unit(one: str | None, other: str | None) -> bool:
    """Units count the same: abbreviations opened, one naming the thing more closely ("đơn vị sự nghiệp")."""
    first, second = (fold(expand(unit or "")).strip() for unit in (one, other))
    first, second = (re.sub(r"[\s,/]+", " ", unit) for unit in (first, second))
    if not first or not second:
        return not first and not second
    return first == second or first.startswith(f"{second} ") or second.startswith(f"{first} ")


def same_holder(one: str | None, other: str | None, report: Report) -> bool:
    """Whether two scopes name one holder in this report."""
    keys = [holder(scope, report.place, report.level, report.agency) for scope in (one, other)]
    if keys[0] == keys[1]:
        return True
    if OWN in keys:
        return False
    first, second = ({*_WORD.findall(key)} for key in keys)
    place = {*_WORD.findall(fold(f"{report.place or ''} {report.agency or ''}"))} | {
        "cac",
        "va",
        "cua",
        "linh",
        "vuc",
        "cap",
    }
    return first - place == second - place and bool(first - place)
