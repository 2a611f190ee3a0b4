"""Which words of a sentence are a number's own: where they begin before it and end behind it."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.figures.brackets import open_bracket
from qa_cchc.figures.link_words import OUT_OF, PART_MARKERS, has_content, is_linking
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.vietnamese.concepts import load_concepts

_CIRCUMSTANCE = re.compile(r"[\s\-+*•]*(?:[Qq]ua|[Tt]heo|[Tt]rong|[Tt]ừ|[Nn]hờ|[Đđ]ến|[Tt]ính|[Tt]ại|[Tt]rên)\s[^:]*$")
_BEGINS = re.compile(r"(?<=\w)\s+(?=(?:đã|được|có|hiện|mới|chỉ|đang|còn|thì)\s)", re.IGNORECASE)
_LINK_TO_NEXT = re.compile(
    r"(?<![^\W_])(?:đạt|chiếm|tương ứng|tương đương|bằng|tăng|giảm|trong đó|bao gồm|gồm|còn lại|cụ thể|và"
    r"|có)(?![^\W_])|(?<![^\W_])(?:trên|so với)(?:\s+tổng)?(?:\s+số)?(?:\s+kế hoạch(?:\s+\w+){0,2})?\s*$",
    re.IGNORECASE,
)
# "120 hội nghị tuyên truyền pháp luật với 9.800 lượt người": a preposition before the next number.
_TO_NEXT = re.compile(
    r"(?<=\w)\s+(?:với|cho|đến|tới|tại|từ|ở|thuộc|tranh)"
    r"(?:\s+(?:hơn|gần|trên|khoảng|tổng số|tổng cộng))?\s*$",
    re.IGNORECASE,
)
# "96 thủ tục có phát sinh giao dịch trên tổng số 214 thủ tục".
_OUT_OF_NEXT = re.compile(r"(?<=\w)\s+(?:trên|trong|so với)\s+(?:tổng số|tổng|số)\s*$", re.IGNORECASE)
# "100% TTHC cấp huyện, cấp xã được công khai".
_LEVELS_TOGETHER = re.compile(
    r"cấp (?:tỉnh|huyện|xã|sở)(?:(?:,| và|, và) cấp (?:tỉnh|huyện|xã|sở))+"
    r"(?=\s+(?:được|đã|đều|chưa|không|có|phải|thực hiện|đang)\s+[^\W\d])",
    re.IGNORECASE,
)
_WITH_TOTAL = re.compile(r"(?<=\w),?\s+(?:với|là|gồm)\s+(?:tổng số|tổng cộng)\s*$", re.IGNORECASE)
_ARISING = re.compile(r"(?<![^\W_])(?:có phát sinh|phát sinh|tiếp nhận|nộp|giải quyết|xử lý)\s+$", re.IGNORECASE)
_STAYS_WITH_THING = re.compile(
    r"\s*(?:được|đang|phát sinh|nộp|thuộc|của|tại|qua|do|trên|trong|bị|đã|quá|trễ|đúng|trước|chưa|không|theo|cấp|về"
    r"|ở|cho)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r"\s+thì(?:\s+(?:có|đã))?\s*$", re.IGNORECASE)
# What is aimed at stands behind its name ("thấp hơn mục tiêu đề ra (45%)").
_AIM = re.compile(
    r"(?:mục tiêu|chỉ tiêu)(?:\s+(?:kế hoạch|đề ra|đặt ra|được giao|giao|phấn đấu|năm))*\s*$", re.IGNORECASE
)
# "Chỉ số cải cách hành chính (PAR INDEX) năm 2023": an abbreviation in brackets ends nothing.
_SHORT_NAME = re.compile(r"[A-ZĐ][A-Za-zĐ &-]+")
# "Vốn phân bổ cho 08 công trình là 26.350 triệu đồng": a count inside of what is named.
_WITHIN = re.compile(r"(?<![^\W_])(?:cho|tại|của|ở|thuộc|trong|với|từ)\s+$", re.IGNORECASE)
_COPULA = re.compile(r"\s*(?:là|đạt|ước đạt|được|gồm)\s*$", re.IGNORECASE)
_INSERTION = re.compile(r"\s*(?:được|do|thuộc|theo|kể cả|tính (?:từ|đến)|nhất là)\s", re.IGNORECASE)
# "ISO 9001:2015".
_IN_NAME = re.compile(r"(?<=\d):(?=\d)")
_NUMBERED = re.compile(r"\s+(?:(?:là|đạt|chiếm|có)\s+)?\d")
_NUMBER_BEFORE = re.compile(r"\d(?:[\d.,]*\d)?\s+(?:[^\W\d_]+\s+){0,2}$")


def protected_commas(sentence: str) -> set[int]:
    """Commas that join the members of one name ("xã, phường"; "cán bộ, công chức") and end nothing."""
    spans = [(scope.start, scope.end) for scope in find_scopes(sentence)]
    spans += [(mention.start, mention.end) for mention in load_concepts().find(sentence)]
    spans += [span for span in load_meanings().names(sentence) if not _said_apart(sentence, span)]
    spans += [match.span() for match in _LEVELS_TOGETHER.finditer(sentence)]
    return {i for start, end in spans for i in range(start, end) if sentence[i] == ","}


def _said_apart(sentence: str, span: tuple[int, int]) -> bool:
    """Whether a comma parts the two of two numbers: "9.842 lượt đánh giá, rất hài lòng 8.905"."""
    name, meanings = sentence[slice(*span)], load_meanings()
    first, comma, last = name.partition(",")
    if not comma or not _NUMBERED.match(sentence, span[1]) or not _NUMBER_BEFORE.search(sentence, 0, span[0]):
        return False
    whole = {one.concept for one in meanings.hear(name)}
    return bool(whole & {one.concept for one in meanings.hear(last)}) and bool(first.strip())


def left_words(sentence: str, after: int, quantity: Quantity, protected: set[int]) -> tuple[int, int]:
    """Own words before the number: the last comma clause that says anything, never past a bracket or a ";"."""
    start, end = after, quantity.start
    position = end - 1
    while position >= after:
        closed = sentence[position] == ")"
        opened = sentence.rfind("(", after, position) if closed else -1
        short = closed and _SHORT_NAME.fullmatch(sentence, opened + 1, position)
        if closed and (short or not has_content(sentence[position + 1 : end])):
            # An aside without numbers of its own stands between the thing and its number.
            position = opened - 1
            if opened >= 0:
                continue
        if position >= after and sentence[position] in ";()":
            start = position + 1
            break
        position -= 1
    if after:
        # What introduces parts of a number before is not said of them; "chương trình gồm 36 nhiệm vụ" names its thing.
        for marker in PART_MARKERS.finditer(sentence, start, end):
            start = marker.end()
    cuts = [i for i in range(start, end) if sentence[i] in ",:" and i not in protected]
    cuts = [i for i in cuts if not _IN_NAME.match(sentence, i)]
    for cut in reversed(cuts):
        if has_content(sentence[cut + 1 : end]) and not _inserted(sentence, cut, end, start):
            return cut + 1, end
    # "Qua rà soát, đến nay có 273 thủ tục": a phrase of circumstance is not what is counted.
    return (cuts[-1] + 1, end) if cuts and _CIRCUMSTANCE.fullmatch(sentence[start : cuts[-1]]) else (start, end)


def around_count(sentence: str, found: list[Quantity], quantity: Quantity) -> tuple[int, int] | None:
    """Own words of a number whose name holds a count of its own ("Vốn phân bổ cho 08 công trình là 26.350")."""
    last = found[-1] if found else None
    if last is None or last.unit in (None, "%") or not quantity.unit or last.unit == quantity.unit:
        return None
    if not _WITHIN.search(sentence, *last.left) or not has_content(sentence[slice(*last.left)]):
        return None
    if not _COPULA.search(sentence, last.right[0], quantity.start) or re.search(
        r"[,;:.()]", sentence[last.end : quantity.start]
    ):
        return None
    return last.left[0], quantity.start


def _inserted(sentence: str, cut: int, end: int, start: int) -> bool:
    """Whether a comma opens an insertion about the thing before it (", được công bố trong năm 2022, đạt 85 điểm")."""
    clause, comma, rest = sentence[cut + 1 : end].partition(",")
    return bool(comma and _INSERTION.match(clause) and is_linking(rest) and has_content(sentence[start:cut]))


def named_before_bracket(
    sentence: str, found: list[Quantity], quantity: Quantity, protected: set[int]
) -> tuple[int, int] | None:
    """Own words of a number that stands alone behind a bracket: "kế hoạch vốn được giao (5.742 tỷ đồng)".

    Words right behind a count are the count's own ("26 hồ sơ trực tuyến (03 hồ sơ …)"), those behind a share are not.
    """
    opened = open_bracket(sentence, quantity.start)
    if opened is None or not is_linking(sentence[opened + 1 : quantity.start]):
        return None
    if quantity.unit == "%" and not _AIM.search(sentence, 0, opened):
        return None
    last = found[-1] if found else None
    counts = quantity.unit != "%" and last is not None and last.unit != "%"
    if last is not None and (last.end > opened or (counts and last.right[1] >= opened)):
        return None
    since = 0 if last is None else last.end if last.right[1] >= opened else last.right[1]
    if not has_content(sentence[since:opened]):
        return None
    return left_words(sentence, since, replace(quantity, start=opened, end=opened), protected)


def right_limit(sentence: str, end: int, following: int, protected: set[int]) -> int:
    """Where the words behind a number end: at a mark that is `protected` by no name, or at the `following` number."""
    for position in range(end, following):
        if sentence[position] in ",;:().\n" and position not in protected:
            # A full stop inside a number or an abbreviation does not come here: numbers are quantities of their own.
            return position
    return following


def _same_thing(between: str, other: Quantity) -> int:
    """Where the name of what the second of two numbers counts begins, when "với tổng số" brings it behind its name
    ("15 cơ quan phát sinh hồ sơ trực tuyến với tổng số 1.598 hồ sơ"); 0 when it does not."""
    with_total = _WITH_TOTAL.search(between)
    if with_total is None or not other.unit or other.unit == "%":
        return 0
    name = re.search(rf"(?<![^\W_]){re.escape(other.unit)}(?![^\W_])", between[: with_total.start()], re.IGNORECASE)
    if name is None:
        return 0
    verb = _ARISING.search(between, 0, name.start())
    return verb.start() if verb else name.start()


def share_between(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Gives the words between two neighbours that no punctuation parts to the one they belong to."""
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        if one.right[1] < other.start or other.left[0] < one.start:
            continue
        between = sentence[one.end : other.start]
        link = _OUT_OF_NEXT.search(between) or _LINK_TO_NEXT.search(between) or _TO_NEXT.search(between)
        of_whole = OUT_OF.search(sentence, 0, one.start) and _BEGINS.search(between)
        if of_whole:
            # "trong 113 thủ tục trực tuyến này đã tích hợp 104".
            split = one.end + of_whole.start()
        elif then := _THEN.search(between):
            # "có 340 giao dịch phải nộp phí thì 330 được thanh toán trực tuyến".
            split = one.end + then.start()
        elif thing := _same_thing(between, other):
            split = one.end + thing
        elif link:
            split = one.end + link.start()
        elif other.unit == "%" or _STAYS_WITH_THING.match(between):
            split = other.start
        else:
            split = one.end
        found[index] = replace(one, right=(one.end, split))
        found[index + 1] = replace(other, left=(max(split, other.left[0]), other.start))
    return found
