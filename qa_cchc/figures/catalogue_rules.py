"""What makes a table of indicators sound: every reference is to something there, kinds go with their units, sums add
like to like, names tell indicators apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

from qa_cchc.figures.catalogue_table import Table
from qa_cchc.figures.indicator import Indicator, Kind
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

LEVELS = ("tỉnh", "sở", "phòng", "huyện", "xã", "ngành dọc")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_KINDS = get_args(Kind)

Problem = tuple[str, str]


def problems(table: Table) -> Iterator[Problem]:
    """(id, what is wrong as the end of a Vietnamese sentence) of everything unsound in a table."""
    known = {indicator.id: indicator for indicator in table.indicators}
    for indicator in table.indicators:
        for wrong in (*_alone(indicator, table), *_together(indicator, known)):
            yield indicator.id, wrong
    yield from _cycles(known)
    yield from _same_names(table)
    yield from _sums(table, known)


def _alone(indicator: Indicator, table: Table) -> Iterator[str]:
    """What is wrong with an indicator by itself."""
    if not _ID.fullmatch(indicator.id):
        yield "“id” chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới"
    if indicator.kind not in _KINDS:
        yield f"“kind” phải là một trong {', '.join(_KINDS)}"
    if indicator.theme not in table.themes:
        yield f"không có nhóm nào tên là “{indicator.theme}”"
    if (indicator.kind == "ratio") and indicator.unit != "%":
        yield "chỉ tiêu loại ratio phải có đơn vị “%”"
    if indicator.unit == "%" and indicator.kind not in ("ratio", "score"):
        yield "đơn vị “%” chỉ dùng cho loại ratio hoặc score"
    if (indicator.kind in ("code", "yes_no")) != ("=" in indicator.unit):
        yield "loại code và yes_no, và chỉ hai loại đó, có đơn vị dạng “Không = 0; Có = 1”"
    if indicator.numerator and indicator.kind != "ratio":
        yield "chỉ chỉ tiêu loại ratio mới có “of”"
    if indicator.parts and indicator.kind not in ("count", "amount"):
        yield "chỉ số đếm và số tiền mới có “parts”"
    if indicator.monotone and indicator.kind not in ("count", "amount"):
        yield "chỉ số đếm và số tiền mới có thể “monotone”"
    if (indicator.general is None) != (indicator.at is None):
        yield "“general” và “at” phải đi cùng nhau"
    if indicator.at is not None and indicator.at not in LEVELS:
        yield f"“at” phải là một trong {', '.join(LEVELS)}"
    unknown = [facet for facet in indicator.facets if facet not in load_concepts().by_id]
    if unknown:
        yield f"không có khái niệm nào tên là “{unknown[0]}” (facets)"


def _together(indicator: Indicator, known: dict[str, Indicator]) -> Iterator[str]:
    """What is wrong between an indicator and those it names."""
    named = {
        "of": (indicator.numerator, indicator.denominator),
        "parts": indicator.parts,
        "general": (indicator.general,),
    }
    for key, others in named.items():
        for other in others:
            if other is not None and other not in known:
                yield f"không có chỉ tiêu nào mã là “{other}” ({key})"
            elif other == indicator.id:
                yield f"không được nêu chính nó ở “{key}”"
    over, below = known.get(indicator.numerator or ""), known.get(indicator.denominator or "")
    if over and below and (over.kind != below.kind or over.kind not in ("count", "amount")):
        yield "tử số và mẫu số phải cùng là số đếm hoặc cùng là số tiền"
    for part in filter(None, map(known.get, indicator.parts)):
        if (part.unit, part.kind) != (indicator.unit, indicator.kind):
            yield f"phần “{part.id}” không cùng đơn vị hoặc không cùng loại"
    general = known.get(indicator.general or "")
    if general is None:
        return
    if (general.unit, general.kind) != (indicator.unit, indicator.kind):
        yield f"“{general.id}” (general) không cùng đơn vị hoặc không cùng loại"
    if general.general is not None:
        yield f"“{general.id}” (general) cũng chỉ là chỉ tiêu của một cấp"
    for mine, theirs in ((over, general.numerator), (below, general.denominator)):
        if mine and (mine.general, mine.at) != (theirs, indicator.at):
            yield f"tử số, mẫu số không phải của “{general.id}” ở cùng cấp “{indicator.at}”"


def _cycles(known: dict[str, Indicator]) -> Iterator[Problem]:
    done: set[str] = set()

    def within(name: str, above: tuple[str, ...]) -> Iterator[Problem]:
        if name in above:
            yield name, "là một phần của chính nó (parts)"
            return
        if name in done or name not in known:
            return
        for part in known[name].parts:
            yield from within(part, (*above, name))
        done.add(name)

    for name in known:
        yield from within(name, ())


def _same_names(table: Table) -> Iterator[Problem]:
    """Two indicators that one name means: `under` tells apart only the short names that stand under a row."""
    owners: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in table.indicators:
        told = (*indicator.alone, *(() if indicator.under else indicator.printed))
        for name in {fold(each) for each in (indicator.name, *told)}:
            owners[name].append(indicator)
    for name, found in owners.items():
        if len(found) > 1:
            yield found[-1].id, f"tên “{name}” cũng là của “{found[0].id}” mà không có “under” để phân biệt"


def _sums(table: Table, known: dict[str, Indicator]) -> Iterator[Problem]:
    for identity in table.identities:
        named = (identity.whole, *identity.parts, *identity.optional, *identity.unless)
        missing = [name for name in named if name not in known]
        if missing:
            yield identity.whole, f"không có chỉ tiêu nào mã là “{missing[0]}” (identities)"
        elif len({known[name].unit for name in named}) > 1:
            yield identity.whole, "các phần không cùng đơn vị (identities)"
        elif len(set(named)) < len(named) or len(identity.parts) < 2:
            yield identity.whole, "các phần trùng nhau hoặc thiếu (identities)"
    limits = {(limit.less, limit.more) for limit in table.at_most}
    for limit in table.at_most:
        if limit.less not in known or limit.more not in known:
            yield limit.less, "không có chỉ tiêu này hoặc chỉ tiêu giới hạn nó (at_most)"
        elif limit.less == limit.more or (limit.more, limit.less) in limits:
            yield limit.less, "giới hạn lẫn nhau (at_most)"
