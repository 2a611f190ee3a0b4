"""Lines of a PDF → paragraphs, by indents, by the room left at the line's end, by style and by distance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_cchc.reading.blocks import Block, Note, Para
from qa_cchc.reading.form_columns import read_caption
from qa_cchc.reading.markers import find_marker
from qa_cchc.reading.pdf.glyphs import Line, text_of

_INDENT = 6.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, and the usual distance of its lines (points).

    `within` is the distance of two lines that surely stand in one paragraph: the usual one where nearly all agree,
    else the greatest; None where no lines surely do.
    """

    left: float
    right: float
    step: float
    within: float | None = None

    @classmethod
    def of(cls, lines: Sequence[Line], width: float, earlier: Margins | None = None) -> Margins:
        """Margins read from the long lines of a page; `within` from an earlier page where this one does not tell."""
        known = earlier.within if earlier else None
        long = [line for line in lines if line.x1 - line.x0 > 0.5 * width] or list(lines)
        if not long:
            return cls(0.12 * width, 0.9 * width, 20.0, known)
        lefts = sorted(line.x0 for line in long)
        rights = sorted(line.x1 for line in long)
        steps = sorted(after.base - before.base for before, after in pairwise(lines) if after.base > before.base)
        left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
        sure = sorted(
            after.base - before.base
            for before, after in pairwise(lines)
            if after.value[:1].islower()
            and find_marker(after.value) is None
            and abs(after.x0 - left) <= _INDENT
            and right - before.x1 < 4 * before.size
            and 0 < after.base - before.base < 2.2 * before.size
        )
        if sure:
            usual = sure[len(sure) // 2]
            agree = sum(abs(distance - usual) <= 0.1 * usual for distance in sure)
            known = usual if agree >= 0.8 * len(sure) else sure[-1]
        return cls(left, right, steps[len(steps) // 2] if steps else 20.0, known)


class Flow:
    """Takes lines in reading order and gives paragraphs; notes held back come after the paragraph that is open."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._margins: list[Margins] = []
        self._held: list[Note] = []

    def add(self, line: Line, margins: Margins) -> Iterator[Block]:
        """Take the next line; yields what it closes."""
        if self._lines and not self._goes_on(line, margins):
            yield from self.close()
        self._lines.append(line)
        self._margins.append(margins)

    def hold(self, notes: Sequence[Note]) -> None:
        """Keep footnotes until the paragraph that their page cuts is whole."""
        self._held.extend(notes)

    def close(self) -> Iterator[Block]:
        """End the open paragraph."""
        if self._lines:
            yield self._paragraph()
        yield from self._held
        self._lines, self._margins, self._held = [], [], []

    def _paragraph(self) -> Para:
        words = [word for line in self._lines for word in line.words]
        shown = [word for word in words if any(map(str.isalnum, word.text))]
        bold = bool(shown) and all(word.bold for word in shown)
        prefix = 0
        for word in words:
            if not word.bold and any(map(str.isalnum, word.text)):
                break
            prefix += len(word.text) + 1
        centred = len(self._lines) == 1 and _centred(self._lines[0], self._margins[0])
        return Para(
            text_of(words),
            bold,
            bool(shown) and all(word.italic for word in shown),
            centred,
            bold_prefix=0 if bold else max(0, prefix - 1),
        )

    def _goes_on(self, line: Line, margins: Margins) -> bool:
        before, old = self._lines[-1], self._margins[-1]
        turned = line.page != before.page
        if before.bold != line.bold or abs(before.size - line.size) > 1.2:
            return False
        if not turned and line.base - before.base > 1.7 * max(margins.step, before.size):
            return False
        if _is_caption(line) and (before.value.endswith((".", ")", ":", ";")) or before.value.isupper() or line.bold):
            return False
        # Where paragraphs are set apart by room, more of it than between the lines of one parts two.
        if not turned and margins.within is not None and line.base - before.base > 1.25 * margins.within:
            return False
        first = line.words[0].box
        centred, centred_before = _centred(line, margins), _centred(before, old)
        if centred_before and not centred and line.x0 - margins.left <= _INDENT:
            centred_before = False  # an indented first line that happens to end as far from the right
        if centred_before or centred:
            return self._centred_on(before, line, old, margins)
        room = old.right - before.x1
        if room > (first.x1 - first.x0) + 0.35 * line.size:
            return False
        inset, inset_before = line.x0 - margins.left, before.x0 - old.left
        if turned and inset <= _INDENT and self._lines[0].x0 - self._margins[0].left <= _INDENT:
            # Paragraphs without indents: a sentence that ends with its page is taken to end its paragraph too.
            return not before.value.endswith((".", ":") if line.value[:1].isupper() else ".")
        if inset <= _INDENT:
            # At the margin: the rest of what came before, unless paragraphs are not indented and this opens an item.
            return not (find_marker(line.value) and inset_before <= _INDENT and len(self._lines) == 1 and room > 2)
        if abs(inset - inset_before) <= 2.5:
            # Equally indented: lines of an indented block, unless each is a first line of its own.
            return len(self._lines) > 1 and not find_marker(line.value)
        if inset > inset_before:
            # Further in than the line above: a new first line, or the hanging rest of an item.
            return self._hangs(before, inset + margins.left)
        return not find_marker(line.value)

    def _centred_on(self, before: Line, line: Line, old: Margins, margins: Margins) -> bool:
        """Whether a centred line is the rest of the one above, which had no room for its first word."""
        first = line.words[0].box
        left, right = before.x0 - old.left, old.right - before.x1
        full = left + right < first.x1 - first.x0 + 0.35 * line.size
        ended = before.value.endswith((".", ":", ";")) and not before.bold
        return full and _centred(line, margins) and abs(left - right) < 12 and not ended

    def _hangs(self, before: Line, x0: float) -> bool:
        marker = find_marker(before.value) if len(self._lines) == 1 else None
        return marker is not None and len(before.words) > 1 and abs(before.words[1].box.x0 - x0) < 4


def _is_caption(line: Line) -> bool:
    """Whether the line is nothing but a form's number ("Biểu mẫu 3")."""
    caption = read_caption(line.value)
    return caption is not None and not caption.title


def _centred(line: Line, margins: Margins) -> bool:
    left, right = line.x0 - margins.left, margins.right - line.x1
    even = left > 18 and right > 18 and abs(left - right) < 10
    return even and find_marker(line.value) is None
