from dataclasses import dataclass

import pytest

from qa_cchc.search.embedder import ModelUnavailable
from qa_cchc.search.rerank import load_reranker


@dataclass
class Given:
    reranker: str = ""
    reranker_segmented: bool = False


@pytest.fixture(scope="module")
def tiny_cross_encoder(tmp_path_factory):
    """A small BERT with random weights, as a cross-encoder in a folder."""
    pytest.importorskip("sentence_transformers")
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(1)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "hồ", "sơ", "hồ_sơ", "trễ", "hạn", "trễ_hạn", "biên_chế"]
    tokenizer = Tokenizer(WordLevel({word: n for n, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    folder = str(tmp_path_factory.mktemp("cross"))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=64,
    ).save_pretrained(folder)  # fmt: skip
    shape = BertConfig(
        vocab_size=len(words), hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=64, num_labels=1, initializer_range=0.5,
    )  # fmt: skip
    BertForSequenceClassification(shape).save_pretrained(folder)
    return folder


def test_none_is_loaded_where_none_is_named():
    assert load_reranker(Given()) is None


def test_passages_are_put_in_the_order_of_the_models_scores(tiny_cross_encoder):
    from sentence_transformers import CrossEncoder

    passages = ["biên_chế", "hồ sơ trễ hạn", "hồ sơ", "trễ hạn"]
    scores = CrossEncoder(tiny_cross_encoder, device="cpu").predict([("hồ sơ trễ", one) for one in passages])
    order = load_reranker(Given(tiny_cross_encoder)).order("hồ sơ trễ", passages)
    assert order == sorted(range(4), key=lambda place: -scores[place])
    assert load_reranker(Given(tiny_cross_encoder)).order("hồ sơ", []) == []


def test_joined_words_reach_the_model(tiny_cross_encoder):
    joined = load_reranker(Given(tiny_cross_encoder, reranker_segmented=True))
    plain = load_reranker(Given(tiny_cross_encoder))
    passages = ["hồ sơ", "trễ hạn", "biên chế"]
    assert joined.order("hồ sơ", passages) == plain.order("hồ_sơ", ["hồ_sơ", "trễ hạn", "biên_chế"])


def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelUnavailable, match="khong-co"):
        load_reranker(Given(str(tmp_path / "khong-co")))


def test_an_archive_shows_its_first_hits_in_the_new_order(tiny_cross_encoder, tmp_path):
    from qa_cchc.archive.build import build_index
    from qa_cchc.archive.store import Archive
    from qa_cchc.settings import Settings

    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "bao-cao.txt").write_text(
        "UBND HUYỆN PHÚ LẠC\nSố: 12/BC-UBND\n\nBÁO CÁO\nCông tác cải cách hành chính quý I năm 2024\n\n"
        "I. KẾT QUẢ\n\n1. Thủ tục hành chính\n\nToàn huyện có 12 hồ sơ trễ hạn trong quý.\n\n"
        "2. Biên chế\n\nBiên chế của huyện có mặt 84 người, giảm 02 người so với năm trước.\n\n"
        "3. Số hóa\n\nTỷ lệ hồ sơ số hóa đạt 90%, cao hơn quý trước 5 điểm phần trăm.\n",
        encoding="utf-8",
    )
    index = tmp_path / "index"
    build_index([tmp_path / "reports"], index)
    with Archive.open(index) as plain:
        found = plain.search("hồ sơ trễ hạn", k=3)
    settings = Settings(index=index, reranker=tiny_cross_encoder, reranker_first=2)
    with Archive.open(index, settings) as archive:
        again = archive.search("hồ sơ trễ hạn", k=3)
    said = [f"{one.passage.context}\n{one.passage.text}" for one in found[:2]]
    order = load_reranker(settings).order("hồ sơ trễ hạn", said)
    assert [one.passage.id for one in again] == [found[place].passage.id for place in (*order, 2)][: len(found)]
    assert [one.score for one in again] == [one.score for one in found]
