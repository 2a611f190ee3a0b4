"""Many pages recognised at once, over the cores of the machine; what was recognised before comes from the store."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from math import inf
from pathlib import Path

from qa_cchc.reading.ocr.page import read_page
from qa_cchc.reading.ocr.picture import Picture
from qa_cchc.reading.ocr.recognised import ReadPage
from qa_cchc.reading.ocr.store import Store
from qa_cchc.reading.ocr.tesseract import EngineFailed, engine
from qa_cchc.reading.progress import alive
from qa_cchc.reading.sandbox_child import one_line
from qa_cchc.settings import Settings


@dataclass(frozen=True, slots=True)
class Outcome:
    """A page recognised, or the Vietnamese phrase that says why it was not."""

    number: int
    page: ReadPage | None
    problem: str = ""


def store_of(settings: Settings) -> Store:
    """Where recognised pages are kept. Raises NoEngine where nothing could read them."""
    folder = Path(settings.ocr_cache) if settings.ocr_cache else settings.index / "ocr"
    return Store(folder, engine().version)


def recognise(pictures: Iterable[tuple[int, Picture]], settings: Settings, total: int) -> Iterator[Outcome]:
    """The pages of a document, as (number, picture), in the order in which they are done.

    `alive` hears of each, and of the work on it from the threads that do it. No more pictures are held at once than
    pages are read. Raises NoEngine before anything is read where Tesseract or its Vietnamese is missing.
    """
    store = store_of(settings)
    limit = float(settings.ocr_seconds) or inf
    cores = settings.ocr_cores or os.cpu_count() or 1
    with ThreadPoolExecutor(max_workers=cores) as pool:
        waiting: set[Future[Outcome]] = set()
        for number, picture in pictures:
            waiting.add(pool.submit(copy_context().run, _one, number, picture, store, limit))
            if len(waiting) > cores:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from _told(done, total)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from _told(done, total)


def _told(done: Iterable[Future[Outcome]], total: int) -> Iterator[Outcome]:
    for future in done:
        outcome = future.result()
        alive(f"trang {outcome.number}/{total}")
        yield outcome


def _one(number: int, picture: Picture, store: Store, limit: float) -> Outcome:
    key = store.key(picture)
    page = store.get(key)
    if page is not None:
        return Outcome(number, page)
    try:
        page = read_page(picture, limit)
    except EngineFailed as problem:
        return Outcome(number, None, str(problem))
    except MemoryError:
        raise
    except Exception as problem:  # whatever a picture does to the image library costs that page only
        return Outcome(number, None, f"ảnh trang có cấu trúc lạ ({one_line(problem)})")
    try:
        store.put(key, page)
    except OSError:
        return Outcome(number, page, "")  # a page that cannot be kept is only read again next time
    return Outcome(number, page)
