"""Word of what is new: one digest for each followed tag and target, sent until it has arrived.

A target's place in the news is noted after its digest was taken: a target that is down gets all it missed
when it is back, and only a crash in that very moment can send a digest twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.corpus import Corpus
from pipelines.errors import MissingExtra
from pipelines.news import News, last_look, latest, news_after, note_look
from pipelines.runs import Tag

HEADINGS = {
    "new": "New",
    "edited": "Edited",
    "moved": "Moved",
    "gone": "No longer there",
    "back": "Back again",
}
"""One heading for each kind of news, in the order of a digest."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What one target is told about one tag."""

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


def send_notices(
    corpus: Corpus, tags: Iterable[Tag], at: str, send: Send, alarms: Sequence[str] = ()
) -> list[Undelivered]:
    """Tell each target of each followed tag what it has not been told; return what did not arrive."""
    undelivered = []
    for tag in tags:
        for target in tag.notify:
            notice, up_to = compose(corpus, tag, target, alarms)
            problem = _try(send, notice) if notice else None
            if problem:
                undelivered.append(Undelivered(target, problem))
                continue
            with corpus.atomic():
                note_look(corpus.sql, reader_name(tag, target), up_to, at)
    return undelivered


def compose(corpus: Corpus, tag: Tag, target: str, alarms: Sequence[str] = ()) -> tuple[Notice | None, int]:
    """Return what a target is to be told, None when there is nothing, and the last news that this covers."""
    since = last_look(corpus.sql, reader_name(tag, target))
    up_to = latest(corpus.sql)
    news = [entry for entry in news_after(corpus.sql, since) if _is_of(corpus, entry, tag)]
    if not news and not alarms:
        return None, up_to
    name = tag.name or tag.url
    return Notice(target, _subject(name, news), _text(tag, news, alarms)), up_to


def reader_name(tag: Tag, target: str) -> str:
    """Return the name under which the file remembers how far a target has been told."""
    return f"notice {tag.id} {target}"


def name_of(target: str) -> str:
    """Return a target as it may be shown: its kind and host, without what it keeps secret."""
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.hostname or ''}"


def deliver(notice: Notice) -> None:
    """Send a notice through Apprise; MissingExtra when that is missing, OSError when it did not arrive."""
    try:
        from apprise import Apprise
    except ImportError as error:
        raise MissingExtra("notices need Apprise: pip install 'readmore[notify]'") from error
    messenger = Apprise()
    if not messenger.add(notice.target):
        raise OSError("Apprise does not know this kind of address")
    if not messenger.notify(title=notice.subject, body=notice.text):
        raise OSError("it was not taken")


def _try(send: Send, notice: Notice) -> str | None:
    try:
        send(notice)
    except Exception as error:  # one target that fails costs no other its word
        return " ".join(str(error).split()) or type(error).__name__
    return None


def _is_of(corpus: Corpus, entry: News, tag: Tag) -> bool:
    row = corpus.sql.execute(
        "SELECT 1 FROM article_tags WHERE article_id = ? AND tag_id = ?", (entry.article_id, tag.id)
    )
    return row.fetchone() is not None


def _subject(name: str, news: Sequence[News]) -> str:
    counts = {kind: sum(entry.kind == kind for entry in news) for kind in HEADINGS}
    told = ", ".join(f"{count} {HEADINGS[kind].lower()}" for kind, count in counts.items() if count)
    return f"{name}: {told or 'something looks wrong'}"


def _text(tag: Tag, news: Sequence[News], alarms: Sequence[str]) -> str:
    parts = []
    if alarms:
        parts.append("\n".join(["Something looks wrong:", *alarms]))
    for kind, heading in HEADINGS.items():
        entries = [_line(entry) for entry in news if entry.kind == kind]
        if entries:
            parts.append("\n\n".join([heading, *entries]))
    parts.append(tag.url)
    return "\n\n".join(parts)


def _line(entry: News) -> str:
    about = ", ".join(filter(None, (entry.author, (entry.published or "")[:10])))
    return "\n".join(filter(None, (entry.title or entry.url, about, entry.url)))
