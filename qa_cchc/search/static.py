"""The shipped static embedding model in plain numpy: a text's vector is the mean of its entries' vectors.

It gives what sentence-transformers' StaticEmbedding gives from the same rows, without torch, and loads in milliseconds.
How the rows came to be: training/README.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from qa_cchc.search.units import pairs, singles, units

FOLDER = Path(__file__).with_name("model")
# Longer texts say nothing new to a mean of words; also the bound the model was trained with.
_LONGEST = 400


class StaticModel:
    """Rows of int8 with a scale each, read from `folder` when made; the rows stay on disk and are mapped."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.vocabulary: list[str] = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        self._numbers = {entry: number for number, entry in enumerate(self.vocabulary)}
        self._rows = np.load(folder / "rows.npy", mmap_mode="r", allow_pickle=False)
        self._scales = np.load(folder / "scales.npy", allow_pickle=False)
        if self._rows.shape != (len(self.vocabulary), self.dimension) or self._scales.shape != (len(self.vocabulary),):
            raise ValueError(f"Mô hình nhúng trong {folder} không khớp: bảng từ và ma trận khác cỡ nhau.")

    @property
    def name(self) -> str:
        """Name and version, as kept in an index's manifest."""
        return f"{self.config['name']}-{self.config['version']}"

    @property
    def dimension(self) -> int:
        """Length of the vectors."""
        return int(self.config["dimension"])

    @property
    def fingerprint(self) -> str:
        """Hex digest that stands for the weights: other weights, other fingerprint."""
        return str(self.config["sha256"])[:16]

    def measured_sha256(self) -> str:
        """The digest of the files as they lie there, which `config.json` must state."""
        digest = hashlib.sha256()
        for file in ("vocabulary.json", "rows.npy", "scales.npy"):
            digest.update((self.folder / file).read_bytes())
        return digest.hexdigest()

    def entries(self, text: str) -> list[str]:
        """The vocabulary's entries that `text` holds, in order: syllables and numbers, then pairs."""
        found = units(text)[:_LONGEST]
        return [entry for entry in (*singles(found), *pairs(found)) if entry in self._numbers]

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors [len(texts), dimension], float32; a text with no known entry gets the zero vector."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            known = np.array([self._numbers[entry] for entry in self.entries(text)], dtype=np.int64)
            if len(known):
                # Not by BLAS: its threads cost more than so short a sum, the more so in several processes.
                vectors[number] = np.einsum("i,ij->j", self._scales[known], self._rows[known].astype(np.float32))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)

    def places(self, entries: Iterable[str]) -> np.ndarray:
        """The rows of entries, int64, -1 for those that the model does not know."""
        return np.array([self._numbers.get(entry, -1) for entry in entries], dtype=np.int64)

    def directions(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Unit vectors of rows, float32 [rows, dimension], and how long each was: rarer words are longer."""
        whole = self._rows[rows].astype(np.float32)
        lengths = np.sqrt(np.vecdot(whole, whole))
        whole *= (1 / np.maximum(lengths, 1e-9))[:, None]
        return whole, lengths * self._scales[rows]

    def matrix(self) -> np.ndarray:
        """The rows as float32 [entries, dimension], for loading the model elsewhere."""
        return self._rows.astype(np.float32) * self._scales[:, None]
