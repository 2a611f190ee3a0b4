"""The table of indicators is sound, and names and words find their indicator."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.catalogue_rules import problems
from qa_cchc.figures.catalogue_table import shipped
from qa_cchc.figures.extract import extract_figures
from qa_cchc.figures.indicator import AtMost, Identity
from qa_cchc.reading.report import read_report
from qa_cchc.vietnamese.unicode import fold


def test_the_shipped_table_is_sound() -> None:
    assert list(problems(shipped())) == []
    assert len(load().by_id) == len(load().indicators) >= 460


def test_every_indicator_is_complete() -> None:
    for indicator in load().indicators:
        assert indicator.name.strip() and indicator.short.strip() and indicator.unit.strip(), indicator.id
        assert len(set(indicator.synonyms)) == len(indicator.synonyms)
        assert fold(indicator.name) != indicator.name.lower() or indicator.name.isupper(), f"name without diacritics: {indicator.id}"


def test_a_level_of_an_indicator_and_the_indicator_are_one_series() -> None:
    catalogue = load()
    district = catalogue.by_id["files_early_or_on_time_rate_district"]
    assert (district.general, district.at) == ("files_early_or_on_time_rate", "huyện")
    at = {(indicator.general, indicator.at): indicator.id for indicator in catalogue.indicators if indicator.general}
    assert at["files_resolved", "xã"] == "files_resolved_commune"
    assert at["procedures_total", "tỉnh"] == "procedures_province"
    assert len(at) == sum(indicator.general is not None for indicator in catalogue.indicators), "one id for each level"


def test_what_is_counted_at_a_moment_is_not_monotone() -> None:
    catalogue = load()
    for grows in ("files_received", "files_resolved", "legal_documents_issued", "capital_disbursed", "disciplined"):
        assert catalogue.by_id[grows].monotone, grows
    for stands in ("files_pending", "files_carried_over", "staff_present", "procedures_total", "capital_plan", "public_units"):
        assert not catalogue.by_id[stands].monotone, stands
    # A whole may grow while one of its parts is carried over or still open.
    open_parts = {"files_carried_over", "assigned_tasks_overdue"}
    for indicator in catalogue.indicators:
        if indicator.monotone:
            assert all(catalogue.by_id[part].monotone for part in indicator.parts if part not in open_parts), indicator.id


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"numerator": "no_such", "denominator": "files_received"}, "no_such"),
        ({"unit": "hồ sơ"}, "ratio"),
        ({"kind": "count"}, "%"),
        ({"parts": ("files_late",)}, "parts"),
        ({"general": "files_late_rate"}, "at"),
        ({"general": "files_late", "at": "xã"}, "không cùng đơn vị"),
        ({"general": "files_late_rate", "at": "làng"}, "at"),
        ({"facets": ("no_concept",)}, "no_concept"),
        ({"theme": "no_theme"}, "no_theme"),
        ({"id": "Không phải mã"}, "id"),
        ({"name": "Số hồ sơ giải quyết quá hạn"}, "files_late"),
    ],
)
def test_a_table_in_error_is_told(changed: dict, wrong: str) -> None:
    table = shipped()
    odd = replace(load().by_id["online_files_rate"], id="odd_rate", name="Tỷ lệ lạ", printed=(), synonyms=(), codes={})
    odd = replace(odd, **changed)
    found = list(problems(replace(table, indicators=(*table.indicators, odd))))
    assert found and any(wrong in problem for _, problem in found), found


def test_an_indicator_that_is_a_part_of_its_part_is_told() -> None:
    table = shipped()
    turned = tuple(
        replace(each, parts=("files_to_resolve",)) if each.id == "files_received_direct" else each for each in table.indicators
    )
    assert any("chính nó" in problem for _, problem in problems(replace(table, indicators=turned)))


@pytest.mark.parametrize(
    ("identity", "wrong"),
    [
        (Identity("files_received", ("files_resolved", "no_such")), "no_such"),
        (Identity("files_received", ("files_resolved", "staff_present")), "đơn vị"),
        (Identity("files_received", ("files_resolved", "files_resolved")), "trùng"),
    ],
)
def test_an_identity_in_error_is_told(identity: Identity, wrong: str) -> None:
    found = list(problems(replace(shipped(), identities=(identity,))))
    assert [name for name, _ in found] == ["files_received"] and wrong in found[0][1]


def test_limits_do_not_limit_each_other() -> None:
    table = shipped()
    both = (AtMost("files_late", "files_resolved"), AtMost("files_resolved", "files_late"))
    assert len(list(problems(replace(table, at_most=both)))) == 2


def test_names_are_each_others_only_where_rows_above_tell_them_apart() -> None:
    owners: dict[str, list] = {}
    for indicator in load().indicators:
        for name in {indicator.name, *indicator.printed}:
            owners.setdefault(fold(name), []).append(indicator)
    for name, found in owners.items():
        assert len([indicator for indicator in found if not indicator.under]) <= 1, name


def test_every_printed_name_finds_its_own_indicator() -> None:
    catalogue = load()
    for indicator in catalogue.indicators:
        for name in (indicator.name, *indicator.printed):
            found = catalogue.match(name, indicator.under[:1], unit=indicator.unit)
            assert found is not None, name
            rivals = {other.id for other in catalogue.indicators if fold(name) in {fold(n) for n in (other.name, *other.printed)}}
            assert found[0].id in rivals, f"{name} → {found[0].id}"


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("Tỷ lệ hồ sơ TTHC do các sở, ngành tiếp nhận được giải quyết đúng hạn", "files_resolved_sector"),
        ("Tỷ lệ hồ sơ TTHC do UBND cấp huyện tiếp nhận được giải quyết đúng hạn", "files_resolved_district"),
        ("Tỷ lệ hồ sơ TTHC do UBND cấp xã tiếp nhận được giải quyết đúng hạn", "files_resolved_commune"),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn", "files_resolved"),
    ],
)
def test_the_row_above_tells_rows_of_one_name_apart(above: str, wanted: str) -> None:
    found = load().match("Tổng số hồ sơ TTHC đã giải quyết xong", ("Kết quả giải quyết TTHC", above), "3", "Hồ sơ")
    assert found is not None and found[0].id == wanted


@pytest.mark.parametrize(
    ("name", "parents", "unit", "wanted"),
    [
        ("Tổng số thủ tục hành chính thuộc thẩm quyền giải quyết tại địa phương", (), "Thủ tục", "procedures_total"),
        ("TỶ LỆ HỒ SƠ TTHC DO UBND CẤP XÃ TIẾP NHẬN ĐƯỢC GIẢI QUYẾT ĐÚNG HẠN", (), "%", "files_early_or_on_time_rate_commune"),
        ("Số đơn vị sự nghiệp tự đảm bảo chi thường xuyên", (), "Đơn vị", "units_self_financed"),
        ("Tỉ lệ hồ sơ nộp trực tuyến", (), "%", "online_files_rate"),
        ("Tổng số hồsơ phải giảiquyết", (), "Hồ sơ", "files_to_resolve"),
        ("Số nhiệm vụ hoàn thành quá hạn", ("Nhiệm vụ cấp trên giao",), "Nhiệm vụ", "assigned_tasks_late"),
        ("Số VBQPPL đã xử lý xong", ("Số VBQPPL đã rà soát",), "Văn bản", "legal_documents_handled_after_review"),
        ("Số VBQPPL đã xử lý xong", ("Kiểm tra, xử lý VBQPPL",), "Văn bản", "legal_documents_handled_after_check"),
        ("Quá hạn", ("Số lượng hồ sơ đã giải quyết",), None, "files_late"),
        ("Quá hạn", ("Số lượng hồ sơ đang giải quyết",), None, "files_pending_overdue"),
        ("Số TTHC cấp huyện (gồm cả TTHC của cơ quan ngành dọc)", (), "Thủ tục", "procedures_district"),
    ],
)
def test_other_offices_words_and_slips(name: str, parents: tuple[str, ...], unit: str | None, wanted: str) -> None:
    found = load().match(name, parents, unit=unit)
    assert found is not None and found[0].id == wanted


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Số cây xanh được trồng mới", "Cây"), ("Kiểm tra, xử lý VBQPPL", ""), ("Kết quả giải quyết TTHC", ""), ("Số hộ nghèo", "Hộ"),
        ("Tỷ lệ hộ nghèo", "%"), ("", ""), ("Số liệu về biên chế công chức", ""),
    ],
)
def test_other_rows_are_not_forced_into_the_catalogue(name: str, unit: str) -> None:
    assert load().match(name, unit=unit) is None


def test_a_rate_is_never_taken_for_a_count_nor_one_level_for_another() -> None:
    catalogue = load()
    assert catalogue.match("Tỷ lệ hồ sơ TTHC đã tiếp nhận trực tuyến", unit="%")[0].id == "online_files_rate"
    assert catalogue.match("Số hồ sơ TTHC đã tiếp nhận trực tuyến", unit="Hồ sơ")[0].id == "files_received_online"
    assert catalogue.match("Số VBQPPL do cấp xã ban hành")[0].id == "legal_documents_issued_commune"
    assert catalogue.match("Số TTHC đang cung cấp trực tuyến mức độ 4")[0].id == "level4_services"


QUESTIONS = [
    ("tỷ lệ hồ sơ trực tuyến quý I", "online_files_rate"),
    ("ty le ho so truc tuyen quy 1", "online_files_rate"),
    ("HS trễ hạn của BPMC thị xã?", "files_late"),
    ("mấy hồ sơ bị trễ hẹn", "files_late"),
    ("ty le ho so giai quyet truoc han quy 1 2023 la bao nhieu", "files_early_rate"),
    ("một cửa huyện nhận mấy hồ sơ", "files_received"),
    ("Biên chế công chức có mặt tại thời điểm báo cáo?", "staff_present"),
    ("huyện có tổ chức đối thoại với người dân không", "dialogue_held"),
    ("số viên chức được tuyển dụng trong quý", "employees_recruited"),
    ("giai ngan von dau tu cong dat bao nhieu phan tram", "disbursement_rate"),
    ("PAR INDEX xếp thứ mấy", "par_index_rank"),
    ("chi so papi nam 2022", "papi_score"),
    ("số hồ sơ toàn trình", "files_online_full"),
    ("đăng bao nhiêu tin bài", "news_items"),
    ("bao nhieu chu ky so da cap", "certificates"),
    ("tỷ lệ đúng hạn và trước hạn", "files_early_or_on_time_rate"),
]


@pytest.mark.parametrize(("question", "wanted"), QUESTIONS)
def test_a_persons_words_find_the_indicator_first(question: str, wanted: str) -> None:
    found = load().search(question, 5)
    assert found and found[0][0].id == wanted
    assert all(0 <= score <= 1 for _, score in found)


def test_words_of_nothing_here_find_nothing() -> None:
    assert load().search("") == []
    assert load().search("zzz qqq") == []


def test_searching_is_quick_once_warm() -> None:
    catalogue = load()
    for question, _ in QUESTIONS:
        catalogue.search(question)
    start = time.perf_counter()
    for question, _ in QUESTIONS:
        catalogue.search(question)
    assert (time.perf_counter() - start) / len(QUESTIONS) < 0.02, "a tenth of this is usual; the slack is for busy machines"


FORMS_2024 = Path(__file__).resolve().parents[2] / "tools" / "sample_archive" / "data" / "forms" / "2024.yaml"


def test_rows_of_the_newer_forms_stand_where_the_catalogue_says() -> None:
    catalogue = load()
    for form in yaml.safe_load(FORMS_2024.read_text(encoding="utf-8"))["forms"]:
        names: dict[str, str] = {}
        for row in form["rows"]:
            code, name, unit = (part.strip() for part in row.split("|"))
            names[code] = name
            above = [names[other] for other in names if other != code and code.startswith((other + ".", other + "/"))]
            found = catalogue.match(name, tuple(above), form["number"], unit)
            assert found is not None or not unit, row
            places = {place for version, place in found[0].codes.items() if version.startswith("2024")} if found else set()
            assert not found or f"{form['number']}:{code}" in places, f"{row} → {found[0].id}"


def test_rows_of_a_real_report_stand_where_the_catalogue_says(seed_report_path: Path) -> None:
    catalogue = load()
    rows = [figure for figure in extract_figures(read_report(seed_report_path, seed_report_path.parent)) if figure.origin == "form"]
    assert len(rows) > 100
    for row in rows:
        indicator = catalogue.get(row.indicator_id or "")
        # A heading in whose value cell stands "0" is none.
        assert indicator is not None or row.indicator == "Kiểm tra, xử lý VBQPPL", row.indicator
        places = {place for version, place in indicator.codes.items() if version.startswith("2021")} if indicator else set()
        assert indicator is None or f"{row.form}:{row.code}" in places, f"{row.form}:{row.code} → {indicator.id}"
