"""Ruling lines of a page's picture: found by their shape, handed to the table finder, taken off before reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from qa_cchc.reading.ocr.stems import without_stems

_ACROSS = 0.22
_DOWN = 0.15
_THICKEST = 0.045
_GAP = 0.07
_SURE = 0.45
_PALE = 45
_FILLED = 0.78
_STEM = 0.3

_Line = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines as (y, x0, x1) and (x, y0, y1) in pixels, and the mask (0 or 1) of the pixels they are made of."""

    across: tuple[_Line, ...]
    down: tuple[_Line, ...]
    mask: np.ndarray


def find_ruled(ink: np.ndarray, dpi: float, even: np.ndarray | None = None) -> Ruled:
    """The ruling lines of a straightened page; with the evened picture, grey hairlines too faint to be ink as well."""
    turned = np.ascontiguousarray(ink.T)
    seen, seen_turned = ink, turned
    if even is not None:
        seen = ink | _faint(even, dpi, _ACROSS)
        seen_turned = turned | _faint(np.ascontiguousarray(even.T), dpi, _DOWN)
    across, across_mask = _lines(seen, ink, dpi, _ACROSS)
    down, down_mask = _lines(seen_turned, turned, dpi, _DOWN)
    across, down = _bridged(across, down, dpi), _bridged(down, across, dpi)
    across, down = _held(across, down, dpi), _held(down, across, dpi)
    across, down = _reaching(across, down, dpi), _reaching(down, across, dpi)
    across, down = without_stems(across, down, seen, dpi), without_stems(down, across, seen_turned, dpi)
    mask = _near(across_mask, across, seen, dpi) | _near(down_mask, down, seen_turned, dpi).T
    return Ruled(tuple(across), tuple(down), mask)


def _faint(even: np.ndarray, dpi: float, least: float) -> np.ndarray:
    """Mask of hairlines across too pale to be ink: grey from end to end, where rows of letters have white gaps."""
    darkness = cv2.subtract(np.full_like(even, 255), even)
    # A line that is not quite level goes on in the next row of pixels.
    level = cv2.blur(cv2.dilate(darkness, np.ones((3, 1), np.uint8)), (max(3, round(0.03 * dpi)) | 1, 1))
    runs = cv2.morphologyEx(level, cv2.MORPH_OPEN, np.ones((1, max(12, round(least * dpi))), np.uint8))
    thick = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((round(_THICKEST * dpi) + 3, 1), np.uint8))
    return ((cv2.subtract(runs, thick) > _PALE) & (darkness > _PALE)).astype(np.uint8)


def _held(lines: list[_Line], crossing: list[_Line], dpi: float) -> list[_Line]:
    """The lines that are long, or end at crossing lines on both sides: the stem of a letter on a line does not."""
    reach = 0.045 * dpi
    return [
        line
        for line in lines
        if line[2] - line[1] > _SURE * dpi
        or all(
            any(abs(other[0] - end) <= reach and other[1] - reach <= line[0] <= other[2] + reach for other in crossing)
            for end in line[1:]
        )
    ]


def _bridged(lines: list[_Line], crossing: list[_Line], dpi: float) -> list[_Line]:
    """Lines parted by a wider gap (a stamp, a fold) made one, unless the gap runs from one crossing line to another.

    Such a gap is meant: two tables, or a cell merged over the line.
    """
    made: list[_Line] = []
    for line in sorted(lines, key=lambda line: line[1]):
        for index in range(len(made) - 1, -1, -1):
            at, low, high = made[index]
            gap = line[1] - high
            shorter = min(high - low, line[2] - line[1])
            if abs(at - line[0]) > 0.01 * dpi or not 0 < gap < min(0.9 * dpi, shorter):
                continue
            if gap > 0.5 * shorter and shorter < _STEM * dpi:
                continue  # stems of letters in two lines of print
            ends = [
                any(abs(other[0] - end) < 0.04 * dpi and other[1] - 2 < at < other[2] + 2 for other in crossing)
                for end in (high, line[1])
            ]
            if not all(ends):
                made[index] = (at, low, line[2])
                break
        else:
            made.append(line)
    return made


def _reaching(lines: list[_Line], crossing: list[_Line], dpi: float) -> list[_Line]:
    """The lines that fade out past the middle of a cell, drawn on to its border: no border ends inside a cell."""
    made = []
    near = 0.04 * dpi
    for at, low, high in lines:
        borders = sorted(other[0] for other in crossing if other[1] - near <= at <= other[2] + near)
        before = [border for border in borders if border <= high + near]
        after = [border for border in borders if border > high + near]
        if before and after and high - before[-1] > 0.5 * (after[0] - before[-1]):
            high = after[0]
        before = [border for border in borders if border < low - near]
        after = [border for border in borders if border >= low - near]
        if before and after and after[0] - low > 0.5 * (after[0] - before[-1]):
            low = before[-1]
        made.append((at, low, high))
    return made


def _near(mask: np.ndarray, lines: list[_Line], ink: np.ndarray, dpi: float) -> np.ndarray:
    """The pixels that belong to one of the lines across: those of the mask, and what is left of a broken line."""
    half, core = 0.02 * dpi, 0.007 * dpi
    kept = np.zeros_like(mask)
    for at, low, high in lines:
        columns = slice(max(0, round(low - 2)), round(high) + 2)
        band = slice(max(0, round(at - half)), round(at + half) + 1)
        middle = slice(max(0, round(at - core)), round(at + core) + 1)
        kept[band, columns] = mask[band, columns]
        kept[middle, columns] |= ink[middle, columns]
    return kept


def _lines(seen: np.ndarray, ink: np.ndarray, dpi: float, least: float) -> tuple[list[_Line], np.ndarray]:
    """Lines across as (y, x0, x1), at least `least` inches long, and their pixels."""
    length = max(12, round(least * dpi))
    gap = max(3, round(_GAP * dpi))
    # A thin line of a faint or slightly wavy scan steps up and down by a pixel: thickened, it holds together.
    thick = cv2.dilate(seen, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    # Only what is thin is a line: letters of a bold heading may hold together too, and shaded cells.
    most = max(4, round(_THICKEST * dpi))
    body = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((most + 3, 1), np.uint8))
    runs[cv2.dilate(body, np.ones((3, 3), np.uint8)) > 0] = 0
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    found: list[_Line] = []
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    for label in range(1, count):
        x, y, width, height, _area = stats[label]
        if width < length:
            continue
        part = (labels[y : y + height, x : x + width] == label) & (seen[y : y + height, x : x + width] > 0)
        lines = [(y + at, x + low, x + high) for at, low, high in _straight(part, most)]
        found += [line for line in lines if _stands_free(seen, ink, line, dpi)]
    mask = cv2.dilate(runs, np.ones((3, 1), np.uint8)) & cv2.dilate(seen, np.ones((3, 3), np.uint8))
    return _linked(found, dpi), mask


def _stands_free(seen: np.ndarray, ink: np.ndarray, line: _Line, dpi: float) -> bool:
    """Whether a line is one stroke with white along it, and no row of letters that touch each other."""
    at, low, high = line
    columns = slice(int(low), int(high) + 1)
    reach = max(1, round(0.008 * dpi))
    stroke = seen[max(0, int(at) - reach) : int(at) + reach + 1, columns].any(axis=0).mean()
    near, far = round(0.014 * dpi) + 1, round(0.03 * dpi) + 1
    above = ink[max(0, int(at) - far) : max(0, int(at) - near) + 1, columns]
    below = ink[int(at) + near : int(at) + far + 1, columns]
    beside = [side.any(axis=0).mean() if side.size else 0.0 for side in (above, below)]
    return bool(stroke > 0.6 and max(beside) < 0.45)


def _straight(part: np.ndarray, most: int) -> Iterator[_Line]:
    """The line (or lines, where two run into each other) of one piece of ink: (y, x0, x1) within the piece."""
    profile = part.sum(axis=1)
    xs = np.nonzero(part.any(axis=0))[0]
    if not len(xs):
        return
    if part.shape[0] <= 2 * most:
        ys = np.arange(part.shape[0])
        yield float((ys * profile).sum() / profile.sum()) + 0.5, float(xs[0]), float(xs[-1] + 1)
        return
    strong = profile > 0.3 * profile.max()
    edges = np.flatnonzero(np.diff(np.concatenate([[0], strong.astype(np.int8), [0]])))
    for low, high in zip(edges[::2], edges[1::2], strict=True):
        own = np.nonzero(part[low:high].any(axis=0))[0]
        yield (low + high) / 2, float(own[0]), float(own[-1] + 1)


def _linked(lines: list[_Line], dpi: float) -> list[_Line]:
    """Pieces that lie in one line with a small gap between made one line, unless much of it would be gaps.

    Stems of letters that happen to stand under one another leave a third of their column white, a broken line hardly.
    """
    off, gap = 0.012 * dpi, 0.12 * dpi
    made: list[list[_Line]] = []
    places: list[float] = []
    for piece in sorted(lines, key=lambda line: line[1]):
        at, low, high = piece
        for number in range(len(made) - 1, -1, -1):
            end = max(part[2] for part in made[number])
            if abs(places[number] - at) <= off and made[number][0][1] <= low <= end + gap:
                share = (high - low) / max(high - made[number][0][1], 1.0)
                places[number] += (at - places[number]) * share
                made[number].append(piece)
                break
        else:
            made.append([piece])
            places.append(at)
    found: list[_Line] = []
    for at, parts in zip(places, made, strict=True):
        low, high = parts[0][1], max(part[2] for part in parts)
        # Pieces of a line that is wavy lie side by side for a stretch.
        filled = sum(end - start for _, start, end in parts)
        found += [(at, low, high)] if filled >= _FILLED * (high - low) else parts
    return found


def without_lines(even: np.ndarray, ink: np.ndarray, ruled: Ruled) -> tuple[np.ndarray, np.ndarray]:
    """The evened picture and its ink with the ruling lines taken off.

    Pixels beside a line go with it, unless they belong to print that reaches further: a letter standing on the line.
    """
    if not ruled.mask.any():
        return even, ink
    fringe = cv2.dilate(ruled.mask, np.ones((3, 3), np.uint8))
    rest = ink & (1 - ruled.mask)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    inside = np.bincount(labels[(rest & fringe) > 0], minlength=count)
    print_ = inside < 0.8 * np.maximum(stats[:, cv2.CC_STAT_AREA], 1)
    print_[0] = False
    kept = print_[labels]
    halo = cv2.dilate(kept.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    clean = even.copy()
    clean[(ruled.mask > 0) | ((fringe > 0) & ~halo)] = 255
    return clean, (rest & (kept | (fringe == 0))).astype(np.uint8)
