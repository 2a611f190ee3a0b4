"""A question that asks for several quantities, parted into one for each."""

from __future__ import annotations

import re

from qa_cchc.vietnamese.terms import terms

_CUE = re.compile(r"bao nhiêu|mấy|tỷ lệ|tỉ lệ|phần trăm|số lượng|tổng số", re.IGNORECASE)
PART_OF = re.compile(r"\s*trong (?:số )?đó", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:và\s+|còn\s+)?|\s+và\s+(?=.*(?:bao nhiêu|mấy|tỷ lệ))", re.IGNORECASE)


def pieces_of(topic: str) -> list[str]:
    """Clauses that each ask for a quantity of their own; a clause that does not joins the one before."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(topic):
        asks = _CUE.search(piece) and terms(_CUE.sub(" ", piece))
        if pieces and not (asks and _CUE.search(pieces[-1])):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces
