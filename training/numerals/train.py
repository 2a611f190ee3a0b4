"""Trains the reader of numbers and writes its arrays; on two cores it takes under an hour.

    python -m training.numerals.fonts FOLDERS… --to FONTS
    python -m training.numerals.train --fonts FONTS --to FOLDER
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from qa_cchc.reading.ocr.digits import ALPHABET, prepare
from qa_cchc.reading.ocr.network import HEIGHT, STEP
from training.numerals import cells
from training.numerals.draw import Fonts, cell_picture
from training.numerals.model import NumeralNetwork, export

_BATCH = 96
_INDEX = {char: number for number, char in enumerate(ALPHABET, 1)}
Sample = tuple[str, np.ndarray]
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def samples(folder: Path, seed: int) -> Iterator[Sample]:
    """Endless cells: what they say, and their picture as the network takes it."""
    rng, noise, fonts = random.Random(seed), np.random.default_rng(seed), Fonts(folder)
    while True:
        text = cells.draw(rng)
        picture = cell_picture(text, fonts, rng, noise)
        ink = None if picture is None else prepare(picture)[0]
        said = cells.label(text)
        if ink is not None and said and len(said) + 2 < ink.shape[1] // STEP <= 90:
            yield said, ink


class Batches(IterableDataset):
    """Batches of cells of like width."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed

    def __iter__(self) -> Iterator[Batch]:
        drawn = samples(self.folder, self.seed)
        order = random.Random(self.seed)
        while True:
            pool = sorted((next(drawn) for _ in range(_BATCH * 8)), key=lambda sample: sample[1].shape[1])
            batches = [pool[start : start + _BATCH] for start in range(0, len(pool), _BATCH)]
            order.shuffle(batches)
            yield from map(collated, batches)


def collated(batch: list[Sample]) -> Batch:
    """Pictures, outputs of each, targets end to end, length of each."""
    widest = max(ink.shape[1] for _, ink in batch)
    pictures = torch.zeros(len(batch), 1, HEIGHT, widest)
    for number, (_, ink) in enumerate(batch):
        pictures[number, 0, :, : ink.shape[1]] = torch.from_numpy(ink)
    targets = torch.tensor([_INDEX[char] for said, _ in batch for char in said])
    lengths = torch.tensor([len(said) for said, _ in batch])
    return pictures, torch.tensor([ink.shape[1] // STEP for _, ink in batch]), targets, lengths


@torch.no_grad()
def measure(model: torch.nn.Module, drawn: list[Sample]) -> dict[str, float]:
    """Share of cells read exactly, and of those read otherwise with a confidence of 0.9 or more."""
    model.eval()
    exact = surely_wrong = 0
    for said, ink in drawn:
        chances = model(torch.from_numpy(ink)[None, None])[:, 0].exp().numpy()
        best = chances.argmax(1)
        kept = [place for place, code in enumerate(best) if code and (place == 0 or best[place - 1] != code)]
        read = "".join(ALPHABET[best[place] - 1] for place in kept)
        exact += read == said
        surely_wrong += read != said and min((chances[place].max() for place in kept), default=0) >= 0.9
    model.train()
    return {"cells": len(drawn), "exact": exact / len(drawn), "surely_wrong": surely_wrong / len(drawn)}


def main() -> None:
    """Trains, measures on cells not trained on, writes `digits.npz`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fonts", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    given.to.mkdir(parents=True, exist_ok=True)
    loader = iter(DataLoader(Batches(given.fonts, given.seed), batch_size=None, num_workers=1, prefetch_factor=32))
    checked = samples(given.fonts, 10_000 + given.seed)
    check = [next(checked) for _ in range(2000)]
    model = NumeralNetwork()
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995), use_buffers=True
    )
    optimiser = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=0.01)
    loss_of = torch.nn.CTCLoss(zero_infinity=True, reduction="sum")
    started, recent = time.monotonic(), []
    for step in range(1, given.steps + 1):
        share = step / given.steps
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(1.0, step / 100) * (0.5 + 0.5 * math.cos(math.pi * share)) + 1e-6
        pictures, outputs, targets, lengths = next(loader)
        loss = loss_of(model(pictures), targets, outputs, lengths) / lengths.sum()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        average.update_parameters(model)
        recent.append(loss.item())
        if step % 250 == 0 or step == given.steps:
            result = measure(average.module, check[: 500 if step < given.steps else None])
            passed, loss_now = round(time.monotonic() - started), round(float(np.mean(recent)), 4)
            sys.stderr.write(json.dumps({"step": step, "seconds": passed, "loss": loss_now, **result}) + "\n")
            sys.stderr.flush()
            recent.clear()
            np.savez(given.to / "digits.npz", **export(average.module))


if __name__ == "__main__":
    main()
