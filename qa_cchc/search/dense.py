"""Exact inner-product search over the passages' vectors by FAISS."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

_FILE = "vectors.faiss"


class DenseIndex:
    """Unit vectors of all passages, in the order of their ordinals; scores are cosines."""

    def __init__(self, folder: Path) -> None:
        import faiss

        self._faiss = faiss
        self._index = faiss.read_index(str(folder / _FILE), faiss.IO_FLAG_MMAP)
        self.size, self.dimension = int(self._index.ntotal), int(self._index.d)

    @staticmethod
    def build(vectors: np.ndarray, folder: Path) -> None:
        """Writes unit `vectors`, float32 [passages, dimension]."""
        import faiss

        index = faiss.IndexFlatIP(int(vectors.shape[1]))
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        faiss.write_index(index, str(folder / _FILE))

    def search(self, vector: np.ndarray, k: int, allowed: Collection[int] | None) -> tuple[np.ndarray, np.ndarray]:
        """The `k` best ordinals among `allowed` and their cosines, best first."""
        if not self.size or k <= 0 or (allowed is not None and not allowed):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        faiss = self._faiss
        # Two threads are slower than one for a single question.
        faiss.omp_set_num_threads(1)
        parameters = None
        if allowed is not None:
            chosen = np.fromiter(allowed, dtype=np.int64, count=len(allowed))
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(chosen))
        query = np.ascontiguousarray(vector.reshape(1, -1), dtype=np.float32)
        cosines, ordinals = self._index.search(query, min(k, self.size), params=parameters)
        found = ordinals[0] >= 0
        return ordinals[0][found], cosines[0][found]

    def cosines(self, vector: np.ndarray, ordinals: np.ndarray) -> np.ndarray:
        """Cosines of the passages `ordinals`, float32 [ordinals]."""
        if not len(ordinals):
            return np.zeros(0, dtype=np.float32)
        return self._index.reconstruct_batch(ordinals.astype(np.int64)) @ vector.reshape(-1).astype(np.float32)

    def vectors(self) -> np.ndarray:
        """All vectors, float32 [passages, dimension]."""
        return self._index.reconstruct_n(0, self.size)
