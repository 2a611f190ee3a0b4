"""Numbers and dates as a Vietnamese reader expects to see them written."""

from __future__ import annotations

from datetime import date

_DECIMALS = 6


def written_number(value: float | int) -> str:
    """A number in Vietnamese format: 2401 → "2.401", 41.8 → "41,8". At most six decimals, no trailing zeros."""
    if isinstance(value, float) and not value.is_integer():
        whole, _, decimals = f"{value:,.{_DECIMALS}f}".rstrip("0").partition(".")
        return whole.replace(",", ".") + ("," + decimals if decimals else "")
    return f"{int(value):,}".replace(",", ".")


def written_date(day: date) -> str:
    """A date as Nghị định 30/2020/NĐ-CP has it: 0 before days under 10 and before January and February (03/3/2023)."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day.month < 3 else f"{day.day:02d}/{day.month}/{day.year}"


def spoken_date(day: date) -> str:
    """A date as the head of a document has it: "ngày 03 tháng 3 năm 2023"."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
