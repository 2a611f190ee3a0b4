"""Two readings of one line made one: where they differ, the word that is one, and fits its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from qa_cchc.reading.ocr.prose import Printed
from qa_cchc.vietnamese.choosing import likeliest
from qa_cchc.vietnamese.syllables import is_syllable

_CORE = re.compile(r"([^\w]*)([^\W\d_]+)([^\w]*)")
_ODD = re.compile(
    r"[^\w\s.,;:%/()\[\]“”\"'‘’\-–—+=*…?!<>@&°•]"
    r"|[¡ø†¿§£¥€©®ŸÿÏï|\\~^`{}#$_]"
    r"|\w[(\[{]\w(?!.*[)\]}])"
    r"|(?<=\w)[)\]}](?=\w)"
)
_UNSURE = 0.7
# White between two digits of one number is no wider than that, in widths of a digit.
_BLANK = 0.6
# Bits by which a surer reading outweighs its neighbours' opinion, for the whole range of confidence.
_TRUST = 10.0


def merged(first: Sequence[Printed], second: Sequence[Printed]) -> list[Printed]:
    """The words of a line from two readings of it. A word both see keeps the better confidence."""
    one, other = [word.text for word in first], [word.text for word in second]
    if one == other:
        return [_agreed(word, twin) for word, twin in zip(first, second, strict=True)]
    made: list[Printed] = []
    open_: list[tuple[int, Printed]] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            made += [_agreed(word, twin) for word, twin in zip(first[i:j], second[k:m], strict=True)]
        elif j - i == m - k:
            for word, twin in zip(first[i:j], second[k:m], strict=True):
                open_.append((len(made), twin))
                made.append(word)
        else:
            made += _better(first[i:j], second[k:m])
    return _settled(made, open_)


def _agreed(word: Printed, twin: Printed) -> Printed:
    return replace(word, confidence=max(word.confidence, twin.confidence))


def _better(first: Sequence[Printed], second: Sequence[Printed]) -> list[Printed]:
    """Of two readings that part the words differently, the one with fewer oddities; then the surer one."""
    if not first or not second:
        # Seen by one alone: kept when it is sure of it, as specks are not.
        return [word for word in (*first, *second) if word.confidence > _UNSURE or word.text.isalnum()]

    parted = _parted_numbers(first, second)
    if parted is not None:
        return parted

    def flaws(words: Sequence[Printed]) -> float:
        sure = sum(word.confidence for word in words) / len(words)
        return sum(_flaw(word.text) for word in words) - sure

    return [replace(word, confidence=min(word.confidence, _UNSURE)) for word in min((first, second), key=flaws)]


def _parted_numbers(first: Sequence[Printed], second: Sequence[Printed]) -> list[Printed] | None:
    """Numbers that one reading takes for one ("= 02") and the other parts ("= 0 2"), by the print's blanks."""
    fewer, more = sorted((first, second), key=len)
    texts = [word.text for word in more]
    # A 1 is narrow and stands in more white than other digits: it tells no width.
    wide = [(word.x1 - word.x0) / len(word.text) for word in more if set(word.text) != {"1"}]
    if len(fewer) != 1 or not wide or not all(map(str.isdigit, texts)) or fewer[0].text != "".join(texts):
        return None
    blanks = all(after.x0 - word.x1 > _BLANK * max(wide) for word, after in pairwise(more))
    chosen = more if blanks else fewer
    return [replace(word, confidence=min(word.confidence, _UNSURE)) for word in chosen]


def _flaw(text: str) -> float:
    """How odd a word looks: 0 for a syllable, a number, an abbreviation."""
    if _ODD.search(text):
        return 2.0
    match = _CORE.fullmatch(text)
    if match is None:
        return 0.0 if any(map(str.isdigit, text)) else 0.6
    core = match.group(2)
    if is_syllable(core) or (core.isupper() and len(core) > 1):
        return 0.0
    return 1.0


def _settled(made: list[Printed], open_: Sequence[tuple[int, Printed]]) -> list[Printed]:
    """The words with those on which the readings differ chosen, all at once, by look and by neighbours."""
    if not open_:
        return made
    rivals = dict(open_)
    rows: list[list[tuple[str, float]]] = []
    for index, word in enumerate(made):
        rival = rivals.get(index)
        choice = [word] if rival is None else [word, rival]
        rows.append([(_core(one.text), _cost(one)) for one in choice])
    settled = list(made)
    for index, best in enumerate(likeliest(rows)):
        if index in rivals:
            chosen = rivals[index] if best else made[index]
            settled[index] = replace(chosen, confidence=min(chosen.confidence, _UNSURE))
    return settled


def _core(text: str) -> str:
    match = _CORE.fullmatch(text)
    return match.group(2) if match else text


def _cost(word: Printed) -> float:
    return _TRUST * (1 - word.confidence) + 20.0 * _flaw(word.text)
