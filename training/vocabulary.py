"""The vocabulary of the static model and the training pairs as numbers, kept under build/training.

Entries: syllables and numbers, frequent pairs of neighbouring syllables, and both without diacritics, for questions
typed that way. Run: python training/vocabulary.py
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import numpy as np
from corpora import OWN, WORK, legal_pairs, own_pairs, procedure_pairs

from qa_cchc.search.units import folded, pairs, singles, units
from qa_cchc.vietnamese.syllables import is_bare_syllable

SINGLES, PAIRS, FOLDED_PAIRS = 9_000, 42_000, 14_000
# How often each source is counted: our own pairs are few and say what reports talk about.
WEIGHTS = {"legal": 1, "procedures": 5, "composed": 10, "catalogue": 10, "paraphrases": 10, "thesaurus": 10}
LONGEST = 100


def sources() -> dict[str, list[tuple[str, str]]]:
    """All training pairs by source. Ours carry subjects besides, which `own_pairs` keeps."""
    return {
        "legal": list(legal_pairs()),
        "procedures": list(procedure_pairs()),
        **{name: [(pair.question, pair.passage) for pair in own_pairs(name)] for name in OWN},
    }


def count(all_pairs: dict[str, list[tuple[str, str]]]) -> tuple[Counter, Counter]:
    """How often each single unit and each pair of units occurs, by weight of the source."""
    single_counts: Counter[str] = Counter()
    pair_counts: Counter[str] = Counter()
    for source, records in all_pairs.items():
        weight = WEIGHTS[source]
        last_heading = None
        for heading, passage in records:
            for text in (passage,) if heading == last_heading else (heading, passage):
                found = units(text)
                for unit in singles(found):
                    single_counts[unit] += weight
                for pair in pairs(found):
                    pair_counts[pair] += weight
            last_heading = heading
    return single_counts, pair_counts


def choose(single_counts: Counter, pair_counts: Counter) -> list[str]:
    """The entries, "[UNK]" first, then by kind and frequency; the order is settled by the counts alone."""

    def top(counts: Counter, number: int) -> list[str]:
        return [entry for entry, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:number]]

    # Long numbers are names of nothing: a model cannot learn them, the lexical index finds them.
    usable = Counter(
        {unit: n for unit, n in single_counts.items() if unit.isalpha() or len(unit) <= 2 or unit[:2] == "20"}
    )
    chosen = top(usable, SINGLES)
    chosen_pairs = top(pair_counts, PAIRS)
    folded_singles: Counter[str] = Counter()
    for unit, n in usable.items():
        (bare,) = folded([unit])
        if is_bare_syllable(bare):
            folded_singles[bare] += n
    folded_pairs: Counter[str] = Counter()
    for pair, n in pair_counts.items():
        folded_pairs["_".join(folded(pair.split("_")))] += n
    every = ["[UNK]", *chosen, *chosen_pairs, *top(folded_singles, 3000), *top(folded_pairs, FOLDED_PAIRS)]
    return list(dict.fromkeys(every))


def encode(texts: Iterable[str], index: dict[str, int], bare: bool) -> tuple[np.ndarray, np.ndarray]:
    """Entry numbers of all texts end to end, and where each text starts (one more than there are texts)."""
    flat: list[np.ndarray] = []
    starts = [0]
    for text in texts:
        found = units(text)[:LONGEST]
        if bare:
            found = folded(found)
        known = [index[entry] for entry in (*singles(found), *pairs(found)) if entry in index]
        flat.append(np.array(known, dtype=np.uint16 if len(index) < 65536 else np.uint32))
        starts.append(starts[-1] + len(known))
    return np.concatenate(flat) if flat else np.zeros(0, np.uint16), np.array(starts, dtype=np.int64)


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    all_pairs = sources()
    vocabulary = choose(*count(all_pairs))
    (WORK / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    index = {entry: number for number, entry in enumerate(vocabulary)}
    for source, records in all_pairs.items():
        arrays = {}
        for side, bare, texts in (
            ("question", False, [q for q, _ in records]),
            ("bare", True, [q for q, _ in records]),
            ("passage", False, [p for _, p in records]),
        ):
            arrays[side], arrays[f"{side}_starts"] = encode(texts, index, bare)
        np.savez(WORK / f"{source}.npz", **arrays)


if __name__ == "__main__":
    main()
