"""Following tags: how often, when due, and what is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from pipelines.errors import UsageError
from pipelines.store.corpus import Corpus
from pipelines.store.tags import due, follow, followed, interval_s, next_due, unfollow
from pipelines.watch.alarms import update_alarms
from pipelines.watch.health import settle_alarms, troubles
from tests.test_store import EVENING, MORNING, NOON, corpus

__all__ = ["corpus"]
URL = "https://example.org/tag/courts"


@pytest.mark.parametrize(
    ("text", "seconds"), [("30m", 1800), ("6h", 21_600), ("1d", 86_400), (" 2 W ", 1_209_600), ("300s", 300)]
)
def test_an_interval_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert interval_s(text) == seconds


@pytest.mark.parametrize("text", ["", "6", "h", "1.5h", "-1h", "1y", "10s", "hourly"])
def test_what_is_no_interval_or_too_often_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"5m|30m"):
        interval_s(text)


def test_a_followed_tag_that_was_never_crawled_is_due(corpus: Corpus) -> None:
    tag = follow(corpus.sql, URL, MORNING)
    assert due([tag], MORNING) == [tag]


def test_a_tag_is_due_again_after_its_interval(corpus: Corpus) -> None:
    follow(corpus.sql, URL, MORNING, every_s=3600)
    corpus.end_crawl(corpus.begin_crawl([URL], "crawl", MORNING), MORNING, {})
    (tag,) = followed(corpus.sql)
    assert (next_due(tag, MORNING) or "") > MORNING
    assert (due([tag], MORNING), due([tag], EVENING)) == ([], [tag])


@pytest.mark.parametrize(
    ("every_s", "early_s", "is_due"),
    [(86_400, 540, True), (86_400, 660, False), (600, 20, True), (600, 40, False)],
)
def test_a_run_that_starts_a_little_early_skips_no_tag(
    corpus: Corpus, every_s: int, early_s: int, is_due: bool
) -> None:
    """Seen where cron starts a daily run a second sooner than the day before."""
    follow(corpus.sql, URL, MORNING, every_s=every_s)
    corpus.end_crawl(corpus.begin_crawl([URL], "crawl", MORNING), MORNING, {})
    then = datetime.fromisoformat(MORNING) + timedelta(seconds=every_s - early_s)
    assert bool(due(followed(corpus.sql), then.isoformat(timespec="seconds"))) is is_due


def test_following_again_changes_what_is_given_and_keeps_the_rest(corpus: Corpus) -> None:
    follow(corpus.sql, URL, MORNING, every_s=3600, notify=["desk"])
    tag = follow(corpus.sql, URL + "/", EVENING, notify=["ann"])
    assert (tag.every_s, tag.followed_at, tag.notify) == (3600, MORNING, ("desk", "ann"))


def test_a_tag_that_is_not_followed_cannot_be_unfollowed(corpus: Corpus) -> None:
    assert not unfollow(corpus.sql, URL, NOON)


def test_unfollowing_keeps_the_tag_and_drops_the_subscription(corpus: Corpus) -> None:
    follow(corpus.sql, URL, MORNING, notify=["desk"])
    assert unfollow(corpus.sql, URL, NOON)
    assert followed(corpus.sql) == []
    assert corpus.tag(URL).notify == ()


def test_what_is_wrong_with_a_tag_is_told_while_it_is_followed(corpus: Corpus) -> None:
    def grave() -> list[bool]:
        return [trouble.is_grave for trouble in troubles(corpus.sql)]

    other = URL.replace("courts", "prisons")
    follow(corpus.sql, URL, MORNING)
    follow(corpus.sql, other, MORNING)
    update_alarms(corpus, {("no cards", URL): "none", ("failures", "example.org"): "all failed"}, MORNING)
    settle_alarms(corpus.sql)
    unfollow(corpus.sql, URL, NOON)
    assert grave() == [False, True]
    unfollow(corpus.sql, other, NOON)
    assert grave() == [False, False]
    follow(corpus.sql, URL, EVENING)
    assert grave() == [True, True]
