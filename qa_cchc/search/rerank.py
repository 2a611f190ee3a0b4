"""Puts the first hits in a new order by a cross-encoder, where the settings name one: a model that reads question and
passage together. Slow (a second or more for twenty passages on an office machine), and off by default."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from qa_cchc.search.embedder import ModelUnavailable
from qa_cchc.vietnamese.segmentation import words


class RerankerSettings(Protocol):
    """The settings that say which cross-encoder reranks, and whether it wants joined words."""

    reranker: str
    reranker_segmented: bool


class Reranker:
    """A sentence-transformers cross-encoder: a folder or a hub name."""

    def __init__(self, name: str, segmented: bool) -> None:
        try:
            # Only here: the import alone takes seconds.
            from sentence_transformers import CrossEncoder

            self._model = CrossEncoder(name, device="cpu")
        except Exception as error:
            raise ModelUnavailable(
                f"Không nạp được mô hình xếp lại “{name}” ({type(error).__name__}: {error}). Hãy kiểm tra biến "
                "QA_CCHC_RERANKER, hoặc bỏ biến này."
            ) from error
        self._segmented = segmented

    def order(self, question: str, passages: Sequence[str]) -> list[int]:
        """The places of the passages, the one that answers best first; ties stay as they are."""
        if not passages:
            return []
        pairs = [(self._prepared(question), self._prepared(passage)) for passage in passages]
        scores = np.asarray(self._model.predict(pairs, show_progress_bar=False), dtype=np.float32)
        if scores.ndim > 1:
            # Models of two classes: the last says that the passage answers.
            scores = scores[:, -1]
        return np.argsort(-scores, kind="stable").tolist()

    def _prepared(self, text: str) -> str:
        return " ".join(words(text)) if self._segmented else text


@lru_cache(maxsize=2)
def _loaded(name: str, segmented: bool) -> Reranker:
    return Reranker(name, segmented)


def load_reranker(settings: RerankerSettings) -> Reranker | None:
    """The reranker that `settings` name, None for none. Raises ModelUnavailable when it cannot be loaded."""
    return _loaded(settings.reranker, settings.reranker_segmented) if settings.reranker else None
