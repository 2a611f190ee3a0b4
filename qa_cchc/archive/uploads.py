"""Files that come from people: cleaned names, a hidden folder where they wait, another one for what was removed.

Both folders begin with a dot and lie in the corpus folder itself: nothing in them is ever read as a report, and moving
a file in or out is one step of the file system.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from qa_cchc.archive import layout
from qa_cchc.archive.errors import ArchiveError
from qa_cchc.reading import finding, formats
from qa_cchc.reading.blocks import Unreadable
from qa_cchc.reading.refusals import reason, too_large
from qa_cchc.reading.report import KNOWN_SUFFIXES
from qa_cchc.settings import Settings, variable

STAGING = ".dang-nhan"
TRASH = ".da-bo"
_LEFT_SECONDS = 24 * 3600.0
_START = 4096
_LONGEST_STEM = 150
# Room that must stay on the disk, in bytes.
_SPARE = 200 * 1_000_000
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})
_BAD = re.compile(r'[<>:"|?*]')
_BY_CONTENT = ((b"%PDF-", ".pdf"), (b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"))
# What these hold can only be told from the whole file, which is left to the guarded reading.
_WHOLE_NEEDED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


class CannotUpload(ArchiveError):
    """A file cannot be taken in; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where files come to lie: `folder`, inside the corpus folder `corpus`; `corpora` are all folders to build from."""

    folder: Path
    corpus: Path
    corpora: tuple[Path, ...]

    def name_of(self, path: Path) -> str:
        """A path below the corpus folder, as reports are named."""
        return path.relative_to(self.corpus).as_posix()


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole file that waits: it lies at `root / name`, and will lie at `corpus / name`."""

    key: str
    root: Path
    name: str
    corpus: Path
    size: int
    sha256: str

    @property
    def path(self) -> Path:
        """Where it lies now."""
        return self.root / self.name

    def discard(self) -> None:
        """Removes it."""
        shutil.rmtree(self.root, ignore_errors=True)


def place(settings: Settings, corpora: Sequence[Path]) -> Place:
    """Where uploads go: the folder that is set, else the first folder of the archive that can be written to.

    Raises CannotUpload.
    """
    folders = [corpus.resolve() for corpus in corpora if corpus.is_dir()]
    if settings.uploads:
        folder = Path(settings.uploads).resolve()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotUpload(f"Không tạo được thư mục nhận tệp {folder} ({reason(error)}).") from error
        if not os.access(folder, os.W_OK):
            raise CannotUpload(f"Không ghi được vào thư mục nhận tệp {folder} (không có quyền).")
        for corpus in folders:
            if folder.is_relative_to(corpus):
                return Place(folder, corpus, tuple(corpora))
        return Place(folder, folder, (*corpora, folder))
    for folder in folders:
        if os.access(folder, os.W_OK):
            return Place(folder, folder, tuple(corpora))
    named = ", ".join(map(str, corpora))
    raise CannotUpload(
        f"Không có thư mục báo cáo nào ghi được ({named}); hãy đặt biến {variable('uploads')} trỏ tới một thư mục khác."
    )


def clean_name(given: str) -> str:
    """A file name out of what a visitor sent: never a path, nothing hidden, nothing that cannot be shown."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given.replace("\0", "")))[-1]
    letters = (" " if unicodedata.category(letter)[0] == "Z" else letter for letter in last)
    name = "".join(letter for letter in letters if unicodedata.category(letter)[0] != "C")
    name = " ".join(_BAD.sub("_", name).split()).lstrip(".~$ ").rstrip(". ")
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or len(suffix) > 9 or not re.fullmatch(r"\w+", suffix):
        stem, suffix = name, ""
    stem = stem.encode()[:_LONGEST_STEM].decode("utf-8", "ignore").rstrip(". ") or "bao-cao"
    if stem.upper() == "README" or stem.upper().split(".")[0] in _RESERVED:
        stem = f"{stem.split('.')[0]}_"
    return f"{stem}.{suffix}" if suffix else stem


class Receiving:
    """A file that comes in, piece by piece, into a hidden folder. Used as a context: without `finish` it is gone."""

    def __init__(self, to: Place, given: str, settings: Settings) -> None:
        self.key = secrets.token_hex(8)
        self._to = to
        self._name = clean_name(given)
        self._settings = settings
        self._root = to.corpus / STAGING / self.key
        self._part = self._root / ".part"
        self._digest = hashlib.sha256()
        self._size = 0
        self._start = b""
        self._finished = False

    def __enter__(self) -> Receiving:
        try:
            self._root.mkdir(parents=True)
            self._file = self._part.open("xb")
        except OSError as error:
            raise CannotUpload(f"Không ghi được vào thư mục nhận tệp ({reason(error)}).") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if not self._finished:
            shutil.rmtree(self._root, ignore_errors=True)

    def see_that_fits(self, size: int) -> None:
        """Refuses a file of a size that is too much. Raises CannotUpload."""
        if size > self._settings.file_mb * 1_000_000:
            raise CannotUpload(too_large(self._name, size, self._settings.file_mb))
        if shutil.disk_usage(self._root).free - size < _SPARE:
            raise CannotUpload(f"{self._name}: đĩa gần đầy nên không nhận thêm tệp.")

    def write(self, piece: bytes) -> None:
        """Takes the next bytes. Raises CannotUpload where they are too many or cannot be kept."""
        self._size += len(piece)
        if self._size > self._settings.file_mb * 1_000_000:
            self.see_that_fits(self._size)
        if len(self._start) < _START:
            self._start += piece[: _START - len(self._start)]
        self._digest.update(piece)
        try:
            self._file.write(piece)
        except OSError as error:
            raise CannotUpload(f"{self._name}: không ghi được ({reason(error)}).") from error

    def finish(self, taken: Collection[str] = (), leaving: Path | None = None) -> Staged:
        """The file as it waits, under a name that no file where it will lie nor any of `taken` has; `leaving` is a file
        that will be gone by then.

        Raises CannotUpload for what is no kind of file that is read, by its first bytes.
        """
        self._file.close()
        name = self._with_suffix()
        target = self._to.folder
        others = {one.rpartition("/")[2] for one in taken}
        same = leaving is not None and leaving == target / name and name not in others
        below = self._to.name_of(target / (name if same else free_name(target, name, others)))
        try:
            (self._root / below).parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._part, self._root / below)
        except OSError as error:
            raise CannotUpload(f"{name}: không ghi được ({reason(error)}).") from error
        self._finished = True
        return Staged(self.key, self._root, below, self._to.corpus, self._size, self._digest.hexdigest())

    def _with_suffix(self) -> str:
        if not self._size:
            raise CannotUpload(f"{self._name}: tệp rỗng, không có nội dung.")
        suffix = Path(self._name).suffix.lower()
        if suffix not in KNOWN_SUFFIXES:
            found = next((known for magic, known in _BY_CONTENT if self._start.startswith(magic)), None)
            if found is not None:
                return self._name + found
        try:
            if suffix not in KNOWN_SUFFIXES or not self._start.startswith(_WHOLE_NEEDED):
                formats.reader_of(self._start, suffix)
        except Unreadable as problem:
            raise CannotUpload(f"{self._name}: {problem}.") from problem
        if suffix not in KNOWN_SUFFIXES:
            raise CannotUpload(f"{self._name}: chưa đọc được định dạng {suffix or 'không có phần mở rộng'}.")
        return self._name


def free_name(folder: Path, name: str, taken: Collection[str] = ()) -> str:
    """The name, or one with a number behind it where the folder has that name already."""
    path, number, chosen = Path(name), 1, name
    while chosen in taken or (folder / chosen).exists():
        number += 1
        chosen = f"{path.stem} ({number}){path.suffix}"
    return chosen


def put(source: Path, target: Path) -> None:
    """Moves a file where no file is yet. Raises OSError (FileExistsError where one has come to be)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
    try:
        os.replace(source, target)
    except OSError:
        target.unlink(missing_ok=True)
        raise


def trash_of(path: Path, root: Path, at: datetime) -> Path:
    """Where a removed file is kept: its own path, below a hidden folder named for the moment."""
    base = root / TRASH / at.strftime("%Y%m%d-%H%M%S-%f")
    return base / path.relative_to(root)


def copies(corpora: Iterable[Path], sha256: str, size: int) -> list[tuple[Path, Path]]:
    """Files of these bytes in the folders, as (path, corpus folder)."""
    found: list[tuple[Path, Path]] = []
    for corpus in corpora:
        root = (corpus if corpus.is_dir() else corpus.parent).resolve()
        for path in finding.find([corpus.resolve()], KNOWN_SUFFIXES).files:
            # A file that goes meanwhile is none to move.
            with contextlib.suppress(OSError):
                if path.stat().st_size == size and layout.sha256_of(path) == sha256:
                    found.append((path, root))
    return list(dict.fromkeys(found))


def remove_left(corpus: Path, now: float | None = None) -> None:
    """Removes what has waited longer than a day: nobody will come back for it."""
    folder = corpus / STAGING
    for left in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            if (now or time.time()) - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left)
