"""How exactly a number was printed, and whether a computed one is what an office would have printed.

A rate printed "52,2%" claims a value from 52,15 to 52,25; offices also cut digits off (41,87 printed "41,8").
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

Agreement = Literal["rounded", "truncated", "near", "off"]

_ZEROS = re.compile(r"[.,](0{1,2})(?!\d)")
_MONEY = (("nghìn tỷ đồng", 12), ("ngàn tỷ đồng", 12), ("tỷ đồng", 9), ("tỉ đồng", 9), ("triệu đồng", 6),
          ("nghìn đồng", 3), ("ngàn đồng", 3), ("đồng", 0))  # fmt: skip


def decimals(value: float | int, text: str = "") -> int:
    """Digits behind the decimal sign as printed: 1 for "52,2%" and "65,0%", 0 for "1.250"."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    zeros = _ZEROS.search(text) if places == 0 else None
    return len(zeros.group(1)) if zeros else places


def agreement(stated: float | int, exact: Decimal, places: int) -> Agreement:
    """How a printed number of `places` decimals agrees with the exact one; "near" is off by its last digit alone."""
    step = Decimal(1).scaleb(-places)
    said = Decimal(repr(stated))
    if exact.quantize(step, ROUND_HALF_UP) == said or abs(said - exact) <= step / 2:
        return "rounded"
    if exact.quantize(step, ROUND_DOWN) == said:
        return "truncated"
    return "near" if abs(said - exact) <= step else "off"


def percent(numerator: float | int, denominator: float | int) -> Decimal:
    """100 × numerator / denominator, exactly. Raises ZeroDivisionError."""
    if not denominator:
        raise ZeroDivisionError("a share of nothing")
    return 100 * Decimal(repr(numerator)) / Decimal(repr(denominator))


@lru_cache(maxsize=4096)
def money(unit: str | None) -> int | None:
    """The power of ten that a unit of money stands for in đồng: 6 for "triệu đồng"; None for other units."""
    folded = " ".join((unit or "").lower().split())
    if folded.startswith("hợp đồng"):
        return None
    return next((power for name, power in _MONEY if folded == name or folded.startswith(f"{name} ")), None)


def in_dong(value: float | int, unit: str | None) -> Decimal | None:
    """An amount in đồng; None when the unit is no money."""
    power = money(unit)
    return None if power is None else Decimal(repr(value)).scaleb(power)


def spoken(value: float | int | Decimal, places: int | None = None) -> str:
    """A number as Vietnamese offices print it: 1.250 and 41,87 (at most two decimals unless `places` says)."""
    number = Decimal(repr(value)) if not isinstance(value, Decimal) else value
    if places is None:
        places = 0 if number == number.to_integral_value() else 2
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.rstrip("0").rstrip(",") if "," in text else text
