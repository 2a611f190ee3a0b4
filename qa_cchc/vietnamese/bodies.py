"""Sở, ban, ngành and bộ named in text, from the closed list of sectors and their abbreviations."""

from __future__ import annotations

import re

from qa_cchc.vietnamese.place_words import accented_around
from qa_cchc.vietnamese.provinces import BOARDS, SECTOR_ABBREVIATIONS, SECTORS
from qa_cchc.vietnamese.unicode import fold


def _sector_spellings() -> dict[str, str]:
    spellings = {_spelling(sector): sector for sector in SECTORS}
    spellings |= {_spelling(short): sector for short, sector in SECTOR_ABBREVIATIONS.items()}
    return spellings


def _spelling(name: str) -> str:
    return re.sub(r"[\s–,-]+", " ", fold(name)).strip()


_SECTOR_NAMES = _sector_spellings()
_BODY = re.compile(
    r"(?<![a-z0-9])(?P<kind>so|bo)\s+(?P<name>"
    + "|".join(
        r"[\s–,-]{1,3}".join(map(re.escape, key.split())) for key in sorted(_SECTOR_NAMES, key=len, reverse=True)
    )
    + r")(?![a-z0-9&])"
)
_BOARD = re.compile(
    "(?<![a-z0-9])(?:"
    + "|".join(re.escape(fold(board)) for board in sorted(BOARDS, key=len, reverse=True))
    + ")(?![a-z0-9])"
)


def find_bodies(text: str, folded: str) -> list[tuple[int, int, str, str]]:
    """Sở, ban, ngành and bộ, from the closed list of sectors."""
    found = []
    for match in _BODY.finditer(folded):
        typed = text[match.start("kind") : match.end("kind")].lower()
        if typed in ("sở", "bộ") or (typed in ("so", "bo") and not accented_around(text, match.start())):
            kind = "Sở" if match["kind"] == "so" else "Bộ"
            found.append((*match.span(), kind, _SECTOR_NAMES[_spelling(match["name"])]))
    for match in _BOARD.finditer(folded):
        found.append((*match.span(), "Ban", _proper_board(match.group())))
    return found


_BOARD_NAMES = {fold(board): board for board in BOARDS}


def _proper_board(folded: str) -> str:
    name = _BOARD_NAMES[folded]
    return name.removeprefix("Ban ")
