"""What is wrong with a file: numbered, told once a day, accepted until it changes, gone when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from pipelines.archive.pages import WarcArchive
from pipelines.errors import UsageError
from pipelines.items import Card, Fetch, PageFailed
from pipelines.store.corpus import Corpus
from pipelines.upkeep.takedown import forget
from pipelines.watch.alarms import update_alarms
from pipelines.watch.health import Trouble, accept, accepted_failures, note_told, settle, to_tell, troubles
from tests.test_store import EVENING, MORNING, NOON, TAG, corpus, listing, reading

__all__ = ["corpus"]
LINK = "https://example.org/7"
UNREAD = {(TAG, "unread"): "the server answered 503"}


def run(
    corpus: Corpus,
    lists: dict[tuple[str, str], str] | None = None,
    *,
    at: str = MORNING,
    alarms: dict[tuple[str, str], str] | None = None,
    fails: dict[str, str] | None = None,
) -> list[Trouble]:
    """Let a run find these things wrong, and all else of lists over."""
    crawl_id = corpus.begin_crawl([TAG], "crawl", at)
    for url, error in (fails or {}).items():
        corpus.save_failure(PageFailed(url, "fetch", error, at, tag_url=TAG))
    update_alarms(corpus, alarms or {}, at)
    over = [
        (TAG, state) for state in ("unread", "incomplete", "doubtful") if (TAG, state) not in (lists or {})
    ]
    with corpus.atomic():
        found = settle(corpus.sql, lists or {}, over, at, crawl_id)
    corpus.end_crawl(crawl_id, at, {})
    return found


def said(corpus: Corpus) -> list[tuple[str, str]]:
    return [(trouble.kind, trouble.reason) for trouble in troubles(corpus.sql)]


def test_a_list_in_trouble_has_one_state_and_keeps_its_number_until_that_ends(corpus: Corpus) -> None:
    (first,) = run(corpus, UNREAD)
    (same,) = run(corpus, UNREAD, at=NOON)
    assert (same.id, same.since) == (first.id, MORNING)
    assert first.sentence == f"{TAG} could not be read: the server answered 503"
    (other,) = run(corpus, {(TAG, "incomplete"): "page 2 was not had"}, at=EVENING)
    assert (other.key, other.since) == ("incomplete", EVENING)
    assert run(corpus) == []


def test_a_run_notes_which_tags_it_read_well(corpus: Corpus) -> None:
    def good_at() -> str | None:
        (moment,) = corpus.sql.execute("SELECT good_at FROM tags").fetchone()
        return str(moment) if moment else None

    run(corpus, UNREAD)
    assert good_at() is None
    run(corpus, at=NOON)
    run(corpus, UNREAD, at=EVENING)
    assert good_at() == NOON
    run(corpus, alarms={("redesign", "example.org"): "it is built otherwise"}, at=EVENING)
    assert good_at() == NOON


def test_an_alarm_is_a_trouble_as_long_as_it_is_open(corpus: Corpus) -> None:
    run(corpus, alarms={("no cards", TAG): "it shows no cards"})
    assert said(corpus) == [("alarm", "it shows no cards")]
    run(corpus, alarms={("no cards", TAG): ""}, at=NOON)
    assert said(corpus) == []


# (what happens after a page failed, whether it is in trouble still)
AFTERWARDS: list[tuple[str, Callable[[Corpus], object], bool]] = [
    ("nothing", lambda corpus: None, True),
    ("it came", lambda corpus: corpus.save_fetch(Fetch(LINK, NOON, 200, sha256="ab")), False),
    ("a wall came", lambda corpus: corpus.save_fetch(Fetch(LINK, NOON, 200)), True),
    ("it left the list", lambda corpus: corpus.walk_ended(TAG, NOON, NOON), False),
    (
        "it is gone",
        lambda corpus: (corpus.save_article(reading(LINK)), corpus.mark_missing(LINK, NOON)),
        False,
    ),
]


@pytest.mark.parametrize(
    ("happens", "holds"), [row[1:] for row in AFTERWARDS], ids=[r[0] for r in AFTERWARDS]
)
def test_a_page_that_failed_is_in_trouble_until_it_comes_or_nobody_wants_it(
    corpus: Corpus, happens: Callable[[Corpus], object], holds: bool
) -> None:
    corpus.save_listing(listing(Card(LINK)))
    run(corpus, fails={LINK: "the server answered 500"})
    assert said(corpus) == [("page", "the server answered 500")]
    happens(corpus)
    run(corpus, at=EVENING)
    assert bool(said(corpus)) is holds


def test_a_page_of_the_list_is_its_list_s_trouble_alone(corpus: Corpus) -> None:
    run(corpus, UNREAD, fails={TAG: "the server answered 503"})
    assert said(corpus) == [("list", "the server answered 503")]


def test_what_is_accepted_stays_listed_and_is_silent_until_its_reason_changes(corpus: Corpus) -> None:
    (found,) = run(corpus, UNREAD)
    assert found.is_grave
    assert accept(corpus.sql, found.id, NOON) == found
    (known,) = run(corpus, UNREAD, at=NOON)
    assert (known.id, known.is_grave, to_tell([known], EVENING)) == (found.id, False, [])
    (changed,) = run(corpus, {(TAG, "unread"): "the server answered 404"}, at=EVENING)
    assert changed.is_grave


def test_what_was_accepted_and_ended_is_told_when_it_begins_again(corpus: Corpus) -> None:
    (found,) = run(corpus, UNREAD)
    accept(corpus.sql, found.id, NOON)
    run(corpus, at=NOON)
    (again,) = run(corpus, UNREAD, at=EVENING)
    assert again.is_grave
    assert again.id != found.id


def test_failures_that_are_accepted_do_not_count(corpus: Corpus) -> None:
    corpus.save_listing(listing(Card(LINK), Card("https://example.org/8")))
    fails = {LINK: "the server answered 500", "https://example.org/8": "the server answered 500"}
    found = run(corpus, fails=fails)
    assert [trouble.is_grave for trouble in found] == [False, False]
    accept(corpus.sql, found[0].id, MORNING)
    run(corpus, fails=fails, at=NOON)
    assert corpus.crawl_id is not None
    assert accepted_failures(corpus.sql, corpus.crawl_id) == 1
    run(corpus, fails={LINK: "the server answered 404"}, at=EVENING)
    assert accepted_failures(corpus.sql, corpus.crawl_id) == 0


@pytest.mark.parametrize("number", [0, 7, -1])
def test_a_number_that_nothing_has_cannot_be_accepted(corpus: Corpus, number: int) -> None:
    with pytest.raises(UsageError, match="readmore status"):
        accept(corpus.sql, number, NOON)


def test_a_trouble_is_told_when_it_begins_and_then_once_a_day(corpus: Corpus) -> None:
    run(corpus, UNREAD)
    began = datetime.fromisoformat(MORNING)
    told = []
    for hour in range(73):
        now = (began + timedelta(hours=hour)).isoformat(timespec="seconds")
        if found := to_tell(troubles(corpus.sql), now):
            note_told(corpus.sql, found, now)
            told.append(hour)
    assert told == [0, 23, 46, 69]


def test_a_daily_run_that_is_a_little_early_tells_it_all_the_same(corpus: Corpus) -> None:
    (found,) = run(corpus, UNREAD)
    note_told(corpus.sql, [found], MORNING)
    early = (datetime.fromisoformat(MORNING) + timedelta(hours=23, minutes=50)).isoformat(timespec="seconds")
    assert to_tell(troubles(corpus.sql), early)


def test_a_page_that_is_taken_down_leaves_no_trouble(corpus: Corpus) -> None:
    corpus.save_listing(listing(Card(LINK)))
    run(corpus, fails={LINK: "the server answered 500"})
    with WarcArchive.beside(corpus.path) as archive:
        forget(corpus, archive, LINK, NOON)
    assert said(corpus) == []
