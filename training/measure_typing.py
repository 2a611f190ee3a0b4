"""Measures how many slips of typing `mend_typing` mends, kind by kind, and what it touches in text without any.

Clean sentences of ../shared/train (legal text) and the names of the catalogue's indicators, with slips made by
tests/vietnamese/typing_slips.py. The counts of syllables were made from the same legal text.
Run: python training/measure_typing.py [--sentences 400 | --report] [--show KIND]
"""

from __future__ import annotations

import argparse
import difflib
import logging
import random
import re
import sys
import time

from corpora import ROOT, SHARED, legal_pairs

sys.path.insert(0, str(ROOT / "tests" / "vietnamese"))

from typing_slips import WORD_SLIPS, joined, slip

from qa_cchc.figures.catalogue import load as load_catalogue
from qa_cchc.vietnamese.diacritics import restore
from qa_cchc.vietnamese.syllables import is_syllable
from qa_cchc.vietnamese.typing import mend_typing
from qa_cchc.vietnamese.unicode import fold, place_tones, repair

log = logging.getLogger("measure_typing")
_WORDS = re.compile(r"[^\W_]+(?:[.,/-][^\W_]+)*")


def sentences(wanted: int, chance: random.Random) -> list[str]:
    """Sentences of 8 to 25 words that are all syllables or numbers, and the names of the indicators."""
    found = []
    for number, (_, passage) in enumerate(legal_pairs()):
        if number % 23:
            continue
        for sentence in re.split(r"(?<=[.;:])\s+|\n", repair(passage)):
            words = sentence.rstrip(" .;:").split()
            if 8 <= len(words) <= 25 and all(is_syllable(word.strip(",")) or word.isdigit() for word in words):
                found.append(" ".join(words))
    names = [indicator.name for indicator in load_catalogue().indicators]
    return chance.sample(sorted(set(found)), wanted) + [repair(name) for name in names]


def report_texts() -> list[str]:
    """Lines of the real report, of which nothing was counted."""
    path = SHARED / "seed" / "bao-cao-102-BC-UBND.txt"
    return [line for line in repair(path.read_text(encoding="utf-8")).splitlines() if len(line.split()) > 5]


def _right(meant: list[str], slipped: list[bool], got: str) -> tuple[int, int]:
    """How many of the slipped words came out as meant, and how many others did not."""
    said = [word.lower() for word in _WORDS.findall(place_tones(got))]
    wanted = [word.lower() for word in meant]
    kept = set()
    for block in difflib.SequenceMatcher(None, wanted, said, autojunk=False).get_matching_blocks():
        kept.update(range(block.a, block.a + block.size))
    mended = sum(1 for place in kept if slipped[place])
    return mended, sum(1 for place in range(len(wanted)) if not slipped[place] and place not in kept)


def measure(kind: str, texts: list[str], chance: random.Random, show: bool) -> str:
    """A line: words slipped, share right before (restored only) and after, others harmed in each ten thousand."""
    total = before = after = harmed = others = 0
    for text in texts:
        words = _WORDS.findall(place_tones(text))
        if kind == "spaces left out":
            groups = joined(words, 0.25, chance)
            typed = " ".join("".join(group) for group in groups)
            slipped = [len(group) > 1 for group in groups for _ in group]
        elif kind == "no marks, a slip":
            words = [word.lower() for word in words]
            made = slip([fold(word) for word in words], chance.choice(("letters swapped", "letter doubled")), chance)
            typed, slipped = " ".join(made), [one != fold(word) for one, word in zip(made, words, strict=True)]
        else:
            made = slip(words, kind, chance)
            typed, slipped = " ".join(made), [one != word for one, word in zip(made, words, strict=True)]
        mended = restore(mend_typing(typed))
        good, harm = _right(words, slipped, mended)
        total, after, harmed = total + sum(slipped), after + good, harmed + harm
        others += len(words) - sum(slipped)
        before += _right(words, slipped, restore(typed))[0]
        if show and (good < sum(slipped) or harm):
            log.info("%s\n   %s\n   %s", " ".join(words), typed, mended)
    if not total:
        return f"| {kind} | 0 | | | |"
    return (
        f"| {kind} | {total} | {before / total:.3f} | {after / total:.3f} | "
        f"{10000 * harmed / max(others, 1):.1f} |"
    )


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=400)
    parser.add_argument("--show")
    parser.add_argument("--report", action="store_true", help="slips in the real report instead")
    arguments = parser.parse_args()
    texts = report_texts() if arguments.report else sentences(arguments.sentences, random.Random(5))
    kinds = [*WORD_SLIPS, "spaces left out", "no marks, a slip"]
    log.info("| slip | syllables | right before | right after | others changed in 10,000 |\n|---|---|---|---|---|")
    for kind in kinds:
        if arguments.show in (None, kind):
            log.info(measure(kind, texts, random.Random(7), arguments.show is not None))
    untouched = {"the real report": report_texts()}
    if not arguments.report:
        untouched["the sentences"] = texts
    for name, clean in untouched.items():
        started, touched, syllables = time.perf_counter(), 0, 0
        for text in clean:
            got = mend_typing(text)
            words = text.split()
            syllables += len(words)
            if got != text:
                changed = [
                    f"{one} → {other}" for one, other in zip(words, got.split(), strict=False) if one != other
                ]
                touched += len(changed)
                log.info("   %s", "; ".join(changed[:4]))
        spent = (time.perf_counter() - started) / len(clean) * 1000
        log.info("%s: %d of %d syllables touched, %.2f ms a text", name, touched, syllables, spent)


if __name__ == "__main__":
    main()
