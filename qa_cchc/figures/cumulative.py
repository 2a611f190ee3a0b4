"""The words of a heading or a row which say that its figures are counted on from the start of the year."""

from __future__ import annotations

import re

CUMULATIVE = re.compile(r"\bluy ke\b|\btu dau nam\b|\bcong don\b")
"""Searched in text without diacritics."""
