"""What kind of stretch a passage is, and which kind a question looks for.

The frame of a report (opening line, appendix heads, recipients, signature) names office and period like no other
passage, yet answers hardly anything but who signed and who receives it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qa_cchc.records import Passage
from qa_cchc.vietnamese.question_words import asks_number as asks_number
from qa_cchc.vietnamese.unicode import fold

KINDS = ("prose", "footnote", "form", "table", "frame", "signature", "recipients")
_FRAME = re.compile(
    r"\(?\s*(?:ban hanh )?kem theo\b|tren day la bao cao\b|thuc hien (?:ke hoach|cong van|che do) .*bao cao\b"
)
_OPENS = re.compile(r"\b(?:bao cao|ban hanh ke hoach)\b.*(?:nhu sau|sau day)\s*:?\s*$", re.DOTALL)
_HEADS_FORM = re.compile(r"\s*(?:bieu|phu luc|mau)\b")
_POSTS = re.compile(
    r"^(?:tm\.|kt\.|tl\.|tuq\.|q\.)"
    r"|^(?:pho )?(?:chu tich|giam doc|cuc truong|bo truong|truong ban|chanh van phong|thu truong)\s*\n"
)
_ASKS_SIGNER = re.compile(
    r"\b(?:ai|nguoi nao|ong nao|ba nao|ong ba nao|vi nao|lanh dao nao|nguoi)\b.{0,30}\b(?:ky|dung ten)\b(?! luat)"
    r"|\bky (?:boi|ten)\b|\bnguoi ky\b"
)
_ASKS_RECIPIENTS = re.compile(
    r"\bnoi nhan\b|\b(?:gui|bao cao) (?:cho|den|toi|ve)? ?(?:nhung )?(?:ai|dau|co quan nao|don vi nao|noi nao)\b"
)


# Sections that tell of what is yet to be done, and questions about that.
_PLANNED = re.compile(
    r"phuong huong|\bnhiem vu (?:trong tam|\d|nam|quy|6 thang|cuoi)|\bnhiem vu.{0,20}(?:tiep theo|toi|quy|nam)"
    r"|giai phap|ke hoach .{0,10}(?:quy|nam)"
)
_ASKS_PLAN = re.compile(
    r"\b(?:se|phuong huong|ke hoach|ke tiep|sap toi|toi day|dinh|du kien|du dinh|tinh|trong tam|muc tieu"
    r"|(?:quy|nam|ky|thoi gian|thang) (?:toi|sau))\b"
)
_HELD_NUMBER = re.compile(r"\t[^\t]*\d")


def asks_plan(question: str) -> bool:
    """Whether a question may be about what is yet to be done ("quý tới", "dự kiến")."""
    return bool(_ASKS_PLAN.search(fold(question)))


def is_planned(passage: Passage) -> bool:
    """Whether a passage stands where a report tells what is yet to be done."""
    return _plans(passage.context)


@lru_cache(maxsize=1 << 12)
def _plans(context: str) -> bool:
    return bool(_PLANNED.search(fold(context)))


def is_empty(passage: Passage) -> bool:
    """Whether a passage is a row that gives no number."""
    return passage.origin in ("form", "table") and not _HELD_NUMBER.search(passage.text)


def kind_of(passage: Passage) -> int:
    """The index in `KINDS` of a passage's kind."""
    if passage.origin != "prose":
        return KINDS.index(passage.origin)
    text = fold(passage.text.strip())
    if not passage.context.strip():
        if text.startswith("noi nhan"):
            return KINDS.index("recipients")
        if _POSTS.match(text) and len(text) < 160:
            return KINDS.index("signature")
        # A numbered item of a terse report heads itself ("7/ Cáp quang: đã đủ 09/09 xã").
        if not passage.section.strip() or _HEADS_FORM.match(fold(passage.section)):
            return KINDS.index("frame")
    if len(text) < 400 and (_FRAME.match(text) or _OPENS.search(text)):
        return KINDS.index("frame")
    return KINDS.index("prose")


def wanted_kind(question: str) -> int | None:
    """The kind of frame that a question is about ("ai ký báo cáo 12"), None for questions about what is reported."""
    folded = fold(question)
    if _ASKS_SIGNER.search(folded):
        return KINDS.index("signature")
    if _ASKS_RECIPIENTS.search(folded):
        return KINDS.index("recipients")
    return None
