"""Recognised tables as rows and columns of figures."""

from __future__ import annotations

from qa_cchc.reading.ocr.series import square_of, suspects
from qa_cchc.reading.pdf.rulings import Lattice


def doubted(*rows: tuple[str, ...]) -> set[str]:
    """The texts of a table that are doubted."""
    cells = tuple(
        tuple((float(x), float(y), float(x + 1), float(y + 1)) for x in range(len(row))) for y, row in enumerate(rows)
    )
    texts = [text for row in rows for text in row]
    rects = [rect for row in cells for rect in row]
    lattice = Lattice((0.0, 0.0, float(len(rows[0])), float(len(rows))), cells)
    read = {rect: (index, text) for index, (rect, text) in enumerate(zip(rects, texts, strict=True)) if text}
    return {texts[index] for index in suspects(square_of(lattice, read))}


def test_a_form_with_its_head_and_one_carried_over_without() -> None:
    head = ("STT", "Chỉ tiêu thống kê", "Đơn vị tính", "Số liệu", "Ghi chú")
    rows = (
        ("1.", "Tỷ lệ hồ sơ trực tuyến", "%", "418", ""),
        ("1.1.", "Tổng số hồ sơ", "Hồ sơ", "246", "của quý này"),
        ("1.2.", "Số hồ sơ trực tuyến", "Hồ sơ", "103", ""),
        ("2.", "Tỷ lệ giải quyết đúng hạn", "%", "100", ""),
    )
    assert doubted(head, *rows) == {"418"}
    assert doubted(*rows) == {"418"}


def test_the_first_column_is_no_figure() -> None:
    rows = (("STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"), ("1", "Tỷ lệ đạt", "%", "90"), ("2", "Số hồ sơ", "Hồ sơ", "7"))
    assert doubted(*rows) == set()


def test_columns_of_rates_are_held_against_the_counts_of_their_row() -> None:
    head = ("TT", "Đơn vị", "Tổng số", "Đúng hạn", "Tỷ lệ (%)")
    rows = [
        ("1", "Phường Một", "200", "150", "75"),
        ("2", "Phường Hai", "80", "60", "75,0"),
        ("3", "Phường Ba", "120", "90", "75"),
        ("4", "Xã Tư", "40", "39", "97,5"),
    ]
    assert doubted(head, *rows) == set()
    assert "925" in doubted(head, *rows[:3], ("4", "Xã Tư", "40", "37", "925"))
    assert "91,5" in doubted(head, *rows[:3], ("4", "Xã Tư", "40", "39", "91,5"))


def test_a_column_and_its_total() -> None:
    head = ("TT", "Đơn vị", "Tiếp nhận", "Giải quyết")
    rows = [("1", "Phường Một", "200", "150"), ("2", "Phường Hai", "80", "60"), ("3", "Xã Ba", "25", "20")]
    assert doubted(head, *rows, ("", "Tổng cộng", "305", "230")) == set()
    assert doubted(head, *rows, ("", "Tổng cộng", "305", "280")) >= {"280"}
    assert doubted(head, *rows, ("", "Xã Tư", "306", "280")) == set()


def test_a_merged_cell_counts_once() -> None:
    wide = (0.0, 0.0, 2.0, 1.0)
    lattice = Lattice((0.0, 0.0, 2.0, 1.0), ((wide, wide),))
    assert square_of(lattice, {wide: (4, "7")}).cells == ((4, None),)
