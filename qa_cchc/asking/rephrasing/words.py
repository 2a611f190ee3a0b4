"""The words that a rephrasing may add or leave out, and those that bear the sense of a statement.

A word in none of the lists belongs to its statement: it must stay there, and no other statement may take it up.
"""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    return frozenset(entry.strip() for entry in text.replace("\n", " ").split(",") if entry.strip())


# May be added and left out: they join words and say nothing by themselves.
LIGHT = _listed(
    "là, có, được, của, và, với, thì, mà, tại, ở, trong, thuộc, về, cho, này, đó, đây, như, cụ thể, "
    "cụ thể là, như sau, đạt, ở mức, vào, theo, theo đó, đối với, ghi nhận, cũng, ngoài ra, bên cạnh đó, đồng thời"
)
# May be added: what every statement of an answer is anyway.
ADDABLE = _listed("báo cáo, số liệu, cho biết, nêu, ghi, ở kỳ, kỳ, số")
# May be left out beside the number itself: "tỷ lệ … 41,8%".
DROPPABLE = _listed("tỷ lệ, tỉ lệ, số, đã, số lượng")
# Turned round, added or left out, they turn a statement round; so they keep their order, and what stands between them.
BEARING = _listed(
    "không, chưa, chẳng, chả, không phải, không còn, tăng, giảm, lên, xuống, hơn, kém, cao, thấp, nhiều, ít, lớn, nhỏ, "
    "nhất, vượt, hụt, trừ, ngoại trừ, hoặc, hay, sẽ, trong đó, trong số đó, lần lượt, tương ứng, so với, bằng, "
    "tốt, xấu, nhanh, chậm"
)
# Straight before a number they belong to it ("khoảng 40%", "dưới 50%", "từ 15 lên 19").
QUALIFYING = BEARING | _listed(
    "khoảng, gần, xấp xỉ, ước, ước đạt, chừng, trên, dưới, từ, đến, tới, thứ, còn, chỉ, mới, tối đa, tối thiểu, "
    "ít nhất, nhiều nhất, thêm, bớt, âm, quá, đủ, mỗi, cả, tổng, qua"
)
PHRASES = tuple(
    sorted((entry.split() for entry in LIGHT | ADDABLE | DROPPABLE | QUALIFYING if " " in entry), key=len, reverse=True)
)
