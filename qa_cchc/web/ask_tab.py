"""The ask page: question, filters and examples above, the answer below."""

from __future__ import annotations

import logging
from typing import Any

import gradio as gr

from qa_cchc.archive.errors import ArchiveError
from qa_cchc.asking import BadQuestion, ask
from qa_cchc.settings import Settings
from qa_cchc.web import render
from qa_cchc.web.api import LONGEST_QUESTION
from qa_cchc.web.library import Library, Shelf
from qa_cchc.web.texts import text

_LOG = logging.getLogger(__name__)
_EXAMPLES = 4
# Searching holds one core; more questions at once than this only wait inside each other.
_AT_ONCE = 4

# The page's script shows the waiting state at once, and afterwards moves to the answer and puts the question into the
# address. Without the script the answer still comes.
_ASKING = "(...given) => { window.qaCchc?.asking(...given); return given; }"
_ANSWERED = "() => window.qaCchc?.answered()"


class AskTab:
    """Builds the ask page inside the current `gr.Blocks` and wires its events."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        self._settings = settings
        with gr.Column(elem_id="ask-form"):
            with gr.Row(elem_id="ask-row", equal_height=True):
                self.question = gr.Textbox(
                    label=text("question"),
                    placeholder=text("question_placeholder"),
                    lines=1,
                    max_lines=1,
                    max_length=LONGEST_QUESTION,
                    scale=1,
                    elem_id="question",
                )
                self.button = gr.Button(text("ask"), variant="primary", scale=0, min_width=96, elem_id="ask-button")
            with gr.Row(elem_id="filters"):
                self.period = _filter("period")
                self.place = _filter("place")
                self.report = _filter("report")
            with gr.Row(elem_id="examples"):
                gr.HTML(render.label(text("examples")), elem_id="examples-label", apply_default_css=False)
                self.examples = [
                    gr.Button("", size="sm", visible=False, elem_classes="example", scale=0, min_width=0)
                    for _ in range(_EXAMPLES)
                ]
        self.result = gr.HTML(render.before_asking(), elem_id="result", apply_default_css=False)

    @property
    def _asked(self) -> list[Any]:
        return [self.question, self.period, self.place, self.report]

    def wire(self, page: gr.Blocks, masthead: gr.HTML) -> None:
        """Connects the components; `masthead` says what the archive holds once that is known."""
        quiet = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": _AT_ONCE}
        gr.on(
            [self.question.submit, self.button.click], self._answer, self._asked, self.result, js=_ASKING, **quiet
        ).then(None, js=_ANSWERED)
        for example in self.examples:
            example.click(lambda words: words, example, self.question, **quiet).then(
                self._answer, self._asked, self.result, js=_ASKING, **quiet
            ).then(None, js=_ANSWERED)
        page.load(self._open, None, [masthead, *self._asked, *self.examples, self.result], **quiet).then(
            None, js="() => window.qaCchc?.opened()"
        )

    def _answer(self, question: str, period: str | None, place: str | None, report: str | None) -> str:
        """The result for what was asked, or the state that says why there is none."""
        words = (question or "").strip()
        if len(words) > LONGEST_QUESTION:
            return render.error(text("error_long_question", limit=LONGEST_QUESTION))
        try:
            filters = self._library.filters(period, place, report)
            archive = self._library.archive()
            given = {"hoi": words, "ky": period or "", "noi": place or "", "bc": report or ""}
            return render.answer(ask(archive, words, filters, self._settings.passages), archive, given)
        except BadQuestion as error:
            return render.error(str(error))
        except ArchiveError as error:
            return _archive_error(error)
        except Exception:
            # The last door before the visitor: whatever it was goes to the log whole, and is said on the page.
            _LOG.exception("no answer to %r", words)
            return render.error(text("error_unexpected"))

    def _open(self, request: gr.Request) -> list[Any]:
        """Fills the page from the archive and from its own address (`?hoi=…&ky=…&noi=…&bc=…`)."""
        try:
            shelf = self._library.shelf()
        except ArchiveError as error:
            nothing = Shelf(0, (), (), (), ())
            return [_masthead(nothing), "", *_choices(nothing, {}), *_examples(nothing), _archive_error(error)]
        given = {key: request.query_params.get(key, "") for key in ("hoi", "ky", "noi", "bc")}
        question = given["hoi"][:LONGEST_QUESTION]
        dropdowns = _choices(shelf, given)
        result = render.before_asking()
        if question.strip():
            result = self._answer(question, *[_known(choices, given[key]) for key, choices in _by_key(shelf)])
        return [_masthead(shelf), question, *dropdowns, *_examples(shelf), result]


def _filter(name: str) -> gr.Dropdown:
    return gr.Dropdown(
        choices=[(text(f"filter_any_{name}"), "")],
        value="",
        label=text(f"filter_{name}"),
        elem_id=f"filter-{name}",
        filterable=True,
        min_width=140,
    )


def _by_key(shelf: Shelf) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [("ky", shelf.periods), ("noi", shelf.places), ("bc", shelf.report_choices)]


def _known(choices: tuple[tuple[str, str], ...], value: str) -> str:
    """A value out of the address, "" when the archive does not offer it."""
    return value if value in {choice for _, choice in choices} else ""


def _choices(shelf: Shelf, given: dict[str, str]) -> list[Any]:
    names = {"ky": "period", "noi": "place", "bc": "report"}
    return [
        gr.update(
            choices=[(text(f"filter_any_{names[key]}"), ""), *choices], value=_known(choices, given.get(key, ""))
        )
        for key, choices in _by_key(shelf)
    ]


def _examples(shelf: Shelf) -> list[Any]:
    filled = [gr.update(value=words, visible=True) for words in shelf.examples[:_EXAMPLES]]
    return filled + [gr.update(value="", visible=False)] * (_EXAMPLES - len(filled))


def _masthead(shelf: Shelf) -> str:
    return render.masthead(shelf.reports, len(shelf.places), len(shelf.periods))


def _archive_error(error: ArchiveError) -> str:
    return render.error(str(error), text("error_archive_title"))
