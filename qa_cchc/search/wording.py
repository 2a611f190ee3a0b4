"""What a question searches for: slips mended, abbreviations opened, diacritics restored, words that only ask left out.

Names of places, periods and the report's own number say where to look, not what for; reports repeat them in every
heading. Filters use them; here they weigh little in the lexical views, enough to choose among the rows of a table by
place, and nothing in the vectors.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qa_cchc.search.everyday import widenings
from qa_cchc.search.units import BREAK, singles, units
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.diacritics import OwnCounts, restore
from qa_cchc.vietnamese.periods import find_periods
from qa_cchc.vietnamese.places import display, find_places
from qa_cchc.vietnamese.typing import mend_typing
from qa_cchc.vietnamese.unicode import fold

LIGHT = 0.25
_REPORT_NUMBER = re.compile(r"\b(?:báo cáo|bc)\s+(?:số\s+)?\d+(?:/\d{4})?/BC[-–\w]*", re.IGNORECASE)

# Words that ask or join; in bare typing they are recognised after restoration.
_ASKING_WORDS = """
    bao nhiêu mấy là gì nào sao thế hãy cho biết xin hỏi vui lòng tôi em anh chị mình ạ nhé à hả vậy thì mà ai đâu này
    đó kia của và các những về với ở tại trong trên được bị đã đang sẽ có không như hay hoặc rồi để
"""
_ASKING = frozenset(_ASKING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as search reads it.

    `text`: mended, opened and restored; `units`: its units without asking words, breaks kept; `light`: those of the
    units, marked and folded, that only name a place or a period; `content`: the text without these names.
    `official` is `content` with everyday phrases replaced by official ones, "" where it holds none; `plain` are the
    units without them, `alternatives` for each of them the official phrases (as units) of which one must do.
    """

    text: str
    units: tuple[str, ...]
    light: frozenset[str]
    content: str
    official: str = ""
    plain: tuple[str, ...] = ()
    alternatives: tuple[tuple[tuple[str, ...], ...], ...] = ()

    def weight(self, term: str) -> float:
        """How much a lexical term counts (a unit, units joined by "_", folded or not)."""
        return LIGHT if any(part in self.light for part in term.split("_")) else 1.0


def understand(
    question: str, glossary: Path | None = None, known: Collection[str] = (), spelling: OwnCounts | None = None
) -> Wording:
    """The wording of a question. A question of asking words alone, or of names alone, keeps them all.

    `known` are places of the archive, recognised without their word of level too; `spelling` how the archive spells.
    """
    return _understood(question, glossary, tuple(sorted(known)), spelling)


@lru_cache(maxsize=256)
def _understood(question: str, glossary: Path | None, known: tuple[str, ...], spelling: OwnCounts | None) -> Wording:
    # Each passage shown is marked by the same question.
    right = spelling.words if spelling else ()
    text = restore(expand(mend_typing(question, glossary, known, right), glossary), spelling)
    found = units(text)
    kept = [BREAK if unit in _ASKING else unit for unit in found]
    if not singles(kept):
        kept = found
    spans = sorted(_name_spans(text, known))
    content = _without(text, spans)
    matter = set(singles(units(content))) - _ASKING
    if not matter:
        return Wording(text, tuple(kept), frozenset(), text, *_widened(question, text, found, kept))
    named = {unit for start, end in spans for unit in singles(units(text[start:end]))} - matter
    light = frozenset(named | {fold(unit) for unit in named})
    return Wording(text, tuple(kept), light, content, *_widened(question, content, found, kept))


def _widened(
    question: str, content: str, found: list[str], kept: list[str]
) -> tuple[str, tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]]:
    """`official`, `plain` and `alternatives` of a wording."""
    bare = question.isascii()
    taken = widenings(found, bare)
    if not taken:
        return "", (), ()
    plain = list(kept)
    for one in taken:
        plain[one.start : one.end] = [BREAK] * (one.end - one.start)
    said = units(content)
    for one in reversed(widenings(said, bare)):
        said[one.start : one.end] = one.official[0]
    official = " ".join("," if unit == BREAK else unit for unit in said)
    return official, tuple(plain), tuple(one.official for one in taken)


def _name_spans(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    """Spans of periods, of a report's number, and of the names of provinces and districts without their word of level.

    Names of communes stay where no report is theirs: within a district's report they are what is asked about.
    """
    periods = [(mention.start, mention.end) for mention in find_periods(text)]
    yield from periods
    yield from (match.span() for match in _REPORT_NUMBER.finditer(text))
    for mention in find_places(text, known, typed=True):
        own = mention.level in ("tỉnh", "huyện") or display(mention) in known
        if not own or not mention.name:
            continue
        start = text.rfind(mention.name.split()[0], mention.start, mention.end)
        start = start if start >= 0 else mention.start + len(mention.kind)
        if not any(begin < mention.end and start < end for begin, end in periods):
            yield start, mention.end


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done : max(start, done)])
        done = max(done, end)
    return " ".join([*parts, text[done:]])
