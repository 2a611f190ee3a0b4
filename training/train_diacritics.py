"""Counts what the diacritics restorer knows: syllables and their pairs and triples, in one compact file of the package.

Counted over legal and administrative Vietnamese (../shared/train) and, several times over, the pairs we wrote, so that
questions' words are known too. Kept as logarithms in steps of a tenth of a bit.
Run: python training/train_diacritics.py
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from corpora import OWN, ROOT, legal_pairs, own_pairs, procedure_pairs

from qa_cchc.vietnamese.provinces import provinces
from qa_cchc.vietnamese.syllables import is_syllable
from qa_cchc.vietnamese.unicode import place_tones, repair

TARGET = ROOT / "qa_cchc" / "vietnamese" / "diacritics.npz"
OWN_WEIGHT = 6
NAME_WEIGHT = 8
LEAST_SYLLABLE, LEAST_PAIR, LEAST_TRIPLE = 4, 3, 6
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,/]*|[^\w\s]")
# Stand for what is no Vietnamese syllable: the start and any break, numbers, foreign words and codes.
START, NUMBER, OTHER = 0, 1, 2
SPECIAL = ["<s>", "<0>", "<x>"]

log = logging.getLogger("train_diacritics")


def texts() -> Iterator[tuple[str, int]]:
    """All texts with the number of times each counts."""
    last = None
    for heading, passage in legal_pairs():
        if heading != last:
            yield heading, 1
        last = heading
        yield passage, 1
    for heading, passage in procedure_pairs():
        yield heading, 1
        yield passage, 1
    for pair in (pair for name in OWN for pair in own_pairs(name)):
        # Questions typed without marks say nothing of them.
        if not pair.question.isascii():
            yield pair.question, OWN_WEIGHT
        yield pair.passage, 1
    # Names that questions hold and laws seldom do; a name alone, as one types it, and behind its word of level.
    for name in dict.fromkeys((*provinces().old, *provinces().new)):
        for text in (name, f"tỉnh {name}", f"thành phố {name}", f"UBND tỉnh {name} năm"):
            yield text, NAME_WEIGHT


def tokens(text: str) -> list[str]:
    """Syllables in lower case with the new tone placement; a mark for breaks, numbers and anything else."""
    found = []
    for token in _TOKEN.findall(place_tones(repair(text)).lower()):
        if token[0].isdigit():
            found.append(SPECIAL[NUMBER])
        elif not token[0].isalpha():
            found.append(SPECIAL[START])
        else:
            found.append(token if is_syllable(token) else SPECIAL[OTHER])
    return found


def number_all(vocabulary: dict[str, int], found: Iterable[str]) -> list[int]:
    """Numbers of the tokens, START before them."""
    return [START, *(vocabulary.get(token, OTHER) for token in found)]


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    singles: Counter[str] = Counter()
    kept: list[tuple[list[str], int]] = []
    for text, weight in texts():
        found = tokens(text)
        kept.append((found, weight))
        for token in found:
            singles[token] += weight
    syllables = sorted(token for token, n in singles.items() if n >= LEAST_SYLLABLE and token not in SPECIAL)
    vocabulary = {token: number for number, token in enumerate([*SPECIAL, *syllables])}
    pairs: Counter[int] = Counter()
    triples: Counter[int] = Counter()
    size = len(vocabulary)
    log.info("%d syllables", size)
    flat = [number_all(vocabulary, found) for found, _ in kept]
    for weight in sorted({weight for _, weight in kept}):
        stream = np.array(
            [n for line, (_, w) in zip(flat, kept, strict=True) if w == weight for n in line], dtype=np.int64
        )
        for counts, keys in (
            (pairs, stream[:-1] * size + stream[1:]),
            (triples, (stream[:-2] * size + stream[1:-1]) * size + stream[2:]),
        ):
            unique, times = np.unique(keys, return_counts=True)
            for key, n in zip(unique.tolist(), times.tolist(), strict=True):
                counts[key] += n * weight
    save(list(vocabulary), singles, pairs, triples)


def compact(counts: Counter[int], least: int) -> tuple[np.ndarray, np.ndarray]:
    """Sorted keys as differences and the counts' logarithms in steps of a tenth of a bit."""
    keys = np.array(sorted(key for key, n in counts.items() if n >= least), dtype=np.int64)
    logs = np.array([counts[key] for key in keys.tolist()], dtype=np.float64)
    return np.diff(keys, prepend=0), np.clip(np.rint(np.log2(logs) * 10), 0, 255).astype(np.uint8)


def save(vocabulary: list[str], singles: Counter[str], pairs: Counter[int], triples: Counter[int]) -> None:
    """Writes the package's file."""
    arrays = {}
    for name, counts, least in (("pair", pairs, LEAST_PAIR), ("triple", triples, LEAST_TRIPLE)):
        steps, logs = compact(counts, least)
        log.info("%s: %d kept of %d, largest step %d", name, len(steps), len(counts), steps.max())
        arrays[f"{name}_steps"], arrays[f"{name}_logs"] = (
            steps.astype(np.int64 if steps.max() >= 2**31 else np.int32),
            logs,
        )
    arrays["single_logs"] = np.array([singles.get(token, 1) for token in vocabulary], dtype=np.float64)
    arrays["single_logs"] = np.rint(np.log2(arrays["single_logs"]) * 10).astype(np.uint8)
    text = json.dumps(vocabulary, ensure_ascii=False).encode()
    arrays["vocabulary"] = np.frombuffer(text, dtype=np.uint8)
    np.savez_compressed(TARGET, **arrays)
    log.info("%s: %.2f MB", TARGET.name, TARGET.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
