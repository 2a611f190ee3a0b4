"""Letterheads, titles and outlines of many offices, read from plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from openings import OPENINGS

from qa_cchc.reading.report import read_report


@pytest.mark.parametrize("name", OPENINGS)
def test_opening(name: str, tmp_path: Path) -> None:
    text, expected = OPENINGS[name]
    path = tmp_path / "van-ban.txt"
    path.write_text(text, encoding="utf-8")
    report = read_report(path, tmp_path)
    told = {
        **{field: getattr(report, field) for field in expected if field not in ("period", "labels")},
        **({"period": report.period.id if report.period else None} if "period" in expected else {}),
        **({"labels": [s.label for s in report.sections if s.label]} if "labels" in expected else {}),
    }
    assert told == expected
