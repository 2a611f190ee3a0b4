import pytest

from qa_cchc.vietnamese.keystrokes import telex, vni
from qa_cchc.vietnamese.spelling import put_together, take_apart


def _words(spellings):
    return [put_together(spelling) for spelling in spellings]


@pytest.mark.parametrize(
    ("struck", "meant"),
    [
        ("hoof", "hồ"),
        ("hofo", "hồ"),
        ("sow", "sơ"),
        ("ddieemr", "điểm"),
        ("dieemrd", "điểm"),
        ("dduwowcj", "được"),
        ("dduowcj", "được"),
        ("ngwoif", "người"),
        ("quys", "quý"),
        ("giuwax", "giữa"),
        ("hoaf", "hòa"),
        ("wng", "ưng"),
        ("nhânj", "nhận"),
    ],
)
def test_telex(struck, meant):
    assert meant in _words(telex(struck))


@pytest.mark.parametrize("word", ["ho", "trinh", "dossiers", "nhan", "được"])
def test_no_telex(word):
    assert not telex(word)


@pytest.mark.parametrize(
    ("struck", "meant"),
    [("ho62", "hồ"), ("d9u7o7c5", "được"), ("d9u7oc75", "được"), ("duo79c5", "được"), ("tha81ng", "thắng"), ("ha3i", "hải")],
)
def test_vni(struck, meant):
    assert meant in _words(vni(struck))


@pytest.mark.parametrize("word", ["ho", "b9", "q6", "t1"])
def test_no_vni(word):
    assert not vni(word)


@pytest.mark.parametrize("word", "hải hòa thúy quý của nghĩa người điểm khuỷu giếng già quốc thuở toàn".split())
def test_a_syllable_taken_apart_comes_together_again(word):
    assert put_together(take_apart(word)) == word


def test_two_tones_are_no_spelling():
    assert take_apart("hảì") is None
