"""The head of a document: number, date, kind, title, and the lines that name its agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_cchc.reading.blocks import Block, Note, Para
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.labels import is_labelled
from qa_cchc.reading.layout import COLUMN_GAP
from qa_cchc.reading.markers import appendix_label, find_marker
from qa_cchc.reading.spans import SUPERSCRIPTS
from qa_cchc.reading.spelled_dates import spelled_date
from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.unicode import fold

_KINDS = {
    "bao cao": "báo cáo",
    "ke hoach": "kế hoạch",
    "quyet dinh": "quyết định",
    "to trinh": "tờ trình",
    "thong bao": "thông báo",
    "cong van": "công văn",
    "chuong trinh": "chương trình",
    "chi thi": "chỉ thị",
    "nghi quyet": "nghị quyết",
    "huong dan": "hướng dẫn",
    "de an": "đề án",
    "phuong an": "phương án",
    "bien ban": "biên bản",
    "cong dien": "công điện",
    "quy che": "quy chế",
    "giay moi": "giấy mời",
    "phu luc": "phụ lục",
}
_SYMBOLS = {
    "BC": "báo cáo",
    "KH": "kế hoạch",
    "QĐ": "quyết định",
    "QD": "quyết định",
    "TTR": "tờ trình",
    "TB": "thông báo",
    "CTR": "chương trình",
    "CT": "chỉ thị",
    "NQ": "nghị quyết",
    "HD": "hướng dẫn",
    "ĐA": "đề án",
    "BB": "biên bản",
    "GM": "giấy mời",
}
_NUMBER = re.compile(
    r"S[ốoỐO]\s*[:.]?\s*(?P<digits>\d{1,5}[a-z]?)?[\s.…_]*/\s*(?P<symbol>(?:\d{4}\s*/\s*)?[A-ZĐ][A-Za-zĐđ&]*(?:\s?[-–.&]\s?[A-ZĐ][A-Za-zĐđ&]*)*)"
)
_CITED = re.compile(_NUMBER.pattern.replace("S", "[Ss]", 1))
_GLUED_AGENCY = re.compile(r"(?:UBND|HĐND|SNV|VP|TT|S[A-Z]|P[A-Z]|B[A-Z])")
_GLUED = re.compile(r"(?:BC|KH|Q[ĐD]|TTr|TB|CTr|NQ|HD)(?=(?:UBND|HĐND|VP|TT|S[A-ZĐ]|P[A-ZĐ]|B[A-ZĐ]|CC|BQL|CT|TU))")
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–]?\s*tu do\s*[-–]?\s*hanh phuc")
_DATELINE = re.compile(
    r"(?P<place>[^\d\n,;:]{2,40}),\s*ng[àa]y\s*"
    r"(?:[\d.…_\s]*\s*th[áa]ng\s*[\d.…_\s]*\s*n[ăa]m\s*[\d.…_]*|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}"
    r"|[^\W\d]+(?:\s[^\W\d]+){0,2}\sth[áa]ng\s[^\W\d]+(?:\s[^\W\d]+)?,?\sn[ăa]m\shai\sng(?:hìn|àn|hin|an)[^\d,;.]*)",
    re.IGNORECASE,
)
_OPEN_DATELINE = re.compile(r",\s*(?:ng[àa]y)?(?:\s*[\d.…_]*(?:\s*th[áa]ng(?:\s*[\d.…_]*)?)?)?$", re.IGNORECASE)
_OPEN_NUMBER = re.compile(r"^S[ốỐ].*/.*[-–]$|^S[ốỐ].*/$")
_SYMBOL = re.compile(r"[A-ZĐ][A-ZĐa-z&]*(?:[-–][A-ZĐa-z&]+)*")
_MONTH = re.compile(
    r"(?:ng[àa]y\s*[\d.…_]*\s*)?(?:\d{1,2}\s*)?(?:th[áa]ng\s*[\d.…_]*\s*)?(?:n[ăa]m\s*[\d.…_]*)?$", re.IGNORECASE
)
_SUBJECT = re.compile(r"\(?v\s?/\s?v\s*:?\s*|ve viec\s+")
# "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X" under the title of a decision is who decides.
_DECIDES = re.compile(
    r"(?:chu tich |hoi dong nhan dan|uy ban nhan dan|ubnd|bo truong|giam doc|thu tuong|chanh |truong |(?:chi )?cuc )"
)
_BODY_START = re.compile(
    r"(?:thuc hien|can cu|kinh gui|ngay|trong|thi hanh|trien khai|tiep tuc|nham|theo|sau khi|de)\b"
)
_SIGNED = re.compile(r"(?:thoi gian ky|ngay ky|ky ngay|signing time|thoi diem ky)\s*:?\s*")
_RULE = re.compile(r"[\s\-_=*–—.•~]*")
# The name of an agency, on one line or two, where a sheet begins with nothing else of a letterhead.
_BODY_NAME = re.compile(
    r"(?:ubnd|uy ban nhan dan|so|phong|van phong|chi cuc|cuc|ban|trung tam|tinh|thanh pho|huyen|thi xa|quan|xa|phuong"
    r")\b"
)
_MOST_LINES = 60


@dataclass(slots=True)
class Head:
    """What the head says. `agency_lines` is the letterhead's left column, `lines` all of the head's text."""

    number: str | None = None
    date: date | None = None
    kind: str | None = None
    title: str | None = None
    dateline: str = ""
    agency_lines: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    year: int | None = None


def read_head(blocks: Sequence[Block]) -> tuple[Head, list[Block]]:
    """The head and the blocks after it."""
    head = Head()
    end, title = _extent(blocks)
    pieces: list[tuple[str, str | None]] = []
    for block in blocks[:end]:
        if isinstance(block, Para):
            head.lines.append(block.text.value)
            for piece in _columns(block.text.value):
                before = pieces[-1] if pieces else None
                if before and before[1] == block.side and _OPEN_DATELINE.search(before[0]) and _MONTH.match(piece):
                    pieces[-1] = (f"{before[0]} {piece}", block.side)  # a dateline too long for its column
                elif before and before[1] == block.side and _OPEN_NUMBER.search(before[0]) and _SYMBOL.fullmatch(piece):
                    pieces[-1] = (before[0] + piece, block.side)
                else:
                    pieces.append((piece, block.side))
    subject = _Subject()
    left_open = True
    for piece, side in pieces:
        folded = fold(piece)
        number = _NUMBER.search(piece)
        dateline = _DATELINE.search(piece)
        if number and (head.number is None):
            left_open = False
            head.kind = head.kind or _kind_of_symbol(number["symbol"])
            if number["digits"]:
                head.number = f"{number['digits']}/{_compact(number['symbol'])}"
        if dateline and not head.dateline:
            head.dateline = dateline.group().strip()
            head.date = _day_of(head.dateline)
            head.year = head.date.year if head.date else _year(head.dateline)
        other = bool(number or dateline or _MOTTO.search(folded) or _RULE.fullmatch(piece))
        if title is None and subject.take(piece, side, other):
            head.kind = head.kind or "công văn"
            continue
        if other or side == "right" or not left_open:
            continue
        if _kind_of_line(piece) is None and _upper_share(piece) > 0.7:
            head.agency_lines.append(piece)
    title = title or subject.title
    _take_title(head, blocks[:end], title)
    rest: list[Block] = [block for block in blocks[:end] if isinstance(block, Note)]
    return head, rest + list(blocks[end:])


class _Subject:
    """The subject of a letter ("V/v …"), which goes on in the lines below it in its column."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._side: str | None = None
        self._open = False

    @property
    def title(self) -> str | None:
        """The subject as a title, None without one."""
        words = " ".join(self._words).strip().strip("()")
        return words[:1].upper() + words[1:] if words else None

    def take(self, piece: str, side: str | None, other: bool) -> bool:
        """Whether the piece belongs to the subject; `other` says that it is something else of the head."""
        start = _SUBJECT.match(fold(piece))
        if start and not self._words:
            self._words.append(piece[start.end() :])
            self._side, self._open = side, True
            return True
        if not self._open or side != self._side:
            return False
        if other or fold(piece).startswith("kinh gui") or piece.isupper() or find_marker(piece) or len(piece) > 90:
            self._open = False
            return False
        self._words.append(piece)
        return True


def _day_of(dateline: str) -> date | None:
    spelled = spelled_date(dateline)
    return next((day for *_, day in find_dates(dateline)), spelled[2] if spelled else None)


def stated_date(lines: Sequence[str]) -> date | None:
    """The date a digital signature's caption gives ("Thời gian ký: 03/03/2023 14:05"), None without one."""
    for line in lines:
        match = _SIGNED.search(fold(line))
        if match:
            return next((day for *_, day in find_dates(line[match.end() :])), None)
    return None


def issued_with(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """Number and date out of an appendix's "(Kèm theo Báo cáo số … ngày … của …)"."""
    for line in lines:
        match = re.match(r"\(?\s*(?:ban hanh |gui )?kem theo (?:bao cao|ke hoach|cong van|to trinh)", fold(line))
        if not match:
            continue
        rest = line[match.end() :]
        number = _CITED.search(rest)
        day = next((day for *_, day in find_dates(rest)), None)
        printed = f"{number['digits']}/{_compact(number['symbol'])}" if number and number["digits"] else None
        if printed or day:
            return printed, day
    return None, None


def _extent(blocks: Sequence[Block]) -> tuple[int, str | None]:
    """Index of the first block after the head, and the title when it stands under the line of the kind."""
    for index, block in enumerate(blocks[:_MOST_LINES]):
        if not isinstance(block, Para):
            if isinstance(block, Note):
                continue
            return _last_of_head(blocks[:index]), None
        value = block.text.value
        kind = _kind_of_line(value)
        if kind is not None:
            return _after_title(blocks, index)
        marker = find_marker(value)
        if len(value) > 160 or fold(value).startswith("kinh gui") or (marker and marker.kind == "roman"):
            return index, None
    return 0, None


def _last_of_head(blocks: Sequence[Block]) -> int:
    """Index behind the last line of a letterhead among the blocks above a table: captions below it are no head."""
    last = 0
    for index, block in enumerate(blocks, start=1):
        value = block.text.value if isinstance(block, Para) else ""
        folded = fold(value)
        named = last == index - 1 and value.isupper() and _BODY_NAME.match(folded)
        if named or _MOTTO.search(folded) or _DATELINE.search(value) or _NUMBER.match(value) or _SUBJECT.match(folded):
            last = index
    return last


def _after_title(blocks: Sequence[Block], at: int) -> tuple[int, str | None]:
    first = blocks[at]
    assert isinstance(first, Para)
    title = [_after_kind(first.text.value)]
    index = at + 1
    styled: Para | None = None
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, Note):
            index += 1
            continue
        if not isinstance(block, Para):
            break
        value = block.text.value
        if _RULE.fullmatch(value):
            index += 1
            continue
        if block.page != first.page or not _is_title_line(block, styled, sum(map(len, title))):
            break
        styled = block
        title.append(value)
        index += 1
    text = re.sub(rf"[{SUPERSCRIPTS}]", "", " ".join(part for part in title if part)).strip()
    return index, text or None


def _is_title_line(para: Para, before: Para | None, length: int) -> bool:
    value = para.text.value
    folded = fold(value)
    if (
        find_marker(value)
        or (length > 0 and value.isupper() and _DECIDES.match(folded))
        or len(value) > 320
        or value.endswith((".", ";", ":"))
        or folded.startswith(("kinh gui", "can cu"))
        or read_caption(value) is not None
        or appendix_label(value)
        or is_labelled(value)
    ):
        return False
    if before is None and length == 0:
        return True
    if (
        before is not None
        and (before.bold or before.centred)
        and (para.bold, para.centred) != (before.bold, before.centred)
    ):
        # "(Số liệu tính từ ngày … đến ngày …)" in italics under the title belongs to it.
        return value.startswith("(") and value.endswith(")")
    if value.startswith("(") and value.endswith(")"):
        return True
    return len(value) < 130 and length < 320 and not _BODY_START.match(folded)


def _kind_of_line(value: str) -> str | None:
    """The kind when the line is a document's kind in capitals, alone or before the title ("BÁO CÁO SƠ KẾT …")."""
    stripped = re.sub(rf"[{SUPERSCRIPTS}*]", "", value).strip(" :.")
    folded = fold(stripped)
    for name, kind in _KINDS.items():
        if folded == name or (folded == name.replace(" ", "")):
            return kind if stripped[:1].isupper() else None
        if (
            folded.startswith(f"{name} ")
            and stripped[: len(name)].isupper()
            and len(stripped) < 320
            and kind != "phụ lục"
        ):
            return kind
    spaced = folded.replace(" ", "")
    return next((kind for name, kind in _KINDS.items() if spaced == name.replace(" ", "") and stripped.isupper()), None)


def _after_kind(value: str) -> str:
    folded = fold(value)
    for name in _KINDS:
        if folded.startswith(f"{name} "):
            rest = value[len(name) :].strip()
            return rest.capitalize() if rest.isupper() and len(rest.split()) < 4 else rest
    return ""


def _take_title(head: Head, blocks: Sequence[Block], title: str | None) -> None:
    for block in blocks:
        kind = _kind_of_line(block.text.value) if isinstance(block, Para) else None
        if kind:
            head.kind = kind
            break
    head.title = title


def _columns(value: str) -> list[str]:
    """The parts of a line that a conversion ran together out of two columns."""
    spaced = COLUMN_GAP.split(value.strip())
    pieces: list[str] = []
    for part in spaced:
        folded = fold(part)
        motto = _MOTTO.search(folded)
        if motto and motto.start() > 0:
            pieces += [part[: motto.start()].strip(), part[motto.start() :]]
            continue
        number = _NUMBER.search(part)
        dateline = _DATELINE.search(part, number.end() if number else 0)
        if number and dateline and dateline.start() >= number.end():
            pieces += [part[: number.end()], part[number.end() :].strip()]
            continue
        pieces.append(part)
    return [piece for piece in pieces if piece]


def _kind_of_symbol(symbol: str) -> str | None:
    bare = re.sub(r"^\d{4}\s*/\s*", "", symbol)
    first, *rest = re.split(r"[-–/.\s]+", bare)
    known = _SYMBOLS.get(first.upper())
    if known is None and not rest:
        # The hyphen lost: "BCUBND", "QĐUBND".
        glued = _GLUED.match(bare)
        known = _SYMBOLS.get(glued.group().upper()) if glued else None
    # An official letter has no sign of its kind: its symbol begins with the agency's.
    return known or ("công văn" if rest or _GLUED_AGENCY.match(bare) else None)


def _compact(symbol: str) -> str:
    return re.sub(r"\s+", "", symbol).replace("–", "-")


def _year(text: str) -> int | None:
    match = re.search(r"n[ăa]m\s*((?:19|20)\d\d)", text, re.IGNORECASE)
    return int(match.group(1)) if match else None


def _upper_share(value: str) -> float:
    letters = [character for character in value if character.isalpha()]
    return sum(character.isupper() for character in letters) / len(letters) if letters else 0.0
