"""Follows folders of reports: when what lies in them changes and has settled, the index is built anew."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from qa_cchc.reading import finding
from qa_cchc.reading.report import KNOWN_SUFFIXES

Seen = frozenset[tuple[str, int, int]]


def changes(corpora: Sequence[Path], seconds: float, stop: Event) -> Iterator[Seen]:
    """Yields what lies in the folders, first at once, then whenever it has changed and stayed so for one look.

    A file still being copied changes from look to look, and is waited for. Looks every `seconds` until `stop` is set.
    A folder that cannot be seen for a while (a network drive) counts as unchanged.
    """
    built: Seen | None = None
    before: Seen | None = None
    while not stop.is_set():
        now = look(corpora)
        if now is not None and now != built and (built is None or now == before):
            built = now
            yield now
            before = look(corpora)
        else:
            before = now
        stop.wait(seconds)


def look(corpora: Sequence[Path]) -> Seen | None:
    """Path, size and time of every report file below the folders; None where a folder cannot be seen."""
    seen: set[tuple[str, int, int]] = set()
    for corpus in corpora:
        if not corpus.exists():
            return None
        for path in finding.find([corpus.resolve()], KNOWN_SUFFIXES).files:
            try:
                state = path.stat()
            except OSError:
                # Gone between the list and the look: the next look tells.
                continue
            seen.add((os.fspath(path), state.st_size, state.st_mtime_ns))
    return frozenset(seen)
