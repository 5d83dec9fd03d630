"""What is worth telling: noticed once, in the transaction of the change, and summed up since a look."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.items import ArticleUnchanged, Card
from pipelines.store.corpus import Corpus
from pipelines.store.news import last_look, news_after, note_look, outcome
from tests.test_store import EVENING, LATER, MORNING, NOON, corpus, listing, reading

__all__ = ["corpus"]
URL = "https://example.org/a"


def kinds(corpus: Corpus, after: int = 0) -> list[str]:
    return [news.kind for news in news_after(corpus.sql, after)]


@pytest.mark.parametrize(
    ("happened", "expected"),
    [
        (["new"], "new"),
        (["new", "edited"], "new"),  # corrected an hour later
        (["edited", "moved"], "edited"),
        (["moved"], "moved"),
        (["new", "gone"], "gone"),  # withdrawn before anybody looked
        (["gone", "back"], None),  # a long outage
        (["gone", "back", "edited"], "edited"),
        (["back"], "back"),
        (["back", "gone"], "gone"),
    ],
)
def test_several_happenings_amount_to_one(happened: list[str], expected: str | None) -> None:
    assert outcome(happened) == expected


def test_each_change_is_noticed_and_an_unchanged_reading_is_not(corpus: Corpus) -> None:
    corpus.save_article(reading())
    assert kinds(corpus) == ["new"]
    corpus.save_article(reading(at=EVENING))
    corpus.touch(ArticleUnchanged(URL, EVENING))
    assert kinds(corpus, 1) == []
    corpus.save_article(reading(at=LATER, title="Another title"))
    assert kinds(corpus, 1) == ["edited"]


def test_a_better_reading_and_a_duplicate_are_no_news(corpus: Corpus) -> None:
    corpus.save_article(reading())
    corpus.save_article(reading(at=EVENING, authors=[], read_again=True))
    corpus.save_article(reading("https://example.org/again", authors=[]))
    assert kinds(corpus, 1) == []


def test_what_is_gone_is_told_once_it_is_certain_and_when_it_is_back(corpus: Corpus) -> None:
    corpus.save_article(reading(at=MORNING))
    corpus.mark_missing(URL, NOON)
    assert kinds(corpus, 1) == []
    for _ in range(2):
        corpus.mark_missing(URL, LATER)
    assert kinds(corpus, 1) == ["gone"]
    corpus.touch(ArticleUnchanged(URL, "2026-12-05T00:00:00+00:00"))
    assert kinds(corpus, 2) == ["back"]


def test_an_article_that_moved_is_told_with_its_new_address(corpus: Corpus) -> None:
    corpus.save_article(reading(URL))
    new = "https://example.org/2026/a"
    corpus.save_article(reading(URL, at=EVENING, url=new, page_url=new, moved_permanently=True))
    assert [(news.kind, news.url) for news in news_after(corpus.sql, 1)] == [("moved", new)]


def test_news_names_its_tags_and_its_run(corpus: Corpus) -> None:
    crawl_id = corpus.begin_crawl([], "crawl", MORNING)
    corpus.save_listing(listing(Card(URL)))
    corpus.save_article(reading(URL))
    assert [news.tags for news in news_after(corpus.sql)] == [("Release",)]
    assert corpus.sql.execute("SELECT crawl_id FROM news").fetchall() == [(crawl_id,)]


def test_a_reader_sees_what_came_after_its_last_look_also_when_times_are_equal(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a", title="One", body="One."))
    with corpus.atomic():
        note_look(corpus.sql, "new", 1, NOON)
    corpus.save_article(reading("https://example.org/b", title="Two", body="Two."))
    assert [news.title for news in news_after(corpus.sql, last_look(corpus.sql, "new"))] == ["Two"]


def test_news_since_a_time_includes_that_time(corpus: Corpus, tmp_path: Path) -> None:
    corpus.save_article(reading("https://example.org/a", at=MORNING, title="One", body="One."))
    corpus.save_article(reading("https://example.org/b", at=NOON, title="Two", body="Two."))
    assert [news.title for news in news_after(corpus.sql, since=NOON)] == ["Two"]
