"""Whose report it is: agency, place, level and province, from the letterhead or from what the report says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa_cchc.records import Level
from qa_cchc.vietnamese.places import PlaceMention, display, find_places, same_place
from qa_cchc.vietnamese.unicode import fold

_START = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|so|bo|ban|phong|van phong|chi cuc|cuc|thanh tra|trung tam|cong an|"
    r"bao hiem|kho bac|truong|vien|tong cuc|doan|huyen uy|thi uy|thanh uy|tinh uy|dang uy)\b"
)
_SECOND = re.compile(
    r"(?<=\w)(?<!VĂN) "
    r"(?=(?:SỞ|PHÒNG|CHI CỤC|THANH TRA|BAN QUẢN LÝ|VĂN PHÒNG|TRUNG TÂM|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND) )"
)
_COMMITTEE = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
_COMMITTEE_OF = re.compile(r"(?:uy\s+ban\s+nhan\s+dan|ubnd)\s+")
_OWN_WORDS = re.compile(r"\s*(?:da |xin |tran trong |kinh )?(?:tong hop,? |tong hop va )?bao cao\b")
_SOCIETY = re.compile(r"(?<=BẢO HIỂM )XÃ HỘI|(?<=THƯƠNG BINH VÀ )XÃ HỘI|(?<=CHÍNH SÁCH )XÃ HỘI|(?<=KINH TẾ )XÃ HỘI")
_KIND_OF_BODY = re.compile(
    r"(?:phong|chi cuc|cuc|tong cuc|vu|trung tam|ban(?! nhan dan)|vien|kho bac|van phong) "
    r"(?!(?:huyen|quan|thi xa|thanh pho|tinh|xa|phuong|ubnd|hdnd)\b)"
)
_PROVINCE_WORD = re.compile(r"(?<!\w)(?:tỉnh|thành phố|TP\.?|Tp\.?|Tỉnh|Thành phố|TỈNH|THÀNH PHỐ)\s*(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as cited ("UBND thị xã X"), its place ("thị xã X"), level and province; None for what is not stated."""

    name: str | None = None
    place: str | None = None
    level: Level | None = None
    province: str | None = None


def from_letterhead(lines: Sequence[str]) -> Agency:
    """The issuing agency of a letterhead's left column: the last one named, those before it are its superiors."""
    agencies = _grouped(lines)
    if not agencies:
        return Agency()
    above = [mention for agency in agencies[:-1] for mention in _places_in(agency)]
    province = next((display(mention) for mention in above if mention.level == "tỉnh"), None)
    found = _named(agencies[-1], above, province)
    if found.level is None and any(fold(agency).startswith("so ") for agency in agencies[:-1]):
        return replace(found, place=found.name, level="sở")  # a branch of a department whose field is not known
    return found


def from_name(name: str) -> Agency:
    """The agency that a text names ("UBND huyện X")."""
    return _named(name, (), None)


def _grouped(lines: Sequence[str]) -> list[str]:
    agencies: list[str] = []
    for line in lines:
        for piece in _SECOND.split(" ".join(line.split())):
            starts = _START.match(fold(piece)) is not None
            # "VĂN PHÒNG" over "UBND TỈNH" is one name.
            goes_on = bool(agencies) and fold(agencies[-1]) in (
                "van phong",
                "van phong hdnd va",
                "van phong hoi dong nhan dan va",
            )
            if starts and not goes_on:
                agencies.append(piece)
            elif agencies:
                agencies[-1] += f" {piece}"
            elif _places_in(piece):
                agencies.append(piece)
    return agencies


def _named(text: str, above: Sequence[PlaceMention], province: str | None) -> Agency:
    mentions = _places_in(text)
    bodies = [mention for mention in mentions if mention.level in ("sở", "bộ")]
    places = [mention for mention in mentions if mention.level not in ("sở", "bộ")]
    own_province = next((display(mention) for mention in places if mention.level == "tỉnh"), None)
    province = province or own_province
    if _COMMITTEE.match(fold(text)) or (places and not bodies and not _START.match(fold(text))):
        if not places:
            return Agency(None, None, None, province)
        place = _smallest(places)
        return Agency(f"UBND {display(place)}", display(place), place.level, province)
    if bodies:
        body = bodies[-1]
        if body.level == "bộ":
            return Agency(display(body), display(body), "bộ", None)
        where = own_province or province
        name = display(body)
        if where and name.endswith(" tỉnh") and where.startswith("tỉnh "):
            name = name.removesuffix(" tỉnh")
        # A department's figures are its own, not its province's: it is a place of its own level.
        return Agency(f"{name} {where}" if where else name, name, "sở", province)
    superior = _smallest(places) if places else (above[-1] if above else None)
    if fold(text) in ("van phong", "thanh tra") and superior is not None and superior.level not in ("sở", "bộ"):
        own = "Văn phòng UBND" if fold(text) == "van phong" else "Thanh tra"
        level: Level | None = "sở" if superior.level == "tỉnh" else superior.level
        return Agency(f"{own} {display(superior)}", own if level == "sở" else display(superior), level, province)
    name = _sentence_case(text, places)
    if superior is None:
        return Agency(name, None, None, province)
    if not places:
        name = f"{name} {display(superior)}"
    if superior.level in ("tỉnh", "sở"):
        # A branch of a department or of a ministry in the province: like a department, a place of its own.
        return Agency(name, name.removesuffix(display(superior)).strip(), "sở", province)
    return Agency(name, display(superior), superior.level, province)


def _smallest(places: Sequence[PlaceMention]) -> PlaceMention:
    """The unit itself among those that it lies in, on whichever side of it they stand ("HUYỆN X", "TỈNH Y")."""
    return next(
        (mention for level in ("xã", "huyện") for mention in reversed(places) if mention.level == level), places[-1]
    )


def _sentence_case(text: str, places: Sequence[PlaceMention]) -> str:
    """ "PHÒNG NỘI VỤ HUYỆN X" → "Phòng Nội vụ huyện X", short all-capital words (UBND, HĐND) kept."""
    pieces: list[str] = []
    at = 0
    for mention in [*places, None]:
        end = mention.start if mention else len(text)
        words = text[at:end].split()
        pieces += [word if fold(word) in ("ubnd", "hdnd", "cchc", "mttq") else word.lower() for word in words]
        if mention:
            pieces.append(display(mention))
            at = mention.end
    name = " ".join(pieces)
    kind = _KIND_OF_BODY.match(fold(name))
    if kind:  # the kind of body and its field each begin with a capital
        name = name[: kind.end()] + name[kind.end() : kind.end() + 1].upper() + name[kind.end() + 1 :]
    return name[:1].upper() + name[1:]


def _places_in(text: str) -> list[PlaceMention]:
    """Places in a line of a letterhead; the society of "BẢO HIỂM XÃ HỘI" is no commune."""
    return find_places(_SOCIETY.sub(lambda match: match.group().lower(), text))


def from_words(
    title: str, preamble: Iterable[str], signature: Sequence[str], tail: Iterable[str], dateline: str
) -> Agency:
    """The agency when no letterhead names it: the one that reports, signs, or that the appendix names as issuer.

    `tail` are closing and appendix paragraphs ("kèm theo Báo cáo số … của …"); `dateline` is "Thị xã X, ngày …".
    """
    signed = any(_COMMITTEE.search(fold(line)) for line in signature)
    for paragraph in preamble:
        found = _reporting(paragraph)
        if found is not None:
            return found
    for paragraph in tail:
        at = fold(paragraph).find("kem theo bao cao")
        issuer = re.search(r"\bcua\s+", fold(paragraph)[at:]) if at >= 0 else None
        if issuer:
            named = _named(paragraph[at + issuer.end() :], (), None)
            if named.name:
                return named
    for line in signature:
        bare = re.sub(r"^(?:TM|KT|TL|TUQ|Q|T/M)\.?\s*", "", line.strip())
        if _START.match(fold(bare)) and find_places(bare):
            return _named(bare, (), None)
    for words in (title, dateline.split(",")[0]):
        mentions = [mention for mention in find_places(words) if mention.kind]
        own = [mention for mention in mentions if words[mention.start : mention.end] != mention.name]
        if own:
            mention = own[0]
            if mention.level in ("sở", "bộ"):
                return _named(words[mention.start :], (), None)
            name = f"UBND {display(mention)}" if signed else None
            return Agency(name, display(mention), mention.level, display(mention) if mention.level == "tỉnh" else None)
    return Agency()


def _reporting(paragraph: str) -> Agency | None:
    """The subject of "… báo cáo kết quả …", when it opens the paragraph or one of its sentences."""
    folded = fold(paragraph)
    for mention in find_places(paragraph):
        if not _OWN_WORDS.match(folded, mention.end):
            continue
        if mention.level in ("sở", "bộ"):
            return _named(paragraph[mention.start : mention.end], (), None)
        before = [match for match in _COMMITTEE_OF.finditer(folded, 0, mention.start) if match.end() == mention.start]
        if before:
            return _named(paragraph[before[-1].start() : mention.end], (), None)
    return None


def with_province(agency: Agency, head: Sequence[str], body: Iterable[str]) -> Agency:
    """The agency with its province, from the head of the report or else the province its text names most often."""
    if agency.province or agency.level == "bộ":
        return agency
    if agency.level == "tỉnh":
        return replace(agency, province=agency.place)
    for line in head:
        province = next((name for name in _provinces(line)), None)
        if province:
            return _placed(agency, province)
    counts: Counter[str] = Counter()
    for paragraph in body:
        counts.update(_provinces(paragraph))
    return _placed(agency, counts.most_common(1)[0][0]) if counts else agency


def on_behalf_of_province(agency: Agency, title: str) -> Agency:
    """A department that reports for its whole province ("… cải cách hành chính quý I của tỉnh X") gives its figures."""
    if agency.level != "sở" or agency.province is None:
        return agency
    mentions = find_places(title)
    itself = any(mention.level == "sở" for mention in mentions) or re.search(r"(?<!\w)(?:Sở|Ban|ngành)(?!\w)", title)
    if itself or not any(same_place(display(mention), agency.province) for mention in mentions):
        return agency
    return replace(agency, place=agency.province, level="tỉnh")


def _placed(agency: Agency, province: str) -> Agency:
    if agency.level == "sở" and agency.name and agency.name == agency.place:
        return replace(agency, name=f"{agency.name} {province}", province=province)
    return replace(agency, province=province)


def _provinces(text: str) -> list[str]:
    """Provinces named with their word of level ("tỉnh X"), so that "đạo đức Hồ Chí Minh" names none."""
    names: list[str] = []
    for match in _PROVINCE_WORD.finditer(text):
        mention = next(
            (found for found in find_places(text[match.start() : match.start() + 60]) if found.start == 0), None
        )
        if mention and mention.level == "tỉnh":
            names.append(display(mention))
    return names
