"""Slows down who tries passwords: after a few wrong ones, each account and each address waits longer and longer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_FREE = 4
_LONGEST = 900.0
_FORGOTTEN = 3600.0
_MOST = 10_000


class Throttle:
    """Counts wrong trials by key (an account, an address). Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: dict[str, tuple[int, float]] = {}

    def waits(self, *keys: str) -> int:
        """How many seconds must pass before the next trial, 0 for none."""
        now = self._clock()
        with self._lock:
            waits = [self._until(key) - now for key in keys]
        return max(0, *(int(wait) + (wait > int(wait)) for wait in waits))

    def failed(self, *keys: str) -> None:
        """A trial was wrong."""
        now = self._clock()
        with self._lock:
            for key in keys:
                count, at = self._failed.get(key, (0, now))
                self._failed[key] = (1 if now - at > _FORGOTTEN else count + 1, now)
            if len(self._failed) > _MOST:
                oldest = sorted(self._failed, key=lambda key: self._failed[key][1])
                for key in oldest[: _MOST // 2]:
                    del self._failed[key]

    def succeeded(self, *keys: str) -> None:
        """A trial was right: what was counted is forgotten."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def _until(self, key: str) -> float:
        count, at = self._failed.get(key, (0, 0.0))
        return at + min(_LONGEST, 2.0 ** (count - _FREE)) if count > _FREE else 0.0
