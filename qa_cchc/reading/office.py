"""Older and other office files (.doc, .xls, .rtf, .odt, .ods …) → DOCX or XLSX by LibreOffice, then read as such."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from functools import lru_cache
from pathlib import Path

from qa_cchc.reading.blocks import Draft, Reader, Unreadable
from qa_cchc.reading.progress import alive
from qa_cchc.settings import Settings

_SHEETS = frozenset({".xls", ".xlt", ".xlsb", ".ods", ".ots"})
_CALLED = {
    ".doc": "Word đời cũ (.doc)", ".dot": "Word đời cũ (.dot)", ".rtf": "RTF", ".odt": "OpenDocument (.odt)",
    ".ott": "OpenDocument (.ott)", ".wps": "WPS (.wps)", ".xls": "Excel đời cũ (.xls)", ".xlt": "Excel đời cũ (.xlt)",
    ".xlsb": "Excel nhị phân (.xlsb)", ".ods": "OpenDocument (.ods)", ".ots": "OpenDocument (.ots)",
    ".xml": "XML của Office 2003",
}  # fmt: skip
_MOST_SECONDS = 120
_RESTART = 81
# No macros, no active content, nothing fetched from outside, no links updated: the file is only converted.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""  # noqa: E501


def reader_by_conversion(suffix: str) -> Reader:
    """A reader of files of one kind (".doc", ".ods" …) that has LibreOffice convert them first."""

    def read(data: bytes, settings: Settings) -> Draft:
        called = _CALLED.get(suffix, suffix)
        # Office 2003 wrote one suffix for texts and workbooks.
        sheets = suffix in _SHEETS or (suffix == ".xml" and b"office:spreadsheet" in data[:4096])
        target = "xlsx" if sheets else "docx"
        made = convert(data, suffix, target, called)
        if sheets:
            from qa_cchc.reading.sheet.document import read_sheets

            draft = read_sheets(made, settings)
        else:
            from qa_cchc.reading.word.document import read_word

            draft = read_word(made, settings)
        draft.notes.insert(0, f"tệp {called} được đọc qua bản chuyển đổi sang {target.upper()} bằng LibreOffice.")
        return draft

    return read


@lru_cache(maxsize=1)
def program() -> str | None:
    """LibreOffice's own program (not its launcher, which would outlive a time limit); None when not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            inner = Path(found).resolve().with_name("soffice.bin")
            return str(inner) if inner.is_file() else found
    return None


def convert(data: bytes, suffix: str, target: str, called: str) -> bytes:
    """The file as "docx" or "xlsx". Raises Unreadable when LibreOffice is absent, fails or is too slow."""
    office = program()
    if office is None:
        raise Unreadable(
            f"tệp {called} cần LibreOffice để đọc mà máy chưa cài; hãy cài LibreOffice "
            "(Debian, Ubuntu: apt install libreoffice-writer-nogui libreoffice-calc-nogui) "
            f"hoặc lưu tệp thành {target.upper()}"
        )
    with tempfile.TemporaryDirectory(prefix="qa-cchc-") as folder:
        top = Path(folder)
        (top / "profile" / "user").mkdir(parents=True)
        (top / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source = top / f"in{suffix}"
        source.write_bytes(data)
        command = [
            office, f"-env:UserInstallation={(top / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--nofirststartwizard", "--convert-to", target, "--outdir", str(top / "out"), str(source),
        ]  # fmt: skip
        _run(command, called, top)
        made = top / "out" / f"in.{target}"
        if not made.is_file():
            raise Unreadable(
                f"LibreOffice không mở được tệp {called} (tệp hỏng, có mật khẩu, hoặc bản LibreOffice thiếu bộ lọc); "
                f"hãy mở tệp bằng phần mềm đã tạo ra nó rồi lưu thành {target.upper()}"
            )
        return made.read_bytes()


def _run(command: list[str], called: str, folder: Path) -> None:
    """Runs a conversion to its end, with signs of life. Raises Unreadable when it takes too long or cannot start."""
    # Of the environment only what a program needs to start: no displays, no proxies, a home of its own.
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP") if name in os.environ}
    until = time.monotonic() + _MOST_SECONDS
    for _ in range(2):
        try:
            running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                env={**kept, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
            )  # fmt: skip
        except OSError as problem:
            raise Unreadable(f"không chạy được LibreOffice để đọc tệp {called} ({problem})") from problem
        try:
            while running.poll() is None:
                if time.monotonic() > until:
                    raise Unreadable(f"LibreOffice chuyển đổi tệp {called} quá {_MOST_SECONDS} giây nên dừng lại")
                alive("chuyển đổi bằng LibreOffice")
                time.sleep(0.1)
        finally:
            if running.poll() is None:
                running.kill()
                running.wait()
        # A fresh profile may ask to be started once more.
        if running.returncode != _RESTART:
            return
