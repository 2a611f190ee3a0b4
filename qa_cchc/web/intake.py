"""What visitors ask to be changed in the archive: a queue, one build at a time, and where each thing stands."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from qa_cchc.archive import uploads
from qa_cchc.archive.intake import Incoming, Step, Work, merged
from qa_cchc.archive.store import Archive
from qa_cchc.archive.uploads import Staged
from qa_cchc.settings import Settings
from qa_cchc.web.library import Library
from qa_cchc.web.texts import text
from qa_cchc.web.worker import Run, WorkerDied, run_in_process

_LOG = logging.getLogger(__name__)
Kind = Literal["upload", "replace", "remove", "reread", "correct"]
State = Literal["waiting", "reading", "read", "building", "done", "duplicate", "refused", "failed"]
_OVER: frozenset[State] = frozenset({"done", "duplicate", "refused", "failed"})
_SHOWN_SECONDS = 24 * 3600.0
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One change: its subject by name, where it stands, and why; `report` is the id of the report it is about."""

    key: str
    kind: Kind
    name: str
    state: State
    message: str = ""
    report: str = ""
    size: int = 0
    who: str = ""
    since: float = 0.0

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in _OVER

    @property
    def may_be_kept(self) -> bool:
        """Whether its file still waits for a person to say that it is to be kept though it cannot be read."""
        return self.state == "refused" and self.kind in {"upload", "replace"}


class Intake:
    """The queue. Safe to use from several threads; `run` carries out a work (in a process of its own by default)."""

    def __init__(self, library: Library, settings: Settings, run: Run = run_in_process) -> None:
        self._library, self._settings, self._run = library, settings, run
        self._lock = threading.Condition()
        self._items: dict[str, Item] = {}
        self._incoming: dict[str, Incoming] = {}
        self._queue: list[tuple[str, Work]] = []
        self._thread: threading.Thread | None = None

    def place(self, replaced: str | None = None) -> uploads.Place:
        """Where uploads go; beside the report that one replaces. Raises ArchiveError."""
        archive = self._library.archive()
        corpora = [Path(corpus) for corpus in archive.manifest.corpora]
        place = uploads.place(self._settings, corpora)
        uploads.remove_left(place.corpus)
        if replaced is not None:
            path = archive.path(replaced)
            root = path
            for _ in Path(archive.report(replaced).file).parts:
                root = root.parent
            return uploads.Place(path.parent, root, place.corpora)
        return place

    def room(self) -> int:
        """How many more files may come in now."""
        with self._lock:
            waiting = sum(1 for item in self._items.values() if item.kind in {"upload", "replace"} and not item.over)
        return max(0, self._settings.upload_files - waiting)

    def names(self) -> set[str]:
        """The names of files that are on their way in."""
        with self._lock:
            return {one.staged.name for key, one in self._incoming.items() if not self._items[key].over}

    def receive(self, staged: Staged, place: uploads.Place, who: str, replaces: str | None = None) -> Item:
        """Takes in a file that has come whole; one that the archive has already is put aside at once."""
        kind: Kind = "replace" if replaces else "upload"
        item = Item(staged.key, kind, staged.name, "waiting", size=staged.size, who=who, since=time.time())
        archive = self._library.archive()
        held = next((report for report in archive.reports() if report.sha256 == staged.sha256), None)
        with self._lock:
            twin = next((one.staged.name for one in self._incoming.values() if one.staged.sha256 == staged.sha256), "")
            if held is None and not twin:
                self._incoming[staged.key] = Incoming(staged, replaces)
                self._items[staged.key] = item
        if held is not None or twin:
            staged.discard()
            name = held.file if held is not None else twin
            item = replace(item, state="duplicate", message=text("intake_duplicate", file=name),
                           report=held.id if held is not None else "")  # fmt: skip
            self._put(item)
            return item
        self._put(item)
        self._ask(staged.key, Work(archive.index, place.corpora, (self._incoming[staged.key],)))
        return item

    def change(self, kind: Kind, report_id: str, who: str) -> Item:
        """Removes a report, or reads it again. Raises ArchiveError for one that the archive does not hold."""
        archive = self._library.archive()
        report = archive.report(report_id)
        with self._lock:
            busy = next((item for item in self._items.values() if item.report == report_id and not item.over), None)
        if busy is not None and busy.kind != "correct":
            return busy
        key = secrets.token_hex(8)
        item = Item(key, kind, report.file, "waiting", report=report_id, who=who, since=time.time())
        corpora = self._corpora(archive)
        work = Work(archive.index, corpora, remove=(report_id,)) if kind == "remove" else Work(
            archive.index, corpora, again=(report_id,)
        )  # fmt: skip
        self._put(item)
        self._ask(key, work)
        return item

    def keep(self, key: str) -> Item | None:
        """Takes in a file that could not be read after all: a person wants it in the archive."""
        with self._lock:
            incoming = self._incoming.get(key)
        if incoming is None:
            return None
        archive, corpora = self._library.archive(), self.place(incoming.replaces).corpora
        with self._lock:
            item = self._items.get(key)
            # Somebody else may have said so, or thrown it away, meanwhile.
            if item is None or not item.may_be_kept:
                return None
            self._incoming[key] = kept = replace(incoming, anyway=True)
            self._items[key] = item = replace(item, state="waiting", message="", since=time.time())
        self._ask(key, Work(archive.index, corpora, (kept,)))
        return item

    def dismiss(self, key: str) -> Item | None:
        """Takes a change that is over off the list; a file that still waits is thrown away."""
        with self._lock:
            item = self._items.get(key)
            if item is None or not item.over:
                return None
            del self._items[key]
            incoming = self._incoming.pop(key, None)
        if incoming is not None:
            incoming.staged.discard()
        return item

    def items(self) -> list[Item]:
        """Where everything stands, the latest first."""
        with self._lock:
            return sorted(self._items.values(), key=lambda item: item.since, reverse=True)

    def wait(self, seconds: float = 60.0) -> bool:
        """Waits until everything is over; False where that takes longer."""
        with self._lock:
            return self._lock.wait_for(lambda: all(item.over for item in self._items.values()), seconds)

    def _corpora(self, archive: Archive) -> tuple[Path, ...]:
        return tuple(Path(corpus) for corpus in archive.manifest.corpora)

    def _put(self, item: Item) -> None:
        with self._lock:
            self._items[item.key] = item
            old = [one for one in self._items.values() if one.over and not one.may_be_kept]
            old.sort(key=lambda one: one.since)
            surplus = len(self._items) - _MOST_SHOWN
            for number, one in enumerate(old):
                if number < surplus or time.time() - one.since > _SHOWN_SECONDS:
                    del self._items[one.key]
            self._lock.notify_all()

    def _ask(self, key: str, work: Work) -> None:
        with self._lock:
            self._queue.append((key, work))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()

    def _work(self) -> None:
        """Carries out what is asked, all that waits at once, until nothing is left."""
        while True:
            with self._lock:
                asked, self._queue = self._queue, []
                if not asked:
                    self._thread = None
                    return
            keys: dict[str, list[str]] = {}
            for key, work in asked:
                keys.setdefault((work.remove or work.again or (key,))[0], []).append(key)
            # What is over for this work may be asked for again before the work itself has ended.
            still = {key for key, _ in asked}
            try:
                self._run(merged([work for _, work in asked]), self._settings, self._listener(keys, still))
                self._end(still, text("error_unexpected"))
            except WorkerDied as error:
                _LOG.error("the archive could not be changed: %s", error)
                self._end(still, text("intake_died"))
            except Exception:
                # The last door of the thread: it goes to the log whole, and is said to who asked.
                _LOG.exception("the archive could not be changed")
                self._end(still, text("error_unexpected"))

    def _listener(self, keys: dict[str, list[str]], still: set[str]) -> Callable[[Step], None]:
        def hear(step: Step) -> None:
            with self._lock:
                for key in still & set(keys.get(step.key, ()) if step.key else still):
                    item = self._items.get(key)
                    if item is None:
                        continue
                    self._items[key] = now = _after(item, step)
                    if now.over:
                        still.discard(key)
                    if step.state in {"done", "failed"}:
                        self._forget(key)
                self._lock.notify_all()

        return hear

    def _end(self, keys: Iterable[str], message: str) -> None:
        """What nobody has said the end of has failed."""
        with self._lock:
            for key in keys:
                item = self._items.get(key)
                if item is not None and not item.over:
                    self._items[key] = replace(item, state="failed", message=message, since=time.time())
                    self._forget(key)
            self._lock.notify_all()

    def _forget(self, key: str) -> None:
        incoming = self._incoming.pop(key, None)
        if incoming is not None:
            incoming.staged.discard()


def _after(item: Item, step: Step) -> Item:
    state: State = "building" if step.state == "waiting" else step.state
    return replace(
        item, state=state, message=step.message, report=step.report or item.report,
        since=time.time() if state in _OVER else item.since,
    )  # fmt: skip
