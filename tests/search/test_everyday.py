"""Everyday words lead to official ones, by whole syllables, the longest phrase first."""

from __future__ import annotations

import itertools
import unicodedata
from importlib.resources import files

import pytest
import yaml

from qa_cchc.search.everyday import widenings
from qa_cchc.search.units import units
from tools import thesaurus

GROUPS = [
    (file.name, number, group)
    for file in sorted(files("qa_cchc.vietnamese").joinpath("thesaurus").iterdir(), key=lambda one: one.name)
    for number, group in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")))
]


def official(question: str, bare: bool = False) -> set[str]:
    return {" ".join(phrase) for one in widenings(units(question), bare) for phrase in one.official}


@pytest.mark.parametrize(
    ("question", "meant"),
    [("gọi hotline của phường", "đường dây nóng"), ("bà con có phàn nàn gì không", "người dân"), ("ai bị phạt vì đi trễ", "kỷ luật")],
)
def test_everyday_phrases_lead_to_official_ones(question: str, meant: str) -> None:
    assert any(meant in phrase for phrase in official(question))


def test_official_words_are_left_alone() -> None:
    assert widenings(units("Tổng số hồ sơ tiếp nhận của Bộ phận Một cửa")) == []


def test_phrases_are_met_without_diacritics_only_when_the_question_has_none() -> None:
    assert official("ba con ngai nop giay", bare=True)
    assert not official("ba con ngai nop giay")


def test_spans_lie_apart_within_the_question() -> None:
    found = widenings(units("sao bà con cứ phải photo sổ đỏ rồi chờ dài cổ mới được lấy giấy vậy"))
    assert found
    for one, other in itertools.pairwise(found):
        assert 0 <= one.start < one.end <= other.start


def test_groups_are_sound() -> None:
    for name, number, group in GROUPS:
        where = f"{name}, group {number}"
        assert set(group) == {"official", "everyday"} and group["official"] and group["everyday"], where
        for phrase in (*group["official"], *group["everyday"]):
            assert phrase == unicodedata.normalize("NFC", phrase).lower().strip(), where
        assert not set(group["official"]) & set(group["everyday"]), where


def test_the_compiled_thesaurus_is_what_the_groups_give() -> None:
    assert thesaurus.FILE.read_text(encoding="utf-8") == thesaurus.text()


@pytest.mark.parametrize("question", ["hồ sơ trễ hạn của phường", "ho so tre han cua phuong"])
def test_nothing_within_official_words_is_everyday(question):
    assert "quá hạn" not in official(question, bare=question.isascii())
