"""What one indicator of the catalogue is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "ratio", "amount", "score", "rank", "code", "yes_no"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `codes` maps a form version to "form:full code"; `under` names rows above it, any one of which
    tells it from others of the same name; `printed` are its names in other forms, `alone` those of them that are
    told without a row above; `facets` concept ids."""

    id: str
    name: str
    short: str
    unit: str
    kind: Kind
    numerator: str | None
    denominator: str | None
    parts: tuple[str, ...]
    synonyms: tuple[str, ...]
    codes: Mapping[str, str]
    higher_is_better: bool | None
    facets: tuple[str, ...]
    printed: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    under: tuple[str, ...] = ()

    @property
    def forms(self) -> frozenset[str]:
        """Numbers of the standard forms it stands in."""
        return frozenset(code.split(":")[0] for code in self.codes.values() if ":" in code)
