"""Sums of counts over units or periods, and rates pooled from what they are of; printed totals come first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from qa_cchc.asking.comparing.cells import Cell, cell, is_cumulative
from qa_cchc.asking.comparing.lines import Line, alike, gathered, rate_parts
from qa_cchc.asking.comparing.matrix import Row
from qa_cchc.asking.comparing.numbers import added, bare, number, small_unit
from qa_cchc.asking.comparing.ranking import unit_name
from qa_cchc.asking.comparing.shown import capital, listed, short, uncapital
from qa_cchc.asking.comparing.subjects import Subject
from qa_cchc.asking.comparing.units import Units, units_of
from qa_cchc.asking.comparing.whose import lines_asked
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.holders import COMMUNES, DEPARTMENTS, DISTRICTS, OWN
from qa_cchc.figures.printed import percent, spoken
from qa_cchc.figures.series import span
from qa_cchc.records import Answer, ComparedCell, Comparison, Formula, Period

if TYPE_CHECKING:
    from qa_cchc.asking.comparing.answering import Comparing

_GROUP = {"xã": COMMUNES, "huyện": DISTRICTS, "sở": DEPARTMENTS}
_MOST_ADDENDS_SAID = 24


def totalled(asking: Comparing) -> Answer | None:
    """The answer to a question for a total; None where there are not two numbers to add."""
    subject = asking.subjects[0]
    if asking.asked.of_named and not _of_several(asking):
        return None
    first, then = (_over_periods, _over_units) if asking.asked.over == "periods" else (_over_units, _over_periods)
    return first(asking, subject) or then(asking, subject)


def _of_several(asking: Comparing) -> bool:
    """Whether several places of one level are named; a unit beside the office that it lies in is one."""
    named = [one for one in asking.whose.offices if one.key not in asking.whose.linked]
    return len(named) > 1 and not asking.whose.parts and len({one.report.level for one in named}) == 1


def _over_units(asking: Comparing, subject: Subject) -> Answer | None:
    units = units_of(asking, subject)
    if units is None:
        return None
    several = len({row.line.office for row in units.rows if row.line.holder != OWN}) > 1
    addends = [(unit_name(row, several), row.cells[0]) for row in units.rows]
    stated = _stated_total(asking, subject, units)
    what = f"{len(addends)} đơn vị có số liệu, {short(units.period)}"
    missing = [f"Chưa có số liệu kỳ này của: {listed(list(units.missing))}."] if units.missing else []
    if subject.is_rate:
        pairs = [_parts_of(asking, subject, row, units.period) for row in units.rows]
        return _pooled(asking, subject, [name for name, _ in addends], pairs, what, stated, [*units.notes, *missing])
    return _summed(asking, subject, addends, what, stated, [*units.notes, *missing])


def _over_periods(asking: Comparing, subject: Subject) -> Answer | None:
    periods = asking.when.periods
    lines = lines_asked(asking.archive, subject, asking.whose, asking.text)
    lines = lines[:1]
    if not lines:
        return None
    if not asking.when.said:
        periods = asking._periods_of(lines)
    elif len(periods) == 1:
        periods = _within(lines[0], periods[0])
    if len(periods) < 2:
        return None
    row = Row(subject, lines[0], asking.cells(subject, lines[0], periods))
    held = [one for one in row.cells if one.value is not None]
    gaps = [f"Chưa có số liệu ({short(one.period)}): {one.gap}." for one in row.cells if one.value is None]
    what = f"{len(held)} kỳ có số liệu của {lines[0].label}"
    stated = _stated_for_whole(asking, row)
    if subject.is_rate:
        pairs = [_parts_of(asking, subject, row, one) for one in periods]
        names = [short(one) for one in periods]
        return _pooled(asking, subject, names, pairs, what, stated, gaps)
    if len(held) < 2:
        return None
    refused = _not_additive(subject, held)
    addends = [(short(one.period), one) for one in held]
    if refused:
        return _refused(asking, subject, addends, stated, refused)
    return _summed(asking, subject, addends, what, stated, gaps)


def _within(line: Line, whole: Period) -> list[Period]:
    """The periods of one length within a longer one that a line has statements on, of the length with most."""
    inside = {
        figure.period.id: figure.period
        for figure in line.figures
        if figure.period is not None and whole.start <= figure.period.start and figure.period.end <= whole.end
        and figure.period.id != whole.id
    }  # fmt: skip
    lengths: dict[str, list[Period]] = {}
    for one in inside.values():
        lengths.setdefault(span(one), []).append(one)
    if not lengths:
        return []
    length = max(lengths, key=lambda each: len(lengths[each]))
    from qa_cchc.asking.relative_periods import between

    return between(whole, whole, length) or sorted(lengths[length], key=lambda one: one.end)


def _not_additive(subject: Subject, held: Sequence[Cell]) -> str | None:
    """Why values of several periods must not be added up, if so."""
    if any(one.figure is not None and is_cumulative(one.figure) for one in held):
        return "các số là số lũy kế nên không cộng được; số của kỳ cuối đã gồm các kỳ trước"
    indicator = load().get(subject.indicator_id) if subject.indicator_id else None
    if indicator is not None and indicator.kind in ("score", "rank", "code", "yes_no"):
        return "điểm, thứ hạng và mã không cộng được"
    if indicator is not None and indicator.kind == "count" and not indicator.monotone:
        return "đây là số tại một thời điểm, không phải số phát sinh trong kỳ, nên không cộng các kỳ với nhau"
    return None


def _refused(
    asking: Comparing, subject: Subject, addends: Sequence[tuple[str, Cell]], stated: Cell | None, why: str
) -> Answer:
    lines = [f"- {capital(name)}: {asking.shown.said(one)}" for name, one in addends]
    head = f"{capital(subject.name)}: {why}."
    said = [f"Báo cáo ghi {asking.shown.said(stated)} cho {short(stated.period)}."] if stated else []
    return asking.made("\n".join([*said, head, *lines]), _table(asking, subject, addends, None, None), [])


def _summed(
    asking: Comparing, subject: Subject, addends: Sequence[tuple[str, Cell]], what: str, stated: Cell | None,
    notes: Sequence[str],
) -> Answer | None:
    total = added([one for _, one in addends])
    if total is None or len(addends) < 2:
        return None
    value, unit, places = total
    shown = asking.shown
    printed = spoken(value, places)
    unit_words = f" {small_unit(unit)}" if unit else ""
    head = []
    if stated is not None:
        same = stated.value == value
        compared = "khớp với" if same else f"lệch {spoken(abs((stated.value or Decimal(0)) - value), places)} so với"
        head.append(f"{capital(subject.name)}: báo cáo ghi tổng là {shown.said(stated)}.")
        head.append(f"Cộng {what}: {printed}{unit_words}, {compared} tổng mà báo cáo ghi.")
    else:
        head.append(f"{capital(subject.name)}, cộng {what}: {printed}{unit_words}.")
    terms = " + ".join(_source(asking, one) for _, one in addends[:_MOST_ADDENDS_SAID])
    formula = Formula(
        what, number(value), unit, f"{' + '.join(bare(one) for _, one in addends)} = {printed}",
        tuple(figure.id for _, one in addends for figure in one.sources),
    )  # fmt: skip
    shown.formulas.append(formula)
    if len(addends) <= _MOST_ADDENDS_SAID:
        head.append(f"Phép cộng: {terms} = {printed}{unit_words}.")
    lines = [f"- {capital(name)}: {shown.said(one)}" for name, one in addends[:_MOST_ADDENDS_SAID]]
    table = _table(asking, subject, addends, formula, unit, printed)
    return asking.made("\n".join([*head, *lines, *[note for note in notes if note.startswith("Chưa")]]), table,
                       [note for note in notes if not note.startswith("Chưa")])  # fmt: skip


def _pooled(
    asking: Comparing, subject: Subject, names: Sequence[str], pairs: Sequence[tuple[Cell, Cell] | None], what: str,
    stated: Cell | None, notes: Sequence[str],
) -> Answer | None:
    """A rate over several units or periods, from the sums of what it is of; never an average of rates."""
    shown = asking.shown
    held = [(name, pair) for name, pair in zip(names, pairs, strict=True) if pair is not None]
    without = [name for name, pair in zip(names, pairs, strict=True) if pair is None]
    head = [f"{capital(subject.name)}: báo cáo ghi mức chung là {shown.said(stated)}."] if stated is not None else []
    over = added([pair[0] for _, pair in held])
    under = added([pair[1] for _, pair in held])
    if len(held) < 2 or over is None or under is None or not under[0] or over[0] > under[0]:
        if not head:
            return None
        head.append("Không gộp được từ các phần: kho không có đủ tử số và mẫu số; tỷ lệ không cộng hay lấy bình quân.")
        table = _table(asking, subject, [("Mức chung", stated)], None, "%")  # type: ignore[list-item]
        return asking.made("\n".join(head), table, list(notes))
    rate = percent(number(over[0]), number(under[0]))
    said = f"{spoken(rate, 2)}%"
    parts = rate_parts(subject)
    top, bottom = (uncapital(parts[0].name), uncapital(parts[1].name)) if parts else ("tử số", "mẫu số")
    head.append(
        f"{capital(subject.name)}, gộp {what if not without else f'{len(held)} phần có đủ số liệu'}: {said} = "
        f"{spoken(over[0], over[2])} ({top}) / {spoken(under[0], under[2])} ({bottom})."
    )
    lines = [
        f"- {capital(name)}: {_source(asking, one)} / {_source(asking, other)}" for name, (one, other) in held
    ]
    figures = tuple(figure.id for _, pair in held for one in pair for figure in one.sources)
    text = (
        f"({' + '.join(bare(pair[0]) for _, pair in held)}) / ({' + '.join(bare(pair[1]) for _, pair in held)}) "
        f"× 100 = {spoken(rate, 2)}"
    )
    for place, (name, (value, unit, places)) in enumerate(((top, over), (bottom, under))):
        terms = " + ".join(bare(pair[place]) for _, pair in held)
        of = tuple(figure.id for _, pair in held for figure in pair[place].sources)
        shown.formulas.append(Formula(name, number(value), unit, f"{terms} = {spoken(value, places)}", of))
    shown.formulas.append(Formula(what, number(rate), "%", text, figures))
    if without:
        lines.append(f"Không gộp được (thiếu tử số hoặc mẫu số): {listed(without)}.")
    rows = [(capital(name), bare(one), bare(other)) for name, (one, other) in held]
    cells = [(None, shown.compared(one), shown.compared(other)) for _, (one, other) in held]
    rows.append(("Cộng", spoken(over[0], over[2]), spoken(under[0], under[2])))
    cells.append((None, ComparedCell(number(over[0]), over[1]), ComparedCell(number(under[0]), under[1])))
    table = Comparison(
        ("Phần", capital(top), capital(bottom)), tuple(rows), (f"Tỷ lệ gộp: {said}",), tuple(names), tuple(cells),
        "total", subject.name, "%", tuple(one.id for one in asking.when.periods), tuple(names),
        (subject.indicator_id,), tuple(shown.formulas),
    )  # fmt: skip
    remarks = ["Tỷ lệ chung được gộp từ tử số và mẫu số của từng phần, không lấy bình quân các tỷ lệ.", *notes]
    return asking.made("\n".join([*head, *lines]), table, remarks)


def _source(asking: Comparing, one: Cell) -> str:
    return f"{bare(one)} [{asking.shown.mark(one.figure)}]" if one.figure else one.text


def _parts_of(asking: Comparing, subject: Subject, row: Row, period: Period) -> tuple[Cell, Cell] | None:
    """The numerator and the denominator of a rate on a period, as the reports give them."""
    parts = rate_parts(subject)
    if parts is None:
        return None
    found: list[Cell] = []
    for part in parts:
        lines = gathered(asking.archive, part, [row.line.office], [period.id], [row.line.holder])
        line = alike(lines, row.line)
        if line is None:
            return None
        one = cell(line, period, False, asking.by_id, True)
        if one.figure is None:
            return None
        found.append(one)
    return found[0], found[1]


def _stated_total(asking: Comparing, subject: Subject, units: Units) -> Cell | None:
    """What the report that lists the units says of them together."""
    group = _GROUP.get(units.level or "")
    offices = {row.line.office for row in units.rows if row.line.holder != OWN}
    if group is None or len(offices) != 1 or units.chosen:
        return None
    lines = gathered(asking.archive, subject, list(offices), [units.period.id], [group])
    if not lines:
        return None
    one = cell(lines[0], units.period, False, asking.by_id, True)
    return one if one.figure is not None else None


def _stated_for_whole(asking: Comparing, row: Row) -> Cell | None:
    """What a report says of all the periods together (the year)."""
    years = {one.period.end.year for one in row.cells}
    if len(years) != 1 or len(row.cells) != 4:
        return None
    year = next(iter(years))
    for figure in row.line.figures:
        if figure.period is not None and figure.period.id == str(year):
            one = cell(row.line, figure.period, False, asking.by_id, True)
            return one if one.figure is not None else None
    return None


def _table(
    asking: Comparing, subject: Subject, addends: Sequence[tuple[str, Cell]], formula: Formula | None,
    unit: str | None, printed: str = "",
) -> Comparison:
    rows = [(capital(name), one.text) for name, one in addends]
    cells: list[tuple[ComparedCell | None, ...]] = [(None, asking.shown.compared(one)) for _, one in addends]
    if formula is not None:
        rows.append(("Cộng", printed))
        cells.append((None, ComparedCell(formula.value, unit, formula=formula.text)))
    heading = subject.name + (f" ({small_unit(unit)})" if unit and unit != "%" else "")
    return Comparison(
        ("Phần", heading), tuple(rows), (formula.text,) if formula else (), tuple(name for name, _ in addends),
        tuple(cells), "total", subject.name, unit, tuple(dict.fromkeys(one.period.id for _, one in addends)),
        tuple(name for name, _ in addends), (subject.indicator_id,) if subject.indicator_id else (),
        tuple(asking.shown.formulas),
    )  # fmt: skip
