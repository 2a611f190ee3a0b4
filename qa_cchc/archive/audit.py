"""Who has done what to an archive, and when: a list that only grows, in `people.sqlite`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from qa_cchc.archive import kept

Action = Literal[
    "upload", "refuse", "replace", "remove", "reread", "correct", "review", "export", "sign_in", "sign_in_failed",
    "sign_out", "user",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
_LONGEST = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
    at TEXT NOT NULL,                   -- ISO 8601, UTC
    who TEXT NOT NULL,                  -- "" where nobody signs in
    action TEXT NOT NULL,               -- see ACTIONS
    about TEXT NOT NULL,                -- the file, the account, what was exported
    address TEXT NOT NULL               -- of the visitor, "" for the command line
);
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the list; `at` is in UTC."""

    at: datetime
    who: str
    action: str
    about: str
    address: str


def note(index: Path, action: Action, about: str = "", who: str = "", address: str = "") -> None:
    """Adds a line. Raises CannotWrite."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with kept.writing(index, _SCHEMA) as connection:
        row = (at, who, action, about[:_LONGEST], address)
        connection.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?)", row)


def deeds(index: Path, limit: int = 200, actions: tuple[str, ...] = ()) -> list[Deed]:
    """The latest lines, the newest first; only those of `actions` where some are named. Raises IndexDamaged."""
    where = f"WHERE action IN ({', '.join('?' * len(actions))})" if actions else ""
    query = f"SELECT at, who, action, about, address FROM audit {where} ORDER BY rowid DESC LIMIT ?"
    found = kept.rows(index, "audit", query, [*actions, limit])
    return [Deed(datetime.fromisoformat(at), who, action, about, address) for at, who, action, about, address in found]
