"""What kind of file an original is, told by its first bytes: how it is sent, and whether its pages can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PLAIN = "text/plain; charset=utf-8"
_DOWNLOADS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".rtf": "application/rtf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_SHOWN = {".txt", ".md", ".markdown", ".csv", ".tsv"}
_PICTURES = (
    (b"\x89PNG\r\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpeg", "image/jpeg"),
    (b"II*\0", "tiff", "image/tiff"),
    (b"MM\0*", "tiff", "image/tiff"),
    (b"BM", "bmp", "image/bmp"),
)
# Browsers do not show these.
_UNSHOWN = {"tiff", "bmp"}
_ANYTHING = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Kind:
    """`drawn` is PyMuPDF's name of the type when pages can be drawn, else None; `inline` whether a browser may show
    it."""

    media_type: str
    drawn: str | None
    inline: bool


def kind_of(file: Path) -> Kind:
    """The kind of a file. Raises OSError when it cannot be opened."""
    state = file.stat()
    return _kind(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=512)
def _kind(file: Path, _mtime: int, _size: int) -> Kind:
    with file.open("rb") as opened:
        start = opened.read(1024)
    if b"%PDF-" in start:
        return Kind("application/pdf", "pdf", True)
    for magic, drawn, media_type in _PICTURES:
        if start.startswith(magic):
            return Kind(media_type, drawn, drawn not in _UNSHOWN)
    suffix = file.suffix.lower()
    if suffix in _SHOWN and b"\0" not in start:
        return Kind(PLAIN, None, True)
    return Kind(_DOWNLOADS.get(suffix, _ANYTHING), None, False)
