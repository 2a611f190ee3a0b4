"""Vietnamese word segmentation by underthesea, without the rest of underthesea.

`import underthesea` loads torch and transformers where they are installed (seconds, hundreds of megabytes) for parts
that segmentation does not use. Its word tokenizer is imported here as a sub-package alone, under an empty stand-in for
the package itself; the stand-in and what was loaded under it leave `sys.modules` again, so that a later real
`import underthesea` finds nothing changed.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType

from qa_cchc.vietnamese.unicode import repair

_PACKAGE = "underthesea"
_lock = threading.RLock()
_tokenizer: Callable[[str], list[str]] | None = None


def _loaded() -> list[str]:
    return [name for name in sys.modules if name == _PACKAGE or name.startswith(_PACKAGE + ".")]


def _import_tokenizer() -> Callable[[str], list[str]]:
    if _PACKAGE in sys.modules:
        return sys.modules[_PACKAGE].word_tokenize
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError("Thiếu thư viện underthesea: hãy cài bằng lệnh make install.", name=_PACKAGE)
    before = set(_loaded())
    stand_in = ModuleType(_PACKAGE)
    stand_in.__path__ = list(spec.submodule_search_locations)
    stand_in.__spec__ = spec
    sys.modules[_PACKAGE] = stand_in
    try:
        # The two packages import each other; starting from this one breaks the circle.
        importlib.import_module(f"{_PACKAGE}.pipeline.text_normalize")
        tokenize = importlib.import_module(f"{_PACKAGE}.pipeline.word_tokenize").word_tokenize
        # The first call imports and loads the tagger: it has to happen while the stand-in is there.
        tokenize("cải cách hành chính")
    finally:
        for name in set(_loaded()) - before:
            del sys.modules[name]
    return tokenize


def _tokenize(text: str) -> list[str]:
    global _tokenizer
    if _tokenizer is None:
        with _lock:
            if _tokenizer is None:
                _tokenizer = _import_tokenizer()
    return _tokenizer(text)


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    return tuple("_".join(word.split()) for word in _tokenize(text))


def words(text: str) -> list[str]:
    """Words and punctuation marks of `text` in order, the syllables of one word joined by "_" ("hồ_sơ").

    The case stays as written. Text without diacritics is segmented badly: restore it first.
    """
    text = repair(text)
    return list(_words(text)) if text.strip() else []


def word_count(text: str) -> int:
    """Number of words of `text`, punctuation not counted."""
    return sum(any(character.isalnum() for character in word) for word in words(text))
