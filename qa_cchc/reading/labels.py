"""What a sheet or a form states behind labels: "Tên cơ quan: …", "Số: …", "Ngày ban hành: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.unicode import fold

_AGENCY = re.compile(
    r"[-–+\s]*(?:ten )?(?:co quan|don vi)(?: (?:bao cao|ban hanh|lap bao cao|lap|gui bao cao|gui|thuc hien))?\s*:\s*"
)
_NUMBER = re.compile(r"[-–+\s]*so(?: (?:bao cao|van ban|hieu|ky hieu))*\s*:\s*")
_DAY = re.compile(r"[-–+\s]*ngay(?: (?:ban hanh|bao cao|lap bao cao|lap|ky))?\s*:\s*")
_OTHER = re.compile(r"[-–+\s]*(?:ky bao cao|thoi gian|nguoi (?:ky|lap|bao cao|lap bieu)|dien thoai|dia chi|email)\s*:")
_PRINTED = re.compile(r"\d{1,5}[a-z]?/(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ&]*(?:[-–][A-ZĐ][A-Za-zĐđ&]*)*")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Stated:
    """Number, date of issue and agency as the labels give them; None for what none states."""

    number: str | None = None
    day: date | None = None
    agency: str | None = None


def is_labelled(text: str) -> bool:
    """Whether the line is a label with its value rather than words of a title."""
    folded = fold(text)
    return any(pattern.match(folded) for pattern in (_AGENCY, _NUMBER, _DAY, _OTHER))


def read_labels(lines: Sequence[str]) -> Stated:
    """What the first lines state behind labels."""
    number: str | None = None
    day: date | None = None
    agency: str | None = None
    for line in lines:
        if len(line) > _LONGEST:
            continue
        folded = fold(line)
        if number is None and (match := _NUMBER.match(folded)):
            printed = _PRINTED.match(re.sub(r"\s*([/–-])\s*", r"\1", line[match.end() :]))
            number = printed.group().replace("–", "-") if printed else None
        if day is None and (match := _DAY.match(folded)):
            day = next((found for *_, found in find_dates(line[match.end() :])), None)
        if agency is None and (match := _AGENCY.match(folded)):
            agency = line[match.end() :].strip(" .;…") or None
    return Stated(number, day, agency)
