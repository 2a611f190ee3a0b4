"""The unit that a number in running text counts: "hồ sơ", "thủ tục", "triệu đồng", "%"."""

from __future__ import annotations

import re

# Counted nouns of administrative reform; longer ones win. An unknown noun is still read as a unit (see `unit_after`).
_NOUNS = (
    """
hồ sơ thủ tục hành chính|hồ sơ tthc|hồ sơ|lượt hồ sơ|bộ hồ sơ|hs|thủ tục hành chính|thủ tục|tthc
dịch vụ công trực tuyến|dịch vụ công|dvctt|dvc|văn bản quy phạm pháp luật|vbqppl|văn bản điện tử|văn bản giấy
văn bản|kế hoạch|quyết định|công văn|chỉ thị|nghị quyết|báo cáo|thông báo|tờ trình|kết luận|nhiệm vụ
nội dung công việc|nội dung|đầu việc|chỉ tiêu|tiêu chí|mục tiêu|giải pháp|đơn vị sự nghiệp công lập
đơn vị sự nghiệp|đvsncl|đvsn|cơ quan, đơn vị|cơ quan chuyên môn|cơ quan|đơn vị|phòng chuyên môn|phòng
ban quản lý|ban|sở|tổ chức|cá nhân|trung tâm|trường|chi cục|cán bộ, công chức, viên chức|cán bộ, công chức
công chức, viên chức|công chức|viên chức|cán bộ|biên chế|lãnh đạo|giáo viên|học viên|đại biểu|người lao động
hợp đồng lao động|người dân|người|thành viên|đảng viên|cộng tác viên|lượt người truy cập|lượt truy cập
lượt người xem|lượt xem|lượt người|lượt công dân|lượt|cuộc kiểm tra|cuộc họp|cuộc gọi|cuộc|hội nghị|hội thảo
buổi đối thoại|buổi|lớp tập huấn|lớp|đợt|khóa|chuyên đề|chuyên mục|tin, bài|tin bài|tin|bài viết|bài
chuyên trang|video|clip|pano|băng rôn|tờ rơi|phóng sự|phiếu khảo sát|phiếu điều tra|phiếu|ý kiến
phản ánh, kiến nghị|phản ánh|kiến nghị|pakn|trường hợp|vụ việc|vụ|vấn đề|đơn thư|đơn|câu hỏi|chứng thư số
chữ ký số|tài khoản|hệ thống|phần mềm|máy tính|máy scan|máy|thiết bị|camera|màn hình|giao dịch|lượt giao dịch
trang thông tin điện tử|trang|nghìn tỷ đồng|triệu đồng|tỷ đồng|tỉ đồng|nghìn đồng|ngàn đồng|đồng|điểm phần trăm
điểm %|điểm|bậc|hạng|lĩnh vực|sáng kiến|mô hình|thị xã|xã|phường|thị trấn|huyện|tỉnh|khu phố|thôn|ấp|tổ dân phố
hộ kinh doanh|hộ|doanh nghiệp|hợp tác xã|ngày làm việc|ngày|giờ|phút|tuần|tháng|năm|lần|vị trí việc làm|vị trí
đồng chí|đ/c|nhân viên bưu điện|tồn tại, hạn chế|tồn tại|hạn chế|thiếu sót|khuyết điểm|sai sót|sai phạm
nhân viên bưu chính|nhân viên
danh mục|quy trình|tổ công nghệ số cộng đồng|tổ|điểm tiếp nhận|đề án|dự án|công trình
cây|ha|km|văn phòng đại diện
""".strip()
    .replace("\n", "|")
    .split("|")
)
_NOUN = re.compile(
    r"\s*(?:/\s*)?("
    + "|".join(re.escape(noun) for noun in sorted(set(_NOUNS), key=len, reverse=True))
    + r")(?:\s*\([A-ZĐ&]{2,10}\))?(?![^\W_⁰¹²³⁴⁵⁶⁷⁸⁹])",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|phần trăm)", re.IGNORECASE)
# Words that never open a unit: verbs, prepositions, conjunctions.
_NOT_UNITS = frozenset(
    """được đã đang của trong và đạt chiếm tại theo do có là với so trên để cho đến từ bị mới nay thuộc hoặc nhưng nên
    mà thì này đó các những mỗi cùng tăng giảm còn gồm bằng như khi nếu vào ra lên xuống qua sau trước đúng trễ quá
    không chưa cấp ở về bao toàn cả tiếp giải phát nộp thực hoàn trả hiện tương cao thấp vượt tổng số tỷ""".split()
)
# What is said of a thing that stands before, never the thing: "14 hết hiệu lực, 05 cần thay thế", "83 sửa đổi".
_SAID_OF = re.compile(
    r"\s*(?:công bố|sửa đổi|bổ sung|bãi bỏ|thay thế|hủy|huỷ|hết hiệu lực|cần|phải"
    r"|tự (?:bảo đảm|đảm bảo|chủ|kiểm|nguyện|lo|trang trải|cân đối|bù đắp)"
    r"|(?:bảo|đảm) (?:đảm|bảo)|chậm|sớm|trễ|trước|đúng|quá|hoàn thành|hoàn tất|xong|làm|chờ|dừng|tạm|rút|từ chối"
    r"|xử lý|giải quyết|khắc phục|chuyển|thuộc|gửi|nhận|nộp|bị|xin|vẫn|cũng|sẽ|nữa|trong|ngoài|mới|cũ|khác|nam|nữ"
    r"|khiển trách|cảnh cáo|buộc thôi việc|cách chức|giáng chức|hạ bậc|nghỉ hưu|thôi việc|nghỉ việc|trúng tuyển"
    r"|bổ nhiệm|luân chuyển|điều động|biệt phái|rất hài lòng|hài lòng|không hài lòng|bình thường|tốt|khá|trung bình"
    r"|yếu"
    r"|xuất sắc|đạt|được|đã|đang|chưa|không|cấp (?:tỉnh|huyện|xã|sở|thị xã|thành phố|quận|phường))(?![^\W_])",
    re.IGNORECASE,
)
_NOUN_FIRST = re.compile(_NOUN.pattern, re.IGNORECASE)


def counted_noun(text: str) -> bool:
    """Whether a text opens with a noun that numbers of these reports count ("văn bản giấy")."""
    return _NOUN_FIRST.match(text) is not None


_IN_BRACKETS = re.compile(r"\((?:đơn vị(?: tính)?\s*:\s*|đvt\s*:\s*)?([^()\d=]{1,25}|%)\)\s*$", re.IGNORECASE)
_BEFORE_NOUN = re.compile(r"^[\W_]*(?:tổng\s+)?(?:số\s+(?:lượng\s+)?)?", re.IGNORECASE)


def bracketed_unit(name: str) -> str | None:
    """The unit that the name of a row or column ends with in brackets ("Số phiếu thu về (phiếu)")."""
    match = _IN_BRACKETS.search(name)
    if match is None:
        return None
    unit = match[1].strip()
    whole = unit == "%" or ((noun := _NOUN_FIRST.match(unit)) is not None and noun.end() == len(unit))
    return unit if whole or unit.lower() in ("thư", "chiếc", "hộ", "lượt") else None


def named_unit(name: str) -> str | None:
    """The unit that a name states in brackets, or else the noun that it opens with ("Số hồ sơ nhận trực tiếp")."""
    if (unit := bracketed_unit(name)) is not None:
        return unit
    noun = _NOUN_FIRST.match(name, _BEFORE_NOUN.match(name).end())
    return noun.group(1).lower() if noun else None


_BEING = re.compile(
    r"\s+(?:đều\s+)?là(?=\s+(?:nghị quyết|quyết định|chỉ thị|công văn|kế hoạch|công chức|viên chức|cán bộ))"
)
# "trao 07 giải", but "12 giải quyết trước hạn".
_PRIZES = re.compile(
    r"\s+(giải(?: thưởng)?)(?!\s*(?:quyết|ngân|pháp|đáp|trình|thể|phóng|tỏa|thích|nghĩa))(?![^\W_])", re.IGNORECASE
)
_SYLLABLE = re.compile(r"\s+([^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:-[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+)*)")


def unit_after(text: str, end: int) -> tuple[str, int] | None:
    """The unit standing right after a number that ends at `end`, and where the unit ends; None when there is none.

    A noun the list does not hold is taken as a unit of at most three syllables, so that other offices' counted things
    keep their name.
    """
    percent = _PERCENT.match(text, end)
    if percent:
        return "%", percent.end()
    noun = _NOUN.match(text, end)
    if noun:
        return noun.group(1), noun.end()
    if _SAID_OF.match(text, end):
        return None
    being = _BEING.match(text, end)
    noun = _NOUN.match(text, being.end()) if being else None
    if noun:
        # "02 là nghị quyết, 03 là quyết định".
        return noun.group(1), noun.end()
    prizes = _PRIZES.match(text, end)
    if prizes:
        return prizes.group(1), prizes.end()
    syllables, position = [], end
    while len(syllables) < 3:
        match = _SYLLABLE.match(text, position)
        if not match or match.group(1).lower() in _NOT_UNITS or (syllables and match.group(1)[0].isupper()):
            break
        syllables.append(match.group(1))
        position = match.end()
    return (" ".join(syllables), position) if syllables else None
