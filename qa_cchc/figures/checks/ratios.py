"""Stated percentages against the numbers they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.facts import Facts, holder_of, indicator_of, is_number
from qa_cchc.figures.checks.told import finding, named, number, printed
from qa_cchc.figures.printed import agreement, decimals, percent
from qa_cchc.records import Figure, Finding

# A percentage of something else than the whole beside it.
_OF_OTHER = re.compile(
    r"(?:so với|kế hoạch|chỉ tiêu|mục tiêu|cùng kỳ|dự toán|vượt|tăng|giảm|bằng \d|trung bình|bình quân|thấp nhất"
    r"|cao nhất)",
    re.IGNORECASE,
)
# "bằng 76,63% số hồ sơ mới": the words behind say that it is a share of a total, however it is introduced.
_OF_A_TOTAL = re.compile(
    r"\s*%?\s*(?:của|trên|trong)?\s*(?:tổng\s+)?số\s+(?:lượng\s+)?(?:hồ sơ|TTHC|thủ tục)", re.IGNORECASE
)
_MOST = 100


def check_ratios(facts: Facts) -> Iterator[Finding]:
    """Every percentage whose numerator and denominator are stated beside it, in its form or in its table row.

    Rounding and cutting off of digits are right; a rate off by its last digit alone is a warning.
    """
    for figure in facts.figures:
        if not is_number(figure) or figure.unit != "%":
            continue
        if figure.numerator is not None and figure.denominator:
            if _is_sound(figure.numerator, figure.denominator):
                yield from _compared(figure, figure.numerator, figure.denominator, _made_of(facts, figure))
        elif figure.origin in ("prose", "footnote"):
            yield from _share_of_whole(facts, figure)
        yield from _beyond_all(figure)


def _is_sound(numerator: float | int, denominator: float | int) -> bool:
    return denominator > 0 and numerator >= 0


def _beyond_all(figure: Figure) -> Iterator[Finding]:
    """A share above 100 %, where the catalogue says that the numerator is a part of the denominator."""
    indicator = indicator_of(figure)
    if indicator is None or indicator.kind != "ratio" or (figure.value or 0) <= _MOST:
        return
    if figure.numerator is not None and figure.denominator and figure.numerator > figure.denominator:
        return
    if not indicator.denominator or _OF_OTHER.search(indicator.name):
        return
    message = f"{named(figure)} ghi {printed(figure)}, trong khi tỷ lệ này không thể vượt quá 100%."
    yield finding("ratio", "error", "beyond_all", message, figure.text, "≤ 100", [figure])


def _compared(
    figure: Figure, numerator: float | int, denominator: float | int, others: Sequence[Figure]
) -> Iterator[Finding]:
    exact = percent(numerator, denominator)
    places = decimals(figure.value, figure.text)  # type: ignore[arg-type]
    how = agreement(figure.value, exact, places)  # type: ignore[arg-type]
    if how in ("rounded", "truncated"):
        return
    severity = "warning" if how == "near" else "error"
    expected = number(exact)
    message = (
        f"{named(figure)} ghi {printed(figure)}, nhưng {number(Decimal(repr(numerator)))}/"
        f"{number(Decimal(repr(denominator)))} chỉ cho {expected}%."
        if exact < Decimal(repr(figure.value))
        else f"{named(figure)} ghi {printed(figure)}, nhưng {number(Decimal(repr(numerator)))}/"
        f"{number(Decimal(repr(denominator)))} là {expected}%."
    )
    yield finding("ratio", severity, "share", message, figure.text, expected, [figure, *others])


def _made_of(facts: Facts, figure: Figure) -> list[Figure]:
    """The figures that a percentage's numerator and denominator were read from, when they stand elsewhere."""
    wanted = {figure.numerator, figure.denominator}
    return [
        other
        for other in facts.beside(figure)
        if other is not figure and other.value in wanted and other.unit != "%" and other.quote != figure.quote
    ][:2]


def _share_of_whole(facts: Facts, figure: Figure) -> Iterator[Finding]:
    """A percentage that restates a count ("đúng hạn 179 hồ sơ, đạt 41,9%") against the whole the count is part of."""
    count = next(
        (one for one in facts.phrases.get(figure.group, ()) if one.unit != "%" and one.id == figure.group), None
    )
    if count is None or not is_number(count):
        return
    of_total = figure.mark is not None and _OF_A_TOTAL.match(figure.quote, figure.mark[1]) is not None
    if not of_total and _OF_OTHER.search(_words_around(figure, count)):
        return
    whole = facts.by_id.get(count.whole or "") or _resolved(facts, count, everywhere=of_total)
    if whole is None or not is_number(whole) or whole.unit == "%" or not whole.value or not _alike(count, whole):
        return
    if count.value > whole.value:  # type: ignore[operator]
        return
    # The percentage may be of any count and any whole that the paragraph, or a total that the report states.
    counts = [one for one in facts.beside(figure) if one.unit != "%" and is_number(one)]
    bases = [*counts, *(one for one in facts.figures if one.indicator_id in _totals())]
    if any(
        _fits(figure, over.value, base)
        for over in counts
        for whole_one in bases
        for base in {whole_one.value, whole_one.denominator}
        if base and _alike(over, whole_one)
    ):
        return
    yield from _compared(figure, count.value, whole.value, [count, whole])  # type: ignore[arg-type]


@cache
def _totals() -> frozenset[str]:
    """The indicators that rates are of."""
    return frozenset(one.denominator for one in load().indicators if one.denominator)


def _fits(figure: Figure, over: float | int | None, base: float | int) -> bool:
    if over is None or not base:
        return False
    return agreement(figure.value, percent(over, base), decimals(figure.value, figure.text)) != "off"  # type: ignore[arg-type]


def _resolved(facts: Facts, count: Figure, everywhere: bool = False) -> Figure | None:
    """The denominator that the catalogue names for a count's rate, in the same paragraph, for the same holder; from
    anywhere in the report where the words speak of a total that the paragraph lacks."""
    rates = [one for one in load().indicators if one.numerator and one.numerator == count.indicator_id]
    wanted = {rate.denominator for rate in rates}
    found = [other for other in facts.beside(count) if _is_for(other, count, wanted)]
    if everywhere and not found:
        found = [other for other in facts.figures if _is_for(other, count, wanted) and other.origin != "table"]
    return found[0] if len({other.value for other in found}) == 1 else None


def _is_for(other: Figure, count: Figure, wanted: set[str | None]) -> bool:
    return (
        other.indicator_id in wanted
        and is_number(other)
        and holder_of(other) == holder_of(count)
        and other.period == count.period
    )


def _alike(one: Figure, other: Figure) -> bool:
    first, second = (one.unit or "").lower(), (other.unit or "").lower()
    return first == second or first.startswith(second) or second.startswith(first)


def _words_around(figure: Figure, count: Figure) -> str:
    """The words between a count and its percentage, and those right behind."""
    if figure.mark is None or count.mark is None or figure.quote != count.quote:
        return ""
    start, end = sorted((count.mark[1], figure.mark[0]))
    return figure.quote[start:end] + figure.quote[figure.mark[1] : figure.mark[1] + 25]
