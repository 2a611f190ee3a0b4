"""Tables for tests, written as lines of text: headings and cells parted by "|", headings over headings by ">"."""

from __future__ import annotations

from datetime import date
from typing import cast

from qa_cchc.records import Cell, Level, Report, Section, Table
from qa_cchc.vietnamese.periods import period

PLACES = {"tỉnh": "tỉnh Sông Hương", "huyện": "thị xã Lam Khê", "xã": "phường Thạch Kiều", "sở": "tỉnh Sông Hương"}
BIEU_06 = (
    "STT|Lĩnh vực giải quyết|Số hồ sơ nhận giải quyết > Tổng số|Số hồ sơ nhận giải quyết > Trong kỳ > Trực tuyến"
    "|Số hồ sơ nhận giải quyết > Trong kỳ > Trực tiếp, dịch vụ bưu chính|Số hồ sơ nhận giải quyết > Từ kỳ trước"
    "|Số hồ sơ đã giải quyết > Tổng số|Số hồ sơ đã giải quyết > Trước hạn|Số hồ sơ đã giải quyết > Đúng hạn"
    "|Số hồ sơ đã giải quyết > Quá hạn|Số hồ sơ đang giải quyết > Tổng số|Số hồ sơ đang giải quyết > Trong hạn"
    "|Số hồ sơ đang giải quyết > Quá hạn"
)


def grid(caption: str, columns: str, *rows: str) -> Table:
    """A table on page 5 of the first section."""
    heads = tuple(tuple(text.strip() for text in path.split(">")) for path in columns.split("|"))
    cells = tuple(tuple(Cell(text.strip(), 5) for text in row.split("|")) for row in rows)
    return Table(caption, 0, heads, cells, 5)


def report(table: Table, level: str = "tỉnh", of: str = "2024-H1") -> Report:
    """A report that holds nothing but the table."""
    section = Section("II.2", ("KẾT QUẢ", "Cải cách thủ tục hành chính"), 4)
    return Report("feedc0ffee00", "a.pdf", "0" * 64, number="77/BC", date=date(2024, 6, 12), place=PLACES[level],
                  level=cast(Level, level), period=period(of), sections=(section,), tables=(table,))  # fmt: skip
