"""What one indicator of the catalogue is, and what must hold between several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "ratio", "amount", "score", "rank", "code", "yes_no"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator. `codes` maps a form version to "form:full code"; `under` names rows above it, any one of which
    tells it from others of the same name; `printed` are its names in other forms, `alone` those of them that are
    told without a row above; `facets` concept ids.

    `general` is the id of the indicator that this one is at one level or kind of office, which `at` names ("tỉnh",
    "sở", "huyện", "xã", "phòng"): `files_resolved_district` is `files_resolved` at "huyện". `monotone` says that it
    only grows within a year when counted from the year's start. `theme` is a key of the catalogue's themes. `in_forms`
    are further names that offices print in forms of their own, each told without a row above."""

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
    general: str | None = None
    at: str | None = None
    monotone: bool = False
    theme: str = ""
    in_forms: tuple[str, ...] = ()

    @property
    def forms(self) -> frozenset[str]:
        """Numbers of the standard forms it stands in."""
        return frozenset(code.split(":")[0] for code in self.codes.values() if ":" in code)


@dataclass(frozen=True, slots=True)
class Identity:
    """A sum that holds between figures of one place, scope and period: `whole` = all of `parts` and those of `optional`
    that are stated. It says nothing where an indicator of `unless` is stated, nor, when `where` names versions of
    forms, outside of them."""

    whole: str
    parts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtMost:
    """`less` is never more than `more`, for figures of one place, scope and period."""

    less: str
    more: str
