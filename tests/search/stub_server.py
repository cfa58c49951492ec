"""A search server that misbehaves on demand: what outage O1 of the promises names, over a real socket.

With a real server behind it, it passes everything through while all is well.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from urllib.parse import urlsplit

HTML = b"<!doctype html><title>Welcome</title><h1>It works!</h1>"
HEAD = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nX-Elastic-Product: Elasticsearch\r\nContent-Length: %d\r\n\r\n"
JSON = b"application/vnd.elasticsearch+json;compatible-with=8"


class Mode(StrEnum):
    WELL = "well"  # passes through
    REFUSES = "refuses"  # nothing listens
    FULL = "full"  # connecting never ends
    HANGS = "hangs"  # takes the question and says nothing
    LATE = "late"  # says the right thing after ten seconds
    HTML = "html"  # 200 and a web page
    HALF = "half"  # half of the body it announced
    DRIPS = "drips"  # a byte now and then, for ever
    BUSY = "busy"  # 503
    EMPTY = "empty"  # 200 and {}


FAILURES = tuple(mode for mode in Mode if mode is not Mode.WELL)


class StubServer:
    """Listens on one port of 127.0.0.1 and behaves as `mode` says. `backend`: URL of the real server behind it."""

    def __init__(self, backend: str = "") -> None:
        self.backend = urlsplit(backend)
        self.asked = 0
        self._mode = Mode.WELL
        self._open: set[socket.socket] = set()
        self._waiting: list[socket.socket] = []
        self._listener = self._listening(0, 128)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._is_closed = False

    @staticmethod
    def _bound(port: int) -> socket.socket:
        bound = socket.socket()
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        return bound

    def _listening(self, port: int, backlog: int) -> socket.socket:
        listener = self._bound(port)
        listener.listen(backlog)
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def behave(self, mode: Mode) -> None:
        """Change what it does; every open connection ends, as when a server goes down."""
        self._shut()
        self._mode = mode
        if mode is Mode.REFUSES:
            return
        if mode is Mode.FULL:
            self._listener = self._bound(self.port)
            self._listener.listen(0)
            for _place in range(2):
                waiting = socket.socket()
                waiting.setblocking(False)
                waiting.connect_ex(("127.0.0.1", self.port))
                self._waiting.append(waiting)
            return
        self._listener = self._listening(self.port, 128)

    def close(self) -> None:
        self._is_closed = True
        self._shut()

    def _shut(self) -> None:
        for one in (self._listener, *self._open.copy(), *self._waiting):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()
        self._waiting.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            self._open.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            while question := _read_message(connection):
                self.asked += 1
                self._answers[self._mode](self, connection, question)
        except OSError:
            pass
        finally:
            self._open.discard(connection)
            connection.close()

    def _pass_on(self, connection: socket.socket, question: bytes) -> None:
        with socket.create_connection((self.backend.hostname, self.backend.port)) as real:
            real.sendall(question)
            connection.sendall(_read_head(real)[0] if question.startswith(b"HEAD") else _read_message(real))

    def _hang(self, connection: socket.socket, question: bytes) -> None:
        connection.recv(1)  # until the other side or this one gives up

    def _late(self, connection: socket.socket, question: bytes) -> None:
        for _tenth in range(100):
            time.sleep(0.1)
            if connection not in self._open:
                return
        self._pass_on(connection, question)

    def _html(self, connection: socket.socket, question: bytes) -> None:
        connection.sendall(HEAD.replace(b"X-Elastic-Product: Elasticsearch\r\n", b"") % (b"200 OK", b"text/html", len(HTML)) + HTML)

    def _half(self, connection: socket.socket, question: bytes) -> None:
        body = b'{"took":1,"timed_out":false,"_shards":{"total":1,"succ'
        connection.sendall(HEAD % (b"200 OK", JSON, 2 * len(body)) + body)
        connection.shutdown(socket.SHUT_RDWR)

    def _drip(self, connection: socket.socket, question: bytes) -> None:
        connection.sendall(HEAD % (b"200 OK", JSON, 1_000_000) + b"{")
        while connection in self._open:
            time.sleep(0.05)
            connection.sendall(b" ")

    def _busy(self, connection: socket.socket, question: bytes) -> None:
        body = b'{"error":{"type":"circuit_breaking_exception","reason":"too much"},"status":503}'
        connection.sendall(HEAD % (b"503 Service Unavailable", JSON, len(body)) + body)

    def _empty(self, connection: socket.socket, question: bytes) -> None:
        connection.sendall(HEAD % (b"200 OK", JSON, 2) + b"{}")

    _answers: dict[Mode, Callable[[StubServer, socket.socket, bytes], None]] = {
        Mode.WELL: _pass_on,
        Mode.HANGS: _hang,
        Mode.LATE: _late,
        Mode.HTML: _html,
        Mode.HALF: _half,
        Mode.DRIPS: _drip,
        Mode.BUSY: _busy,
        Mode.EMPTY: _empty,
    }


def _read_head(connection: socket.socket) -> tuple[bytes, bytes]:
    """Return a message up to its empty line, and what of its body came with it; empty when the other side ends."""
    message = b""
    while b"\r\n\r\n" not in message:
        piece = connection.recv(65_536)
        if not piece:
            return b"", b""
        message += piece
    head, end, body = message.partition(b"\r\n\r\n")
    return head + end, body


def _read_message(connection: socket.socket) -> bytes:
    """Return one whole HTTP message; empty when the other side ends. Bodies have a length or come in chunks."""
    head, body = _read_head(connection)
    lines = {name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])}
    is_chunked = lines.get(b"transfer-encoding", b"").lower() == b"chunked"
    length = int(lines.get(b"content-length", b"0"))
    while not body.endswith(b"0\r\n\r\n") if is_chunked else len(body) < length:
        piece = connection.recv(65_536)
        if not piece:
            return b""
        body += piece
    return head + body
