"""The checks over the sample archive: every planted error is found, few other things are doubted, corrections are used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters, Finding
from qa_cchc.settings import Settings
from qa_cchc.vietnamese.numbers import find_numbers

ROOT = Path(__file__).resolve().parents[2]
PLANTED = json.loads((ROOT / "tests" / "data" / "sample_findings.json").read_text("utf-8"))["findings"]
GENUINE = [planted for planted in PLANTED if planted["genuine"]]
# A number may be contradicted by another one and by what it is made of: either finding is right.
KINDS = {"conflict": {"conflict", "ratio"}, "ratio": {"ratio", "conflict"}}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    index = tmp_path_factory.mktemp("kho-mau") / "index"
    build_index([ROOT / "corpus"], index, Settings())
    with Archive.open(index, Settings()) as archive:
        yield archive


def squeezed(text: str) -> str:
    return "".join(text.split())


def numbers(text: str) -> set[float]:
    return {value for number in find_numbers(text) for value in (number.value, number.denominator) if value is not None}


def tells(finding: Finding, planted: dict[str, Any]) -> bool:
    """Whether a finding is about that planted one: its file, its kind, its words."""
    quoted = [(file, squeezed(quote)) for file, _, quote in finding.quotes]
    here = any(
        file == planted["file"] and (squeezed(words) in quote or quote in squeezed(words))
        for file, quote in quoted
        for words in planted["quotes"]
    )
    return here and finding.kind in KINDS.get(planted["kind"], {planted["kind"]})


@pytest.mark.parametrize("planted", GENUINE, ids=lambda planted: f"{planted['number']}-{planted['kind']}")
def test_every_planted_error_is_found(sample: Archive, planted: dict[str, Any]) -> None:
    found = [finding for finding in sample.findings() if tells(finding, planted)]
    assert found, planted["why"]
    told = set().union(*(numbers(f"{finding.stated}; {finding.expected}; {finding.message}") for finding in found))
    assert numbers(planted["stated"]) <= told


def test_at_most_one_false_alarm_in_two_reports(sample: Archive) -> None:
    false = [
        finding for finding in sample.findings()
        if finding.severity != "note" and not any(tells(finding, planted) for planted in GENUINE)
    ]
    assert len(false) <= len(sample.reports()) / 2, "\n".join(finding.message for finding in false)


def test_right_sums_across_reports_are_not_doubted(sample: Archive) -> None:
    across = [finding for finding in sample.findings() if finding.check in ("periods", "cumulative", "jump")]
    assert across == []


def test_a_corrected_number_takes_the_place_of_the_first_one(sample: Archive) -> None:
    (line,) = [
        line for line in sample.series(Filters(places=("thị xã Lam Khê",), scope="thị xã"), ["files_to_resolve"])
        if line.span == "quý"
    ]
    assert [(figure.period.id, figure.value) for figure in line.points if figure.period] == [
        ("2023-Q1", 421), ("2023-Q2", 473), ("2023-Q3", 480), ("2023-Q4", 497)
    ]
    assert any("421" in note and "412" in note for note in line.notes)
    first = line.points[0]
    old = sample.figures_by_id(first.corrects)
    assert {figure.value for figure in old} == {412} and {figure.report.number for figure in old} >= {"86/BC-UBND"}
    assert all(figure.corrected_by == first.id for figure in old)


def test_a_finding_across_reports_is_found_from_either_figure(sample: Archive) -> None:
    (finding,) = [one for one in sample.findings() if one.check == "correction" and one.stated == "412"]
    assert len({figure.split(":")[0] for figure in finding.figures}) == 2
    assert all(finding in sample.findings_about([figure]) for figure in finding.figures)
