"""Whose figures are compared: the lines of a table, each one holder in one office, with all its statements."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from qa_cchc.archive.lanes import Lane
from qa_cchc.archive.store import Archive
from qa_cchc.asking.comparing.subjects import Subject, of_indicator
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.checks.facts import holder_of
from qa_cchc.figures.holders import GROUPS, OWN
from qa_cchc.figures.sectors import is_sector
from qa_cchc.records import Figure
from qa_cchc.vietnamese.unicode import fold

_WHOLE = re.compile(r"(?:toàn|cả)\s", re.IGNORECASE)
_COMMUNE = re.compile(r"(?<!\w)(?:xa|phuong|thi tran|dac khu)\s+(?=\w)")
_DISTRICT = re.compile(r"(?<!\w)(?:huyen|quan|thi xa|thanh pho|tp|tx)\s+(?=\w)")
_DEPARTMENT = re.compile(r"^(?:so|ban|thanh tra|van phong)\s+\w")
_LEVEL_HEAD = re.compile(r"(?:Xã|Phường|Thị|Huyện|Thành|Quận|Các)\s(?!\d)")
_ROOM = re.compile(r"^(?:phong|chi cuc|trung tam|chi nhanh)\s+\w")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a comparison: `holder` of the reports of `office`; `sort` tells "whole", "desk" or "" among figures of
    the office itself; `place` is whose report it is, `name` who the line is of, `level` the kind of unit."""

    office: str
    holder: str
    name: str
    place: str
    level: str | None
    figures: tuple[Figure, ...] = field(compare=False, repr=False)
    sort: str = ""

    def on(self, period_id: str) -> list[Figure]:
        """Its statements on a period."""
        return [figure for figure in self.figures if figure.period is not None and figure.period.id == period_id]

    @property
    def label(self) -> str:
        """ "xã Hải Khuê, thị xã Lam Khê", "thị xã Lam Khê", "các xã, phường, thị xã Lam Khê"."""
        if fold(self.place) in fold(self.name) or not self.place:
            return self.name
        return f"{self.name}, {self.place}"


def scope_sort(scope: str | None) -> str:
    """ "whole" for "toàn huyện", "desk" for what one desk or the office alone did, "" where nothing is said."""
    if not scope:
        return ""
    return "whole" if _WHOLE.match(scope) else "desk"


def office_name(office: str) -> str:
    """The place of an office's key ("thị xã Lam Khê" of "thị xã Lam Khê, tỉnh Hoài Giang")."""
    return office.split(", ")[0]


def gathered(
    archive: Archive, subject: Subject, offices: Collection[str] | None, periods: Collection[str] | None,
    holders: Collection[str] | None = None,
) -> list[Line]:
    """The lines of a subject that have statements: of the offices and holders named (None: of all), on the periods
    named (None: on all)."""
    if not subject.indicator_id:
        return _grouped(
            (figure, archive.office(figure.report.id), holder_of(figure))
            for figure in subject.figures
            if (offices is None or archive.office(figure.report.id) in offices)
            and (holders is None or holder_of(figure) in holders)
            and (periods is None or (figure.period is not None and figure.period.id in periods))
        )
    found = lanes_of(archive, subject, offices, holders)
    by_key = {lane.key: lane for lane in found}
    figures = archive.lane_figures(found, None if periods is None else sorted(periods))
    return _grouped(
        (figure, by_key[str(figure.series)].office, by_key[str(figure.series)].holder) for figure in figures
    )


def with_worked_out(
    archive: Archive, subject: Subject, offices: Collection[str] | None, periods: Collection[str] | None,
    holders: Collection[str] | None = None,
) -> list[Line]:
    """The lines of a subject, and of a rate those too whose rate is printed nowhere but its numerator is."""
    lines = gathered(archive, subject, offices, periods, holders)
    parts = rate_parts(subject) if subject.is_rate else None
    units = sum(line.holder not in (OWN, *GROUPS) for line in lines)
    if parts is None or (offices is None and (units > 1 or (holders is not None and lines))):
        # Over the whole archive what is printed is enough.
        return lines
    have = {(line.office, line.holder, line.sort) for line in lines}
    return lines + [
        replace(line, figures=())
        for line in gathered(archive, parts[0], offices, periods, holders)
        if (line.office, line.holder, line.sort) not in have
    ]


def lanes_of(
    archive: Archive, subject: Subject, offices: Collection[str] | None = None, holders: Collection[str] | None = None
) -> list[Lane]:
    """The series of a subject."""
    found = archive.lanes(
        [subject.indicator_id], None if offices is None else sorted(offices),
        None if holders is None else sorted(holders),
    )
    return [lane for lane in found if lane.kind == subject.kind]


def _grouped(found: Iterable[tuple[Figure, str, str]]) -> list[Line]:
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure, office, whose in found:
        groups[office, whose].append(figure)
    lines: list[Line] = []
    for (office, whose), figures in groups.items():
        lines += _parted(office, whose, figures)
    return _with_levels(lines)


def _parted(office: str, whose: str, figures: Sequence[Figure]) -> list[Line]:
    """One line of a named holder; of the office itself one for the whole and one for its desk where both are told."""
    place = next((figure.place for figure in figures if figure.place), office_name(office))
    if whose != OWN:
        return [Line(office, whose, _name(whose, figures), place, _level_of(whose, figures), tuple(figures))]
    by_sort: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_sort[scope_sort(figure.scope)].append(figure)
    level = figures[0].level
    plain = by_sort.pop("", [])
    if not by_sort:
        return [Line(office, whose, place, place, level, tuple(plain))]
    lines = []
    for sort, ones in by_sort.items():
        # What names nobody is the whole office's where the whole is told apart, else may be either.
        joined = _joined(sort, ones, plain, by_sort)
        lines.append(Line(office, whose, _own_name(sort, ones, place), place, level, tuple(joined), sort))
    if plain and not _all_in(plain, lines):
        lines.insert(0, Line(office, whose, place, place, level, tuple(plain)))
    return sorted(lines, key=lambda line: ("", "whole", "desk").index(line.sort))


def _joined(
    sort: str, ones: Sequence[Figure], plain: Sequence[Figure], by_sort: dict[str, list[Figure]]
) -> list[Figure]:
    """The figures of one sort with those that name nobody and say the same or, where only this sort is told apart and
    nothing speaks against it, may speak of the same."""
    values = {(figure.period.id, figure.value) for figure in ones if figure.period}
    stated = {period for period, _ in values}
    alike = [f for f in plain if f.period and (f.period.id, f.value) in values]
    differs = any(f.period and f.period.id in stated and f.state == "value" and f not in alike for f in plain)
    return [*ones, *(plain if len(by_sort) == 1 and not differs else alike)]


def _all_in(figures: Sequence[Figure], lines: Sequence[Line]) -> bool:
    held = {figure.id for line in lines for figure in line.figures}
    return all(figure.id in held for figure in figures)


def _own_name(sort: str, figures: Sequence[Figure], place: str) -> str:
    said = Counter(figure.scope for figure in figures if figure.scope).most_common(1)[0][0]
    if sort == "whole" or fold(place) in fold(said):
        return f"toàn {place}" if sort == "whole" else said
    return f"{said}, {place}"


def _name(whose: str, figures: Sequence[Figure]) -> str:
    """The fullest way its reports write a holder ("xã Đại Kha" rather than "Đại Kha")."""
    said = [figure.scope for figure in figures if figure.scope]
    if not said:
        return whose
    levelled = [scope for scope in said if _COMMUNE.match(fold(scope)) or _DISTRICT.match(fold(scope))]
    name = Counter(levelled or said).most_common(1)[0][0]
    return name[:1].lower() + name[1:] if _LEVEL_HEAD.match(name) else name


def _level_of(whose: str, figures: Sequence[Figure]) -> str | None:
    """The kind of unit that a named holder is: "xã", "huyện", "sở", "phòng"; None where its words do not say."""
    if whose in GROUPS:
        return None
    for figure in figures:
        said = fold(figure.scope or "")
        for level, pattern in (("xã", _COMMUNE), ("huyện", _DISTRICT), ("sở", _DEPARTMENT), ("phòng", _ROOM)):
            if pattern.match(said.removeprefix("ubnd ").removeprefix("uy ban nhan dan ").replace("thi xa ", "huyen ")):
                return level
    return None


def _with_levels(lines: list[Line]) -> list[Line]:
    """Units of one table or list are of one level, whichever of its rows says so."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        if line.level and line.holder != OWN:
            for figure in line.figures:
                told[list_of(figure)][line.level] += 1
    found = []
    for line in lines:
        if line.level is None and line.holder not in (OWN, *GROUPS):
            said = sum((told[list_of(figure)] for figure in line.figures if list_of(figure) in told), Counter())
            if said and not is_sector(line.name):
                line = Line(
                    line.office, line.holder, line.name, line.place, said.most_common(1)[0][0], line.figures, line.sort
                )
        found.append(line)
    return found


def list_of(figure: Figure) -> str:
    """What the ids of figures of one table, or of one sentence, have in common."""
    return figure.id.rsplit(":", 2 if figure.origin == "table" else 1)[0]


def rate_parts(subject: Subject) -> tuple[Subject, Subject] | None:
    """What a rate is of: its numerator and denominator as subjects, None where the catalogue does not say."""
    indicator = load().get(subject.indicator_id) if subject.indicator_id else None
    if indicator is None or not indicator.numerator or not indicator.denominator:
        return None
    above, below = of_indicator(indicator.numerator), of_indicator(indicator.denominator)
    return (above, below) if above is not None and below is not None else None


def alike(lines: Sequence[Line], line: Line) -> Line | None:
    """Of the lines of one holder the one of the same sort, or else the one that may be of the same: where the line
    names nobody, the only one there is."""
    same = [one for one in lines if one.sort == line.sort] or [one for one in lines if not one.sort]
    if not same and not line.sort and len(lines) == 1:
        same = list(lines)
    return same[0] if same else None
