"""Answers, figures and comparisons as files: DOCX, XLSX, CSV, the chart as PNG, the sources as a bibliography."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qa_cchc.export.errors import ExportError, MissingLibrary, NothingToWrite, TooMuch, UnknownExtension, Unwritable
from qa_cchc.export.writing import publish, see_that_writable
from qa_cchc.records import Answer
from qa_cchc.settings import Settings

__all__ = [
    "EXTENSIONS",
    "ExportError",
    "MissingLibrary",
    "NothingToWrite",
    "TooMuch",
    "UnknownExtension",
    "Unwritable",
    "content_of",
    "save",
    "see_that_possible",
]

EXTENSIONS = (".docx", ".xlsx", ".csv", ".png", ".bib", ".json")


def see_that_possible(path: Path) -> None:
    """Raises UnknownExtension or Unwritable before anything is worked out for a file that cannot be written."""
    if path.suffix.lower() not in EXTENSIONS:
        raise UnknownExtension(path, EXTENSIONS)
    see_that_writable(path)


def save(answer: Answer, path: Path | str, settings: Settings | None = None, made: date | None = None) -> Path:
    """Writes an answer (its comparison, its figures) to a file in the format that the extension names.

    The file is written whole or not at all. Raises ExportError. Returns the path.
    """
    path = Path(path)
    see_that_possible(path)
    publish(path, content_of(answer, path.suffix.lower(), settings, made))
    return path


def content_of(
    answer: Answer, extension: str, settings: Settings | None = None, made: date | None = None
) -> bytes:
    """What `save` writes: ".docx", ".xlsx", ".csv", ".png" (the chart), ".bib" (BibTeX) or ".json" (CSL-JSON).

    `made` is the day it is made on, today when left out. Raises ExportError.
    """
    settings = settings or Settings()
    if extension == ".docx":
        from qa_cchc.export.memo import memo_bytes

        return memo_bytes(answer, settings, made)
    if extension == ".xlsx":
        from qa_cchc.export.workbook import workbook_bytes

        return workbook_bytes(answer, made)
    if extension == ".csv":
        from qa_cchc.export.csv_file import csv_bytes
        from qa_cchc.export.tables import main_table

        table = main_table(answer)
        if not table.rows:
            said = " ".join(["Không có số liệu hay đoạn trích nào để ghi ra tệp CSV.", *answer.answer.split()])
            raise NothingToWrite(said)
        return csv_bytes(table, settings.csv_separator)
    if extension == ".png":
        from qa_cchc.export.charts import chart_of, picture_of
        from qa_cchc.export.grid import grid_of

        chart = chart_of(grid_of(answer)) if answer.comparison is not None else None
        if chart is None:
            raise NothingToWrite("Không có bảng so sánh nào đủ hai con số cùng đơn vị để vẽ biểu đồ.")
        return picture_of(chart)
    if extension in (".bib", ".json"):
        from qa_cchc.asking.citing import bibtex, csl_json

        if not answer.citations:
            raise NothingToWrite("Không có nguồn nào để ghi ra danh mục tài liệu tham khảo.")
        write = bibtex if extension == ".bib" else csl_json
        return (write(answer.citations, settings.agency_names) + "\n").encode("utf-8")
    raise UnknownExtension(Path(f"*{extension}"), EXTENSIONS)
