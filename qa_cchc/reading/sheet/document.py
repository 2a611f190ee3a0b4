"""XLSX and delimited text → blocks: what the visible sheets show, table by table, with sheet and row of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qa_cchc.reading.blocks import Block, Draft, Grid, Para, Unreadable
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.markers import find_marker
from qa_cchc.reading.old_encodings import converted_note
from qa_cchc.reading.package import Package
from qa_cchc.reading.progress import alive
from qa_cchc.reading.sheet.book import Sheet, letters_of, read_book
from qa_cchc.reading.sheet.codes import Repairs, repair_grid
from qa_cchc.reading.sheet.layout import Layout
from qa_cchc.reading.sheet.texts import follow_english
from qa_cchc.reading.sheet.view import View
from qa_cchc.reading.spans import split_lines, squeeze, text_at
from qa_cchc.settings import Settings

_SHORT_CAPTION = re.compile(r"(?:BM|BIEU|BIỂU)[\s_.-]*0*(\d{1,2})\b\s*(.*)", re.IGNORECASE)
_GENERIC = re.compile(r"(?:sheet|trang[ _]?tính|trang[ _]?tinh|table)[ _]?\d*", re.IGNORECASE)
_MOST_NAMED = 6


def read_sheets(data: bytes, settings: Settings | None = None) -> Draft:
    """The blocks of an XLSX file. `page` of a block is the sheet's number (from 1), `line` the row's.

    Raises Unreadable for a file that is none, has a password, or shows nothing.
    """
    settings = settings or Settings.load()
    sheets = read_book(Package(data, settings, "XLSX"))
    follow_english(sheets)
    return draft_of(sheets)


def draft_of(sheets: Sequence[Sheet]) -> Draft:
    """The blocks of the visible sheets, and what has to be said of the others. Raises Unreadable when none shows."""
    draft = Draft(pages=max(1, len(sheets)), paged=False, sheets=tuple(sheet.name for sheet in sheets))
    if converted := {label for sheet in sheets for label in sheet.converted}:
        draft.notes.append(converted_note(converted))
    for sheet in sheets:
        if sheet.hidden:
            if any(cell.text or cell.problem for cell in sheet.cells.values()):
                draft.notes.append(f"trang tính “{sheet.name}” bị ẩn, không đọc.")
            continue
        view = View(sheet)
        repairs = Repairs()
        blocks = [
            repair_grid(block, view, repairs) if isinstance(block, Grid) else block for block in Layout(view).blocks()
        ]
        draft.blocks += _named(sheet, _with_boxes(sheet, blocks))
        draft.notes += _notes(sheet, repairs)
        draft.warnings += _warnings(sheet, view, repairs)
        alive(f"trang tính {sheet.index}/{len(sheets)}")
    if not draft.blocks:
        raise Unreadable("tệp bảng tính không có chữ nào để đọc" + (" (mọi trang tính bị ẩn)" if draft.notes else ""))
    return draft


def _named(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """The blocks, led by the sheet's name where no caption of the sheet's own says what its table is."""
    if not blocks:
        return []
    short = _SHORT_CAPTION.fullmatch(sheet.name.strip())
    name = f"Biểu mẫu {short.group(1)} {short.group(2)}".strip() if short else sheet.name
    if not name:
        return blocks
    named = Para(text_at(name, sheet.index, 1), bold=True, centred=True)
    captioned = any(isinstance(block, Para) and read_caption(block.text.value) is not None for block in blocks)
    tables = [at for at, block in enumerate(blocks) if isinstance(block, Grid)]
    if tables[:1] == [0] or (len(tables) == 1 and not captioned and read_caption(name) is not None):
        return [named, *blocks]
    if len(tables) == 1 and not captioned and not _titled(blocks[: tables[0]]) and not _GENERIC.fullmatch(name):
        return [*blocks[: tables[0]], named, *blocks[tables[0] :]]
    return blocks


def _titled(above: Sequence[Block]) -> bool:
    """Whether a line just above a table says what it is: set off, numbered, in capitals, or leading in."""
    return any(
        isinstance(block, Para)
        and (block.bold or block.centred or block.text.value.isupper() or block.text.value.endswith(":")
             or find_marker(block.text.value) is not None)
        for block in above[-2:]
    )  # fmt: skip


def _with_boxes(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """The blocks with the texts of drawn shapes put before what stands below them, never inside a table."""
    placed = list(blocks)
    for box in sorted(sheet.boxes, key=lambda box: box.row, reverse=True):
        at = next((index for index, block in enumerate(placed) if (_line(block) or 0) >= box.row), len(placed))
        text = text_at(box.text, sheet.index, box.row)
        placed[at:at] = [Para(line) for line in map(squeeze, split_lines(text)) if line.value]
    return placed


def _line(block: Block) -> int | None:
    return block.rows[0][0].line if isinstance(block, Grid) else block.text.line()


def _notes(sheet: Sheet, repairs: Repairs) -> Iterator[str]:
    where = f"trang tính “{sheet.name}”"
    rows = sorted({row for row, column in _filled(sheet) if row in sheet.hidden_rows})
    if rows:
        yield f"{where}: {len(rows)} hàng bị ẩn, không đọc ({_some([str(row) for row in rows])})."
    columns = sorted({column for _, column in _filled(sheet) if sheet.column_hidden(column)})
    if columns:
        yield f"{where}: {len(columns)} cột bị ẩn, không đọc ({_some([letters_of(column) for column in columns])})."
    if sheet.comments:
        yield f"{where}: có ghi chú gắn vào ô {_some(sheet.comments)}, không đọc vào số liệu."
    if repairs.repaired:
        yield f"{where}: mã số bị chương trình bảng tính đổi, đã đọc lại theo thứ tự dòng: {_some(repairs.repaired)}."
    if sheet.boxes:
        yield f"{where}: có {len(sheet.boxes)} hộp chữ vẽ trên trang tính, chữ được đọc ở hàng gần nhất."


def _warnings(sheet: Sheet, view: View, repairs: Repairs) -> Iterator[str]:
    where = f"trang tính “{sheet.name}”"
    unknown: dict[str, list[str]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.problem and row not in sheet.hidden_rows and not sheet.column_hidden(column):
            stored = f" ({cell.stored})" if cell.stored else ""
            unknown.setdefault(cell.problem, []).append(f"{letters_of(column)}{row}{stored}")
    if "formula" in unknown:
        yield (
            f"{where}: ô {_some(unknown['formula'])} có công thức chưa lưu kết quả nên không đọc được số; "
            "hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại."
        )
    if "error" in unknown:
        yield f"{where}: ô {_some(unknown['error'])} báo lỗi công thức nên không đọc được số."
    if "format" in unknown:
        yield f"{where}: ô {_some(unknown['format'])} có ngày tháng ngoài phạm vi nên không đọc được."
    if repairs.doubtful:
        yield f"{where}: mã số ở ô {_some(repairs.doubtful)} có thể đã bị đổi thành ngày tháng hoặc số khác."
    if repairs.dates:
        yield (
            f"{where}: ô {_some(repairs.dates)} là ngày tháng trong cột số liệu, có thể do chương trình bảng tính tự "
            "đổi, nên không đọc thành số."
        )
    if sheet.pictures and not _filled(sheet):
        yield f"{where}: chỉ có ảnh, chữ trong ảnh chưa đọc."


def _filled(sheet: Sheet) -> list[tuple[int, int]]:
    return [place for place, cell in sheet.cells.items() if cell.text or cell.problem]


def _some(items: Sequence[str]) -> str:
    """A few of the items, and how many more there are."""
    named = ", ".join(items[:_MOST_NAMED])
    return named if len(items) <= _MOST_NAMED else f"{named} và {len(items) - _MOST_NAMED} ô khác"


