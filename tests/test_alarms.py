"""What is alarming about a run and what is not, and when an alarm begins and ends."""

from __future__ import annotations

import pytest

from pipelines.items import PageFailed
from pipelines.store.corpus import Corpus
from pipelines.watch.alarms import (
    ALARMS,
    Facts,
    Past,
    alarms_after,
    at_most,
    judge,
    open_alarms,
    past_of_site,
    update_alarms,
)
from tests.test_store import EVENING, MORNING, NOON, corpus

__all__ = ["corpus"]
TAG, SITE = "https://example.org/tag", "example.org"
FULL = Past(read=100, filled={"authors": 97, "published": 100}, asked=900, failed=3)


def tag(cards: int | None) -> Facts:
    return Facts(TAG, SITE, cards=cards)


def site(**figures: object) -> Facts:
    return Facts(SITE, SITE, **figures)  # type: ignore[arg-type]


# (check, what the run saw, what was before, wrong: True, well: False, cannot tell: None, where it is seen)
CASES: list[tuple[str, Facts, Past, bool | None, str]] = [
    ("no cards", tag(0), Past(cards=12), True, "a redesign, a wall, a script that builds the list"),
    ("no cards", tag(0), Past(), False, "a new tag that is empty"),
    ("no cards", tag(9), Past(cards=12), False, "a listing"),
    ("no cards", tag(None), Past(cards=12), None, "the listing was not had, or unchanged"),
    ("strange pages", site(strange=5), Past(), True, "a consent wall before the articles"),
    ("strange pages", site(strange=5, read=40), Past(), False, "some error pages sent as good ones"),
    ("strange pages", site(strange=2), Past(), None, "two articles whose address was given away"),
    ("redesign", site(drifted=6), Past(), True, "another template"),
    ("redesign", site(fitted=4), Past(), False, "the layout fits"),
    ("redesign", site(), Past(), None, "nothing was read"),
    ("no authors", site(read=4, filled={}), FULL, True, "the byline's class was renamed"),
    ("no authors", site(read=1, filled={}), FULL, None, "an article that nobody signs"),
    ("no authors", site(read=1), Past(read=60, filled={"authors": 50}, empty={"authors": 8}), True, "slowly"),
    (
        "no authors",
        site(read=30, filled={"authors": 5}),
        Past(read=100, filled={"authors": 20}),
        None,
        "rare",
    ),
    ("no authors", site(read=4, filled={"authors": 4}), FULL, False, "all is well"),
    ("no published", site(read=3, filled={}), FULL, True, "dates became pictures"),
    ("no title", site(read=0), FULL, None, "every page was unchanged"),
    ("failures", site(asked=12, failed=12), FULL, True, "the server is down"),
    ("failures", site(asked=1, failed=1), FULL, None, "one page that was not had"),
    ("failures", site(asked=1, failed=1), Past(asked=900, failed=3, lost=2), True, "down for the third run"),
    ("failures", site(asked=40, failed=1), FULL, False, "one page of many"),
    ("failures", site(asked=12, failed=12), Past(), None, "the first run has nothing to compare with"),
]


@pytest.mark.parametrize(
    ("key", "facts", "past", "wrong", "seen"), CASES, ids=[f"{c[0]}-{c[4]}" for c in CASES]
)
def test_check_says_what_is_wrong_well_or_open(
    key: str, facts: Facts, past: Past, wrong: bool | None, seen: str
) -> None:
    said = ALARMS[key](facts, past)
    assert (None if said is None else bool(said)) is wrong, seen


def test_one_trouble_is_one_alarm() -> None:
    runs = [(tag(0), Past(cards=12)), (site(strange=9, asked=10, failed=10), FULL)]
    assert [key for (key, _), text in judge(runs).items() if text] == ["no cards"]


@pytest.mark.parametrize(
    ("count", "trials", "had", "lacked", "chance"),
    [(0, 1, 1, 0, 1 / 3), (0, 2, 10, 0, 2 / (12 * 13)), (2, 2, 10, 0, 1.0), (1, 2, 0, 0, 2 / 3)],
)
def test_chance_is_that_of_the_beta_binomial_distribution(
    count: int, trials: int, had: int, lacked: int, chance: float
) -> None:
    assert at_most(count, trials, had, lacked) == pytest.approx(chance)


def test_an_alarm_is_raised_once_cleared_once_and_raised_again(corpus: Corpus) -> None:
    wrong, well = {("no cards", TAG): "no cards"}, {("no cards", TAG): ""}
    assert [alarm.key for alarm in update_alarms(corpus, wrong, MORNING)] == ["no cards"]
    assert update_alarms(corpus, wrong, NOON) == []
    assert update_alarms(corpus, {}, NOON) == []
    assert [alarm.raised_at for alarm in open_alarms(corpus.sql)] == [MORNING]
    assert update_alarms(corpus, well, NOON) == []
    assert open_alarms(corpus.sql) == []
    update_alarms(corpus, wrong, EVENING)
    assert [(a.raised_at, a.cleared_at) for a in alarms_after(corpus.sql, 0)] == [
        (MORNING, NOON),
        (EVENING, None),
    ]


def test_a_listing_that_earlier_runs_asked_for_in_vain_counts_them(corpus: Corpus) -> None:
    for number in range(1, 12):
        crawl_id = corpus.begin_crawl([TAG], "readmore run", f"2024-05-{number:02}T08:00:00+00:00")
        failed = PageFailed(TAG, "fetch", "gone", f"2024-05-{number:02}T08:00:01+00:00", 404, TAG)
        corpus.save_failure(failed)
    assert past_of_site(corpus.sql, SITE, crawl_id).lost == 10
    assert past_of_site(corpus.sql, SITE, crawl_id - 8).lost == 2
