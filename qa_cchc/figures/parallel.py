"""Numbers that stand at the same place of clauses that run alike: "sở: nhận 500, trả 480; huyện: nhận 700, trả 650"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa_cchc.figures.brackets import open_bracket
from qa_cchc.figures.quantity import Quantity

if TYPE_CHECKING:
    from qa_cchc.figures.naming import Naming


def first_beside(sentence: str, found: Sequence[Quantity], named: Sequence[Naming], index: int) -> Naming | None:
    """What the first number of the ";" clause before counts, for the first of a clause that goes on in the same words;
    None for any other number, or where the two differ in what they are counted in."""
    clauses = _clauses(sentence, found, index)
    if len(clauses) < 2 or len(clauses[-1]) != 1 or len(clauses[-2]) < 2 or index + 1 >= len(found):
        return None
    if _words(sentence, found[index + 1]) != _words(sentence, found[clauses[-2][1]]):
        return None
    one, other = found[clauses[-2][0]], found[index]
    if (one.unit == "%") != (other.unit == "%") or (other.unit is not None and one.unit != other.unit):
        return None
    return named[clauses[-2][0]]


def _words(sentence: str, quantity: Quantity) -> list[str]:
    return sentence[slice(*quantity.left)].lower().strip(" ,;").split()


def _clauses(sentence: str, found: Sequence[Quantity], index: int) -> list[list[int]]:
    """The numbers of each ";" clause up to `index`, without those in brackets and those that say another one again."""
    clauses: list[list[int]] = []
    opened = open_bracket(sentence, found[index].start)
    last = None
    for i in range(index + 1):
        if i != index and (found[i].restates is not None or found[i].zero):
            continue
        if open_bracket(sentence, found[i].start) != opened:
            continue
        if last is None or ";" in sentence[found[last].end : found[i].start]:
            clauses.append([])
        clauses[-1].append(i)
        last = i
    return clauses
