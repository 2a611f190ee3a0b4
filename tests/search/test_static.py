import json

import numpy as np
import pytest

from qa_cchc.search.static import FOLDER, StaticModel


@pytest.fixture(scope="module")
def model():
    return StaticModel()


def test_the_files_are_the_ones_the_configuration_states(model):
    assert model.measured_sha256() == model.config["sha256"]


def test_the_package_carries_no_more_than_25_mb():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= 25_000_000


def test_vectors_have_unit_length_and_nothing_known_gives_zero(model):
    vectors = model.encode(["tỷ lệ hồ sơ trực tuyến", "", "§§§", "qwxz"])
    assert vectors.dtype == np.float32 and vectors.shape == (4, model.dimension)
    assert np.linalg.norm(vectors[0]) == pytest.approx(1, abs=1e-5)
    assert not vectors[1:].any() and np.isfinite(vectors).all()
    assert model.encode([]).shape == (0, model.dimension)


def test_meanings_are_nearer_than_words(model):
    asked, near, far = model.encode(
        ["hồ sơ bị trễ hẹn", "Số lượng hồ sơ giải quyết quá hạn", "Số lượng cán bộ được bồi dưỡng nghiệp vụ"]
    )
    assert asked @ near > asked @ far + 0.1


def test_typing_without_marks_stays_near(model):
    typed, bare, other = model.encode(
        ["giải ngân vốn đầu tư công", "giai ngan von dau tu cong", "tuyển dụng viên chức"]
    )
    assert bare @ typed > bare @ other + 0.2


def test_a_folder_whose_files_do_not_fit_is_refused(tmp_path):
    for file in FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "vocabulary.json").write_text(json.dumps(["[UNK]", "hồ"]), encoding="utf-8")
    with pytest.raises(ValueError, match="không khớp"):
        StaticModel(tmp_path)



def test_sentence_transformers_gives_the_same_vectors_from_the_same_weights(model):
    st = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    tokenizer = Tokenizer(WordLevel({entry: n for n, entry in enumerate(model.vocabulary)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    theirs = st.SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=model.matrix())], device="cpu"
    )
    texts = [
        "Tỷ lệ hồ sơ trực tuyến quý I",
        "Bộ phận Một cửa các xã, phường: 2.401 hồ sơ¹",
        "giai ngan von dau tu cong",
    ]
    expected = theirs.encode([" ".join(model.entries(text)) for text in texts], normalize_embeddings=True)
    np.testing.assert_allclose(model.encode(texts), expected, atol=1e-5)
