"""Rankings and counts: which unit, sector or period has most or least, and how many meet a limit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from qa_cchc.asking.comparing.cells import Cell
from qa_cchc.asking.comparing.changes import ranked_by_change
from qa_cchc.asking.comparing.matrix import Row
from qa_cchc.asking.comparing.notes import disagreements
from qa_cchc.asking.comparing.numbers import small_unit
from qa_cchc.asking.comparing.shown import capital, listed, short
from qa_cchc.asking.comparing.subjects import Subject
from qa_cchc.asking.comparing.units import Units, units_of
from qa_cchc.asking.comparing.whose import lines_asked
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.holders import OWN
from qa_cchc.records import Answer, ComparedCell, Comparison, Period

if TYPE_CHECKING:
    from qa_cchc.asking.comparing.answering import Comparing

_MOST_SAID = 12
_UNITS = {"xã": "xã, phường, thị trấn", "huyện": "huyện, thị xã, thành phố", "sở": "sở, ngành", "phòng": "phòng, ban"}

Ranked = list[tuple[int, str, Cell]]
"""(rank, name, cell), the first first; equal values share a rank."""


def ranked(asking: Comparing) -> Answer | None:
    """The answer to a ranking, or to how many units meet a limit; None where too few have a value."""
    subject = asking.subjects[0]
    if asking.asked.over == "periods":
        return _over_periods(asking, subject)
    if asking.asked.change is not None and not _is_rank(subject):
        return ranked_by_change(asking, subject)
    units = units_of(asking, subject)
    if units is None:
        return None
    several = len({row.line.office for row in units.rows if row.line.holder != OWN}) > 1
    order = _ordered([(unit_name(row, several), row.cells[0]) for row in units.rows], asking, subject)
    text = _limited(asking, units, order) if asking.asked.limit is not None else _text(asking, subject, units, order)
    table = _table(asking, subject, order, "Đơn vị" if asking.asked.over == "units" else "Lĩnh vực", units.period)
    shown = [cell.figure for _, _, cell in order if cell.figure is not None]
    notes = [*units.notes, *_direction(asking, subject), *disagreements(asking, shown)]
    return asking.made("\n".join([text, *_coverage(asking, units)]), table, notes)


def unit_name(row: Row, several: bool) -> str:
    """What a unit is called among others; with the office that tells of it where several do."""
    if row.line.holder == OWN:
        return row.line.place
    return row.line.label if several else row.line.name


def _ordered(values: Sequence[tuple[str, Cell]], asking: Comparing, subject: Subject) -> Ranked:
    """Ranked by value, the side asked for first."""
    highest = _highest_first(asking, subject)
    held = [(name, cell) for name, cell in values if cell.comparable is not None]
    held.sort(key=lambda item: (item[1].comparable if not highest else -item[1].comparable, item[0]))  # type: ignore[operator]
    found: Ranked = []
    for place, (name, cell) in enumerate(held):
        tied = found and found[-1][2].comparable == cell.comparable
        found.append((found[-1][0] if tied else place + 1, name, cell))
    return found


def _highest_first(asking: Comparing, subject: Subject) -> bool:
    """Whether the greatest value comes first: as asked for, else where more is better or nobody knows."""
    asked = asking.asked
    if asked.best is not None:
        better = subject.better if subject.better is not None else True
        return better == asked.best
    if _is_rank(subject):
        # The first rank is the highest one.
        return asked.lowest
    if asked.lowest:
        return False
    if asked.limit is not None:
        return asked.limit.relation != "<"
    said = asking.text.lower()
    if any(word in said for word in ("nhất", "từ cao", "từ nhiều", "top")):
        return True
    return subject.better is not False


def _is_rank(subject: Subject) -> bool:
    indicator = load().get(subject.indicator_id) if subject.indicator_id else None
    return indicator is not None and indicator.kind == "rank"


def _direction(asking: Comparing, subject: Subject) -> list[str]:
    if asking.asked.best is not None and subject.better is None:
        return ["Danh mục chỉ tiêu không nói cao hay thấp là tốt nên xếp theo giá trị, cao nhất trước."]
    return []


def _text(asking: Comparing, subject: Subject, units: Units, order: Ranked) -> str:
    first = [item for item in order if item[0] == 1]
    word = "Cao nhất" if _highest_first(asking, subject) != _is_rank(subject) else "Thấp nhất"
    names = listed([name for _, name, _ in first])
    value = asking.shown.said(first[0][2])
    others = "".join(f"[{asking.shown.mark(cell.figure)}]" for _, _, cell in first[1:] if cell.figure)
    together = " cùng" if len(first) > 1 else ""
    head = f"{capital(subject.name)}, {short(units.period)}: {word.lower()} là {names}, {together} {value}{others}."
    head = " ".join(head.replace(", cùng", " cùng").split()).replace(" .", ".").replace(", ,", ",")
    many = asking.asked.top or _MOST_SAID
    listed_lines = _lines(asking, [item for item in order if item[0] <= max(many, 2)][: max(many, 2) + 8])
    rest = len(order) - len(listed_lines)
    more = [f"… và {rest} đơn vị khác (xem bảng)."] if rest > 0 else []
    return "\n".join([head, *listed_lines, *more])


def _lines(asking: Comparing, order: Ranked) -> list[str]:
    return [f"{rank}. {capital(name)}: {asking.shown.said(cell)}" for rank, name, cell in order]


def _limited(asking: Comparing, units: Units, order: Ranked) -> str:
    """ "Có 2 trong 7 xã, phường dưới 50%: …" with each unit's value."""
    limit = asking.asked.limit
    assert limit is not None
    met = [(rank, name, cell) for rank, name, cell in order if cell.value is not None and limit.admits(_plain(cell))]
    subject = units.rows[0].subject
    rate = limit.rate or subject.is_rate
    said = limit.words if rate or "%" in limit.words else f"{limit.words} {small_unit(subject.unit)}".strip()
    said = f"{said}%" if rate and "%" not in said else said
    unit = _UNITS.get(units.level or "", "đơn vị")
    head = f"{capital(subject.name)}, {short(units.period)}: "
    if not met:
        return "\n".join([f"{head}không đơn vị nào trong {len(order)} đơn vị có số liệu {said}.", *_all(asking, order)])
    lines = [f"- {capital(name)}: {asking.shown.said(cell)}" for _, name, cell in met]
    rest = [item for item in order if item not in met]
    others = "; ".join(f"{name} {asking.shown.said(cell)}" for _, name, cell in rest[:_MOST_SAID])
    tail = [f"Các đơn vị còn lại: {others}."] if others else []
    return "\n".join([f"{head}có {len(met)} đơn vị {said} trong {len(order)} {unit} có số liệu:", *lines, *tail])


def _all(asking: Comparing, order: Ranked) -> list[str]:
    return [f"- {capital(name)}: {asking.shown.said(cell)}" for _, name, cell in order[:_MOST_SAID]]


def _plain(cell: Cell) -> float | int:
    return float(cell.value or Decimal(0))


def _table(asking: Comparing, subject: Subject, order: Ranked, what: str, period: Period | None) -> Comparison:
    unit = next((cell.unit for _, _, cell in order if cell.unit), subject.unit)
    heading = subject.name + (f" ({small_unit(unit)})" if unit and unit != "%" else "")
    rows, cells = [], []
    for rank, name, cell in order:
        rows.append((capital(name), cell.text, str(rank)))
        cells.append((None, asking.shown.compared(cell), ComparedCell(rank)))
    periods = (period.id,) if period is not None else tuple(cell.period.id for _, _, cell in order)
    names = tuple(name for _, name, _ in order)
    ids = tuple(cell.period.id for _, _, cell in order)
    return Comparison(
        columns=(what, heading, "Hạng"), rows=tuple(rows), differences=(), order=ids if period is None else names,
        cells=tuple(cells), kind="total" if asking.asked.counts else "ranking",
        title=f"{subject.name}{f', {short(period)}' if period else ''}", unit=unit, periods=periods, places=names,
        indicators=(subject.indicator_id,) if subject.indicator_id else (), formulas=tuple(asking.shown.formulas),
    )  # fmt: skip


def _coverage(asking: Comparing, units: Units) -> list[str]:
    unit = _UNITS.get(units.level or "", "đơn vị") if asking.asked.over == "units" else "lĩnh vực"
    said = [f"Kho có số liệu của {len(units.rows)} {unit} trong kỳ này."]
    if units.missing:
        said.append(f"Chưa có số liệu kỳ này của: {listed(list(units.missing))}.")
    return said


def _over_periods(asking: Comparing, subject: Subject) -> Answer | None:
    """Which period of one place has most or least."""
    periods = asking.when.periods
    lines = lines_asked(asking.archive, subject, asking.whose, asking.text, asking._ids(periods))[:1]
    if not lines:
        return None
    if not asking.when.said:
        periods = asking._periods_of(lines)
    row = Row(subject, lines[0], asking.cells(subject, lines[0], periods))
    order = _ordered([(short(cell.period), cell) for cell in row.cells], asking, subject)
    if len(order) < 2:
        return None
    first = [item for item in order if item[0] == 1]
    word = "cao nhất" if _highest_first(asking, subject) != _is_rank(subject) else "thấp nhất"
    names = listed([name for _, name, _ in first])
    head = f"{capital(subject.name)} ({lines[0].label}): {word} là {names}, {asking.shown.said(first[0][2])}."
    table = _table(asking, subject, order, "Kỳ báo cáo", None)
    gaps = [f"Chưa có số liệu ({short(cell.period)}): {cell.gap}." for cell in row.cells if cell.value is None]
    return asking.made("\n".join([head, *_lines(asking, order), *gaps]), table, list(_direction(asking, subject)))
