"""CSV and TSV → blocks: laid out like a sheet, the line of the file kept for every cell."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from qa_cchc.reading.blocks import Draft, Unreadable
from qa_cchc.reading.old_encodings import read_old_text
from qa_cchc.reading.sheet.book import Sheet, SheetCell
from qa_cchc.reading.sheet.document import draft_of
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.decoding import Undecodable
from qa_cchc.vietnamese.unicode import repair

_DELIMITERS = ";\t|,"
_SAMPLE = 400
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_MOST_COLUMNS = 16_384


def read_delimited(data: bytes, settings: Settings | None = None) -> Draft:
    """The blocks of a file of delimited values. Raises Unreadable when it is no text or holds none."""
    try:
        read = read_old_text(data)
    except Undecodable as problem:
        raise Unreadable(str(problem)) from problem
    text = read.text
    stated = _STATED.match(text)
    sheet = Sheet("", 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=stated.group(1) if stated else delimiter_of(text))
    line = 0
    try:
        for number, row in enumerate(rows, start=1):
            sheet.lines[number] = line + 1
            line = rows.line_num
            for column, value in enumerate(row[:_MOST_COLUMNS], start=1):
                value = repair(value.replace("\r\n", "\n").replace("\r", "\n")).strip()
                if value and not (number == 1 and stated):
                    sheet.cells[number, column] = SheetCell(value)
    except csv.Error as problem:
        raise Unreadable(f"tệp CSV bị hỏng ở dòng {rows.line_num} ({problem})") from problem
    draft = draft_of([sheet])
    draft.sheets = ()
    draft.notes += read.notes
    draft.warnings += read.warnings
    return draft


def delimiter_of(text: str) -> str:
    """The delimiter that the most lines hold the same number of times; quoted values do not count."""
    lines = [line for line in _QUOTED.sub("", text[:1_000_000]).splitlines() if line.strip()][:_SAMPLE]
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        counts = Counter(count for line in lines if (count := line.count(delimiter)))
        if counts:
            count, agreeing = counts.most_common(1)[0]
            if agreeing * min(count, 4) > most:
                best, most = delimiter, agreeing * min(count, 4)
    return best
