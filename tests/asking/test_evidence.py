"""Which passages tell in sentences, and which line gives the reason."""

from __future__ import annotations

from qa_cchc.asking.evidence import in_words, read_lines
from qa_cchc.records import Found, Passage, ReportRef
from qa_cchc.search.units import units
from qa_cchc.search.wording import Wording

REPORT = ReportRef("r", "12/BC-UBND", None, "UBND phường Lộc Vân")


def found(text: str, context: str = "") -> Found:
    return Found(Passage(f"r:{len(text)}", REPORT, text, context, "r.txt", "", 1, None, ()), 1.0)


def test_an_opening_that_tells_of_the_office_is_read_and_one_that_announces_is_not():
    tells = found("Phường Lộc Vân được lập ngày 01/7/2025 từ phường Vân Trì và xã Lộc Sơn.")
    others = [
        found("Thực hiện Công văn số 12/SNV, UBND phường báo cáo như sau:"),
        found("Kính gửi: Sở Nội vụ."),
        found("PHỤ LỤC SỐ LIỆU QUÝ III"),
    ]
    assert in_words([tells, *others]) == [tells]


def test_a_reason_is_of_what_the_sentence_before_it_tells():
    told = (
        "Trong kỳ có 12 hồ sơ đất đai bị trễ hạn. Lý do: tổ đo vẽ chỉ còn một người làm. "
        "Phường đã tổ chức bốn lớp tập huấn cho thanh niên. Trụ sở được sửa mái vào đầu tháng 8."
    )
    asked = "Vì sao hồ sơ đất đai trễ hạn?"
    wording = Wording(asked, tuple(units(asked)), frozenset(), asked)
    best = read_lines([found(told, "Thủ tục hành chính")], wording, why=True)[:2]
    assert any(line.text.startswith("Lý do") for line in best)
    alone = read_lines([found(told, "Thủ tục hành chính")], wording)
    reason = next(line for line in alone if line.text.startswith("Lý do"))
    assert next(line for line in best if line.text == reason.text).likeness > reason.likeness
