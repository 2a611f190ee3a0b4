"""Documents named in running Vietnamese text: kind, number, date, issuer and what each is about.

"Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về …", "các Quyết định: số 20/QĐ-UBND, số 45/QĐ-UBND cùng ngày
09/01/2023", "Luật Đất đai năm 2024", "Nghị quyết 18-NQ/TW". What the text does not say is None. Forms ("Biểu số
06/VPCP/KSTT") and standards ("TCVN ISO 9001:2015") are no documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_cchc.vietnamese.dates import find_dates
from qa_cchc.vietnamese.document_heads import KIND, LIST_GAP, Named, dated_only, numbered
from qa_cchc.vietnamese.document_tails import read_tail, take_issuer_out_of_name
from qa_cchc.vietnamese.document_titles import title_at
from qa_cchc.vietnamese.issuers import issuer_before
from qa_cchc.vietnamese.laws import find_laws
from qa_cchc.vietnamese.unicode import fold

# How far ahead a title may run into other documents: characters, and documents.
_NEAR, _FEW = 1000, 24
_ON_DAY = re.compile(r"(?<![a-z0-9])ngay\s*(?=\d)")


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named at `start:end` of a text (its quote). `at` is where its number, or else its kind, stands."""

    start: int
    end: int
    at: int
    kind: str | None
    number: str | None
    date: date | None = None
    issuer: str | None = None
    title: str | None = None


def find_documents(text: str) -> list[DocumentMention]:
    """The documents that a paragraph names, one for each time, in the order they stand."""
    if not any(character.isdigit() for character in text) and "uật" not in text and "uat" not in text:
        return []
    folded = fold(text)
    found = numbered(text, folded)
    found += dated_only(text, folded, found)
    found.sort(key=lambda one: one.at)
    days = find_dates(text)
    for one in found:
        read_tail(one, text, folded, days)
        take_issuer_out_of_name(one)
    laws = _laws(text, found)
    starts = [law.start for law in laws]
    mentions: list[DocumentMention] = []
    for group in reversed(_groups(found, folded)):
        tail = group[-1].tail
        near = laws[bisect_left(starts, tail) : bisect_left(starts, tail + _NEAR)]
        mentions += _mentions(group, text, folded, days, [*near, *mentions[-_FEW:]])
    return sorted([*mentions, *laws], key=lambda one: one.at)


def with_capital_kinds(text: str) -> str:
    """The text with a capital where a word for a kind of document begins: as people type questions, so it is found."""
    letters = list(text)
    for match in KIND.finditer(fold(text)):
        letters[match.start()] = letters[match.start()].upper()
    return "".join(letters)


def _laws(text: str, found: list[Named]) -> list[DocumentMention]:
    """Laws called by name; a number behind the name ("Luật Cán bộ, công chức số 22/2008/QH12") takes the name on."""
    laws = []
    begins = [one.begin for one in found]
    for start, end, kind, name in find_laws(text):
        at = bisect_left(begins, start)
        beside = found[max(0, at - 1) : at + 2]
        owner = next(
            (
                one
                for one in beside
                if one.begin <= start < one.behind or (one.kind is None and 0 <= one.begin - end <= 2)
            ),
            None,
        )
        if owner is None:
            laws.append(DocumentMention(start, end, start, kind, None, None, None, name))
        elif owner.kind is None:
            owner.begin, owner.kind, owner.title, owner.own_kind = start, kind, name, True
    return laws


def _groups(found: Sequence[Named], folded: str) -> list[list[Named]]:
    """Documents under one word for their kind stand together ("các Quyết định: số …, số …")."""
    groups: list[list[Named]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        if last and not one.own_kind and LIST_GAP.fullmatch(folded, last.tail, one.at):
            groups[-1].append(one)
            one.kind = one.kind or last.kind
        else:
            groups.append([one])
    return groups


def _mentions(
    group: list[Named],
    text: str,
    folded: str,
    days: Sequence[tuple[int, int, date]],
    later: Sequence[DocumentMention],
) -> list[DocumentMention]:
    last = group[-1]
    inner: dict[int, int] = {}
    for one in later:
        inner[one.start] = max(one.end, inner.get(one.start, 0))
    span = title_at(text, folded, last.tail, sorted(inner.items()))
    title = " ".join(text[slice(*span)].split()) if span else None
    end = span[1] if span else last.tail
    begin, issuer, day = _told_before(group, text, folded, days)
    made: list[DocumentMention] = []
    for one in group:
        own = one is last
        start, stop = (one.begin if one.own_kind else group[0].begin), (end if own else one.tail)
        told, told_day = one.issuer, one.day
        if not own and not one.issuer and last.issuer:
            told, stop = last.issuer, last.tail
        if not own and not one.dated and last.day and _may_be_of(one.number, last.day):
            told_day, stop = last.day, last.tail
        if told is None and issuer:
            told, start = issuer, begin
        if told_day is None and not one.dated and day and len(group) == 1:
            told_day, start = day, begin
        about = (title if own else None) or one.title
        made.append(DocumentMention(start, stop, one.at, one.kind, one.number, told_day, told, about))
    return made


def _told_before(
    group: Sequence[Named], text: str, folded: str, days: Sequence[tuple[int, int, date]]
) -> tuple[int, str | None, date | None]:
    """Who issued it and when, from words before: "Ngày 23/6/2022, Thủ tướng Chính phủ ban hành Quyết định …"."""
    begin = group[0].begin
    subject = issuer_before(text, folded, begin)
    if subject is None:
        return begin, None, None
    issuer = " ".join(text[slice(*subject)].split())
    for start, stop, day in days:
        if (
            stop <= subject[0] <= stop + 3
            and re.fullmatch(r",?\s*", text[stop : subject[0]])
            and _ON_DAY.match(folded, start)
        ):
            return start, issuer, day
    return subject[0], issuer, None


def _may_be_of(number: str | None, day: date) -> bool:
    """Whether a number that names its year can have the day."""
    year = re.search(r"/((?:19|20)\d\d)/", number or "")
    return year is None or int(year.group(1)) == day.year
