"""An answer as an office memo in Word."""

from qa_cchc.export.memo.document import memo_bytes

__all__ = ["memo_bytes"]
