"""BM25 of one view of the passages: how often each term stands in each passage, and the scores that follow from it.

Scores are those of Lucene's BM25 (Kamphuis, de Vries, Boytsov, Lin 2020), computed once, when an index is built. Asking
sums them: for a rare term over the passages that hold it, for a term that many hold over a column of all passages,
which is several times quicker than picking so many one by one. All arrays are plain .npy and mapped, not loaded.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

K1 = 1.2
B = 0.75
# A term in at least this share of the passages has a column: below it picking is as quick, and smaller.
_COMMON = 1 / 16
_VOCABULARY = "terms.json"


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Terms by passage. Those of passage p are `terms[starts[p]:starts[p + 1]]`, int32 places in the alphabetical
    `vocabulary`, in ascending order; `counts`, uint16, says how often each stands in it."""

    vocabulary: list[str]
    terms: np.ndarray
    counts: np.ndarray
    starts: np.ndarray

    @property
    def size(self) -> int:
        """The number of passages."""
        return len(self.starts) - 1

    @classmethod
    def of(cls, listed: Iterable[Sequence[str]]) -> TermCounts:
        """The counts of passages given by their terms, repeated as often as they count."""
        numbers: dict[str, int] = {}
        flat, ends = array("i"), [0]
        for terms in listed:
            flat.extend([numbers.setdefault(term, len(numbers)) for term in terms])
            ends.append(len(flat))
        vocabulary = sorted(numbers)
        place = np.zeros(len(numbers) + 1, dtype=np.int64)
        place[[numbers[term] for term in vocabulary]] = np.arange(len(vocabulary))
        owners = np.repeat(np.arange(len(ends) - 1, dtype=np.int64), np.diff(ends))
        width = max(1, len(vocabulary))
        found, counts = np.unique(owners * width + place[np.frombuffer(flat, dtype=np.int32)], return_counts=True)
        starts = _starts(np.bincount(found // width, minlength=len(ends) - 1))
        return cls(
            vocabulary, (found % width).astype(np.int32), np.minimum(counts, 65535).astype(np.uint16), starts
        )  # fmt: skip

    @classmethod
    def joined(cls, parts: Sequence[TermCounts]) -> TermCounts:
        """The passages of several counts one after another, under one vocabulary."""
        vocabulary = sorted(set().union(*(part.vocabulary for part in parts)))
        numbers = {term: number for number, term in enumerate(vocabulary)}
        terms = [
            np.array([numbers[term] for term in part.vocabulary], dtype=np.int32)[part.terms] if len(part.terms)
            else np.zeros(0, dtype=np.int32) for part in parts
        ]  # fmt: skip
        counts = [part.counts for part in parts]
        return cls(
            vocabulary, np.concatenate([np.zeros(0, dtype=np.int32), *terms]),
            np.concatenate([np.zeros(0, dtype=np.uint16), *counts]),
            _starts(np.concatenate([np.zeros(0, dtype=np.int64), *(np.diff(part.starts) for part in parts)])),
        )  # fmt: skip

    def taken(self, passages: np.ndarray) -> TermCounts:
        """The counts of some passages, in the order given, without the terms that none of them holds."""
        lengths = np.diff(self.starts)[passages]
        starts = _starts(lengths)
        chosen = np.repeat(self.starts[:-1][passages] - starts[:-1], lengths) + np.arange(int(starts[-1]))
        terms, counts = self.terms[chosen], self.counts[chosen]
        used = np.zeros(len(self.vocabulary), dtype=bool)
        used[terms] = True
        number = (np.cumsum(used) - 1).astype(np.int32)
        kept = [term for term, wanted in zip(self.vocabulary, used.tolist(), strict=True) if wanted]
        return TermCounts(kept, number[terms], counts, starts)

    def save(self, folder: Path) -> None:
        """Writes the counts into `folder`, which must be there."""
        (folder / _VOCABULARY).write_text(json.dumps(self.vocabulary, ensure_ascii=False), encoding="utf-8")
        for name, values in (("counted", self.terms), ("counts", self.counts), ("counted_starts", self.starts)):
            np.save(folder / f"{name}.npy", values, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> TermCounts:
        """What `save` wrote, mapped."""
        vocabulary = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
        return cls(vocabulary, *(mapped(folder, name) for name in ("counted", "counts", "counted_starts")))


class Postings:
    """The scores of one view, read from a folder."""

    def __init__(self, folder: Path) -> None:
        vocabulary = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
        self._numbers: dict[str, int] = {term: number for number, term in enumerate(vocabulary)}
        self._starts = mapped(folder, "starts")
        self._passages = mapped(folder, "passages")
        self._scores = mapped(folder, "scores")
        self._columns = mapped(folder, "columns")
        self._idf = mapped(folder, "idf")
        common = mapped(folder, "common").tolist()
        self._column_of = {number: column for column, number in enumerate(common)}
        self.size = int(self._columns.shape[1])
        if not len(vocabulary) == len(self._idf) == len(self._starts) - 1 or len(self._columns) != len(common):
            raise ValueError(f"{folder.name}: các tệp điểm từ không khớp nhau")

    @staticmethod
    def build(counted: TermCounts, folder: Path) -> None:
        """Computes the scores of a view and writes them into `folder`, made if need be."""
        folder.mkdir(parents=True, exist_ok=True)
        counted.save(folder)
        lengths = np.diff(np.concatenate([[0], np.cumsum(counted.counts, dtype=np.int64)])[counted.starts])
        held = np.bincount(counted.terms, minlength=len(counted.vocabulary))
        idf = _idf(held, counted.size).astype(np.float32)
        average = max(1.0, float(lengths.mean())) if counted.size else 1.0
        slack = (K1 * (1 - B + B * lengths / average)).astype(np.float32)
        frequent = counted.counts.astype(np.float32)
        scores = idf[counted.terms] * (frequent / (frequent + np.repeat(slack, np.diff(counted.starts))))
        passages, scores = _by_term(counted, scores.astype(np.float32))
        starts = _starts(held)
        common = np.flatnonzero(held >= max(2.0, _COMMON * counted.size))
        columns = np.lib.format.open_memmap(
            folder / "columns.npy", mode="w+", dtype=np.float32, shape=(len(common), counted.size)
        ) if len(common) and counted.size else np.zeros((len(common), counted.size), dtype=np.float32)  # fmt: skip
        for column, number in enumerate(common.tolist()):
            columns[column, passages[starts[number] : starts[number + 1]]] = scores[starts[number] : starts[number + 1]]
        if isinstance(columns, np.memmap):
            columns.flush()
        else:
            np.save(folder / "columns.npy", columns, allow_pickle=False)
        rare = np.ones(len(counted.vocabulary), dtype=bool)
        rare[common] = False
        kept = np.repeat(rare, held)
        listed = (
            ("passages", passages[kept]), ("scores", scores[kept]), ("starts", _starts(np.where(rare, held, 0))),
            ("common", common.astype(np.int32)), ("idf", idf),
        )  # fmt: skip
        for name, values in listed:
            np.save(folder / f"{name}.npy", values, allow_pickle=False)

    def add(self, term: str, weight: float, scores: np.ndarray) -> float:
        """Adds the weighted scores of one term to `scores`, float32 [passages]; the most that it could add to any."""
        number = self._numbers.get(term)
        if number is None:
            return weight * float(_idf(np.zeros(1), self.size)[0])
        column = self._column_of.get(number)
        if column is not None:
            told = self._columns[column]
            scores += told if weight == 1.0 else np.float32(weight) * told
        else:
            start, end = int(self._starts[number]), int(self._starts[number + 1])
            told = self._scores[start:end]
            np.add.at(scores, self._passages[start:end], told if weight == 1.0 else np.float32(weight) * told)
        return weight * float(self._idf[number])


def mapped(folder: Path, name: str) -> np.ndarray:
    """An array of `folder`, mapped; as a plain array, whose slices cost less than those of numpy's own class."""
    return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False).view(np.ndarray)


def _starts(lengths: np.ndarray) -> np.ndarray:
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def _idf(held: np.ndarray, size: int) -> np.ndarray:
    return np.log1p((size - held + 0.5) / (held + 0.5))


def _by_term(counted: TermCounts, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Passages, int32, and their scores, term after term."""
    # Sixteen bits at a time numpy sorts in one pass over the numbers.
    order = np.argsort((counted.terms & 0xFFFF).astype(np.uint16), kind="stable")
    if len(counted.vocabulary) > 1 << 16:
        order = order[np.argsort((counted.terms >> 16).astype(np.uint16)[order], kind="stable")]
    owners = np.repeat(np.arange(counted.size, dtype=np.int32), np.diff(counted.starts))
    return owners[order], scores[order]
