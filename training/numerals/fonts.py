"""The fonts that training cells are set in: found on the machine, cut down to the letters needed."""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from training.numerals.cells import LETTERS

FAMILIES = {
    # file name's start: share of the cells set in it
    "Tinos": 10, "LiberationSerif": 5, "texgyretermes": 5, "NimbusRoman": 3, "FreeSerif": 4, "STIXGeneral": 2,
    "DejaVuSerif": 6, "NotoSerif-": 6, "LinLibertine_R": 2, "CharisSIL": 2, "GentiumPlus": 2, "EBGaramond12": 1,
    "texgyrepagella": 2, "texgyreschola": 2, "texgyrebonum": 1, "C059": 1, "P052": 1, "Caladea": 2,
    "Arimo": 4, "LiberationSans-": 2, "NimbusSans-": 1, "DejaVuSans": 3, "NotoSans-": 3, "OpenSans-": 2, "Roboto-": 2,
    "Carlito": 3, "FreeSans": 2, "texgyreheros": 2, "Lato-": 1, "Inter-": 1, "Cousine": 1,
}
_LEFT_OUT = ("Thin", "Hairline", "Black", "Light", "Cond", "Semibold", "SemiBold", "Medium", "Heavy", "Extra",
             "cn-", "RZ")


def family(name: str) -> str | None:
    """The family a font file belongs to, None for one that is not used."""
    if any(part in name for part in _LEFT_OUT):
        return None
    return next((start for start in FAMILIES if name.startswith(start)), None)


def gather(folders: list[Path], target: Path) -> list[Path]:
    """Writes the fonts found below the folders to `target`, with the letters of the alphabet only."""
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for path in sorted({found.name: found for folder in folders for found in folder.rglob("*.[ot]tf")}.values()):
        if family(path.name) is None:
            continue
        font = TTFont(path)
        options = subset.Options(layout_features=["kern"], hinting=True, notdef_outline=True, name_IDs=[])
        cutter = subset.Subsetter(options)
        cutter.populate(text=LETTERS)
        cutter.subset(font)
        made.append(target / path.name)
        font.save(made[-1])
    return made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    gather(given.folders, given.to)
