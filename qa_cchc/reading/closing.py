"""The end of a document: recipients, who signs, and the person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa_cchc.reading.blocks import Para
from qa_cchc.vietnamese.unicode import fold

_RECIPIENTS = re.compile(r"noi nhan\b")
_AUTHORITY = re.compile(r"(?:t/?m|k/?t|tl|tuq|q)\s*\.\s*(?=\S)")
_TITLE = re.compile(
    r"(?:quyen |q\. ?)?(?:pho )?(?:chu tich|giam doc|chanh van phong|truong phong|truong ban|chi cuc truong|"
    r"cuc truong|chanh thanh tra|bo truong|thu truong|vien truong|tong giam doc|hieu truong|bi thu|doi truong|"
    r"truong cong an|vu truong|tong cuc truong)"
    r"(?: thuong truc| ubnd.*| uy ban nhan dan.*| so .*| phu trach)?"
)
_NOT_A_NAME = re.compile(r"\d|[,;:/()]|\bnoi nhan\b|\bubnd\b|phu luc|bieu|da ky|ky boi|bao cao|so lieu|thong ke")
_DEGREE = re.compile(r"^(?:(?:ThS|TS|PGS|GS|BS|BSCKI+|KS|CN|Ths|CKI+|Th\.S|LS)\.?\s*)+")
_NAME_PART = re.compile(r"[A-ZĐÀ-ỸƠƯĂÂÊÔ][^\W\d_]*(?:['’][^\W\d_]+)?|[A-ZĐ]\.")
_CONCLUSION = re.compile(
    r"tren day la|tren day, |noi nhan|ubnd .{2,60} kinh bao cao|uy ban nhan dan .{2,60} kinh bao cao"
)


def opens_closing(para: Para) -> bool:
    """Whether the paragraph begins the recipients or the signature."""
    value = para.text.value
    folded = fold(value)
    if _RECIPIENTS.match(folded) and len(value) < 400:
        return True
    if len(value) > 90 or not value.isupper():
        return False
    return _AUTHORITY.match(folded) is not None or _TITLE.fullmatch(folded) is not None


def opens_conclusion(text: str) -> bool:
    """Whether the paragraph is the sentence that ends a report ("Trên đây là báo cáo …")."""
    return _CONCLUSION.match(fold(text)) is not None


def signature_lines(paras: Sequence[Para]) -> list[str]:
    """The lines that say in whose name and office the document is signed."""
    return [para.text.value for para in paras if _is_office(para.text.value)]


def _is_office(value: str) -> bool:
    folded = fold(value)
    return (
        len(value) < 120
        and value[:2].isupper()
        and (_AUTHORITY.match(folded) is not None or _TITLE.fullmatch(folded) is not None)
    )


def find_signer(paras: Sequence[Para]) -> str | None:
    """The name under the last title line, None when nobody's name stands there."""
    right = [para for para in paras if para.side != "left"]
    offices = [index for index, para in enumerate(right) if _is_office(para.text.value)]
    if not offices:
        return None
    for para in right[offices[-1] + 1 : offices[-1] + 10]:
        name = person_name(para.text.value)
        if name:
            return name
    # Some conversions put the name before the title, or on the title's own line.
    tail = _TITLE.match(fold(right[offices[-1]].text.value))
    return person_name(right[offices[-1]].text.value[tail.end() :]) if tail else None


def person_name(value: str) -> str | None:
    """The person's name without academic titles ("ThS. NGUYỄN VĂN A" → "Nguyễn Văn A"), None if it is none."""
    bare = " ".join(_DEGREE.sub("", value.strip()).split())
    parts = bare.split(" ")
    if (
        not 2 <= len(parts) <= 6
        or _NOT_A_NAME.search(fold(bare))
        or _AUTHORITY.match(fold(bare))
        or _TITLE.match(fold(bare))
    ):
        return None
    if not all(_NAME_PART.fullmatch(part) for part in parts):
        return None
    return " ".join(part.capitalize() if part.isupper() and len(part) > 1 else part for part in parts)
