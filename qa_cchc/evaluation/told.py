"""What an evaluation gave, as JSON and as rows for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qa_cchc.evaluation.figures import Evaluation, Fault, Score
from qa_cchc.evaluation.intervals import Share

_GROUPS = {"prose": "câu văn, chú thích", "form": "biểu mẫu", "table": "bảng", "sentence": "câu lẻ"}
_KINDS = {"missed": "sót", "false": "thừa", "wrong": "sai"}
_FIELDS = {"indicator": "chỉ tiêu", "value": "giá trị", "unit": "đơn vị", "scope": "phạm vi"}


def evaluation_json(said: Evaluation) -> dict[str, Any]:
    """`{"scores": [{group, reports, precision, recall, fields}], "faults": [{file, kind, group, fields, …}]}`.

    A share is `{value, low, high, right, cases}` with its 95 % interval.
    """
    return {
        "scores": [
            {
                "group": score.group,
                "reports": score.reports,
                "precision": _share(score.precision),
                "recall": _share(score.recall),
                "fields": {field: _share(share) for field, share in score.fields.items()},
            }
            for score in said.scores
        ],
        "faults": [_fault(fault) for fault in said.faults],
    }


def score_rows(scores: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    """One row a group: its name, reports, precision, recall, and how often each field is right."""
    for score in scores:
        fields = ", ".join(
            f"{_FIELDS[field]} {share.value:.3f}" for field, share in score.fields.items() if share.value is not None
        )
        yield _GROUPS[score.group], str(score.reports), _said(score.precision), _said(score.recall), fields


def fault_lines(faults: Sequence[Fault]) -> Iterator[str]:
    """Every fault on a line: the file, what is wrong, what was written down and what was read."""
    for fault in faults:
        fields = ", ".join(_FIELDS[field] for field in fault.fields)
        parts = [f"{fault.file}: {_KINDS[fault.kind]}{f' ({fields})' if fields else ''}"]
        if fault.gold:
            gold = fault.gold
            parts.append(
                f"đáp án {gold.text} {gold.unit or ''} [{gold.indicator or '–'}; {gold.scope or '–'}] {gold.name}"
            )
        if fault.found:
            found = fault.found
            parts.append(
                f"đọc được {found.text} {found.unit or ''} [{found.indicator_id or '–'}; {found.scope or '–'}] "
                f"{found.indicator}"
            )
        yield " · ".join(parts)


def _said(share: Share) -> str:
    if share.value is None:
        return "–"
    return f"{share.value:.3f} ({share.low:.3f}–{share.high:.3f}), {share.right}/{share.cases}"


def _share(share: Share) -> dict[str, float | int | None]:
    value = None if share.value is None else round(share.value, 4)
    return {
        "value": value,
        "low": round(share.low, 4),
        "high": round(share.high, 4),
        "right": share.right,
        "cases": share.cases,
    }


def _fault(fault: Fault) -> dict[str, Any]:
    gold, found = fault.gold, fault.found
    return {
        "file": fault.file,
        "kind": fault.kind,
        "group": fault.group,
        "fields": list(fault.fields),
        "expected": None
        if gold is None
        else {
            "text": gold.text,
            "value": gold.value,
            "state": gold.state,
            "unit": gold.unit,
            "indicator_id": gold.indicator,
            "scope": gold.scope,
            "line": gold.line,
        },
        "found": None
        if found is None
        else {
            "text": found.text,
            "value": found.value,
            "state": found.state,
            "unit": found.unit,
            "indicator_id": found.indicator_id,
            "scope": found.scope,
            "quote": found.quote,
        },
    }
