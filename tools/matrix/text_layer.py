"""A poor text layer under a scan, as cheap scanning programs leave: invisible, marks lost, digits wrong."""

from __future__ import annotations

import random
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
import pymupdf

from .places import turned
from .programs import ToolMissing
from .scans import POINTS, Shot

_ALIKE = {"0": "O", "1": "l", "5": "S", "8": "B", "6": "b", "3": "8", "2": "Z", "7": "1", "4": "9", "9": "g"}
_FONT = "Tinos"


def spoil(words: list[str], draw: random.Random) -> list[str]:
    """The words as a poor reader hands them on; "" where a word was glued to the one before."""
    made: list[str] = []
    for word in words:
        spoiled = "".join(_spoiled(letter, draw) for letter in word)
        if made and made[-1] and draw.random() < 0.12:
            made[-1] += spoiled
            made.append("")
        else:
            made.append(spoiled)
    return made


def _spoiled(letter: str, draw: random.Random) -> str:
    chance = draw.random()
    if letter in _ALIKE and chance < 0.12:
        return _ALIKE[letter]
    if letter in "đĐ" and chance < 0.3:
        return "dD"["đĐ".index(letter)]
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) > 1 and chance < 0.3:
        return unicodedata.normalize("NFC", parts[:-1])
    return letter


def write_layered_pdf(source: Path, shots: list[Shot], dpi: int, path: Path, seed: int) -> Path:
    """The scan of `source` with its own words, spoiled, as invisible text where they stand on the picture."""
    draw = random.Random(seed)
    font = _font_file()
    with pymupdf.open(source) as original, pymupdf.open() as pdf:
        for page, shot in zip(original, shots, strict=True):
            made = pdf.new_page(width=shot.width * POINTS / dpi, height=shot.height * POINTS / dpi)
            made.insert_image(made.rect, stream=shot.jpeg)
            made.insert_font(fontname="layer", fontfile=font)
            words = page.get_text("words")
            for word, text in zip(words, spoil([word[4] for word in words], draw), strict=True):
                if text:
                    _lay(made, text, word[:4], shot.move)
        pdf.subset_fonts()
        pdf.save(path, garbage=4, deflate=True, no_new_id=True)
    return path


def _lay(page: pymupdf.Page, text: str, box: tuple[float, float, float, float], move: np.ndarray) -> None:
    x0, y0, _, y1 = turned([box], move)[0]
    size = max(4.0, (box[3] - box[1]) * 0.85)
    page.insert_text((x0, y1 - (y1 - y0) * 0.22), text, fontname="layer", fontsize=size, render_mode=3)


def _font_file() -> str:
    found = subprocess.run(["fc-match", "-f", "%{family}|%{file}", _FONT], capture_output=True, text=True, check=True)
    family, _, file = found.stdout.partition("|")
    if _FONT not in family:
        raise ToolMissing(f"the font {_FONT} is not installed")
    return file
