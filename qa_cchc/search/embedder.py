"""Text → vectors: the shipped static model by default, any sentence-transformers model by setting."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from qa_cchc.search.static import FOLDER, StaticModel
from qa_cchc.vietnamese.segmentation import words


class ModelUnavailable(RuntimeError):
    """The embedding model that the settings name cannot be loaded; the message (Vietnamese) says why and what to do."""


class ModelSettings(Protocol):
    """The settings that say which model embeds; an empty `model` means the shipped one."""

    model: str
    model_query_prompt: str
    model_passage_prompt: str
    model_segmented: bool
    model_dimension: int
    model_dtype: str


class Embedder(Protocol):
    """Encodes texts to unit vectors, float32 [texts, dimension]. Vectors of other fingerprints do not compare."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def fingerprint(self) -> str: ...
    def encode_queries(self, texts: Sequence[str]) -> np.ndarray: ...
    def encode_passages(self, texts: Sequence[str]) -> np.ndarray: ...


class StaticEmbedder:
    """The shipped model."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.model = StaticModel(folder)
        self.name = self.model.name
        self.dimension = self.model.dimension
        self.fingerprint = self.model.fingerprint

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of questions."""
        return self.model.encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of passages."""
        return self.model.encode(texts)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model: a folder or a hub name, with its prompts and, if it wants them, joined words."""

    def __init__(self, settings: ModelSettings) -> None:
        try:
            # Only here: the import alone takes seconds.
            import torch
            from sentence_transformers import SentenceTransformer

            kept = settings.model_dimension or None
            self._model = SentenceTransformer(settings.model, device="cpu", truncate_dim=kept)
            self._model.to(dtype=getattr(torch, settings.model_dtype))
        except Exception as error:
            raise ModelUnavailable(
                f"Không nạp được mô hình nhúng “{settings.model}” ({type(error).__name__}: {error}). Hãy kiểm tra biến "
                "QA_CCHC_MODEL, hoặc bỏ biến này để dùng mô hình kèm theo chương trình."
            ) from error
        self._query_prompt = settings.model_query_prompt
        self._passage_prompt = settings.model_passage_prompt
        self._segmented = settings.model_segmented
        self._shape = f"{settings.model_dimension} {settings.model_dtype}"
        self.name = settings.model
        self.dimension = int(self._model.encode(["cải cách"], show_progress_bar=False, convert_to_tensor=True).shape[1])
        self.fingerprint = self._fingerprint()

    def _fingerprint(self) -> str:
        """Digest of what the vectors depend on: prompts, segmentation, and the weights by a sample of every tensor."""
        digest = hashlib.sha256()
        for part in (self._query_prompt, self._passage_prompt, str(self._segmented), self._shape):
            digest.update(part.encode() + b"\0")
        for name, tensor in sorted(self._model.state_dict().items()):
            flat = tensor.detach().float().reshape(-1)
            step = max(1, flat.numel() // 1024)
            digest.update(f"{name} {tuple(tensor.shape)}".encode() + flat[::step].numpy().tobytes())
        return digest.hexdigest()[:16]

    def _encode(self, texts: Sequence[str], prompt: str) -> np.ndarray:
        prepared = [prompt + (" ".join(words(text)) if self._segmented else text) for text in texts]
        if not prepared:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(prepared, show_progress_bar=False, convert_to_tensor=True)
        vectors = np.nan_to_num(vectors.float().numpy())
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of questions, each with the query prompt before it."""
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors of passages, each with the passage prompt before it."""
        return self._encode(texts, self._passage_prompt)


@lru_cache(maxsize=2)
def _shipped() -> StaticEmbedder:
    return StaticEmbedder()


def shipped_model() -> StaticModel:
    """The shipped static model, read once."""
    return _shipped().model


def load_embedder(settings: ModelSettings) -> Embedder:
    """The embedder that `settings` name. Raises ModelUnavailable when that model cannot be loaded."""
    return SentenceTransformerEmbedder(settings) if settings.model else _shipped()
