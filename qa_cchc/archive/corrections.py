"""What a person has put right in what was read of a report: its number, date, agency, place, period or kind.

Corrections belong to the content of a file (its sha256), so that they outlast builds, renames and moves. They are
applied right after reading and before figures are taken, so that whatever a figure takes from its report follows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from qa_cchc.archive import kept
from qa_cchc.records import Report
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.period_ids import period
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.places import level_of
from qa_cchc.vietnamese.unicode import repair

FILE = "corrected.json"
"""In a version's folder: the corrections that its readings were made with, sha256 → field → value."""

FIELDS: Mapping[str, str] = {
    "number": "số ký hiệu", "date": "ngày ban hành", "agency": "cơ quan ban hành", "place": "địa phương, đơn vị",
    "period": "kỳ báo cáo", "kind": "loại văn bản",
}  # fmt: skip
"""What can be corrected → its name in Vietnamese."""

Applied = Mapping[str, Mapping[str, str]]
_LONGEST = 200
_SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
    sha256 TEXT NOT NULL,               -- of the file's bytes
    field TEXT NOT NULL,                -- see FIELDS
    value TEXT NOT NULL,                -- what is right; a day as ISO 8601, a period as its id, "" for none
    read TEXT NOT NULL,                 -- what had been read, written alike
    who TEXT NOT NULL,
    at TEXT NOT NULL,                   -- ISO 8601, UTC
    PRIMARY KEY (sha256, field)
) WITHOUT ROWID;
"""
# As `reading.report` says what it has not found.
_MISSING = re.compile(r"(.*: )không tìm thấy (.*) trong văn bản\.", re.DOTALL)
_MISSED = {"số": "number", "ngày ban hành": "date", "cơ quan ban hành": "agency", "kỳ báo cáo": "period"}


class BadCorrection(ValueError):
    """A value that the field cannot have; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of a report put right: `value` and `read` as in the table, who did it ("" where nobody signs in)."""

    field: str
    value: str
    read: str
    who: str
    at: datetime

    def told(self) -> str:
        """A sentence for the list of what a reader should know of the report."""
        read = shown(self.field, self.read) or "không có"
        by, at = f" do {self.who}" if self.who else "", self.at.astimezone()
        return (
            f"{FIELDS[self.field].capitalize()} được sửa thành “{shown(self.field, self.value) or 'không có'}”{by} "
            f"ngày {at.day}/{at.month}/{at.year}; máy đọc được: {read}."
        )


def of(index: Path) -> dict[str, tuple[Correction, ...]]:
    """All corrections, by the sha256 of their file."""
    found: dict[str, tuple[Correction, ...]] = {}
    query = "SELECT sha256, field, value, read, who, at FROM corrections ORDER BY sha256, field"
    for sha256, field, value, read, who, at in kept.rows(index, "corrections", query):
        one = Correction(field, value, read, who, datetime.fromisoformat(at))
        found[sha256] = (*found.get(sha256, ()), one)
    return found


def correct(index: Path, report: Report, given: Mapping[str, str], who: str = "") -> list[str]:
    """Keeps what a person gives for fields of a report; returns the fields that changed.

    A field given as it was read is no longer corrected. Raises BadCorrection (nothing is kept then), CannotWrite.
    """
    held = {one.field: one for one in of(index).get(report.sha256, ())}
    changed: dict[str, tuple[str, str]] = {}
    for field, text in given.items():
        value, now = checked(field, text), written(report, field)
        before = held.get(field)
        if value != (before.value if before else now):
            changed[field] = (value, before.read if before else now)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with kept.writing(index, _SCHEMA) as connection:
        for field, (value, read) in changed.items():
            if value == read:
                connection.execute("DELETE FROM corrections WHERE sha256 = ? AND field = ?", (report.sha256, field))
            else:
                row = (report.sha256, field, value, read, who, at)
                connection.execute("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?, ?, ?)", row)
    return list(changed)


def undo(index: Path, sha256: str, field: str) -> bool:
    """Takes a correction back; False where there was none. Raises CannotWrite."""
    with kept.writing(index, _SCHEMA) as connection:
        query = "DELETE FROM corrections WHERE sha256 = ? AND field = ?"
        return connection.execute(query, (sha256, field)).rowcount > 0


def checked(field: str, text: str) -> str:
    """What a person typed, as it is kept. Raises BadCorrection."""
    if field not in FIELDS:
        raise BadCorrection(f"Không sửa được mục “{field}”.")
    value = " ".join(repair(text).split())
    if len(value) > _LONGEST:
        raise BadCorrection(f"Mục {FIELDS[field]} dài quá {_LONGEST} ký tự.")
    if not value:
        return ""
    if field == "date":
        return _day(value)
    if field == "period":
        return _period(value)
    return value.lower() if field == "kind" else value


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        days = [day for _, _, day in find_dates(value)]
    if len(days) != 1:
        raise BadCorrection(f"“{value}” không phải là một ngày; hãy ghi như 15/3/2025.")
    return days[0].isoformat()


def _period(value: str) -> str:
    try:
        return period(value.upper()).id
    except ValueError:
        found = [mention.resolve() for mention in find_periods(value)]
    if len(found) != 1 or found[0] is None:
        raise BadCorrection(f"“{value}” không rõ là kỳ nào; hãy ghi như “quý I năm 2025” hoặc 2025-Q1.")
    return found[0].id


def written(report: Report, field: str) -> str:
    """A field of a report as it would be kept, "" for none."""
    value = getattr(report, field)
    if value is None:
        return ""
    if field == "date":
        return str(value.isoformat())
    return str(value.id) if field == "period" else str(value)


def shown(field: str, value: str) -> str:
    """A kept value in words: a day as 15/3/2025, a period by its name."""
    if field == "date" and value:
        day = date.fromisoformat(value)
        return f"{day.day}/{day.month}/{day.year}"
    return period(value).label if field == "period" and value else value


def wanted(corrections: Mapping[str, Sequence[Correction]]) -> dict[str, dict[str, str]]:
    """Only the values, as a version says what it was made with."""
    return {sha256: {one.field: one.value for one in given} for sha256, given in corrections.items() if given}


def apply(report: Report, given: Mapping[str, str]) -> Report:
    """The report with these fields as a person said; its level follows the place."""
    changes: dict[str, Any] = {}
    for field, value in given.items():
        if field == "date":
            changes[field] = date.fromisoformat(value) if value else None
        elif field == "period":
            changes[field] = period(value) if value else None
        else:
            changes[field] = value or None
    if given.get("place"):
        changes["level"] = level_of(given["place"]) or report.level
    found = {field for field, value in given.items() if value}
    warnings = (_without(warning, found) for warning in report.warnings)
    return replace(report, **changes, warnings=tuple(warning for warning in warnings if warning))


def _without(warning: str, found: set[str]) -> str:
    """The warning that things were not found, without those that a person has given since."""
    match = _MISSING.fullmatch(warning)
    if match is None:
        return warning
    missing = [name for name in match.group(2).split(", ") if _MISSED.get(name) not in found]
    return f"{match.group(1)}không tìm thấy {', '.join(missing)} trong văn bản." if missing else ""


def applied(version: Path | None) -> Applied:
    """What the readings of a version were made with; nothing for a version made before there were corrections."""
    file = version / FILE if version is not None else None
    if file is None or not file.exists():
        return {}
    found: Applied = json.loads(file.read_text(encoding="utf-8"))
    return found


def write_applied(version: Path, made_with: Applied) -> None:
    """Says in a version's folder what its readings were made with."""
    if made_with:
        text = json.dumps(made_with, ensure_ascii=False, indent=1, sort_keys=True)
        (version / FILE).write_text(text + "\n", encoding="utf-8")
