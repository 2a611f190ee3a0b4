"""Pages already recognised, kept on disk by what their pictures show: a page is never recognised twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa_cchc.reading.ocr.picture import Picture
from qa_cchc.reading.ocr.recognised import ReadPage

_PACKAGE = Path(__file__).resolve().parents[2]
_PARTS = (
    "reading/ocr", "reading/codes.py", "reading/footnotes.py", "reading/pdf/rulings.py", "vietnamese/choosing.py",
    "vietnamese/diacritics.py", "vietnamese/diacritics.npz", "vietnamese/syllables.py", "vietnamese/unicode.py",
)


@cache
def recogniser_version() -> str:
    """A digest of the code and tables that recognise a page: pages kept by an older way are read again."""
    digest = hashlib.sha256()
    for part in _PARTS:
        path = _PACKAGE / part
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            if file.suffix in (".py", ".npz"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of recognised pages. `engine` is the version of the recogniser they are read with."""

    folder: Path
    engine: str

    def key(self, picture: Picture) -> str:
        """Name of a page by its pixels, its place on the page, and who reads it."""
        who = f"{recogniser_version()} {self.engine}"
        digest = hashlib.sha256(f"{who} {picture.pixels.shape} {picture.dpi:.3f}".encode())
        digest.update(picture.to_page.round(6).tobytes())
        digest.update(picture.pixels.tobytes())
        return digest.hexdigest()

    def get(self, key: str) -> ReadPage | None:
        """The page kept under a key; None where there is none, or what is there is broken."""
        try:
            return ReadPage.from_json(json.loads(self._path(key).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # not kept, or broken: it is read again and written anew

    def put(self, key: str, page: ReadPage) -> None:
        """Keep a page. Raises OSError where the folder cannot be written to."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(page.as_json(), file, ensure_ascii=False, separators=(",", ":"))
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
