"""A year of a site that publishes, edits, removes, moves, is rebuilt, breaks down and puts up a wall.

The runs are processes of their own whose clocks were set; what they make of the year is compared with what
happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.chronicle import FIRST_DAY, LAST_DAY, Chronicle, Statement, World
from tests.conftest import Ended, rows
from tests.receivers import Mailbox, Webhook, told_in
from tests.servers import Site
from tests.travelled import Travelling

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@dataclass
class Year:
    """What happened, what the file says, and what was told."""

    chronicle: Chronicle
    origin: str
    db: Path
    ended: dict[date, Ended]
    webhook: Webhook
    mailbox: Mailbox

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """Return what the file says."""
        return rows(self.db, query, *values)

    def url(self, statement: Statement) -> str:
        """The address under which the file should have a statement at the end."""
        stays = statement.republished and not statement.republished[1]
        return self.origin + (statement.old_path if stays else statement.path(LAST_DAY))


def days(chronicle: Chronicle, step: int) -> list[date]:
    """Return the days of the runs: now and then, and daily where something befalls the whole site."""
    plan = chronicle.plan
    found = {FIRST_DAY + timedelta(days=n) for n in range(0, (LAST_DAY - FIRST_DAY).days, step)}
    for first, last in (plan.wall, plan.consent, (plan.redesign, plan.redesign)):
        span = (last - first).days
        found |= {first + timedelta(days=n) for n in range(-1, span + 2)}
    found |= {plan.outage[0], plan.outage[0] + timedelta(days=6)}
    return sorted(found)


@pytest.fixture(
    scope="module",
    params=[pytest.param(10, id="now-and-then"), pytest.param(1, id="daily", marks=pytest.mark.slow)],
)
def year(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """Let the year pass."""
    db = tmp_path_factory.mktemp("year") / "corpus.db"
    chronicle, webhook, mailbox = Chronicle(), Webhook(), Mailbox()
    world = World(chronicle)
    try:
        with Site() as site, Travelling(db) as travelling:
            site.routes = world  # type: ignore[assignment]  # it has the one method that is called
            tag = site.url("/tag")
            targets = ["--notify", webhook.target, "--notify", mailbox.target]
            travelling.run(f"{FIRST_DAY}T05:00:00+00:00", "follow", tag, *targets)
            ended = {}
            planned = days(chronicle, request.param)
            for number, day in enumerate(planned):
                world.day = day
                webhook.is_down = number == len(planned) // 2
                ended[day] = travelling.run(f"{day}T06:00:00+00:00", "run", "--delay", 0, "--json")
            world.day = LAST_DAY
            for after in (3, 6):
                day = LAST_DAY + timedelta(days=after)
                moment = f"{day}T06:00:00+00:00"
                travelling.run(moment, "crawl", tag, "--delay", 0, "--json", "--recheck", "all")
                ended[day] = travelling.run(moment, "run", "--delay", 0, "--json")
        yield Year(chronicle, site.url("").rstrip("/"), db, ended, webhook, mailbox)
    finally:
        webhook.close()
        mailbox.close()


def test_every_article_is_stored_as_it_is_at_the_end_of_the_year(year: Year) -> None:
    expected = {}
    for statement in year.chronicle.statements:
        text = statement.text(LAST_DAY)
        expected[year.url(statement)] = (text.title, "; ".join(text.authors), str(text.published))
    found = year.rows(
        "SELECT url, title, author, substr(published, 1, 10) FROM articles WHERE duplicate_of IS NULL"
    )
    assert {str(url): tuple(rest) for url, *rest in found} == expected


def test_every_text_is_the_article_s_last_one(year: Year) -> None:
    bodies = dict(year.rows("SELECT url, body FROM articles"))
    wrong = [
        statement.number
        for statement in year.chronicle.statements
        if not str(bodies[year.url(statement)]).startswith(statement.text(LAST_DAY).body)
    ]
    assert wrong == []


def test_each_edit_made_one_revision_and_nothing_else_did(year: Year) -> None:
    edited = {year.url(s): s.texts[0][1].title for s in year.chronicle.statements if len(s.texts) > 1}
    found = year.rows(
        "SELECT url, revisions.title FROM revisions JOIN articles ON articles.id = article_id"
        " WHERE kind = 'article'"
    )
    assert sorted(found) == sorted(edited.items())


def test_what_was_removed_is_gone_and_what_returned_is_not(year: Year) -> None:
    gone = {year.url(s) for s in year.chronicle.statements if s.removed and not s.returned}
    assert {url for (url,) in year.rows("SELECT url FROM articles WHERE gone_since IS NOT NULL")} == gone
    assert {url for (url,) in year.rows("SELECT url FROM articles WHERE missing_since IS NOT NULL")} == gone


def test_gone_since_is_a_day_on_which_the_page_was_not_there(year: Year) -> None:
    since = dict(
        year.rows("SELECT url, substr(gone_since, 1, 10) FROM articles WHERE gone_since IS NOT NULL")
    )
    removed = {year.url(s): s.removed[0] for s in year.chronicle.statements if s.removed}
    assert [url for url, day in since.items() if str(day) < str(removed[str(url)])] == []


def test_old_addresses_lead_to_the_articles_that_moved(year: Year) -> None:
    for statement in year.chronicle.statements:
        if statement.moved or statement.republished:
            leads_to = year.rows(
                "SELECT coalesce(o.url, a.url) FROM addresses AS d JOIN articles AS a ON a.id = d.article_id"
                " LEFT JOIN articles AS o ON o.id = a.duplicate_of WHERE d.url IN (?, ?)",
                year.origin + statement.old_path,
                year.origin + statement.path(LAST_DAY),
            )
            assert leads_to == [(year.url(statement),)] * 2, statement


def test_the_same_text_under_a_second_address_is_a_duplicate(year: Year) -> None:
    doubled = [s for s in year.chronicle.statements if s.republished and not s.republished[1]]
    found = year.rows("SELECT a.url, o.url FROM articles AS a JOIN articles AS o ON o.id = a.duplicate_of")
    assert sorted(found) == sorted((year.origin + s.path(LAST_DAY), year.url(s)) for s in doubled)


def happened(year: Year) -> Counter[str]:
    """Return how many things of each kind happened in the year."""
    all_of = year.chronicle.statements
    moved = sum(bool(s.moved or (s.republished and s.republished[1])) for s in all_of)
    counts = {
        "new": len(all_of),
        "edited": sum(len(s.texts) - 1 for s in all_of),
        "moved": moved,
        "gone": sum(bool(s.removed) for s in all_of),
        "back": sum(bool(s.returned) for s in all_of),
    }
    return Counter(counts)


@pytest.mark.parametrize("receiver", ["webhook", "mailbox"])
def test_each_thing_that_happened_was_told_once(year: Year, receiver: str) -> None:
    told: Counter[tuple[str, str]] = Counter()
    for text in getattr(year, receiver).texts:
        told += told_in(text)[0]
    assert [entry for entry, times in told.items() if times > 1] == []
    assert Counter(kind for kind, _ in told) == happened(year)


def test_the_webhook_was_down_meanwhile(year: Year) -> None:
    assert year.webhook.refused > 0


@pytest.mark.parametrize("receiver", ["webhook", "mailbox"])
def test_walls_outage_and_redesign_were_alarmed_once_each(year: Year, receiver: str) -> None:
    alarms = year.rows("SELECT key, substr(raised_at, 1, 10), cleared_at IS NULL FROM alarms ORDER BY id")
    plan = year.chronicle.plan
    assert alarms == [
        ("no cards", str(plan.wall[0]), 0),
        ("failures", str(plan.outage[0]), 0),
        ("redesign", str(plan.redesign), 0),
        ("no cards", str(plan.consent[0]), 0),
    ]
    assert sum(told_in(text)[1] for text in getattr(year, receiver).texts) == len(alarms)
    assert all(year.ended[date.fromisoformat(str(day))].code == 4 for _, day, _ in alarms)
