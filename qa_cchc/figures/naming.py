"""What a number in a sentence counts: its concepts, inherited where words leave them out, and their indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.choosing import rates_by_numerator
from qa_cchc.figures.evidence import unbracketed
from qa_cchc.figures.link_words import has_content, is_linking
from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.quantity import Quantity
from qa_cchc.figures.scopes import find_scopes
from qa_cchc.figures.telling import NOTHING_BEFORE, NOTHING_TOLD, Background, Told, Words, tell
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import CAPITALS

_OPENED = re.compile(r"([^,;:.()\d]*)\(\s*$")
_LONGEST_BASE = 3
# "…, chỉ 0,08% trễ hẹn", "58,9% hài lòng, 7,2% cho là bình thường".
_BUT = frozenset({"", "chỉ", "chỉ có", "chỉ còn", "có", "vẫn còn", "vẫn có", "trong đó", "trong đó có", "nhưng"})
_OF_WHAT = re.compile(
    r"\s*(?:của|so với|trên|trong|số|tổng|kế hoạch|dự toán|chỉ tiêu|mục tiêu|vốn|yêu cầu|nhu cầu|biên chế|khối lượng"
    r"|công việc|chương trình|tại|ở|với|theo|cho)(?![^\W_])",
    re.IGNORECASE,
)
# "cắt giảm 28% chi phí và 35% thời gian".
_AND = frozenset({"và", "và có", "còn"})
_BRACKET = re.compile(r"\s*\([^()]*\)")
# What introduces the parts of a number is not said of it.
_PARTS = re.compile(
    r"(?<![^\W_])(?:trong đó|trong số đó|bao gồm|gồm(?: có)?|cụ thể|chia ra|phân theo)(?![^\W_])", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[^;:()]*?(?=[;:()]|\.\s|\.?$)")
_PREDICATE = re.compile(
    r"\s*(?:đã|đang|được|bị|chưa|không|có|tự|hoàn thành|ký|gửi|thực hiện|áp dụng)\s[^,;:.()\d]*", re.IGNORECASE
)
# How far from a number, in characters, words are heard.
_REACH, _MONSTROUS = 1600, 1800
# Words of time which tell a number from the one before by its window only.
_WHEN = re.compile(
    r"l[uũ][yỹ] kế|cộng dồn|tính (?:từ|đến)|(?:từ|tính từ)? ?đầu năm|đến nay"
    r"|(?:từ|đến|trong|hết) (?:ngày|tháng|quý|năm|kỳ)"
    r"|(?:trong|cuối|đầu|hết|đến cuối) (?:kỳ|quý|năm|tháng)|(?:kỳ|quý|tháng|năm) này"
    r"|toàn (?:ngành|tỉnh|huyện|thị xã|thành phố|quận|xã|phường|sở|cơ quan|đơn vị|hệ thống)"
    r"|(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|tốt|kém) nhất|đứng (?:đầu|cuối|thứ nhất)"
    r"|[\d/.]+|riêng|chủ yếu|(?:rơi|dồn) vào|tập trung(?: nhiều)?(?: ở| tại| vào)?|gồm|cụ thể"
    r"|nâng tổng số|tương đương|tương ứng|ứng với|với"
    r"|(?:nhiều|ít|cao|thấp|lớn|nhỏ|đông|tốt|kém)"
    r"(?: thứ (?:hai|ba|nhì))? nhất|(?:tiếp|kế) (?:đến|theo)|sau đó|xếp sau"
    r"|đứng (?:đầu|thứ hai|sau|cuối)|(?:trong đó )?(?:chỉ riêng|riêng lẻ)"
    r"|với sự tham gia của|dành cho|phục vụ"
    r"|(?<![^\W_])(?:cho|tới|từ|đến|nay|xuống|lên|thành|lần lượt|và|là|các|của|ở|tại)(?![^\W_])",
    re.IGNORECASE,
)
# Proper names: whose a number is, not what it counts.
_NAMES = re.compile(rf"(?<![^\W_])[{CAPITALS}][^\W\d_]*")
_EDGE = re.compile(r"^[\s\-+*•–:,;.()¹²³⁴⁵⁶⁷⁸⁹⁰]+|[\s\-–:,;.()¹²³⁴⁵⁶⁷⁸⁹⁰]+$")
_ASIDE = re.compile(r"\([^()]*\)")
_LINK_AT_EDGE = re.compile(
    r"^(?:đạt|chiếm|là|có|được|với|và|trong đó|đã|còn(?! lại)|thì|theo đó|đến nay|hiện nay|hiện)\s+"
    r"|\s+(?:đạt|chiếm|là|có|được|với|và|gồm|trong đó|bằng|khoảng)$",
    re.IGNORECASE,
)
# Units that measure and do not name the thing counted; a rank's "huyện" is told by its "xếp thứ".
_MEASURE_UNIT = re.compile(r"%|đồng$|^điểm|^bậc$|^hạng$", re.IGNORECASE)


_LEVEL_BEHIND = re.compile(r"\s*\((?:cấp )?(tỉnh|huyện|xã)\)")
_AIM = re.compile(r"(?:so với|hơn|vượt|dưới|bằng)\s+(mục tiêu|chỉ tiêu)[^,;:.]{0,40}$", re.IGNORECASE)
_AIM_FIRST = re.compile(r"\W*(mục tiêu|chỉ tiêu)(?![^,;:.]*\bđạt\s*$)", re.IGNORECASE)
_THEN_RESOLVED = re.compile(
    r"[^,;:.()\d]{0,12}[,;]\s*(?:trong đó )?(?:đã )?(?:giải quyết|xử lý|trả)(?: xong| được| kết quả)*\s+\d",
    re.IGNORECASE,
)
_ON = re.compile(r"\s*(?:trên|trong|so với|/)(?: (?:tổng|số|tổng số|vốn|kế hoạch|dự toán))*\s*", re.IGNORECASE)
_THIS = re.compile(
    r"(?<![^\W_])(?:tỷ lệ|tỉ lệ|con số|chỉ số|chỉ tiêu|mức|số liệu|kết quả|số lượng)"
    r"\s+(?:này|đó|ấy|nói trên|trên đây)(?![^\W_])",
    re.IGNORECASE,
)
# What is compared with is of another time or place.
_COMPARED = re.compile(r"so với(?:\s+(?:mức|con số|tỷ lệ|kết quả|số))?\s*$", re.IGNORECASE)
# By how much something rose or fell is not how much there is; what is cut down is counted by its cuts.
_BY_HOW_MUCH = re.compile(
    r"(?<![^\W_])(?:(?P<more>tăng|cao hơn|nhiều hơn)|giảm|bớt|hạ|thấp hơn|ít hơn)(?: thêm| lên"
    r"| được)?\s*$", re.IGNORECASE
)
_CUTS = frozenset({"cut", "streamlined", "shortened", "simplified", "cost", "saved", "income", "arranged"})
_SINCE_BEFORE = re.compile(r"so (?:với|cùng)[^;.()]{0,60}$", re.IGNORECASE)
_FROM_TO = re.compile(r"(?<![^\W_])(?:từ|còn|xuống|lên|thành)\s*$", re.IGNORECASE)
_SINCE = re.compile(r"[^;.()]*?(?<![^\W_])so với(?![^\W_])", re.IGNORECASE)
# "15 hồ sơ/ngày" is a pace, "dưới 50%" a bound.
_PER = re.compile(r"\s*/\s*[^\W\d_]")
_BOUND = re.compile(r"(?<![^\W_])(?:dưới|chưa đến|chưa tới|không quá|tối đa|tối thiểu|ít nhất)\s*$", re.IGNORECASE)
# What a number did is no part of the name of what it counts ("số hồ sơ phải trích đo nhờ đó giảm từ 143 còn 38").
_MOVED = re.compile(r"(?:\s+(?:nhờ đó|qua đó|do đó|từ đó))?(?:\s+đã)?\s+(?:tăng|giảm)\s+từ$", re.IGNORECASE)
# Marks of the forms ("Tổ chức đối thoại: 1"); offices print counts below ten with a zero before them.
_POSTS = frozenset({None, "civil_servant_quota"})
_PRESENT = {
    "commune_official": "commune_officials_present",
    "employee": "employees_present",
    "all_staff": "all_staff_present",
    "civil": "staff_present",
}
_MARKS = frozenset({"0", "1", "2"})
_MARKED = re.compile(r"(?<!số)(?::|\bghi|\bgiá trị|\blà)\s*$", re.IGNORECASE)
# What a count or a share is out of says nothing of what is counted.
_OUT_OF = re.compile(r"\s(?:trên|trong|so với)\s+(?:tổng số |tổng )?(?=\d)", re.IGNORECASE)
# "148 đơn vị tự bảo đảm một phần, còn lại do Nhà nước bảo đảm": the rest is no part of what is counted.
_REST = re.compile(r",\s*(?:số )?còn lại\s", re.IGNORECASE)
# "Văn bản đi là 6.914, 100% ký số": what is said of all of them.
_PREDICATED = re.compile(
    r"\s*(?:đã |đều |được |đã được |đều được )*(?:ký số|niêm yết|công khai|số hóa|gửi|công bố|đăng tải|cập nhật"
    r"|giải quyết"
    r"|xử lý|thực hiện|tiếp nhận|trả|cung cấp|tích hợp|kết nối|kiểm tra|rà soát|khắc phục|hoàn thành|áp dụng|bảo đảm"
    r"|đúng hạn|trước hạn|trước và đúng hạn|đúng và trước hạn|quá hạn|trễ hạn|hài lòng)(?![^\W_])",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\s*(?:(?:trên|so với)\s+(?:tổng số|tổng|số)|(?:tổng )?số(?: hồ sơ| hs)? (?:mới )?(?:tiếp )?nhận)(?=\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What a quantity counts. `about` are its own words; `facets` its concepts, own and inherited.

    `part` says that it counts a part of its whole that only its own words tell ("26 đơn vị (23 đơn vị giáo dục)").
    """

    name: str
    indicator_id: str | None
    about: str
    unit: str | None
    facets: tuple[str, ...]
    scope: str | None
    part: bool = False
    told: Told = NOTHING_TOLD


def name_figure(
    sentence: str,
    quantity: Quantity,
    whole: Naming | None,
    context: tuple[str, ...],
    scope: str | None,
    neighbour: Naming | None = None,
    restates: bool = False,
    background: Background = NOTHING_BEFORE,
) -> Naming:
    """Names a quantity from its words, then from its whole, its sentence's head and its neighbour, nearest first."""
    concepts = load_concepts()
    left, right = _ASIDE.sub(" ", sentence[slice(*quantity.left)]), sentence[slice(*quantity.right)]
    if quantity.zero:
        left, right = "", sentence[quantity.start : quantity.right[1]]
    if quantity.shared:
        left = f"{left} {quantity.shared}"
    if level := _LEVEL_BEHIND.match(sentence, quantity.end):
        # "60 (tỉnh), 20 (huyện), 10 (xã)".
        left = f"{left} cấp {level[1]} "
    # The label of a part ("Thanh tra: 8 hồ sơ") says whose it is, not what is counted.
    base = ""
    # "phát hành 964 văn bản, 100% văn bản được ký số": what a share of its own is of stands right behind it.
    linked = left.strip(" ,;").lower()
    anew = (linked in _AND and has_content(right)) or (not linked and (_counts_anew(right) or _PREDICATED.match(right)))
    anew = anew or (linked in _BUT and _says_of_part(right))
    restates = restates and not (quantity.unit == "%" and anew)
    if restates and quantity.unit == "%":
        # "đạt 51,3% kế hoạch vốn": what follows a share is its base, not the thing.
        base, right = right, ""
    telling = "" if quantity.label and whole is not None else left
    own_words = " ".join(
        part for part in (telling, quantity.unit if quantity.unit not in (None, "%") else "", right) if part
    )
    facets = own = concepts.ids(own_words)
    facets = concepts.inherit(("rate",), facets) if quantity.unit == "%" else tuple(c for c in facets if c != "rate")
    if scope:
        facets = concepts.inherit(facets, _desk(scope))
    for surrounding in (whole.facets if whole else (), context):
        facets = concepts.inherit(facets, tuple(c for c in surrounding if concepts.facet(c) != "measure"))
    if {"full_online", "partial_online"} <= set(facets) or {"level34", "files"} <= set(facets):
        # Both levels together are all of the online service.
        facets = tuple(c for c in facets if concepts.facet(c) != "online_level")
    unit = quantity.unit or _unit_of(whole)
    told = _told(sentence, quantity, left, right, whole, neighbour, restates, background, base)
    told = _taken_in(sentence, quantity, left, told)
    told = _base_of(left, quantity, told, neighbour)
    told = _referred(left, unit, told, neighbour, background)
    told = _of_assigned(quantity, told)
    bare = not has_content(left) and not quantity.zero and not restates and whole is None
    if bare and neighbour and set(own) <= {*neighbour.facets, *_desk(scope or "")}:
        # "Hồ sơ trực tuyến: Bộ phận Một cửa huyện 31 hồ sơ; các xã 98 hồ sơ": the second counts what the first does.
        facets = concepts.inherit(facets, tuple(c for c in neighbour.facets if concepts.facet(c) != "desk"))
        if quantity.unit == neighbour.unit:
            same = load_catalogue().get(told.indicator_id or "")
            # "02 hồ sơ đất đai, 04 hồ sơ chính sách": words behind the number tell the two apart.
            about = _about(left, quantity, right) if has_content(right) else neighbour.about
            name = same.name if same else about or neighbour.name
            return Naming(
                name, same.id if same else None, about, quantity.unit, facets, scope or neighbour.scope, told=told
            )
    if neighbour:
        facets = concepts.inherit(
            facets, tuple(c for c in neighbour.facets if concepts.facet(c) in ("object", "index"))
        )
    unit = quantity.unit or _unit_of(whole)
    about = _about(left, quantity, right)
    part = whole is not None and not (restates or quantity.label or quantity.zero) and set(own) <= set(whole.facets)
    # "trong đó quý II 2.706 hồ sơ" is the same thing of a shorter time.
    part = part and not find_periods(left)
    aim = None if quantity.restates is not None else _AIM.search(left) or (unit == "%" and _AIM_FIRST.match(left))
    compared = quantity.restates is None and _COMPARED.search(left)
    before, behind = sentence[: quantity.start], sentence[quantity.end :]
    measured = _measures_else(left, quantity, before, behind, told, whole, neighbour)
    indicator = None if aim or compared or measured else load_catalogue().get(told.indicator_id or "")
    aimed = f"{aim.group(1)[:1].upper()}{aim.group(1)[1:]}" if aim else ""
    name = indicator.name if indicator is not None else _name(
        quantity, about, aimed, bool(compared), restates, whole, neighbour
    )
    found = indicator.id if indicator else None
    return Naming(name, found, about, unit, facets, about if part else scope, part, told)


def _name(
    quantity: Quantity,
    about: str,
    aimed: str,
    compared: bool,
    restates: bool,
    whole: Naming | None,
    neighbour: Naming | None,
) -> str:
    """What a number that no indicator counts is called: by its own words, or by those of what it belongs to."""
    if aimed and neighbour:
        return f"{aimed}: {neighbour.name[:1].lower()}{neighbour.name[1:]}"
    if compared:
        return f"Mức so sánh: {neighbour.name[:1].lower()}{neighbour.name[1:]}" if neighbour else "Mức so sánh"
    if restates and whole is not None:
        return f"Tỷ lệ: {whole.about[:1].lower()}{whole.about[1:]}" if whole.about else whole.name
    if quantity.label and whole is not None:
        return whole.name
    if whole is not None and quantity.whole is not None and whole.about and about:
        return f"{about} (trong: {whole.about[:1].lower()}{whole.about[1:]})"
    return about or (whole.name if whole else (quantity.unit or ""))


def _referred(left: str, unit: str | None, told: Told, neighbour: Naming | None, background: Background) -> Told:
    """What "tỷ lệ này", "con số này" stand for: the number of the same kind before."""
    last = neighbour.told if neighbour is not None else background.last
    indicator = load_catalogue().get(last.indicator_id or "") if last is not None else None
    if indicator is None or not _THIS.search(left):
        return told
    if unit == "%" and indicator.unit != "%":
        # "141/166 bộ phận được công nhận; ở cấp xã, tỷ lệ đó là 84,94%".
        rates = rates_by_numerator(load_catalogue()).get(indicator.id, ())
        return replace(last, own=told.own, indicator_id=rates[0].id) if rates else told
    return replace(last, own=told.own) if (unit == "%") == (indicator.unit == "%") else told


def _taken_in(sentence: str, quantity: Quantity, left: str, told: Told) -> Told:
    """Files that stand without a verb before those resolved are those received: "Cấp xã: 900 hồ sơ, giải quyết 850"."""
    if told.indicator_id != "files_resolved" or "resolved" in told.own or has_content(_NAMES.sub(" ", left)):
        return told
    behind = _THEN_RESOLVED.match(sentence, quantity.end)
    return replace(told, indicator_id="files_received", said=told.said | {"received"}) if behind else told


def _base_of(left: str, quantity: Quantity, told: Told, neighbour: Naming | None) -> Told:
    """What a sum is out of: "giải ngân 2.148 tỷ đồng trên 4.105 tỷ đồng"."""
    part = neighbour.told.indicator_id if neighbour is not None and neighbour.unit == quantity.unit else None
    if part is None or told.indicator_id != part or not _ON.fullmatch(left):
        return told
    wholes = [one.denominator for one in load_catalogue().indicators if one.numerator == part and one.denominator]
    return replace(told, indicator_id=wholes[0]) if wholes else told


def _of_assigned(quantity: Quantity, told: Told) -> Told:
    """ "Biên chế 198/207 người": those present out of those assigned."""
    if quantity.denominator is not None and told.indicator_id == "recruitment_quota" and "recruited" in told.own:
        # "tuyển dụng 27/31 chỉ tiêu viên chức".
        kind = "employees_recruited" if "employee" in told.own else "civil_servants_recruited"
        return replace(told, indicator_id=kind) if told.own & {"employee", "civil"} else told
    if quantity.denominator is not None and told.indicator_id in _POSTS and "workforce" in told.own:
        # "Biên chế công chức 64/68".
        present = next((kind for concept, kind in _PRESENT.items() if concept in told.own), told.indicator_id)
        return replace(told, indicator_id=present)
    if quantity.denominator is None or not (told.indicator_id or "").endswith("_assigned"):
        return told
    present = f"{told.indicator_id[: -len('_assigned')]}_present"  # type: ignore[index]
    known = load_catalogue().get(present) is not None and "given" not in told.own
    return replace(told, indicator_id=present) if known else told


def _counts_cuts(left: str, unit: str | None, told: Told, neighbour: Naming | None) -> bool:
    """Whether an indicator counts what is cut down: by words of its own, or as the number before does."""
    cuts = not _cutting().isdisjoint(_with_numerator(told))
    if not cuts or unit != "%":
        # "giảm 07 đơn vị so với năm 2015".
        return cuts
    return has_content(_BY_HOW_MUCH.sub(" ", left)) or (neighbour is not None and bool(neighbour.told.said & _CUTS))


@lru_cache(maxsize=1)
def _cutting() -> frozenset[str]:
    """The indicators that count what is cut down."""
    return frozenset(identifier for identifier, one in load_meanings().sets if one & _CUTS)


def _with_numerator(told: Told) -> tuple[str | None, ...]:
    indicator = load_catalogue().get(told.indicator_id or "")
    return (told.indicator_id, indicator.numerator if indicator is not None else None)


def _measures_else(
    left: str,
    quantity: Quantity,
    before: str,
    behind: str,
    told: Told,
    whole: Naming | None,
    neighbour: Naming | None,
) -> bool:
    """Whether a number is a difference, a pace or a bound of what it speaks of."""
    moved = _BY_HOW_MUCH.search(left)
    compared = _SINCE.match(behind) or _SINCE_BEFORE.search(before)
    differs = moved and quantity.restates is None and (moved["more"] or compared)
    if differs and not _counts_cuts(left, quantity.unit, told, neighbour):
        return True
    of_cut = whole is not None and told.indicator_id == whole.indicator_id and whole.told.said & _CUTS
    if of_cut and _FROM_TO.search(left):
        # "giảm 01 phòng (từ 13 còn 12)": how many there were and are.
        return True
    paced = _PER.match(behind) and not _MEASURE_UNIT.search(quantity.unit or "%")
    paced = paced and quantity.unit not in ("ngày", "giờ")
    return bool(paced or (quantity.unit == "%" and _BOUND.search(left)))


def _told(
    sentence: str,
    quantity: Quantity,
    left: str,
    right: str,
    whole: Naming | None,
    neighbour: Naming | None,
    restates: bool,
    background: Background,
    base: str,
) -> Told:
    """What the words of a quantity and those around it tell of its indicator."""
    # Looking back over all of a monstrous sentence from each of its numbers takes the square of its length.
    reach = _REACH if len(sentence) <= _MONSTROUS else _REACH // 6
    since, until = max(0, quantity.start - reach), quantity.end + reach
    unit = quantity.unit or _unit_of(whole)
    right = f"{right} {_resumed(sentence, quantity.right[1])}"
    if quantity.zero:
        right = right[len(quantity.text) :]
    if unit == "%" and has_content(left) and not base:
        # "đạt 97,35% trên tổng số hồ sơ phải giải quyết".
        of = _BASE.match(right)
        base, right = (right, "") if of else ("", right)
    counted = right if unit == "%" else f"{quantity.unit or ''} {right}"
    counted = _OUT_OF.split(counted, maxsplit=1)[0]
    counted = _REST.split(counted, maxsplit=1)[0]
    apart_from_when = left
    for period in reversed(find_periods(left)):
        apart_from_when = apart_from_when[: period.start] + " " + apart_from_when[period.end :]
    for office in reversed(find_scopes(apart_from_when, offices=True)):
        apart_from_when = apart_from_when[: office.start] + " " + apart_from_when[office.end :]
    continues = not quantity.zero and not restates
    # Words before the bracket in which a share stands alone are about that share.
    apart = _OPENED.search(sentence[since : quantity.start]) if quantity.unit == "%" else None
    named_apart = apart is not None and has_content(apart.group(1))
    bare = not has_content(_NAMES.sub(" ", _WHEN.sub(" ", apart_from_when)))
    continues = continues and (quantity.label or bare) and not named_apart
    plain = _ASIDE.sub(unbracketed, sentence[since : quantity.start])
    before = plain if quantity.zero else plain[: max(0, quantity.left[0] - since)]
    after = _CLAUSE_END.match(sentence, quantity.end, until)
    behind = _PARTS.split(after.group(), maxsplit=1)[0] if after else ""
    if left.strip():
        asides = _ASIDE.finditer(sentence[slice(*quantity.left)])
        left = " ".join([left, *(unbracketed(aside).strip() for aside in asides)])
    rest = sentence[quantity.end : until]
    decimal = float(quantity.value) != int(quantity.value)
    coded = unit is None and quantity.text in _MARKS and _MARKED.search(sentence[since : quantity.start]) is not None
    bare = bare and continues
    words = Words(left, counted.strip(), before, unit, continues, bare, base, behind, decimal, coded, rest)
    return tell(words, background, whole.told if whole else None, restates, neighbour.told if neighbour else None)


_TERMS_FIRST = re.compile(
    r"\W*(?:hồ sơ )?(?:được )?(?:(?:giải quyết|trả|xử lý|hoàn thành) )?(?:trước|sớm|đúng|trễ|quá)"
    r"(?: và (?:trước|đúng|sớm))? (?:thời )?(?:hạn|hẹn)",
    re.IGNORECASE,
)


def _says_of_part(right: str) -> bool:
    """Whether words behind a share tell which part it is, not what it is of."""
    meanings = load_meanings()
    return not _OF_WHAT.match(right) and any(meanings.extra(one.concept) >= 1 for one in meanings.hear(right))


def _counts_anew(right: str) -> bool:
    """Whether words behind a share open with a counted thing and say something of it."""
    classes = load_meanings().classes(right)
    if _TERMS_FIRST.match(right):
        # "giải quyết 351 hồ sơ, 100% đúng và trước hạn".
        return True
    # "95% sở, 91% huyện và 83% xã".
    return "org" in classes or (bool(classes) and len(right.split()) > _LONGEST_BASE)


def _unit_of(whole: Naming | None) -> str | None:
    """The unit that a number without one shares with its whole; the parts of a thing are no shares."""
    if whole is None or whole.unit == "%":
        return None
    indicator = load_catalogue().get(whole.indicator_id or "")
    # "hạng 02/20 sở, ngành; trong đó nhóm công khai 17,8/18": the groups of an index are no offices.
    return None if indicator is not None and indicator.kind == "rank" else whole.unit


def _resumed(sentence: str, position: int) -> str:
    """What is said of a thing after a bracket behind it: "32 nội dung (chiếm 68,1%) đã khắc phục xong"."""
    bracket = _BRACKET.match(sentence, position)
    resumed = _PREDICATE.match(sentence, bracket.end()) if bracket else None
    return resumed.group() if resumed else ""


def _desk(scope: str) -> tuple[str, ...]:
    """The desk a scope names; procedures of vertical agencies are their own, at whichever desk they are handed in."""
    concepts = load_concepts()
    desks = tuple(c for c in concepts.ids(scope) if concepts.facet(c) == "desk")
    return ("desk_vertical",) if "desk_vertical" in desks else desks


def _about(left: str, quantity: Quantity, right: str) -> str:
    """The words around the number as a short name ("Số lượng văn bản điện tử có ký số")."""
    if quantity.zero:
        return _trim(right)
    for scope in reversed(find_scopes(left)):
        left = left[: scope.start] + " " + left[scope.end :]
    before = "" if is_linking(left) else _MOVED.sub("", " ".join(_trim(left).split()))
    unit = quantity.unit if quantity.unit and not _MEASURE_UNIT.search(quantity.unit) else ""
    parts = [before]
    if unit and unit.lower() not in before.lower():
        parts.append(unit)
    parts.append(_trim(right))
    words = " ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _trim(text: str) -> str:
    previous = None
    while previous != text:
        previous = text
        text = _LINK_AT_EDGE.sub("", _EDGE.sub("", text))
    return text
