"""The table of indicators is sound, and names and words find their indicator."""

from __future__ import annotations

import time

import pytest

from qa_cchc.figures.catalogue import load
from qa_cchc.vietnamese.concepts import load_concepts
from qa_cchc.vietnamese.unicode import fold

KINDS = {"count", "ratio", "amount", "score", "rank", "code", "yes_no"}


def test_ids_are_unique_and_references_exist() -> None:
    catalogue = load()
    assert len(catalogue.by_id) == len(catalogue.indicators) >= 195
    for indicator in catalogue.indicators:
        for other in (indicator.numerator, indicator.denominator, *indicator.parts):
            assert other is None or catalogue.get(other) is not None, f"{indicator.id} names {other}"
        assert (indicator.numerator is None) == (indicator.denominator is None)
        assert indicator.id not in (indicator.numerator, indicator.denominator, *indicator.parts)


def test_every_indicator_is_complete() -> None:
    concepts = load_concepts()
    for indicator in load().indicators:
        assert indicator.name.strip() and indicator.short.strip() and indicator.unit.strip(), indicator.id
        assert indicator.kind in KINDS
        assert (indicator.kind == "ratio") <= (indicator.unit == "%"), f"a rate in {indicator.unit}: {indicator.id}"
        assert (indicator.kind in ("code", "yes_no")) == ("=" in indicator.unit), indicator.id
        assert set(indicator.facets) <= set(concepts.by_id), indicator.id
        assert len(set(indicator.synonyms)) == len(indicator.synonyms)
        assert fold(indicator.name) != indicator.name.lower(), f"name without diacritics: {indicator.id}"


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
