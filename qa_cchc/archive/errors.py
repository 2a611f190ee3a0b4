"""What can go wrong with an index, each as one Vietnamese sentence that names the command which mends it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class ArchiveError(Exception):
    """An index cannot be used or built; the message is meant for the person at the screen."""


def _build_command(index: Path) -> str:
    shown = f'"{index}"' if " " in str(index) else str(index)
    return f"qa-cchc build THƯ_MỤC_BÁO_CÁO --index {shown}"


class IndexMissing(ArchiveError):
    """There is no built index in the folder."""

    def __init__(self, index: Path) -> None:
        super().__init__(f"Chưa có chỉ mục trong thư mục {index}; hãy lập bằng lệnh: {_build_command(index)}")


class IndexDamaged(ArchiveError):
    """The index is there but not whole, or cannot be read."""

    def __init__(self, index: Path, what: str) -> None:
        super().__init__(
            f"Chỉ mục trong thư mục {index} bị hỏng ({what}); hãy lập lại bằng lệnh: {_build_command(index)}"
        )


class IndexOutdated(ArchiveError):
    """The index was written by a version of the program whose index looked otherwise."""

    def __init__(self, index: Path) -> None:
        super().__init__(
            f"Chỉ mục trong thư mục {index} do phiên bản khác của chương trình lập nên không đọc được; "
            f"hãy lập lại bằng lệnh: {_build_command(index)}"
        )


class IndexOfOtherModel(ArchiveError):
    """The vectors of the index were made by another embedding model than the one that is set."""

    def __init__(self, index: Path, made_with: str, wanted: str) -> None:
        super().__init__(
            f"Chỉ mục trong thư mục {index} được lập bằng mô hình nhúng “{made_with}”, không phải “{wanted}”; "
            f"hãy lập lại bằng lệnh: {_build_command(index)}"
        )


class IndexBusy(ArchiveError):
    """Another build is at work on the same index."""

    def __init__(self, index: Path, builder: str) -> None:
        super().__init__(
            f"Chỉ mục trong thư mục {index} đang được một tiến trình khác lập ({builder}); "
            f"hãy đợi tiến trình đó xong rồi chạy lại: {_build_command(index)}"
        )


class CannotWrite(ArchiveError):
    """The index folder cannot be written."""

    def __init__(self, index: Path, reason: str) -> None:
        super().__init__(
            f"Không ghi được vào thư mục chỉ mục {index} ({reason}); "
            "hãy chọn thư mục khác: qa-cchc build THƯ_MỤC_BÁO_CÁO --index THƯ_MỤC_GHI_ĐƯỢC"
        )


class NoReports(ArchiveError):
    """The folders given hold no report that can be read; the index stays as it was. `failed`: (file, reason) pairs."""

    def __init__(self, why: str, failed: Sequence[tuple[str, str]] = ()) -> None:
        self.failed = tuple(failed)
        super().__init__(
            f"{why}; hãy đưa báo cáo (.pdf, .docx, .txt, .md) vào thư mục rồi chạy lại: qa-cchc build THƯ_MỤC_BÁO_CÁO"
        )


class UnknownReport(ArchiveError):
    """No report of that id stands in the archive."""

    def __init__(self, report_id: str) -> None:
        super().__init__(f"Kho không có báo cáo mang mã {report_id}; xem danh sách bằng lệnh: qa-cchc reports")


class OutsideCorpus(ArchiveError):
    """A report's file name leads out of the corpus folder it was read from."""

    def __init__(self, file: str) -> None:
        super().__init__(f"Tệp {file} dẫn ra ngoài thư mục báo cáo nên không mở được")
