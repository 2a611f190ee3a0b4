"""The command as it is run: one JSON document on stdout, one Vietnamese sentence where it fails, the right status."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import small_reports

COMMANDS = ("build", "reports", "ask", "search", "figures", "check", "export", "evaluate", "doctor", "backup", "restore", "serve")
VIETNAMESE = set("àáảãạăâđèéẻẽẹêìíỉĩịòóỏõọôơùúủũụưỳýỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự")

# Whatever runs the tests in the background may ignore Ctrl+C, and what it starts would inherit that.
HEARS = {} if sys.platform == "win32" else {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}


def run(*arguments: str, **keywords: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qa_cchc", *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
        stdin=subprocess.DEVNULL, timeout=120, **keywords,
    )


def one_sentence(done: subprocess.CompletedProcess[str], status: int) -> str:
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert VIETNAMESE & set(lines[0].lower()), lines[0]
    return lines[0]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kho") / "báo cáo"
    small_reports.write(folder, "a.txt", number=31, quarter=1, received=412)
    small_reports.write(folder, "b.txt", number=58, quarter=2, received=530)
    small_reports.write(folder, "c.txt", number=29, place="thị xã Bến Lâm", quarter=1, received=871)
    return folder


@pytest.fixture(scope="module")
def index(corpus: Path) -> str:
    folder = corpus.parent / "index"
    done = run("build", str(corpus), "--index", str(folder))
    assert done.returncode == 0, done.stderr
    return str(folder)


def test_build_says_what_it_did(corpus: Path, tmp_path: Path) -> None:
    done = run("build", str(corpus), "--index", str(tmp_path / "index"), "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert (said["reports"], said["failed"], sorted(said["read"])) == (3, [], ["a.txt", "b.txt", "c.txt"])
    again = run("build", str(corpus), "--index", str(tmp_path / "index"))
    assert again.returncode == 0 and "không có gì thay đổi" in again.stdout


def test_build_with_a_file_that_cannot_be_read_ends_with_1_and_names_it(corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "báo cáo"
    shutil.copytree(corpus, folder)
    (folder / "hỏng.docx").write_bytes(b"PK\x03\x04 this is no archive")
    done = run("build", str(folder), "--index", str(tmp_path / "index"), "--json")
    assert done.returncode == 1 and "hỏng.docx" in done.stderr and "Traceback" not in done.stderr
    said = json.loads(done.stdout)
    assert [failed["file"] for failed in said["failed"]] == ["hỏng.docx"] and said["reports"] == 4


def test_reports_obey_the_contract(index: str, obeys_contract) -> None:
    done = run("reports", "--index", index, "--json")
    listed = obeys_contract(json.loads(done.stdout), "reports")["reports"]
    assert done.returncode == 0 and done.stderr == ""
    assert [report["number"] for report in listed] == ["31/BC-UBND", "58/BC-UBND", "29/BC-UBND"]
    assert listed[0]["period"]["id"] == "2024-Q1" and listed[0]["signer"] == "Lâm Quốc Thái"


def test_figures_obey_the_contract_and_the_filters(index: str, obeys_contract) -> None:
    done = run("figures", "--index", index, "--period", "2024-Q1", "--place", "huyen Dong Thanh", "--json")
    listed = obeys_contract(json.loads(done.stdout), "figures")["figures"]
    assert {figure["report"]["number"] for figure in listed} == {"31/BC-UBND"}
    assert 412 in [figure["value"] for figure in listed]


@pytest.mark.parametrize("indicator", ["hồ sơ tiếp nhận", "ho so tiep nhan"])
def test_figures_of_an_indicator_by_words(index: str, indicator: str) -> None:
    listed = json.loads(run("figures", "--index", index, "--indicator", indicator, "--json").stdout)["figures"]
    assert {412, 530, 871} <= {figure["value"] for figure in listed}
    assert 6 not in {figure["value"] for figure in listed}


def test_figures_of_an_indicator_by_id(index: str) -> None:
    every = json.loads(run("figures", "--index", index, "--json").stdout)["figures"]
    wanted = next(figure["indicator_id"] for figure in every if figure["value"] == 412 and figure["indicator_id"])
    listed = json.loads(run("figures", "--index", index, "--indicator", wanted, "--json").stdout)["figures"]
    assert listed and {figure["indicator_id"] for figure in listed} == {wanted}


def test_reports_list_the_documents_they_cite(index: str, obeys_contract) -> None:
    done = run("reports", "--index", index, "--cited", "--json")
    listed = obeys_contract(json.loads(done.stdout), "reports")["reports"]
    assert len(listed) == 3 and all(report["cited"] == [] for report in listed)
    named = run("reports", "--index", index, "--cited", "766/QĐ-TTg", "--json")
    assert json.loads(named.stdout) == {"reports": []} and one_sentence(named, 0)


def test_search_obeys_the_contract(index: str, obeys_contract) -> None:
    done = run("search", "đường truyền chậm", "--index", index, "-k", "2", "--json")
    listed = obeys_contract(json.loads(done.stdout), "passages")["passages"]
    assert len(listed) == 2 and all("Đường truyền" in passage["text"] for passage in listed)


def test_ask_obeys_the_contract_and_answers(index: str, obeys_contract) -> None:
    question = "Bộ phận Một cửa huyện Đông Thạnh quý I năm 2024 tiếp nhận bao nhiêu hồ sơ?"
    done = run("ask", question, "--index", index, "--json")
    answer = obeys_contract(json.loads(done.stdout), "answer")
    assert done.returncode == 0 and answer["status"] == "answered"
    assert answer["figures"][0]["value"] == 412 and "412" in answer["answer"]
    cited = {citation["id"] for citation in answer["citations"]}
    assert {figure["citation"] for figure in answer["figures"]} <= cited


def test_ask_takes_words_without_quotes_and_without_diacritics(index: str) -> None:
    done = run("ask", "bpmc", "thi", "xa", "Ben", "Lam", "tiep", "nhan", "bao", "nhieu", "hs", "--index", index)
    assert done.returncode == 0 and "871" in done.stdout
    assert "29/BC-UBND" in done.stdout and "Nguồn" in done.stdout


def test_ask_for_what_the_archive_lacks_says_so_and_gives_no_figure(index: str, obeys_contract) -> None:
    done = run("ask", "Quý IV năm 2022 huyện Đông Thạnh tiếp nhận bao nhiêu hồ sơ?", "--index", index, "--json")
    answer = obeys_contract(json.loads(done.stdout), "answer")
    assert (answer["status"], answer["figures"]) == ("not_found", [])
    assert one_sentence(done, 0)


def test_people_read_tables_on_the_screen(index: str) -> None:
    figures = run("figures", "--index", index, "--period", "quý 2 năm 2024")
    assert "530" in figures.stdout and "hồ sơ" in figures.stdout and "58/BC-UBND" in figures.stdout
    reports = run("reports", "--index", index)
    assert "31/BC-UBND" in reports.stdout and "quý II năm 2024" in reports.stdout
    search = run("search", "đường truyền", "--index", index, "-k", "1")
    assert "*Đường truyền*" in search.stdout


def test_figures_are_filtered_by_more_than_reports_are(index: str, obeys_contract) -> None:
    def listed(*options: str) -> list[dict]:
        done = run("figures", *options, "--index", index, "--json")
        return obeys_contract(json.loads(done.stdout), "figures")["figures"]

    everything = listed()
    assert listed("--limit", "2") == everything[:2]
    assert listed("--origin", "form") == [] and len(listed("--origin", "prose")) == len(everything)
    assert listed("--state", "none") == [figure for figure in everything if figure["state"] == "none"]
    assert listed("--cumulative") == [figure for figure in everything if figure["cumulative"]]
    assert listed("--no-cumulative") == [figure for figure in everything if not figure["cumulative"]]
    assert {figure["value"] for figure in listed("--scope", "bpmc", "--indicator", "files_received")} >= {412, 530}
    assert listed("--scope", "các xã, phường") == []


def test_figures_line_up_as_series(index: str, obeys_contract) -> None:
    options = ("--series", "--place", "huyen Dong Thanh", "--indicator", "hồ sơ tiếp nhận", "--index", index)
    figures = obeys_contract(json.loads(run("figures", *options, "--json").stdout), "figures")["figures"]
    received = [figure for figure in figures if figure["indicator_id"] == "files_received"]
    assert [figure["value"] for figure in received] == [412, 530]
    assert len({figure["series"] for figure in received}) == 1
    assert "412" in run("figures", *options).stdout


@pytest.mark.parametrize("options", [["--across-reform"], ["--series", "--across-reform"], ["--limit", "0"]])
def test_options_of_figures_that_make_no_sense_are_refused(index: str, options: list[str]) -> None:
    assert one_sentence(run("figures", *options, "--index", index), 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_vietnamese(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and "Cách dùng: qa-cchc" in done.stdout and "--index" in done.stdout
    assert "--json" in done.stdout and "usage" not in done.stdout and "show this" not in done.stdout


def test_the_guide_and_the_readme_name_every_command_and_the_guide_every_option() -> None:
    root = Path(__file__).resolve().parent.parent
    guide = (root / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    readme = (root / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"qa-cchc {command}" in guide and f"qa-cchc {command}" in readme
        for option in re.findall(r"^ +(?:-\w, )?(-k|--[a-z-]+)", run(command, "--help").stdout, re.MULTILINE):
            assert f"`{option}" in guide, f"the guide does not explain {option} of {command}"


@pytest.mark.parametrize("arguments", [
    [], ["hỏi"], ["ask", "--la"], ["ask", "a", "-k", "0"], ["reports", "--level", "thôn"], ["ask", "a", "--period"],
    ["serve", "--port", "nhiều"], ["build", "--workers", "-2"],
])
def test_a_command_line_that_is_wrong_is_said_in_one_sentence(arguments: list[str]) -> None:
    assert "--help" in one_sentence(run(*arguments), 2)


@pytest.mark.parametrize("question", ["", "   ", "?!"])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_an_empty_question_is_refused(index: str, command: str, question: str) -> None:
    done = run(command, question, "--index", index, "--json")
    assert "trống" in one_sentence(done, 2) and done.stdout == ""


def test_a_question_in_another_language_is_refused(index: str) -> None:
    done = run("ask", "How many files were received by the district in the first quarter?", "--index", index)
    assert "tiếng Việt" in one_sentence(done, 2)


@pytest.mark.parametrize("arguments", [["reports"], ["ask", "hồ sơ"], ["search", "hồ sơ"], ["figures"], ["serve"]])
def test_a_missing_index_names_the_command_that_makes_it(tmp_path: Path, arguments: list[str]) -> None:
    sentence = one_sentence(run(*arguments, "--index", str(tmp_path / "không có")), 2)
    assert "qa-cchc build" in sentence and "không có" in sentence


def test_a_half_written_index_and_one_of_another_model_are_refused(index: str, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng"
    shutil.copytree(index, broken)
    (broken / "v0001" / "manifest.json").write_text("{", encoding="utf-8")
    assert "qa-cchc build" in one_sentence(run("ask", "hồ sơ trễ hạn", "--index", str(broken)), 2)
    shutil.rmtree(broken / "v0001")
    assert "qa-cchc build" in one_sentence(run("figures", "--index", str(broken)), 2)
    other = os.environ | {"QA_CCHC_MODEL": "mô-hình-khác"}
    assert "mô-hình-khác" in one_sentence(run("ask", "hồ sơ trễ hạn", "--index", index, env=other), 2)


def test_a_folder_without_reports_and_a_folder_that_is_not_there(index: str, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    for name in ("trống", "đâu"):
        sentence = one_sentence(run("build", str(tmp_path / name), "--index", index), 2)
        assert name in sentence
    assert len(json.loads(run("reports", "--index", index, "--json").stdout)["reports"]) == 3


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
def test_a_build_that_is_interrupted_says_so_and_keeps_the_index(index: str, tmp_path: Path) -> None:
    for number in range(40):
        small_reports.write(tmp_path, f"{number}.txt", number=number + 1, place=f"xã Tân Lộc {number}")
    command = [sys.executable, "-m", "qa_cchc", "build", str(tmp_path), "--index", index]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **HEARS) as builder:
        lock, deadline = Path(index) / "build.lock", time.monotonic() + 60
        while str(builder.pid) not in lock.read_text() and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(builder.pid, signal.SIGINT)
        _, errors = builder.communicate(timeout=60)
    assert builder.returncode == 2 and "Traceback" not in errors and "Đã dừng" in errors
    assert len(json.loads(run("reports", "--index", index, "--json").stdout)["reports"]) == 3


def test_an_index_folder_that_cannot_be_written(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    for place in ("tệp", "tệp/trong"):
        assert "Không ghi được" in one_sentence(run("build", str(corpus), "--index", str(tmp_path / place)), 2)


@pytest.mark.parametrize(("filters", "words"), [
    (["--period", "2019-Q1"], "2024-Q1"), (["--place", "tỉnh Ninh Hòa"], "huyện Đông Thạnh"),
    (["--report", "999/BC-UBND"], "qa-cchc reports"), (["--level", "tinh"], "tỉnh"),
])
def test_a_condition_the_archive_cannot_meet_is_named_with_what_it_has(
    index: str, filters: list[str], words: str
) -> None:
    done = run("figures", *filters, "--index", index, "--json")
    assert words in one_sentence(done, 0)
    assert json.loads(done.stdout) == {"figures": []}


def test_a_period_that_cannot_be_understood_is_refused(index: str) -> None:
    assert "2023-Q1" in one_sentence(run("reports", "--period", "mùa xuân", "--index", index), 2)


def test_a_setting_that_is_wrong_names_its_variable(index: str) -> None:
    done = run("reports", "--index", index, env=os.environ | {"QA_CCHC_PORT": "bảy"})
    assert "QA_CCHC_PORT" in one_sentence(done, 2)


@pytest.mark.parametrize("options", [["--json"], []])
def test_a_reader_that_goes_away_is_no_error(index: str, options: list[str]) -> None:
    command = [sys.executable, "-m", "qa_cchc", "figures", "--index", index, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.close()
        errors = process.stderr.read()
    assert (errors, process.returncode) == ("", 0)


def test_old_locales_get_utf_8(index: str) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "qa_cchc", "reports", "--index", index], capture_output=True, env=environment,
        check=False,
    )
    assert done.returncode == 0 and "Đông Thạnh" in done.stdout.decode("utf-8")


def test_starting_loads_nothing_heavy() -> None:
    heavy = ("gradio", "torch", "sentence_transformers", "underthesea", "faiss", "numpy", "pymupdf", "rich", "sqlite3")
    code = (
        "import sys, qa_cchc.cli, qa_cchc.cli.arguments\n"
        f"found = set({heavy}) & set(sys.modules); assert not found, found"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_asking_loads_neither_torch_nor_the_web(index: str) -> None:
    heavy = ("gradio", "torch", "sentence_transformers", "transformers", "sklearn", "scipy", "bm25s", "pymupdf", "docx")
    code = (
        "import sys; from qa_cchc.cli import main\n"
        f"assert main(['ask', 'hồ sơ trễ hạn của huyện Đông Thạnh', '--index', {index!r}]) == 0\n"
        f"found = set({heavy}) & set(sys.modules); assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_serve_shows_the_page_and_stops_when_interrupted(index: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "qa_cchc", "serve", "--index", index, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **HEARS) as server:
        try:
            page, deadline = "", time.monotonic() + 60
            while not page and server.poll() is None and time.monotonic() < deadline:
                try:
                    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).read().decode()
                except OSError:
                    time.sleep(0.2)
            assert "cải cách hành chính" in page
            taken = run("serve", "--index", index, "--port", str(port))
            assert "--port" in one_sentence(taken, 2)
        finally:
            server.send_signal(signal.SIGINT)
            _, errors = server.communicate(timeout=30)
    assert f"http://127.0.0.1:{port}" in errors and "Traceback" not in errors
