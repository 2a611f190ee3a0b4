"""Whether a page's own text can be trusted, or its picture must be read."""

from __future__ import annotations

import pymupdf

from qa_cchc.reading.pdf.page import TextLayer

_LEAST_TEXT = 12
_LEAST_PAGE_TEXT = 300
_LARGE_PICTURE = 0.5
_MANY_STROKES = 60


def needs_recognition(page: pymupdf.Page, layer: TextLayer) -> bool:
    """Whether the page must be read from its picture.

    That is a page that is a picture with hardly any text of its own (a scan may carry a digital signature, the stamp of
    the incoming mail); one whose text is drawn as shapes; one whose text lies on its side; one with a hidden layer of
    text under its picture, which some other program recognised once, and no number of which can be trusted; one whose
    text is no Vietnamese (its letters mean something else than they show).
    """
    if layer.verdict.state == "bad":
        return True
    if layer.picture > _LARGE_PICTURE and (layer.letters < _LEAST_PAGE_TEXT or hidden_text(page)):
        return True
    if layer.letters >= _LEAST_TEXT:
        return layer.sideways > max(layer.letters, _LEAST_TEXT)
    return layer.sideways > _LEAST_TEXT or layer.picture > 0.05 or len(page.get_cdrawings()) > _MANY_STROKES


def hidden_text(page: pymupdf.Page) -> bool:
    """Whether most of the page's text is not painted at all (render mode 3), as recognised text under a scan is."""
    hidden = shown = 0
    for trace in page.get_texttrace():
        if trace["type"] == 3 or trace["opacity"] == 0:
            hidden += len(trace["chars"])
        else:
            shown += len(trace["chars"])
    return hidden > shown
