"""What a document repeats puts right what was misread once, and leaves alone what is merely rare."""

from __future__ import annotations

from qa_cchc.reading.ocr.consensus import agreed
from qa_cchc.reading.ocr.recognised import ReadCell, ReadPage, ReadTable, ReadWord

_SIDE = (0.0, 0.0, 100.0, 20.0)


def page(*texts: str) -> ReadPage:
    """A page whose table holds one text a cell."""
    cells = tuple(ReadCell(_SIDE, tuple(ReadWord(word, 0, 0, 9, 9, 12) for word in text.split())) for text in texts)
    return ReadPage((595, 842), (1, 0, 0, 0, 1, 0), (), (ReadTable(_SIDE, ((_SIDE,),), cells),), ())


def texts(pages: dict[int, ReadPage]) -> list[str]:
    held = [cell for made in pages.values() for table in made.tables for cell in table.held]
    return [" ".join(word.text for word in cell.words) for cell in held]


ROWS = [
    "Số ĐVSN tự bảo đảm chi thường xuyên và chi đầu tư",
    "Số ĐVSN tự bảo đảm một phần chi thường xuyên",
    "Số ĐVSN tự bảo đảm từ 70% - dưới 100% chi thường xuyên",
    "Số ĐVSN tự bảo đảm từ 30% - dưới 70% chi thường xuyên",
]


def test_a_word_that_other_rows_contradict() -> None:
    read = "Số ĐVSN tự bảo đảm từ 10% - dưới 30% chỉ thường xuyên"
    assert texts(agreed({1: page(*ROWS), 2: page(read)}))[-1] == read.replace("chỉ", "chi")


def test_a_slip_seen_for_sure_stays_whatever_stands_elsewhere() -> None:
    rows = [f"Bộ phận Một cửa của thị xã {name}" for name in ("tiếp nhận", "giải quyết", "trả lời", "niêm yết")]
    held = ReadCell(_SIDE, tuple(ReadWord(w, 0, 0, 9, 9, 12, sure=True) for w in "Bộ phận Một của của thị xã".split()))
    slip = ReadPage((595, 842), (1, 0, 0, 0, 1, 0), (), (ReadTable(_SIDE, ((_SIDE,),), (held,)),), ())
    assert texts(agreed({1: page(*rows), 2: slip}))[-1] == "Bộ phận Một của của thị xã"


def test_an_abbreviation_seen_with_one_letter_too_many() -> None:
    made = texts(agreed({1: page("Số ĐVSNCL thuộc tỉnh", "Số ĐVSNCL thuộc huyện", "Số ĐVSNCL thuộc xã", "Số ĐVSNCTL khác")}))
    assert made[-1] == "Số ĐVSNCL khác"


def test_abbreviations_that_are_known_differ_by_one_letter_too() -> None:
    rows = ["Số TTHC cấp tỉnh", "Số TTHC cấp huyện", "Số TTHC cấp xã", "Số TTHC khác", "Văn bản CCHC"]
    assert texts(agreed({1: page(*rows)})) == rows


def test_what_is_said_in_another_place_stays() -> None:
    rows = ["giao chỉ tiêu biên chế", "đạt chỉ tiêu đề ra", "vượt chỉ tiêu năm", "khoản chi tiêu công"]
    assert texts(agreed({1: page(*rows)})) == rows


def test_numbers_and_names_stay() -> None:
    rows = ["xã Lam Khê 41,8", "xã Lam Khê 41,8", "xã Lam Khê 41,8", "xã Lam Khế 418"]
    assert texts(agreed({1: page(*rows)})) == rows


def test_a_slip_of_the_office_is_no_misreading() -> None:
    rows = ["giao UBND tỉnh", "giao UBND huyện", "giao UBND xã", "giao UNND tỉnh"]
    assert texts(agreed({1: page(*rows)})) == rows
