import numpy as np

from qa_cchc.search import preparing
from qa_cchc.search.embedder import StaticEmbedder
from qa_cchc.search.preparing import keys_of, prepare, prepare_all, searched

SAID = [
    (f"Cải cách thủ tục hành chính\nMục {number % 7}", f"{number}\tSố hồ sơ trễ hạn của BPMC\tHồ sơ\t{number * 3}")
    for number in range(300)
]


def same(one, other):
    assert one.parts == other.parts and one.words.vocabulary == other.words.vocabulary
    for left, right in ((one.words, other.words), (one.folded, other.folded)):
        np.testing.assert_array_equal(left.terms, right.terms)
        np.testing.assert_array_equal(left.starts, right.starts)
    np.testing.assert_array_equal(one.vectors, other.vectors)


def test_abbreviations_are_opened_in_context_and_text():
    assert searched("Giải quyết HS", "HS của BPMC") == ("Giải quyết hồ sơ", "Hồ sơ của Bộ phận Một cửa")


def test_several_processes_prepare_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(preparing, "_WORTH_PROCESSES", 200)
    monkeypatch.setattr(preparing, "_BATCH", 100)
    embedder = StaticEmbedder()
    batches = list(prepare_all(SAID, None, embedder, workers=2))
    assert [part for batch in batches for part in batch.parts] == [searched(*one) for one in SAID]
    for batch, start in zip(batches, (0, 100, 200), strict=True):
        same(batch, prepare(SAID[start : start + 100], None, embedder))


def test_a_key_tells_what_is_context_from_what_is_said():
    keys = keys_of([("a", "b"), ("ab", ""), ("a", "b")])
    assert keys.shape == (3, 16)
    assert (keys[0] == keys[2]).all() and (keys[0] != keys[1]).any()
