"""Writes docs/chi-tieu.md, the catalogue of indicators for a person to read, from `qa_cchc/figures/indicators.yaml`.

    python -m tools.indicator_docs            # writes it
    python -m tools.indicator_docs --check    # fails when it is not up to date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from qa_cchc.figures.catalogue_table import Table, shipped
from qa_cchc.figures.indicator import Identity, Indicator

PAGE = Path(__file__).resolve().parent.parent / "docs" / "chi-tieu.md"
_KINDS = {
    "count": "số đếm", "ratio": "tỷ lệ", "amount": "số lượng đo, số tiền", "score": "điểm", "rank": "thứ hạng",
    "code": "mã", "yes_no": "có/không",
}
_DIRECTIONS = {True: "cao hơn tốt hơn", False: "thấp hơn tốt hơn", None: ""}
_VERSIONS = {
    "2021": "biểu mẫu 2021-2023", "2024": "biểu mẫu từ 2024",
    "VPCP": "Biểu 06/VPCP/KSTT", "766": "Bộ chỉ số 766",
}
_INTRODUCTION = """# Danh mục chỉ tiêu

Trang này do `python -m tools.indicator_docs` viết ra từ `qa_cchc/figures/indicators.yaml`; đừng sửa trực tiếp.

Danh mục có {count} chỉ tiêu: các chỉ tiêu của bảy biểu mẫu thống kê kèm báo cáo cải cách hành chính (phiên bản
2021-2023 và từ 2024), của Biểu số 06/VPCP/KSTT, của Bộ chỉ số theo Quyết định số 766/QĐ-TTg, và những chỉ tiêu chỉ
nêu trong lời văn.

- **Mã** là tên cố định của chỉ tiêu, dùng cho `qa-cchc figures --indicator` và trong JSON; không đổi theo phiên bản
  biểu mẫu.
- **Công thức** là tử số chia mẫu số, ghi bằng mã. Trong lời văn, mẫu số có thể khác: khi kiểm tra, chương trình
  luôn lấy tử số và mẫu số báo cáo tự nêu.
- **Các phần** là những chỉ tiêu cộng lại thành chỉ tiêu đó.
- **Cấp** cho biết chỉ tiêu là một chỉ tiêu chung tính riêng cho một cấp, một loại cơ quan; số liệu của hai bên là
  một chuỗi.
- **Cộng dồn** đánh dấu chỉ tiêu mà số lũy kế từ đầu năm không thể giảm.
- **Biểu mẫu** ghi mã hàng theo từng phiên bản, dạng *biểu:mã*. Mã hàng đánh lại từ đầu dưới mỗi hàng cha và thay
  đổi theo cơ quan, nên chương trình nhận hàng theo tên, không theo mã.

Cơ quan có thể bổ sung chỉ tiêu và tên gọi của mình: xem *Chỉ tiêu của cơ quan mình* trong [hướng
dẫn](huong-dan.md).
"""
_HEAD = "| Mã | Tên chỉ tiêu | Đơn vị | Công thức, các phần | Tính chất | Biểu mẫu |\n|---|---|---|---|---|---|\n"


def page(table: Table) -> str:
    """The whole page, ending in a line break."""
    parts = [_INTRODUCTION.format(count=len(table.indicators))]
    parts.append("\n".join(f"- [{name}](#{theme})" for theme, name in table.themes.items()) + "\n")
    for theme, name in table.themes.items():
        rows = "".join(_row(indicator) for indicator in table.indicators if indicator.theme == theme)
        parts.append(f'<a id="{theme}"></a>\n\n## {name}\n\n{_HEAD}{rows}')
    parts.append("## Đẳng thức và giới hạn\n\n" + _sums(table))
    return "\n".join(parts)


def _row(indicator: Indicator) -> str:
    cells = (
        f"`{indicator.id}`", _name(indicator), indicator.unit, _formula(indicator), "; ".join(_properties(indicator)),
        _codes(indicator),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _name(indicator: Indicator) -> str:
    others = [name for name in (*indicator.alone, *indicator.printed) if len(name.split()) > 2]
    others = [name for name in others if name != indicator.name]
    shown = list(dict.fromkeys(others))[:3]
    return indicator.name + (f"<br>*còn ghi: {'; '.join(shown)}*" if shown else "")


def _formula(indicator: Indicator) -> str:
    if indicator.numerator:
        return f"`{indicator.numerator}` / `{indicator.denominator}`"
    return " + ".join(f"`{part}`" for part in indicator.parts)


def _properties(indicator: Indicator) -> Iterator[str]:
    yield _KINDS[indicator.kind]
    if _DIRECTIONS[indicator.higher_is_better]:
        yield _DIRECTIONS[indicator.higher_is_better]
    if indicator.monotone:
        yield "cộng dồn"
    if indicator.general:
        yield f"cấp: `{indicator.general}` ở {indicator.at}"


def _codes(indicator: Indicator) -> str:
    return "<br>".join(f"{_VERSIONS[version.split('-')[0]]}: {code}" for version, code in indicator.codes.items())


def _sums(table: Table) -> str:
    lines = ["Ngoài các phần nêu ở trên, khi báo cáo nêu đủ các số của một đẳng thức thì chúng phải khớp:\n"]
    lines += [f"- {_identity(identity)}" for identity in table.identities]
    lines.append("\nSố đứng trước không thể lớn hơn số đứng sau, trong cùng nơi và cùng kỳ:\n")
    lines += [f"- `{limit.less}` ≤ `{limit.more}`" for limit in table.at_most]
    return "\n".join(lines) + "\n"


def _identity(identity: Identity) -> str:
    said = f"`{identity.whole}` = " + " + ".join(f"`{part}`" for part in identity.parts)
    if identity.optional:
        said += ", cộng thêm nếu có nêu: " + ", ".join(f"`{part}`" for part in identity.optional)
    if identity.unless:
        said += "; trừ khi có nêu " + ", ".join(f"`{name}`" for name in identity.unless)
    if identity.where:
        said += " (" + ", ".join(_VERSIONS[version] for version in identity.where) + ")"
    return said


def main(arguments: list[str] | None = None) -> int:
    """Writes or checks the page; the exit status is 1 when it is out of date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when the page is out of date")
    text = page(shipped())
    if parser.parse_args(arguments).check:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
