"""Numbers in turn: whose each is, what each counts, and which count before it each share restates."""

from __future__ import annotations

import pytest

from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.figures.respectively import bodies_in_turn, runs
from qa_cchc.records import Figure, Paragraph, Report, Section, Text


def read(words: str, title: str = "Kết quả giải quyết hồ sơ") -> list[Figure]:
    section = Section("II", (title,), 1, (Paragraph(Text(words)),))
    return list(prose_figures(Report("r", "r.txt", "0" * 64, place="tỉnh Vàm Trà", level="tỉnh", sections=(section,))))


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        (
            "Sở Tài nguyên và Môi trường, Sở Y tế với số hồ sơ trễ lần lượt là 41 và 8 hồ sơ.",
            ["Sở Tài nguyên và Môi trường", "Sở Y tế"],
        ),
        ("Tỷ lệ hồ sơ trực tuyến đạt lần lượt 91,2%, 80% và 64% ở sở, huyện, xã.", ["cấp sở", "cấp huyện", "cấp xã"]),
        (
            "Tỷ lệ hồ sơ trực tuyến của sở, quận, phường theo thứ tự 52,1% - 33% - 12,5%.",
            ["cấp sở", "cấp quận", "cấp phường"],
        ),
        (
            "Báo Vàm Trà, Đài Phát thanh và Truyền hình tỉnh đăng, phát lần lượt 20 và 31 tin, bài.",
            ["Báo Vàm Trà", "Đài Phát thanh và Truyền hình tỉnh"],
        ),
        ("Phường 4, Phường 5 tiếp nhận lần lượt 700; 610 hồ sơ.", ["phường 4", "phường 5"]),
    ],
)
def test_bodies_in_turn(words: str, scopes: list[str]) -> None:
    assert [figure.scope for figure in read(words)] == scopes


def test_the_pair_before_is_gone_along_with() -> None:
    figures = read("Phát 300 phiếu tại huyện và 500 phiếu ở các xã; thu về lần lượt 290 và 470 phiếu.", "Khảo sát")
    assert [figure.scope for figure in figures][1] == [figure.scope for figure in figures][3] == "các xã"


def test_shares_in_turn_restate_the_counts_before() -> None:
    figures = read("Giải quyết 500 hồ sơ, trước hạn 300, đúng hạn 190, trễ hạn 10, lần lượt chiếm 60%, 38% và 2%.")
    assert [figure.indicator_id for figure in figures[-3:]] == [
        "files_early_rate",
        "files_on_time_rate",
        "files_late_rate",
    ]


def test_what_the_last_thing_says_for_all() -> None:
    figures = read("Lượt hồ sơ nhận, trả qua bưu chính lần lượt là 350 và 420 lượt.")
    assert [figure.indicator_id for figure in figures] == ["files_received_postal", "files_returned_postal"]


def test_levels_of_service_in_turn() -> None:
    figures = read("Dịch vụ công mức độ 3 và mức độ 4 có lần lượt 210 và 95 dịch vụ.", "Dịch vụ công trực tuyến")
    assert [figure.indicator_id for figure in figures] == ["level3_services", "level4_services"]


def test_what_something_comes_to_deals_nothing_out() -> None:
    words = "Đạt 90%, tương ứng 45 hồ sơ và 20 văn bản"
    spans = [(words.index("45"), words.index(" và")), (words.index("20"), len(words))]
    assert [run.deals for run in runs(words, spans)] == [False]
    assert bodies_in_turn(words, spans) == {}
