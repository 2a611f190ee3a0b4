"""The indicator that a set of concepts makes: ("files", "received", "online", "rate") → the rate of online files."""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.figures.catalogue import Catalogue, Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.vietnamese.concepts import load_concepts

_MONEY = re.compile(r"(?<!hợp )đồng$")
# A concept of these facets that the indicator does not speak of makes the figure another one.
_DECISIVE = {
    "timeliness",
    "channel",
    "online_level",
    "online_payment",
    "digitisation",
    "staffing",
    "legal_step",
    "procedure_step",
    "index",
    "satisfaction",
    "budget",
    "object",
    "staff",
    "systems",
    "engagement",
    "measure",
    "oversight",
    "quota",
    "task_state",
    "staff_event",
    "penalty",
}
# Said of a file on its way, these go without saying in the narrower concept.
# Disbursement is a share of the plan, whether that is said or not.
# What happens to staff is told whichever staff it happens to; what only counts them is not.
_STAFF = {"all_staff", "civil_servants", "public_employees", "commune_officials", "leaders"}
_IMPLIED = {
    "staff_event": _STAFF,
    "penalty": {"disciplined", *_STAFF},
    "staffing": {"all_staff"},
    "budget": {"capital_plan"},
    "timeliness": {"resolved"},
    "channel": {"received"},
    "online_level": {"received", "online"},
}


def indicator_of(facets: tuple[str, ...], unit: str | None) -> Indicator | None:
    """The most specific indicator all of whose concepts are among `facets`; None when none fits without a remainder.

    Money is never a count of things, nor the other way round.
    """
    return _indicator_of(load_catalogue(), facets, unit)


@lru_cache(maxsize=4096)
def _indicator_of(catalogue: Catalogue, facets: tuple[str, ...], unit: str | None) -> Indicator | None:
    concepts = load_concepts()
    have = frozenset(facets)
    best: tuple[float, Indicator] | None = None
    for wanted, indicator in _said(catalogue):
        if not wanted <= have:
            continue
        measured = _measured(indicator, have)
        if not measured and ("rate" in have) != (indicator.kind == "ratio"):
            continue
        if unit and not (measured and _grades(unit, indicator)) and not _same_kind(unit, indicator.unit):
            continue
        implied = {c for facet in map(concepts.facet, wanted) for c in _IMPLIED.get(facet, ())}
        implied |= {"score", "rate"} if measured and indicator.kind == "score" else set()
        extra = {c for c in have - wanted - implied if concepts.facet(c) != "desk"}
        if any(concepts.facet(c) in _DECISIVE for c in extra - {"rate"}):
            continue
        score = len(wanted) - 0.5 * len(extra)
        if best is None or score > best[0]:
            best = (score, indicator)
    return best[1] if best else None


@lru_cache(maxsize=4)
def _said(catalogue: Catalogue) -> tuple[tuple[frozenset[str], Indicator], ...]:
    """The indicators that concepts say, each with those concepts."""
    return tuple((frozenset(one.facets), one) for one in catalogue.indicators if one.facets)


def _measured(indicator: Indicator, have: frozenset[str]) -> bool:
    """Whether concepts that name an index speak of its score or of its rank, as the indicator does."""
    concepts = load_concepts()
    if not any(concepts.facet(c) == "index" for c in indicator.facets):
        return False
    return (indicator.kind == "rank") == ("rank" in have) and indicator.kind in ("score", "rank")


def _grades(unit: str, indicator: Indicator) -> bool:
    """Whether a unit grades: ranks are counted in what is ranked ("24/63 tỉnh"), scores in points or in per cent."""
    return unit != "bậc" if indicator.kind == "rank" else unit == "%" or unit.startswith("điểm")


_PEOPLE = re.compile(
    r"\b(?:người|cán bộ|công chức|viên chức|lãnh đạo|biên chế|giáo viên|lượt|chỉ tiêu|học viên|thành viên|đại biểu|"
    r"nhân viên|công dân)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _same_kind(unit: str, other: str) -> bool:
    """Whether two units count one kind of thing: "hs" and "hồ sơ", "công chức" and "người", never "đồng" and "lần"."""
    if unit == other or not other or "=" in other:
        return True
    money = [bool(_MONEY.search(each.lower())) for each in (unit, other)]
    if any(money):
        return all(money)
    concepts = load_concepts()
    if set(concepts.ids(unit)) & set(concepts.ids(other)):
        return True
    if _PEOPLE.search(unit) and _PEOPLE.search(other):
        return True
    kinds = [[each.strip() for each in text.lower().split(",")] for text in (unit, other)]
    return any(one.startswith(two) or two.startswith(one) for one in kinds[0] for two in kinds[1] if one and two)
