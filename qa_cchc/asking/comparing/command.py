"""A comparison asked for by name and conditions instead of a question: `qa-cchc compare`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from qa_cchc.archive.store import Archive
from qa_cchc.asking import absent
from qa_cchc.asking.answer import read_question
from qa_cchc.asking.cite import Citations
from qa_cchc.asking.comparing.answering import Comparing
from qa_cchc.asking.comparing.words import Asked, read
from qa_cchc.asking.errors import EmptyQuestion
from qa_cchc.asking.extent import Extent
from qa_cchc.asking.listing import indicator_ids
from qa_cchc.asking.question import Understood
from qa_cchc.figures.catalogue import load
from qa_cchc.records import Answer, Filters

_NEAREST = 3


def compare(
    archive: Archive, asked: str, periods: Sequence[str] = (), places: Sequence[str] = (), *,
    levels: Sequence[str] = (), scope: str | None = None, indicators: Sequence[str] = (),
) -> Answer:
    """The comparison of what words name: an indicator ("tỷ lệ hồ sơ trực tuyến"), or a whole question that compares.

    `periods` are ids ("2023-Q1"), `places` names, `indicators` catalogue ids or words; what is left out is neither in
    the words nor in these stands for all that the archive has figures of. The answer is the one that `ask` gives to the
    same question. Raises BadQuestion for words that cannot be read.
    """
    started = time.perf_counter()
    filters = Filters(periods=tuple(periods), places=tuple(places), levels=tuple(levels), scope=scope)
    ids = tuple(indicator_ids(archive, replace(filters, scope=None), indicators)) if indicators else ()
    words = asked.strip() or ", ".join(named.name for one in ids if (named := load().get(one)) is not None)
    if not words:
        raise EmptyQuestion()
    understood, extent = read_question(archive, words, filters)
    how = read(understood.question.text, understood.question.kind)
    everything = how is None
    how = how or Asked("comparison")
    citations = Citations(archive.report, archive.settings)
    comparing = Comparing(archive, understood, how, filters, citations, extent.spoken, ids, everything)
    answer = comparing.answer() or _not_found(understood, extent)
    answer = replace(answer, question=replace(answer.question, asked=asked.strip() or words))
    return replace(answer, elapsed_ms=round(1000 * (time.perf_counter() - started), 2))


def _not_found(understood: Understood, extent: Extent) -> Answer:
    """What is missing: the place, the period, or the figure, with the nearest that there are."""
    names = [figure.indicator for figure, _, _ in extent.candidates()[:20] if figure.state == "value"]
    nearest = [f"“{name}”" for name in dict.fromkeys(names)][:_NEAREST]
    text = extent.missing() or absent.no_figure(understood, extent.reports(), nearest)
    return Answer(replace(understood.question, kind="comparison"), "not_found", text)
