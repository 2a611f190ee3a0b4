"""Single sentences with the figures they state, as JSON Lines: how often the right indicator is found for each.

A line is `{"sentence", "figures": [{"text", "indicator", "unit", "scope", "at"}], "section", "lead", "split"}`; an
indicator may be a list where several are right, and null where none is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa_cchc.evaluation.gold import GoldError
from qa_cchc.evaluation.intervals import Share, wilson
from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.records import Figure, Paragraph, Report, Section, Spot, Text
from qa_cchc.vietnamese.periods import period


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of one sentence: the indicators that are right for it, and what was found (None: no figure there)."""

    sentence: str
    text: str
    wanted: tuple[str | None, ...]
    found: Figure | None

    @property
    def right(self) -> bool:
        """Whether a figure was found, and with a right indicator."""
        return self.found is not None and self.found.indicator_id in self.wanted


def evaluate_sentences(files: Iterable[Path], split: str | None = None) -> list[Stated]:
    """All figures of the sentences of one split (None: of all). Raises GoldError naming file and line."""
    return [stated for file in files for row in _rows(file, split) for stated in _stated(row)]


def is_sentences(file: Path) -> bool:
    """Whether a file of JSON Lines holds sentences."""
    with file.open(encoding="utf-8") as lines:
        return '"sentence"' in next(lines, "")


def shares(stated: Iterable[Stated]) -> tuple[Share, Share]:
    """Precision (of the indicators given, those right) and recall (of the indicators annotated, those found)."""
    cases = list(stated)
    given = [case for case in cases if case.found is not None and case.found.indicator_id is not None]
    wanted = [case for case in cases if None not in case.wanted]
    return (
        wilson(sum(case.right for case in given), len(given)),
        wilson(sum(case.right for case in wanted), len(wanted)),
    )


def _rows(file: Path, split: str | None) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{file}, dòng {number}: không phải JSON: {error}") from error
        if split is None or row.get("split") == split:
            yield row


def _stated(row: dict[str, Any]) -> Iterator[Stated]:
    words = row["sentence"]
    text = Text(words, (Spot(0, len(words), 1, 1),))
    heading = row.get("section") or "Kết quả thực hiện"
    section = Section("II.1", ("KẾT QUẢ", heading), 1, (Paragraph(text, lead=row.get("lead")),))
    report = Report(
        "0" * 12,
        "cau.txt",
        "0" * 64,
        place="huyện Sông Trầu",
        level="huyện",
        period=period("2024-Q2"),
        sections=(section,),
    )
    at = {}
    for figure in prose_figures(report):
        if figure.mark:
            at[words.find(figure.quote) + figure.mark[0]] = figure
    for one in row["figures"]:
        start = one.get("at", words.find(one["text"]))
        if words[:start].rstrip().endswith("/"):
            # "07/36 nội dung" is one figure with its denominator.
            continue
        found = next((figure for place, figure in at.items() if start <= place < start + len(one["text"])), None)
        wanted = one["indicator"] if isinstance(one["indicator"], list) else [one["indicator"]]
        yield Stated(words, one["text"], (*wanted, *_of_all_levels(wanted, found)), found)


def _of_all_levels(wanted: Iterable[str | None], found: Figure | None) -> Iterator[str]:
    """What says the same as the indicator of one level: the one of all, of a figure whose scope is a level."""
    for identifier in wanted if found is not None and found.scope else ():
        indicator = load_catalogue().get(identifier or "")
        if indicator is not None and indicator.general is not None:
            yield indicator.general
