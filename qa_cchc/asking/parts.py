"""A question that asks for several quantities, parted into one for each."""

from __future__ import annotations

import re

from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.terms import terms

_CUE = re.compile(r"bao nhiêu|mấy|tỷ lệ|tỉ lệ|phần trăm|số lượng|tổng số", re.IGNORECASE)
PART_OF = re.compile(r"\s*trong (?:số )?đó", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*(?:và\s+|còn\s+)?|\s+và\s+(?=.*(?:bao nhiêu|mấy|tỷ lệ))", re.IGNORECASE)
_LISTED = re.compile(r"\s*[,;:/+]\s*(?:và\s+|còn\s+)?|\s+(?:và|cùng|với)\s+", re.IGNORECASE)
# Concepts of these facets exclude each other: who names two of one facet asks for two quantities.
_FACETS = ("timeliness", "stage", "online_level")
_EACH = re.compile(r"\s*(?:và\s+)?(?:từng|mỗi|cơ cấu|chia ra|chia theo|phân theo|cụ thể)(?!\w)", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*[,;]?\s*(?:và\s+|với\s+)?(?:cơ cấu|chia ra|chia theo|phân theo|cụ thể (?:từng|theo)|gồm những)(?!\w).*$",
    re.IGNORECASE | re.DOTALL,
)
_BREAKDOWN = re.compile(
    r"trong (?:số )?đó|(?<!\w)(?:từng|mỗi|cơ cấu|chia ra|chia theo|phân theo|cụ thể (?:từng|theo)|gồm những|bao gồm)"
    r"|theo (?:ba|hai|bốn|các|từng|mấy|\d) (?:cấp|nhóm|loại|lĩnh vực|vị trí|mức)",
    re.IGNORECASE,
)


def asks_breakdown(text: str) -> bool:
    """Whether the parts of a number are asked for too ("từng vị trí mấy chỉ tiêu", "cơ cấu theo ba cấp")."""
    return _BREAKDOWN.search(text) is not None


def without_breakdown(topic: str) -> str:
    """A topic without the clause that only asks for its parts ("… và cơ cấu theo ba cấp")."""
    match = _TAIL.search(topic)
    head = topic[: match.start()] if match else topic
    return head if terms(head) else topic


def pieces_of(topic: str) -> list[str]:
    """Clauses that each ask for a quantity of their own; a clause that does not joins the one before."""
    pieces: list[str] = []
    for piece in _BETWEEN.split(topic):
        if pieces and _EACH.match(piece):
            # "…, từng vị trí mấy chỉ tiêu" asks for the parts of what stands before.
            continue
        asks = _CUE.search(piece) and terms(_CUE.sub(" ", piece))
        opens = PART_OF.match(piece) or (asks and (not pieces or _CUE.search(pieces[-1])))
        if pieces and not opens:
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces if len(pieces) > 1 else _enumerated(topic) or pieces


def _enumerated(topic: str) -> list[str]:
    """One quantity for each state listed ("hồ sơ phải giải quyết, đã giải quyết, trễ hạn"), with what stands before
    the list; empty where no list of three, or of two that exclude each other, is met."""
    concepts = load_concepts()

    def states(words: str) -> list[str]:
        return [one for one in concepts.ids(words) if concepts.facet(one) in _FACETS]

    items = [item for item in _LISTED.split(topic) if item.strip()]
    told = [states(item) for item in items]
    listed = [place for place, found in enumerate(told) if found]
    if len(listed) < 2 or listed != list(range(listed[0], listed[0] + len(listed))):
        return []
    if len({tuple(found) for found in told if found}) < len(listed):
        return []
    facets = [concepts.facet(told[place][0]) for place in listed]
    if len(listed) < 3 and not _CUE.search(topic) and not re.search("[,;:/+]", topic):
        # "Tiếp nhận và giải quyết hồ sơ" is one matter.
        return []
    if len(listed) < 3 and len(set(facets)) == len(facets):
        return []
    first = items[listed[0]]
    # What the first item says before its state is said for all ("số hồ sơ | trước hạn").
    start = min(m.start for m in concepts.find(first) if concepts.facet(m.concept.id) in _FACETS)
    head = " ".join([*items[: listed[0]], first[:start]]).strip()
    tail = " ".join(items[listed[-1] + 1 :])
    return [f"{head} {item[start:] if place == listed[0] else item} {tail}".strip()
            for place, item in enumerate(items) if place in listed]  # fmt: skip
