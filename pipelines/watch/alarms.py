"""What looks wrong about a run, judged against the site's own history.

Each check says a sentence when something is wrong, "" when all is well, None when the run cannot tell: so an
alarm is raised when its condition begins, and cleared when a later run shows that it has ended. The checks
are pure functions of figures; each target is told once of what they raise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from sqlite3 import Connection

from pipelines.identity import site_of
from pipelines.store import Corpus, all_tags, find_tag

UNLIKELY = 1e-4
"""Chance, as far as the history tells, below which few filled fields are no accident: one run in 10,000."""
FEWEST_STRANGE = 3


FIELD_PLURALS = {"title": "titles", "authors": "authors", "published": "dates", "body": "texts"}
_HISTORY = 30
"""Runs that tell what is usual."""
_STREAK = 50
EXPLAINED_BY = {
    "strange pages": {"no cards"},
    "redesign": {"moved"},
    "failures": {"no cards", "moved", "strange pages", "redesign"},
}
"""A check that says nothing of a site where one of these is wrong: it is the same trouble."""


@dataclass(frozen=True, slots=True)
class Past:
    """What the file held of the site or the tag before the run."""

    cards: int = 0
    read: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    empty: Mapping[str, int] = field(default_factory=dict)
    """How many of the last articles, without a break, lack the field."""
    asked: int = 0
    """Of earlier runs, that ended well or not: pages asked for, and failed."""
    failed: int = 0
    lost: int = 0
    """Runs in a row, up to the last, that did not get a listing of the site at all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run saw of one site (`about` is its host) or of one tag (`about` is its address)."""

    about: str
    site: str
    cards: int | None = None
    """Cards on the tag's listing; None when that was not had."""
    moved: str = ""
    """What is to be told of a tag that has, or whose articles have, other addresses since this run."""
    asked: int = 0
    """Pages of the site that were asked for, and of these: not had or not understood."""
    failed: int = 0
    read: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    """Of the articles read: how many have the field."""
    strange: int = 0
    """Pages that came, but do not show the article they should."""
    fitted: int = 0
    """Pages that a layout known before the run fitted, or one learnt since."""
    drifted: int = 0
    """Pages in a row that no layout fitted, when these were given up."""


Condition = Callable[[Facts, Past], str | None]


def no_cards(facts: Facts, past: Past) -> str | None:
    """A listing that had cards has none: an empty page and a changed layout look the same."""
    if facts.cards is None:
        return None
    if facts.cards or not past.cards:
        return ""
    return f"{facts.about} shows no cards; there were {past.cards:,} before"


def moved(facts: Facts, past: Past) -> str | None:
    """The tag's address leads elsewhere for good, or all its articles have other addresses."""
    return None if facts.cards is None else facts.moved


def strange_pages(facts: Facts, past: Past) -> str | None:
    """Pages come and are not the articles: a consent wall, a login, an error page sent as a good one."""
    if not (facts.read or facts.strange):
        return None
    if facts.strange < FEWEST_STRANGE or facts.strange <= facts.read:
        return "" if facts.read else None
    return (
        f"{facts.site}: {facts.strange:,} of {facts.read + facts.strange:,} pages do not show the article "
        "that the listing announces; perhaps a consent wall or a login stands before them"
    )


def redesigned(facts: Facts, past: Past) -> str | None:
    """The places where title, authors, date and text stood hold nothing any more."""
    if facts.drifted:
        return (
            f"{facts.site} is built otherwise than before: the layout in use fitted none of the last "
            f"{facts.drifted:,} pages and is learnt anew"
        )
    return "" if facts.fitted else None


def emptied(name: str, facts: Facts, past: Past) -> str | None:
    """A field that used to be filled is not, on so many articles that it is hardly an accident."""
    if not facts.read:
        return None
    now = facts.filled.get(name, 0)
    streak = 0 if now else past.empty.get(name, 0)
    before, had = past.read - streak, past.filled.get(name, 0)
    if at_most(now, facts.read + streak, had, before - had) >= UNLIKELY:
        return "" if 2 * now >= facts.read else None
    return (
        f"{facts.site}: {now:,} of the last {facts.read + streak:,} articles have {FIELD_PLURALS[name]}; "
        f"{had:,} of {before:,} had before"
    )


def many_failures(facts: Facts, past: Past) -> str | None:
    """Far more pages fail than ever before."""
    if not facts.asked:
        return None
    failed, asked = facts.failed + past.lost, facts.asked + past.lost
    good, usual = asked - failed, past.failed
    if past.asked and at_most(good, asked, past.asked - usual, usual) < UNLIKELY:
        return f"{facts.site}: {failed:,} of the last {asked:,} pages could not be had or read"
    return "" if 2 * good >= asked else None


ALARMS: dict[str, Condition] = {
    "no cards": no_cards,
    "moved": moved,
    "strange pages": strange_pages,
    "redesign": redesigned,
    **{f"no {name}": partial(emptied, name) for name in FIELD_PLURALS},
    "failures": many_failures,
}
"""Each check by its key; what stands earlier may explain what stands later."""


def judge(runs: Iterable[tuple[Facts, Past]]) -> dict[tuple[str, str], str]:
    """Return what each check says of each tag and site, by key and subject; the undecided are left out."""
    runs = list(runs)
    said: dict[tuple[str, str], str] = {}
    wrong: dict[str, set[str]] = {}
    for key, check in ALARMS.items():
        for facts, past in runs:
            text = check(facts, past)
            if text and wrong.get(facts.site, set()) & EXPLAINED_BY.get(key, set()):
                continue
            if text is not None:
                said[key, facts.about] = text
            if text:
                wrong.setdefault(facts.site, set()).add(key)
    return said


def at_most(count: int, trials: int, had: int, lacked: int) -> float:
    """Return the chance of so few among so many, after a history in which some had it and some lacked it.

    The beta-binomial distribution: it knows that nine of nine is no proof of a hundred of a hundred.
    """
    if count >= trials:
        return 1.0
    a, b = had + 1, lacked + 1
    chance = total = 1.0
    for n in range(trials):
        chance *= (b + n) / (a + b + n)
    total = chance
    for k in range(count):
        chance *= (trials - k) * (a + k) / ((k + 1) * (b + trials - k - 1))
        total += chance
    return min(total, 1.0)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that looks wrong. `key` tells what kind of thing; one of a kind is open at a time."""

    key: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Raised:
    """An alarm in the file."""

    id: int
    key: str
    about: str
    text: str
    raised_at: str
    cleared_at: str | None


def update_alarms(corpus: Corpus, said: Mapping[tuple[str, str], str], at: str) -> list[Alarm]:
    """Store what the checks of a run said; return the alarms that are new."""
    sql = corpus.sql
    still = {(row.key, row.about) for row in open_alarms(sql)}
    new = []
    with corpus.atomic():
        for (key, about), text in said.items():
            if text and (key, about) not in still:
                sql.execute(
                    "INSERT INTO alarms (key, about, text, raised_at, crawl_id) VALUES (?, ?, ?, ?, ?)",
                    (key, about, text, at, corpus.crawl_id),
                )
                new.append(Alarm(key, about, text))
            elif not text and (key, about) in still:
                sql.execute(
                    "UPDATE alarms SET cleared_at = ? WHERE key = ? AND about = ? AND cleared_at IS NULL",
                    (at, key, about),
                )
    return new


def open_alarms(sql: Connection) -> list[Raised]:
    """Return the alarms whose condition holds still, as far as is known."""
    return _alarms(sql, "cleared_at IS NULL")


def alarms_after(sql: Connection, alarm_id: int) -> list[Raised]:
    """Return the alarms raised after one of them, the oldest first."""
    return _alarms(sql, "id > ?", alarm_id)


def latest_alarm(sql: Connection) -> int:
    """Return the number of the last alarm there is, 0 when there was none."""
    (alarm_id,) = sql.execute("SELECT coalesce(max(id), 0) FROM alarms").fetchone()
    return int(alarm_id)


def _alarms(sql: Connection, condition: str, *values: object) -> list[Raised]:
    rows = sql.execute(
        f"SELECT id, key, about, text, raised_at, cleared_at FROM alarms WHERE {condition} ORDER BY id",
        values,
    )
    return [Raised(*row) for row in rows.fetchall()]


def past_of_tag(sql: Connection, url: str) -> Past:
    """Return how many cards of a tag the file has; of a run that saw none, all are from before it."""
    (cards,) = sql.execute(
        "SELECT count(*) FROM sightings WHERE tag_id = ?", (find_tag(sql, url),)
    ).fetchone()
    return Past(cards=cards)


def past_of_site(sql: Connection, site: str, crawl_id: int) -> Past:
    """Return what the file held of a site before a run, and how earlier runs went."""
    rows = sql.execute(
        "SELECT title IS NOT NULL, author IS NOT NULL, published IS NOT NULL, coalesce(body, '') != ''"
        " FROM articles WHERE site = ? AND id NOT IN"
        " (SELECT article_id FROM news WHERE kind = 'new' AND crawl_id = ?)"
        " ORDER BY id DESC",
        (site, crawl_id),
    ).fetchall()
    asked, failed = sql.execute(
        "SELECT coalesce(sum(requests), 0), coalesce(sum(failed), 0)"
        " FROM (SELECT requests, failed FROM crawls WHERE id < ? AND requests > 2 * failed"
        " ORDER BY id DESC LIMIT ?)",
        (crawl_id, _HISTORY),
    ).fetchone()
    columns = dict(zip(FIELD_PLURALS, zip(*rows, strict=True), strict=True)) if rows else {}
    return Past(
        read=len(rows),
        filled={name: sum(column) for name, column in columns.items()},
        empty={name: _streak(column) for name, column in columns.items()},
        asked=asked,
        failed=failed,
        lost=max(
            (_lost(sql, tag.id, crawl_id) for tag in all_tags(sql) if site_of(tag.url) == site), default=0
        ),
    )


def _streak(column: tuple[int, ...]) -> int:
    return next((at for at, is_filled in enumerate(column[:_STREAK]) if is_filled), len(column[:_STREAK]))


def _lost(sql: Connection, tag_id: int, crawl_id: int) -> int:
    """Return how often, since it was last had, a tag's listing was asked for in vain before a run."""
    (lost,) = sql.execute(
        "SELECT count(*) FROM failures AS f JOIN tags AS t ON t.id = f.tag_id"
        " WHERE t.id = ? AND f.url = t.url AND f.crawl_id < ? AND f.failed_at >"
        " coalesce((SELECT max(last_seen) FROM sightings WHERE tag_id = t.id), '')",
        (tag_id, crawl_id),
    ).fetchone()
    return int(lost)
