"""Forms of text files whose cells are parted by spaces, or stand one below the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_cchc.reading.report import read_report
from qa_cchc.records import Report

HEAD = (
    "UBND XÃ NẬM SANG\nSố: 12/BC-UBND\nNậm Sang, ngày 2/4/2024\nBÁO CÁO\n"
    "Công tác cải cách hành chính quý I năm 2024\n\nI. KẾT QUẢ\nTốt.\n\nBiểu mẫu 1\nCông tác chỉ đạo\n"
)
ONE_SPACE = """\
TT Nội dung ĐVT Số liệu Ghi chú
1. Số văn bản chỉ đạo đã ban hành Văn bản 12 Đạt kế hoạch
2. Kiểm tra cải cách
hành chính
2.1. Số đơn vị đã kiểm tra Cơ quan, đơn vị 5
2.2. Tỷ lệ xử lý % 98,5
3 Số người Người

Nơi nhận:
"""
ALIGNED = """\
STT   Chỉ tiêu thống kê         Đơn vị tính    Số liệu   Ghi chú
1     Số văn bản                Văn bản        12
1.1   Số văn bản cấp xã         Văn bản        4         Đạt so với
      đã ban hành                                        kế hoạch
2     Tỷ lệ                     %              100
3     Số người                  Người                    Chưa có

Nơi nhận:
"""
STACKED = """\
STT
Chỉ tiêu thống kê (Sử dụng hằng quý)
Kết quả thống kê
Ghi chú
Đơn vị tính
Số liệu
1.
Số văn bản chỉ đạo
Văn bản
12
2.
Kiểm tra
2.1.
Số đơn vị đã kiểm tra
Cơ quan, đơn vị
5
Đạt
STT
Chỉ tiêu thống kê (Sử dụng hằng quý)
Kết quả thống kê
Ghi chú
Đơn vị tính
Số liệu
2.2.
Tỷ lệ xử lý
%
3.
Số người được
đào tạo
Người
40
Nơi nhận:
"""


@pytest.fixture
def read(tmp_path: Path):
    def made(table: str) -> Report:
        path = tmp_path / "bao-cao.txt"
        path.write_text(HEAD + table, encoding="utf-8")
        return read_report(path, tmp_path)

    return made


def rows_of(report: Report) -> list[tuple[object, ...]]:
    return [(row.path, row.name, row.unit, row.value, row.note, row.line) for form in report.forms for row in form.rows]


def test_cells_parted_by_one_space(read) -> None:
    report = read(ONE_SPACE)
    assert rows_of(report) == [
        ("1", "Số văn bản chỉ đạo đã ban hành", "Văn bản", "12", "Đạt kế hoạch", 13),
        ("2", "Kiểm tra cải cách hành chính", "", None, "", 14),
        ("2.1", "Số đơn vị đã kiểm tra", "Cơ quan, đơn vị", "5", "", 16),
        ("2.2", "Tỷ lệ xử lý", "%", "98,5", "", 17),
        ("3", "Số người", "Người", "", "", 18),
    ]
    assert [(form.number, form.title) for form in report.forms] == [("1", "Công tác chỉ đạo")]


def test_cells_under_their_headings(read) -> None:
    assert rows_of(read(ALIGNED)) == [
        ("1", "Số văn bản", "Văn bản", "12", "", 13),
        ("1.1", "Số văn bản cấp xã đã ban hành", "Văn bản", "4", "Đạt so với kế hoạch", 14),
        ("2", "Tỷ lệ", "%", "100", "", 16),
        ("3", "Số người", "Người", "", "Chưa có", 17),
    ]


def test_cells_below_one_another(read) -> None:
    assert rows_of(read(STACKED)) == [
        ("1", "Số văn bản chỉ đạo", "Văn bản", "12", "", 18),
        ("2", "Kiểm tra", "", None, "", 22),
        ("2.1", "Số đơn vị đã kiểm tra", "Cơ quan, đơn vị", "5", "Đạt", 24),
        ("2.2", "Tỷ lệ xử lý", "%", "", "", 35),
        ("3", "Số người được đào tạo", "Người", "40", "", 38),
    ]


@pytest.mark.parametrize("table", [
    # A number without a unit, a value that may be the next row's code, a unit that is not known.
    ONE_SPACE.replace("2.2. Tỷ lệ xử lý % 98,5", "2.2. Tỷ lệ xử lý 98,5"),
    "STT\nChỉ tiêu\nĐơn vị tính\nSố liệu\nGhi chú\n1\nSố văn bản\nVăn bản\n2\nĐã kiểm tra\n3\nSố phiếu\nPhiếu\n4\n",
    STACKED.replace("Văn bản\n12", "Quyển\n12"),
    # The rest of a name behind the value, or a note?
    ONE_SPACE.replace("2.1. Số đơn vị đã kiểm tra Cơ quan, đơn vị 5", "2.1. Số đơn vị Cơ quan, đơn vị 5\nđã kiểm tra"),
])
def test_what_can_be_read_in_two_ways_stays_text_and_is_said(read, table: str) -> None:
    report = read(table)
    assert report.forms == ()
    assert any("biểu mẫu 1" in warning for warning in report.warnings)
