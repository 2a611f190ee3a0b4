"""Documents named in running text: every field as said, nothing invented, nothing else taken for a document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.document_numbers import issuer_of_number, kind_of_sign, number_key
from qa_cchc.vietnamese.documents import DocumentMention, find_documents


def one(text: str) -> DocumentMention:
    (found,) = find_documents(text)
    return found


def told(text: str) -> list[tuple[str | None, str | None, date | None, str | None, str | None]]:
    return [(each.kind, each.number, each.date, each.issuer, each.title) for each in find_documents(text)]


def test_a_whole_reference():
    text = (
        "Triển khai Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ quy định việc cung cấp thông tin, dịch vụ công "
        "trực tuyến; toàn huyện có 120 dịch vụ."
    )
    found = one(text)
    assert (found.kind, found.number, found.date) == ("nghị định", "42/2022/NĐ-CP", date(2022, 6, 24))
    assert found.issuer == "Chính phủ"
    assert found.title == "quy định việc cung cấp thông tin, dịch vụ công trực tuyến"
    assert text[found.start : found.end] == f"Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ {found.title}"


@pytest.mark.parametrize(("words", "number"), [
    ("Kế hoạch số 45 /KH-UBND", "45/KH-UBND"),
    ("Quyết định số 88/QĐUBND", "88/QĐUBND"),
    ("Quyết định số 09/2019/Đ-UBND", "09/2019/Đ-UBND"),
    ("Chương trình số 07-CTr/HU", "07-CTr/HU"),
    ("Nghị quyết 18-NQ/TW", "18-NQ/TW"),
    ("Quyet dinh so 12/QD-UBND", "12/QD-UBND"),
    ("Công văn 310/SNV-CCHC", "310/SNV-CCHC"),
    ("công văn số 77/ubnd-nc", "77/ubnd-nc"),
    ("Nghị quyết số 09/2023/NQ-HĐND", "09/2023/NQ-HĐND"),
    ("Nghị định 61/2018", "61/2018"),
    ("Luật số 31/2024/QH15", "31/2024/QH15"),
])  # fmt: skip
def test_numbers_as_they_are_typed(words: str, number: str):
    assert one(f"Thực hiện {words}, huyện đã rà soát 15 thủ tục.").number == number


@pytest.mark.parametrize(("words", "day"), [
    ("ngày 05/01/2024", date(2024, 1, 5)), (", ngày 05/01/2024", date(2024, 1, 5)), ("(ngày 05/01/2024)", date(2024, 1, 5)),
    ("ngày 05 tháng 01 năm 2024", date(2024, 1, 5)), ("ngày 05-01-2024", date(2024, 1, 5)),
    ("ngày 05.01.2024", date(2024, 1, 5)), ("ngày 05/01/24", date(2024, 1, 5)), ("ngày 31/02/2024", None), ("năm 2024", None),
])  # fmt: skip
def test_days(words: str, day: date | None):
    found = one(f"Quyết định số 12/QĐ-UBND {words} của UBND huyện về thành lập Tổ công tác.")
    assert (found.date, found.issuer, found.title) == (day, "UBND huyện", "về thành lập Tổ công tác")


@pytest.mark.parametrize("issuer", [
    "Thủ tướng Chính phủ", "Bộ Nội vụ", "Chủ tịch UBND tỉnh", "Ban Thường vụ Tỉnh ủy", "Sở Lao động - Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch", "UBND thành phố Hà Lam", "Hội đồng nhân dân tỉnh Đông Hà", "UBND Phường 2",
    "Bộ trưởng Bộ Tài chính", "Ban Chỉ đạo cải cách hành chính tỉnh", "Phòng Nội vụ huyện", "Văn phòng UBND tỉnh",
    "Ban Thường vụ Tỉnh ủy Đông Hà", "Ban Chấp hành Trung ương khóa XIII",
])  # fmt: skip
def test_who_issued_it(issuer: str):
    found = one(f"Thực hiện Công văn số 15/ABC-XY ngày 02/3/2024 của {issuer} về báo cáo định kỳ.")
    assert (found.issuer, found.title) == (issuer, "về báo cáo định kỳ")


def test_whose_results_are_told_is_no_issuer():
    assert one("Điểm theo Quyết định 766/QĐ-TTg của phường đạt 90,1 điểm.").issuer is None


def test_who_and_when_may_be_said_before():
    text = "Ngày 12/5/2024, Chủ tịch UBND tỉnh đã ban hành Quyết định số 940/QĐ-UBND về kiện toàn Ban Chỉ đạo."
    assert told(text) == [("quyết định", "940/QĐ-UBND", date(2024, 5, 12), "Chủ tịch UBND tỉnh", "về kiện toàn Ban Chỉ đạo")]
    assert text[find_documents(text)[0].start :].startswith("Ngày 12/5/2024")


def test_documents_under_one_word_share_what_is_said_of_all():
    assert told("Theo các Quyết định: số 71/QĐ-UBND, số 72/QĐ-UBND và 73/QĐ-UBND cùng ngày 03/4/2024 của UBND tỉnh.") == [
        ("quyết định", f"{number}/QĐ-UBND", date(2024, 4, 3), "UBND tỉnh", None) for number in (71, 72, 73)
    ]


def test_a_shared_day_is_not_given_to_a_number_of_another_year():
    first, second = find_documents("Các Nghị định số 61/2018/NĐ-CP, số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ.")
    assert (first.date, second.date) == (None, date(2021, 12, 6))
    assert first.issuer == second.issuer == "Chính phủ"


def test_a_document_within_a_title_is_named_too():
    outer, inner = find_documents(
        "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ sửa đổi một số điều của Nghị định số 61/2018/NĐ-CP "
        "ngày 23/4/2018 của Chính phủ về cơ chế một cửa, phường đã tổ chức 02 hội nghị."
    )
    assert outer.title.startswith("sửa đổi") and outer.title.endswith("về cơ chế một cửa")
    assert (inner.number, inner.title) == ("61/2018/NĐ-CP", "về cơ chế một cửa")


@pytest.mark.parametrize("rest", [
    ", UBND huyện đã ban hành 05 văn bản", "; Kế hoạch số 9/KH-UBND", ". Trong quý có 12 hồ sơ", " với 45 nhiệm vụ",
    ", đến nay hoàn thành 12/45 nhiệm vụ", " và các văn bản liên quan", ", trong đó giao 45 nhiệm vụ", "...",
    ", Sở Giáo dục và Đào tạo báo cáo như sau", " và Công văn số 12/SNV-CCHC", ", chỉ đạo các phòng chuyên môn",
    ", xác định 58 nhiệm vụ cụ thể", ", giao các phòng 24 việc",
])  # fmt: skip
def test_where_a_title_ends(rest: str):
    text = f"Kế hoạch số 3/KH-UBND ngày 05/01/2024 của UBND tỉnh về kiểm tra, giám sát công vụ năm 2024{rest}"
    assert find_documents(text)[0].title == "về kiểm tra, giám sát công vụ năm 2024"


def test_laws_by_name():
    assert told("Phổ biến Luật Tổ chức chính quyền địa phương 2015, Luật Cán bộ, công chức và Bộ luật Lao động năm 2019.") == [
        ("luật", None, None, None, "Tổ chức chính quyền địa phương"),
        ("luật", None, None, None, "Cán bộ, công chức"),
        ("bộ luật", None, None, None, "Lao động"),
    ]
    assert told("Luật Nhà ở số 27/2023/QH15 ngày 27/11/2023 của Quốc hội") == [
        ("luật", "27/2023/QH15", date(2023, 11, 27), "Quốc hội", "Nhà ở")
    ]


@pytest.mark.parametrize("text", [
    "Lập theo Biểu số 06/VPCP/KSTT và Mẫu số 02a/ABC.", "Giải quyết 103/246 hồ sơ, đạt 41,8%; 05/09 phòng; 12/12 xã.",
    "Đã ban hành 15 Quyết định, 12 Kế hoạch, 05 Công văn.", "Áp dụng TCVN ISO 9001:2015 tại 12/12 UBND xã.",
    "Luật sư tư vấn 12 vụ, kỷ luật 02 người.", "Kế hoạch năm 2024 đề ra 45 nhiệm vụ; Kế hoạch 2025 có 50 nhiệm vụ.",
    "Điện thoại 0270.123.4567, số nhà 12/3B; 320 hồ sơ/ngày; 4.500 đồng/HS.", "Quyết định nâng lương cho 12 người.",
    "Giai đoạn 2021-2025, mức độ 3, 4, điểm 9,1/10.", "Phụ lục số 01/PL-BC kèm theo.",
])  # fmt: skip
def test_what_is_no_document(text: str):
    assert find_documents(text) == []


def test_one_number_in_many_spellings():
    keys = {number_key(text) for text in ("766/QĐ-TTg", "766 /QD-TTg", "0766/QĐTTg", "766/qđ-ttg", "766/QĐ–TTg")}
    assert len(keys) == 1
    assert number_key("12/2018/NĐ-CP") != number_key("1/22018/NĐ-CP") != number_key("122018/NĐ-CP")


def test_what_a_number_alone_tells():
    assert (issuer_of_number("61/2018/NĐ-CP"), issuer_of_number("766/QĐ-TTg")) == ("Chính phủ", "Thủ tướng Chính phủ")
    assert (issuer_of_number("02/2017/TT-VPCP"), issuer_of_number("5/2020/TT-BNV")) == ("Văn phòng Chính phủ", "Bộ Nội vụ")
    assert issuer_of_number("20/QĐ-UBND") is None and issuer_of_number("18-NQ/TW") is None
    assert (kind_of_sign("QĐ-UBND"), kind_of_sign("SNV-CCHC"), kind_of_sign("QH15")) == ("quyết định", "công văn", None)


_SIGNS = {
    "Quyết định": "QĐ-UBND", "Kế hoạch": "KH-UBND", "Thông báo": "TB-UBND", "Tờ trình": "TTr-SNV", "Chỉ thị": "CT-UBND",
    "Công văn": "SNV-CCHC", "Báo cáo": "BC-UBND",
}  # fmt: skip
_REFERENCE = st.tuples(
    st.sampled_from(sorted(_SIGNS)), st.integers(1, 9999), st.dates(date(2010, 1, 1), date(2026, 12, 31)),
    st.sampled_from(["", " của UBND tỉnh", " của Chủ tịch UBND huyện Lam Sơn", " của Sở Nội vụ"]),
    st.sampled_from(["", " về cải cách hành chính năm 2024", " ban hành Quy chế làm việc", " phê duyệt danh mục thủ tục, hồ sơ"]),
    st.sampled_from(["; ", ", ", " và ", ". Trong quý tiếp nhận 1.250 hồ sơ; thực hiện ", "; giải quyết 85/120 hồ sơ theo "]),
)  # fmt: skip


@given(st.lists(_REFERENCE, min_size=1, max_size=6), st.booleans())
def test_references_in_any_order_are_all_found(references, spelled: bool):
    text = "Thực hiện "
    for position, (kind, number, day, issuer, about, joint) in enumerate(references):
        written = f"{day.day:02d} tháng {day.month:02d} năm {day.year}" if spelled else f"{day.day:02d}/{day.month}/{day.year}"
        text += f"{kind} số {number:02d}/{_SIGNS[kind]} ngày {written}{issuer}{about}"
        text += joint if position < len(references) - 1 else "."
    found = find_documents(text)
    assert [(each.kind, each.number, each.date, each.issuer) for each in found] == [
        (kind.lower(), f"{number:02d}/{_SIGNS[kind]}", day, issuer.removeprefix(" của ") or None)
        for kind, number, day, issuer, _, _ in references
    ]
    assert [each.title or "" for each in found] == [about.strip() for *_, about, _ in references]
    for each in found:
        assert text[each.start : each.end].strip() == text[each.start : each.end]


@given(st.text(alphabet="Quyết định sốKH/-UBND0123456789, .ngàycủaLuật()\n", max_size=200))
def test_no_text_breaks_it(text: str):
    for each in find_documents(text):
        assert 0 <= each.start <= each.at < each.end <= len(text)
