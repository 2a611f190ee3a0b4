"""Search terms of a text: folded syllables, with the words of asking and of grammar left out."""

from __future__ import annotations

import itertools
import re

from qa_cchc.vietnamese.slips import mend
from qa_cchc.vietnamese.unicode import fold, place_tones

_TOKEN = re.compile(r"[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹]+")
# Grammar and question words, with their marks: folded, "đạt" would take "đất đai" with it and "số" the "sơ" of "hồ sơ".
_EMPTY = frozenset(
    """là bao nhiêu mấy như thế nào gì sao vì tại của và có được bị đã đang sẽ ở từ đến cho với theo trong về các
    những một này đó thì mà nào bn hay không ai khi lúc rồi chưa hỏi xin biết mình tôi em anh chị giúp xem tra lời ơi à
    nhé nhỉ vậy ra họ bây giờ hiện tổng số lượng đạt chiếm tính kỳ quý năm tháng hoặc cũng nhiêu ít cái con vào
    trên dưới so do bởi nên cả đều rất hơn gần khoảng tiền thuộc bằng nữa vẫn còn cần phải thực tế địa bàn cụ phần
    trăm hết nói nêu ghi lĩnh vực tất riêng nhóm""".split()
)


def terms(text: str) -> tuple[str, ...]:
    """Folded tokens of `text` in order, empty words left out ("Số hồ sơ trễ hạn là bao nhiêu?" → ho, so, tre, han)."""
    marked = _TOKEN.findall(place_tones(mend(text).lower()))
    return tuple(fold(token) for token in marked if token not in _EMPTY and (len(token) > 1 or token.isdigit()))


def pairs(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Neighbouring terms joined by "_", which tell "truoc_han" from two terms far apart."""
    return tuple(f"{one}_{other}" for one, other in itertools.pairwise(tokens))
