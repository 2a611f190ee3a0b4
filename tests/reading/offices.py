"""Invented reports of invented offices, each laid out in another manner."""

from __future__ import annotations

PROVINCE = """\
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HOÀI GIANG Độc lập - Tự do - Hạnh phúc
Số: 45 /BC-UBND Hoài Giang, ngày 12 tháng 01 năm 2024
BÁO CÁO
Công tác cải cách hành chính quý IV
và phương hướng, nhiệm vụ quý I

Kính gửi: Bộ Nội vụ.

A. KẾT QUẢ ĐẠT ĐƯỢC
I. Công tác chỉ đạo
1. Về kế hoạch
Đã ban hành 05 văn bản.
2. Về tuyên truyền
a) Trên báo chí: Đã đăng 12 tin bài và phóng sự chuyên đề.
b) Trên cổng thông tin điện tử
Đã đăng 30 tin.
II. Giải quyết thủ tục hành chính
1.1. Kết quả giải quyết hồ sơ
- Tổng số hồ sơ tiếp nhận: 12.345 hồ sơ, trong đó:
+ Trực tuyến: 10.000 hồ sơ;
+ Trực tiếp: 2.345 hồ sơ.
- Đã giải quyết: 12.000 hồ sơ[1].
B. TỒN TẠI, HẠN CHẾ
Một số đơn vị chậm báo cáo.
[1] Trong đó quá hạn 15 hồ sơ.

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Như trên;                                   KT. CHỦ TỊCH
- Lưu: VT.                                   PHÓ CHỦ TỊCH
                                             (Đã ký)
                                             Nguyễn Văn Ất

BIỂU SỐ 03: CẢI CÁCH THỦ TỤC HÀNH CHÍNH
TT\tNội dung\tĐVT\tKỳ trước\tKết quả\tGhi chú
(1)\t(2)\t(3)\t(4)\t(5)\t(6)
I\tThống kê
1\tSố thủ tục\tThủ tục\t1.800\t1.850\t
2\tTỷ lệ hồ sơ đúng hạn\t%\t98,1\t99,0\t
\t- Cấp tỉnh\t%\t97\t98\t
II\tKết quả
1\tTổng số hồ sơ\tHồ sơ\t11.000\t12.345\t
"""

COMMUNE = """\
UBND HUYỆN MƯỜNG KHE
ỦY BAN NHÂN DÂN
XÃ NẬM SANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số:      /BC-UBND
Nậm Sang, ngày     tháng 6 năm 2024

BÁO CÁO SƠ KẾT
công tác cải cách hành chính 6 tháng đầu năm

Thực hiện kế hoạch của UBND huyện Mường Khe, tỉnh Kỳ Lam về công tác cải
cách hành chính, Ủy ban nhân dân xã Nậm Sang báo cáo kết quả 6 tháng đầu
năm như sau:

1. Công tác chỉ đạo
Trong kỳ xã đã ban hành 03 văn bản chỉ đạo về công tác cải cách hành
chính, tổ chức 02 cuộc họp chuyên đề với 45 lượt người tham dự tại trụ

2

sở Ủy ban nhân dân xã.
2. Giải quyết thủ tục hành chính
2.1. Kết quả chung
Bộ phận Một cửa tiếp nhận 512 hồ sơ1, giải quyết 500 hồ sơ. Giai đoạn 2023
- 2024 số hồ sơ tăng 10%.
1 Gồm 300 hồ sơ chứng thực và 212 hồ sơ hộ tịch.

3

Trên đây là báo cáo của xã.
Nơi nhận:
- UBND huyện;
- Lưu VT.
TM. UBND XÃ
CHỦ TỊCH
Lò Văn Pản
"""

DEPARTMENT = """\
| UBND TỈNH KỲ LAM<br>**SỞ NỘI VỤ** | **CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**<br>**Độc lập - Tự do - Hạnh phúc** |
|---|---|
| Số: 77/BC-SNV | *Kỳ Lam, ngày 20 tháng 9 năm 2022* |

# BÁO CÁO
## Kết quả công tác cải cách hành chính quý III năm 2022

Sở Nội vụ báo cáo kết quả như sau:

## I. KẾT QUẢ

### 1. Cải cách thể chế

Đã tham mưu ban hành **02** quyết định[^1].

[^1]: Gồm quyết định về phân cấp và quyết định về vị trí việc làm.

Bảng 1. Hồ sơ theo đơn vị

<table>
<tr><th rowspan="2">STT</th><th rowspan="2">Đơn vị</th><th colspan="2">Đã giải quyết</th></tr>
<tr><th>Đúng hạn</th><th>Quá hạn</th></tr>
<tr><td>1</td><td>Huyện Trường Lam</td><td>1.200</td><td>3</td></tr>
<tr><td>2</td><td>Huyện Mường Khe</td><td>900</td><td>0</td></tr>
</table>

### Biểu mẫu 6. Cải cách tài chính công

| STT | Chỉ tiêu | Đơn vị tính | Số liệu | Ghi chú |
|:--|:--|:--|--:|:--|
| 1 | Tỷ lệ giải ngân | % | 45,5 | |
| 1.1 | Kế hoạch | Triệu đồng | 1.000 | |

**GIÁM ĐỐC**

**Trần Thị Bê**
"""

WARD = """\
ỦY BAN NHÂN DÂN
PHƯỜNG NINH KHÊ
Số: 15/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ninh Khê, ngày 30 tháng 9 năm 2025
BÁO CÁO
TÌNH HÌNH THỰC HIỆN CÔNG TÁC CẢI CÁCH HÀNH CHÍNH
QUÝ III NĂM 2025

Thực hiện chỉ đạo của UBND thành phố Cần Thơ, UBND phường báo cáo:

PHẦN I
KẾT QUẢ THỰC HIỆN
1. Chỉ đạo, điều hành
Trung tâm Phục vụ hành chính công phường tiếp nhận 1.024 hồ sơ.
Phần II. PHƯƠNG HƯỚNG
1. Tiếp tục thực hiện Nghị quyết số 57-NQ/TW; đẩy mạnh chuyển đổi số.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

TRẦN VĂN ẤM
"""

LETTER = """\
UBND THÀNH PHỐ NINH KHÊ
VĂN PHÒNG HĐND VÀ UBND
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Số: 88/VP-TH
V/v báo cáo kết quả cải cách hành chính tháng 5/2024
Ninh Khê, ngày 25/5/2024
Kính gửi: Sở Nội vụ tỉnh Hoài Giang

Văn phòng HĐND và UBND thành phố Ninh Khê báo cáo như sau:
1. Tiếp nhận 120 hồ sơ.
2. Giải quyết 119 hồ sơ.
CHÁNH VĂN PHÒNG
Đỗ Thị Ế
"""

TORN_FORMS = """\
SỞ Y TẾ TỈNH KỲ LAM
Số 45/BC-SYT
Kỳ Lam, ngày 2/4/2023
BÁO CÁO
Kết quả công tác cải cách hành chính quý 1 năm 2023
(Từ ngày 16/12/2022 đến ngày 15/3/2023)

I- TÌNH HÌNH CHUNG
Nội dung chung.

Biểu mẫu 1
Công tác chỉ đạo
STT\tChỉ tiêu thống kê\tĐơn vị tính\tSố liệu\tGhi chú
1\tSố văn bản\tVăn bản\t05
2\tKiểm tra CCHC
2.1\tSố đơn vị đã kiểm tra\tĐơn vị\t\t
2.2\tTỷ lệ
hoàn thành\t%\t100\tĐạt
2.2.1\tSố nhiệm vụ\tNhiệm vụ\t10
Biểu mẫu 2. Cải cách thể chế
1\tSố VBQPPL\tVăn bản\t02\t
1.1\tSố VBQPPL cấp tỉnh\tVăn bản\t02\t
2\tTỷ lệ xử lý\t%\t-\t
Mẫu số 3
CẢI CÁCH THỦ TỤC HÀNH CHÍNH
TT Nội dung ĐVT Số liệu Ghi chú
1. Số TTHC Thủ tục 301
Biểu 04
Tổ chức bộ máy
STT
Chỉ tiêu
Đơn vị tính
Số liệu
1
Số sở, ngành
Cơ quan
19
GIÁM ĐỐC
Nguyễn Văn Ô
"""
