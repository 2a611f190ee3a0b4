"""Labels of parts: the sector, body or kind of file that the words before a number name ("Đất đai: 40 hồ sơ").

A part is somebody's or some sector's only where its words are a name. "cảnh cáo 01", "giữ nguyên 618", "toàn trình 214"
say what was done or how, and the number stays its whole's holder's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa_cchc.figures.meanings import load_meanings
from qa_cchc.figures.scopes import Scope, find_scopes
from qa_cchc.figures.units import counted_noun
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.unicode import CAPITALS

_LONGEST = 60
# Sectors of administrative procedures as the one-stop desks list them.
_SECTORS = (
    "đất đai|địa chính|hộ tịch|chứng thực|tư pháp|tư pháp - hộ tịch|đăng ký kinh doanh|hộ kinh doanh"
    "|thành lập và hoạt động (?:của )?hộ kinh doanh|đăng ký hộ kinh doanh|doanh nghiệp|xây dựng|hoạt động xây dựng"
    "|quy hoạch|quy hoạch - kiến trúc|kiến trúc|nhà ở|công sở|bất động sản|hạ tầng kỹ thuật|vật liệu xây dựng"
    "|giao thông"
    "|giao thông vận tải|vận tải|đường bộ|đường thủy nội địa|bảo trợ xã hội|người có công|lao động"
    "|lao động - thương binh"
    " và xã hội|lao động, thương binh và xã hội|việc làm|trẻ em|phòng, chống tệ nạn xã hội|giảm nghèo|chính sách|y tế"
    "|dân số"
    "|dược|khám bệnh, chữa bệnh|an toàn thực phẩm|vệ sinh an toàn thực phẩm|giáo dục|giáo dục và đào tạo|văn bằng"
    "|văn bằng, chứng chỉ|văn hóa|văn hóa, thể thao|thể thao|thể dục thể thao|du lịch|gia đình|thư viện|quảng cáo"
    "|tôn giáo"
    "|tín ngưỡng|thi đua|thi đua[ ,–-]+khen thưởng|nội vụ|tổ chức hội|hội, quỹ|chính quyền địa phương|tài nguyên"
    "|tài nguyên nước|tài nguyên và môi trường|môi trường|khoáng sản|khí tượng thủy văn|biển đảo|đo đạc bản đồ"
    "|biến đổi khí"
    " hậu|nông nghiệp|lâm nghiệp|thủy sản|thủy lợi|chăn nuôi|thú y|trồng trọt|bảo vệ thực vật|kiểm lâm"
    "|phát triển nông thôn"
    "|nông thôn mới|công thương|lưu thông hàng hóa(?: trong nước)?|kinh doanh khí|điện|hóa chất|xúc tiến thương mại"
    "|khoa học"
    "|khoa học và công nghệ|sở hữu trí tuệ|thông tin và truyền thông|báo chí|xuất bản|bưu chính viễn thông|viễn thông"
    "|đầu tư"
    "|kế hoạch và đầu tư|đấu thầu|tài chính|giá|tài sản công|ngân sách|thuế|phí, lệ phí|kho bạc|bảo hiểm"
    "|bảo hiểm xã hội"
    "|bảo hiểm y tế|công an|cư trú|đăng ký cư trú|căn cước|xuất nhập cảnh|đăng ký xe|quân sự|dân quân tự vệ"
    "|nghĩa vụ quân"
    " sự|động viên quân đội|dân tộc|thanh tra|khiếu nại|khiếu nại, tố cáo|tố cáo|tiếp công dân|đấu giá|luật sư"
    "|công chứng"
    "|lý lịch tư pháp|hòa giải|hòa giải ở cơ sở|quốc tịch|nuôi con nuôi|phổ biến giáo dục pháp luật|trợ giúp pháp lý"
    "|bồi thường nhà nước|giám định tư pháp|giao dịch bảo đảm|khai sinh|khai tử|kết hôn|ngoại vụ|lễ hội|karaoke"
    "|gia súc"
    "|phòng cháy, chữa cháy|phòng cháy chữa cháy|trật tự xây dựng|cấp phép xây dựng|hợp tác xã|kinh tế tập thể"
    "|cây xanh|kinh"
    " doanh bất động sản|nhà ở và công sở|hải quan|ngân hàng|tiền lương|bảo hiểm thất nghiệp|đăng ký biến động"
    "|hành nghề y|hành nghề dược|hành nghề y, dược|dược phẩm|mỹ phẩm|dược - mỹ phẩm|trang thiết bị y tế"
    "|khám chữa bệnh|khám, chữa bệnh|y tế dự phòng|giám định y khoa|phòng bệnh|đào tạo|giáo dục nghề nghiệp"
    "|giáo dục mầm non|giáo dục tiểu học|giáo dục trung học|an toàn lao động|lao động nước ngoài|lao động ngoài nước"
    "|công chức, viên chức|tổ chức, biên chế|văn thư|văn thư, lưu trữ|lưu trữ|nghệ thuật|nghệ thuật biểu diễn|di sản"
    "|di sản văn hóa|điện ảnh|phát thanh truyền hình|công nghiệp|năng lượng|cụm công nghiệp|an toàn bức xạ|đo lường"
    "|tiêu chuẩn đo lường chất lượng|tần số|công nghệ thông tin|phòng, chống thiên tai|đê điều|nông thôn"
    "|trật tự an toàn giao thông|vũ khí|chữ ký, chứng thực|nuôi trồng thủy sản|đăng kiểm|khai thác"
    "|đầu tư công|quản lý công sản|công sản|doanh nghiệp nhà nước|bản đồ|viễn thám|chất thải"
)
_SECTOR = "(?:" + "|".join(sorted(_SECTORS.split("|"), key=len, reverse=True)) + ")"
_SECTOR_NAME = re.compile(rf"(?<![^\W_]){_SECTOR}(?![^\W_])", re.IGNORECASE)
_FIELD = re.compile(
    rf"(?<![^\W_])(?:lĩnh vực|mảng)\s+(?:{_SECTOR}(?:\s*(?:,|-|–|và)\s*{_SECTOR})*(?![^\W_])|khác(?![^\W_]))",
    re.IGNORECASE,
)
_NARROWED = re.compile(rf"\s(?:thuộc|trong|của|về|ở)\s+(?:các\s+)?{_FIELD.pattern}\s+(?=\w)", re.IGNORECASE)
_CALLED = re.compile(r"\W*(?:các )?(?:lĩnh vực|mảng)\s", re.IGNORECASE)
_FIELD_HEAD = re.compile(r"(?:các )?(?:lĩnh vực|mảng|ngành|khối|nhóm thủ tục|thủ tục)\s", re.IGNORECASE)
_EDGE = re.compile(
    r"^(?:[\s\-+*•–:,;.(]|(?:và|chủ yếu(?: là| thuộc| ở)?|nhất là|tập trung (?:ở|vào|tại)|trong đó(?: có)?|bao gồm"
    r"|gồm(?: có)?"
    r"|riêng|như|là|thuộc|của|tại|cụ thể|còn lại(?= lĩnh vực)|(?:kế|tiếp)(?: đến| theo| sau)?(?: là)?|sau đó(?: là)?"
    r"|(?:(?:các )?(?:lĩnh vực|mảng|nhóm) )?(?:có |phát sinh |nhận |chiếm )?(?:nhiều|đông|lớn|cao|ít|thấp)"
    r"(?: hồ sơ)? nhất(?: là| ở| thuộc)?|(?:rơi|dồn) vào|phần lớn(?: là| thuộc| ở)?"
    r"|đa số(?: là| thuộc| ở)?|đứng đầu(?: là)?|dẫn đầu(?: là)?)(?![^\W_])\s*)+|[\s\-–:,;.(]+$",
    re.IGNORECASE,
)
_LINK_BEHIND = re.compile(
    r"\s*(?<![^\W_])(?:(?:chiếm |với )?(?:quá nửa|quá bán|hơn (?:một )?nửa|gần (?:một )?nửa|phần lớn|đa số"
    r"|(?:tỷ lệ |tỉ lệ |số lượng )?(?:nhiều|cao|lớn|ít|thấp) nhất)|dẫn đầu|đứng đầu|là|có"
    r"|được|đã|gồm|thực hiện|tiếp nhận|đạt|chiếm|với|khoảng|gần|hơn|trên"
    r"|còn|hiện còn|và|đang|lần lượt)\s*$", re.IGNORECASE
)
# What a label of a part may not speak of.
_TELLING = frozenset(
    """stage timeliness measure channel online_level online_payment digitisation staffing task_state legal_step budget
    engagement index staff_event penalty procedure_step autonomy satisfaction index_group quota""".split()
)
_SAYS = 0.5
_KINDS = frozenset({"subject", "place", "desk_here"})
# A name of files opens with no verb, save where the procedure itself is named so ("cấp đổi Giấy chứng nhận").
_DOING = re.compile(
    r"(?:trên|qua|bằng|theo|trong|ngoài|về(?! (?:phía|đất|hộ|tư|xây))|đưa|đăng(?! ký)"
    r"|áp dụng|vận hành|tiến hành|triển khai"
    r"|đã|đang|được|bị|thực hiện|hoàn thành|tổ chức|ban hành|có|không|chưa|tuyển|bổ nhiệm|cử|xử lý|phê duyệt"
    r"|công nhận|hỗ trợ"
    r"|thu|chi|tăng|giảm|phát|mở|đạt|chiếm|gửi|giữ|thay thế|bãi bỏ|sửa đổi|cần|trình|giao|hiện|cũ|mới|còn|nhận|trả|từ"
    r"|đến|số"
    r"|thay|bỏ|bớt|thêm|gỡ|rút|cắt|hủy|huỷ|lược|chuẩn hóa|thời (?:gian|hạn) (?:của|giải|thực)|đổi(?! đất)|cho"
    r"|sớm|chậm|trễ|muộn|vừa|kịp|đúng|quá|dư|thiếu|thừa|dự|vắng|đến|trả lời|hẹn|chuyển(?! nhượng| mục đích| đổi mục)"
    r"|tổng|lũy kế|luỹ kế|bình quân|trung bình|cao nhất|thấp nhất|mức|nhóm|loại|quý|tháng|năm|kỳ|hồ sơ(?! (?:đăng ký"
    r"|cấp)))"
    r"(?![^\W_])",
    re.IGNORECASE,
)
# Names of places without their level ("Trường Long Hòa 3962 hs").
_PROPER = re.compile(rf"[{CAPITALS}][^\W\d_{CAPITALS}]*(?:\s+[{CAPITALS}][^\W\d_{CAPITALS}]*){{1,3}}")
# Kinds of petitions are sectors of files only; "ngân sách bảo đảm 04 đơn vị" says who pays.
_KIND = re.compile(r"(?:khiếu nại|tố cáo|kiến nghị|phản ánh|tranh chấp|đề nghị|,|và|\s)+", re.IGNORECASE)
_PROCEDURES = re.compile(r"(?:lượt |bộ )?(?:hồ sơ|hs|thủ tục|tthc)", re.IGNORECASE)
_PAID_BY = re.compile(
    r"(?:ngân sách|nhà nước|bảo hiểm)(?:\s+(?:nhà nước|địa phương|tỉnh|huyện|xã|trung ương))?\s+(?:bảo đảm|đảm bảo"
    r"|cấp|hỗ trợ"
    r"|chi|giao|bao cấp)(?![^\W_])",
    re.IGNORECASE,
)
_FILES = re.compile(r"(?:lượt |bộ )?(?:hồ sơ|hs|thủ tục|tthc|giao dịch|đơn|pakn|phản ánh|kiến nghị)", re.IGNORECASE)


@lru_cache(maxsize=2048)
def label_in(words: str, unit: str | None, part: bool) -> str | None:
    """The label that the words before a number are, None where they say what is counted.

    `unit` is what the number counts, where known; `part` says that it stands in a list of parts of a whole.
    """
    label = trimmed(words)
    if not label or len(label) > _LONGEST or not re.search(r"[^\W\d_]{2}", label):
        return None
    named = find_scopes(label, offices=True)
    if named and not re.search(r"[^\W_]", _without(label, named)):
        return label
    if find_periods(label) or _DOING.match(label):
        return None
    if _FIELD_HEAD.match(label):
        opening = label.lower().removeprefix("các ").startswith(("lĩnh vực", "mảng"))
        return label if opening or _SECTOR_NAME.search(label) else None
    called = words.rstrip().endswith(":") or _CALLED.match(words)
    if not part and not (is_sector(label) and called):
        return None
    if _KIND.fullmatch(label) and not (unit and _PROCEDURES.match(unit)):
        return None
    if _SECTOR_NAME.match(label) and not _tells(_SECTOR_NAME.sub(" ", label)) and not _PAID_BY.match(label):
        return label
    if _PROPER.fullmatch(label):
        return label
    if _tells(label) or counted_noun(label):
        return None
    return label if unit is None or _FILES.match(unit) else None


def _named_so(concept: str) -> bool:
    """Whether a concept names a kind of body or of people that a part may be ("viên chức", "trường")."""
    return load_meanings().facet_of[concept] in _KINDS


def _without(label: str, named: Sequence[Scope]) -> str:
    """What remains of a label beside the bodies that it names and the words that join them."""
    for scope in reversed(named):
        label = label[: scope.start] + " " + label[scope.end :]
    return re.sub(r"(?<![^\W_])(?:và|tại|của|thuộc|các)(?![^\W_])", " ", label)


def _tells(label: str) -> bool:
    concepts, meanings = load_concepts(), load_meanings()
    if any(concepts.facet(concept) in _TELLING for concept in concepts.ids(label)):
        return True
    # "chậm 04", "cùng cấp 47", "lý luận chính trị 638": what every number of its kind may say is no name of a part.
    return any(meanings.extra(one.concept) >= _SAYS and not _named_so(one.concept) for one in meanings.hear(label))


def trimmed(words: str) -> str:
    """The words without what merely leads to them or links them to a number."""
    previous, label = None, words.strip()
    while previous != label:
        previous = label
        label = _LINK_BEHIND.sub("", _EDGE.sub("", label)).strip()
    return label


def is_sector(text: str) -> bool:
    """Whether a text is nothing but the name of a sector."""
    return _SECTOR_NAME.fullmatch(text.strip()) is not None


def after_field(text: str, position: int) -> bool:
    """Whether "lĩnh vực …" stands right before a position."""
    return any(text[end:position].strip(" (") == "" for _, end in find_fields(text[:position])[-1:])


def find_fields(text: str) -> list[tuple[int, int]]:
    """Spans of "lĩnh vực đất đai, xây dựng" in a text."""
    return [match.span() for match in _FIELD.finditer(text)]


def without_field(name: str) -> str:
    """A name without the sector that it is narrowed to: "VBQPPL thuộc lĩnh vực xây dựng được rà soát" counts reviewed
    documents, and nothing built. A sector at the name's end may be all that tells the row, and stays."""
    return _NARROWED.sub(" ", name)
