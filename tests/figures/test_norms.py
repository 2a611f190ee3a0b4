"""Numbers that are no figures: whatever stands around them, documents, dates, laws, limits and plans give none."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.records import Figure, Paragraph, Report, Section, Spot, Text
from qa_cchc.vietnamese.periods import period

REPORT = Report("abc", "bao-cao.txt", "0" * 64, place="huyện Sông Trầu", level="huyện", period=period("2024-Q3"))


def read(words: str, *titles: str) -> list[Figure]:
    body = Text(words, (Spot(0, len(words), 1, 1),))
    section = Section("II.2", titles or ("KẾT QUẢ", "Thủ tục hành chính"), 1, (Paragraph(body),))
    return list(prose_figures(dataclasses.replace(REPORT, sections=(section,))))


@pytest.mark.parametrize(
    "words",
    [
        "Hồ sơ được trả trong 05 ngày làm việc, thời hạn 10 ngày.",
        "Các đơn vị ở mức từ 30% đến dưới 70%.",
        "Trụ sở đặt tại số 15 đường Nguyễn Trãi; số 02 Trần Phú; tổng đài 1022; điện thoại 0296.3555.777.",
        "Họp trực tuyến 3 cấp; hệ thống thông tin cấp độ 2.",
        "Bộ chỉ số 766 và Đề án 06; phần mềm iGate 2.0.",
        "Dự kiến kinh phí năm sau 2,3 tỷ đồng.",
        "Thời gian tới, phấn đấu trên 90% hồ sơ nộp trực tuyến.",
        "Họp giao ban 02 lần/tháng; mức thu 10.000 đồng/hồ sơ; mở cửa từ 7 giờ, đến 17 giờ ngày 14/9/2024.",
    ],
)
def test_limits_bounds_addresses_and_hopes(words: str) -> None:
    assert read(words) == []


def test_the_year_of_an_index_is_no_score() -> None:
    assert [f.text for f in read("PAR INDEX 2023: 89,14 điểm, hạng 12; SIPAS 2023: 84,05%.")] == ["89,14", "12", "84,05%"]


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ IV", 0),
        ("NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI", 0),
        ("Nhiệm vụ quý IV năm 2024", 0),
        ("Nhiệm vụ được UBND tỉnh giao", 1),
        ("Kết quả thực hiện nhiệm vụ năm 2024", 1),
        ("Kế hoạch cải cách hành chính", 1),
    ],
)
def test_plans_give_no_results(title: str, count: int) -> None:
    assert len(read("Hoàn thành 28 nhiệm vụ.", title)) == count


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("Sở không có văn bản trái luật phải xử lý.", ["không có"]),
        ("Cấp huyện ban hành 22 VBQPPL; cấp xã không phát sinh.", ["22", "không phát sinh"]),
        ("Huyện không tiếp nhận phản ánh, kiến nghị nào.", ["không tiếp nhận"]),
        ("UBND xã không ban hành văn bản quy phạm pháp luật.", ["không ban hành"]),
        ("Bộ phận Một cửa không tiếp nhận hồ sơ giấy.", []),
        ("Chưa có văn bản hướng dẫn của cấp trên.", []),
    ],
)
def test_openly_nothing(words: str, texts: list[str]) -> None:
    assert [f.text for f in read(words)] == texts


_kinds = st.sampled_from(["Kế hoạch", "Quyết định", "Nghị quyết", "Công văn", "Thông báo", "Chỉ thị"])
_tails = st.sampled_from(["KH-UBND", "QĐ-UBND", "NQ-CP", "NQ/TW", "UBND-NC", "CT-TTg", "QĐ-TTg"])
_number = st.integers(1, 4999)
_dates = st.builds(
    "{:02d}/{}/{}".format, st.integers(1, 28), st.sampled_from(["01", "3", "9", "12"]), st.integers(2015, 2025)
)
_documents = st.one_of(
    st.builds("{} số {}/{}".format, _kinds, _number, _tails),
    st.builds("{} số {}/{} ngày {}".format, _kinds, _number, _tails, _dates),
    st.builds("Nghị định số {}/{}/NĐ-CP".format, st.integers(1, 200), st.integers(2005, 2025)),
    st.builds("Điều {} Luật số {}/2015/QH13".format, st.integers(1, 90), st.integers(1, 99)),
    st.builds("khoản {} Điều {} Thông tư số 0{}/2018/TT-VPCP".format, st.integers(1, 9), st.integers(1, 60), st.integers(1, 9)),
    st.builds("ngày {}".format, _dates),
    st.builds("giai đoạn {}-{}".format, st.integers(2011, 2021), st.integers(2025, 2030)),
)
_sentences = st.sampled_from(
    [
        ("Thực hiện {doc}, huyện đã rà soát {n} thủ tục.", 1),
        ("Bộ phận Một cửa huyện tiếp nhận {n} hồ sơ theo {doc}.", 1),
        ("Cấp xã ({doc}) giải quyết {n} hồ sơ, đạt 95,5%.", 2),
        ("{doc} có hiệu lực; đã kiểm tra {n} xã, thị trấn.", 1),
        ("Đã ban hành {n} văn bản (trong đó có {doc}).", 1),
        ("Căn cứ {doc} và ý kiến của Sở Nội vụ, UBND huyện triển khai thực hiện.", 0),
    ]
)


@settings(max_examples=150, deadline=None)
@given(_sentences, _documents, st.integers(2, 997))
def test_documents_dates_and_laws_give_no_figure(sentence: tuple[str, int], document: str, count: int) -> None:
    pattern, expected = sentence
    words = pattern.format(doc=document, n=f"{count:02d}")
    figures = read(words)
    assert len(figures) == expected, [(f.text, f.quote) for f in figures]
    if expected:
        assert figures[0].value == count


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["tiếp nhận", "đã giải quyết", "trễ hạn", "đạt", "cấp xã", "Công an huyện:", "trong đó", "(", ");", "và"]),
            st.sampled_from(["12", "1.250", "41,8%", "07/36", "10,18 ngàn", "gần 8.500", "không có"]),
            st.sampled_from([" hồ sơ", " thủ tục", "", " hồ sơ¹", " triệu đồng", " xã, phường"]),
            st.sampled_from([", ", "; ", ". ", " và ", ": "]),
        ),
        max_size=8,
    )
)
def test_marks_point_at_the_printed_number(parts: list[tuple[str, str, str, str]]) -> None:
    words = "".join(f"{before} {number}{unit}{after}" for before, number, unit, after in parts)
    for figure in read(words):
        assert figure.quote in words
        assert figure.text in figure.quote[slice(*figure.mark)]
        digits = [character for character in figure.text if character.isdigit()]
        assert digits or figure.value == 0
