"""Loopback servers for the tests: sites that behave, and pages that do not.

A route is a `Reply`, or a function that is given the connection and may do anything with it. What was asked
for is kept in `requests`, with the time.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Asked:
    """One request that came in."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Reply:
    """An answer, sent as it is written here."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = "text/html; charset=utf-8"
    etag: bool = False

    def send(self, connection: socket.socket, asked: Asked) -> None:
        """Write the answer; a 304 when the one who asks has this very state."""
        body = self.body.encode() if isinstance(self.body, str) else self.body
        headers = {"Content-Length": str(len(body)), "Connection": "close"}
        if self.content_type:
            headers["Content-Type"] = self.content_type
        status = self.status
        if self.etag:
            headers["ETag"] = f'"{hash(body) & 0xFFFFFFFF:x}"'
            if asked.headers.get("if-none-match") == headers["ETag"]:
                status, body = 304, b""
                headers.pop("Content-Length")
        headers |= self.headers
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value is not None)
        connection.sendall(f"HTTP/1.1 {status} Something\r\n{head}\r\n".encode() + body)


Route = Reply | Callable[[socket.socket, Asked], None]


class Site:
    """A server on a loopback port, by default a free one. Change `routes` at any time; others are 404."""

    def __init__(
        self, routes: dict[str, Route] | None = None, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.routes: dict[str, Route] = routes or {}
        self.requests: list[Asked] = []
        self._held: tuple[int, threading.Event, threading.Event] | None = None
        self._server = _Server((host, port), _Handler)
        self._server.site = self
        self.host = host
        self.port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def asked(self, path: str) -> list[Asked]:
        """Return the requests for a path."""
        return [asked for asked in self.requests if asked.path == path]

    def wait_for(self, path: str, seconds: float = 30) -> None:
        """Return once a path was asked for."""
        end = time.monotonic() + seconds
        while not self.asked(path):
            assert time.monotonic() < end, f"{path} was never asked for"
            time.sleep(0.01)

    @contextlib.contextmanager
    def stopping_after(self, count: int) -> Iterator[threading.Event]:
        """Answer no more than so many requests within; the event tells when the next one came."""
        reached, released = threading.Event(), threading.Event()
        self._held = (len(self.requests) + count, reached, released)
        try:
            yield reached
        finally:
            self._held = None
            released.set()

    def take(self, asked: Asked) -> None:
        """Note a request; hold it when it is one too many."""
        self.requests.append(asked)
        if self._held and len(self.requests) > self._held[0]:
            self._held[1].set()
            self._held[2].wait(60)

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64
    site: Any

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what is tested."""


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        line = self.rfile.readline().decode("latin-1").split()
        if len(line) < 2:
            return
        headers = {}
        while (header := self.rfile.readline().strip()) and b":" in header:
            name, _, value = header.decode("latin-1").partition(":")
            headers[name.strip().lower()] = value.strip()
        site: Site = self.server.site  # type: ignore[attr-defined]
        asked = Asked(line[1], headers, time.monotonic())
        site.take(asked)
        route = site.routes.get(asked.path, Reply("<h1>There is no such page</h1>", 404))
        if isinstance(route, Reply):
            route.send(self.connection, asked)
        else:
            route(self.connection, asked)


# ---------------------------------------------------------------- good pages


def text_of(number: int) -> str:
    """Return the first sentences of an article; no two are alike."""
    return (
        f"The committee of the {number}th district has looked into case {number * 37} and found that the "
        f"hearing of {number + 3} witnesses was cut short without a reason being given to the defence. "
    )


def article(number: int, *, extra: str = "") -> Reply:
    """Return the page of an article."""
    paragraphs = "".join(
        f"<p>{text_of(number)}In its opinion number {part} it asks the court to repeat the hearing, "
        f"to admit observers and to publish the record of day {part * number + 1} in full.</p>"
        for part in range(1, 4)
    )
    return Reply(
        f"<!doctype html><html lang=en><head><title>Opinion {number} on a hearing cut short</title></head>"
        f"<body><header><a href=/>The Observer's Desk</a></header><main><article>"
        f"<h1>Opinion {number} on a hearing cut short</h1>"
        f"<p class=byline>By Hanna Verabei <time datetime=2024-03-{number % 28 + 1:02d}>"
        f"{number % 28 + 1} March 2024</time></p>{paragraphs}{extra}</article></main>"
        f"<footer>All rights reserved</footer></body></html>",
        etag=True,
    )


def card(number: int, href: str | None = None, title: str | None = None) -> str:
    """Return a card with a teaser cut in mid-word."""
    return (
        f"<article class=post><h2><a href='{href or f'/opinion/{number}'}'>"
        f"{title or f'Opinion {number} on a hearing cut short'}</a></h2>"
        f"<p>{text_of(number)[:120]}...</p><a href='{href or f'/opinion/{number}'}'>Read More</a></article>"
    )


def listing(cards: str, next_href: str | None = None) -> Reply:
    """Return a page of a tag."""
    pager = f"<nav><a rel=next href='{next_href}'>Older posts</a></nav>" if next_href else ""
    return Reply(
        "<!doctype html><html lang=en><head><title>hearings - The Observer's Desk</title></head><body>"
        f"<header><a href=/>The Observer's Desk</a></header><main><h1>hearings</h1>{cards}{pager}</main>"
        "<footer>All rights reserved</footer></body></html>",
        etag=True,
    )


def tag_site(count: int, per_page: int = 10) -> dict[str, Route]:
    """Return the routes of a tag with so many articles, newest (highest number) first, at /tag."""
    numbers = list(range(count, 0, -1))
    pages = [numbers[start : start + per_page] for start in range(0, count, per_page)] or [[]]
    routes: dict[str, Route] = {f"/opinion/{number}": article(number) for number in numbers}
    for index, page in enumerate(pages, start=1):
        path = "/tag" if index == 1 else f"/tag/page/{index}"
        following = f"/tag/page/{index + 1}" if index < len(pages) else None
        routes[path] = listing("".join(map(card, page)), following)
    return routes


# ----------------------------------------------------------------- bad pages


def reset(connection: socket.socket, asked: Asked) -> None:
    """Break the connection in the middle of the answer."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def endless(connection: socket.socket, asked: Asked) -> None:
    """Send a page that never ends, as fast as it goes."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b"<p>and so on and so forth</p>" * 4000)


def drip(connection: socket.socket, asked: Asked) -> None:
    """Send a byte now and then, for ever."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    with contextlib.suppress(OSError):
        while True:
            connection.sendall(b".")
            time.sleep(0.2)


def silent(connection: socket.socket, asked: Asked) -> None:
    """Take the request and say nothing."""
    with contextlib.suppress(OSError):
        connection.settimeout(120)
        connection.recv(1)


def garbage(connection: socket.socket, asked: Asked) -> None:
    """Answer in no protocol."""
    connection.sendall(b"\x00\x01\x02 hello there, this is not HTTP\r\n\r\n")


def bomb(mebibytes: int) -> Reply:
    """Return a small gzip file that unpacks to so much."""
    packed = gzip.compress(b"<p>0</p>" * (mebibytes << 17), 1)
    return Reply(packed, headers={"Content-Encoding": "gzip"})


def redirect(location: str, status: int = 302, **headers: str) -> Reply:
    """Return a redirect."""
    return Reply("", status, {"Location": location, **headers})


def in_turn(*routes: Route) -> Callable[[socket.socket, Asked], None]:
    """Return a route that answers with each of these once, then with the last for ever."""
    left = list(routes)

    def answer(connection: socket.socket, asked: Asked) -> None:
        route = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(route, Reply):
            route.send(connection, asked)
        else:
            route(connection, asked)

    return answer


@contextlib.contextmanager
def serving(routes: dict[str, Route]) -> Iterator[Site]:
    """Serve these routes within."""
    with Site(routes) as site:
        yield site
