"""A site behind a password is read with what was typed, and nothing that is kept or shown holds it."""

from __future__ import annotations

import base64
import gzip
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.document.page import Page
from crawler.listing.addresses import resolver
from pipelines import configuration
from pipelines.configuration import login_in, origin, without_login, without_logins
from tests.conftest import Ended, command, environment, rows
from tests.servers import Asked, Reply, Route, Site, tag_site

SECRET = "S3CR%3AET"
"""As it is typed in an address, where a colon stands for itself when encoded."""
SENT = "Basic " + base64.b64encode(b"ann:S3CR:ET").decode()


def typed(site: Site, path: str) -> str:
    """Return an address with user and password."""
    return site.url(path).replace("://", f"://ann:{SECRET}@")


@pytest.fixture
def closed(site: Site) -> Site:
    """A site that shows nothing without the password."""

    def guarded(route: Route) -> Route:
        def answer(connection: socket.socket, asked: Asked) -> None:
            let_in = asked.headers.get("authorization") == SENT
            reply = route if let_in else Reply("who are you?", status=401)
            reply.send(connection, asked) if isinstance(reply, Reply) else reply(connection, asked)

        return answer

    site.routes = {path: guarded(route) for path, route in tag_site(4).items()}
    return site


def kept(folder: Path) -> bytes:
    """Return every byte of what a crawl left, its archive unpacked."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return b"".join(gzip.decompress(data) if path.suffix == ".gz" else data for path, data in files.items())


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("https://ann:secret@example.org/tag", "https://example.org/tag"),
        ("HTTPS://ann@example.org", "HTTPS://example.org"),
        ("https://ann:s@cret@example.org:81/a?b=c@d", "https://example.org:81/a?b=c@d"),
        ("https://example.org/@ann/1", "https://example.org/@ann/1"),
        ("https://example.org?mail=a@b", "https://example.org?mail=a@b"),
        (
            "readmore crawl 'https://a:b@x.example/t' https://c:d@y.example",
            "readmore crawl 'https://x.example/t' https://y.example",
        ),
        ('["http://a:b@x.example/t", "json://u:p@y"]', '["http://x.example/t", "json://y"]'),
        ("write to ann@example.org", "write to ann@example.org"),
    ],
)
def test_addresses_are_freed_of_logins_wherever_they_stand(text: str, free: str) -> None:
    assert without_logins(text) == free


@pytest.mark.parametrize(
    ("url", "free"),
    [
        ("https://ann:it's@example.org/tag", "https://example.org/tag"),
        ("url=https://ann:secret@example.org/tag", "url=https://example.org/tag"),
        ("https://old.example/http://ann@example.org/", "https://old.example/http://ann@example.org/"),
        ("--quiet", "--quiet"),
    ],
)
def test_one_address_is_freed_of_its_own_login_only(url: str, free: str) -> None:
    assert without_login(url) == free


def test_a_login_is_told_by_its_origin_and_decoded() -> None:
    assert login_in("https://Ann:s%40t@Example.org:443/tag") == ("https://example.org", "Ann:s@t")
    assert login_in("https://example.org/@ann") is None
    assert login_in("ftp://a:b@example.org/") is None
    assert origin("http://example.org:8080/a/b") == "http://example.org:8080"


def test_a_login_that_was_typed_anew_replaces_the_one_that_is_kept() -> None:
    configuration.keep_logins({"https://example.org": "ann:old"})
    configuration.keep_logins({"https://example.org": "ann:new"})
    assert configuration.section("logins") == {"https://example.org": "ann:new"}


@pytest.mark.parametrize("href", ["http://a:b@other.example/x", "//a:b@other.example/x"])
def test_links_of_a_page_are_freed_of_logins(href: str) -> None:
    page = Page("http://example.org/", "")
    assert page.absolute(href) == resolver(page)(href) == "http://other.example/x"


def test_a_crawl_behind_a_password_keeps_and_shows_nothing_of_it(
    closed: Site, tmp_path: Path, crawl: Callable[..., Ended]
) -> None:
    ended = crawl(typed(closed, "/tag"), "--debug")
    assert (ended.code, len(ended.titles())) == (0, 4)
    assert {asked.headers.get("authorization") for asked in closed.requests} == {SENT}
    for secret in ("S3CR", SENT.removeprefix("Basic ")):
        assert secret not in ended.out + ended.err
        assert secret.encode() not in kept(tmp_path)
    assert ended.rows("SELECT url FROM tags") == [(closed.url("/tag"),)]


def test_a_followed_tag_is_asked_for_with_the_password_that_the_configuration_keeps(
    closed: Site, tmp_path: Path
) -> None:
    db = tmp_path / "c.db"
    for arguments in (["follow", typed(closed, "/tag")], ["run", "--delay", "0"]):
        line = command(*arguments, "--db", db)
        done = subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert "S3CR" not in done.stdout + done.stderr
    assert rows(db, "SELECT count(*) FROM articles") == [(4,)]
    assert b"S3CR" not in kept(tmp_path)
    assert configuration.section("logins") == {closed.url("").rstrip("/"): "ann:S3CR:ET"}


def test_a_look_behind_a_password_shows_nothing_of_it(closed: Site) -> None:
    for name, path in (("preview", "/tag"), ("extract", "/opinion/2")):
        line = command(name, typed(closed, path))
        done = subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        assert "S3CR" not in done.stdout + done.stderr


def test_no_other_origin_is_sent_the_password(closed: Site, crawl: Callable[..., Ended]) -> None:
    with Site(tag_site(1)) as other:
        ended = crawl(typed(closed, "/tag"), other.url("/tag"))
        assert ended.code == 0
        assert {asked.headers.get("authorization") for asked in other.requests} == {None}
