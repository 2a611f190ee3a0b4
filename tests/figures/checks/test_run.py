"""What the checks say of a whole report: errors that stand in it are found, what only looks like one is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_cchc.figures.checks.run import check_report
from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.records import Finding

HEAD = """ỦY BAN NHÂN DÂN
THỊ XÃ LAM KHÊ

Số: 12/BC-UBND
Lam Khê, ngày 05 tháng 4 năm 2023

BÁO CÁO
Công tác cải cách hành chính quý I năm 2023

II. KẾT QUẢ

2. Cải cách thủ tục hành chính

"""


def findings(folder: Path, body: str, head: str = HEAD) -> list[Finding]:
    file = folder / "bao-cao.txt"
    file.write_text(head + body, encoding="utf-8")
    report = read_report(file, folder)
    return list(check_report(report, extract_figures(report)))


def said(found: list[Finding]) -> set[tuple[str, str, str]]:
    return {(one.kind, one.stated, one.expected) for one in found}


@pytest.mark.parametrize(
    "sentence",
    [
        # rounded, cut off, and made to add up to a hundred
        "Bộ phận Một cửa đã giải quyết 220 hồ sơ (trước hạn 115 hồ sơ đạt 52,2%, đúng hạn 104 hồ sơ đạt 47,3%, trễ hạn "
        "01 hồ sơ 0,5%).",
        "Số hồ sơ trực tuyến là 103/246 hồ sơ, đạt 41,8%.",
        "Tỷ lệ đúng hạn đạt 99,5% (219/220 hồ sơ).",
        # parts that need not be all
        "Tiếp nhận 246 hồ sơ, trong đó có 103 hồ sơ trực tuyến.",
        # two ways of dividing one whole
        "Tiếp nhận 246 hồ sơ, trong đó trực tuyến 103 hồ sơ, trực tiếp 143 hồ sơ; trước hạn 200 hồ sơ.",
        "Đã cấp 162 chứng thư số, trong đó 31 tổ chức, 131 cá nhân.",
        "Giao 53 chỉ tiêu (giáo viên Mầm non: 12 chỉ tiêu; giáo viên Tiểu học: 34 chỉ tiêu; giáo viên Trung học cơ sở: "
        "04 chỉ tiêu; nhân viên kế toán: 03 chỉ tiêu).",
        # a rate of a whole that is named elsewhere in the sentence
        "Trong 742 hồ sơ tiếp nhận mới có 575 hồ sơ nộp trực tuyến (toàn trình 214, một phần 361), đạt 77,5%.",
        # aims are no results
        "Phấn đấu năm 2023 tỷ lệ hồ sơ trực tuyến đạt 80%. Tỷ lệ hồ sơ trực tuyến quý I là 41,8%.",
    ],
)
def test_what_only_looks_wrong_is_left_alone(tmp_path: Path, sentence: str) -> None:
    assert findings(tmp_path, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "stated", "expected"),
    [
        ("Bộ phận Một cửa đã giải quyết 449 hồ sơ, trong đó trước hạn 270 hồ sơ, đạt 60,13%; đúng hạn 179 hồ sơ, đạt "
         "41,9%.", "ratio", "41,9%", "39,87"),
        ("Số hồ sơ trực tuyến là 103/246 hồ sơ, đạt 51,8%.", "ratio", "51,8%", "41,87"),
        ("Phát hành 1.402 văn bản, trong đó 1.390 văn bản điện tử có ký số, 21 văn bản giấy.", "sum", "1.402", "1.411"),
        ("Tổng số văn bản đã phát hành 982 văn bản, trong đó: văn bản điện tử 963 văn bản, văn bản giấy 18 văn bản.",
         "sum", "982", "981"),
        ("Giao 53 chỉ tiêu (giáo viên Mầm non: 12 chỉ tiêu; giáo viên Tiểu học: 35 chỉ tiêu; nhân viên kế toán: 03 chỉ "
         "tiêu).", "sum", "53", "50"),
    ],
)  # fmt: skip
def test_wrong_arithmetic_is_found(tmp_path: Path, sentence: str, kind: str, stated: str, expected: str) -> None:
    found = findings(tmp_path, sentence)
    assert said(found) == {(kind, stated, expected)}
    assert found[0].severity == "error"
    assert stated.rstrip("%") in found[0].message and expected in found[0].message
    assert found[0].quotes[0][2] in sentence and found[0].figures


FORM = """
Phụ lục

Biểu mẫu 6
Cải cách tài chính công

STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú
1.\tTỷ lệ thực hiện Kế hoạch giải ngân vốn đầu tư công\t%\t{rate}\t
1.1.\tKế hoạch được giao\tTriệu đồng\t{plan}\t
1.2.\tĐã thực hiện\tTriệu đồng\t17.991\t
"""


def test_form_rows_are_held_against_each_other_and_against_prose(tmp_path: Path) -> None:
    right = "Kế hoạch vốn đầu tư công được giao 132.928 triệu đồng.\n" + FORM.format(rate="13,5", plan="132.928")
    assert findings(tmp_path, right) == []
    same_amount = "Kế hoạch vốn đầu tư công được giao 132,9 tỷ đồng.\n" + FORM.format(rate="13,53", plan="132.928")
    assert findings(tmp_path, same_amount) == []
    wrong_rate = findings(tmp_path, FORM.format(rate="31,5", plan="132.928"))
    assert said(wrong_rate) == {("ratio", "31,5", "13,53")}
    other_unit = "Kế hoạch vốn đầu tư công được giao 132.928.000 đồng.\n" + FORM.format(rate="13,5", plan="132.928")
    (found,) = findings(tmp_path, other_unit)
    assert found.kind == "unit" and {found.stated, found.expected} == {"132.928", "132.928.000 đồng"}
    assert "đơn vị tính" in found.message and len(found.quotes) == 2


def test_errors_of_the_real_report_are_found_and_its_sound_sums_are_not_doubted(seed_report_path: Path) -> None:
    report = read_report(seed_report_path, seed_report_path.parent)
    found = check_report(report, extract_figures(report))
    told = said(list(found))
    assert ("sum", "982", "981") in told
    assert ("unit", "132.928", "132.928.000 đồng") in told
    assert any(one.kind == "conflict" and {one.stated, one.expected} == {"20%", "19,44%"} for one in found)
    assert ("sum", "246", "2.256") in told
    assert ("sum", "2.401", "29.004") in told
    assert any(one.kind == "sum" and one.expected == "1.050" and one.stated.startswith("103") for one in found)
    units = next(one for one in found if one.kind == "conflict" and {one.stated, one.expected} == {"25", "26"})
    assert len(units.quotes) >= 3
    stated = {one.stated.rstrip("%") for one in found}
    sound = {"99,5", "220", "2.401 hồ sơ", "28", "40", "53", "43", "64", "162", "2.373", "301", "156", "43,75", "13,5"}
    assert not stated & sound
    assert len(found) <= 9
