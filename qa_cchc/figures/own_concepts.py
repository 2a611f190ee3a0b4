"""What a number's own words say: their concepts, and the classes of what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.counted_kinds import fits
from qa_cchc.figures.evidence import NUMBER_OF, Words, concepts_of, heard_in
from qa_cchc.figures.link_words import is_linking
from qa_cchc.figures.meanings import Heard, load_meanings

_TOLD_BEHIND = frozenset({"document_kind", "survey_step", "stage", "time", "level", "service_level", "procedure_step"})
# "Số văn bản ký số là 12 văn bản điện tử": what stands before is the name of the number.
_STATED = re.compile(r"(?:là|:)\s*$", re.IGNORECASE)
_BEFORE_ONLY = frozenset({"standing"})
_ELSEWHERE = frozenset({"off_topic"})
# A plan that holds tasks names what they are.
_NAMING = frozenset({"order", "subject"})
# Subjects that are nothing but what their noun names; a "hồ sơ" may be of a task or of a recruit.
_NOUN_SUBJECTS = frozenset({"proc"})
_ABOUT = re.compile(
    r"(?<=\w)\s+(?:về|liên quan đến"
    r"|(?:sau |trước |trong )?khi(?= (?:thực hiện|giải quyết|đến|nộp|làm|tham gia|sử dụng))"
    r"|(?:cho thấy|để (?:đo lường|đánh giá|khảo sát|lấy))(?= )|theo"
    r"|(?:do|vì)(?= (?:phải|chưa|vướng|thiếu|nguyên nhân|lỗi|vi phạm|sai phạm|buông lỏng"
    r"|có hành vi|lập thành tích))|làm việc tại"
    r"|(?:thuộc|trong|ở)? ?(?:các )?lĩnh vực)\s",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(r"(?<=\w)\s+(?:về|liên quan đến)\s", re.IGNORECASE)
_BACK = re.compile(r"(?<=\w)\s+(?=(?:trên|qua|bằng)\s)", re.IGNORECASE)
_ALL_OF = re.compile(r"(?<![^\W_])(?:qua|sau|sau khi) (?:rà soát|đánh giá)\s*$", re.IGNORECASE)
_HOLDS = re.compile(
    r"(?<=\w),?\s+(?:gồm|bao gồm|với|trong đó có|có|đề ra|xác định|đặt ra|giao|nêu)"
    r"(?:\s+(?:tổng số|tổng cộng|cụ thể))?\s*$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?<![^\W_])(?:kế hoạch|chương trình|đề án|quyết định|nghị quyết|danh mục|công văn|chỉ thị|văn bản)(?![^\W_])",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"(?:^|[\s,;:(+-])số (?:lượng |lượt )?([^\d,;:()]+?)\s*:?\s*(?:là|đạt)?\s*$", re.IGNORECASE)
# "số kỳ trước chuyển sang" counts no periods.
_MEASURES = frozenset({"lượt", "trường hợp"})
_NAMED_BEFORE = re.compile(r"(?:^|[;.(]\s*)(?:\W|số )*([^\d;:()]{2,40}?)\s*:\s*(?:có\s*)?$", re.IGNORECASE)
_TIME = re.compile(r"(?:kỳ|quý|tháng|năm) (?:trước|này|sau|cũ)", re.IGNORECASE)
_SECTOR = re.compile(r"lĩnh vực [^,;:()]*", re.IGNORECASE)


_THEN_PRESENT = re.compile(
    r"[^;:.()\d]*?(?:thực hiện|có mặt|hiện có|sử dụng|đang có|hiện diện)(?: là| được)?:?\s+\d", re.IGNORECASE
)
# "Kết quả giải quyết hồ sơ tháng 8 đã tiếp nhận mới 630 hồ sơ": what is spoken of, and what is said of it.
_SAID_OF = re.compile(r"(?<=\w)\s+(?:đã|đang|hiện|vẫn|cũng|mới chỉ)\s", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(
    r"\W*(?:trong|khi|qua|để|nhằm)\s+(?:(?:quá trình|việc|công tác)\s+)?(?:thực hiện|triển khai|giải quyết|quá trình"
    r"|việc|công tác)\s[^,;:()]*(?=\scó\s*$)",
    re.IGNORECASE,
)


def own_concepts(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """Concepts of a number's own words, and those of them that are not merely what the counted thing is about."""
    about = _ABOUT.search(words.counted)
    end = about.start() if about else len(words.counted)
    # The name of a sector tells whose a number is ("lĩnh vực thanh tra").
    heard, before = heard_in(words.counted), heard_in(_SECTOR.sub(" ", words.left))
    start = _ABOUT_BEFORE.search(words.left)
    named = load_meanings().counted(NUMBER_OF.sub("", words.counted) if words.unit == "%" else words.counted)
    before = _said_last(words.left, before)
    # "12 tin về cải cách hành chính trên fanpage": where a thing is done is no more of what it is about.
    back = _BACK.search(words.counted, about.end()) if about else None
    # "31 TTHC nội bộ": the noun itself, whatever longer words it is part of.
    named |= concepts_of(words.unit or "") & _NOUN_SUBJECTS
    heard = [*heard, *_across(words)]
    behind = named | {one.concept for one in heard if one.start < end or (back is not None and one.start >= back.end())}
    # What the noun behind the number says outweighs what stands before ("có ký số và 25 văn bản giấy").
    said_behind = {load_meanings().facet_of[c] for c in behind} & _TOLD_BEHIND
    before = [
        one
        for one in before
        if load_meanings().facet_of[one.concept] not in said_behind
        or (_STATED.search(words.left) and _together(one.concept, behind))
    ]
    # What a place has stands before the number; behind it the place itself is counted ("5 huyện có tỷ lệ thấp").
    behind = frozenset(c for c in behind if load_meanings().facet_of[c] not in _BEFORE_ONLY)
    heard = [one for one in heard if load_meanings().facet_of[one.concept] not in _BEFORE_ONLY]
    firm = behind | {one.concept for one in before if start is None or one.start < start.start()}
    own = firm | {one.concept for one in (*before, *heard)}
    if _ALL_OF.search(words.left) and "reviewed" in firm:
        # "Qua rà soát 12 thủ tục, kiến nghị bãi bỏ 03": they are what was gone through, not what came of it.
        own, firm = own - {"reviewed"} | {"review"}, firm - {"reviewed"} | {"review"}
    headed = _headed(words.left)
    if headed:
        said = {one.concept for one in before if one.end <= headed} - behind
        firm = frozenset(firm - said) if _tells_alone(behind, said, words) else firm
    held = _container(words.left) if "task" in load_meanings().classes(words.unit or "") else 0
    if held:
        # "ban hành Kế hoạch số 12 về CCHC với 36 nhiệm vụ": what is done with the plan is not done with its tasks.
        done = [one for one in before if one.end <= held and load_meanings().facet_of[one.concept] not in _NAMING]
        firm -= {one.concept for one in done} - behind
    if "quota" in firm and words.unit is None and _THEN_PRESENT.match(words.rest):
        # "viên chức: chỉ tiêu 1.014, thực hiện 980": what was given, not what is to be recruited.
        own, firm = own - {"quota"} | {"given"}, firm - {"quota"} | {"given"}
    # "17 tin về phòng cháy": what is about something else altogether is not the thing.
    return own, firm | (own & _ELSEWHERE)


def _across(words: Words) -> list[Heard]:
    """Concepts that words before and behind a number say together ("nêu 14 tồn tại"), as of its first word behind."""
    left = words.left.rstrip()
    if not left or words.unit in (None, "%") or not left[-1].isalpha():
        return []
    # The number stands in the gap.
    spans = heard_in(f"{left} 1 {words.counted}")
    return [Heard(0, one.end - len(left) - 3, one.concept) for one in spans if one.start < len(left) < one.end]


def _said_last(left: str, heard: Sequence[Heard]) -> list[Heard]:
    """Concepts before a number without those of a circumstance ("Trong thực hiện quy trình … có"), and without the
    stages of what is spoken of where another is said of it."""
    circumstance = _CIRCUMSTANCE.match(left)
    kept = [one for one in heard if circumstance is None or one.start >= circumstance.end()]
    facet_of = load_meanings().facet_of
    for verb in reversed(list(_SAID_OF.finditer(left))):
        said = {one.concept for one in kept if one.start >= verb.start() and facet_of[one.concept] == "stage"}
        if said:
            return [one for one in kept if one.start >= verb.start() or facet_of[one.concept] != "stage"]
    return kept


def _headed(left: str) -> int:
    """Where the head ends that a number follows behind a colon ("Hạ tầng số: 428 cuộc họp trực tuyến"), else 0."""
    head, colon, rest = left.rpartition(":")
    return len(head) if colon and is_linking(rest) else 0


def _tells_alone(concepts: set[str], others: set[str], words: Words) -> bool:
    """Whether concepts make an indicator of what is counted by themselves, and none with others."""
    classes, known = classes_of(words), load_catalogue().by_id
    sets = [
        one
        for identifier, one in load_meanings().sets
        if one & concepts and one <= concepts | others and identifier in known
        if words.unit == "%" or fits(known[identifier], classes, words.unit)
    ]
    return bool(sets) and not any(one & others for one in sets)


def _container(left: str) -> int:
    """Where the name of a paper ends that is said to hold what a number counts; 0 when none is."""
    holds = _HOLDS.search(left)
    return holds.start() if holds is not None and _PAPER.search(left, 0, holds.start()) else 0


def _together(concept: str, others: frozenset[str]) -> bool:
    """Whether a document is said to be of two kinds at once ("số văn bản ký số là 12 văn bản điện tử")."""
    facet_of = load_meanings().facet_of
    kind = {c for c in others if facet_of[c] == facet_of[concept]}
    return facet_of[concept] == "document_kind" and any(
        kind | {concept} <= concepts for _, concepts in load_meanings().sets
    )


def classes_of(words: Words) -> frozenset[str] | None:
    """Classes of what a number counts, None where no noun says it."""
    if words.unit is None:
        # "Số buổi: 48; số lượt người: 73".
        noun = _NOUN_BEFORE.search(words.left)
        timed = noun is not None and _TIME.match(noun.group(1))
        return (load_meanings().classes(noun.group(1)) if noun and not timed else None) or None
    if words.unit == "%":
        return frozenset({"percent"})
    classes = load_meanings().classes(words.counted) or load_meanings().classes(words.unit)
    named = _NAMED_BEFORE.search(words.left) if words.unit.lower() in _MEASURES else None
    # "Phản ánh, kiến nghị: 06 lượt": the noun stands in front.
    return classes | load_meanings().classes(named.group(1).replace(",", " ")) if named else classes
