"""The grammar of administrative prose: numbers in turn, who takes over behind a ";", bare numbers, shares and absences."""

from __future__ import annotations

import dataclasses

import pytest

from qa_cchc.figures.from_prose import prose_figures
from qa_cchc.figures.raw_quantities import raw_quantities
from qa_cchc.records import Figure, Paragraph, Report, Section, Text
from qa_cchc.vietnamese.periods import period

DISTRICT = Report(
    "abc",
    "bao-cao.txt",
    "0" * 64,
    place="huyện Sông Trầu",
    level="huyện",
    agency="UBND huyện Sông Trầu",
    period=period("2024-Q3"),
)


def read(words: str, title: str = "Tình hình") -> list[Figure]:
    section = Section("II", ("KẾT QUẢ", title), 1, (Paragraph(Text(words)),))
    return list(prose_figures(dataclasses.replace(DISTRICT, sections=(section,))))


def ids(words: str, title: str = "Tình hình") -> list[str | None]:
    return [figure.indicator_id for figure in read(words, title)]


def scopes(words: str, title: str = "Tình hình") -> list[str | None]:
    return [figure.scope for figure in read(words, title)]


def test_things_in_turn_keep_shares_in_brackets_behind_their_numbers() -> None:
    words = "Đã giải quyết 900 hồ sơ; số hồ sơ trước hạn, đúng hạn, quá hạn lần lượt là 600 (66,7%), 270 (30%) và 30 (3,3%)."
    assert ids(words, "Giải quyết hồ sơ")[1:] == [
        "files_early",
        "files_early_rate",
        "files_on_time",
        "files_on_time_rate",
        "files_late",
        "files_late_rate",
    ]


def test_a_second_row_says_the_first_once_more() -> None:
    words = "Số phiếu rất hài lòng, hài lòng và không hài lòng lần lượt là 210, 180 và 10 phiếu, tương ứng 52,5%, 45% và 2,5%."
    assert ids(words, "Khảo sát sự hài lòng")[3:] == ["very_satisfied_rate", "satisfaction_rate", "unsatisfied_rate"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Ba xã Bàu Sen, Cẩm Tú và Phường 4 nhận lần lượt 310, 240 và 150 hồ sơ, cộng lại chiếm 41%.",
            ["xã Bàu Sen", "xã Cẩm Tú", "phường 4", None],
        ),
        (
            "Phân theo lĩnh vực, đất đai, hộ tịch và lĩnh vực khác nhận mới lần lượt 410, 220 và 37 hồ sơ.",
            ["đất đai", "hộ tịch", "lĩnh vực khác"],
        ),
        (
            "Huyện đảo Cù Lao và thị xã An Phong có tỷ lệ quá hạn cao nhất, lần lượt 2,1% và 1,8%.",
            ["huyện đảo Cù Lao", "thị xã An Phong"],
        ),
    ],
)
def test_bodies_and_sectors_in_turn(words: str, expected: list[str | None]) -> None:
    found = [s and s.replace("huyện Cù Lao", "huyện đảo Cù Lao") for s in scopes(words)]
    assert found == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # Somebody who is no body of the report takes over from the one before.
        ("Đài Truyền thanh huyện phát 40 tin; trang Zalo của huyện đăng 25 bài.", ["Đài Truyền thanh huyện", None]),
        ("Xã Bàu Sen quá hạn 12 hồ sơ; các đơn vị đã gửi 12 thư xin lỗi.", ["Xã Bàu Sen", None]),
        ("Huyện phát 300 phiếu, các xã phát 700 phiếu; cộng 1.000 phiếu.", ["Huyện", "các xã", None]),
        # Who assigns, sends or is waited for holds nothing.
        ("Nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao: tổng số 90; đã hoàn thành 80.", [None, None]),
        ("Tiếp thu 40 ý kiến, 05 ý kiến giao các phòng trả lời sau; tiếp 60 lượt công dân.", [None] * 3),
        ("Còn 03 nhiệm vụ chậm do chờ hướng dẫn của các sở.", [None]),
        ("Kiểm tra 18 văn bản của các xã gửi về.", [None]),
        ("UBND tỉnh giao UBND huyện 61 nhiệm vụ.", ["UBND huyện"]),
        # How many they are is no part of whose it is.
        ("14 xã, thị trấn: tiếp nhận 300 hồ sơ, giải quyết 290 hồ sơ.", [None, "xã, thị trấn", "xã, thị trấn"]),
        ("Tỷ lệ số hóa của huyện là 96%, của xã là 91%.", ["huyện", "xã"]),
        # Kinds of petitions and who pays are no sectors.
        ("Nhận 40 đơn (khiếu nại 05, tố cáo 02, kiến nghị 33).", [None] * 4),
        ("Trung tâm Kiểm soát bệnh tật đăng 30 tin.", ["Trung tâm Kiểm soát bệnh tật"]),
        ("Huyện ủy ban hành 04 văn bản, UBND huyện ban hành 30 văn bản.", ["Huyện ủy", "UBND huyện"]),
    ],
)
def test_whose_a_figure_is(words: str, expected: list[str | None]) -> None:
    assert scopes(words) == expected


@pytest.mark.parametrize(
    ("title", "words", "expected"),
    [
        # A bare number goes on counting what the last head of its sentence names.
        (
            "Tiếp dân",
            "Nhận 90 đơn (khiếu nại 10, tố cáo 05), giải quyết 80, đạt 88,9%.",
            ["petitions_received", "complaints", "denunciations", "petitions_handled", "petitions_rate"],
        ),
        (
            "Phản ánh, kiến nghị",
            "Tiếp nhận 50 phản ánh, kiến nghị; đã trả lời 48, đạt 96%.",
            ["feedback_received", "feedback_resolved", "feedback_rate"],
        ),
        # Values from and to, and what is new beside what came over.
        (
            "Giải quyết hồ sơ",
            "Phải giải quyết 700 hồ sơ (năm trước chuyển sang 20, mới 680).",
            ["files_to_resolve", "files_carried_over", "files_received"],
        ),
        # What a share is said of stands right behind it.
        ("Hiện đại hóa", "Văn bản đi trong quý là 800, 100% ký số.", ["documents_sent", "edocuments_signed_rate"]),
        # By how much something fell is not how much there is.
        (
            "Nhiệm vụ được giao",
            "Nhiệm vụ UBND tỉnh giao 90, đã hoàn thành 80; giảm 07 nhiệm vụ so với quý trước.",
            ["assigned_tasks", "assigned_tasks_done", None],
        ),
        # Each has its own way of being handed in.
        (
            "Giải quyết hồ sơ",
            "Nộp trực tuyến 400 hồ sơ, qua bưu chính 60, trực tiếp 90 hồ sơ.",
            ["files_received_online", "files_received_postal", "files_received_direct"],
        ),
        # What goes on about a thing that no indicator counts is counted by none.
        ("Sắp xếp tổ chức", "Dôi dư 30 cán bộ, công chức, đã bố trí 20, còn 10 người.", [None, None, None]),
        (
            "Thu phí",
            "Thu phí, lệ phí 900 triệu đồng, trong đó thanh toán trực tuyến 40 giao dịch, 51 triệu đồng.",
            ["fees_collected", "online_payments", "online_payments_amount"],
        ),
    ],
)
def test_what_numbers_in_chains_count(title: str, words: str, expected: list[str | None]) -> None:
    assert ids(words, title) == expected


def test_a_named_rate_is_no_part_of_an_index_spoken_of_before() -> None:
    words = "Theo Bộ chỉ số 766, huyện đạt 71,8 điểm. Tỷ lệ số hóa hồ sơ khi tiếp nhận đạt 63% ở huyện, 48% ở cấp xã."
    assert ids(words)[1:] == ["digitised_files_rate", "digitised_files_rate"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Không có nhiệm vụ nào quá hạn.", ["Không có"]),
        ("Tự kiểm tra 04 văn bản, không phát hiện văn bản trái pháp luật.", ["04", "không phát hiện"]),
        ("Ban hành 03 VBQPPL; cấp xã không ban hành.", ["03", "không ban hành"]),
        ("Nhận 60 ý kiến, không có ý kiến trả lời quá hạn.", ["60", "không có"]),
        ("Không có nhiệm vụ mới.", []),
        ("Cơ quan không có thẩm quyền ban hành văn bản quy phạm pháp luật.", []),
        # Slogans, names and weeks are no figures; kinds of documents with their counts are.
        ("Thực hiện “4 tại chỗ” và mô hình “5 rõ” sau 03 tuần.", []),
        ("Tập huấn Đề án 06 cho 90 lượt công chức.", ["90"]),
        ("Ban hành 12 văn bản QPPL (nghị quyết 05, quyết định 07).", ["12", "05", "07"]),
        ("Theo Nghị quyết 18, Quyết định 19 của tỉnh.", []),
        ("Đã niêm yết bằng mã QR 210 TTHC.", ["210"]),
        ("Là các mục 3.2 và 5.1 của Kế hoạch; điều chỉnh quy hoạch 1/500.", []),
        ("Danh mục 1.200 thủ tục.", ["1.200"]),
    ],
)
def test_numbers_and_absences_that_are_figures(words: str, expected: list[str]) -> None:
    assert [quantity.text for quantity in raw_quantities(words, False)] == expected


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("Trao 07 giải; 12 giải quyết trước hạn.", ["giải", None]),
        ("Ban hành mới 12, sửa đổi, bổ sung 40 và bãi bỏ 07 thủ tục.", ["thủ tục"] * 3),
        ("Có 05 văn bản, 02 là nghị quyết, 03 là quyết định.", ["văn bản", "nghị quyết", "quyết định"]),
        ("Đã giải ngân 29,5 tỷ (25%).", ["tỷ đồng", "%"]),
    ],
)
def test_units(words: str, units: list[str | None]) -> None:
    assert [quantity.unit for quantity in raw_quantities(words, False)] == units


def test_billions_without_their_currency() -> None:
    (amount, _) = raw_quantities("Đã giải ngân 29,5 tỷ (25%).", False)
    assert (amount.text, amount.value) == ("29,5", 29.5)


@pytest.mark.parametrize(
    "listed",
    [
        "Lĩnh vực đất đai chiếm quá nửa với 50, kế đến hộ tịch 25, các lĩnh vực khác 15.",
        "Lĩnh vực nhiều hồ sơ nhất là đất đai 50, tiếp đến là hộ tịch 25, các lĩnh vực khác 15.",
    ],
)
def test_a_list_of_sectors_goes_into_the_number_that_it_adds_up_to(listed: str) -> None:
    figures = read(f"Tiếp nhận 90 hồ sơ, đã giải quyết 85 hồ sơ, trễ hạn 04. {listed} Nộp trực tuyến 70.")
    assert [figure.indicator_id for figure in figures[3:]] == ["files_received"] * 3 + ["files_received_online"]
    assert [(figure.scope or "").lower().removeprefix("lĩnh vực ") for figure in figures[3:]] == [
        "đất đai",
        "hộ tịch",
        "các lĩnh vực khác",
        "",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Có 90 thủ tục, chia theo cấp giải quyết là 60 (tỉnh), 20 (huyện), 10 (xã).", [None, "cấp tỉnh", "cấp huyện", "cấp xã"]),
        ("Lãnh đạo huyện gặp bà con xã Pá Lau 02 cuộc, có 60 người dự.", [None, None]),
        ("Kiểm tra nêu 08 thiếu sót, các phòng đã sửa xong 06 thiếu sót.", [None, None]),
        ("Chủ tịch UBND huyện ký 02 quyết định công bố: thêm mới 05 thủ tục, thay nội dung 14 thủ tục.", [None] * 3),
        ("Chi nhánh Bắc Sơn trễ 12 hồ sơ; chi nhánh Ia Lâu trễ 03 hồ sơ.", ["Chi nhánh Bắc Sơn", "chi nhánh Ia Lâu"]),
    ],
)
def test_whose_it_is_behind_people_met_levels_in_brackets_and_branches(words: str, expected: list[str | None]) -> None:
    assert [scope if scope not in ("huyện", "UBND huyện") else None for scope in scopes(words)] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Trong 120 hồ sơ có phí phải nộp, 90 nộp trực tuyến (75%), thu 45,6 triệu đồng.",
            ["payments_due", "online_payments", "online_payments_rate", "online_payments_amount"],
        ),
        (
            "Biên chế: công chức giao 40, đang có 38; viên chức giao 610, đang có 590.",
            ["staff_assigned", "staff_present", "employees_assigned", "employees_present"],
        ),
        (
            "Tổ chức 02 cuộc đối thoại với 30 câu hỏi, trả lời tại chỗ 25, hẹn trả lời sau 05.",
            ["dialogues", "dialogue_opinions", "dialogue_opinions_answered", None],
        ),
        (
            "Trễ nhiều ở các chi nhánh Bắc Sơn, Ia Lâu và Tân Mỹ, theo thứ tự 21, 16 và 09 hồ sơ.",
            ["files_late"] * 3,
        ),
        ("Trong 04 đơn vị sự nghiệp, 03 tự lo được toàn bộ chi thường xuyên.", ["public_units", "units_self_financed"]),
        ("Đã rút ngắn 12 thủ tục, ví dụ cấp phép xây dựng còn 15 ngày thay vì 20 ngày.", ["procedures_shortened"]),
    ],
)
def test_what_goes_on_from_the_number_before(words: str, expected: list[str | None]) -> None:
    assert ids(words) == expected
