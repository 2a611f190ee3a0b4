"""Measures search: speed and size as archives grow, quality and speed beside other programs, each part of the hybrid
by itself. Prints tables for docs/benchmarks.md.

    python benchmarks/search.py speed [--sizes 1000,10000,100000] [--systems ours,bm25s,…] [--questions N]
    python benchmarks/search.py recall [--size 100000]
    python benchmarks/search.py quality --index DIR [--split dev] [--systems …]
    python benchmarks/search.py views --index DIR [--split dev] [--sets alqac,legal-qa,…]

`speed` and `recall` work on invented archives (benchmarks/made_archive.py); building and asking are processes of their
own. `quality` and `views` ask the questions of tests/data/questions of an index of corpus/ and the seed report; `views`
also the public sets that training/ holds out. Other programs: `pip install -e .[peers]`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(ROOT / "training")]

import made_archive  # noqa: E402
from search_peers import PEERS, Ask  # noqa: E402
from speed import machine  # noqa: E402

from qa_cchc.archive.store import Archive  # noqa: E402
from qa_cchc.evaluation.gold import GoldError  # noqa: E402
from qa_cchc.evaluation.questions import AskedQuestion, PassageFinder, read_questions  # noqa: E402
from qa_cchc.evaluation.ranking import Mean, mean, paired_p, recall_at, reciprocal_rank  # noqa: E402
from qa_cchc.records import Passage, ReportRef  # noqa: E402
from qa_cchc.search.embedder import StaticEmbedder  # noqa: E402
from qa_cchc.search.index import SearchIndex  # noqa: E402

OURS = "ours"
SYSTEMS = (OURS, *PEERS)
QUESTIONS = ROOT / "tests" / "data" / "questions"
SAMPLE = ROOT / "tests" / "data" / "sample_expected.jsonl"
_DEPTH = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speed", "recall", "quality", "views", "_build", "_ask"))
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sets", default="report,alqac,legal-qa,xquad-vi")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    {"speed": speed, "recall": recall, "quality": quality, "views": views, "_build": _build, "_ask": _ask}[given.what](
        given
    )


# Speed and size


def speed(given: argparse.Namespace) -> None:
    """Every system over every size: building, opening and asking."""
    print(f"{machine()}; {given.questions} questions, no two alike, after 30 that are not counted\n")
    columns = (
        "system", "passages", "build, s", "of CPU, s", "passages/s", "build peak, MiB", "disk, MiB", "open, ms",
        "p50, ms", "p95, ms", "CPU a question, ms", "peak memory, MiB",
    )  # fmt: skip
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")
    for system in given.systems.split(","):
        for size in map(int, given.sizes.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                passed = ["--systems", system, "--size", str(size), "--folder", folder]
                built = _child("_build", *passed, "--questions", str(given.questions))
                asked = _child("_ask", *passed)
                disk = sum(one.stat().st_size for one in Path(folder, "index").rglob("*") if one.is_file()) / 2**20
            row = (
                system, f"{size:,}", f"{built['seconds']:.1f}", f"{built['cpu']:.1f}",
                f"{size / built['seconds']:,.0f}", f"{built['memory']:.0f}", f"{disk:.0f}", f"{asked['open']:.0f}",
                f"{asked['p50']:.2f}", f"{asked['p95']:.2f}", f"{asked['cpu']:.2f}", f"{asked['memory']:.0f}",
            )  # fmt: skip
            print("| " + " | ".join(row) + " |", flush=True)


def _child(*arguments: str) -> dict[str, float]:
    told = subprocess.run([sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(told.stdout.strip().splitlines()[-1])


def _used() -> float:
    """Seconds of processor that this process and its ended children have used."""
    return sum(os.times()[:4])


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _build(given: argparse.Namespace) -> None:
    reports, passages = made_archive.passages_of(given.size)
    asked = made_archive.questions(reports, given.questions + 30)
    (given.folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
    target = given.folder / "index"
    texts = [] if given.systems == OURS else [f"{one.context}\n{one.text}" for one in passages]
    before, started = _used(), time.perf_counter()
    if given.systems == OURS:
        SearchIndex.build(passages, StaticEmbedder(), target, reports=reports)
    else:
        PEERS[given.systems][0](texts, target)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, "cpu": _used() - before, "memory": _peak()}))


def _ask(given: argparse.Namespace) -> None:
    questions = json.loads((given.folder / "questions.json").read_text(encoding="utf-8"))
    started = time.perf_counter()
    ask = _opened(given.systems, given.folder / "index")
    opened = 1000 * (time.perf_counter() - started)
    for question in questions[:30]:
        ask(question, _DEPTH)
    times, processor = [], time.process_time()
    for question in questions[30:]:
        started = time.perf_counter()
        ask(question, _DEPTH)
        times.append(1000 * (time.perf_counter() - started))
    processor = 1000 * (time.process_time() - processor) / len(times)
    ninety_fifth = statistics.quantiles(times, n=20)[-1]
    told = {"open": opened, "p50": statistics.median(times), "p95": ninety_fifth, "cpu": processor, "memory": _peak()}
    print(json.dumps(told))


def _opened(system: str, folder: Path) -> Ask:
    if system != OURS:
        return PEERS[system][1](folder)
    index = SearchIndex.open(folder, StaticEmbedder())
    return lambda question, k: [ordinal for ordinal, _ in index.search(question, k)]


def recall(given: argparse.Namespace) -> None:
    """How many of the nearest vectors the clusters find that a comparison with all finds."""
    from qa_cchc.search.dense import DenseIndex
    from qa_cchc.search.wording import understand

    reports, passages = made_archive.passages_of(given.size)
    asked = made_archive.questions(reports, given.questions) + [one for one, _ in _asked_texts(given.split)]
    wordings = [understand(question) for question in asked]
    embedder = StaticEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        SearchIndex.build(passages, embedder, Path(folder), reports=reports)
        dense = DenseIndex(Path(folder))
        found: dict[int, list[float]] = {10: [], 100: []}
        times: dict[bool, list[float]] = {False: [], True: []}
        for vector in embedder.encode_queries([one.official or one.content for one in wordings]):
            told = {}
            for exact in (True, False):
                started = time.perf_counter()
                told[exact] = dense.search(vector, 100, None, exact=exact)[1]
                times[exact].append(1000 * (time.perf_counter() - started))
            for k, shares in found.items():
                if len(told[True]) >= k:
                    # Passages as near as the last of the ten are as good as it.
                    shares.append(float((told[False][:k] >= told[True][k - 1] - 1e-6).sum()) / k)
    print(f"{machine()}; {given.size:,} passages, {len(asked)} questions\n")
    print("| nearest | found | compared with all, ms | by clusters, ms |\n|---|---|---|---|")
    for k, shares in found.items():
        print(f"| {k} | {_interval(mean(shares))} | {statistics.median(times[True]):.2f} "
              f"| {statistics.median(times[False]):.2f} |")  # fmt: skip


def _asked_texts(split: str) -> list[tuple[str, tuple[str, ...]]]:
    files = sorted(QUESTIONS.glob("*.jsonl"))
    return [(one.question, one.tags) for one in read_questions(files, split or None)]


# Quality


def _interval(told: Mean) -> str:
    return f"{told.value:.3f} ({told.low:.2f}–{told.high:.2f})" if told.value is not None else "–"


def _groups(tags: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, list[int]]]:
    yield "all", list(range(len(tags)))
    for tag in sorted({tag for one in tags for tag in one}):
        yield tag, [number for number, one in enumerate(tags) if tag in one]


def quality(given: argparse.Namespace) -> None:
    """Our search and the other programs over the same passages under the same questions, by tag."""
    archive = Archive.open(given.index)
    passages = archive.passages()
    asked, relevant = _answerable(passages, sorted(QUESTIONS.glob("*.jsonl")), given.split)
    ids = [passage.id for passage in passages]
    plain = [f"{one.context}\n{one.text}" for one in passages]
    named = [f"{_name(archive, one)}\n{text}" for one, text in zip(passages, plain, strict=True)]
    index = archive.search_index()
    runs = {OURS: [[ids[ordinal] for ordinal, _ in index.search(one.question, _DEPTH)] for one in asked]}
    for system in given.systems.split(","):
        for label, texts in ((system, plain), (f"{system}, reports named", named)) if system != OURS else ():
            with tempfile.TemporaryDirectory() as folder:
                PEERS[system][0](texts, Path(folder) / "index")
                ask = PEERS[system][1](Path(folder) / "index")
                runs[label] = [[ids[number] for number in ask(one.question, _DEPTH)] for one in asked]
    print(f"{machine()}; {len(passages)} passages, {len(asked)} answerable questions of “{given.split}”\n")
    _print_runs(runs, relevant, [one.tags for one in asked])


def _answerable(
    passages: Sequence[Passage], files: Sequence[Path], split: str
) -> tuple[list[AskedQuestion], list[list[set[str]]]]:
    """The questions whose answers stand in `passages`, and the passages that answer them."""
    finder = PassageFinder(passages)
    asked, relevant = [], []
    for one in read_questions(files, split or None):
        try:
            found = finder.relevant(one)
        except GoldError as error:
            sys.stderr.write(f"left out: {error}\n")
            continue
        if found:
            asked.append(one)
            relevant.append(found)
    return asked, relevant


def _name(archive: Archive, passage: Passage) -> str:
    report = archive.report(passage.report.id)
    return " ".join(filter(None, (report.title, report.number, report.agency, report.period and report.period.label)))


def _print_runs(
    runs: dict[str, list[list[str]]], relevant: Sequence[Sequence[set[str]]], tags: Sequence[tuple[str, ...]]
) -> None:
    measures = {"R@10": lambda one, gold: recall_at(one, gold, 10), "MRR@10": reciprocal_rank}
    values = {
        (system, name): [measure(one, gold) for one, gold in zip(ranked, relevant, strict=True)]
        for system, ranked in runs.items() for name, measure in measures.items()
    }  # fmt: skip
    for name in measures:
        print(f"| {name} | n | {' | '.join(runs)} |\n|---|---|{'---|' * len(runs)}")
        for tag, numbers in _groups(tags):
            cells = []
            ours = [values[OURS, name][number] for number in numbers]
            for system in runs:
                told = [values[system, name][number] for number in numbers]
                cells.append(_interval(mean(told)) + (f", p {paired_p(ours, told):.3f}" if system != OURS else ""))
            print(f"| {tag} | {len(numbers)} | " + " | ".join(cells) + " |")
        print()
    first = next(iter(runs))
    print("`p`: how likely so great a difference from ours is by chance (paired randomisation test).")
    if len(runs) > 1:
        behind = [
            f"{tag} {system} {name}" for tag, numbers in _groups(tags) for (system, name), told in values.items()
            if system != first and sum(told[n] for n in numbers) > sum(values[first, name][n] for n in numbers)
        ]  # fmt: skip
        print(f"Behind another in: {'; '.join(behind) or 'nothing'}.")


# Views


def views(given: argparse.Namespace) -> None:
    """The hybrid beside its lexical and its dense half, on the questions files and on the sets held out of training."""
    print(f"{machine()}\n")
    print("| set | n | hybrid MRR@10 | lexical alone | p | dense alone | p |\n|---|---|---|---|---|---|---|")
    sums: dict[str, list[float]] = {}
    for name, runs in _view_runs(given):
        told = [_interval(mean(runs["hybrid"]))]
        for half in ("lexical", "dense"):
            told += [_interval(mean(runs[half])), f"{paired_p(runs['hybrid'], runs[half]):.4f}"]
        print(f"| {name} | {len(runs['hybrid'])} | " + " | ".join(told) + " |", flush=True)
        for half, values in runs.items():
            sums.setdefault(half, []).extend(values)
    told = [_interval(mean(sums["hybrid"]))]
    for half in ("lexical", "dense"):
        told += [_interval(mean(sums[half])), f"{paired_p(sums['hybrid'], sums[half]):.4f}"]
    print(f"| all together | {len(sums['hybrid'])} | " + " | ".join(told) + " |")


def _view_runs(given: argparse.Namespace) -> Iterator[tuple[str, dict[str, list[float]]]]:
    if given.index:
        yield from _of_questions(given)
    if given.sets:
        yield from _of_held_out(given.sets.split(","))


def _of_questions(given: argparse.Namespace) -> Iterator[tuple[str, dict[str, list[float]]]]:
    archive = Archive.open(given.index)
    passages = archive.passages()
    place = {passage.id: number for number, passage in enumerate(passages)}
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        asked, relevant = _answerable(passages, [file], given.split)
        gold = [{place[one] for one in set().union(*found)} for found in relevant]
        questions = [question.question for question in asked]
        yield f"{file.stem} ({given.split or 'all'})", _halves(archive.search_index(), questions, gold)
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["quote"] and (not given.split or row["split"] == given.split)]
    gold = [
        {n for n, one in enumerate(passages)
         if one.file.endswith(row["file"]) and " ".join(row["quote"].split()) in " ".join(one.text.split())}
        for row in rows
    ]  # fmt: skip
    held = [(row["question"], found) for row, found in zip(rows, gold, strict=True) if found]
    questions, gold = [question for question, _ in held], [found for _, found in held]
    yield f"sample archive ({given.split or 'all'})", _halves(archive.search_index(), questions, gold)


def _of_held_out(names: Iterable[str]) -> Iterator[tuple[str, dict[str, list[float]]]]:
    from evaluate import held_out, report_sets

    made = {"report": report_sets}
    for one in [one for name in names for one in (made[name]() if name in made else [held_out(name)])]:
        reference = ReportRef("0", None, None, None)
        passages = [
            Passage(str(number), reference, text, context, "", "", 1, None, (), "prose")
            for number, (context, text) in enumerate(one.passages)
        ]
        with tempfile.TemporaryDirectory() as folder:
            SearchIndex.build(passages, StaticEmbedder(), Path(folder))
            index = SearchIndex.open(Path(folder), StaticEmbedder())
            for asked in (one, one.bare()):
                yield asked.name, _halves(
                    index, [question for question, _ in asked.questions], [gold for _, gold in asked.questions],
                    asked.allowed,
                )  # fmt: skip


def _halves(
    index: SearchIndex, questions: Sequence[str], gold: Sequence[set[int]], allowed: Sequence[set[int]] | None = None
) -> dict[str, list[float]]:
    """MRR@10 of every question by all features, and by all without the vectors, or without the words."""
    from qa_cchc.search.features import FEATURES, shipped

    weights = shipped().weights
    words = np.array([name in ("words", "folded", "widened") for name in FEATURES])
    vectors = np.array([name.startswith("dense") or name == "near" for name in FEATURES])
    kept = {"hybrid": weights, "lexical": weights * ~vectors, "dense": weights * ~words}
    found: dict[str, list[float]] = {half: [] for half in kept}
    for number, (question, wanted) in enumerate(zip(questions, gold, strict=True)):
        ordinals, features = index.candidates(question, index.size, allowed[number] if allowed else None)
        for half, weigh in kept.items():
            order = np.lexsort((ordinals, -(features @ weigh)))[:_DEPTH]
            found[half].append(reciprocal_rank([str(one) for one in ordinals[order]], [{str(one) for one in wanted}]))
    return found


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
