"""What the properties of every written file say: that the report is invented."""

from __future__ import annotations

from .document import Document

FOOTER = "Tài liệu minh họa, số liệu hư cấu"
SUBJECT = "Báo cáo hư cấu để minh họa phần mềm qa_cchc; không phải văn bản của cơ quan nào"
KEYWORDS = "hư cấu; minh họa; invented; sample; qa_cchc"
COMMENTS = (
    "Địa danh, người ký, số hiệu và mọi số liệu trong tài liệu này đều hư cấu. "
    "Invented sample: every place, person, document number and figure is made up."
)
AUTHOR = "qa_cchc sample archive"


def title(document: Document) -> str:
    """The title shown by viewers, marked as invented."""
    return f"[Hư cấu] {document.letterhead.kind.capitalize()} {' '.join(document.letterhead.title)}"
