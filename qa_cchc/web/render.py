"""Answer → HTML, and the other states of the result: before a question, nothing found, an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from qa_cchc.archive.store import Archive
from qa_cchc.records import Answer, Figure, Found, Report
from qa_cchc.web import export_links, links, markup, shown
from qa_cchc.web.compared import compared
from qa_cchc.web.conditions import conditions
from qa_cchc.web.texts import text

_BULLET = re.compile(r"^\s*[-•–+]\s+")
# What names a machine in an address; the name and password that may stand before it are nobody's business.
_HOST = re.compile(r"^(?:[^/]*//)?(?:[^/?#]*@)?([^/?#]*).*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph of the answer, or a list where `items` is filled."""

    paragraph: Markup | None = None
    items: tuple[Markup, ...] = ()


def answer(found: Answer, archive: Archive, given: Mapping[str, str] | None = None) -> str:
    """An answer as the page shows it: conditions understood, answer, notes, figures, passages, citations.

    `given` are the parameters of the page's address that it answers: conditions can then be taken away, and the answer
    taken along as a file.
    """
    sources = links.of_citations(found, lambda file: _id_of_file(archive, file))
    view = compared(found)
    cite = _cite(sources)
    pairs = [(name, value) for name, value in (given or {}).items() if value]
    kinds = ("docx", "xlsx", "csv", *(("png",) if view is not None and view.chart else ()), "bib")
    return markup.render_for_gradio(
        "answer.html",
        answer=found,
        assets=links.ASSETS,
        chips=conditions(found.question, given or {}),
        blocks=blocks(found, archive),
        built=_blocks(found.rephrased.built, cite) if found.rephrased else (),
        notes=notes(found, archive),
        compared=view,
        exports=export_links.choices(export_links.ANSWER, pairs, *kinds) if pairs else [],
        figures=[
            {**figure_row(figure), "citation": _mark(number, links.source(figure.report.id, [figure.id]))}
            for figure, number in zip(found.figures, found.figure_citations, strict=True)
        ],
        passages=[
            _passage(one, number, archive.report(one.passage.report.id))
            for one, number in zip(found.passages, found.passage_citations, strict=True)
        ],
        sources=sources,
        seconds=shown.number(max(0.01, round(found.elapsed_ms / 1000, 2))),
    )


def blocks(found: Answer, archive: Archive) -> list[_Block]:
    """The answer's words as paragraphs and lists, its marks leading to their sources."""
    return _blocks(found.answer, _cite(links.of_citations(found, lambda file: _id_of_file(archive, file))))


def notes(found: Answer, archive: Archive) -> list[Markup]:
    """What must be known of the answer, its marks leading to their sources."""
    cite = _cite(links.of_citations(found, lambda file: _id_of_file(archive, file)))
    return [markup.linked(note, cite) for note in found.notes]


def _cite(sources: Mapping[int, str]) -> Callable[[int], Markup]:
    return lambda number: _mark(number, sources.get(number))


def before_asking() -> str:
    """What stands where answers come, before a question."""
    return markup.render_for_gradio("empty.html")


def masthead(reports: int | None = None, places: int = 0, periods: int = 0) -> str:
    """Name of the page, what it is, what the archive holds (None: not known yet), the switch of light and dark."""
    holding = {"reports": reports, "places": places, "periods": periods}
    return markup.render_for_gradio("masthead.html", assets=links.ASSETS, **holding)


def label(words: str) -> str:
    """A small heading in front of a row."""
    return markup.render_for_gradio("label.html", words=words)


def colophon(version: str, model_url: str = "") -> str:
    """The foot of the page; `model_url` is where answers are sent to be worded anew, "" for nowhere."""
    return markup.render_for_gradio("colophon.html", version=version, model_host=_HOST.sub(r"\1", model_url))


def error(message: str, title: str | None = None) -> str:
    """A sentence that says what went wrong and, where it names one, the command that mends it."""
    sentence, command = _command_in(message)
    return markup.render_for_gradio(
        "error.html", title=title or text("error_title"), sentence=sentence, command=command
    )


def _mark(number: int, address: str | None) -> Markup:
    """A citation mark, leading to what it marks where that is known."""
    return Markup(markup.render("citation.html", number=number, address=address).strip())


def _blocks(words: str, cite: Callable[[int], Markup]) -> list[_Block]:
    """Lines of the answer; those that begin with a bullet become one list."""
    blocks: list[_Block] = []
    for line in words.splitlines():
        if not line.strip():
            continue
        if _BULLET.match(line):
            item = markup.linked(_BULLET.sub("", line).strip(), cite)
            if blocks and blocks[-1].items:
                blocks[-1] = _Block(items=(*blocks[-1].items, item))
            else:
                blocks.append(_Block(items=(item,)))
        else:
            blocks.append(_Block(paragraph=markup.linked(line.strip(), cite)))
    return blocks


def figure_row(figure: Figure) -> Mapping[str, object]:
    """A figure as `figure_table.html` shows it."""
    whose, within = shown.whose(figure)
    return {
        "indicator": figure.indicator,
        "about": figure.about if figure.about.strip() not in figure.indicator else "",
        "value": shown.value(figure),
        "is_number": figure.state == "value" and figure.value is not None,
        "printed": shown.printed(figure),
        "ratio": shown.ratio(figure),
        "unit": shown.unit(figure),
        "period": figure.period.label if figure.period else "",
        "window": shown.window(figure.window),
        "cumulative": bool(figure.cumulative),
        "change": figure.change or "",
        "whose": whose,
        "within": within,
        "state": figure.state,
        "state_label": shown.state(figure),
        "note": figure.note or "",
        "origin": shown.origin(figure),
        "report": figure.report.number,
        "file": figure.file,
    }


def _id_of_file(archive: Archive, file: str) -> str | None:
    return next((report.id for report in archive.reports() if report.file == file), None)


def _passage(found: Found, number: int, report: Report) -> Mapping[str, object]:
    passage = found.passage
    return {
        "words": markup.with_cells(markup.marked(passage.text, found.highlights)),
        "context": shown.surroundings(passage),
        "report": passage.report,
        "file": passage.file,
        "where": shown.place_of(passage, report),
        "citation": _mark(number, links.source(passage.report.id, passages=[passage.id])),
    }


_COMMAND = re.compile(r"\bqa-cchc [^.;\n]+$")


def _command_in(message: str) -> tuple[str, str]:
    """A message split before the command that ends it, and the command ("" when there is none)."""
    match = _COMMAND.search(message)
    return (message[: match.start()].rstrip(), match.group()) if match else (message, "")
