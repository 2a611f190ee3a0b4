"""The indicator that a set of concepts makes: ("files", "received", "online", "rate") → the rate of online files."""

from __future__ import annotations

from functools import lru_cache

from qa_cchc.figures.catalogue import Indicator
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.vietnamese.concepts import load_concepts

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
}
# Said of a file on its way, these go without saying in the narrower concept.
_IMPLIED = {"timeliness": {"resolved"}, "channel": {"received"}, "online_level": {"received", "online"}}


@lru_cache(maxsize=4096)
def indicator_of(facets: tuple[str, ...], unit: str | None) -> Indicator | None:
    """The most specific indicator all of whose concepts are among `facets`; None when none fits without a remainder.

    Money is never a count of things, nor the other way round.
    """
    money = _is_money(unit)
    concepts = load_concepts()
    have = frozenset(facets)
    best: tuple[float, Indicator] | None = None
    for indicator in load_catalogue().indicators:
        wanted = frozenset(indicator.facets)
        if not wanted or not wanted <= have:
            continue
        if ("rate" in have) != (indicator.kind == "ratio") or (unit and money != _is_money(indicator.unit)):
            continue
        implied = {c for facet in map(concepts.facet, wanted) for c in _IMPLIED.get(facet, ())}
        extra = {c for c in have - wanted - implied if concepts.facet(c) != "desk"}
        if any(concepts.facet(c) in _DECISIVE for c in extra - {"rate"}):
            continue
        score = len(wanted) - 0.5 * len(extra)
        if best is None or score > best[0]:
            best = (score, indicator)
    return best[1] if best else None


def _is_money(unit: str | None) -> bool:
    return bool(unit) and unit.lower().endswith("đồng") and "hợp đồng" not in unit.lower()
