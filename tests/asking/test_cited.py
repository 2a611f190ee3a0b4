"""Questions about documents that reports cite: who cites them, what is said of them, and what is not."""

from __future__ import annotations

import pytest
import small_reports

from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.asking import ask
from qa_cchc.asking.cited import asked_document
from qa_cchc.settings import Settings

SAID = {
    ("huyện Đông Thạnh", 31): "Thực hiện Quyết định số 766/QĐ-TTg ngày 23/6/2022, Luật Đất đai năm 2024 và Kế hoạch số 12/KH-UBND "
    "ngày 05/01/2024 của UBND tỉnh về cải cách hành chính năm 2024.",
    ("thị xã Bến Lâm", 29): "Áp dụng Nghị định 61/2018/NĐ-CP; Kế hoạch số 12/KH-UBND ngày 09/01/2024 của UBND thị xã về kiểm tra "
    "công vụ; Quyết định 766/QD-TTg.",
}  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("kho")
    (folder / "corpus").mkdir()
    for (place, number), sentence in SAID.items():
        text = small_reports.text(number=number, place=place).replace("Trong quý, ", f"{sentence}\n\nTrong quý, ")
        (folder / "corpus" / f"{number}.txt").write_text(text, encoding="utf-8")
    build_index([folder / "corpus"], folder / "index", Settings())
    return Archive.open(folder / "index", Settings())


@pytest.mark.parametrize(("question", "reports"), [
    ("Báo cáo nào nhắc tới Quyết định 766/QĐ-TTg?", ("31/BC-UBND", "29/BC-UBND")),
    ("những báo cáo nào viện dẫn Nghị định 61/2018", ("29/BC-UBND",)),
    ("bao cao nao nhac den luat dat dai", ("31/BC-UBND",)),
    ("Báo cáo nào của huyện Đông Thạnh nhắc đến quyết định số 766?", ("31/BC-UBND",)),
    ("Có báo cáo nào nhắc tới Nghị định 42/2022/NĐ-CP không?", ()),
])  # fmt: skip
def test_which_reports_cite_a_document(archive: Archive, question: str, reports: tuple[str, ...]):
    answer = ask(archive, question)
    assert answer.status == ("answered" if reports else "not_found")
    assert [number for number in ("31/BC-UBND", "29/BC-UBND") if number in answer.answer] == list(reports)
    if reports:
        assert answer.citations and "[1]" in answer.answer


def test_a_period_asked_for_is_kept(archive: Archive):
    assert ask(archive, "quý I năm 2024 báo cáo nào nhắc tới Nghị định 61/2018/NĐ-CP").status == "answered"
    assert ask(archive, "quý II năm 2024 báo cáo nào nhắc tới Nghị định 61/2018/NĐ-CP").status == "not_found"


def test_day_and_issuer_of_documents_that_share_a_number(archive: Archive):
    answer = ask(archive, "Kế hoạch 12/KH-UBND ban hành ngày nào?").answer
    assert "ngày 05/01/2024 của UBND tỉnh" in answer and "ngày 09/01/2024 của UBND thị xã" in answer


def test_what_no_report_says_is_not_answered(archive: Archive):
    answer = ask(archive, "Nghị định 61/2018/NĐ-CP ban hành ngày nào?")
    assert answer.status == "not_found" and "không ghi ngày" in answer.answer


def test_what_only_the_number_tells_is_said_to_follow_from_it(archive: Archive):
    answer = ask(archive, "Nghị định 61/2018/NĐ-CP do ai ban hành?")
    assert "theo số ký hiệu là của Chính phủ" in answer.answer


@pytest.mark.parametrize("question", [
    "Bộ phận Một cửa huyện Đông Thạnh tiếp nhận bao nhiêu hồ sơ theo Nghị định 61/2018/NĐ-CP?",
    "Báo cáo 31/BC-UBND ngày nào?", "Có những báo cáo nào?", "Ai ký báo cáo quý I năm 2024?",
])  # fmt: skip
def test_other_questions_are_not_about_cited_documents(question: str):
    assert asked_document(question) is None
