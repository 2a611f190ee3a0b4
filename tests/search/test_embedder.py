import subprocess
import sys
import textwrap
from dataclasses import dataclass

import numpy as np
import pytest

from qa_cchc.search.embedder import ModelUnavailable, StaticEmbedder, load_embedder


@dataclass
class Given:
    model: str = ""
    model_query_prompt: str = ""
    model_passage_prompt: str = ""
    model_segmented: bool = False
    model_dimension: int = 0
    model_dtype: str = "float32"


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A sentence-transformers model in a folder: a vector for each of a few words, joined ones among them."""
    st = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    words = ["[UNK]", "hỏi:", "hồ", "sơ", "hồ_sơ", "biên_chế", "trực_tuyến", "cải_cách"]
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    weights = np.eye(len(words), 8, dtype=np.float32)
    weights[0] = 0
    folder = tmp_path_factory.mktemp("model")
    st.SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu").save(
        str(folder)
    )
    return str(folder)


def test_the_shipped_model_is_the_default():
    embedder = load_embedder(Given())
    assert isinstance(embedder, StaticEmbedder)
    assert embedder.encode_queries(["hồ sơ"]).shape == (1, embedder.dimension)
    assert load_embedder(Given()).fingerprint == embedder.fingerprint


def test_another_model_is_loaded_by_sentence_transformers(tiny_model):
    embedder = load_embedder(Given(tiny_model))
    assert (embedder.name, embedder.dimension) == (tiny_model, 8)
    vector = embedder.encode_passages(["hồ sơ"])[0]
    np.testing.assert_allclose(vector[[2, 3]], [2**-0.5, 2**-0.5], atol=1e-6)
    assert embedder.encode_passages([]).shape == (0, 8)
    assert not embedder.encode_passages([""]).any()


def test_prompts_and_segmentation_reach_the_model(tiny_model):
    embedder = load_embedder(Given(tiny_model, model_query_prompt="hỏi: ", model_segmented=True))
    query, passage = embedder.encode_queries(["hồ sơ"])[0], embedder.encode_passages(["hồ sơ"])[0]
    assert passage[4] == pytest.approx(1)
    np.testing.assert_allclose(query[[1, 4]], [2**-0.5, 2**-0.5], atol=1e-6)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_vectors_can_be_shorter_and_of_other_numbers(tiny_model, dtype):
    embedder = load_embedder(Given(tiny_model, model_dimension=4, model_dtype=dtype))
    vector = embedder.encode_passages(["hồ sơ"])[0]
    assert embedder.dimension == 4
    assert vector.dtype == np.float32
    np.testing.assert_allclose(vector, [0, 0, 2**-0.5, 2**-0.5], atol=0.01)


def test_what_changes_vectors_changes_the_fingerprint(tiny_model):
    prints = {
        load_embedder(given).fingerprint
        for given in (
            Given(tiny_model),
            Given(tiny_model, model_segmented=True),
            Given(tiny_model, model_query_prompt="hỏi: "),
            Given(tiny_model, model_dimension=4),
            Given(tiny_model, model_dtype="bfloat16"),
            Given(),
        )
    }
    assert len(prints) == 6
    assert load_embedder(Given(tiny_model)).fingerprint in prints


def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelUnavailable, match="khong-co"):
        load_embedder(Given(str(tmp_path / "khong-co")))


def test_the_default_path_loads_no_torch():
    code = """
        import sys
        from qa_cchc.search.embedder import load_embedder
        from qa_cchc.search.index import SearchIndex
        from qa_cchc.settings import Settings
        load_embedder(Settings()).encode_queries(["ty le ho so truc tuyen"])
        heavy = ("torch", "transformers", "sklearn", "scipy", "sentence_transformers", "bm25s", "underthesea")
        print([name for name in heavy if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
