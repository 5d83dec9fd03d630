"""A small forward proxy on loopback, which alone knows where the hosts are that it is asked for."""

from __future__ import annotations

import contextlib
import select
import socket
import socketserver
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit


class Proxy:
    """Passes requests on; `hosts` says where each name is. What was asked for is kept in `asked`."""

    def __init__(self, hosts: Mapping[str, tuple[str, int]]) -> None:
        self.hosts = hosts
        self.asked: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def connect(self, host: str, port: int) -> socket.socket:
        """Return a connection to a host that the proxy knows, or to what the address says."""
        return socket.create_connection(self.hosts.get(host, (host, port)), timeout=10)

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    proxy: Any


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        method, _, target = self.rfile.readline().decode("latin-1").partition(" ")
        target = target.split(" ")[0]
        head = list(iter(self.rfile.readline, b"\r\n"))
        proxy: Proxy = self.server.proxy  # type: ignore[attr-defined]
        proxy.asked.append(target)
        with contextlib.suppress(OSError):
            if method == "CONNECT":
                host, _, port = target.rpartition(":")
                with proxy.connect(host, int(port)) as there:
                    self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    self._pass_on(there)
                return
            parts = urlsplit(target)
            with proxy.connect(parts.hostname or "", parts.port or 80) as there:
                path = target.partition("//")[2].partition("/")[2]
                there.sendall(f"{method} /{path} HTTP/1.1\r\n".encode() + b"".join(head) + b"\r\n")
                self._pass_on(there)

    def _pass_on(self, there: socket.socket) -> None:
        """Pass bytes on both ways until one side has no more."""
        ends = {self.connection: there, there: self.connection}
        while True:
            for end in select.select(list(ends), [], [], 20)[0]:
                data = end.recv(65_536)
                if not data:
                    return
                ends[end].sendall(data)
