"""Renders a variant and writes its truth beside it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image

from qa_cchc.records import Report

from . import places, samples, scans, text_layer, workbook
from .layout import Layout, Line, layout_of
from .programs import print_html, to_pdf
from .truth import Truth, truth_of, with_pages, words_of
from .variants import CUTS, Variant
from .web_file import write_html
from .word_file import write_docx

SUFFIXES = {"docx": ".docx", "xlsx": ".xlsx", "tiff": ".tif", "jpg": ".jpg"}
"""Suffix of a variant's file by its kind; PDF where none stands here."""


def file_of(variant: Variant, folder: Path) -> Path:
    """Where the variant's file lies."""
    return folder / f"{variant.name}{SUFFIXES.get(variant.kind, '.pdf')}"


def truth_file(variant: Variant, folder: Path) -> Path:
    """Where the variant's truth lies."""
    return folder / "truth" / f"{variant.name}.json"


def make(variant: Variant, report: Report, folder: Path, all_variants: Mapping[str, Variant]) -> Path:
    """Renders the variant of `report` into `folder`, and first what it is made from, if that is not there yet."""
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    path = file_of(variant, folder)
    if variant.of is not None:
        source = all_variants[variant.of]
        if not file_of(source, folder).exists():
            make(source, report, folder, all_variants)
        truth = _scan(variant, file_of(source, folder), path, Truth.load(truth_file(source, folder)))
    elif variant.cut in samples.SAMPLES:
        document = samples.load(variant.cut)
        samples.render(document, variant.kind, variant.style, path)
        truth = samples.truth_of(document)
        if variant.kind != "docx":
            truth = _placed(samples.printed_of(document), path, truth)
    else:
        cut = CUTS[variant.cut](report)
        layout = layout_for(variant.cut, cut)
        truth = truth_for(variant.cut, cut, layout)
        truth = _render(variant, cut, layout, path, truth)
    truth.write(truth_file(variant, folder))
    return path


def layout_for(cut: str, report: Report) -> Layout:
    """The layout of a report; a single form comes without head and closing."""
    layout = layout_of(report)
    if cut == "form":
        lines = layout.lines
        at = next(n for n, item in enumerate(lines) if isinstance(item, Line) and item.text.startswith("PHỤ LỤC"))
        return Layout(lines=lines[at:], notes=layout.notes)
    return layout


def truth_for(cut: str, report: Report, layout: Layout) -> Truth:
    """The truth of a cut; a single form states number, date and period only."""
    truth = truth_of(report, layout)
    if cut == "form":
        return replace(truth, head={name: truth.head[name] for name in ("number", "date", "period")})
    return truth


def _render(variant: Variant, report: Report, layout: Layout, path: Path, truth: Truth) -> Truth:
    if variant.kind == "xlsx":
        return _workbook(report, path, truth)
    if variant.kind == "chromium":
        page = write_html(layout, path.with_suffix(".html"), variant.style)
        print_html(page, path)
        page.unlink()
        return _placed(places.printed_of(report, variant.style.printed_heads), path, truth)
    word = write_docx(layout, path.with_suffix(".docx"), variant.style)
    if variant.kind == "docx":
        return truth
    to_pdf(word, path.parent)
    word.unlink()
    return _placed(places.printed_of(report, variant.style.printed_heads), path, truth)


def _placed(printed: places.Printed, path: Path, truth: Truth) -> Truth:
    """The truth with what a page's place adds: pages of rows, quotes with boxes, heads that are repeated."""
    orders = [places.read_letters(path, by_line) for by_line in (False, True)]
    pages = max(orders, key=lambda order: len(places.quotes_of(printed.paragraphs, order)))
    rows = places.with_page(truth.rows, pages)
    mark = places.letters_of("".join(printed.header[:2]))
    heads = sum(page.text.count(mark) for page in pages) if mark else 0
    forms = dict.fromkeys(row.form for row in rows)
    broken = tuple(form for form in forms if len({row.page for row in rows if row.form == form and row.page}) > 1)
    repeated = [*printed.header * heads, *[printed.running] * len(pages)]
    paged = with_pages(truth, len(pages), repeated)
    return replace(paged, rows=rows, quotes=places.quotes_of(printed.paragraphs, pages), broken_forms=broken)


def _workbook(report: Report, path: Path, truth: Truth) -> Truth:
    shown = workbook.write_workbook(report, path)
    rows = tuple(replace(row, value=shown.get((row.form, row.path), row.value)) for row in truth.rows)
    words = [word for form in report.forms for word in words_of(form.title)]
    words += [word for row in rows for piece in (row.code, row.name, row.unit, row.value, row.note)
              for word in words_of(piece)]
    return Truth(tuple(words), truth.furniture, rows, head={name: truth.head[name] for name in ("number", "date")})


def _scan(variant: Variant, source: Path, path: Path, truth: Truth) -> Truth:
    scan = variant.scan
    if scan is None:
        raise ValueError(f"{variant.name} is made from {variant.of} but says not how it is scanned")
    seed = zlib.crc32(variant.name.encode())
    shots = scans.scan_file(source, scan, seed, truth.head.get("signer"))
    match variant.kind:
        case "layered":
            text_layer.write_layered_pdf(source, shots, scan.dpi, path, seed)
        case "tiff":
            pictures = [Image.open(io.BytesIO(shot.jpeg)) for shot in shots]
            pictures[0].save(path, save_all=True, append_images=pictures[1:], compression="tiff_lzw",
                             dpi=(scan.dpi, scan.dpi))
        case "jpg":
            if len(shots) != 1:
                raise ValueError(f"{source.name} has {len(shots)} pages; a JPG holds one")
            picture = Image.open(io.BytesIO(shots[0].jpeg))
            picture.save(path, quality="keep", dpi=(scan.dpi, scan.dpi))
        case _:
            scans.write_pdf(shots, scan.dpi, path)
    quotes = tuple(
        replace(quote, boxes=places.turned(quote.boxes, shots[quote.page - 1].move)) for quote in truth.quotes
    )
    return replace(truth, quotes=quotes)
