"""The command line: its words, their help, and what is wrong with them, all in Vietnamese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from qa_cchc import __version__
from qa_cchc.settings import help_of, table

LEVELS = ("bộ", "tỉnh", "huyện", "xã", "sở")
_EPILOG = "Mã kết thúc: 0 xong; 1 xong một phần (có tệp không đọc được, được nêu tên); 2 không chạy được."


# Commands that stand in other modules than `commands`.
_MODULES = {"doctor": "keeping", "backup": "keeping", "restore": "keeping", "export": "exporting",
            "users": "people", "audit": "people"}


class BadCommandLine(Exception):
    """Words on the command line that cannot be understood; the message is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was typed."""

    name: str
    given: argparse.Namespace

    def run(self) -> int:
        """Does it. Returns the exit status."""
        module = import_module(f"qa_cchc.cli.{_MODULES.get(self.name, 'commands')}")
        run: Callable[[argparse.Namespace], int] = getattr(module, self.name)
        return run(self.given)


def parse(arguments: Sequence[str] | None = None) -> Command:
    """Reads the command line. Raises BadCommandLine; `--help` and `--version` print and leave with status 0."""
    given = _parser().parse_args(arguments)
    return Command(given.command, given)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords, add_help=False, formatter_class=_Formatter, allow_abbrev=False)
        self._positionals.title = "tham số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in phần hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        raise BadCommandLine(f"Lệnh chưa đúng: {_in_vietnamese(message)}; xem hướng dẫn bằng lệnh: {self.prog} --help")


_MESSAGES = (
    (r"argument LOẠI: invalid choice: '?(.*?)'? \(choose from (.*)\)", r"không ghi được “\1” (có: \2)"),
    (r"argument VIỆC: invalid choice: '?(.*?)'? \(choose from (.*)\)", r"không có việc “\1” (có: \2)"),
    (r"the following arguments are required: VIỆC", "thiếu việc cần làm (add, list, remove, passwd, token)"),
    (r"the following arguments are required: LOẠI", "thiếu loại cần ghi (answer, figures, compare)"),
    (r"argument LỆNH: invalid choice: '?(.*?)'? \(choose from (.*)\)", r"không có lệnh “\1” (có: \2)"),
    (r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 không nhận giá trị “\2” (nhận: \3)"),
    (r"the following arguments are required: LỆNH", "thiếu tên lệnh"),
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu “\1”"),
    (r"argument (.*?): expected (?:one|at least one) argument", r"sau \1 còn thiếu giá trị"),
    (r"argument (.*?): ignored explicit argument .*", r"\1 không kèm giá trị"),
    (r"argument (.*?): (.*)", r"\1 \2"),
)


def _in_vietnamese(message: str) -> str:
    for pattern, words in _MESSAGES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return match.expand(words).replace("'", "")
    return message


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"phải là số từ 1 đến 1000, không phải “{text}”")
    return int(text)


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"phải là số nguyên dương, không phải “{text}”")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"phải là số cổng từ 0 đến 65535, không phải “{text}”")
    return int(text)


def _level(text: str) -> str:
    from qa_cchc.vietnamese.unicode import fold, repair

    for level in LEVELS:
        if fold(repair(text)).strip() == fold(level):
            return level
    raise argparse.ArgumentTypeError(f"phải là một trong {', '.join(LEVELS)}, không phải “{text}”")


def _parser() -> _Parser:
    width = max(len(name) for name, _, _ in table()) + 2
    settings = "\n".join(
        f"  {name:<{width}}{text}" + (f" (mặc định: {default})" if default else "") for name, default, text in table()
    )
    parser = _Parser(
        prog="qa-cchc",
        description="Hỏi đáp trên kho báo cáo cải cách hành chính, có trích dẫn chính xác.",
        epilog=f"{_EPILOG}\n\nBiến môi trường:\n{settings}",
    )
    parser.add_argument("--version", action="version", version=f"qa-cchc {__version__}", help="in phiên bản rồi thoát")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH", title="các lệnh")

    def command(name: str, does: str) -> _Parser:
        sentence = f"{does[0].upper()}{does[1:]}."
        added: _Parser = commands.add_parser(name, help=does, description=sentence, epilog=_EPILOG)
        added.add_argument("--index", metavar="THƯ_MỤC", help=f"{help_of('index')} (mặc định: index)")
        added.add_argument("--json", action="store_true", help="in ra đúng một tài liệu JSON")
        return added

    build = command("build", "đọc báo cáo mới hoặc đã đổi, bỏ báo cáo không còn, công bố chỉ mục mới trong một bước")
    build.add_argument(
        "corpora", nargs="*", metavar="THƯ_MỤC_BÁO_CÁO",
        help="các thư mục (hoặc tệp) báo cáo; chỉ mục sẽ chứa đúng những gì có trong đó (mặc định: corpus)",
    )
    build.add_argument("--workers", type=_count, metavar="SỐ", help=help_of("workers"))
    build.add_argument("--quiet", action="store_true", help="không nói gì khi mọi báo cáo đều đọc được")
    how = build.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì với từng tệp và vì sao, không lập")
    how.add_argument(
        "--watch", nargs="?", const=10, type=_limit, metavar="GIÂY",
        help="theo dõi thư mục, cứ bấy nhiêu giây xem lại một lần và lập chỉ mục khi có thay đổi (mặc định: 10)",
    )

    reports = command("reports", "liệt kê báo cáo đã đọc, tình trạng và cảnh báo")
    reports.add_argument(
        "--cited", nargs="?", const="", metavar="VĂN_BẢN",
        help="kèm các văn bản mà báo cáo viện dẫn; nêu số hoặc tên văn bản (“766/QĐ-TTg”, “Nghị định 61/2018”, “Luật "
        "Đất đai”) để chỉ liệt kê báo cáo nhắc tới văn bản đó",
    )
    _add_filters(reports)

    for name, does in (
        ("ask", "trả lời một câu hỏi, kèm số liệu, đoạn trích và nguồn"), ("search", "chỉ tìm các đoạn liên quan"),
    ):
        asking = command(name, does)
        asking.add_argument("question", nargs="*", metavar="CÂU_HỎI", help="câu hỏi tiếng Việt, có dấu hoặc không dấu")
        _add_filters(asking)
        asking.add_argument("-k", type=_count, metavar="SỐ", help=f"{help_of('passages')} (mặc định: 5)")

    figures = command("figures", "liệt kê số liệu đã đọc được")
    _add_indicator(figures)
    _add_filters(figures)
    _add_figure_filters(figures)

    _add_compared(command("compare", "so sánh chỉ tiêu giữa các kỳ, các nơi: số liệu, chênh lệch, chỗ còn trống"))
    check = command("check", "đối chiếu số liệu trong từng báo cáo và giữa các báo cáo, nêu chỗ cần xem lại")
    check.add_argument(
        "--severity", choices=("error", "warning", "note"), default="note",
        help="chỉ nêu từ mức này trở lên: error (sai), warning (cần xem lại), note (lưu ý); mặc định: note",
    )
    _add_filters(check)

    evaluate = command("evaluate", "đo chất lượng trích số liệu, tìm và trả lời trên báo cáo, câu hỏi đã có đáp án")
    evaluate.add_argument(
        "gold", nargs="+", metavar="ĐÁP_ÁN",
        help="tệp .jsonl ghi số liệu của một báo cáo (đặt cạnh tệp báo cáo cùng tên) hoặc ghi câu hỏi kèm đáp án (hỏi "
        "trên kho ở --index), hoặc thư mục chứa các tệp đó",
    )
    evaluate.add_argument("--shared", metavar="THƯ_MỤC", help="thư mục tìm báo cáo khi báo cáo không nằm cạnh đáp án")
    evaluate.add_argument("--split", choices=("dev", "test"), help="chỉ đo nửa này của các tệp câu lẻ, câu hỏi")
    evaluate.add_argument("--faults", action="store_true", help="nêu từng số liệu, câu trả lời bị sót, thừa hoặc sai")

    _add_export(command)
    _add_keeping(command)

    serve = command("serve", "mở trang web hỏi đáp")
    serve.add_argument("--host", metavar="ĐỊA_CHỈ", help=f"{help_of('host')} (mặc định: 127.0.0.1)")
    serve.add_argument("--mcp", action="store_true", help="đồng thời là máy chủ công cụ MCP cho trợ lý")
    serve.add_argument("--port", type=_port, metavar="CỔNG", help=f"{help_of('port')} (mặc định: 7860)")
    return parser


def _add_keeping(command: Callable[[str, str], _Parser]) -> None:
    command("doctor", "kiểm tra chỉ mục có nguyên vẹn không, nêu lệnh để sửa")
    backup = command("backup", "sao lưu chỉ mục đang dùng vào một tệp")
    backup.add_argument("file", metavar="TỆP", help="tệp sao lưu, ví dụ cchc-2025.zip")
    backup.add_argument("--force", action="store_true", help="ghi đè nếu tệp đã có")
    restore = command("restore", "phục hồi chỉ mục từ tệp sao lưu")
    restore.add_argument("file", metavar="TỆP", help="tệp do lệnh backup ghi ra")
    _add_people(command)


def _add_people(command: Callable[[str, str], _Parser]) -> None:
    """`users add|list|remove|passwd|token` and `audit`."""
    from qa_cchc.archive.audit import ACTIONS

    users = command("users", "quản lý tài khoản của trang web")
    does = {
        "add": "thêm người dùng", "list": "liệt kê người dùng", "remove": "xóa người dùng",
        "passwd": "đổi mật khẩu", "token": "cấp khóa cho chương trình khác dùng API",
    }  # fmt: skip
    kinds = users.add_subparsers(dest="what", required=True, metavar="VIỆC", title="việc")
    for name, what in does.items():
        kind: _Parser = kinds.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", epilog=_EPILOG)
        kind.add_argument("--index", default=argparse.SUPPRESS, metavar="THƯ_MỤC", help=help_of("index"))
        kind.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="in ra đúng một tài liệu JSON")
        if name != "list":
            kind.add_argument("name", metavar="TÊN", help="tên người dùng")
        if name in ("add", "passwd"):
            kind.add_argument("--password-stdin", action="store_true", help="lấy mật khẩu từ đầu vào chuẩn")
        if name == "add":
            kind.add_argument(
                "--role", choices=("reader", "editor", "admin"), default="reader",
                help="reader (chỉ hỏi và xem, mặc định), editor (đưa báo cáo vào, sửa, bỏ), admin (thêm nhật ký)",
            )
        if name == "token":
            kind.add_argument("--revoke", action="store_true", help="hủy mọi khóa của người này thay vì cấp khóa mới")
    audit = command("audit", "liệt kê ai đã làm gì với kho: đưa vào, bỏ, sửa, ghi ra tệp, đăng nhập")
    audit.add_argument("--limit", type=_limit, metavar="SỐ", help="nhiều nhất bấy nhiêu dòng (mặc định: 200)")
    audit.add_argument(
        "--action", action="append", default=[], choices=ACTIONS, metavar="VIỆC",
        help=f"chỉ việc này ({', '.join(ACTIONS)}); lặp lại được",
    )


def _add_export(command: Callable[[str, str], _Parser]) -> None:
    """`export answer|figures|compare`, each with the words and conditions of the command of that name."""
    export = command("export", "ghi câu trả lời, số liệu hoặc bảng so sánh ra tệp Word, Excel, CSV")
    kinds = export.add_subparsers(dest="what", required=True, metavar="LOẠI", title="ghi gì")

    def kind(name: str, does: str) -> _Parser:
        added: _Parser = kinds.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", epilog=_EPILOG)
        added.add_argument(
            "-o", "--output", required=True, metavar="TỆP",
            help="tệp ghi ra: .docx (bản ghi nhớ), .xlsx, .csv; .png (biểu đồ); .bib, .json (danh mục nguồn)",
        )
        added.add_argument("--index", default=argparse.SUPPRESS, metavar="THƯ_MỤC", help=help_of("index"))
        added.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help="in ra đúng một tài liệu JSON"
        )
        return added

    _add_compared(kind("compare", "ghi bảng so sánh"))
    answer = kind("answer", "ghi câu trả lời cho một câu hỏi")
    answer.add_argument("question", nargs="+", metavar="CÂU_HỎI", help="câu hỏi tiếng Việt, có dấu hoặc không dấu")
    answer.add_argument("-k", type=_count, metavar="SỐ", help=f"{help_of('passages')} (mặc định: 5)")
    _add_filters(answer)
    figures = kind("figures", "ghi các số liệu đã đọc được")
    _add_indicator(figures)
    _add_filters(figures)
    _add_figure_filters(figures)


def _add_compared(parser: argparse.ArgumentParser) -> None:
    """The words and conditions of a comparison."""
    parser.add_argument(
        "question", nargs="*", metavar="CHỈ_TIÊU",
        help="chỉ tiêu cần so, hoặc cả câu hỏi (“xếp hạng các xã theo tỷ lệ hồ sơ trực tuyến”)",
    )
    _add_indicator(parser)
    parser.add_argument(
        "--periods", "--period", dest="period", nargs="+", action="extend", default=[], metavar="KỲ",
        help="các kỳ báo cáo: 2023-Q1 2023-Q2, hoặc “quý I năm 2023”; không nêu: mọi kỳ có số liệu",
    )
    parser.add_argument(
        "--places", "--place", dest="place", nargs="+", action="extend", default=[], metavar="NƠI",
        help="các địa phương, đơn vị; không nêu: mọi nơi có số liệu",
    )
    parser.add_argument(
        "--level", action="append", default=[], type=_level, metavar="CẤP",
        help=f"cấp hành chính: {', '.join(LEVELS)}; lặp lại được",
    )
    parser.add_argument("--scope", metavar="CỦA_AI", help="số liệu của ai, ví dụ “các xã, phường”, “Bộ phận Một cửa”")
    parser.set_defaults(report=None)


def _add_indicator(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--indicator", action="append", default=[], metavar="CHỈ_TIÊU",
        help="mã chỉ tiêu hoặc tên bằng tiếng Việt; lặp lại được",
    )


def _add_figure_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--scope", metavar="CỦA_AI", help="số liệu của ai, ví dụ “các xã, phường”, “Bộ phận Một cửa thị xã”"
    )
    parser.add_argument(
        "--origin", action="append", default=[], choices=("form", "table", "prose", "footnote"),
        help="nơi đọc được: form (biểu mẫu), table (bảng), prose (lời văn), footnote (chú thích); lặp lại được",
    )
    parser.add_argument(
        "--state", action="append", default=[],
        choices=("value", "blank", "none", "not_yet", "text", "unreadable"),
        help="value (có số), blank (để trống), none (“Không”), not_yet (“Chưa”), text (chữ), unreadable (không đọc "
        "được chắc chắn); lặp lại được",
    )
    parser.add_argument(
        "--cumulative", action=argparse.BooleanOptionalAction, default=None,
        help="chỉ số lũy kế; --no-cumulative: chỉ số riêng trong kỳ",
    )
    parser.add_argument("--limit", type=_limit, metavar="SỐ", help="nhiều nhất bấy nhiêu dòng")
    parser.add_argument(
        "--series", action="store_true",
        help="xếp thành chuỗi qua các kỳ: mỗi kỳ một số, báo cáo sau đính chính báo cáo trước",
    )
    parser.add_argument(
        "--across-reform", action="store_true",
        help="cùng với --series và --place: thêm chuỗi của đơn vị trước hoặc sau sắp xếp ngày 01/7/2025",
    )


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--period", action="append", default=[], metavar="KỲ",
        help="kỳ báo cáo: 2023-Q1, 2023-H1, 2023-9M, 2023, 2023-05, hoặc “quý I năm 2023”; lặp lại được",
    )
    parser.add_argument("--place", action="append", default=[], metavar="NƠI", help="địa phương; lặp lại được")
    parser.add_argument(
        "--level", action="append", default=[], type=_level, metavar="CẤP",
        help=f"cấp hành chính: {', '.join(LEVELS)}; lặp lại được",
    )
    parser.add_argument("--report", metavar="SỐ_KÝ_HIỆU", help="số của báo cáo, ví dụ 102/BC-UBND")
