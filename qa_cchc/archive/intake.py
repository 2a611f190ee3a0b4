"""Changes that people make to an archive, carried out in one build: files taken in, replaced, removed, read again.

Every file is read where it waits, within the limits of `reading.sandbox`; only what could be read comes into the corpus
folder. Where the build fails, every file is put back where it lay.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from qa_cchc.archive import corrections, uploads
from qa_cchc.archive.build import build_index
from qa_cchc.archive.errors import ArchiveError, IndexBusy
from qa_cchc.archive.processing import Processed, SourceFile, process_all
from qa_cchc.archive.store import Archive
from qa_cchc.archive.uploads import Staged
from qa_cchc.reading.refusals import reason
from qa_cchc.settings import Settings

State = Literal["reading", "read", "refused", "building", "waiting", "done", "failed"]
_PATIENCE = 900.0
_PAUSE = 2.0


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to take in; `replaces` is the id of the report whose place it takes, `anyway` that it is kept though it
    cannot be read."""

    staged: Staged
    replaces: str | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done at once. `remove` are ids of reports, `again` ids of those to be read anew."""

    index: Path
    corpora: tuple[Path, ...]
    incoming: tuple[Incoming, ...] = ()
    remove: tuple[str, ...] = ()
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that has happened to a file (`key`) or a report (its id), or to all of the work (key "").

    "refused" says why a file cannot be read; "done" that the change is published, `report` then being the report's id
    and `message` what a reader should know of it; "failed" that nothing was changed, and why.
    """

    key: str
    state: State
    message: str = ""
    report: str = ""


Say = Callable[[Step], None]


def carry_out(work: Work, settings: Settings, say: Say) -> None:
    """Does the work and says each step. What goes wrong is said, and raised only where it is a fault of the program."""
    try:
        with Archive.open(work.index, settings) as archive:
            changes = _Changes(work, settings, archive, say)
            changes.read()
            changes.move()
        if changes.anything():
            changes.build()
    except ArchiveError as error:
        say(Step("", "failed", str(error)))


class _Changes:
    """The work under way: what was read, and which files were moved where."""

    def __init__(self, work: Work, settings: Settings, archive: Archive, say: Say) -> None:
        self.work, self.settings, self.archive, self.say = work, settings, archive, say
        self.ready: dict[str, Processed] = {}
        self.taken: list[Incoming] = []
        self.removed: list[str] = []
        self.moved: list[tuple[Path, Path]] = []
        held = {report.id: report.sha256 for report in archive.reports()}
        self.again = [held[one] for one in work.again if one in held]

    def anything(self) -> bool:
        """Whether the archive is to change."""
        return bool(self.taken or self.removed or self.again)

    def read(self) -> None:
        """Reads the files that came in, each in the folder where it waits."""
        wanted = corrections.wanted(corrections.of(self.work.index))
        sources: dict[SourceFile, Incoming] = {}
        for one in self.work.incoming:
            staged = one.staged
            fields = tuple(sorted(wanted.get(staged.sha256, {}).items()))
            sources[SourceFile(staged.path, staged.root, staged.name, staged.sha256, fields)] = one
            self.say(Step(staged.key, "reading"))
        for source, made in process_all(list(sources), self.settings):
            one = sources[source]
            if made.report.status != "failed":
                self.ready[one.staged.sha256] = made
            elif not one.anyway:
                self.say(Step(one.staged.key, "refused", " ".join(made.report.warnings)))
                continue
            self.taken.append(one)
            self.say(Step(one.staged.key, "read"))

    def move(self) -> None:
        """Moves what was read into the corpus, and what is removed or replaced out of it."""
        replaced = {one.replaces: one.staged.key for one in self.taken if one.replaces}
        leaving = dict.fromkeys([*self.work.remove, *replaced])
        staying = [one for one in self.archive.reports() if one.status != "failed" and one.id not in leaving]
        if not staying and not self.ready:
            for report_id in self.work.remove:
                self.say(Step(report_id, "failed", "Kho phải còn ít nhất một báo cáo đọc được."))
            leaving = {}
            self.taken = [one for one in self.taken if not one.replaces]
        for report_id in leaving:
            self._into_trash(report_id, replaced.get(report_id, report_id))
        for one in list(self.taken):
            target = one.staged.corpus / one.staged.name
            try:
                uploads.put(one.staged.path, target)
            except OSError as error:
                self.taken.remove(one)
                self.say(Step(one.staged.key, "failed", f"Không đưa được tệp vào {target.parent} ({reason(error)})."))
            else:
                self.moved.append((one.staged.path, target))

    def _into_trash(self, report_id: str, key: str) -> None:
        """Moves a report's file, and every copy of it, out of sight."""
        now = datetime.now()
        try:
            report = self.archive.report(report_id)
            original = self.archive.original(report_id)
            paths = uploads.copies(self.work.corpora, report.sha256, original.stat().st_size if original else -1)
            root = self.archive.path(report_id)
            for _ in Path(report.file).parts:
                root = root.parent
            if original is not None and original not in [path for path, _ in paths]:
                paths.append((original, root))
            for path, corpus in paths:
                target = uploads.trash_of(path, corpus, now)
                uploads.put(path, target)
                self.moved.append((path, target))
            self.removed.append(report_id)
        except (OSError, ArchiveError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            self.say(Step(key, "failed", f"Không bỏ được tệp của báo cáo ({why})."))
            self.taken = [one for one in self.taken if one.replaces != report_id]

    def build(self) -> None:
        """Publishes the changes; puts every file back where that fails."""
        try:
            self._build_patiently()
        except BaseException:
            for source, target in reversed(self.moved):
                # A file that cannot go back stays where it is kept; the next build says what lies in the folders.
                with contextlib.suppress(OSError):
                    uploads.put(target, source)
            raise
        with Archive.open(self.work.index, self.settings) as archive:
            held = {report.sha256: report for report in archive.reports()}
        for one in self.taken:
            report = held.get(one.staged.sha256)
            told = "\n".join(report.warnings) if report is not None else ""
            self.say(Step(one.staged.key, "done", told, report.id if report is not None else ""))
            one.staged.discard()
        for report_id in (*self.work.remove, *self.work.again):
            if report_id in self.removed or report_id in self.work.again:
                self.say(Step(report_id, "done", report=report_id))

    def _build_patiently(self) -> None:
        """Waits for another build of the index to end."""
        started = time.monotonic()
        while True:
            try:
                build_index(
                    self.work.corpora, self.work.index, self.settings,
                    lambda stage, done, total: self.say(Step("", "building", f"{stage}: {done}/{total}")),
                    self.ready, self.again,
                )  # fmt: skip
                return
            except IndexBusy:
                if time.monotonic() - started > _PATIENCE:
                    raise
                self.say(Step("", "waiting", "Đang đợi một lượt lập chỉ mục khác xong."))
                time.sleep(_PAUSE)


def merged(works: list[Work]) -> Work:
    """Several works as one; the first one's index and folders are those of all."""
    first = works[0]
    return replace(
        first,
        corpora=tuple(dict.fromkeys(corpus for work in works for corpus in work.corpora)),
        incoming=tuple(one for work in works for one in work.incoming),
        remove=tuple(dict.fromkeys(one for work in works for one in work.remove)),
        again=tuple(dict.fromkeys(one for work in works for one in work.again)),
    )
