"""Pages whose text layer is spoilt: wrong spaces, torn marks, old codes, letters that mean something else."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from small_pdf import Font, Piece, font_of, page_of, pdf_of
from vietnamese.old_encodings import SAMPLE, shown

from qa_cchc.reading.ocr.layers import needs_recognition
from qa_cchc.reading.pdf.document import read_pdf
from qa_cchc.reading.pdf.page import TextLayer, read_text_layer
from qa_cchc.reading.text_quality import Verdict, judge, remarks
from qa_cchc.settings import Settings

TEXT = (
    SAMPLE.replace("\ntỷ lệ", "\nTỷ lệ") + "\nĐIỀU KHOẢN THI HÀNH\nPhấn đấu đạt 100 phần trăm chỉ tiêu; Kế hoạch số 97/KH-UBND ngày 30/12/2022"
)
LINES = TEXT.split("\n")
Place = Callable[[str, float], list[Piece]]


def layer_of(place: Place, text: str = TEXT) -> TextLayer:
    font, codes = font_of(text)
    pieces = [piece for row, line in enumerate(text.split("\n")) for piece in place(line, 800 - 18 * row)]
    for piece in pieces:
        piece.codes = bytes(codes.get(one, 32) for one in piece.codes.decode("utf-32"))
    return read_text_layer(page_of(pdf_of({"F": font}, pieces)), 1)


def set_line(line: str, y: float, gap: float, letter: float = 0.0, blank: Callable[[int], bool] = lambda at: False) -> list[Piece]:
    """Letters one by one: `gap` between words, `letter` between letters, blanks of the file where `blank` says so."""
    x, made = 40.0, []
    for at, one in enumerate(line):
        if one == " ":
            x += gap
            continue
        made.append(Piece("F", one.encode("utf-32"), x, y, 8))
        x += (0.0 if unicodedata.combining(one) else 4.0) + letter
        if blank(at):
            made.append(Piece("F", " ".encode("utf-32"), x - 0.3, y, 8))
    return made


def lines_of(layer: TextLayer) -> list[str]:
    return [line.value for line in layer.parts.lines]


def test_a_good_page_stays() -> None:
    layer = layer_of(lambda line, y: set_line(line, y, 2.4))
    assert lines_of(layer) == LINES and layer.verdict == Verdict("good", 0.0, layer.verdict.words)
    assert not layer.converted


@pytest.mark.parametrize(
    "place",
    [
        lambda line, y: set_line(line, y, 1.3),
        lambda line, y: set_line(line, y, 1.0),
        lambda line, y: set_line(line, y, 0.0),
        lambda line, y: set_line(line, y, 2.4, blank=lambda at: random.Random(at * 31 + len(line)).random() < 0.2),
        lambda line, y: set_line(line, y, 0.0, blank=lambda at: line[at + 1 : at + 2] == " " and at % 5 > 1),
        lambda line, y: set_line(line, y, 3.2, letter=1.7),
    ],
    ids=["narrow gaps", "hardly any gaps", "no gaps", "blanks inside words", "blanks lost", "letters spaced out"],
)
def test_wrong_spaces_come_right(place: Place) -> None:
    layer = layer_of(place)
    assert lines_of(layer) == LINES and layer.verdict.state == "respaced"


def test_words_parted_anew_keep_their_places() -> None:
    layer = layer_of(lambda line, y: set_line(line, y, 0.0))
    line = next(line for line in layer.parts.lines if line.value == "ĐIỀU KHOẢN THI HÀNH")
    assert [(word.text, round(word.box.x0), round(word.box.x1)) for word in line.words] == [
        ("ĐIỀU", 40, 56), ("KHOẢN", 56, 76), ("THI", 76, 88), ("HÀNH", 88, 104),
    ]  # fmt: skip


@pytest.mark.parametrize("shift", [0.0, -2.0, -4.0], ids=["behind the letter", "over its middle", "at its start"])
def test_marks_printed_apart_go_back_on_their_letters(shift: float) -> None:
    text = unicodedata.normalize("NFD", "Kết quả giải quyết hồ sơ trước hạn của thị xã được cải thiện rõ rệt so với quý trước")

    def place(line: str, y: float) -> list[Piece]:
        made = set_line(line, y, 2.4)
        for piece in made:
            if unicodedata.combining(piece.codes.decode("utf-32")):
                piece.x += shift
        return made

    layer = layer_of(place, text)
    assert lines_of(layer) == [unicodedata.normalize("NFC", text)] and layer.verdict.state == "good"


def test_accents_that_take_room_are_marks_only_over_a_letter() -> None:
    text = "tài liệu ´ đúng"
    font, codes = font_of("tailieuđ´`^ng.")
    x, pieces = 40.0, []
    for letter, accents in [("t", ""), ("a", "`"), ("i", ""), (" ", ""), ("u", "´"), ("n", ""), ("g", ""), (" ", ""), ("´", ""), (" ", ""), ("e", "^")]:
        if letter != " ":
            pieces.append(Piece("F", bytes([codes[letter]]), x, 700))
            pieces += [Piece("F", bytes([codes[accent]]), x, 700) for accent in accents]
        x += 6 if letter != " " else 3
    layer = read_text_layer(page_of(pdf_of({"F": font}, pieces)), 1)
    assert lines_of(layer) == ["tài úng ´ ê"] and text


OLD = {"tcvn3": {}, "vni": {code: 0 for code in [*range(0xD8, 0xDD), *range(0xF8, 0xFD), 0xCF, 0xD5, 0xEF, 0xF5, *range(0xC0, 0xC6), *range(0xC8, 0xCC), *range(0xE0, 0xE6), *range(0xE8, 0xEC)]}}


@pytest.mark.parametrize(
    ("font", "key", "flat"),
    [("ABCDEF+.VnTime", "tcvn3", False), ("VNI-Times", "vni", True), ("VNI-Times", "vni", False), ("Times", "tcvn3", False), ("Times", "vni", True)],
)
def test_fonts_of_old_codes(font: str, key: str, flat: bool) -> None:
    widths = {32: 250, **(OLD[key] if flat else {})}
    pieces = [Piece("F", shown(line, key).encode("cp1252"), 40, 780 - 18 * row, 9) for row, line in enumerate(SAMPLE.split("\n"))]
    data = pdf_of({"F": Font(font, widths)}, pieces)
    layer = read_text_layer(page_of(data), 1)
    assert lines_of(layer) == SAMPLE.split("\n")
    assert layer.converted == {"tcvn3": {"TCVN3 (ABC)"}, "vni": {"VNI"}}[key]
    # A mark that takes room of its own is part of its letter's place.
    wide = 4.5 if key == "tcvn3" or flat else 9.0
    assert layer.parts.lines[2].words[0].box.x1 == pytest.approx(40 + 4.5 + wide + 4.5, abs=0.1)
    draft = read_pdf(data, Settings.load())
    assert any("đã chuyển sang Unicode" in note for note in draft.notes) and not draft.warnings


def test_letters_dropped_as_soft_hyphens_come_back() -> None:
    lines = ["Thủ trưởng các cơ quan tăng cường kỷ luật, kỷ cương theo chương trình như sau", "được người dân hưởng ứng, đầu tư lưu trữ"]
    pieces = [
        Piece("F", shown(line, "tcvn3").replace("\xad", "").encode("cp1252"), 40, 780 - 18 * row, 9) for row, line in enumerate(lines)
    ]
    layer = read_text_layer(page_of(pdf_of({"F": Font("Times", {32: 250})}, pieces)), 1)
    assert lines_of(layer) == lines and layer.converted == {"TCVN3 (ABC)"}


def test_capital_fonts_beside_unicode_on_one_line() -> None:
    text = "được ý kiến của ứng dụng"
    font, codes = font_of(text)
    unicode = [Piece("U", bytes(codes[one] if one != " " else 32 for one in text), 40, 700)]
    old = [Piece("F", shown("Bỏo cỏo".replace("ỏ", "á"), "tcvn3").encode("cp1252"), 300, 700)]
    layer = read_text_layer(page_of(pdf_of({"U": font, "F": Font(".VnTimeH", {32: 250})}, unicode + old)), 1)
    assert lines_of(layer) == ["được ý kiến của ứng dụng BÁO CÁO"]


@pytest.mark.parametrize(
    "garbled", [lambda one: "\ufffd", lambda one: chr(0xE000 + ord(one) % 0x400), lambda one: chr(ord(one) + 3)],
    ids=["lost", "private use", "shifted"],
)  # fmt: skip
def test_letters_that_mean_something_else_make_a_bad_page(garbled: Callable[[str], str]) -> None:
    font, codes = font_of(TEXT)
    font.unicode = {code: garbled(one) if one.isalpha() else one for code, one in (font.unicode or {}).items()}
    pieces = [Piece("F", bytes(codes[one] if one != " " else 32 for one in line), 40, 780 - 18 * row, 8) for row, line in enumerate(LINES)]
    page = page_of(pdf_of({"F": font}, pieces))
    layer = read_text_layer(page, 1)
    assert layer.verdict.state == "bad" == judge(layer.parts).state
    assert needs_recognition(page, layer)


def test_numbers_codes_and_names_are_not_held_against_a_page() -> None:
    text = "\n".join(["1.250 41,8% 07/16 102/BC-UBND TTHC BPMC ĐVSN HĐND QĐ NĐ-CP", "PAPI SIPAS DTI website email Zalo Đắk Lắk", "tiếp tục rà soát thủ tục tại Krông Búk"] * 6)
    layer = layer_of(lambda line, y: set_line(line, y, 2.4), text)
    assert layer.verdict.state == "good" and lines_of(layer) == text.split("\n")


def test_what_is_said_of_pages() -> None:
    verdicts = {1: Verdict("good"), 2: Verdict("respaced"), 3: Verdict("bad"), 4: Verdict("bad"), 5: Verdict("respaced")}
    notes, warnings = remarks(verdicts, {3, 5})
    assert [note.split(":")[0] for note in notes] == ["trang 2", "trang 3"] and warnings[0].startswith("trang 4:")
    assert remarks({1: Verdict("good")}, ()) == ([], [])
