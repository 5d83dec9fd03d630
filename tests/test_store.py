"""What the file holds after readings, listings and runs were stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import CorpusError
from pipelines.items import (
    Article,
    ArticleRead,
    ArticleUnchanged,
    Card,
    Evidence,
    Fetch,
    ListingSeen,
    PageFailed,
)
from pipelines.store.corpus import Corpus

TAG = "https://example.org/tag/release/"
MORNING, NOON, EVENING = (
    "2026-11-22T06:00:00+00:00",
    "2026-11-22T12:00:00+00:00",
    "2026-11-22T18:00:00+00:00",
)
LATER = "2026-11-29T12:00:00+00:00"
TEXT = " ".join(f"The committee met for the {i}th time and asked for news." for i in range(20))


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "c.db") as corpus:
        yield corpus


def article(url: str = "https://example.org/a", **fields: Any) -> Article:
    values = {"title": "A title", "authors": ["Ada B", "Cyril D"], "published": "2026-11-20", "body": TEXT}
    return Article(url=url, site="example.org", language="en", **{**values, **fields})


def reading(link: str = "https://example.org/a", at: str = NOON, **fields: Any) -> ArticleRead:
    url = fields.pop("url", link)
    about = {
        key: fields.pop(key)
        for key in ("page_url", "moved_permanently", "layout", "read_again")
        if key in fields
    }
    return ArticleRead(link, article(url, **fields), at, **about)


def listing(*cards: Card, at: str = MORNING, page: int = 1, tag: str = TAG) -> ListingSeen:
    placed = tuple(replace(card, position=place) for place, card in enumerate(cards))
    return ListingSeen(tag, tag, page, at, placed, tag_name="Release")


def rows(corpus: Corpus, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    return list(corpus.sql.execute(query, parameters))


def found(corpus: Corpus, query: str) -> list[int]:
    return [r[0] for r in rows(corpus, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?", query)]


# Articles


def test_a_first_reading_is_new_and_its_authors_are_in_page_order(corpus: Corpus) -> None:
    assert corpus.save_article(reading(evidence={"title": Evidence("h1", ("meta",))})) == "new"
    assert rows(corpus, "SELECT title, author, word_count, first_seen, evidence FROM articles") == [
        ("A title", "Ada B; Cyril D", 220, NOON, '{"title": {"signal": "h1", "agreed": ["meta"]}}')
    ]
    names = "SELECT name FROM article_authors JOIN authors ON authors.id = author_id ORDER BY position"
    assert rows(corpus, names) == [("Ada B",), ("Cyril D",)]


def test_the_same_reading_again_is_unchanged_and_leaves_no_revision(corpus: Corpus) -> None:
    corpus.save_article(reading())
    assert corpus.save_article(reading(at=EVENING)) == "unchanged"
    assert rows(corpus, "SELECT count(*) FROM revisions") == [(0,)]
    assert rows(corpus, "SELECT first_seen, last_seen FROM articles") == [(NOON, EVENING)]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "A  title"},  # white space
        {"body": TEXT.replace(". ", ".\n\n")},  # paragraphs set anew
        {"published": "2026-11-20T10:30:00+03:00"},  # the hour, once a layout finds it
        {"modified": "2026-11-22"},  # a plugin that touches every post
        {"image_url": "https://example.org/i.webp"},  # pictures converted
    ],
)
def test_what_is_not_an_edit_makes_no_revision(corpus: Corpus, fields: dict[str, Any]) -> None:
    corpus.save_article(reading())
    assert corpus.save_article(reading(at=EVENING, **fields)) == "unchanged"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Another title"},
        {"authors": ["Ada B"]},
        {"published": "2026-11-21"},
        {"body": TEXT + " Two more were released."},
    ],
)
def test_an_edit_keeps_the_earlier_state_as_a_revision(corpus: Corpus, fields: dict[str, Any]) -> None:
    corpus.save_article(reading())
    assert corpus.save_article(reading(at=EVENING, **fields)) == "updated"
    assert rows(
        corpus, "SELECT seen_at, replaced_at, kind, title, author, published, body FROM revisions"
    ) == [(NOON, EVENING, "article", "A title", "Ada B; Cyril D", "2026-11-20", TEXT)]


def test_a_second_revision_was_first_seen_when_the_first_was_replaced(corpus: Corpus) -> None:
    for at, title in ((MORNING, "One"), (NOON, "Two"), (EVENING, "Three")):
        corpus.save_article(reading(at=at, title=title))
    states = rows(corpus, "SELECT title, seen_at, replaced_at FROM revisions ORDER BY id")
    assert states == [("One", MORNING, NOON), ("Two", NOON, EVENING)]


@pytest.mark.parametrize(
    ("fields", "column", "kept"),
    [
        ({"authors": []}, "author", "Ada B; Cyril D"),
        ({"published": None}, "published", "2026-11-20"),
        ({"title": None}, "title", "A title"),
        ({"body": None}, "body", TEXT),
    ],
)
def test_a_field_not_found_again_keeps_its_value_and_says_so(
    corpus: Corpus, fields: dict[str, Any], column: str, kept: str
) -> None:
    corpus.save_article(reading())
    assert corpus.save_article(reading(at=EVENING, **fields)) == "unchanged"
    value, evidence = rows(corpus, f"SELECT {column}, evidence FROM articles")[0]
    assert value == kept
    assert "earlier" in evidence


def test_a_better_reading_of_the_same_page_may_take_a_field_back(corpus: Corpus) -> None:
    corpus.save_article(reading())
    assert corpus.save_article(reading(at=EVENING, authors=[], read_again=True)) == "updated"
    assert rows(corpus, "SELECT author FROM articles") == [(None,)]
    assert rows(corpus, "SELECT kind FROM revisions") == [("reading",)]


def test_an_author_that_signs_nothing_any_more_is_dropped(corpus: Corpus) -> None:
    corpus.save_article(reading())
    corpus.save_article(reading(at=EVENING, authors=["Ada B", "Eva F"]))
    assert rows(corpus, "SELECT name FROM authors ORDER BY name") == [("Ada B",), ("Eva F",)]


def test_half_a_character_pair_and_a_nul_are_not_stored(corpus: Corpus) -> None:
    assert corpus.save_article(reading(title="Free \ud83d", body="a\0b", authors=["A\ud800"])) == "new"
    assert rows(corpus, "SELECT title, body, author FROM articles") == [("Free", "ab", "A")]


def test_one_text_search_finds_words_of_an_edited_article_only_as_they_are_now(corpus: Corpus) -> None:
    corpus.save_article(reading(body="Zmicier was réleased."))
    corpus.save_article(reading(at=EVENING, body="Zmicier was freed."))
    assert (found(corpus, "released"), found(corpus, "freed")) == ([], [1])


# One article or two


def test_links_that_lead_to_one_page_are_one_article(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a?from=list", url="https://example.org/a"))
    assert corpus.save_article(reading("https://example.org/b", url="https://example.org/a")) == "unchanged"
    assert {corpus.known(f"https://example.org/{path}") for path in ("a", "a/", "b", "a?from=list")} == {1}


def test_the_same_text_at_a_second_address_is_a_duplicate_of_the_first(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a"))
    assert corpus.save_article(reading("https://example.org/2026/a")) == "duplicate"
    assert rows(corpus, "SELECT id, duplicate_of FROM articles") == [(1, None), (2, 1)]


def test_the_same_short_text_at_a_second_address_is_an_article_of_its_own(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a", body="See the video."))
    assert corpus.save_article(reading("https://example.org/b", body="See the video.")) == "new"


def test_a_duplicate_that_is_edited_is_one_no_longer(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a"))
    corpus.save_article(reading("https://example.org/b"))
    corpus.save_article(reading("https://example.org/b", at=EVENING, body=TEXT + " And more."))
    assert rows(corpus, "SELECT duplicate_of FROM articles") == [(None,), (None,)]


def test_an_original_that_is_edited_loses_its_duplicate_until_that_is_edited_too(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a"))
    corpus.save_article(reading("https://example.org/b"))
    corpus.save_article(reading("https://example.org/a", at=EVENING, body=TEXT + " And more."))
    assert rows(corpus, "SELECT duplicate_of FROM articles") == [(None,), (None,)]
    corpus.save_article(reading("https://example.org/b", at=EVENING, body=TEXT + " And more."))
    assert rows(corpus, "SELECT duplicate_of FROM articles") == [(None,), (1,)]


def test_pages_that_all_declare_the_first_ones_address_stay_apart(corpus: Corpus) -> None:
    first = "https://example.org/first"
    for name in ("first", "second", "third"):
        link = f"https://example.org/{name}"
        body = f"{name} " * 50
        assert corpus.save_article(reading(link, url=first, title=name, body=body, page_url=link)) == "new"
    assert [url for (url,) in rows(corpus, "SELECT url FROM articles")] == [
        f"https://example.org/{name}" for name in ("first", "second", "third")
    ]


def test_a_permanent_redirect_moves_the_record_and_the_old_address_still_leads_to_it(corpus: Corpus) -> None:
    old, new = "https://example.org/?p=1", "https://example.org/2026/a"
    corpus.save_article(reading(old))
    moved = reading(old, at=EVENING, url=new, page_url=new, moved_permanently=True)
    assert corpus.save_article(moved) == "unchanged"
    assert rows(corpus, "SELECT url FROM articles") == [(new,)]
    assert corpus.known(old) == corpus.known(new) == 1


def test_a_passing_redirect_leaves_the_address_of_the_record(corpus: Corpus) -> None:
    old, new = "https://example.org/a", "https://example.org/en/a"
    corpus.save_article(reading(old))
    corpus.save_article(reading(old, at=EVENING, url=new, page_url=new))
    assert rows(corpus, "SELECT url FROM articles") == [(old,)]


def test_a_redirect_to_something_else_overwrites_nothing(corpus: Corpus) -> None:
    link, other = "https://example.org/a", "https://example.org/donate"
    corpus.save_article(reading(link))
    elsewhere = reading(link, at=EVENING, url=other, page_url=other, title="Donate", body="Give " * 60)
    corpus.save_article(elsewhere)
    states = rows(corpus, "SELECT url, title, missing_since FROM articles ORDER BY id")
    assert states == [(link, "A title", EVENING), (other, "Donate", None)]


def test_an_original_that_moved_to_where_its_text_was_found_is_one_record_there(corpus: Corpus) -> None:
    old, new = "https://example.org/a", "https://example.org/2026/a"
    corpus.save_article(reading(old))
    corpus.save_article(reading(new))
    corpus.save_article(reading(old, at=EVENING, url=new, page_url=new, moved_permanently=True))
    assert rows(corpus, "SELECT id, url, duplicate_of FROM articles") == [(1, new, None)]
    assert (corpus.known(old), corpus.known(new)) == (1, 1)
    assert [kind for (kind,) in rows(corpus, "SELECT kind FROM news")] == ["new", "moved"]


def test_reading_the_archive_again_moves_nothing_and_says_nothing_of_the_page_s_presence(
    corpus: Corpus,
) -> None:
    old, new = "https://example.org/?p=1", "https://example.org/2026/a"
    corpus.save_article(reading(old))
    corpus.save_article(reading(old, at=EVENING, url=new, page_url=new, moved_permanently=True))
    corpus.mark_missing(new, LATER)
    corpus.save_article(reading(old, title="A better title", read_again=True))
    states = rows(corpus, "SELECT url, title, last_seen, missing_since FROM articles")
    assert states == [(new, "A better title", EVENING, LATER)]


# Gone and back


def test_a_page_missing_for_days_is_gone_since_the_first_day(corpus: Corpus) -> None:
    corpus.save_article(reading())
    assert not corpus.mark_missing("https://example.org/a", EVENING)
    assert corpus.mark_missing("https://example.org/a", LATER)
    assert rows(corpus, "SELECT gone_since, title FROM articles") == [(EVENING, "A title")]


def test_a_page_missing_twice_on_one_day_is_not_gone(corpus: Corpus) -> None:
    corpus.save_article(reading())
    corpus.mark_missing("https://example.org/a", NOON)
    assert not corpus.mark_missing("https://example.org/a", EVENING)
    assert rows(corpus, "SELECT gone_since FROM articles") == [(None,)]


def test_a_page_that_is_back_is_not_gone(corpus: Corpus) -> None:
    corpus.save_article(reading())
    corpus.mark_missing("https://example.org/a", EVENING)
    corpus.mark_missing("https://example.org/a", LATER)
    corpus.touch(ArticleUnchanged("https://example.org/a", "2026-12-01T00:00:00+00:00"))
    assert rows(corpus, "SELECT missing_since, gone_since FROM articles") == [(None, None)]


def test_the_text_of_a_missing_page_at_a_new_address_is_the_same_record_moved(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a"))
    corpus.mark_missing("https://example.org/a", EVENING)
    assert corpus.save_article(reading("https://example.org/2026/a", at=LATER)) == "unchanged"
    states = rows(corpus, "SELECT url, missing_since FROM articles")
    assert states == [("https://example.org/2026/a", None)]


def test_an_article_gone_from_its_address_whose_text_stands_at_another_has_moved(corpus: Corpus) -> None:
    old, new = Card("https://example.org/a"), Card("https://example.org/2026/a")
    corpus.save_listing(listing(old, at=MORNING))
    corpus.save_article(reading(old.url, at=MORNING))
    corpus.save_listing(listing(new, at=NOON))
    assert corpus.save_article(reading(new.url, at=NOON, authors=["Eva F"])) == "duplicate"
    corpus.mark_missing(old.url, EVENING)
    assert not corpus.mark_missing(old.url, LATER)
    states = rows(corpus, "SELECT id, url, duplicate_of, missing_since, gone_since, last_seen FROM articles")
    assert states == [(1, new.url, None, None, None, NOON)]
    assert corpus.known(old.url) == corpus.known(new.url) == 1
    assert [known.card.url for known in corpus.known_cards(TAG)] == [new.url]
    assert rows(corpus, "SELECT kind FROM news") == [("new",), ("moved",)]
    assert rows(corpus, "PRAGMA foreign_key_check") == []


def test_an_article_with_two_links_on_one_list_is_asked_for_once(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/a?from=top", url="https://example.org/a"))
    corpus.save_listing(listing(Card("https://example.org/a"), Card("https://example.org/a?from=top")))
    assert len(corpus.known_cards(TAG)) == 1


def test_touching_names_no_column_of_the_search_index(corpus: Corpus) -> None:
    corpus.save_article(reading())
    before = rows(corpus, "SELECT * FROM articles_fts_data")
    corpus.touch(ArticleUnchanged("https://example.org/a", EVENING))
    assert rows(corpus, "SELECT last_seen FROM articles") == [(EVENING,)]
    assert rows(corpus, "SELECT * FROM articles_fts_data") == before


# Listings: the file is the queue


def test_cards_are_work_until_their_article_is_stored(corpus: Corpus) -> None:
    one, two = (Card(f"https://example.org/{n}", f"Title {n}", "First words of") for n in "ab")
    assert corpus.save_listing(listing(one, two)) == [one.url, two.url]
    corpus.save_article(reading(two.url))
    assert corpus.pending(TAG) == [one]
    assert rows(corpus, "SELECT article_id, tag_id FROM article_tags") == [(1, 1)]


def test_a_card_comes_back_as_it_was_seen(corpus: Corpus) -> None:
    card = Card(
        *("https://example.org/a", "T", "Cut in mid-wo", True, "https://example.org/i.jpg", "A portrait"),
        *("2026-11-20", ("Ada B", "Cyril D"), 0),
    )
    corpus.save_listing(listing(card))
    assert corpus.pending(TAG) == [card]


def test_work_is_in_the_order_of_the_listing(corpus: Corpus) -> None:
    corpus.save_listing(listing(*(Card(f"https://example.org/{n}") for n in "dc"), page=2))
    corpus.save_listing(listing(*(Card(f"https://example.org/{n}") for n in "ba"), page=1))
    assert [card.url[-1] for card in corpus.pending(TAG)] == list("badc")


def test_an_unchanged_listing_has_nothing_new(corpus: Corpus) -> None:
    card = Card("https://example.org/a", "T", "First “words”...")
    corpus.save_listing(listing(card))
    again = replace(card, url="https://example.org/a#more", teaser='First "words"…')
    assert corpus.save_listing(listing(again, at=EVENING)) == []
    assert rows(corpus, "SELECT first_seen, last_seen, changed_at FROM sightings") == [
        (MORNING, EVENING, None)
    ]


def test_a_changed_teaser_makes_a_card_new_again(corpus: Corpus) -> None:
    card = Card("https://example.org/a", "T", "First words...")
    corpus.save_listing(listing(card))
    corpus.save_article(reading())
    assert corpus.save_listing(listing(replace(card, teaser="Corrected words..."), at=EVENING)) == [card.url]
    assert [known.card_changed_at for known in corpus.known_cards(TAG)] == [EVENING]


def test_an_article_known_from_another_tag_is_no_work(corpus: Corpus) -> None:
    other = "https://example.org/tag/prison/"
    corpus.save_article(reading())
    corpus.save_listing(listing(Card("https://example.org/a"), tag=other))
    assert corpus.pending(other) == []
    assert [known.article_id for known in corpus.known_cards(other)] == [1]


def test_cards_not_seen_on_a_whole_walk_are_off_the_list_until_seen_again(corpus: Corpus) -> None:
    one, two = (Card(f"https://example.org/{n}") for n in "ab")
    corpus.save_listing(listing(one, two))
    corpus.save_listing(listing(one, at=EVENING))
    assert corpus.walk_ended(TAG, NOON, EVENING) == 1
    off = "SELECT link FROM sightings WHERE unlisted_since IS NOT NULL"
    assert rows(corpus, off) == [(two.url,)]
    corpus.save_listing(listing(two, at=LATER))
    assert rows(corpus, off) == []
    assert corpus.tag(TAG).walked_at == EVENING


def test_a_tag_has_one_row_however_its_address_is_written(corpus: Corpus) -> None:
    assert corpus.add_tag(TAG) == corpus.add_tag(TAG.rstrip("/") + "?utm_source=x")


def test_the_name_on_page_two_does_not_replace_that_on_page_one(corpus: Corpus) -> None:
    corpus.save_listing(listing())
    corpus.save_listing(replace(listing(page=2), tag_name="Release, page 2"))
    assert corpus.tag(TAG).name == "Release"


# Runs, failures, fetches, layouts


def test_a_run_is_a_row_that_a_killed_run_leaves_open(corpus: Corpus) -> None:
    crawl_id = corpus.begin_crawl([TAG], "crawl", MORNING)
    assert rows(corpus, "SELECT ended_at FROM crawls") == [(None,)]
    counts = {"new": 3, "updated": 0, "unchanged": 0, "failed": 1, "requests": 5, "seconds": 1.5}
    corpus.end_crawl(
        crawl_id, EVENING, counts, completeness={TAG: {"cards": 3}}, alarms=["none"], exit_code=3
    )
    assert rows(corpus, "SELECT new, failed, seconds, exit_code, alarms FROM crawls") == [
        (3, 1, 1.5, 3, '["none"]')
    ]
    assert corpus.tag(TAG).last_run == MORNING


def test_a_failed_page_is_a_row_of_its_run_and_tag(corpus: Corpus) -> None:
    corpus.begin_crawl([TAG], "crawl", MORNING)
    corpus.save_failure(PageFailed("https://example.org/x", "fetch", "no answer", NOON, None, TAG))
    assert rows(corpus, "SELECT crawl_id, tag_id, url, stage FROM failures") == [
        (1, 1, "https://example.org/x", "fetch")
    ]


def test_not_modified_and_the_same_bytes_only_confirm_a_fetch(corpus: Corpus) -> None:
    url = "https://example.org/a"
    corpus.save_fetch(Fetch(url, MORNING, 200, '"1"', None, "aa", "f.warc.gz", 0))
    corpus.save_fetch(Fetch(url, NOON, 304))
    corpus.save_fetch(Fetch(url, EVENING, 200, '"2"', None, "aa"))
    assert rows(corpus, "SELECT fetched_at, checked_at, etag, warc_file FROM fetches") == [
        (MORNING, EVENING, '"2"', "f.warc.gz")
    ]


def test_validators_come_from_the_last_good_answer_of_exactly_this_address(corpus: Corpus) -> None:
    url = "https://example.org/a"
    corpus.save_fetch(Fetch(url, MORNING, 200, '"1"', None, "aa"))
    corpus.save_fetch(Fetch(url, NOON, 503))
    fetch = corpus.last_fetch(url)
    assert fetch is not None
    assert fetch.etag == '"1"'
    assert corpus.last_fetch("http://example.org/a") is None


def test_the_archived_pages_of_an_article_are_found_by_any_of_its_addresses(corpus: Corpus) -> None:
    corpus.save_article(reading("https://example.org/?p=1", url="https://example.org/a"))
    corpus.save_fetch(Fetch("https://example.org/?p=1", NOON, 200, None, None, "aa", "f.warc.gz", 7))
    assert [fetch.warc_offset for fetch in corpus.archived(1)] == [7]


def test_a_site_has_several_layouts_the_newest_first(corpus: Corpus) -> None:
    corpus.save_layout("example.org", "one", "{}", "{}", MORNING)
    corpus.save_layout("example.org", "two", '{"h": 1}', "{}", NOON)
    assert [layout.id for layout in corpus.layouts("example.org")] == ["two", "one"]


def test_a_retired_layout_is_no_longer_in_use(corpus: Corpus) -> None:
    corpus.save_layout("example.org", "one", "{}", "{}", MORNING)
    corpus.retire_layout("example.org", "one", EVENING)
    assert corpus.layouts("example.org") == []


def test_what_fails_within_a_transaction_leaves_nothing(corpus: Corpus) -> None:
    def fail_half_way() -> None:
        with corpus.atomic():
            corpus.save_article(reading())
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert rows(corpus, "SELECT count(*) FROM articles") == [(0,)]


def others_count(corpus: Corpus) -> int:
    """How many articles another program that has the file open sees."""
    with Corpus.open(corpus.path, read_only=True) as other:
        return int(rows(other, "SELECT count(*) FROM articles")[0][0])


def test_calls_of_a_moment_share_a_commit(corpus: Corpus) -> None:
    waiting: list[Callable[[], None]] = []
    corpus.gather(waiting.append)
    for name in ("a", "b", "c"):
        corpus.save_article(reading(f"https://example.org/{name}", body=f"{TEXT} {name}"))
    assert (len(waiting), others_count(corpus)) == (1, 0)
    waiting.pop()()
    assert others_count(corpus) == 3
    corpus.save_article(reading("https://example.org/d", body=f"{TEXT} d"))
    corpus.gather(None)
    assert others_count(corpus) == 4


def test_a_call_that_fails_takes_none_of_its_neighbours_along(corpus: Corpus) -> None:
    def fail_half_way() -> None:
        with corpus.atomic():
            corpus.save_article(reading("https://example.org/b", body=f"{TEXT} b"))
            raise KeyError

    corpus.gather(lambda commit: None)
    corpus.save_article(reading("https://example.org/a", body=f"{TEXT} a"))
    with pytest.raises(KeyError):
        fail_half_way()
    corpus.save_article(reading("https://example.org/c", body=f"{TEXT} c"))
    corpus.gather(None)
    assert rows(corpus, "SELECT url FROM articles") == [
        ("https://example.org/a",),
        ("https://example.org/c",),
    ]


def test_a_disk_that_is_full_is_told_and_leaves_no_half_of_a_moment(corpus: Corpus) -> None:
    def fill_the_disk() -> None:
        for number in range(50):
            corpus.save_article(reading(f"https://example.org/{number}", body=f"{TEXT * 40} {number}"))
        corpus.gather(None)

    corpus.gather(lambda commit: None)
    (pages,) = rows(corpus, "PRAGMA page_count")[0]
    corpus.sql.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CorpusError, match="the disk is full"):
        fill_the_disk()
    assert others_count(corpus) == 0
