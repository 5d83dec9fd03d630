"""Two articles are never made one by what a page says of itself: its canonical link, a footer, a teaser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.document.page import Page
from crawler.trainer import Reader
from pipelines.archive.pages import WarcArchive
from pipelines.errors import UnreadablePage
from pipelines.identity import url_key
from pipelines.items import Article, ArticleRead, Card, Fetch, ListingSeen
from pipelines.store.corpus import Corpus
from pipelines.store.upgrades import release_claims
from tests.conftest import Ended, crawl_into
from tests.servers import Reply, Site, article, card, listing, redirect

FOOTER = "".join(
    f"<p>The {number}th member of the round table, of the house by the {number}th bridge, has put a name to"
    " this and asks all who read it to pass it on.</p>"
    for number in range(1, 12)
)
"""What every page ends with: a third of its words and more."""
COUNT = 6


def page(number: int, canonical: str) -> Reply:
    """Return an article that declares an address as its own and ends in the footer of all."""
    body = str(article(number, extra=FOOTER).body)
    return Reply(body.replace("</head>", f"<link rel=canonical href='{canonical}'></head>"), etag=True)


# name: the canonical link of all articles of a tag; {n} is the article's number
CLAIMS = {
    "tag": "/tag-of-tag",
    "list": "/tag-of-list/page/2",
    "front": "/",
    "card": "/card/3",
    "elsewhere": "/about-us",
    "schemeless": "{host}/schemeless/1",
}


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ended, Site]]:
    """A crawl of tags whose articles all have a wrong canonical link, and of one that lists lists."""
    with Site() as site:
        for name, claim in CLAIMS.items():
            canonical = claim.format(host=f"127.0.0.1:{site.port}")
            cards = [card(number, f"/{name}/{number}") for number in range(COUNT, 0, -1)]
            site.routes[f"/tag-of-{name}"] = listing("".join(cards[:3]), f"/tag-of-{name}/page/2")
            site.routes[f"/tag-of-{name}/page/2"] = listing("".join(cards[3:]))
            site.routes |= {f"/{name}/{number}": page(number, canonical) for number in range(1, COUNT + 1)}
        site.routes |= lists_of_lists()
        urls = [site.url(f"/tag-of-{name}") for name in (*CLAIMS, "rivers")]
        db: Path = tmp_path_factory.mktemp("apart") / "corpus.db"
        yield crawl_into(db, *urls), site


def lists_of_lists() -> dict[str, Any]:
    """Return a tag with one article, whose other cards lead to lists that show the same first words."""
    heads = {number: f"/topics/river-{number}" for number in range(52, 56)}
    routes = {
        path: Reply(
            str(listing("".join(card(n, f"/away/{n}") for n in range(number, number - 3, -1))).body).replace(
                "<h1>hearings</h1>", f"<h1>Tag: River {number}</h1>"
            )
        )
        for number, path in heads.items()
    }
    cards = "".join(card(number, path) for number, path in heads.items()) + card(60, "/rivers/60")
    return {**routes, "/tag-of-rivers": listing(cards), "/rivers/60": article(60)}


@pytest.mark.parametrize("name", CLAIMS)
def test_articles_that_declare_one_address_stay_apart(claimed: tuple[Ended, Site], name: str) -> None:
    ended, site = claimed
    urls = ended.rows(
        "SELECT articles.url FROM article_tags JOIN tags ON tags.id = tag_id"
        " JOIN articles ON articles.id = article_id WHERE tags.url = ?",
        site.url(f"/tag-of-{name}"),
    )
    assert len(urls) == COUNT
    own = {site.url(f"/{name}/{number}") for number in range(1, COUNT + 1)}
    # Of an address that nobody is known to have, the first that declares it is believed.
    assert len(own - {url for (url,) in urls}) == (name == "elsewhere")


def test_no_edit_is_told_of_articles_that_were_read_once(claimed: tuple[Ended, Site]) -> None:
    assert claimed[0].rows("SELECT kind FROM news WHERE kind != 'new'") == []


def test_a_list_behind_a_card_is_a_failure_with_its_reason(claimed: tuple[Ended, Site]) -> None:
    failures = claimed[0].failures()
    assert {path: error for path, (_, error) in failures.items()} == {
        f"topics/river-{number}": "the link leads to a list of articles, not to one"
        for number in range(52, 56)
    }
    assert claimed[0].code == 3
    assert claimed[0].rows("SELECT title FROM articles WHERE title LIKE 'Tag:%'") == []


def test_a_list_that_a_layout_fits_is_no_article_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, html = next(iter(lists_of_lists().items()))
    read = Article(url, title="Tag: River 52", body="")
    monkeypatch.setattr("crawler.trainer.read_by", lambda *_: (read, "a layout"))
    with Corpus.open(tmp_path / "c.db") as corpus:
        reader = Reader(corpus, WarcArchive.beside(corpus.path))
        with pytest.raises(UnreadablePage, match="list of articles"):
            reader.read(
                Page(f"http://e.example{url}", html.body), Card(url, "Opinion 52 on a hearing cut short")
            )


# ------------------------------------------------------------------- in the file

TAG, OTHER_TAG = "https://e.example/tag/rivers", "https://e.example/tag/bridges"
MORNING, NOON, EVENING = (f"2026-11-22T{hour}:00:00+00:00" for hour in ("06", "12", "18"))


def text(name: str) -> str:
    return " ".join(f"The {name} of the {day}th {name} was heard." for day in range(30))


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "c.db") as corpus:
        yield corpus


def see(corpus: Corpus, cards: dict[str, str], at: str = MORNING, tag: str = TAG) -> None:
    placed = tuple(Card(url, title, position=place) for place, (url, title) in enumerate(cards.items()))
    corpus.save_listing(ListingSeen(tag, tag, 1, at, placed))


def read(link: str, title: str, body: str, at: str = MORNING, **about: Any) -> ArticleRead:
    url = about.pop("url", link)
    return ArticleRead(link, Article(url=url, title=title, body=body, site="e.example"), at, **about)


def urls(corpus: Corpus) -> list[str]:
    return [url for (url,) in corpus.sql.execute("SELECT url FROM articles ORDER BY id")]


A, B, C = (f"https://e.example/{name}" for name in "abc")
Step = Callable[[Corpus], object]

# (what happens, addresses of the articles in the file)
STORIES: dict[str, tuple[list[Step], list[str]]] = {
    "one article under two tags, at the address that both pages declare": (
        [
            lambda c: see(c, {A: "A plea"}),
            lambda c: see(c, {B: "A plea"}, tag=OTHER_TAG),
            lambda c: c.save_article(read(A, "A plea", text("plea"))),
            lambda c: c.save_article(read(B, "A plea", text("plea"), url=A)),
        ],
        [A],
    ),
    "one article under another title on another tag": (
        [
            lambda c: see(c, {A: "A plea"}),
            lambda c: see(c, {B: "The plea of the ferrymen"}, tag=OTHER_TAG),
            lambda c: c.save_article(read(A, "A plea", text("plea"))),
            lambda c: c.save_article(read(B, "A plea", text("plea"), url=A)),
        ],
        [A],
    ),
    "two cards of one list, the page of one declaring the other's address": (
        [
            lambda c: see(c, {A: "A plea", B: "A case"}),
            lambda c: c.save_article(read(A, "A plea", text("plea"))),
            lambda c: c.save_article(read(B, "A case", text("plea"), url=A)),
        ],
        [A, B],
    ),
    "two digests with one title that declare one address": (
        [
            lambda c: see(c, {A: "Weekly digest", B: "Weekly digest"}),
            lambda c: c.save_article(read(A, "Weekly digest", text("plea"), url=C)),
            lambda c: c.save_article(read(B, "Weekly digest", text("case"), url=C)),
        ],
        [C, B],
    ),
    "a link that was moved, and its article renamed": (
        [
            lambda c: c.begin_crawl([TAG], "crawl", MORNING),
            lambda c: see(c, {A: "A plea"}),
            lambda c: c.save_article(read(A, "A plea", text("plea"))),
            lambda c: c.begin_crawl([TAG], "crawl", NOON),
            lambda c: see(c, {B: "A new plea"}, at=NOON),
            lambda c: c.save_article(
                read(A, "A new plea", text("plea"), NOON, url=B, page_url=B, moved_permanently=True)
            ),
        ],
        [B],
    ),
    "a link that now leads to the article of the card beside it": (
        [
            lambda c: see(c, {A: "A plea", B: "A case"}),
            lambda c: c.save_article(read(A, "A plea", f"{text('plea')} {text('footer')}")),
            lambda c: c.save_article(
                read(A, "A case", f"{text('case')} {text('footer')}", NOON, url=B, page_url=B)
            ),
        ],
        [A, B],
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_articles_are_as_many_as_there_are(corpus: Corpus, story: str) -> None:
    steps, expected = STORIES[story]
    for step in steps:
        step(corpus)
    assert urls(corpus) == expected


def test_an_article_stored_under_its_tag_s_address_gets_its_own_when_it_is_read_again(corpus: Corpus) -> None:
    early = read(A, "A plea", text("plea"), url=TAG)
    corpus.save_article(early)
    see(corpus, {A: "A plea"})
    corpus.save_article(replace(early, fetched_at=NOON))
    assert urls(corpus) == [A]


def test_the_address_of_a_page_of_a_list_is_no_article_s(corpus: Corpus) -> None:
    see(corpus, {A: "A plea"})
    corpus.save_fetch(Fetch(f"{TAG}/page/2", MORNING, 200))
    corpus.save_article(read(A, "A plea", text("plea"), url=f"{TAG}/page/2"))
    assert urls(corpus) == [A]


def test_a_record_of_before_that_took_in_several_articles_gives_up_their_cards(corpus: Corpus) -> None:
    see(corpus, {A: "A plea", B: "A case", C: "A case, heard"})
    corpus.save_article(read(A, "A plea", text("plea")))
    corpus.save_article(read(B, "A case", text("case")))
    corpus.sql.execute("UPDATE addresses SET article_id = 2")
    corpus.sql.execute("UPDATE sightings SET article_id = 2")
    corpus.sql.execute("DELETE FROM articles WHERE id = 1")
    corpus.sql.execute("UPDATE articles SET url = ?", (TAG,))
    for url in (TAG, C):
        corpus.sql.execute("INSERT INTO addresses VALUES (?, ?, 2, ?)", (url_key(url), url, NOON))
    release_claims(corpus.sql)
    assert urls(corpus) == [B]
    assert [corpus.known(url) for url in (TAG, A, B, C)] == [None, None, 2, 2]
    assert [each.url for each in corpus.pending(TAG)] == [A]


def test_an_address_that_a_card_leads_to_stays_an_article_s(corpus: Corpus) -> None:
    see(corpus, {A: "A plea"})
    corpus.save_article(read(A, "A plea", text("plea"), url=B))
    corpus.save_fetch(Fetch(A, MORNING, 200))
    release_claims(corpus.sql)
    assert [corpus.known(url) for url in (A, B)] == [1, 1]


def test_links_that_a_site_redirects_are_one_article_at_its_end(site: Site, tmp_path: Path) -> None:
    site.routes = {
        "/tag": listing(card(1, "/old/1") + card(2)),
        "/other": listing(card(1) + card(3)),
        "/old/1": redirect("/opinion/1", 301),
        **{f"/opinion/{number}": article(number) for number in (1, 2, 3)},
    }
    ended = crawl_into(tmp_path / "corpus.db", site.url("/tag"), site.url("/other"))
    assert (ended.code, len(ended.rows("SELECT id FROM articles"))) == (0, 3)
