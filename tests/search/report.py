"""A small report made by hand, in the manner of real ones, for the tests of this room."""

from datetime import date

from qa_cchc.records import (
    Box,
    Cell,
    Footnote,
    FootnoteCall,
    Form,
    FormRow,
    Paragraph,
    Passage,
    Report,
    ReportRef,
    Section,
    Spot,
    Table,
    Text,
)

LEAD = "Kết quả giải quyết hồ sơ của Bộ phận Một cửa trong kỳ (từ ngày 15/6/2024 đến ngày 14/9/2024) cụ thể như sau:"
DISTRICT = (
    "Bộ phận Một cửa huyện: Tiếp nhận 1.312 hồ sơ¹; đã giải quyết 1.290 hồ sơ (trong đó: trước hạn 902 hồ sơ, đúng hạn 385 "
    "hồ sơ, trễ hạn 03 hồ sơ), còn lại 22 hồ sơ đang giải quyết."
)
COMMUNES = (
    "Bộ phận Một cửa các xã, thị trấn: Tiếp nhận 8.046 hồ sơ; giải quyết 8.046 hồ sơ, trong đó trước hạn 6.120 hồ sơ, đúng "
    "hạn 1.926 hồ sơ, không có hồ sơ quá hạn."
)
LONG = (
    "Trong 9 tháng, huyện tập trung chỉ đạo sắp xếp, kiện toàn tổ chức bộ máy theo hướng tinh gọn, gắn với tinh giản biên "
    "chế và cơ cấu lại đội ngũ cán bộ, công chức, viên chức theo lộ trình đã được cấp có thẩm quyền phê duyệt. "
    "Ủy ban nhân dân huyện đã ban hành quyết định quy định chức năng, nhiệm vụ, quyền hạn của 12 cơ quan chuyên môn; các "
    "phòng rà soát, hoàn thiện quy chế làm việc và phân công lại nhiệm vụ cho từng công chức phù hợp vị trí việc làm. "
    "Tổng số đơn vị sự nghiệp công lập của huyện là 58 đơn vị. "
    "Trong đó, có 52 đơn vị sự nghiệp giáo dục, 03 đơn vị sự nghiệp văn hóa, thông tin và 03 đơn vị sự nghiệp khác. "
    "Biên chế công chức được giao năm 2024 là 96 biên chế, hiện có mặt 91 người; số người làm việc trong các đơn vị sự "
    "nghiệp công lập được giao là 1.842 người, hiện có mặt 1.795 người, thấp hơn số được giao 47 người do chưa tuyển dụng "
    "kịp giáo viên mầm non và tiểu học cho các điểm trường vùng sâu. "
    "Công tác kiểm tra việc thực hiện chức năng, nhiệm vụ được tiến hành tại 06 phòng và 05 xã; qua kiểm tra đã chấn chỉnh "
    "việc phân công nhiệm vụ chưa rõ người, rõ việc, yêu cầu các đơn vị sửa đổi quy chế làm việc và báo cáo kết quả khắc phục "
    "về Phòng Nội vụ trước ngày 30 hằng tháng để tổng hợp, tham mưu Chủ tịch Ủy ban nhân dân huyện xem xét. "
    "Huyện cũng đã hoàn thành việc sắp xếp các phòng chuyên môn bảo đảm đáp ứng tiêu chí theo quy định của Chính phủ."
)


def text(value: str, line: int, page: int = 1) -> Text:
    """Text with one spot per 40 characters, each on its own line of the page."""
    spots = []
    for number, start in enumerate(range(0, len(value), 40)):
        end = min(start + 40, len(value))
        top = 100 + 20 * (line + number)
        spots.append(Spot(start, end, page, line, Box(page, 70, top, 70 + 6 * (end - start), top + 14)))
    return Text(value, tuple(spots))


def row(
    path: str, name: str, unit: str, value: str | None, parents: tuple[str, ...], line: int, note: str = ""
) -> FormRow:
    box = Box(3, 70, 100 + line, 500, 112 + line)
    return FormRow(path.split("/")[-1], path, name, unit, value, note, parents, 3, line, (box,), (box,))


ON_TIME = "Tỷ lệ hồ sơ TTHC do UBND cấp huyện tiếp nhận được giải quyết đúng hạn"
REPORT = Report(
    id="0123456789ab",
    file="huyen-phu-an/bc-415.pdf",
    sha256="0" * 64,
    number="415/BC-UBND",
    date=date(2024, 9, 16),
    agency="UBND huyện Phú An",
    sections=(
        Section("", (), 1, (Paragraph(text("Thực hiện Kế hoạch số 12/KH-UBND về cải cách hành chính năm 2024.", 3)),)),
        Section(
            "II.2",
            ("Kết quả thực hiện cải cách hành chính", "Cải cách thủ tục hành chính"),
            1,
            (
                Paragraph(text("Niêm yết công khai 284 thủ tục hành chính tại trụ sở và trên Cổng dịch vụ công.", 10)),
                Paragraph(text(LEAD, 14)),
                Paragraph(text(DISTRICT, 18), (FootnoteCall("1", DISTRICT.index("¹")),), "-", LEAD),
                Paragraph(text(COMMUNES, 25), (), "-", LEAD),
            ),
        ),
        Section(
            "II.3",
            ("Kết quả thực hiện cải cách hành chính", "Cải cách tổ chức bộ máy"),
            2,
            (Paragraph(text(LONG, 2, 2)),),
        ),
    ),
    footnotes=(
        Footnote(
            "1",
            text("Đất đai: 610 hs; Hộ tịch: 88 hs; Chứng thực: 402 hs; Hộ kinh doanh: 212 hs.", 40),
            1,
            2,
            DISTRICT.index("¹"),
        ),
        Footnote("2", text("Văn bản mật và hồ sơ bản vẽ.", 41)),
    ),
    forms=(
        Form(
            "3",
            "Cải cách thủ tục hành chính",
            "Phụ lục II",
            (
                row("3", "Kết quả giải quyết TTHC", "", None, (), 60),
                row("3.2", ON_TIME, "%", "99,8", ("Kết quả giải quyết TTHC",), 62),
                row(
                    "3.2/1",
                    "Tổng số hồ sơ TTHC đã giải quyết xong",
                    "Hồ sơ",
                    "1290",
                    ("Kết quả giải quyết TTHC", ON_TIME),
                    64,
                ),
                row(
                    "3.2/2", "Số hồ sơ TTHC giải quyết đúng hạn", "Hồ sơ", "", ("Kết quả giải quyết TTHC", ON_TIME), 66
                ),
            ),
            3,
        ),
    ),
    tables=(
        Table(
            "Kết quả giải quyết hồ sơ theo đơn vị",
            1,
            (("Đơn vị",), ("Tiếp nhận", "Trực tuyến"), ("Tiếp nhận", "Trực tiếp")),
            (
                (Cell("Xã Tân Lộc", 2, (Box(2, 70, 600, 150, 612),), 80), Cell("412", 2), Cell("96", 2)),
                (Cell("Toàn huyện", 2), Cell("Toàn huyện", 2, reached=True), Cell("96", 2)),
            ),
            2,
        ),
    ),
)


def passage(said: str, context: str = "", ordinal: int = 0) -> Passage:
    """A passage of another report, for tests that need only texts."""
    ref = ReportRef("f" * 12, "01/BC-UBND", None, "UBND xã")
    return Passage(f"{'f' * 12}:{ordinal}", ref, said, context, "x.txt", "II", 1, 1, ())
