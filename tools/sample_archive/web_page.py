"""Writes a document as one HTML file that lays itself out on A4 pages (see `paginate.js`)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from . import markup, properties
from .document import Block, Cell, Document, Letterhead, Run, Table

_HERE = Path(__file__).parent


def render(document: Document) -> str:
    """The whole page, script and styles inside it."""
    look = document.look
    style = f"--font: '{look.font}'; --size: {look.size}pt; --leading: {look.leading}; --indent: {look.indent_cm}cm"
    notes = "".join(
        f'<p data-note="{order}"><sup>{order}</sup> {_runs(runs)}</p>' for order, runs in enumerate(document.notes, 1)
    )
    flows = "".join(
        f'<div data-wide="{"yes" if wide else "no"}">{"".join(parts)}</div>' for wide, parts in _flows(document)
    )
    title = escape(properties.title(document))
    return (
        f'<!doctype html><html lang="vi" style="{style}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{(_HERE / 'page.css').read_text('utf-8')}</style></head>"
        f'<body data-footer="{properties.FOOTER}" data-number-at="{look.page_number}">'
        f'<div id="source">{flows}<section id="notes">{notes}</section></div>'
        f"<script>{(_HERE / 'paginate.js').read_text('utf-8')}</script></body></html>"
    )


def _flows(document: Document) -> Iterable[tuple[bool, list[str]]]:
    """Stretches of pages of one orientation: (landscape?, blocks)."""
    parts = [_head(document.letterhead)]
    for block in document.blocks:
        if block.table and block.table.landscape:
            caption = [parts.pop()] if "caption" in parts[-1][:20] else []
            yield False, parts
            yield True, [*caption, _table(block.table)]
            parts = []
        else:
            parts.append(_block(block))
    yield False, [*parts, _closing(document.letterhead)]
    if document.forms:
        last = len(document.appendix) - 1
        parts = [_annex_line(line, order, last) for order, line in enumerate(document.appendix)]
        for form in document.forms:
            parts.append(f'<p class="annex label keep">{escape(form.label)}</p>')
            parts.append(f'<p class="annex strong keep">{escape(form.title)}</p>')
            parts.append(_table(form.table))
        yield document.look.appendix_landscape, parts
    for lines, table in document.annexes:
        yield table.landscape, [*(_annex_line(line, order, 2) for order, line in enumerate(lines)), _table(table)]


def _annex_line(line: str, order: int, last: int) -> str:
    look = "words" if order >= last else "strong" if order < 2 else ""
    return f'<p class="annex {look} keep">{escape(line)}</p>'


def _runs(runs: Iterable[Run]) -> str:
    parts = []
    for run in runs:
        text = f'<sup data-note="{run.note}">{run.note}</sup>' if run.note else escape(run.text, quote=False)
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(parts)


def _block(block: Block) -> str:
    if block.table:
        return _table(block.table)
    words = (f"{escape(block.mark)} " if block.mark else "") + _runs(block.runs)
    look = {"heading": f"h{block.level} keep", "caption": "caption keep"}.get(block.kind, "split")
    return f'<p class="{look}">{words}</p>'


def _table(data: Table) -> str:
    columns = "".join(f'<col style="width:{100 * share / sum(data.widths):.2f}%">' for share in data.widths)
    head = "".join(f"<tr>{''.join(_cell(cell, 'th') for cell in row if cell)}</tr>" for row in data.header)
    body = "".join(f"<tr>{''.join(_cell(cell, 'td') for cell in row if cell)}</tr>" for row in data.rows)
    return (f'<table class="data" style="font-size:{data.size}pt"><colgroup>{columns}</colgroup>'
            f"<thead>{head}</thead><tbody>{body}</tbody></table>")


def _cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    style = f"text-align:{cell.align}" + ";font-weight:bold" * cell.bold + ";font-style:italic" * cell.italic
    return f'<{tag}{spans} style="{style}">{_runs(markup.runs(cell.text))}</{tag}>'


def _head(head: Letterhead) -> str:
    superior = f"<div>{escape(head.superior)}</div>" if head.superior else ""
    agency = "".join(f'<div class="strong">{escape(name)}</div>' for name in head.agency)
    titles = "".join(f"<div>{escape(line)}</div>" for line in (head.kind, *head.title))
    number = f'<div class="rule"></div><div>Số: {escape(head.number)}</div>'
    return (
        f'<table class="head"><tr><td>{superior}{agency}{number}</td>'
        '<td><div class="strong" style="white-space:nowrap;font-size:12.5pt">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div>'
        '<div class="strong">Độc lập - Tự do - Hạnh phúc</div>'
        f'<div class="rule"></div><div class="date">{escape(head.dateline)}</div></td></tr></table>'
        f'<div class="titles">{titles}<div class="rule"></div></div>'
    )


def _closing(head: Letterhead) -> str:
    recipients = "".join(f"<div>- {escape(line)}</div>" for line in head.recipients)
    signature = "".join(f"<div>{escape(line)}</div>" for line in head.signature)
    return (f'<table class="closing"><tr><td><div class="recipients"><b>Nơi nhận:</b>{recipients}</div></td>'
            f'<td>{signature}<div class="signer">{escape(head.signer)}</div></td></tr></table>')
