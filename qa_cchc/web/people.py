"""Who is behind the request at hand, and what they may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A visitor: the account's name ("" where nobody signs in), its role, the address they come from."""

    name: str = ""
    role: str = "admin"
    address: str = ""

    @property
    def may_edit(self) -> bool:
        """Whether they may change the archive."""
        return self.role in {"editor", "admin"}

    @property
    def is_admin(self) -> bool:
        """Whether they may see who did what."""
        return self.role == "admin"


# Whoever sits at the machine may do everything; the gate says otherwise for everybody else.
_AT_THE_MACHINE = Person()
_current: ContextVar[Person | None] = ContextVar("person", default=None)


def current() -> Person:
    """The visitor whose request is being answered."""
    return _current.get() or _AT_THE_MACHINE


@contextmanager
def visiting(person: Person) -> Iterator[None]:
    """Makes `person` the visitor inside the block."""
    token = _current.set(person)
    try:
        yield
    finally:
        _current.reset(token)
