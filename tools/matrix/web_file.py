"""A layout as an HTML file for a browser to print."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from qa_cchc.records import Form

from .layout import HEADER, Layout, Line, Style
from .word_file import CALLS, DIGITS


def write_html(layout: Layout, path: Path, style: Style | None = None) -> Path:
    """An HTML file of the layout; footnotes are collected behind the signature, as HTML has no page feet."""
    style = style or Style(split_rows=False)
    body = [_html_columns(layout.left, layout.right)] if layout.left else []
    closing = _html_columns(layout.recipients, layout.signature)
    notes = [
        f'<p style="font-size:10pt"><sup>{mark}</sup> {html.escape(text)}</p>' for mark, text in layout.notes.items()
    ]
    signed = not layout.signature
    for item in layout.lines:
        if isinstance(item, Line) and item.text.startswith("PHỤ LỤC") and not signed:
            # An element of a named page starts a page by itself; without one a break is asked for.
            turn = '<div class="wide">' if style.landscape_appendix else '<div style="break-before:page">'
            body += [closing, *notes, turn]
            signed = True
        if isinstance(item, Line):
            shape = "text-align:center" if item.centred else "text-align:justify;text-indent:1.27cm"
            text = _html_text(item.text)
            body.append(f'<p style="{shape}">{f"<b>{text}</b>" if item.bold else text}</p>')
        else:
            body.append(_html_form(item))
    if not signed:
        body += [closing, *notes]
    page = f"<!DOCTYPE html><html lang=vi><meta charset=utf-8><style>{_css(style)}</style>{''.join(body)}</html>"
    path.write_text(page, encoding="utf-8")
    return path


def _css(style: Style) -> str:
    number = "@page{@top-center{content:counter(page);font:13pt serif}}@page:first{@top-center{content:none}}"
    return (
        f"body{{font:{style.size}pt '{style.font}','Liberation Serif',serif}}p{{margin:6pt 0}}"
        f"table.f{{border-collapse:collapse;font-size:{style.table_size}pt;width:100%}}"
        "table.f td,table.f th{border:0.5pt solid black;padding:2pt}"
        "@page{size:A4;margin:2cm 2cm 2cm 3cm}@page wide{size:A4 landscape}.wide{page:wide}"
        f"tr{{break-inside:{'auto' if style.split_rows else 'avoid'}}}{number if style.page_numbers else ''}"
    )


def _html_text(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return CALLS.sub(lambda match: f"<sup>{match.group(1).translate(DIGITS)}</sup>", escaped)


def _html_columns(left: Iterable[str], right: Iterable[str]) -> str:
    cells = "".join(f"<td width=50% valign=top>{'<br>'.join(map(_html_text, texts))}</td>" for texts in (left, right))
    return f"<table width=100%><tr>{cells}</tr></table>"


def _html_form(form: Form) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_html_text(text)}</td>' for text in cells)}</tr>"
        for cells in ((row.code, row.name, row.unit, row.value or "", row.note) for row in form.rows)
    )
    stt, name, result, unit, value, note = HEADER
    head = (
        f"<thead><tr><th rowspan=2>{stt}<th rowspan=2>{name}<th colspan=2>{result}<th rowspan=2>{note}</tr>"
        f"<tr><th>{unit}<th>{value}</tr></thead>"
    )
    return f'<table class="f">{head}{rows}</table>'
