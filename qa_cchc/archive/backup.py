"""The version in use as one file, and back: a ZIP that any program opens, checked byte by byte when it is restored.

With it goes what people have said of the archive (`kept`), which no build could find again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from qa_cchc.archive import kept, layout, manifest
from qa_cchc.archive.errors import ArchiveError, CannotWrite, IndexDamaged

_NAME = "VERSION"
_BLOCK = 1 << 20


class BadBackup(ArchiveError):
    """A file that is no backup of an index, or a damaged one."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"Không phục hồi được từ tệp {file}: {why}. Chỉ mục đang dùng không bị đụng đến.")


class NotBackedUp(ArchiveError):
    """The file of a backup cannot be written."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"Không ghi được tệp sao lưu {file} ({why}); hãy chọn tên hoặc thư mục khác.")


def backup(index: Path, file: Path) -> manifest.Manifest:
    """Writes the version in use into `file`, which appears only when it is whole. Returns its manifest.

    Raises IndexMissing, IndexDamaged (also when a checksum disagrees: a damaged index is not kept), NotBackedUp.
    """
    version = layout.current_version(index)
    said = manifest.read(index, version)
    unfinished = file.with_name(file.name + ".tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            packed.writestr(_NAME, version.name + "\n")
            for name in (manifest.FILE, *said.files):
                packed.write(version / name, f"{version.name}/{name}")
            people = _said_by_people(index)
            if people:
                packed.writestr(kept.FILE, people)
        _verify(unfinished, index, version.name, said)
        layout.sync(unfinished)
        os.replace(unfinished, file)
    except OSError as error:
        raise NotBackedUp(file, layout.reason(error)) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()
    return said


def restore(file: Path, index: Path) -> manifest.Manifest:
    """Makes the version in `file` the one in use, as the next version of `index`; the one in use now stays beside it.

    Raises BadBackup, IndexOutdated (made by a program that keeps an index otherwise), IndexBusy, CannotWrite.
    """
    with layout.building(index):
        folder: Path | None = None
        try:
            folder = layout.start_version(index)
            with zipfile.ZipFile(file) as packed:
                _unpack(packed, folder, file)
                people = packed.read(kept.FILE) if kept.FILE in packed.namelist() else b""
            said = _sound(folder, file, index)
            layout.publish(folder)
            _restore_people(index, people)
        except (zipfile.BadZipFile, zlib.error, KeyError, UnicodeDecodeError, EOFError) as error:
            raise BadBackup(file, "không phải bản sao lưu nguyên vẹn") from error
        except OSError as error:
            if error.filename == str(file):
                raise BadBackup(file, layout.reason(error)) from error
            raise CannotWrite(index, layout.reason(error)) from error
        finally:
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)
        layout.remove_old_versions(index)
    return said


def _said_by_people(index: Path) -> bytes:
    """The file of what people have said, as one moment saw it; nothing where there is none."""
    if not (index / kept.FILE).exists():
        return b""
    try:
        with contextlib.closing(sqlite3.connect(index / kept.FILE, timeout=5)) as connection:
            return connection.serialize()
    except sqlite3.Error as error:
        raise IndexDamaged(index, f"không đọc được {kept.FILE}: {error}") from error


def _restore_people(index: Path, people: bytes) -> None:
    """Puts back what people have said, where nobody has said anything since."""
    if people and not (index / kept.FILE).exists():
        unfinished = index / f"{kept.FILE}.tmp"
        unfinished.write_bytes(people)
        layout.sync(unfinished)
        os.replace(unfinished, index / kept.FILE)


def _unpack(packed: zipfile.ZipFile, folder: Path, file: Path) -> None:
    """Writes the files of the backup; a name that leads elsewhere, or a file larger than it says, is refused."""
    version = packed.read(_NAME).decode("ascii").strip()
    sizes = {info.filename: info.file_size for info in packed.infolist()}
    if shutil.disk_usage(folder).free < sum(sizes.values()):
        raise CannotWrite(folder.parent, "đĩa không đủ chỗ")
    for name in sizes:
        parts = PurePosixPath(name).parts
        if name in (_NAME, kept.FILE):
            continue
        if parts[0] != version or ".." in parts or len(parts) < 2 or "\\" in name or name.endswith("/"):
            raise BadBackup(file, f"có tên tệp lạ “{name}”")
        target = folder.joinpath(*parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(name) as source, target.open("wb") as out:
            shutil.copyfileobj(source, out, _BLOCK)


def _sound(folder: Path, file: Path, index: Path) -> manifest.Manifest:
    try:
        said = manifest.read(index, folder)
    except IndexDamaged as error:
        raise BadBackup(file, "bản sao lưu thiếu tệp hoặc sai kích thước") from error
    if manifest.checksums(folder) != said.files:
        raise BadBackup(file, "nội dung đã khác lúc sao lưu")
    return said


def _verify(file: Path, index: Path, version: str, said: manifest.Manifest) -> None:
    """Reads the backup back: what was copied must be what was built."""
    with zipfile.ZipFile(file) as packed:
        for name, (_, digest) in said.files.items():
            read = hashlib.sha256()
            with packed.open(f"{version}/{name}") as part:
                while block := part.read(_BLOCK):
                    read.update(block)
            if read.hexdigest() != digest:
                raise IndexDamaged(index, f"tệp {version}/{name} đã khác lúc lập")
