"""Which statements of earlier reports a later report corrects, and which it states again.

A report corrects openly ("được điều chỉnh từ 412 hồ sơ thành 421 hồ sơ") or by stating another number for an earlier
period. Without such words only a number near the earlier one counts: one far from it mostly counts something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from qa_cchc.figures.checks.conflicts import alike_units, is_likely_slip
from qa_cchc.figures.checks.facts import is_number
from qa_cchc.figures.linking import agree
from qa_cchc.figures.series import settled
from qa_cchc.records import Figure

_CORRECTING = (
    r"(?:điều chỉnh|đính chính|sửa(?: đổi| lại)?|cập nhật|hiệu chỉnh|tính lại|rà soát lại|xác định lại|thống kê lại)"
)
_CORRECTED = re.compile(_CORRECTING, re.IGNORECASE)
# "được điều chỉnh từ 412 hồ sơ thành 421 hồ sơ"
_FROM = re.compile(rf"{_CORRECTING}(?:\s+(?:số liệu|lại|giảm|tăng))*\s+(?:là\s+)?từ\s*$", re.IGNORECASE)
_TO = re.compile(
    r"^\W{0,3}(?:\([^()]*\)\s*)?(?:thành|lên|xuống|còn|sang|là)\s+(?:(?:còn|thành|là)\s+)?$", re.IGNORECASE
)
# "đính chính: 412 → 421 hồ sơ"; "không phải 412 hồ sơ mà là 421 hồ sơ"
_ARROW = re.compile(r"^\s*(?:→|->|=>|⇒)\s*$")
_NOT, _BUT = re.compile(r"không phải(?: là)?\s*$", re.IGNORECASE), re.compile(r"^\W{0,3}mà là\s*$", re.IGNORECASE)
# "421 hồ sơ (báo cáo trước ghi 412 hồ sơ)", "421 hồ sơ thay cho 412 hồ sơ đã báo cáo"
_INSTEAD = re.compile(
    r"^\W{0,3}(?:thay (?:cho|vì)|chứ không phải(?: là)?|(?:số )?(?:đã )?báo cáo (?:trước(?: đây| đó)?|cũ|lần trước)"
    r"|số (?:liệu )?(?:đã báo cáo|cũ)|trước đây)(?:\s+(?:số|ghi|nêu|là|báo cáo))*\s*:?\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Corrections:
    """`by` maps a statement to the one that takes its place, `corrects` and `confirms` the other way; figure ids.

    `pairs` are (earlier statement, the later one that takes its place), one for each report corrected.
    """

    by: dict[str, str] = field(default_factory=dict)
    corrects: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    confirms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pairs: list[tuple[Figure, Figure]] = field(default_factory=list)

    def add(self, others: Corrections) -> None:
        """Takes in the corrections of other figures."""
        self.by.update(others.by)
        self.corrects.update(others.corrects)
        self.confirms.update(others.confirms)
        self.pairs += others.pairs


def open_corrections(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """(superseded, corrected) of every correction in so many words among the figures of one report."""
    by_quote: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.mark is not None and figure.value is not None:
            by_quote[figure.id.rsplit(":", 1)[0], figure.quote].append(figure)
    found: list[tuple[Figure, Figure]] = []
    for (_, quote), beside in by_quote.items():
        ordered = sorted(beside, key=lambda figure: figure.mark or (0, 0))
        for one, other in pairwise(ordered):
            (start, end), (then, _) = one.mark or (0, 0), other.mark or (0, 0)
            before, between = quote[:start], quote[end:then]
            if (
                (_TO.match(between) and _FROM.search(before))
                or (_ARROW.match(between) and _CORRECTED.search(before))
                or (_BUT.match(between) and _NOT.search(before))
            ):
                found.append((one, other))
            elif _INSTEAD.match(between):
                found.append((other, one))
    return found


def corrections(figures: Iterable[Figure]) -> Corrections:
    """The corrections among the figures of one series."""
    found = Corrections()
    periods: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        if figure.period is not None and figure.value is not None and figure.state == "value":
            periods[figure.period.id][figure.report.id].append(figure)
    for reports in periods.values():
        _of_period(sorted(reports.values(), key=_issued), found)
    return found


def _issued(statements: Sequence[Figure]) -> tuple[date, str]:
    """When the report of these statements was issued; without a date it counts as the oldest."""
    return statements[0].report.date or date.min, statements[0].report.id


def _of_period(reports: Sequence[list[Figure]], found: Corrections) -> None:
    """Follows the statements on one period through the reports, the oldest first."""
    before: list[list[Figure]] = []
    for statements in reports:
        openly = open_corrections(statements)
        for old, new in openly:
            found.by[old.id] = new.id
            found.corrects[new.id].append(old.id)
        replaced = {old.id for old, _ in openly}
        standing = [figure for figure in statements if figure.id not in replaced and is_number(figure)]
        said = openly[-1][1] if openly else settled(standing)
        if said is not None:
            for earlier in before:
                if _is_older(earlier, statements):
                    _compare(earlier, said, openly[-1][0] if openly else None, found)
        if standing:
            before.append(standing)


def _is_older(earlier: Sequence[Figure], later: Sequence[Figure]) -> bool:
    """Whether a report surely came before another one."""
    first, second = earlier[0].report.date, later[0].report.date
    return first is not None and second is not None and first < second


def _compare(earlier: Sequence[Figure], said: Figure, instead_of: Figure | None, found: Corrections) -> None:
    """Links an earlier report's statements with what a later one says, which may name what it takes the place of."""
    alike = [one for one in earlier if agree(one, said)]
    for one in alike:
        found.confirms[said.id].append(one.id)
        found.by.pop(one.id, None)
    others = [one for one in earlier if one not in alike]
    if instead_of is not None:
        replaced = [one for one in others if agree(one, instead_of)]
    elif not alike and all(alike_units(one, said) and is_likely_slip(one, said) for one in others):
        replaced = others
    else:
        # It confirms one of two statements: which of them was wrong is for the check of that report to say.
        replaced = []
    for one in replaced:
        found.by[one.id] = said.id
        found.corrects[said.id].append(one.id)
    told = settled(replaced)
    if told is not None:
        found.pairs.append((told, said))
