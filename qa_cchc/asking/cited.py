"""Questions about documents that reports cite: which reports do, and what they say of one (day, issuer, title)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa_cchc.asking.cite import Citations, cited_name, document_name
from qa_cchc.asking.evidence import likeness
from qa_cchc.records import CitedDocument, Report
from qa_cchc.search.wording import Wording
from qa_cchc.vietnamese.document_numbers import number_key
from qa_cchc.vietnamese.documents import find_documents, with_capital_kinds
from qa_cchc.vietnamese.issuers import issuer_key
from qa_cchc.vietnamese.terms import terms
from qa_cchc.vietnamese.unicode import fold, repair

_WHICH_REPORTS = re.compile(
    r"(?<![a-z])(?:bao cao nao|nhung bao cao|cac bao cao|(?:bao nhieu|may) bao cao|noi nao|o dau)(?![a-z])"
)
_CITE = re.compile(r"(?<![a-z])(?:nhac|vien dan|trich dan|dan chieu|dan ra|de cap|can cu|neu (?:toi|den|ten))(?![a-z])")
_FACTS = re.compile(
    r"(?<![a-z])(?:ngay (?:nao|may|bao nhieu|ban hanh|ky)|khi nao|bao gio|nam nao|cua ai|cua co quan nao"
    r"|(?:ai|co quan nao) (?:da )?(?:ban hanh|ky)|ve viec gi|ve gi|ve van de gi|ve noi dung gi|noi ve|quy dinh gi"
    r"|quy dinh ve|la gi|ten (?:la )?gi|ten day du)(?![a-z])"
)
_DAY = re.compile(r"(?<![a-z])(?:ngay|khi nao|bao gio|nam nao)(?![a-z])")
_WHO = re.compile(r"(?<![a-z])(?:ai|co quan nao)(?![a-z])")
_KINDS = (
    "kế hoạch", "quyết định", "công văn", "nghị quyết", "chương trình", "đề án", "thông báo", "tờ trình", "chỉ thị",
    "nghị định", "thông tư", "hướng dẫn", "quy chế", "luật",
)  # fmt: skip
_EMPTY = frozenset("van ban so ngay nao ban hanh ky may mang hieu ubnd uy nhan dan thi xa huyen tinh".split())
_YEAR = re.compile(r"(?<!\w)năm (20\d\d)", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?:kế hoạch|chương trình)(?:(?! của |[,;?]).){0,60}năm (20\d\d)", re.IGNORECASE)
_FITS = 0.75
_MOST = 12
_PLACES = 3


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A document a question is about. `wants` is "reports" (who cites it) or "facts" (its day, issuer, title);
    `rest` are the question's words without it."""

    name: str
    wants: str
    rest: str


def asked_document(asked: str) -> AskedDocument | None:
    """The document that a question asks about, None where it asks about something else."""
    words = " ".join(repair(asked).split())
    mention = next(iter(find_documents(with_capital_kinds(words))), None)
    if mention is None:
        return None
    folded = fold(words)
    if _WHICH_REPORTS.search(folded) and _CITE.search(folded):
        wants = "reports"
    elif _FACTS.search(folded) and mention.number and mention.kind != "báo cáo":
        wants = "facts"
    else:
        return None
    start = mention.start if wants == "facts" else min(mention.start, mention.at)
    name = " ".join(part for part in (mention.kind, mention.number or mention.title) if part)
    return AskedDocument(name, wants, f"{words[:start]} {words[mention.end :]}")


def reports_citing(asked: AskedDocument, found: Sequence[tuple[Report, CitedDocument]], citations: Citations) -> str:
    """The reports that cite a document, newest first, each with the places where it does."""
    by_report: dict[str, list[CitedDocument]] = {}
    reports = {report.id: report for report, _ in found}
    for report, one in found:
        by_report.setdefault(report.id, []).append(one)
    newest = sorted(reports.values(), key=lambda report: report.date.toordinal() if report.date else 0, reverse=True)
    lines = []
    for report in newest[:_MOST]:
        marks = _marks(citations.of_document(report, one) for one in by_report[report.id])
        lines.append(f"- {document_name(report)} {marks}")
    more = f"\nvà {len(newest) - _MOST} báo cáo khác." if len(newest) > _MOST else ""
    return f"Có {len(newest)} báo cáo nhắc tới {asked.name}:\n" + "\n".join(lines) + more


def facts(asked: str, found: Sequence[tuple[Report, CitedDocument]], citations: Citations) -> tuple[str, bool]:
    """What reports say of a document, and whether that tells what was asked; several documents of one number are told
    apart by their day and issuer."""
    told = _told_apart(found)
    folded = fold(asked)
    stated = not _DAY.search(folded) or any(document.date for document, _ in told)
    lines = []
    for document, mentions in told:
        name = cited_name(document)
        if _DAY.search(folded) and document.date is None:
            name += ", các báo cáo không ghi ngày"
        if _WHO.search(folded) and document.issuer is None and document.issuer_of_number:
            name += f", theo số ký hiệu là của {document.issuer_of_number}"
        lines.append(f"{name} {_marks(citations.of_document(report, one) for report, one in mentions)}")
    if len(lines) == 1:
        return f"{lines[0]}.", stated
    listed = "\n".join(f"- {line}" for line in lines[:_MOST])
    return f"Các báo cáo nhắc tới {len(lines)} văn bản như vậy:\n{listed}", stated


def described(
    question: str, topic: str, wording: Wording, found: Sequence[tuple[Report, CitedDocument]], citations: Citations
) -> tuple[str, list[tuple[Report, CitedDocument]]]:
    """The cited document whose kind and title a question gives ("kế hoạch kiểm tra công vụ … số nào"), with the places
    that state it; an empty text where none fits."""
    kinds = {kind for kind in _KINDS if re.search(rf"(?<!\w){kind}(?!\w)", question, re.IGNORECASE)}
    numbered = [item for item in found if item[1].number and (not kinds or item[1].kind in kinds)]
    # A plan of one year is not that of another.
    asked = frozenset(_OF_YEAR.findall(question))
    titled = [(item, frozenset(_YEAR.findall(item[1].title or ""))) for item in numbered]
    numbered = [item for item, years in titled if not asked or not years or asked & years]
    if not numbered:
        return "", []
    few = frozenset(fold(" ".join(_KINDS)).split()) | _EMPTY
    # "Cải cách hành chính" is left out of topics, for every report is about it; a plan may be about nothing else.
    wanted = frozenset(terms(topic)) - few or frozenset(terms(wording.content)) - few
    likes = likeness(wording, [f"{one.kind} {one.title or ''} {one.quote}" for _, one in numbered])
    scores = []
    for (_, one), like in zip(numbered, likes, strict=True):
        have = frozenset(terms(f"{one.title or ''} {one.quote} {one.section}"))
        scores.append(0.5 * like + len(wanted & have) / max(len(wanted), 1))
    best = max(scores)
    if best < _FITS:
        return "", []
    document = numbered[scores.index(best)][1]
    mentions = [item for item in numbered if number_key(item[1].number or "") == number_key(document.number or "")]
    fitting = _told_apart(mentions)
    whole, stated = next((each for each in fitting if _may_be(each[0], document)), (document, mentions))
    marks = _marks(citations.of_document(report, one) for report, one in stated)
    return f"{cited_name(whole)} {marks}", list(stated)


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in list(dict.fromkeys(numbers))[:_PLACES])


def _told_apart(
    found: Sequence[tuple[Report, CitedDocument]],
) -> list[tuple[CitedDocument, list[tuple[Report, CitedDocument]]]]:
    """Each document with its mentions, the fullest mention first; one that fits several documents tells nothing."""
    fullest = sorted(found, key=lambda item: -sum(bool(part) for part in (item[1].date, item[1].issuer, item[1].title)))
    groups: list[tuple[CitedDocument, list[tuple[Report, CitedDocument]]]] = []
    for report, one in fullest:
        fitting = [place for place, (document, _) in enumerate(groups) if _may_be(document, one)]
        if not fitting:
            groups.append((one, [(report, one)]))
        elif len(fitting) == 1:
            document, mentions = groups[fitting[0]]
            filled = replace(
                document,
                date=document.date or one.date,
                issuer=document.issuer or one.issuer,
                title=document.title or one.title,
            )
            groups[fitting[0]] = (filled, [*mentions, (report, one)])
    return groups


def _may_be(document: CitedDocument, one: CitedDocument) -> bool:
    if number_key(document.number or "") != number_key(one.number or ""):
        return False
    if document.date and one.date and document.date != one.date:
        return False
    issuers = [issuer_key(name) for name in (document.issuer, one.issuer) if name]
    same_day = document.date is not None and document.date == one.date
    return same_day or len(issuers) < 2 or issuers[0].startswith(issuers[1]) or issuers[1].startswith(issuers[0])
