"""Where a text stands in a born-digital PDF, found letter by letter; and the same places on a picture of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pymupdf

from qa_cchc.records import Report

from .layout import HEADER
from .truth import Quote, Row

Rect = tuple[float, float, float, float]
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SEGMENT = 40.0


@dataclass(frozen=True)
class Letters:
    """The letters of a page without spaces, each with its box."""

    text: str
    boxes: tuple[Rect, ...]


def letters_of(text: str) -> str:
    """A text as it stands among the letters of a page: NFC, no space, raised digits as plain ones."""
    return "".join(unicodedata.normalize("NFC", text.translate(_RAISED)).split())


def read_letters(path: Path, by_line: bool = False) -> list[Letters]:
    """The letters of every page, in the order of the file.

    `by_line` puts those of a block in order line by line, which a file needs whose words mix two fonts.
    """
    with pymupdf.open(path) as pdf:
        return [_page_letters(page, by_line) for page in pdf]


def _page_letters(page: pymupdf.Page, by_line: bool) -> Letters:
    shown: list[tuple[str, Rect]] = []
    for block in page.get_text("rawdict")["blocks"]:
        chars = [char for line in block.get("lines", ()) for span in line["spans"] for char in span["chars"]]
        if by_line:
            chars = [char for line in _lines([char["bbox"] for char in chars], chars) for char in line]
        shown += [(letter, tuple(char["bbox"])) for char in chars for letter in letters_of(char["c"])]
    return Letters("".join(letter for letter, _ in shown), tuple(box for _, box in shown))


def _lines(boxes: Sequence[Rect], things: Sequence[Any]) -> list[list[Any]]:
    """The things whose boxes overlap in height by half, line by line from the top, each line from the left."""
    lines: list[list[tuple[Rect, Any]]] = []
    for box, thing in sorted(zip(boxes, things, strict=True), key=lambda pair: (pair[0][1] + pair[0][3], pair[0][0])):
        last = lines[-1][0][0] if lines else None
        if last and min(last[3], box[3]) - max(last[1], box[1]) > 0.5 * min(last[3] - last[1], box[3] - box[1]):
            lines[-1].append((box, thing))
        else:
            lines.append([(box, thing)])
    return [[thing for _, thing in sorted(line, key=lambda pair: pair[0][0])] for line in lines]


def find(pages: Sequence[Letters], text: str) -> list[tuple[int, int]]:
    """(index of the page, index of the first letter) of every place where the text stands whole on a page."""
    wanted = letters_of(text)
    found: list[tuple[int, int]] = []
    for index, page in enumerate(pages):
        at = page.text.find(wanted)
        while wanted and at >= 0:
            found.append((index, at))
            at = page.text.find(wanted, at + 1)
    return found


def line_boxes(boxes: Sequence[Rect]) -> tuple[Rect, ...]:
    """Boxes that cover letters line by line without gaps, none longer than a few words.

    Short boxes stay tight when the page is turned by a small angle.
    """
    lines: list[list[Rect]] = []
    for box in boxes:
        last = lines[-1][-1] if lines else None
        if last and last[1] < (box[1] + box[3]) / 2 < last[3] and box[0] >= last[0]:
            lines[-1].append(box)
        else:
            lines.append([box])
    made: list[Rect] = []
    for line in lines:
        y0, y1 = min(box[1] for box in line), max(box[3] for box in line)
        x0, x1 = line[0][0], max(box[2] for box in line)
        parts = max(1, round((x1 - x0) / _SEGMENT))
        edges = [x0 + (x1 - x0) * part / parts for part in range(parts + 1)]
        made += [(a, y0, b, y1) for a, b in pairwise(edges)]
    return tuple(made)


@dataclass(frozen=True)
class Printed:
    """What is printed: paragraphs that quotes are taken from, a form's head in its order, what stands on every page."""

    paragraphs: tuple[str, ...]
    header: tuple[str, ...] = ()
    running: str = ""


def printed_of(report: Report, heads: tuple[str, ...] = HEADER) -> Printed:
    """What a layout of a report prints, its forms under the given heads."""
    texts = tuple(paragraph.text.value for section in report.sections for paragraph in section.paragraphs)
    return Printed(texts, heads)


def quotes_of(
    paragraphs: Sequence[str], pages: Sequence[Letters], length: int = 9, most: int = 60
) -> tuple[Quote, ...]:
    """Stretches of `length` words at the start and in the middle of the paragraphs, that stand once in the file."""
    made: list[Quote] = []
    for words in map(str.split, paragraphs):
        for start in dict.fromkeys((0, len(words) // 2)):
            text = " ".join(words[start : start + length])
            places = find(pages, text) if len(letters_of(text)) > 20 else []
            if len(places) == 1 and text.translate(_RAISED) == text:
                page, at = places[0]
                boxes = line_boxes(pages[page].boxes[at : at + len(letters_of(text))])
                made.append(Quote(text, page + 1, boxes))
    step = max(1, len(made) // most)
    return tuple(made[::step][:most])


def with_page(rows: Sequence[Row], pages: Sequence[Letters]) -> tuple[Row, ...]:
    """The rows with the page each stands on, None where a row is cut by the page's end."""
    made: list[Row] = []
    page, at = 0, 0
    for row in rows:
        wanted = letters_of(row.code + row.name)
        place = next(
            ((n, found) for n in range(page, len(pages))
             if (found := pages[n].text.find(wanted, at if n == page else 0)) >= 0),
            None,
        )
        if place:
            page, at = place[0], place[1] + len(wanted)
        made.append(Row(**{**{name: getattr(row, name) for name in Row.__dataclass_fields__},
                           "page": place[0] + 1 if place else None}))
    return tuple(made)


def turned(boxes: Sequence[Rect], move: np.ndarray) -> tuple[Rect, ...]:
    """Boxes after a 3 x 3 homography of the page, each as the upright box around its corners."""
    made: list[Rect] = []
    for x0, y0, x1, y1 in boxes:
        corners = move @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]], dtype=float)
        xs, ys = corners[0] / corners[2], corners[1] / corners[2]
        made.append(tuple(round(float(side), 2) for side in (xs.min(), ys.min(), xs.max(), ys.max())))
    return tuple(made)
