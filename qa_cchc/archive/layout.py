"""Where things lie in an index folder, and how a new version takes the place of the old one.

    current        the name of the version in use; replaced in one step
    build.lock     locked by the process that is building, whose name it holds
    v0001/         a complete version, never written again; v0002.tmp/ is one being written
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

from qa_cchc.archive.errors import CannotWrite, IndexBusy, IndexDamaged, IndexMissing

POINTER = "current"
LOCK = "build.lock"
SEARCH = "search"
KEPT_VERSIONS = 2
_VERSION = re.compile(r"v(\d{4,})")
_UNFINISHED = re.compile(r"v\d{4,}\.tmp")


def current_version(index: Path) -> Path:
    """The folder of the version in use. Raises IndexMissing, or IndexDamaged when the pointer leads nowhere."""
    try:
        name = (index / POINTER).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(index) from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(index, f"không đọc được tệp {POINTER}: {reason(error)}") from error
    if not _VERSION.fullmatch(name) or not (index / name).is_dir():
        raise IndexDamaged(index, f"tệp {POINTER} không chỉ tới phiên bản nào")
    return index / name


def reason(error: OSError | UnicodeDecodeError) -> str:
    """Why the system refused, in Vietnamese where it is one of the usual reasons."""
    if isinstance(error, PermissionError):
        return "không có quyền"
    if isinstance(error, FileNotFoundError):
        return "không tìm thấy"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return "đường dẫn là một tệp, không phải thư mục"
    if isinstance(error, UnicodeDecodeError):
        return "nội dung không phải UTF-8"
    said = {
        errno.ENOSPC: "đĩa đã đầy", errno.EROFS: "ổ đĩa chỉ cho đọc",
        errno.EADDRINUSE: "cổng đang có chương trình khác dùng",
        errno.EADDRNOTAVAIL: "máy này không có địa chỉ đó", errno.ENAMETOOLONG: "tên quá dài",
    }
    return said.get(error.errno or 0, error.strerror or str(error))


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def start_version(index: Path) -> Path:
    """A fresh `.tmp` folder for the next version; those that a stopped build left behind are removed."""
    for left in sorted(index.iterdir()):
        if _UNFINISHED.fullmatch(left.name):
            shutil.rmtree(left)
    taken = [int(match.group(1)) for path in index.iterdir() if (match := _VERSION.fullmatch(path.name))]
    folder = index / f"v{max(taken, default=0) + 1:04d}.tmp"
    folder.mkdir()
    return folder


def publish(folder: Path) -> Path:
    """Makes the finished `.tmp` folder the version in use: on disk first, then its name, then the pointer."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            sync(path)
    _sync_folder(folder)
    version = folder.with_suffix("")
    index = folder.parent
    os.replace(folder, version)
    _sync_folder(index)
    pointer = index / f"{POINTER}.tmp"
    pointer.write_text(version.name + "\n", encoding="utf-8")
    sync(pointer)
    os.replace(pointer, index / POINTER)
    _sync_folder(index)
    return version


def remove_old_versions(index: Path) -> None:
    """Removes all but the version in use and the one before it."""
    current = current_version(index)
    versions = sorted((path for path in index.iterdir() if _VERSION.fullmatch(path.name)), key=lambda path: path.name)
    others = [path for path in versions if path != current]
    for path in others[: max(0, len(others) - (KEPT_VERSIONS - 1))]:
        # A reader on Windows may still hold files of it open; the next build removes what is left.
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def building(index: Path) -> Iterator[None]:
    """Holds the lock of the index, making its folder when needed. Raises IndexBusy, or CannotWrite.

    The system frees the lock when the process ends, however it ends, so that a stale one cannot be.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = open(index / LOCK, "a+", encoding="utf-8")  # noqa: SIM115 - closed below, whatever happens
    except OSError as error:
        raise CannotWrite(index, reason(error)) from error
    with lock:
        if not _try_lock(lock.fileno()):
            lock.seek(0)
            raise IndexBusy(index, _builder(lock.read()))
        lock.truncate(0)
        lock.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def is_being_built(index: Path) -> bool:
    """Whether a build of the index is at work now; false where that cannot be found out."""
    try:
        with open(index / LOCK, "r+", encoding="utf-8") as lock:
            return not _try_lock(lock.fileno())
    except OSError:
        return False


def _builder(text: str) -> str:
    try:
        who = json.loads(text)
        return f"tiến trình {who['pid']} trên máy {who['host']}"
    except (ValueError, KeyError, TypeError):
        return "chưa rõ tiến trình nào"


if os.name == "nt":
    import msvcrt

    _FAR = 1 << 30  # A locked byte cannot be read by others on Windows: lock one beyond the text.

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _sync_folder(path: Path) -> None:
        """Folders cannot be synced on Windows, which writes renames through by itself."""

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _sync_folder(path: Path) -> None:
        sync(path)


def sync(path: Path) -> None:
    """Sees that a file, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
