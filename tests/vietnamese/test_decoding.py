"""Which encoding a file is in: told right or not at all."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vietnamese.old_encodings import SAMPLE, encoded, shown

from qa_cchc.vietnamese.decoding import LABELS, Undecodable, decode, find_old, suspected

KEYS = ["cp1258", "tcvn3", "vni", "viscii", "vps"]


@pytest.mark.parametrize("key", KEYS)
def test_old_encodings_are_told_apart(key: str) -> None:
    read = decode(encoded(SAMPLE, key))
    assert (read.text, read.encoding, read.converted, read.lost) == (SAMPLE, LABELS[key], True, 0)


@pytest.mark.parametrize("key", KEYS)
def test_so_are_two_lines(key: str) -> None:
    lines = SAMPLE.split("\n")[-4:]
    for first, second in pairwise(lines):
        assert decode(encoded(first + "\n" + second, key)).text == first + "\n" + second


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_stays_what_it_is(codec: str) -> None:
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, SAMPLE)
        read = decode(text.encode(codec))
        assert read.text == text and not read.converted


@pytest.mark.parametrize("text", ["Report 2023: 1,512 files (76.63%).", "12", "", "a\tb\n", "được"])
def test_short_plain_text_is_left_alone(text: str) -> None:
    assert decode(text.encode()).text == text and not decode(text.encode()).converted


@pytest.mark.parametrize(
    "text",
    [
        "Le café où nous étions déjà très à l’aise, malgré la fenêtre ouverte et l’été.",
        "Die Größe der Straße über den Flüssen, schön und öfter für Übungen geöffnet.",
        "El niño comió piñas en España; mañana será otro día, ¿verdad? ¡Sí!",
        "Température 25 °C ± 2 °C, prix 30 € – « sans frais » – n° 5, 100 m², § 3.",
        "công tác cán bộ, báo cáo và tham mưu",
    ],
)
def test_western_text_is_never_taken_for_an_old_encoding(text: str) -> None:
    assert suspected(text) is None
    assert decode(text.encode()) == decode(text.encode("utf-8-sig")) and decode(text.encode()).text == text
    if text.isascii() or "ộ" not in text:
        with pytest.raises(Undecodable):
            decode(text.encode("cp1252"))


def test_what_is_no_text_is_refused() -> None:
    noise = random.Random(7).randbytes(4000)
    for data in (noise, b"\x00\x01\x02" * 50, noise.replace(b"\0", b""), b"GIF89a\x01\x00\x01\x00\x80"):
        with pytest.raises(Undecodable):
            decode(data)


def test_a_few_broken_bytes_do_not_cost_the_file() -> None:
    data = SAMPLE.encode()
    cut = decode(data[:-40] + data[-39:])
    assert cut.encoding == "UTF-8" and (cut.lost == 0 or cut.text.count("\ufffd") == cut.lost)
    broken = decode(data.replace("ế".encode(), b"\xe1\xba", 1))
    assert broken.lost == 1 and broken.text == SAMPLE.replace("ế", "\ufffd", 1)


@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_encoded_twice(times: int) -> None:
    text = SAMPLE
    for _ in range(times):
        text = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())
    read = decode(text.encode())
    assert read.text == SAMPLE and read.converted and "hai lần" in read.encoding


@pytest.mark.parametrize("key", ["tcvn3", "vni"])
def test_codes_shown_as_western_letters(key: str) -> None:
    assert suspected(shown(SAMPLE, key)) == key
    assert suspected(SAMPLE) is None


def test_short_lines_follow_their_document() -> None:
    lines = ["Đơn vị", "Hồ sơ", "12", "Tỷ lệ"]
    old = [shown(line, "tcvn3") for line in lines]
    long = shown(SAMPLE.split("\n")[-1], "tcvn3")
    assert find_old([*old, long, SAMPLE, "công tác", "Tổng"]) == ["tcvn3", "tcvn3", None, "tcvn3", "tcvn3", None, None, None]
    assert find_old([*lines, SAMPLE]) == [None] * 5


@given(st.binary(max_size=300))
def test_any_bytes_end_in_text_or_in_a_reason(data: bytes) -> None:
    try:
        read = decode(data)
    except Undecodable as problem:
        assert str(problem)
    else:
        assert "\0" not in read.text
