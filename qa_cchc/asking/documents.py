"""Questions about the reports themselves: which there are, their numbers, dates, signers and recipients."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qa_cchc.asking.cite import Citations, vietnamese_date
from qa_cchc.records import Found, Passage, Report
from qa_cchc.search.kinds import KINDS, kind_of
from qa_cchc.vietnamese.terms import terms

_SIGNER = re.compile(
    r"(?<!\w)(?:ai|người nào|(?:ông|bà|ông bà|ông hay bà|vị|lãnh đạo|đồng chí) nào)(?!\w).{0,25}(?<!\w)(?:ký|đứng tên)"
    r"|người ký|ký tên|chữ ký|ký bởi",
    re.IGNORECASE,
)
_RECIPIENTS = re.compile(
    r"nơi nhận|(?<!\w)(?:gửi|gởi|báo cáo|trình)(?: (?:cho|đến|tới|về|lên))? (?:những |các )?"
    r"(?:ai|đâu|cơ quan nào|đơn vị nào|nơi nào|chỗ nào|cấp nào)(?!\w)",
    re.IGNORECASE,
)
_ABOUT_REPORTS = frozenset(
    """bao cao cai cach hanh chinh cchc kho luu tru noi nhac de cap gom danh sach liet ke nop so ngay ky gui ban hanh
    nam quy dinh tat gom nhung bc van tap tin file ten lap lam doc nap dang hien thong ke cac co nao nguoi quan don vi
    dia phuong giu chua duoc""".split()
)
_POST = re.compile(r"(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|CỤC TRƯỞNG|BỘ TRƯỞNG|TRƯỞNG BAN|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG)\b[^\n]*")
_MOST = 12
_MOST_BY_TOPIC = 40
# A report whose best passage is less like the question than this share of the best of all tells of something else.
_AS_LIKE = 0.6

PassagesOf = Callable[[Report], Sequence[Passage]]


def topic_of_reports(topic: str) -> tuple[str, ...]:
    """The terms of what reports are asked to tell of ("báo cáo nào nói về tinh giản biên chế"), few words left out."""
    return tuple(term for term in terms(topic) if term not in _ABOUT_REPORTS)


def describe(
    question: str, reports: Sequence[Report], citations: Citations, passages_of: PassagesOf
) -> tuple[str, list[Passage]]:
    """The reports asked about, newest first, each with number and date and what more is asked for; and the passages
    that say so."""
    if not reports:
        return "Kho chưa có báo cáo nào như vậy.", []
    shown: list[Passage] = []
    lines = []
    for report in newest_first(reports)[:_MOST]:
        text, mark = title(report), None
        if _SIGNER.search(question):
            told, passage = _signed(report, passages_of(report))
            text += f"; {told}"
            if passage is not None:
                shown.append(passage)
                mark = citations.of_passage(passage)
        elif _RECIPIENTS.search(question):
            passage = _closing(report, passages_of(report), "recipients")
            text += f"; {_recipients(passage)}"
            if passage is not None:
                shown.append(passage)
                mark = citations.of_passage(passage)
        lines.append(f"{text} [{mark or citations.of_report(report)}]")
    if len(lines) == 1:
        return f"{lines[0]}.", shown
    more = f"\nvà {len(reports) - _MOST} báo cáo khác." if len(reports) > _MOST else ""
    return f"Có {len(reports)} báo cáo:\n" + "\n".join(f"- {line}" for line in lines) + more, shown


def describe_by_topic(
    found: Sequence[Found], reports: Sequence[Report], citations: Citations
) -> tuple[str, list[Found]]:
    """The reports with a passage that speaks of a topic, newest first, each with its best passages; and these."""
    if not found:
        return "", []
    by_report: dict[str, list[Found]] = {}
    for one in found[:_MOST_BY_TOPIC]:
        if one.score >= _AS_LIKE * found[0].score:
            by_report.setdefault(one.passage.report.id, []).append(one)
    told = [report for report in newest_first(reports) if report.id in by_report]
    if not told:
        return "", []
    lines, shown = [], []
    for report in told[:_MOST]:
        best = by_report[report.id][:3]
        shown += best
        marks = dict.fromkeys(citations.of_passage(one.passage) for one in best)
        lines.append(f"- {title(report)} " + "".join(f"[{mark}]" for mark in marks))
    more = f"\nvà {len(told) - _MOST} báo cáo khác." if len(told) > _MOST else ""
    return f"Có {len(told)} báo cáo nói tới điều được hỏi:\n" + "\n".join(lines) + more, shown


def newest_first(reports: Sequence[Report]) -> list[Report]:
    """Reports by their date, the newest first."""
    return sorted(reports, key=lambda report: report.date.toordinal() if report.date else 0, reverse=True)


def title(report: Report) -> str:
    """Kind, number, date, agency and period of a report; what it does not state is said."""
    kind = report.kind or "văn bản"
    kind = kind[:1].upper() + kind[1:]
    parts = [f"{kind} số {report.number}" if report.number else f"{kind} không ghi số (tệp {report.file})"]
    parts.append(f"ngày {vietnamese_date(report.date)}" if report.date else "không ghi ngày")
    if report.agency:
        parts.append(f"của {report.agency}")
    text = " ".join(parts)
    return f"{text}, {report.period.label}" if report.period else text


def _closing(report: Report, passages: Sequence[Passage], kind: str) -> Passage | None:
    wanted = KINDS.index(kind)
    return next((one for one in reversed(passages) if one.report.id == report.id and kind_of(one) == wanted), None)


def _signed(report: Report, passages: Sequence[Passage]) -> tuple[str, Passage | None]:
    """Who signed, with the post as the signature block has it ("Phó Chủ tịch, ký thay Chủ tịch")."""
    if not report.signer:
        return "không đọc được người ký", None
    passage = _closing(report, passages, "signature")
    if passage is None or report.signer not in passage.text:
        return f"người ký: {report.signer}", None
    posts = [match.group().strip() for match in _POST.finditer(passage.text)]
    post = f" ({_in_lower_case(posts[-1])})" if posts else ""
    return f"người ký: {report.signer}{post}", passage


def _in_lower_case(post: str) -> str:
    return post[:1] + post[1:].lower()


def _recipients(passage: Passage | None) -> str:
    if passage is None:
        return "không đọc được nơi nhận"
    lines = [line.strip(" -–+;.\t") for line in passage.text.splitlines()]
    names = [line for line in lines if line and not line.lower().startswith("nơi nhận")]
    return f"nơi nhận: {'; '.join(names)}"
