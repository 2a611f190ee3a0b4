"""What follows a document's number: its day and who issued it, in either order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from qa_cchc.vietnamese.document_heads import Named
from qa_cchc.vietnamese.issuers import issuer_at
from qa_cchc.vietnamese.unicode import fold

_DAY = re.compile(
    r"\s*,?\s*(?P<open>\(\s*)?(?:(?P<same>cung)\s+)?(?:(?:duoc\s+)?(?:ban\s+hanh|ky)\s+)?(?P<word>ngay\s*)?(?=\d)"
)
_RAW_DAY = re.compile(
    r"(?P<d>\d{1,2})\s?(?:[/.-]\s?(?P<m>\d{1,2})\s?[/.-]|\s*thang\s*(?P<n>\d{1,2})\s*,?\s*nam)\s?(?P<y>\d{4}|\d\d)(?![\d/])"
)
_OF = re.compile(r"\s*,?\s*(?:cua|do)\s+")
_CLOSING = re.compile(r"\s*\)")
_YEAR = re.compile(r"\s+nam\s+(?:19|20)\d\d(?!\d)")


def read_tail(one: Named, text: str, folded: str, days: Sequence[tuple[int, int, date]]) -> None:
    """Day and issuer behind a number, in either order."""
    at = one.behind
    if year := _YEAR.match(folded, at):
        at = year.end()
    for _ in range(3):
        lead = _DAY.match(folded, at) if not one.dated else None
        day = _day_at(folded, lead, days) if lead else None
        if day is not None:
            one.dated, one.day, at = True, day[0], day[1]
            one.same_day = bool(lead and lead["same"])
            continue
        of = _OF.match(folded, at) if one.issuer is None else None
        end = issuer_at(text, folded, of.end()) if of else None
        if of and end:
            end = _joint(one, text, folded, end)
            one.issuer, at = " ".join(text[of.end() : end].split()), end
            continue
        if "(" in text[one.begin : one.behind] and (closing := _CLOSING.match(folded, at)):
            at = closing.end()
            continue
        break
    one.tail = at


def _joint(one: Named, text: str, folded: str, end: int) -> int:
    """The end with the bodies that issued a joint document too ("của Bộ Nội vụ và Bộ Tài chính")."""
    while "liên tịch" in (one.kind or "") and (gap := re.compile(r"\s*(?:,|-|va)\s+").match(folded, end)):
        further = issuer_at(text, folded, gap.end())
        if further is None:
            break
        end = further
    return end


def take_issuer_out_of_name(one: Named) -> None:
    """ "Kế hoạch của UBND tỉnh số 12/KH-UBND": the words between kind and number say whose it is."""
    if one.title and (of := _OF.match(" " + fold(one.title))):
        rest = one.title[of.end() - 1 :]
        if issuer_at(rest, fold(rest), 0) == len(rest):
            one.issuer, one.title = one.issuer or rest, None


def _day_at(folded: str, lead: re.Match[str], days: Sequence[tuple[int, int, date]]) -> tuple[date | None, int] | None:
    """The day behind `lead` and where it ends; the day is None when no calendar has it."""
    at = lead.end()
    if not lead["word"] and not lead["open"] and not re.search(r"[,]\s*$", lead.group()):
        return None
    raw = _RAW_DAY.match(folded, at)
    exact = next(((stop, day) for start, stop, day in days if start <= at < stop and start >= lead.start()), None)
    if exact is None and raw is None:
        return None
    end, day = exact if exact else (raw.end(), _short_year(raw)) if raw else (at, None)
    if lead["open"]:
        closing = _CLOSING.match(folded, end)
        if closing is None:
            return None
        end = closing.end()
    return day, end


def _short_year(raw: re.Match[str]) -> date | None:
    """The day of "05/01/24"; None for a day that no calendar has."""
    year = int(raw["y"])
    try:
        return date(year + 2000 if year < 100 else year, int(raw["m"] or raw["n"]), int(raw["d"]))
    except ValueError:
        return None
