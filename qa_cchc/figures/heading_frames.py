"""What headings that are too short to be names mean in tables of one theme: "Hoàn thành" of tasks or of files.

Each theme (heading_frames.yaml) has the words that tell it, which stand in the headings above, the caption or the
section, and the headings that offices print under it. A heading is compared without what only counts it ("Số",
"Tổng số", "Tỷ lệ").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from qa_cchc.vietnamese.unicode import fold

_FILE = Path(__file__).with_name("heading_frames.yaml")
_COUNTING = re.compile(r"(?:(?:ty le|ti le|%|tong so|tong|so luong|so|sl)\b\s*|%\s*)+")
_TIMED = re.compile(
    r"\s*\b(?:trong (?:ky|quy|thang|nam)(?: bao cao)?|(?:nam|quy|thang) [\d/ivx]+|den nay|tinh den .*)$"
)
_BARE = re.compile(r"(?:ho so|hs|nguoi|phieu|giao dich|tthc|gia tri|kinh phi|so tien|dat|chiem|cong)?")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A theme: what tells it, what tells another one (in a caption, wherever the theme itself is told), and the
    indicator ids of its headings: counts and rates."""

    told: re.Pattern[str]
    untold: re.Pattern[str] | None
    uncaptioned: re.Pattern[str] | None
    counts: tuple[tuple[re.Pattern[str], str | None], ...]
    rates: tuple[tuple[re.Pattern[str], str | None], ...] = ()


@lru_cache(maxsize=1)
def _frames() -> tuple[_Frame, ...]:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(
        _Frame(
            _any(one["told"]),
            _any(one["untold"]) if "untold" in one else None,
            _any(one["uncaptioned"]) if "uncaptioned" in one else None,
            _words(one.get("counts", {})),
            _words(one.get("rates", {})),
        )
        for one in data
    )


def _words(by_id: Mapping[str, Sequence[str]]) -> tuple[tuple[re.Pattern[str], str | None], ...]:
    return tuple((_any(patterns), None if name == "none" else name) for name, patterns in by_id.items())


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_STAFF = re.compile(r"\b(?:bien che|cong chuc|vien chuc|nguoi lam viec|can bo|cbcc\w*|nhan su|hdld|lao dong)\b")
_STAFF_KINDS = (
    ("all_staff", re.compile(r"\bcong chuc,? (?:va )?vien chuc\b|\bcbccvc\b|\bccvc\b")),
    ("commune_officials", re.compile(r"\b(?:can bo,? )?cong chuc (?:cap )?xa\b|\bcbcc (?:cap )?xa\b")),
    ("employees", re.compile(r"\bvien chuc\b|\bnguoi lam viec\b|\bsu nghiep\b|\bdvsn\w*\b")),
    ("staff", re.compile(r"\bcong chuc\b|\bbien che\b|\bhanh chinh\b")),
)
_STAFF_EVENTS = (
    ("vacant", re.compile(r"\b(?:chua (?:su dung|tuyen|tuyen dung|thuc hien)|con thieu|con trong|khuyet)\b")),
    ("streamlined", re.compile(r"\btinh gian\b")),
    ("contract", re.compile(r"\b(?:hop dong|hdld|hd)\b")),
    (
        "assigned",
        re.compile(
            r"(?:^|\b(?:bien che|nguoi lam viec|so|cong chuc|vien chuc|chi tieu) )(?:(?:duoc|da|ubnd \w+) )*giao\b"
            r"|\bduoc giao\b|^chi tieu bien che\b|^dinh bien\b"
        ),
    ),
    ("present", re.compile(r"\b(?:hien co|co mat|hien dien|da su dung|thuc te)\b")),
    # "Biên chế" by itself is how many there may be.
    ("quota", re.compile(r"^bien che(?: (?:cong chuc|hanh chinh|vien chuc|su nghiep|nha nuoc))*$")),
)
_STAFF_IDS = {
    ("staff", "contract"): "contract_staff",
    ("employees", "contract"): "employees_contract",
    ("all_staff", "contract"): "contract_staff",
    ("all_staff", "vacant"): None,
    ("employees", "vacant"): None,
    ("commune_officials", "vacant"): None,
    ("commune_officials", "streamlined"): None,
    ("commune_officials", "contract"): None,
    ("all_staff", "streamlined"): None,
}


_STAFF_ROW = re.compile(
    r"(?:tong so |so |bien che |doi ngu )?(?:can bo,? )?(?:cong chuc|vien chuc|bien che|nguoi lam viec|cbcc)"
    r"(?:,? (?:va )?vien chuc)?(?: (?:hanh chinh|su nghiep|(?:cap )?xa|(?:cap )?huyen|nha nuoc))*"
    r"(?: trong (?:cac )?(?:don vi su nghiep|dvsn\w*)(?: cong lap)?)?"
)


def names_staff_kind(label: str) -> bool:
    """Whether a row's label only names a kind of staff: "Công chức hành chính", "Cán bộ, công chức cấp xã"."""
    return _STAFF_ROW.fullmatch(fold(label).strip(" :.")) is not None


def said_in_frame(
    path: Sequence[str], caption: str, section: str, theme: str | None, rate: bool
) -> tuple[bool, str | None]:
    """Whether a path of headings (outermost first, without brackets) is settled by the theme it stands under, and the
    id of its indicator, None for what the catalogue does not hold."""
    folded = tuple(text for each in path if (text := fold(each).strip(" :.-+")))
    return _said(folded, fold(caption), fold(section), theme, rate) if folded else (False, None)


@lru_cache(maxsize=8192)
def _said(path: tuple[str, ...], caption: str, section: str, theme: str | None, rate: bool) -> tuple[bool, str | None]:
    settled, found = _staff(path, caption, section) if not rate else (False, None)
    if settled:
        return settled, found
    leaf = _core(path[-1])
    above = " ".join(path[:-1])
    leaves = [leaf]
    if len(path) > 1:
        leaves = [_core(path[-2])] if _BARE.fullmatch(leaf) else [f"{_core(path[-2])} {leaf}", leaf]
    for around in (f"{above} {leaf}", caption, section, "ho so" if theme == "files" else ""):
        for frame in _frames():
            if not frame.told.search(around) or (frame.untold and frame.untold.search(f"{above} {around}")):
                continue
            if frame.uncaptioned and frame.uncaptioned.search(caption):
                continue
            for text in leaves:
                for pattern, identifier in frame.rates if rate else frame.counts:
                    if text and pattern.fullmatch(text):
                        return True, identifier
    return False, None


def _core(text: str) -> str:
    """A heading without what only counts it or tells when."""
    plain = _TIMED.sub("", text).strip(" :.-–()")
    counted = _COUNTING.match(plain)
    return plain[counted.end() :].strip() if counted and counted.end() < len(plain) else plain


def _staff(path: Sequence[str], caption: str, section: str) -> tuple[bool, str | None]:
    """Staff by kind and by what is counted of them, wherever in the path either stands: "Viên chức – Được giao"."""
    own = " ".join(path)
    if not (_STAFF.search(own) or _STAFF.search(caption)) or re.search(
        r"(?<!chua )(?<!chua duoc )\btuyen dung\b|\b(?:chi tieu tuyen|so hoa|ho so)\b", own
    ):
        return False, None
    events = [event for event, pattern in _STAFF_EVENTS if any(pattern.search(_core(text)) for text in reversed(path))]
    kind = next((k for text in (own, caption, section) for k, pattern in _STAFF_KINDS if pattern.search(text)), None)
    if not events or kind is None:
        return False, None
    event = "assigned" if events[0] == "quota" else events[0]
    return True, _STAFF_IDS.get((kind, event), f"{kind}_{event}")
