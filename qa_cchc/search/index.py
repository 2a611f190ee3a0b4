"""The search index in a folder: lexical views, vectors, and the keys that let a rebuild reuse what did not change.

Every file is plain (.npy, FAISS, JSON) and read without unpickling.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from qa_cchc.records import Passage, Report
from qa_cchc.search.dense import DenseIndex
from qa_cchc.search.embedder import Embedder
from qa_cchc.search.features import FEATURES, shipped, shortness
from qa_cchc.search.identity import ASPECTS, Identities, ReportIdentity
from qa_cchc.search.kinds import KINDS, asks_number, kind_of, wanted_kind
from qa_cchc.search.lexical import LexicalIndex, passage_folded, passage_words, share
from qa_cchc.search.units import units
from qa_cchc.search.wording import Wording, understand
from qa_cchc.vietnamese.abbreviations import expand
from qa_cchc.vietnamese.diacritics import OwnCounts
from qa_cchc.vietnamese.places import display, find_places

FORMAT = 4
_MANIFEST = "search.json"
_SPELLING = "spelling.npz"
_BATCH = 256
_POOL = 100
# Lines whose spelling is counted: more of them tell nothing new.
_COUNTED = 20_000


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
        traits: _Traits,
        spelling: OwnCounts,
    ) -> None:
        self._lexical, self._dense, self._embedder, self._glossary = lexical, dense, embedder, glossary
        self._places, self._traits = places, traits
        self.spelling = spelling
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
        reports: Iterable[Report] = (),
    ) -> None:
        """Writes the index of `passages` (ordinal = position) into `folder`, made if need be.

        `reports` are those the passages are of: a question that names one's place, period or number finds it first.
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
        _Traits.build(passages, reports, folder)
        np.savez(folder / _SPELLING, **_spelling(parts))
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
            lexical, dense, traits = LexicalIndex(folder), DenseIndex(folder), _Traits(folder)
            with np.load(folder / _SPELLING, allow_pickle=False) as arrays:
                spelling = OwnCounts(dict(arrays))
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} bị hỏng: {error}") from error
        if not dense.size == manifest["passages"] == traits.size or lexical.size != max(1, dense.size):
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} bị hỏng: số đoạn ghi ở các tệp không khớp nhau.")
        return cls(lexical, dense, embedder, glossary, tuple(manifest.get("places", ())), traits, spelling)

    def search(self, text: str, k: int, allowed: Collection[int] | None = None) -> list[tuple[int, float]]:
        """The `k` best passages for a question, (ordinal, score in [0, 1]), best first; only of `allowed` where given.

        The question may be typed without diacritics and with abbreviations. Ties go to the earlier passage.
        """
        ordinals, features = self.candidates(text, max(_POOL, 4 * k), allowed) if k > 0 else _NOTHING
        if not len(ordinals):
            return []
        ranking = shipped()
        scores = ranking.scores(features)
        likely = ranking.likely(scores, features)
        order = np.lexsort((ordinals, -scores))[:k]
        return list(zip(ordinals[order].tolist(), likely[order].tolist(), strict=True))

    def wording(self, text: str) -> Wording:
        """A question as this index reads it."""
        return understand(text, self._glossary, self._places, self.spelling)

    def candidates(
        self, text: str, pool: int, allowed: Collection[int] | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The passages worth ranking for a question: ordinals in ascending order, and their `FEATURES`, float32.

        They are the best `pool` by words, and by vectors; where the question names a place, a period or a number, also
        the best of the reports that it names. Passages without a word or a direction in common are none.
        """
        if not self.size or not text.strip():
            return _NOTHING
        wording = self.wording(text)
        vectors = self._embedder.encode_queries([wording.content, wording.official or wording.content])
        agreement = self._traits.agreement(text, wording.text)
        lexical = self._lexical_shares(wording, allowed)
        ranking = shipped()
        weigh = dict(zip(FEATURES, ranking.weights.tolist(), strict=True))
        rough = sum(weigh[name] * shares for name, shares in lexical.items())
        named = np.zeros(self.size, dtype=np.float32)
        if agreement.any():
            named = (agreement @ np.array([weigh[name] for name in ASPECTS], dtype=np.float32))[self._traits.report_of]
        wanted = wanted_kind(wording.text)
        if wanted is not None:
            rough = rough + weigh["wanted"] * (self._traits.kinds == wanted)
            if allowed is not None:
                rough *= _mask(self.size, allowed)
        found = [_top(np.where(rough > 0, rough + named - named.min(), 0), pool), _top(rough, pool // 2)]
        found += [self._dense.search(vector, pool, allowed)[0] for vector in vectors[: 1 + bool(wording.official)]]
        if agreement.any():
            best = np.flatnonzero(named >= named.max() - 1e-6)
            meant = best if allowed is None else best[np.isin(best, np.fromiter(allowed, dtype=np.int64))]
            found.append(self._dense.search(vectors[0], pool, meant.tolist())[0])
        ordinals = np.unique(np.concatenate(found)).astype(np.int64)
        features = np.zeros((len(ordinals), len(FEATURES)), dtype=np.float32)
        column = {name: number for number, name in enumerate(FEATURES)}
        for name, shares in lexical.items():
            features[:, column[name]] = shares[ordinals]
        features[:, column["dense"]] = np.clip(self._dense.cosines(vectors[0], ordinals), 0, 1)
        features[:, column["dense_widened"]] = np.clip(self._dense.cosines(vectors[1], ordinals), 0, 1)
        for number, name in enumerate(ASPECTS):
            features[:, column[name]] = agreement[self._traits.report_of[ordinals], number]
        kinds = self._traits.kinds[ordinals]
        features[:, column["frame"]] = kinds >= KINDS.index("frame")
        features[:, column["wanted"]] = kinds == wanted if wanted is not None else 0
        rows = (kinds == KINDS.index("form")) | (kinds == KINDS.index("table"))
        features[:, column["form" if asks_number(wording.text) else "form_unasked"]] = rows
        features[:, column["short"]] = shortness(self._traits.lengths[ordinals])
        touched = features[:, : column["place"]].any(axis=1) | (features[:, column["wanted"]] > 0)
        return ordinals[touched], features[touched]

    def _lexical_shares(self, wording: Wording, allowed: Collection[int] | None) -> dict[str, np.ndarray]:
        names = ("words", "folded", "widened")
        shares = {name: share(*scored) for name, scored in zip(names, self._lexical.scores(wording), strict=True)}
        if allowed is not None:
            outside = ~_mask(self.size, allowed)
            for one in shares.values():
                one[outside] = 0
        return shares


_NOTHING = (np.zeros(0, dtype=np.int64), np.zeros((0, len(FEATURES)), dtype=np.float32))


def _mask(size: int, allowed: Collection[int]) -> np.ndarray:
    mask = np.zeros(size, dtype=bool)
    mask[np.fromiter(allowed, dtype=np.int64, count=len(allowed))] = True
    return mask


class _Traits:
    """What is known of passages beside their words: their report, their kind, their length in words."""

    def __init__(self, folder: Path) -> None:
        def load(name: str) -> np.ndarray:
            return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)

        self.report_of, self.kinds, self.lengths = load("report_of"), load("kinds"), load("lengths")
        self._identities = Identities.load(json.loads((folder / "identities.json").read_text(encoding="utf-8")))
        self.size = len(self.report_of)

    @staticmethod
    def build(passages: Sequence[Passage], reports: Iterable[Report], folder: Path) -> None:
        """Writes the traits of `passages`; a report that is not among `reports` is known by its reference alone."""
        rows = {report.id: ReportIdentity.of(report) for report in reports}
        for passage in passages:
            rows.setdefault(passage.report.id, ReportIdentity.of_reference(passage.report))
        numbers = {identifier: number for number, identifier in enumerate(rows)}
        np.save(folder / "report_of.npy", np.array([numbers[one.report.id] for one in passages], dtype=np.int32))
        np.save(folder / "kinds.npy", np.array([kind_of(one) for one in passages], dtype=np.uint8))
        lengths = [min(len(one.text.split()), 1000) for one in passages]
        np.save(folder / "lengths.npy", np.array(lengths, dtype=np.uint16))
        (folder / "identities.json").write_text(
            json.dumps(Identities(tuple(rows.values())).dump(), ensure_ascii=False), encoding="utf-8"
        )

    def agreement(self, question: str, repaired: str) -> np.ndarray:
        """See `Identities.agreement`."""
        return self._identities.agreement(question, repaired)


def _top(scores: np.ndarray, k: int) -> np.ndarray:
    """Ordinals of the `k` highest scores above zero, in no order."""
    hits = np.flatnonzero(scores > 0)
    return hits if len(hits) <= k else hits[np.argpartition(-scores[hits], k)[:k]]


def _key(context: str, text: str) -> list[int]:
    return list(hashlib.sha256(f"{context}\0{text}".encode()).digest()[:16])


def _spelling(parts: Sequence[tuple[str, str]]) -> dict[str, np.ndarray]:
    """Counts of how the passages spell, each different line counted once, of a large archive a share."""
    lines = list(dict.fromkeys(line for part in parts for text in part for line in text.splitlines()))
    return OwnCounts.count(units(line) for line in lines[:: 1 + len(lines) // _COUNTED])


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
