"""An office's own indicators: added to the catalogue, refused in one clear sentence, known wherever it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.figures import own_indicators
from qa_cchc.figures.catalogue import load
from qa_cchc.figures.own_indicators import CatalogueError
from qa_cchc.settings import Settings

OWN = """indicators:
- id: trees_planted
  name: Số cây xanh trồng mới
  unit: cây
  synonyms: [trồng được bao nhiêu cây]
- id: trees_alive
  name: Số cây xanh còn sống
  unit: cây
- id: trees_alive_rate
  name: Tỷ lệ cây xanh còn sống
  unit: "%"
  of: [trees_alive, trees_planted]
  better: higher
- id: files_late
  printed: [Số hồ sơ chậm trả]
  synonyms: [hồ sơ chậm trả]
"""
REPORT = """ỦY BAN NHÂN DÂN
HUYỆN BÌNH KHÊ
Số: 31/BC-UBND
Bình Khê, ngày 05 tháng 4 năm 2024

BÁO CÁO
Công tác cải cách hành chính quý I năm 2024

1. Kết quả
Bộ phận Một cửa huyện tiếp nhận 240 hồ sơ.

Biểu mẫu 3
Cải cách thủ tục hành chính

STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú
1.\tSố cây xanh trồng mới\tCây\t1.250\t
2.\tSố hồ sơ chậm trả\tHồ sơ\t13\t
"""


@pytest.fixture(autouse=True)
def _shipped_again() -> Iterator[None]:
    yield
    own_indicators.use(None)


def _file(folder: Path, text: str) -> Path:
    file = folder / "chi-tieu.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_new_indicators_and_new_names_are_found(tmp_path: Path) -> None:
    before = len(load().indicators)
    own_indicators.use(_file(tmp_path, OWN))
    catalogue = load()
    assert len(catalogue.indicators) == before + 3
    assert catalogue.by_id["trees_alive_rate"].numerator == "trees_alive"
    assert catalogue.match("Số cây xanh trồng mới", unit="Cây")[0].id == "trees_planted"
    assert catalogue.match("Số hồ sơ chậm trả", unit="Hồ sơ")[0].id == "files_late"
    assert catalogue.search("trồng được bao nhiêu cây")[0][0].id == "trees_planted"
    assert catalogue.themes[catalogue.by_id["trees_planted"].theme] == "Chỉ tiêu bổ sung của cơ quan"
    own_indicators.use(None)
    assert len(load().indicators) == before and load().match("Số cây xanh trồng mới", unit="Cây") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "“indicators”"),
        ("indicators: [\n", "YAML"),
        ("indicators: []\n", "“indicators”"),
        ("indicators: [1]\n", "mục thứ 1: thiếu “id”"),
        ("indicators:\n- {id: trees, unit: cây}\n", r"mục thứ 1 \(trees\): .*“name”"),
        ("indicators:\n- {id: trees, name: Số cây, unit: cây, color: xanh}\n", "“color”"),
        ("indicators:\n- {id: trees, name: 3, unit: cây}\n", "“name” phải là chữ"),
        ("indicators:\n- {id: trees, name: Số cây, unit: cây, synonyms: cây}\n", "“synonyms” phải là một danh sách"),
        ("indicators:\n- {id: files_late, unit: bộ}\n", r"mục thứ 1 \(files_late\): .*không được đổi “unit”"),
        ("indicators:\n- {id: trees, name: Số cây, unit: cây}\n- {id: trees, name: Cây, unit: cây}\n", "mục thứ 2"),
        ('indicators:\n- {id: trees, name: Tỷ lệ cây, unit: "%", of: [trees_alive, files_late]}\n', "trees_alive"),
        ("indicators:\n- {id: trees, name: Số cây, unit: cây, better: nhiều}\n", "“better”"),
        ("indicators:\n- {id: trees, name: Số hồ sơ giải quyết quá hạn, unit: hồ sơ}\n", "files_late"),
    ],
)
def test_a_file_in_error_is_told_with_file_and_entry(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said) as raised:
        own_indicators.use(_file(tmp_path, text))
    assert "chi-tieu.yaml" in str(raised.value) and "\n" not in str(raised.value)
    assert "trees" not in load().by_id, "what was in use stays"


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"chi-tieu\.yaml"):
        own_indicators.use(tmp_path / "chi-tieu.yaml")
    (tmp_path / "chi-tieu.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="UTF-8"):
        own_indicators.use(tmp_path / "chi-tieu.yaml")


def test_they_reach_the_processes_that_read_and_whoever_asks(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "quy-1.txt").write_text(REPORT, encoding="utf-8")
    plain = Settings(workers=1, ocr="off")
    own = Settings(workers=1, ocr="off", indicators=str(_file(tmp_path, OWN)))
    index = tmp_path / "index"
    build_index([tmp_path / "corpus"], index, plain)
    assert not build_index([tmp_path / "corpus"], index, plain).published
    with_own = build_index([tmp_path / "corpus"], index, own)
    assert with_own.published and with_own.read, "another table of indicators reads the files again"
    archive = Archive.open(index, own)
    try:
        ids = {figure.indicator_id: figure.value for figure in archive.figures()}
        assert ids["trees_planted"] == 1250 and ids["files_late"] == 13
        own_indicators.use(None)
        answer = ask(archive, "Quý I năm 2024 huyện Bình Khê trồng được bao nhiêu cây?")
        assert answer.figures and answer.figures[0].indicator_id == "trees_planted"
    finally:
        archive.close()


def test_a_build_with_a_bad_file_stops_before_reading(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "quy-1.txt").write_text(REPORT, encoding="utf-8")
    bad = Settings(workers=1, indicators=str(_file(tmp_path, "indicators: 3\n")))
    with pytest.raises(CatalogueError):
        build_index([tmp_path / "corpus"], tmp_path / "index", bad)
    assert not (tmp_path / "index").exists()
