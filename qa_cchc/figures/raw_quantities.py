"""Which numbers, and which openly stated absences, a sentence holds, each with its unit.

"27 trong số 61 tiêu chí" is one quantity with its denominator; "không có hồ sơ quá hạn" is a quantity of zero.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.figures.norms import no_figure
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.units import unit_after
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.numbers import Number, find_numbers

_SUPERSCRIPTS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§]+|\([*†‡§]{1,4}\)")
_OVER = re.compile(r"\s*(?:trong|trên)(?: tổng)?(?: số)?\s*(?:là )?", re.IGNORECASE)
# "công nhận 06 sáng kiến trong 19 sáng kiến đăng ký": the second tells a figure of its own.
_KIND_BEFORE = re.compile(
    r"(?<![^\W_])(?<![-–] )(?<!chính )(?<!Sở )"
    r"(nghị quyết|quyết định|chỉ thị|công văn|tờ trình|kế hoạch|giấy mời):?\s+$",
    re.IGNORECASE,
)
_BILLIONS = re.compile(r"\s+t[ỷỉ]$", re.IGNORECASE)
_SAYS_MORE = re.compile(r"\s+(?:được\s+|đã\s+)?(?:đăng ký|đề xuất|dự thi|gửi|nộp|tiếp nhận|phát hiện|rà soát|ban hành)")
_ZERO = re.compile(
    r"(?<![^\W_])(?P<zero>không (?:có|phát sinh|còn(?!\s+ban hành)|ghi nhận|để xảy ra|để phát sinh|tồn|nhận được"
    r"|tiếp nhận|nhận|ban hành|phát hiện|để)"
    r"|chưa (?:có|phát sinh|nhận được|ghi nhận|tiếp nhận|ban hành|phát hiện))(?:\s+(?:tình trạng|trường hợp"
    r"|bất kỳ))?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_RANKED = re.compile(r"(?:thứ|hạng|vị trí|điểm)\s*$", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?<![^\W_])(?P<zero>(?:không|chưa) (?:phát sinh|ban hành)|không có)(?=\s*(?:[.;)]|,\s|$))", re.IGNORECASE
)
_SOME_DOCUMENT = re.compile(
    r"văn bản(?:\s+(?:nào|cần|phải|trái|sai|vi phạm|được|hết hiệu lực)(?![^\W_])|\s*[.;,)]|\s*$)", re.IGNORECASE
)
_FAULTY = re.compile(
    r"văn bản\s+(?:nào\s+)?(?:có\s+)?(?:nội dung\s+|dấu hiệu\s+)?(?:trái|sai|vi phạm|không phù hợp)", re.IGNORECASE
)
# "không có nhiệm vụ (nào) quá hạn (mà) chưa hoàn thành".
_COMPETENCE = re.compile(r"(?:thẩm quyền|chức năng|nhiệm vụ ban|điều kiện|quy định|chủ trương|nhu cầu)", re.IGNORECASE)
_OVERDUE = re.compile(
    r"(?:[^\W\d_]+\s+){1,4}(?:nào\s+)?(?:(?:đã|bị|còn|để|giải quyết|xử lý|trả lời|thực hiện)\s+){0,2}"
    r"(?:quá|trễ|chậm|tồn đọng|muộn)(?![^\W_])",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"(ý kiến|kiến nghị|phản ánh)\s+(?:nào\s+)?(?:(?:đã|bị|còn|được|giải quyết|xử lý|trả lời|phải)\s+){0,3}"
    r"(?:quá|trễ|chậm|tồn đọng)(?![^\W_])",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;:.()\n]")
_COUNTED_WHEN_ABSENT = {"files", "feedback", "legal_documents", "survey_forms"}
# "được 2.148 tỷ đồng trên 4.105 tỷ đồng": two sums; "từ 229 xuống 223": the thing is named before.
_MONEY = re.compile(r"đồng$", re.IGNORECASE)
_BECOME = re.compile(r"(?<![^\W_])(?:xuống|lên|còn|thành)(?: còn)?\s*$", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s*(?:,|và|,\s*và)\s*"
    r"(?:(?:(?!(?:trong|gồm|có|với|tại|cho|của|từ|đến|ở|thuộc|gấp|bằng|tổng|cộng|cả thảy)\s)[^\W\d_]+,?\s+){0,6})",
    re.IGNORECASE,
)
_NOT_SHARED = re.compile(r"%|đồng|điểm|bậc|hạng|^(?:huyện|tỉnh|xã|phường|sở|thị xã|thành phố)$", re.IGNORECASE)


def _joined(sentence: str, raw: list[Quantity]) -> list[Quantity]:
    """ "27 trong số 61 tiêu chí" and "20,2 trên tổng số 51,2 tỷ đồng" as one quantity with its denominator."""
    joined: list[Quantity] = []
    for quantity in raw:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.denominator is None
            and quantity.denominator is None
            and _OVER.fullmatch(sentence[last.end : quantity.start])
            and (last.unit is None or (last.unit == quantity.unit and not _MONEY.search(last.unit)))
            and last.value <= quantity.value
            and not (last.unit and _SAYS_MORE.match(sentence, quantity.end))
        ):
            joined[-1] = replace(
                last, end=quantity.end, unit=quantity.unit, numerator=last.value, denominator=quantity.value
            )
        else:
            joined.append(quantity)
    return joined


def _shared_units(sentence: str, raw: list[Quantity]) -> list[Quantity]:
    """Gives the unit that the last of an enumeration states to those before it: "07, 05 và 02 hồ sơ"."""
    for index in range(len(raw) - 2, -1, -1):
        one, following = raw[index], raw[index + 1]
        if one.unit is None and following.unit is not None and not (one.zero or following.zero):
            gap = sentence[one.end : following.start]
            if (
                _BESIDE.fullmatch(gap)
                and not _NOT_SHARED.search(following.unit)
                and not _RANKED.search(sentence, 0, one.start)
                and not _BECOME.search(sentence, 0, one.start)
            ):
                raw[index] = replace(one, unit=following.unit)
    return raw


def _numbers_and_zeros(sentence: str, english: bool) -> list[Quantity]:
    found = []
    for number in find_numbers(sentence, english):
        quantity = _quantity(sentence, number)
        if not no_figure(sentence, quantity):
            found.append(quantity)
    concepts = load_concepts()
    found += _nothing(sentence)
    for match in _ZERO.finditer(sentence):
        stop = _STOP.search(sentence, match.end())
        end = stop.start() if stop else len(sentence)
        if any(quantity.start < end and quantity.end > match.start() for quantity in found):
            continue
        objects = [
            m for m in concepts.find(sentence[match.end() : end]) if m.concept.facet == "object" and m.start < 25
        ]
        opinion = _OPINION.match(sentence, match.end())
        if not objects and opinion:
            zero, unit = match.group("zero"), opinion.group(1)
            found.append(Quantity(match.start(), opinion.end(1), zero, 0, unit, (0, 0), (0, 0), zero=True))
        elif objects and _absent(sentence[match.end() : end], match.group("zero"), objects[0].concept.id):
            unit_end = match.end() + objects[0].end
            unit = sentence[match.end() + objects[0].start : unit_end]
            found.append(Quantity(match.start(), unit_end, match.group("zero"), 0, unit, (0, 0), (0, 0), zero=True))
    return sorted(found, key=lambda quantity: quantity.start)


def _absent(words: str, zero: str, thing: str) -> bool:
    """Whether "không có …" gives a zero: of things counted one by one, not of guidance or means that are wanting."""
    verb = zero.lower().split()[-1]
    if _COMPETENCE.match(words):
        # "không có thẩm quyền ban hành văn bản" tells of no figure.
        return False
    if thing == "documents" and verb == "hiện":
        return _FAULTY.match(words) is not None
    if thing == "tasks":
        return verb in ("có", "còn", "để") and _OVERDUE.match(words) is not None
    if verb == "để" and not _OVERDUE.match(words):
        return False
    if thing == "documents":
        return zero.lower().startswith("không") and _SOME_DOCUMENT.match(words) is not None
    if verb in ("nhận", "hành") and zero.lower().split()[1] in ("tiếp", "nhận", "ban"):
        # "không tiếp nhận hồ sơ giấy" tells how files are taken in.
        return thing == ("legal_documents" if verb == "hành" else "feedback")
    return thing in _COUNTED_WHEN_ABSENT


def _nothing(sentence: str) -> list[Quantity]:
    """Zeros that leave out of what: "cấp huyện ban hành 22 VBQPPL; cấp xã không phát sinh"."""
    found = []
    for match in _NOTHING.finditer(sentence):
        things = [m for m in load_concepts().find(sentence[: match.start()]) if m.concept.facet == "object"]
        if match.group("zero").lower().endswith("ban hành"):
            # "ban hành 03 VBQPPL, ít hơn năm trước 05 văn bản; cấp xã không ban hành".
            things = [m for m in things if m.concept.id == "legal_documents"]
        elif things and things[-1].concept.id == "documents":
            # "HĐND ban hành 03 VBQPPL, UBND huyện 04 văn bản, cấp xã không phát sinh".
            things = [m for m in things if m.concept.id != "documents"]
        if things and things[-1].concept.id in _COUNTED_WHEN_ABSENT:
            unit = sentence[things[-1].start : things[-1].end]
            span = match.span("zero")
            found.append(Quantity(*span, match.group("zero"), 0, unit, (0, 0), (0, 0), zero=True))
    return found


def _quantity(sentence: str, number: Number) -> Quantity:
    if number.percent:
        return Quantity(number.start, number.end, number.text, number.value, "%", (0, 0), (0, 0), number.approximate)
    after = _SUPERSCRIPTS.match(sentence, number.end)
    unit = unit_after(sentence, after.end() if after else number.end)
    if unit is None and (kind := _KIND_BEFORE.search(sentence, 0, number.start)):
        # "27 văn bản (nghị quyết 09, quyết định 18)".
        unit = (kind.group(1).lower(), number.end)
    billions = _BILLIONS.search(number.text) if unit is None else None
    if billions:
        # "giải ngân 29,6 tỷ (25%)": money, though the word is left out.
        value = number.value / 10**9
        value = int(value) if value == int(value) else round(value, 6)
        text = number.text[: billions.start()]
        return Quantity(
            number.start, number.end, text, value, "tỷ đồng", (0, 0), (0, 0), number.approximate, None, None
        )
    return Quantity(
        number.start,
        unit[1] if unit else number.end,
        number.text,
        number.value,
        unit[0] if unit else None,
        (0, 0),
        (0, 0),
        number.approximate,
        number.numerator,
        number.denominator,
    )


def raw_quantities(sentence: str, english: bool) -> list[Quantity]:
    """The quantities of a sentence in order, without their words and their ties to each other."""
    return _shared_units(sentence, _joined(sentence, _numbers_and_zeros(sentence, english)))
