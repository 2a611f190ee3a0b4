"""Trains the static embedding model that the package ships, from what `vocabulary.py` left under build/training.

A text's vector is the mean of its entries' vectors (sentence-transformers' StaticEmbedding); question and passage of a
pair are drawn together against all other passages of the batch (multiple negatives ranking, scale 20), at 256 and at
64 dimensions. Run: python training/train_embedding.py [--steps N]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import math
import time
from collections.abc import Sequence

import numpy as np
import torch
from corpora import OWN, ROOT, WORK, OwnPair, own_pairs

DIMENSION = 256
SHORT = 64
SCALE = 20.0
BATCH = 2048
RATE = 0.03
BARE_SHARE = 0.25
DROPPED = 0.25
MODEL = ROOT / "qa_cchc" / "search" / "model"

log = logging.getLogger("train_embedding")


def may_answer(subject: str, told: str) -> bool:
    """Whether a passage that tells of `told` may answer a question about `subject`: one path leads to the other."""
    return f"{subject}/".startswith(f"{told}/") or f"{told}/".startswith(f"{subject}/")


OWN_SHARES = {"composed": 0.3, "catalogue": 0.15, "paraphrases": 0.35, "thesaurus": 0.2}


class Source:
    """One source of pairs as numbers, from which batches are drawn."""

    def __init__(self, name: str, pairs: Sequence[OwnPair] = ()) -> None:
        self.describe(name, pairs, BATCH)
        self.arrays = dict(np.load(WORK / f"{name}.npz", allow_pickle=False))
        self.size = len(self.arrays["passage_starts"]) - 1

    def describe(self, name: str, pairs: Sequence[OwnPair], batch: int) -> None:
        """Sets all but the numbers: what the pairs are about, and how many make a batch."""
        self.name, self.batch, self.arrays = name, batch, {}
        self.pairs = bool(pairs)
        paths = {
            path: number for number, path in enumerate(sorted({p.subject for p in pairs} | {p.told for p in pairs}))
        }
        self.subjects = np.array([paths[pair.subject] for pair in pairs])
        self.told = np.array([paths[pair.told] for pair in pairs])
        self.related = np.array([[may_answer(one, other) for other in paths] for one in paths])

    def text(self, side: str, number: int) -> np.ndarray:
        starts = self.arrays[f"{side}_starts"]
        return self.arrays[side][starts[number] : starts[number + 1]]


def bag(texts: list[np.ndarray], random: np.random.Generator, dropped: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Entry numbers and offsets for EmbeddingBag, a share of the entries left out; an empty text becomes [UNK]."""
    kept = []
    for text in texts:
        if dropped and len(text) > 3:
            text = text[random.random(len(text)) >= dropped]
        kept.append(text if len(text) else np.zeros(1, dtype=np.int64))
    offsets = np.cumsum([0, *(len(text) for text in kept[:-1])])
    return torch.from_numpy(np.concatenate(kept).astype(np.int64)), torch.from_numpy(offsets)


def draw(source: Source, random: np.random.Generator) -> tuple[list[np.ndarray], list[np.ndarray], torch.Tensor | None]:
    """Questions, passages, and which passages are no counterexample to which question."""
    chosen = random.choice(source.size, size=min(source.batch, source.size), replace=False)
    bare = random.random(len(chosen)) < BARE_SHARE
    questions = [source.text("bare" if b else "question", n) for n, b in zip(chosen, bare, strict=True)]
    passages = [source.text("passage", n) for n in chosen]
    if not source.pairs:
        return questions, passages, None
    same = torch.from_numpy(source.related[source.subjects[chosen]][:, source.told[chosen]])
    same.fill_diagonal_(False)
    return questions, passages, same


def loss_of(questions: torch.Tensor, passages: torch.Tensor, same: torch.Tensor | None) -> torch.Tensor:
    """Mean over both lengths of the cross entropy of each question against all passages."""
    target = torch.arange(len(questions))
    total = torch.zeros(())
    for length in (DIMENSION, SHORT):
        one = torch.nn.functional.normalize(questions[:, :length], dim=1)
        other = torch.nn.functional.normalize(passages[:, :length], dim=1)
        similar = SCALE * one @ other.T
        if same is not None:
            similar = similar.masked_fill(same, -1e4)
        total = total + torch.nn.functional.cross_entropy(similar, target)
    return total / 2


def train(steps: int, own_share: float, seed: int) -> np.ndarray:
    """The trained matrix [entries, DIMENSION], float32."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    entries = len(json.loads((WORK / "vocabulary.json").read_text(encoding="utf-8")))
    sources = {
        "legal": Source("legal"),
        "procedures": Source("procedures"),
        **{name: Source(name, list(own_pairs(name))) for name in OWN},
    }
    shares = {
        "legal": 0.95 - own_share,
        "procedures": 0.05,
        **{name: own_share * share for name, share in OWN_SHARES.items()},
    }
    names = list(shares)
    weights = np.array([shares[name] for name in names]) / sum(shares.values())
    table = torch.nn.EmbeddingBag(entries, DIMENSION, mode="mean")
    torch.nn.init.normal_(table.weight, std=0.1)
    optimizer = torch.optim.Adam(table.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 20) * 0.5 * (1 + math.cos(math.pi * step / steps))
    )
    started = time.perf_counter()
    for step in range(steps):
        source = sources[names[random.choice(len(names), p=weights)]]
        questions, passages, same = draw(source, random)
        loss = loss_of(table(*bag(questions, random, DROPPED)), table(*bag(passages, random, DROPPED)), same)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            log.info("step %d %s loss %.3f %.0f s", step, source.name, loss.item(), time.perf_counter() - started)
    matrix = table.weight.detach().numpy().copy()
    matrix[0] = 0
    return matrix


def quantise(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8 and each row's scale, so that row ≈ int8 · scale."""
    scales = np.abs(matrix).max(axis=1) / 127
    rows = np.rint(matrix / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    return rows, scales.astype(np.float32)


def save(matrix: np.ndarray, details: dict, vocabulary: Sequence[str]) -> None:
    """Writes the model's four plain files into the package."""
    MODEL.mkdir(parents=True, exist_ok=True)
    rows, scales = quantise(matrix)
    np.save(MODEL / "rows.npy", rows, allow_pickle=False)
    np.save(MODEL / "scales.npy", scales, allow_pickle=False)
    (MODEL / "vocabulary.json").write_text(
        json.dumps(list(vocabulary), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    digest = hashlib.sha256()
    for file in ("vocabulary.json", "rows.npy", "scales.npy"):
        digest.update((MODEL / file).read_bytes())
    shape = {"dimension": DIMENSION, "entries": len(vocabulary), "sha256": digest.hexdigest()}
    config = {"name": "qa-cchc-static", "version": 1, **shape, **details}
    (MODEL / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--steps", type=int, default=450)
    options.add_argument("--own-share", type=float, default=0.45)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    matrix = train(given.steps, given.own_share, given.seed)
    vocabulary = json.loads((WORK / "vocabulary.json").read_text(encoding="utf-8"))
    save(matrix, {"steps": given.steps, "own_share": given.own_share, "seed": given.seed}, vocabulary)


if __name__ == "__main__":
    main()
