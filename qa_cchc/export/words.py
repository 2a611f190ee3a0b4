"""The words of records in exported files: states, origins, levels, yes and no."""

from __future__ import annotations

import re
from typing import Final

from qa_cchc.records import Figure, Finding

STATES: Final = {
    "value": "có số liệu",
    "blank": "để trống",
    "none": "ghi “Không”",
    "not_yet": "ghi “Chưa”",
    "text": "ghi bằng chữ",
    "unreadable": "không đọc được chắc chắn",
}
ORIGINS: Final = {"form": "biểu mẫu", "table": "bảng", "prose": "lời văn", "footnote": "chú thích"}
SEVERITIES: Final = {"error": "Sai", "warning": "Cần xem lại", "note": "Lưu ý"}
GAP: Final = "–"

# What XML 1.0 cannot hold, and halves of surrogate pairs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without the characters that no XML file can hold."""
    return _UNPRINTABLE.sub("", text)


def yes_no(value: bool | None) -> str:
    """ "có", "không", or nothing where it is not known."""
    return "" if value is None else "có" if value else "không"


def is_coded(figure: Figure) -> bool:
    """Whether the number is a code ("Không = 0, Có = 1"), whose text says what it means."""
    return "=" in (figure.unit or "")


def quote(text: str, most: int = 400) -> str:
    """The words of a report on one line; cells of a row parted by bars; shortened in the middle of nothing."""
    line = " | ".join(part for part in (" ".join(cell.split()) for cell in text.split("\t")) if part)
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:|") + " …"


def finding_line(finding: Finding) -> str:
    """A finding with its weight: "Cần xem lại: …"."""
    return f"{SEVERITIES[finding.severity]}: {finding.message}"
