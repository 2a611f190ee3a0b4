"""What a person is told of a file that could not be read: one sentence that names it, says why, and what to do."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from qa_cchc.reading.sandbox_child import one_line
from qa_cchc.settings import variable

if TYPE_CHECKING:
    from qa_cchc.reading.sandbox import End, Limits

_SAVE_AGAIN = "hãy mở tệp bằng phần mềm đã tạo ra nó rồi lưu lại, hoặc in ra PDF, rồi chạy lại"
_SAID = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.ELOOP: "liên kết dẫn vòng tròn",
    errno.EIO: "ổ đĩa bị lỗi khi đọc",
    errno.ESTALE: "ổ đĩa mạng đã ngắt",
    errno.EMFILE: "chương trình đang mở quá nhiều tệp",
    errno.ENXIO: "không phải tệp thường",
}


def reason(error: OSError) -> str:
    """Why the system would not open something, in Vietnamese where it is one of the usual reasons."""
    if isinstance(error, PermissionError):
        return "không có quyền"
    if isinstance(error, FileNotFoundError):
        return "không tìm thấy"
    if isinstance(error, IsADirectoryError):
        return "đó là thư mục, không phải tệp"
    if isinstance(error, NotADirectoryError):
        return "đường dẫn đi qua một tệp, không phải thư mục"
    return _SAID.get(error.errno or 0, error.strerror or str(error))


def not_opened(file: str, error: OSError) -> str:
    """The file's bytes cannot be had."""
    return f"{file}: không mở được tệp ({reason(error)})."


def too_large(file: str, size: int, most: int) -> str:
    """The file has more bytes than are read; `most` in MB."""
    return (
        f"{file}: tệp có {size / 1e6:.0f} MB, quá mức {most} MB nên không đọc; hãy tách tệp hoặc giảm cỡ ảnh trong "
        f"tệp, hay tăng biến {variable('file_mb')}, rồi chạy lại."
    )


def not_understood(file: str, error: BaseException) -> str:
    """Reading went wrong in a way that nobody foresaw."""
    return f"{file}: tệp hỏng hoặc có cấu trúc lạ nên không đọc được; {_SAVE_AGAIN} (chi tiết: {one_line(error)})."


def stopped(file: str, end: End, detail: str, limits: Limits) -> str:
    """Reading was stopped from outside, or ended by itself without a result."""
    if end == "quiet":
        return (
            f"{file}: mất quá {limits.quiet:g} giây không có tiến triển nên dừng lại; {_SAVE_AGAIN}, "
            f"hay tăng biến {variable('quiet_seconds')} nếu máy chậm."
        )
    if end == "overtime":
        return (
            f"{file}: quá {limits.total:g} giây mà chưa đọc xong nên dừng lại; hãy tách tệp thành nhiều phần, "
            f"hay tăng biến {variable('file_seconds')}, rồi chạy lại."
        )
    if end == "memory":
        return (
            f"{file}: cần quá {limits.memory // 2**20} MB bộ nhớ nên dừng lại; {_SAVE_AGAIN}, "
            f"hay tăng biến {variable('memory_mb')}."
        )
    why = f" (chi tiết: {detail})" if detail else ""
    return f"{file}: chương trình đọc tệp dừng đột ngột khi đọc tệp này; {_SAVE_AGAIN}{why}."
