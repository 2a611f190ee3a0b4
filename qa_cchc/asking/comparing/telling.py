"""The words of a comparison: first what was asked, then the table in short lines, then what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa_cchc.asking.comparing.cells import Cell
from qa_cchc.asking.comparing.matrix import Matrix, Row, differences, trend_words
from qa_cchc.asking.comparing.numbers import difference
from qa_cchc.asking.comparing.shown import Shown, capital, few, short
from qa_cchc.figures.series import span
from qa_cchc.records import Period

_MOST_ROWS = 24


def told(matrix: Matrix, shown: Shown) -> str:
    """The answer to a comparison or a trend."""
    sentences: list[str] = []
    if matrix.sparse:
        sentences += list(differences(matrix, shown))[-1:]
    elif len(matrix.periods) > 2 and not matrix.pairs:
        sentences += [sentence for row in matrix.rows[:_MOST_ROWS] if (sentence := _trend(matrix, row, shown))]
        if len(matrix.rows) > 1 and matrix.one_subject:
            sentences += list(differences(matrix, shown))[-1:]
    else:
        sentences += [_named(matrix, sentence) for sentence in differences(matrix, shown)]
        sentences = sentences or _single_values(matrix, shown)
    if matrix.sparse:
        return "\n".join([*sentences, *_values(matrix, shown)])
    told_all = bool(sentences) and len(matrix.rows) == 1 and all(
        row.at(period).value is not None for row in matrix.rows for period in matrix.periods
    )  # fmt: skip
    lines = [*sentences, *(() if told_all and len(matrix.periods) <= 2 else _lines(matrix, shown))]
    return "\n".join([*lines, *_gaps(matrix)])


def _single_values(matrix: Matrix, shown: Shown) -> list[str]:
    """What is known where nothing can be compared: the one value of a line."""
    found = []
    for row in matrix.rows if len(matrix.rows) == 1 else ():
        held = [one for one in row.cells if one.value is not None]
        if len(held) == 1:
            name = f"{capital(row.subject.name)} ({row.line.label})"
            found.append(f"{name}: chỉ có {short(held[0].period)}: {shown.said(held[0])}, không có số để so.")
    return found


def _named(matrix: Matrix, sentence: str) -> str:
    """A sentence with what is compared in front, where all rows are of one thing."""
    if not matrix.one_subject:
        return sentence
    name = matrix.rows[0].subject.name
    whose = f" ({matrix.rows[0].line.label})" if len(matrix.rows) == 1 else ""
    return f"{capital(name)}{whose}: {sentence[:1].lower()}{sentence[1:]}"


def _trend(matrix: Matrix, row: Row, shown: Shown) -> str:
    """How one line went from its first to its last value: "tăng qua các kỳ, từ … [1] lên … [4], tăng …"."""
    held = [row.at(period) for period in matrix.periods if row.at(period).comparable is not None]
    lengths = {span(cell.period) for cell in held}
    name = f"{capital(row.subject.name)} ({row.line.label})"
    if not held:
        return f"{name}: kho không có số liệu nào trong các kỳ này."
    if len(held) == 1:
        return f"{name}: chỉ có {short(held[0].period)}: {shown.said(held[0])}."
    if len(lengths) > 1:
        return ""
    change = difference(held[-1], held[0])
    if change is None:
        return ""
    ends = f"từ {shown.said(held[0])} ({short(held[0].period)}) {_way(change.value)} {shown.said(held[-1])} " \
           f"({short(held[-1].period)})"
    size = f", {'tăng' if change.value > 0 else 'giảm'} {change.amount}" if change.value else ""
    shown.changed(change, f"{row.line.label}: {short(held[-1].period)} so với {short(held[0].period)}")
    return f"{name} {trend_words(held)}: {ends}{size}.{_extremes(held, shown)}"


def _way(value: object) -> str:
    return "lên" if value > 0 else "xuống" if value < 0 else "đến"  # type: ignore[operator]


def _extremes(held: Sequence[Cell], shown: Shown) -> str:
    """The highest and the lowest value, where they are not at the ends."""
    high = max(held, key=lambda cell: cell.comparable)  # type: ignore[arg-type,return-value]
    low = min(held, key=lambda cell: cell.comparable)  # type: ignore[arg-type,return-value]
    said = []
    if high.comparable not in (held[0].comparable, held[-1].comparable):
        said.append(f"cao nhất {shown.said(high)} ({short(high.period)})")
    if low.comparable not in (held[0].comparable, held[-1].comparable):
        said.append(f"thấp nhất {shown.said(low)} ({short(low.period)})")
    return f" Trong đó {', '.join(said)}." if said else ""


def _lines(matrix: Matrix, shown: Shown) -> Iterator[str]:
    if len(matrix.rows) == 1:
        row = matrix.rows[0]
        for period in matrix.periods:
            one = row.at(period)
            yield f"- {capital(short(period))}: {shown.said(one) if one.value is not None else '–'}"
        return
    for row in matrix.rows[:_MOST_ROWS]:
        cells = [row.at(period) for period in matrix.periods]
        if len(cells) == 1:
            yield f"- {capital(matrix.label(row))}: {_or_gap(cells[0], shown)}"
        else:
            said = "; ".join(f"{short(cell.period)} {_or_gap(cell, shown)}" for cell in cells)
            yield f"- {capital(matrix.label(row))}: {said}"
    if len(matrix.rows) > _MOST_ROWS:
        yield f"- … và {len(matrix.rows) - _MOST_ROWS} đơn vị khác (xem bảng)"


def _values(matrix: Matrix, shown: Shown) -> Iterator[str]:
    """The values of each line alone, where most cells are gaps that nobody asked for."""
    for row in matrix.rows[:_MOST_ROWS]:
        said = "; ".join(f"{short(one.period)} {shown.said(one)}" for one in row.cells if one.value is not None)
        yield f"- {capital(matrix.label(row))}: {said}"
    if len(matrix.rows) > _MOST_ROWS:
        yield f"- … và {len(matrix.rows) - _MOST_ROWS} đơn vị khác (xem bảng)"


def _or_gap(cell: Cell, shown: Shown) -> str:
    return shown.said(cell) if cell.value is not None else "–"


def _gaps(matrix: Matrix) -> Iterator[str]:
    """What is missing and why, cells of one reason together."""
    reasons: dict[tuple[str, str], list[Period]] = {}
    for row in matrix.rows:
        for cell in row.cells:
            if cell.value is None:
                who = matrix.label(row) if len(matrix.rows) > 1 else ""
                reasons.setdefault((who, cell.gap), []).append(cell.period)
    for (who, why), periods in list(reasons.items())[:_MOST_ROWS]:
        head = f"{capital(who)}, " if who else ""
        when = few([short(period) for period in periods])
        yield f"Chưa có số liệu ({head}{when}): {why}."
