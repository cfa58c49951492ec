"""The way to an Elasticsearch: one attempt, 100 ms to connect, and a deadline that holds for the whole answer.

The client's own time limits hold for each piece that arrives, so a server that drips would keep a page waiting; and the same limit
holds for connecting. Outage O1 asks for less. So the client speaks through a node of ours.
"""

from __future__ import annotations

import os
import select
import socket
import ssl
import time
from collections import deque
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from io import BufferedReader, RawIOBase
from typing import Any, NamedTuple, cast

import elastic_transport as transport
from elastic_transport import ApiResponseMeta, BaseNode, HttpHeaders, NodeConfig
from elasticsearch import Elasticsearch

from search.engines.patience import answer_by

CONNECT_S = 0.1
READ_S = 5.0  # an answer, where nobody waits for it; `patience.within` makes it less for those who do
IDLE_MOST = 16  # connections kept open a process


def client(url: str) -> Elasticsearch:
    """Return a client of the server at `url` (http or https, perhaps with user:password@). It connects when first asked."""
    return Elasticsearch(
        url, node_class=DeadlineNode, request_timeout=READ_S, max_retries=0, retry_on_timeout=False, sniff_on_start=False, http_compress=False
    )


class _Answered(NamedTuple):
    meta: ApiResponseMeta
    body: bytes


class DeadlineNode(BaseNode):
    """Speaks HTTP/1.1 with one server over connections that are kept. Threads share it; a forked process begins anew."""

    _CLIENT_META_HTTP_CLIENT = ("hc", "1")

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self._tls = (config.ssl_context or ssl.create_default_context()) if config.scheme == "https" else None
        self._idle: deque[HTTPConnection] = deque(maxlen=IDLE_MOST)
        self._pid = os.getpid()

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: HttpHeaders | None = None,
        request_timeout: Any = None,
    ) -> Any:
        """Ask once. Raises ConnectionTimeout when the whole answer is not there in time, ConnectionError when there is none."""
        seconds = request_timeout if isinstance(request_timeout, int | float) else self.config.request_timeout or READ_S
        began = time.monotonic()
        try:
            answer, data = self._ask(method, f"{self.path_prefix}{target}", body, {**self.headers, **(headers or {})}, seconds)
        except TimeoutError as error:
            raise transport.ConnectionTimeout("no whole answer in time", errors=(error,)) from error
        except ssl.SSLError as error:
            raise transport.TlsError(str(error), errors=(error,)) from error
        except (OSError, HTTPException) as error:
            raise transport.ConnectionError(f"{type(error).__name__}: {error}", errors=(error,)) from error
        meta = ApiResponseMeta(answer.status, "1.1", HttpHeaders(answer.headers.items()), time.monotonic() - began, self.config)
        return _Answered(meta, data)

    def _ask(self, method: str, target: str, body: bytes | None, headers: dict[str, str], seconds: float) -> tuple[HTTPResponse, bytes]:
        connection = self._connection(seconds)
        try:
            deadline = _Deadline(seconds)
            sock = cast("socket.socket", connection.sock)
            sock.settimeout(deadline.left())
            connection.request(method, target, body=body or None, headers=headers)
            connection.response_class = cast("Any", deadline.response)
            answer = connection.getresponse()
            data = answer.read()
        except BaseException:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        else:
            self._idle.append(connection)
        return answer, data

    def _connection(self, seconds: float) -> HTTPConnection:
        """Return a kept connection that is still good, else a new one. TLS is agreed within 100 ms more a step."""
        if self._pid != os.getpid():
            self._pid, self._idle = os.getpid(), deque(maxlen=IDLE_MOST)
        while self._idle:
            try:
                kept = self._idle.pop()
            except IndexError:  # another thread took the last one
                break
            if kept.sock and not select.select([kept.sock], [], [], 0)[0]:  # something to read now is its end
                return kept
            kept.close()
        new = HTTPSConnection(self.host, self.port, context=self._tls) if self._tls else HTTPConnection(self.host, self.port)
        new.timeout = min(CONNECT_S, seconds)
        try:
            new.connect()
        except BaseException:
            new.close()
            raise
        cast("socket.socket", new.sock).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return new

    def close(self) -> None:
        """Close the kept connections."""
        while self._idle:
            self._idle.pop().close()


class _Deadline:
    """A moment after which nothing is read any more."""

    def __init__(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        given = answer_by()
        self._at = until if given is None else min(until, given)

    def left(self) -> float:
        """Return the seconds that are left; raises TimeoutError when none are."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def response(self, sock: socket.socket, *args: Any, **more: Any) -> HTTPResponse:  # http.client's own signature
        return HTTPResponse(cast("socket.socket", _Timed(sock, self)), *args, **more)


class _Timed:
    """The only thing of a socket that an HTTPResponse asks for: a file to read."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._reader = _Reader(sock, deadline)

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(self._reader, 65_536)


class _Reader(RawIOBase):
    """Reads from a socket, each piece within what is left."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left())
        return self._sock.recv_into(buffer)
