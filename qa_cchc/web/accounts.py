"""Accounts of the page: who may sign in and what they may do. One SQLite file in the index folder, readable by its
owner alone; passwords as scrypt hashes, sessions and tokens as hashes of random words.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa_cchc.archive import layout
from qa_cchc.archive.errors import ArchiveError, CannotWrite

FILE = "users.sqlite"
Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
SHORTEST_PASSWORD = 10
_LONGEST_PASSWORD = 1000
_NAME = re.compile(r"[^\W_](?:[\w.@-]{0,62}[^\W_])?")
# scrypt: 32 MB and about a tenth of a second for each trial.
_N, _R, _P = 2**15, 8, 1
_MEMORY = 64 * 2**20
_LONGEST_SESSION = 7 * 86_400
_SEEN_EVERY = 300
_SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL, created REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sessions (
    hash BLOB PRIMARY KEY, name TEXT NOT NULL, started REAL NOT NULL, seen REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (
    hash BLOB PRIMARY KEY, name TEXT NOT NULL, created REAL NOT NULL
) WITHOUT ROWID;
"""


class AccountError(ArchiveError):
    """An account cannot be made, changed or used so; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class User:
    """An account, and how many tokens stand for it."""

    name: str
    role: Role
    created: float
    tokens: int = 0


class Accounts:
    """The accounts of one index. Safe to use from several threads and processes."""

    def __init__(self, index: Path, session_hours: int = 12) -> None:
        self._file = index / FILE
        self._index = index
        self._idle = max(1, session_hours) * 3600
        # More trials of passwords at once would only take each other's memory and time.
        self._trying = threading.BoundedSemaphore(2)

    def any(self) -> bool:
        """Whether there is an account at all."""
        return bool(self.users())

    def users(self) -> list[User]:
        """All accounts, by name."""
        if not self._file.exists():
            return []
        query = "SELECT name, role, created, (SELECT count(*) FROM tokens WHERE tokens.name = users.name) FROM users"
        with self._open() as connection:
            return [User(*row) for row in connection.execute(f"{query} ORDER BY name")]

    def add(self, name: str, password: str, role: Role) -> None:
        """Makes an account. Raises AccountError, CannotWrite."""
        if not _NAME.fullmatch(name):
            raise AccountError(
                f"Tên người dùng “{name}” không dùng được; hãy dùng chữ, số, dấu chấm, gạch ngang, nhiều nhất 64 ký tự."
            )
        if role not in ROLES:
            raise AccountError(f"Không có vai trò “{role}” (có: {', '.join(ROLES)}).")
        salt, digest = _hashed(password)
        with self._open() as connection:
            if connection.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
                raise AccountError(f"Đã có người dùng “{name}”.")
            connection.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?)", (name, role, salt, digest, time.time()))

    def remove(self, name: str) -> None:
        """Removes an account, its sessions and its tokens. Raises AccountError."""
        with self._open() as connection:
            self._known(connection, name)
            for table in ("users", "sessions", "tokens"):
                connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    def set_password(self, name: str, password: str) -> None:
        """Another password; whoever is signed in by the old one is signed out, tokens end. Raises AccountError."""
        salt, digest = _hashed(password)
        with self._open() as connection:
            self._known(connection, name)
            connection.execute("UPDATE users SET salt = ?, hash = ? WHERE name = ?", (salt, digest, name))
            for table in ["sessions", "tokens"]:
                connection.execute(f"DELETE FROM {table} WHERE name = ?", (name,))

    def sign_in(self, name: str, password: str) -> str | None:
        """A new session's secret, None where name or password are wrong; both take the same time."""
        with self._open() as connection:
            row = connection.execute("SELECT salt, hash FROM users WHERE name = ?", (name,)).fetchone()
        salt, digest = row or (b"-" * 16, b"")
        with self._trying:
            tried = _scrypt(password[:_LONGEST_PASSWORD], salt)
        if not hmac.compare_digest(tried, digest):
            return None
        secret, now = secrets.token_urlsafe(32), time.time()
        with self._open() as connection:
            gone = (now - self._idle, now - _LONGEST_SESSION)
            connection.execute("DELETE FROM sessions WHERE seen < ? OR started < ?", gone)
            connection.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(secret), name, now, now))
        return secret

    def of_session(self, secret: str) -> User | None:
        """Whose session this is, None where it is unknown or has ended."""
        if not secret:
            return None
        now = time.time()
        query = (
            "SELECT users.name, role, created, seen FROM sessions JOIN users USING (name) "
            "WHERE sessions.hash = ? AND seen >= ? AND started >= ?"
        )
        with self._open() as connection:
            values = (_digest(secret), now - self._idle, now - _LONGEST_SESSION)
            row = connection.execute(query, values).fetchone()
            if row is None:
                return None
            if now - row[3] > _SEEN_EVERY:
                connection.execute("UPDATE sessions SET seen = ? WHERE hash = ?", (now, _digest(secret)))
        return User(*row[:3])

    def sign_out(self, secret: str) -> None:
        """Ends a session."""
        with self._open() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (_digest(secret),))

    def new_token(self, name: str) -> str:
        """A word by which programs use the account, shown this once. Raises AccountError."""
        token = f"cchc_{secrets.token_urlsafe(32)}"
        with self._open() as connection:
            self._known(connection, name)
            connection.execute("INSERT INTO tokens VALUES (?, ?, ?)", (_digest(token), name, time.time()))
        return token

    def revoke_tokens(self, name: str) -> int:
        """Ends all tokens of an account; how many there were. Raises AccountError."""
        with self._open() as connection:
            self._known(connection, name)
            return connection.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount

    def of_token(self, token: str) -> User | None:
        """Whose token this is."""
        query = "SELECT users.name, role, users.created FROM tokens JOIN users USING (name) WHERE tokens.hash = ?"
        with self._open() as connection:
            row = connection.execute(query, (_digest(token),)).fetchone()
        return User(*row) if row else None

    @staticmethod
    def _known(connection: sqlite3.Connection, name: str) -> None:
        if not connection.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
            raise AccountError(f"Không có người dùng “{name}”; xem danh sách bằng lệnh: qa-cchc users list")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._file.exists():
                self._index.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self._file, os.O_CREAT | os.O_WRONLY, 0o600))
            connection = sqlite3.connect(self._file, timeout=10)
            try:
                connection.executescript(_SCHEMA)
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise CannotWrite(self._index, str(error)) from error
        except OSError as error:
            raise CannotWrite(self._index, layout.reason(error)) from error


def _hashed(password: str) -> tuple[bytes, bytes]:
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(f"Mật khẩu phải có ít nhất {SHORTEST_PASSWORD} ký tự.")
    if len(password) > _LONGEST_PASSWORD:
        raise AccountError(f"Mật khẩu dài quá {_LONGEST_PASSWORD} ký tự.")
    salt = secrets.token_bytes(16)
    return salt, _scrypt(password, salt)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY)


def _digest(secret: str) -> bytes:
    # The words are long and random: nothing slower is needed.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
