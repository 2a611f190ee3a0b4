"""Whose figures a question compares: offices of the archive, units named in their reports, desks and levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking.comparing.lines import Line, scope_sort, with_worked_out
from qa_cchc.asking.comparing.subjects import Subject
from qa_cchc.asking.named_places import bare
from qa_cchc.asking.question import Understood
from qa_cchc.asking.wording import with_capitals
from qa_cchc.figures.holders import COMMUNES, DEPARTMENTS, DISTRICTS, GROUPS, OWN, holder
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.records import Filters, Report
from qa_cchc.vietnamese.places import same_place
from qa_cchc.vietnamese.unicode import fold

_ALL_OF_PROVINCE = re.compile(
    r"(?:với|và|so|hơn|kém|,)\s+(?:mức |số |tỷ lệ )?(?:chung )?(?:của )?(?:toàn|cả|chung của)?\s*tỉnh(?!\s+[^\W\d_])",
    re.IGNORECASE,
)
_LEVELS_NAMED = (
    (r"cấp xã|(?:các|bảy|tám|chín|\d{1,3}) (?:xã|phường|thị trấn)|xã,? phường|phường,? xã", COMMUNES),
    (r"cấp huyện|các huyện", DISTRICTS),
    (r"các sở|cấp sở|sở,? (?:ban,? )?ngành", DEPARTMENTS),
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office asked about: its key, its place as the archive writes it, and one of its reports."""

    key: str
    place: str
    report: Report


@dataclass(frozen=True, slots=True)
class Whose:
    """`offices` are those of the places named (all of the archive where none is); `scopes` the desks and levels named,
    as written; `parts` units named that have no reports of their own; `named` whether places were named; `linked` keys
    of offices that came before or after one of those named on 01/7/2025."""

    offices: tuple[Office, ...]
    scopes: tuple[str, ...]
    parts: tuple[str, ...]
    named: bool
    linked: frozenset[str] = frozenset()

    @property
    def keys(self) -> list[str] | None:
        """The keys of the offices named; None where all may be meant."""
        return [office.key for office in self.offices] if self.named else None


def whose(archive: Archive, understood: Understood, given: Filters, reports: Sequence[Report]) -> Whose:
    """Reads it from the question; `reports` are the readable ones of the archive that are reports proper."""
    places = list(given.places or understood.question.places)
    text = understood.question.text
    province = understood.province
    if province and not given.places and _joined(text, province):
        places.append(next((r.place for r in reports if r.place and same_place(r.place, province)), province))
    offices = _offices(archive, reports, places) if places else _offices(archive, reports, None)
    if places and _ALL_OF_PROVINCE.search(text):
        provinces = [office.report.province for office in offices if office.report.province]
        offices += _offices(archive, reports, list(dict.fromkeys(provinces)))
    if province and not places:
        offices = [one for one in offices if one.report.province and same_place(one.report.province, province)]
    parts = tuple(
        name for name in understood.unknown_places
        if not any(same_place(name, office.place) for office in offices) or not places
    )  # fmt: skip
    held = {fold(office.place) for office in offices}
    missing = tuple(place for place in places if not any(same_place(place, office.place) for office in offices)
                    and fold(place) not in held and not _is_agency(place, offices))  # fmt: skip
    scopes = (given.scope,) if given.scope else _scopes(text)
    kin = _kin(archive, reports, offices) if places else []
    named = bool(places) or bool(province and offices)
    units = [name for name in (*parts, *missing) if not any(same_place(name, office.place) for office in offices)]
    if units and not places:
        # Units without reports of their own lie where the reports speak of them.
        keys = sorted({key for name in units for key in part_keys(name)})
        telling = {lane.office for lane in archive.lanes(None, None, keys)}
        offices = [office for office in offices if office.key in telling]
        named = True
    linked = frozenset(office.key for office in kin)
    return Whose(tuple(dict.fromkeys([*offices, *kin])), scopes, (*parts, *missing), named, linked)


def _kin(archive: Archive, reports: Sequence[Report], offices: Sequence[Office]) -> list[Office]:
    """The offices whose territory was that of an office named, or became it, on 01/7/2025."""
    have = {office.key for office in offices}
    found: dict[str, Office] = {}
    for office in offices:
        links = [(link.new, link.new_within) for link in archive.successors(office.place)]
        links += [(link.old, link.old_within) for link in archive.predecessors(office.place)]
        for name, within in links:
            for other in _offices(archive, reports, [name]):
                province = other.report.province
                if other.key not in have and (province is None or not within or fold(province) in fold(within)):
                    found[other.key] = other
    return list(found.values())


def _is_agency(place: str, offices: Sequence[Office]) -> bool:
    return any(fold(one.report.agency or "").startswith(fold(place)) for one in offices)


def _joined(text: str, province: str) -> bool:
    """Whether a province is named as one of those compared, not as where another lies."""
    name = re.escape(bare(province))
    joined = rf"(?:với|và|so với|hay|vs|,)\s+(?:toàn |cả |ubnd )?(?:tỉnh )?{name}"
    return re.search(joined, text, re.IGNORECASE) is not None


def _offices(archive: Archive, reports: Sequence[Report], places: Sequence[str] | None) -> list[Office]:
    found: dict[str, Office] = {}
    wanted = [None] if places is None else places
    for place in wanted:
        for report in reports:
            if place is not None and not _is_report_of(report, place):
                continue
            key = archive.office(report.id)
            if key not in found:
                found[key] = Office(key, report.place or report.agency or key, report)
    return list(found.values())


def _is_report_of(report: Report, place: str) -> bool:
    if report.level == "sở":
        return fold(report.agency or "").startswith(fold(place)) or (
            report.place is not None and same_place(report.place, place)
        )
    return report.place is not None and same_place(report.place, place)


def _scopes(text: str) -> tuple[str, ...]:
    """The desks and levels that a question names, in its words."""
    capitals = with_capitals(text)
    # "Các huyện Cát Nguyên, Đông Rạch" names places and no level.
    found = [
        scope.text for scope in find_scopes(capitals)
        if not (scope.text.startswith(("các ", "Các ")) and capitals[scope.end : scope.end + 2].strip().isupper())
    ]  # fmt: skip
    # A name with capitals behind its level is a place, which stands among the places.
    named = [scope for scope in found if not re.fullmatch(r"(?:UBND )?\w+(?: \w+)? (?:[A-ZĐÀ-Ỹ]\S*\s?)+", scope)]
    return tuple(dict.fromkeys(named))


def keys_of(whose_asked: Whose, office: Office) -> list[tuple[str, str]]:
    """(key, sort) of each desk or level that a question names, as the reports of an office would have it."""
    report = office.report
    found: dict[tuple[str, str], None] = {}
    for scope in whose_asked.scopes:
        key = holder(scope, report.place, report.level, report.agency)
        found[key, scope_sort(scope) if key == OWN else ""] = None
    return list(found)


def level_groups(text: str) -> list[str]:
    """The group keys of levels named as such ("cấp xã", "các huyện")."""
    return [group for words, group in _LEVELS_NAMED if re.search(rf"(?<!\w)(?:{words})", text, re.IGNORECASE)]


def part_keys(name: str) -> set[str]:
    """The keys under which a unit may stand in other offices' reports ("xã Hải Khuê" → "hai khue")."""
    return {holder(name), fold(name), fold(bare(name)), holder(bare(name))} - {OWN}


def lines_asked(
    archive: Archive, subject: Subject, asked: Whose, text: str, periods: Sequence[str] | None = None
) -> list[Line]:
    """The lines of a subject that a question speaks of, in the order it names them."""
    found: list[Line] = []
    holders = None if asked.named or asked.parts else _offices_themselves(asked, subject)
    lines = with_worked_out(archive, subject, asked.keys, periods, holders)
    if asked.parts:
        for name in asked.parts:
            keys = part_keys(name)
            found += [line for line in _or_anywhere(archive, subject, lines, keys, periods) if line.holder in keys]
        if not asked.named or any(not _is_told(name, found) for name in asked.parts):
            # Nothing is shown in the stead of a place that nobody speaks of.
            return _unique(found) if not asked.named else []
        if found and not asked.scopes and all(line.office in (asked.keys or ()) for line in found):
            # The office named beside a unit only says where the unit lies.
            return _unique(found)
    by_office: dict[str, list[Line]] = {}
    for line in lines:
        by_office.setdefault(line.office, []).append(line)
    for office in asked.offices:
        own = by_office.get(office.key, [])
        if not own and not asked.named:
            continue
        groups = level_groups(text) if asked.scopes else [subject.holder] if subject.holder else []
        chosen = _of_office(own, keys_of(asked, office), groups)
        if (asked.named and not chosen) or (chosen and not asked.scopes):
            elsewhere = _elsewhere(archive, subject, office, periods) if asked.named else []
            chosen = [_filled(line, elsewhere) for line in chosen] or elsewhere[:1]
        if asked.named and not chosen and office.key not in asked.linked:
            # What was asked about and is not there is shown with its gaps.
            chosen = [Line(office.key, OWN, office.place, office.place, office.report.level, ())]
        found += chosen
    return _unique(found)


def _offices_themselves(asked: Whose, subject: Subject) -> set[str]:
    """The keys of offices themselves, levels and desks named: where all offices are meant, their units are not."""
    named = {key for office in asked.offices for key, _ in keys_of(asked, office)} if asked.scopes else set()
    return {OWN, *GROUPS, *named, *([subject.holder] if subject.holder else [])}


def _is_told(name: str, lines: Sequence[Line]) -> bool:
    keys = part_keys(name)
    return any(line.holder in keys for line in lines)


def _or_anywhere(
    archive: Archive, subject: Subject, lines: Sequence[Line], keys: set[str], periods: Sequence[str] | None
) -> list[Line]:
    within = [line for line in lines if line.holder in keys]
    return within or with_worked_out(archive, subject, None, periods, keys)


def _of_office(lines: Sequence[Line], wanted: Sequence[tuple[str, str]], groups: Sequence[str]) -> list[Line]:
    """The lines of an office that are meant: of the desks and levels wanted, else its own, else those of `groups`."""
    if wanted:
        found: list[Line] = []
        for key, sort in wanted:
            fitting = [line for line in lines if line.holder == key]
            exact = [line for line in fitting if line.sort == sort]
            found += (exact or fitting)[:1]
        if found:
            return found
    named = [line for group in groups for line in lines if line.holder == group]
    if wanted and named:
        return named[:1]
    if wanted and any(key != OWN for key, _ in wanted):
        return []
    own = [line for line in lines if line.holder == OWN]
    if own:
        # The most complete of "toàn huyện", nobody named, and the desk alone; among equals the whole before its part.
        rank = {"whole": 0, "": 1, "desk": 2}
        return [min(own, key=lambda line: (-_values(line), rank[line.sort]))]
    return named[:1] or [line for line in lines if line.holder in GROUPS][:1]


def _values(line: Line) -> int:
    return len({figure.period.id for figure in line.figures if figure.period and figure.state == "value"})


def _elsewhere(
    archive: Archive, subject: Subject, office: Office, periods: Sequence[str] | None
) -> list[Line]:
    """What reports of others say of the place ("thị xã Lam Khê" in a table of its province)."""
    keys = part_keys(office.place)
    lines = with_worked_out(archive, subject, None, periods, keys)
    province = office.report.province
    # A department tells of its own business in the place, not of the place.
    territorial = {archive.office(one.id) for one in archive.reports() if one.level in ("tỉnh", "huyện")}
    return [
        line for line in lines
        if line.office != office.key and line.office in territorial
        and (province is None or fold(province) in fold(line.office))
    ]  # fmt: skip


def _filled(line: Line, others: Sequence[Line]) -> Line:
    """A line with the statements of others on periods that it says nothing of."""
    stated = {figure.period.id for figure in line.figures if figure.period and figure.state == "value"}
    more = tuple(
        figure for other in others for figure in other.figures if figure.period and figure.period.id not in stated
    )
    return replace(line, figures=(*line.figures, *more)) if more else line


def _unique(lines: Sequence[Line]) -> list[Line]:
    return list({(line.office, line.holder, line.sort): line for line in lines}.values())
