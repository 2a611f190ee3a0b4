"""PDF out of DOCX (LibreOffice) or HTML (Chromium), with properties that say the report is invented."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pymupdf

from . import properties, web_page, word
from .document import Document

# Where Times New Roman is missing, LibreOffice takes Liberation Serif, which lacks Vietnamese letters, and the text of
# the PDF falls apart. Tinos (package fonts-croscore) has the same widths and every letter.
_FREE_FONTS = {"Times New Roman": "Tinos"}


class ToolMissing(RuntimeError):
    """A program of the machine that this script needs is not installed."""


def write(document: Document, path: Path) -> None:
    """Writes the report as PDF with the program its data names. Raises ToolMissing, CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.pdf"
        (_libreoffice if document.writer == "libreoffice" else _chromium)(document, Path(folder), made)
        _finish(document, made, path)


def _program(*names: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    raise ToolMissing(f"needs one of {', '.join(names)} on PATH")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _with_free_font(document: Document) -> Document:
    font = document.look.font
    return replace(document, look=replace(document.look, font=_FREE_FONTS.get(font, font)))


def _libreoffice(document: Document, folder: Path, made: Path) -> None:
    source = made.with_suffix(".docx")
    word.write(_with_free_font(document), source)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run([_program("soffice", "libreoffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder),
          str(source)])


def _chromium(document: Document, folder: Path, made: Path) -> None:
    source = made.with_suffix(".html")
    source.write_text(web_page.render(_with_free_font(document)), "utf-8")
    browser = _program("chromium", "chromium-browser", "google-chrome")
    _run([browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
          "--no-pdf-header-footer", f"--print-to-pdf={made}", source.as_uri()])


def _finish(document: Document, made: Path, path: Path) -> None:
    stamp = f"D:{document.date:%Y%m%d}090000+07'00'"
    with pymupdf.open(made) as pdf:
        pdf.set_metadata({
            "title": properties.title(document), "subject": properties.SUBJECT, "author": properties.AUTHOR,
            "keywords": f"{properties.KEYWORDS}. {properties.COMMENTS}", "creator": properties.AUTHOR,
            "producer": {"libreoffice": "LibreOffice", "chromium": "Chromium"}[document.writer],
            "creationDate": stamp, "modDate": stamp,
        })
        pdf.del_xml_metadata()
        pdf.xref_set_key(-1, "ID", "null")
        pdf.save(path, garbage=4, deflate=True, deflate_fonts=True, use_objstms=1, no_new_id=True)
