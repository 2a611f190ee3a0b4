"""Where a bracket stands open in a sentence."""

from __future__ import annotations


def open_bracket(sentence: str, position: int) -> int | None:
    """Where the bracket opens that a position stands in, None outside brackets."""
    depth, first = 0, sentence.find("(", 0, position)
    for i in range(position - 1, first - 1, -1) if first >= 0 else ():
        if sentence[i] == ")":
            depth += 1
        elif sentence[i] == "(":
            if depth == 0:
                return i
            depth -= 1
    return None
