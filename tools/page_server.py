"""The web page in a process of its own over the sample archive, for browser tests and screenshots."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60.0


def build(index: Path, *corpora: Path) -> Path:
    """An index over `corpora` (the sample archive when none is given), built by the command. Raises RuntimeError."""
    folders = [str(corpus) for corpus in corpora or (ROOT / "corpus",)]
    done = subprocess.run(_command("build", *folders, "--index", str(index)), **_surroundings(), capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return index


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """The address of the page on a free port; the server is ended by its own id. Raises RuntimeError."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log, subprocess.Popen(
        _command("serve", "--index", str(index), "--port", str(port)), **_surroundings(), stdout=log, stderr=log
    ) as server:
        try:
            if not _answers(address, server):
                log.seek(0)
                raise RuntimeError(f"no page at {address}: {log.read().decode('utf-8', 'replace')}")
            yield address
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return True
        except urllib.error.HTTPError as refused:
            # The page of an archive with accounts asks who it is.
            if refused.code == 401:
                return True
            time.sleep(0.2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "qa_cchc", *arguments]


def _surroundings() -> dict[str, object]:
    return {"cwd": ROOT, "env": {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}}
