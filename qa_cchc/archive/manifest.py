"""What an index version says of itself: how it was made, what it holds, and the checksum of every file in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from qa_cchc.archive.codec import shape_of
from qa_cchc.archive.errors import IndexDamaged, IndexOutdated
from qa_cchc.archive.layout import sha256_of
from qa_cchc.records import Figure, Finding, Passage, Report
from qa_cchc.settings import Settings

FILE = "manifest.json"
FORMAT = 3
_PACKAGE = Path(__file__).resolve().parent.parent
_LIMITS = ("unpacked_mb", "xml_depth", "most_pages", "most_characters", "page_pixels", "ocr", "ocr_seconds")
_ROOMS_THAT_READ = ("records.py", "vietnamese", "reading", "figures", "search", "archive/processing.py",
                    "archive/series.py", "archive/offices.py")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Manifest:
    """`model` is the setting ("" for the shipped one), the other `model_*` what was loaded for it.

    `reader` stands for the code that read the files: other code may read them otherwise. `limits` is what
    `limits_of` gave. `files` maps each file of the version to [size in bytes, sha256].
    """

    format: int
    records: str
    reader: str
    limits: dict[str, int | str]
    program: str
    built: str
    corpora: list[str]
    model: str
    model_name: str
    model_fingerprint: str
    model_dimension: int
    segmenter: str
    reports: int
    passages: int
    figures: int
    files: dict[str, list[int | str]]

    def write(self, folder: Path) -> None:
        """Writes the manifest into the version's folder."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")


def records_shape() -> str:
    """A digest of the records that are stored and of their tables: another one means that they cannot be read back."""
    tables = hashlib.sha256((_PACKAGE / "archive" / "schema.sql").read_bytes()).hexdigest()[:16]
    return f"{shape_of(Report, Passage, Figure, Finding)}-{tables}"


def reader_version(own_indicators: Path | None = None) -> str:
    """A digest of the code and tables that turn a file into records, a person's own indicators among them: when it
    changes, files are read again."""
    digest = hashlib.sha256()
    for part in _ROOMS_THAT_READ:
        path = _PACKAGE / part
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            if file.suffix in (".py", ".yaml", ".npz"):
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    if own_indicators is not None:
        digest.update(own_indicators.read_bytes())
    return digest.hexdigest()[:16]


def limits_of(settings: Settings) -> dict[str, int | str]:
    """What may leave a part of a file unread: settings, and the version of Tesseract, "" if there is none.

    A reading that is partial is made anew when these are others than they were.
    """
    from qa_cchc.reading.ocr.tesseract import NoEngine, engine

    found: dict[str, int | str] = {name: getattr(settings, name) for name in _LIMITS}
    try:
        found["tesseract"] = engine().version if settings.ocr != "off" else ""
    except NoEngine:
        found["tesseract"] = ""
    return found


def checksums(folder: Path) -> dict[str, list[int | str]]:
    """Size and sha256 of every file below the folder but the manifest itself."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != FILE)
    return {path.relative_to(folder).as_posix(): [path.stat().st_size, sha256_of(path)] for path in found}


def read(index: Path, version: Path) -> Manifest:
    """The manifest of a version, after seeing that it can be read by this program and that its files are there.

    Raises IndexDamaged or IndexOutdated. Sizes are compared, not checksums: opening must take milliseconds.
    """
    try:
        values = json.loads((version / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IndexDamaged(index, f"không đọc được {version.name}/{FILE}") from error
    if not isinstance(values, dict) or not isinstance(values.get("format"), int):
        raise IndexDamaged(index, f"{version.name}/{FILE} không phải bản kê của chỉ mục")
    if values["format"] != FORMAT:
        raise IndexOutdated(index)
    if set(values) != {field.name for field in fields(Manifest)}:
        raise IndexDamaged(index, f"{version.name}/{FILE} thiếu mục")
    manifest = Manifest(**values)
    if manifest.records != records_shape():
        raise IndexOutdated(index)
    for name, (size, _) in manifest.files.items():
        file = version / name
        if not file.is_file() or file.stat().st_size != size:
            raise IndexDamaged(index, f"tệp {version.name}/{name} thiếu hoặc sai kích thước")
    return manifest
