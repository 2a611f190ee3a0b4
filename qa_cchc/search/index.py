"""The search index in a folder: lexical views, vectors, and the keys that let a rebuild reuse what did not change.

Every file is plain (.npy, JSON) and read without unpickling.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from qa_cchc.records import Passage, Report
from qa_cchc.search.dense import DenseIndex, as_mask, top
from qa_cchc.search.embedder import Embedder, shipped_model
from qa_cchc.search.features import FEATURES, shipped, shortness
from qa_cchc.search.identity import ASPECTS, Identities, ReportIdentity
from qa_cchc.search.kinds import KINDS, asks_number, asks_plan, is_empty, is_planned, kind_of, wanted_kind
from qa_cchc.search.lexical import LexicalIndex, share, word_terms
from qa_cchc.search.nearness import Nearness
from qa_cchc.search.postings import TermCounts, mapped
from qa_cchc.search.preparing import Said, keys_of, prepare_all, searched
from qa_cchc.search.units import units
from qa_cchc.search.wording import Wording, understand
from qa_cchc.vietnamese.diacritics import OwnCounts
from qa_cchc.vietnamese.places import display, find_places

FORMAT = 6
_MANIFEST = "search.json"
_SPELLING = "spelling.npz"
_POOL = 100
# Lines whose spelling is counted: more of them tell nothing new.
_COUNTED = 20_000


class SearchIndexError(RuntimeError):
    """A search index that cannot be used; the message (Vietnamese) says why."""


class OtherModel(SearchIndexError):
    """The index was made with another embedding model than the one given."""


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
        nearness: Nearness,
    ) -> None:
        self._lexical, self._dense, self._embedder, self._glossary = lexical, dense, embedder, glossary
        self._places, self._traits = places, traits
        self.spelling, self._nearness = spelling, nearness
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
        workers: int = 0,
    ) -> None:
        """Writes the index of `passages` (ordinal = position) into `folder`, made if need be.

        `reports` are those the passages are of: a question that names one's place, period or number finds it first.
        `known` is the folder of an earlier index: words and vectors of passages that stand there unchanged, made with
        the same model, are taken from it. `progress(done, of)` is called as passages are prepared, in as many processes
        as `workers` says (0: one a core).
        """
        folder.mkdir(parents=True, exist_ok=True)
        # Offices repeat themselves: what is said alike is prepared once.
        places: dict[Said, int] = {}
        of = np.array([places.setdefault((one.context, one.text), len(places)) for one in passages], dtype=np.int64)
        earlier = _Earlier(known, embedder) if known is not None else None
        parts, keys, words, bare, vectors = _prepared(
            list(places), glossary, embedder, workers, earlier,
            (lambda done: progress(done * len(passages) // len(places), len(passages))) if progress else None,
        )  # fmt: skip
        DenseIndex.build(vectors[of], folder)
        LexicalIndex.build_counted(words.taken(of), bare.taken(of), folder)
        keys = keys[of]
        np.save(folder / "keys.npy", keys, allow_pickle=False)
        _Traits.build(passages, reports, folder)
        np.savez(folder / _SPELLING, **_spelling(parts))
        manifest = {
            "format": FORMAT,
            "passages": len(passages),
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
            nearness = Nearness(folder / "words", shipped_model())
            with np.load(folder / _SPELLING, allow_pickle=False) as arrays:
                spelling = OwnCounts(dict(arrays))
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} bị hỏng: {error}") from error
        if not dense.size == manifest["passages"] == traits.size == lexical.size:
            raise SearchIndexError(f"Chỉ mục tìm kiếm trong {folder} bị hỏng: số đoạn ghi ở các tệp không khớp nhau.")
        return cls(lexical, dense, embedder, glossary, tuple(manifest.get("places", ())), traits, spelling, nearness)

    def search(self, text: str, k: int, allowed: Collection[int] | np.ndarray | None = None) -> list[tuple[int, float]]:
        """The `k` best passages for a question, (ordinal, score in [0, 1]), best first; only of `allowed` where given
        (ordinals, or a mask of all passages).

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

    def within(self, reports: Iterable[str]) -> np.ndarray:
        """The passages of the reports of these ids, as a mask of all passages, bool [passages]."""
        return self._traits.within(reports)

    def candidates(
        self, text: str, pool: int, allowed: Collection[int] | np.ndarray | None = None
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
        mask = as_mask(allowed, self.size)
        weigh = dict(zip(FEATURES, shipped().weights.tolist(), strict=True))
        lexical = dict(zip(("words", "folded", "widened"), self._lexical.scores(wording), strict=True))
        rough = np.zeros(self.size, dtype=np.float32)
        for name, (scores, bound) in lexical.items():
            if bound > 0:
                rough += np.float32(weigh[name] / bound) * scores
        wanted = wanted_kind(wording.text)
        if wanted is not None:
            rough[self._traits.kinds == wanted] += np.float32(weigh["wanted"])
        if mask is not None:
            rough[~mask] = 0
        found = [self._dense.search(vector, pool, mask)[0] for vector in vectors[: 1 + bool(wording.official)]]
        if agreement.any():
            named = sum(np.float32(weigh[name]) * agreement[:, number] for number, name in enumerate(ASPECTS))
            boosted = rough + (named - named.min())[self._traits.report_of]
            boosted[rough <= 0] = 0
            best = (named >= named.max() - 1e-6)[self._traits.report_of]
            found += [top(boosted, pool), top(rough, pool // 2)]
            found.append(self._dense.search(vectors[0], pool, best if mask is None else best & mask)[0])
        else:
            found.append(top(rough, pool))
        ordinals = np.unique(np.concatenate(found)).astype(np.int64)
        features = np.zeros((len(ordinals), len(FEATURES)), dtype=np.float32)
        column = {name: number for number, name in enumerate(FEATURES)}
        for name, (scores, bound) in lexical.items():
            features[:, column[name]] = share(scores[ordinals], bound)
        for name, vector in zip(("dense", "dense_widened"), vectors, strict=True):
            features[:, column[name]] = np.clip(self._dense.cosines(vector, ordinals), 0, 1)
        features[:, column["near"]] = self._nearness.of(word_terms(wording.content), ordinals)
        for number, name in enumerate(ASPECTS):
            features[:, column[name]] = agreement[self._traits.report_of[ordinals], number]
        kinds = self._traits.kinds[ordinals]
        features[:, column["frame"]] = kinds >= KINDS.index("frame")
        features[:, column["wanted"]] = kinds == wanted if wanted is not None else 0
        rows = (kinds == KINDS.index("form")) | (kinds == KINDS.index("table"))
        number_asked = asks_number(wording.text)
        features[:, column["form" if number_asked else "form_unasked"]] = rows
        if number_asked:
            features[:, column["empty"]] = self._traits.empty[ordinals]
        if not asks_plan(wording.text):
            features[:, column["planned"]] = self._traits.planned[ordinals]
        features[:, column["short"]] = shortness(self._traits.lengths[ordinals])
        touched = features[:, : column["place"]].any(axis=1) | (features[:, column["wanted"]] > 0)
        return ordinals[touched], features[touched]


_NOTHING = (np.zeros(0, dtype=np.int64), np.zeros((0, len(FEATURES)), dtype=np.float32))


class _Traits:
    """What is known of passages beside their words: their report, their kind, their length in words."""

    def __init__(self, folder: Path) -> None:
        self.report_of, self.kinds, self.lengths = (mapped(folder, one) for one in ("report_of", "kinds", "lengths"))
        self.empty, self.planned = mapped(folder, "empty"), mapped(folder, "planned")
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
        np.save(folder / "empty.npy", np.array([is_empty(one) for one in passages], dtype=bool))
        np.save(folder / "planned.npy", np.array([is_planned(one) for one in passages], dtype=bool))
        lengths = [min(len(one.text.split()), 1000) for one in passages]
        np.save(folder / "lengths.npy", np.array(lengths, dtype=np.uint16))
        (folder / "identities.json").write_text(
            json.dumps(Identities(tuple(rows.values())).dump(), ensure_ascii=False), encoding="utf-8"
        )

    def within(self, reports: Iterable[str]) -> np.ndarray:
        """See `SearchIndex.within`."""
        wanted = set(reports)
        return np.array([row.id in wanted for row in self._identities.rows], dtype=bool)[self.report_of]

    def agreement(self, question: str, repaired: str) -> np.ndarray:
        """See `Identities.agreement`."""
        return self._identities.agreement(question, repaired)


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
    """What an earlier index holds, by key; nothing where that index is unusable or of another model."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._places: dict[bytes, int] = {}
        manifest = _manifest(folder)
        if manifest.get("format") != FORMAT or manifest.get("fingerprint") != embedder.fingerprint:
            return
        keys = np.load(folder / "keys.npy", allow_pickle=False)
        self._dense = DenseIndex(folder)
        self._views = tuple(TermCounts.load(folder / name) for name in ("words", "folded"))
        if len(keys) == self._dense.size == self._views[0].size == self._views[1].size:
            self._places = {key.tobytes(): number for number, key in enumerate(keys)}

    def find(self, keys: np.ndarray) -> np.ndarray:
        """Where the passages of these keys stand in the earlier index, -1 for those that do not."""
        return np.array([self._places.get(key.tobytes(), -1) for key in keys], dtype=np.int64)

    def taken(self, places: np.ndarray) -> tuple[TermCounts, TermCounts, np.ndarray]:
        """Terms in both views and vectors of the passages at these places."""
        words, bare = (view.taken(places) for view in self._views)
        return words, bare, self._dense.vectors(places)


def _prepared(
    said: list[Said], glossary: Path | None, embedder: Embedder, workers: int, earlier: _Earlier | None,
    progress: Callable[[int], None] | None,
) -> tuple[list[Said], np.ndarray, TermCounts, TermCounts, np.ndarray]:
    """What is searched of passages, their keys, their terms in both views and their vectors, in order; what an earlier
    index holds of them is taken from it. `progress` is told how many are done."""
    parts: list[Said] = []
    places = np.full(len(said), -1, dtype=np.int64)
    if earlier is not None:
        parts = [searched(*one, glossary) for one in said]
        places = earlier.find(keys_of(parts))
    fresh, held = np.flatnonzero(places < 0), np.flatnonzero(places >= 0)
    done = []
    for batch in prepare_all([said[number] for number in fresh.tolist()], glossary, embedder, workers):
        done.append(batch)
        if progress:
            progress(len(held) + sum(len(one.parts) for one in done))
    views = [[batch.words for batch in done], [batch.folded for batch in done]]
    vectors = [np.zeros((0, embedder.dimension), dtype=np.float32), *(batch.vectors for batch in done)]
    if len(held) and earlier is not None:
        words, bare, taken = earlier.taken(places[held])
        views[0].append(words)
        views[1].append(bare)
        vectors.append(taken)
    order = np.argsort(np.concatenate([fresh, held]), kind="stable")
    parts = parts or [part for batch in done for part in batch.parts]
    words, bare = (TermCounts.joined(view).taken(order) for view in views)
    return parts, keys_of(parts), words, bare, np.concatenate(vectors)[order]
