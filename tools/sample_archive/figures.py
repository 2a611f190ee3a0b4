"""Figures of a report and how its office prints them.

A data file names each figure once: a number, a text printed as it is, or a formula over other names
("=a + b", "=pct(a, b, 2)"). Prose, forms and expected answers take them through `{name}`.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Thousands mark ("." "," or ""), decimal mark, and decimal places of a rate unless a formula says otherwise."""

    thousands: str = "."
    decimal: str = ","
    places: int = 2


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that prints itself in its office's style.

    Format codes: "02" pads to two digits; "plain", "dot", "comma" force a thousands mark; ".1" fixes decimal places.
    """

    number: Decimal | str
    style: NumberStyle

    def __format__(self, code: str) -> str:
        if isinstance(self.number, str):
            return self.number
        number = self.number
        thousands = {"plain": "", "dot": ".", "comma": ","}.get(code, self.style.thousands)
        if code.startswith("."):
            digits = f"{rounded(number, int(code[1:])):f}"
        else:
            digits = f"{number:f}"
            digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        whole, _, rest = digits.partition(".")
        whole = f"{int(whole):,}".replace(",", thousands)
        if code.isdigit():
            whole = whole.zfill(int(code))
        return whole + (self.style.decimal + rest if rest else "")


def rounded(number: Decimal, places: int) -> Decimal:
    """Rounded half up, as offices do."""
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


class Figures(Mapping[str, Value]):
    """All figures of one report by name; formulas are worked out when asked for."""

    def __init__(self, data: Mapping[str, object], style: NumberStyle) -> None:
        self._data, self._style = dict(data), style

    def __getitem__(self, name: str) -> Value:
        raw = self._data[name]
        if isinstance(raw, str) and raw.startswith("="):
            return Value(self._evaluate(ast.parse(raw[1:].strip(), mode="eval").body, name), self._style)
        return Value(raw if isinstance(raw, str) else Decimal(str(raw)), self._style)

    def __iter__(self):
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def fill(self, text: str) -> str:
        """The text with every `{name}` printed. Raises KeyError for an unknown name."""
        return text.format_map(self)

    def _evaluate(self, node: ast.expr, name: str) -> Decimal:
        match node:
            case ast.Constant(value=int() | float()):
                return Decimal(str(node.value))
            case ast.Name():
                number = self[node.id].number
                if isinstance(number, str):
                    raise ValueError(f"{name}: {node.id} is text, not a number")
                return number
            case ast.BinOp():
                return _OPERATORS[type(node.op)](self._evaluate(node.left, name), self._evaluate(node.right, name))
            case ast.Call(func=ast.Name(id="pct")):
                part, whole, *places = (self._evaluate(argument, name) for argument in node.args)
                return rounded(100 * part / whole, int(places[0]) if places else self._style.places)
        raise ValueError(f"{name}: cannot work out {ast.unparse(node)}")
