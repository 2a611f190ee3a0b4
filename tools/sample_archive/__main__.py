"""`python -m tools.sample_archive [FILE…]`: writes the reports (or those named) and the answers they hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import expected, pdf, source, word

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Writes `corpus/` and `tests/data/sample_*`."""
    parser = argparse.ArgumentParser(prog="python -m tools.sample_archive", description=__doc__)
    parser.add_argument("only", nargs="*", help="write only reports whose path holds one of these words")
    parser.add_argument("--answers-only", action="store_true", help="write only the expected answers")
    options = parser.parse_args()
    loaded = [source.load(*paths) for paths in source.reports()]
    for document, _, _ in loaded:
        wanted = not options.only or any(word in document.file for word in options.only)
        if options.answers_only or not wanted:
            continue
        path = _ROOT / "corpus" / document.file
        path.parent.mkdir(parents=True, exist_ok=True)
        (word.write if document.writer == "docx" else pdf.write)(document, path)
    expected.write(loaded, _ROOT / "corpus", _ROOT / "tests" / "data")


if __name__ == "__main__":
    main()
