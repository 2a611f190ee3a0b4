"""Text of an office file in old encodings, converted in its XML: by its fonts, or by what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from qa_cchc.vietnamese.decoding import LABELS, find_old, fits
from qa_cchc.vietnamese.encodings import FontCoding, pieces


@dataclass(slots=True)
class Stretch:
    """Text of one paragraph or cell in fonts of one encoding (None: of Unicode); what parts it has no element."""

    coding: FontCoding | None
    parts: list[tuple[etree._Element | None, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(part for _, part in self.parts)


def convert_stretches(stretches: Iterable[Stretch]) -> set[str]:
    """Text in old encodings becomes Unicode in the elements that hold it; what those encodings are called."""
    by_font: dict[FontCoding | None, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        by_font[stretch.coding].append(stretch)
    labels: set[str] = set()
    for coding, group in by_font.items():
        texts = [stretch.text for stretch in group]
        if coding is None:
            found = [FontCoding(key) if key else None for key in find_old(texts)]
        else:
            found = [coding if fit else None for fit in fits(texts, coding)]
        for stretch, told in zip(group, found, strict=True):
            if told is not None and _rewritten(stretch, told):
                labels.add(LABELS[told.key])
    return labels


def _rewritten(stretch: Stretch, coding: FontCoding) -> bool:
    """Puts Unicode into the elements of a stretch. A letter whose codes lie in two elements goes into the first."""
    text = stretch.text
    changes = pieces(text, coding)
    at, number = 0, 0
    carried = 0  # characters of this part that a letter of the part before has taken
    for element, part in stretch.parts:
        made: list[str] = []
        done = at + carried
        carried = 0
        while number < len(changes) and changes[number][0] < at + len(part):
            start, end, new = changes[number]
            made += [text[done:start], new]
            done = end
            number += 1
        carried = max(0, done - at - len(part))
        made.append(text[done : at + len(part)])
        at += len(part)
        if element is not None and (whole := "".join(made)) != part:
            element.text = whole
    return bool(changes)
