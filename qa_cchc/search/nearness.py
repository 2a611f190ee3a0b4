"""How near the words of a passage are to those of a question, word by word.

Each word of the question is held against the word of the passage that is most like it, by the directions of the shipped
static model, so that "muộn" meets "trễ hạn" where a passage's one vector has blurred them. Longer rows of the model are
rarer words, and count more. What passages hold is read from the counted terms of the view of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from qa_cchc.search.postings import TermCounts
from qa_cchc.search.static import StaticModel


class Nearness:
    """Nearness of a question's words to those of the passages of one index, read from `folder`."""

    def __init__(self, folder: Path, model: StaticModel) -> None:
        self._model = model
        self._held = TermCounts.load(folder)
        self._entries = model.places(self._held.vocabulary)

    def of(self, terms: Sequence[str], passages: np.ndarray) -> np.ndarray:
        """Nearness of the passages (ordinals) to a question of these terms (`word_terms`), float32, in [0, 1]."""
        near = np.zeros(len(passages), dtype=np.float32)
        asked = self._model.places(dict.fromkeys(terms))
        asked = asked[asked >= 0]
        if not len(asked) or not len(passages):
            return near
        starts = self._held.starts
        lengths = (starts[passages + 1] - starts[passages]).astype(np.int64)
        ends = np.cumsum(lengths)
        flat = np.repeat(starts[passages] - (ends - lengths), lengths) + np.arange(int(ends[-1]))
        entries = self._entries[self._held.terms[flat]]
        owners = np.repeat(np.arange(len(passages)), lengths)[entries >= 0]
        words, place = np.unique(entries[entries >= 0], return_inverse=True)
        if not len(words):
            return near
        wanted, weights = self._model.directions(asked)
        # Not by BLAS: its threads wait for each other longer than so small a product takes.
        like = np.vecdot(wanted[:, None], self._model.directions(words)[0][None])
        held, firsts = np.unique(owners, return_index=True)
        best = np.maximum.reduceat(like[:, place], firsts, axis=1)
        near[held] = np.clip((weights / weights.sum()) @ best, 0, 1)
        return near
