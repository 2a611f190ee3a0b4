"""Questions that cannot be asked. Each message is one sentence for the person who typed."""


class BadQuestion(ValueError):
    """A question that cannot be looked up."""


class EmptyQuestion(BadQuestion):
    """Nothing was asked."""

    def __init__(self) -> None:
        super().__init__("Câu hỏi đang để trống; hãy gõ điều cần hỏi, ví dụ: “tỷ lệ hồ sơ trực tuyến quý I”.")


class ForeignQuestion(BadQuestion):
    """A question in another language."""

    def __init__(self) -> None:
        super().__init__(
            "Câu hỏi có vẻ không phải tiếng Việt; kho chỉ trả lời câu hỏi tiếng Việt (có dấu hoặc không dấu)."
        )


class UnknownPeriodName(BadQuestion):
    """Words given for a period that name none."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"Không hiểu kỳ báo cáo “{text}”; hãy gõ như 2023-Q1, 2023-H1, 2023-9M, 2023 hoặc “quý I năm 2023”."
        )
