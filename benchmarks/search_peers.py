"""Search by other programs behind one face, for benchmarks/search.py. They come with `pip install -e .[peers]`.

Each gets the same passages, context and text, and the same questions as they were typed, and is set up as its makers
advise for text in Vietnamese: folding of diacritics where it is offered, no stop words and no stemming of English.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Ask = Callable[[str, int], list[int]]
"""A question and how many → the best passages' ordinals, the best first."""
_WORD = re.compile(r"\w+")


def build_bm25s(texts: Sequence[str], folder: Path) -> None:
    """bm25s with its own tokenizer."""
    import bm25s

    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(list(texts), stopwords=None, show_progress=False), show_progress=False)
    retriever.save(str(folder), show_progress=False)


def open_bm25s(folder: Path) -> Ask:
    """See `build_bm25s`."""
    import bm25s

    retriever = bm25s.BM25.load(str(folder), mmap=True)

    def ask(question: str, k: int) -> list[int]:
        tokens = bm25s.tokenize([question], stopwords=None, show_progress=False)
        size = int(retriever.scores["num_docs"])
        found, scores = retriever.retrieve(tokens, k=min(k, size), show_progress=False)
        return [int(one) for one, score in zip(found[0], scores[0], strict=True) if score > 0]

    return ask


def build_sqlite(texts: Sequence[str], folder: Path) -> None:
    """SQLite's FTS5, which folds diacritics but takes đ and d for different letters."""
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(folder / "fts.sqlite") as connection:
        connection.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        connection.executemany("INSERT INTO p(rowid, text) VALUES (?, ?)", enumerate(texts))
        connection.execute("INSERT INTO p(p) VALUES ('optimize')")
    connection.close()


def open_sqlite(folder: Path) -> Ask:
    """See `build_sqlite`. Any word of the question may stand in a passage."""
    connection = sqlite3.connect(folder / "fts.sqlite")
    query = "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p) LIMIT ?"

    def ask(question: str, k: int) -> list[int]:
        wanted = " OR ".join(f'"{word}"' for word in _WORD.findall(question))
        return [ordinal for (ordinal,) in connection.execute(query, (wanted, k))] if wanted else []

    return ask


def build_lancedb(texts: Sequence[str], folder: Path) -> None:
    """LanceDB's full text with ASCII folding."""
    import lancedb
    import pyarrow

    shutil.rmtree(folder, ignore_errors=True)
    rows = pyarrow.table({"ordinal": pyarrow.array(range(len(texts)), pyarrow.int64()), "text": list(texts)})
    table = lancedb.connect(str(folder)).create_table("passages", rows)
    table.create_fts_index("text", stem=False, remove_stop_words=False, ascii_folding=True, replace=True)


def open_lancedb(folder: Path) -> Ask:
    """See `build_lancedb`."""
    import lancedb
    from lancedb.query import MatchQuery

    table = lancedb.connect(str(folder)).open_table("passages")

    def ask(question: str, k: int) -> list[int]:
        query = table.search(MatchQuery(question, "text"), query_type="fts").select(["ordinal", "_score"]).limit(k)
        found = query.to_arrow()
        return found.column("ordinal").to_pylist()

    return ask


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    """Our vectors, for txtai."""
    from qa_cchc.search.embedder import StaticEmbedder

    return StaticEmbedder().encode_queries(list(texts))


def _txtai() -> Any:
    # txtai stores the function's name and looks it up again when it loads, once this allows it.
    os.environ["ALLOW_RESOLVE_TRANSFORM"] = "True"
    from txtai import Embeddings

    transform = f"{__name__}.{vectors_of.__name__}"
    return Embeddings({"method": "external", "transform": transform, "hybrid": True, "content": False})


def build_txtai(texts: Sequence[str], folder: Path) -> None:
    """txtai's hybrid of its BM25 and our vectors, half and half as it comes."""
    embeddings = _txtai()
    embeddings.index((number, text, None) for number, text in enumerate(texts))
    embeddings.save(str(folder))


def open_txtai(folder: Path) -> Ask:
    """See `build_txtai`."""
    embeddings = _txtai()
    embeddings.load(str(folder))
    return lambda question, k: [int(ordinal) for ordinal, _ in embeddings.search(question, k)]


PEERS: dict[str, tuple[Callable[[Sequence[str], Path], None], Callable[[Path], Ask]]] = {
    "bm25s": (build_bm25s, open_bm25s),
    "SQLite FTS5": (build_sqlite, open_sqlite),
    "LanceDB full text": (build_lancedb, open_lancedb),
    "txtai hybrid": (build_txtai, open_txtai),
}
