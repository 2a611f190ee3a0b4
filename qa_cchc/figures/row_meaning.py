"""What the name of a row says by its concepts: a second opinion on rows that bear no printed name of the catalogue.

The concepts are those of running text (`meanings.yaml`). An opinion is held only where they make up most of the row's
own words, so that what the catalogue does not hold stays under its own name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.figures.evidence import Background, Words, heard_in
from qa_cchc.figures.telling import tell
from qa_cchc.figures.units import named_unit
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LEAD = re.compile(r"^[\W_]*(?:trong đó|bao gồm|gồm|cụ thể|riêng)?[\s,:–+-]*", re.IGNORECASE)
_NUMBER_OF = re.compile(r"^(?:tổng\s+)?số(?:\s+lượng)?\s+|^tổng\s+", re.IGNORECASE)
_RATE = re.compile(r"^(?:tỷ|tỉ) lệ\b|^mức (?:độ )?(?:hoàn|hài)|^tỷ trọng\b|^tiến độ\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Words that say nothing of what a row counts: of counting, of time, of whose it is.
_NEUTRAL = frozenset(
    """so tong luong muc do ty ti le phan tram cac cua va duoc da dang tai theo tren cho co thuoc ve trong do nhung den
    thoi diem bao cao ky nam quy thang la bi voi tu nay hien hoac trong ngoai cong tac thuc hien ket qua viec
    tinh huyen xa phuong thi tran thanh pho so bo cap uy ban nhan dan dia phuong don vi co quan to chuc ca nhan nguoi
    cong dan doanh nghiep noi quy dinh ke tham quyen truc phu nganh toan bo chung hoi dong linh vuc pham vi ban khu
    luot cuoc vu viec van de nhiem hop le phat sinh lan""".split()
)
_MOST_UNHEARD = 0.34


@lru_cache(maxsize=8192)
def said_by(name: str, parents: tuple[str, ...], unit: str) -> str | None:
    """The id of the indicator that a row's words mean under the rows above it (outermost first); None where they leave
    it open, or hold words that no indicator speaks of."""
    body = _LEAD.sub("", expand(_BRACKETS.sub(" ", name))).strip(" .,;:")
    if not body:
        return None
    share = "%" in unit or (not unit and (_RATE.match(body) is not None or "%" in name))
    counted = "%" if share else _BRACKETS.sub("", unit).lower() or named_unit(name) or ""
    above = tuple(expand(_BRACKETS.sub(" ", parent)) for parent in parents)
    before = f"{above[-1]}: " if above else ""
    background = Background(titles=tuple(reversed(above)))
    bare = _NUMBER_OF.sub("", body)
    readings = [Words(f"{body} ", counted, before, counted or None)]
    if not share:
        readings.append(Words("", bare, before, counted or None))
    told = [tell(words, background).indicator_id for words in readings]
    found = next((one for one in reversed(told) if one is not None), None)
    if found is None or _unheard(body) > _MOST_UNHEARD:
        return None
    return found


def _unheard(text: str) -> float:
    """The share of a text's telling words that none of its concepts holds."""
    heard = heard_in(text)
    words = [match for match in _WORD.finditer(text) if fold(match.group()) not in _NEUTRAL]
    left = [word for word in words if not any(one.start <= word.start() < one.end for one in heard)]
    return len(left) / len(words) if words else 0.0
