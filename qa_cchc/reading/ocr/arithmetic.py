"""What the figures of a form say of one another: rates and their counts, wholes and their parts.

Nothing here changes a number. A report may be wrong in itself: what does not fit is a reason to look again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from qa_cchc.reading.codes import CodedRow, place_rows
from qa_cchc.vietnamese.unicode import fold

Fits = Callable[[str], bool]
"""Whether a cell's text would take the reason away."""

_PERCENT = re.compile(r"%|phan tram|(?:ty|ti) le(?: %| phan tram)?|\(%\)")
_RATE = re.compile(r"(?:ty|ti) le\b")
# Shares of a plan, of a year before, of a budget may well be above the whole.
_ABOVE = re.compile(
    r"\b(?:vuot|tang|giam|so voi|cung ky|ke hoach|du toan|thu ngan sach|tu (?:chu|bao dam|dam bao)|giai ngan|chi so)\b"
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d{1,3}))?")
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a form as far as its figures go; texts as printed."""

    code: str
    name: str
    unit: str
    text: str

    @property
    def rate(self) -> bool:
        """Whether the row states a share of a hundred."""
        unit = fold(self.unit).strip()
        if unit:
            return _PERCENT.fullmatch(unit) is not None
        return self.text.endswith("%") or _RATE.match(fold(self.name)) is not None

    @property
    def may_exceed(self) -> bool:
        """Whether the row's name allows more than a hundred."""
        return _ABOVE.search(fold(self.name)) is not None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry, given by its index, is to be looked at again."""

    index: int
    fits: Fits


def amount(text: str, rate: bool) -> Fraction | None:
    """The number a cell states; None for none. Three digits after one mark are thousands, of a rate decimals."""
    core = text.strip(" %()")
    if not rate and _GROUPED.fullmatch(core):
        return Fraction(re.sub("[.,]", "", core))
    match = _DECIMAL.fullmatch(core)
    if match is None:
        return None
    whole, decimals = match[1], match[2] or ""
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def decimals(text: str) -> int:
    """How many decimals a rate is printed with."""
    match = _DECIMAL.fullmatch(text.strip(" %()"))
    return len(match[2] or "") if match else 0


def misreadings(text: str) -> Iterator[str]:
    """Every text one sign away: a mark lost, put in or taken for the other, a digit lost, put in or mistaken."""
    for at, sign in enumerate(text):
        yield text[:at] + text[at + 1 :]
        others = "0123456789" if sign.isdigit() else ".," if sign in ".," else ""
        yield from (text[:at] + other + text[at + 1 :] for other in others if other != sign)
    for at in range(len(text) + 1):
        yield from (text[:at] + other + text[at:] for other in "0123456789.,")


def one_sign_off(text: str, fits: Fits) -> bool:
    """Whether a slip of one sign may stand between the text and one that fits."""
    return any(fits(other) for other in misreadings(text))


def explained(text: str, counts: Sequence[Fraction], above: bool = False) -> bool:
    """Whether two of the counts make the rate: one of the other, or of both together, rounded or cut off.

    `above`: whether the larger may be the part.
    """
    rate = amount(text, True)
    if rate is None:
        return False
    unit = Fraction(1, 10 ** decimals(text))
    for one, other in combinations(counts, 2):
        low, high = sorted((one, other))
        shares = [(low, high), (high - low, high), (low, low + high), (high, low + high)]
        shares += [(high, low)] if above else []
        if any(whole and -unit / 2 <= 100 * part / whole - rate < unit for part, whole in shares):
            return True
    return False


def reasons(entries: Sequence[Entry]) -> list[Reason]:
    """Why entries of one form, in the order of its rows, are to be looked at again."""
    made = list(_above_hundred(entries))
    places = place_rows([CodedRow(entry.code, entry.name, unit=bool(entry.unit)) for entry in entries])
    parents = [place.parents[-1] if place.parents else None for place in places]
    made += _rates(entries, parents)
    made += _sums(entries, parents)
    return made


def _above_hundred(entries: Sequence[Entry]) -> Iterator[Reason]:
    for index, entry in enumerate(entries):
        stated = amount(entry.text, True) if entry.rate and not entry.may_exceed else None
        if stated is not None and stated > 100:
            yield Reason(index, at_most_hundred)


def at_most_hundred(text: str) -> bool:
    """Whether a text is a rate of at most a hundred."""
    stated = amount(text, True)
    return stated is not None and stated <= 100


def _rates(entries: Sequence[Entry], parents: Sequence[int | None]) -> Iterator[Reason]:
    """Rates that no two counts near them make, and counts that a slip of one sign may have kept from making one."""
    for index, entry in enumerate(entries):
        if not entry.rate or amount(entry.text, True) is None:
            continue
        below = [at for at, parent in enumerate(parents) if parent == index]
        kin = below + [
            at
            for at, parent in enumerate(parents)
            if at not in below and (at == parents[index] or (parent == parents[index] and abs(at - index) <= _NEAR))
        ]
        own = _counts(entries, below)
        all_counts = _counts(entries, kin)
        above = entry.may_exceed
        if len(all_counts) < 2 or explained(entry.text, list(all_counts.values()), above):
            continue
        nearest = own if len(own) >= 2 else all_counts
        made_of = _made_of(list(nearest.values()), above)
        if len(own) >= 2 or one_sign_off(entry.text, made_of):
            yield Reason(index, made_of)
        for at in nearest:
            makes = _makes(entry.text, [count for other, count in nearest.items() if other != at], above)
            if one_sign_off(entries[at].text, makes):
                yield Reason(at, makes)


def _made_of(counts: Sequence[Fraction], above: bool) -> Fits:
    """Whether a rate's text is made of two of the counts."""
    return lambda text: explained(text, counts, above)


def _makes(rate: str, others: Sequence[Fraction], above: bool) -> Fits:
    """Whether a count's text makes the rate with one of the others."""

    def fits(text: str) -> bool:
        count = amount(text, False)
        return count is not None and any(explained(rate, (count, other), above) for other in others)

    return fits


def _counts(entries: Sequence[Entry], indexes: Sequence[int]) -> dict[int, Fraction]:
    """The counts that stand at some rows."""
    return {
        at: count
        for at in indexes
        if not entries[at].rate and (count := amount(entries[at].text, False)) is not None
    }


def _sums(entries: Sequence[Entry], parents: Sequence[int | None]) -> Iterator[Reason]:
    """Wholes that their parts miss by what a slip of one sign would make."""
    for index, entry in enumerate(entries):
        if entry.rate:
            continue
        below = [at for at, parent in enumerate(parents) if parent == index]
        if not below and fold(entry.name).startswith("tong "):
            # "5.1. Tổng số nhiệm vụ", then its parts as 5.2, 5.3…
            below = [at for at, parent in enumerate(parents) if parent == parents[index] and at > index]
        parts = [at for at in below if fold(entries[at].unit) == fold(entry.unit)]
        yield from unequal([index, *_counts(entries, parts)], entries)


def unequal(members: Sequence[int], entries: Sequence[Entry]) -> Iterator[Reason]:
    """Reasons to look at a whole, given first, and its parts, where a slip of one sign may keep them from adding up."""
    known = _counts(entries, members)
    if len(members) < 3 or len(known) < len(members):
        return
    whole, *parts = known.values()
    gap = whole - sum(parts)
    if not gap:
        return
    for place, at in enumerate(members):
        wanted = known[at] - gap if place == 0 else known[at] + gap

        def fits(text: str, wanted: Fraction = wanted) -> bool:
            return amount(text, False) == wanted

        if wanted >= 0 and one_sign_off(entries[at].text, fits):
            yield Reason(at, fits)
