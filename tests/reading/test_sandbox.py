"""Work in a child process: results come back, limits hold, and what goes wrong is told apart."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qa_cchc.reading import sandbox
from qa_cchc.reading.progress import alive
from qa_cchc.reading.refusals import stopped
from qa_cchc.reading.sandbox import Limits, Outcome

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs signals and process groups")
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is held down on Linux")


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests run in threads of the runner; forking is safe enough for them, and quick."""
    if sys.platform.startswith("linux"):
        monkeypatch.setattr(sandbox, "start_method", lambda preload=(): multiprocessing.get_context("fork"))


def act(what: object) -> object:
    """Does in a child what a test asks for."""
    match what:
        case ("sleep", seconds):
            time.sleep(float(seconds))
        case ("work", seconds):
            end = time.monotonic() + float(seconds)
            while time.monotonic() < end:
                time.sleep(0.05)
                alive("trang 1/2")
        case ("pid",):
            return os.getpid()
        case ("fill", megabytes):
            return len(bytearray(int(megabytes) * 2**20))
        case ("raise", message):
            raise KeyError(message)
        case ("leave", status):
            os._exit(int(status))
        case ("exit", _):
            sys.exit(3)
        case ("segfault",):
            ctypes.string_at(0)
        case ("hang in C",):
            # One call that does not come back to Python for minutes, with the interpreter's lock held.
            return pow(3, 10**9) % 7
        case ("start", path):
            child = subprocess.Popen(["sleep", "60"])
            Path(str(path)).write_text(str(child.pid), encoding="ascii")
            time.sleep(60)
        case ("print", text):
            print(text, flush=True)
            print(text, file=sys.stderr, flush=True)
        case ("lambda",):
            return lambda: None
    return what


def act_numbered(pair: tuple[int, object]) -> object:
    return act(pair[1])


def run_each(arguments: list[object], limits: Limits, workers: int = 1) -> list[Outcome[object]]:
    numbered = list(enumerate(arguments))
    found = {argument[0]: outcome for argument, outcome in sandbox.run_all(act_numbered, numbered, limits, workers)}
    assert sorted(found) == list(range(len(arguments)))
    return [found[number] for number in range(len(arguments))]


def test_results_come_back_and_one_child_does_them_all() -> None:
    outcomes = run_each([("pid",)] * 5, Limits())
    assert {outcome.end for outcome in outcomes} == {"done"}
    assert len({outcome.result for outcome in outcomes}) == 1 and outcomes[0].result != os.getpid()


def test_one_argument_can_be_run_alone() -> None:
    assert sandbox.run(act, "x").result == "x"


def test_silence_is_ended_and_the_next_argument_is_done_by_another_child() -> None:
    first, second, third = run_each([("pid",), ("sleep", 30), ("pid",)], Limits(quiet=0.6, total=20))
    assert second.end == "quiet" and 0.5 < second.seconds < 5
    assert first.end == third.end == "done" and first.result != third.result


def test_signs_of_life_keep_long_work_going_until_its_time_is_up() -> None:
    assert run_each([("work", 1.5)], Limits(quiet=0.6, total=20))[0].end == "done"
    assert run_each([("work", 30)], Limits(quiet=0.6, total=1.2))[0].end == "overtime"


def test_code_that_never_returns_to_python_is_stopped_too() -> None:
    (outcome,) = run_each([("hang in C",)], Limits(quiet=0.5, total=20))
    assert outcome.end == "quiet" and outcome.seconds < 10


@LINUX
def test_memory_is_held_down_and_small_work_goes_on() -> None:
    outcomes = run_each([("fill", 10), ("fill", 400), ("fill", 10)], Limits(memory=150 * 2**20))
    assert [outcome.end for outcome in outcomes] == ["done", "memory", "done"]


@LINUX
def test_memory_that_is_taken_past_the_system_s_limit_is_seen_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    from qa_cchc.reading import sandbox_child

    monkeypatch.setattr(sandbox_child, "_limit", lambda memory, seconds: None)
    assert sandbox.run(swell, 400, Limits(memory=150 * 2**20, quiet=20)).end == "memory"


def swell(megabytes: int) -> None:
    held = bytearray(b"x") * (megabytes * 2**20)
    time.sleep(10)
    del held


def test_an_exception_is_told_in_one_line_with_its_place() -> None:
    (outcome,) = run_each([("raise", "một\nhai " + "x" * 500)], Limits())
    assert outcome.end == "raised" and outcome.detail.startswith("KeyError: 'một")
    assert "\n" not in outcome.detail and len(outcome.detail) < 160 and "in act" in outcome.trace


def test_nothing_a_library_does_ends_the_child_without_a_word() -> None:
    left, exited, unpicklable, after = run_each([("leave", 7), ("exit", 3), ("lambda",), ("pid",)], Limits())
    assert (left.end, left.detail) == ("crashed", "mã 7")
    assert exited.end == unpicklable.end == "raised" and "SystemExit" in exited.detail
    assert after.end == "done"


@POSIX
def test_a_crash_takes_one_argument_with_it_and_is_not_tried_again() -> None:
    outcomes = run_each([("pid",), ("segfault",), ("pid",), ("segfault",), ("pid",)], Limits(), workers=2)
    assert [outcome.end for outcome in outcomes] == ["done", "crashed", "done", "crashed", "done"]
    assert outcomes[1].detail == "SIGSEGV"


def gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return True
    return state in "ZX"


def within(seconds: float, true: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@LINUX
def test_what_a_child_started_is_ended_with_it(tmp_path: Path) -> None:
    (outcome,) = run_each([("start", tmp_path / "pid")], Limits(quiet=1.5, total=20))
    assert outcome.end == "quiet"
    started = int((tmp_path / "pid").read_text(encoding="ascii"))
    assert within(5, lambda: gone(started))


@LINUX
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_children_end_with_their_parent_however_it_ends(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, subprocess, sys, time\nfrom pathlib import Path\nfrom qa_cchc.reading import sandbox\n"
        "def work(name):\n"
        "    other = subprocess.Popen(['sleep', '60'])\n"
        "    Path(name).write_text(f'{os.getpid()} {other.pid}')\n    time.sleep(60)\n"
        "if __name__ == '__main__':\n    list(sandbox.run_all(work, sys.argv[1:], None, 2))\n",
        encoding="utf-8",
    )
    told = [tmp_path / "a", tmp_path / "b"]
    def hears() -> None:
        # Whatever runs the tests in the background may ignore Ctrl+C, and what it starts would inherit that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen([sys.executable, script, *told], stderr=subprocess.DEVNULL, preexec_fn=hears) as parent:
        assert within(30, lambda: all(path.exists() and path.read_text() for path in told))
        parent.send_signal(how)
        parent.wait(10)
    pids = [int(pid) for path in told for pid in path.read_text(encoding="ascii").split()]
    assert len(pids) == 4 and within(10, lambda: all(map(gone, pids)))


def test_children_end_when_nobody_asks_for_more() -> None:
    results = sandbox.run_all(act, [("pid",), ("sleep", 30)], Limits(), 2)
    _, first = next(results)
    results.close()
    assert not sys.platform.startswith("linux") or within(5, lambda: gone(int(str(first.result))))


def test_a_child_keeps_off_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_each([("print", "tiếng ồn")], Limits())[0].end == "done"
    assert capfd.readouterr() == ("", "")


def test_no_argument_needs_no_child() -> None:
    assert list(sandbox.run_all(act, [])) == []


def test_where_no_child_can_be_started_it_is_said(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text(
        "import multiprocessing\nfrom qa_cchc.reading import sandbox\n"
        "try:\n    list(sandbox.run_all(len, ['ab'], None, 1, multiprocessing.get_context('spawn')))\n"
        "except sandbox.CannotStart:\n    print('said')\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines()[-1:] == ["said"]


@pytest.mark.parametrize("way", ["spawn", "forkserver"])
def test_children_that_are_started_otherwise_work_alike(way: str) -> None:
    if way not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system knows no {way}")
    context = multiprocessing.get_context(way)
    found = dict(sandbox.run_all(len, ["a", "bb"], Limits(), 1, context))
    assert {argument: outcome.result for argument, outcome in found.items()} == {"a": 1, "bb": 2}


@pytest.mark.parametrize("end", ["quiet", "overtime", "memory", "crashed"])
def test_each_end_is_one_sentence_that_names_the_file_and_what_to_do(end: sandbox.End) -> None:
    said = stopped("năm 2024/báo cáo.pdf", end, "SIGSEGV" if end == "crashed" else "", Limits(60, 1800, 3000 * 2**20))
    assert said.startswith("năm 2024/báo cáo.pdf: ") and said.endswith(".") and said.count(".") <= 3
    assert "hãy" in said and "\n" not in said
    if end == "quiet":
        assert "mất quá 60 giây không có tiến triển nên dừng lại" in said
