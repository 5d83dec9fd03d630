"""A month in which a site is down for three days, is built anew elsewhere, and moves its tag's page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.store.sightings import Seen, has_left, is_relaunch
from tests.conftest import Ended, rows
from tests.receivers import Webhook, told_in
from tests.servers import Reply, Route, Site, article, card, listing, redirect
from tests.travelled import Travelling

BEFORE = frozenset("abcdefghij")
FIRST, LAST, OUTAGE, RELAUNCH, MOVE = 1, 30, (8, 9, 10), 15, 22
PER_PAGE = 10


@pytest.mark.parametrize(
    ("titles", "kept", "relaunched"),
    [
        ("abcdefghij", 0, True),
        ("abcdefghij", 1, True),  # a pinned card
        ("abcdefghij", 2, False),
        ("abcdefghijvwxyz", 0, True),
        ("abcdefzyxwvutsr", 0, False),
        ("abcd", 0, False),  # so few may come again by themselves
        ("vwxyz", 0, False),
        ("", 0, False),
    ],
)
def test_a_list_was_moved_when_it_shows_known_titles_at_new_addresses(
    titles: str, kept: int, relaunched: bool
) -> None:
    assert is_relaunch(Seen(frozenset(titles), kept), BEFORE) is relaunched


@pytest.mark.parametrize(
    ("moved_to", "led_to", "is_known", "left"),
    [
        ("https://new.example/tag", None, True, True),
        ("https://new.example/tag", "https://new.example/tag/", True, False),
        ("https://new.example/tag", "https://old.example/tag", True, True),
        ("https://new.example/tag", None, False, False),  # it led there when it was first crawled
        (None, "https://new.example/tag", True, False),
    ],
)
def test_a_tag_has_moved_when_its_address_leads_elsewhere_since(
    moved_to: str | None, led_to: str | None, is_known: bool, left: bool
) -> None:
    assert has_left(moved_to, led_to, is_known=is_known) is left


class World:
    """The site as it is on `day`: one article more every other day, the newest first."""

    def __init__(self) -> None:
        self.day = FIRST

    def get(self, path: str, default: Route) -> Route:
        """Return the answer for a path."""
        number = path.rpartition("/")[2]
        if self.day in OUTAGE:
            return Reply("<h1>Service unavailable</h1>", 503, {"Retry-After": "100000"})
        if path == "/tag" and self.day >= MOVE:
            return redirect("/topics/hearings", 301)
        if path in ("/tag", "/topics/hearings"):
            return self._page(1)
        if path.startswith("/tag/page/"):
            return self._page(int(number))
        if path.rpartition("/")[0] == self._folder():
            return self._article(int(number))
        return default

    def _folder(self) -> str:
        return "/opinion" if self.day < RELAUNCH else "/2026/texts"

    def _page(self, page: int) -> Reply:
        numbers = list(range(20 + self.day // 2, 0, -1))
        shown = numbers[(page - 1) * PER_PAGE : page * PER_PAGE]
        following = f"/tag/page/{page + 1}" if page * PER_PAGE < len(numbers) else None
        return listing("".join(card(each, f"{self._folder()}/{each}") for each in shown), following)

    def _article(self, number: int) -> Reply:
        """Its page, since the relaunch in another design."""
        page = article(number)
        if self.day >= RELAUNCH:
            assert isinstance(page.body, str)
            body = page.body.replace("<article>", "<section class=story><div>").replace(
                "</article>", "</div></section>"
            )
            page.body = body.replace("<p>", "<p class=text>").replace("class=byline", "class=signed")
        return page


@dataclass
class Month:
    """How the runs ended and what was told, by day."""

    db: Path
    ended: dict[int, Ended]
    told: dict[int, str]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """Let the month pass, a run each morning."""
    db = tmp_path_factory.mktemp("month") / "corpus.db"
    world, webhook = World(), Webhook()
    ended, told = {}, {}
    with Site() as site, Travelling(db) as travelling:
        site.routes = world  # type: ignore[assignment]  # it has the one method that is called
        travelling.run("2026-06-01T05:00:00+00:00", "follow", site.url("/tag"), "--notify", webhook.target)
        for day in range(FIRST, LAST + 1):
            world.day = day
            ended[day] = travelling.run(f"2026-06-{day:02}T06:00:00+00:00", "run", "--delay", 0, "--json")
            told[day] = "\n".join(webhook.texts)
            webhook.texts.clear()
    webhook.close()
    return Month(db, ended, told)


def test_each_article_is_one_record_and_its_history_goes_on(month: Month) -> None:
    found = rows(month.db, "SELECT count(*), count(DISTINCT title) FROM articles WHERE duplicate_of IS NULL")
    assert found == [(20 + LAST // 2, 20 + LAST // 2)]
    assert rows(month.db, "SELECT count(*) FROM articles WHERE gone_since IS NOT NULL") == [(0,)]
    assert rows(month.db, "SELECT count(*) FROM articles WHERE url NOT LIKE '%/2026/texts/%'") == [(0,)]


def test_old_addresses_stay_ways_in(month: Month) -> None:
    query = "SELECT count(*) FROM addresses WHERE url LIKE '%/opinion/%'"
    assert rows(month.db, query) == [(20 + (RELAUNCH - 1) // 2,)]


def test_articles_are_told_as_new_once_and_as_nothing_else(month: Month) -> None:
    told = [entry for text in month.told.values() for entry in told_in(text)[0].elements()]
    assert sorted({kind for kind, _ in told}) == ["new"]
    assert len(told) == len({url.rpartition("/")[2] for _, url in told}) == 20 + LAST // 2


def test_the_outage_the_relaunch_and_the_move_are_one_alarm_each(month: Month) -> None:
    alarms = rows(month.db, "SELECT key, substr(raised_at, 9, 2) FROM alarms ORDER BY id")
    assert alarms == [("failures", f"{OUTAGE[2]:02}"), ("moved", str(RELAUNCH)), ("moved", str(MOVE))]
    assert "shows its articles at other addresses" in month.told[RELAUNCH]
    assert "/topics/hearings" in month.told[MOVE]


def test_the_owner_hears_of_each_day_of_the_outage_and_the_next_day_is_well(month: Month) -> None:
    assert {day for day, ended in month.ended.items() if ended.code} >= {*OUTAGE, RELAUNCH, MOVE}
    assert [month.ended[day].code for day in (7, 11, 14, 18, 24, LAST)] == [0, 0, 0, 0, 0, 0]
