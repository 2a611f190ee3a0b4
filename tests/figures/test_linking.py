"""One thing stated in several places is linked, agreeing or not; rows of a list are not statements of one thing."""

from __future__ import annotations

from pathlib import Path

from qa_cchc.figures.extract import extract_figures
from qa_cchc.reading.report import read_report
from qa_cchc.records import Figure

HEAD = """ỦY BAN NHÂN DÂN TỈNH HOÀI GIANG
Số: 41/BC-UBND
Hoài Giang, ngày 05 tháng 4 năm 2024
BÁO CÁO
Công tác cải cách hành chính quý I năm 2024
"""


def figures_of(folder: Path, name: str, content: str) -> tuple[Figure, ...]:
    (folder / name).write_text(content, encoding="utf-8")
    return extract_figures(read_report(folder / name, folder))


def test_a_rate_said_twice_is_linked_and_one_that_differs_stands_against_them(tmp_path: Path) -> None:
    figures = figures_of(
        tmp_path, "bc.txt", HEAD
        + "I. KẾT QUẢ\nTỷ lệ hồ sơ giải quyết đúng hạn đạt 97,25%.\n"
        + "II. CẢI CÁCH THỦ TỤC\nTỷ lệ hồ sơ giải quyết đúng hạn đạt 97,3%.\n"
        + "III. ĐÁNH GIÁ\nTỷ lệ hồ sơ giải quyết đúng hạn đạt 94,1%.\n",
    )
    exact, rounded, other = (figure for figure in figures if figure.unit == "%")
    assert (exact.same, exact.differs) == ((rounded.id,), (other.id,))
    assert (rounded.same, rounded.differs) == ((exact.id,), (other.id,))
    assert (other.same, set(other.differs)) == ((), {exact.id, rounded.id})


def test_rows_that_their_heading_does_not_tell_apart_are_a_list(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n}</td><td>xã Hòa An</td><td>{100 + n}</td></tr>" for n in range(1, 30))
    figures = figures_of(
        tmp_path, "bang.html", "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
        + f"<table><tr><th>STT</th><th>Đơn vị</th><th>Hồ sơ tiếp nhận</th></tr>{rows}</table>",
    )
    assert len(figures) == 29
    assert not any(figure.same or figure.differs for figure in figures)


def test_hundreds_of_statements_of_one_thing_are_left_alone(tmp_path: Path) -> None:
    """Their pairs grow with the square; a file made so must not hold up an archive."""
    lines = "".join(f"{n}. Đợt {n}\nTỷ lệ hồ sơ giải quyết đúng hạn đạt {90 + n % 10},5%.\n" for n in range(1, 300))
    figures = [figure for figure in figures_of(tmp_path, "dot.txt", HEAD + lines) if figure.unit == "%"]
    assert len(figures) == 299
    assert not any(figure.same or figure.differs for figure in figures)
