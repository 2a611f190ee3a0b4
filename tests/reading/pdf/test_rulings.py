"""Ruling lines → tables: tables that touch, borders that are not quite in one line."""

from __future__ import annotations

import pymupdf

from qa_cchc.reading.pdf.rulings import Lattice, find_lattices, page_rules


def lattices(*tables: tuple[tuple[float, ...], tuple[float, ...]]) -> list[Lattice]:
    """The tables found on a page with these drawn, each as its columns' borders and its rows' borders."""
    page = pymupdf.open().new_page()
    for xs, ys in tables:
        for y in ys:
            page.draw_line((xs[0], y), (xs[-1], y), width=0.5)
        for x in xs:
            page.draw_line((x, ys[0]), (x, ys[-1]), width=0.5)
    return find_lattices(page_rules(page))


def shapes(found: list[Lattice]) -> list[tuple[int, int]]:
    return [(len(lattice.cells), len(lattice.cells[0])) for lattice in found]


def test_touching_tables_are_parted_though_a_border_is_shared() -> None:
    upper = ((40.0, 70.0, 300.0, 400.0, 500.0), (100.0, 130.0, 160.0))
    lower = ((40.0, 70.0, 340.0, 430.0, 500.0), (160.0, 190.0, 220.0, 250.0))
    assert shapes(lattices(upper, lower)) == [(2, 4), (3, 4)]


def test_a_narrower_table_under_a_wider_one_has_no_column_too_many() -> None:
    upper = ((40.0, 80.0, 300.0, 400.0, 560.0), (100.0, 130.0, 160.0))
    lower = ((40.0, 70.0, 250.0, 330.0, 450.0), (160.0, 190.0, 220.0))
    assert shapes(lattices(upper, lower)) == [(2, 4), (2, 4)]


def test_borders_a_little_off_are_of_one_column_and_stay_where_they_are() -> None:
    upper = ((40.0, 70.0, 300.0, 400.0, 500.0), (100.0, 130.0))
    lower = ((40.0, 70.0, 304.0, 396.0, 500.0), (130.0, 160.0))
    (lattice,) = lattices(upper, lower)
    assert shapes([lattice]) == [(2, 4)]
    assert [round(row[2][0]) for row in lattice.cells] == [300, 304]


def test_a_heading_over_two_columns_is_no_end_of_a_table() -> None:
    page = pymupdf.open().new_page()
    for y in (100.0, 130.0, 160.0, 190.0):
        page.draw_line((40, y), (500, y), width=0.5)
    for x, top in ((40.0, 100.0), (100.0, 100.0), (300.0, 100.0), (400.0, 130.0), (500.0, 100.0)):
        page.draw_line((x, top), (x, 190), width=0.5)
    assert shapes(find_lattices(page_rules(page))) == [(3, 4)]
