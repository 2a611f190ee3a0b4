"""Which indicators a person's words speak of: a lexical index of names and synonyms."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import pairwise

from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.likeness import contradiction, prepare, worded
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import place_tones

_WORD = re.compile(r"[^\W_]+|%")
_MARKED = re.compile(r"[^\x00-\x7f]")
_ABBREVIATED = re.compile(r"[A-ZĐ&]{2,}")
# Words of asking, of time and of place, which name no indicator.
_ASKING = re.compile(
    r"\b(?:bao nhieu|may|la gi|nao|the nao|nhu the nao|hoi|cho biet|xin|hay|toi|em|anh|chi(?= oi)|quy (?:[1-4]|"
    r"i{1,3}v?|iv|nay|truoc)|nam \d{4}|"
    r"thang \d{1,2}|[69] thang(?: dau nam)?|(?:tai |cua |o )?(?:bo phan )?(?:tiep nhan va tra ket qua|"
    r"mot cua)(?: dien tu)?(?: cac)?"
    r"(?: cap)?(?: thi xa| thanh pho| huyen| quan| xa,? phuong(?:,? thi tran)?| xa| phuong| tinh)?|(?:tai |cua |"
    r"o )(?:cac )?(?:uy ban nhan dan )?"
    r"(?:thi xa|thanh pho|huyen|quan|xa,? phuong(?:,? thi tran)?|xa|phuong|tinh)|bieu mau \d+|chuong trinh)\b"
)
_EMPTY = frozenset(
    "la gi co khong cua o tai trong va cac nhung duoc da thi nay kia do ha nhi a vay voi theo ve ky nay den".split()
)
_RANKING = re.compile(r"\b(?:xep (?:hang|thu|vi tri)|thu hang|hang may|dung thu|thu may|vi thu)\b")


class WordIndex:
    """Lexical index of names and synonyms: syllables and pairs of them, weighted by rarity."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._texts: list[tuple[Indicator, str]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._spelt: list[frozenset[str]] = []
        bags: list[frozenset[str]] = []
        for indicator in indicators:
            for text in dict.fromkeys(_names(indicator)):
                opened = re.sub(r"\s*\([^()]*\)", "", text)
                if _ABBREVIATED.search(opened):
                    opened = expand(opened)
                bag = frozenset(_features(_telling(worded(opened))))
                for feature in bag:
                    self._postings[feature].append(len(bags))
                bags.append(bag)
                self._texts.append((indicator, text))
                self._spelt.append(frozenset(_WORD.findall(place_tones(opened.lower()))))
        self._idf = {feature: math.log(1 + len(bags) / len(found)) for feature, found in self._postings.items()}
        self._sizes = [sum(self._idf[feature] for feature in bag) for bag in bags]

    def search(self, text: str, k: int) -> list[tuple[Indicator, float]]:
        """The `k` likeliest indicators with scores from 0 to 1."""
        opened = expand(text)
        asked_of = worded(opened)
        scores: dict[int, float] = defaultdict(float)
        asked = 0.0
        for feature in dict.fromkeys(_features(_telling(asked_of))):
            weight = self._idf.get(feature)
            if weight is None:
                continue
            asked += weight
            for position in self._postings[feature]:
                scores[position] += weight
        if not asked:
            return []
        marked = [syllable for syllable in _WORD.findall(place_tones(opened.lower())) if _MARKED.search(syllable)]
        said = prepare(text).features
        ranking = _RANKING.search(asked_of) is not None
        ranked = nlargest(
            6 * k + 12, ((2 * score / (asked + self._sizes[position]), position) for position, score in scores.items())
        )
        best: dict[str, tuple[float, Indicator]] = {}
        for score, position in ranked:
            indicator, written = self._texts[position]
            spelling = sum(syllable in self._spelt[position] for syllable in marked) / len(marked) if marked else 1.0
            value = score * (0.75 + 0.25 * spelling) - 0.5 * contradiction(said, prepare(written).features)
            value -= _unlike_kind(indicator, "rate" in said, ranking)
            if value > best.get(indicator.id, (0.0, indicator))[0]:
                best[indicator.id] = (value, indicator)
        return [
            (indicator, round(min(1.0, value), 4))
            for value, indicator in sorted(best.values(), key=lambda item: -item[0])[:k]
        ]


def _names(indicator: Indicator) -> tuple[str, ...]:
    """The names that mean an indicator without a row above: short headings ("Trước hạn") are left out."""
    printed = indicator.alone if indicator.under else indicator.printed
    return (indicator.name, indicator.short, *printed, *indicator.synonyms)


def _unlike_kind(indicator: Indicator, rate: bool, ranking: bool) -> float:
    """What an indicator of another kind than the one asked for loses: counts where a rate is wanted, points where a
    rank is."""
    if ranking != (indicator.kind == "rank"):
        return 0.2
    if rate and indicator.unit != "%":
        return 0.2
    return 0.03 if not rate and indicator.kind == "ratio" else 0.0


def _telling(asked_of: str) -> list[str]:
    """The syllables that can name an indicator."""
    return [syllable for syllable in _WORD.findall(_ASKING.sub(" ", asked_of)) if syllable not in _EMPTY]


def _features(syllables: Sequence[str]) -> Iterable[str]:
    yield from syllables
    for first, second in pairwise(syllables):
        yield f"{first} {second}"
