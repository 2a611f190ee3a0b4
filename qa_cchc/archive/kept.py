"""What people have said and done, kept beside the versions of an archive so that no build forgets it.

One small SQLite file, `people.sqlite`, written in short transactions: findings that somebody has looked at (here), what
a person has corrected of a report (`corrections`), and who has done what (`audit`).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa_cchc.archive import layout
from qa_cchc.archive.errors import CannotWrite, IndexDamaged
from qa_cchc.records import Finding

Row = tuple[Any, ...]
FILE = "people.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS reviews (
    finding TEXT PRIMARY KEY,           -- see finding_key
    message TEXT NOT NULL,              -- what it said when it was looked at
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL                    -- ISO 8601, UTC
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody has looked at a finding: their remark, who it was ("" where nobody signs in), and when (UTC)."""

    note: str
    who: str
    at: datetime


def finding_key(finding: Finding) -> str:
    """What a finding is known by over rebuilds: its check, the numbers and the quotes; not where files lie."""
    quotes = sorted(" ".join(quote.split()) for _, _, quote in finding.quotes)
    said = "\0".join((finding.check, finding.stated, finding.expected, finding.report.number or "", *quotes))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def reviews(index: Path) -> dict[str, Review]:
    """All reviews by the key of their finding."""
    found = rows(index, "reviews", "SELECT finding, note, who, at FROM reviews")
    return {key: Review(note, who, datetime.fromisoformat(at)) for key, note, who, at in found}


def set_reviewed(index: Path, finding: Finding, reviewed: bool, note: str = "", who: str = "") -> None:
    """Marks a finding as looked at, or takes the mark away. Raises CannotWrite."""
    with writing(index, _SCHEMA) as connection:
        if reviewed:
            row = (finding_key(finding), finding.message, note, who, datetime.now(UTC).isoformat(timespec="seconds"))
            connection.execute("INSERT OR REPLACE INTO reviews VALUES (?, ?, ?, ?, ?)", row)
        else:
            connection.execute("DELETE FROM reviews WHERE finding = ?", (finding_key(finding),))


def rows(index: Path, table: str, query: str, values: Sequence[Any] = ()) -> list[Row]:
    """What a query finds in `table`; nothing where nobody has written there yet. Raises IndexDamaged."""
    file = index / FILE
    if not file.exists():
        return []
    try:
        connection = sqlite3.connect(file.resolve().as_uri() + "?mode=ro", uri=True, timeout=5)
        try:
            there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,))
            return connection.execute(query, values).fetchall() if there.fetchone() else []
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise IndexDamaged(index, f"không đọc được {FILE}: {error}") from error


@contextmanager
def writing(index: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A transaction on the file, which has the tables of `schema` then. Raises CannotWrite."""
    try:
        connection = sqlite3.connect(index / FILE, timeout=5)
        try:
            connection.executescript(schema)
            with connection:
                yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise CannotWrite(index, str(error)) from error
    except OSError as error:
        raise CannotWrite(index, layout.reason(error)) from error
