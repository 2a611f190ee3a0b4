"""Composes the project's own training pairs from the wording tables in training/pairs, the same every time.

A pair is a question as someone in an office, a researcher or a citizen would type it, and a form row or a sentence of a
report that answers it. `s` is the subject of the question, `t` that of the passage, both paths: a passage on a path
above or below the question's may answer it too, so training does not use it as a counterexample.
Run: python training/compose_pairs.py
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml
from corpora import PAIRS, ROOT

from qa_cchc.vietnamese.abbreviations import expand

FORMS = {
    1: "Công tác chỉ đạo điều hành CCHC", 2: "Cải cách thể chế", 3: "Cải cách thủ tục hành chính",
    4: "Cải cách tổ chức bộ máy", 5: "Cải cách chế độ công vụ", 6: "Cải cách tài chính công",
    7: "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số",
}  # fmt: skip
PLACES = """
    huyện Châu Thành|thị xã Tân Hòa|thành phố Long Khê|huyện Phú Lộc|quận Bình An|tỉnh Đông Giang|phường An Bình
    xã Mỹ Hội|huyện Sơn Trung|thị xã Hòa Thành|Sở Nội vụ|huyện Vĩnh Thuận|tỉnh An Lạc|xã Tân Phú
"""
PERIODS = """
    quý I|quý II năm 2023|quý 3/2024|6 tháng đầu năm|9 tháng năm 2022|năm 2023|năm 2024|quý IV|tháng 5/2025|q1|6 tháng
    cả năm|kỳ này|quý 2
"""
COUNT_FRAMES = """
    {x}|{x} là bao nhiêu?|{x} {t}?|cho biết {x}|{x} của {p} {t} là bao nhiêu?|{t} {x} bao nhiêu|xin số liệu {x} {t}
    {x} của {p}|thống kê {x} {t}|{p}: {x}?|cho hỏi {x} {t}|{x} đạt bao nhiêu
"""
WHOLE_FRAMES = """
    {x}|{x}|{t} {x}|{p} {x}|cho hỏi {x}
"""
ROUNDS = 3


def listed(table: str) -> list[str]:
    """The entries of a table written as lines parted by "|"."""
    return [entry.strip() for line in table.strip().splitlines() for entry in line.split("|")]


class Composer:
    """Draws fillings with one seeded generator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.places, self.periods = listed(PLACES), listed(PERIODS)
        self.count_frames, self.whole_frames = listed(COUNT_FRAMES), listed(WHOLE_FRAMES)

    def fill(self, sentence: str, **named: str) -> str:
        """A sentence of a table with numbers, place and period filled in."""
        small = self.random.randint(1, 900)
        large = small + self.random.randint(1, 2500)
        percent = str(round(100 * small / large, self.random.choice([0, 1, 2]))).removesuffix(".0").replace(".", ",")
        shown = {
            "n": self.number(small), "m": self.number(large), "p": percent,
            "place": self.random.choice(self.places), "period": self.random.choice(self.periods), **named,
        }  # fmt: skip
        for name, value in shown.items():
            sentence = sentence.replace(f"<{name}>", value)
        return sentence

    def number(self, value: int) -> str:
        """A count as offices write it."""
        if value < 10:
            return f"0{value}"
        return f"{value:,}".replace(",", ".") if self.random.random() < 0.6 else str(value)

    def ask(self, words: str) -> str:
        """A question around the words someone uses for the thing."""
        frame = self.random.choice(self.whole_frames if words.endswith("?") else self.count_frames)
        asked = frame.format(x=words, t=self.random.choice(self.periods), p=self.random.choice(self.places))
        asked = expand(asked) if self.random.random() < 0.5 else asked
        return asked if self.random.random() < 0.5 else asked[0].upper() + asked[1:]

    def row(self, name: str, unit: str, under: list[str], form: int) -> str:
        """A form row with its parents, as its passage is searched."""
        code = ".".join(str(self.random.randint(1, 7)) for _ in range(self.random.randint(1, 3)))
        value = self.random.choice(["", self.number(self.random.randint(0, 999)), "Không", "Chưa", "100", "99,5"])
        text = "\n".join([FORMS[form], *under, f"{code}.\t{name}\t{unit}\t{value}"])
        return expand(text)

    def said(self, sentence: str, under: list[str]) -> str:
        """A sentence of a report with its headings."""
        return expand("\n".join([*under, sentence]))


def pair(question: str, passage: str, subject: str, told: str | None = None) -> dict[str, str]:
    return {"q": question, "p": passage, "s": subject, "t": told or subject}


def indicator_pairs(composer: Composer, subjects: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Each way of asking for an indicator with its rows and its sentences; rows' own names are asked for too."""
    for subject in subjects:
        under, unit, form = subject.get("under", []), subject["unit"], subject["form"]
        passages = [composer.row(name, unit, under, form) for name in subject["rows"]]
        for words in [*subject["asks"], *subject["rows"]]:
            for _ in range(ROUNDS):
                if composer.random.random() < 0.35:
                    sentence = composer.fill(composer.random.choice(subject["says"]))
                    passage = composer.said(sentence, [FORMS[form]] if composer.random.random() < 0.5 else [])
                else:
                    passage = composer.random.choice(passages)
                yield pair(composer.ask(words), passage, subject["id"])


def paragraph_pairs(composer: Composer, subjects: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Each way of asking with a paragraph that tells of several subjects of the same section, as reports do."""
    for subject in subjects:
        section = subject["id"].split("/")[0]
        beside = [one for one in subjects if one["id"].split("/")[0] == section and one is not subject]
        for words in subject["asks"]:
            others = composer.random.sample(beside, min(len(beside), composer.random.randint(1, 3)))
            sentences = [composer.fill(composer.random.choice(one["says"])) for one in [subject, *others]]
            composer.random.shuffle(sentences)
            heading = [FORMS[subject["form"]]] if composer.random.random() < 0.7 else []
            yield pair(composer.ask(words), composer.said(" ".join(sentences), heading), subject["id"], section)


def file_pairs(composer: Composer, tables: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Questions on files by desk and measure, with rows, whole sentences and sentences of one measure."""
    measures = tables["measures"]
    counted = [name for name, measure in measures.items() if "part" in measure]
    for desk, words in tables["desks"].items():
        for name, measure in measures.items():
            subject = f"hoso/{desk}/{name}"
            for ask in measure["asks"]:
                for asked in composer.random.sample(words["asked"], min(4, len(words["asked"]))):
                    question = composer.ask(composer.fill(ask, d=asked))
                    kind = composer.random.random()
                    if kind < 0.4:
                        row = composer.random.choice(measure["rows"]).replace("<r>", words["row"])
                        parent = f"Tỷ lệ hồ sơ TTHC do {words['row']} tiếp nhận được giải quyết đúng hạn"
                        online = name in ("truyen", "tructiep")
                        yield pair(question, composer.row(row, "Hồ sơ", [parent], 7 if online else 3), subject)
                    elif "own" in measure:
                        whose = composer.random.choice(words["names"])
                        said = composer.fill(
                            composer.random.choice(measure["own"]), d=whose, D=whose[0].upper() + whose[1:]
                        )
                        yield pair(question, composer.said(said, []), subject)
                    elif kind < 0.8:
                        yield pair(
                            question, whole_sentence(composer, words, measures, counted), subject, f"hoso/{desk}"
                        )
                    else:
                        whose = composer.random.choice(words["names"])
                        part = measure.get("none") if "none" in measure and kind < 0.9 else measure["part"]
                        yield pair(question, composer.said(f"{whose} {composer.fill(part)}.", []), subject)


def whole_sentence(composer: Composer, words: dict[str, Any], measures: dict[str, Any], counted: list[str]) -> str:
    """A desk's results in one sentence, as section II.2 of reports has them."""
    parts = {name: composer.fill(measures[name]["part"]) for name in counted}
    late = parts["tre"] if composer.random.random() < 0.5 else measures["tre"]["none"]
    whose = composer.random.choice(words["names"])
    said = (
        f"- {whose[0].upper() + whose[1:]}: {parts['nhan']}; {parts['xong']} (trong đó: {parts['truoc']}, "
        f"{parts['dung']}, {late}), {parts['con']}."
    )
    return composer.said(
        said, ["Kết quả thực hiện công tác cải cách hành chính", FORMS[3], "Kết quả giải quyết hồ sơ:"]
    )


def sector_pairs(composer: Composer, tables: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Questions on one sector of a list of sectors, as footnotes and tables give them."""
    for sector in tables["sectors"]:
        for ask in tables["sector_asks"]:
            others = composer.random.sample([one for one in tables["sectors"] if one != sector], 5)
            named = composer.random.sample([sector, *others], 6) if composer.random.random() < 0.6 else [sector]
            said = "; ".join(f"{one[0].upper() + one[1:]}: {composer.fill('<n>')} hồ sơ" for one in named)
            # A list of several sectors answers for each of them.
            yield pair(
                composer.ask(composer.fill(ask, s=sector)),
                composer.said(said + ".", []),
                f"linhvuc/{sector}",
                "linhvuc",
            )


def topic_pairs(composer: Composer, topics: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Questions on what the prose tells."""
    for topic in topics:
        for words in topic["asks"]:
            for _ in range(ROUNDS):
                sentence = composer.fill(composer.random.choice(topic["says"]))
                plain = words if words.endswith("?") or composer.random.random() < 0.5 else f"{words} thế nào?"
                yield pair(
                    composer.random.choice([plain, plain.capitalize()]),
                    composer.said(sentence, topic["under"]),
                    topic["id"],
                )


def catalogue_pairs(composer: Composer, indicators: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """The package's catalogue of indicators: each synonym with the printed names of its row."""
    printed = Counter(name for one in indicators for name in {one["name"], *one.get("printed", [])})
    for indicator in indicators:
        under = indicator.get("under", [])
        # A name that several indicators print tells which one only by the row above it.
        rows = [name for name in [indicator["name"], *indicator.get("printed", [])] if under or printed[name] == 1]
        forms = [
            int(code.split(":")[0]) for code in indicator.get("codes", {}).values() if code.split(":")[0].isdigit()
        ]
        form = forms[0] if forms and forms[0] in FORMS else composer.random.choice(sorted(FORMS))
        asked = [indicator["name"], indicator["short"], *indicator.get("synonyms", [])]
        for words in asked if rows else []:
            for _ in range(ROUNDS):
                name = composer.random.choice(rows)
                above = [composer.random.choice(under)] if under else []
                passage = composer.row(name, indicator.get("unit", ""), above, form)
                yield pair(composer.ask(words), passage, f"catalogue/{indicator['id']}")


def compose(seed: int = 7) -> list[dict[str, str]]:
    """All pairs, each question–passage once."""
    composer = Composer(seed)

    def table(name: str) -> Any:
        return yaml.safe_load((PAIRS / name).read_text(encoding="utf-8"))

    files = table("files.yaml")
    subjects = [*table("indicators.yaml"), *table("indicators-2.yaml")]
    made = [
        *indicator_pairs(composer, subjects),
        *paragraph_pairs(composer, subjects),
        *file_pairs(composer, files),
        *sector_pairs(composer, files),
        *topic_pairs(composer, table("topics.yaml")),
    ]
    return list({(one["q"], one["p"]): one for one in made}.values())


def compose_catalogue(seed: int = 7) -> list[dict[str, str]]:
    """Pairs from qa_cchc/figures/indicators.yaml. Kept apart: their subjects are the ones above under other names."""
    text = (ROOT / "qa_cchc" / "figures" / "indicators.yaml").read_text(encoding="utf-8")
    made = catalogue_pairs(Composer(seed), yaml.safe_load(text)["indicators"])
    return list({(one["q"], one["p"]): one for one in made}.values())


def main() -> None:
    for name, made in (("composed", compose()), ("catalogue", compose_catalogue())):
        lines = [json.dumps(one, ensure_ascii=False) for one in made]
        (PAIRS / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
