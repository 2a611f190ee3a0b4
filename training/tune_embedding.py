"""Goes on training the shipped embedding with our own pairs, its vocabulary kept.

One step in `LEGAL_EVERY` is of legal text, so that what was learnt of it stays. Run: python training/tune_embedding.py
"""

from __future__ import annotations

import argparse
import itertools
import logging
import math
import time

import numpy as np
import torch
from corpora import OWN, legal_pairs, own_pairs
from train_embedding import DROPPED, Source, bag, draw, loss_of, save
from vocabulary import encode

from qa_cchc.search.static import StaticModel

RATE = 0.01
LEGAL_EVERY, LEGAL_STRIDE, LEGAL_BATCH = 6, 11, 768
SHARES = {"composed": 0.15, "catalogue": 0.1, "paraphrases": 0.5, "thesaurus": 0.25}
BATCH = 1536

log = logging.getLogger("tune_embedding")


def held(name: str, records: list[tuple[str, str]], index: dict[str, int], batch: int) -> Source:
    """A source of pairs as numbers of the vocabulary `index`, not kept on disk."""
    source = Source.__new__(Source)
    pairs = list(own_pairs(name)) if name in OWN else []
    source.describe(name, pairs, batch)
    for side, bare, texts in (
        ("question", False, [q for q, _ in records]),
        ("bare", True, [q for q, _ in records]),
        ("passage", False, [p for _, p in records]),
    ):
        source.arrays[side], source.arrays[f"{side}_starts"] = encode(texts, index, bare)
    source.size = len(records)
    return source


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--steps", type=int, default=90)
    options.add_argument("--rate", type=float, default=RATE)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    random = np.random.default_rng(given.seed)
    model = StaticModel()
    index = {entry: number for number, entry in enumerate(model.vocabulary)}
    own = {
        name: held(name, [(pair.question, pair.passage) for pair in own_pairs(name)], index, BATCH) for name in OWN
    }
    legal = held("legal", list(itertools.islice(legal_pairs(), 0, None, LEGAL_STRIDE)), index, LEGAL_BATCH)
    table = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(model.matrix()), freeze=False, mode="mean")
    optimizer = torch.optim.Adam(table.parameters(), lr=given.rate)
    steps = given.steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 10) * 0.5 * (1 + math.cos(math.pi * step / steps))
    )
    names, started = list(SHARES), time.perf_counter()
    for step in range(steps):
        name = random.choice(names, p=[SHARES[one] for one in names])
        source = legal if step % LEGAL_EVERY == LEGAL_EVERY - 1 else own[name]
        questions, passages, same = draw(source, random)
        loss = loss_of(table(*bag(questions, random, DROPPED)), table(*bag(passages, random, DROPPED)), same)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 10 == 0:
            log.info("step %d %s loss %.3f %.0f s", step, source.name, loss.item(), time.perf_counter() - started)
    matrix = table.weight.detach().numpy().copy()
    matrix[0] = 0
    made = {key: model.config[key] for key in ("steps", "own_share", "seed")}
    save(matrix, made | {"tuned": model.config.get("tuned", 0) + steps}, model.vocabulary)


if __name__ == "__main__":
    main()
