"""Which reports a question points at: by the place, the period and the number it names.

Reports of one office repeat each other word for word; what tells their passages apart is whose and of when they are.
Agreement is a number from -1 (the question names another) over 0 (it names none) to 1 (it names this one). It weighs in
the ranking and shuts nothing out: a later report may well tell of an earlier quarter.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from qa_cchc.records import Period, Report, ReportRef
from qa_cchc.vietnamese.periods import PeriodMention, find_periods
from qa_cchc.vietnamese.places import display, find_places, same_place
from qa_cchc.vietnamese.unicode import fold

ASPECTS = ("place", "period", "number")
Key = tuple[str | None, str | None, str | None]
_NUMBER = re.compile(
    r"(?<!\d)(\d{1,4})\s*/\s*(?:\d{4}\s*/\s*)?bc\b|\b(?:bao cao|bc)\s+(?:so\s+)?(\d{1,4})(?![\d/.,]*\d|\s*thang)"
)
_BASIS = re.compile(r"(?:so voi|so cung ky|ke tu)(?: nam)?\s*$")


@dataclass(frozen=True, slots=True)
class ReportIdentity:
    """What a report is known by. `start` and `end` are ISO days of its period."""

    id: str
    place: str | None
    agency: str | None
    province: str | None
    number: str | None
    period: str | None
    start: str | None
    end: str | None

    @classmethod
    def of(cls, report: Report) -> ReportIdentity:
        """The identity of a report as it was read."""
        period = report.period
        return cls(
            report.id, report.place, report.agency, report.province, report.number, period.id if period else None,
            period.start.isoformat() if period else None, period.end.isoformat() if period else None,
        )  # fmt: skip

    @classmethod
    def of_reference(cls, reference: ReportRef) -> ReportIdentity:
        """What a passage alone keeps of its report."""
        return cls(reference.id, None, reference.agency, None, reference.number, None, None, None)


class Identities:
    """The identities of an index's reports, in the order of `rows`."""

    def __init__(self, rows: Sequence[ReportIdentity]) -> None:
        self.rows = tuple(rows)
        # An archive of thousands of reports has a hundred offices and some dozens of periods: each is asked once.
        self._offices, self._office_of = _distinct((row.place, _department(row), row.province) for row in rows)
        self._periods, self._period_of = _distinct((row.period, row.start, row.end) for row in rows)
        names = {
            name for place, department, province in self._offices for name in (place, department, province) if name
        }
        self._known = tuple(sorted(names))
        self._leading = np.array([_leading(row.number) for row in rows], dtype=str)
        self._numbers = frozenset(self._leading.tolist())

    @classmethod
    def load(cls, rows: Iterable[dict[str, Any]]) -> Identities:
        """From what `dump` gave."""
        return cls([ReportIdentity(**row) for row in rows])

    def dump(self) -> list[dict[str, Any]]:
        """Plain rows for JSON."""
        return [asdict(row) for row in self.rows]

    def agreement(self, question: str, repaired: str) -> np.ndarray:
        """Agreement of every report with a question, float32 [reports, 3] in the order of `ASPECTS`.

        `repaired` is the question with its abbreviations opened and its diacritics restored, which may spoil a name
        typed without them: names are looked for in both.
        """
        found = np.zeros((len(self.rows), len(ASPECTS)), dtype=np.float32)
        if not self.rows:
            return found
        places = self._named(question) or self._named(repaired)
        if places:
            found[:, 0] = self._of_places(places)[self._office_of]
        periods = [m for m in find_periods(repaired) if not _BASIS.search(fold(repaired[: m.start]))]
        if periods:
            told = [_period_agreement(*one, periods) for one in self._periods]
            found[:, 1] = np.array(told, dtype=np.float32)[self._period_of]
        numbers = {one or other for one, other in _NUMBER.findall(fold(repaired))}
        numbers &= self._numbers
        if numbers:
            found[:, 2] = np.where(np.isin(self._leading, sorted(numbers)), 1.0, -1.0)
        return found

    def _named(self, text: str) -> list[str]:
        """Places and departments of the archive that a text names."""
        named = [display(mention) for mention in find_places(text, self._known, typed=True)]
        kept = [name for name in self._known if any(same_place(name, other) for other in named)]
        spoken = f" {_words(text)} "
        departments = [name for name in self._known if name.startswith(("Sở ", "Ban "))]
        return kept + [name for name in departments if f" {_words(name)} " in spoken]

    def _of_places(self, named: Collection[str]) -> np.ndarray:
        """Agreement of every office with the places and departments named, float32 [offices]."""
        own = [
            any(same_place(name, other) or name == other for name in (place, department) if name for other in named)
            for place, department, _ in self._offices
        ]
        # "thị xã Lam Khê, tỉnh Hoài Giang": the province only says where.
        around = {
            province
            for (place, _, province), meant in zip(self._offices, own, strict=True)
            if meant and province and place and not same_place(place, province)
        }
        provinces = {name for _, _, name in self._offices if name and any(same_place(name, other) for other in named)}
        found = []
        for (place, _, province), meant in zip(self._offices, own, strict=True):
            if meant:
                found.append(0.3 if place and any(same_place(place, one) for one in around) else 1.0)
            else:
                found.append(-0.2 if province in provinces else -1.0)
        return np.array(found, dtype=np.float32)


def _distinct(keys: Iterable[Key]) -> tuple[list[Key], np.ndarray]:
    """The different keys in order, and for each of all the place of its own among them."""
    places: dict[Key, int] = {}
    numbers = [places.setdefault(key, len(places)) for key in keys]
    return list(places), np.array(numbers, dtype=np.int64)


def _period_agreement(
    period: str | None, start: str | None, end: str | None, mentions: Sequence[PeriodMention]
) -> float:
    if not start or not end:
        return -0.5
    span = (date.fromisoformat(start), date.fromisoformat(end))
    return max(_agreement_with(period, span, mention) for mention in mentions)


def _agreement_with(period: str | None, span: tuple[date, date], mention: PeriodMention) -> float:
    asked = mention.resolve(mention.year if mention.year is not None else span[1].year)
    if asked is None:
        return 0.0
    # A quarter without a year may be that of any.
    sure = 1.0 if mention.year is not None else 0.8
    if asked.id == period:
        return sure
    if _within(asked, span) or (asked.start <= span[0] and span[1] <= asked.end):
        return 0.5 * sure
    return -1.0 * sure


def _within(asked: Period, span: tuple[date, date]) -> bool:
    return span[0] <= asked.start and asked.end <= span[1]


def _department(row: ReportIdentity) -> str | None:
    """A department by its own name, without its province."""
    if row.agency and row.agency.startswith(("Sở ", "Ban ")):
        return row.agency.replace(row.province or "", "").strip()
    return None


def _words(text: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", fold(text)) if word != "va")


def _leading(number: str | None) -> str:
    digits = re.match(r"\D*(\d+)", number or "")
    return digits[1] if digits else ""
