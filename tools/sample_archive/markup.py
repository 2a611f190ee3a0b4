"""The small markup of the data files' prose.

Lines: `# `, `## `, `### `, `#### ` headings as printed; `- ` and `+ ` bullets; `@table name`; `<<name>>` a fragment
shared by the office's reports; `[^n]: text` a footnote. Inside a line: `**bold**`, `*italic*`, `[^n]` a mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .document import Block, Run, Table

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|\[\^(?P<note>\d+)\]")
_NOTE = re.compile(r"\[\^(\d+)\]:\s*(.*)")
_NUMBERED = re.compile(r"(?P<code>[A-ZĐ]|[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s")


def runs(text: str, numbers: Mapping[str, int] | None = None) -> tuple[Run, ...]:
    """Runs of one line; `numbers` maps a footnote's name in the data to its printed number."""
    found: list[Run] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            found.append(Run(text[at : match.start()]))
        if match["note"]:
            found.append(Run("", note=(numbers or {})[match["note"]]))
        else:
            found.append(Run(match["bold"] or match["italic"], bold=bool(match["bold"]), italic=bool(match["italic"])))
        at = match.end()
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)


class _Outline:
    """The full path of numbers of the heading in force ("II.2.a"); an unnumbered heading gives its own words."""

    def __init__(self) -> None:
        self._codes: list[str] = []

    def enter(self, level: int, heading: str) -> str:
        match = _NUMBERED.match(heading)
        code = match["code"] if match else heading.strip(" :*")
        self._codes = self._codes[: level - 1] + [""] * (level - 1 - len(self._codes))
        parent = next((c for c in reversed(self._codes) if c), "")
        if parent and code.startswith(parent + "."):
            self._codes[max(i for i, c in enumerate(self._codes) if c)] = ""
        self._codes.append(code)
        return self.label

    @property
    def label(self) -> str:
        return ".".join(code for code in self._codes if code)


def parse(body: str, tables: Mapping[str, Table]) -> tuple[tuple[Block, ...], tuple[tuple[Run, ...], ...]]:
    """Blocks and footnotes of a report's prose. Raises ValueError for a footnote never called or called in vain."""
    notes: dict[str, str] = {}
    lines: list[str] = []
    for line in body.splitlines():
        if match := _NOTE.match(line.strip()):
            notes[match[1]] = match[2]
        elif line.strip():
            lines.append(line.strip())
    called = re.findall(r"\[\^(\d+)\]", "\n".join(lines))
    if sorted(called) != sorted(notes):
        raise ValueError(f"footnotes called {called}, written {sorted(notes)}")
    numbers = {name: order for order, name in enumerate(called, start=1)}
    outline, blocks = _Outline(), []
    for line in lines:
        mark, _, rest = line.partition(" ")
        if set(mark) == {"#"}:
            label = outline.enter(len(mark), rest)
            blocks.append(Block("heading", runs(rest, numbers), level=len(mark), section=label))
        elif mark in ("-", "+"):
            blocks.append(Block("bullet", runs(rest, numbers), mark=mark, section=outline.label))
        elif mark == "@table":
            blocks.append(Block("table", section=outline.label, table=tables[rest]))
        elif mark == "@caption":
            blocks.append(Block("caption", runs(rest, numbers), section=outline.label))
        else:
            blocks.append(Block("paragraph", runs(line, numbers), section=outline.label))
    return tuple(blocks), tuple(runs(notes[name]) for name in called)
