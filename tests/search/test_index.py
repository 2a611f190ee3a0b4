import json
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from search.report import REPORT, passage

from qa_cchc.search.embedder import StaticEmbedder
from qa_cchc.search.index import OtherModel, SearchIndex, SearchIndexError
from qa_cchc.search.passages import split_passages


class Counting:
    """The shipped model, counting the passages it is given; another fingerprint on wish."""

    def __init__(self, fingerprint=None):
        self._inner = StaticEmbedder()
        self.name, self.dimension = self._inner.name, self._inner.dimension
        self.fingerprint = fingerprint or self._inner.fingerprint
        self.encoded = 0

    def encode_queries(self, texts):
        return self._inner.encode_queries(texts)

    def encode_passages(self, texts):
        self.encoded += len(texts)
        return self._inner.encode_passages(texts)


PASSAGES = [
    *split_passages(REPORT),
    passage("Giải ngân vốn đầu tư công được 41.205 triệu đồng, đạt 62,4% kế hoạch.", "Cải cách tài chính công"),
    passage("Người dân lớn tuổi chưa quen thao tác trên mạng nên vẫn đến nộp giấy tận nơi.", "Khó khăn, hạn chế"),
    passage("Đường dây nóng tiếp nhận phản ánh được niêm yết tại trụ sở.", "Cải cách thủ tục hành chính"),
    passage("Xã Dương Hòa hoàn thành việc dương cờ.", "Khác"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index") / "search"
    SearchIndex.build(PASSAGES, StaticEmbedder(), folder)
    return folder


@pytest.fixture(scope="module")
def index(folder):
    return SearchIndex.open(folder, StaticEmbedder())


def best(index, question, **options):
    found = index.search(question, 5, **options)
    return PASSAGES[found[0][0]].text


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Tỷ lệ giải ngân vốn đầu tư công đạt bao nhiêu?", "41.205 triệu đồng"),
        ("giai ngan von dau tu cong", "41.205 triệu đồng"),
        ("vì sao dân ngại nộp hồ sơ online?", "lớn tuổi"),
        ("Bộ phận Một cửa các xã, thị trấn tiếp nhận bao nhiêu hs?", "8.046"),
        ("bpmc cac xa thi tran tiep nhan bao nhieu hs", "8.046"),
        ("lĩnh vực chứng thực có mấy hồ sơ", "Chứng thực: 402 hs"),
        ("đường dây nóng", "Đường dây nóng"),
        ("số công chức đang có mặt", "91 người"),
    ],
)
def test_the_right_passage_comes_first(index, question, part):
    assert part in best(index, question)


def test_scores_fall_and_stay_between_zero_and_one(index):
    found = index.search("hồ sơ trễ hạn của Bộ phận Một cửa huyện", 10)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({ordinal for ordinal, _ in found}) == len(found) == 10


def test_a_good_match_scores_higher_than_a_stray_one(index):
    (_, good), *_ = index.search("Giải ngân vốn đầu tư công đạt 62,4% kế hoạch", 1)
    stray = index.search("giá vàng hôm nay ở chợ", 1)
    assert good > 0.5 and (not stray or stray[0][1] < 0.45)


def test_only_what_is_allowed_is_found(index):
    allowed = {0, 3, len(PASSAGES) - 1}
    assert {ordinal for ordinal, _ in index.search("giải ngân vốn đầu tư công hồ sơ", 10, allowed)} <= allowed
    assert index.search("giải ngân", 5, set()) == []


def test_typed_marks_rank_above_folded_matches(index):
    ranked = [ordinal for ordinal, _ in index.search("đường", 10)]
    road, sun = (next(n for n, one in enumerate(PASSAGES) if part in one.text) for part in ("Đường dây", "Dương Hòa"))
    assert sun not in ranked or ranked.index(road) < ranked.index(sun)


@pytest.mark.parametrize("question", ["", "  ", "???", "qwxz vvkk"])
def test_a_question_that_says_nothing_is_no_error(index, question):
    assert isinstance(index.search(question, 5), list)


def test_as_many_as_asked_for_at_most(index):
    assert len(index.search("hồ sơ", 2)) == 2
    assert index.search("hồ sơ", 0) == []
    assert len(index.search("hồ sơ", 10_000)) <= len(PASSAGES)


def test_only_the_passages_of_given_reports_are_found(index):
    identities = {one.report.id for one in PASSAGES}
    for identity in identities:
        mask = index.within([identity, "none such"])
        assert mask.tolist() == [one.report.id == identity for one in PASSAGES]
        found = index.search("hồ sơ trễ hạn", 5, mask)
        assert found and all(mask[ordinal] for ordinal, _ in found)
    assert not index.within([]).any()


def test_threads_get_the_same_answers(index):
    questions = ["hồ sơ trễ hạn", "giải ngân vốn", "biên chế công chức", "đường dây nóng"] * 8
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda question: index.search(question, 5), questions))
    assert found == [index.search(question, 5) for question in questions]


def test_a_rebuild_takes_what_did_not_change_from_the_earlier_index(folder, tmp_path):
    embedder = Counting()
    more = [*PASSAGES[3:], passage("Tuyển dụng 12 viên chức giáo dục.")]
    seen = []
    SearchIndex.build(more, embedder, tmp_path / "b", known=folder, progress=lambda done, of: seen.append((done, of)))
    assert embedder.encoded == 1 and seen == [(len(more), len(more))]
    SearchIndex.build(more, StaticEmbedder(), tmp_path / "c")
    for file in ("keys.npy", "vectors.npy", "words/terms.json", "words/counts.npy", "words/scores.npy", "folded/passages.npy"):
        assert (tmp_path / "b" / file).read_bytes() == (tmp_path / "c" / file).read_bytes(), file


def test_nothing_is_taken_from_an_index_of_another_model(folder, tmp_path):
    embedder = Counting("another")
    SearchIndex.build(PASSAGES, embedder, tmp_path, known=folder)
    assert embedder.encoded == len(PASSAGES)


def test_an_index_of_another_model_is_refused(folder):
    with pytest.raises(OtherModel, match="mô hình"):
        SearchIndex.open(folder, Counting("another"))


def test_an_index_of_nothing_finds_nothing(tmp_path):
    SearchIndex.build([], StaticEmbedder(), tmp_path)
    assert SearchIndex.open(tmp_path, StaticEmbedder()).search("hồ sơ", 5) == []


@pytest.mark.parametrize(
    "file", ["search.json", "vectors.npy", "words/terms.json", "folded/scores.npy"]
)
def test_missing_and_broken_files_are_refused(folder, tmp_path, file):
    for one in folder.rglob("*"):
        if one.is_file():
            copy = tmp_path / one.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(one.read_bytes())
    (tmp_path / file).write_bytes(b"\0broken")
    with pytest.raises(SearchIndexError):
        SearchIndex.open(tmp_path, StaticEmbedder())
    (tmp_path / file).unlink()
    with pytest.raises(SearchIndexError):
        SearchIndex.open(tmp_path, StaticEmbedder())


def test_counts_that_disagree_are_refused(folder, tmp_path):
    SearchIndex.build(PASSAGES[:4], StaticEmbedder(), tmp_path)
    manifest = json.loads((tmp_path / "search.json").read_text(encoding="utf-8"))
    (tmp_path / "search.json").write_text(json.dumps({**manifest, "passages": 5}), encoding="utf-8")
    with pytest.raises(SearchIndexError, match="không khớp"):
        SearchIndex.open(tmp_path, StaticEmbedder())


def test_no_file_holds_a_pickle(folder):
    for file in folder.rglob("*.npy"):
        assert np.load(file, allow_pickle=False) is not None


def test_asking_loads_neither_torch_nor_scipy(folder):
    code = f"""
        import sys
        from pathlib import Path
        from qa_cchc.search.embedder import StaticEmbedder
        from qa_cchc.search.index import SearchIndex
        found = SearchIndex.open(Path({str(folder)!r}), StaticEmbedder()).search("ty le ho so truc tuyen", 5)
        heavy = ("torch", "transformers", "sklearn", "scipy", "sentence_transformers", "bm25s")
        print(len(found), [name for name in heavy if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "5 []", done.stderr
