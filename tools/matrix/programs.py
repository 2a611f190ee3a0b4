"""The programs of the machine that make PDFs: LibreOffice and Chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

_MOST_SECONDS = 240


class ToolMissing(RuntimeError):
    """A program that a rendering needs is not installed."""


def _program(names: tuple[str, ...]) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    raise ToolMissing(f"{' or '.join(names)} is not installed")


def to_pdf(source: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a file. Raises ToolMissing, subprocess.CalledProcessError."""
    office = _program(("soffice", "libreoffice"))
    with tempfile.TemporaryDirectory() as settings:
        profile = f"-env:UserInstallation=file://{settings}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=_MOST_SECONDS)
    return folder / f"{source.stem}.pdf"


def print_html(source: Path, target: Path) -> Path:
    """The PDF that Chromium prints of an HTML file. Raises ToolMissing, subprocess.CalledProcessError."""
    chromium = _program(("chromium", "chromium-browser", "google-chrome"))
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={target}",
        source.resolve().as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=_MOST_SECONDS)
    return target
