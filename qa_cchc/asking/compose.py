"""The words of an answer, built only from figures that were read: every number carries the mark of its citation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa_cchc.asking.match import is_mere_desk
from qa_cchc.records import Figure, Report
from qa_cchc.vietnamese.numbers import parse_number
from qa_cchc.vietnamese.unicode import fold

# "Hết hồ sơ trễ hạn chưa?" is answered the other way round: that is left to the report's words.
_ALL_DONE = re.compile(r"(?<!\w)(?:hết|xong)(?!\w)", re.IGNORECASE)
_ANY = re.compile(r"(?<![a-z])(?:co|con|phat sinh)\s+((?:[a-z]+\s+){1,4})")
_PRINTED = re.compile(r"\d+(?:[.,]\d+)*")


def value_text(figure: Figure) -> str:
    """The value as printed with its unit; what is no number in the words of the report."""
    if figure.state == "blank":
        return "ô số liệu để trống"
    if figure.state == "unreadable":
        return "không đọc được chắc chắn, cần xem bản gốc"
    if figure.state in ("none", "not_yet", "text"):
        return f"báo cáo ghi “{figure.text}”"
    text = figure.text
    if figure.value == 0 and not any(character.isdigit() for character in text):
        return f"0 {figure.unit or ''}".strip() + f" (báo cáo ghi “{_zero_words(figure)}”)"
    if figure.approximate:
        text = f"khoảng {text}"
    if figure.unit == "%":
        return text if text.rstrip().endswith("%") else f"{text}%"
    if not figure.unit or "=" in figure.unit:
        return text
    return f"{text} {figure.unit if figure.unit[:2].isupper() else figure.unit[:1].lower() + figure.unit[1:]}"


def _zero_words(figure: Figure) -> str:
    return figure.quote[slice(*figure.mark)] if figure.mark else figure.text


def holder(figure: Figure, report: Report) -> str:
    """Whose figure it is: the scope where one is named, with the place."""
    place = figure.place or report.place or report.agency or report.file
    if figure.scope and fold(figure.scope) not in fold(place):
        return place if fold(place) in fold(figure.scope) else f"{figure.scope}, {place}"
    return place


def figure_line(figure: Figure, *citations: int) -> str:
    """One figure as a sentence part: "Tỷ lệ … (Bộ phận Một cửa thị xã): 41,8% (103/246) [1]"; with the marks of all
    places that state it."""
    name = figure.indicator[:1].upper() + figure.indicator[1:]
    scope = f" ({figure.scope})" if figure.scope and fold(figure.scope) not in fold(name) else ""
    change = f" [{figure.change}]" if figure.change else ""
    marks = "".join(f"[{citation}]" for citation in dict.fromkeys(citations))
    return f"{name}{scope}: {value_text(figure)}{_ratio(figure)}{change} {marks}"


def _ratio(figure: Figure) -> str:
    """What a share was worked out of, where the same words print it ("103/246 hồ sơ, đạt 41,8%")."""
    if figure.unit != "%" or figure.numerator is None or not figure.denominator or "/" in figure.text:
        return ""
    printed: dict[float | int, str] = {}
    for match in _PRINTED.finditer(figure.quote):
        number = parse_number(match.group())
        if number is not None:
            printed.setdefault(number.value, match.group())
    top, bottom = printed.get(figure.numerator), printed.get(figure.denominator)
    return f" ({top}/{bottom})" if top and bottom else ""


def _same_statement(figure: Figure) -> tuple[object, ...]:
    """What two figures have in common that state one thing, in a form and in prose."""
    unit = "%" if figure.unit == "%" else ""
    what = figure.indicator_id or fold(figure.indicator)
    scope = fold(figure.scope) if figure.scope and not is_mere_desk(figure.scope) else None
    desks = tuple(sorted(facet for facet in figure.facets if facet.startswith("desk")))
    return what, scope, desks, unit, figure.value if figure.state == "value" else figure.state, figure.change


def compose(figures: Sequence[Figure], citations: Sequence[int], report_of: Callable[[str], Report]) -> str:
    """The answer over one or several reports, those of one report together, in the order given."""
    groups: dict[tuple[str, str], dict[tuple[object, ...], tuple[Figure, list[int]]]] = {}
    for figure, citation in zip(figures, citations, strict=True):
        report = report_of(figure.report.id)
        period = figure.period.label if figure.period else "không rõ kỳ"
        place = figure.place or report.place or report.agency or report.file
        heading = f"{place[:1].upper()}{place[1:]}, {period}"
        told = groups.setdefault((heading, figure.report.id), {})
        told.setdefault(_same_statement(figure), (figure, []))[1].append(citation)
    lines_of = {
        key: [figure_line(figure, *marks) for figure, marks in told.values()] for key, told in groups.items()
    }
    if len(lines_of) == 1:
        (((heading, _), lines),) = lines_of.items()
        return (
            f"{heading}: {lines[0]}." if len(lines) == 1 else f"{heading}:\n" + "\n".join(f"- {line}" for line in lines)
        )
    return "\n".join(
        f"{heading}:\n" + "\n".join(f"- {line}" for line in lines) for (heading, _), lines in lines_of.items()
    )


def yes_no(figures: Sequence[Figure], question: str = "") -> str | None:
    """ "Có", "Không" or "Chưa" where the figures settle it: a coded first figure, or counts of its indicator and
    period, all of them nought, or one of them more where `question` asks whether there are any."""
    first = figures[0]
    text = fold(first.text)
    if "(co)" in text or text == "co":
        return "Có"
    if "(chua" in text or first.state == "not_yet":
        return "Chưa"
    if "(khong)" in text:
        return "Không"
    counts = [
        one for one in figures
        if one.unit != "%" and not one.change and one.period == first.period
        and (one.indicator_id or one.indicator) == (first.indicator_id or first.indicator)
    ]  # fmt: skip
    if not counts or _ALL_DONE.search(question):
        return None
    if all(one.value == 0 or one.state == "none" for one in counts):
        return "Không"
    noun = fold(first.unit or "").split()[:1]
    asked = _ANY.search(fold(question))
    return "Có" if asked and noun and noun[0] in asked.group(1).split() else None


def explain_absence(figure: Figure) -> str:
    """Why a row that is there gives no number."""
    return {
        "blank": "Báo cáo có dòng này nhưng để trống ô số liệu, nên không có con số để trả lời.",
        "unreadable": "Báo cáo có con số này nhưng không đọc được chắc chắn từ tệp, nên không trả lời bằng phỏng đoán.",
        "not_yet": "Báo cáo không nêu con số mà ghi là chưa thực hiện.",
        "none": "Báo cáo không nêu con số mà ghi “Không”.",
    }.get(figure.state, "Ô số liệu trong báo cáo không phải là một con số.")
