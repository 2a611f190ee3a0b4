"""Importing this loads all that reading one file needs, so that child processes need not load it one by one."""

from __future__ import annotations

import qa_cchc.figures.extract
import qa_cchc.reading.report
import qa_cchc.search.passages  # noqa: F401
from qa_cchc.vietnamese.segmentation import words

# The first call loads the dictionary.
words("hồ sơ")
