"""What tells a form's row in running text: a unit as cells hold it ("Văn bản"), and the number behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qa_cchc.records import Form

_UNITS = frozenset(
    "%|Hồ sơ|Văn bản|Thủ tục|TTHC|Người|Nhiệm vụ|Cơ quan, đơn vị|Cơ quan|Đơn vị|Cuộc|Lượt người|Lượt|Triệu đồng|"
    "Tỷ đồng|Nghìn đồng|Tổ chức|Phiếu|Vấn đề|Số lượng|Tỷ lệ|Dịch vụ|Hệ thống|PAKN|Tin, bài|VBQPPL".split("|")
)
_AMBIGUOUS = frozenset("Điểm|Lớp|Bài|Bản|Ban|Tin|Ngày|Giờ|Đồng|Năm|Quý|Tháng|Quyết định|Kế hoạch|Báo cáo".split("|"))
"""Units that stand before a number in prose too ("Điểm 2 Điều 5")."""
VALUE = r"[-–]?\d[\d.,]*%?(?=\s|$)"
"""What matches a number that stands for itself."""


def units_of(forms: Iterable[Form]) -> str:
    """What matches a unit as it stands in a cell: one of the usual ones, or of those forms."""
    own = {row.unit for form in forms for row in form.rows if row.unit[:1].isupper() and len(row.unit) < 30}
    return "|".join(map(re.escape, sorted((own | _UNITS) - _AMBIGUOUS, key=len, reverse=True)))


def valued(units: str) -> re.Pattern[str]:
    """What matches one of the units with a number behind it."""
    return re.compile(rf"(?:^|(?<=\s))(?:{units})\s+{VALUE}")


_VALUED = valued(units_of(()))


def reads_like_row(text: str) -> bool:
    """Whether a usual unit with a number behind it stands in the text."""
    return _VALUED.search(text) is not None
