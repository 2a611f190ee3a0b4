"""Inner-product search over the passages' vectors: all of them while they are few, the nearest clusters of many.

Vectors lie in one mapped .npy file, the members of a cluster next to each other: a question reads the clusters whose
centres are nearest to it and nothing else. Within them, and wherever few passages are allowed, the search is exact, and
so is every cosine given. How many clusters are read was chosen by measurement (benchmarks/search.py): the ten nearest
of all are found in 99 of 100 cases or more.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from qa_cchc.search.postings import mapped

# Up to here all vectors are compared: a millisecond a question.
EXACT = 30_000
# Share of the passages whose clusters are read, and the least number of passages.
_SHARE = 0.05
_LEAST = 4_000
# Passages of a cluster that its centre is computed from, and rounds of computing.
_SAMPLED, _ROUNDS = 20, 4


class DenseIndex:
    """Unit vectors of all passages, in the order of their ordinals; scores are cosines."""

    def __init__(self, folder: Path) -> None:
        self._rows, self._centres = mapped(folder, "vectors"), mapped(folder, "centres")
        self._ordinals, self._starts = mapped(folder, "ordinals"), mapped(folder, "clusters")
        self.size, self.dimension = self._rows.shape
        if len(self._ordinals) != self.size or len(self._starts) != len(self._centres) + 1:
            raise ValueError("các tệp véc-tơ không khớp nhau")
        self._row_of = np.empty(self.size, dtype=np.int32)
        self._row_of[self._ordinals] = np.arange(self.size, dtype=np.int32)

    @staticmethod
    def build(vectors: np.ndarray, folder: Path) -> None:
        """Writes unit `vectors`, float32 [passages, dimension]."""
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        if len(vectors) <= EXACT:
            centres, cluster = np.zeros((1, vectors.shape[1]), dtype=np.float32), np.zeros(len(vectors), dtype=np.int64)
        else:
            centres, cluster = _clusters(vectors)
        order = np.argsort(cluster, kind="stable").astype(np.int32)
        starts = np.zeros(len(centres) + 1, dtype=np.int64)
        np.cumsum(np.bincount(cluster, minlength=len(centres)), out=starts[1:])
        for name, values in (("centres", centres), ("ordinals", order), ("clusters", starts)):
            np.save(folder / f"{name}.npy", values, allow_pickle=False)
        np.save(folder / "vectors.npy", vectors[order], allow_pickle=False)

    def search(
        self, vector: np.ndarray, k: int, allowed: Collection[int] | np.ndarray | None, exact: bool = False
    ) -> tuple[np.ndarray, np.ndarray]:
        """The `k` best ordinals among `allowed` (ordinals, or a mask of all passages) and their cosines, best first,
        the earlier of equals first. `exact` compares all vectors however many they are."""
        query = vector.reshape(-1).astype(np.float32)
        mask = as_mask(allowed, self.size)
        if not self.size or k <= 0 or (mask is not None and not mask.any()):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        if mask is not None and np.count_nonzero(mask) <= _LEAST:
            rows = np.sort(self._row_of[np.flatnonzero(mask)])
            return self._best(rows, _dots(self._rows[rows], query), k)
        if exact or len(self._centres) == 1:
            cosines = _dots(self._rows, query)
            rows = np.arange(self.size, dtype=np.int32)
        else:
            rows, cosines = self._near(query, mask)
        if mask is not None:
            inside = mask[self._ordinals[rows]]
            rows, cosines = rows[inside], cosines[inside]
        return self._best(rows, cosines, k)

    def _near(self, query: np.ndarray, mask: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Rows of the clusters nearest to a question, and their cosines."""
        nearest = np.argsort(-_dots(self._centres, query), kind="stable")
        starts = self._starts
        sizes = np.diff(starts)
        if mask is not None:
            sizes = np.diff(np.concatenate([[0], np.cumsum(mask[self._ordinals])])[starts])
        enough = max(_LEAST, _SHARE * int(sizes.sum()))
        chosen = nearest[: int(np.searchsorted(np.cumsum(sizes[nearest]), enough)) + 1]
        chosen = chosen[sizes[chosen] > 0]
        spans = zip(starts[chosen].tolist(), starts[chosen + 1].tolist(), strict=True)
        cosines = np.concatenate([_dots(self._rows[start:end], query) for start, end in spans])
        lengths = starts[chosen + 1] - starts[chosen]
        rows = np.arange(len(cosines)) + np.repeat(starts[chosen] - np.cumsum(lengths) + lengths, lengths)
        return rows, cosines

    def _best(self, rows: np.ndarray, cosines: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        chosen = top(cosines, k, above=None)
        ordinals = self._ordinals[rows[chosen]].astype(np.int64)
        order = np.lexsort((ordinals, -cosines[chosen]))
        return ordinals[order], cosines[chosen][order]

    def cosines(self, vector: np.ndarray, ordinals: np.ndarray) -> np.ndarray:
        """Cosines of the passages `ordinals`, float32 [ordinals]."""
        return _dots(self._rows[self._row_of[ordinals]], vector.reshape(-1).astype(np.float32))

    def vectors(self, ordinals: np.ndarray | None = None) -> np.ndarray:
        """The vectors of the passages `ordinals` (None: of all), float32 [passages, dimension]."""
        return self._rows[self._row_of if ordinals is None else self._row_of[ordinals]]


def _dots(rows: np.ndarray, query: np.ndarray) -> np.ndarray:
    """Inner products, float32 [rows]. In one thread: BLAS's threads wait for each other longer than this takes."""
    return np.vecdot(rows, query)


def as_mask(allowed: Collection[int] | np.ndarray | None, size: int) -> np.ndarray | None:
    """`allowed` as a mask of all passages, bool [size]."""
    if allowed is None or (isinstance(allowed, np.ndarray) and allowed.dtype == bool):
        return allowed
    mask = np.zeros(size, dtype=bool)
    mask[np.fromiter(allowed, dtype=np.int64, count=len(allowed))] = True
    return mask


def top(scores: np.ndarray, k: int, above: float | None = 0.0) -> np.ndarray:
    """Places of the `k` highest scores (only of those greater than `above`), the earlier of equals, ascending."""
    if above is None and len(scores) <= k:
        return np.arange(len(scores))
    width = 64
    least = -np.inf if above is None else above
    if len(scores) >= 4 * width * k > 0:
        # The k-th best of the best of each group is no better than the k-th best of all: what is below can go.
        most = scores[: len(scores) // width * width].reshape(width, -1).max(axis=0)
        bound = np.partition(most, len(most) - k)[len(most) - k]
        hits = np.flatnonzero(scores >= bound) if bound > least else np.flatnonzero(scores > least)
    else:
        hits = np.flatnonzero(scores > least)
    if len(hits) <= k:
        return hits
    told = scores[hits]
    bound = np.partition(told, len(told) - k)[len(told) - k]
    better, equal = hits[told > bound], hits[told == bound]
    return np.sort(np.concatenate([better, equal[: k - len(better)]]))


def _clusters(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centres, float32 [clusters, dimension], and the cluster of each vector: k-means on the sphere by FAISS."""
    import faiss  # only for building

    count = int(6 * len(vectors) ** 0.5)
    drawn = np.random.default_rng(1).choice(len(vectors), min(len(vectors), _SAMPLED * count), replace=False)
    kmeans = faiss.Kmeans(
        vectors.shape[1], count, niter=_ROUNDS, seed=1, spherical=True, min_points_per_centroid=1,
        max_points_per_centroid=_SAMPLED,
    )  # fmt: skip
    kmeans.train(vectors[np.sort(drawn)])
    centres = np.asarray(kmeans.centroids, dtype=np.float32).reshape(count, -1)
    cluster = np.empty(len(vectors), dtype=np.int64)
    for start in range(0, len(vectors), 8192):
        cluster[start : start + 8192] = np.argmax(vectors[start : start + 8192] @ centres.T, axis=1)
    return centres, cluster
