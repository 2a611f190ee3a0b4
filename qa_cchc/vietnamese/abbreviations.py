"""Opens the abbreviations of administrative offices ("BPMC" → "Bộ phận Một cửa"), in their context.

What an abbreviation means stands in `glossary.yaml`; a user's file of the same shape adds to it. An abbreviation is
opened only where it stands as a word: never inside a document number ("102/BC-UBND"), an address or another word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from qa_cchc.vietnamese.syllables import is_bare_syllable
from qa_cchc.vietnamese.unicode import fold, repair

_GLOSSARY = Path(__file__).with_name("glossary.yaml")

# Document numbers, addresses and file names: nothing in them is opened.
_CODE = re.compile(
    r"""
      \S+@\S+ | https?://\S+ | www\.\S+ | \b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|html?|pdf|docx?|xlsx?)\b\S*
    | \b\d+[a-zđ]?\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐa-zđ][\w&]*(?:\s?[-–]\s?[A-ZĐ][\w&]*)*      # 102/BC-UBND, 61/2018/NĐ-CP
    | \b(?:QĐ|KH|BC|CT|CTr|CV|TB|NQ|NĐ|TT|TTr|TTLT|HD|PA|ĐA|GM|BB|VB|KL)[-–][A-ZĐ][\w&]*      # QĐ-UBND
    """,
    re.VERBOSE,
)


class GlossaryError(ValueError):
    """A glossary file that cannot be used; the message (Vietnamese) names file and entry."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One entry of the glossary. Context words are folded."""

    short: str
    means: str
    typed: tuple[str, ...] = ()
    cased: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()

    def spellings(self) -> frozenset[str]:
        """The ways of typing it: as given when `cased`, otherwise in lower case with and without marks."""
        if self.cased:
            return frozenset({self.short})
        typed = {self.short.lower(), *(spelling.lower() for spelling in self.typed)}
        return frozenset(typed | {fold(spelling) for spelling in typed if not is_bare_syllable(spelling)})


def _entry(short: str, given: object, file: Path) -> Abbreviation:
    fields = {"means": given} if isinstance(given, str) else given
    known = {"means", "typed", "cased", "before", "after", "not_before", "not_after"}
    if not isinstance(fields, dict) or not isinstance(fields.get("means"), str) or set(fields) - known:
        raise GlossaryError(
            f"Từ viết tắt “{short}” trong {file} ghi chưa đúng: cần “means” và các mục đã quy định."
        )
    lists = {
        key: tuple(fold(repair(str(word))) if key != "typed" else repair(str(word)) for word in fields.get(key) or ())
        for key in known - {"means", "cased"}
    }
    return Abbreviation(repair(str(short)), repair(fields["means"]), cased=bool(fields.get("cased")), **lists)


def _read(file: Path) -> dict[str, Abbreviation]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GlossaryError(f"Không đọc được bảng từ viết tắt {file}: {error}") from error
    if not isinstance(content, dict):
        raise GlossaryError(f"Bảng từ viết tắt {file} phải gồm các dòng “TỪ VIẾT TẮT: nghĩa”.")
    return {str(short): _entry(str(short), given, file) for short, given in content.items()}


@dataclass(frozen=True, slots=True)
class _Glossary:
    entries: tuple[Abbreviation, ...]
    by_spelling: dict[str, Abbreviation]
    pattern: re.Pattern[str]


@lru_cache(maxsize=8)
def _glossary(user_file: Path | None) -> _Glossary:
    entries = _read(_GLOSSARY)
    if user_file is not None:
        entries.update(_read(user_file))
    by_spelling: dict[str, Abbreviation] = {}
    for entry in entries.values():
        for spelling in entry.spellings():
            by_spelling[spelling] = entry
    longest_first = sorted(by_spelling, key=len, reverse=True)
    body = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in longest_first)
    # Joined to letters, digits, "&", "-", "@" or "_" it is part of something else; "8hs" and "TTHC/DVC" are not.
    pattern = re.compile(rf"(?<![^\W\d])(?<![\w&@.-][&@.-])(?<!&)({body})(?![\w&@]|-\w|\.\w)", re.IGNORECASE)
    return _Glossary(tuple(entries.values()), by_spelling, pattern)


def entries(user_file: Path | None = None) -> tuple[Abbreviation, ...]:
    """All entries, those of `user_file` over those of the package. Raises GlossaryError for a file that is not one."""
    return _glossary(user_file).entries


@lru_cache(maxsize=8)
def abbreviated_words(user_file: Path | None = None) -> frozenset[str]:
    """Every word, in lower case, that stands in some way of typing an abbreviation. Raises GlossaryError."""
    words: set[str] = set()
    for spelling in _glossary(user_file).by_spelling:
        words.update(re.findall(r"[^\W_]+", spelling.lower()))
    return frozenset(words)


def _stands(words: Sequence[str], text: str, at_end: bool) -> bool:
    folded = fold(text).strip()
    if at_end:
        return any(re.search(rf"(?:^|\W){re.escape(word)}$", folded) for word in words)
    return any(re.match(rf"{re.escape(word)}(?:\W|$)", folded) for word in words)


def _meant(entry: Abbreviation, text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if entry.before and not _stands(entry.before, after, at_end=False):
        return False
    if entry.after and not _stands(entry.after, before, at_end=True):
        return False
    if _stands(entry.not_before, after, at_end=False) or _stands(entry.not_after, before, at_end=True):
        return False
    # "Ủy ban nhân dân (UBND)" already says what it means.
    opened = re.search(r"(.*?)\s*[(\[]\s*$", before, re.DOTALL)
    return not (opened and fold(opened.group(1)).endswith(fold(entry.means)[-30:]))


def code_spans(text: str) -> list[tuple[int, int]]:
    """Spans of `text` that are document numbers, addresses or file names: nothing in them is a word."""
    return [match.span() for match in _CODE.finditer(text)]


def occurrences(text: str, user_file: Path | None = None) -> list[tuple[int, int, str]]:
    """Where abbreviations stand in repaired `text` and what each means there: (start, end, meaning), in order.

    Raises GlossaryError when `user_file` is no glossary.
    """
    glossary = _glossary(user_file)
    codes = code_spans(text)
    found: list[tuple[int, int, str]] = []
    for match in glossary.pattern.finditer(text):
        start, end = match.span(1)
        typed = " ".join(match.group(1).split())
        entry = glossary.by_spelling.get(typed) or glossary.by_spelling.get(typed.lower())
        if entry is None or any(begin < end and start < stop for begin, stop in codes):
            continue
        if _meant(entry, text, start, end):
            found.append((start, end, entry.means))
    return found


def expand(text: str, user_file: Path | None = None) -> str:
    """`text` with its abbreviations opened; everything else stays as it is, character by character.

    "HS trễ hạn của BPMC" → "Hồ sơ trễ hạn của Bộ phận Một cửa". Typing in lower case or without marks is understood.
    Raises GlossaryError when `user_file` is no glossary.
    """
    text = repair(text)
    parts: list[str] = []
    done = 0
    for start, end, means in occurrences(text, user_file):
        if not text[:start].strip() and text[start].isupper():
            means = means[0].upper() + means[1:]
        glued = " " if start and text[start - 1].isdigit() else ""
        parts += [text[done:start], glued, means]
        done = end
    return "".join([*parts, text[done:]])
