"""Documents that the reports of an archive refer to: the table `cited_documents`, and who cites a given one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from qa_cchc.records import Box, CitedDocument, Report
from qa_cchc.vietnamese.document_numbers import NUMBER, PARTIAL, number_key
from qa_cchc.vietnamese.documents import find_documents
from qa_cchc.vietnamese.unicode import fold, repair

_COLUMNS = (
    "report_id, kind, number, number_key, date, issuer, issuer_of_number, title, section, page, line, quote, boxes_json"
)


def add(connection: sqlite3.Connection, report: Report) -> None:
    """Writes what a report that was just read refers to."""
    marks = ", ".join("?" * (_COLUMNS.count(",") + 1))
    rows = (_row(report.id, one) for one in report.cited)
    connection.executemany(f"INSERT INTO main.cited_documents ({_COLUMNS}) VALUES ({marks})", rows)


def copy(connection: sqlite3.Connection, report_id: str) -> None:
    """Takes over what a report refers to from the attached `old` catalogue."""
    connection.execute(
        f"INSERT INTO main.cited_documents ({_COLUMNS}) SELECT {_COLUMNS} FROM old.cited_documents "
        "WHERE report_id = ? ORDER BY ordinal",
        (report_id,),
    )


def read(
    connection: sqlite3.Connection, where: str = "", values: Sequence[Any] = ()
) -> Iterator[tuple[str, CitedDocument]]:
    """(report id, mention) of the rows that the SQL condition admits, report by report as read."""
    query = (
        f"SELECT report_id, kind, number, date, issuer, title, section, page, quote, line, boxes_json, "
        f"issuer_of_number FROM cited_documents {where} "
        "ORDER BY (SELECT ordinal FROM reports WHERE id = report_id), ordinal"
    )
    for report_id, kind, number, day, *rest, boxes, derived in connection.execute(query, values):
        stated = date.fromisoformat(day) if day else None
        places = tuple(Box(*sides) for sides in json.loads(boxes))
        yield report_id, CitedDocument(kind, number, stated, *rest, places, derived)


def is_named(asked: str) -> Callable[[CitedDocument], bool]:
    """Tells the mentions of the document that a person names: "766/QĐ-TTg", "Nghị định 61/2018", "Luật Đất đai".

    A number may be given in part; words without any number are looked for in what documents are about.
    """
    asked = repair(asked).strip()
    asked = asked[:1].upper() + asked[1:]  # names of laws are known by the capital of their first word
    mention = next(iter(find_documents(asked)), None)
    kind = mention.kind if mention else None
    number = mention.number if mention else None
    if number is None and (found := NUMBER.search(asked) or PARTIAL.search(asked)) and not (mention and mention.title):
        number = found.group()
        kind = next((name for name in _KINDS if fold(name) in fold(asked)), None)
    if number:
        key = number_key(number)
        return lambda one: _same_kind(kind, one.kind) and _begins(key, one.number)
    words = fold((mention.title if mention else None) or asked)
    return lambda one: _same_kind(kind, one.kind) and words in fold(one.title or one.quote)


_KINDS = ("nghị định", "nghị quyết", "quyết định", "thông tư", "chỉ thị", "kế hoạch", "công văn", "luật")


def _same_kind(asked: str | None, kind: str | None) -> bool:
    return asked is None or kind is None or asked == kind


def _begins(key: str, number: str | None) -> bool:
    return number is not None and f"{number_key(number)}/".startswith(f"{key}/")


def _row(report_id: str, one: CitedDocument) -> tuple[Any, ...]:
    boxes = [[box.page, *(round(side, 2) for side in (box.x0, box.y0, box.x1, box.y1))] for box in one.boxes]
    return (
        report_id, one.kind, one.number, number_key(one.number) if one.number else None,
        one.date.isoformat() if one.date else None, one.issuer, one.issuer_of_number, one.title, one.section, one.page,
        one.line, one.quote, json.dumps(boxes, separators=(",", ":")),
    )
