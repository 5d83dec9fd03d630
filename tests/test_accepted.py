"""A month with known limits, a list by script and a page for members: told until they are accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.conftest import Ended, rows
from tests.receivers import Webhook, told_in
from tests.servers import Reply, Site, tag_site
from tests.travelled import Travelling

SCRIPT = Reply("<html><body><div id=app></div><script>draw()</script></body></html>")
MEMBERS = Reply("<h1>For members only</h1>", 403)
GONE = Reply("<h1>There is no such list</h1>", 404)
LISTS = {1: SCRIPT, 17: GONE}
"""What the list answers from a day on."""
DAYS, ACCEPTED = (1, 2, 3, 17, 18, 24), (2, 18)

UNACCEPTED = "SELECT id FROM troubles WHERE accepted_at IS NULL"


@dataclass
class Month:
    """By day: how the run ended, what it printed and what the webhook was sent."""

    ended: dict[int, Ended] = field(default_factory=dict)
    printed: dict[int, list[str]] = field(default_factory=dict)
    sent: dict[int, list[str]] = field(default_factory=dict)
    status: Ended | None = None


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    """Let the month pass; on two evenings somebody accepts all that `status` lists."""
    db, month, webhook = tmp_path_factory.mktemp("month") / "corpus.db", Month(), Webhook()
    with Site(tag_site(12) | {"/opinion/2": MEMBERS}) as site, Travelling(db) as travelling:
        for path in ("/tag", "/notes"):
            travelling.run("2026-06-01T05:00:00+00:00", "follow", site.url(path), "--notify", webhook.target)
        for day in DAYS:
            site.routes["/notes"] = LISTS.get(day, site.routes.get("/notes", SCRIPT))
            month.ended[day] = travelling.run(
                f"2026-06-{day:02}T06:00:00+00:00", "run", "--delay", 0, "--quiet"
            )
            month.printed[day] = month.ended[day].err.splitlines()
            month.sent[day] = [*webhook.texts]
            webhook.texts.clear()
            for number in rows(db, UNACCEPTED) if day in ACCEPTED else ():
                evening = f"2026-06-{day:02}T20:00:00+00:00"
                month.status = travelling.run(evening, "status", "--accept", *number)
    webhook.close()
    return month


def told(month: Month) -> dict[int, tuple[str, str]]:
    """Return what runs printed of the list, by day: why it was not read, and the day since when."""
    lines = {day: line for day, printed in month.printed.items() for line in printed}
    parts = {
        day: line.partition("/notes could not be read: ")[2].partition(" (since ")
        for day, line in lines.items()
    }
    return {day: (reason, since[:10]) for day, (reason, _, since) in parts.items()}


def test_a_limit_is_told_once_a_day_until_it_is_accepted_and_again_when_it_changes(month: Month) -> None:
    script = "no cards were found on this page, and it does not say that the tag is empty"
    gone = "the server answered 404 (Not Found)"
    assert told(month) == {
        1: (script, ""),
        2: (script, "2026-06-01"),
        17: (gone, ""),
        18: (gone, "2026-06-17"),
    }


def test_an_accepted_limit_is_silent_and_well(month: Month) -> None:
    assert {day: ended.code for day, ended in month.ended.items()} == {1: 4, 2: 4, 3: 0, 17: 4, 18: 4, 24: 0}
    assert [day for day, ended in month.ended.items() if ended.err and ended.code == 0] == []


def test_those_who_want_news_hear_of_articles_alone(month: Month) -> None:
    assert [day for day, texts in month.sent.items() if texts] == [1]
    (text,) = month.sent[1]
    news, alarms = told_in(text)
    assert (sum(news.values()), alarms) == (11, 0)


def test_what_is_accepted_stays_listed(month: Month) -> None:
    assert month.status
    assert month.status.code == 0
    accepted = month.status.out.partition("\naccepted\n")[2]
    assert ("/notes could not be read" in accepted, "/opinion/2 could not be read" in accepted) == (
        True,
        True,
    )
