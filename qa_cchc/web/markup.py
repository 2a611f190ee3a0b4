"""The one place where text becomes HTML. Every template is rendered here, with everything put into it escaped.

Reports, file names and questions are untrusted: they reach HTML only through an autoescaping template or `marked`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from qa_cchc.web import people, shown
from qa_cchc.web.texts import text

_TEMPLATES = Path(__file__).parent / "templates"
_CITATION = re.compile(r"\[(\d{1,4})\]")
# Gradio's HTML component reads its content as a template too; written as references, braces stay what they are.
_TEMPLATE_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "@": "&#64;"})


_SCRIPT_TEXTS = (
    ("copied", "copied"),
    ("copy-failed", "copy_failed"),
    ("source", "source"),
    ("close", "close"),
    ("loading", "loading_source"),
    ("connection", "error_connection"),
    ("waiting", "waiting"),
    ("tab-more", "tab_more"),
    ("tab-so-sanh", "tab_compare"),
    ("tab-so-lieu", "tab_figures"),
    ("tab-kiem-tra", "tab_checks"),
    ("tab-kho", "tab_library"),
    ("tab-tro-giup", "tab_help"),
)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(text=text, shown=shown, marked=marked, script_texts=script_texts, person=people.current)
    return environment


def marked(words: str, spans: Iterable[tuple[int, int]], tag: str = "mark") -> Markup:
    """`words` escaped, each span of it inside `<mark>`. Spans may overlap or reach past the end; `tag` is ours."""
    parts: list[str] = []
    done = 0
    for start, end in _merged(spans, len(words)):
        parts += [escape(words[done:start]), Markup(f"<{tag}>"), escape(words[start:end]), Markup(f"</{tag}>")]
        done = end
    parts.append(escape(words[done:]))
    return Markup("").join(parts)


def with_cells(marked_words: Markup) -> Markup:
    """Table rows have tabs between their cells: a thin line stands for each."""
    return Markup(str(marked_words).replace("\t", ' <span class="cell-gap"></span> '))


def linked(words: str, link: Callable[[int], Markup]) -> Markup:
    """`words` escaped, each citation mark "[n]" in it replaced by what `link(n)` gives."""
    parts: list[str] = []
    done = 0
    for match in _CITATION.finditer(words):
        parts += [escape(words[done : match.start()]), link(int(match.group(1)))]
        done = match.end()
    parts.append(escape(words[done:]))
    return Markup("").join(parts)


def script_texts() -> Markup:
    """The words that the page's script shows, as attributes of the `html` element."""
    attribute = Markup('data-{}="{}"')
    return Markup(" ").join(attribute.format(name, text(key)) for name, key in _SCRIPT_TEXTS)


def render(template: str, **values: Any) -> str:
    """A template of `templates/` with `values`, as a page or a piece of one served by our own routes."""
    return ENVIRONMENT.get_template(template).render(**values)


def render_for_gradio(template: str, **values: Any) -> str:
    """As `render`, safe as the value of a Gradio HTML component, which treats its content as a template again."""
    return render(template, **values).translate(_TEMPLATE_SIGNS)


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in spans):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


ENVIRONMENT = _environment()
