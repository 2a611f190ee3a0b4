"""How a number hangs together with those before it: what it says once more, and which whole it is part of."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.figures.brackets import open_bracket
from qa_cchc.figures.link_words import OUT_OF, PART_MARKERS, has_content, is_linking
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.respectively import runs
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.vietnamese.concepts import load_concepts

# "gồm 03 phòng và 03 trường; qua đó nhắc nhở 04 viên chức": what follows are no parts any more.
_NEW_MATTER = re.compile(
    r";\s*(?:qua (?:đó|kiểm tra|rà soát)|từ đó|theo đó|đồng thời|ngoài ra|bên cạnh đó|đến nay|hiện nay|hiện tại"
    r"|phát hiện"
    r"|tổ chức|ban hành|triển khai|cung cấp|cấp phát|khảo sát|rà soát|kiểm tra|tuyên truyền|tập huấn"
    r"|xây dựng)(?![^\W_])",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^[^;:.]*(?:với|,)\s*(?:tổng )?(?:số tiền|giá trị|trị giá|kinh phí)[^;:.\d]*$", re.IGNORECASE)
# A share of its own clause: "tiếp nhận 20 đơn; tỷ lệ: 95%".
_RATE_ALONE = re.compile(r"\s*;\s*(?:và )?(?:đạt )?(?:tỷ|tỉ) lệ(?: đạt)?\s*:?\s*(?:là|đạt)?\s*", re.IGNORECASE)
# What a share comes to as a count stands right behind it or in a bracket.
_COMES_TO = re.compile(
    r"\s*(?:[,(]\s*)?(?:với|tương ứng(?: với)?|tương đương(?: với)?|ứng với)\s*(?:tổng số )?"
    r"|\s*\(\s*",
    re.IGNORECASE,
)
_RANKED = re.compile(r"(?<![^\W_])(?:hạng|thứ|vị trí|đứng|xếp)(?:\s+(?:thứ|hạng|vị trí))*\s*$", re.IGNORECASE)
_MOVED = re.compile(r"(?<![^\W_])(?:tăng|giảm|cao hơn|thấp hơn|hơn|vượt)(?![^\W_])[^,;()]*$", re.IGNORECASE)


def shares_in_turn(sentence: str, found: list[Quantity]) -> dict[int, int]:
    """Which count before each share in turn restates: "sớm hạn 26, đúng hạn 12, lần lượt chiếm 68% và 32%"."""
    tied: dict[int, int] = {}
    for run in runs(sentence, [(quantity.start, quantity.end) for quantity in found]):
        counts = [i for i in range(run.numbers[0]) if found[i].unit != "%" and not found[i].zero]
        counts = counts[-len(run.numbers) :]
        if len(counts) < len(run.numbers) or any(found[i].unit != "%" for i in run.numbers):
            continue
        gap = sentence[found[counts[-1]].end : run.start]
        if ";" not in gap and ("," in gap or not has_content(gap)) and not has_content(gap[gap.rfind(",") + 1 :]):
            tied.update(zip(run.numbers, counts, strict=True))
    return tied


def leader(found: list[Quantity], index: int) -> int:
    """The quantity that one says once more, itself where it says none again."""
    while found[index].restates is not None:
        index = found[index].restates
    return index


def _beside(sentence: str, found: list[Quantity], index: int) -> int:
    """The quantity before one; should that stand in brackets which have closed since, the last one outside of them."""
    opened = open_bracket(sentence, found[index].start)
    outside = [i for i in range(index) if open_bracket(sentence, found[i].start) == opened]
    last = found[index - 1]
    return outside[-1] if outside and open_bracket(sentence, last.start) is not None and opened is None else index - 1


def tie(sentence: str, found: list[Quantity], index: int, in_turn: bool) -> Quantity:
    """Fills in what the quantity restates and which whole it is part of; earlier quantities are tied already.

    One `in_turn` with others, or their sum, restates none of them.
    """
    quantity = found[index]
    before = [] if in_turn else found[:index]
    if before and quantity.unit == "%" and not quantity.zero:
        gap = sentence[before[-1].right[1] : quantity.start]
        # "đạt 92,7% ở cấp tỉnh và 84,4% ở cấp xã": shares of two holders.
        beside = before[-1].unit == "%" and find_scopes(sentence[before[-1].end : quantity.right[1]], offices=True)
        apart = ";" in gap and not _RATE_ALONE.fullmatch(gap)
        if not has_content(sentence[slice(*quantity.left)]) and not apart and not beside:
            of = _beside(sentence, found, index)
            if found[of].zero and quantity.value:
                # "đã giải quyết 900 hồ sơ, không có hồ sơ trễ hạn, đạt 99%": nothing is no share of anything.
                of = next((i for i in reversed(range(of)) if not found[i].zero and found[i].unit != "%"), of)
            if of > 0 and _AMOUNT.search(sentence[found[of - 1].end : found[of].start]):
                # "1.920 giao dịch với tổng số tiền 412 triệu đồng, đạt 77,7%": the share is of the transactions.
                of -= 1
            return replace(quantity, restates=leader(found, of))
    if (
        before
        and before[-1].unit == "%"
        and quantity.denominator is not None
        and re.fullmatch(r"\s*\(\s*", sentence[before[-1].end : quantity.start])
    ):
        # "đạt 99,5% (219/220 hồ sơ)": the ratio in brackets restates the percentage.
        return replace(quantity, restates=leader(found, index - 1))
    if before and _counts_share(sentence, before[-1], quantity):
        return replace(quantity, restates=leader(found, index - 1))
    return replace(quantity, whole=_whole(sentence, found, index))


def _counts_share(sentence: str, share: Quantity, quantity: Quantity) -> bool:
    """Whether a count says what a share before it comes to ("đạt 59,1% với 4.730 hồ sơ")."""
    if share.unit != "%" or share.restates is not None or quantity.unit in (None, "%") or quantity.zero:
        return False
    moved = _MOVED.search(sentence[slice(*share.left)])
    return not moved and _COMES_TO.fullmatch(sentence[share.end : quantity.start]) is not None


def _whole(sentence: str, found: list[Quantity], index: int) -> int | None:
    start = found[index].start
    opened = open_bracket(sentence, start)
    if opened is not None and found[index].left[0] < opened:
        return None
    if opened is not None:
        candidates = [
            i for i in range(index) if found[i].end <= opened and open_bracket(sentence, found[i].start) is None
        ]
        if candidates and not re.search(r"[;.]", sentence[found[candidates[-1]].end : opened]):
            return leader(found, candidates[-1])
        return None
    if (
        index
        and OUT_OF.search(sentence[: found[index - 1].start])
        and is_linking(sentence[found[index - 1].right[1] : start])
    ):
        return leader(found, index - 1)
    markers = [m for m in PART_MARKERS.finditer(sentence, 0, start) if open_bracket(sentence, m.start()) is None]
    for marker in reversed(markers):
        candidates = [
            i for i in range(index) if found[i].end <= marker.start() and open_bracket(sentence, found[i].start) is None
        ]
        if candidates:
            # What follows "trong đó" are parts, until words that open a new matter ("còn lại" stays beside the whole).
            if ";" in sentence[marker.end() : start] and not found[index].label and _says_stage(sentence, found[index]):
                return None
            if _NEW_MATTER.search(sentence, marker.end(), start):
                return None
            if _other_things(sentence, found, candidates[-1], index):
                return None
            if len(candidates) > 1 and _RANKED.search(sentence[slice(*found[candidates[-1]].left)]):
                # "90,4 điểm, hạng 02/20, trong đó nhóm …": the parts are of the points.
                points = (found[candidates[-2]].unit or "").startswith("điểm")
                return leader(found, candidates[-2]) if points else leader(found, candidates[-1])
            return leader(found, candidates[-1])
    return None


def _other_things(sentence: str, found: list[Quantity], whole: int, index: int) -> bool:
    """Whether what follows "trong đó" counted things of another kind, and a ";" has ended it: "17 văn bản, trong đó có
    Kế hoạch với 52 nhiệm vụ; đã xong 15"."""
    between = [one for one in found[whole + 1 : index] if one.unit not in (None, "%") and one.restates is None]
    if not between or ";" not in sentence[between[-1].end : found[index].start]:
        return False
    classes = load_meanings().classes
    kind = classes(found[whole].unit or "")
    return bool(kind) and all(classes(one.unit or "") and not classes(one.unit or "") & kind for one in between)


def _says_stage(sentence: str, quantity: Quantity) -> bool:
    concepts = load_concepts()
    return any(concepts.facet(c) == "stage" for c in concepts.ids(sentence[slice(*quantity.left)]))
