"""Answers plain Vietnamese questions over an archive of administrative reform reports, with exact citations.

`Archive` is the door for Python programs: `from qa_cchc import Archive`. It is loaded when it is first used.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = ["Archive", "__version__"]


def __getattr__(name: str) -> Any:
    if name == "Archive":
        return import_module("qa_cchc.api").Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
