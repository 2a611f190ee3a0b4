"""Who may come in, what each role may do, and that no other site can act in a visitor's name."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
import small_reports
from fastapi.testclient import TestClient

from qa_cchc.archive import audit
from qa_cchc.archive.build import build_index
from qa_cchc.settings import Settings
from qa_cchc.web import accounts as accounts_of
from qa_cchc.web import app, gate, worker
from qa_cchc.web.accounts import AccountError, Accounts
from qa_cchc.web.library import Library
from qa_cchc.web.throttle import Throttle

PASSWORD = "một mật khẩu dài"
BASE = "http://cchc.example"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing as slow as it should be would make these tests slow."""
    monkeypatch.setattr(accounts_of, "_N", 2**4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounts")
    small_reports.write(folder / "kho", "a.txt", number=31, received=412)
    build_index([folder / "kho"], folder / "index", Settings())
    return folder


@pytest.fixture
def index(folder: Path) -> Path:
    """The index, without accounts and without deeds."""
    for name in (accounts_of.FILE, "people.sqlite"):
        (folder / "index" / name).unlink(missing_ok=True)
    return folder / "index"


@pytest.fixture
def book(index: Path) -> Accounts:
    """An account of each role."""
    book = Accounts(index)
    for name, role in (("doc", "reader"), ("sua", "editor"), ("chu", "admin")):
        book.add(name, PASSWORD, role)  # type: ignore[arg-type]
    return book


def client(index: Path, host: str = "0.0.0.0", base: str = BASE) -> TestClient:
    settings = Settings()
    made = app.application(Library(index, settings), settings, host=host, run=worker.run_here)
    return TestClient(made, base_url=base, follow_redirects=False)


def enter(visitor: TestClient, name: str, password: str = PASSWORD, to: str = "/", **headers: str):
    page = visitor.get("/vao", params={"den": to}).text
    token = re.search(r'name="ve" value="(\w+)"', page)
    assert token
    given = {"ten": name, "mat": password, "den": to, "ve": token.group(1)}
    return visitor.post("/vao", data=given, headers=headers)


def signed_in(index: Path, name: str) -> TestClient:
    visitor = client(index)
    assert enter(visitor, name).status_code == 303
    visitor.headers["X-QA-CCHC"] = token_of(visitor)
    return visitor


def token_of(visitor: TestClient) -> str:
    found = re.search(r'data-ve="(\w+)"', visitor.get("/").text)
    assert found
    return found.group(1)


def test_passwords_are_kept_as_hashes_in_a_file_of_its_own(book: Accounts, index: Path) -> None:
    file = index / accounts_of.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD.encode() not in file.read_bytes()
    with pytest.raises(AccountError, match="ít nhất 10"):
        book.add("ngan", "123", "reader")
    with pytest.raises(AccountError, match="Đã có"):
        book.add("doc", PASSWORD, "admin")
    for name in ("", "a b", "../x", "<b>", "x" * 80):
        with pytest.raises(AccountError, match="không dùng được"):
            book.add(name, PASSWORD, "reader")
    with pytest.raises(AccountError, match="Không có người dùng"):
        book.remove("ai")


def test_sessions_and_tokens_end_with_the_password_and_with_time(book: Accounts, index: Path, monkeypatch) -> None:
    secret, token = book.sign_in("doc", PASSWORD), book.new_token("doc")
    assert secret and book.of_session(secret) and book.of_token(token)
    assert book.sign_in("doc", "khác hẳn đi rồi") is None and book.sign_in("ai đó", PASSWORD) is None
    assert secret.encode() not in (index / accounts_of.FILE).read_bytes()
    now = accounts_of.time.time()
    with monkeypatch.context() as later:
        later.setattr(accounts_of.time, "time", lambda: now + 13 * 3600)
        assert book.of_session(secret) is None and Accounts(index, 24).of_session(secret)
    book.set_password("doc", PASSWORD + "!")
    assert book.of_session(secret) is None and book.of_token(token) is None
    assert book.sign_in("doc", PASSWORD) is None and book.sign_in("doc", PASSWORD + "!")
    assert book.new_token("doc") and book.revoke_tokens("doc") == 1


def test_without_accounts_only_this_machine_may_come(index: Path) -> None:
    here = client(index, "127.0.0.1", "http://127.0.0.1:7860")
    assert here.get("/kho?manh=1").status_code == 200
    # A foreign name that leads here is another site's doing.
    assert here.get("/kho?manh=1", headers={"Host": "evil.example"}).status_code == 403
    assert client(index, "0.0.0.0").get("/kho?manh=1").status_code == 403
    with pytest.raises(AccountError, match="qa-cchc users add"):
        app.serve(index, Settings(), "0.0.0.0", 0)


@pytest.mark.parametrize(
    "path",
    ["/kho", "/so-lieu?manh=1", "/kho/viec", "/tep/0123456789ab", "/nguon/0123456789ab", "/trang/0123456789ab/1.png",
     "/xuat/cau-tra-loi.docx?hoi=x", "/config", "/gradio_api/info", "/gradio_api/file=/etc/passwd", "/theme.css",
     "/gradio_api/heartbeat/x", "/giao-dien/../kho", "//kho", "/khong-co"],
)  # fmt: skip
def test_everything_is_behind_the_door(book: Accounts, index: Path, path: str) -> None:
    visitor = client(index)
    assert visitor.get(path).status_code in (401, 404) and "412" not in visitor.get(path).text
    assert visitor.post("/gradio_api/call/ask", json={"data": ["x", "", "", "", 1]}).status_code == 401
    page = visitor.get("/?the=kho", headers={"Accept": "text/html"})
    assert page.status_code == 303 and page.headers["location"] == "/vao?den=%2F%3Fthe%3Dkho"
    assert visitor.get("/giao-dien/page.css").status_code == 200


def test_signing_in_and_out(book: Accounts, index: Path) -> None:
    visitor = client(index)
    wrong = enter(visitor, "sua", "sai mật khẩu rồi")
    assert wrong.status_code == 401 and "không đúng" in wrong.text
    reply = enter(visitor, "sua", to="/?the=kho")
    assert reply.status_code == 303 and reply.headers["location"] == "/?the=kho"
    cookie = next(one for one in reply.headers.get_list("set-cookie") if one.startswith(gate.COOKIE + "="))
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie
    index_page = visitor.get("/").text
    assert "sua · biên tập" in index_page and "Đăng xuất" in index_page
    assert visitor.get("/kho?manh=1").status_code == 200
    kept = dict(visitor.cookies)
    visitor.post("/ra", data={"ve": token_of(visitor)})
    assert visitor.get("/kho?manh=1").status_code == 401
    visitor.cookies.update(kept)
    assert visitor.get("/kho?manh=1").status_code == 401, "the session has ended on the server"
    assert [deed.action for deed in audit.deeds(index)] == ["sign_out", "sign_in", "sign_in_failed"]


def test_the_cookie_is_for_https_alone_where_the_page_is(book: Accounts, index: Path) -> None:
    reply = enter(client(index, base="https://cchc.example"), "doc")
    assert any(one.startswith(gate.COOKIE) and "Secure" in one for one in reply.headers.get_list("set-cookie"))


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(book: Accounts, index: Path, to: str) -> None:
    assert enter(client(index), "doc", to=to).headers["location"] == "/"


def test_trials_are_slowed_by_account_and_by_address(book: Accounts, index: Path) -> None:
    visitor = client(index)
    replies = [enter(visitor, "chu", f"thử lần thứ {number}") for number in range(8)]
    assert [reply.status_code for reply in replies[:5]] == [401] * 5
    assert replies[-1].status_code == 429 and int(replies[-1].headers["retry-after"]) >= 1
    assert enter(visitor, "chu").status_code == 429, "the right password waits as well"
    assert enter(visitor, "doc").status_code == 429, "so does another account from this address"


def test_the_wait_grows_and_is_forgotten() -> None:
    now = [0.0]
    slow = Throttle(lambda: now[0])
    waits = []
    for _ in range(20):
        slow.failed("user a")
        waits.append(slow.waits("user a", "user b"))
    assert waits[:4] == [0] * 4 and waits[4:8] == [2, 4, 8, 16] and max(waits) == 900
    now[0] += 899
    assert slow.waits("user a") == 1 and slow.waits("user b") == 0
    now[0] += 4000
    slow.failed("user a")
    assert slow.waits("user a") == 0
    slow.succeeded("user a")
    for number in range(30_000):
        slow.failed(f"user {number}")
    assert len(slow._failed) <= 10_001


def test_readers_change_nothing_and_see_no_buttons(book: Accounts, index: Path) -> None:
    reader, editor, admin = (signed_in(index, name) for name in ("doc", "sua", "chu"))
    report = Library(index, Settings()).archive().reports()[0].id
    for path, data in ((f"/kho/{report}/sua", {"number": "1/X"}), (f"/kho/{report}/bo", {}),
                       (f"/kho/{report}/doc-lai", {}), ("/kho/viec/abc/giu", {}), ("/kiem-tra/abc", {"xem": "1"}),
                       (f"/kho/{report}/bo-sua", {"field": "number"})):  # fmt: skip
        assert reader.post(path, data=data).status_code == 403
    assert reader.post("/kho/tep?ten=x.txt", content=small_reports.text()).status_code == 403
    page, one = reader.get("/kho?manh=1").text, reader.get(f"/kho?manh=1&bc={report}").text
    assert 'type="file"' not in page and "pane-post\" method" not in one.replace('id="metadata" class="pane-post"', "")
    assert "readonly" in one and 'type="file"' in editor.get("/kho?manh=1").text
    assert "Nhật ký" not in editor.get("/kho?manh=1").text and "Nhật ký" in admin.get("/kho?manh=1").text
    assert "log" not in editor.get("/kho?manh=1&xem=nhat-ky").text.split("<table")[1][:30]
    assert editor.post(f"/kho/{report}/sua", data={"number": "31/BC-UBND"}).status_code == 200
    assert Library(index, Settings()).archive().reports()[0].number == "31/BC-UBND"


def test_no_other_site_acts_in_a_visitors_name(book: Accounts, index: Path) -> None:
    visitor = signed_in(index, "chu")
    path = "/kho/viec/abc/an"
    assert visitor.post(path).status_code == 200
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"},
                    {"Sec-Fetch-Site": "same-site"}, {"X-QA-CCHC": "0" * 32}, {"X-QA-CCHC": "é"}):  # fmt: skip
        raw = {name: value.encode() for name, value in headers.items()}
        assert visitor.post(path, headers=raw).status_code == 403, headers
    assert visitor.post(path, headers={"Origin": BASE, "Sec-Fetch-Site": "same-origin"}).status_code == 200
    other = signed_in(index, "sua")
    assert visitor.post(path, headers={"X-QA-CCHC": token_of(other)}).status_code == 403, "another session's word"
    # Gradio's page sends no word of ours, but a browser says where a request comes from.
    ask = {"data": ["số hồ sơ", "", "", "", 1]}
    assert visitor.post("/gradio_api/call/ask", json=ask, headers={"Origin": "https://evil.example"}).status_code == 403
    assert visitor.post("/gradio_api/call/ask", json=ask, headers={"Origin": BASE}).status_code == 200
    stranger = client(index)
    assert enter(stranger, "doc", **{"Origin": "https://evil.example"}).status_code == 403
    assert stranger.post("/vao", data={"ten": "doc", "mat": PASSWORD, "ve": "0"}).status_code == 403


def test_programs_come_with_a_token(book: Accounts, index: Path) -> None:
    ask = {"data": ["số hồ sơ tiếp nhận quý I năm 2024", "", "", "", 1]}
    # Gradio's queue runs only while the application does.
    with client(index) as program:
        program.headers["Authorization"] = f"Bearer {book.new_token('doc')}"
        assert "/ask" in program.get("/gradio_api/info").json()["named_endpoints"]
        started = program.post("/gradio_api/call/ask", json=ask)
        assert started.status_code == 200
        assert "412" in program.get(f"/gradio_api/call/ask/{started.json()['event_id']}").text
    assert program.post("/kho/tep?ten=x.txt", content=b"x").status_code == 403
    book.remove("doc")
    assert program.get("/gradio_api/info").status_code == 401


def test_exports_are_on_the_list(book: Accounts, index: Path) -> None:
    visitor = signed_in(index, "doc")
    assert visitor.get("/xuat/so-lieu.csv", params={"tim": "hồ sơ"}).status_code == 200
    deed = audit.deeds(index)[0]
    assert (deed.action, deed.who) == ("export", "doc") and "so-lieu.csv" in deed.about and "hồ sơ" in deed.about
