"""The page of indicators says what the catalogue says."""

from __future__ import annotations

from qa_cchc.figures.catalogue_table import shipped
from tools import indicator_docs


def test_the_page_is_up_to_date() -> None:
    assert indicator_docs.main(["--check"]) == 0, "run: python -m tools.indicator_docs"


def test_every_indicator_stands_on_it_once_with_its_formula() -> None:
    text = indicator_docs.page(shipped())
    for indicator in shipped().indicators:
        assert text.count(f"| `{indicator.id}` | {indicator.name}") == 1, indicator.id
    assert "| `files_late_rate` | Tỷ lệ hồ sơ giải quyết quá hạn | % | `files_late` / `files_resolved` |" in text
    assert "`files_resolved` = `files_early_or_on_time` + `files_late`" in text
    assert all(line.count(" | ") == 5 for line in text.splitlines() if line.startswith("| `"))


def test_an_old_page_is_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(indicator_docs, "PAGE", tmp_path / "chi-tieu.md")
    assert indicator_docs.main(["--check"]) == 1
    assert indicator_docs.main([]) == 0 and indicator_docs.main(["--check"]) == 0
    (tmp_path / "chi-tieu.md").write_text("# Danh mục chỉ tiêu\n", encoding="utf-8")
    assert indicator_docs.main(["--check"]) == 1
