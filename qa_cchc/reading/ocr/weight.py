"""Bold print told from plain by the thickness of its strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qa_cchc.reading.ocr.prose import Printed, PrintedLine
from qa_cchc.reading.ocr.strips import Strip

# Stems of plain type are about a sixth of the height of small letters wide, those of bold type a quarter and more.
_BOLD = 0.225
_SPREAD = 1.28


def weighed(lines: Sequence[tuple[PrintedLine, Strip]]) -> list[tuple[PrintedLine, Strip]]:
    """The lines with their bold words marked: thick for any type, and thicker than the page's plain one."""
    strokes = [[_stroke(word, line, strip) for word in line.words] for line, strip in lines]
    plain = sorted(stroke for part in strokes for stroke in part if stroke is not None and stroke < _BOLD)
    limit = max(_BOLD * 0.9, _SPREAD * plain[len(plain) // 2]) if len(plain) > 20 else _BOLD
    made = []
    for (line, strip), part in zip(lines, strokes, strict=True):
        sure = [stroke for stroke in part if stroke is not None]
        usual = float(np.median(sure)) > limit if sure else False
        words = []
        for word, stroke in zip(line.words, part, strict=True):
            bold = usual if stroke is None else stroke > limit * (0.88 if usual else 1.08)
            words.append(replace(word, bold=bold))
        made.append((replace(line, words=tuple(words)), strip))
    return made


def _stroke(word: Printed, line: PrintedLine, strip: Strip) -> float | None:
    """Width of the strokes of a word in heights of small letters; None for too little print."""
    if sum(map(str.isalnum, word.text)) < 2:
        return None
    base, body = line.base - strip.top, line.body
    rows = slice(max(0, round(base - 0.8 * body)), max(1, round(base - 0.2 * body)))
    part = strip.picture[rows, max(0, int(word.x0 - strip.left)) : int(word.x1 - strip.left) + 1]
    if part.size == 0 or part.shape[1] < body:
        return None
    dark = (255.0 - part) / 255.0
    inked = np.pad(part < 140, ((0, 0), (1, 0)))
    runs = (inked[:, 1:] & ~inked[:, :-1]).sum(axis=1)
    seen = runs > 0
    if not seen.any():
        return None
    return float(np.median(dark.sum(axis=1)[seen] / runs[seen]) / body)
