"""The one table of settings: each field below is a setting, with its default and its help text.

A setting comes from the command line if given there, else from the environment variable `QA_CCHC_<NAME>`, else from
its default. `--help` and the user guide print the same help texts.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "QA_CCHC_"


class BadSetting(ValueError):
    """A setting that cannot be understood; the message is a sentence for the person who set it."""


def _setting(default: Any, help_text: str, choices: tuple[str, ...] = (), secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"help": help_text, "choices": choices})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. An empty text means "not set"."""

    corpus: Path = _setting(Path("corpus"), "thư mục chứa báo cáo, dùng khi lệnh build không nêu thư mục nào")
    index: Path = _setting(Path("index"), "thư mục chứa chỉ mục")
    model: str = _setting(
        "", "mô hình nhúng sentence-transformers (thư mục hoặc tên trên hub); để trống là dùng mô hình kèm chương trình"
    )
    model_query_prompt: str = _setting("", "lời dẫn đặt trước câu hỏi, nếu mô hình nhúng cần")
    model_passage_prompt: str = _setting("", "lời dẫn đặt trước đoạn văn, nếu mô hình nhúng cần")
    model_segmented: bool = _setting(False, "mô hình nhúng nhận văn bản đã tách từ (có hoặc không)")
    model_dimension: int = _setting(0, "số chiều giữ lại của véc-tơ, với mô hình nhúng cho cắt bớt; 0 là giữ hết")
    model_dtype: str = _setting("float32", "kiểu số khi chạy mô hình nhúng", ("float32", "bfloat16", "float16"))
    reranker: str = _setting(
        "", "mô hình xếp lại (cross-encoder sentence-transformers, thư mục hoặc tên trên hub); để trống là không dùng"
    )
    reranker_segmented: bool = _setting(False, "mô hình xếp lại nhận văn bản đã tách từ (có hoặc không)")
    reranker_first: int = _setting(20, "số đoạn đứng đầu được xếp lại")
    glossary: str = _setting("", "tệp YAML bổ sung chữ viết tắt của cơ quan mình")
    indicators: str = _setting("", "tệp YAML bổ sung chỉ tiêu, tên gọi khác của chỉ tiêu ở cơ quan mình")
    workers: int = _setting(0, "số tiến trình đọc báo cáo khi lập chỉ mục; 0 là tự chọn theo số nhân của máy")
    quiet_seconds: int = _setting(
        60, "số giây tối đa đọc một tệp mà không có tiến triển, quá thì dừng đọc tệp đó; 0 là không giới hạn"
    )
    file_seconds: int = _setting(
        1800, "số giây tối đa để đọc xong một tệp (bản quét dài cần nhiều phút); 0 là không giới hạn"
    )
    memory_mb: int = _setting(
        3000, "bộ nhớ tối đa (MB) để đọc một tệp, chỉ giới hạn được trên Linux và macOS; 0 là không giới hạn"
    )
    file_mb: int = _setting(300, "cỡ tối đa (MB) của một tệp báo cáo")
    unpacked_mb: int = _setting(400, "cỡ tối đa (MB) sau khi bung nén của một tệp DOCX, XLSX hay ODT")
    xml_depth: int = _setting(200, "số tầng lồng nhau tối đa của các thẻ trong tệp DOCX, XLSX, ODT hay HTML")
    most_pages: int = _setting(3000, "số trang tối đa của một tệp")
    most_characters: int = _setting(5_000_000, "số ký tự tối đa của phần chữ trong một tệp")
    page_pixels: int = _setting(
        100_000_000, "số điểm ảnh tối đa của ảnh một trang; trang lớn hơn không được nhận dạng chữ"
    )
    ocr: str = _setting("auto", "nhận dạng chữ trang ảnh quét bằng Tesseract: auto (có thì dùng) hoặc off (không dùng)")
    ocr_cache: str = _setting("", "thư mục giữ kết quả nhận dạng chữ; để trống là thư mục ocr trong thư mục chỉ mục")
    ocr_cores: int = _setting(0, "số trang nhận dạng chữ cùng lúc; 0 là bằng số nhân của máy")
    ocr_seconds: int = _setting(
        120, "số giây tối đa của một lượt Tesseract nhận dạng chữ (mỗi trang có nhiều lượt); 0 là không giới hạn"
    )
    passages: int = _setting(5, "số đoạn trích kèm theo câu trả lời")
    citation: str = _setting(
        "memo",
        "kiểu trích dẫn: memo (văn bản hành chính), short (gọn), footnote (chú thích cuối trang), bibtex hoặc csl "
        "(danh mục tài liệu tham khảo)",
        ("memo", "short", "footnote", "bibtex", "csl"),
    )
    agency_names: str = _setting(
        "printed",
        "tên cơ quan trong trích dẫn: printed (như báo cáo ghi), full (Ủy ban nhân dân…) hoặc short (UBND…)",
        ("printed", "full", "short"),
    )
    office: str = _setting(
        "", "tên cơ quan ghi ở đầu bản ghi nhớ; có cơ quan chủ quản thì nêu trước, cách nhau bằng dấu chấm phẩy"
    )
    office_place: str = _setting("", "địa danh ghi trước ngày tháng ở đầu bản ghi nhớ, ví dụ Duyên Hải")
    csv_separator: str = _setting(
        ",",
        "dấu ngăn cột của tệp CSV: dấu phẩy (số thập phân dùng dấu chấm) hoặc dấu chấm phẩy (số thập phân dùng dấu "
        "phẩy, như Excel cài tiếng Việt)",
        (",", ";"),
    )
    llm_url: str = _setting(
        "",
        "địa chỉ của mô hình ngôn ngữ diễn đạt lại câu trả lời (giao thức OpenAI, ví dụ http://127.0.0.1:11434/v1); để "
        "trống là không dùng",
    )
    llm_model: str = _setting("", "tên mô hình ngôn ngữ ở địa chỉ đó")
    llm_key: str = _setting("", "khóa truy cập mô hình ngôn ngữ, nếu nơi phục vụ đòi hỏi", secret=True)
    llm_seconds: int = _setting(20, "số giây tối đa chờ mô hình ngôn ngữ, ít nhất 1; quá thì giữ câu trả lời gốc")
    host: str = _setting("127.0.0.1", "địa chỉ mà trang web lắng nghe")
    port: int = _setting(7860, "cổng của trang web")
    uploads: str = _setting(
        "", "thư mục nhận tệp đưa lên từ trang web; để trống là thư mục báo cáo đầu tiên của kho ghi được"
    )
    upload_files: int = _setting(50, "số tệp tối đa cùng chờ vào kho từ trang web")
    session_hours: int = _setting(12, "số giờ không dùng thì phiên đăng nhập hết hạn, ít nhất 1")

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """Settings from `given` (values that are None count as not given), the environment and the defaults.

        Raises `BadSetting` naming the variable and what it should hold.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for setting in fields(cls):
            text = environment.get(variable(setting.name), "")
            if given.get(setting.name) is not None:
                values[setting.name] = type(setting.default)(given[setting.name])
            elif text.strip():
                values[setting.name] = _parse(setting.name, text, type(setting.default))
            _see_that_known(setting.name, values.get(setting.name), setting.metadata["choices"])
        return cls(**values)

    def glossary_file(self) -> Path | None:
        """The user's own glossary, None when there is none."""
        return Path(self.glossary) if self.glossary else None

    def indicators_file(self) -> Path | None:
        """The user's own file of indicators, None when there is none."""
        return Path(self.indicators) if self.indicators else None


def variable(name: str) -> str:
    """The environment variable of a setting: `port` → `QA_CCHC_PORT`."""
    return PREFIX + name.upper()


def help_of(name: str) -> str:
    """The help text of a setting, in Vietnamese."""
    return next(setting.metadata["help"] for setting in fields(Settings) if setting.name == name)


def table() -> list[tuple[str, str, str]]:
    """(environment variable, default as text, help) of every setting, for the help screen and the documents."""
    return [(variable(setting.name), _shown(setting.default), setting.metadata["help"]) for setting in fields(Settings)]


def _see_that_known(name: str, value: Any, choices: tuple[str, ...]) -> None:
    if choices and value is not None and value not in choices:
        raise BadSetting(f"Biến {variable(name)} phải là một trong {' '.join(choices)}, không phải “{value}”.")


_YES = {"1", "true", "yes", "on", "có", "co"}
_NO = {"0", "false", "no", "off", "không", "khong"}


def _parse(name: str, text: str, kind: type) -> Any:
    if kind is str:
        # A prompt's last space is part of it.
        return text
    text = text.strip()
    if kind is bool:
        if text.lower() not in _YES | _NO:
            raise BadSetting(f"Biến {variable(name)} phải là 1 (có) hoặc 0 (không), không phải “{text}”.")
        return text.lower() in _YES
    if kind is int:
        if not text.isascii() or not text.isdigit():
            raise BadSetting(f"Biến {variable(name)} phải là một số nguyên không âm, không phải “{text}”.")
        return int(text)
    return kind(text)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
