"""Whether a figure keeps its indicator when its report says the same in another way.

Every annotated prose report is rewritten by one rule at a time (brackets become clauses, clauses become list items or
sentences, numbers change places with their nouns, words give way to others of the same meaning), its figures are
followed to where they then stand, and the report is read anew. Printed is, for each rule, how many figures stand in a
passage that the rule changed, and of those how many have the annotated indicator before and after.

    python benchmarks/reworded.py [--faults] [--rule NAME …] [FILE …]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from qa_cchc.evaluation.gold import Gold, GoldFigure, gold_files, read_gold
from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.records import Figure

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / "tests/data/figures/dev"
# Marks set before each annotated number, so that it is found again in the rewritten line.
_FIRST = 0xE000
_MARK = re.compile("[\ue000-\uf8ff]")
_N = r"[\ue000-\uf8ff]?\d[\d.,]*\d|[\ue000-\uf8ff]?\d"
_FILES = r"(?:hồ sơ|HS|hs)"
# A verb without an auxiliary, which would have to move with it.
_ALONE = r"(?<![^\W_])(?<!phải )(?<!đang )(?<!và )(?<!cần )(?<!chưa )(?<!đúng )(?<!hồ sơ )"
_BULLET = re.compile(r"\s*[-+•*–]\s")
Rule = Callable[[list[str]], list[str]]


def _swapped(*pairs: tuple[str, str]) -> Rule:
    """A rule that puts other words in the place of some, line by line, keeping a capital at the beginning."""
    table = {one: other for one, other in pairs}
    pattern = re.compile(
        r"(?<![^\W_])(?:" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")(?![^\W_])",
        re.IGNORECASE,
    )

    def one(match: re.Match[str]) -> str:
        found = match.group()
        other = table.get(found.lower(), table.get(found, found))
        return other[:1].upper() + other[1:] if found[:1].isupper() and not found.isupper() else other

    return lambda lines: [pattern.sub(one, line) for line in lines]


def _line_by_line(pattern: str, repl: str | Callable[[re.Match[str]], str]) -> Rule:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda lines: [compiled.sub(repl, line) for line in lines]


def _capital(text: str) -> str:
    at = next((i for i, c in enumerate(text) if c.isalpha()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :] if not text[:at].strip(" \ue000") else text


def _items(lines: list[str]) -> list[str]:
    """ "A, gồm: b; c; d." as a lead-in with a list of items."""
    made: list[str] = []
    for line in lines:
        head, colon, rest = line.partition(": ")
        parts = rest.split("; ")
        if not colon or len(parts) < 3 or "(" in rest or "¹" in line or re.search(r"\.\s", rest) or _BULLET.match(line):
            made.append(line)
            continue
        made.append(f"{head}:")
        made += [f"- {_capital(part)}{';' if part is not parts[-1] else ''}" for part in parts]
    return made


def _joined(lines: list[str]) -> list[str]:
    """A lead-in with its list of items as one sentence."""
    made: list[str] = []
    for line in lines:
        last = made[-1] if made else ""
        if _BULLET.match(line) and (last.endswith(":") or last.endswith(";")) and len(last) + len(line) < 700:
            text = _BULLET.sub("", line, count=1)
            made[-1] = f"{last} {text[:1].lower() if not text[1:2].isupper() else text[:1]}{text[1:]}"
        else:
            made.append(line)
    return made


def _sentences(lines: list[str]) -> list[str]:
    """";" clauses as sentences of their own."""
    return [
        "; ".join([line]) if "(" in line or ":" in line else ". ".join(_capital(part) for part in line.split("; "))
        for line in lines
    ]


def _bracket(link: str) -> Rule:
    def rule(lines: list[str]) -> list[str]:
        inside = re.compile(r"\s\(((?:trong đó|gồm|bao gồm)[:,]? )([^();]*)\)", re.IGNORECASE)
        return [inside.sub(lambda m: f"{link} {m.group(2)}", line) for line in lines]

    return rule


def _noun_dropped(lines: list[str]) -> list[str]:
    """ "trước hạn 115 hồ sơ, đúng hạn 104 hồ sơ": only the first says "hồ sơ"."""
    made = []
    for line in lines:
        sentences = re.split(r"(?<=[.;]\s)", line)
        for at, sentence in enumerate(sentences):
            hits = list(re.finditer(rf"({_N}) {_FILES}(?=[,;.)]|\s\(|\svà\s|\sđạt|\schiếm|$)", sentence))
            for match in reversed(hits[1:]):
                sentence = sentence[: match.end(1)] + sentence[match.end() :]
            sentences[at] = sentence
        made.append("".join(sentences))
    return made


_VERBS = (
    r"trước hạn|đúng hạn|trễ hạn|quá hạn|sớm hạn|tiếp nhận|giải quyết|đã giải quyết|đang giải quyết|còn lại"
    r"|trực tuyến|trực tiếp|chưa đến hạn"
)

RULES: dict[str, Rule] = {
    "nothing": lambda lines: lines,
    "handle": _swapped(("đã giải quyết", "đã xử lý"), ("giải quyết xong", "xử lý xong"), ("trước hạn", "sớm hạn"),
                       ("đúng hạn", "đúng hẹn"), ("trễ hạn", "quá hạn"), ("quá hạn", "trễ hạn")),
    "take in": _swapped(("tiếp nhận mới", "nhận mới"), ("nhận mới", "tiếp nhận mới"), ("tiếp nhận", "thụ lý"),
                        ("trực tuyến", "qua mạng"), ("bưu chính công ích", "bưu điện"),
                        ("kỳ trước chuyển sang", "tồn kỳ trước")),
    "abbreviated": _swapped(("hồ sơ", "HS"), ("thủ tục hành chính", "TTHC"), ("cải cách hành chính", "CCHC"),
                            ("văn bản quy phạm pháp luật", "VBQPPL"), ("dịch vụ công trực tuyến", "DVCTT"),
                            ("phản ánh, kiến nghị", "PAKN"), ("đơn vị sự nghiệp công lập", "ĐVSNCL"),
                            ("cán bộ, công chức, viên chức", "CBCCVC")),
    "in full": _swapped(("hs", "hồ sơ"), ("tthc", "thủ tục hành chính"), ("cchc", "cải cách hành chính"),
                        ("vbqppl", "văn bản quy phạm pháp luật"), ("dvctt", "dịch vụ công trực tuyến"),
                        ("pakn", "phản ánh, kiến nghị"), ("đvsncl", "đơn vị sự nghiệp công lập"),
                        ("cbccvc", "cán bộ, công chức, viên chức")),
    "items": _items,
    "joined": _joined,
    "sentences": _sentences,
    "commas": _line_by_line(r"(?<=[^\W\d_]); (?=[^\W\d_])", ", "),
    "semicolons": _line_by_line(r"(?<=[^\W\d_]\)), (?=[^\W\d_])", "; "),
    "bracket clause": _bracket(", trong đó"),
    "bracket colon": _bracket("; trong đó:"),
    "bracket gom": _bracket(", gồm"),
    "bracketed": _line_by_line(r",? trong đó:? ([^();:]*?)(?=;|\.?$)", r" (trong đó \1)"),
    "noun first": _line_by_line(rf"{_ALONE}({_VERBS}) ({_N}) ({_FILES})(?![^\W_])(?! (?:trước|đúng|trễ|quá|sớm))",
                                r"\3 \1 \2"),
    "noun dropped": _noun_dropped,
    "number first": _line_by_line(
        rf"(?<=[,;(:]\s)(trước hạn|đúng hạn|trễ hạn|quá hạn|trực tuyến|trực tiếp):? ({_N}) ({_FILES})(?![^\W_])",
        r"\2 \3 \1"),
    "share bracket": _line_by_line(rf",? (?:đạt|chiếm)(?: tỷ lệ| tỉ lệ)? ((?:{_N})\s?%)(?=[;,.)])", r" (\1)"),
    "share clause": _line_by_line(rf" \(((?:{_N})\s?%)\)", r", đạt \1"),
    "share equal": _line_by_line(rf" \(((?:{_N})\s?%)\)", r", tương đương \1"),
    "share dash": _line_by_line(rf",? (?:đạt|chiếm)(?: tỷ lệ| tỉ lệ)? ((?:{_N})\s?%)(?=[;,.)])", r" - \1"),
    "was": _line_by_line(rf"(?<![^\W_])({_VERBS}) ({_N}) ({_FILES})(?![^\W_])", r"\1 là \2 \3"),
    "colon": _line_by_line(rf"(?<![^\W_])({_VERBS}) ({_N}) ({_FILES})(?![^\W_])", r"\1: \2 \3"),
    "number of": _line_by_line(rf"{_ALONE}((?:đã )?(?:tiếp nhận|giải quyết)) ({_N}) (hồ sơ)(?=[,;.(]|$)",
                               r"số hồ sơ \1 là \2 \3"),
    "by the system": _line_by_line(r"^([-+] )?(?=[A-ZĐ][^:]{60,}\d)(?![^.]*(?:Theo|Tính|Trong))",
                                   lambda m: f"{m.group(1) or ''}Theo số liệu trên phần mềm, "),
    "this period": _line_by_line(r"(?<![^\W_])(tiếp nhận|giải quyết) (?=[\ue000-\uf8ff]?\d)", r"\1 được "),
    "dashes": _line_by_line(r"; (?=[^\W\d_])", " – "),
}


def _marked(gold: Gold) -> list[str]:
    """The lines of a report with a mark before each annotated number."""
    lines = gold.source.read_text(encoding="utf-8").split("\n")
    spots: dict[int, list[tuple[int, int]]] = {}
    for index, one in enumerate(gold.figures):
        if one.line is not None and one.origin in ("prose", "footnote") and one.text[:1].isdigit():
            spots.setdefault(one.line - 1, []).append((len(one.before), index))
    for at, found in spots.items():
        for position, index in sorted(found, reverse=True):
            lines[at] = lines[at][:position] + chr(_FIRST + index) + lines[at][position:]
    return lines


def _read(lines: list[str]) -> tuple[dict[int, Figure], dict[int, str]]:
    """The figures read of marked lines by the index of their annotation, and the lines of the marks."""
    plain, spots = [], {}
    for line in lines:
        clean = _MARK.sub("", line)
        for count, match in enumerate(_MARK.finditer(line)):
            spots[ord(match.group()) - _FIRST] = (len(plain), match.start() - count)
        plain.append(clean)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bao-cao.txt"
        file.write_text("\n".join(plain), encoding="utf-8")
        figures = list(extract_figures(read_report(file, file.parent)))
    found: dict[int, Figure] = {}
    for figure in figures:
        if figure.mark is None or figure.line is None or figure.origin not in ("prose", "footnote"):
            continue
        line = plain[figure.line - 1]
        at = line.find(figure.quote)
        if at < 0:
            continue
        for index, (row, position) in spots.items():
            if row == figure.line - 1 and at + figure.mark[0] <= position < at + figure.mark[1]:
                found.setdefault(index, figure)
    return found, {index: plain[row] for index, (row, _) in spots.items()}


def compared(
    file: Path, shared: Path, rules: list[str]
) -> Iterator[tuple[str, GoldFigure, Figure | None, Figure | None]]:
    """Of each figure in a line that a rule changes: the rule, the annotation, the figure before and after."""
    gold = read_gold(file, shared)
    marked = _marked(gold)
    before, stood = _read(marked)
    for name in rules:
        lines = RULES[name](marked)
        if lines == marked and name != "nothing":
            continue
        after, stands = _read(lines)
        for index, one in enumerate(gold.figures):
            if one.optional or index not in stood or index not in stands:
                continue
            if name == "nothing" or stood[index] != stands[index]:
                yield name, one, before.get(index), after.get(index)


def _right(one: GoldFigure, figure: Figure | None) -> bool:
    return figure is not None and figure.indicator_id in one.accepted("indicator")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rule", action="append", choices=sorted(RULES))
    parser.add_argument("--faults", action="store_true", help="also print what was right before and is not after")
    parser.add_argument("--sample", type=int, help="print so many faults of each rule at most")
    given = parser.parse_args()
    tallies: dict[str, list[int]] = {name: [0, 0, 0] for name in RULES}
    faults: dict[str, list[str]] = {name: [] for name in RULES}
    files = [f for path in given.files or [DEV] for f in gold_files(path)]
    for file in files:
        if not given.files and re.match(r"form|table", file.name):
            continue
        for name, one, old, new in compared(file, ROOT.parent / "shared", given.rule or list(RULES)):
            tally = tallies[name]
            tally[0] += 1
            tally[1] += _right(one, old)
            tally[2] += _right(one, new)
            if _right(one, old) and not _right(one, new):
                got = f"{new.indicator_id} {new.unit}" if new else "nothing"
                quote = new.quote[max(0, (new.mark or (0, 0))[0] - 110) :][:190] if new else one.before[-90:] + one.text
                faults[name].append(f"  {one.text} {one.indicator} -> {got} | {quote} [{file.stem}:{one.line}]")
    out = sys.stdout.write
    for name, (count, old, new) in tallies.items():
        if count:
            out(f"{name:16s} {count:5d} figures  right before {old / count:.3f}  after {new / count:.3f}\n")
        if given.faults:
            shown = faults[name]
            if given.sample and len(shown) > given.sample:
                shown = random.Random(4).sample(shown, given.sample)
            for line in shown:
                out(f"{line}\n")
    changed = [tally for name, tally in tallies.items() if name != "nothing"]
    total = sum(tally[0] for tally in changed)
    if total:
        old, new = (sum(tally[i] for tally in changed) / total for i in (1, 2))
        out(f"all rules        {total:5d} figures  right before {old:.3f}  after {new:.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
