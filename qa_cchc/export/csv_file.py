"""A table as CSV that spreadsheets open with Vietnamese letters and without running anything that stands in it.

UTF-8 with a byte order mark, CRLF, quotes doubled. A text that a spreadsheet would take for a formula gets an
apostrophe before it, as does one that begins with an apostrophe, so that taking one away gives back the text (`plain`).
"""

from __future__ import annotations

import csv
import io
from datetime import date

from qa_cchc.export.tables import Table, Value

# Also in their full width forms, which some spreadsheets take for the same signs.
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_BLANKS = " \t\r\n\v\f\x00\u00a0\ufeff"


def csv_bytes(table: Table, separator: str = ",") -> bytes:
    """The table with a heading line. Numbers have a decimal point, a comma where the separator is a semicolon."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(guarded(column.heading) for column in table.columns)
    writer.writerows([_field(value, separator) for value in row] for row in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def guarded(text: str) -> str:
    """The text as a spreadsheet takes it for text."""
    if text[:1] in ("\t", "\r", "\n") or text.lstrip(_BLANKS).startswith(_STARTS):
        return f"'{text}"
    return text


def plain(field: str) -> str:
    """The text that `guarded` made a field of."""
    return field.removeprefix("'")


def _field(value: Value, separator: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    number = repr(value)
    return number.replace(".", ",") if separator == ";" else number
