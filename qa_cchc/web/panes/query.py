"""What the address of a pane asks for: names with one or several values, and addresses that differ in some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

TAB = "the"
FRAGMENT = "manh"
_LONGEST = 200
_MOST = 40


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of one pane, `path` being where it is served and `tab` the id of its tab."""

    path: str
    tab: str
    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, path: str, tab: str, pairs: Iterable[tuple[str, str]]) -> Query:
        """The parameters of a request, cut to what a person could have chosen."""
        kept = [(name, value[:_LONGEST]) for name, value in pairs if value and name not in (TAB, FRAGMENT)]
        return cls(path, tab, tuple(dict.fromkeys(kept[:_MOST])))

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str, otherwise: str = "") -> str:
        """The first value of a name."""
        return next(iter(self.all(name)), otherwise)

    def number(self, name: str, otherwise: int = 0) -> int:
        """A value as a whole number that is not negative."""
        value = self.one(name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else otherwise

    def address(self, **changed: str | Sequence[str] | None) -> str:
        """The address of this pane with some parameters set to other values (None: left out)."""
        return f"{self.path}?{urlencode(self._pairs(changed))}"

    def page_address(self, **changed: str | Sequence[str] | None) -> str:
        """As `address`, of the whole page with this tab open: what a person copies and sends on."""
        return f"/?{urlencode([(TAB, self.tab), *self._pairs(changed)])}"

    def toggled(self, name: str, value: str, *without: str) -> dict[str, tuple[str, ...] | None]:
        """A change that adds the value to those of a name, or takes it away; `without` are names to leave out."""
        held = self.all(name)
        values = tuple(one for one in held if one != value) if value in held else (*held, value)
        return {name: values or None, **dict.fromkeys(without)}

    def _pairs(self, changed: dict[str, str | Sequence[str] | None]) -> list[tuple[str, str]]:
        pairs = [(name, value) for name, value in self.pairs if name not in changed]
        for name, values in changed.items():
            pairs += [(name, value) for value in ([values] if isinstance(values, str) else values or ())]
        return pairs
