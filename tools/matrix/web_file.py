"""A layout as an HTML file for a browser to print."""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from qa_cchc.records import Form

from .layout import ASIDE, INDEX, Layout, Line, Style
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
            body.append(_html_form(item, style))
    if not signed:
        body += [closing, *notes]
    page = f"<!DOCTYPE html><html lang=vi><meta charset=utf-8><style>{_css(style)}</style>{''.join(body)}</html>"
    path.write_text(page, encoding="utf-8")
    return path


def _css(style: Style) -> str:
    where = "@bottom-center" if style.numbers_below else "@top-center"
    number = f"@page{{{where}{{content:counter(page);font:13pt serif}}}}@page:first{{{where}{{content:none}}}}"
    width, height = sorted(style.paper)
    middle = "th,td.c{text-align:center}" if style.centred else "th{text-align:left;font-weight:normal}"
    return (
        f"body{{font:{style.size}pt '{style.font}','Liberation Serif',serif}}p{{margin:6pt 0}}"
        f"table.f{{border-collapse:collapse;font-size:{style.table_size}pt;width:100%}}"
        f"table.f td,table.f th{{border:{style.rule}pt solid black;padding:2pt}}table.f {middle}{_unruled_css(style)}"
        f"{'th{background:#d9d9d9}' if style.shaded else ''}"
        f"@page{{size:{width}cm {height}cm;margin:2cm 2cm 2cm 3cm}}@page wide{{size:{height}cm {width}cm}}"
        ".wide{page:wide}"
        f"tr{{break-inside:{'auto' if style.split_rows else 'avoid'}}}{number if style.page_numbers else ''}"
    )


def _unruled_css(style: Style) -> str:
    """What makes a form's lines, grounds and levels other than the usual ones."""
    rules = []
    line = f"{max(style.rule, 2.25 if style.stroke == 'double' else 0)}pt {style.stroke} black!important"
    if style.borders != "all":
        rules.append("table.f td,table.f th{border:none!important}")
    if style.borders == "across":
        rules.append(f"table.f td,table.f th{{border-top:{line};border-bottom:{line}}}")
    if style.borders in ("head", "ends"):
        rules.append(f"table.f thead{{border-bottom:{line}}}")
    if style.borders == "ends":
        rules.append(f"table.f{{border-top:{line};border-bottom:{line}}}")
    if style.zebra:
        rules.append("table.f tr:nth-child(even) td{background:#e8e8e8}")
    if style.right:
        rules.append("table.f .n{text-align:right}")
    if style.level:
        rules.append(f"table.f td{{vertical-align:{style.level}}}")
    if style.padding is not None:
        rules.append(f"table.f td{{padding:{style.padding}pt 2pt!important}}")
    return "".join(rules)


def _html_text(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return CALLS.sub(lambda match: f"<sup>{match.group(1).translate(DIGITS)}</sup>", escaped)


def _html_columns(left: Iterable[str], right: Iterable[str]) -> str:
    cells = "".join(f"<td width=50% valign=top>{'<br>'.join(map(_html_text, texts))}</td>" for texts in (left, right))
    return f"<table width=100%><tr>{cells}</tr></table>"


def _html_form(form: Form, style: Style) -> str:
    rows = "".join(
        f"<tr>{''.join(_html_cell(column, text, bold) for column, text in enumerate(cells))}</tr>"
        for cells, bold in (
            ((row.code, row.name, row.unit, row.value or "", row.note), style.bold_groups and not row.unit)
            for row in form.rows
        )
    )
    stt, name, result, unit, value, note = style.heads
    aside = f"<br><i>{ASIDE}</i>" if style.aside else ""
    index = f"<tr>{''.join(f'<th>{text}' for text in INDEX)}</tr>" if style.index_row else ""
    head = (
        f"<thead><tr><th rowspan=2>{stt}<th rowspan=2>{name}{aside}<th colspan=2>{result}<th rowspan=2>{note}</tr>"
        f"<tr><th class=n>{unit}<th class=n>{value}</tr>{index}</thead>"
    )
    total = sum(style.shares or ())
    columns = "".join(f'<col style="width:{100 * share / total:.1f}%">' for share in style.shares or ())
    fixed = ' style="table-layout:fixed;overflow-wrap:anywhere"' if style.shares else ""
    return f'<table class="f"{fixed}>{f"<colgroup>{columns}</colgroup>" if columns else ""}{head}{rows}</table>'


def _html_cell(column: int, text: str, bold: bool) -> str:
    shown = _html_text(text)
    shape = ("class=c", "", 'class="c n"', 'class="c n"', "")[column]
    return f"<td {shape}>{f'<b>{shown}</b>' if bold else shown}</td>"
