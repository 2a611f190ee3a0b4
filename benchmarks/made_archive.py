"""Invented archives of any size for measuring search: the sample archive's passages under other offices and periods.

Each report takes one report of the sample as its skeleton and writes it anew: its office's names, its period, its own
numbers, and its wording. An office keeps its habits (which of several phrases it uses) and repeats part of its prose
from quarter to quarter word for word; form rows differ in their numbers alone, as they do in real archives. All is
drawn from seeds: an archive of one size is always the same, and the start of any greater one.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.records import Passage, Report, ReportRef
from qa_cchc.vietnamese.period_ids import period

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus"
PERIODS = [f"{year}-{part}" for year in range(2014, 2026) for part in ("Q1", "Q2", "Q3", "Q4", "H1", "9M")]
FIRST = (
    "An Bình Cẩm Châu Đại Đông Gia Hải Hiệp Hòa Hưng Khánh Kim Lâm Liên Long Lộc Minh Mỹ Nam Ngọc Nhơn Phong Phú Phước "
    "Quang Quảng Sơn Tam Tân Thạch Thái Thanh Thạnh Thiện Thọ Thuận Tiên Trà Trung Trường Tuy Vạn Văn Vĩnh Xuân Yên"
).split()
LEVELS = (("huyện", "huyện"), ("thị xã", "huyện"), ("thành phố", "huyện"), ("xã", "xã"), ("phường", "xã"))
# Phrases that offices use for one another; which one an office uses is its habit.
SAME = (
    ("trễ hạn", "quá hạn", "chậm hạn"),
    ("Bộ phận Một cửa", "Bộ phận tiếp nhận và trả kết quả", "Trung tâm phục vụ hành chính công"),
    ("giải quyết", "xử lý"),
    ("cán bộ, công chức", "cán bộ, công chức, viên chức", "đội ngũ công chức"),
    ("người dân", "công dân", "nhân dân", "người dân và tổ chức"),
    ("tiếp nhận", "thu nhận", "nhận"),
    ("triển khai", "tổ chức thực hiện", "thực hiện"),
    ("dịch vụ công trực tuyến", "DVC trực tuyến", "dịch vụ công qua mạng"),
    ("thủ tục hành chính", "TTHC"),
    ("hồ sơ", "hồ sơ thủ tục"),
    ("cải cách hành chính", "CCHC"),
    ("tuyên truyền", "thông tin, tuyên truyền", "phổ biến"),
    ("trên địa bàn", "tại địa phương"),
    ("kiểm tra", "thanh tra, kiểm tra", "rà soát"),
    ("nâng cao", "tăng cường", "từng bước nâng cao"),
    ("đúng hạn", "đúng và trước hạn", "đúng thời hạn"),
    ("khó khăn", "vướng mắc", "khó khăn, vướng mắc"),
    ("ban hành", "ký ban hành", "đã ban hành"),
    ("công nghệ thông tin", "CNTT"),
    ("phần mềm", "hệ thống phần mềm", "ứng dụng"),
    ("kết quả", "kết quả cụ thể", "kết quả đạt được"),
    ("báo cáo", "báo cáo kết quả"),
    ("chỉ đạo", "lãnh đạo, chỉ đạo", "chỉ đạo sâu sát"),
    ("sắp xếp", "kiện toàn", "bố trí"),
    ("kịp thời", "đầy đủ, kịp thời"),
    ("đào tạo, bồi dưỡng", "bồi dưỡng", "đào tạo"),
)
_CHOICES = {phrase: group for group in SAME for phrase in group}
_ABOUT = (
    "năm nay", "vậy", "ở xã", "theo báo cáo", "của lĩnh vực tư pháp", "hộ tịch", "đất đai", "xây dựng",
    "đăng ký kinh doanh", "cấp xã", "trong kỳ",
)  # fmt: skip
_CLOSE = ("", "thế nào", "ra sao", "bao nhiêu", "cho tôi biết", "nhé", "so với trước", "cụ thể", "tổng cộng")
_PHRASE = re.compile("|".join(sorted(map(re.escape, _CHOICES), key=len, reverse=True)))
_NUMBER = re.compile(r"(?<![\w/.,-])\d[\d.]*(?:,\d+)?(?![\w/-])")
_PERIOD = re.compile(
    r"(?:[Qq]uý (?:I{1,3}|IV)|6 tháng(?: đầu năm)?|9 tháng(?: đầu năm)?|[Nn]ăm)(?:[ /]+(?:năm )?)20\d\d"
    r"|QUÝ (?:I{1,3}|IV)(?: NĂM|/)\s?20\d\d"
)
_COMMUNE = re.compile(r"\b([Xx]ã|[Pp]hường) ((?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+ ?){2})\b")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ])")


@dataclass(frozen=True, slots=True)
class Office:
    """An invented office with its habits of wording."""

    place: str
    level: str
    name: str
    province: str
    skeleton: int
    communes: tuple[str, ...]
    habits: dict[str, str]


@cache
def sample() -> tuple[tuple[Report, tuple[Passage, ...]], ...]:
    """The sample archive's reports with their passages."""
    with tempfile.TemporaryDirectory() as folder:
        build_index([SAMPLE], Path(folder))
        with Archive.open(Path(folder)) as archive:
            by_report: dict[str, list[Passage]] = {}
            for passage in archive.passages():
                by_report.setdefault(passage.report.id, []).append(passage)
            return tuple((archive.report(one), tuple(found)) for one, found in by_report.items() if len(found) > 50)


def offices(count: int) -> list[Office]:
    """The first `count` offices: districts and communes of provinces that do not exist."""
    drawn = random.Random(1)
    made: dict[str, Office] = {}
    while len(made) < count:
        kind, level = drawn.choice(LEVELS)
        name = " ".join(drawn.sample(FIRST, 2))
        place = f"{kind} {name}"
        if place in made:
            continue
        habits = {phrase: drawn.choice(group) for group in SAME for phrase in group}
        communes = tuple(" ".join(drawn.sample(FIRST, 2)) for _ in range(12))
        province = f"tỉnh {' '.join(random.Random(len(made) // 40).sample(FIRST, 2))}"
        skeleton = drawn.randrange(len(sample()))
        made[place] = Office(place, level, f"UBND {place}", province, skeleton, communes, habits)
    return list(made.values())


def archive(passages: int) -> Iterator[tuple[Report, list[Passage]]]:
    """Reports with their passages, `passages` of these in all."""
    per_report = sum(len(found) for _, found in sample()) / len(sample())
    wanted = int(passages / per_report) + 50
    # An archive grows by offices and by periods: 1M passages are of about a hundred offices over twelve years.
    shown = PERIODS[-max(4, min(len(PERIODS), round(wanted**0.5))) :]
    left, number = passages, 0
    for office in offices(wanted):
        for order, when in enumerate(shown):
            report, found = _report(office, when, number, order)
            found = found[:left]
            left, number = left - len(found), number + 1
            yield report, found
            if not left:
                return


def _report(office: Office, when: str, number: int, order: int) -> tuple[Report, list[Passage]]:
    drawn = random.Random(number * 7919 + 13)
    # Each office changes the layout of its reports from time to time.
    _, skeleton = sample()[(office.skeleton + order // 9) % len(sample())]
    told = period(when)
    day = date(told.end.year, told.end.month, 20)
    made = Report(
        f"{number:012x}", f"{office.place}/{told.id}.txt", f"{number:064x}", f"{drawn.randint(1, 900)}/BC-UBND", day,
        "báo cáo", f"Báo cáo công tác cải cách hành chính {told.label}", office.name, office.place, office.level,
        office.province, told, pages=12,
    )  # fmt: skip
    reference = ReportRef(made.id, made.number, made.date, made.agency)
    contexts: dict[str, str] = {}
    found = []
    for position, passage in enumerate(skeleton):
        if passage.context not in contexts:
            contexts[passage.context] = _written(passage.context, office, told.label, random.Random(1), 0.0)
        prose = passage.origin in ("prose", "footnote")
        # A third of the prose stands in every report of the office as it stood in the one before, numbers apart.
        kept = prose and random.Random(f"{office.place}{position}").random() < 0.35
        chance = random.Random(f"{office.place}{position}") if kept else drawn
        text = _written(passage.text, office, told.label, chance, 0.0 if kept or not prose else 0.25)
        if prose and not kept:
            text = _shuffled(text, drawn)
        text = _NUMBER.sub(lambda match: _number(match.group(), drawn), text) if not kept else text
        found.append(replace(
            passage, id=f"{made.id}:{position}", report=reference, text=text, context=contexts[passage.context],
            file=made.file, boxes=(),
        ))  # fmt: skip
    return made, found


def _written(text: str, office: Office, label: str, drawn: random.Random, freedom: float) -> str:
    """A text in an office's wording; with `freedom` a phrase is drawn anew against the habit."""

    def phrase(match: re.Match[str]) -> str:
        said = match.group()
        return drawn.choice(_CHOICES[said]) if drawn.random() < freedom else office.habits[said]

    text = _PHRASE.sub(phrase, text)
    text = _PERIOD.sub(lambda match: label.upper() if match.group().isupper() else label, text)

    def commune(match: re.Match[str]) -> str:
        return f"{match[1]} {office.communes[sum(map(ord, match[2])) % len(office.communes)]}"

    return _COMMUNE.sub(commune, text)


def _shuffled(text: str, drawn: random.Random) -> str:
    """A paragraph with a sentence left out or two neighbours exchanged, now and then."""
    parts = _SENTENCE.split(text)
    if len(parts) > 2:
        if drawn.random() < 0.4:
            del parts[drawn.randrange(1, len(parts))]
        if drawn.random() < 0.3:
            place = drawn.randrange(len(parts) - 1)
            parts[place : place + 2] = parts[place + 1 : place - 1 if place else None : -1] or parts[place : place + 2]
    return " ".join(parts)


def _number(printed: str, drawn: random.Random) -> str:
    """Another number of about the same size and the same look."""
    if re.fullmatch(r"\d(?:\.\d)*\.?", printed) and "." in printed:
        return printed  # a row's code
    return "".join(str(drawn.randint(1 if place == 0 else 0, 9)) if one.isdigit() else one
                   for place, one in enumerate(printed))  # fmt: skip


def passages_of(count: int) -> tuple[list[Report], list[Passage]]:
    """An archive in memory."""
    reports: list[Report] = []
    found: list[Passage] = []
    for report, passages in archive(count):
        reports.append(report)
        found += passages
    return reports, found


def questions(archive_of: Sequence[Report], count: int, seed: int = 3) -> list[str]:
    """Questions as people ask them, half of which name an office or a period of the archive; no two alike."""
    drawn = random.Random(seed)
    matters = (
        "tỷ lệ hồ sơ giải quyết đúng hạn là bao nhiêu", "bao nhiêu hồ sơ trễ hạn",
        "dân nộp giấy tờ qua mạng nhiều không",
        "ty le ho so truc tuyen", "số thủ tục hành chính được bãi bỏ", "đã tổ chức mấy cuộc đối thoại với doanh nghiệp",
        "khó khăn vướng mắc trong cải cách hành chính là gì", "cong tac tuyen truyen cchc duoc lam the nao",
        "vì sao hồ sơ đất đai chậm trả", "số cán bộ, công chức đi đào tạo bồi dưỡng",
        "tinh giản biên chế được bao nhiêu người",
        "ai ký báo cáo", "kiến nghị gì với cấp trên", "mức độ hài lòng của người dân", "BPMC tiếp nhận bao nhiêu HS",
        "xử phạt cán bộ vi phạm kỷ luật", "đơn vị sự nghiệp tự chủ tài chính", "chữ ký số được cấp cho bao nhiêu người",
        "phản ánh kiến nghị đã xử lý", "so VBQPPL ban hanh", "nhiệm vụ trọng tâm kỳ tới",
        "thanh toán phí lệ phí trực tuyến",
        "họp triển khai chuyển đổi số", "kiểm tra công vụ đột xuất mấy lần", "thời gian chờ đợi khi làm thủ tục",
    )  # fmt: skip
    asked: dict[str, None] = {}
    while len(asked) < count:
        matter, report = drawn.choice(matters), drawn.choice(archive_of)
        when = report.period.label if report.period else ""
        shape = drawn.random()
        if shape < 0.3:
            matter = f"{matter} của {report.place} {when}"
        elif shape < 0.4:
            matter = f"{matter} {when}"
        elif shape < 0.5:
            matter = f"{report.place}: {matter}?"
        else:
            matter = f"{matter} {drawn.choice(_ABOUT)} {drawn.choice(_CLOSE)}".strip()
        asked[matter] = None
    return list(asked)
