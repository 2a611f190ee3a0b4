"""The units that may be ranked or added up together: one kind of unit, one period, each unit once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa_cchc.asking.comparing.cells import Cell
from qa_cchc.asking.comparing.lines import Line, gathered, lanes_of, list_of, with_worked_out
from qa_cchc.asking.comparing.matrix import Row
from qa_cchc.asking.comparing.shown import short
from qa_cchc.asking.comparing.subjects import Subject
from qa_cchc.asking.comparing.whose import lines_asked, part_keys
from qa_cchc.figures.holders import GROUPS, OWN
from qa_cchc.figures.linking import agree
from qa_cchc.figures.sectors import is_sector
from qa_cchc.records import Period
from qa_cchc.vietnamese.places import same_place
from qa_cchc.vietnamese.unicode import fold

if TYPE_CHECKING:
    from qa_cchc.asking.comparing.answering import Comparing

_BELOW = {"bộ": ("tỉnh", "sở"), "tỉnh": ("huyện", "xã", "sở"), "huyện": ("xã", "phòng"), "sở": ("phòng", "huyện", "xã")}
_FIELD = re.compile(r"^(?:các )?(?:lĩnh vực|mảng|nhóm)\s")


@dataclass(frozen=True, slots=True)
class Units:
    """Rows of units on one `period`, each unit once; `level` the kind of unit; `missing` names of units that other
    periods have; `notes` what must be known of them; `chosen` that they are those named, not all of their level."""

    period: Period
    rows: tuple[Row, ...]
    level: str | None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def cells(self) -> list[Cell]:
        """The cell of each row."""
        return [row.cells[0] for row in self.rows]


def units_of(asking: Comparing, subject: Subject, least: int = 2) -> Units | None:
    """The units of a subject that a question is about; None where fewer than `least` have a value in one period."""
    asked = asking.asked
    several = len(asking.whose.offices) + len(asking.whose.parts) > 1
    if asked.over != "sectors" and several and asking.whose.named:
        lines = lines_asked(asking.archive, subject, asking.whose, asking.text, asking._ids(asking.when.periods))
        found = _on_best_period(asking, subject, lines, least)
        if found is not None:
            return replace(found, missing=(), chosen=True)
    lines = _all_lines(asking, subject)
    sectors = _sectors(lines)
    if asked.over == "sectors":
        return _on_best_period(asking, subject, sectors, least)
    apart = set(sectors)
    return _on_best_period(asking, subject, [line for line in lines if line not in apart], least)


def _all_lines(asking: Comparing, subject: Subject) -> list[Line]:
    """Lines of units named in the reports of the offices asked about, and of offices of their own within them."""
    keys = asking.whose.keys
    if keys is not None:
        keys = [*keys, *_offices_within(asking)]
    ids = asking._ids(asking.when.periods)
    return with_worked_out(asking.archive, subject, keys, ids)


def _offices_within(asking: Comparing) -> list[str]:
    """Offices that report for themselves and lie in the provinces asked about."""
    provinces = {fold(office.place) for office in asking.whose.offices if office.report.level == "tỉnh"}
    return [
        asking.archive.office(report.id) for report in asking.reports
        if report.province and fold(report.province) in provinces and report.level not in ("tỉnh", "sở", "bộ")
    ]


def _sectors(lines: Sequence[Line]) -> list[Line]:
    """The lines of sectors: those named so, and the other rows of their tables."""
    named = [line for line in lines if line.level is None and (is_sector(line.name) or _FIELD.match(line.name.lower()))]
    tables = {list_of(figure) for line in named for figure in line.figures}
    beside = [
        line for line in lines
        if line.level is None and line.holder not in (OWN, *GROUPS)
        and any(list_of(figure) in tables for figure in line.figures)
    ]  # fmt: skip
    return list(dict.fromkeys([*named, *beside]))


def _on_best_period(asking: Comparing, subject: Subject, lines: Sequence[Line], least: int) -> Units | None:
    """The units on the newest of the periods asked for (or of all) that at least so many have a value of."""
    by_period: dict[str, list[Line]] = defaultdict(list)
    periods: dict[str, Period] = {}
    for line in lines:
        on = {figure.period.id: figure.period for figure in line.figures if figure.period is not None}
        periods |= on
        for identity in on:
            by_period[identity].append(line)
    asked = {one.id for one in asking.when.periods}
    if subject.is_rate and asked:
        for one in asking.when.periods:
            periods.setdefault(one.id, one)
            by_period[one.id] = list(lines)
    chosen: list[tuple[tuple[object, ...], Units]] = []
    for identity, one in periods.items():
        if asked and identity not in asked:
            continue
        made = _on(asking, subject, one, by_period[identity])
        valued = sum(each.value is not None for each in made.cells) if made else 0
        if made is not None and valued >= least:
            chosen.append(((one.end, valued), made))
    if not chosen:
        return None
    best = max(chosen, key=lambda item: item[0])[1]
    notes = list(best.notes)
    if len(chosen) > 1 and asking.when.said:
        notes.append(f"Câu hỏi hợp với nhiều kỳ nên lấy kỳ mới nhất: {short(best.period)}.")
    elif not asking.when.said:
        notes.append(f"Câu hỏi không nêu kỳ nên lấy kỳ mới nhất có số của từng đơn vị: {short(best.period)}.")
    return replace(best, missing=tuple(_missing(asking, subject, best)), notes=tuple(notes))


def _on(asking: Comparing, subject: Subject, period: Period, lines: Sequence[Line]) -> Units | None:
    """The units of one kind on one period, each once."""
    if asking.asked.over == "sectors":
        rows = [Row(subject, line, asking.cells(subject, line, [period])) for line in lines]
        return Units(period, tuple(row for row in rows if row.cells[0].value is not None), None)
    named = [line for line in lines if line.holder not in (OWN, *GROUPS)]
    own = [line for line in lines if line.holder == OWN]
    level = asking.asked.level or _level(asking, named, own)
    tables = [line for line in named if line.level == level or (level is None and line.level is not None)]
    offices = [line for line in own if line.level == level]
    if not tables and asking.asked.level is not None and not offices:
        level = _level(asking, named, own)
        tables = [line for line in named if line.level == level]
    mixed = asking.asked.level is None and len(tables) + len(offices) < 2
    if mixed:
        tables, offices, level = named, own, None
    rows, notes = _each_once(asking, subject, period, _of_like_offices(asking, tables), _best_sorts(offices))
    if mixed and len(rows) > 1:
        notes.append("Các đơn vị không cùng cấp; thứ hạng chỉ để tham khảo.")
    return Units(period, tuple(rows), level, notes=tuple(notes))


def _level(asking: Comparing, named: Sequence[Line], own: Sequence[Line]) -> str | None:
    """The kind of unit most are of; below the level of the office asked about."""
    below = {each for office in asking.whose.offices for each in _BELOW.get(office.report.level or "", ())}
    counted = Counter(
        line.level for line in (*named, *own)
        if line.level and (not asking.whose.named or line.level in below)
    )
    return counted.most_common(1)[0][0] if counted else None


def _of_like_offices(asking: Comparing, tables: Sequence[Line]) -> list[Line]:
    """Units told by territorial offices; those in a department's report are its own business, and of one only."""
    levels = {asking.archive.office(report.id): report.level for report in asking.reports}
    territorial = [line for line in tables if levels.get(line.office) not in ("sở", "bộ")]
    if territorial or asking.whose.named:
        return territorial or list(tables)
    most = Counter(line.office for line in tables).most_common(1)
    return [line for line in tables if line.office == most[0][0]] if most else []


def _best_sorts(lines: Sequence[Line]) -> list[Line]:
    """One line of each office: of all of it, or where nobody is named, before its desk alone."""
    rank = {"whole": 0, "": 1, "desk": 2}
    best: dict[str, Line] = {}
    for line in sorted(lines, key=lambda each: rank[each.sort]):
        best.setdefault(line.office, line)
    return list(best.values())


def _each_once(
    asking: Comparing, subject: Subject, period: Period, tables: Sequence[Line], offices: Sequence[Line]
) -> tuple[list[Row], list[str]]:
    """Rows of units: what an office says of itself before what a table of others says of it."""
    notes: list[str] = []
    rows = [Row(subject, line, asking.cells(subject, line, [period])) for line in offices]
    rows = [row for row in rows if row.cells[0].value is not None]
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in part_keys(row.line.place):
            by_key[key].append(row)
    for line in tables:
        row = Row(subject, line, asking.cells(subject, line, [period]))
        same = next((other for other in by_key[line.holder] if _may_be_one(asking, other.line, line)), None)
        if same is None:
            if row.cells[0].value is not None:
                rows.append(row)
            continue
        one, other = same.cells[0].figure, row.cells[0].figure
        if one is not None and other is not None and not agree(one, other):
            notes.append(
                f"{same.line.label}: báo cáo của đơn vị ghi {same.cells[0].text}, bảng của {line.place} ghi "
                f"{row.cells[0].text}; xếp theo báo cáo của đơn vị."
            )
    return rows, notes


def _may_be_one(asking: Comparing, own: Line, row: Line) -> bool:
    """Whether an office and a unit of its name in another's table lie in one province, as far as that is said."""
    one, other = asking.province(own.office), asking.province(row.office)
    return one is None or other is None or same_place(one, other)


def _missing(asking: Comparing, subject: Subject, units: Units) -> list[str]:
    """Names of units of the same reports that have a value in another period and none in this one."""
    if not subject.indicator_id:
        return []
    holders = {(row.line.office, row.line.holder) for row in units.rows}
    offices = {office for office, holder in holders if holder != OWN}
    lanes = [
        lane for lane in lanes_of(asking.archive, subject, offices or None)
        if lane.holder not in (OWN, *GROUPS) and lane.office in offices and (lane.office, lane.holder) not in holders
    ]
    if not lanes or len(lanes) > 200:
        return []
    found = gathered(asking.archive, subject, offices, None, {lane.holder for lane in lanes})
    names = [
        line.name for line in found
        if (line.office, line.holder) not in holders and line.level == units.level and line.figures
        and units.level is not None
    ]  # fmt: skip
    own = [row.line for row in units.rows if row.line.holder == OWN]
    return [name for name in dict.fromkeys(names) if not any(same_place(name, line.place) for line in own)]
