"""What an evaluation gave, as JSON and as rows for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qa_cchc.evaluation.answers import AnswerOutcome, KindScore
from qa_cchc.evaluation.asked import Declined, Outcome, QuestionScore
from qa_cchc.evaluation.figures import Evaluation, Fault, Score
from qa_cchc.evaluation.intervals import Share
from qa_cchc.evaluation.ranking import MEASURES, Mean

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


def questions_json(
    found: Sequence[Outcome], scores: Sequence[QuestionScore], declined: Declined
) -> dict[str, Any]:
    """`{"scores": [{tag, cases, right, measures}], "declined": {precision, recall, f1}, "questions": [{id, split,
    answerable, status, right, measures}]}`; a mean is `{value, low, high, cases}` with its 95 % interval."""
    return {
        "scores": [
            {
                "tag": score.tag,
                "cases": score.cases,
                "right": _mean(score.right),
                "measures": {name: _mean(one) for name, one in score.measures.items()},
            }
            for score in scores
        ],
        "declined": _declined(declined),
        "questions": [
            {
                "id": one.question.id,
                "split": one.question.split,
                "answerable": one.question.answerable,
                "status": one.status,
                "right": one.right,
                "measures": {name: round(value, 4) for name, value in one.measures.items()},
            }
            for one in found
        ],
    }


def question_columns() -> tuple[str, ...]:
    """The heads of `question_rows`."""
    return ("nhóm câu hỏi", "số câu", *MEASURES, "trả lời đúng")


def question_rows(scores: Sequence[QuestionScore]) -> Iterator[tuple[str, ...]]:
    """One row a tag: passages that `ask` shows, by measure, and answers that are right."""
    for score in scores:
        means = [_told_mean(score.measures[name]) for name in MEASURES] if score.measures else ["–"] * len(MEASURES)
        tag = "tất cả" if score.tag == "all" else score.tag
        yield (tag, str(score.cases), *means, _told_mean(score.right))


def declined_line(declined: Declined) -> str:
    """How well questions without an answer are told from the others."""
    if declined.f1 is None:
        return "Không có câu hỏi nào ngoài khả năng trả lời."
    return (
        f"Nhận ra câu không có câu trả lời: độ chính xác {_told_mean(declined.precision)}, độ phủ "
        f"{_told_mean(declined.recall)}, F1 {declined.f1:.3f}."
    )


def unserved_lines(found: Sequence[Outcome]) -> Iterator[str]:
    """Every question that was answered wrong, or whose passage is not among the first ten."""
    for one in found:
        lost = one.question.answerable and not one.measures["R@10"]
        if not one.right or lost:
            what = ", ".join(["trả lời sai"] * (not one.right) + ["không thấy đoạn"] * lost)
            quote = one.question.gold[0].quote if one.question.gold else "không trả lời"
            expected = one.question.value or quote
            yield f"{one.question.id}: {what} · {one.question.question} · đáp án: {expected}"


def answers_json(found: Sequence[AnswerOutcome], scores: Sequence[KindScore], declined: Declined) -> dict[str, Any]:
    """`{"scores": [{group, right}], "declined", "unfounded": int, "questions": [{id, split, kind, answerable, status,
    right, faults, unfounded}]}`; a share is as in `evaluation_json`."""
    return {
        "scores": [{"group": score.group, "right": _share(score.right)} for score in scores],
        "declined": _declined(declined),
        "unfounded": sum(len(one.unfounded) for one in found),
        "questions": [
            {
                "id": one.question.id,
                "split": one.question.split,
                "kind": one.question.kind,
                "answerable": one.question.answerable,
                "status": one.status,
                "right": one.right,
                "faults": list(one.faults),
                "unfounded": [number.number for number in one.unfounded],
            }
            for one in found
        ],
    }


def kind_rows(scores: Sequence[KindScore]) -> Iterator[tuple[str, ...]]:
    """One row a group: its name, and how many of its answers are right."""
    for score in scores:
        yield "tất cả" if score.group == "all" else score.group, _said(score.right)


def unfounded_line(found: Sequence[AnswerOutcome]) -> str:
    """How many numbers stand in no place that their answer cites."""
    numbers = sum(len(one.unfounded) for one in found)
    return f"Con số không có trong nơi được trích dẫn: {numbers}, trong {len(found)} câu trả lời."


def wrong_lines(found: Sequence[AnswerOutcome]) -> Iterator[str]:
    """Every answer that is not right, and every number without a foundation."""
    for one in found:
        told = [*one.faults, *(f"không có căn cứ: {number.number} ({number.line})" for number in one.unfounded)]
        if told:
            yield f"{one.question.id} [{one.question.kind}] {one.question.question} · {'; '.join(told)}"


def _told_mean(one: Mean) -> str:
    return "–" if one.value is None else f"{one.value:.3f} ({one.low:.2f}–{one.high:.2f})"


def _declined(declined: Declined) -> dict[str, Any]:
    return {
        "precision": _mean(declined.precision),
        "recall": _mean(declined.recall),
        "f1": None if declined.f1 is None else round(declined.f1, 4),
    }


def _mean(one: Mean) -> dict[str, float | int | None]:
    value = None if one.value is None else round(one.value, 4)
    return {"value": value, "low": round(one.low, 4), "high": round(one.high, 4), "cases": one.cases}


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
