"""What every format is read into before anything is understood: paragraphs, tables and footnotes in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from qa_cchc.records import Box, Text
from qa_cchc.settings import Settings


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph as the file parts it. The style fields are hints: a format that cannot tell leaves them False.

    `marker` is an automatic number or bullet that is not in the text ("1.", "a)", "-"); `level` a declared heading
    level (from 1). `bold_prefix` is the length of a bold run at the start of a paragraph that is not bold throughout.
    `side` is "left" or "right" for a column of a letterhead or of a signature block. `page_break` says that a
    page ends after this paragraph, so that its sentence may go on in a later one.
    """

    text: Text
    bold: bool = False
    italic: bool = False
    centred: bool = False
    marker: str | None = None
    level: int | None = None
    side: str | None = None
    page_break: bool = False
    bold_prefix: int = 0

    @property
    def page(self) -> int:
        """Page of the first character."""
        return self.text.page()


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """One cell. Where it is merged, the same object stands at every place it covers (compare with `is`).

    `rest` is where the cell goes on after a page break. `unreadable`: ink of a scan that could not be read for certain;
    the text then is "".
    """

    text: Text
    bold: bool = False
    italic: bool = False
    page: int = 1
    line: int | None = None
    box: Box | None = None
    rest: tuple[Box, ...] = ()
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of equal length. `header_rows` is what the file itself declares as header, 0 if nothing."""

    rows: tuple[tuple[GridCell, ...], ...]
    page: int
    header_rows: int = 0

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote taken out of the flow, where the file puts it."""

    mark: str
    text: Text


Block = Para | Grid | Note


@dataclass(slots=True)
class Draft:
    """A file read into blocks: what the format readers hand on. Warnings and notes are Vietnamese sentences.

    A warning says that something was not read; a note, that something was read in another way than usual.
    `sheets` as in `Report`. `to_shown` holds for each page that was read turned or straightened the map that leads its
    places to those of the page as shown (see `shown.on_shown_pages`).
    """

    blocks: list[Block] = field(default_factory=list)
    pages: int = 1
    paged: bool = False
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread_pages: list[int] = field(default_factory=list)
    sheets: tuple[str, ...] = ()
    to_shown: dict[int, tuple[float, ...]] = field(default_factory=dict)


class Unreadable(Exception):
    """The file cannot be read at all; the message is a Vietnamese phrase that says why."""


Reader = Callable[[bytes, Settings], Draft]
"""What reads files of one kind. Raises Unreadable for a file that cannot be read at all."""
