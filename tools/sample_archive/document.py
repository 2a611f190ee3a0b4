"""The document model every writer reads: a letterhead, blocks of prose, tables, standard forms and a closing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look; `note` is the number of the footnote called here (its text is then empty)."""

    text: str
    bold: bool = False
    italic: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1-4), paragraph, bullet, or a table standing in the prose."""

    kind: Literal["heading", "paragraph", "bullet", "caption", "table"]
    runs: tuple[Run, ...] = ()
    level: int = 0
    mark: str = ""
    section: str = ""
    table: Table | None = None

    @property
    def text(self) -> str:
        """The words as printed, footnote marks left out."""
        return (f"{self.mark} " if self.mark else "") + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell that covers `columns` × `rows` grid places."""

    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Header and body rows; None stands at grid places covered by a merged cell. `widths` are shares of the line."""

    name: str
    header: tuple[tuple[Cell | None, ...], ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    widths: tuple[float, ...]
    landscape: bool = False
    size: float = 12


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a standard form; `path` is its full code ("3.2/1"), `values` one text per value column."""

    path: str
    code: str
    name: str
    unit: str
    values: tuple[str, ...]
    note: str

    @property
    def quote(self) -> str:
        """Name, unit and values as they stand one after the other, parted by tabs."""
        return "\t".join([self.name.replace("*", ""), self.unit, *self.values]).rstrip("\t")


@dataclass(frozen=True, slots=True)
class Form:
    """A standard form with its printed table."""

    number: str
    label: str
    title: str
    rows: tuple[FormRow, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the prose, and who signs below it."""

    superior: str
    agency: tuple[str, ...]
    number: str
    dateline: str
    kind: str
    title: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    signer: str


@dataclass(frozen=True, slots=True)
class Look:
    """How an office sets its pages; sizes in points."""

    font: str = "Times New Roman"
    size: float = 14
    leading: float = 1.15
    indent_cm: float = 1.27
    page_number: Literal["top", "bottom"] = "top"
    upper_level_1: bool = False
    appendix_landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One report, ready to be written."""

    file: str
    writer: Literal["docx", "libreoffice", "chromium"]
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Run, ...], ...]
    appendix: tuple[str, ...]
    forms: tuple[Form, ...]
    annexes: tuple[tuple[tuple[str, ...], Table], ...]
    look: Look
    truth: dict[str, object] = field(default_factory=dict)
    date: date = date(2023, 1, 1)
