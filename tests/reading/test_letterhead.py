"""Numbers, datelines, kinds, agencies and signers as offices print them."""

from __future__ import annotations

from datetime import date

import pytest

from qa_cchc.reading import agency, closing
from qa_cchc.reading.blocks import Para
from qa_cchc.reading.letterhead import issued_with, read_head, stated_date
from qa_cchc.reading.spans import text_at
from qa_cchc.reading.spelled_dates import spelled_date
from qa_cchc.vietnamese.places import display, find_places


def paras(*lines: str, side: str | None = None) -> list[Para]:
    return [Para(text_at(line), side=side) for line in lines]


@pytest.mark.parametrize(("line", "number", "kind"), [
    ("Số: 45 /BC-UBND", "45/BC-UBND", "báo cáo"),
    ("Số 45/BC-SNV", "45/BC-SNV", "báo cáo"),
    ("Số:      /BC-UBND", None, "báo cáo"),
    ("Số: …/BC-UBND", None, "báo cáo"),
    ("Số: 12/KH-UBND", "12/KH-UBND", "kế hoạch"),
    ("Số: 7/TTr-STC", "7/TTr-STC", "tờ trình"),
    ("Số: 3379/QĐ-UBND", "3379/QĐ-UBND", "quyết định"),
    ("Số: 302/UBND-NC", "302/UBND-NC", "công văn"),
    ("Số: 219/BC-STN&MT", "219/BC-STN&MT", "báo cáo"),
])
def test_numbers(line: str, number: str | None, kind: str) -> None:
    head, _ = read_head(paras("UBND XÃ NẬM SANG", line, "Kính gửi: UBND huyện"))
    assert (head.number, head.kind) == (number, kind)


@pytest.mark.parametrize(("line", "issued", "year"), [
    ("Nậm Sang, ngày 03 tháng 3 năm 2023", date(2023, 3, 3), 2023),
    ("Nậm Sang, ngày 3/3/2023", date(2023, 3, 3), 2023),
    ("Nậm Sang, ngày      tháng 6 năm 2024", None, 2024),
    ("Nậm Sang, ngày … tháng … năm 2024", None, 2024),
])
def test_datelines(line: str, issued: date | None, year: int) -> None:
    head, _ = read_head(paras("UBND XÃ NẬM SANG", line, "BÁO CÁO", "Công tác cải cách hành chính"))
    assert (head.date, head.year) == (issued, year)


def test_title_ends_where_the_text_begins() -> None:
    head, rest = read_head(paras(
        "BÁO CÁO", "Kết quả công tác cải cách hành chính", "6 tháng đầu năm 2024",
        "(Số liệu tính đến ngày 14/6/2024)", "Thực hiện kế hoạch năm, xã báo cáo như sau:",
    ))
    assert head.title == "Kết quả công tác cải cách hành chính 6 tháng đầu năm 2024 (Số liệu tính đến ngày 14/6/2024)"
    assert len(rest) == 1


def test_number_and_date_from_an_appendix_and_a_digital_signature() -> None:
    caption = "(Ban hành kèm theo Báo cáo số 12/BC-UBND ngày 05/3/2024 của UBND xã Nậm Sang)"
    assert issued_with([caption]) == ("12/BC-UBND", date(2024, 3, 5))
    # A document mentioned in running text is not this one.
    assert issued_with(["Danh mục gửi sau, kèm theo Báo cáo số 9/BC-SNV ngày 01/3/2024."]) == (None, None)
    assert stated_date(["Ký bởi: Ủy ban nhân dân", "Thời gian ký: 06.03.2024 14:05:06 +07:00"]) == date(2024, 3, 6)


@pytest.mark.parametrize(("lines", "name", "level", "province"), [
    (["ỦY BAN NHÂN DÂN", "THỊ XÃ LAM KHÊ"], "UBND thị xã Lam Khê", "huyện", None),
    (["UBND TỈNH KỲ LAM", "SỞ NỘI VỤ"], "Sở Nội vụ tỉnh Kỳ Lam", "sở", "tỉnh Kỳ Lam"),
    (["UBND HUYỆN MƯỜNG KHE", "ỦY BAN NHÂN DÂN", "XÃ NẬM SANG"], "UBND xã Nậm Sang", "xã", None),
    (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"], "UBND thành phố Cần Thơ", "tỉnh", "thành phố Cần Thơ"),
    (["UBND TỈNH KỲ LAM", "THANH TRA TỈNH"], "Thanh tra tỉnh Kỳ Lam", "sở", "tỉnh Kỳ Lam"),
    (["UBND HUYỆN MƯỜNG KHE", "PHÒNG NỘI VỤ"], "Phòng Nội vụ huyện Mường Khe", "huyện", None),
    (["BỘ NỘI VỤ"], "Bộ Nội vụ", "bộ", None),
    (["UBND HUYỆN MƯỜNG KHE", "TỈNH KỲ LAM"], "UBND huyện Mường Khe", "huyện", "tỉnh Kỳ Lam"),
    (["UBND HUYỆN", "MƯỜNG KHE TỈNH", "KỲ LAM"], "UBND huyện Mường Khe", "huyện", "tỉnh Kỳ Lam"),
    (["ỦY BAN NHÂN DÂN XÃ TÂN XÃ HUYỆN", "MƯỜNG KHE"], "UBND xã Tân Xã", "xã", None),
    (["ỦY BAN NHÂN DÂN", "XÃ NẬM SANG", "HUYỆN MƯỜNG KHE", "TỈNH KỲ LAM"], "UBND xã Nậm Sang", "xã", "tỉnh Kỳ Lam"),
    (["UBND TỈNH KỲ LAM", "HUYỆN MƯỜNG KHE"], "UBND huyện Mường Khe", "huyện", "tỉnh Kỳ Lam"),
    (["UBND HUYỆN ĐÔNG KHE TỈNH ĐỒNG LAM"], "UBND huyện Đông Khe", "huyện", "tỉnh Đồng Lam"),
    (["TỈNH KỲ LAM", "UBND HUYỆN MƯỜNG KHE"], "UBND huyện Mường Khe", "huyện", "tỉnh Kỳ Lam"),
    (["PHÒNG NỘI VỤ", "HUYỆN MƯỜNG KHE TỈNH KỲ LAM"], "Phòng Nội vụ huyện Mường Khe tỉnh Kỳ Lam", "huyện", "tỉnh Kỳ Lam"),
    (["UBND THỊ XÃ LAM KHÊ", "PHƯỜNG 2"], "UBND Phường 2", "xã", None),
])
def test_agencies(lines: list[str], name: str, level: str, province: str | None) -> None:
    found = agency.from_letterhead(lines)
    assert (found.name, found.level, found.province) == (name, level, province)


def test_units_run_together_are_parted_by_their_words_of_level() -> None:
    def named(text: str) -> list[str]:
        return [display(one) for one in find_places(text)]

    assert named("UBND Huyện Mường Khe Tỉnh Kỳ Lam") == ["huyện Mường Khe", "tỉnh Kỳ Lam"]
    assert named("XÃ NẬM SANG HUYỆN MƯỜNG KHE TỈNH KỲ LAM") == ["xã Nậm Sang", "huyện Mường Khe", "tỉnh Kỳ Lam"]
    assert named("UBND xã Tân Xã đã tiếp nhận") == ["xã Tân Xã"]


def test_agency_from_what_the_report_says_of_itself() -> None:
    found = agency.from_words("", ["Thực hiện công văn, Sở Tư pháp báo cáo kết quả như sau:"], [], [], "")
    assert (found.name, found.level) == ("Sở Tư pháp", "sở")
    found = agency.from_words("Cải cách hành chính huyện Mường Khe quý I", [], ["TM. ỦY BAN NHÂN DÂN"], [], "")
    assert (found.name, found.place) == ("UBND huyện Mường Khe", "huyện Mường Khe")


def test_the_late_president_is_no_province() -> None:
    found = agency.with_province(
        agency.Agency("UBND xã Nậm Sang", "xã Nậm Sang", "xã"), [],
        ["Học tập đạo đức Hồ Chí Minh.", "Đoàn TNCS Hồ Chí Minh.", "Theo chỉ đạo của UBND tỉnh Kỳ Lam."],
    )
    assert found.province == "tỉnh Kỳ Lam"


@pytest.mark.parametrize(("text", "name"), [
    ("Cao Thị Mận", "Cao Thị Mận"), ("ThS. NGUYỄN VĂN ẤT", "Nguyễn Văn Ất"), ("Y Ngọc", "Y Ngọc"), ("(Đã ký)", None),
    ("Nơi nhận:", None), ("KT. CHỦ TỊCH", None), ("PHỤ LỤC II", None), ("Lưu: VT", None),
])
def test_person_names(text: str, name: str | None) -> None:
    assert closing.person_name(text) == name


def test_signer_is_read_from_the_right_column() -> None:
    left = paras("Nơi nhận:", "- Như trên;", "Trần Văn Nhận", side="left")
    right = paras("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)", "Lò Văn Pản", side="right")
    assert closing.find_signer(left + right) == "Lò Văn Pản"
    assert closing.find_signer(paras("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")) is None


@pytest.mark.parametrize(("text", "day"), [
    ("ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi tư", date(2024, 3, 15)),
    ("ngày hai mươi mốt tháng mười hai năm hai ngàn không trăm mười chín", date(2019, 12, 21)),
    ("Hôm nay, ngày mùng ba tháng giêng năm hai nghìn không trăm linh năm tại xã", date(2005, 1, 3)),
    ("ngày mồng một tháng tư năm hai nghìn hai mươi lăm", date(2025, 4, 1)),
    ("ngày ba mươi tháng hai năm hai nghìn hai mươi ba", None),
    ("ngày nào tháng nào năm nào", None),
])
def test_dates_in_words(text: str, day: date | None) -> None:
    found = spelled_date(text)
    assert (found[2] if found else None) == day


def test_lines_broken_in_a_narrow_column() -> None:
    left = paras("ỦY BAN NHÂN DÂN", "XÃ NẬM SANG", "Số: 102/BC-", "UBND", side="left")
    right = paras("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nậm Sang, ngày 03", "tháng 3 năm 2023", side="right")
    head, _ = read_head([*left, *right, *paras("BÁO CÁO", "Công tác cải cách hành chính quý I")])
    assert (head.number, head.date) == ("102/BC-UBND", date(2023, 3, 3))
    assert agency.from_letterhead(head.agency_lines).name == "UBND xã Nậm Sang"
