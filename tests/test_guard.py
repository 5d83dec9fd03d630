"""Which addresses may be fetched, in all the ways in which they can be written."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from crawler.download.client import GuardedResolver
from crawler.download.guard import check, is_internal, typed_origins
from pipelines.errors import Refused, UsageError

PUBLIC = [
    "http://example.org/",
    "https://example.org:8443/tag?page=2#more",
    "HTTPS://EXAMPLE.ORG/",
    "http://93.184.216.34/",
    "http://[2606:4700:4700::1111]/",
    "https://xn--e1afmkfd.xn--p1ai/",
    "https://пример.рф/тег",
    "http://a_b.example.org/",
    "http://user:secret@example.org/",
    "http://127.0.0.1.example.org/",
]

# (address, where such a thing is seen)
REFUSED = [
    ("file:///etc/passwd", "a link in a feed"),
    ("ftp://example.org/", "an old site"),
    ("data:text/html,hello", "an inlined page"),
    ("javascript:void(0)", "a load-more button"),
    ("gopher://example.org/", "an attack on Redis"),
    ("http:///tag", "a template with an empty variable"),
    ("http://", "a template with an empty variable"),
    ("http://example.org:0/", "a template with an empty variable"),
    ("http://example.org:99999/", "a typing error"),
    ("http://[::1", "a typing error"),
    ("http://exa mple.org/", "a typing error"),
    ("http://example.org\\@127.0.0.1/", "an attack on two parsers that differ"),
    ("http://%31%32%37.0.0.1/", "an attack that hides the host"),
    ("http://127.0.0.1/", "an attack on the machine itself"),
    ("http://127.1/", "the same, short"),
    ("http://0/", "the same, shorter"),
    ("http://2130706433/", "the same, decimal"),
    ("http://017700000001/", "the same, octal"),
    ("http://0177.0.0.1/", "the same, in parts octal"),
    ("http://0x7f.0.0.1/", "the same, hexadecimal"),
    ("http://１２７.0.0.1/", "the same, full-width digits"),
    ("http://127。0.0.1/", "the same, ideographic full stop"),
    ("http://example@127.0.0.1/", "the same, behind a user name"),
    ("http://[::1]/", "the same, IPv6"),
    ("http://[::ffff:127.0.0.1]/", "the same, mapped"),
    ("http://[::ffff:7f00:1]/", "the same, mapped, hexadecimal"),
    ("http://[::127.0.0.1]/", "the same, compatible"),
    ("http://[64:ff9b::7f00:1]/", "the same, through NAT64"),
    ("http://[2002:7f00:1::]/", "the same, through 6to4"),
    ("http://[::]/", "any address"),
    ("http://10.0.0.1/", "a private network"),
    ("http://172.16.0.1/", "a private network"),
    ("http://192.168.1.1/", "a router"),
    ("http://100.64.0.1/", "a provider's network"),
    ("http://169.254.169.254/latest/meta-data/", "a cloud's metadata"),
    ("http://[fe80::1]/", "a neighbour"),
    ("http://[fe80::1%25eth0]/", "a neighbour on one cable"),
    ("http://[fd00::1]/", "a private network"),
    ("http://224.0.0.1/", "all machines of a network"),
    ("http://255.255.255.255/", "all machines of a network"),
    ("http://localhost/", "a template never configured"),
    ("http://LOCALHOST./", "the same"),
    ("http://blog.localhost:8000/", "a developer's machine"),
    ("http://intranet/", "a name without a dot"),
    ("http://printer.local/", "a name of the local network"),
    ("http://metadata.google.internal/", "a cloud's metadata"),
    ("http://nas.home.arpa/", "a home network"),
]


@pytest.mark.parametrize("url", PUBLIC)
def test_public_address_may_be_fetched(url: str) -> None:
    check(url)


@pytest.mark.parametrize("url", [row[0] for row in REFUSED])
def test_address_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        check(url)


TYPED = typed_origins(["http://127.0.0.1:8000/tag", "http://intranet/news", "http://[::1]:81/"])

# (address, may it be fetched when the user typed the three above?)
TYPED_CASES = [
    ("http://127.0.0.1:8000/article/1", True),
    ("https://127.0.0.1:8000/article/1", True),
    ("http://127.0.0.1:8001/", False),
    ("http://127.0.0.1/", False),
    ("http://127.0.0.2:8000/", False),
    ("http://localhost:8000/", False),
    ("http://2130706433:8000/", False),
    ("http://intranet/other", True),
    ("http://INTRANET./other", True),
    ("http://intranet:8080/", False),
    ("https://intranet/", False),
    ("http://[::1]:81/", True),
    ("http://[::1]/", False),
]


@pytest.mark.parametrize(("url", "allowed"), TYPED_CASES)
def test_only_the_typed_host_and_port_may_be_internal(url: str, allowed: bool) -> None:
    if allowed:
        check(url, TYPED)
    else:
        with pytest.raises(Refused):
            check(url, TYPED)


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "http://", "http://a b/"])
def test_what_cannot_be_crawled_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError):
        typed_origins([url])


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "fe80::1%eth0", "not an address", ""])
def test_numeric_address_is_internal(address: str) -> None:
    assert is_internal(address)


def resolved(monkeypatch: pytest.MonkeyPatch, addresses: list[str], port: int = 80) -> list[str]:
    """Return what a name is resolved to, when the system resolves it to these addresses."""

    async def answer(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    async def ask() -> list[str]:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", answer)
        allowed = typed_origins(["http://wiki.example.org:8080/"])
        found = await GuardedResolver(allowed).resolve("wiki.example.org", port)
        return [each["host"] for each in found]

    return asyncio.run(ask())


def test_public_name_for_an_internal_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused):
        resolved(monkeypatch, ["10.0.0.7"])


def test_internal_addresses_of_a_name_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolved(monkeypatch, ["10.0.0.7", "93.184.216.34"]) == ["93.184.216.34"]


def test_typed_name_may_stand_for_an_internal_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolved(monkeypatch, ["10.0.0.7"], port=8080) == ["10.0.0.7"]
