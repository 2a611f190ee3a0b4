"""Writes `qa_cchc/vietnamese/thesaurus.json`, the thesaurus as the program looks it up, from its groups in YAML.

    python -m tools.thesaurus [--check]

`--check` writes nothing and fails when the file is not what the groups give.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from qa_cchc.search.everyday import compiled

FILE = Path(__file__).resolve().parent.parent / "qa_cchc" / "vietnamese" / "thesaurus.json"


def text() -> str:
    """The content of the file: one everyday phrase a line, in alphabetical order."""
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(official, ensure_ascii=False)}"
        for key, official in sorted(compiled().items())
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    if options.parse_args().check:
        current = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
        if current != text():
            sys.stderr.write(f"{FILE.name} is not what the groups give: run python -m tools.thesaurus\n")
            return 1
        return 0
    FILE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
