"""Dashes that part the clauses of a sentence, as ";" does, apart from those inside of names."""

from __future__ import annotations

import re

from qa_cchc.figures.scopes import find_scopes
from qa_cchc.vietnamese.concepts import load_concepts

_DASH = re.compile(r"(?<=[^\W_]|[%)¹²³⁴⁵⁶⁷⁸⁹⁰]) [–—-] (?=[^\W\d_])")
_STOPS = re.compile(r"[;:.(] |[(]| [–—-] ")
_DIGIT = re.compile(r"\d")
# Words between the number of a clause and its end.
_MOST_WORDS = 9


def clauses_apart(sentence: str) -> str:
    """The sentence, as long as it was, with ";" for each dash between two clauses that both tell a number: "trả 480 hồ
    sơ – quá hạn 02", not "Sở Lao động - Thương binh và Xã hội"."""
    dashes = [match.start() + 1 for match in _DASH.finditer(sentence)]
    if not dashes:
        return sentence
    named = [(one.start, one.end) for one in find_scopes(sentence, offices=True)]
    named += [(one.start, one.end) for one in load_concepts().find(sentence)]
    for at in dashes:
        if any(start < at < end for start, end in named):
            continue
        stops = [match.end() for match in _STOPS.finditer(sentence, 0, at - 1)]
        before = sentence[stops[-1] if stops else 0 : at - 1]
        stop = _STOPS.search(sentence, at + 2)
        behind = sentence[at + 1 : stop.start() if stop else len(sentence)]
        numbers = list(_DIGIT.finditer(before))
        near = numbers and len(before[numbers[-1].end() :].split()) <= _MOST_WORDS
        if near and (_DIGIT.search(behind) or (stop is not None and stop.group().startswith(":"))):
            sentence = f"{sentence[:at]};{sentence[at + 1 :]}"
    return sentence
