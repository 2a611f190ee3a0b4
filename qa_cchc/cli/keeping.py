"""The commands that look after an index: what a build would do, builds that follow a folder, health, backups."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from qa_cchc.cli import COULD_NOT_RUN, DONE, DONE_IN_PART, console
from qa_cchc.settings import Settings

_FATES = {
    "new": "đọc mới", "changed": "đọc lại", "reread": "đọc lại", "renamed": "đổi tên", "kept": "giữ nguyên",
    "copy": "bản trùng", "removed": "bỏ", "unreadable": "không đọc được",
}  # fmt: skip
_STATUS = {"ok": "✓", "note": "·", "warning": "!", "error": "✗"}


def foresee(corpora: Sequence[Path], settings: Settings, as_json: bool) -> int:
    """Says what a build would do with every file."""
    from qa_cchc.archive.preview import preview

    found = preview(corpora, settings.index, settings)
    if as_json:
        console.put_json({"files": [{"file": one.file, "fate": one.fate, "why": one.why} for one in found]})
        return DONE
    for one in found:
        if one.fate != "kept":
            console.put(f"{_FATES[one.fate]:<15} {one.file}: {one.why}")
    counts = Counter(_FATES[one.fate] for one in found)
    console.put("Nếu lập chỉ mục: " + ", ".join(f"{fate} {count}" for fate, count in counts.items()) + ".")
    return DONE


def watch(corpora: Sequence[Path], seconds: int, build: Callable[[], int]) -> int:
    """Builds now and whenever the folders have changed, until interrupted. A build that fails is said and tried again
    at the next change."""
    from qa_cchc.archive.errors import ArchiveError
    from qa_cchc.archive.watch import changes

    console.say(f"Theo dõi {', '.join(map(str, corpora))}, {seconds} giây xem lại một lần (dừng bằng Ctrl+C).")
    status = DONE
    try:
        for _ in changes(corpora, seconds, threading.Event()):
            try:
                status = build()
            except ArchiveError as error:
                console.say(str(error))
                status = COULD_NOT_RUN
    except KeyboardInterrupt:
        console.say("Đã dừng theo dõi.")
    return status


def doctor(given: Namespace) -> int:
    """Looks at every part of the index; status 1 when something in it is broken."""
    from qa_cchc.archive.doctor import examine

    settings = Settings.load(index=given.index)
    found = examine(settings.index, settings)
    if given.json:
        console.put_json({
            "index": str(settings.index), "version": found.version, "healthy": found.healthy,
            "checks": [
                {"name": check.name, "status": check.status, "message": check.message, "mend": check.mend}
                for check in found.checks
            ],
        })
    else:
        for check in found.checks:
            console.put(f"{_STATUS[check.status]} {check.message}")
        for command in dict.fromkeys(check.mend for check in found.checks if check.mend):
            console.put(f"Sửa bằng lệnh: {command}")
        console.put("Chỉ mục dùng được." if found.healthy else "Chỉ mục bị hỏng, không nên dùng.")
    return DONE if found.healthy else DONE_IN_PART


def backup(given: Namespace) -> int:
    """Writes the version in use into one file."""
    from qa_cchc.archive.backup import NotBackedUp
    from qa_cchc.archive.backup import backup as write

    settings, file = Settings.load(index=given.index), Path(given.file)
    if file.exists() and not given.force:
        raise NotBackedUp(file, "tệp đã có; thêm --force để ghi đè")
    said = write(settings.index, file)
    size = file.stat().st_size
    if given.json:
        console.put_json({"file": str(file), "bytes": size, "reports": said.reports, "built": said.built})
    else:
        console.put(f"Đã sao lưu {said.reports} báo cáo (lập lúc {said.built}) vào {file}, {size / 1e6:.1f} MB.")
    return DONE


def restore(given: Namespace) -> int:
    """Makes the version of a backup the one in use."""
    from qa_cchc.archive.backup import restore as take

    settings, file = Settings.load(index=given.index), Path(given.file)
    said = take(file, settings.index)
    if given.json:
        console.put_json({"index": str(settings.index), "reports": said.reports, "built": said.built})
    else:
        console.put(f"Đã phục hồi {said.reports} báo cáo (lập lúc {said.built}) vào {settings.index}.")
    return DONE
