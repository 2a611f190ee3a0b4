"""Whole numbers as files write them in attributes and counts."""

from __future__ import annotations


def is_whole(text: str) -> bool:
    """Whether `int(text)` is safe and sensible: one to nine plain digits ("²" is a digit to Python, but no number)."""
    return len(text) < 10 and text.isascii() and text.isdigit()
