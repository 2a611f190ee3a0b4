"""Whatever a report holds, memo and workbook open again and say the same."""

from __future__ import annotations

import io

import docx
import made_answers
import openpyxl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from qa_cchc.export.memo import memo_bytes
from qa_cchc.export.words import clean
from qa_cchc.export.workbook import workbook_bytes
from qa_cchc.records import Answer

HOSTILE = ("=1+1", "_x000D_", "</w:t><w:t>", "\x00\ud800\ufffe", "a\tb\nc\rd\u2028e", "{=1}", "https://x.vn", "@x", "' ", "𐀀")
texts = st.text(max_size=60) | st.sampled_from(HOSTILE)


def answer_of(text: str) -> Answer:
    name = text if text.strip() else "Chỉ tiêu"
    one = made_answers.figure("a1", "aaaaaaaaaaaa", 7.5, indicator=name, quote=text, scope=text, note=text, text=text)
    made = made_answers.answer(one, notes=(text,))
    return made_answers.replaced(made, answer=f"{text} [1]", asked=name)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
@example(HOSTILE[3])
@example(HOSTILE[4])
def test_a_memo_of_any_text_opens_again(text: str) -> None:
    document = docx.Document(io.BytesIO(memo_bytes(answer_of(text), made=made_answers.MADE)))
    assert document.tables[1].rows[1].cells[4].text.startswith("7,5%")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
@example(HOSTILE[1])
@example(HOSTILE[3])
def test_a_workbook_of_any_text_gives_it_back(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(answer_of(text), made_answers.MADE)))
    head, row = book["Số liệu"].iter_rows()
    cell = next(cell for title, cell in zip(head, row, strict=True) if title.value == "Ghi chú của báo cáo")
    assert (cell.value or "") == clean(text).replace("\r\n", "\n").replace("\r", "\n") or "_x" in text
    assert all(one.data_type != "f" for one in row)
