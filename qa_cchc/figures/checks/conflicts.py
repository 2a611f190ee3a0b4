"""One thing stated twice with different numbers: in prose and form, in two places of the prose, in two units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from qa_cchc.figures.checks.facts import Facts, holder_of, indicator_of, is_number
from qa_cchc.figures.checks.told import finding, named, printed, where
from qa_cchc.figures.linking import agree, identity, may_be_one, statements
from qa_cchc.figures.printed import in_dong, money
from qa_cchc.records import Figure, Finding
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

# Counts of events: two sentences that count meetings or posts mostly count different ones.
_EVENTS = frozenset(
    """publicity_sessions news_items dialogues documents_issued directing_documents documents_sent survey_forms
    trained_staff training_sessions inspections initiatives certificates edocuments edocuments_signed
    paper_documents""".split()
)
_TIMELY = {"files_on_time": ("files_early",), "files_on_time_rate": ("files_early_rate",)}
# Numbers of one thing that differ by more are mostly of two things.
_SLIP = 0.25
# A difference of a few stands somewhere in every report.
_TELLING_GAP = 3
_THOUSANDS = {Decimal(10) ** power for power in (3, 6, 9, -3, -6, -9)}


def check_conflicts(facts: Facts) -> Iterator[Finding]:
    """Statements of one thing that do not agree, one finding a thing; amounts apart by thousands are findings of the
    unit."""
    for group in statements(facts.figures):
        exact = [figure for figure in group if is_number(figure)]
        pairs = [
            (one, other)
            for at, one in enumerate(exact)
            for other in exact[at + 1 :]
            if not agree(one, other) and may_be_one(one, other)
        ]
        thousands = [pair for pair in pairs if _apart_by_thousands(*pair)]
        if thousands:
            yield _of_units(*thousands[0])
        doubted = [
            pair
            for pair in pairs
            if pair not in thousands
            and _comparable(*pair)
            and is_likely_slip(*pair)
            and not _is_explained(facts, *pair)
        ]
        if doubted:
            yield _of_statements(doubted)


def _apart_by_thousands(one: Figure, other: Figure) -> bool:
    first, second = in_dong(one.value or 0, one.unit), in_dong(other.value or 0, other.unit)
    return bool(first and second and first / second in _THOUSANDS)


def _of_units(one: Figure, other: Figure) -> Finding:
    message = (
        f"{named(one)} được ghi {printed(one)} ở {where(one)} nhưng {printed(other)} ở {where(other)}: "
        "hai số lệch nhau hàng nghìn lần, cần xem lại đơn vị tính."
    )
    return finding("unit", "error", "money", message, one.text, printed(other), [one, other])


def _of_statements(pairs: Sequence[tuple[Figure, Figure]]) -> Finding:
    """One finding of all statements in conflict: those that agree with the first, and the others."""
    concerned = list({figure.id: figure for pair in pairs for figure in pair}.values())
    first = concerned[0]
    alike = [figure for figure in concerned if figure is first or agree(figure, first)]
    others = [figure for figure in concerned if figure not in alike]
    message = (
        f"{named(first)} được ghi {printed(first)} ở {_places(alike)} nhưng {printed(others[0])} ở {_places(others)}."
    )
    severity = "error" if any(figure.origin == "form" for figure in concerned) else "warning"
    return finding("conflict", severity, "statements", message, first.text, others[0].text, [*alike, *others])


def _places(figures: Sequence[Figure]) -> str:
    return " và ".join(dict.fromkeys(where(figure) for figure in figures[:3]))


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two statements surely are of one thing: never two rows of one form, two cells of one table or two counts
    of events; of the total row of a table nobody knows whose it is."""
    indicator = indicator_of(one)
    if indicator is None or indicator.id in _EVENTS:
        return False
    origins = {one.origin, other.origin}
    if origins == {"form"}:
        return one.form != other.form
    if "table" in origins and (len(origins) == 1 or not all(figure.scope for figure in (one, other))):
        return False
    return one.unit == "%" or indicator.kind != "count" or alike_units(one, other)


def alike_units(one: Figure, other: Figure) -> bool:
    """Whether two counts are of things called alike: "đơn vị" and "cơ quan, đơn vị", not "phòng" and "đơn vị"; amounts
    of money always are."""
    if money(one.unit) is not None and money(other.unit) is not None:
        return True
    first, second = _called(one.unit), _called(other.unit)
    return not first or not second or first in second or second in first


@lru_cache(maxsize=4096)
def _called(unit: str | None) -> str:
    return fold(expand(unit or ""))


def is_likely_slip(one: Figure, other: Figure) -> bool:
    """Whether the numbers of two figures differ as a slip makes them differ (see `is_slip`)."""
    return one.value is not None and other.value is not None and is_slip(one.value, other.value)


def is_slip(one: float | int, other: float | int) -> bool:
    """Whether two numbers differ little, or by a few digits of one length.

    Numbers far apart mostly count different things whose difference the words told otherwise.
    """
    small, great = sorted((abs(one), abs(other)))
    if great and (great - small) / great <= _SLIP:
        return True
    first, second = _digits(one), _digits(other)
    return len(first) == len(second) > 2 and (
        sorted(first) == sorted(second) or sum(a != b for a, b in zip(first, second, strict=True)) == 1
    )


def _digits(value: float | int) -> str:
    return format(Decimal(repr(value)).normalize(), "f").replace(".", "")


def _is_explained(facts: Facts, one: Figure, other: Figure) -> bool:
    """Whether the report itself tells the difference: early files that "on time" holds or leaves out, files carried
    over, procedures of vertical agencies counted with the office's own."""
    for figure, wider in ((one, other), (other, one)):
        indicator = indicator_of(figure)
        identifiers = _TIMELY.get((indicator.general or indicator.id) if indicator else "", ())
        for addend in facts.figures:
            if (
                addend.indicator_id in identifiers
                and is_number(addend)
                and holder_of(addend) == holder_of(figure)
                and abs(addend.value + figure.value - wider.value) < 0.2  # type: ignore[operator]
            ):
                return True
    if any(_agrees_elsewhere(facts, figure, rival) for figure, rival in ((one, other), (other, one))):
        return True
    gap = abs(Decimal(repr(one.value)) - Decimal(repr(other.value)))
    return one.unit != "%" and any(
        addend.value is not None
        and addend.state == "value"
        and addend.value > _TELLING_GAP
        and Decimal(repr(addend.value)) == gap
        and money(addend.unit) == money(one.unit)
        and addend.unit != "%"
        for addend in facts.figures
    )


def _agrees_elsewhere(facts: Facts, figure: Figure, rival: Figure) -> bool:
    """Whether a statement outside the forms is that of another row: same general indicator, another holder."""
    if figure.origin == "form":
        return False
    mine = identity(figure)
    return mine is not None and any(
        row.origin == "form"
        and row is not rival
        and (row_is := identity(row)) is not None
        and (row_is[0], row_is[4]) == (mine[0], mine[4])
        and row_is[1] != mine[1]
        and agree(row, figure)
        for row in facts.figures
    )


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; otherwise in reading order."""
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(findings, key=lambda finding: order[finding.severity])
