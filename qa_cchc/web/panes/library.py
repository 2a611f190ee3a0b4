"""The tab “Kho báo cáo”: the reports with what was read of them, one report with what people put right, the map of
places and periods, and who did what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from markupsafe import Markup

from qa_cchc.archive import audit, corrections
from qa_cchc.archive.corrections import Correction
from qa_cchc.archive.errors import UnknownReport
from qa_cchc.archive.store import Archive
from qa_cchc.records import Report
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.unicode import fold
from qa_cchc.web import links, markup, people, shown
from qa_cchc.web.intake import Intake, Item
from qa_cchc.web.panes import coverage
from qa_cchc.web.panes.query import Query
from qa_cchc.web.texts import text

PATH = "/kho"
TAB = "kho"
WORDS, START, ORDER, VIEW, REPORT, ONLY, PERIOD, PLACE = "tim", "tu", "xep", "xem", "bc", "loc", "ky", "noi"
JOBS = f"{PATH}/viec"
FILES = f"{PATH}/tep"
MAP, LOG = "ban-do", "nhat-ky"
_SIZE = 50
_DEEDS = 200
_EARLIEST = date.min
Counts = dict[str, tuple[int, int, int]]


def _by_date(report: Report, _: Counts) -> tuple[object, ...]:
    return (report.date or _EARLIEST, report.file)


def _by_agency(report: Report, _: Counts) -> tuple[object, ...]:
    return (fold(report.agency or report.place or ""), report.date or _EARLIEST)


def _by_period(report: Report, _: Counts) -> tuple[object, ...]:
    period = report.period
    return (period.end, period.start) if period else (_EARLIEST, _EARLIEST)


def _by_pages(report: Report, _: Counts) -> tuple[object, ...]:
    return (report.pages,)


def _by_figures(report: Report, counts: Counts) -> tuple[object, ...]:
    return counts[report.id]


def _by_status(report: Report, _: Counts) -> tuple[object, ...]:
    return (("failed", "partial", "ok").index(report.status), -len(report.warnings))


def _by_number(report: Report, _: Counts) -> tuple[object, ...]:
    digits = "".join(letter for letter in (report.number or "").partition("/")[0] if letter.isdigit())
    return (int(digits[:9] or 0), report.number or "", report.file)


# Name of the order in the address → (heading, key); the first is the order where none is named.
_ORDERS: dict[str, tuple[str, Callable[[Report, Counts], tuple[object, ...]]]] = {
    "so": ("library_column_report", _by_number),
    "co-quan": ("library_column_agency", _by_agency),
    "ky": ("column_period", _by_period),
    "ngay": ("library_column_date", _by_date),
    "trang": ("library_column_pages", _by_pages),
    "doc": ("library_column_holds", _by_figures),
    "tinh-trang": ("library_column_status", _by_status),
}
_NEWEST = "-ngay"
_ONLY: dict[str, Callable[[Report, set[str]], bool]] = {
    "": lambda report, corrected: True,
    "warned": lambda report, corrected: bool(report.warnings),
    "partial": lambda report, corrected: report.status == "partial",
    "failed": lambda report, corrected: report.status == "failed",
    "corrected": lambda report, corrected: report.sha256 in corrected,
}


def pane(archive: Archive, query: Query, intake: Intake | None = None, notice: str = "", wrong: str = "") -> str:
    """The HTML of the tab for what the address asks; `notice` is said above it, `wrong` where it went wrong."""
    view = query.one(VIEW)
    if query.one(REPORT):
        inside = _report(archive, query)
    elif view == MAP:
        inside = coverage.table(archive, query)
    elif view == LOG and people.current().is_admin:
        inside = _log(archive, query)
    else:
        inside = _list(archive, query)
    return markup.render(
        "panes/library.html",
        query=query,
        inside=Markup(inside),
        report=query.one(REPORT),
        views=_views(query),
        may_edit=people.current().may_edit,
        files=FILES,
        jobs=Markup(jobs(intake)),
        jobs_path=JOBS,
        holding=_holding(archive),
        size=archive.settings.file_mb,
        count=archive.settings.upload_files,
        notice=notice,
        wrong=wrong,
    )


def _holding(archive: Archive) -> str:
    """What the head of the page says, as the archive has become."""
    read = sum(report.status != "failed" for report in archive.reports())
    return text("holding", reports=shown.number(read), places=shown.number(len(archive.places())),
                periods=shown.number(len(archive.periods())))  # fmt: skip


def jobs(intake: Intake | None) -> str:
    """The HTML of the list of changes under way."""
    items = intake.items() if intake is not None and people.current().may_edit else []
    return markup.render(
        "panes/library_jobs.html",
        path=JOBS,
        active=any(not item.over for item in items),
        items=[_item(item) for item in items],
    )


def _item(item: Item) -> dict[str, object]:
    state = text(f"intake_state_{item.state}")
    if item.state == "done" and item.kind != "upload":
        state = text(f"intake_done_{item.kind}")
    report = item.report if item.state in {"done", "duplicate"} and item.kind != "remove" else ""
    return {
        "key": item.key, "name": item.name, "kind": text(f"intake_kind_{item.kind}"), "state": item.state,
        "label": state, "messages": item.message.split("\n") if item.message else [], "over": item.over,
        "may_be_kept": item.may_be_kept, "address": f"{PATH}?{REPORT}={report}" if report else "",
    }  # fmt: skip


def _views(query: Query) -> list[dict[str, object]]:
    views = [("", "library_view_list"), (MAP, "library_view_map")]
    if people.current().is_admin:
        views.append((LOG, "library_view_log"))
    now = query.one(VIEW) if query.one(VIEW) in (MAP, LOG) else ""
    return [
        {"label": text(label), "address": f"{PATH}?{VIEW}={view}" if view else PATH, "chosen": view == now}
        for view, label in views
    ]


def _list(archive: Archive, query: Query) -> str:
    counts, corrected = archive.counts(), set(corrections.of(archive.index))
    places, periods, words = query.all(PLACE), query.all(PERIOD), fold(expand(query.one(WORDS))).split()
    only = query.one(ONLY) if query.one(ONLY) in _ONLY else ""
    every = [
        report for report in archive.reports()
        if (not places or (report.place or "") in places)
        and (not periods or (report.period.id if report.period else "") in periods)
        and all(word in _searched(report) for word in words)
    ]  # fmt: skip
    found = [report for report in every if _ONLY[only](report, corrected)]
    order = query.one(ORDER, _NEWEST) if query.one(ORDER, _NEWEST).lstrip("-") in _ORDERS else _NEWEST
    key = _ORDERS[order.lstrip("-")][1]
    found.sort(key=lambda report: key(report, counts), reverse=order.startswith("-"))
    start = min(query.number(START), max(0, len(found) - 1) // _SIZE * _SIZE)
    labels = {period.id: period.label for period in archive.periods()}
    return markup.render(
        "panes/library_list.html",
        query=query,
        words=query.one(WORDS),
        kept=[(name, value) for name, value in query.pairs if name not in (WORDS, START)],
        rows=[_row(report, counts[report.id], corrected, query) for report in found[start : start + _SIZE]],
        total=len(found),
        first=start + 1,
        last=min(start + _SIZE, len(found)),
        only=[
            {
                "label": text(f"library_only_{name or 'all'}"), "chosen": name == only,
                "count": shown.number(sum(test(report, corrected) for report in every)),
                "address": query.address(**{ONLY: name or None, START: None}),
            }
            for name, test in _ONLY.items() if name in ("", only) or any(test(one, corrected) for one in every)
        ],
        chosen=[
            (labels.get(value, value), query.address(**query.toggled(name, value, START)))
            for name in (PERIOD, PLACE) for value in query.all(name)
        ],
        columns=_columns(query, order),
        previous=query.address(**{START: str(start - _SIZE) if start > _SIZE else None}) if start else None,
        following=query.address(**{START: str(start + _SIZE)}) if start + _SIZE < len(found) else None,
    )  # fmt: skip


def _columns(query: Query, order: str) -> list[dict[str, str]]:
    columns = []
    for name, (label, _) in _ORDERS.items():
        now = order.lstrip("-") == name
        turned = name if now and order.startswith("-") else f"-{name}" if now or name in ("ngay", "ky", "doc") else name
        sort = ("descending" if order.startswith("-") else "ascending") if now else "none"
        columns.append({
            "label": text(label), "sort": sort, "address": query.address(**{ORDER: turned, START: None}),
            "kind": "numeric" if name == "trang" else "",
        })  # fmt: skip
    return columns


def _searched(report: Report) -> str:
    period = report.period
    parts = (report.number, report.agency, report.place, report.province, report.title, report.file,
             period and period.label, period and period.id, report.date and shown.day(report.date))  # fmt: skip
    return fold(expand(" · ".join(str(part) for part in parts if part)))


def _row(report: Report, counts: tuple[int, int, int], corrected: set[str], query: Query) -> dict[str, object]:
    figures, passages, findings = counts
    return {
        "report": report,
        "day": shown.day(report.date) if report.date else "",
        "figures": text("library_figures", count=shown.number(figures)),
        "passages": text("library_passages", count=shown.number(passages)),
        "findings": text("library_findings", count=shown.number(findings)) if findings else "",
        "status": text(f"library_status_{report.status}"),
        "warnings": text("library_warnings", count=len(report.warnings)) if report.warnings else "",
        "corrected": report.sha256 in corrected,
        "address": f"{PATH}?{REPORT}={report.id}",
        "original": links.original(report.id),
    }


def _report(archive: Archive, query: Query) -> str:
    try:
        report = archive.report(query.one(REPORT))
    except UnknownReport:
        return markup.render("panes/library_gone.html", path=PATH)
    held = {one.field: one for one in corrections.of(archive.index).get(report.sha256, ())}
    window = shown.window(report.window)
    facts = [
        ("library_file", report.file), ("library_title", report.title), ("library_level", report.level),
        ("library_signer", report.signer), ("library_window", window),
        ("library_column_pages", str(report.pages) if report.paged else None),
    ]  # fmt: skip
    return markup.render(
        "panes/library_report.html",
        path=PATH,
        files=FILES,
        **_row(report, archive.counts()[report.id], set(), query),
        may_edit=people.current().may_edit,
        size=archive.settings.file_mb,
        facts=[(text(label), value) for label, value in facts if value],
        fields=[_field(report, name, held.get(name)) for name in corrections.FIELDS],
        there=_there(archive, report),
        text_address=links.source(report.id, **{links.PAGE: 1}),
        told=_told(report, held.values()),
        periods=[period.label for period in archive.periods()],
        places=archive.places(),
    )


def _there(archive: Archive, report: Report) -> bool:
    return archive.original(report.id) is not None


def _told(report: Report, corrected: Sequence[Correction] | object) -> list[str]:
    """What was said of the report, without the name of its file in front, and without what the form shows already."""
    known = {one.told() for one in corrected}  # type: ignore[attr-defined]
    return [warning.removeprefix(f"{report.file}: ") for warning in report.warnings if warning not in known]


def _field(report: Report, name: str, correction: Correction | None) -> dict[str, object]:
    value = corrections.written(report, name)
    field: dict[str, object] = {
        "name": name, "label": text(f"library_field_{name}"), "value": corrections.shown(name, value),
        "read": "", "by": "",
    }  # fmt: skip
    if correction is not None:
        at = correction.at.astimezone().date()
        read = corrections.shown(name, correction.read) or text("library_read_nothing")
        field |= {
            "value": corrections.shown(name, correction.value),
            "read": text("library_was_read", read=read),
            "by": text("library_corrected_by", day=shown.day(at), who=correction.who or text("somebody")),
        }
    return field


def _log(archive: Archive, query: Query) -> str:
    found = audit.deeds(archive.index, _DEEDS)
    return markup.render(
        "panes/library_log.html",
        total=len(found),
        deeds=[
            {
                "when": deed.at.astimezone().strftime("%H:%M"), "day": shown.day(deed.at.astimezone().date()),
                "who": deed.who or text("somebody"), "what": text(f"audit_{deed.action}"), "about": deed.about,
                "address": deed.address,
            }
            for deed in found if deed.action in audit.ACTIONS
        ],
    )  # fmt: skip
