"""Tables without vertical lines: rows and columns by where words stand, and nothing told where that does not tell."""

from __future__ import annotations

import pytest

from qa_cchc.reading.pdf.gaps import Open, take_gap_tables
from qa_cchc.reading.pdf.glyphs import Line, Word
from qa_cchc.reading.pdf.page_parts import PageParts
from qa_cchc.records import Box

SIZE, LETTER, PITCH = 12.0, 6.0, 14.0
LEFT = (90.0, 125.0, 320.0, 410.0, 470.0)
RIGHT = (115.0, 310.0, 400.0, 460.0, 530.0)
ROWS = [
    ("1.", ["Số văn bản chỉ đạo đã ban", "hành trong quý"], ["Văn bản"], "12"),
    ("1.1.", ["Số văn bản cấp xã"], ["Văn bản"], "4"),
    ("2.", ["Kiểm tra cải cách hành chính"], [], ""),
    ("2.1.", ["Số cơ quan, đơn vị đã được", "kiểm tra, theo kế hoạch của", "Ủy ban nhân dân huyện"], ["Cơ quan,", "đơn vị"], "1.205"),
    ("2.2.", ["Tỷ lệ xử lý sau kiểm tra"], ["%"], "98,5"),
]
HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Ghi chú"]


class Sheet:
    """A page whose lines are set by hand; words in one column at one height come on one line."""

    def __init__(self, number: int = 1, right: bool = False) -> None:
        self.number, self.right = number, right
        self.words: dict[float, list[Word]] = {}

    def put(self, column: int, base: float, text: str) -> None:
        width = LETTER * sum(map(len, text.split())) + 3 * text.count(" ")
        x = RIGHT[column] - width if self.right and column in (2, 3) else LEFT[column]
        for piece in text.split():
            box = Box(self.number, x, base - 10, x + LETTER * len(piece), base + 2)
            self.words.setdefault(base, []).append(Word(piece, box, SIZE, False, False))
            x = box.x1 + 3

    def row(self, top: float, cells: list[list[str]], level: float, padding: float) -> float:
        """Sets a row, its cells at the top (0), in the middle (0.5) or at the foot (1); returns where the next begins."""
        lines = max(map(len, cells))
        for column, texts in enumerate(cells):
            for number, text in enumerate(texts):
                self.put(column, top + PITCH * (number + level * (lines - len(texts))), text)
        return top + PITCH * lines + padding

    def parts(self) -> PageParts:
        lines = [Line(tuple(sorted(words, key=lambda word: word.box.x0)), base, SIZE)
                 for base, words in sorted(self.words.items())]
        return PageParts(self.number, 595, 842, lines, [], None)


def cells_of(row: tuple[str, list[str], list[str], str]) -> list[list[str]]:
    code, name, unit, value = row
    return [[code], name, unit, [value] if value else [], []]


def form(level: float, padding: float, right: bool = False, rows: list = ROWS) -> Sheet:
    sheet = Sheet(right=right)
    at = sheet.row(100, [[text] for text in HEAD], 0, padding)
    for row in rows:
        at = sheet.row(at, cells_of(row), level, padding)
    return sheet


def texts(page: PageParts, skip: int = 1) -> list[list[str]]:
    ((_, grid),) = page.grids
    return [[cell.text.value for cell in row] for row in grid.rows[skip:]]


WANTED = [[code, " ".join(name), " ".join(unit), value, ""] for code, name, unit, value in ROWS]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("padding", [0, 4])
@pytest.mark.parametrize("level", [0, 0.5, 1])
def test_rows_at_every_level(level: float, padding: float, right: bool) -> None:
    page = form(level, padding, right).parts()
    take_gap_tables(page, None)
    assert texts(page) == WANTED
    assert not page.lines


def test_a_table_goes_on_under_the_same_header() -> None:
    first, second = form(0.5, 4, rows=ROWS[:3]), Sheet(2)
    at = second.row(70, [[text] for text in HEAD], 0, 4)
    for row in ROWS[3:]:
        at = second.row(at, cells_of(row), 0.5, 4)
    page = second.parts()
    left_open = take_gap_tables(first.parts(), None)
    assert isinstance(left_open, Open)
    take_gap_tables(page, left_open)
    assert texts(page, 0) == WANTED[3:]
    assert page.grids[0][1].header_rows == 0


def test_a_number_torn_for_want_of_room_is_made_whole() -> None:
    sheet = form(0, 4, rows=[("1.", ["Số hồ sơ đã tiếp nhận", "trong kỳ báo cáo"], ["Hồ sơ"], ""), ROWS[1]])
    sheet.put(3, 118, "2.036.13")
    sheet.put(3, 132, "9")
    page = sheet.parts()
    take_gap_tables(page, None)
    assert texts(page)[0][3] == "2.036.139"


def test_two_numbers_in_one_cell_are_no_number() -> None:
    sheet = form(0, 4, rows=[("1.", ["Số hồ sơ đã tiếp nhận", "trong kỳ báo cáo"], ["Hồ sơ"], ""), ROWS[1]])
    sheet.put(3, 118, "20")
    sheet.put(3, 132, "31")
    page = sheet.parts()
    take_gap_tables(page, None)
    assert not page.grids or page.grids[0][1].rows[1][3].unreadable


def test_a_number_that_may_belong_to_either_row_is_not_told() -> None:
    rows = [("1.", ["Số hồ sơ"], ["Hồ sơ"], ""), ("2.", ["Số người"], ["Người"], ""), ("3.", ["Tỷ lệ"], ["%"], "5")]
    sheet = form(0, 0, rows=rows)
    sheet.put(3, 121, "7")  # halfway between the lines of the first two rows
    page = sheet.parts()
    take_gap_tables(page, None)
    values = [row[3] for row in texts(page)] if page.grids else []
    assert values in ([], ["", "", "5"])


def test_words_of_two_columns_that_touch_are_parted() -> None:
    page = form(0, 4).parts()
    base = next(line.base for line in page.lines if line.words[0].text == "1.1.")
    box = Box(1, 320, base - 10, 466, base + 2)
    touching = Word("Văn_bản,_các_loại4.518", box, SIZE, False, False, seams=((17, 406.0, 409.0),))
    page.lines = [
        Line((*(word for word in line.words if word.box.x0 < 315), touching), base, SIZE) if line.base == base else line
        for line in page.lines
    ]
    take_gap_tables(page, None)
    assert texts(page)[1][2:4] == ["Văn_bản,_các_loại", "4.518"]


def test_lines_below_the_table_stay_text() -> None:
    sheet = form(0, 4)
    at = max(sheet.words) + 20
    sheet.put(0, at, "Ghi chú: số liệu tính đến hết quý, chưa gồm các đơn vị trực thuộc.")
    page = sheet.parts()
    take_gap_tables(page, None)
    assert texts(page) == WANTED
    assert [line.words[0].text for line in page.lines] == ["Ghi"]
