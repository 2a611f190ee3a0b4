"""What the value columns of a table count, each with the others beside it in mind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from qa_cchc.figures.catalogue import Indicator, load
from qa_cchc.figures.headings import BARE_RATE, Around, bare, counted_by, rate_of, theme_of
from qa_cchc.figures.name_index import unit_kind
from qa_cchc.figures.table_columns import Column
from qa_cchc.figures.table_points import area_of, index_of, lists_areas
from qa_cchc.vietnamese.unicode import fold

# Columns of these kinds stand beside results and are none, with the words that say so.
NO_RESULTS = {"maximum": "điểm tối đa", "plan": "kế hoạch"}
_TOTAL_HEAD = re.compile(r"tong(?: so| cong)?(?: ho so)?")
_WORD = re.compile(r"[a-z]+")
_RATE_WORDS = frozenset("ty ti le phan tram so da duoc".split())
_PARTICIPANTS = re.compile(
    r"(?:tong )?(?:so )?(?:luong )?(?:luot )?(?:nguoi|nguoi dan|dai bieu|cong dan|can bo)"
    r"(?: (?:tham du|tham gia|du|nghe))?|(?:so )?luot (?:tham du|tham gia|du)"
)
_EVENTS = re.compile(
    r"\b(?:doi thoai|tuyen truyen|pho bien|dao tao|boi duong|tap huan|hoi nghi|cuoc thi|tiep (?:cong )?dan)\b"
)
_EVENT_UNITS = ("cuộc", "buổi", "lớp")
_HELD = {
    "dialogues": "dialogue_participants",
    "publicity_sessions": "publicity_participants",
    "legal_publicity_sessions": "legal_publicity_participants",
    "training_classes": "staff_trained",
    "citizen_receptions": "citizens_received",
}
_FEEDBACK_KINDS = ("feedback_on_regulations", "feedback_on_conduct")
_LATE = r"(?:qua han|tre han|cham (?:han|muon|tre)|tre hen|qua thoi han|ton dong)"
_CAUSES = re.compile(rf"\b(?:nguyen nhan|ly do)\b.*\b{_LATE}\b|\b{_LATE}\b.*\b(?:nguyen nhan|ly do)\b")
_FILES_HEAD = re.compile(r"(?:tong )?(?:so )?(?:luong )?(?:ho so|hs)(?: tthc)?|(?:tong )?so luong|tong so")
BEFORE = re.compile(r"\btruoc (?:khi )?(?:sap xep|sap nhap|tinh gian|hop nhat)\b")


def indicators_of(columns: Mapping[int, Column], around: Around) -> tuple[dict[int, Indicator | None], Around]:
    """The indicator of each column by its place, None where no one can tell; and what stands around the headings with
    what they themselves tell of the things counted."""
    indicators: dict[int, Indicator | None] = {}
    for _ in range(2):
        indicators = {at: _of_column(column, around) for at, column in columns.items()}
        around = replace(around, theme=theme_of(indicators.values(), [c.heading for c in columns.values()]))
    indicators = _with_participants(_with_rates_of_neighbours(indicators, columns), columns, around)
    found = _with_causes(_with_whole_feedback(_with_carried_over(indicators, columns), columns), columns, around)
    return _with_whole_scores(found, columns), around


def with_areas(columns: Mapping[int, Column], around: Around) -> dict[int, Column]:
    """The columns, where they list the areas of reform: those are parts of an index, which the catalogue has no ids
    for, in points where an index is told."""
    heads = {at: column.path[-1] if column.path else column.heading for at, column in columns.items()}
    if not lists_areas(list(heads.values())):
        return dict(columns)
    index = index_of([column.heading for column in columns.values()], around.caption, around.section)
    return {
        at: replace(column, kind="area", unit=column.unit or ("điểm" if index else None))
        if column.kind == "" and area_of(heads[at]) is not None
        else column
        for at, column in columns.items()
    }


def _of_column(column: Column, around: Around) -> Indicator | None:
    if column.kind in (*NO_RESULTS, "area") or BEFORE.search(fold(column.heading)):
        return None
    if not column.path and column.kind != "rate":
        return None
    found = counted_by(column.path or (column.heading,), around, column.kind == "rate" and column.change is None)
    kinds = {unit_kind(unit) for unit in (column.unit, found.unit if found else None) if unit} - {None}
    return found if len(kinds) < 2 or column.kind == "rate" or column.change or found.kind == "score" else None


def _with_carried_over(
    indicators: dict[int, Indicator | None], columns: Mapping[int, Column]
) -> dict[int, Indicator | None]:
    """ "Tiếp nhận – Tổng số" holds files carried over where a column beside it tells how many, and only there."""
    received, to_resolve = load().get("files_received"), load().get("files_to_resolve")
    carried = [columns[at].path for at, one in indicators.items() if one is not None and one.id == "files_carried_over"]
    found = dict(indicators)
    for at, one in indicators.items():
        path = columns[at].path
        if one is None or one not in (received, to_resolve) or not path:
            continue
        beside = any(other[:1] == path[:1] and len(other) > 1 for other in carried)
        bare_total = len(path) == 2 and _TOTAL_HEAD.fullmatch(bare(path[-1])) is not None
        if beside and (bare_total or len(path) == 1):
            found[at] = to_resolve
        elif not carried and re.search(r"\btiep nhan\b", fold(columns[at].heading)):
            found[at] = received
    ids = {one.id for one in found.values() if one is not None}
    if "files_early_or_on_time" in ids and not ids & {"files_early", "files_on_time"}:
        # Where early files are counted with those on time, so are they in the rate.
        rate = load().get("files_early_or_on_time_rate")
        found = {at: rate if one is not None and one.id == "files_on_time_rate" else one for at, one in found.items()}
    return found


def _with_rates_of_neighbours(
    indicators: dict[int, Indicator | None], columns: Mapping[int, Column]
) -> dict[int, Indicator | None]:
    """A bare "Tỷ lệ" under a heading that has no rate of its own is that of the count before it under the same one."""
    found = dict(indicators)
    for at, column in columns.items():
        before = columns.get(at - 1)
        if found[at] is not None or column.kind != "rate" or column.change or before is None:
            continue
        counted = found[at - 1]
        if counted is not None and column.path and _says_again(column.path[-1], before.heading):
            found[at] = rate_of(counted) if counted.kind != "ratio" else None
            continue
        if len(column.path) < 2:
            continue
        if counted is not None and before.path[:1] == column.path[:1] and BARE_RATE.fullmatch(bare(column.path[-1])):
            rate = rate_of(counted)
            found[at] = rate if rate is not counted else None
    return found


def _says_again(rate: str, counted: str) -> bool:
    """Whether a rate's own words all stand in the heading of the count before it: "Tài khoản kích hoạt", "Tỷ lệ kích
    hoạt (%)"."""
    words = [word for word in _WORD.findall(bare(rate)) if word not in _RATE_WORDS]
    return bool(words) and {*words} <= {*_WORD.findall(fold(counted))}


def _with_participants(
    indicators: dict[int, Indicator | None], columns: Mapping[int, Column], around: Around
) -> dict[int, Indicator | None]:
    """ "Số lượt người tham dự" is of what the nearest column before it holds (dialogues, classes); of nothing known
    where none does and no heading or caption tells."""
    found = dict(indicators)
    for at, column in columns.items():
        if not column.path or not _PARTICIPANTS.fullmatch(bare(column.path[-1])):
            continue
        before = (one for left in range(at - 1, -1, -1) if (one := found.get(left)) is not None)
        held = next((one for one in before if one.unit in _EVENT_UNITS), None)
        if held is not None:
            found[at] = load().get(_HELD.get(held.id, ""))
        elif not _EVENTS.search(fold(" ".join((*column.path, around.caption, around.section)))):
            found[at] = None
    return found


def _with_whole_feedback(
    indicators: dict[int, Indicator | None], columns: Mapping[int, Column]
) -> dict[int, Indicator | None]:
    """A heading over all columns of feedback ("PAKN về quy định hành chính – Tổng số") is of all, whatever its kind."""
    found = dict(indicators)
    for at, one in indicators.items():
        path = columns[at].path
        if one is None or one.id not in _FEEDBACK_KINDS or not path:
            continue
        frame = path[:-1] if len(path) > 1 and _TOTAL_HEAD.fullmatch(bare(path[-1])) else path
        if any(
            frame and other.path[: len(frame)] == frame and len(other.path) > len(frame) for other in columns.values()
        ):
            found[at] = load().get("feedback_received")
    return found


def _with_causes(
    indicators: dict[int, Indicator | None], columns: Mapping[int, Column], around: Around
) -> dict[int, Indicator | None]:
    """In a table of the causes why files are late, the files counted are late, resolved or not; each cause counts a
    part of them and is no stage of files."""
    heads = [column.heading for column in columns.values()]
    if not any(_CAUSES.search(fold(text)) for text in (around.caption, *heads)):
        return indicators
    late = load().get("files_overdue")
    return {
        at: late
        if one is not None and columns[at].kind != "rate" and _FILES_HEAD.fullmatch(bare(columns[at].heading))
        else one
        for at, one in indicators.items()
    }


def _with_whole_scores(
    indicators: dict[int, Indicator | None], columns: Mapping[int, Column]
) -> dict[int, Indicator | None]:
    """Of several columns of points of one index only that of the total is the index's."""
    found = dict(indicators)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, one in indicators.items():
        if one is not None and one.kind == "score" and columns[at].kind != "rate":
            alike[one.id, columns[at].period].append(at)
    for places in alike.values():
        total = next((at for at in places if re.search(r"\btong\b", fold(columns[at].heading))), places[-1])
        found.update({at: None for at in places if at != total})
    return found
