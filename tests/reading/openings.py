"""Invented openings of invented and real offices: each a letterhead, a title and a few headings, and what they say."""

from __future__ import annotations

from datetime import date

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"

OPENINGS: dict[str, tuple[str, dict[str, object]]] = {
    "hyphen dropped, kind in small letters, day left open": (
        "UỶ BAN NHÂN DÂN          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH BẮC LĨNH               Độc lập - Tự do - Hạnh phúc\n"
        "Số: 118 /BCUBND          Bắc Lĩnh, ngày      tháng 10 năm 2019\n\n"
        "Báo cáo\n"
        "Kết quả thực hiện công tác cải cách hành chính 9 tháng đầu năm\n\n"
        "Thực hiện quy định của Bộ Nội vụ, UBND tỉnh báo cáo như sau:\n\n"
        "A. KẾT QUẢ ĐẠT ĐƯỢC\nI. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH\n1. Về kế hoạch\na) Kế hoạch năm\nĐã ban hành.\n"
        "b) Kế hoạch quý\nĐã ban hành.\nB. NHIỆM VỤ TRỌNG TÂM\n",
        {
            "number": "118/BCUBND",
            "date": None,
            "kind": "báo cáo",
            "agency": "UBND tỉnh Bắc Lĩnh",
            "level": "tỉnh",
            "period": "2019-9M",
            "title": "Kết quả thực hiện công tác cải cách hành chính 9 tháng đầu năm",
            "labels": ["A", "A.I", "A.I.1", "A.I.1.a", "A.I.1.b", "B"],
        },
    ),
    "decision with Eth and dropped hyphen": (
        "ỦY BAN NHÂN DÂN\nTỈNH KỲ LAM\n-------\nSố: 1204/QÐUBND\n" + MOTTO + "---------------\n"
        "Kỳ Lam, ngày 28 tháng 12 năm 2021\n\nQUYẾT ÐỊNH\n"
        "Về việc ban hành Kế hoạch cải cách hành chính tỉnh Kỳ Lam năm 2022\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KỲ LAM\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n\n"
        "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính.\n"
        "Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành.\n",
        {
            "number": "1204/QĐUBND",
            "date": date(2021, 12, 28),
            "kind": "quyết định",
            "agency": "UBND tỉnh Kỳ Lam",
            "period": "2022",
            "title": "Về việc ban hành Kế hoạch cải cách hành chính tỉnh Kỳ Lam năm 2022",
        },
    ),
    "special zone after the reform": (
        "ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUÝ\nSố: 96/BC-UBND\n" + MOTTO + "Phú Quý, ngày 18 tháng 9 năm 2025\n\n"
        "BÁO CÁO\nCông tác cải cách hành chính 9 tháng năm 2025\n"
        "(Số liệu từ ngày 01/7/2025 đến ngày 15/9/2025)\n\n"
        "Ủy ban nhân dân đặc khu Phú Quý, tỉnh Lâm Đồng báo cáo như sau:\n"
        "1. Cải cách thể chế\n1.1. Xây dựng văn bản\n1.1.1. Nghị quyết\nKhông có.\n1.1.2. Quyết định\nKhông có.\n"
        "1.2. Kiểm tra văn bản\n2. Cải cách thủ tục hành chính\n",
        {
            "number": "96/BC-UBND",
            "kind": "báo cáo",
            "agency": "UBND đặc khu Phú Quý",
            "place": "đặc khu Phú Quý",
            "level": "xã",
            "province": "tỉnh Lâm Đồng",
            "period": "2025-9M",
            "labels": ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2"],
        },
    ),
    "public service centre of a ward": (
        "ỦY BAN NHÂN DÂN PHƯỜNG NINH KHÊ\nTRUNG TÂM PHỤC VỤ\nHÀNH CHÍNH CÔNG\n********\nSố: 07/BC-TTPVHCC\n" + MOTTO +
        "Ninh Khê, ngày 25 tháng 8 năm 2025\n\nBÁO CÁO\n"
        "Tình hình tiếp nhận và giải quyết thủ tục hành chính tháng 8 năm 2025\n\n"
        "Kính gửi: Chủ tịch UBND phường Ninh Khê\n\n1. Công tác chỉ đạo\nĐã phân công cán bộ trực.\n",
        {
            "number": "07/BC-TTPVHCC",
            "kind": "báo cáo",
            "agency": "Trung tâm Phục vụ hành chính công phường Ninh Khê",
            "place": "phường Ninh Khê",
            "level": "xã",
            "period": "2025-08",
            "title": "Tình hình tiếp nhận và giải quyết thủ tục hành chính tháng 8 năm 2025",
        },
    ),
    "office of a provincial committee, control of procedures": (
        "UBND TỈNH AN PHƯỚC\nVĂN PHÒNG\n-------\n" + MOTTO + "---------------\n"
        "Số: 56/BC-VPUBND\nAn Phước, ngày 14 tháng 6 năm 2024\n\nBÁO CÁO\n"
        "Tình hình, kết quả thực hiện công tác kiểm soát thủ tục hành chính, triển khai cơ chế một cửa, một cửa liên "
        "thông và thực hiện thủ tục hành chính trên môi trường điện tử\nquý II/2024\n\n"
        "Kính gửi: Văn phòng Chính phủ\n\nI. TÌNH HÌNH, KẾT QUẢ ĐẠT ĐƯỢC\n1. Đánh giá tác động\nKhông phát sinh.\n",
        {
            "number": "56/BC-VPUBND",
            "kind": "báo cáo",
            "agency": "Văn phòng UBND tỉnh An Phước",
            "level": "sở",
            "province": "tỉnh An Phước",
            "period": "2024-Q2",
            "labels": ["I", "I.1"],
        },
    ),
    "ministry, yearly": (
        "BỘ TƯ PHÁP\n" + MOTTO + "Số: 4521/BC-BTP\nHà Nội, ngày 15 tháng 12 năm 2021\n\n"
        "BÁO CÁO\nCông tác cải cách hành chính năm 2021 và phương hướng, nhiệm vụ năm 2022\n\n"
        "Phần thứ nhất\nKẾT QUẢ CÔNG TÁC NĂM 2021\nI. Công tác chỉ đạo\nĐã ban hành.\n"
        "Phần thứ hai\nPHƯƠNG HƯỚNG NĂM 2022\nI. Mục tiêu\nNâng cao chất lượng.\n",
        {
            "number": "4521/BC-BTP",
            "agency": "Bộ Tư pháp",
            "level": "bộ",
            "period": "2021",
            "labels": ["Phần thứ nhất", "Phần thứ nhất.I", "Phần thứ hai", "Phần thứ hai.I"],
        },
    ),
    "letter of a division, no kind symbol": (
        "UBND QUẬN NAM HÀ\nPHÒNG NỘI VỤ\nSố: 215/PNV-CCHC\nV/v báo cáo kết quả thực hiện công tác\ncải cách hành chính "
        "tháng 7/2023\n" + MOTTO + "Nam Hà, ngày 20 tháng 7 năm 2023\n\nKính gửi: Sở Nội vụ\n\n"
        "Thực hiện Công văn của Sở Nội vụ, Phòng Nội vụ quận báo cáo như sau:\n1. Kết quả chung\nĐã thực hiện.\n",
        {
            "number": "215/PNV-CCHC",
            "kind": "công văn",
            "agency": "Phòng Nội vụ quận Nam Hà",
            "place": "quận Nam Hà",
            "level": "huyện",
            "period": "2023-07",
            "title": "Báo cáo kết quả thực hiện công tác cải cách hành chính tháng 7/2023",
        },
    ),
    "plan": (
        "UBND HUYỆN TRƯỜNG LAM\nSố: 12/KHUBND\n" + MOTTO + "Trường Lam, ngày 05 tháng 01 năm 2024\n\nKẾ HOẠCH\n"
        "Thực hiện công tác cải cách hành chính năm 2024\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\nNâng cao.\n",
        {
            "number": "12/KHUBND",
            "kind": "kế hoạch",
            "agency": "UBND huyện Trường Lam",
            "level": "huyện",
            "period": "2024",
        },
    ),
    "submission": (
        "UBND TỈNH KỲ LAM\nSỞ TÀI CHÍNH\nSố: 77 /TTr - STC\n" + MOTTO + "Kỳ Lam, ngày 2 tháng 4 năm 2024\n\nTỜ TRÌNH\n"
        "Về việc phê duyệt phương án đơn giản hóa thủ tục hành chính\n\nKính gửi: UBND tỉnh Kỳ Lam\n",
        {
            "number": "77/TTr-STC",
            "kind": "tờ trình",
            "agency": "Sở Tài chính tỉnh Kỳ Lam",
            "level": "sở",
            "title": "Về việc phê duyệt phương án đơn giản hóa thủ tục hành chính",
        },
    ),
    "notice": (
        "UBND TỈNH KỲ LAM\nVĂN PHÒNG UBND TỈNH\nSố: 31/TB-VPUBND\n" + MOTTO + "Kỳ Lam, ngày 9 tháng 5 năm 2023\n\n"
        "THÔNG BÁO\nKết quả chỉ số cải cách hành chính năm 2022 của các sở, ban, ngành\n\n1. Kết quả chung\nĐạt.\n",
        {"number": "31/TB-VPUBND", "kind": "thông báo", "agency": "Văn phòng UBND tỉnh Kỳ Lam", "level": "sở"},
    ),
    "date in words": (
        "UBND HUYỆN MƯỜNG KHE\nPHÒNG TƯ PHÁP\nSố: 18/BC-PTP\n" + MOTTO +
        "Mường Khe, ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi tư\n\nBÁO CÁO\n"
        "Công tác cải cách hành chính quý I\n\nPhòng Tư pháp báo cáo:\n1. Kết quả\nTốt.\n",
        {
            "number": "18/BC-PTP",
            "date": date(2024, 3, 15),
            "agency": "Phòng Tư pháp huyện Mường Khe",
            "period": "2024-Q1",
        },
    ),
    "ten months, cumulative": (
        "UBND TỈNH KỲ LAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc\n"
        "Số: 64/BC-STP Kỳ Lam, ngày 20 tháng 10 năm 2023\n\nBÁO CÁO\n"
        "KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH\n10 THÁNG NĂM 2023\n\n"
        "I. KẾT QUẢ\n1. Thể chế\nĐã trình 10 văn bản.\n",
        {
            "number": "64/BC-STP",
            "date": date(2023, 10, 20),
            "agency": "Sở Tư pháp tỉnh Kỳ Lam",
            "title": "KẾT QUẢ THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH 10 THÁNG NĂM 2023",
        },
    ),
    "vertical branch": (
        "BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH KỲ LAM\nSố: 902/BC-BHXH\n" + MOTTO +
        "Kỳ Lam, ngày 10 tháng 12 năm 2022\n\nBÁO CÁO\nKết quả công tác cải cách hành chính năm 2022\n\n"
        "I. TÌNH HÌNH\nNội dung.\n",
        {
            "number": "902/BC-BHXH",
            "agency": "Bảo hiểm xã hội tỉnh Kỳ Lam",
            "level": "sở",
            "province": "tỉnh Kỳ Lam",
            "period": "2022",
        },
    ),
    "branch of a department": (
        "SỞ NÔNG NGHIỆP VÀ PTNT HOÀI GIANG\nCHI CỤC KIỂM LÂM\nSố: 140/BC-CCKL\n" + MOTTO +
        "Hoài Giang, ngày 8 tháng 6 năm 2021\n\nBÁO CÁO\nCông tác cải cách hành chính 6 tháng đầu năm 2021\n\n"
        "1. Kết quả\nTốt.\n",
        {"number": "140/BC-CCKL", "level": "sở", "period": "2021-H1"},
    ),
    "draft without number, province in the letterhead only": (
        "DỰ THẢO\nTỈNH HOÀI GIANG\nUBND HUYỆN CHÂU THÀNH\nSố:      /BC-UBND\n" + MOTTO +
        "Châu Thành, ngày …. tháng 6 năm 2020\n\nBÁO CÁO TÓM TẮT\n"
        "Tình hình thực hiện công tác cải cách hành chính 6 tháng đầu năm,\nphương hướng 6 tháng cuối năm 2020\n\n"
        "KẾT QUẢ THỰC HIỆN\nCông tác chỉ đạo được quan tâm.\n",
        {
            "number": None,
            "date": None,
            "kind": "báo cáo",
            "agency": "UBND huyện Châu Thành",
            "level": "huyện",
            "province": "tỉnh Hoài Giang",
            "period": "2020-H1",
        },
    ),
    "commune under the province, two levels": (
        "UBND TỈNH VĨNH LONG\nUBND XÃ TÂN LẬP\nSố: 33/BC-UBND\n" + MOTTO + "Tân Lập, ngày 22 tháng 12 năm 2025\n\n"
        "BÁO CÁO\nCông tác cải cách hành chính quý IV và năm 2025\n\n"
        "Phần I: KẾT QUẢ\n1/ Công tác chỉ đạo\na/ Kế hoạch\nĐã ban hành.\nPhần II: NHIỆM VỤ\n1/ Nhiệm vụ chung\nTiếp tục.\n",
        {
            "number": "33/BC-UBND",
            "agency": "UBND xã Tân Lập",
            "place": "xã Tân Lập",
            "level": "xã",
            "province": "tỉnh Vĩnh Long",
            "labels": ["Phần I", "Phần I.1", "Phần I.1.a", "Phần II", "Phần II.1"],
        },
    ),
    "department of the capital": (
        "UBND THÀNH PHỐ HÀ NỘI\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 2210/BC-SKHCN\n" + MOTTO +
        "Hà Nội, ngày 01 tháng 9 năm 2025\n\nBÁO CÁO\n"
        "Kết quả công tác cải cách hành chính, chuyển đổi số tháng 8 và lũy kế 8 tháng năm 2025\n\n1. Kết quả\nTốt.\n",
        {
            "number": "2210/BC-SKHCN",
            "agency": "Sở Khoa học và Công nghệ thành phố Hà Nội",
            "level": "sở",
            "province": "thành phố Hà Nội",
            "period": "2025-08",
        },
    ),
    "letterhead under one another, motto broken": (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n-----o0o-----\n\n"
        "Tân Hòa, ngày 12 tháng 3 năm 2018\n\nBÁO CÁO\n"
        "V/v thực hiện công tác cải cách hành chính quý I năm 2018 của UBND thị trấn Tân Hòa\n\n"
        "UBND thị trấn Tân Hòa báo cáo như sau:\nI/ Đặc điểm tình hình\nThị trấn có 5 khu phố.\nII/ Kết quả\n1- Chỉ đạo\nTốt.\n",
        {
            "number": None,
            "date": date(2018, 3, 12),
            "kind": "báo cáo",
            "agency": "UBND thị trấn Tân Hòa",
            "level": "xã",
            "period": "2018-Q1",
            "labels": ["I", "II", "II.1"],
        },
    ),
}
