"""What the headings of a table's columns and rows count: an indicator, by its concepts or by its name.

A heading is short because others stand around it: those above it, the caption, the section, its neighbours. What it
leaves out is taken from the nearest of them that tells it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_cchc.figures.by_facets import indicator_of
from qa_cchc.figures.catalogue import SURE_OF_HEADING, Catalogue, Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.cells import clean
from qa_cchc.figures.heading_frames import said_in_frame
from qa_cchc.figures.heading_names import by_whole_name, counts_other
from qa_cchc.figures.table_points import index_of, points_indicator
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

BRACKETED_UNIT = re.compile(r"\((?:đơn vị(?: tính)?\s*:\s*|đvt\s*:\s*)?([^()\d]{1,25}|%)\)", re.IGNORECASE)
RATE = re.compile(r"\bty le\b|\btl\b|\bti le\b|(?<!\d)(?<!\d )%|\bphan tram\b|\bty trong\b")
BARE_RATE = re.compile(
    r"(?:(?:dat |chiem )?(?:ty le|ti le|ty trong|tl)|%|phan tram|dat|chiem)(?: ?\(?%\)?)?(?: (?:dat|chung))?"
    r"(?: \(.*\))?"
)
_BARE_COUNT = re.compile(
    r"(?:(?:tong )?so luong|(?:tong )?so|sl|tong(?: cong| so)?|cong|so (?:ho so|tthc|phieu|giao dich|luot"
    r"|nguoi|dvc|van ban)"
    r"|ho so|phieu|ket qua|gia tri|chung)(?: \(.*\))?"
)
# Headings that only hold others together.
_FRAME = re.compile(r"(?:trong do|chia ra|gom|bao gom|cu the|ket qua(?: thuc hien)?|so lieu|noi dung|chi tieu)")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_LEADING_IN = re.compile(r"^\W*(?:trong đó|bao gồm|gồm|riêng)\s*[,:–-]?\s+(?=\w)", re.IGNORECASE)
# What only tables write this short, with the concepts it means.
_SHORT: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?:so )?(?:ho so )?(?:(?:tu )?ky truoc|ton (?:ky truoc|cu)|(?:ton )?dau ky|cu)"), ("carried_over",)),
    (re.compile(r"(?:so )?(?:ho so )?(?:trong ky|moi(?: trong ky| nhan)?|nhan moi|phat sinh(?: trong ky| moi)?)"),
     ("received",)),
    (re.compile(r"(?:so )?(?:ho so )?ton(?: cuoi ky| dong| lai)?"), ("pending",)),
    (re.compile(r"(?:so )?(?:ho so )?con (?:trong )?han|.*\b(?:chua (?:den|toi|qua)|dang \w+ \w+ con) han.*"),
     ("pending", "early_or_on_time")),
    (re.compile(r".*\bqua han chua (?:giai quyet|xu ly|xong).*"), ("pending", "late")),
    (re.compile(r"(?:tong )?so (?:luong )?(?:tthc|thu tuc(?: hanh chinh)?)(?: thuc hien)?"),
     ("procedures", "under_authority")),
    (re.compile(r"(?:tong )?(?:so )?(?:luong )?van ban di(?: \(.*\))?"), ("documents", "issued")),
    (re.compile(r"(?:tong )?(?:so )?(?:luong )?van ban den(?: \(.*\))?"), ("documents", "received")),
    (re.compile(r"(?:so )?(?:ho so )?da (?:duoc )?(?:xu ly|tra|tra loi)(?: xong)?"), ("resolved",)),
    (re.compile(r"(?:so )?(?:ho so )?chua (?:tra|xu ly|xong)(?: ket qua| xong)?"), ("pending",)),
    (re.compile(r"(?:so )?(?:luong )?(?:don )?khieu nai"), ("complaints",)),
    (re.compile(r"(?:so )?(?:luong )?(?:don )?to cao"), ("denunciations",)),
    (re.compile(r"(?:so )?tai khoan (?:dinh danh )?(?:dien tu )?muc (?:do )?1"), ("identity_level1",)),
    (re.compile(r"(?:so )?tai khoan (?:dinh danh )?(?:dien tu )?muc (?:do )?2"), ("identity_level2",)),
    (re.compile(r"(?:so )?(?:phieu )?(?:thu ve|thu vao|phieu thu ve)"), ("survey_forms",)),
    (re.compile(r".*\b(?:truoc|som|dung)(?: han| hen)?\W+(?:va |hoac )?(?:truoc|som|dung) (?:han|hen)\b.*"),
     ("early_or_on_time",)),
    (re.compile(r"(?!.*\bkhong\b)(?:ty le )?(?:tong )?(?:so )?(?:luong )?(?:tthc|dvc\w*|dich vu cong|thu tuc)\b.*"
                r"\bphat sinh (?:ho so|hs)\b.*"),
     ("procedures", "with_files")),
    (re.compile(r"(?:ty le )?(?:so )?(?:tthc |dvc\w* )?(?:co )?phat sinh(?: ho so| hs)|ty le phat sinh"),
     ("procedures", "with_files")),
    (re.compile(r".*\btra lai\W+rut\b.*|.*\brut\W+tra lai\b.*"), ("returned",)),
)  # fmt: skip
_WHOLE_NAME = re.compile(r"tong so (?:luong )?(?:ho so|van ban|phieu|nhiem vu|tthc|thu tuc)\b")
_SERVICES = re.compile(r"(?<!cong )\b(?:dich vu cong|dvc(?:tt)?)\b(?! quoc gia)")
_FILES_OF_PROCEDURES = re.compile(r"\b(hồ sơ|hs) (?:tthc|thủ tục hành chính)\b", re.IGNORECASE)
# One receives and resolves files; procedures are what they follow.
_OF_FILES = frozenset({"timeliness", "stage", "channel"})
# Concepts of these facets are counted by themselves, whatever they are about.
_COUNTED_ALONE = frozenset({"online_payment", "digitisation", "engagement", "satisfaction"})
_PLAIN_WORDS = 3
_WORD = re.compile(r"[^\W\d_]+")
_COUNTING_WORDS = frozenset(("số", "tổng", "lượng", "đã", "được", "các", "tỷ", "lệ", "về"))
_KNOWN_WORDS = 0.6
_MONEY = re.compile(
    r"\bsố tiền\b|\btiền (?:phí|thu)\b|\bkinh phí\b|\(\s*(?:đvt:?\s*)?(?:[\w.]+ )?đồng\s*\)|\bdoanh thu\b",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"(?:biểu đồ|biểu số|biểu|bảng số|bảng|phụ lục|phụ biểu)\s*(?:số\s*)?[\w./-]*\s*[.:–-]\s*", re.IGNORECASE
)
# Where a caption goes on to say whose, when and how it is divided.
_CAPTION_END = re.compile(
    r"\s+(?:theo (?:từng )?(?:tháng|quý|năm|đơn vị|địa bàn|lĩnh vực)|qua các|các (?:tháng|quý|năm)|tại|của|ở"
    r"|trên địa bàn|trong (?:năm|quý|tháng|kỳ|\d+)|năm \d+|quý [IVX\d]+|tháng \d+|\d+ tháng|giai đoạn|từ|đến|tính đến)"
    r"\b|\s*\(",
    re.IGNORECASE,
)
# Funds and costs are no fees.
_FUNDS = re.compile(r"\b(?:kinh phí\b(?! tiết kiệm)|chi phí\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the headings of a table: its caption, the title of its section, and the concept of the things
    that its other headings count ("files"), where that is one."""

    caption: str = ""
    section: str = ""
    theme: str | None = None


def counted_by(path: Sequence[str], around: Around = Around(), rate: bool = False) -> Indicator | None:
    """The indicator that a path of headings, outermost first, counts in its place; None where no one can tell.

    A bare "Tỷ lệ" or "Số lượng" at its end speaks of the heading above. `rate` says that the figures are percentages
    although the path does not.
    """
    return _counted_by(load_catalogue(), tuple(path), around, rate)


@lru_cache(maxsize=8192)
def _counted_by(catalogue: Catalogue, path: tuple[str, ...], around: Around, rate: bool) -> Indicator | None:
    texts = [text for each in path if (text := clean(each).strip(" :.-+"))]
    if not texts:
        return None
    rate = rate or RATE.search(fold(texts[-1])) is not None
    index = index_of(path, around.caption, around.section)
    if index is not None:
        told, found = points_indicator(texts, index, rate)
        if told:
            return found
    frames = [bare_name(text) for text in texts]
    told, identifier = said_in_frame(frames, around.caption, around.section, around.theme, rate)
    if told:
        return catalogue.get(identifier) if identifier else None
    found = _of_whole_name(catalogue, texts, rate)
    if found is not None:
        return _at_level(catalogue, found, path)
    if not rate and any(map(_MONEY.search, texts)):
        texts = [kept for text in texts if (kept := _FUNDS.sub("", text).strip())]
        found = _of_money(texts, around) or _of_names(catalogue, texts, around, rate)
        return found if found is not None and found.unit.endswith("đồng") else None
    return _at_level(catalogue, _of_names(catalogue, texts, around, rate), path)


def _at_level(catalogue: Catalogue, found: Indicator | None, path: Sequence[str]) -> Indicator | None:
    """The indicator, or the general one where no heading tells its level."""
    if found is not None and found.general is not None and not _tells_level(path):
        return catalogue.get(found.general)
    return found


def _of_whole_name(catalogue: Catalogue, texts: list[str], rate: bool) -> Indicator | None:
    """The indicator that the innermost heading names in full, where nothing above makes it a part."""
    found = by_whole_name(catalogue, texts[-1], rate)
    if found is None:
        return None
    concepts = load_concepts()
    meant = {*found.facets, *concepts.ids(expand(found.name))}
    own = {concepts.facet(c) for c in (*meant, *_own(texts[-1]))} | {"object", "measure", "desk", "staff"}
    above = [c for text in texts[:-1] for c in _own(text)]
    return found if all(c in meant or concepts.facet(c) in own for c in above) else None


def _tells_level(path: Sequence[str]) -> bool:
    concepts = load_concepts()
    return any(concepts.facet(c) == "desk" for text in path for c in concepts.ids(text)) or bool(
        re.search(r"\b(?:cap|ubnd|so|huyen|xa|tinh|phong)\b(?! (?:luong|ho|tthc|vb|van|phieu))", fold(" ".join(path)))
    )


def _of_names(catalogue: Catalogue, texts: list[str], around: Around, rate: bool) -> Indicator | None:
    names = [name for text in texts if (name := bare_name(text)) and not _FRAME.fullmatch(fold(name))]
    while len(names) > 1 and (_BARE_COUNT.fullmatch(fold(names[-1])) or BARE_RATE.fullmatch(fold(names[-1]))):
        names, texts = [*names[:-2], _with_object(names[-2], names[-1])], texts[:-1]
    if not names or BARE_RATE.fullmatch(fold(names[-1])):
        return None
    if _BARE_COUNT.fullmatch(fold(names[-1])):
        return _by_concepts(_own_facets(names, rate), rate)
    if _is_whole(names):
        # "Số hóa hồ sơ – Tổng số hồ sơ tiếp nhận": a full name needs nothing from above.
        names = names[-1:]
    if len(names) > 1 and not _own(names[-1]):
        # "Nguyên nhân quá hạn – Thiếu nhân lực": a part of unknown kind is not the whole.
        return _named(catalogue, names, _own_facets(names, rate), rate, SURE_OF_HEADING)
    own = _own_facets(names, rate)
    if "procedures" in own and _told_of_files(names):
        # "Giải quyết TTHC cấp xã – Tiếp nhận": what is received are files.
        own = tuple("files" if c == "procedures" else c for c in own)
    if "with_files" in own and not _tells(own, "object"):
        # What files arise for are procedures and services.
        own = (*own, "procedures")
    if "procedures" in own and "with_files" in own and "online" in load_concepts().ids(around.caption):
        own = load_concepts().inherit(own, ("online",)) if not _tells(own, "online_level") else own
    facets = _with_things(own, around)
    by_concepts = _by_concepts(facets, rate) or _by_concepts(own, rate) or _counted_alone(own, rate)
    if by_concepts is not None and not rate and counts_other(names[-1], by_concepts):
        by_concepts = None
    if _resolved_alone(own) and "files" in facets and _tells(own, "channel"):
        # Files resolved by the way they came in: a name without the stage would be that of files received.
        return by_concepts
    told = {load_concepts().facet(c) for c in facets} - {"object", "measure"}
    if by_concepts is not None and ((told and {*by_concepts.facets} == {*facets}) or _level_above(names)):
        return by_concepts
    exact = _named(catalogue, names, facets, rate, SURE_OF_HEADING)
    if exact is not None and (len(names[-1].split()) >= _PLAIN_WORDS or _same_object(exact, facets)):
        return exact
    return (
        by_concepts
        or _named(catalogue, names, facets, rate)
        or (_with_caption(catalogue, names, facets, around, rate) if 0 < len(around.caption) < 160 else None)
    )


def _is_whole(names: Sequence[str]) -> bool:
    """Whether the innermost heading says all of what it counts; services and files are of the level told above."""
    told = {*map(load_concepts().facet, _own(names[-1]))}
    return _WHOLE_NAME.match(fold(names[-1])) is not None and len(told) > 1 and not _level_above(names)


def _told_of_files(names: Sequence[str]) -> bool:
    """Whether the innermost heading tells what happens to files, and those above alone name procedures."""
    concepts = load_concepts()
    own = _own(names[-1])
    kinds = {concepts.facet(c) for c in own}
    return len(names) > 1 and bool(kinds & _OF_FILES) and not {"procedures", "with_files"} & {*own}


def _level_above(names: Sequence[str]) -> bool:
    """Whether a heading above tells the level of online service that the innermost leaves out."""
    return not _tells(_own(names[-1]), "online_level") and any(_tells(_own(n), "online_level") for n in names[:-1])


def counted_by_caption(caption: str, section: str = "") -> Indicator | None:
    """What a caption says that its table counts: "Biểu 1. Số hồ sơ tiếp nhận theo tháng tại các xã"."""
    thing = _CAPTION_END.split(_CAPTION_LABEL.sub("", caption), maxsplit=1)[0].strip(" .:–-")
    around = Around("", section)
    return counted_by((caption,), around) or (counted_by((thing,), around) if thing and thing != caption else None)


def theme_of(found: Iterable[Indicator | None], headings: Sequence[str]) -> str | None:
    """The concept of the things that a table counts: what most of its headings count, or files, where they tell stages
    of files without naming a thing."""
    concepts = load_concepts()
    objects = Counter(
        c for one in found if one is not None for c in one.facets if concepts.facet(c) == "object" and c != "procedures"
    )
    ranked = objects.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]):
        return ranked[0][0]
    told = [{concepts.facet(c) for c in concepts.ids(heading)} for heading in headings]
    stages = sum(bool(facets & {"timeliness", "stage"}) for facets in told)
    return "files" if stages > 1 and not objects and not any("object" in facets for facets in told) else None


def rate_of(counted: Indicator) -> Indicator | None:
    """The rate that an indicator is the numerator of; itself when it is a rate."""
    if counted.kind == "ratio":
        return counted
    return next((one for one in load_catalogue().indicators if one.numerator == counted.id), None)


def bare(heading: str) -> str:
    """A heading folded, without its bracketed unit."""
    return fold(BRACKETED_UNIT.sub("", heading)).strip(" :.")


def bare_name(heading: str) -> str:
    """A heading without what stands in brackets behind it."""
    return _LEADING_IN.sub("", _BRACKET.sub("", heading)).strip(" :.-+") or heading.strip(" ()")


def _with_object(name: str, counting: str) -> str:
    """ "Rất hài lòng" – "Số phiếu": a heading that only counts may name the thing."""
    concepts = load_concepts()
    thing = [c for c in concepts.ids(counting) if concepts.facet(c) == "object"]
    if _SERVICES.search(fold(counting)) and not _SERVICES.search(fold(name)):
        return f"{name} {counting}"
    return f"{name} {counting}" if thing and not set(thing) & set(concepts.ids(name)) else name


def _own_facets(names: Sequence[str], rate: bool) -> tuple[str, ...]:
    """The concepts of a path, the innermost heading's first; each facet is told once."""
    concepts = load_concepts()
    facets: tuple[str, ...] = ()
    for text in reversed(names):
        facets = concepts.inherit(facets, _own(text))
    facets = tuple(c for c in facets if c not in ("rate", "score"))
    if _SERVICES.search(fold(" ".join(names))):
        facets = concepts.inherit(facets, ("procedures",))
    return (*facets, "rate") if rate else facets


def _with_things(facets: tuple[str, ...], around: Around) -> tuple[str, ...]:
    """Concepts with that of the things counted, told around where they themselves leave it out."""
    concepts = load_concepts()
    named = {concepts.facet(c) for c in facets}
    if "object" in named or "staff" in named or not named - {"measure"}:
        return facets
    return concepts.inherit(facets, _things(facets, around))


def _of_money(texts: Sequence[str], around: Around) -> Indicator | None:
    """What an amount of money under these headings is of: "Thanh toán trực tuyến – Số tiền (nghìn đồng)"."""
    names = [bare_name(text) for text in texts]
    for facets in (_own_facets(names, False), _own_facets([around.caption, *names], False)):
        found = indicator_of(tuple(c for c in facets if load_concepts().facet(c) != "object"), "đồng")
        if found is not None and found.kind == "amount":
            return found
    return None


def _own(text: str) -> tuple[str, ...]:
    """The concepts of one heading, those of its shorthand first."""
    concepts = load_concepts()
    text = _FILES_OF_PROCEDURES.sub(r"\1", text)
    folded = fold(text)
    short = next((meant for pattern, meant in _SHORT if pattern.fullmatch(folded)), ())
    return concepts.inherit(short, concepts.ids(expand(text)))


def _things(facets: tuple[str, ...], around: Around) -> tuple[str, ...]:
    """The things counted, as told around the table."""
    concepts = load_concepts()
    kinds = {concepts.facet(c) for c in facets}
    if around.theme is not None and around.theme != "procedures":
        return (around.theme,)
    for text in (around.caption, around.section):
        told = [c for c in concepts.ids(text) if concepts.facet(c) in ("object", "staff", "task_state")]
        if not told and _SERVICES.search(fold(text)):
            told = ["procedures"]
        things = [c for c in told if concepts.facet(c) == "object"]
        if "procedures" in things and kinds & _OF_FILES and "with_files" not in facets:
            return ("files",)
        if things or told:
            return tuple(told)
    return ()


def _resolved_alone(facets: tuple[str, ...]) -> bool:
    """Whether files resolved are spoken of, as against those taken in ("nhận giải quyết")."""
    return "resolved" in facets and not {"received", "to_resolve"} & {*facets}


def _tells(facets: tuple[str, ...], facet: str) -> bool:
    return any(load_concepts().facet(c) == facet for c in facets)


def _by_concepts(facets: tuple[str, ...], rate: bool) -> Indicator | None:
    concepts = load_concepts()
    kinds = {concepts.facet(c) for c in facets}
    if kinds <= {"object", "measure"} and "agencies" in facets:
        return None
    if "satisfaction" in kinds and not rate:
        facets = concepts.inherit(facets, ("survey_forms",))
    if {"tasks", "pending", "late"} <= {*facets}:
        facets = tuple("not_completed" if c == "pending" else c for c in facets)
    if _resolved_alone(facets) and "online" in facets and "files" in facets and "timeliness" not in kinds:
        return load_catalogue().get("files_resolved_online_rate" if rate else "files_resolved_online")
    if _resolved_alone(facets) and "channel" in kinds and "files" in facets:
        return None
    found = indicator_of(facets, "%" if rate else None)
    return found if found is not None and found.theme != "scores" else None


def _counted_alone(facets: tuple[str, ...], rate: bool) -> Indicator | None:
    """ "Số hồ sơ có thư xin lỗi": what is counted is the apology, of whatever thing."""
    concepts = load_concepts()
    if not {concepts.facet(c) for c in facets} & _COUNTED_ALONE:
        return None
    return _by_concepts(tuple(c for c in facets if concepts.facet(c) != "object"), rate)


def _named(
    catalogue: Catalogue, names: Sequence[str], facets: tuple[str, ...], rate: bool, sure: float = 0.0
) -> Indicator | None:
    """The indicator of that name, unless the concepts told speak against it."""
    for leaf, above in ((names[-1], names[:-1]), (" ".join(names[-2:]), names[:-2]))[: len(names)]:
        found = catalogue.match(leaf, tuple(above))
        sure_one = found is not None and found[1] >= sure and _fits(found[0], facets, rate)
        if found is not None and sure_one and (rate or not counts_other(names[-1], found[0])):
            return found[0]
    return None


def _with_caption(
    catalogue: Catalogue, names: Sequence[str], facets: tuple[str, ...], around: Around, rate: bool
) -> Indicator | None:
    """The indicator that a caption and a heading name together, where the heading's own words are of its names."""
    found = _named(catalogue, (around.caption, *names), facets, rate)
    if found is None or _own(names[-1]):
        return found
    known = {*_WORD.findall(expand(" ".join((found.name, *found.printed, *found.synonyms))).lower())}
    words = [word for word in _WORD.findall(expand(names[-1]).lower()) if word not in _COUNTING_WORDS]
    return found if sum(word in known for word in words) > _KNOWN_WORDS * len(words) else None


def _fits(indicator: Indicator, facets: tuple[str, ...], rate: bool) -> bool:
    if indicator.theme == "scores" or indicator.kind in ("code", "yes_no"):
        return False
    if (indicator.kind == "ratio") != rate:
        return False
    concepts = load_concepts()
    meant = indicator.facets or concepts.ids(indicator.name)
    return not concepts.conflicts(meant, facets)


def _same_object(indicator: Indicator, facets: tuple[str, ...]) -> bool:
    concepts = load_concepts()
    told = {c for c in facets if concepts.facet(c) == "object"}
    meant = {c for c in indicator.facets if concepts.facet(c) == "object"}
    return bool(meant) and (not told or bool(told & meant))
