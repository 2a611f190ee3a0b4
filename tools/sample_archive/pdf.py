"""PDF out of DOCX (LibreOffice) or HTML (Chromium), with properties that say the report is invented."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pymupdf

from . import properties, web_page, word
from .document import Document

# Documents name Times New Roman; Tinos (package fonts-croscore) has its widths and every Vietnamese letter.
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>"""


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


def _run(command: list[str], folder: Path) -> None:
    fonts = folder / "fonts.conf"
    fonts.write_text(_FONTS, "utf-8")
    subprocess.run(command, check=True, capture_output=True, timeout=180, env={**os.environ, "FONTCONFIG_FILE": str(fonts)})


def _libreoffice(document: Document, folder: Path, made: Path) -> None:
    source = made.with_suffix(".docx")
    word.write(document, source)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run([_program("soffice", "libreoffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder),
          str(source)], folder)


def _chromium(document: Document, folder: Path, made: Path) -> None:
    source = made.with_suffix(".html")
    source.write_text(web_page.render(document), "utf-8")
    _run([_program("chromium", "chromium-browser", "google-chrome"), "--headless=new", "--no-sandbox", "--disable-gpu",
          f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={made}", source.as_uri()], folder)


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
        pdf.save(path, garbage=4, deflate=True, deflate_fonts=True, use_objstms=1, no_new_id=True)
