"""Lines cut out as pictures, many read at once, their words put back at their places on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from qa_cchc.reading.ocr.ink import Piece
from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.reading.ocr.rows import Field, Row, picture_of_row, rows_of
from qa_cchc.reading.ocr.tesseract import Pass, read_pictures

LINE = Pass(mode=7)
_PAD = 0.06
_DPI = 300.0
_LONGEST, _BETWEEN = 7.0, 0.05  # inches


@dataclass(frozen=True, slots=True)
class Strip:
    """A line alone on white: its picture, which begins at (left, top) of the page, and its row of print."""

    picture: np.ndarray
    left: int
    top: int
    row: Row
    field: Field


def factor_of(dpi: float, share: float) -> float:
    """By how much a picture is enlarged for reading."""
    factor = _DPI / dpi * share
    return 1.0 if abs(factor - 1) < 0.04 else factor


def strips_of(field: Field, clean: np.ndarray, dpi: float) -> list[Strip]:
    """The lines of a part of the page."""
    return [Strip(*picture_of_row(row, field, clean), row, field) for row in rows_of(field, dpi)]


def chained(strips: Sequence[Strip], dpi: float) -> list[list[Strip]]:
    """The lines of one cell in rows of a page's width: a word alone on its line is read better among its neighbours."""
    chains: list[list[Strip]] = []
    width = 0.0
    for strip in strips:
        own = strip.picture.shape[1] / dpi
        if chains and width + own < _LONGEST:
            chains[-1].append(strip)
            width += own + _BETWEEN
        else:
            chains.append([strip])
            width = own
    return chains


def read_chains(
    chains: Sequence[Sequence[Strip]], dpi: float, limit: float, way: Pass = LINE, share: float = 1.0, blur: float = 0.0
) -> list[list[list[Printed]]]:
    """The words of each line of each chain, from left to right."""
    factor, pad = factor_of(dpi, share), round(_PAD * dpi)
    gap = round(_BETWEEN * dpi)
    pictures, starts = [], []
    for chain in chains:
        picture, at = _side_by_side(chain, gap)
        starts.append(at)
        pictures.append(_scaled(picture, pad, factor, blur))
    made = []
    for chain, at, seen in zip(chains, starts, read_pictures(pictures, way, limit), strict=True):
        base = max(strip.row.base - strip.top for strip in chain)
        words: list[list[Printed]] = [[] for _ in chain]
        for word in sorted(seen, key=lambda word: word.x0):
            x0, x1 = word.x0 / factor - pad, word.x1 / factor - pad
            middle = (x0 + x1) / 2
            index = max((n for n, start in enumerate(at) if start - gap / 2 <= middle), default=0)
            strip = chain[index]
            left = strip.left - at[index]
            top = strip.row.base - base - pad
            box = left + x0, top + word.y0 / factor, left + x1, top + word.y1 / factor
            words[index].append(Printed(word.text, word.confidence, *box))
        made.append(words)
    return made


def _side_by_side(chain: Sequence[Strip], gap: int) -> tuple[np.ndarray, list[int]]:
    """The lines on one baseline, and the column at which each begins."""
    if len(chain) == 1:
        return chain[0].picture, [0]
    above = [round(strip.row.base - strip.top) for strip in chain]
    below = [strip.picture.shape[0] - up for strip, up in zip(chain, above, strict=True)]
    width = sum(strip.picture.shape[1] for strip in chain) + gap * (len(chain) - 1)
    canvas = np.full((max(above) + max(below), width), 255, np.uint8)
    starts, x = [], 0
    for strip, up in zip(chain, above, strict=True):
        height, wide = strip.picture.shape
        top = max(above) - up
        canvas[top : top + height, x : x + wide] = strip.picture
        starts.append(x)
        x += wide + gap
    return canvas, starts


def in_one_row(strips: Sequence[Strip]) -> Strip:
    """The lines of a cell as if they had been printed in one: a number that its cell's border broke.

    The strip stands nowhere on the page; its own origin is (0, 0).
    """
    tall = max(piece.height for strip in strips for piece in strip.row.found)
    gap, edge = max(1, round(0.12 * tall)), 2
    parts, found, x = [], [], 0
    for strip in strips:
        x0, _, x1, _ = strip.row.box
        left, right = max(0, x0 - edge - strip.left), min(strip.picture.shape[1], x1 + edge - strip.left)
        parts.append((strip, strip.picture[:, left:right], x))
        x += right - left + max(0, gap - 2 * edge)
    above = max(round(strip.row.base) - strip.top for strip in strips)
    below = max(strip.picture.shape[0] - (round(strip.row.base) - strip.top) for strip in strips)
    canvas = np.full((above + below, x), 255, np.uint8)
    for strip, part, at in parts:
        up = round(strip.row.base) - strip.top
        canvas[above - up : above - up + part.shape[0], at : at + part.shape[1]] = part
        right, down = at + edge - strip.row.box[0], above - round(strip.row.base)
        found += [
            Piece(piece.x0 + right, piece.y0 + down, piece.x1 + right, piece.y1 + down, piece.area)
            for piece in strip.row.found
        ]
    row = Row(tuple(found), (), float(above), strips[0].row.body)
    return Strip(canvas, 0, 0, row, strips[0].field)


def _scaled(picture: np.ndarray, pad: int, factor: float, blur: float) -> np.ndarray:
    made = cv2.copyMakeBorder(picture, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255)
    if factor != 1.0:
        way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
        made = cv2.resize(made, None, fx=factor, fy=factor, interpolation=way)
    return cv2.GaussianBlur(made, (0, 0), blur) if blur else made


def read_strips(
    strips: Sequence[Strip], dpi: float, limit: float, way: Pass = LINE, share: float = 1.0, blur: float = 0.0
) -> list[list[Printed]]:
    """The words of each line, each read by itself."""
    return [words for (words,) in read_chains([[strip] for strip in strips], dpi, limit, way, share, blur)]
