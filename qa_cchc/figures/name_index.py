"""Which indicators a printed row may mean: by its words, by the names above it, by its unit and by what it must not be.

A short row ("- Cấp tỉnh") leans on the row above it: what its own words leave open may be told there, and then the
indicator has to belong to the one above.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.likeness import Name, apart, letters, likeness, plain, prepare, read_name, tells, weight
from qa_cchc.figures.name_repair import Mender
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold

_LEVEL_AT = {"tỉnh": "province", "sở": "sector", "huyện": "district", "xã": "commune", "phòng": "office"}
_YES_NO = re.compile(r"\bco ?/ ?(?:khong|chua)\b|\b(?:khong|chua) ?/ ?co\b")
_LEGEND = re.compile(r"(?<![\d,.])\d ?[:=] ?[a-z]{2}|[a-z]{2} ?[:=] ?\d(?![\d,.])")
_RATE_UNIT = re.compile(r"%|\bty le\b|\bti le\b|\bphan tram\b")
# What is counted, by the words a unit is printed with.
_UNIT_KINDS = {
    kind: re.compile(rf"\b(?:{words})\b")
    for kind, words in {
        "money": "dong|tr d|trd",
        "procedures": "thu tuc|dich vu cong",
        "files": "ho so|giao dich",
        "documents": "van ban|nghi quyet|quyet dinh",
        "people": "nguoi|cong chuc|vien chuc|can bo|bien che|luot",
        "forms": "phieu",
        "tasks": "nhiem vu",
        "issues": "van de",
        "feedback": "phan anh|kien nghi|y kien",
        "offices": "co quan|don vi|to chuc|phong|ban|so",
        "sessions": "cuoc|buoi|hoi nghi|lan",
        "letters": "don",
        "scores": "diem|hang|bac",
        "news": "tin|bai|phong su|video|chuyen muc|chuyen trang",
        "accounts": "tai khoan|hop thu",
        "signatures": "chung thu|chung thu so|chu ky so",
        "ideas": "sang kien|mo hinh",
        "posts": "vi tri|vi tri viec lam",
        "systems": "he thong|phan mem",
    }.items()
}
_BRACKET = re.compile(r"[()]")
# What a name weighs less that forms do not print.
_SPOKEN = 0.1
_MOST = 60
# What a name is worth that a row's may be the cut beginning of; and that is one of several such.
_CUT = 0.82
_OPEN_ENDED = 0.66
# What an indicator of one level loses where neither the row nor one above it says a level.
_NO_LEVEL = 0.03
# What only a row's own words say of it, never those above.
_OWN_WORDS = frozenset({"rate", "progress", "survey", "change", "kind", "money"})
# What a row loses that says more than the indicator: it counts a part of that.
_NARROWER = {"link": 0.3, "used": 0.35, "done": 0.4}
_TOTAL = frozenset({"tong so", "tong", "tong cong", "cong", "tong so luong"})


@dataclass(frozen=True)
class Meant:
    """An indicator with the names it stands under."""

    indicator: Indicator
    under: tuple[Name, ...]

    @cached_property
    def features(self) -> Mapping[str, frozenset[str]]:
        """What the indicator is, whichever name it goes by: by its own name, and by what all those above it say."""
        own = dict(prepare(self.indicator.name).features)
        for group in {group for name in self.under for group in name.features}:
            told = [name.features[group] for name in self.under if group in name.features]
            if group not in own and len(set(told)) == 1 and group != "head":
                own[group] = told[0]
        return own


@dataclass(frozen=True)
class Entry:
    """One printed name of an indicator; `alone` when it is told without the names it stands under.

    `spoken` marks what people and reports call it, which forms do not print, `varied` what some offices alone print.
    """

    meant: Meant
    name: Name
    alone: bool
    spoken: bool
    varied: bool

    @property
    def indicator(self) -> Indicator:
        """Whose name it is."""
        return self.meant.indicator

    @property
    def under(self) -> tuple[Name, ...]:
        """The names it stands under."""
        return self.meant.under

    @cached_property
    def implied(self) -> Mapping[str, frozenset[str]]:
        """Features that the indicator has without this name saying so, such as its level."""
        own = self.meant.features
        implied = {group: own[group] for group in own.keys() - self.name.features.keys()}
        level = _LEVEL_AT.get(self.indicator.at or "")
        if level and "level" not in self.name.features and "level" not in implied:
            implied["level"] = frozenset({level})
        return implied


@dataclass(frozen=True, slots=True)
class RowName:
    """A row to be matched: its name, those above it (outermost first), its unit ("" or None when none is printed),
    the form's number, and the indicator that the row above it means."""

    name: str
    parents: tuple[str, ...] = ()
    unit: str | None = None
    form: str | None = None
    above: str | None = None


class NameIndex:
    """The printed names of indicators, ready for finding those like a row's."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._entries = [entry for indicator in indicators for entry in _entries(indicator)]
        self._same: dict[str, list[int]] = defaultdict(list)
        self._holding: dict[str, list[int]] = defaultdict(list)
        counts: Counter[str] = Counter()
        for position, entry in enumerate(self._entries):
            if not entry.spoken:
                self._same[entry.name.plain].append(position)
            for token in entry.name.tokens:
                self._holding[token].append(position)
            if not entry.spoken:
                counts.update(entry.name.tokens)
        printed = [entry for entry in self._entries if not entry.spoken]
        total = len(printed)
        self._weights = {token: math.log(1 + total / count) / math.log(1 + total) for token, count in counts.items()}
        self._sizes = [weight(entry.name.tokens, self._weights) for entry in self._entries]
        self._mender = Mender(
            [*(entry.name.plain for entry in printed), *(name.plain for entry in printed for name in entry.under)]
        )
        self._sorted = sorted(
            (entry.name.plain, position)
            for position, entry in enumerate(self._entries)
            if not entry.spoken and not entry.varied
        )
        self._family = _families(indicators)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, text: str) -> Name:
        """A row's name with its slips mended."""
        return read_name(text, self._mender.mend)

    def candidates(self, row: RowName, most: int = 8, least: float = 0.45) -> list[tuple[Indicator, float]]:
        """The likeliest indicators with scores, 0.72 and more for sure ones; at most `most`, none below `least`."""
        name = self.read(row.name)
        above = [self.read(parent) for parent in row.parents]
        if not name.tokens:
            return []
        context = frozenset().union(*(parent.tokens for parent in above)) if above else frozenset()
        best: dict[str, tuple[float, Indicator]] = {}
        levelled = any("level" in one.features for one in (name, *above))
        # A name known as it stands is no longer one's beginning.
        whole = name.plain in self._same
        begun = [] if whole else self._begun(row.name, name)
        open_ended = self._open_ended(begun)
        longer = ((position, _CUT, 0.0) for position in begun)
        for position, alike, leaning in (*self._alike(name, context), *longer):
            entry = self._entries[position]
            if entry.indicator.id in open_ended:
                alike = min(alike, _OPEN_ENDED)
            score = alike + self._standing(entry, above) - (_SPOKEN if entry.spoken else 0.0)
            score -= _speaks_against(name, above, entry, cut=not whole and entry.name.plain.startswith(name.plain))
            score += _fit(entry.indicator, row.form, row.unit)
            if entry.indicator.general is not None and not levelled:
                score -= _NO_LEVEL
            if not above or above[-1].plain != name.plain:
                total = name.plain in _TOTAL or alike == 1.0
                score += self._kinship(entry.indicator, row.above, leaning, total)
            if score >= least and score > best.get(entry.indicator.id, (0.0, entry.indicator))[0]:
                best[entry.indicator.id] = (score, entry.indicator)
        ranked = sorted(best.values(), key=lambda item: -item[0])[:most]
        return [(indicator, score) for score, indicator in ranked]

    def kin(self, one: str, other: str) -> bool:
        """Whether one indicator may stand right above the other in a form."""
        return other in self._family.get(one, ())

    def begins(self, text: str) -> bool:
        """Whether a row's name is the beginning of a longer one, as where it was cut."""
        return bool(self._begun(text, self.read(text)))

    def _alike(self, name: Name, context: frozenset[str]) -> Iterable[tuple[int, float, float]]:
        """Entries like a name: position, likeness, and what part of the entry only the names above tell."""
        same = self._same.get(name.plain, [])
        yield from ((position, 1.0, 0.0) for position in same)
        shared: dict[int, float] = defaultdict(float)
        for token in name.tokens:
            worth = weight((token,), self._weights)
            for position in self._holding.get(token, ()):
                shared[position] += worth
        size = weight(name.tokens, self._weights)
        if not size:
            return
        known = frozenset(same)
        ranked = sorted(
            ((common / size + common / self._sizes[position], position) for position, common in shared.items()
             if position not in known and (common >= 0.45 * size or common >= 0.95 * self._sizes[position])),
            reverse=True,
        )[:_MOST]
        strongest = 0.0
        for _, position in ranked:
            alike, leaning = self._words(name, position, shared[position], size, context)
            strongest = max(strongest, alike)
            if alike >= 0.5:
                yield position, alike, leaning
        if strongest < 0.8 and not same:
            for position, entry in enumerate(self._entries):
                if not entry.spoken and (alike := letters(name, entry.name)) > 0.0:
                    yield position, min(0.97, alike), 0.0

    def _words(
        self, name: Name, position: int, common: float, size: float, context: frozenset[str]
    ) -> tuple[float, float]:
        wanted = self._entries[position].name
        whole = self._sizes[position]
        precision, recall = common / size, common / whole
        alike = 2 * precision * recall / (precision + recall)
        if not tells(wanted.tokens & name.tokens):
            return alike if recall > 0.95 else 0.0, 0.0
        told = weight((token for token in wanted.tokens - name.tokens if token in context), self._weights)
        leant = min(1.0, recall + 0.92 * told / whole)
        leaning_on = 2 * precision * leant / (precision + leant)
        goes_on = len(wanted.tokens) >= 6 and name.plain.startswith(wanted.plain)
        if alike < 0.9 and goes_on:
            return 0.9, 0.0
        if precision > 0.85 and leaning_on > alike + 0.02:
            # A row that says what is counted stands on its own feet.
            most = 0.97 if "head" not in name.features else 0.8 if name.plain not in self._same else 0.6
            return max(alike, min(most, leaning_on)), told / whole
        # Words of the row that the name has no place for weigh more than words it leaves out.
        return min(0.99, alike) - max(0.0, 0.72 - precision), 0.0

    def _begun(self, text: str, name: Name) -> list[int]:
        """Names that a row's is the beginning of, as where it was cut."""
        if len(name.tokens) < 4 or len(name.plain) < 16:
            return []
        # The last word may be a piece, and mended into what it never was.
        found: list[int] = []
        for begun in {name.plain, plain(text)}:
            first = bisect_left(self._sorted, (begun, -1))
            last = bisect_left(self._sorted, (begun + "\uffff", -1))
            found += [position for longer, position in self._sorted[first:last] if len(longer) > len(name.plain)]
        return found

    def _open_ended(self, begun: Sequence[int]) -> frozenset[str]:
        """The indicators between which a name that was cut leaves it open; none where one of them is what the others
        are at one level."""
        owners = {self._entries[position].indicator.id: self._entries[position].indicator for position in begun}
        general = {indicator.general or indicator.id for indicator in owners.values()}
        return frozenset() if len(owners) == 1 or (len(general) == 1 and general & owners.keys()) else frozenset(owners)

    def _standing(self, entry: Entry, above: Sequence[Name]) -> float:
        """What the names above say for an indicator that stands under some of them."""
        if not entry.under:
            return 0.0
        if not above:
            return -0.05
        near = max(_nearness(wanted, parent, self._weights) for wanted in entry.under for parent in above)
        if near >= 0.6:
            return 0.12 * near
        told = above[-1].features
        if any(told.get(group) == meant for group, meant in entry.implied.items()):
            return 0.0
        return -0.05 if entry.alone else -0.3

    def _kinship(self, indicator: Indicator, above: str | None, leaning: float, total: bool) -> float:
        """What the indicator of the row above says: kin of it are likelier; others cannot lean on its words. A `total`
        under it is it itself."""
        if above is None:
            return -0.3 * leaning if leaning > 0.5 else 0.0
        if above == indicator.id:
            return 0.1 if total else -0.3
        if above in self._family.get(indicator.id, ()):
            return 0.0 if total else 0.1
        return -0.4 if leaning > 0.15 else -0.02


def _entries(indicator: Indicator) -> Iterable[Entry]:
    meant = Meant(indicator, tuple(prepare(text) for text in indicator.under))
    printed_names = (indicator.name, *indicator.printed, *indicator.in_forms)
    opened = (_BRACKET.sub(" ", name) for name in printed_names if "(" in name)
    spoken_names = (*opened, *(spoken for spoken in indicator.synonyms if len(spoken.split()) > 2))
    names = dict.fromkeys(spoken_names, True) | dict.fromkeys(printed_names, False)
    for printed, spoken in names.items():
        alone = spoken or printed == indicator.name or printed in (*indicator.alone, *indicator.in_forms)
        yield Entry(meant, prepare(printed), alone, spoken, printed in indicator.in_forms)


def _families(indicators: Sequence[Indicator]) -> Mapping[str, frozenset[str]]:
    """For each indicator those that may stand above it: its whole, its rate, what it is at one level of, and whatever
    stands above it in a standard form."""
    kin: dict[str, set[str]] = defaultdict(set)

    def tie(one: str | None, other: str | None) -> None:
        if one and other and one != other:
            kin[one].add(other)
            kin[other].add(one)

    for indicator in indicators:
        tie(indicator.id, indicator.general)
        for part in (*indicator.parts, indicator.numerator, indicator.denominator):
            tie(indicator.id, part)
        tie(indicator.numerator, indicator.denominator)
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for indicator in indicators:
        for place in indicator.codes.items():
            bearers[place].append(indicator.id)
    for (version, code), below in bearers.items():
        outer = re.sub(r"[./][^./]+$", "", code)
        for above in bearers.get((version, outer), ()) if outer != code else ():
            for one in below:
                tie(one, above)
    return {one: frozenset(others) for one, others in kin.items()}


def _speaks_against(row: Name, above: Sequence[Name], entry: Entry, cut: bool = False) -> float:
    """How much the features of a row and of the names above it speak against an indicator. What a `cut` name does not
    say any more is not held against it."""
    told: dict[str, frozenset[str]] = {}
    for parent in above:
        told.update(parent.features)
    said, wanted = row.features, entry.name.features
    cost = 0.0
    for group in said.keys() | wanted.keys() | (told.keys() & entry.implied.keys()):
        left, right = said.get(group), wanted.get(group)
        if left == right and left is not None:
            continue
        if left is None:
            around = told.get(group)
            if around is not None and group not in _OWN_WORDS:
                meant = right or entry.implied.get(group)
                cost += apart(group, around, meant) if meant is not None and not meant & around else 0.0
                continue
            if right is None or cut:
                continue
        if right is None and (implied := entry.implied.get(group)) is not None and left is not None:
            cost += 0.0 if left == implied else apart(group, left, implied)
            continue
        cost += max(apart(group, left, right), _NARROWER.get(group, 0.0) if right is None else 0.0)
    return cost


def _nearness(wanted: Name, parent: Name, weights: Mapping[str, float]) -> float:
    """Likeness of a row above to one wanted; a caption that holds all its words is near as well."""
    alike = likeness(wanted, parent, weights)
    return max(alike, 0.7) if wanted.tokens and wanted.tokens <= parent.tokens else alike


def _fit(indicator: Indicator, form: str | None, unit: str | None) -> float:
    """A little for standing in the form of this number, something against a unit that is none of its kind."""
    score = 0.0
    if form and indicator.forms:
        score += 0.02 if form in indicator.forms else -0.04
    if unit:
        said, wanted = unit_kind(unit), unit_kind(indicator.unit)
        if said != wanted and ("code" in (said, wanted) or None not in (said, wanted)):
            score -= 0.3 if {"rate", "code"} & {said, wanted} else 0.18
    return score


@lru_cache(maxsize=512)
def unit_kind(unit: str) -> str | None:
    """What a printed unit counts, roughly: "rate", "files", "people" …; None where it does not say."""
    folded = fold(expand(unit))
    if "=" in folded or _YES_NO.search(folded) or _LEGEND.search(folded):
        return "code"
    if _RATE_UNIT.search(folded):
        return "rate"
    return next((kind for kind, words in _UNIT_KINDS.items() if words.search(folded)), None)
