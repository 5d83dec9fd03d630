"""Word of what is new: for each target one digest a run, of all its tags, sent until it has arrived.

A target's place in the news is noted after its digest was taken: a target that is down gets all it missed
when it is back, and only a crash in that very moment can send a digest twice.

The ping of a dead man's switch goes to a service that raises the alarm when it hears nothing for too long. It
is told of a good run by a GET of its address, of a bad one by a GET with /fail behind the path, as
Healthchecks and its like have it. Such an address is a secret: who knows it can say that all is well.
"""

from __future__ import annotations

import base64
import logging
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pipelines.characters import one_line, plain
from pipelines.configuration import address_of, is_address, known_logins, login_in, origin, without_login
from pipelines.errors import MissingExtra, UsageError
from pipelines.identity import site_of
from pipelines.moments import day_of
from pipelines.store import Corpus, News, Tag, last_look, latest, news_after, note_look
from pipelines.watch.alarms import Raised, alarms_after, latest_alarm

NEWS_HEADINGS = {
    "new": "New",
    "edited": "Edited",
    "moved": "Moved",
    "gone": "No longer there",
    "back": "Back again",
}
"""One heading for each kind of news, in the order of a digest."""
PING_S = 10.0
"""A switch that takes longer has not heard; the run has ended and waits for nothing else."""
_NO_WEB = "the address to ping is not http or https; give it as the service shows it"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one target, by its name, is told about its tags."""

    target: str
    subject: str
    text: str


Send = Callable[[Notice], None]
"""Delivers a notice; raises when it did not arrive."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A notice that did not arrive, and why; it is sent again by the next run."""

    target: str
    reason: str


def send_notices(corpus: Corpus, tags: Iterable[Tag], at: str, send: Send) -> list[Undelivered]:
    """Tell each target what it has not been told of its tags; return what did not arrive."""
    undelivered = []
    tags_of: dict[str, list[Tag]] = {}
    for tag in tags:
        for target in tag.notify:
            tags_of.setdefault(target, []).append(tag)
    for target, own in tags_of.items():
        notice, told = compose(corpus, target, own)
        problem = _try(send, notice) if notice else None
        if problem:
            undelivered.append(Undelivered(target, problem))
            continue
        with corpus.atomic():
            for reader, up_to in told.items():
                note_look(corpus.sql, reader, up_to, at)
    return undelivered


def compose(corpus: Corpus, target: str, tags: Sequence[Tag]) -> tuple[Notice | None, dict[str, int]]:
    """Return what a target is to be told, None for nothing; and how far its readers have come then."""
    news_reader, alarm_reader = f"notice {target}", f"alarms {target}"
    up_to = latest(corpus.sql)
    news = [
        entry
        for entry in news_after(corpus.sql, last_look(corpus.sql, news_reader))
        if _is_of(corpus, entry, tags)
    ]
    raised = alarms_after(corpus.sql, last_look(corpus.sql, alarm_reader))
    about = {name for tag in tags for name in (tag.url, site_of(tag.url))}
    alarms = [_sentence(alarm) for alarm in raised if alarm.about in about]
    told = {news_reader: up_to} | ({alarm_reader: raised[-1].id} if raised else {})
    if not news and not alarms:
        return None, told
    subject, text = one_line(_subject(tags, news, alarms)), plain(_text(tags, news, alarms))
    return Notice(target, subject, text), told


def follow_from_now(corpus: Corpus, targets: Iterable[str], at: str) -> None:
    """Let targets that are new be told of what comes, not of all that the file has already."""
    for target in targets:
        for reader, up_to in (
            (f"notice {target}", latest(corpus.sql)),
            (f"alarms {target}", latest_alarm(corpus.sql)),
        ):
            if up_to and not last_look(corpus.sql, reader):
                note_look(corpus.sql, reader, up_to, at)


def drop_idle_readers(corpus: Corpus) -> None:
    """Leave nothing of targets that no tag names any more."""
    named = {target for tag in corpus.tags() for target in tag.notify}
    for (reader,) in corpus.sql.execute("SELECT name FROM looks").fetchall():
        kind, _, target = reader.partition(" ")
        if kind in ("notice", "alarms") and target and target not in named:
            corpus.sql.execute("DELETE FROM looks WHERE name = ?", (reader,))


def _sentence(alarm: Raised) -> str:
    over = f" (over since {alarm.cleared_at})" if alarm.cleared_at else ""
    return f"{alarm.text}{over}"


def deliver(notice: Notice, address: str) -> None:
    """Send a notice through Apprise; MissingExtra when that is missing, OSError when it did not arrive.

    Nobody's log lines come through: those of Apprise and of the libraries below it show paths and queries,
    where tokens stand.
    """
    try:
        from apprise import Apprise, NotifyFormat
    except ImportError as error:
        raise MissingExtra(
            "notices need Apprise: `pipx inject readmore apprise`, or `pip install apprise` beside readmore"
        ) from error
    # A chat that takes only so many letters gets a long digest in parts: nothing is cut off.
    address = address if "overflow=" in address else _with_overflow(address)
    with _silence():
        messenger = Apprise()
        if not messenger.add(address):
            raise OSError("Apprise does not know this kind of address")
        # Without it Apprise sends a text as HTML: a title's tags would be live, and all lines one.
        if not messenger.notify(title=notice.subject, body=notice.text, body_format=NotifyFormat.TEXT):
            raise OSError("it was not taken")


@contextmanager
def _silence() -> Iterator[None]:
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _with_overflow(target: str) -> str:
    return f"{target}{'&' if '?' in target else '?'}overflow=split"


def _try(send: Send, notice: Notice) -> str | None:
    try:
        send(notice)
    except Exception as error:  # one target that fails costs no other its word
        return " ".join(str(error).split()) or type(error).__name__
    return None


def _is_of(corpus: Corpus, entry: News, tags: Sequence[Tag]) -> bool:
    rows = corpus.sql.execute("SELECT tag_id FROM article_tags WHERE article_id = ?", (entry.article_id,))
    listed = {tag_id for (tag_id,) in rows}
    return any(tag.id in listed for tag in tags)


def _subject(tags: Sequence[Tag], news: Sequence[News], alarms: Sequence[str]) -> str:
    counts = {kind: sum(entry.kind == kind for entry in news) for kind in NEWS_HEADINGS}
    told = [f"{count} {NEWS_HEADINGS[kind].lower()}" for kind, count in counts.items() if count]
    told += ["something looks wrong"] * bool(alarms)
    names = [tag.name or tag.url for tag in tags]
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return f"{names[0]}{more}: {', '.join(told)}"


def _text(tags: Sequence[Tag], news: Sequence[News], alarms: Sequence[str]) -> str:
    parts = []
    if alarms:
        parts.append("\n".join(["Something looks wrong:", *alarms]))
    for kind, heading in NEWS_HEADINGS.items():
        entries = [_line(entry) for entry in news if entry.kind == kind]
        if entries:
            parts.append("\n\n".join([heading, *entries]))
    return "\n\n".join([*parts, *(tag.url for tag in tags)])


def _line(entry: News) -> str:
    about = ", ".join(filter(None, (entry.author, day_of(entry.published))))
    return "\n".join(filter(None, (entry.title or entry.url, about, entry.url)))


def ping_address(given: str) -> str:
    """Return the address to ping, given itself or by its name as a target; UsageError when it is none."""
    if not is_address(given) and "/" in given:
        raise UsageError(_NO_WEB)  # not shown: it is an address that lacks its beginning
    address = given if is_address(given) else address_of(given)
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not address.isprintable() or " " in address:
        raise UsageError(_NO_WEB)
    return address


def ping(address: str, *, is_good: bool) -> str | None:
    """Tell a switch how a run ended; return why it did not hear it, None when it did. Never raises."""
    said: list[str | None] = []
    # In a thread, since no time limit of a socket bounds a name that is looked up or an answer that drips.
    thread = threading.Thread(target=lambda: said.append(_get(address, is_good)), daemon=True)
    thread.start()
    thread.join(PING_S)
    return said[0] if said else f"it took longer than {PING_S:g} s"


def masked(address: str) -> str:
    """Return of an address what may be shown: where it is, not what it says there."""
    parts = urlsplit(without_login(address))
    return f"{parts.scheme}://{parts.netloc}/..."


def _get(address: str, is_good: bool) -> str | None:
    """Ask for the address; the reasons are our own words, since those of the libraries show it."""
    try:
        with urllib.request.urlopen(_request(address, is_good), timeout=PING_S):
            return None
    except urllib.error.HTTPError as error:
        return f"it answered {error.code}"
    except OSError as error:
        reason = getattr(error, "reason", error)
        return (getattr(reason, "strerror", None) or type(reason).__name__).lower()
    except Exception as error:  # a server that is no web server; a ping is never fatal
        return type(error).__name__


def _request(address: str, is_good: bool) -> urllib.request.Request:
    parts = urlsplit(without_login(address))
    path = parts.path if is_good else f"{parts.path.rstrip('/')}/fail"
    url = urlunsplit(parts._replace(path=path))
    request = urllib.request.Request(url, headers={"User-Agent": "readmore"})
    found = login_in(address)
    if login := found[1] if found else known_logins().get(origin(address)):
        request.add_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
    return request
