"""Text of files that hold an encoding from before Unicode: what is converted, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qa_cchc.vietnamese.decoding import LABELS, decode, find_old
from qa_cchc.vietnamese.encodings import FontCoding, convert


def converted_note(labels: Iterable[str]) -> str:
    """The remark that text was converted, by the names of the encodings."""
    return f"chữ mã {', '.join(sorted(set(labels)))} đã chuyển sang Unicode."


@dataclass(frozen=True, slots=True)
class OldText:
    """The text of a file; notes and warnings are Vietnamese sentences."""

    text: str
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_old_text(data: bytes) -> OldText:
    """The text of a file in whatever encoding, lines in old encodings inside it converted. Raises Undecodable."""
    read = decode(data)
    labels = {read.encoding} if read.converted else set()
    text, found = (read.text, set()) if read.converted else _converted_lines(read.text)
    warnings = []
    if read.lost:
        lines = sorted({read.text.count("\n", 0, match.start()) + 1 for match in re.finditer("\ufffd", read.text)})
        shown = ", ".join(map(str, lines[:8])) + (", …" if len(lines) > 8 else "")
        warnings.append(f"tệp có {read.lost} ký tự bị hỏng, không đọc được (dòng {shown}).")
    notes = [converted_note(labels | found)] if labels | found else []
    return OldText(text, tuple(notes), tuple(warnings))


def _converted_lines(text: str) -> tuple[str, set[str]]:
    """The text with the lines that stand in an old encoding in Unicode, and what those encodings are called."""
    lines = text.split("\n")
    keys = find_old(lines)
    made: list[str] = []
    for line, key in zip(lines, keys, strict=True):
        opens = not made or made[-1].rstrip()[-1:] in ("", ".", "!", "?", ":", ";")
        made.append(line if key is None else convert(line, FontCoding(key), opens))
    return "\n".join(made), {LABELS[key] for key in keys if key}
