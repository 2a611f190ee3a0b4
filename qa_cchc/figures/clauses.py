"""How the numbers of one sentence hang together: each number's own words, its whole, the number it merely restates.

"đã giải quyết 220 hồ sơ (trong đó: trước hạn 115 hồ sơ đạt 52,2%; đúng hạn 104 hồ sơ)" holds four quantities: 220 is
the whole of 115 and 104, and 52,2% restates 115.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.figures.brackets import open_bracket
from qa_cchc.figures.link_words import PART_MARKERS, has_content, is_linking
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.number_words import (
    around_count,
    left_words,
    named_before_bracket,
    protected_commas,
    right_limit,
    share_between,
)
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.raw_quantities import raw_quantities
from qa_cchc.figures.respectively import bodies_in_turn, common_words, named_in_turn, runs, said_again, said_of_all
from qa_cchc.figures.sectors import after_field, label_in
from qa_cchc.figures.ties import leader, shares_in_turn, tie

# "lần lượt 310, 240 và 150 hồ sơ, cộng lại chiếm 41%".
_SUMMED = re.compile(r"(?<![^\W_])(?:cộng lại|gộp lại|tổng cộng|cộng chung|tất cả|tính chung)(?![^\W_])", re.IGNORECASE)
_APART = re.compile(r"[\s,]*(?:riêng|trong đó)\s", re.IGNORECASE)
_PREDICATE = re.compile(r"(?<![^\W_])(?:có|đã|đạt|được|đang|chưa|không|hoàn thành|thực hiện|áp dụng)\s", re.IGNORECASE)
_MONEY = re.compile(r"đồng$", re.IGNORECASE)
_SUM_OF_MONEY = re.compile(
    r"(?<![^\W_])(?:giải ngân|thanh toán|quyết toán|kinh phí|số tiền|vốn|thu ngân sách|chi ngân sách|thu|chi"
    r"|nộp ngân sách"
    r"|tiết kiệm|cấp|bố trí|phân bổ)(?![^\W_])[^,;:()]*$",
    re.IGNORECASE,
)


def quantities(sentence: str, details: bool = False, english: bool = False) -> list[Quantity]:
    """The quantities of a sentence in order.

    `details` says that it details a number elsewhere (a footnote), `english` that its office writes "1,512.5".
    """
    raw = raw_quantities(sentence, english)
    if not raw:
        return []
    protected = protected_commas(sentence)
    found: list[Quantity] = []
    for index, quantity in enumerate(raw):
        following = raw[index + 1].start if index + 1 < len(raw) else len(sentence)
        right = (quantity.end, right_limit(sentence, quantity.end, following, protected))
        named = named_before_bracket(sentence, found, quantity, protected)
        if named is not None:
            found.append(replace(quantity, left=named, right=right))
            continue
        # Words that punctuation leaves to the number before are not this one's.
        within = around_count(sentence, found, quantity)
        if within is not None:
            found.append(replace(quantity, left=within, right=right))
            continue
        after = 0 if not found else found[-1].right[1] if found[-1].right[1] < quantity.start else found[-1].end
        found.append(replace(quantity, left=left_words(sentence, after, quantity, protected), right=right))
    found = _dealt_out(sentence, share_between(sentence, found))
    spans = [(quantity.start, quantity.end) for quantity in found]
    again = shares_in_turn(sentence, found) | said_again(sentence, spans)
    in_turn = {index for run in runs(sentence, spans) for index in run.numbers}
    for index in range(len(found)):
        if index in again:
            found[index] = replace(found[index], restates=leader(found, again[index]))
        else:
            alone = index in in_turn
            if index - 1 in in_turn:
                alone = alone or _SUMMED.search(sentence, found[index - 1].end, found[index].start) is not None
            found[index] = tie(sentence, found, index, alone)
    for index in range(len(found)):
        found[index] = _as_label(sentence, found, index, details)
    return _same_money(sentence, _predicate_of_both(sentence, found))


def _predicate_of_both(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Gives two counts joined by "và" the predicate behind the second: "10 huyện và 187 xã có Bộ phận Một cửa"."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        joined = re.fullmatch(r"[^,;:.()\d]{0,25}(?:,\s*\w+\s+)?(?:,|và)\s+", sentence[one.end : other.start])
        counts = one.unit not in (None, "%") and other.unit not in (None, "%") and not (one.zero or other.zero)
        if not (joined and counts and one.restates is other.restates is None and one.whole == other.whole):
            continue
        if _PREDICATE.search(sentence, one.end, other.start) or not _alike(one, other):
            continue
        predicate = _PREDICATE.search(sentence, other.end, other.right[1])
        said = sentence[predicate.start() : other.right[1]] if predicate else ""
        if said and not one.shared:
            found[index] = replace(one, shared=said)
    return found


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count bodies."""
    meanings = load_meanings()
    return "org" in meanings.classes(one.unit or "") & meanings.classes(other.unit or "")


def _same_money(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Gives sums without a unit that of the sum before: "vốn 26.350 triệu đồng, giải ngân được 22.819"."""
    for index in range(1, len(found)):
        one = found[index]
        if one.unit is not None or one.zero or not _SUM_OF_MONEY.search(sentence, *one.left):
            continue
        sums = [other.unit for other in found[:index] if other.unit is not None and _MONEY.search(other.unit)]
        if sums:
            found[index] = replace(one, unit=sums[-1])
    return found


def _dealt_out(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Gives each of the numbers behind "lần lượt là" the words of the thing that it belongs to."""
    spans = [(quantity.start, quantity.end) for quantity in found]
    bodies, shares = bodies_in_turn(sentence, spans), shares_in_turn(sentence, found)
    for run in runs(sentence, spans):
        first = found[run.numbers[0]]
        if run.numbers[0] in bodies:
            common = common_words(sentence, run)
            opening = named_in_turn(sentence, run.start, len(run.numbers))[:1]
            if common[0] == common[1] and opening and has_content(sentence[slice(*opening[0])]):
                # "Trễ nhiều ở các chi nhánh A, B và C, theo thứ tự 21, 16 và 9 hồ sơ": what opens the row.
                common = opening[0]
            common = common if common[0] < common[1] else first.left
            for index in run.numbers:
                found[index] = replace(found[index], left=common)
            continue
        if run.numbers[0] in shares or not (run.deals or has_content(sentence[first.left[0] : run.start])):
            continue
        things = named_in_turn(sentence, run.start, len(run.numbers))
        shared = said_of_all(sentence, things)
        for index, thing in zip(run.numbers, things, strict=False):
            found[index] = replace(found[index], left=thing, shared="" if thing == things[-1] else shared)
    return found


def part_words(sentence: str, found: list[Quantity], index: int) -> tuple[int, int]:
    """The words before a quantity that may label it: back to the number before, a ";", a bracket or what opens the"
    " list.

    In a list whose items a ";" parts, commas belong to the label ("hộ tịch, chứng thực: 1.207; đất đai: 903").
    """
    quantity = found[index]
    end = quantity.start
    opened = open_bracket(sentence, end)
    if opened is not None and is_linking(sentence[opened + 1 : end]) and (not index or found[index - 1].end <= opened):
        # "đất đai (82 hồ sơ)": the bracket holds the number alone.
        end = opened
    start = found[index - 1].end if index else 0
    if index and start < end:
        start = max(start, min(found[index - 1].right[1], end))
    stops = [i for i in range(start, end) if sentence[i] in ";()"]
    start = stops[-1] + 1 if stops else start
    for marker in PART_MARKERS.finditer(sentence, start, end):
        start = marker.end()
    colons = [i for i in range(start, end) if sentence[i] == ":" and has_content(sentence[i + 1 : end])]
    start = colons[-1] + 1 if colons else start
    commas = [i for i in range(start, end) if sentence[i] == "," and has_content(sentence[i + 1 : end])]
    while commas and not has_content(sentence[start : commas[0]]):
        start = commas.pop(0) + 1
    closed = ";" in sentence[end : end + 400].partition(")")[0] or sentence[:start].rstrip().endswith(";")
    if commas and not (closed and label_in(sentence[start:end], quantity.unit, True)):
        start = commas[-1] + 1
    return start, end


def _as_label(sentence: str, found: list[Quantity], index: int, details: bool) -> Quantity:
    """Marks a quantity whose words before it name a part without saying what is counted ("Đất đai 40 hồ sơ")."""
    quantity = found[index]
    if quantity.zero or quantity.restates is not None:
        return quantity
    start, end = part_words(sentence, found, index)
    # "lĩnh vực hộ tịch (203 hồ sơ), chứng thực (127 hồ sơ)": one label makes its neighbours labels.
    part = (
        details
        or _APART.match(sentence[start:end])
        or quantity.whole is not None
        or (
            index > 0
            and (found[index - 1].label or after_field(sentence, found[index - 1].start))
            and ";" not in sentence[found[index - 1].end : start]
        )
    )
    unit = quantity.unit
    if unit is None and quantity.whole is not None:
        unit = found[quantity.whole].unit
    label = label_in(sentence[start:end], unit, bool(part))
    return replace(quantity, label=True, named=(start, end)) if label else quantity
