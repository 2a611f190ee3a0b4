"""A question that names a place, a period or a number points at the reports of it, and at no others."""

from __future__ import annotations

import pytest

from qa_cchc.search.identity import Identities, ReportIdentity


def row(number: str, place: str, province: str, period: str, start: str, end: str, agency: str | None = None) -> ReportIdentity:
    return ReportIdentity(number, place, agency or f"UBND {place}", province, f"{number}/BC-UBND", period, start, end)


ROWS = (
    row("12", "thị xã Lam Khê", "tỉnh Hoài Giang", "2023-Q1", "2023-01-01", "2023-03-31"),
    row("95", "thị xã Lam Khê", "tỉnh Hoài Giang", "2023-Q3", "2023-07-01", "2023-09-30"),
    row("140", "thị xã Lam Khê", "tỉnh Hoài Giang", "2023", "2023-01-01", "2023-12-31"),
    row("7", "huyện Lam Khê", "tỉnh Kỳ Lam", "2023-Q1", "2023-01-01", "2023-03-31"),
    row("30", "tỉnh Hoài Giang", "tỉnh Hoài Giang", "2023-Q1", "2023-01-01", "2023-03-31"),
    row("41", "Sở Nội vụ", "tỉnh Hoài Giang", "2022", "2022-01-01", "2022-12-31", "Sở Nội vụ tỉnh Hoài Giang"),
)


@pytest.fixture(scope="module")
def identities() -> Identities:
    return Identities.load(Identities(ROWS).dump())


def best(identities: Identities, question: str, aspect: int) -> set[str]:
    agreement = identities.agreement(question, question)[:, aspect]
    return {one.id for one, value in zip(ROWS, agreement, strict=True) if value == agreement.max() and value > 0}


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("thị xã Lam Khê tiếp nhận bao nhiêu hồ sơ", {"12", "95", "140"}),
        ("huyện Lam Khê tiếp nhận bao nhiêu hồ sơ", {"7"}),
        ("tỉnh Hoài Giang tiếp nhận bao nhiêu hồ sơ", {"30"}),
        ("sở nội vụ tiếp nhận bao nhiêu hồ sơ", {"41"}),
        ("thi xa lam khe tiep nhan bao nhieu ho so", {"12", "95", "140"}),
        ("thị xã Lam Khê, tỉnh Hoài Giang tiếp nhận bao nhiêu hồ sơ", {"12", "95", "140"}),
        ("tiếp nhận bao nhiêu hồ sơ", set()),
    ],
)
def test_places(identities: Identities, question: str, meant: set[str]) -> None:
    assert best(identities, question, 0) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("hồ sơ trễ hạn quý I năm 2023", {"12", "7", "30"}),
        ("hồ sơ trễ hạn quý III", {"95"}),
        ("hồ sơ trễ hạn năm 2023", {"140"}),
        ("hồ sơ trễ hạn năm 2022", {"41"}),
        ("hồ sơ trễ hạn giảm so với năm 2022", set()),
        ("hồ sơ trễ hạn", set()),
    ],
)
def test_periods(identities: Identities, question: str, meant: set[str]) -> None:
    assert best(identities, question, 1) == meant


@pytest.mark.parametrize(
    ("question", "meant"),
    [("Báo cáo số 95/BC-UBND nêu gì", {"95"}), ("bc 140 nói gì", {"140"}), ("báo cáo 6 tháng nói gì", set()), ("KH 12", set())],
)
def test_numbers(identities: Identities, question: str, meant: set[str]) -> None:
    assert best(identities, question, 2) == meant


def test_a_report_that_states_no_period_is_not_shut_out() -> None:
    nameless = Identities([ReportIdentity("x", None, None, None, None, None, None, None)])
    assert nameless.agreement("quý I năm 2023 của huyện Lam Khê", "quý I năm 2023").tolist() == [[0.0, -0.5, 0.0]]
