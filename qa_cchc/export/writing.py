"""A file is written whole or not at all: beside its place first, then moved there in one step."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from qa_cchc.archive.layout import reason
from qa_cchc.export.errors import Unwritable


def see_that_writable(path: Path) -> None:
    """Raises Unwritable where no file can be put, before time is spent on what would go into it."""
    if path.is_dir():
        raise Unwritable(f"Không ghi được tệp {path} vì đó là một thư mục; hãy nêu cả tên tệp.")
    folder = path.parent
    if not folder.is_dir():
        raise Unwritable(f"Không ghi được tệp {path} vì không có thư mục {folder}.")
    if not os.access(folder, os.W_OK):
        raise Unwritable(f"Không ghi được tệp {path} vì không có quyền ghi vào thư mục {folder}.")


def publish(path: Path, content: bytes) -> None:
    """Puts `content` at `path`, in place of what was there. Raises Unwritable, and then leaves what was there."""
    see_that_writable(path)
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        hint = "; tệp có đang mở trong chương trình khác không?" if isinstance(error, PermissionError) else "."
        raise Unwritable(f"Không ghi được tệp {path} ({reason(error)}){hint}") from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
