"""What is known of one number of a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, the spans of its own words, and its ties to other quantities of the sentence (by index).

    `start:end` covers number and unit. `whole` is the quantity this one is a part of, `restates` the one it says in
    another way (a percentage after a count). `label` says that the words before, at `named`, only name a part ("Công
    an: 06"); `shared` is what the last of several things said in turn says for this one too.
    """

    start: int
    end: int
    text: str
    value: float | int
    unit: str | None
    left: tuple[int, int]
    right: tuple[int, int]
    approximate: bool = False
    numerator: float | int | None = None
    denominator: float | int | None = None
    whole: int | None = None
    restates: int | None = None
    label: bool = False
    zero: bool = False
    named: tuple[int, int] | None = None
    shared: str = ""
