"""Answers to questions that compare, follow over time, rank or add up; and `compare`, which is asked without words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking.cite import Citations
from qa_cchc.asking.comparing.cells import Cell, cell
from qa_cchc.asking.comparing.lines import Line, alike, gathered, rate_parts
from qa_cchc.asking.comparing.matrix import Matrix, Row, comparison
from qa_cchc.asking.comparing.notes import line_notes, matrix_notes
from qa_cchc.asking.comparing.ranking import ranked
from qa_cchc.asking.comparing.shown import Shown
from qa_cchc.asking.comparing.stated import own_words
from qa_cchc.asking.comparing.subjects import Subject, of_indicator, subjects
from qa_cchc.asking.comparing.telling import told
from qa_cchc.asking.comparing.totals import totalled
from qa_cchc.asking.comparing.when import When, when
from qa_cchc.asking.comparing.whose import lines_asked, whose
from qa_cchc.asking.comparing.words import Asked, read
from qa_cchc.asking.extent import Extent
from qa_cchc.asking.question import Understood
from qa_cchc.asking.relative_periods import between
from qa_cchc.figures.holders import GROUPS, OWN
from qa_cchc.figures.series import span
from qa_cchc.records import Answer, Comparison, Filters, Period
from qa_cchc.vietnamese.periods import period

_MOST_ROWS, _MOST_PERIODS = 60, 24
_MOST_SAMPLES, _FEW_REPORTS = 4, 100
# A report that tells of a quarter beside its longer period has it in a column of several rows.
_MANY_LANES = 3
_LEVELS = {"tỉnh": 0, "huyện": 1, "sở": 2, "xã": 3}


class Comparing:
    """One question that compares, on its way to an answer."""

    def __init__(
        self, archive: Archive, understood: Understood, asked: Asked, given: Filters, citations: Citations,
        loose: Sequence[Period] = (), indicators: Sequence[str] = (), everything: bool = False,
    ):
        self.archive = archive
        self.everything = everything
        self.understood = understood
        self.asked = asked
        self.text = understood.question.text
        self.reports = [
            one for one in archive.reports()
            if one.status != "failed" and one.kind in (None, "báo cáo")
            and (not given.levels or one.level in given.levels)
        ]
        self.by_id = {report.id: report for report in archive.reports()}
        self.whose = whose(archive, understood, given, self.reports)
        self.held = self._held()
        self.when = self._when(given, loose)
        self.shown = Shown(citations)
        self._read: dict[tuple[object, ...], dict[tuple[str, str], list[Line]]] = {}
        self.given = given
        self.subjects = self._subjects(indicators)

    def answer(self) -> Answer | None:
        """The answer; None where the archive does not have enough to compare."""
        if not self.subjects:
            return None
        if self.asked.kind == "ranking" or self.asked.counts or self.asked.limit is not None:
            return ranked(self)
        if self.asked.kind == "total":
            return totalled(self)
        return self._matrix_answer()

    def made(self, text: str, table: Comparison, notes: Sequence[str]) -> Answer:
        """An answer with the figures shown so far."""
        figures = tuple(self.shown.figures)
        question = replace(self.understood.question, kind=self.asked.kind, periods=self.when.periods)
        return Answer(
            question=question, status="answered", answer=text, figures=figures,
            figure_citations=tuple(self.shown.numbers), citations=tuple(self.shown.citations.items), comparison=table,
            findings=tuple(self.archive.findings_about([figure.id for figure in figures])),
            notes=tuple(dict.fromkeys((*self.when.notes, *notes))),
        )  # fmt: skip

    def cells(self, subject: Subject, line: Line, periods: Sequence[Period]) -> tuple[Cell, ...]:
        """The cells of a line, all of one family: counted within each period, or all since before it."""
        plain, since = (self._family(line, periods, cumulative) for cumulative in (False, True))
        if subject.is_rate and max(plain[0], since[0]) < len(periods):
            # What is printed nowhere may be worked out.
            parts = self._parts(subject, line, periods)
            plain, since = (self._family(line, periods, cumulative, parts) for cumulative in (False, True))
        wants_cumulative = "lũy kế" in self.text.lower() and since[0] >= plain[0]
        return since[1] if since[0] > plain[0] or wants_cumulative else plain[1]

    def _family(
        self, line: Line, periods: Sequence[Period], cumulative: bool,
        parts: tuple[Line | None, Line | None] = (None, None),
    ) -> tuple[int, tuple[Cell, ...]]:
        """The cells counted since before their periods, or within them, with how many have a value."""
        cells = tuple(
            cell(line, one, cumulative, self.by_id, self.has_report(line.office, one), parts) for one in periods
        )
        return sum(one.value is not None for one in cells), cells

    def province(self, office: str) -> str | None:
        """The province that an office lies in, where its reports say it."""
        return self._provinces.get(office)

    def has_report(self, office: str, one: Period) -> bool:
        """Whether the archive has a report of an office on a period."""
        return (office, one.id) in self._on

    def _held(self) -> list[Period]:
        """The periods of the reports of the places asked about."""
        keys = self.whose.keys
        self._provinces = {self.archive.office(report.id): report.province for report in self.reports}
        self._on = {
            (self.archive.office(report.id), report.period.id) for report in self.reports if report.period is not None
        }
        found = {
            report.period.id: report.period
            for report in self.reports
            if report.period is not None and (keys is None or not keys or self.archive.office(report.id) in keys)
        }
        found = {one.id: one for one in self._quarters_told(tuple(found.values()))} | found
        return sorted(found.values(), key=lambda one: (one.end, -one.start.toordinal()))

    def _quarters_told(self, held: Sequence[Period]) -> list[Period]:
        """Quarters that no report of the places named is on, but that end with a longer one which tells of them too."""
        keys = self.whose.keys
        longer = {one.end: one for one in held if span(one) in ("6 tháng", "9 tháng", "năm")}
        ends = set(longer) - {one.end for one in held if span(one) == "quý"}
        if not keys or not ends:
            return []
        told = self.archive.lane_periods(self.archive.lanes(None, sorted(keys), None))
        quarters = [period(identity) for length, identity, lanes in told if length == "quý" and lanes >= _MANY_LANES]
        return [one for one in quarters if one.end in ends]

    def _when(self, given: Filters, loose: Sequence[Period]) -> When:
        if given.periods:
            said = when(self.understood, self.asked, self.held)
            periods = sorted((period(one) for one in given.periods), key=lambda one: (one.end, -one.start.toordinal()))
            return When(tuple(periods), True, (), said.grain)
        return when(self.understood, self.asked, self.held, loose)

    def _subjects(self, indicators: Sequence[str]) -> list[Subject]:
        named = [subject for one in indicators if (subject := of_indicator(one)) is not None]
        if named:
            return named
        ids = tuple(one.id for one in self.when.periods)
        drop = (*self.whose.parts, *self.whose.scopes, *(one.place for one in self.whose.offices if self.whose.named))
        return subjects(self.archive, self.understood, self.asked, self._samples(ids), drop, ids)

    def _samples(self, ids: Sequence[str]) -> list[Filters]:
        """Parts of the archive that tell what is compared: the places named one after the other; where none is, a few
        offices that have reports on the periods, those of the higher levels first, which tell of their units too."""
        if self.whose.named and not self.whose.parts:
            places = dict.fromkeys(office.place for office in self.whose.offices)
            return [Filters(places=(place,)) for place in list(places)[:_MOST_SAMPLES]]
        if len(self.by_id) <= _FEW_REPORTS:
            return [Filters(periods=tuple(ids)), Filters()] if ids else [Filters()]
        wanted = [one for one in self.reports if not ids or (one.period is not None and one.period.id in ids)]
        newest = {one.id: -one.period.end.toordinal() if one.period else 0 for one in wanted}
        wanted.sort(key=lambda one: (_LEVELS.get(one.level or "", 9), newest[one.id]))
        places = dict.fromkeys(one.place for one in wanted if one.place)
        return [Filters(places=(place,), periods=tuple(ids)) for place in list(places)[:_MOST_SAMPLES]]

    def _parts(self, subject: Subject, line: Line, periods: Sequence[Period]) -> tuple[Line | None, Line | None]:
        """The lines of what a rate is of, of the same holder."""
        parts = rate_parts(subject) if subject.is_rate else None
        if parts is None:
            return None, None
        ids = tuple(one.id for one in periods)
        found: list[Line | None] = []
        for part in parts:
            found.append(alike(self._gathered(part, ids, line), line))
        return found[0], found[1]

    def _gathered(self, part: Subject, ids: tuple[str, ...], line: Line) -> list[Line]:
        """The lines of a rate's part for one holder; those of the places asked about are read once for all lines."""
        keys = self.whose.keys
        if keys is None or line.office not in keys:
            return gathered(self.archive, part, [line.office], ids, [line.holder])
        known = (part.indicator_id, part.kind, ids)
        if known not in self._read:
            found: dict[tuple[str, str], list[Line]] = {}
            for one in gathered(self.archive, part, keys, ids):
                found.setdefault((one.office, one.holder), []).append(one)
            self._read[known] = found
        return self._read[known].get((line.office, line.holder), [])

    # ---- tables over periods and lines --------------------------------------------------------------------------

    def _matrix_answer(self) -> Answer | None:
        periods = self.when.periods
        chosen = [
            (subject, line)
            for subject in self.subjects
            for line in lines_asked(self.archive, subject, self.whose, self.text, self._ids(periods))
        ][:_MOST_ROWS]
        if len(chosen) == 1 and chosen[0][1].holder in GROUPS and self.asked.kind == "comparison" and len(periods) == 1:
            # "Thị xã và các xã, phường": the office itself stands beside the level named.
            itself = replace(self.whose, scopes=())
            beside = lines_asked(self.archive, chosen[0][0], itself, self.text, self._ids(periods))
            chosen = [*((chosen[0][0], line) for line in beside if line.holder == OWN), *chosen]
        if not chosen:
            return None
        if not self.when.said and not self.when.pairs:
            periods = self._periods_of([line for _, line in chosen])
        elif self.asked.kind == "trend" and len(periods) == 1:
            return None
        periods = periods[-_MOST_PERIODS:]
        rows = tuple(Row(subject, line, self.cells(subject, line, periods)) for subject, line in chosen)
        rows = self._kept(rows)
        periods, rows = _without_empty(periods, rows, self.when)
        valued = sum(one.value is not None for row in rows for one in row.cells)
        if not valued or (valued < 2 and not self._told_gaps(rows, periods)):
            return None
        lowest = "thấp hơn" in self.text
        matrix = Matrix(
            self.asked.kind, rows, tuple(periods), self.when.pairs, lowest, not self.when.said, self.asked.times
        )  # fmt: skip
        table = comparison(matrix, self.shown)
        text = told(matrix, self.shown)
        said = own_words(self, matrix)
        notes = [*matrix_notes(self, matrix), *line_notes(self, [row.line for row in rows], periods)]
        return self.made("\n".join([text, *said]), replace(table, formulas=tuple(self.shown.formulas)), notes)

    def _ids(self, periods: Sequence[Period]) -> list[str] | None:
        return [one.id for one in periods] if self.when.said or self.when.pairs else None

    def _kept(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """Without lines that say nothing where the place was not asked for by name."""
        asked = self.whose.named or bool(self.whose.parts)
        return tuple(
            row for row in rows
            if any(one.value is not None for one in row.cells) or (asked and row.line.office not in self.whose.linked)
        )

    def _told_gaps(self, rows: Sequence[Row], periods: Sequence[Period]) -> bool:
        """Whether one value beside gaps answers: several places or periods were asked for by name."""
        named = self.whose.named or bool(self.whose.parts) or (len(rows) == 1 and self.when.said)
        return named and (len(rows) > 1 or len(periods) > 1)

    def _periods_of(self, lines: Sequence[Line]) -> list[Period]:
        """The periods to show where none was named: of the length spoken of, else of the one with most values; for
        several places those that they have in common."""
        by_line = [
            {
                figure.period.id: figure.period
                for figure in line.figures
                if figure.period is not None and figure.state == "value" and figure.value is not None
            }
            for line in lines
        ]
        everything = {identity: one for each in by_line for identity, one in each.items()}
        common = [one for identity, one in everything.items() if all(identity in each for each in by_line)]
        if self.everything and len(lines) > 1:
            return sorted(everything.values(), key=lambda one: (one.end, -one.start.toordinal()))
        if len(lines) > 1 and not common and self.asked.kind != "trend":
            newest = [max(each.values(), key=lambda one: (one.end, one.start)) for each in by_line if each]
            return sorted({one.id: one for one in newest}.values(), key=lambda one: one.end)
        pool = common if common and len(lines) > 1 else list(everything.values())
        lengths: dict[str, list[Period]] = {}
        for one in pool:
            lengths.setdefault(span(one), []).append(one)
        if not lengths:
            return []
        newest = {length: max(one.end for one in ones) for length, ones in lengths.items()}
        length = self.when.grain if self.when.grain in lengths else max(
            lengths, key=lambda one: (min(len(lengths[one]), 2), newest[one], len(lengths[one]))
        )  # fmt: skip
        chosen = sorted(lengths[length], key=lambda one: one.end)
        if len(lines) == 1 or self.asked.kind == "trend":
            regular = between(chosen[0], chosen[-1], length)
            if length in ("quý", "tháng") and len(regular) <= _MOST_PERIODS:
                chosen = sorted({one.id: one for one in (*regular, *chosen)}.values(), key=lambda one: one.end)
        return chosen


def _without_empty(periods: Sequence[Period], rows: Sequence[Row], asked: When) -> tuple[list[Period], tuple[Row, ...]]:
    """Leaves out periods that nobody named and no line has a value on; whole years that are told in parts."""
    if asked.said or asked.pairs:
        return list(periods), tuple(rows)
    kept = [one for one in periods if any(row.at(one).value is not None for row in rows)]
    inner = [one for one in periods if kept and kept[0].end <= one.end <= kept[-1].end]
    return inner, tuple(replace(row, cells=tuple(one for one in row.cells if one.period in inner)) for row in rows)


def compared(archive: Archive, understood: Understood, extent: Extent, given: Filters) -> Answer | None:
    """The answer to a question that compares; None for any other, and where there is not enough to compare."""
    question = understood.question
    asked = read(question.text, question.kind)
    if asked is None or question.report_number:
        return None
    citations = Citations(archive.report, archive.settings)
    return Comparing(archive, understood, asked, given, citations, extent.spoken).answer()
