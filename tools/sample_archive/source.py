"""Reads the data files: one folder per office with `office.yaml` and one file per report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from . import markup, tables
from .document import Document, Form, Letterhead, Look, Table
from .figures import Figures, NumberStyle

DATA = Path(__file__).parent / "data"
_FRAGMENT = re.compile(r"^<<(\w+)>>$", re.MULTILINE)
_BASIC = {
    "columns": ["code", "name", "unit", "value", "note"], "widths": [8.5, 45, 19, 12, 15.5], "size": 10.5,
    "codes": "restart", "label": "Biểu mẫu {number}",
    "header": ["STT | Chỉ tiêu thống kê | Kết quả thống kê | < | Ghi chú", "^ | ^ | Đơn vị tính | Số liệu | ^"],
}


def reports() -> list[tuple[Path, Path]]:
    """(office file, report file) of every report, in order."""
    return [(path.parent / "office.yaml", path) for path in sorted(DATA.glob("*/*.yaml"))
            if path.name != "office.yaml" and path.parent.name != "forms"]


def load_yaml(path: Path) -> dict[str, Any]:
    """A data file as it stands."""
    return yaml.safe_load(path.read_text("utf-8"))


@cache
def _forms(version: str) -> dict[str, Any]:
    return load_yaml(DATA / "forms" / f"{version}.yaml")


def load(office_path: Path, report_path: Path) -> tuple[Document, Figures, dict[str, Any]]:
    """The document, its figures and the raw data of its report file (for the expected answers)."""
    office, report = load_yaml(office_path), load_yaml(report_path)
    style = NumberStyle(**{**office.get("numbers", {}), **report.get("numbers", {})})
    figures = Figures({**report.get("figures", {}), **report.get("words", {})}, style)
    body = _FRAGMENT.sub(lambda match: office["fragments"][match[1]], report["body"])
    made = {name: tables.table(name, data, figures) for name, data in report.get("tables", {}).items()}
    blocks, notes = markup.parse(figures.fill(body), made)
    head = _letterhead(office, report)
    document = Document(
        file=report["file"], writer=report["writer"], letterhead=head, blocks=blocks, notes=notes,
        appendix=tuple(report.get("appendix", ())), forms=_filled_forms(office, report, figures),
        annexes=_annexes(report, made), look=Look(**{**office.get("look", {}), **report.get("look", {})}),
        truth=_truth(office, report, head), date=report["date"],
    )
    return document, figures, report


def _letterhead(office: Mapping[str, Any], report: Mapping[str, Any]) -> Letterhead:
    given = {**office["letterhead"], **report.get("letterhead", {})}
    day: date = report["date"]
    # Nghị định 30/2020: a day below 10 and the months 1 and 2 take a leading zero.
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return Letterhead(
        superior=given.get("superior", ""), agency=tuple(given["agency"]), number=report["number"],
        dateline=f"{given['from']}, ngày {day.day:02} tháng {month} năm {day.year}", kind=given.get("kind", "BÁO CÁO"),
        title=tuple(report["title"]), recipients=tuple(given["recipients"]), signature=tuple(given["signature"]),
        signer=given["signer"],
    )


def _filled_forms(office: Mapping[str, Any], report: Mapping[str, Any], figures: Figures) -> tuple[Form, ...]:
    given = report.get("forms") or {}
    layout = {**_BASIC, **office.get("form_layout", {}), **report.get("form_layout", {})}
    version = {**office, **report}.get("form_version")
    if not version:
        return ()
    changes = office.get("form_changes", {}).get(version, {})
    made = []
    for definition in _forms(version)["forms"]:
        number = definition["number"]
        if number in given:
            adapted = _adapted(definition, changes.get(number, {}))
            made.append(tables.form(adapted, given[number] or {}, layout, figures))
    return tuple(made)


def _adapted(definition: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The standard form as this office prints it: rows dropped, renamed, added after another."""
    rows = [line for line in definition["rows"] if tables.split_row(line)[0] not in changes.get("drop", ())]
    renamed = changes.get("rename", {})
    rows = [renamed.get(tables.split_row(line)[0], line) for line in rows]
    for after, line in changes.get("add", {}).items():
        at = next(i for i, row in enumerate(rows) if tables.split_row(row)[0] == after)
        rows.insert(at + 1, line)
    return {**definition, "title": changes.get("title", definition["title"]), "rows": rows}


def _annexes(report: Mapping[str, Any], made: Mapping[str, Table]) -> tuple[tuple[tuple[str, ...], Table], ...]:
    return tuple((tuple(annex["lines"]), made[annex["table"]]) for annex in report.get("annexes", ()))


def _truth(office: Mapping[str, Any], report: Mapping[str, Any], head: Letterhead) -> dict[str, Any]:
    """The letterhead as a reader should understand it, named as in the project's Report record."""
    window = [day.isoformat() for day in report["window"]] if "window" in report else None
    return {
        "file": report["file"], "number": report["number"], "date": report["date"].isoformat(),
        "kind": head.kind.lower(), "title": " ".join(head.title), **office["identity"], **report.get("identity", {}),
        "period": report["period"], "window": window, "signer": head.signer,
    }
