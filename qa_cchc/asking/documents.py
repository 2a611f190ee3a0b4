"""Questions about the reports themselves: which there are, their numbers, dates and signers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.asking.cite import Citations, vietnamese_date
from qa_cchc.records import Report

_SIGNER = re.compile(r"\bký\b|người ký", re.IGNORECASE)
_MOST = 12


def describe(question: str, reports: Sequence[Report], citations: Citations) -> str:
    """The reports asked about, newest first, each with number, date, agency, and its signer when asked for."""
    if not reports:
        return "Kho chưa có báo cáo nào như vậy."
    ordered = sorted(reports, key=lambda report: report.date.toordinal() if report.date else 0, reverse=True)
    lines = []
    for report in ordered[:_MOST]:
        kind = (report.kind or "văn bản")[:1].upper() + (report.kind or "văn bản")[1:]
        parts = [f"{kind} số {report.number}" if report.number else f"{kind} không ghi số (tệp {report.file})"]
        parts.append(f"ngày {vietnamese_date(report.date)}" if report.date else "không ghi ngày")
        if report.agency:
            parts.append(f"của {report.agency}")
        text = " ".join(parts)
        if report.period:
            text += f", {report.period.label}"
        if _SIGNER.search(question):
            text += f"; người ký: {report.signer}" if report.signer else "; không đọc được người ký"
        lines.append(f"{text} [{citations.of_report(report)}]")
    if len(lines) == 1:
        return lines[0] + "."
    more = f"\nvà {len(ordered) - _MOST} báo cáo khác." if len(ordered) > _MOST else ""
    return f"Có {len(ordered)} báo cáo:\n" + "\n".join(f"- {line}" for line in lines) + more
