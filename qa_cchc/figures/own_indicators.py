"""Which file of indicators of one's own the catalogue of this process takes in.

Apart from the catalogue, so that an archive is opened without the time it takes to load that.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class CatalogueError(ValueError):
    """A file of indicators that cannot be used; the message (Vietnamese) names file and entry."""


@dataclass(frozen=True, slots=True)
class OwnIndicators:
    """A person's own file of indicators and what it held when it was named."""

    file: str
    text: str


_own: OwnIndicators | None = None


def use(file: Path | None) -> None:
    """Makes `catalogue.load` give, in this process, the shipped catalogue with what `file` adds; None is without.

    Raises CatalogueError for a file that cannot be used; what was in use then stays so.
    """
    global _own
    own = None
    if file is not None:
        try:
            own = OwnIndicators(str(file), file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "không phải tệp chữ UTF-8"
            raise CatalogueError(f"Không đọc được tệp chỉ tiêu {file}: {why}.") from error
        from qa_cchc.figures.catalogue import made_with

        made_with(own)
    _own = own


def in_use() -> OwnIndicators | None:
    """What `use` named last."""
    return _own
