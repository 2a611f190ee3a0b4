"""What the headings of one value column say beside what is counted: its time, a change, a plan, a holder, its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qa_cchc.figures.cells import clean
from qa_cchc.figures.cumulative import CUMULATIVE
from qa_cchc.figures.headings import BARE_RATE, BRACKETED_UNIT, RATE, bare
from qa_cchc.figures.table_holders import is_holder
from qa_cchc.figures.table_points import MAXIMUM, PLAN, RANK
from qa_cchc.records import Period, Report, Table
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.periods import find_periods, period
from qa_cchc.vietnamese.unicode import fold

_CHANGE = re.compile(r"\btang\b(?! them)|\bgiam\b|\bso voi\b|\bso sanh\b|\bchenh lech\b|\+/-|\bbien dong\b")
_SAME_TIME = re.compile(r"\bcung ky\b")
_TIME_BEFORE = re.compile(
    r"(?:quy|thang|ky|nam) (?:truoc|lien truoc|truoc lien ke)|(?:so lieu )?(?:quy|thang|ky|nam) truoc"
)
# Words of a heading that only tell when, or that results follow.
TIME_WORDS = re.compile(
    r"(?:so lieu |ket qua |thuc hien |luy ke |so luong )*(?:ky|quy|thang|nam) (?:nay|bao cao|truoc)"
    r"|trong (?:ky|quy|thang)"
    r"(?: bao cao)?|luy ke.*|cong don.*|tu dau nam.*|cung ky.*|thuc hien(?: trong ky)?|ket qua(?: thuc hien| dat duoc)?"
    r"|so lieu|so luong|gia tri|dat duoc|dat|tong(?: so| cong)?|ca nam|uoc thuc hien|ghi nhan"
    r"|(?:truoc|sau) (?:khi )?(?:sap xep|sap nhap|hop nhat|tinh gian|kien toan)(?: .*)?"
)
_STOCK = re.compile(r"(?:so )?(?:tu )?(?:ky|quy|thang|nam) truoc|(?:trong|moi trong) (?:ky|quy|thang)")
_COMPARED = re.compile(r"\b(?:ky|quy|thang|nam) (?:nay|bao cao)\b|\bso (?:voi|sanh)\b|\btang\b|\bgiam\b|\bcung ky\b")
_UNIT_WORDS = re.compile(
    r"(?:hồ sơ|hs|%|văn bản|thủ tục|tthc|người|lượt|cuộc|phiếu|điểm|triệu đồng|tỷ đồng|nghìn đồng|đồng|đơn vị|nhiệm vụ|"
    r"bậc|trường hợp|giao dịch|tin|bài|tài khoản|chỉ tiêu|biên chế|thẻ|lớp|ngày)\b|%",
    re.IGNORECASE,
)
# "Cơ quan, đơn vị liên quan" tells who, unless it opens the heading: "Số đơn vị".
_OFFICES = re.compile(r"(?:đơn vị|người)\b", re.IGNORECASE)
_COUNTING = re.compile(r"(?:(?:tổng|số|lượng|các|cơ quan,?)\s+)*", re.IGNORECASE)
_NO_THING = re.compile(
    r"(?:đã|còn|được|chưa|có|mới|không|đang|tồn|nhận|trả|phải|bị|cộng|trên|dưới|theo|từ|qua|kỳ|trước|sau|trong|chuyển|khác|tiền)\b"
    r"|.*\d"
)
_NUMBER_OF = re.compile(r"(?:tổng\s+)?số\s+(?:lượng\s+)?", re.IGNORECASE)
_CAPTION_UNIT = re.compile(
    r"(?:đơn vị tính|đvt|đơn vị)\s*:?\s*(?:số\s+)?((?:1[.,]?000(?:[.,]?000)?\s*)?[^();.,]{1,30})", re.IGNORECASE
)
_STATED_UNITS = re.compile(r"(?:đơn vị(?: tính)?|đvt)\b\s*:?\s*([^()]{1,60})", re.IGNORECASE)
_MONEY_UNIT = re.compile(
    r"(?:1[.,]?000(?:[.,]?000)?\s*|(?:(?:nghìn|ngàn|triệu|trăm)\s+)?(?:nghìn|ngàn|triệu|tỷ|tỉ)\s+)?đồng\b|tr\.? ?đ\b",
    re.IGNORECASE,
)
_BRACKETED_MONEY = re.compile(
    r"\((?:đơn vị(?: tính)?\s*:\s*|đvt\s*:\s*)?(1[.,]?000(?:[.,]?000)?\s*đồng)\)", re.IGNORECASE
)
_THOUSANDS = re.compile(r"1[.,]?000\s*(?=đồng)|1[.,]?000[.,]?000\s*(?=đồng)", re.IGNORECASE)
_NO_FIGURE = re.compile(
    r"so van ban(?:\W+(?:ngay|ky hieu|trich yeu|ban hanh ngay|cua)\b.*)?|ma(?: so)? van ban\b.*"
    r"|(?:so|ma)(?: so)? (?:hieu|ky hieu|quyet dinh|cong van|dien thoai|ho so quan ly|dinh danh)\b.*"
    r"|so, ky hieu.*|so/ky hieu.*"
    r"|ky hieu.*|ngay\b.*|(?:thoi gian|thoi han|thoi diem)(?! giai quyet (?:trung binh|binh quan)).*|ma(?: so"
    r"| tthc| ho so)?"
    r"|(?:so )?dien thoai.*|dia chi.*|email|can cu.*|nam (?:sinh|ban hanh)|ngay, thang.*|so trang"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One value column. `path` are its headings without those that only tell time, a change or a holder; `told` says
    that something of them names what is counted. `kind` is "rate", "rank", "maximum", "plan" or "" """

    at: int
    path: tuple[str, ...]
    heading: str
    kind: str
    period: Period | None
    timed: bool
    cumulative: bool | None
    change: str | None
    holder: str | None
    unit: str | None


def columns_of(report: Report, table: Table, skipped: frozenset[int]) -> dict[int, Column]:
    """The value columns of a table by their place; those that hold numbers and dates of documents are left out."""
    caption = clean(table.caption)
    found = {}
    for at, texts in enumerate(table.columns):
        path = tuple(text for each in texts if (text := clean(each)))
        if at not in skipped and not (path and _NO_FIGURE.fullmatch(fold(path[-1]).strip(" :."))):
            spoken = _with_neighbour(table, skipped, at, path)
            column = _column(report, at, spoken, caption, _tells_stock(table, at, path))
            found[at] = replace(column, kind="rate") if not column.kind and _holds_rates(table, at) else column
    return found


def _holds_rates(table: Table, at: int) -> bool:
    """Whether the cells of a column themselves are percentages: "96,6%"."""
    texts = [text for row in table.rows if at < len(row) and (text := clean(row[at].text))]
    return bool(texts) and sum(text.endswith("%") for text in texts) * 4 > 3 * len(texts)


def _with_neighbour(table: Table, skipped: frozenset[int], at: int, path: tuple[str, ...]) -> tuple[str, ...]:
    """A path that is only "Tỷ lệ (%)" is the rate of the column before it."""
    if len(path) == 1 and BARE_RATE.fullmatch(bare(path[0])) and at - 1 >= 0 and at - 1 not in skipped:
        before = tuple(text for each in table.columns[at - 1] if (text := clean(each)))
        if not (before and BARE_RATE.fullmatch(bare(before[-1]))):
            return (*before, *path)
    return path


def _tells_stock(table: Table, at: int, path: tuple[str, ...]) -> bool:
    """Whether "Kỳ trước" and "Trong kỳ" under one heading part what came in, as against comparing two times."""
    if len(path) < 2 or not _STOCK.fullmatch(bare(path[-1])):
        return False
    beside = [bare(clean(other[-1])) for other in table.columns if other and clean(other[0]) == path[0]]
    return not any(_COMPARED.search(head) for head in beside)


def _column(report: Report, at: int, path: tuple[str, ...], caption: str, stock: bool) -> Column:
    heading = " – ".join(path)
    folded = fold(heading)
    change = heading if _CHANGE.search(folded) else None
    kept = tuple(
        text
        for text in path
        if not (only_tells_time(text) and not (stock and text == path[-1]))
        and not is_holder(text)
        and not _CHANGE.search(fold(text))
    )
    holder = next((text for text in path if is_holder(text)), None)
    when, timed = (captions_period(report, caption), False) if stock else _period(report, heading, caption)
    return Column(
        at,
        kept,
        heading,
        _kind(path, kept),
        when,
        timed or bool(path and all(only_tells_time(text) for text in path)),
        True if CUMULATIVE.search(folded) else None,
        change,
        holder,
        stated_unit(path) or stated_unit(kept),
    )


def _kind(path: tuple[str, ...], kept: tuple[str, ...]) -> str:
    """What a column holds beside counts; "Tỷ lệ trực tuyến – Năm 2024" holds rates though a year heads it."""
    whole = fold(" ".join(path))
    leaf = fold(path[-1]).strip(" :.") if path else ""
    if MAXIMUM.search(whole):
        return "maximum"
    if any(PLAN.fullmatch(fold(BRACKETED_UNIT.sub("", text)).strip(" :.")) for text in path):
        return "plan"
    if RANK.search(leaf):
        return "rank"
    told = fold(kept[-1]) if kept and only_tells_time(path[-1]) else leaf
    return "rate" if RATE.search(leaf) or RATE.search(told) else ""


def only_tells_time(text: str) -> bool:
    """Whether a heading says nothing but when ("Năm 2024", "Kỳ này", "Lũy kế") or that results follow."""
    plain = BRACKETED_UNIT.sub("", text).strip(" :.-–()")
    mentions = find_periods(plain)
    if len(mentions) == 1:
        rest = f"{plain[: mentions[0].start]} {plain[mentions[0].end :]}"
        rest = re.sub(
            r"\b(?:dau|cuoi|nam|ky|ket qua|thuc hien|so lieu|luy ke|cung ky|den het|uoc|trong)\b|[\W_]", " ", fold(rest)
        )
        return not rest.strip()
    return TIME_WORDS.fullmatch(fold(plain)) is not None


def _period(report: Report, heading: str, caption: str) -> tuple[Period | None, bool]:
    """The period a column names, else the caption, else the report's; and whether the column names one. "Cùng kỳ" is
    the same time a year before, "quý trước" the quarter before."""
    own = report.period
    folded = fold(heading)
    year = own.start.year if own else None
    changes = _CHANGE.search(folded) is not None
    mentions = find_periods(heading)
    if _SAME_TIME.search(folded) and not changes:
        return (
            _year_before(own, mentions[0].year if len(mentions) == 1 and mentions[0].kind == "year" else None),
            True,
        )
    if len(mentions) == 1 and (found := mentions[0].resolve(year)) is not None:
        return (own if changes else found), True
    if _TIME_BEFORE.fullmatch(fold(heading.rsplit(" – ", 1)[-1]).strip(" :.")):
        return (_year_before(own) if "nam" in folded.split() else _one_before(own)), True
    return captions_period(report, caption), bool(mentions) or CUMULATIVE.search(folded) is not None


def captions_period(report: Report, caption: str) -> Period | None:
    """The one period that a caption names, else the report's."""
    mentions = find_periods(caption)
    year = report.period.start.year if report.period else None
    if len(mentions) == 1 and (found := mentions[0].resolve(year)) is not None:
        return found
    return report.period


def _year_before(own: Period | None, year: int | None = None) -> Period | None:
    return _made(f"{year or own.start.year - 1}{own.id[4:]}") if own is not None and own.id[:4].isdigit() else None


def _one_before(own: Period | None) -> Period | None:
    """The quarter or month before; None for other periods, whose "kỳ trước" may be any."""
    if own is None:
        return None
    if quarter := re.fullmatch(r"(\d{4})-Q(\d)", own.id):
        year, number = int(quarter[1]), int(quarter[2])
        return _made(f"{year}-Q{number - 1}" if number > 1 else f"{year - 1}-Q4")
    if month := re.fullmatch(r"(\d{4})-(\d\d)", own.id):
        year, number = int(month[1]), int(month[2])
        return _made(f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12")
    return None


def _made(identifier: str) -> Period | None:
    try:
        return period(identifier)
    except ValueError:
        return None


def stated_unit(texts: tuple[str, ...]) -> str | None:
    """The unit that headings state in brackets, or "%" for one that is a share."""
    for text in reversed(texts):
        if (thousands := _BRACKETED_MONEY.search(text)) is not None:
            return _in_words(thousands[1])
        bracketed = BRACKETED_UNIT.search(text)
        if bracketed and _UNIT_WORDS.search(bracketed[1]):
            return bracketed[1].strip()
    return "%" if texts and RATE.search(fold(texts[-1])) else None


def counted_unit(text: str) -> str | None:
    """The thing that a heading says it counts the number of ("Tổng số hồ sơ có yêu cầu …" → "hồ sơ")."""
    counted = _NUMBER_OF.match(text)
    unit = _UNIT_WORDS.match(text, counted.end()) if counted else None
    return unit.group().lower() if unit else None


def unknown_unit(text: str) -> str | None:
    """The thing that a heading of few words counts, where nothing else is known of it ("Số máy tính" → "máy tính")."""
    counted = _NUMBER_OF.match(text)
    thing = BRACKETED_UNIT.sub("", text[counted.end() :]).strip(" :.").lower() if counted else ""
    plain = 0 < len(thing.split()) <= 2 and not _NO_THING.match(thing) and not load_concepts().ids(text)
    return thing if plain else None


def words_unit(texts: tuple[str, ...]) -> str | None:
    """The unit that the words of headings name ("Số phiếu phát ra")."""
    for text in reversed(texts):
        counted = next((m for m in _UNIT_WORDS.finditer(text) if _COUNTING.fullmatch(text, 0, m.start())), None)
        counted = counted or next((m for m in _UNIT_WORDS.finditer(text) if not _OFFICES.match(m.group())), None)
        if counted is not None:
            return counted.group().lower()
    return None


def captions_money(caption: str) -> str | None:
    """The unit of money that a caption states, maybe beside others: "(Đơn vị tính: hồ sơ; triệu đồng)"."""
    for stated in (*_STATED_UNITS.finditer(caption), *BRACKETED_UNIT.finditer(caption)):
        if money := _MONEY_UNIT.search(stated[1]):
            return _in_words(money.group())
    return None


def _in_words(unit: str) -> str:
    """ "1.000 đồng" as "nghìn đồng"."""
    if re.match(r"tr\b|trđ", unit.lower()):
        return "triệu đồng"
    thousands = _THOUSANDS.match(unit)
    if thousands is None:
        return unit
    return f"{'triệu' if thousands.group().count('000') > 1 else 'nghìn'} {unit[thousands.end() :]}"


def captions_unit(caption: str) -> str | None:
    """The unit that a caption states: "(đơn vị tính: hồ sơ)", "(%)"."""
    stated = _CAPTION_UNIT.search(caption) or BRACKETED_UNIT.search(caption)
    if stated and (counted := _UNIT_WORDS.search(stated[1])):
        return _in_words(stated[1].strip() if len(stated[1]) < 20 else counted.group().lower())
    return None
