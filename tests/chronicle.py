"""A site that lives for a year: what it publishes, edits, removes and moves, and what it looks like each day.

`Chronicle` knows the truth of every day; `World` serves it. All is drawn from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tests.servers import Reply, Route, redirect

FIRST_DAY = date(2026, 1, 1)
LAST_DAY = date(2026, 12, 31)
PER_PAGE = 10
_NAMES = ("Hanna Verabei", "Pavel Kisel", "Ola Nowacka", "Iryna Dudko", "Marek Zawada", "Lena Brandt")
_NOUNS = """
    court hearing lawyer witness prison letter family district record decision appeal judge officer
    guard visit winter bridge village school teacher doctor hospital window river market paper printer
    editor union worker factory strike wage contract border passport train station police station search
    phone camera evidence report committee delegate embassy statement translator interpreter session
    chamber petition signature candle square march banner song silence morning evening summer autumn
    harvest bread mother daughter brother neighbour student library archive museum theatre actor painter
    poet reader island mountain forest road wheel engine driver ticket platform coat shoe blanket
    medicine nurse fever sentence term release amnesty fine penalty charge article clause code chapter
    deputy minister mayor council election ballot observer count turnout village hall speech microphone
    crowd corner fence gate
"""
_DOES = "questions repeats describes delays refuses accepts signs reads publishes remembers visits answers"


@dataclass(frozen=True)
class Text:
    """One state of an article, as its page prints it."""

    title: str
    authors: tuple[str, ...]
    published: date
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The text as the file should have it."""
        return "\n\n".join(self.paragraphs)


@dataclass
class Statement:
    """One article and what becomes of it: `texts` are its states, each from a day on."""

    number: int
    texts: list[tuple[date, Text]]
    teaser: str = "cut"
    """cut: the first words, broken off; written: a sentence of its own; none."""
    removed: tuple[date, str] | None = None
    """The day, and how: 404, 410 or soft."""
    returned: date | None = None
    stays_listed: bool = False
    moved: date | None = None
    republished: tuple[date, bool] | None = None
    """The day from which the text stands under a new address as well; True: the old one is a 404 since."""

    @property
    def since(self) -> date:
        """The day of its publication."""
        return self.texts[0][0]

    def text(self, day: date) -> Text:
        """The text as of a day."""
        return [text for since, text in self.texts if since <= day][-1]

    def path(self, day: date) -> str:
        """The address that the listing gives on a day."""
        if self.moved and day >= self.moved:
            return f"/archive/{self.since.year}/{self.number}"
        if self.republished and day >= self.republished[0]:
            return f"/again/{self.number}"
        return self.old_path

    @property
    def old_path(self) -> str:
        """The address it was first published at."""
        return f"/statements/{self.number}"

    def is_there(self, day: date) -> bool:
        """True when its page is there on a day."""
        if self.removed is None or day < self.removed[0]:
            return day >= self.since
        return self.returned is not None and day >= self.returned

    def is_listed(self, day: date) -> bool:
        """True when the listing shows it on a day."""
        return day >= self.since and (self.is_there(day) or self.stays_listed)


def _sentence(luck: random.Random) -> str:
    words = [luck.choice(_NOUNS.split()) for _ in range(luck.randint(7, 13))]
    words.insert(2, luck.choice(_DOES.split()))
    return " ".join(["The", *words]) + "."


def _paragraph(luck: random.Random) -> str:
    return " ".join(_sentence(luck) for _ in range(luck.randint(2, 4)))


def write_text(luck: random.Random, number: int, day: date) -> Text:
    """Return the first state of an article."""
    words = " ".join(luck.sample(_NOUNS.split(), 4))
    authors = tuple(luck.sample(_NAMES, 2 if luck.random() < 0.2 else 1))
    paragraphs = tuple(_paragraph(luck) for _ in range(luck.randint(3, 6)))
    return Text(f"Statement {number} on {words}", authors, day, paragraphs)


def edit(luck: random.Random, text: Text, kind: str) -> Text:
    """Return the next state of an article: another title, first words or last words."""
    first, *rest = text.paragraphs
    if kind == "title":
        return replace(text, title=f"{text.title}, corrected")
    if kind == "teaser":
        return replace(text, paragraphs=(f"Correction of the {luck.choice(_NOUNS.split())}. {first}", *rest))
    if kind == "author":
        return replace(text, authors=(luck.choice([n for n in _NAMES if n not in text.authors]),))
    if kind == "word":
        return replace(text, paragraphs=(first, *rest[:-1], rest[-1].replace("The ", "This ", 1)))
    return replace(text, paragraphs=(*text.paragraphs, f"Update: {_sentence(luck)}"))


@dataclass
class Plan:
    """How much happens in the year, and what befalls the whole site."""

    articles: int = 400
    at_first: int = 40
    edited: int = 60
    removed: int = 15
    returned: int = 5
    moved: int = 10
    republished: int = 8
    redesign: date = date(2026, 7, 6)
    outage: tuple[date, date] = (date(2026, 4, 13), date(2026, 4, 26))
    wall: tuple[date, date] = (date(2026, 3, 2), date(2026, 3, 4))
    consent: tuple[date, date] = (date(2026, 10, 5), date(2026, 10, 7))


@dataclass
class Chronicle:
    """The statements of the year."""

    plan: Plan = field(default_factory=Plan)
    seed: int = 1

    def __post_init__(self) -> None:
        self.luck = random.Random(self.seed)
        days = (LAST_DAY - FIRST_DAY).days - 10
        later = sorted(self.luck.randint(1, days) for _ in range(self.plan.articles - self.plan.at_first))
        before = [-3 * (self.plan.at_first - index) for index in range(self.plan.at_first)]
        dates = [FIRST_DAY + timedelta(days=offset) for offset in [*before, *later]]
        self.statements = [self._publish(number, day) for number, day in enumerate(dates, 1)]
        self._let_things_happen()

    def _publish(self, number: int, day: date) -> Statement:
        teaser = ("written", "none")[number % 2] if number % 5 == 0 else "cut"
        return Statement(number, [(day, write_text(self.luck, number, day))], teaser)

    def _let_things_happen(self) -> None:
        """Each article has at most one fate; there is time before and after it."""
        plan = self.plan
        fit = [s for s in self.statements if s.since < LAST_DAY - timedelta(days=90) and s.number != 1]
        chosen = iter(self.luck.sample(fit, plan.edited + plan.removed + plan.moved + plan.republished))
        for index in range(plan.edited):
            statement = next(chosen)
            kind = ("title", "teaser", "author", "word", "more")[index % 5]
            day = self._some_day(statement)
            statement.texts.append((day, edit(self.luck, statement.texts[0][1], kind)))
        for index in range(plan.removed):
            statement = next(chosen)
            statement.removed = (self._some_day(statement, before=60), ("404", "410", "soft")[index % 3])
            if index < plan.returned:
                statement.returned = statement.removed[0] + timedelta(days=45)
            else:
                statement.stays_listed = index % 2 == 0
        for _ in range(plan.moved):
            statement = next(chosen)
            statement.moved = self._some_day(statement)
        for index in range(plan.republished):
            statement = next(chosen)
            statement.republished = (self._some_day(statement), index % 2 == 0)

    def _some_day(self, statement: Statement, before: int = 15) -> date:
        first = max(statement.since, FIRST_DAY) + timedelta(days=15)
        return first + timedelta(days=self.luck.randint(0, (LAST_DAY - first).days - before))


class World:
    """Serves the site as it is on `day`: has the one method of a dict of routes that the server uses."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.day = FIRST_DAY
        self.served = 0

    def get(self, path: str, default: Route) -> Route:
        """Return the answer for a path."""
        self.served += 1
        plan = self.chronicle.plan
        if plan.outage[0] <= self.day <= plan.outage[1]:
            return Reply("<h1>Service unavailable</h1>", 503)
        if plan.wall[0] <= self.day <= plan.wall[1]:
            return Reply(self._wall())
        if plan.consent[0] <= self.day <= plan.consent[1]:
            return Reply(self._wall()) if path.startswith("/consent") else redirect(f"/consent?back={path}")
        if path == "/tag" or path.startswith("/tag/page/"):
            return self._listing(int(path.rpartition("/")[2]) if "/page/" in path else 1) or default
        return self._article(path) or default

    @staticmethod
    def _wall() -> str:
        return (
            "<!doctype html><html lang=en><head><title>Before you continue</title></head><body><main>"
            "<h1>We value your privacy</h1><p>We and our 764 partners store and read information on your "
            "device, such as cookies, to show you content that fits you. You can agree, or choose.</p>"
            "<p>Your choice is kept for thirteen months. You can change it at any time at the foot of each "
            "page of this site.</p><button>Accept all</button></main></body></html>"
        )

    # ------------------------------------------------------------ listings

    def _listed(self) -> list[Statement]:
        """The newest first, below one that is pinned."""
        listed = [s for s in self.chronicle.statements if s.is_listed(self.day)]
        pinned = self.chronicle.statements[0]
        return [pinned, *(s for s in reversed(listed) if s is not pinned)]

    def _listing(self, page: int) -> Reply | None:
        listed = self._listed()
        cards = "".join(map(self._card, listed[(page - 1) * PER_PAGE : page * PER_PAGE]))
        if not cards:
            return None
        following = (
            f"<a rel=next href=/tag/page/{page + 1}>Older</a>" if page * PER_PAGE < len(listed) else ""
        )
        return Reply(
            f"<!doctype html><html lang=en><head><title>hearings - The Desk</title></head><body>"
            f"<header><a href=/>The Desk</a></header><main><h1>hearings</h1>{cards}"
            f"<nav>{following}</nav></main>"
            f"<footer>All rights reserved</footer></body></html>",
            etag=True,
        )

    def _card(self, statement: Statement) -> str:
        text, href = statement.text(self.day), statement.path(self.day)
        teaser = {
            "cut": f"<p>{text.body[:157]}...</p>",
            "written": f"<p>Our desk sums up what became of case {statement.number} so far.</p>",
            "none": "",
        }[statement.teaser]
        if self._is_new_design():
            return (
                f"<li class=entry><h3><a href={href}>{text.title}</a></h3>{teaser}"
                f"<a class=more href={href}>Read More</a></li>"
            )
        return (
            f"<article class=post><h2><a href={href}>{text.title}</a></h2>{teaser}"
            f"<a href={href}>Read More</a></article>"
        )

    # ------------------------------------------------------------ articles

    def _article(self, path: str) -> Route | None:
        statement = self._statement_at(path)
        if statement is None or self.day < statement.since:
            return None
        if statement.moved and self.day >= statement.moved and path == statement.old_path:
            return redirect(statement.path(self.day), 301)
        if not statement.is_there(self.day):
            return self._gone((statement.removed or (None, "404"))[1])
        if statement.republished and path == statement.old_path:
            since, old_is_gone = statement.republished
            if old_is_gone and self.day >= since:
                return None
        elif path != statement.path(self.day):
            return None
        return self._page(statement)

    def _statement_at(self, path: str) -> Statement | None:
        number = path.rpartition("/")[2]
        if not number.isdecimal() or not 1 <= int(number) <= len(self.chronicle.statements):
            return None
        return self.chronicle.statements[int(number) - 1]

    def _gone(self, how: str) -> Reply:
        if how == "soft":
            said = "<h1>Page not found</h1><p>There is no such page on this site, or no longer.</p>"
            return Reply(
                f"<!doctype html><html lang=en><title>Page not found</title><main>{said}</main></html>"
            )
        return Reply("<h1>There is no such page</h1>", int(how))

    def _is_new_design(self) -> bool:
        return self.day >= self.chronicle.plan.redesign

    def _page(self, statement: Statement) -> Reply:
        """Half the pages have marks for asking again, the others print a counter and a token."""
        text = statement.text(self.day)
        marked = statement.number % 2 == 0
        noise = (
            ""
            if marked
            else f"<p class=views>{self.served} views</p><input type=hidden value=t{self.served}>"
        )
        others = "".join(
            f"<li><a href={s.path(self.day)}>{s.text(self.day).title}</a></li>"
            for s in self._others(statement)
        )
        page = self._new_page if self._is_new_design() else self._old_page
        return Reply(page(text, noise, "" if marked else f"<ul class=related>{others}</ul>"), etag=marked)

    def _others(self, statement: Statement) -> Iterator[Statement]:
        listed = self._listed()
        for offset in (3, 7, 11):
            yield listed[(statement.number + offset + self.served) % len(listed)]

    @staticmethod
    def _old_page(text: Text, noise: str, related: str) -> str:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs)
        return (
            f"<!doctype html><html lang=en><head><title>{text.title} - The Desk</title></head><body>"
            f"<header><a href=/>The Desk</a><nav><a href=/tag>hearings</a></nav></header><main><article>"
            f"<h1>{text.title}</h1><p class=byline>By {' and '.join(text.authors)} "
            f"<time datetime={text.published}>{text.published:%d %B %Y}</time></p>"
            f"<div class=share><a href=/share>Share</a> <a href=/print>Print</a></div>{body}{noise}</article>"
            f"<aside><h2>Related</h2>{related}</aside></main>"
            "<footer>All rights reserved</footer></body></html>"
        )

    @staticmethod
    def _new_page(text: Text, noise: str, related: str) -> str:
        body = "".join(f"<p class=text>{paragraph}</p>" for paragraph in text.paragraphs)
        return (
            f"<!doctype html><html lang=en><head><title>The Desk: {text.title}</title>"
            f"<meta property=og:title content='{text.title}'></head><body><div id=page><div class=top>"
            f"<a href=/>The Desk</a></div><div class=lead><span class=date>{text.published:%B %d, %Y}</span>"
            f"<h1 class=headline>{text.title}</h1><div class=who>By <a rel=author href=/people>"
            f"{'</a> and <a rel=author href=/people>'.join(text.authors)}</a></div></div>"
            f"<section class=story>{body}</section><section class=after>{noise}<p>Subscribe to our letters "
            f"and read them every Monday.</p>{related}</section></div><div class=foot>The Desk, all rights "
            f"reserved</div></body></html>"
        )
