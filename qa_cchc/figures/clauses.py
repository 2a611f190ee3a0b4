"""How the numbers of one sentence hang together: each number's own words, its whole, the number it merely restates.

"đã giải quyết 220 hồ sơ (trong đó: trước hạn 115 hồ sơ đạt 52,2%; đúng hạn 104 hồ sơ)" holds four quantities: 220 is
the whole of 115 and 104, and 52,2% restates 115.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.figures.brackets import open_bracket
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.raw_quantities import raw_quantities
from qa_cchc.figures.respectively import bodies_in_turn, common_words, named_in_turn, runs, said_again, said_of_all
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.figures.sectors import after_field, label_in
from qa_cchc.vietnamese.concepts import load_concepts

_CIRCUMSTANCE = re.compile(r"[\s\-+*•]*(?:[Qq]ua|[Tt]heo|[Tt]rong|[Tt]ừ|[Nn]hờ|[Đđ]ến|[Tt]ính|[Tt]ại|[Tt]rên)\s[^:]*$")
# The reporting unit called by its kind alone ("Thị xã 982 văn bản").
_BARE_LEVEL = re.compile(r"(?<!\w)(?:[Tt]hị xã|[Hh]uyện|[Tt]hành phố|[Qq]uận|[Tt]ỉnh|[Pp]hường|[Xx]ã)(?=\s*$)")
# "Trong 47 hồ sơ quá hạn có 38 hồ sơ …"
_OUT_OF = re.compile(r"(?:^|[\s,;(])[Tt]rong(?: tổng)?(?: số)?\s*$")
_BEGINS = re.compile(r"(?<=\w)\s+(?=(?:đã|được|có|hiện|mới|chỉ|đang|còn|thì)\s)", re.IGNORECASE)
# "lần lượt 310, 240 và 150 hồ sơ, cộng lại chiếm 41%".
_SUMMED = re.compile(r"(?<![^\W_])(?:cộng lại|gộp lại|tổng cộng|cộng chung|tất cả|tính chung)(?![^\W_])", re.IGNORECASE)
_PART_MARKERS = re.compile(r"trong đó|trong số đó|bao gồm|(?<!\bcác )gồm|cụ thể(?: như sau)?|chia ra", re.IGNORECASE)
# Words between a thing and its number that say nothing about the thing.
_LINKS = re.compile(
    r"(?<![^\W_])(?:lần lượt|đạt tỷ lệ|đạt tỉ lệ|chiếm tỷ lệ|chiếm tỉ lệ|với tỷ lệ|tỷ lệ đạt|tương ứng(?: với)?"
    r"|tương đương"
    r"|đạt|chiếm|bằng|là|có|được|với"
    r"|gồm|bao gồm|trong đó|trong số đó|cụ thể|như sau|và|hiện|hiện có|hiện nay|đến nay|tính đến nay|đã|tổng cộng"
    r"|ứng với|tức(?: là)?|tính ra|tính chung|gộp lại|cộng lại|cả thảy|vỏn vẹn|vẻn vẹn|chừng|ngót"
    r"|cộng|khoảng|gần|hơn|trên|dưới"
    r"|tỷ lệ|tỉ lệ|ước đạt|ước|thì|chỉ|mới|cả|tổng|tổng số|số lượng|số|lên|còn|về|ở mức|mức|kết quả|theo đó"
    r"|riêng|theo thứ tự)(?![^\W_])",
    re.IGNORECASE,
)
_LINK_TO_NEXT = re.compile(
    r"(?<![^\W_])(?:đạt|chiếm|tương ứng|tương đương|bằng|tăng|giảm|trong đó|bao gồm|gồm|còn lại|cụ thể|và"
    r"|có)(?![^\W_])|(?<![^\W_])(?:trên|so với)(?:\s+tổng)?(?:\s+số)?(?:\s+kế hoạch(?:\s+\w+){0,2})?\s*$",
    re.IGNORECASE,
)
# "120 hội nghị tuyên truyền pháp luật với 9.800 lượt người": a preposition before the next number.
_TO_NEXT = re.compile(
    r"(?<=\w)\s+(?:với|cho|đến|tới|tại|từ|ở|thuộc)(?:\s+(?:hơn|gần|trên|khoảng|tổng số|tổng cộng))?\s*$", re.IGNORECASE
)
# "96 thủ tục có phát sinh giao dịch trên tổng số 214 thủ tục".
_OUT_OF_NEXT = re.compile(r"(?<=\w)\s+(?:trên|trong|so với)\s+(?:tổng số|tổng|số)\s*$", re.IGNORECASE)
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
# "gồm 03 phòng và 03 trường; qua đó nhắc nhở 04 viên chức": what follows are no parts any more.
_NEW_MATTER = re.compile(
    r";\s*(?:qua (?:đó|kiểm tra|rà soát)|từ đó|theo đó|đồng thời|ngoài ra|bên cạnh đó|đến nay|hiện nay|hiện tại"
    r"|phát hiện"
    r"|tổ chức|ban hành|triển khai|cung cấp|cấp phát|khảo sát|rà soát|kiểm tra|tuyên truyền|tập huấn"
    r"|xây dựng)(?![^\W_])",
    re.IGNORECASE,
)
_APART = re.compile(r"[\s,]*(?:riêng|trong đó)\s", re.IGNORECASE)
_PREDICATE = re.compile(r"(?<![^\W_])(?:có|đã|đạt|được|đang|chưa|không|hoàn thành|thực hiện|áp dụng)\s", re.IGNORECASE)
_MONEY = re.compile(r"đồng$", re.IGNORECASE)
_SUM_OF_MONEY = re.compile(
    r"(?<![^\W_])(?:giải ngân|thanh toán|quyết toán|kinh phí|số tiền|vốn|thu ngân sách|chi ngân sách|thu|chi"
    r"|nộp ngân sách"
    r"|tiết kiệm|cấp|bố trí|phân bổ)(?![^\W_])[^,;:()]*$",
    re.IGNORECASE,
)
# "Vốn phân bổ cho 08 công trình là 26.350 triệu đồng": a count inside of what is named.
_WITHIN = re.compile(r"(?<![^\W_])(?:cho|tại|của|ở|thuộc|trong|với|từ)\s+$", re.IGNORECASE)
_COPULA = re.compile(r"\s*(?:là|đạt|ước đạt|được|gồm)\s*$", re.IGNORECASE)
_INSERTION = re.compile(r"\s*(?:được|do|thuộc|theo|kể cả|tính (?:từ|đến)|nhất là)\s", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+(?:(?:là|đạt|chiếm|có)\s+)?\d")
_NUMBER_BEFORE = re.compile(r"\d(?:[\d.,]*\d)?\s+(?:[^\W\d_]+\s+){0,2}$")
_CONTENT = re.compile(r"[^\W\d_]{2,}")


_AMOUNT = re.compile(r"^[^;:.]*(?:với|,)\s*(?:tổng )?(?:số tiền|giá trị|trị giá|kinh phí)[^;:.\d]*$", re.IGNORECASE)
# A share of its own clause: "tiếp nhận 20 đơn; tỷ lệ: 95%".
_RATE_ALONE = re.compile(r"\s*;\s*(?:và )?(?:đạt )?(?:tỷ|tỉ) lệ(?: đạt)?\s*:?\s*(?:là|đạt)?\s*", re.IGNORECASE)
# What a share comes to as a count stands right behind it or in a bracket.
_COMES_TO = re.compile(
    r"\s*(?:[,(]\s*)?(?:với|tương ứng(?: với)?|tương đương(?: với)?|ứng với)\s*(?:tổng số )?"
    r"|\s*\(\s*",
    re.IGNORECASE,
)
_MOVED = re.compile(r"(?<![^\W_])(?:tăng|giảm|cao hơn|thấp hơn|hơn|vượt)(?![^\W_])[^,;()]*$", re.IGNORECASE)


def is_linking(text: str) -> bool:
    """Whether `text` holds nothing but words that link a thing to its number ("hiện có", "và đạt")."""
    return _CONTENT.search(_LINKS.sub(" ", text)) is None


def has_content(text: str) -> bool:
    """Whether words remain once linking words and scopes are taken away."""
    for scope in reversed(find_scopes(text)):
        text = text[: scope.start] + " " + text[scope.end :]
    text = _BARE_LEVEL.sub(" ", text)
    return not is_linking(text)


def quantities(sentence: str, details: bool = False, english: bool = False) -> list[Quantity]:
    """The quantities of a sentence in order.

    `details` says that it details a number elsewhere (a footnote), `english` that its office writes "1,512.5".
    """
    raw = raw_quantities(sentence, english)
    if not raw:
        return []
    protected = _protected_commas(sentence)
    found: list[Quantity] = []
    for index, quantity in enumerate(raw):
        following = raw[index + 1].start if index + 1 < len(raw) else len(sentence)
        right = (quantity.end, _right_limit(sentence, quantity.end, following, protected))
        named = _named_before_bracket(sentence, found, quantity, protected)
        if named is not None:
            found.append(replace(quantity, left=named, right=right))
            continue
        # Words that punctuation leaves to the number before are not this one's.
        within = _around_count(sentence, found, quantity)
        if within is not None:
            found.append(replace(quantity, left=within, right=right))
            continue
        after = 0 if not found else found[-1].right[1] if found[-1].right[1] < quantity.start else found[-1].end
        found.append(replace(quantity, left=_left_words(sentence, after, quantity, protected), right=right))
    found = _dealt_out(sentence, _share_between(sentence, found))
    spans = [(quantity.start, quantity.end) for quantity in found]
    again = _shares_in_turn(sentence, found) | said_again(sentence, spans)
    in_turn = {index for run in runs(sentence, spans) for index in run.numbers}
    for index in range(len(found)):
        if index in again:
            found[index] = replace(found[index], restates=_leader(found, again[index]))
        else:
            alone = index in in_turn
            if index - 1 in in_turn:
                alone = alone or _SUMMED.search(sentence, found[index - 1].end, found[index].start) is not None
            found[index] = _tie(sentence, found, index, alone)
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


def _protected_commas(sentence: str) -> set[int]:
    """Commas that join the members of one name ("xã, phường"; "cán bộ, công chức") and end nothing."""
    spans = [(scope.start, scope.end) for scope in find_scopes(sentence)]
    spans += [(mention.start, mention.end) for mention in load_concepts().find(sentence)]
    spans += [span for span in load_meanings().names(sentence) if not _said_apart(sentence, span)]
    return {i for start, end in spans for i in range(start, end) if sentence[i] == ","}


def _said_apart(sentence: str, span: tuple[int, int]) -> bool:
    """Whether a comma parts the two of two numbers: "9.842 lượt đánh giá, rất hài lòng 8.905"."""
    name, meanings = sentence[slice(*span)], load_meanings()
    first, comma, last = name.partition(",")
    if not comma or not _NUMBERED.match(sentence, span[1]) or not _NUMBER_BEFORE.search(sentence, 0, span[0]):
        return False
    whole = {one.concept for one in meanings.hear(name)}
    return bool(whole & {one.concept for one in meanings.hear(last)}) and bool(first.strip())


def _left_words(sentence: str, after: int, quantity: Quantity, protected: set[int]) -> tuple[int, int]:
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
        for marker in _PART_MARKERS.finditer(sentence, start, end):
            start = marker.end()
    cuts = [i for i in range(start, end) if sentence[i] in ",:" and i not in protected]
    for cut in reversed(cuts):
        if has_content(sentence[cut + 1 : end]) and not _inserted(sentence, cut, end, start):
            return cut + 1, end
    # "Qua rà soát, đến nay có 273 thủ tục": a phrase of circumstance is not what is counted.
    return (cuts[-1] + 1, end) if cuts and _CIRCUMSTANCE.fullmatch(sentence[start : cuts[-1]]) else (start, end)


def _around_count(sentence: str, found: list[Quantity], quantity: Quantity) -> tuple[int, int] | None:
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


def _named_before_bracket(
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
    return _left_words(sentence, since, replace(quantity, start=opened, end=opened), protected)


def _right_limit(sentence: str, end: int, following: int, protected: set[int]) -> int:
    for position in range(end, following):
        if sentence[position] in ",;:().\n" and position not in protected:
            # A full stop inside a number or an abbreviation does not come here: numbers are quantities of their own.
            return position
    return following


def _share_between(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Gives the words between two neighbours that no punctuation parts to the one they belong to."""
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        if one.right[1] < other.start or other.left[0] < one.start:
            continue
        between = sentence[one.end : other.start]
        link = _OUT_OF_NEXT.search(between) or _LINK_TO_NEXT.search(between) or _TO_NEXT.search(between)
        of_whole = _OUT_OF.search(sentence, 0, one.start) and _BEGINS.search(between)
        if of_whole:
            # "trong 113 thủ tục trực tuyến này đã tích hợp 104".
            split = one.end + of_whole.start()
        elif then := _THEN.search(between):
            # "có 340 giao dịch phải nộp phí thì 330 được thanh toán trực tuyến".
            split = one.end + then.start()
        elif link:
            split = one.end + link.start()
        elif other.unit == "%" or _STAYS_WITH_THING.match(between):
            split = other.start
        else:
            split = one.end
        found[index] = replace(one, right=(one.end, split))
        found[index + 1] = replace(other, left=(max(split, other.left[0]), other.start))
    return found


def _dealt_out(sentence: str, found: list[Quantity]) -> list[Quantity]:
    """Gives each of the numbers behind "lần lượt là" the words of the thing that it belongs to."""
    spans = [(quantity.start, quantity.end) for quantity in found]
    bodies, shares = bodies_in_turn(sentence, spans), _shares_in_turn(sentence, found)
    for run in runs(sentence, spans):
        first = found[run.numbers[0]]
        if run.numbers[0] in bodies:
            common = common_words(sentence, run)
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


def _shares_in_turn(sentence: str, found: list[Quantity]) -> dict[int, int]:
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


def _leader(found: list[Quantity], index: int) -> int:
    while found[index].restates is not None:
        index = found[index].restates
    return index


def _beside(sentence: str, found: list[Quantity], index: int) -> int:
    """The quantity before one; should that stand in brackets which have closed since, the last one outside of them."""
    opened = open_bracket(sentence, found[index].start)
    outside = [i for i in range(index) if open_bracket(sentence, found[i].start) == opened]
    last = found[index - 1]
    return outside[-1] if outside and open_bracket(sentence, last.start) is not None and opened is None else index - 1


def _tie(sentence: str, found: list[Quantity], index: int, in_turn: bool) -> Quantity:
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
            if of > 0 and _AMOUNT.search(sentence[found[of - 1].end : found[of].start]):
                # "1.920 giao dịch với tổng số tiền 412 triệu đồng, đạt 77,7%": the share is of the transactions.
                of -= 1
            return replace(quantity, restates=_leader(found, of))
    if (
        before
        and before[-1].unit == "%"
        and quantity.denominator is not None
        and re.fullmatch(r"\s*\(\s*", sentence[before[-1].end : quantity.start])
    ):
        # "đạt 99,5% (219/220 hồ sơ)": the ratio in brackets restates the percentage.
        return replace(quantity, restates=_leader(found, index - 1))
    if before and _counts_share(sentence, before[-1], quantity):
        return replace(quantity, restates=_leader(found, index - 1))
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
            return _leader(found, candidates[-1])
        return None
    if (
        index
        and _OUT_OF.search(sentence[: found[index - 1].start])
        and is_linking(sentence[found[index - 1].right[1] : start])
    ):
        return _leader(found, index - 1)
    markers = [m for m in _PART_MARKERS.finditer(sentence, 0, start) if open_bracket(sentence, m.start()) is None]
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
            return _leader(found, candidates[-1])
    return None


def _says_stage(sentence: str, quantity: Quantity) -> bool:
    concepts = load_concepts()
    return any(concepts.facet(c) == "stage" for c in concepts.ids(sentence[slice(*quantity.left)]))


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
    for marker in _PART_MARKERS.finditer(sentence, start, end):
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
