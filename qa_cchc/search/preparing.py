"""What an index needs of each passage, prepared for many at once and in as many processes as the machine has cores."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from qa_cchc.reading import sandbox
from qa_cchc.search.embedder import Embedder, StaticEmbedder
from qa_cchc.search.lexical import passage_folded, passage_words
from qa_cchc.search.postings import TermCounts
from qa_cchc.vietnamese.abbreviations import expand

Said = tuple[str, str]
"""A passage's context and its text."""
_BATCH = 1000
# Starting processes takes longer than preparing fewer passages than this.
_WORTH_PROCESSES = 4000


@dataclass(frozen=True, slots=True)
class Prepared:
    """Some passages in order: what is searched of them, their terms in both views, their
    vectors, float32 [passages, dimension]."""

    parts: list[Said]
    words: TermCounts
    folded: TermCounts
    vectors: np.ndarray


@lru_cache(maxsize=1 << 12)
def _expanded(context: str, glossary: Path | None) -> str:
    return expand(context, glossary)


def searched(context: str, text: str, glossary: Path | None = None) -> Said:
    """What is searched of a passage: its context and its text, abbreviations opened."""
    return _expanded(context, glossary), expand(text, glossary)


def keys_of(parts: Sequence[Said]) -> np.ndarray:
    """16 bytes for each passage that stand for what is searched of it, uint8 [passages, 16]."""
    told = (hashlib.sha256(f"{context}\0{text}".encode()).digest()[:16] for context, text in parts)
    return np.frombuffer(b"".join(told), dtype=np.uint8).reshape(len(parts), 16)


def prepare(said: Sequence[Said], glossary: Path | None, embedder: Embedder) -> Prepared:
    """The passages `said`, prepared here and now."""
    parts = [searched(*one, glossary) for one in said]
    return Prepared(
        parts, TermCounts.of(passage_words(*part) for part in parts),
        TermCounts.of(passage_folded(*part) for part in parts),
        embedder.encode_passages(["\n".join(part) for part in parts]),
    )  # fmt: skip


def prepare_all(
    said: Sequence[Said], glossary: Path | None, embedder: Embedder, workers: int = 0
) -> Iterator[Prepared]:
    """The passages `said` in batches, in order. `workers` is the number of processes, 0 for one a core.

    Other models than the shipped one use all cores by themselves: with them everything is done in this process.
    """
    batches = [said[start : start + _BATCH] for start in range(0, len(said), _BATCH)]
    workers = min(workers or os.cpu_count() or 1, len(batches))
    if workers < 2 or len(said) < _WORTH_PROCESSES or type(embedder) is not StaticEmbedder:
        yield from (prepare(batch, glossary, embedder) for batch in batches)
        return
    done = 0
    try:
        context = sandbox.start_method(["qa_cchc.search.preparing"])
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            work = partial(_prepare_apart, glossary=glossary, folder=embedder.folder)
            # A few batches ahead at a time: what is prepared waits for the parent no longer than it must.
            for start in range(0, len(batches), 8 * workers):
                for prepared in pool.map(work, batches[start : start + 8 * workers]):
                    yield prepared
                    done += 1
    except BrokenProcessPool:
        warnings.warn(
            "the index is prepared in one process: no child process can be started, because the main module cannot be "
            'imported a second time (does it lack `if __name__ == "__main__":`?)', RuntimeWarning, stacklevel=2,
        )  # fmt: skip
        yield from (prepare(batch, glossary, embedder) for batch in batches[done:])


@lru_cache(maxsize=1)
def _model(folder: Path) -> StaticEmbedder:
    return StaticEmbedder(folder)


def _prepare_apart(said: Sequence[Said], glossary: Path | None, folder: Path) -> Prepared:
    return prepare(said, glossary, _model(folder))
