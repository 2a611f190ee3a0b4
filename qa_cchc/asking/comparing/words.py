"""Whether a question compares, ranks, follows over time or adds up, and how: read from its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from qa_cchc.asking.relative_periods import basis_mentions
from qa_cchc.vietnamese.numbers import find_numbers
from qa_cchc.vietnamese.unicode import fold

ComparingKind = Literal["comparison", "trend", "ranking", "total"]
Over = Literal["units", "periods", "sectors"]
KINDS: tuple[ComparingKind, ...] = ("comparison", "trend", "ranking", "total")


class _Words:
    """Whole words of a repaired question; a pattern may end with a blank where a word has to follow."""

    def __init__(self, pattern: str):
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!(?<=\w)\w)", re.IGNORECASE)

    def find(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text)

    def without(self, text: str) -> str:
        return " ".join(self._pattern.sub(" ", text).split())


_LEVELS = {
    "xã": r"xã|phường|thị trấn|cấp xã|địa bàn cấp xã|p\.?x|xã phường|phường xã",
    "huyện": r"huyện|quận|thị xã|thành phố|cấp huyện|địa bàn cấp huyện|huyện thị",
    "sở": r"sở|sở ngành|sở ban ngành|ban ngành",
    "phòng": r"phòng|phòng ban|cơ quan chuyên môn",
    "tỉnh": r"tỉnh|tỉnh thành",
}
_LIST = r"(?:\s*(?:,|/|-|và|hay|hoặc)?\s*(?:xã|phường|thị trấn|huyện|quận|thị xã|thị|thành phố|ban|ngành|đơn vị))*"
_PLACE_WORD = (
    r"(?:chi nhánh|đơn vị|địa phương|địa bàn|nơi|chỗ"
    r"|cơ quan|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|sở"
    r"|phòng|ngành|bên)"
)
_PERIOD_WORD = r"(?:quý|kỳ|kỳ báo cáo|năm|tháng|giai đoạn|thời điểm)"
_SECTOR_WORD = r"(?:lĩnh vực|mảng|nhóm thủ tục|loại thủ tục|ngành nghề)"
_MANY = r"(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_FEW_NUMBERS = dict(zip("một hai ba bốn năm sáu bảy tám chín mười".split(), range(1, 11), strict=True))
_MOST = r"(?:cao|nhiều|lớn|đông|dài|lâu|tốt|khá|nhanh|giỏi|vượt trội)"
_LEAST = r"(?:thấp|ít|nhỏ|ngắn|kém|tệ|yếu|chậm|bét)"
_NO_PERIOD = r"(?<!quý)(?<!kỳ)(?<!tháng)(?<!năm)(?<!báo cáo)(?<!lĩnh vực)"
_WHICH_UNIT = _Words(
    rf"{_PLACE_WORD}{_LIST}(?: [\w ]{{0,40}}?)?{_NO_PERIOD} (?:nào|là đâu)|những {_PLACE_WORD}{_LIST}(?: nào)?|nơi đâu"
    rf"|đâu là {_PLACE_WORD}|ai (?:cao|thấp|nhiều|ít)"
)
_UNIT_WORDS = _Words(rf"{_PLACE_WORD}{_LIST} nào|những {_PLACE_WORD}{_LIST}")
_WHICH_PERIOD = _Words(rf"{_PERIOD_WORD} (?:[\w]+ )?nào|trong các {_PERIOD_WORD}|giữa các {_PERIOD_WORD}|thời gian nào")
_WHICH_SECTOR = _Words(rf"{_SECTOR_WORD} (?:[\w ]{{0,20}}?)?nào|(?:các|những) {_SECTOR_WORD}|theo {_SECTOR_WORD}")
_RANK = _Words(
    rf"{_MOST}(?: [\w]+){{0,10}}? nhất|{_LEAST}(?: [\w]+){{0,10}}? nhất|đứng (?:đầu|cuối|chót|nhất|bét|thứ nhất|top)"
    rf"|dẫn đầu|đội sổ|đầu bảng|cuối bảng|đầu danh sách|cuối danh sách|(?:bảng )?xếp hạng (?={_MANY} |các "
    rf"|những |theo |từ |tỷ lệ|số |giữa )"
    r"|xếp (?:thứ tự|theo thứ tự|(?=từ (?:cao|nhiều|thấp|ít) ))"
    r"|top \d{1,2}|top|sắp xếp (?=các |từ |theo )|từ (?:cao|nhiều|thấp"
    r"|ít) (?:xuống|đến|tới|lên)(?: (?:thấp|cao|ít|nhiều))?"
    rf"|quán quân|bét bảng|{_MANY} {_PLACE_WORD}{_LIST} (?:{_MOST}|{_LEAST})"
)
_LOW = _Words(
    rf"{_LEAST}(?: [\w]+){{0,10}}? nhất|đứng (?:cuối|chót|bét)|cuối (?:bảng|danh sách)|từ (?:thấp"
    rf"|ít) (?:xuống|đến|tới|lên)|{_MANY} {_PLACE_WORD}{_LIST} {_LEAST}"
)
_WORST = _Words(
    r"đội sổ|đứng (?:cuối|chót|bét)|cuối (?:bảng|danh sách)|kém(?: [\w]+){0,4}? nhất"
    r"|tệ(?: [\w]+){0,4}? nhất|yếu(?: [\w]+){0,4}? nhất|bét bảng"
)
_BEST = _Words(r"dẫn đầu|đứng (?:đầu|nhất|thứ nhất|top)|đầu (?:bảng|danh sách)|tốt(?: [\w]+){0,4}? nhất|quán quân")
_TOP = _Words(
    rf"top (?P<top>\d{{1,2}})|(?P<many>{_MANY}) {_PLACE_WORD}{_LIST}(?= )"
    rf"|(?P<sectors>{_MANY}) {_SECTOR_WORD}|(?P<lead>{_MANY}) (?:nơi |đơn vị )?(?:đứng đầu|dẫn đầu|đầu bảng"
    rf"|cuối bảng)"
)
_HOW_MANY_UNITS = _Words(
    rf"(?:bao nhiêu|mấy|bn|số)(?: (?:đơn vị|địa bàn|địa phương))? {_PLACE_WORD}{_LIST}"
    rf"|đếm (?:xem )?(?:có )?(?:bao nhiêu )?{_PLACE_WORD}"
    rf"|liệt kê (?:các |những )?{_PLACE_WORD}{_LIST}|(?:những|các) {_PLACE_WORD}{_LIST}(?: nào)?"
    rf"|{_PLACE_WORD}{_LIST} nào"
)
_BELOW = r"(?:dưới|chưa (?:đạt|đến|tới|được)|không (?:đạt|tới|đến)|thấp hơn|ít hơn|nhỏ hơn|kém|không quá|chưa đầy)"
_ABOVE = r"(?:trên|hơn|vượt|cao hơn|nhiều hơn|lớn hơn|quá)"
_REACH = r"(?:đạt(?: từ)?|từ|tối thiểu|ít nhất|bằng)"
_LIMIT = _Words(
    rf"(?P<below>{_BELOW})(?: mức)? (?P<number>\d[\d.,]*)"
    rf"|(?P<above>{_ABOVE})(?: mức)? (?P<number2>\d[\d.,]*)"
    rf"|(?P<reach>{_REACH})(?: mức)? (?P<number3>\d[\d.,]*)"
)
_SOME = _Words(
    r"(?P<none>không (?:để |có |còn |phát sinh )+(?:hồ sơ |xảy ra )?(?:nào )?(?:bị )?(?=trễ|quá hạn|chậm|hồ sơ|tồn)"
    r"|không (?:bị )?(?=trễ|quá hạn))|(?P<any>(?:để|còn|có|phát sinh|bị"
    r"|để xảy ra)(?: hồ sơ)?(?: bị)? (?=trễ|quá hạn|chậm))"
)
_TOTAL = _Words(
    rf"tổng cộng|cộng (?:lại|dồn|gộp|cả|hết|các|chung|{_MANY})|gộp (?:lại|chung|cả|các)|tính (?:chung"
    rf"|gộp)(?: (?:cả|các))?|bình quân chung"
    rf"|(?:chung|gộp) (?:của|cho) (?:các|cả|{_MANY})|tổng (?:số )?(?:[\w]+ ){{0,8}}?(?:của|tại|ở|trong|qua"
    rf"|từ|do) (?:cả |tất cả |toàn bộ )*"
    rf"(?:các|{_MANY}) {_PLACE_WORD}|(?:tất cả|cả|hết) (?:{_MANY}|các) (?:{_PLACE_WORD}|{_PERIOD_WORD})"
    rf"|tổng (?:số )?(?:[\w]+ ){{0,8}}?(?:{_MANY}|các) (?:quý|kỳ|tháng)|(?:{_MANY}|các) (?:quý|kỳ"
    rf"|tháng) (?:cộng|gộp)(?: lại)?"
    r"|tổng (?:số )?(?:[\w]+ ){0,8}?(?:toàn|cả) (?:tỉnh|huyện|thị xã|thành phố|năm)"
)
_YEAR_BEFORE = _Words(
    r"cùng kỳ(?: (?:năm )?(?:trước|ngoái|liền kề|liền trước))?|(?:so (?:với )?|hơn |kém )năm (?:ngoái"
    r"|trước|liền trước)|cùng thời (?:điểm|gian)(?: năm)? (?:trước|ngoái)|yoy"
)
_PREVIOUS = _Words(
    r"(?:so (?:với |sánh với )?|hơn |kém |và |với )?(?:quý|kỳ|kỳ báo cáo|tháng) (?:liền |ngay )?(?:trước"
    r"|liền kề|trước đó)(?! chuyển)(?! tồn)|lần trước|kỳ liền kề"
)
_COMPARE = _Words(
    r"so sánh|so với|so (?=cùng kỳ|năm|quý|kỳ|giữa)|so ra|đối chiếu(?= với| giữa| số| tỷ lệ| tỉ lệ| mức| điểm| kết quả)"
    r"|đặt cạnh(?: nhau)?|(?:hơn|cao|nhiều|lớn|nhanh) hay (?:là )?(?:kém|thua|thấp|ít|nhỏ|chậm)(?: hơn)?"
    r"|(?:gấp|bằng) (?:mấy|bao nhiêu) (?:lần|phần)|gấp (?:nhau )?(?:mấy|bao nhiêu)|mấy lần"
    r"|chênh(?: lệch)?(?: nhau)?|lệch nhau|hơn kém|cách biệt|khoảng cách"
    r"|(?:cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm) hơn|hơn (?:bao nhiêu|mấy|quý|kỳ|năm|nhau)|kém (?:bao nhiêu"
    r"|mấy|quý|kỳ|năm|nhau)"
    r"|khác (?:nhau|gì|biệt)(?: (?:thế nào|ra sao|như thế nào|bao nhiêu|gì))?|vs|versus|tăng giảm"
    r"|tăng hay giảm|giảm hay tăng|tăng hoặc giảm"
    r"|(?:tăng|giảm) (?:được |thêm |lên |xuống )?(?:(?:bao nhiêu|mấy|bn)(?: (?:phần trăm|%))?|thế nào|ra sao"
    r"|như thế nào|không|chưa|hơn)"
    r"|(?:bên|nơi|đơn vị|đâu|xã|phường|huyện|quý|năm) nào (?:[\w]+ ){0,8}?hơn"
)
_MOST_CHANGED = re.compile(
    r"(?<!\w)(?P<way>tăng|cải thiện|giảm|tụt|sụt)(?! thời gian| biên chế| chi phí) (?:[\w%]+ ){0,6}?"
    r"(?:nhiều|mạnh|cao|nhanh|lớn|sâu) (?:[\w]+ ){0,3}?nhất(?!\w)",
    re.IGNORECASE,
)
# "A hơn B bao nhiêu": the other stands between, so the topic is not cleared of it in one stretch.
_MORE_THAN = _Words(r"(?:hơn|kém|thua)(?! \d)(?! hết) (?:[^\W\d_]+,? ){1,12}?(?:bao nhiêu|mấy)")
_TIMES = _Words(r"(?:gấp|bằng) (?:nhau )?(?:mấy|bao nhiêu)(?: lần| phần)|gấp (?:nhau )?(?:mấy|bao nhiêu)|mấy lần")
# "A và B đã giải quyết tất cả bao nhiêu": of one place alone it asks for no sum.
_IN_ALL = _Words(
    r"(?:tất cả|tổng cộng|cả thảy|hết thảy|tổng số|cả hai)(?: (?:là|có|được|nơi|bên|đơn vị))* (?:bao nhiêu|mấy)"
    r"|(?:bao nhiêu|mấy) (?:[^\W\d_]+ ){1,3}?(?:tất cả|cả thảy|hết thảy)"
    r"|tổng(?= (?:số )?(?:[^\W\d_]+ ){1,8}?(?:của|tại|ở) (?:[^\W\d_]+,? ){2,12}?(?:và|lẫn|cùng) )"
)
_TREND = _Words(
    rf"qua (?:các|từng|mỗi|{_MANY}) (?:quý|năm|kỳ|tháng)|theo (?:từng |các |mỗi )?(?:quý|năm|kỳ|thời gian"
    rf"|tháng)(?! \d)(?! i)|(?:từng|mỗi) (?:quý|năm|kỳ)|hằng (?:quý|năm)|hàng (?:quý|năm)"
    r"|diễn biến|xu hướng|chiều hướng|biến (?:động|đổi|đông|thiên)(?! đất)(?: (?:ra sao|thế nào"
    r"|như thế nào))?|thay đổi (?:thế nào|ra sao|như thế nào|qua|gì|theo)|lên xuống|tiến triển"
    rf"|(?:tăng|giảm) (?:dần|đều)|các (?:quý|kỳ|năm)(?: (?:gần đây|qua|vừa qua))?|{_MANY} (?:quý|năm"
    rf"|kỳ)(?: báo cáo)? (?:gần (?:đây|nhất)|qua|vừa qua|liên tiếp)"
    r"|đến nay|tới nay|trở lại đây|chuỗi (?:số liệu|thời gian)|kẻ bảng|lập bảng|cả năm \d{4}, \d{4}"
)
_WORDS_OF_MATTER = _Words(
    r"khó khăn|hạn chế|vướng mắc|giải pháp|phương hướng|nhiệm vụ trọng tâm|bài học|nguyên nhân|vì sao"
    r"|tại sao|do đâu|lý do|đánh giá chung|mô hình|cách làm"
)
_ASKING = _Words(
    r"(?:thì )?(?:như thế nào|thế nào|ra sao|là gì|là bao nhiêu|bao nhiêu|mấy|là mấy|ntn|bn|là đâu"
    r"|là những đơn vị nào|sao rồi)|giúp(?: tôi| em| mình)?|cho (?:biết|xin|tôi|em)|kể (?:tên|ra)|kể"
    r"|liệt kê|lập bảng|kẻ bảng"
    r"|theo thứ tự|rồi (?:đến|tới) (?:đơn vị|nơi) nào|rồi (?:đến|tới) đâu|là những nơi nào|tăng"
    r"|giảm(?! (?:biên chế|thời gian|chi phí|thủ tục))|mức|điểm phần trăm|điểm %|cộng|lại|gộp|cả năm"
    r"|bên nào|nơi nào|chung|rồi(?: đến| tới)?|để|là|nào|nhiều|(?:đến |tới )?báo cáo(?: năm| quý| kỳ)?"
    r"|cử tri hỏi|dân hỏi|cho hỏi|xin hỏi|hơn|kém|thua|giữa|so|tất cả|toàn bộ"
)


_COUNTED_MOST = re.compile(rf"(?<!\w)(?:{_MOST}|{_LEAST}) ((?:[^\W\d_]+ ){{1,10}}?)nhất(?!\w)", re.IGNORECASE)
_COUNTED_MORE = re.compile(
    r"(?<!\w)(?:bên|nơi|đơn vị|đâu|xã|phường|huyện|quý|năm) nào ((?:[^\W\d_]+ ){1,8}?)hơn(?!\w)", re.IGNORECASE
)
_COUNTED_IN_ALL = re.compile(
    r"(?<!\w)tổng (?:số )?((?:[^\W\d_]+ ){1,8}?)(?=(?:của|tại|ở|trong|qua|từ|do) )", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold that units are held against: `relation` is "<", ">", ">=" or "=", `rate` whether it is in percent."""

    relation: str
    value: Decimal
    rate: bool

    def admits(self, value: float | int) -> bool:
        """Whether a value lies on the side of it that was asked for."""
        number = Decimal(repr(value))
        return {
            "<": number < self.value, ">": number > self.value, ">=": number >= self.value, "=": number == self.value,
        }[self.relation]  # fmt: skip

    @property
    def words(self) -> str:
        """ "dưới 50%", "từ 98% trở lên", "bằng 0"."""
        said = f"{self.value:f}".rstrip("0").rstrip(".") if "." in f"{self.value:f}" else f"{self.value:f}"
        number = said.replace(".", ",") + ("%" if self.rate else "")
        return {"<": f"dưới {number}", ">": f"trên {number}", ">=": f"từ {number} trở lên", "=": f"bằng {number}"}[
            self.relation
        ]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a question compares. `over` is what is ranked or added up; `level` the level of the units meant; `counts`
    that it asks how many units meet the `limit`; `lowest` that it wants the smallest first, `best` True or False for
    the best or the worst; `top` how many; `bases` "year_before" and "previous"; `times` that it asks how many times one
    is the other; `of_named` that it asks for a sum only where it names several places; `change` "tăng" or "giảm" where
    units are ranked by it."""

    kind: ComparingKind
    over: Over = "units"
    level: str | None = None
    lowest: bool = False
    best: bool | None = None
    top: int | None = None
    limit: Limit | None = None
    counts: bool = False
    bases: tuple[str, ...] = ()
    trend: bool = False
    times: bool = False
    of_named: bool = False
    change: str | None = None

    def topic(self, text: str) -> str:
        """The words of a topic that say what is compared, without those that say how."""
        text = mended(text)
        cues = [_LIMIT, _SOME, _RANK, _TOTAL, _IN_ALL, _YEAR_BEFORE, _PREVIOUS, _COMPARE, _TREND]
        if self.kind in ("ranking", "total"):
            cues = [_RANK, _UNIT_WORDS, _TOP, _WHICH_PERIOD, _WHICH_SECTOR, *cues]
        if self.limit is not None:
            cues.insert(0, _HOW_MANY_UNITS)
        for cue in (*cues, _ASKING):
            text = cue.without(_kept(text, cue))
        return " ".join(text.split())


def _kept(text: str, cue: _Words) -> str:
    """The text with the words of a cue that name what is counted ("nhiều hồ sơ nhất") drawn out of it."""
    if cue is _RANK:
        return _COUNTED_MOST.sub(r" \1 ", text)
    if cue is _COMPARE:
        return _COUNTED_MORE.sub(r" \1 ", text)
    if cue is _TOTAL:
        return _COUNTED_IN_ALL.sub(r" \1 ", text)
    return text


def read(text: str, kind: str) -> Asked | None:
    """How a repaired question compares; None for one that does not. `kind` is what it asks for by its question words
    (see `kinds.kind_of`)."""
    text = mended(text)
    if kind in ("document", "cited") or _WORDS_OF_MATTER.find(text):
        return None
    bases = tuple(
        name for name, words in (("year_before", _YEAR_BEFORE), ("previous", _PREVIOUS)) if words.find(text)
    )
    limit = _limit(text)
    units, periods, sectors = (bool(each.find(text)) for each in (_WHICH_UNIT, _WHICH_PERIOD, _WHICH_SECTOR))
    ranks, compares = _RANK.find(text), _COMPARE.find(text) or _MORE_THAN.find(text)
    trend = _TREND.find(text) is not None
    many = _HOW_MANY_UNITS.find(text)
    if limit is not None and many and not (compares and bases) and not (ranks and limit.value == 0):
        counts = bool(re.match(r"(?:bao nhieu|may|bn|so|dem)", fold(many.group())))
        kind = "total" if counts else "ranking"
        return Asked(kind, level=_level(many.group()), limit=limit, counts=counts)
    if ranks and not _is_own_rank(text):
        over: Over = "sectors" if sectors else "periods" if periods and not units else "units"
        where = _WHICH_UNIT.find(text) or many
        return Asked(
            "ranking", over, _level(where.group() if where else text), _LOW.find(text) is not None,
            True if _BEST.find(text) else False if _WORST.find(text) else None, _top(text),
            change=_changed_way(text) if over == "units" else None,
        )  # fmt: skip
    totals = _TOTAL.find(text)
    if totals and not (bases or (compares and not re.search("cong|tong|gop", fold(totals.group())))):
        said = fold(totals.group())
        over = "periods" if re.search(r"\b(?:quy|ky|thang|nam)\b", said) else "units"
        if re.search(r"(?:cac|cong|tong|gop|ca|\d|hai|ba|bon) (?:quy|ky)(?!\w)", fold(text)):
            over = "periods"
        return Asked("total", over, _level(totals.group()))
    if bases or compares:
        named = bool(bases) or not trend or bool(basis_mentions(text))
        times = _TIMES.find(text) is not None
        return Asked("comparison" if named else "trend", bases=bases, trend=trend, times=times)
    if _IN_ALL.find(text):
        return Asked("total", of_named=True)
    return Asked("trend", trend=True) if trend else None


_MIS_RESTORED = (
    (re.compile(rf"(?<!\w)máy (?={_PLACE_WORD}|điểm|quý|kỳ|phần)", re.IGNORECASE), "mấy "),
    (re.compile(r"(?<!\w)nội (?=nào|không|có|để|còn|dưới|trên)", re.IGNORECASE), "nơi "),
    (re.compile(r"(?<!\w)quy (?=\d|[iv]+(?!\w))", re.IGNORECASE), "quý "),
    (re.compile(r"(?<!\w)(?:ky (?=nào|trước|này))", re.IGNORECASE), "kỳ "),
)


def mended(text: str) -> str:
    """Words of asking that restoring the marks of a bare question gets wrong ("may phuong" is not "máy phường")."""
    for pattern, word in _MIS_RESTORED:
        text = pattern.sub(word, text)
    return text


def _is_own_rank(text: str) -> bool:
    """Whether a rank is asked for that a report states of its own place ("tỉnh xếp hạng mấy")."""
    return re.search(r"(?:hạng|thứ) (?:mấy|bao nhiêu)", text, re.IGNORECASE) is not None


def _changed_way(text: str) -> str | None:
    """ "tăng" or "giảm" where a question asks who rose or fell most since a period that it names."""
    found = _MOST_CHANGED.search(text)
    since = basis_mentions(text) or _YEAR_BEFORE.find(text) or _PREVIOUS.find(text)
    if found is None or not since:
        return None
    return "tăng" if fold(found["way"]) in ("tang", "cai thien") else "giảm"


def _level(words: str) -> str | None:
    said = words.lower().replace("thị xã", "huyện").replace("xã hội", "")
    for level, names in _LEVELS.items():
        if re.search(rf"(?<!\w)(?:{names})(?!\w)", said):
            return level
    return None


def _top(text: str) -> int | None:
    match = _TOP.find(text)
    if match is None:
        return None
    said = next(value for value in match.groupdict().values() if value)
    many = {fold(word): number for word, number in _FEW_NUMBERS.items()}
    number = int(said) if said.isdigit() else many.get(fold(said), 0)
    # "năm 2023 xã nào …" is a year; "9 phường, xã" counts all there are, which does no harm.
    if not said.isdigit() and fold(said) == "nam" and re.match(r"\s*\d{4}", text[match.end() :]):
        return None
    return number or None


def _limit(text: str) -> Limit | None:
    match = _LIMIT.find(text)
    if match is not None:
        said = next(match[name] for name in ("number", "number2", "number3") if match[name])
        relation = "<" if match["below"] else ">" if match["above"] else ">="
        rest = fold(text[match.end() :]).lstrip()
        numbers = find_numbers(said.rstrip(".,"))
        if numbers and not re.match(r"(?:xa|phuong|huyen|quy|nam|don vi|thang|ngay)(?!\w)", rest):
            rate = rest.startswith(("%", "phan tram", "diem %"))
            if re.match(r"(?:%|phan tram)?\s*(?:ho so\s*)?tro len", rest) and relation == ">":
                relation = ">="
            return Limit(relation, Decimal(repr(numbers[0].value)), rate)
    some = _SOME.find(text)
    if some is not None:
        return Limit("=" if some["none"] else ">", Decimal(0), False)
    return None
