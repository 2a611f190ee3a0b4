import json
import lzma
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vietnamese import typing_slips

from qa_cchc.vietnamese.syllables import is_syllable
from qa_cchc.vietnamese.typing import mend_typing
from qa_cchc.vietnamese.unicode import fold, repair
from tests.conftest import ROOT

KNOWN = ("thị xã Duyên Hải", "tỉnh Hoài Giang", "xã Nậm Sang", "thành phố Ninh Khê")
SENTENCES = [
    "tỷ lệ hồ sơ giải quyết đúng hạn của bộ phận một cửa",
    "số văn bản quy phạm pháp luật đã được kiểm tra trong kỳ báo cáo",
    "người dân hài lòng với kết quả tiếp nhận và trả kết quả thủ tục hành chính",
    "cán bộ công chức được đào tạo bồi dưỡng về kỹ năng số",
    "giảm số lượng đơn vị sự nghiệp công lập so với năm trước",
    "đánh giá mức độ hoàn thành nhiệm vụ của thủ trưởng cơ quan",
    "những khó khăn vướng mắc khi thực hiện dịch vụ công trực tuyến",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoof sow truwcj tuyeens", "hồ sơ trực tuyến"),
        ("tyr leej hoof sow ddungs hanj", "tỷ lệ hồ sơ đúng hạn"),
        ("ddieemr PAPI giamr vif sao", "điểm PAPI giảm vì sao"),
        ("nowi nhaanj baos caos 871/BC-UBND", "nơi nhận báo cáo 871/BC-UBND"),
        ("khoong bieets bao nhieeu", "không biết bao nhiêu"),
        ("nhânj hồ sơ quas hanj", "nhận hồ sơ quá hạn"),
        ("nguwowif daan ddanhs gias", "người dân đánh giá"),
        ("HOOF SOW TREEX HANJ", "HỒ SƠ TRỄ HẠN"),
    ],
)
def test_telex_left_as_struck(typed, meant):
    assert mend_typing(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ty3 le65 ho62 so7 d9u1ng ha5n", "tỷ lệ hồ sơ đúng hạn"),
        ("ngu7o72i da6n d9a1nh gia1", "người dân đánh giá"),
        ("so61 phie61u kha3o sa1t quy1 1/2023", "số phiếu khảo sát quý 1/2023"),
        ("hồ so7 giai3 quyet61", "hồ sơ giải quyết"),
    ],
)
def test_vni_left_as_struck(typed, meant):
    assert mend_typing(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hồ sơơ giải quyết đugn hạn", "hồ sơ giải quyết đúng hạn"),
        ("điạ bàn naò giaỉ quyết nhanh nhất", "địa bàn nào giải quyết nhanh nhất"),
        ("số hồ sơ đã tiếp nhậnn", "số hồ sơ đã tiếp nhận"),
        ("sốhosơ chứngthực 6tháng 2024", "số hồ sơ chứng thực 6 tháng 2024"),
        ("trang thôngtin điệntử", "trang thông tin điện tử"),
        ("tỹ lệ hồ sơ", "tỷ lệ hồ sơ"),
        ("công chức xin nghĩ việc", "công chức xin nghỉ việc"),
        ("tiêp nhân hồ sơ", "tiếp nhận hồ sơ"),
        ("cho câp xã", "cho cấp xã"),
        ("SốTTHC của xãDuyên Hải", "Số TTHC của xã Duyên Hải"),
        ("TTHCđủđiều kiện ở DuyênHải", "TTHC đủ điều kiện ở Duyên Hải"),
        ("báo coá công tcá", "báo cáo công tác"),
        ("đánh gái mức độ hài lòng", "đánh giá mức độ hài lòng"),
        ("giải quyt đng hạn", "giải quyết đúng hạn"),
    ],
)
def test_slips_of_letters_spaces_and_tones(typed, meant):
    assert mend_typing(typed) == meant


def test_text_without_marks_stays_without():
    assert mend_typing("ty le ho so trc tuyne cua lam khe") == "ty le ho so trc tuyen cua lam khe"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thị xã duyên haỉ", "thị xã duyên hải"),
        ("ở Hoaif Giang", "ở Hoài Giang"),
        ("xã nậm sagn", "xã nậm sang"),
        ("ninh khee", "ninh khê"),
    ],
)
def test_names_of_the_archive_are_mended_to_themselves(typed, meant):
    assert mend_typing(typed, known=KNOWN) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("có bn hồ sơ", "có bao nhiêu hồ sơ"),
        ("bnhieu hồ sơ trễ hạn", "bao nhiêu hồ sơ trễ hạn"),
        ("tỷ lệ hồ sơ 9T", "tỷ lệ hồ sơ 9 tháng"),
        ("tỷ lệ hồ sơ 6T24", "tỷ lệ hồ sơ 6 tháng/2024"),
        ("báo cáo Q.I", "báo cáo quý I"),
        ("số hồ sơ q3-25", "số hồ sơ quý 3/2025"),
        ("số hồ sơ quý I năm 24", "số hồ sơ quý I năm 2024"),
        ("ho so Q.II", "ho so quy II"),
    ],
)
def test_shorthand_of_questions(typed, meant):
    assert mend_typing(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "TTHC, DVCTT, BPMC và TN&TKQ của UBND TX Duyên Hải",
        "KH 102/BC-UBND, QĐ-TTg, abc@travinh.gov.vn, bao-cao.pdf",
        "dùng VNeID, iOffice, email và wifi trên iPhone, scan rồi gửi qua zalo",
        "Bà Y Krông ở Đắk Lắk, ông K'Brêu ở Pleiku",
        "xã Nậm Pồn, bản Huổi Xưa, làng Kon Đxing",
        "xe tải 9T, trẻ dưới 6t, 5kg gạo, 20km đường, 100kwh điện",
        "trong 5 năm 25 hồ sơ, quý III, mục II.1, phụ lục IV, Q.1",
        "hoà bình, thuỷ lợi, kĩ thuật, tỉ lệ",
        "hồ sơ CO2, a1, A0, B2B, G2C, 4.0",
        "how many files were resolved on time in the first quarter",
        "bà con xài điện thoại bấm bắp rang, làm lẹ, cãi cọ, chê trách",
        "PakN, ĐVSNcl, BCĐ, QĐUB, CBCCVC",
        "",
        " 12.345 ",
        "?!",
    ],
)
def test_what_is_right_stays(text):
    assert mend_typing(text) == text


def test_words_of_the_archive_are_right():
    assert mend_typing("hệ thống hosoluutru") == "hệ thống hồ sơ lưu trữ"
    assert mend_typing("hệ thống hosoluutru", words={"HoSoLuuTru"}) == "hệ thống hosoluutru"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_stay(sentence):
    assert mend_typing(sentence) == sentence
    assert mend_typing(sentence.upper()) == sentence.upper()
    assert mend_typing(fold(sentence)) == fold(sentence)


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("telex", 0.98),
        ("telex, tone amid", 0.98),
        ("telex, marks late", 0.98),
        ("telex, half finished", 0.98),
        ("telex, tone only", 0.98),
        ("vni", 0.98),
        ("vni, marks late", 0.98),
        ("vni, half finished", 0.98),
        ("letters swapped", 0.85),
        ("letter doubled", 0.95),
        ("tone on another letter", 0.95),
        ("neighbouring key", 0.6),
        ("hỏi for ngã", 0.8),
    ],
)
def test_share_of_slips_mended(kind, least):
    chance = random.Random(11)
    right = total = 0
    for _ in range(4):
        for sentence in SENTENCES:
            words = sentence.split()
            typed = typing_slips.slip(words, kind, chance)
            got = mend_typing(" ".join(typed)).split()
            if len(got) != len(words):
                got = [*got, *words][: len(words)]
            for meant, one, other in zip(words, typed, got, strict=True):
                total += one != meant
                right += one != meant and other == meant
    assert right / total >= least, f"{right} of {total}"


def test_the_real_report_and_its_questions_stay(seed_report_path, seed_questions):
    texts = repair(seed_report_path.read_text(encoding="utf-8")).splitlines()
    texts += [repair(one["question"]) for one in seed_questions]
    syllables = sum(len(text.split()) for text in texts)
    touched = [(text, got) for text in texts if (got := mend_typing(text)) != text]
    # A question may bear shorthand of its own ("q1/23").
    changed = sum(
        sum(one != other for one, other in zip(text.split(), got.split(), strict=False)) for text, got in touched
    )
    assert changed <= syllables / 2000, touched


def test_legal_text_stays():
    path = ROOT.parent / "shared" / "train" / "phapdien.jsonl.xz"
    if not path.exists():
        pytest.skip("the legal text (../shared/train) is not beside this clone")
    syllables = changed = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in zip(range(12000), lines, strict=False):
            if number % 30:
                continue
            words = repair(json.loads(line)["p"]).split()[:80]
            # The text has slips of its own: only what is a syllable is looked at.
            words = [word for word in words if is_syllable(word)]
            got = mend_typing(" ".join(words)).split()
            syllables += len(words)
            changed += abs(len(got) - len(words)) + sum(a != b for a, b in zip(words, got, strict=False))
    assert syllables > 15000
    assert changed <= syllables / 2000



@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_comes_back_as_some_text(text):
    assert isinstance(mend_typing(text), str)


_WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
_STRUCK = [typing_slips.telex(word, random.Random(1)) for word in _WORDS] + [
    typing_slips.vni(word, random.Random(1)) for word in _WORDS
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*_WORDS, *_STRUCK, "102/BC-UBND", "UBND", "email", "12,5%", "quý", "I"]), max_size=12))
def test_mended_text_is_mended(words):
    once = mend_typing(" ".join(words))
    assert mend_typing(once) == once


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.sampled_from([", ", "; ", " - ", " và "]))
def test_valid_text_is_unchanged(sentences, join):
    text = join.join(sentences)
    assert mend_typing(text) == text
