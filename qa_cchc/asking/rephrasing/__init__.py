"""Optional rephrasing of a built answer by a language model, shown only where it says the same."""

from __future__ import annotations

import re
from dataclasses import replace

from qa_cchc.asking.rephrasing.check import fault
from qa_cchc.asking.rephrasing.client import Endpoint, Unanswered, complete
from qa_cchc.asking.rephrasing.prompt import messages
from qa_cchc.records import Answer, Rephrasing
from qa_cchc.settings import Settings, variable
from qa_cchc.vietnamese.unicode import repair

__all__ = ["rephrased"]

# Longer ones are lists and tables, which prose would only make harder to read.
_LONGEST = 4000
_CITED = re.compile(r"\[\d{1,4}\]")
_BLANKS = re.compile(r"[^\S\n]+")
# Models that think aloud do so before they answer.
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)


def rephrased(answer: Answer, settings: Settings) -> Answer:
    """The answer in the model's words where they pass the check, else as it was built, with a note that says why.

    Nothing is sent where no endpoint is set, and for an answer that states nothing cited. Never raises for what the
    endpoint does.
    """
    if not settings.llm_url or answer.status != "answered" or not _CITED.search(answer.answer):
        return answer
    if len(answer.answer) > _LONGEST:
        return _as_built(answer, "Câu trả lời dài nên không diễn đạt lại.")
    if not settings.llm_model:
        return _as_built(answer, f"Chưa đặt tên mô hình ({variable('llm_model')}) nên không diễn đạt lại câu trả lời.")
    model = settings.llm_model
    endpoint = Endpoint(settings.llm_url, model, settings.llm_key, max(1, settings.llm_seconds))
    try:
        told = _BLANKS.sub(" ", repair(_THOUGHT.sub("", complete(endpoint, messages(answer))))).strip()
    except Unanswered as error:
        return _as_built(answer, f"Giữ câu trả lời gốc vì nơi phục vụ mô hình “{model}” {error}.")
    built = repair(answer.answer)
    reason = fault(built, told)
    if reason:
        return _as_built(answer, f"Không dùng lời diễn đạt lại của mô hình “{model}” vì lời đó {reason}.")
    if " ".join(told.split()) == " ".join(built.split()):
        return answer
    note = f"Lời văn do mô hình “{model}” diễn đạt lại; con số, trích dẫn đã được đối chiếu với câu trả lời gốc."
    return replace(
        answer, answer=told, rephrased=Rephrasing(model=model, built=answer.answer), notes=(*answer.notes, note)
    )


def _as_built(answer: Answer, note: str) -> Answer:
    return replace(answer, notes=(*answer.notes, note))
