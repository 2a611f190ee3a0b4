"""The tab of the reports: list, one report, map; files that come in, are corrected, replaced, removed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import small_reports
from fastapi.testclient import TestClient

from qa_cchc.archive import audit, kept, uploads
from qa_cchc.archive.build import build_index
from qa_cchc.archive.store import Archive
from qa_cchc.records import Filters, Report
from qa_cchc.settings import Settings
from qa_cchc.web import app, worker
from qa_cchc.web.library import Library
from qa_cchc.web.panes.coverage import table
from qa_cchc.web.panes.query import Query

SETTINGS = Settings(file_mb=2, upload_files=3)


class Page:
    """The application over an archive of two reports, and what a visitor does with it."""

    def __init__(self, folder: Path, run: worker.Run = worker.run_here, settings: Settings = SETTINGS) -> None:
        self.folder, self.corpus, self.index = folder, folder / "kho", folder / "index"
        self.library = Library(self.index, settings)
        made = app.application(self.library, settings, run=run)
        self.client = TestClient(made, base_url="http://127.0.0.1", follow_redirects=False)
        found = re.search(r'data-ve="(\w+)"', self.client.get("/").text)
        assert found
        self.client.headers["X-QA-CCHC"] = found.group(1)

    def pane(self, **query: object) -> str:
        reply = self.client.get("/kho", params={"manh": 1, **query})
        assert reply.status_code == 200
        return reply.text

    def send(self, name: str, data: bytes | str, **query: str) -> str:
        """Sends a file, and waits until it is over; what the list says of it then."""
        body = data.encode() if isinstance(data, str) else data
        reply = self.client.post("/kho/tep", params={"ten": name, **query}, content=body)
        if reply.status_code != 201:
            return f"{reply.status_code} {reply.text}"
        return self.until_over()

    def post(self, path: str, **data: str) -> str:
        reply = self.client.post(path, data=data)
        assert reply.status_code == 200, reply.text
        return reply.text

    def until_over(self) -> str:
        for _ in range(1200):
            html = self.client.get("/kho/viec").text
            if "data-active" not in html:
                return html
            worker_pause()
        raise AssertionError("never over")

    def reports(self) -> dict[str, Report]:
        return {report.file: report for report in self.library.archive().reports()}


def worker_pause() -> None:
    import time

    time.sleep(0.05)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    small_reports.write(folder / "kho", "a.txt", number=31, quarter=1, received=412)
    small_reports.write(folder / "kho", "b.txt", number=33, quarter=3, received=530, place="xã Tân Lập")
    build_index([folder / "kho"], folder / "index", SETTINGS)
    return folder


@pytest.fixture
def page(built: Path, tmp_path: Path) -> Page:
    """A copy to change; the copy is built from its own folder, taking over what was read."""
    import shutil

    shutil.copytree(built, tmp_path / "all")
    build_index([tmp_path / "all" / "kho"], tmp_path / "all" / "index", SETTINGS)
    return Page(tmp_path / "all")


def state_of(html: str, name: str) -> str:
    found = re.search(rf'<b>{re.escape(name)}</b>\s*<span class="state job-state">([^<]+)', html)
    assert found, html
    return found.group(1)


def test_reports_are_listed_found_and_sorted(page: Page) -> None:
    html = page.pane()
    assert "31/BC-UBND" in html and "33/BC-UBND" in html and "2 báo cáo" in html
    assert html.index("33/BC-UBND") < html.index("31/BC-UBND"), "the newest first"
    assert "1 báo cáo" in page.pane(tim="tan lap quy 3") and "Hãy bỏ bớt" in page.pane(tim="không có đâu")
    by_number = page.pane(xep="so")
    assert by_number.index("31/BC-UBND") < by_number.index("33/BC-UBND")
    assert re.search(r"\d+ số liệu<", html) and 'href="/tep/' in html
    one = page.pane(bc=page.reports()["a.txt"].id)
    assert 'value="31/BC-UBND"' in one and 'value="quý I năm 2024"' in one and "Lâm Quốc Thái" in one
    assert "không còn báo cáo này" in page.pane(bc="0" * 12)
    assert page.client.get("/kho?tim=x").headers["location"] == "/?the=kho&tim=x"


def test_the_map_shows_holes_between_quarters_and_leads_to_reports(page: Page) -> None:
    html = page.pane(xem="ban-do")
    assert html.count('<td class="has') == 2 and html.count('<td class="hole') == 4
    assert 'title="xã Tân Lập chưa có báo cáo quý II năm 2024"' in html
    cell = re.search(r'href="([^"]+)" aria-label="1 báo cáo của xã Tân Lập, quý III năm 2024"', html)
    assert cell
    listed = page.client.get(cell.group(1).replace("&amp;", "&") + "&manh=1").text
    assert "33/BC-UBND" in listed and "31/BC-UBND" not in listed


def test_the_map_groups_periods_by_kind() -> None:
    class Few:
        def reports(self) -> list[Report]:
            from qa_cchc.vietnamese.period_ids import period

            names = ("2023", "2023-H1", "2023-05", "2023-9M", "2022-Q4", "2023-Q2")
            return [Report(str(n), f"{n}.txt", str(n), place="xã A", period=period(name), level="xã")
                    for n, name in enumerate(names)]  # fmt: skip

    html = table(Few(), Query("/kho", "kho"))  # type: ignore[arg-type]
    assert re.findall(r'<th colspan="(\d)" scope="colgroup" class="starts">([^<]+)', html) == [
        ("3", "Quý"), ("1", "6 tháng"), ("1", "Năm"), ("1", "Tháng"), ("1", "Kỳ khác"),
    ]  # fmt: skip
    assert re.findall(r">((?:I|II|III|IV)/\d{4})<", html) == ["IV/2022", "I/2023", "II/2023"]


def test_a_file_comes_in_and_is_found_without_a_restart(page: Page) -> None:
    html = page.send("../../etc/quý 4.txt", small_reports.text(number=44, quarter=4, received=777))
    assert state_of(html, "quý 4.txt") == "Đã vào kho"
    assert (page.corpus / "quý 4.txt").is_file() and page.reports()["quý 4.txt"].number == "44/BC-UBND"
    values = [figure.value for figure in page.library.archive().figures(Filters(periods=("2024-Q4",)))]
    assert 777 in values
    again = page.send("tên khác.txt", (page.corpus / "quý 4.txt").read_bytes())
    assert state_of(again, "tên khác.txt") == "Đã có trong kho" and "quý 4.txt" in again
    assert not (page.corpus / "tên khác.txt").exists()
    assert [deed.action for deed in audit.deeds(page.index)] == ["upload", "upload"]
    assert list((page.corpus / uploads.STAGING).iterdir()) == []


def test_a_broken_file_is_named_and_stays_out_unless_it_is_wanted(page: Page) -> None:
    html = page.send("hỏng.pdf", b"%PDF-1.4 khong phai")
    assert state_of(html, "hỏng.pdf") == "Không đọc được" and "bị hỏng" in html
    assert not (page.corpus / "hỏng.pdf").exists() and "hỏng.pdf" not in page.reports()
    key = re.search(r"/kho/viec/(\w+)/giu", html)
    assert key
    page.post(f"/kho/viec/{key.group(1)}/giu")
    html = page.until_over()
    assert state_of(html, "hỏng.pdf") == "Đã vào kho", html
    assert page.reports()["hỏng.pdf"].status == "failed"
    html = page.send("hỏng hai.pdf", b"%PDF-1.4 khong phai lan hai")
    key = re.search(r"/kho/viec/(\w+)/giu", html)
    assert key
    assert "hỏng hai.pdf" not in page.post(f"/kho/viec/{key.group(1)}/an")
    assert list((page.corpus / uploads.STAGING).iterdir()) == []


def test_what_is_wanted_after_all_is_not_ended_by_the_work_that_refused_it(page: Page) -> None:
    """The person is quicker than the end of the work: what was refused is asked for while that is still under way."""
    answers: list[int] = []

    def hasty(work, settings, say):  # type: ignore[no-untyped-def]
        def say_and_keep(step):  # type: ignore[no-untyped-def]
            say(step)
            if step.state == "refused" and not answers:
                answers.append(quick.client.post(f"/kho/viec/{step.key}/giu").status_code)

        worker.run_here(work, settings, say_and_keep)

    quick = Page(page.folder, hasty)
    html = quick.send("hỏng.pdf", b"%PDF-1.4 khong phai")
    for _ in range(600):
        # Between the refusal and the second asking nothing seems to be under way.
        if answers and state_of(html, "hỏng.pdf") == "Đã vào kho":
            break
        worker_pause()
        html = quick.until_over()
    assert answers == [200] and state_of(html, "hỏng.pdf") == "Đã vào kho", html


def bomb() -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<w>" + b" " * 60_000_000)
    return packed.getvalue()


def test_what_is_hostile_does_no_harm(built: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(built, tmp_path / "all")
    limited = Settings(file_mb=2, unpacked_mb=5, upload_files=2)
    build_index([tmp_path / "all" / "kho"], tmp_path / "all" / "index", limited)
    page = Page(tmp_path / "all", settings=limited)
    assert page.send("x.exe", b"MZ\x90\0").startswith("422 ")
    assert page.send("x.txt", b"").startswith("422 ")
    assert page.send("to.txt", b"a" * 3_000_000).startswith("422 ")
    assert state_of(page.send("bom.docx", bomb()), "bom.docx") == "Không đọc được"
    html = page.send('"><script>alert(1).txt', small_reports.text(number=55, received=1) + "<script>")
    assert "<script" not in html + page.pane(tim="55") and len(page.reports()) == 3
    # Refused deeds are on the list too; a file beyond the count waits for no one.
    assert {deed.action for deed in audit.deeds(page.index)} == {"upload", "refuse"}
    for path in ("/kho/..%2f..%2fetc/bo", "/kho/0123456789ab/bo", "/kho/viec/..%2f/giu"):
        assert page.client.post(path).status_code in (200, 404, 405)
    assert len(page.reports()) == 3
    assert page.client.get("/tep/..%2f..%2findex%2fpeople.sqlite").status_code in (403, 404)


def test_a_report_is_corrected_by_hand_and_the_correction_taken_back(page: Page) -> None:
    report = page.reports()["a.txt"]
    html = page.post(f"/kho/{report.id}/sua?bc={report.id}", number="13/BC-UBND", period="quý II năm 2024",
                     date="15/3/2024", agency=report.agency or "", place=report.place or "", kind="báo cáo")  # fmt: skip
    assert "kho đang cập nhật" in html
    page.until_over()
    one = page.pane(bc=report.id)
    assert 'value="13/BC-UBND"' in one and "máy đọc: 31/BC-UBND" in one and one.count("Bỏ sửa</button>") == 2
    archive = page.library.archive()
    inherited = [figure for figure in archive.figures() if figure.report.id == report.id and figure.value == 412]
    assert inherited and {figure.period.id for figure in inherited if figure.period} == {"2024-Q2"}
    assert "Đã sửa tay" in page.pane(loc="corrected") and "33/BC-UBND" not in page.pane(loc="corrected")
    reply = page.client.post(f"/kho/{report.id}/sua", data={"period": "hôm qua"})
    assert reply.status_code == 422 and "không rõ là kỳ nào" in reply.text
    assert "Không có gì khác" in page.post(f"/kho/{report.id}/sua", number="13/BC-UBND")
    page.post(f"/kho/{report.id}/bo-sua", field="number")
    page.post(f"/kho/{report.id}/bo-sua", field="period")
    page.until_over()
    now = page.reports()["a.txt"]
    assert now.number == "31/BC-UBND" and now.period and now.period.id == "2024-Q1"
    assert [deed.action for deed in audit.deeds(page.index)] == ["correct"] * 3


def test_a_removed_report_is_found_nowhere_and_its_file_kept_aside(page: Page) -> None:
    (page.corpus / "bản sao").mkdir()
    (page.corpus / "bản sao" / "a lần hai.txt").write_bytes((page.corpus / "a.txt").read_bytes())
    report = page.reports()["a.txt"]
    page.post(f"/kho/{report.id}/bo")
    assert state_of(page.until_over(), "a.txt") == "Đã bỏ khỏi kho"
    archive = page.library.archive()
    assert [held.file for held in archive.reports()] == ["b.txt"]
    assert not [figure for figure in archive.figures() if figure.value == 412]
    assert all(one.passage.file == "b.txt" for one in archive.search("hồ sơ tiếp nhận huyện Đông Thạnh", k=20))
    assert archive.browse(words="412").total == 0 and not archive.findings(Filters(periods=("2024-Q1",)))
    for path in (f"/nguon/{report.id}", f"/tep/{report.id}", f"/trang/{report.id}/1.png"):
        assert page.client.get(path).status_code == 404
    aside = {path.name for path in (page.corpus / uploads.TRASH).rglob("*.txt")}
    assert aside == {"a.txt", "a lần hai.txt"}
    assert build_index([page.corpus], page.index, SETTINGS).reports == 1, "no build brings it back"
    # The last one stays: an archive without reports could not be asked.
    left = page.reports()["b.txt"]
    page.post(f"/kho/{left.id}/bo")
    assert "ít nhất một báo cáo" in page.until_over() and (page.corpus / "b.txt").exists()


def test_a_report_is_replaced_only_by_a_file_that_can_be_read(page: Page) -> None:
    report = page.reports()["a.txt"]
    html = page.send("a.txt", b"%PDF-1.4 hong".ljust(50), thay=report.id)
    assert "Không đọc được" in html and (page.corpus / "a.txt").exists()
    assert state_of(page.send("a.txt", small_reports.text(received=999), thay=report.id), "a.txt") == "Đã thay"
    now = page.reports()
    assert sorted(now) == ["a.txt", "b.txt"] and now["a.txt"].id != report.id
    values = {figure.value for figure in page.library.archive().figures()}
    assert 999 in values and 412 not in values
    page.post(f"/kho/{now['a.txt'].id}/doc-lai")
    assert "Đã đọc lại" in page.until_over()


def test_a_build_that_fails_leaves_everything_as_it_was(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from qa_cchc.archive import intake
    from qa_cchc.archive.errors import CannotWrite

    def fails(*_: object) -> None:
        raise CannotWrite(page.index, "đĩa đã đầy")

    monkeypatch.setattr(intake, "build_index", fails)
    html = page.send("c.txt", small_reports.text(number=77, received=5))
    assert state_of(html, "c.txt") == "Không thành" and "đĩa đã đầy" in html
    page.post(f"/kho/{page.reports()['a.txt'].id}/bo")
    page.until_over()
    assert sorted(path.name for path in page.corpus.glob("*.txt")) == ["a.txt", "b.txt"]


def test_the_work_is_done_in_a_process_of_its_own_while_others_ask(page: Page) -> None:
    other = Page(page.folder, worker.run_in_process)
    reply = other.client.post("/kho/tep", params={"ten": "c.txt"}, content=small_reports.text(number=9, received=31))
    assert reply.status_code == 201
    assert [report.number for report in other.library.archive().reports()] == ["31/BC-UBND", "33/BC-UBND"]
    assert state_of(other.until_over(), "c.txt") == "Đã vào kho" and "c.txt" in other.reports()


def test_what_people_said_is_not_lost_by_changes(page: Page) -> None:
    page.send("c.txt", small_reports.text(number=78, received=6))
    assert (page.index / kept.FILE).is_file() and "đưa tệp lên" in page.pane(xem="nhat-ky")
    with Archive.open(page.index, SETTINGS) as archive:
        assert archive.counts()[page.reports()["c.txt"].id][0] > 0
