"""Folders of reports → a new version of the index, published in one step.

What has not changed since the version in use is taken over as it stands; what is gone is dropped; a changed file that
cannot be read keeps its older reading, openly marked. The version in use is never written to: whatever stops a build,
the archive stays as it was.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

from qa_cchc import __version__
from qa_cchc.archive import catalogue, corrections, layout, manifest
from qa_cchc.archive.errors import CannotWrite, NoReports
from qa_cchc.archive.offices import offices, place_links
from qa_cchc.archive.plan import Old, Plan, Progress, find, make_plan, open_old
from qa_cchc.archive.processing import Processed
from qa_cchc.figures import own_indicators
from qa_cchc.settings import Settings

if TYPE_CHECKING:
    from qa_cchc.search.embedder import Embedder


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did. Files are named by their path below their corpus folder.

    `read`, `kept` and `removed` are files newly read, taken over and dropped; `failed` files that could not be read,
    with the reason; `warnings` everything else a person should know. `published` is false when nothing had changed.
    """

    version: str
    published: bool
    reports: int
    passages: int
    figures: int
    seconds: float
    read: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


def build_index(
    corpora: Sequence[Path], index: Path, settings: Settings | None = None, progress: Progress | None = None,
    ready: Mapping[str, Processed] | None = None, again: Collection[str] = (),
) -> BuildResult:
    """Builds `index` so that it holds exactly the reports that lie in the folders `corpora`, with what people have put
    right in them (see `corrections`).

    `progress` is called with the stage (in Vietnamese), how much of it is done, and how much there is to do. `ready`
    holds what has just been read of some files, by their sha256; files of the contents `again` are read anew.
    Raises an ArchiveError (NoReports, CannotWrite, IndexBusy), ModelUnavailable, or CatalogueError for a bad file of
    one's own indicators; the index is then as it was.
    """
    started = time.perf_counter()
    settings = settings or Settings.load()
    own_indicators.use(settings.indicators_file())
    report_progress = progress or (lambda stage, done, total: None)
    sources, unreadable = find(corpora, settings)
    with layout.building(index):
        old = open_old(index)
        corrected = corrections.of(index)
        plan = make_plan(sources, unreadable, old, settings, report_progress, corrected, ready, again)
        if all(entry.report.status == "failed" for entry in plan.entries):
            named = ", ".join(file for file, _ in plan.failed[:3]) + (", …" if len(plan.failed) > 3 else "")
            raise NoReports(f"Không đọc được tệp nào trong {len(plan.failed)} tệp ({named})", plan.failed)
        from qa_cchc.search.embedder import load_embedder

        embedder = load_embedder(settings)
        made_with = (embedder.name, embedder.fingerprint, embedder.dimension)
        same_model = old.manifest is not None and made_with == (
            old.manifest.model_name, old.manifest.model_fingerprint, old.manifest.model_dimension
        )
        unchanged = same_model and not plan.newly_read() and tuple(plan.entries) == old.entries
        if not unchanged:
            _publish(index, corpora, settings, embedder, plan, old, report_progress)
        current = layout.current_version(index)
        written = manifest.read(index, current)
    return _result(current, written, plan, old, not unchanged, time.perf_counter() - started)


def _publish(
    index: Path, corpora: Sequence[Path], settings: Settings, embedder: Embedder, plan: Plan, old: Old,
    progress: Progress,
) -> None:
    try:
        folder = layout.start_version(index)
        try:
            _write(folder, corpora, settings, embedder, plan, old, progress)
            layout.publish(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        layout.remove_old_versions(index)
    except OSError as error:
        raise CannotWrite(index, layout.reason(error)) from error
    except sqlite3.OperationalError as error:
        raise CannotWrite(index, str(error)) from error


def _write(
    folder: Path, corpora: Sequence[Path], settings: Settings, embedder: Embedder, plan: Plan, old: Old,
    progress: Progress,
) -> None:
    from qa_cchc.archive.series import settle
    from qa_cchc.search.index import SearchIndex

    connection = catalogue.create(folder / catalogue.FILE)
    if old.folder is not None:
        catalogue.attach(connection, old.folder / catalogue.FILE)
    reports = {entry.report.id: entry.shown() for entry in plan.entries}
    office_of = offices(reports.values())
    for entry in plan.entries:
        fresh, office = plan.fresh.get(entry.report.id), office_of[entry.report.id]
        if fresh is None:
            catalogue.copy(connection, entry, office)
        else:
            catalogue.add(connection, entry, fresh.document, fresh.passages, fresh.figures, fresh.findings, office)
    for finding, files in settle(connection, reports):
        catalogue.add_findings(connection, [finding], files, across=True)
    catalogue.add_place_links(connection, place_links(list(reports.values())))
    rows = catalogue.Rows(reports)
    corrections.write_applied(folder, plan.corrected)
    passages = [passage for _, passage in rows.passages(connection)]
    (figures,) = connection.execute("SELECT count(*) FROM main.figures").fetchone()
    catalogue.finish(connection)
    SearchIndex.build(
        passages, embedder, folder / layout.SEARCH, old.folder / layout.SEARCH if old.folder else None,
        settings.glossary_file(), lambda done, total: progress("Lập chỉ mục tìm kiếm", done, total),
        reports.values(), settings.workers,
    )
    manifest.Manifest(
        format=manifest.FORMAT,
        records=manifest.records_shape(),
        reader=manifest.reader_version(settings.indicators_file()),
        limits=manifest.limits_of(settings),
        program=__version__,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        corpora=[str(corpus.resolve()) for corpus in corpora],
        model=settings.model,
        model_name=embedder.name,
        model_fingerprint=embedder.fingerprint,
        model_dimension=embedder.dimension,
        segmenter=f"underthesea {version_of('underthesea')}",
        reports=len(plan.entries),
        passages=len(passages),
        figures=figures,
        files=manifest.checksums(folder),
    ).write(folder)


def _result(
    current: Path, written: manifest.Manifest, plan: Plan, old: Old, published: bool, seconds: float
) -> BuildResult:
    read = plan.newly_read()
    kept = [entry for entry in plan.entries if entry.report.id not in plan.fresh]
    staying = {(entry.root, entry.report.file) for entry in plan.entries}
    contents = {entry.report.id for entry in plan.entries}
    removed = [
        entry.report.file for entry in old.entries
        if (entry.root, entry.report.file) not in staying and entry.report.id not in contents
    ]
    failing = {name for name, _ in plan.failed}
    warnings = [
        warning if entry.report.file in warning else f"{entry.report.file}: {warning}"
        for entry in plan.entries if entry.report.file not in failing for warning in entry.shown().warnings
    ]
    return BuildResult(
        current.name, published, written.reports, written.passages, written.figures, seconds,
        tuple(entry.report.file for entry in read), tuple(entry.report.file for entry in kept), tuple(removed),
        tuple(plan.failed), tuple(warnings),
    )
