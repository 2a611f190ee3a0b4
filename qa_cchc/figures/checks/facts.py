"""The figures of a report as the checks look them up: by id, by phrase, by whole, by indicator and holder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.holders import holder
from qa_cchc.records import Figure

_TASKS_TO_COME = re.compile(
    r"(?:phương hướng|nhiệm vụ (?:trọng tâm|chủ yếu|trong|quý|tháng|năm|\d+ tháng|thời gian tới)|thời gian tới"
    r"|kế hoạch (?:quý|tháng|năm|công tác)|tháng cuối năm|kiến nghị|đề xuất)",
    re.IGNORECASE,
)
_AIMING = re.compile(
    r"(?:phấn đấu|mục tiêu|tối thiểu|ít nhất|đề ra|nâng tỷ lệ|đưa tỷ lệ|sẽ|yêu cầu|dự kiến"
    r"|ước (?:đạt|cả năm|thực hiện))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Facts:
    """All figures of one report in reading order."""

    figures: tuple[Figure, ...]

    @cached_property
    def by_id(self) -> dict[str, Figure]:
        """Figures by their id."""
        return {figure.id: figure for figure in self.figures}

    @cached_property
    def phrases(self) -> dict[str, list[Figure]]:
        """Figures that say one thing in several ways ("115 hồ sơ đạt 52,2%"), by `Figure.group`."""
        return _grouped((figure.group, figure) for figure in self.figures if figure.group)

    @cached_property
    def parts(self) -> dict[str, list[Figure]]:
        """The figures that are openly part of a figure, by its id, in reading order."""
        return _grouped((figure.whole, figure) for figure in self.figures if figure.whole)

    @cached_property
    def by_sentence(self) -> dict[str, list[Figure]]:
        """Figures by paragraph or row: what their ids have in common."""
        return _grouped((figure.id.rsplit(":", 1)[0], figure) for figure in self.figures)

    def beside(self, figure: Figure) -> Sequence[Figure]:
        """The figures of the same paragraph, footnote or table row."""
        return self.by_sentence[figure.id.rsplit(":", 1)[0]]


def _grouped(pairs: Iterable[tuple[str | None, Figure]]) -> dict[str, list[Figure]]:
    grouped: dict[str, list[Figure]] = defaultdict(list)
    for key, figure in pairs:
        if key:
            grouped[key].append(figure)
    return grouped


def indicator_of(figure: Figure) -> Indicator | None:
    """The catalogue's indicator of a figure."""
    return load().get(figure.indicator_id) if figure.indicator_id else None


def holder_of(figure: Figure) -> str:
    """The key of whose figure it is (see `holders`)."""
    return holder(figure.scope, figure.place, figure.level, figure.report.agency)


def is_planned(figure: Figure) -> bool:
    """Whether a figure is an aim and no result: it stands in a part on tasks to come, or behind words of aiming."""
    if figure.origin in ("form", "table"):
        return False
    if _TASKS_TO_COME.search(figure.section):
        return True
    before = figure.quote[: figure.mark[0]] if figure.mark else ""
    return _AIMING.search(before[max(before.rfind(";"), before.rfind(". ")) + 1 :]) is not None


def is_number(figure: Figure) -> bool:
    """Whether a figure is a plain stated result: read for certain, exact, no aim, no change against another time."""
    return (
        figure.state == "value"
        and figure.value is not None
        and not figure.approximate
        and figure.change is None
        and not is_planned(figure)
    )
