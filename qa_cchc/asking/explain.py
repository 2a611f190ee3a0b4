"""Answers in sentences: those of the best passages that speak of what was asked, in the report's words and order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa_cchc.records import Found
from qa_cchc.vietnamese.sentences import sentences
from qa_cchc.vietnamese.unicode import fold

_LONGEST = 420


def sentences_citing(found: Sequence[Found], number: str) -> list[tuple[Found, str]]:
    """The first sentence of each report that names a document's number, spaces aside."""
    written = fold(number).replace(" ", "")
    best: dict[str, tuple[Found, str]] = {}
    for one in found:
        for start, end in sentences(one.passage.text):
            text = one.passage.text[start:end]
            if written in fold(text).replace(" ", ""):
                best.setdefault(one.passage.report.id, (one, shortened(text)))
    return list(best.values())


def shortened(text: str) -> str:
    """A sentence cut at a clause when it is overlong, with the cut shown."""
    text = " ".join(text.split()).lstrip("-+*• ")
    if len(text) <= _LONGEST:
        return text
    cut = max(text.rfind(mark, 0, _LONGEST) for mark in (";", ",", " "))
    return text[:cut].rstrip(" ,;") + " […]"


def compose_sentences(
    chosen: Sequence[tuple[Found, str]], cite: Callable[[Found], int], title: Callable[[Found], str]
) -> str:
    """The sentences with their marks, under the name of their report when they come from several."""
    reports = {one.passage.report.id for one, _ in chosen}
    if len(reports) == 1:
        head = title(chosen[0][0])
        return f"{head}:\n" + "\n".join(f"- {text} [{cite(one)}]" for one, text in chosen)
    lines: list[str] = []
    last = None
    for one, text in chosen:
        if one.passage.report.id != last:
            lines.append(f"{title(one)}:")
            last = one.passage.report.id
        lines.append(f"- {text} [{cite(one)}]")
    return "\n".join(lines)
