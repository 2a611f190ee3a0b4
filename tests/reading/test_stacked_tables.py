"""Tables whose cells stand one below the other in a text file."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_cchc.reading.report import read_report
from qa_cchc.records import Report

FILES = """Hồ sơ trong kỳ như sau:

Nội dung
Số hồ sơ
Tỷ lệ
Tổng tiếp nhận
9.450

- Trực tuyến
6.020
64,7%
Đã giải quyết
9.286
100%
Đang giải quyết
164

Hồ sơ trễ hẹn chủ yếu là đất đai.
"""
UNITS = "STT\nĐơn vị\nTiếp nhận\nQuá hạn\n1\nXã Tân Hòa\n120\n0\n2\nXã Tân Lập\n98\n\n\nTổng cộng\n218\n0\n\nHết."


def read(folder: Path, words: str) -> Report:
    head = "UBND XÃ NẬM SANG\nSố: 12/BC-UBND\nBÁO CÁO\nCông tác cải cách hành chính quý I năm 2024\n\nI. KẾT QUẢ\n\n"
    (folder / "bc.txt").write_text(head + words, encoding="utf-8")
    return read_report(folder / "bc.txt", folder)


def test_an_empty_line_is_an_empty_cell(tmp_path: Path) -> None:
    report = read(tmp_path, FILES)
    (table,) = report.tables
    assert table.columns == (("Nội dung",), ("Số hồ sơ",), ("Tỷ lệ",))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Tổng tiếp nhận", "9.450", ""], ["- Trực tuyến", "6.020", "64,7%"], ["Đã giải quyết", "9.286", "100%"],
        ["Đang giải quyết", "164", ""],
    ]  # fmt: skip
    assert table.caption == "Hồ sơ trong kỳ như sau:" and table.rows[1][1].line == 17
    assert report.sections[-1].paragraphs[-1].text.value == "Hồ sơ trễ hẹn chủ yếu là đất đai."


def test_rows_with_numbers_and_a_total_without(tmp_path: Path) -> None:
    (table,) = read(tmp_path, UNITS).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "Xã Tân Hòa", "120", "0"], ["2", "Xã Tân Lập", "98", ""], ["", "Tổng cộng", "218", "0"],
    ]  # fmt: skip


@pytest.mark.parametrize("words", [
    "Nội dung\nKết quả\nĐã ban hành văn bản\nĐã kiểm tra các xã\nĐã tập huấn\nĐã khảo sát",
    "Nội dung\nSố hồ sơ\nTiếp nhận\n120\nGiải quyết\n118",
    "Nội dung:\nSố hồ sơ\nTiếp nhận\n120\nGiải quyết\n118\nCòn lại\n2",
])
def test_lines_that_are_no_table_stay_text(tmp_path: Path, words: str) -> None:
    report = read(tmp_path, words)
    assert report.tables == () and report.sections[-1].paragraphs
