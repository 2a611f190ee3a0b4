import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.vietnamese.abbreviations import GlossaryError, entries, expand
from qa_cchc.vietnamese.syllables import is_bare_syllable
from qa_cchc.vietnamese.unicode import repair


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("HS trễ hạn của BPMC thị xã?", "Hồ sơ trễ hạn của Bộ phận Một cửa thị xã?"),
        ("ty le dvctt q1", "ty le dịch vụ công trực tuyến q1"),
        ("vbqppl sau rà soát", "văn bản quy phạm pháp luật sau rà soát"),
        ("Bộ phận TN&TKQ", "Bộ phận tiếp nhận và trả kết quả"),
        ("BP TN&TKQ phường", "Bộ phận Tiếp nhận và Trả kết quả phường"),
        ("TTPVHCC và TTHCC", "Trung tâm Phục vụ hành chính công và Trung tâm Hành chính công"),
        ("số cbccvc bị kỷ luật", "số cán bộ, công chức, viên chức bị kỷ luật"),
        ("so dvsncl tren dia ban", "so đơn vị sự nghiệp công lập tren dia ban"),
        ("Chứng thực 730hs", "Chứng thực 730 hồ sơ"),
        ("12/12 VBQPPL", "12/12 văn bản quy phạm pháp luật"),
        ("tỷ lệ giải quyết PAKN", "tỷ lệ giải quyết phản ánh, kiến nghị"),
        ("CQĐT, CQS", "Chính quyền điện tử, chính quyền số"),
        ("KH CCHC năm", "Kế hoạch cải cách hành chính năm"),
        ("tx. Duyên Hải và TP. Cần Thơ", "thị xã Duyên Hải và thành phố Cần Thơ"),
        ("nợ bhxh, gpmb", "nợ bảo hiểm xã hội, giải phóng mặt bằng"),
    ],
)
def test_office_words_are_opened(typed, meant):
    assert expand(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo số 102/BC-UBND ngày 03/3/2023",
        "Nghị định số 61/2018/NĐ-CP, Quyết định 20/QĐ-UBND, Chương trình số 12-CTr/TU",
        "mail@ubnd.gov.vn, https://dvc.gov.vn/tthc, ubnd.travinh.gov.vn, hs.docx",
        "thủ tục hành chính (TTHC)",
        "Ủy ban nhân dân (UBND)",
        "HStt, xHS, HS_1, iOffice, TTHCX",
        "kh nào, nd gì, cc ra sao",
        "học sinh, sinh viên: HSSV",
        "TP.HCM",
        "hồ sơ, so, tu, cong, dan",
    ],
)
def test_codes_addresses_and_words_stay(text):
    assert expand(text) == text


def test_no_spelling_without_marks_is_a_vietnamese_syllable():
    # Otherwise a word of a question typed without diacritics would be taken for an abbreviation.
    for entry in entries():
        assert not any(is_bare_syllable(spelling) for spelling in entry.spellings() if not entry.cased), entry.short


def test_a_users_file_adds_and_overrides(tmp_path):
    own = tmp_path / "tu-viet-tat.yaml"
    own.write_text("HS: hồ sơ học sinh\nVNeID: {means: định danh điện tử, cased: true}\n", encoding="utf-8")
    assert expand("HS dùng VNeID, TTHC", own) == "Hồ sơ học sinh dùng định danh điện tử, thủ tục hành chính"
    assert expand("HS") == "Hồ sơ"


@pytest.mark.parametrize("content", ["- a\n- b\n", "HS: 3\n", "HS: {nghia: x}\n", "HS: [\n"])
def test_a_file_that_is_no_glossary_is_named(tmp_path, content):
    own = tmp_path / "sai.yaml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"sai\.yaml"):
        expand("HS", own)


@given(st.text(max_size=60))
def test_opening_twice_changes_nothing_more(text):
    once = expand(text)
    assert expand(once) == once or any(entry.short.lower() in once.lower() for entry in entries())


@given(st.text(alphabet="àáạđêôư ,.;:?!0123456789%", max_size=60))
def test_text_without_abbreviations_is_only_repaired(text):
    assert expand(text) == repair(text)
