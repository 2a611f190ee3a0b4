"""Stated parts against the whole they are said to be parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from qa_cchc.figures.checks.facts import Facts, is_number
from qa_cchc.figures.checks.told import added, finding, named, number, printed
from qa_cchc.records import Figure, Finding
from qa_cchc.vietnamese.concepts import load_concepts

_ALL_OF_IT = re.compile(r"(?<!\bcác )\b(?:gồm|bao gồm|chia ra|cụ thể|như sau)\b", re.IGNORECASE)
# A list that says it is not whole.
_AND_OTHERS = re.compile(r"còn lại (?!\d)|\.\.\.|…|v\.\s?v|một số|chủ yếu|tiêu biểu|như:|nhất là", re.IGNORECASE)
# Parts that together are the whole, whatever introduces them.
_WHOLE_SETS = (
    {"early", "on_time", "late"},
    {"online", "direct"},
    {"electronic_documents", "paper"},
)
# Ways of dividing one thing that have nothing to do with each other: files on time may be online ones too.
_DIMENSIONS = {"timeliness", "channel", "online_level", "satisfaction", "digitisation"}
_NEARLY = Decimal("0.02")


def check_sums(facts: Facts) -> Iterator[Finding]:
    """Lists of parts ("trong đó: …", brackets, footnotes) that do not add up to their whole.

    Parts that need not be all there are ("trong đó 12 hồ sơ trực tuyến") are only doubted when they exceed the whole,
    or miss it by very little.
    """
    for identifier, parts in facts.parts.items():
        whole = facts.by_id.get(identifier)
        if whole is None or not is_number(whole) or whole.unit == "%":
            continue
        counted = [part for part in parts if part.unit != "%" and part.group == part.id and is_number(part)]
        # What a footnote details stands apart from what the sentence itself details.
        for _, listed in groupby(counted, key=lambda part: part.id.rsplit(":", 1)[0]):
            yield from _list(facts, whole, list(listed))


def _list(facts: Facts, whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    if len(parts) < 2 or any(part.approximate for part in parts):
        return
    total = Decimal(repr(whole.value))
    if _adds_up(total, parts):
        return
    for listed in _comparable(parts, whole):
        values = [Decimal(repr(part.value)) for part in listed]
        made = sum(values, Decimal(0))
        if len(listed) < 2 or made == total:
            continue
        short = total - made
        if short > 0 and not (_is_complete(whole, listed) or short <= max(Decimal(1), total * _NEARLY)):
            continue
        if (short < 0 and _may_overlap(listed)) or _is_of_another(facts, whole, made):
            continue
        message = (
            f"{named(whole)} ghi {printed(whole)}, nhưng các phần nêu ra cộng lại được {number(made)} "
            f"({added(listed)})."
        )
        yield finding("sum", "error", "parts", message, whole.text, number(made), [whole, *listed])


def _adds_up(total: Decimal, parts: Sequence[Figure]) -> bool:
    """Whether the parts make the whole, leaving out those that detail another part or follow the list."""
    values = [Decimal(repr(part.value)) for part in parts]
    if sum(values) == total:
        return True
    inner = [part for part in parts if not any(_details(part, other) for other in parts if other is not part)]
    if len(inner) > 1 and sum(Decimal(repr(part.value)) for part in inner) == total:
        return True
    running = Decimal(0)
    for at, value in enumerate(values):
        running += value
        if at and running == total:
            return True
    return len(values) > 2 and any(sum(values) - value == total for value in values)


def _details(part: Figure, other: Figure) -> bool:
    """Whether a part is itself a part of another one ("963 văn bản điện tử, ký số 963")."""
    mine, others = set(part.facets), set(other.facets)
    return others < mine and part.value is not None and other.value is not None and part.value <= other.value


def _dimension(part: Figure, whole: Figure) -> str:
    """What tells a part from the whole: the facet of its own concepts, or "label" for a mere name."""
    concepts = load_concepts()
    own = sorted({concepts.facet(c) for c in set(part.facets) - set(whole.facets)} & _DIMENSIONS)
    return own[0] if own else "label"


def _comparable(parts: Sequence[Figure], whole: Figure) -> list[list[Figure]]:
    """The parts by what tells them from the whole, those that detail another part left out."""
    inner = [part for part in parts if not any(_details(part, other) for other in parts if other is not part)]
    lists: dict[str, list[Figure]] = {}
    for part in inner:
        lists.setdefault(_dimension(part, whole), []).append(part)
    return list(lists.values())


def _is_complete(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a list says that it holds all parts."""
    if any(_AND_OTHERS.search(part.quote) for part in parts[-1:]):
        return False
    if parts[0].origin == "footnote" and whole.id.rsplit(":", 1)[0] != parts[0].id.rsplit(":", 1)[0]:
        return True
    said = {c for part in parts for c in part.facets}
    if any(complete <= said for complete in _WHOLE_SETS):
        return True
    if whole.mark is None or parts[0].mark is None or whole.quote != parts[0].quote:
        return False
    between = whole.quote[whole.mark[1] : parts[0].mark[0]]
    if "trong đó" in between.lower() or "trong số" in between.lower():
        return False
    return "(" in between or ":" in between or _ALL_OF_IT.search(between) is not None


def _is_of_another(facts: Facts, whole: Figure, made: Decimal) -> bool:
    """Whether the parts make another number of the sentence: then they detail that one."""
    return any(
        other is not whole and other.unit != "%" and is_number(other) and Decimal(repr(other.value)) == made
        for other in facts.beside(whole)
    )


def _may_overlap(parts: Sequence[Figure]) -> bool:
    """Whether parts may count one thing twice: two of them are told by the very same words."""
    words = [(part.scope or part.about or part.indicator).lower() for part in parts]
    return len(set(words)) < len(words)
