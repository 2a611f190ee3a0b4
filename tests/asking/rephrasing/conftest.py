"""A stand-in for a language model's server: loopback, a free port, whatever behaviour a test gives it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class StandIn:
    """The server as a test sees it: `says` makes the body, `requests` are those that came, `trickle` paces the reply."""

    port: int = 0
    reply: Callable[[dict[str, Any]], Reply] = lambda request: spoken("")
    trickle: float = 0.0
    silent: float = 0.0
    requests: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def says(self, text: str | Callable[[dict[str, Any]], str]) -> None:
        """The model answers with this text, or with what it makes of the data it is sent."""
        self.reply = lambda request: spoken(text(data_sent(request)) if callable(text) else text)


def spoken(text: str, **more: Any) -> Reply:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}} | more
    return 200, {"Content-Type": "application/json"}, json.dumps({"choices": [choice]}).encode()


def data_sent(request: dict[str, Any]) -> dict[str, Any]:
    """The fenced data of a request, as a model would read it."""
    user = request["messages"][-1]["content"]
    assert user.count("<du_lieu>") == user.count("</du_lieu>") == 1
    return json.loads(user.split("<du_lieu>")[1].split("</du_lieu>")[0])


@pytest.fixture
def model() -> Iterator[StandIn]:
    stand_in, ended = StandIn(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stand_in.requests.append((self.path, dict(self.headers), body))
            if ended.wait(stand_in.silent):
                return
            status, headers, content = stand_in.reply(body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if not stand_in.trickle:
                    self.wfile.write(content)
                for place in range(len(content) if stand_in.trickle else 0):
                    self.wfile.write(content[place : place + 1])
                    if ended.wait(stand_in.trickle):
                        return
            except (BrokenPipeError, ConnectionResetError):
                # The asker hung up, as it should.
                return

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            """Nothing on the test's screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield stand_in
    ended.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def clock() -> Callable[[], float]:
    started = time.monotonic()
    return lambda: time.monotonic() - started
