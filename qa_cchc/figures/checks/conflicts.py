"""One thing stated twice with different numbers: in prose and form, in two places of the prose, in two units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from qa_cchc.figures.checks.facts import Facts, holder_of, indicator_of, is_number
from qa_cchc.figures.checks.told import finding, named, printed, where
from qa_cchc.figures.linking import agree, may_be_one, statements
from qa_cchc.figures.printed import in_dong
from qa_cchc.records import Figure, Finding

# Counts of events: two sentences that count meetings or posts mostly count different ones.
_EVENTS = frozenset(
    """publicity_sessions news_items dialogues documents_issued directing_documents documents_sent survey_forms
    trained_staff training_sessions inspections initiatives certificates edocuments edocuments_signed
    paper_documents""".split()
)
_TIMELY = {"files_on_time": ("files_early",), "files_on_time_rate": ("files_early_rate",)}
_THOUSANDS = {Decimal(10) ** power for power in (3, 6, 9, -3, -6, -9)}


def check_conflicts(facts: Facts) -> Iterator[Finding]:
    """Statements of one thing that do not agree; amounts apart by thousands are findings of the unit."""
    for group in statements(facts.figures):
        exact = [figure for figure in group if is_number(figure)]
        told: set[tuple[object, object]] = set()
        for at, one in enumerate(exact):
            for other in exact[at + 1 :]:
                values = (one.value, one.unit), (other.value, other.unit)
                if values in told or agree(one, other) or not may_be_one(one, other):
                    continue
                said = _finding(facts, one, other)
                if said is not None:
                    told.add(values)
                    yield said


def _finding(facts: Facts, one: Figure, other: Figure) -> Finding | None:
    first, second = in_dong(one.value or 0, one.unit), in_dong(other.value or 0, other.unit)
    if first and second and first / second in _THOUSANDS:
        message = (
            f"{named(one)} được ghi {printed(one)} ở {where(one)} nhưng {printed(other)} ở {where(other)}: "
            "hai số lệch nhau hàng nghìn lần, cần xem lại đơn vị tính."
        )
        return finding("unit", "error", "money", message, one.text, printed(other), [one, other])
    if not _comparable(one, other) or _is_explained(facts, one, other):
        return None
    message = (
        f"{named(one)} được ghi {printed(one)} ở {where(one)} "
        f"nhưng {printed(other)} ở {where(other)}."
    )
    severity = "error" if "form" in (one.origin, other.origin) else "warning"
    return finding("conflict", severity, "statements", message, one.text, other.text, [one, other])


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two statements surely are of one thing: one is of a form, or both of a rate, a score, a total."""
    indicator = indicator_of(one)
    if indicator is None:
        return False
    if {one.origin, other.origin} & {"form"}:
        return one.origin != other.origin or one.form != other.form or one.indicator_id != other.indicator_id
    if "table" in (one.origin, other.origin):
        return one.origin != other.origin and indicator.id not in _EVENTS
    if indicator.kind in ("ratio", "score", "rank"):
        return True
    return indicator.id not in _EVENTS and indicator.kind in ("count", "amount") and one.scope == other.scope


def _is_explained(facts: Facts, one: Figure, other: Figure) -> bool:
    """Offices count "on time" with early files in the forms and without them in prose."""
    for figure, wider in ((one, other), (other, one)):
        identifiers = _TIMELY.get(indicator.general or indicator.id if (indicator := indicator_of(figure)) else "", ())
        for addend in facts.figures:
            if (
                addend.indicator_id in identifiers
                and is_number(addend)
                and holder_of(addend) == holder_of(figure)
                and abs(addend.value + figure.value - wider.value) < 0.2  # type: ignore[operator]
            ):
                return True
    return False


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes; otherwise in reading order."""
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(findings, key=lambda finding: order[finding.severity])
