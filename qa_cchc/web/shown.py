"""How the values of records look to a Vietnamese reader. Plain text in, plain text out; nothing here makes HTML."""

from __future__ import annotations

from collections.abc import Sequence

from qa_cchc.records import Figure, Passage, Period, Report, Window
from qa_cchc.vietnamese.written import written_date as day
from qa_cchc.vietnamese.written import written_number as number
from qa_cchc.web.texts import text


def periods(asked: Sequence[Period]) -> list[str]:
    """Periods in words; the same part of several years in one ("quý I các năm 2024, 2023")."""
    years_of: dict[str, list[str]] = {}
    for period in asked:
        part, _, year = period.label.rpartition(" năm ")
        years_of.setdefault(part, []).append(year if part else period.label)
    said: list[str] = []
    for part, years in years_of.items():
        if part and len(years) > 1:
            said.append(text("period_of_years", part=part, years=", ".join(years)))
        else:
            said += [f"{part} năm {year}" if part else year for year in years]
    return said


def window(value: Window | None) -> str:
    """The stretch of days that the figure counts, "" when the report states none."""
    if value is None or value.start is None or value.end is None:
        return ""
    return text("data_window", start=day(value.start), end=day(value.end))


def value(figure: Figure) -> str:
    """What stands in the value column: the number, or the report's own word for having none."""
    if figure.state == "value" and figure.value is not None and not _coded(figure):
        shown = number(figure.value)
        return f"{text('approximate')} {shown}" if figure.approximate else shown
    if figure.state == "blank":
        return text("no_value")
    if figure.state == "unreadable":
        return text("unreadable")
    return figure.text or text("no_value")


def _coded(figure: Figure) -> bool:
    """Whether the number is a code ("Không = 0, Có = 1"), whose text says what it means."""
    return "=" in (figure.unit or "")


def unit(figure: Figure) -> str:
    """The unit column; a blank cell keeps its unit."""
    return figure.unit or ""


def printed(figure: Figure) -> str:
    """The value as the report prints it, "" where that is what the value column shows already."""
    if figure.state != "value" or figure.value is None or _coded(figure):
        return ""
    if figure.denominator is not None and "/" in figure.text:
        return ""  # the two parts are shown by `ratio`
    bare = figure.text.strip()
    unsigned = bare.rstrip("% \u00a0").strip()
    if figure.unit and unsigned.lower().endswith(figure.unit.lower()):
        unsigned = unsigned[: -len(figure.unit)].strip()
    return "" if not bare or unsigned in {number(figure.value), value(figure)} else bare


def ratio(figure: Figure) -> str:
    """The two parts of a rate where the report gives them ("103/246"), else ""."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    parts = text("ratio", numerator=number(figure.numerator), denominator=number(figure.denominator))
    return "" if parts == value(figure) else parts


def state(figure: Figure) -> str:
    """The state column."""
    return text(f"state_{figure.state}")


def whose(figure: Figure) -> tuple[str, str]:
    """Whose figure it is: (the scope or else the place, the place when the scope does not already say it)."""
    scope, place = figure.scope or "", figure.place or ""
    if not scope:
        return place, ""
    return scope, "" if place.lower() in scope.lower() else place


def origin(figure: Figure) -> str:
    """Where in the report a figure of a form stands, "" for one read elsewhere."""
    if not figure.form:
        return ""
    if figure.code:
        return text("origin_form_row", form=figure.form, code=figure.code)
    return text("origin_form", form=figure.form)


def place_of(passage: Passage, report: Report) -> str:
    """A passage's section and its page, its sheet and row in a workbook, or its line in a text file."""
    return ", ".join(part for part in (passage.section, _spot(passage, report)) if part)


def _spot(passage: Passage, report: Report) -> str:
    if report.paged:
        return text("page", page=passage.page)
    if 0 < passage.page <= len(report.sheets) and passage.line:
        return text("sheet_row", sheet=report.sheets[passage.page - 1], row=passage.line)
    return text("line", line=passage.line) if passage.line else ""


def surroundings(passage: Passage) -> tuple[str, ...]:
    """What stands around a passage, outermost first, without headings that its section names already."""
    named = passage.section.lower()
    lines = (line.strip() for line in passage.context.splitlines())
    return tuple(line for line in lines if line and line.lower() not in named)
