"""CSV opens with Vietnamese letters, runs nothing, and gives back every text."""

from __future__ import annotations

import csv
import io

import made_answers
from hypothesis import example, given
from hypothesis import strategies as st

from qa_cchc.export.csv_file import csv_bytes, guarded, plain
from qa_cchc.export.tables import Column, Table, main_table

DANGEROUS = "=+-@\t\r＝＋－＠"


def read(content: bytes, separator: str = ",") -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def as_dicts(content: bytes, separator: str = ",") -> list[dict[str, str]]:
    head, *rows = read(content, separator)
    return [dict(zip(head, row, strict=True)) for row in rows]


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=("Cs",))), st.floats(allow_nan=False, allow_infinity=False)), max_size=6))
@example([("=cmd|' /C calc'!A0", -1.5), ("'=1", 0.0), ('"; x,\r\ny', 1e-7), ("\t=1+1", 2.0), ("  -3", 1.0), ("'", 3.0)])
def test_hostile_texts_and_numbers_come_back_as_they_were(rows: list[tuple[str, float]]) -> None:
    table = Table("x", (Column("Chữ", "text"), Column("Số", "number", "number")), tuple(rows))
    head, *found = read(csv_bytes(table))
    assert head == ["Chữ", "Số"]
    assert [(plain(text), float(number)) for text, number in found] == rows


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_no_field_begins_as_a_formula(text: str) -> None:
    field = guarded(text)
    assert field == text or field == f"'{text}"
    assert field.startswith("'") or not field.strip()[:1] or field.strip()[0] not in DANGEROUS


def test_a_row_holds_all_that_is_needed_to_sign_under_a_figure() -> None:
    rows = as_dicts(csv_bytes(main_table(made_answers.plain_answer())))
    first = rows[0]
    assert (first["Giá trị"], first["Đơn vị"], first["Mã kỳ"], first["Nơi"]) == ("41.8", "%", "2024-Q2", "thị xã Cẩm Giang")
    assert (first["Số báo cáo"], first["Ngày báo cáo"], first["Trang"]) == ("58/BC-UBND", "2024-06-14", "8")
    assert first["Trích dẫn"] == "Báo cáo số 58/BC-UBND ngày 14/6/2024 của UBND thị xã Cẩm Giang, mục II.6, tr. 8"
    assert first["Nguyên văn"] == "Hồ sơ trực tuyến đạt 41,8%." and first["Tệp"] == "cam-giang/quy-2.pdf"
    sheet = rows[1]
    assert (sheet["Trang"], sheet["Trang tính"], sheet["Dòng"], sheet["Mã dòng"]) == ("", "Biểu 7", "14", "6.7")
    assert (rows[2]["Số liệu từ ngày"], rows[2]["Lũy kế"]) == ("2023-12-15", "có")


def test_a_blank_cell_stays_empty_and_says_its_state() -> None:
    rows = as_dicts(csv_bytes(main_table(made_answers.plain_answer())))
    assert [(row["Giá trị"], row["Tình trạng"]) for row in rows[3:5]] == [("", "để trống"), ("", "ghi “Chưa”")]
    assert rows[4]["Chỉ tiêu"] == "'=HYPERLINK(\"http://x\")" and rows[4]["Đơn vị"] == "'+1"


def test_with_semicolons_decimals_have_a_comma() -> None:
    rows = as_dicts(csv_bytes(main_table(made_answers.plain_answer()), ";"), ";")
    assert rows[0]["Giá trị"] == "41,8" and rows[2]["Giá trị"] == "1250"


def test_a_comparison_has_one_row_a_cell_gaps_and_formulas_told() -> None:
    rows = as_dicts(csv_bytes(main_table(made_answers.compared_answer())))
    assert len(rows) == 8
    gap = next(row for row in rows if (row["Dòng"], row["Cột"]) == ("thị xã Cẩm Giang", "quý III năm 2024"))
    assert (gap["Giá trị"], gap["Như hiển thị"], gap["Tình trạng"]) == ("", "–", "kho không có báo cáo kỳ này")
    change = rows[-1]
    assert (change["Giá trị"], change["Đơn vị"], change["Cách tính"]) == ("13.25", "điểm phần trăm", "61,25 − 48 = 13,25")
    assert change["Trích dẫn"].count("31/BC-UBND") == 2, "a number worked out names both its sources"


def test_an_answer_in_sentences_gives_its_passages() -> None:
    rows = as_dicts(csv_bytes(main_table(made_answers.told_answer())))
    assert [(row["Đoạn trích"], row["Trang"]) for row in rows] == [("'=Thiếu máy quét.", "11")]
