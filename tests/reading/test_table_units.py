"""Units that stand in a line of their own between a table and its caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_cchc.reading.report import read_report

HEAD = (
    "<p>ỦY BAN NHÂN DÂN</p><p>HUYỆN ĐÔNG LA</p><p>Số: 12/BC-UBND</p><p>Đông La, ngày 10 tháng 6 năm 2024</p>"
    "<p>BÁO CÁO</p><p>Công tác cải cách hành chính 6 tháng đầu năm 2024</p><p>I. TÀI CHÍNH CÔNG</p>"
)
TABLE = (
    "<table border='1'><tr><td><b>Đơn vị</b></td><td><b>Kế hoạch vốn</b></td></tr>"
    "<tr><td>Xã Bình Sơn</td><td>120</td></tr></table>"
)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("ĐVT: 1.000 đồng", "Bảng 1. Giải ngân vốn đầu tư công (ĐVT: 1.000 đồng)"),
        ("(Đơn vị: tỷ đồng)", "Bảng 1. Giải ngân vốn đầu tư công (Đơn vị: tỷ đồng)"),
        ("Đơn vị báo cáo: UBND huyện", "Bảng 1. Giải ngân vốn đầu tư công"),
    ],
)
def test_the_unit_of_a_table_goes_with_its_caption(tmp_path: Path, line: str, caption: str) -> None:
    file = tmp_path / "bao-cao.html"
    file.write_text(
        f"<html><body>{HEAD}<p align='center'><b>Bảng 1. Giải ngân vốn đầu tư công</b></p><p>{line}</p>{TABLE}</body></html>",
        encoding="utf-8",
    )
    assert [table.caption for table in read_report(file, tmp_path).tables] == [caption]
