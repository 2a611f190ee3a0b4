"""Signs of life from a long reading, so that who waits can tell slow work from none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[str], None] | None] = ContextVar("listener", default=None)


def alive(stage: str) -> None:
    """Says that a step is done ("trang 3/12"). Cheap; does nothing when nobody listens."""
    listener = _listener.get()
    if listener is not None:
        listener(stage)


@contextmanager
def listening(listener: Callable[[str], None]) -> Iterator[None]:
    """Hands every sign of life inside the block to `listener`, from the thread that opened it and those that run in a
    copy of its context."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
