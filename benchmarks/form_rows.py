"""How surely rows of the standard forms are told when offices abbreviate, misspell, cut and leave out.

The forms of each version are made from the catalogue's own names; every name is then spoilt in one way (fixed seed) and
the form matched. "Right" rows have the indicator they were made from, "wrong" ones another, the rest have none. In the
last lines a fifth of the indicators is unknown to the catalogue: rows of those should have none.

    python benchmarks/form_rows.py
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from qa_cchc.figures.catalogue import Catalogue, load
from qa_cchc.figures.catalogue_table import shipped
from qa_cchc.figures.form_order import OrderedRow, match_rows
from qa_cchc.figures.indicator import Indicator
from qa_cchc.figures.name_index import RowName
from qa_cchc.vietnamese.unicode import fold

SEED = 20230315
ROUNDS = 5
ABBREVIATED = (
    ("thủ tục hành chính", "TTHC"),
    ("cải cách hành chính", "CCHC"),
    ("hồ sơ", "HS"),
    ("văn bản quy phạm pháp luật", "VBQPPL"),
    ("đơn vị sự nghiệp công lập", "ĐVSNCL"),
    ("đơn vị sự nghiệp", "ĐVSN"),
    ("ĐVSNCL", "đơn vị sự nghiệp công lập"),
    ("cán bộ, công chức, viên chức", "CBCCVC"),
    ("UBND", "Ủy ban nhân dân"),
    ("TTHC", "thủ tục hành chính"),
    ("CCHC", "cải cách hành chính"),
    ("VBQPPL", "văn bản QPPL"),
    ("Kế hoạch", "KH"),
    ("kế hoạch", "KH"),
    ("phản ánh, kiến nghị", "PAKN"),
    ("PAKN", "phản ánh, kiến nghị"),
    ("dịch vụ công", "DVC"),
    ("chi thường xuyên", "CTX"),
    ("Bộ phận Một cửa", "BPMC"),
    ("ngân sách nhà nước", "NSNN"),
)
REWORDED = (
    ("Tỷ lệ", "Tỉ lệ"),
    ("Tổng số", "Số"),
    ("Số lượng", "Số"),
    ("đã được", "được"),
    ("được", "đã được"),
    ("đã ", ""),
    ("quá hạn", "trễ hạn"),
    ("bảo đảm", "đảm bảo"),
    ("do ", "của "),
    ("theo quy định", ""),
    ("tại thời điểm báo cáo", ""),
    ("trong kỳ báo cáo", "trong kỳ"),
    ("năm 2015", "2015"),
    ("mức độ ", "mức "),
    ("cần phải", "phải"),
    ("trực tuyến", "qua mạng"),
    ("của địa phương", ""),
    ("tại địa phương", ""),
    ("công lập", ""),
    ("giải quyết xong", "giải quyết"),
    ("công bố", "ban hành"),
    ("thông qua", "qua"),
    ("thuộc thẩm quyền", "theo thẩm quyền"),
)
SLIPS = (
    "ơo",
    "ôo",
    "ưu",
    "ăa",
    "đd",
    "ộo",
    "ạa",
    "iỉ",
    "lI",
    "ếê",
    "ềê",
    "ụu",
    "ấâ",
    "ựư",
    "nm",
    "rt",
    "eo",
    "hb",
    "oc",
)
WEAK = re.compile(r"(?:số|tổng|lượng|các|của|và|đã|được|theo|tại|trong|do|phải)", re.IGNORECASE)


def abbreviated(name: str, chance: random.Random) -> str:
    for long, short in ABBREVIATED:
        if long in name and chance.random() < 0.8:
            name = name.replace(long, short, 1)
    return name


def reworded(name: str, chance: random.Random) -> str:
    for one, other in REWORDED:
        if one in name and chance.random() < 0.5:
            name = name.replace(one, other, 1)
    return " ".join(name.split())


def slipped(name: str, chance: random.Random, every: int = 14) -> str:
    """One letter in `every` read as one like it, a few spaces lost or added."""
    letters = list(name)
    for at, letter in enumerate(letters):
        if chance.random() < 1 / every:
            near = [pair.replace(letter, "") for pair in SLIPS if letter in pair]
            letters[at] = chance.choice(near) if near else ("" if letter == " " and chance.random() < 0.5 else letter)
    return "".join(letters)


def bare(name: str, chance: random.Random) -> str:
    return fold(name)


def cut(name: str, chance: random.Random) -> str:
    return name[: max(12, round(len(name) * 0.6))].rstrip()


def fewer(name: str, chance: random.Random) -> str:
    """A word or two that say little left out, and sometimes one that says something."""
    words = name.split()
    weak = [at for at, word in enumerate(words) if WEAK.fullmatch(word)]
    gone = set(chance.sample(weak, min(2, len(weak))))
    if len(words) > 7 and chance.random() < 0.5:
        gone.add(chance.randrange(len(words)))
    return " ".join(word for at, word in enumerate(words) if at not in gone)


def mixed(name: str, chance: random.Random) -> str:
    for spoil in chance.sample([abbreviated, reworded, fewer], 2):
        name = spoil(name, chance)
    return slipped(name, chance, 30)


SPOILT: dict[str, Callable[[str, random.Random], str]] = {
    "as printed": lambda name, chance: name,
    "without marks": bare,
    "abbreviated": abbreviated,
    "reworded": reworded,
    "words left out": fewer,
    "slips of recognition": slipped,
    "cut at 60 %": cut,
    "mixed": mixed,
}


def forms(version: str, indicators: tuple[Indicator, ...]) -> list[list[tuple[str, Indicator]]]:
    """The forms of a version: rows of (path, indicator) in order."""
    found: dict[str, list[tuple[str, Indicator]]] = {}
    for indicator in indicators:
        code = indicator.codes.get(version)
        if code and ":" in code:
            number, path = code.split(":", 1)
            found.setdefault(number, []).append((path, indicator))
    return [
        sorted(rows, key=lambda row: [(int(p), p) if p.isdigit() else (0, p) for p in re.findall(r"\w+", row[0])])
        for _, rows in sorted(found.items())
    ]


def made(
    number: str,
    rows: list[tuple[str, Indicator]],
    spoil: Callable[[str, random.Random], str],
    chance: random.Random,
    bare_rows: bool,
) -> tuple[list[OrderedRow], list[Indicator]]:
    """A form as an office prints it: each row under the row or heading above it, a fifth of the rows left out."""
    kept: list[OrderedRow] = []
    meant: list[Indicator] = []
    at: dict[str, int] = {}
    for path, indicator in rows:
        if chance.random() < 0.2:
            continue
        name = spoil(chance.choice([indicator.name, *indicator.printed]), chance)
        above = next((at[path[:end]] for end in range(len(path) - 1, 0, -1) if path[:end] in at), None)
        heading = () if above is not None or not indicator.under else (spoil(indicator.under[0], chance),)
        parents = (*kept[above].name.parents, kept[above].name.name) if above is not None else heading
        if bare_rows:
            parents, above = (), None
        unit = "" if bare_rows else indicator.unit
        at.setdefault(path, len(kept))
        kept.append(
            OrderedRow(
                RowName(name, parents, unit or None, None if bare_rows else number), "" if bare_rows else path, above
            )
        )
        meant.append(indicator)
    return kept, meant


def measure(
    catalogue: Catalogue, whole: Catalogue, spoil: Callable[[str, random.Random], str], bare_rows: bool
) -> list[int]:
    """Rows right, wrong, without an indicator; and of rows unknown to `catalogue` those matched, and all of them."""
    right = wrong = none = forced = unknown = 0
    chance = random.Random(SEED)
    for _ in range(ROUNDS):
        for version in ("2021", "2024"):
            for number, rows in enumerate(forms(version, whole.indicators), start=1):
                kept, meant = made(str(number), rows, spoil, chance, bare_rows)
                for row, one, found in zip(kept, meant, match_rows(catalogue, kept), strict=True):
                    if catalogue.get(one.id) is None:
                        unknown += 1
                        forced += found is not None
                    elif found is None:
                        none += 1
                    else:
                        right += found.id == one.id
                        wrong += found.id != one.id
                    if "-v" in sys.argv and (found.id if found else None) != (
                        one.id if catalogue.get(one.id) else None
                    ):
                        print(
                            "   ", row.name.parents[-1:], row.name.name, "|", one.id, "→", found.id if found else None
                        )
    return [right, wrong, none, forced, unknown]


def main() -> None:
    catalogue = load()
    print(f"{'rows of the forms':32}{'right':>8}{'wrong':>8}{'none':>8}")
    for bare_rows in (False, True):
        for name, spoil in SPOILT.items():
            start = time.perf_counter()
            right, wrong, none, _, _ = measure(catalogue, catalogue, spoil, bare_rows)
            every = right + wrong + none
            label = name + (", flat, no units" if bare_rows else "")
            spent = (time.perf_counter() - start) * 1000 / every
            print(
                f"{label:32}{right / every:8.3f}{wrong / every:8.3f}{none / every:8.3f}   {every} rows, "
                f"{spent:.1f} ms a row"
            )
    for name in ("as printed", "mixed"):
        forced = unknown = 0
        for round_ in range(5):
            chance = random.Random(SEED + round_)
            table = shipped()
            known = tuple(one for one in table.indicators if not one.codes or chance.random() > 0.2)
            ids = {one.id for one in known}
            known = tuple(
                replace(
                    one,
                    general=one.general if one.general in ids else None,
                    parts=tuple(part for part in one.parts if part in ids),
                )
                for one in known
            )
            counts = measure(Catalogue(replace(table, indicators=known)), catalogue, SPOILT[name], False)
            forced, unknown = forced + counts[3], unknown + counts[4]
        print(f"unknown rows, {name}: {forced / unknown:.3f} of {unknown} matched")


if __name__ == "__main__":
    main()
