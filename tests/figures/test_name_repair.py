"""Slips in the names of rows are mended where one reading is plain, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_cchc.figures.catalogue import load
from qa_cchc.figures.name_index import NameIndex
from qa_cchc.figures.name_repair import Mender

INDEX = NameIndex(load().indicators)
NAMES = [
    "tong so ho so phai giai quyet", "so ho so tiep nhan truc tuyen", "ty le giai quyet phan anh kien nghi", "so vien chuc duoc tuyen dung",
    "so thu tuc hanh chinh cong bo moi",
]  # fmt: skip
MENDER = Mender(NAMES)


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        ("Tổng số hồsơ phải giảiquyết", "tong so ho so phai giai quyet"), ("Số h0 sơ tiếp nhậ n trực tu yến", "so ho so tiep nhan truc tuyen"),
        ("Số TIHC liên thông cùng câp", "so thu tuc hanh chinh lien thong cung cap"), ("Thực hiện kết luân thanh tia", "thuc hien ket luan thanh tra"),
        ("Tỷ lệ hổ sơ do UBNO cấp huyên tiêp nhân", "ty le ho so do uy ban nhan dan cap huyen tiep nhan"),
        ("Số viên chức đựơc tuyển dụmg", "so vien chuc duoc tuyen dung"),
    ],
)  # fmt: skip
def test_slips_are_mended(printed: str, mended: str) -> None:
    assert INDEX.read(printed).plain == mended


@pytest.mark.parametrize("name", ["Số cây xanh được trồng mới", "Số hộ nghèo", "Số nhà văn hóa thôn", "Số lượt khách du lịch", "Số giếng nước sạch"])
def test_words_of_other_things_stay(name: str) -> None:
    plain = INDEX.read(name).plain
    assert INDEX.read(plain).plain == plain
    assert all(word in plain for word in ("cay", "xanh", "ngheo", "van hoa", "khach", "gieng") if word in INDEX._mender.mend(name.lower()))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_stays(name: str) -> None:
    assert MENDER.mend(name) == name


@given(st.text(st.sampled_from("abcdeghiklmnopqrstuvxy 0123456789%,.()-"), max_size=60))
def test_mending_never_fails_and_touches_no_known_words(text: str) -> None:
    mended = MENDER.mend(text)
    assert MENDER.mend(mended) == MENDER.mend(mended)
    digits = [word for word in text.split() if word.isdigit()]
    assert all(word in mended for word in digits)
