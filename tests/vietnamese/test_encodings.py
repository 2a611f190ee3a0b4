"""Tables of the old encodings, letter by letter, and what their fonts make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vietnamese.old_encodings import letters_to_codes, shown

from qa_cchc.vietnamese.encodings import ENCODINGS, LETTERS, FontCoding, coding_of_font, convert, pieces

TCVN3, CAPITALS, VNI = FontCoding("tcvn3"), FontCoding("tcvn3", capitals=True), FontCoding("vni")


def test_the_alphabet_is_whole() -> None:
    assert len(LETTERS) == len(set(LETTERS)) == 134


@pytest.mark.parametrize("key", ["vni", "viscii", "vps"])
def test_all_134_letters_have_their_own_codes(key: str) -> None:
    codes = letters_to_codes(key)
    assert set(codes) == set(LETTERS)
    assert len(set(codes.values())) == 134


def test_tcvn3_has_the_small_letters_and_the_capitals_without_tones() -> None:
    codes = letters_to_codes("tcvn3")
    assert {letter for letter in LETTERS if letter.islower()} | set("ĂÂĐÊÔƠƯ") <= set(codes)
    assert len(set(codes.values())) == len(codes)


@pytest.mark.parametrize(
    ("key", "codes", "letters"),
    [
        ("tcvn3", "\xb8\xb5\xb6\xb7\xb9 \xd0 \xdd \xe3 \xf3 \xfd \xae\xad\xac \xa7\xa6", "áàảãạ é í ó ú ý đươ ĐƯ"),
        ("vni", "a\xf9a\xf8a\xfba\xf5a\xef e\xe1 \xed\xec\xe6\xf3\xf2 \xf4\xf9 \xf6\xef \xee \xf1\xd1", "áàảãạ ế íìỉĩị ớ ự ỵ đĐ"),
        ("viscii", "\xe1\xe0\xe4\xe3\xd5 \xaa \xbe \xf1 \xdc \xf0\xd0", "áàảãạ ế ớ ự ỵ đĐ"),
        ("vps", "\xe1\xe0\xe4\xe3\xe5 \x89 \xa7 \xbf \x9c \xc7\xf1", "áàảãạ ế ớ ự ỵ đĐ"),
    ],
)
def test_codes_of_the_standards(key: str, codes: str, letters: str) -> None:
    assert convert(codes, FontCoding(key), opens=False) == letters


@pytest.mark.parametrize("key", sorted(ENCODINGS))
@given(data=st.data())
def test_round_trip(key: str, data: st.DataObject) -> None:
    known = [letter for letter in LETTERS if letter in letters_to_codes(key)]
    # Of TCVN3 only small letters: its capitals with tones depend on the words around.
    known = [letter for letter in known if letter.islower()] if key == "tcvn3" else known
    text = data.draw(st.text(st.sampled_from([*known, *"abcdeghiklmnopqrstuvxy 0123456789,()/%"]), max_size=60))
    assert convert(shown(text, key), FontCoding(key), opens=False) == text


@given(st.text(st.sampled_from([*LETTERS, *map(chr, range(32, 256)), "\uf0b5", "\u03bc", "…", "“", "-"]), max_size=40))
def test_pieces_cover_what_changes_and_nothing_else(text: str) -> None:
    for coding in (TCVN3, CAPITALS, VNI, FontCoding("vps")):
        done, made = 0, ""
        for start, end, new in pieces(text, coding):
            assert done <= start < end <= len(text)
            made += text[done:start] + new
            done = end
        assert convert(text, coding) == __import__("unicodedata").normalize("NFC", made + text[done:])


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Hµ Néi, ngµy 5 th¸ng 3", "Hà Nội, ngày 5 tháng 3"),
        ("UBND thÞ x· ý kiÕn", "UBND thị xã ý kiến"),
        ("TØNH Hµ NAM", "TỈNH HÀ NAM"),
        ("ë cÊp x·, ý kiÕn. ®¹t 5%. ý thøc\nèm ®au;\nèm.", "Ở cấp xã, ý kiến. đạt 5%. Ý thức\nốm đau;\nỐm."),
    ],
)
def test_capitals_with_tones_follow_their_word(printed: str, text: str) -> None:
    assert convert(printed, TCVN3) == text


def test_a_capital_font_prints_small_codes_as_capitals() -> None:
    assert convert("b¸o c¸o kÕt qu¶ n\xadm 2023", CAPITALS) == "BÁO CÁO KẾT QUẢ NƯM 2023"
    assert convert("B¸o c¸o", CAPITALS) == "BÁO CÁO"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("®-îc n-íc ®Çu t-, th-¬ng m¹i -u tiªn", "được nước đầu tư, thương mại ưu tiên"),
        ("kinh tÕ-x· héi, 102/BC-UBND, 2021-2025", "kinh tế-xã hội, 102/BC-UBND, 2021-2025"),
        ("- NhiÖm vô - gi¶i ph¸p", "- Nhiệm vụ - giải pháp"),
    ],
)
def test_a_hyphen_that_was_a_horned_u(printed: str, text: str) -> None:
    assert convert(printed, TCVN3) == text


def test_private_use_copies_and_lookalikes_of_codes() -> None:
    assert convert("C\uf0abng ho\uf0b5", TCVN3) == "Công hoà"
    assert convert("ho\u03bc x\u2219", TCVN3) == "hoà xã"


@pytest.mark.parametrize(
    ("name", "coding"),
    [
        (".VnTime", TCVN3), ("ABCDEF+.VnTime,Bold", TCVN3), ("#2EVnArial", TCVN3), ("VnTime", TCVN3),
        (".VnTimeH", CAPITALS), (".VnTimeH-BoldItalic", CAPITALS), (".VnArial NarrowH", CAPITALS),
        ("VNI-Times", VNI), ("QWERTY+VNI-Helve-Condense", VNI), ("VNI Times", VNI),
        ("VPS Times", FontCoding("vps")), ("Times New Roman", None), ("Verdana", None), ("Vnish", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_fonts(name: str | None, coding: FontCoding | None) -> None:
    assert coding_of_font(name) == coding
