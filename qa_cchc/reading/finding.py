"""Which files of a folder are read, and which are not though they look like reports, each with the reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qa_cchc.reading.refusals import reason

_LINK_OUT = (
    "là liên kết trỏ ra ngoài thư mục báo cáo nên không đọc theo; hãy chép tệp thật vào thư mục, "
    "hoặc nêu thẳng đường dẫn thật trong lệnh build"
)
_NO_FILE = "không phải tệp thường (là ống dẫn, ổ cắm mạng hoặc thiết bị) nên không đọc; hãy chuyển nó ra khỏi thư mục"
_FOLDER = "là thư mục mang tên như một tệp, bên trong không có báo cáo nào; hãy đổi tên hoặc chuyển nó đi"


@dataclass(slots=True)
class Found:
    """Files to read, and (path, why not, a Vietnamese phrase) of what is passed over; both in the order of names."""

    files: list[Path] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)


def find(folders: Sequence[Path], suffixes: Collection[str]) -> Found:
    """Documents (by suffix, lower case) in the folders and below; a file given by name is always taken.

    Passed over in silence are other suffixes, hidden files, lock files of office programs ("~$…") and READMEs. Links
    are followed to files of the same folder only.
    """
    found = Found()
    for folder in folders:
        if folder.is_dir():
            walk = _Walk(folder, [other for other in folders if other != folder], suffixes)
            walk.enter(folder)
            found.files += sorted(walk.found.files)
            found.refused += sorted(walk.found.refused)
        elif folder.is_file():
            found.files.append(folder)
        else:
            found.refused.append((folder, _NO_FILE))
    found.files = list(dict.fromkeys(found.files))
    return found


class _Walk:
    def __init__(self, root: Path, others: Sequence[Path], suffixes: Collection[str]) -> None:
        self.root = root.resolve()
        self.others = [other.resolve() for other in others]
        self.suffixes = suffixes
        self.found = Found()

    def enter(self, top: Path) -> None:
        """Looks through a folder and those below it, without recursion: folders may be nested deeply."""
        waiting = [top]
        named_as_files: list[Path] = []
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                self.refuse(folder, f"không mở được thư mục ({reason(error)})")
                continue
            for entry in entries:
                if entry.name.startswith((".", "~$")):
                    continue
                path = Path(entry.path)
                try:
                    if entry.is_symlink():
                        self.link(path)
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(path)
                        if self.wanted(path):
                            named_as_files.append(path)
                    elif self.wanted(path):
                        self.take(path, entry.stat(follow_symlinks=False).st_mode)
                except OSError as error:
                    self.refuse(path, f"không mở được tệp ({reason(error)})")
        for folder in named_as_files:
            if not any(file.is_relative_to(folder) for file in self.found.files):
                self.refuse(folder, _FOLDER)

    def wanted(self, path: Path) -> bool:
        return path.suffix.lower() in self.suffixes and path.stem.upper() != "README"

    def take(self, path: Path, mode: int) -> None:
        if stat.S_ISREG(mode):
            self.found.files.append(path)
        else:
            self.refuse(path, _NO_FILE)

    def link(self, path: Path) -> None:
        try:
            target = Path(os.path.realpath(path, strict=True))
            mode = target.stat().st_mode
        except OSError as error:
            if self.wanted(path):
                self.refuse(path, f"là liên kết hỏng nên không đọc được ({reason(error)})")
            return
        folder = stat.S_ISDIR(mode)
        if target.is_relative_to(self.root):
            # A folder of this one is looked through where it really lies.
            if not folder and self.wanted(path):
                self.take(path, mode)
        elif not any(target.is_relative_to(other) for other in self.others) and (folder or self.wanted(path)):
            self.refuse(path, _LINK_OUT)

    def refuse(self, path: Path, why: str) -> None:
        self.found.refused.append((path, why))
