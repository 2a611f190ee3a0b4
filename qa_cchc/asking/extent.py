"""Where in the archive a question looks: which reports, whose figures, which periods; and which are missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking import absent
from qa_cchc.asking.question import Understood
from qa_cchc.asking.spoken_periods import meant
from qa_cchc.figures.clock import told_periods
from qa_cchc.records import Figure, Filters, Period, Report
from qa_cchc.vietnamese.periods import period
from qa_cchc.vietnamese.places import same_place
from qa_cchc.vietnamese.unicode import fold

Candidate = tuple[Figure, frozenset[str], frozenset[str]]

_DESK = re.compile(r"một cửa|tiếp nhận và trả kết quả|trung tâm (?:phục vụ )?hành chính công", re.IGNORECASE)
_MONTH_ID = re.compile(r"\d{4}-\d\d")
_PLANS = re.compile(
    r"kế hoạch(?! vốn)|chỉ tiêu|mục tiêu|công văn|tờ trình|phấn đấu|dự toán|dự kiến|bố trí|phân bổ|(?<!\w)dành(?!\w)"
    r"|sẽ (?:chi|làm)|tính (?:chi|làm|mua)|định (?:chi|làm|mua)",
    re.IGNORECASE,
)
_OF_ITS_UNITS = re.compile(
    r"các (?:huyện|xã|phường|sở|đơn vị|địa phương|thị xã)|(?:huyện|xã|đơn vị|sở) nào|trên địa bàn", re.IGNORECASE
)
_TURNS_TO = r"(?<!\w)(?:xin|de nghi|kien nghi|de xuat|nho)(?: (?:len|voi|toi|den|cho))? "
_LEVEL_WORDS = re.compile(r"(?:xa|phuong|thi tran|thi xa|thanh pho|huyen|quan)\s+")


class Extent:
    """The part of the archive that a question speaks of.

    `in_place` are the reports that meet every condition but the period; `periods` ids of the periods looked in;
    `widened` says that a year was asked for and only shorter periods are held; `taken_for` what loosely said periods
    were taken for; `parts` places that are no report's own and are looked for as scopes; `must_say` words of which a
    figure's quote has to hold one.
    """

    def __init__(self, archive: Archive, understood: Understood, given: Filters):
        self.archive = archive
        self.understood = understood
        self.given = given
        question = understood.question
        self.readable = [report for report in archive.reports() if report.status != "failed"]
        self.places = given.places or question.places
        self.number = given.report_number or question.report_number
        base = Filters(places=self.places, levels=given.levels, report_number=self.number)
        self.in_place = [report for report in archive.reports(base) if report.status != "failed"]
        self.parts = tuple(name for name in understood.unknown_places if not self._is_asked_for_help(name))
        self.must_say: tuple[str, ...] = ()
        self.widened = False
        self.unheld = False
        self.spoken: tuple[Period, ...] = ()
        self.taken_for: dict[str, tuple[Period, ...]] = {}
        self.years = sorted({r.period.end.year for r in self.readable if r.period}, reverse=True)
        self._without = self._narrow_to_province()
        self.periods = self._periods()
        self.filters = replace(base, places=self.places, periods=self.periods)
        self._candidates: list[Candidate] | None = None

    def reports(self) -> list[Report]:
        """The reports that meet every condition."""
        if not self.periods:
            return self.in_place
        return [report for report in self.in_place if not told_periods(report).isdisjoint(self.periods)]

    def reports_proper(self) -> list[Report]:
        """Those of `reports` that tell what was done: no plans and letters, unless such a document is asked about."""
        return self._proper(self.reports())

    def candidates(self, terms: Sequence[str] = ()) -> list[Candidate]:
        """Figures within the extent that share words with the question, or with `terms` where its words are others,
        each with its terms and those around it."""
        if self._candidates is None:
            found = self.archive.figure_candidates(tuple(dict.fromkeys(self.understood.terms)), self.filters)
            self._candidates = self._of_reports_proper(found)
        candidates = self._candidates
        if set(terms) - set(self.understood.terms):
            candidates = self._of_reports_proper(
                self.archive.figure_candidates(tuple(dict.fromkeys(terms)), self.filters)
            )
        return [
            candidate
            for candidate in candidates
            if (not self.must_say or any(words in candidate[0].quote.lower() for words in self.must_say))
            and (not self.parts or any(names(candidate[0].scope, part) for part in self.parts))
        ]

    def cites_another_document(self) -> bool:
        """Whether the number asked about is not a report's ("Kế hoạch 97/KH-UBND"), but maybe one that reports cite."""
        return (
            self.number is not None
            and not self.in_place
            and "/" in self.number
            and not re.search(r"/\s*BC", self.number)
        )

    def missing(self) -> str | None:
        """The sentence that says which condition the archive cannot meet, if any."""
        if self.number and not self.in_place:
            return None if self.cites_another_document() else absent.no_report(self.number, self.readable)
        places = self.archive.places()
        if self._without:
            return absent.unknown_place(self._without, places)
        # In an explanation another office may be whom the report speaks of ("kiến nghị gì với Sở …").
        explains = self.understood.question.kind == "explanation" and bool(self.places)
        for name in () if explains else self.parts:
            if not any(names(figure.scope, name) for figure, _, _ in self.candidates()):
                return absent.unknown_place(name, places)
        if explains:
            self.parts = ()
        if not self.in_place and self.places:
            return absent.unknown_place(", ".join(self.places), places)
        if self.periods and not self.reports() and not self._states(self.periods):
            if self.places and self.look_elsewhere():
                return None
            return absent.no_period(self.asked_periods(), self.places, self.in_place)
        return None

    def _is_asked_for_help(self, name: str) -> bool:
        """Whether an office is only the one that the place asked about turns to ("xin Sở Tài chính bao nhiêu")."""
        asked = rf"{_TURNS_TO}{re.escape(fold(name))}(?!\w)"
        return bool(self.places) and re.search(asked, fold(self.understood.question.text)) is not None

    def only_period_missing(self) -> bool:
        """Whether the place (or the whole archive) has reports, and none of the period asked for."""
        return bool(self.in_place and self.periods and not self.reports() and not self.number)

    def look_elsewhere(self) -> bool:
        """Turns to other reports that give figures of the place for the period ("xã X" in a table of its district)."""
        if self.parts == self.places or _DESK.search(self.understood.question.text):
            # A desk's figures stand in the report of its own office.
            return False
        within = replace(self.filters, places=())
        found = self.archive.figure_candidates(self.understood.terms, within)
        if not any(names(figure.scope, place) for figure, _, _ in found for place in self.places):
            return False
        self.filters, self.parts, self._candidates = within, self.places, found
        return True

    def is_elsewhere(self) -> bool:
        """Whether figures are taken from reports of other places than the one asked about."""
        return bool(self.parts) and self.parts == self.places

    def asked_periods(self) -> tuple[Period, ...]:
        """The periods asked for, by the filters or by the words; those around a day that was named."""
        if self.given.periods:
            return tuple(period(each) for each in self.given.periods)
        return self.understood.question.periods or self.spoken or tuple(period(each) for each in self.periods)

    def _narrow_to_province(self) -> str | None:
        """Keeps the reports of the province named; the name of the place that it leaves without any, if so."""
        province = self.understood.province
        if not province:
            return None
        within = [report for report in self.in_place if report.province and same_place(report.province, province)]
        if self.places:
            self.in_place = within
            return None if within else f"{self.places[0]} {province}"
        if not _OF_ITS_UNITS.search(self.understood.question.text):
            # The province itself is asked about, and it has no report of its own.
            return province
        self.in_place = within
        self.places = tuple(sorted({report.place for report in within if report.place}))
        return None

    def _periods(self) -> tuple[str, ...]:
        """Ids of the periods to look in: those asked for, or what the archive holds in their stead."""
        if self.given.periods:
            return self.given.periods
        self.spoken = self._loosely_said()
        asked = tuple(each.id for each in (*self.understood.question.periods, *self.spoken))
        days = self.understood.days
        if not asked and days:
            return tuple(e.id for e in self.archive.periods() if any(e.start <= day <= e.end for day in days))
        held = {told for report in self.in_place for told in told_periods(report)}
        if not asked or held & set(asked) or self._states(asked):
            return asked
        months = [each for each in self.understood.question.periods if _MONTH_ID.fullmatch(each.id)]
        longer = [e.id for e in self.archive.periods() if any(e.start <= m.start and m.end <= e.end for m in months)]
        if held & set(longer):
            # A month is told of, if at all, in the report of the time around it; only words that name it may answer,
            # save of the month that the report ends with, as of which it speaks.
            ending = [e.id for e in self.archive.periods() if e.id in longer and e.id in held
                      and any(e.end.year == m.end.year and e.end.month == m.end.month for m in months)]  # fmt: skip
            if ending:
                return tuple(ending)
            self.must_say = tuple(f"tháng {month.start.month}" for month in months)
            return tuple(longer)
        years = [each for each in asked if each.isdigit()]
        shorter = tuple(sorted(each for each in held if any(each.startswith(year) for year in years)))
        self.widened = bool(shorter)
        return shorter or asked

    def _loosely_said(self) -> tuple[Period, ...]:
        """The periods of the reports looked at that "đầu 2023" or "kỳ này" may mean; the usual one where none is."""
        held = sorted({r.period for r in self.in_place if r.period}, key=lambda each: each.end, reverse=True)
        found: dict[str, Period] = {}
        for one in self.understood.spoken:
            periods, there = meant(one, held, self.years)
            self.taken_for[one.text] = periods
            self.unheld = self.unheld or not there
            found.update((each.id, each) for each in periods)
        return tuple(found.values())

    def _states(self, periods: Sequence[str]) -> bool:
        """Whether some report of the places states figures of the periods, although none is a report of them."""
        within = Filters(
            places=tuple(self.places), levels=self.given.levels, report_number=self.number, periods=tuple(periods)
        )
        found = self.archive.figure_candidates(self.understood.terms, within, 20)
        return any(figure.period and figure.period.id in periods for figure, _, _ in found)

    def _of_reports_proper(self, candidates: list[Candidate]) -> list[Candidate]:
        """Without the figures of plans and letters, which are targets, unless such a document is asked about."""
        proper = {report.id for report in self._proper(self.readable)}
        return [candidate for candidate in candidates if candidate[0].report.id in proper]

    def _proper(self, reports: list[Report]) -> list[Report]:
        if _PLANS.search(self.understood.question.text) or self.number:
            return reports
        return [report for report in reports if report.kind in (None, "báo cáo")]


def names(scope: str | None, place: str) -> bool:
    """Whether a scope is the place ("UBND phường 1" is "Phường 1", "Phường 12" is not; "Lam Khê" is "xã Lam Khê")."""
    if not scope:
        return False
    have, want = f" {fold(scope)} ", fold(place)
    if f" {want} " in have:
        return True
    # Lists of units often leave the word of level out, save where the name is only a number.
    bare = _LEVEL_WORDS.sub("", want, count=1)
    return not bare[:1].isdigit() and have.strip() == bare
