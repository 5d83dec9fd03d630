"""The Atom feed: well-formed, complete where Atom asks for it, with ids that never change."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

from pipelines.items import Card
from pipelines.read.export import to_atom
from pipelines.read.query import records
from pipelines.store.corpus import Corpus
from tests.test_store import EVENING, NOON, TAG, corpus, listing, reading

__all__ = ["corpus"]
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(corpus: Corpus, tag_id: int | None = None) -> ET.Element:
    stream = io.StringIO()
    to_atom(records(corpus.sql, tag_id=tag_id), stream, title="Courts & rights", home=TAG)
    return ET.fromstring(stream.getvalue())


def texts(element: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in element.findall(path.replace("/", f"/{ATOM}").replace("@", ATOM, 1))]


def test_each_feed_and_entry_has_what_atom_asks_for(corpus: Corpus) -> None:
    corpus.save_article(reading())
    root = feed(corpus)
    for name in ("id", "title", "updated"):
        assert root.find(ATOM + name) is not None
        assert root.find(f"{ATOM}entry/{ATOM}{name}") is not None


def test_text_is_escaped_and_control_characters_are_left_out(corpus: Corpus) -> None:
    corpus.save_article(reading(title="<b>A & B</b>", body="One \x0b two. " * 20))
    assert texts(feed(corpus), "@entry/title") == ["<b>A & B</b>"]


def test_an_edit_changes_the_time_and_not_the_id(corpus: Corpus) -> None:
    corpus.save_article(reading(at=NOON))
    before = feed(corpus)
    corpus.save_article(reading(at=EVENING, title="Another title"))
    after = feed(corpus)
    assert texts(before, "@entry/id") == texts(after, "@entry/id")
    assert texts(before, "@entry/updated") != texts(after, "@entry/updated")


def test_a_tags_feed_has_its_articles_alone(corpus: Corpus) -> None:
    corpus.save_listing(listing(Card("https://example.org/a")))
    corpus.save_article(reading("https://example.org/a", title="Listed", body="Text one. " * 30))
    corpus.save_article(reading("https://example.org/b", title="Elsewhere", body="Text two. " * 30))
    assert texts(feed(corpus, corpus.add_tag(TAG)), "@entry/title") == ["Listed"]


def test_an_empty_feed_is_the_same_each_time(corpus: Corpus) -> None:
    assert ET.tostring(feed(corpus)) == ET.tostring(feed(corpus))
