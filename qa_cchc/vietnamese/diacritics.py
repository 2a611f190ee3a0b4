"""Restores the diacritics of Vietnamese typed without them.

Every syllable typed without marks may be any syllable of that shape; the likeliest row of syllables is found by Viterbi
over counts of syllables, their pairs and triples (`diacritics.npz`, made by training/train_diacritics.py). Syllables
typed with marks are kept and serve as context, so half-marked text is handled syllable by syllable. An archive's own
text, counted in the same way (`OwnCounts`), brings the names and terms that no law holds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from qa_cchc.vietnamese.abbreviations import code_spans
from qa_cchc.vietnamese.syllables import is_bare_syllable
from qa_cchc.vietnamese.unicode import fold, lower_keeping_length, place_tones, repair

_FILE = Path(__file__).with_name("diacritics.npz")
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/]*|[^\w\s]")
_START, _NUMBER, _OTHER = 0, 1, 2
# Shares of triple, pair and single probabilities; fixed on text set aside in training.
_SHARES = (0.55, 0.40, 0.05)
_CANDIDATES = 14
_LOG_STEP = 10
# Bits that it costs to mark an unmarked syllable among marked ones: people who mark, mark what they mean.
_TRUST = 12.0
# Share of an archive's own counts where it holds the syllable before; of that, the share of pairs over single ones.
_OWN, _OWN_PAIRS = 0.3, 0.85
_LEAST_MARKED, _SEVERAL = 0.25, 3
# An archive of fewer syllables tells little of how frequent any is.
_LITTLE = 20_000.0
# Laws, which were counted, seldom speak of rows of periods; "quy" is then no "quy định" and no "quỹ", "qua" no "quả".
_ROW = r"(?:cac|tung|moi|nhung|may|hai|ba|bon|\d{1,2})"
_AFTER = (
    r"(?=\s*(?:$|[\d.,;?!)])|\s+(?:i{1,3}|iv|nam|nao|nay|truoc|gan|dau(?! tu)|cuoi|sau|vua|lien|ke|trong|tu|cua|va|voi"
    r"|tai|o|thi|co|so|la|de|den|toi|ra|tang|giam|nhu|cao|thap|nhieu|it|bao cao|huyen|xa|tinh)(?!\w))"
)
_ASKED = r"(?:nao|truoc|nay|gan (?:nhat|day)|vua (?:qua|roi)|lien truoc)"
_ROWS_OF_PERIODS = (
    (re.compile(rf"(?<!\w){_ROW}\s+(?P<syllable>quy){_AFTER}"), "quý"),
    (re.compile(rf"(?<!\w)(?P<syllable>quy)(?=\s+{_ASKED}(?!\w))"), "quý"),
    (
        re.compile(
            r"(?<!\w)(?<!ket )(?<!hieu )(?<!thanh )(?<!hau )(?P<syllable>qua)"
            rf"(?=\s+(?:{_ROW}|nhieu|nam)\s+(?:quy|ky|nam|thang)(?!\w))"
        ),
        "qua",
    ),
)


class _Counts:
    """Counts of rows of syllables by sorted key; a row that was not kept counts zero."""

    def __init__(self, steps: np.ndarray, logs: np.ndarray) -> None:
        self._keys = np.cumsum(steps, dtype=np.int64)
        self._counts = np.exp2(np.arange(256) / _LOG_STEP)[logs].astype(np.float32)

    def __call__(self, keys: np.ndarray) -> np.ndarray:
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[places] == keys, self._counts[places], 0.0)


class _Model:
    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as arrays:
            self.syllables: list[str] = json.loads(arrays["vocabulary"].tobytes().decode())
            self.single = np.exp2(arrays["single_logs"] / _LOG_STEP)
            self.pair = _Counts(arrays["pair_steps"], arrays["pair_logs"])
            self.triple = _Counts(arrays["triple_steps"], arrays["triple_logs"])
        self.size = len(self.syllables)
        self.total = float(self.single.sum())
        self.numbers = {syllable: number for number, syllable in enumerate(self.syllables)}
        shapes: dict[str, list[int]] = {}
        for number, syllable in enumerate(self.syllables[_OTHER + 1 :], start=_OTHER + 1):
            shapes.setdefault(fold(syllable), []).append(number)
        self.shapes = {
            shape: np.array(sorted(numbers, key=lambda number: -self.single[number])[:_CANDIDATES], dtype=np.int64)
            for shape, numbers in shapes.items()
        }

    def bits(self, first: np.ndarray, second: np.ndarray, third: np.ndarray) -> np.ndarray:
        """log2 P(third | first second), [len(second), len(third)]; `first` goes with `second`."""
        pairs_before = self.pair(first * self.size + second)
        pair = self.pair(second[:, None] * self.size + third[None, :])
        triple = self.triple((first * self.size + second)[:, None] * self.size + third[None, :])
        by_triple = np.divide(triple, pairs_before[:, None], out=np.zeros_like(triple), where=pairs_before[:, None] > 0)
        by_pair = pair / np.maximum(self.single[second], 1.0)[:, None]
        by_single = (self.single[third] / self.total)[None, :]
        return np.log2(
            _SHARES[0] * np.minimum(by_triple, 1.0) + _SHARES[1] * np.minimum(by_pair, 1.0) + _SHARES[2] * by_single
        )


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model(_FILE)


class OwnCounts:
    """Counts of the syllables of an archive's own text and of their pairs, as arrays that plain numpy keeps.

    Syllables are numbered as the shipped counts number them, those that these do not know behind them.
    """

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        """From what `count` gave."""
        model = _model()
        own = json.loads(arrays["syllables"].tobytes().decode())
        extra = [syllable for syllable in own if syllable not in model.numbers]
        self.syllables = [*model.syllables, *extra]
        self.numbers = {**model.numbers, **{one: model.size + place for place, one in enumerate(extra)}}
        self._own_of = np.full(len(self.syllables), -1, dtype=np.int64)
        self._own_of[_START], self._own_of[_NUMBER] = _START, _NUMBER
        for number, syllable in enumerate(own):
            self._own_of[self.numbers[syllable]] = number
        self._single = arrays["single"].astype(np.float64)
        self._total, self._size = max(float(self._single.sum()), _LITTLE), len(own)
        # A pair that never is stands for those of an archive without text.
        self._keys, self._pairs = np.append(arrays["pair_keys"], 2**62), np.append(arrays["pairs"], 0)
        self.words = frozenset(one for one in extra if self._single[self._own_of[self.numbers[one]]] >= _SEVERAL)
        """What the archive writes several times and the shipped counts do not hold: names, terms, foreign words."""
        shapes: dict[str, list[int]] = {}
        for syllable in own[_OTHER + 1 :]:
            shapes.setdefault(fold(syllable), []).append(self.numbers[syllable])
        self.shapes = model.shapes | {
            shape: np.array(list(dict.fromkeys([*model.shapes.get(shape, _NONE).tolist(), *found])), dtype=np.int64)
            for shape, found in shapes.items()
        }

    @staticmethod
    def count(texts: Iterable[Sequence[str]]) -> dict[str, np.ndarray]:
        """Counts over texts given as units in lower case, breaks among them; texts without marks are left out."""
        single: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            words = [unit for unit in text if unit.isalpha()]
            if sum(1 for word in words if word != fold(word)) < _LEAST_MARKED * len(words):
                continue
            row = ["<s>", *("<0>" if u[0].isdigit() else u if u.isalpha() else "<s>" for u in text), "<s>"]
            single.update(row)
            pairs.update(pairwise(row))
        kept = sorted(one for one in single if not one.startswith("<"))
        syllables = ["<s>", "<0>", "<x>", *kept]
        number = {syllable: place for place, syllable in enumerate(syllables)}
        keys = sorted((number[one] * len(syllables) + number[other], times) for (one, other), times in pairs.items())
        return {
            "syllables": np.frombuffer(json.dumps(syllables, ensure_ascii=False).encode(), dtype=np.uint8),
            "single": np.array([single.get(one, 0) for one in syllables], dtype=np.uint32),
            "pair_keys": np.array([key for key, _ in keys], dtype=np.int64),
            "pairs": np.array([times for _, times in keys], dtype=np.uint32),
        }

    def bits(self, first: np.ndarray, second: np.ndarray, third: np.ndarray) -> np.ndarray:
        """As `_Model.bits`, both counts mixed; what the shipped ones do not know has the archive's likelihood alone."""
        model = _model()
        shipped = np.exp2(model.bits(*(np.where(one < model.size, one, _OTHER) for one in (first, second, third))))
        shipped = np.where(third < model.size, shipped, 0.0)
        before, behind = self._own_of[second], self._own_of[third]
        known = (before >= 0) & (self._single[before] > 0)
        keys = before[:, None] * self._size + behind[None, :]
        places = np.searchsorted(self._keys, keys)
        there = (before >= 0)[:, None] & (behind >= 0)[None, :] & (self._keys[places] == keys)
        pair = np.where(there, self._pairs[places], 0) / np.maximum(self._single[before], 1)[:, None]
        single = np.where(behind >= 0, self._single[behind], 0) / self._total
        own = np.where(known[:, None], _OWN_PAIRS * pair + (1 - _OWN_PAIRS) * single[None, :], single[None, :])
        return np.log2((1 - _OWN) * shipped + _OWN * own + 1e-12)


_NONE = np.zeros(0, dtype=np.int64)


def syllable_total() -> float:
    """Number of syllables in the text that the counts were made from."""
    return _model().total


def syllable_count(syllable: str) -> float:
    """How often a syllable (lower case) stood in that text, 0 for one that was rare or never there."""
    model = _model()
    number = model.numbers.get(syllable)
    return 0.0 if number is None else float(model.single[number])


def pair_count(first: str, second: str) -> float:
    """How often the one syllable followed the other (lower case), 0 where that was rare or never."""
    model = _model()
    numbers = model.numbers.get(first), model.numbers.get(second)
    if None in numbers:
        return 0.0
    return float(model.pair(np.array([numbers[0] * model.size + numbers[1]], dtype=np.int64))[0])


def pair_counts(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """How often each `second` followed its `first`, both numbers of `syllable_number` of one shape."""
    model = _model()
    return model.pair(first * model.size + second)


def syllable_counts(numbers: np.ndarray) -> np.ndarray:
    """How often the syllables of these numbers stood in the text that the counts were made from."""
    return _model().single[numbers]


def syllable_number(word: str) -> int:
    """The number by which `row_bits` knows a word: its own for a counted syllable, else that of its kind.

    The kinds are the start of a sentence (also any sign, and ""), a number, and any other word.
    """
    word = word.lower()
    if not word or not word[0].isalnum():
        return _START
    return _NUMBER if word[0].isdigit() else _model().numbers.get(place_tones(word), _OTHER)


@lru_cache(maxsize=1)
def shape_syllables() -> dict[str, tuple[str, ...]]:
    """Shape of a syllable without marks → the counted syllables of that shape, the most frequent first."""
    model = _model()
    return {shape: tuple(model.syllables[n] for n in numbers.tolist()) for shape, numbers in model.shapes.items()}


def row_bits(first: np.ndarray, second: np.ndarray, third: np.ndarray) -> np.ndarray:
    """log2 of the probability of each `third` behind each (`first`, `second`): [len(second), len(third)]."""
    return _model().bits(first, second, third)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    candidates: np.ndarray
    typed: int
    open: bool


def _tokens(text: str, model: _Model | OwnCounts) -> list[_Token]:
    protected = code_spans(text)
    lower = lower_keeping_length(place_tones(text))
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word, plain = lower[start:end], fold(match.group())
        inside = any(begin < end and start < stop for begin, stop in protected)
        glued = (start > 0 and text[start - 1].isdigit()) or (
            end < len(text) and (text[end].isdigit() or text[end] == "_")
        )
        if word[0].isdigit():
            number, open_ = _NUMBER, False
        elif not word[0].isalpha():
            number, open_ = _START, False
        elif inside or glued or not is_bare_syllable(word):
            number, open_ = _OTHER, False
        else:
            number = model.numbers.get(word, _OTHER)
            open_ = word == plain and plain in model.shapes
        candidates = model.shapes[plain] if open_ else np.array([number], dtype=np.int64)
        found.append(_Token(start, end, candidates, number, open_))
    return found


def _best(tokens: list[_Token], model: _Model | OwnCounts, trust: float) -> list[int]:
    """The likeliest number for each token: Viterbi in which each candidate keeps its best predecessor."""
    first, second = np.array([_START], dtype=np.int64), np.array([_START], dtype=np.int64)
    total = np.zeros(1)
    back: list[np.ndarray] = []
    for token in tokens:
        if not token.open and len(second) == 1:
            # Nothing to choose: no sums needed.
            back.append(np.zeros(1, dtype=np.int64))
            first, second = second, token.candidates
            continue
        sums = total[:, None] + model.bits(first, second, token.candidates)
        if token.open and trust:
            sums = sums - trust * (token.candidates != token.typed)[None, :]
        best = sums.argmax(axis=0)
        back.append(best)
        total = sums[best, np.arange(len(token.candidates))]
        first, second = second[best], token.candidates
    place = int(total.argmax()) if len(total) == len(second) else 0
    chosen: list[int] = []
    for token, best in zip(reversed(tokens), reversed(back), strict=True):
        chosen.append(int(token.candidates[place]))
        place = int(best[place])
    return chosen[::-1]


def _in_case_of(typed: str, restored: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return restored.upper()
    return restored[0].upper() + restored[1:] if typed[0].isupper() else restored


def restore(text: str, own: OwnCounts | None = None) -> str:
    """`text` with the diacritics its syllables lack, of the same length and case as the repaired text.

    Syllables typed with marks stay as they are, as do codes, numbers, addresses and foreign words. Text that is marked
    throughout comes back unchanged but for unmarked syllables that its context rules out ("hồ so" → "hồ sơ"). `own`
    are counts of the archive that the text is about.
    """
    text = repair(text)
    if not any(character.isalpha() for character in text):
        return text
    model = own or _model()
    tokens = _tokens(text, model)
    marked = sum(1 for token in tokens if not token.open and token.typed > _OTHER)
    unmarked = sum(1 for token in tokens if token.open)
    if not unmarked:
        return text
    trust = _TRUST * marked / (marked + unmarked)
    letters = list(text)
    for token, number in zip(tokens, _best(tokens, model, trust), strict=True):
        if token.open:
            restored = model.syllables[number]
            letters[token.start : token.end] = _in_case_of(text[token.start : token.end], restored)
    _restore_periods(text, letters, {token.start for token in tokens if token.open})
    return "".join(letters)


def _restore_periods(text: str, letters: list[str], open_: set[int]) -> None:
    """Syllables typed without marks that speak of a row of periods ("qua cac quy", "tung quy", "quy nao")."""
    folded = fold(text)
    for pattern, syllable in _ROWS_OF_PERIODS if len(folded) == len(text) else ():
        for match in pattern.finditer(folded):
            start, end = match.span("syllable")
            if start in open_:
                letters[start:end] = _in_case_of(text[start:end], syllable)
