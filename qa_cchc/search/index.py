"""The search index in a folder: lexical views, vectors, and the keys that let a rebuild reuse what did not change.

Every file is plain (.npy, FAISS, JSON) and read without unpickling.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from qa_cchc.records import Passage
from qa_cchc.search.dense import DenseIndex
from qa_cchc.search.embedder import Embedder
from qa_cchc.search.fusion import calibrated, fuse, share
from qa_cchc.search.lexical import LexicalIndex, passage_folded, passage_words
from qa_cchc.search.wording import understand
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.places import display, find_places

FORMAT = 2
_MANIFEST = "search.json"
_BATCH = 256
_POOL = 100


class SearchIndexError(RuntimeError):
    """A search index that cannot be used; the message (Vietnamese) says why."""


class OtherModel(SearchIndexError):
    """The index was made with another embedding model than the one given."""


def searched(passage: Passage, glossary: Path | None = None) -> tuple[str, str]:
    """What is searched of a passage: its context and its text, abbreviations opened."""
    return expand(passage.context, glossary), expand(passage.text, glossary)


class SearchIndex:
    """Searches the passages of one folder. Made by `open`; safe to use from several threads."""

    def __init__(
        self,
        lexical: LexicalIndex,
        dense: DenseIndex,
        embedder: Embedder,
        glossary: Path | None,
        places: tuple[str, ...],
    ) -> None:
        self._lexical, self._dense, self._embedder, self._glossary = lexical, dense, embedder, glossary
        self._places = places
        self.size = lexical.size if dense.size else 0

    @classmethod
    def build(
        cls,
        passages: Sequence[Passage],
        embedder: Embedder,
        folder: Path,
        known: Path | None = None,
        glossary: Path | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Writes the index of `passages` (ordinal = position) into `folder`, made if need be.

        `known` is the folder of an earlier index: words and vectors of passages that stand there unchanged, made with
        the same model, are taken from it. `progress(done, of)` is called as passages are prepared.
        """
        folder.mkdir(parents=True, exist_ok=True)
        parts = [searched(passage, glossary) for passage in passages]
        texts = ["\n".join(part) for part in parts]
        keys = np.array([_key(*part) for part in parts], dtype=np.uint8).reshape(len(texts), 16)
        earlier = _Earlier(known, embedder) if known is not None else None
        vectors = np.zeros((len(texts), embedder.dimension), dtype=np.float32)
        words: list[list[str]] = [[] for _ in texts]
        fresh: list[int] = []
        for number in range(len(texts)):
            held = earlier.find(keys[number]) if earlier else None
            if held is None:
                fresh.append(number)
            else:
                words[number], vectors[number] = held
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            vectors[batch] = embedder.encode_passages([texts[number] for number in batch])
            for number in batch:
                words[number] = passage_words(*parts[number])
            if progress:
                progress(len(texts) - len(fresh) + start + len(batch), len(texts))
        DenseIndex.build(vectors, folder)
        terms = [(words[number], passage_folded(*part)) for number, part in enumerate(parts)]
        LexicalIndex.build(terms or [([], [])], folder)
        np.save(folder / "keys.npy", keys, allow_pickle=False)
        (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        manifest = {
            "format": FORMAT,
            "passages": len(texts),
            "model": embedder.name,
            "fingerprint": embedder.fingerprint,
            "dimension": embedder.dimension,
            "places": places_of(passages),
        }
        (folder / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    @classmethod
    def open(cls, folder: Path, embedder: Embedder, glossary: Path | None = None) -> SearchIndex:
        """The index in `folder`. Raises OtherModel, or SearchIndexError where files are missing or do not fit."""
        manifest = _manifest(folder)
        if manifest.get("format") != FORMAT:
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} thuộc phiên bản khác của chương trình.")
        if (manifest.get("fingerprint"), manifest.get("dimension")) != (embedder.fingerprint, embedder.dimension):
            raise OtherModel(
                f"Chỉ mục trong {folder} được lập bằng mô hình nhúng “{manifest.get('model')}”, khác với mô hình "
                f"“{embedder.name}” đang dùng."
            )
        try:
            lexical, dense = LexicalIndex(folder), DenseIndex(folder)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} bị hỏng: {error}") from error
        if dense.size != manifest["passages"] or lexical.size != max(1, dense.size):
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} bị hỏng: số đoạn ghi ở các tệp không khớp nhau.")
        return cls(lexical, dense, embedder, glossary, tuple(manifest.get("places", ())))

    def search(self, text: str, k: int, allowed: Collection[int] | None = None) -> list[tuple[int, float]]:
        """The `k` best passages for a question, (ordinal, score in [0, 1]), best first; only of `allowed` where given.

        The question may be typed without diacritics and with abbreviations. Ties go to the earlier passage.
        """
        if not self.size or k <= 0 or not text.strip():
            return []
        wording = understand(text, self._glossary, self._places)
        vector = self._embedder.encode_queries([wording.content])[0]
        (word_scores, word_bound), (folded_scores, folded_bound) = self._lexical.scores(wording)
        if allowed is not None:
            outside = np.ones(self.size, dtype=bool)
            outside[np.fromiter(allowed, dtype=np.int64, count=len(allowed))] = False
            word_scores[outside] = folded_scores[outside] = 0
        pool = max(_POOL, 4 * k)
        near, _ = self._dense.search(vector, pool, allowed)
        candidates = np.union1d(near, np.union1d(_top(word_scores, pool), _top(folded_scores, pool))).astype(np.int64)
        fused = fuse(
            share(word_scores, word_bound)[candidates],
            share(folded_scores, folded_bound)[candidates],
            self._dense.cosines(vector, candidates),
        )
        order = np.lexsort((candidates, -fused))[:k]
        order = order[fused[order] > 0]
        return list(zip(candidates[order].tolist(), calibrated(fused[order]).tolist(), strict=True))


def _top(scores: np.ndarray, k: int) -> np.ndarray:
    """Ordinals of the `k` highest scores above zero, in no order."""
    hits = np.flatnonzero(scores > 0)
    return hits if len(hits) <= k else hits[np.argpartition(-scores[hits], k)[:k]]


def _key(context: str, text: str) -> list[int]:
    return list(hashlib.sha256(f"{context}\0{text}".encode()).digest()[:16])


def places_of(passages: Iterable[Passage]) -> list[str]:
    """The places whose agencies wrote the passages' reports, as `display` writes them."""
    agencies = dict.fromkeys(passage.report.agency for passage in passages if passage.report.agency)
    return sorted({display(mention) for agency in agencies for mention in find_places(agency)})


def _manifest(folder: Path) -> dict:
    try:
        return json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SearchIndexError(f"Không đọc được chỉ mục tìm kiếm trong {folder}: {error}") from error


class _Earlier:
    """Words and vectors of an earlier index, by key; nothing where that index is unusable or of another model."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._places: dict[bytes, int] = {}
        manifest = _manifest(folder)
        if manifest.get("format") != FORMAT or manifest.get("fingerprint") != embedder.fingerprint:
            return
        keys = np.load(folder / "keys.npy", allow_pickle=False)
        self._vectors = DenseIndex(folder).vectors()
        self._words: list[list[str]] = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        if len(keys) == len(self._vectors) == len(self._words):
            self._places = {key.tobytes(): number for number, key in enumerate(keys)}

    def find(self, key: np.ndarray) -> tuple[list[str], np.ndarray] | None:
        """(words, vector) of the passage with this key."""
        place = self._places.get(key.tobytes())
        return None if place is None else (self._words[place], self._vectors[place])
