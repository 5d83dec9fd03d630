"""What a crawl may reach inside the user's network, on behalf of which tag, and through which proxy."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import yarl
from scrapy.settings import Settings

from crawler.download.client import GuardedResolver
from crawler.download.guard import Permits, Proxies
from crawler.download.session import Session
from pipelines import configuration
from pipelines.errors import Refused
from pipelines.store.corpus import Corpus
from pipelines.store.tags import Network, follow
from tests import zygote
from tests.conftest import Ended, environment
from tests.names import OUTSIDE
from tests.proxies import Proxy
from tests.servers import Site, article, card, listing, redirect, tag_site

INSIDE = "127.0.0.5"


def readmore(db: Path, *line: object, names: dict[str, str], **variables: str) -> Ended:
    """Run a command in a process that finds these names alone."""
    arguments = [*map(str, line), "--db", str(db), "--delay", "0"]
    return Ended(*zygote.run(arguments, db.parent, environment() | variables, 60, names), db)


# ------------------------------------------------------------- what the file remembers


@pytest.fixture(scope="module")
def moved_inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Ended], Site]]:
    """Crawls of a tag whose name leads to a service inside after the first; the last one is followed anew."""
    db = tmp_path_factory.mktemp("moved") / "corpus.db"
    with Site(tag_site(2), OUTSIDE) as site, Site({"/tag": listing(card(9))}, INSIDE, site.port) as service:
        url = f"http://news.example:{site.port}/tag"
        inside = {"news.example": INSIDE}
        first = readmore(db, "crawl", url, names={"news.example": OUTSIDE})
        second = readmore(db, "crawl", url, names=inside)
        asked = len(service.requests)
        with Corpus.open(db) as corpus, corpus.atomic():
            follow(corpus.sql, url, "2026-11-27T00:00:00+00:00")
        third = readmore(db, "crawl", url, names=inside)
        assert len(service.requests) > asked
        del service.requests[asked:]
        yield [first, second, third], service


def test_a_name_that_led_outside_when_first_crawled_is_not_asked_for_inside(
    moved_inside: tuple[list[Ended], Site],
) -> None:
    (first, *_), service = moved_inside
    assert first.code == 0
    assert service.requests == []


def test_a_name_that_leads_inside_now_is_a_failure_that_says_what_to_do(
    moved_inside: tuple[list[Ended], Site],
) -> None:
    ended = moved_inside[0][1]
    [(stage, error)] = ended.rows("SELECT stage, error FROM failures WHERE crawl_id = 2")
    assert stage == "fetch"
    assert "now leads to an internal one, '127.0.0.5'" in error
    assert "follow the tag anew with `readmore follow`" in error


# ------------------------------------------------------------- what a tag may reach


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ended, dict[str, Site]]]:
    """One run over tags inside, by number and by name, and over a hostile one outside that points at them."""
    folder = tmp_path_factory.mktemp("run")
    with Site(tag_site(2)) as desk, Site(tag_site(2), INSIDE) as wiki, Site({}, OUTSIDE) as hostile:
        admin = f"http://wiki.example:{wiki.port}/admin/delete"
        for site in (desk, wiki):
            site.routes["/admin/delete"] = article(80)
        hostile.routes = {
            "/tag": listing(card(81, "/to-desk") + card(82, "/to-wiki") + card(84)),
            "/to-desk": redirect(desk.url("/admin/delete")),
            "/to-wiki": redirect(admin),
            "/opinion/84": article(84),
        }
        tags = [
            f"http://hostile.example:{hostile.port}/tag",
            desk.url("/tag"),
            f"http://wiki.example:{wiki.port}/tag",
        ]
        names = {"hostile.example": OUTSIDE, "wiki.example": INSIDE}
        with Corpus.open(folder / "corpus.db") as corpus, corpus.atomic():
            for url in tags:
                follow(corpus.sql, url, "2026-11-27T00:00:00+00:00")
        ended = readmore(folder / "corpus.db", "run", names=names)
        yield ended, {"desk": desk, "wiki": wiki}


@pytest.mark.parametrize("name", ["desk", "wiki"])
def test_what_was_typed_as_internal_is_closed_to_the_other_tags_of_a_run(
    run: tuple[Ended, dict[str, Site]], name: str
) -> None:
    assert run[1][name].asked("/admin/delete") == []


def test_tags_inside_are_read_beside_one_that_is_refused_their_pages(
    run: tuple[Ended, dict[str, Site]],
) -> None:
    titles = {f"Opinion {number} on a hearing cut short" for number in (1, 2, 84)}
    assert run[0].titles() == titles
    assert run[0].code == 3


def test_the_file_tells_where_each_tag_led(run: tuple[Ended, dict[str, Site]]) -> None:
    assert run[0].rows("SELECT network FROM tags ORDER BY id") == [("public",), ("internal",), ("internal",)]


TAG, OTHER = "http://wiki.example:8080/tag", "http://127.0.0.1:8000/tag"
WIKI, DESK = ("wiki.example", 8080), ("127.0.0.1", 8000)

# (what the file remembers, where the name leads in this run, what may be internal for the tag)
PERMITTED: list[tuple[Network | None, Network | None, set[tuple[str, int]]]] = [
    (None, None, {WIKI}),
    (None, "internal", {WIKI}),
    (None, "public", set()),
    ("internal", "public", {WIKI}),
    ("public", None, set()),
    ("public", "internal", set()),
]


@pytest.mark.parametrize(("remembered", "met", "expected"), PERMITTED)
def test_a_name_may_lead_inside_as_it_did_when_it_was_first_crawled(
    remembered: Network | None, met: Network | None, expected: set[tuple[str, int]]
) -> None:
    permits = Permits([TAG, OTHER])
    permits.remember(TAG, remembered)
    if met:
        permits.learn(WIKI, met)
    assert permits.of(TAG) == expected
    assert permits.of(OTHER) == {DESK}
    assert permits.of(None) == permits.of("http://wiki.example:8080/another") == set()


def test_a_login_is_for_the_tag_alone_that_it_was_typed_for(monkeypatch: pytest.MonkeyPatch) -> None:
    site, other = "https://desk.example/tag", "https://news.example/tag"
    monkeypatch.setattr(configuration, "known_logins", lambda: {"https://desk.example": "ann:secret"})
    session = Session(Settings({"USER_AGENT": "readmore"}), [site, other])
    linked = "https://desk.example/leave"
    assert [session.is_own(url, tag) for url, tag in ((linked, site), (linked, other), (other, site))] == [
        True,
        False,
        False,
    ]


def test_a_name_with_a_public_address_is_a_public_one(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt: list[str] = []

    async def resolve() -> list[str]:
        async def answer(*_: object, **__: object) -> list[object]:
            return [(2, 1, 6, "", (address, 8080)) for address in ("10.0.0.7", "93.184.216.34")]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", answer)
        resolver = GuardedResolver(frozenset({WIKI}), lambda origin, network: learnt.append(network))
        return [each["host"] for each in await resolver.resolve(*WIKI)]

    assert asyncio.run(resolve()) == ["93.184.216.34"]
    assert learnt == ["public"]


# --------------------------------------------------------------- through a proxy

# name of the proxy as the environment has it, what finds it
PROXIES = {"by number": "127.0.0.1", "by name": "proxy.corp.example"}


@pytest.mark.parametrize("name", PROXIES)
def test_a_tag_is_read_through_the_proxy_of_the_environment(tmp_path: Path, name: str) -> None:
    with Site(tag_site(2)) as site, Proxy({"news.example": ("127.0.0.1", site.port)}) as proxy:
        ended = readmore(
            *(tmp_path / "corpus.db", "crawl", "http://news.example/tag"),
            names={"proxy.corp.example": "127.0.0.1"},
            http_proxy=f"http://{PROXIES[name]}:{proxy.port}",
        )
        assert (ended.code, len(ended.titles())) == (0, 2)
        assert {url.partition("/tag")[0] for url in proxy.asked if "/tag" in url} == {"http://news.example"}
        assert len(proxy.asked) == len(site.requests)


def test_a_proxy_is_not_asked_for_what_is_internal_as_it_is_written_or_seen_from_here(tmp_path: Path) -> None:
    inner = "http://127.0.0.1:9/admin"
    with Site() as site, Proxy({f"{n}.example": ("127.0.0.1", site.port) for n in ("news", "wiki")}) as proxy:
        site.routes = tag_site(1) | {"/to-number": redirect(inner), "/admin": article(7)}
        site.routes["/to-name"] = redirect("http://wiki.example/admin")
        site.routes["/tag"] = listing(card(1) + card(5, "/to-number") + card(6, "/to-name"))
        ended = readmore(
            *(tmp_path / "corpus.db", "crawl", "http://news.example/tag"),
            names={"wiki.example": INSIDE},
            all_proxy=f"127.0.0.1:{proxy.port}",
        )
        assert [url for url in proxy.asked if "admin" in url or "wiki" in url] == []
        assert ended.titles() == {"Opinion 1 on a hearing cut short"}
        assert set(ended.failures()) == {"to-number", "to-name"}


# (environment, address, proxy)
NAMED: list[tuple[dict[str, str], str, str | None]] = [
    ({}, "http://a.example/", None),
    ({"http_proxy": "http://p.example:3128"}, "http://a.example/", "http://p.example:3128"),
    ({"http_proxy": "http://p.example:3128"}, "https://a.example/", None),
    ({"HTTPS_PROXY": "p.example:3128"}, "https://a.example/", "http://p.example:3128"),
    ({"all_proxy": "http://p.example:3128"}, "https://a.example/", "http://p.example:3128"),
    ({"all_proxy": "http://p:1", "no_proxy": "b.example,.a.example"}, "http://x.a.example/", None),
    ({"all_proxy": "http://p:1", "no_proxy": "127.0.0.1:8000"}, "http://127.0.0.1:8000/", None),
    ({"all_proxy": "http://p:1", "no_proxy": "127.0.0.1:8000"}, "http://127.0.0.1:81/", "http://p:1"),
    ({"all_proxy": "http://p:1", "no_proxy": "*"}, "http://a.example/", None),
]


@pytest.mark.parametrize(("variables", "url", "expected"), NAMED)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str, expected: str | None
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Proxies().of(yarl.URL(url)) == (yarl.URL(expected) if expected else None)


@pytest.mark.parametrize("proxy", ["socks5://me:secret@p.example:1080", "http://", "http://[p:1"])
def test_a_proxy_of_another_kind_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("all_proxy", proxy)
    with pytest.raises(Refused, match="no_proxy") as refused:
        Proxies().of(yarl.URL("http://a.example/"))
    assert "secret" not in str(refused.value)
