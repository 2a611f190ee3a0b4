"""Words around the name of a body that tell what part it plays: receiver, agent, place, label, or none of them."""

from __future__ import annotations

import re

REACH = 70
# Whom something is given to, told, or done with; a "đối với" opens a topic. What is given with a number ("giao Sở 612
# nhiệm vụ") is the receiver's.
RECEIVER = re.compile(
    r"(?<![^\W_])(?:giữa|cho|trình|gửi|báo cáo|tham mưu|đề nghị|kiến nghị|đề xuất|giúp|phối hợp|(?<!đối )với|sang|từ"
    r"|đến|tới|ra"
    r"|lên|yêu cầu|chỉ đạo|hướng dẫn|đôn đốc|nhắc nhở|phê bình|đề xuất với|kiểm tra|ngang|của cả|hơn|trong số"
    r"|đứng đầu|thông qua|xin ý kiến)\s+(?:các\s+|cả\s+)?$",
    re.IGNORECASE,
)
# People of a place somebody meets or asks ("gặp bà con xã A 02 cuộc").
PEOPLE = re.compile(
    r"(?<![^\W_])(?:gặp(?: gỡ| mặt)?|thăm|tiếp xúc(?: với)?|tiếp|đối thoại(?: với)?|lấy ý kiến|khảo sát|phỏng vấn"
    r"|nói chuyện với|hỗ trợ|hướng dẫn|giúp|vận động)\s+(?:(?:các|những|với|cho|toàn thể|đại diện)\s+)*"
    r"(?:bà con|nhân dân|người dân|cử tri|công dân|hộ dân|đồng bào|đoàn viên|thanh niên|cán bộ"
    r"|doanh nghiệp)[^,;:.()\d]{0,30}$",
    re.IGNORECASE,
)
# What a body is told to do again about what somebody else found ("nêu 10 thiếu sót, các phòng sửa xong cả 10").
MENDS = re.compile(
    r"\s*(?:đã |đều |cơ bản |tự |chủ động )*(?:sửa|khắc phục|chấn chỉnh|giải trình|tiếp thu|chỉnh sửa)(?![^\W_])",
    re.IGNORECASE,
)
# "Hệ thống theo dõi của Văn phòng UBND tỉnh ghi nhận 187 nhiệm vụ": what shows a figure does not hold it.
SHOWN_BY = re.compile(
    r"(?<![^\W_])(?:hệ thống|phần mềm|cơ sở dữ liệu|công cụ|nền tảng|ứng dụng|số liệu|bảng theo dõi|bảng điểm)"
    r"[^,;:.()\d]{0,40}\scủa\s+(?:[^,;:.()\d]{0,20}\s)?$",
    re.IGNORECASE,
)
GIVEN = re.compile(r"(?<![^\W_])(?:giao|phân công|phân bổ)(?:\s+cho)?\s+$", re.IGNORECASE)
# "do UBND tỉnh giao", "do cấp huyện gửi đến": who acts on something that is another's.
AGENT = re.compile(
    r"(?<![^\W_])(?:do|được)\s+(?:(?:(?:đồng chí|lãnh đạo|(?:Phó\s+)?(?:Chủ tịch|Giám đốc)|Thường trực)\s+)?"
    r"|các\s+(?:(?:bộ|sở|ban|ngành|phòng|cơ quan|đơn vị|địa phương|,|và)\s*)*)$",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"[²³¹⁴-⁹]*\s*(?:đã\s+)?(?:giao|đầu tư|ban hành|phê duyệt|tổ chức|công bố|chuyển|phân bổ|cấp|gửi|đề ra|phát động"
    r"|chỉ đạo"
    r"|thành lập|đánh giá|công nhận|xếp|chấm|khen|tặng|yêu cầu|hỗ trợ|bảo đảm|quản lý)(?![^\W_])",
    re.IGNORECASE,
)
ASSIGNS = re.compile(
    r"\s*(?:đã\s+)?(?:giao|phân công|phân bổ|cấp cho|hỗ trợ cho|trao cho|tặng|chuyển(?!\s+(?:đổi|trả|phát|tiếp))"
    r"|yêu cầu|chỉ đạo|chấm"
    r"|công nhận|đánh giá|xếp)(?![^\W_])",
    re.IGNORECASE,
)
# Who issued a document ("Kế hoạch số 12/KH-UBND ngày 08/01/2024 của UBND tỉnh", "theo hướng dẫn của Sở Nội vụ").
ISSUER = re.compile(
    r"(?:(?:/[\w&-]+|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|tháng \d{1,2} năm \d{4})\s+(?:của\s+)?(?:(?:Chủ tịch|Thường trực"
    r"|Giám đốc)\s+)?"
    r"|(?<![^\W_])(?:theo|căn cứ|thực hiện|triển khai|quán triệt|chấp hành)\s[^.;:()]{0,80}?(?<![^\W_])của\s+"
    r"(?:(?:Chủ tịch|Thường trực|Giám đốc)\s+)?)$",
    re.IGNORECASE,
)
# "08 chi nhánh đặt tại các huyện"; "03 nhiệm vụ chậm do chờ hướng dẫn của các sở": a body that something else is of.
OF_ANOTHER = re.compile(
    r"[,;:()]|(?<![^\W_])(?:đặt|đóng|cư trú|sinh sống|diễn ra|tổ chức)\s+(?:tại|ở)"
    r"|(?<![^\W_])(?:do|vì|nhờ|để|chờ|đợi|xin|theo|căn cứ)\s[^,;:()]*\s(?:của|ở|tại|thuộc)\s"
    r"|\s\S+.*(?<![^\W_])(?:hướng dẫn|ý kiến|chỉ đạo|yêu cầu|quyết định|quy định|đề nghị|kết luận|chủ trương"
    r"|phê duyệt"
    r"|thẩm quyền|góp ý|kế hoạch|công văn|tham mưu)\s+của\s",
    re.IGNORECASE,
)
# "86 (cấp tỉnh), 21 (cấp huyện)".
BRACKETED = re.compile(r"\s*\(\s*(?=\w)")
COUNTED = re.compile(
    r"[\s\-+*•–]*(?:[\da-zđIVX]{1,3}(?:\.\d+)*[.)]\s+)?(?:(?:tại|ở|đối với|của|về|khối|kết quả (?:tại|ở|của))\s+)*"
    r"(?:(?:UBND|Ủy ban nhân dân|bộ phận một cửa(?: của)?|BPMC|khối)\s+)?(?:cả\s+)?\d{1,3}(?:/\d{1,3})?\s+"
    r"(?P<bodies>(?:sở|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu)"
    r"(?:(?:\s*[,/–-]\s*|\s+và\s+)(?:ban|ngành|xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu))*)\s*:\s*",
    re.IGNORECASE,
)
# "28 văn bản của phường, xã gửi về": who sent what is not whose figure it is.
SENT = re.compile(
    r"\s*(?:đã\s+)?(?:gửi|trình|chuyển|nộp|đề nghị|báo cáo)\s+(?:đến|về|lên|sang|tới)(?![^\W_])", re.IGNORECASE
)
BASE = re.compile(r"\s*(?:(?:trong|của|trên|so với)\s+)?(?:tổng(?:\s+số)?|số)\s", re.IGNORECASE)
NUMBER_BEFORE = re.compile(r"\d(?:[\d.,/]*\d)?\s+$")
TITLE = re.compile(r"(?:(?:Phó\s+)?(?:Chủ tịch|Giám đốc|Bí thư)|[Ll]ãnh đạo|Trưởng|Thường trực)\s+$", re.IGNORECASE)
HEADED = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND)\s+(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)"
)
# Kinds of bodies and matters at a level, not the level itself ("09 đơn vị hành chính cấp xã").
KIND = re.compile(
    r"(?:đơn vị hành chính|chính quyền|công tác|CCHC|cải cách hành chính|chức danh|trưởng|tập huấn|sáp nhập|thành lập"
    r"|nhập|hợp nhất|sắp xếp|sinh sống|gồm)\s+(?:các\s+)?$",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?<![^\W_])(?:tại|ở|của|thuộc|trên địa bàn|trong|qua|cho|do|riêng|đối với|về phía|về|khối|tập trung ở)"
    r"\s+(?:các\s+|hệ thống\s+)?$",
    re.IGNORECASE,
)
LOCATED = re.compile(r"(?<![^\W_])(?:tại|ở|trên địa bàn|qua|về|trong)\s+(?:các\s+|hệ thống\s+)?$", re.IGNORECASE)
PLAIN_PLACE = re.compile(
    r"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Qq]uận|[Đđ]ặc khu)\s(?=[A-ZÀ-ỸĐ\d])"
)
BARE_LEVEL = re.compile(r"tỉnh|huyện|xã|sở")
FIELD = re.compile(r"(?:lĩnh vực|mảng)\s", re.IGNORECASE)
AT_DESK = re.compile(r"(?:Bộ phận|BP|UBND|Ủy ban|Uỷ ban|Trung tâm|TT|Quầy)", re.IGNORECASE)
OTHER = re.compile(
    r";\s*(?:(?:và|còn|riêng|qua|trên|trong đó|ngoài ra,?|đồng thời,?)\s+)?("
    r"(?:các|những)\s+(?:cơ quan, đơn vị|cơ quan|đơn vị|địa phương|tổ chức|ngành|đoàn thể|doanh nghiệp)"
    r"|(?:chuyên )?trang(?: thông tin(?: điện tử)?| web| Zalo| fanpage| Facebook| mạng)|trang tin|chuyên mục"
    r"|chuyên trang|bản tin|website|fanpage"
    r"|zalo|facebook"
    r"|(?:các )?kênh|cổng (?:thông tin|TTĐT|dịch vụ|DVC)|hệ thống|đài (?:truyền thanh|phát thanh)|loa truyền thanh"
    r"|(?:các )?(?:tổ|đội|nhóm|đoàn|ban)\s+(?:công nghệ|công tác|kiểm tra|chỉ đạo|tổ chức|thanh niên|tình nguyện"
    r"|hỗ trợ)"
    r"|(?:cuộc thi|hội thi|mô hình|phong trào|tổng đài|đường dây nóng|báo chí|người dân|công dân|doanh nghiệp"
    r"|nhân dân)|(?:tổng )?cộng|cộng (?:lại|chung)|tính chung|gộp lại|cả hai|tất cả|toàn bộ)(?![^\W_])",
    re.IGNORECASE,
)
JOINT = re.compile(
    r"\s*(,|và|&|/)\s*(?:(?:Phó\s+)?Chủ tịch\s+|Thủ tướng\s+|Thường trực\s+|[Ll]ãnh đạo\s+)?", re.IGNORECASE
)
MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*]*")
OPENING = re.compile(
    r"[\s\-+*•–\"“]*(?:[\da-zđIVX]{1,3}(?:\.\d+)*[.)]\s+)?(?:(?:Tại|Ở|Đối với|Về phía|Về|Riêng|Trong đó|Theo|Của"
    r"|Trên địa"
    r" bàn|Kết quả(?: tại| của| ở)?|Khối|Hiện nay|Đến nay|Như vậy|Trong (?:kỳ|quý|tháng|năm|\d+ tháng)[^,;:.]{0,30}"
    r"|(?:Quý|Tháng|Năm|Đến|Tính đến|Sáu tháng|Qua)\s[^,;:.]{0,30}|Do\s[^,;:.]{0,40}|Sau\s[^,;:.]{0,40}"
    r"|Ngoài\s[^,;:.]{0,40}),?\s+)?(?:tại\s+|ở\s+|các\s+)?",
    re.IGNORECASE,
)
CLAUSE_OPENING = re.compile(
    r"(?:^|[,;:.(]\s*|\bvà\s+|\bcòn\s+|\bnay\s+|\btrong đó\s+)(?:(?:tại|ở|riêng|đối với|của|trong đó|cả|khối)\s+)?$",
    re.IGNORECASE,
)
# What an elliptic sentence opens with: it goes on about the body of the sentence before.
GOES_ON = re.compile(
    r"[\s\-+*•–]*(?:đã|đang|còn|trong đó|kết quả|tiếp nhận|giải quyết|không|chưa|qua đó|theo đó|cụ thể"
    r"|trước hạn|đúng hạn|quá hạn|trễ hạn|ngoài ra|đồng thời|bên cạnh đó)(?![^\W_])",
    re.IGNORECASE,
)
# Kinds of people that a whole is parted into ("giáo viên tiểu học: 34 chỉ tiêu").
STAFF = re.compile(r"(?:giáo viên|nhân viên|công chức|viên chức|cán bộ|chuyên viên|bác sĩ|lao động)\s", re.IGNORECASE)
