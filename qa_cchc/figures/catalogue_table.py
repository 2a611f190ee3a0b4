"""The table that the catalogue is made of: `indicators.yaml` with the names of `form_names.yaml`, and what an office
adds to it in a file of its own.

A file of one's own is YAML with a list `indicators`. An entry with a new id is a new indicator (`id`, `name` and `unit`
are needed); one with an id of the catalogue may add `printed`, `alone`, `under` and `synonyms` to it, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from typing import Any

import yaml

from qa_cchc.figures.indicator import AtMost, Identity, Indicator
from qa_cchc.figures.own_indicators import CatalogueError

OWN_THEME = "own"
_BETTER = {"higher": True, "lower": False, "none": None}
_TEXTS = ("id", "name", "short", "unit", "kind", "theme", "general", "at", "better")
_LISTS = ("of", "parts", "synonyms", "facets", "printed", "alone", "under")
_KNOWN = frozenset({*_TEXTS, *_LISTS, "codes", "monotone"})
_ADDED = ("printed", "alone", "under", "synonyms")


@dataclass(frozen=True, slots=True)
class Table:
    """All that is known of indicators. `themes` maps a theme to its Vietnamese name, in the order of reports."""

    indicators: tuple[Indicator, ...]
    themes: Mapping[str, str]
    identities: tuple[Identity, ...] = ()
    at_most: tuple[AtMost, ...] = ()


def shipped() -> Table:
    """The table of the package."""
    table = _load((files("qa_cchc.figures") / "indicators.yaml").read_text(encoding="utf-8"))
    names = _load((files("qa_cchc.figures") / "form_names.yaml").read_text(encoding="utf-8"))
    entries = ({**table["defaults"], **entry} for entry in table["indicators"])
    return Table(
        tuple(_indicator({**entry, "in_forms": names.get(entry["id"], ())}) for entry in entries),
        table["themes"],
        tuple(_identity(entry) for entry in table["identities"]),
        tuple(AtMost(*pair) for pair in table["at_most"]),
    )


def with_own(table: Table, text: str, file: str) -> Table:
    """`table` with what the YAML `text` of a person's own `file` adds. Raises CatalogueError for text of another shape;
    whether the indicators make sense is for `catalogue_rules` to say."""
    try:
        content = _load(text)
    except yaml.YAMLError as error:
        raise CatalogueError(f"Tệp chỉ tiêu {file} không phải YAML đúng cách{_line(error)}.") from error
    entries = content.get("indicators") if isinstance(content, dict) else None
    if not isinstance(entries, list) or not entries or set(content) != {"indicators"}:
        raise CatalogueError(f"Tệp chỉ tiêu {file} phải có đúng một danh sách “indicators”, mỗi mục một chỉ tiêu.")
    known = {indicator.id: indicator for indicator in table.indicators}
    seen: set[str] = set()
    for position, entry in enumerate(entries, start=1):
        where = f"Tệp chỉ tiêu {file}, mục {_called(entry, position)}"
        wrong = _shape(entry)
        if wrong:
            raise CatalogueError(f"{where}: {wrong}.")
        name = entry["id"]
        if name in seen:
            raise CatalogueError(f"{where}: mã này đã có ở một mục phía trên.")
        seen.add(name)
        known[name] = _added(known[name], entry, where) if name in known else _new(entry, where)
    themes = dict(table.themes)
    if any(indicator.theme == OWN_THEME for indicator in known.values()):
        themes[OWN_THEME] = "Chỉ tiêu bổ sung của cơ quan"
    return replace(table, indicators=tuple(known.values()), themes=themes)


def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _line(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (dòng {mark.line + 1})" if mark is not None else ""


def _called(entry: object, position: int) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return f"thứ {position} ({name})" if isinstance(name, str) else f"thứ {position}"


def _shape(entry: object) -> str | None:
    """What is wrong with the shape of an entry, as the end of a Vietnamese sentence; None when nothing is."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return "thiếu “id”"
    unknown = sorted(str(key) for key in set(entry) - _KNOWN)
    if unknown:
        return f"không có thuộc tính nào tên là “{unknown[0]}”"
    for key in _TEXTS:
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            return f"“{key}” phải là chữ"
    for key in _LISTS:
        given = entry.get(key, [])
        if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
            return f"“{key}” phải là một danh sách chữ"
    if "of" in entry and len(entry["of"]) != 2:
        return "“of” phải gồm đúng hai mã: tử số và mẫu số"
    if entry.get("better", "none") not in _BETTER:
        return "“better” phải là higher, lower hoặc none"
    if not isinstance(entry.get("monotone", False), bool):
        return "“monotone” phải là true hoặc false"
    codes = entry.get("codes", {})
    if not isinstance(codes, dict) or not all(isinstance(one, str) for pair in codes.items() for one in pair):
        return "“codes” phải ghi phiên bản biểu mẫu và mã trong dấu ngoặc kép"
    return None


def _new(entry: dict[str, Any], where: str) -> Indicator:
    missing = [key for key in ("name", "unit") if key not in entry]
    if missing:
        raise CatalogueError(
            f"{where}: danh mục chưa có mã này nên đây là chỉ tiêu mới, và chỉ tiêu mới phải có “{missing[0]}”."
        )
    kind = "ratio" if entry["unit"] == "%" else "count"
    return _indicator({"short": entry["name"], "kind": kind, "better": "none", "theme": OWN_THEME, **entry})


def _added(indicator: Indicator, entry: dict[str, Any], where: str) -> Indicator:
    more = [key for key in entry if key not in ("id", *_ADDED)]
    if more:
        raise CatalogueError(
            f"{where}: mã này đã có trong danh mục, chỉ được thêm {', '.join(_ADDED)}, không được đổi “{more[0]}”."
        )
    own = _indicator({"name": "", "short": "", "unit": "", "kind": "count", "better": "none", "theme": "", **entry})
    added = {key: tuple(dict.fromkeys((*getattr(indicator, key), *getattr(own, key)))) for key in _ADDED}
    return replace(indicator, **added)


def _indicator(entry: Mapping[str, Any]) -> Indicator:
    over, below = entry.get("of", (None, None))
    return Indicator(
        id=entry["id"],
        name=entry["name"],
        short=entry["short"],
        unit=entry["unit"],
        kind=entry["kind"],
        numerator=over,
        denominator=below,
        parts=tuple(entry.get("parts", ())),
        synonyms=tuple(entry.get("synonyms", ())),
        codes=entry.get("codes", {}),
        higher_is_better=_BETTER[entry["better"]],
        facets=tuple(entry.get("facets", ())),
        printed=(*entry.get("printed", ()), *entry.get("alone", ())),
        alone=tuple(entry.get("alone", ())),
        under=tuple(entry.get("under", ())),
        general=entry.get("general"),
        at=entry.get("at"),
        monotone=entry.get("monotone", False),
        theme=entry["theme"],
        in_forms=tuple(entry.get("in_forms", ())),
    )


def _identity(entry: Mapping[str, Any]) -> Identity:
    return Identity(**{
        field.name: entry["whole"] if field.name == "whole" else tuple(entry.get(field.name, ()))
        for field in fields(Identity)
    })
