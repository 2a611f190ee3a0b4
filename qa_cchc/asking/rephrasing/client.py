"""One request to an OpenAI-compatible endpoint, bounded in time and size; nothing is retried, no redirect followed.

The protocol is that of `POST {base}/chat/completions`, as vLLM, Ollama, llama.cpp and hosted services offer it.
"""

from __future__ import annotations

import json
import queue
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_BYTES = 256 * 1024
_CONNECT_SECONDS = 5.0
_MOST_TOKENS = 2048


class Unanswered(Exception):
    """No text came back; the message is a Vietnamese phrase that says why, without anything the endpoint sent."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked: base address ("http://127.0.0.1:8000/v1"), name of the model, key ("" for none)."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 20.0


def complete(endpoint: Endpoint, messages: Sequence[dict[str, str]]) -> str:
    """The model's text. Raises `Unanswered`, at the latest when the endpoint's seconds are over."""
    said: queue.SimpleQueue[str | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            said.put(_asked(endpoint, messages))
        except Exception as error:
            said.put(error)

    # A name server or a trickle of bytes can outlast every time limit of a socket, so the wait itself is bounded. The
    # thread ends by its own limits soon after.
    threading.Thread(target=work, name="rephrasing", daemon=True).start()
    try:
        got = said.get(timeout=endpoint.seconds)
    except queue.Empty:
        raise _too_late(endpoint) from None
    if isinstance(got, Exception):
        raise got
    return got


def _too_late(endpoint: Endpoint) -> Unanswered:
    return Unanswered(f"không trả lời trong {endpoint.seconds:g} giây")


def _asked(endpoint: Endpoint, messages: Sequence[dict[str, str]]) -> str:
    # Not loaded where no endpoint is set.
    import httpx

    until = time.monotonic() + endpoint.seconds
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})
    body = {"model": endpoint.model, "messages": list(messages), "temperature": 0, "max_tokens": _MOST_TOKENS}
    try:
        with httpx.Client(
            # No proxy and no password file of the environment: the address set is the only one spoken to.
            trust_env=False,
            follow_redirects=False,
            verify=_trust(endpoint.url),
            timeout=httpx.Timeout(endpoint.seconds, connect=min(_CONNECT_SECONDS, endpoint.seconds)),
        ) as client, client.stream(
            "POST", endpoint.url.rstrip("/") + "/chat/completions", json=body | {"stream": False}, headers=headers
        ) as response:
            if response.is_redirect:
                raise Unanswered("chuyển hướng sang địa chỉ khác")
            if response.status_code != 200:
                raise Unanswered(f"báo lỗi HTTP {response.status_code}")
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise Unanswered("trả về dữ liệu nén, không đọc")
            return _text_of(_bounded(response.iter_raw(), until, endpoint))
    except httpx.TimeoutException as error:
        raise _too_late(endpoint) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise Unanswered("có địa chỉ không hợp lệ (cần dạng http://máy:cổng/v1)") from error
    except (httpx.HTTPError, OSError) as error:
        raise Unanswered("không kết nối được") from error


def _trust(url: str) -> ssl.SSLContext:
    """The authorities this machine trusts; none at all, and nothing to load, where the address is not encrypted."""
    encrypted = url.lower().startswith("https:")
    return ssl.create_default_context() if encrypted else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _bounded(chunks: Any, until: float, endpoint: Endpoint) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unanswered("trả về quá nhiều dữ liệu")
        if time.monotonic() > until:
            raise _too_late(endpoint)
    return bytes(body)


def _text_of(body: bytes) -> str:
    """The text of the first choice. A reply cut short, or that is not of the protocol, is none."""
    try:
        choice = json.loads(body)["choices"][0]
        text, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unanswered("trả về nội dung không đúng định dạng") from error
    if not isinstance(text, str):
        raise Unanswered("trả về nội dung không đúng định dạng")
    if ended == "length":
        raise Unanswered("trả lời bị cắt giữa chừng")
    return text
