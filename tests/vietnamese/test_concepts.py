"""Concepts in the words of different offices."""

import pytest

from qa_cchc.vietnamese.concepts import load_concepts

concepts = load_concepts()


@pytest.mark.parametrize("words", ["trễ hạn", "quá hạn", "trễ hẹn", "Chậm hạn", "quá thời hạn"])
def test_offices_words_for_late_are_one_concept(words):
    assert "late" in concepts.ids(f"số hồ sơ {words} trong kỳ")


@pytest.mark.parametrize("words", ["đúng và trước hạn", "trước và đúng hạn", "trước hạn và đúng hạn", "trong hạn"])
def test_early_and_on_time_together_are_neither_of_them(words):
    found = concepts.ids(f"tỷ lệ giải quyết {words}")
    assert "early_or_on_time" in found
    assert "early" not in found and "on_time" not in found


def test_unmarked_text_is_read_only_when_asked_to():
    assert concepts.ids("ho so tre han truc tuyen", folded=True) == ("files", "late", "online")
    assert concepts.ids("ho so tre han truc tuyen") == ()


def test_diacritics_tell_words_apart():
    assert "files" not in concepts.ids("hổ sợ mùi lạ")


def test_old_and_new_tone_placement_are_one():
    assert concepts.ids("số hoá hồ sơ") == concepts.ids("số hóa hồ sơ")


def test_a_footnote_call_glued_to_a_word_does_not_hide_it():
    assert concepts.ids("tiếp nhận 246 hồ sơ¹;") == ("received", "files")


def test_exclusive_facets_conflict_and_others_combine():
    assert concepts.conflicts(("early", "files"), ("late", "files")) == [("early", "late")]
    assert concepts.conflicts(("online", "files"), ("late", "files")) == []


def test_what_is_left_unsaid_is_inherited_and_nothing_else():
    assert concepts.inherit(("late",), ("early", "resolved", "files")) == ("late", "resolved", "files")
