"""The commands about people: accounts of the page, and who has done what."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace

from qa_cchc.cli import DONE, console
from qa_cchc.settings import Settings


def users(given: Namespace) -> int:
    """Makes, lists, removes and changes accounts."""
    from qa_cchc.archive import audit
    from qa_cchc.web.accounts import AccountError, Accounts

    settings = Settings.load(index=given.index)
    if given.what != "list" and not settings.index.is_dir():
        raise AccountError(f"Không có thư mục chỉ mục {settings.index}; hãy lập chỉ mục trước bằng lệnh: qa-cchc build")
    accounts = Accounts(settings.index)
    if given.what == "list":
        return _listed(accounts, given.json)
    said: dict[str, object] = {"name": given.name}
    if given.what == "add":
        accounts.add(given.name, _password(given.password_stdin), given.role)
        said["role"], sentence = given.role, f"Đã thêm người dùng {given.name} ({given.role})."
    elif given.what == "remove":
        accounts.remove(given.name)
        sentence = f"Đã xóa người dùng {given.name}; mọi phiên đăng nhập và khóa của người này đã hết hiệu lực."
    elif given.what == "passwd":
        accounts.set_password(given.name, _password(given.password_stdin))
        sentence = f"Đã đổi mật khẩu của {given.name}; các phiên đăng nhập và khóa cũ đã hết hiệu lực."
    elif given.revoke:
        said["revoked"] = accounts.revoke_tokens(given.name)
        sentence = f"Đã hủy {said['revoked']} khóa của {given.name}."
    else:
        said["token"] = accounts.new_token(given.name)
        console.say("Khóa chỉ hiện một lần này; gửi kèm mỗi yêu cầu trong dòng: Authorization: Bearer KHÓA")
        sentence = str(said["token"])
    audit.note(settings.index, "user", f"{given.what} {given.name}", getpass.getuser())
    if given.json:
        console.put_json(said)
    else:
        console.put(sentence)
    return DONE


def _listed(accounts: object, as_json: bool) -> int:
    from qa_cchc.web.accounts import Accounts

    assert isinstance(accounts, Accounts)
    found = accounts.users()
    if as_json:
        console.put_json({"users": [{"name": user.name, "role": user.role, "tokens": user.tokens} for user in found]})
        return DONE
    for user in found:
        console.put(f"{user.name:<24} {user.role:<8}" + (f" {user.tokens} khóa" if user.tokens else ""))
    if not found:
        console.say("Chưa có người dùng nào; trang web chỉ mở được từ chính máy này. Thêm: qa-cchc users add TÊN")
    return DONE


def _password(from_stdin: bool) -> str:
    """A password from the keyboard, typed twice, or the first line of stdin."""
    from qa_cchc.web.accounts import AccountError

    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccountError(
            "Không có bàn phím để gõ mật khẩu; hãy đưa qua đầu vào chuẩn, thêm tùy chọn --password-stdin."
        )
    password = getpass.getpass("Mật khẩu: ")
    if getpass.getpass("Gõ lại mật khẩu: ") != password:
        raise AccountError("Hai lần gõ mật khẩu không giống nhau.")
    return password


def audit(given: Namespace) -> int:
    """Lists who has done what, the newest first."""
    from qa_cchc.archive.audit import deeds

    settings = Settings.load(index=given.index)
    found = deeds(settings.index, given.limit or 200, tuple(given.action))
    if given.json:
        console.put_json({"deeds": [
            {"at": deed.at.isoformat(), "who": deed.who, "action": deed.action, "about": deed.about,
             "address": deed.address}
            for deed in found
        ]})  # fmt: skip
        return DONE
    for deed in found:
        at = deed.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        who = deed.who + (f" ({deed.address})" if deed.address else "")
        console.put(f"{at}  {deed.action:<15} {who or '-':<28} {' '.join(deed.about.split())}")
    if not found:
        console.say("Chưa có việc nào được ghi.")
    return DONE
