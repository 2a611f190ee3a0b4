"""The tab "Trợ giúp": how to ask and read answers, abbreviations that are understood, the catalogue of indicators."""

from __future__ import annotations

from functools import lru_cache

from qa_cchc.archive.store import Archive
from qa_cchc.figures import catalogue
from qa_cchc.figures.indicator import Indicator
from qa_cchc.vietnamese.abbreviations import entries, expand
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web import links, markup
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

PATH = "/tro-giup"
TAB = "tro-giup"
WORDS = "tim"


def pane(archive: Archive, query: Query) -> str:
    """The HTML of the tab; the catalogue narrowed to the indicators that hold the words asked for."""
    known = catalogue.load()
    words = query.one(WORDS)
    found = [indicator for indicator in known.indicators if _holds(indicator, words)]
    themes = [
        (name, [_shown(indicator) for indicator in found if indicator.theme == theme])
        for theme, name in known.themes.items()
    ]
    glossary = sorted({(entry.short, entry.means) for entry in entries(archive.settings.glossary_file())}, key=_key)
    return markup.render(
        "panes/help.html",
        query=query,
        words=words,
        assets=links.ASSETS,
        glossary=glossary,
        themes=[(name, indicators) for name, indicators in themes if indicators],
        total=len(found),
        of=len(known.indicators),
    )


def _key(entry: tuple[str, str]) -> str:
    return fold(entry[0])


def _holds(indicator: Indicator, words: str) -> bool:
    wanted = fold(expand(words)).split()
    return not wanted or all(word in _searched(indicator) for word in wanted)


@lru_cache(maxsize=2048)
def _searched_names(names: tuple[str, ...]) -> str:
    return fold(expand(" · ".join(names)))


def _searched(indicator: Indicator) -> str:
    return _searched_names((indicator.id, indicator.name, indicator.short or "", *indicator.synonyms))


def _shown(indicator: Indicator) -> dict[str, object]:
    known = catalogue.load()

    def name(identifier: str | None) -> str:
        found = known.get(identifier) if identifier else None
        return found.short or found.name if found else ""

    formula = ""
    if indicator.numerator and indicator.denominator:
        formula = f"{name(indicator.numerator)} : {name(indicator.denominator)}"
    return {
        "id": indicator.id,
        "name": indicator.name,
        "unit": indicator.unit,
        "formula": formula,
        "parts": [name(part) for part in indicator.parts],
        "synonyms": indicator.synonyms[:6],
        "better": {True: text("better_higher"), False: text("better_lower"), None: ""}[indicator.higher_is_better],
        "forms": ", ".join(sorted(indicator.forms)),
    }


