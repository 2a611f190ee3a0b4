"""What a person puts right in a report: kept over builds, followed by figures and search, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import small_reports

from qa_cchc.archive import audit, corrections, manifest
from qa_cchc.archive.build import BuildResult, build_index
from qa_cchc.archive.preview import preview
from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters, Report
from qa_cchc.settings import Settings

SETTINGS = Settings()


@pytest.fixture(autouse=True)
def same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read again is read for its corrections alone, though somebody may be at work on the readers."""
    monkeypatch.setattr(manifest, "reader_version", lambda own=None: "0")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path
    small_reports.write(folder / "corpus", "a.txt", number=31, quarter=1, received=412)
    small_reports.write(folder / "corpus", "b.txt", number=32, quarter=2, received=530)
    build(folder)
    return folder


def build(folder: Path, **more: object) -> BuildResult:
    return build_index([folder / "corpus"], folder / "index", SETTINGS, **more)


def held(folder: Path, file: str) -> Report:
    with Archive.open(folder / "index", SETTINGS) as archive:
        return next(report for report in archive.reports() if report.file == file)


def test_what_is_put_right_is_followed_everywhere_and_can_be_taken_back(made: Path) -> None:
    index = made / "index"
    report = held(made, "a.txt")
    given = {"number": " 13/BC-UBND", "date": "20/4/2024", "period": "quý III năm 2024", "place": "xã Tân Lập",
             "agency": report.agency or "", "kind": "Báo cáo"}  # fmt: skip
    assert corrections.correct(index, report, given, "lan") == ["number", "date", "period", "place"]
    foreseen = {one.file: one for one in preview([made / "corpus"], index, SETTINGS)}
    assert foreseen["a.txt"].fate == "reread" and "đã sửa" in foreseen["a.txt"].why
    result = build(made)
    assert result.read == ("a.txt",) and result.kept == ("b.txt",)
    with Archive.open(index, SETTINGS) as archive:
        now = archive.report(report.id)
        assert (now.number, now.date, now.place, now.level) == ("13/BC-UBND", date(2024, 4, 20), "xã Tân Lập", "xã")
        assert now.period and now.period.id == "2024-Q3"
        assert any("31/BC-UBND" in warning and "do lan" in warning for warning in now.warnings)
        inherited = [figure for figure in archive.figures() if figure.report.id == report.id and figure.value == 412]
        assert inherited and all(figure.period and figure.period.id == "2024-Q3" for figure in inherited)
        assert {figure.place for figure in inherited} == {"xã Tân Lập"}
        assert {figure.report.number for figure in inherited} == {"13/BC-UBND"}
        assert archive.search("hồ sơ trực tuyến", Filters(periods=("2024-Q3",)), 3)
        assert not archive.reports(Filters(periods=("2024-Q1",)))
    # Kept over builds, whether or not the file is read again; a renamed file keeps them.
    assert not build(made).published
    (made / "corpus" / "a.txt").rename(made / "corpus" / "c.txt")
    assert build(made, again=[report.sha256]).read == ("c.txt",)
    assert held(made, "c.txt").number == "13/BC-UBND"
    assert [one.read for one in corrections.of(index)[report.sha256]] == [
        "2024-03-15", "31/BC-UBND", "2024-Q1", "huyện Đông Thạnh",
    ]  # fmt: skip
    # One taken back, the others by giving what was read.
    assert corrections.undo(index, report.sha256, "number")
    assert corrections.correct(
        index, held(made, "c.txt"), {"period": "2024-Q1", "place": "huyện Đông Thạnh", "date": "15-03-2024"}
    )
    assert corrections.of(index) == {}
    build(made)
    back = held(made, "c.txt")
    assert (back.number, back.period and back.period.id, back.level) == ("31/BC-UBND", "2024-Q1", "huyện")
    assert back.warnings == report.warnings


def test_a_value_given_for_what_was_not_found_is_no_longer_missed() -> None:
    report = Report("1" * 12, "x.txt", "1" * 64, warnings=(
        "x.txt: không tìm thấy số, ngày ban hành, kỳ báo cáo trong văn bản.", "x.txt: khác."))  # fmt: skip
    now = corrections.apply(report, {"number": "1/BC-UBND", "period": "2024"})
    assert now.warnings == ("x.txt: không tìm thấy ngày ban hành trong văn bản.", "x.txt: khác.")
    assert corrections.apply(now, {"date": "2024-01-02"}).warnings == ("x.txt: khác.",)
    assert corrections.apply(now, {"number": ""}).number is None


@pytest.mark.parametrize(
    ("field", "text"),
    [("date", "tháng ba"), ("date", "31/02/2024"), ("period", "quý"), ("period", "quý I, quý II năm 2024"),
     ("number", "x" * 300), ("sha256", "0"), ("period", "'; DROP TABLE corrections")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(field: str, text: str) -> None:
    with pytest.raises(corrections.BadCorrection):
        corrections.checked(field, text)


def test_deeds_are_listed_newest_first_and_stay(tmp_path: Path) -> None:
    assert audit.deeds(tmp_path) == []
    audit.note(tmp_path, "upload", "a.pdf", "lan", "10.0.0.7")
    audit.note(tmp_path, "remove", "a.pdf" * 300, "minh")
    found = audit.deeds(tmp_path)
    assert [(deed.action, deed.who) for deed in found] == [("remove", "minh"), ("upload", "lan")]
    assert len(found[0].about) == 500
    assert [deed.about for deed in audit.deeds(tmp_path, actions=("upload",))] == ["a.pdf"]
