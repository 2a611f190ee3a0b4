"""What can go wrong when a file is written; each message is one Vietnamese sentence for the person who asked."""

from __future__ import annotations

from pathlib import Path


class ExportError(Exception):
    """An export that could not be made; nothing was written, an older file of that name is as it was."""


class UnknownExtension(ExportError):
    """The name of the file does not say in which format it is to be written."""

    def __init__(self, path: Path, known: tuple[str, ...]) -> None:
        said = f"có đuôi “{path.suffix}”" if path.suffix else "không có đuôi"
        formats = ", ".join(known)
        super().__init__(f"Không biết ghi tệp {path} theo dạng nào vì tên tệp {said}; hãy dùng một trong {formats}.")


class Unwritable(ExportError):
    """The place where the file should go takes no file."""


class NothingToWrite(ExportError):
    """The format asked for has no room for what there is to say."""


class TooMuch(ExportError):
    """There is more than a document for people can hold."""


class MissingLibrary(ExportError):
    """A library that only this needs is not installed."""
