"""The matrix itself: which report, cut how, goes into which kind of file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from qa_cchc.records import Report

from . import cuts
from .layout import HEADER, Style
from .scans import Scan

Kind = Literal["docx", "libreoffice", "chromium", "scan", "layered", "tiff", "jpg", "xlsx"]

FONTS = {"tinos": "Tinos", "liberation": "Liberation Serif", "dejavu": "DejaVu Serif", "noto": "Noto Serif"}
"""Fonts of the matrix. Liberation Serif lacks Vietnamese letters, so that two fonts mix within a word."""

CUTS: dict[str, Callable[[Report], Report]] = {
    "seed": lambda report: report,
    "figures": cuts.figures,
    "short": cuts.short,
    "digits": cuts.digits,
    "page": cuts.one_page,
    "form": cuts.one_form,
}
"""Reports of the matrix, all made from one: whole; only forms, full of numbers; both on few pages; single pages."""

SCANS: dict[str, Scan] = {
    "scan300-grey": Scan(300),
    "scan300-colour": Scan(300, colour=True),
    "scan200-grey": Scan(200),
    "scan200-colour": Scan(200, colour=True),
    "scan150-grey": Scan(150),
    "scan150-colour": Scan(150, colour=True),
    "scan200-noise": Scan(200, noise=11, blur=0.8, quality=45),
    "scan150-noise": Scan(150, noise=9, blur=0.7, quality=50),
    "scan200-stamp": Scan(200, colour=True, stamps=True),
    "scan200-stamp-grey": Scan(200, stamps=True),
    "scan200-flipped": Scan(200, turns=((2, 2),)),
    "scan200-sideways": Scan(200, turns=((-1, 1),)),
    "scan200-paper": Scan(200, colour=True, paper=True, noise=6),
    "scan200-steep": Scan(200, skew=(0.9, 1.0)),
}
"""Scans that become PDFs of pictures."""


WILD_FONTS = (*FONTS.values(), "DejaVu Sans", "Noto Sans", "Liberation Sans")
"""Fonts of the layouts drawn by chance."""

_HEADS = (
    HEADER,
    ("TT", "Nội dung chỉ tiêu", "Kết quả", "ĐVT", "Số liệu", "Ghi chú"),
    ("Số TT", "Tên chỉ tiêu", "Kết quả thực hiện", "Đơn vị", "Kết quả", "Ghi chú"),
)
_PAPERS = ((21.0, 29.7), (21.0, 29.7), (21.6, 27.9), (14.8, 21.0))
_WILD = 8


def wild(number: int) -> Style:
    """A layout drawn by chance; the same number draws the same."""
    draw = random.Random(number)
    paper = draw.choice(_PAPERS)
    small = paper[0] < 20
    return Style(
        font=draw.choice(WILD_FONTS),
        size=draw.choice((11, 12)) if small else draw.choice((12, 13, 14, 15)),
        table_size=draw.choice((8, 9)) if small else draw.choice((9, 10, 11, 12, 13)),
        landscape_appendix=draw.random() < (0.6 if small else 0.3),
        split_rows=draw.random() < 0.6,
        page_numbers=draw.random() < 0.7,
        paper=paper,
        shares=(draw.uniform(8, 11), draw.uniform(32, 50), draw.uniform(14, 20), draw.uniform(12, 18),
                draw.uniform(10, 24)),
        centred=draw.random() < 0.6,
        index_row=draw.random() < 0.3,
        aside=draw.random() < 0.5,
        bold_groups=draw.random() < 0.5,
        rule=draw.choice((0.25, 0.5, 0.75, 1.0)),
        shaded=draw.random() < 0.3,
        numbers_below=draw.random() < 0.3,
        heads=draw.choice(_HEADS),
    )


UNRULED: dict[str, tuple[str, Kind, Style]] = {
    "ch-unruled1": ("seed", "chromium", Style("Tinos", table_size=13, borders="none", padding=3)),
    "ch-unruled2": ("seed", "chromium", Style("Tinos", borders="across", right=True, level="top")),
    "ch-unruled3": ("figures", "chromium", Style("Noto Serif", table_size=11, borders="head", stroke="double",
                                                 centred=True, level="middle", shares=(8, 46, 16, 14, 16))),
    "ch-unruled4": ("figures", "chromium", Style("Liberation Serif", borders="none", zebra=True, right=True,
                                                 level="middle", landscape_appendix=True, aside=True)),
    "lo-unruled5": ("seed", "libreoffice", Style("Tinos", table_size=11, borders="across", stroke="dotted",
                                                 centred=True, split_rows=False)),
    "lo-unruled6": ("figures", "libreoffice", Style("Liberation Sans", table_size=11, borders="none")),
    "lo-unruled7": ("seed", "libreoffice", Style("DejaVu Serif", size=12, table_size=10, borders="ends", right=True,
                                                 level="middle", padding=2, index_row=True)),
    "lo-unruled8": ("figures", "libreoffice", Style("Noto Serif", table_size=11, borders="across", centred=True,
                                                    level="bottom", landscape_appendix=True, bold_groups=True)),
    "ch-unruled9": ("figures", "chromium", Style("DejaVu Sans", table_size=10, borders="none", zebra=True, centred=True,
                                                 level="bottom", padding=4)),
    "lo-unruled10": ("seed", "libreoffice", Style("Noto Sans", size=12, table_size=11, borders="head", stroke="double",
                                                  right=True, level="middle", padding=1.5, landscape_appendix=True)),
}
"""Forms without vertical lines, or without any: how they are made, from which cut, in which style."""

_SAMPLES = {
    "lamkhe": (("lo", "tinos"), ("ch", "dejavu"), ("lo", "noto")),
    "tnmt": (("ch", "tinos"), ("lo", "dejavu"), ("ch", "liberation")),
    "ninhkhe": (("lo", "liberation"), ("ch", "noto")),
    "hoaigiang": (("lo", "tinos"), ("ch", "dejavu")),
    "namsang": (("lo", "noto"), ("ch", "tinos")),
}


@dataclass(frozen=True)
class Variant:
    """One file of the matrix. A scan is made from the born-digital variant named `of`."""

    name: str
    cut: str
    kind: Kind
    style: Style = field(default_factory=Style)
    of: str | None = None
    scan: Scan | None = None

    @property
    def group(self) -> str:
        """What its figures are summed under in a table: the name without the cut."""
        return self.name.split("-", 1)[1]


def variants() -> tuple[Variant, ...]:
    """All variants; every one stands after those it is made from."""
    return tuple(_all())


def _all() -> Iterator[Variant]:
    for cut in ("seed", "figures"):
        yield Variant(f"{cut}-docx", cut, "docx")
        for maker, kind in (("lo", "libreoffice"), ("ch", "chromium")):
            for short, font in FONTS.items():
                yield Variant(f"{cut}-{maker}-{short}", cut, kind, Style(font, page_numbers=True))
            yield Variant(f"{cut}-{maker}-landscape", cut, kind, Style("Tinos", landscape_appendix=True))
            yield Variant(f"{cut}-{maker}-wholerows", cut, kind, Style("Tinos", size=13, split_rows=False))
            yield Variant(f"{cut}-{maker}-large", cut, kind, Style("DejaVu Serif", size=15, table_size=14))
        yield Variant(f"{cut}-xlsx", cut, "xlsx")
    for number in range(1, _WILD + 1):
        cut = "seed" if number % 2 else "figures"
        yield Variant(f"{cut}-lo-wild{number}", cut, "libreoffice", wild(number))
        yield Variant(f"{cut}-ch-wild{number}", cut, "chromium", wild(number + _WILD))
        yield Variant(f"{cut}-wild{number}-docx", cut, "docx", wild(number + 2 * _WILD))
    for number in range(1, 5):
        yield Variant(f"digits-lo-wild{number}", "digits", "libreoffice", wild(number + 3 * _WILD))
        yield Variant(f"digits-ch-wild{number}", "digits", "chromium", wild(number + 4 * _WILD))
    for name, (cut, kind, style) in UNRULED.items():
        yield Variant(f"{cut}-{name}", cut, kind, style)
    for cut in ("short", "digits"):
        yield Variant(f"{cut}-lo-tinos", cut, "libreoffice", Style("Tinos", page_numbers=True))
        yield Variant(f"{cut}-ch-noto", cut, "chromium", Style("Noto Serif", page_numbers=True, table_size=11))
    yield Variant("page-lo-tinos", "page", "libreoffice", Style("Tinos"))
    yield Variant("form-lo-tinos", "form", "libreoffice", Style("Tinos", size=12, table_size=11))
    for cut in ("short", "digits", "seed", "figures"):
        yield from _scanned(cut)
    for number in range(1, 5):
        for maker in ("lo", "ch"):
            dpi = 150 if number == 4 else 200
            yield Variant(f"digits-scan{dpi}-{maker}-wild{number}", "digits", "scan", of=f"digits-{maker}-wild{number}",
                          scan=Scan(dpi, colour=number == 2))
    for cut, makers in _SAMPLES.items():
        yield Variant(f"{cut}-docx", cut, "docx")
        for maker, short in makers:
            kind: Kind = "libreoffice" if maker == "lo" else "chromium"
            yield Variant(f"{cut}-{maker}-{short}", cut, kind, Style(FONTS[short]))
    for cut, source in (("lamkhe", "lo-tinos"), ("tnmt", "ch-tinos")):
        for dpi in (200, 150):
            yield Variant(f"{cut}-scan{dpi}-grey", cut, "scan", of=f"{cut}-{source}", scan=Scan(dpi))
    for cut in ("page", "form"):
        for name, scan in (("jpg", Scan(200, colour=True)),
                           ("phone", Scan(200, colour=True, paper=True, noise=6, bend=0.012, quality=60))):
            yield Variant(f"{cut}-{name}", cut, "jpg", of=f"{cut}-lo-tinos", scan=scan)


def _scanned(cut: str) -> Iterator[Variant]:
    source = f"{cut}-lo-tinos"
    for name, scan in SCANS.items():
        yield Variant(f"{cut}-{name}", cut, "scan", of=source, scan=scan)
    yield Variant(f"{cut}-scan200-noto", cut, "scan", of=f"{cut}-ch-noto", scan=Scan(200))
    yield Variant(f"{cut}-scan200-badlayer", cut, "layered", of=source, scan=Scan(200))
    yield Variant(f"{cut}-tiff200", cut, "tiff", of=source, scan=Scan(200))
