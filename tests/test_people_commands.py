"""`users` and `audit` on the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from qa_cchc.cli import main
from qa_cchc.web import accounts


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing as slow as it should be would make these tests slow."""
    monkeypatch.setattr(accounts, "_N", 2**4)


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words + "\n"))


def test_accounts_are_made_listed_changed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    index = ["--index", str(tmp_path)]
    assert main(["users", "list", *index]) == 0 and "Chưa có người dùng" in capsys.readouterr().err
    typed(monkeypatch, "mật khẩu thứ nhất")
    assert main(["users", "add", "lan", "--role", "editor", "--password-stdin", *index]) == 0
    book = accounts.Accounts(tmp_path)
    assert book.sign_in("lan", "mật khẩu thứ nhất")
    capsys.readouterr()
    assert main(["users", "list", "--json", *index]) == 0
    assert json.loads(capsys.readouterr().out)["users"] == [{"name": "lan", "role": "editor", "tokens": 0}]
    assert main(["users", "token", "lan", *index]) == 0
    token = capsys.readouterr().out.strip()
    user = book.of_token(token)
    assert user is not None and user.name == "lan"
    typed(monkeypatch, "mật khẩu thứ hai")
    assert main(["users", "passwd", "lan", "--password-stdin", *index]) == 0
    assert book.of_token(token) is None and book.sign_in("lan", "mật khẩu thứ hai")
    assert main(["users", "remove", "lan", *index]) == 0 and book.users() == []
    capsys.readouterr()
    assert main(["audit", "--json", "--action", "user", *index]) == 0
    told = [deed["about"] for deed in json.loads(capsys.readouterr().out)["deeds"]]
    assert told == ["remove lan", "passwd lan", "token lan", "add lan"]


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (["add", "lan", "--password-stdin"], "ngắn", "ít nhất 10 ký tự"),
        (["add", "lan"], "mật khẩu thứ nhất", "--password-stdin"),
        (["remove", "ai"], "", "Không có người dùng"),
        (["add", "lan", "--role", "vua"], "", "editor"),
        (["lam gi"], "", "không có việc"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], stdin: str,
    said: str,
) -> None:
    typed(monkeypatch, stdin)
    assert main(["users", *words, *([] if words == ["lam gi"] else ["--index", str(tmp_path)])]) == 2
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1
