"""Rankings by change: which unit rose or fell most from one period to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_cchc.asking.comparing.numbers import Difference, difference, small_unit
from qa_cchc.asking.comparing.shown import capital, short
from qa_cchc.asking.comparing.subjects import Subject
from qa_cchc.asking.comparing.units import units_of
from qa_cchc.figures.holders import OWN
from qa_cchc.records import Answer, Comparison

if TYPE_CHECKING:
    from qa_cchc.asking.comparing.answering import Comparing

_MOST_SAID = 12


def ranked_by_change(asking: Comparing, subject: Subject) -> Answer | None:
    """The units by what they are more, or less, in the later of two periods; None where fewer than two have both."""
    pair = asking.when.pairs[0] if asking.when.pairs else tuple(reversed(asking.when.periods))
    if len(pair) != 2:
        return None
    later, earlier = pair
    units = units_of(asking, subject)
    if units is None or units.period.id != later.id:
        return None
    changes: list[tuple[str, Difference]] = []
    for row in units.rows:
        change = difference(row.cells[0], asking.cells(subject, row.line, [earlier])[0])
        if change is not None:
            changes.append((row.line.place if row.line.holder == OWN else row.line.name, change))
    if len(changes) < 2:
        return None
    falls = asking.asked.change == "giảm"
    changes.sort(key=lambda item: (item[1].value if falls else -item[1].value, item[0]))
    shown = asking.shown
    lines, rows, cells = [], [], []
    for rank, (name, change) in enumerate(changes, 1):
        said = f"{shown.said(change.later)} so với {shown.said(change.earlier)}"
        lines.append(f"{rank}. {capital(name)}: {_way(change)}: {said}")
        rows.append((capital(name), change.earlier.text, change.later.text, change.signed))
        cells.append((None, shown.compared(change.earlier), shown.compared(change.later),
                      shown.changed(change, f"{name}: {short(later)} so với {short(earlier)}")))  # fmt: skip
    first = changes[0]
    matches = first[1].value < 0 if falls else first[1].value > 0
    head = f"{capital(subject.name)}, {short(later)} so với {short(earlier)}: " + (
        f"{'giảm' if falls else 'tăng'} nhiều nhất là {first[0]}, {first[1].amount}." if matches
        else f"không đơn vị nào {'giảm' if falls else 'tăng'}."
    )  # fmt: skip
    names = tuple(name for name, _ in changes)
    table = Comparison(
        ("Đơn vị", capital(short(earlier)), capital(short(later)), f"Thay đổi ({small_unit(first[1].unit)})"),
        tuple(rows), (), names, tuple(cells), "ranking", f"{subject.name}, {short(later)} so với {short(earlier)}",
        subject.unit, (earlier.id, later.id), names, (subject.indicator_id,) if subject.indicator_id else (),
        tuple(shown.formulas),
    )  # fmt: skip
    return asking.made("\n".join([head, *lines[:_MOST_SAID]]), table, list(units.notes))


def _way(change: Difference) -> str:
    if not change.value:
        return "không đổi"
    return f"{'tăng' if change.value > 0 else 'giảm'} {change.amount}"
