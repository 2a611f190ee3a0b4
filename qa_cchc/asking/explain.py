"""Answers in sentences: those of the best passages that speak of what was asked, in the report's words and order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa_cchc.records import Found
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.sentences import sentences
from qa_cchc.vietnamese.terms import pairs, terms
from qa_cchc.vietnamese.unicode import fold

_MOST_SENTENCES = 4
_LONGEST = 420


def best_sentences(found: Sequence[Found], topic: str) -> list[tuple[Found, str]]:
    """Up to four sentences of the passages, those sharing most with the topic, in the order of their passages."""
    wanted = frozenset(terms(topic))
    wanted_pairs = frozenset(pairs(terms(topic)))
    concepts = load_concepts()
    asked = frozenset(concepts.ids(topic))
    scored: list[tuple[float, int, int, Found, str]] = []
    for rank, one in enumerate(found):
        around = frozenset(terms(one.passage.context))
        for start, end in sentences(one.passage.text):
            text = one.passage.text[start:end]
            have = terms(text)
            if len(have) < 3:
                continue
            shared = len(wanted & frozenset(have)) / max(len(wanted), 1)
            shared += 0.5 * len(wanted_pairs & frozenset(pairs(have))) / max(len(wanted_pairs), 1)
            shared += 0.3 * len(asked & frozenset(concepts.ids(text))) / max(len(asked), 1)
            shared += 0.4 * len(wanted & around) / max(len(wanted), 1)
            scored.append((one.score + 0.6 * shared - 0.05 * rank, rank, start, one, text))
    if not scored:
        return []
    scored.sort(key=lambda item: -item[0])
    best = scored[0][0]
    kept = [item for item in scored if item[0] >= 0.72 * best][:_MOST_SENTENCES]
    kept.sort(key=lambda item: (item[1], item[2]))
    return [(one, _shortened(text)) for _, _, _, one, text in kept]


def sentences_citing(found: Sequence[Found], number: str) -> list[tuple[Found, str]]:
    """The first sentence of each report that names a document's number, spaces aside."""
    written = fold(number).replace(" ", "")
    best: dict[str, tuple[Found, str]] = {}
    for one in found:
        for start, end in sentences(one.passage.text):
            text = one.passage.text[start:end]
            if written in fold(text).replace(" ", ""):
                best.setdefault(one.passage.report.id, (one, _shortened(text)))
    return list(best.values())


def _shortened(text: str) -> str:
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
