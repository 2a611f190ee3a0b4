"""Measures of a reading against the truth: each is a pair (hits, cases), so that files can be summed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

import numpy as np

from .places import Rect
from .truth import Call, Quote, Row, Truth

Tally = tuple[float, float]
_SEPARATED = re.compile(r"\d[.,]\d")
_NUMBER = re.compile(r"\d")
_CALL = re.compile(r"(?<=[^\W\d_]{3})\d{1,2}(?= |$)")
_ALIKE = 0.95


@dataclass(frozen=True)
class ReadRow:
    """A form row as a reader gives it. `unreadable`: the value cell was marked as not to be read with confidence."""

    row: Row
    unreadable: bool = False


@dataclass(frozen=True)
class Reading:
    """What a reader made of a file. A public reader gives `tables` (rows of cell texts) instead of form rows.

    `place` finds a quote: text → (page, boxes) or None.
    """

    words: tuple[str, ...]
    rows: tuple[ReadRow, ...] = ()
    tables: tuple[tuple[str, ...], ...] | None = None
    sections: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    calls: tuple[Call, ...] = ()
    head: dict[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    place: Callable[[str], tuple[int, tuple[Rect, ...]] | None] | None = None
    status: str = "ok"
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Miss:
    """Something that was not read as it stands."""

    measure: str
    expected: str
    came: str


def words_f1(truth: Truth, words: Sequence[str]) -> Tally:
    """Twice the common words over all words of both, each counted as often as it stands; furniture counts nowhere."""
    wanted = Counter(truth.words)
    got = Counter(words)
    common = sum((wanted & got).values())
    surplus = (got - wanted) - Counter(truth.furniture)
    return 2.0 * common, float(sum(wanted.values()) + common + sum(surplus.values()))


def alike(one: str, other: str) -> float:
    """Likeness of two texts between 0 and 1."""
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def align(truth: Sequence[Row], got: Sequence[ReadRow]) -> list[ReadRow | None]:
    """For each row of the truth, form by form, the row that was read for it, None where there is none."""
    made: list[ReadRow | None] = []
    for form in dict.fromkeys(row.form for row in truth):
        mine = [row for row in truth if row.form == form]
        made += _aligned(mine, [read for read in got if read.row.form == form])
    return made


def _by_form(rows: Sequence[Row]) -> list[Row]:
    """The rows form by form, as `align` answers for them."""
    return [row for form in dict.fromkeys(row.form for row in rows) for row in rows if row.form == form]


def _aligned(truth: Sequence[Row], got: Sequence[ReadRow]) -> list[ReadRow | None]:
    """The pairing in order with the greatest sum of likenesses, none below one half."""
    likeness = np.zeros((len(truth), len(got)))
    for i, row in enumerate(truth):
        for j, read in enumerate(got):
            name = alike(row.name, read.row.name)
            likeness[i, j] = 0.8 * name + 0.2 * (row.code == read.row.code) if name > 0.5 else 0
    best = np.zeros((len(truth) + 1, len(got) + 1))
    for i in range(len(truth) - 1, -1, -1):
        for j in range(len(got) - 1, -1, -1):
            paired = likeness[i, j] + best[i + 1, j + 1] if likeness[i, j] > 0 else 0
            best[i, j] = max(paired, best[i + 1, j], best[i, j + 1])
    made: list[ReadRow | None] = []
    j = 0
    for i in range(len(truth)):
        while j < len(got) and best[i, j] == best[i, j + 1] and best[i, j] != best[i + 1, j]:
            j += 1
        if j < len(got) and likeness[i, j] > 0 and best[i, j] == likeness[i, j] + best[i + 1, j + 1]:
            made.append(got[j])
            j += 1
        else:
            made.append(None)
    return made


def is_exact(row: Row, read: ReadRow | None) -> bool:
    """Whether code (with its path), name, unit and value are all as they stand."""
    if read is None or read.unreadable:
        return False
    keys = ("code", "path", "name", "unit", "value")
    return all(_plain(getattr(row, key)) == _plain(getattr(read.row, key)) for key in keys)


def _plain(text: str) -> str:
    return " ".join(text.split())


def row_tallies(truth: Truth, reading: Reading, misses: list[Miss]) -> dict[str, Tally]:
    """Rows exact; value cells read as another number, not marked; cells with a separator corrupted; cells unreadable.

    A cell counts as another number when it shows digits that are not the truth's, or shows none but a blank where the
    truth has none is right. Another number is an error only where the reader did not mark the cell.
    """
    if reading.tables is not None:
        return _table_tallies(truth, reading.tables)
    pairs = list(zip(_by_form(truth.rows), align(truth.rows, reading.rows), strict=True))
    exact = [is_exact(row, read) for row, read in pairs]
    values = sum(
        read is not None
        and not read.unreadable
        and (read.row.path, _plain(read.row.value)) == (row.path, _plain(row.value))
        for row, read in pairs
    )
    wrong = lost = marked = corrupted = separated = 0
    for row, read in pairs:
        holds = _SEPARATED.search(row.value) is not None
        separated += holds
        if read is None:
            continue
        marked += read.unreadable
        if read.unreadable or _plain(read.row.value) == _plain(row.value):
            continue
        if _NUMBER.search(read.row.value):
            wrong += 1
            misses.append(Miss("wrong number", _shown(row), _shown(read.row)))
        elif row.value:
            lost += 1
            misses.append(Miss("value lost", _shown(row), _shown(read.row)))
        corrupted += holds and _NUMBER.search(read.row.value) is not None
    for (row, read), right in zip(pairs, exact, strict=True):
        if not right:
            misses.append(Miss("row", _shown(row), "-" if read is None else _shown(read.row, read.unreadable)))
    count = len(pairs)
    return {
        "rows exact": (sum(exact), count),
        "values right": (values, count),
        "wrong numbers": (wrong, count),
        "values lost": (lost, count),
        "unreadable": (marked, count),
        "separators corrupted": (corrupted, separated),
    }


def _shown(row: Row, unreadable: bool = False) -> str:
    return " | ".join((f"{row.form}:{row.path}", row.code, row.name, row.unit, "???" if unreadable else row.value))


def _table_tallies(truth: Truth, tables: Sequence[tuple[str, ...]]) -> dict[str, Tally]:
    """The same for rows of cells: a row is exact when its cells that are not empty are those of the truth.

    A footnote's call glued to a word is no error of a reader that knows no calls.
    """
    left = [tuple(_CALL.sub("", cell) for cell in map(_plain, cells) if cell) for cells in tables]
    exact = wrong = corrupted = separated = 0
    for row in truth.rows:
        holds = _SEPARATED.search(row.value) is not None
        separated += holds
        core = tuple(part for part in map(_plain, (row.code, row.name, row.unit, row.value)) if part)
        whole = (*core, _plain(row.note)) if row.note else core
        at = next((n for n, cells in enumerate(left) if cells in (core, whole)), None)
        if at is not None:
            exact += 1
            left.pop(at)
            continue
        rest = next(
            (cells[2:] for cells in left if cells[:2] == (_plain(row.code), _plain(row.name))), None
        )
        if rest is None:
            continue
        numbers = [cell for cell in rest if _NUMBER.search(cell) and cell not in (_plain(row.unit), _plain(row.note))]
        if numbers and _plain(row.value) not in numbers:
            wrong += 1
            corrupted += holds
    count = len(truth.rows)
    return {
        "rows exact": (exact, count),
        "wrong numbers": (wrong, count),
        "separators corrupted": (corrupted, separated),
    }


def list_tallies(truth: Truth, reading: Reading, misses: list[Miss]) -> dict[str, Tally]:
    """Sections (label exact, title alike), footnotes (mark exact, text alike), call sites, fields of the letterhead."""
    made: dict[str, Tally] = {
        "sections": _matched("section", truth.sections, reading.sections, misses),
        "footnotes": _matched("footnote", truth.notes, reading.notes, misses),
    }
    calls = 0
    for call in truth.calls:
        near = [other for other in reading.calls if other.mark == call.mark]
        right = any(other.section == call.section and alike(other.before, call.before) >= 0.8 for other in near)
        calls += right
        if not right:
            misses.append(Miss("call", str(call), str(near)))
    made["calls"] = (calls, len(truth.calls))
    fields = 0
    for name, value in truth.head.items():
        right = _plain(reading.head.get(name, "")) == _plain(value)
        fields += right
        if not right:
            misses.append(Miss("head", f"{name}: {value}", reading.head.get(name, "-")))
    made["letterhead"] = (fields, len(truth.head))
    return made


def _matched(
    what: str, wanted: Sequence[tuple[str, str]], got: Sequence[tuple[str, str]], misses: list[Miss]
) -> Tally:
    left = list(got)
    hits = 0
    for key, text in wanted:
        ranked = sorted(((alike(text, other), n) for n, (name, other) in enumerate(left) if name == key), reverse=True)
        if ranked and ranked[0][0] >= _ALIKE:
            hits += 1
            left.pop(ranked[0][1])
        else:
            came = left[ranked[0][1]] if ranked else next((pair for pair in got if alike(pair[1], text) > 0.7), "-")
            misses.append(Miss(what, f"{key}: {text}", str(came)))
    # A numbered paragraph counts as a section under its parent's title: not one too many.
    known = {text for _, text in wanted}
    misses += [Miss(f"{what} too many", "-", f"{key}: {text}") for key, text in left if text not in known]
    return hits, len(wanted)


def stitched(truth: Truth, reading: Reading, misses: list[Miss]) -> Tally:
    """Forms over a page's end that came out as one form, nine tenths of its rows in it, no head repeated as a row."""
    hits = 0
    found = align(truth.rows, reading.rows)
    for number in truth.broken_forms:
        heads = [
            read.row.name for read in reading.rows
            if read.row.form == number and (read.row.name.lower().startswith("chỉ tiêu") or read.row.code == "STT")
        ]
        mine = [read is not None for read, row in zip(found, _by_form(truth.rows), strict=True) if row.form == number]
        right = reading.forms.count(number) == 1 and not heads and sum(mine) >= 0.9 * len(mine)
        hits += right
        if not right:
            came = f"{reading.forms.count(number)} times, {sum(mine)} of {len(mine)} rows, heads {heads}"
            misses.append(Miss("stitched", f"form {number} once", came))
    return hits, len(truth.broken_forms)


def quote_tally(quotes: Sequence[Quote], reading: Reading, misses: list[Miss]) -> Tally:
    """Quotes found on their page with boxes that overlap the true ones by at least one half."""
    if reading.place is None:
        return 0, 0
    hits = 0
    for quote in quotes:
        found = reading.place(quote.text)
        share = overlap(quote.boxes, found[1]) if found and found[0] == quote.page else 0.0
        hits += share >= 0.5
        if share < 0.5:
            came = "not found" if found is None else f"page {found[0]}, overlap {share:.2f} {found[1][:2]}"
            misses.append(Miss("quote", f"page {quote.page} {quote.boxes[:2]} {quote.text}", came))
    return hits, len(quotes)


def overlap(one: Sequence[Rect], other: Sequence[Rect], grid: float = 0.5) -> float:
    """Intersection over union of the areas that two sets of boxes cover, on a grid of `grid` points."""
    if not one or not other:
        return 0.0
    every = [*one, *other]
    left, top = min(box[0] for box in every), min(box[1] for box in every)
    width = int((max(box[2] for box in every) - left) / grid) + 1
    height = int((max(box[3] for box in every) - top) / grid) + 1
    masks = []
    for boxes in (one, other):
        mask = np.zeros((height, width), dtype=bool)
        for x0, y0, x1, y1 in boxes:
            rows = slice(round((y0 - top) / grid), round((y1 - top) / grid))
            mask[rows, round((x0 - left) / grid) : round((x1 - left) / grid)] = True
        masks.append(mask)
    union = int((masks[0] | masks[1]).sum())
    return int((masks[0] & masks[1]).sum()) / union if union else 0.0


def measure(truth: Truth, reading: Reading) -> tuple[dict[str, Tally], list[Miss]]:
    """All measures of a reading, and what was missed."""
    misses: list[Miss] = []
    made: dict[str, Tally] = {"words F1": words_f1(truth, reading.words), **row_tallies(truth, reading, misses)}
    if reading.tables is None:
        wanted, got = Counter(truth.words), Counter(reading.words)
        for word, count in (wanted - got).most_common(12):
            misses.append(Miss("word missing", word, f"{count} times"))
        for word, count in ((got - wanted) - Counter(truth.furniture)).most_common(12):
            misses.append(Miss("word too many", word, f"{count} times"))
        made |= list_tallies(truth, reading, misses)
        made["stitched"] = stitched(truth, reading, misses)
        made["quotes"] = quote_tally(truth.quotes, reading, misses)
        if reading.status != "ok":
            said = Miss("status", "ok", f"{reading.status}: {' '.join(reading.warnings)[:400]}")
            # Of a file that was not read at all everything is missing; that need not be spelled out.
            misses = [said] if reading.status == "failed" else [*misses, said]
    return made, misses
