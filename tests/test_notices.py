"""Notices: each item once to each target, however often the target or the run was down meanwhile."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from lxml import html

from pipelines.items import Card
from pipelines.store.corpus import Corpus
from pipelines.store.tags import follow, followed
from pipelines.watch.alarms import update_alarms
from pipelines.watch.notices import Notice, Undelivered, deliver, follow_from_now, send_notices
from tests.test_store import EVENING, MORNING, NOON, TAG, corpus, listing, reading

__all__ = ["corpus"]
MAIL = "mailto://127.0.0.1:{port}?from=readmore@example.org&to=desk@example.org&mode=insecure"


@pytest.fixture
def told(corpus: Corpus) -> list[Notice]:
    follow(corpus.sql, TAG, MORNING, notify=["one", "two"])
    return []


def add(corpus: Corpus, number: int) -> None:
    """Store an article under the tag."""
    url = f"https://example.org/{number}"
    corpus.save_listing(listing(Card(url)))
    corpus.save_article(reading(url, title=f"Statement {number}", body=f"Text {number}. " * 30))


def refuse(notice: Notice) -> None:
    raise OSError("connection refused")


def test_each_target_is_told_once(corpus: Corpus, told: list[Notice]) -> None:
    add(corpus, 1)
    for _ in range(2):
        assert send_notices(corpus, followed(corpus.sql), NOON, told.append) == []
    assert [notice.target for notice in told] == ["one", "two"]
    assert "Statement 1" in told[0].text
    assert "1 new" in told[0].subject


def test_a_target_that_was_down_gets_all_it_missed(corpus: Corpus, told: list[Notice]) -> None:
    add(corpus, 1)
    assert send_notices(corpus, followed(corpus.sql), NOON, refuse) == [
        Undelivered("one", "connection refused"),
        Undelivered("two", "connection refused"),
    ]
    add(corpus, 2)
    send_notices(corpus, followed(corpus.sql), EVENING, told.append)
    assert all("Statement 1" in notice.text and "Statement 2" in notice.text for notice in told)


def test_one_target_that_fails_costs_no_other_its_word(corpus: Corpus, told: list[Notice]) -> None:
    add(corpus, 1)

    def send(notice: Notice) -> None:
        told.append(notice) if notice.target == "two" else refuse(notice)

    send_notices(corpus, followed(corpus.sql), NOON, send)
    assert [notice.target for notice in told] == ["two"]


def test_without_news_nothing_is_sent(corpus: Corpus, told: list[Notice]) -> None:
    assert send_notices(corpus, followed(corpus.sql), NOON, told.append) == []
    assert told == []


def test_what_looks_wrong_is_told_once_even_without_news(corpus: Corpus, told: list[Notice]) -> None:
    update_alarms(corpus, {("no cards", TAG): "the tag has no cards any more"}, NOON)
    for _ in range(2):
        send_notices(corpus, followed(corpus.sql), NOON, told.append)
    assert [notice.target for notice in told] == ["one", "two"]
    assert "no cards any more" in told[0].text
    assert "looks wrong" in told[0].subject


def test_an_alarm_that_is_over_before_it_arrives_says_so(corpus: Corpus, told: list[Notice]) -> None:
    update_alarms(corpus, {("failures", "example.org"): "most pages fail"}, NOON)
    send_notices(corpus, followed(corpus.sql), NOON, refuse)
    update_alarms(corpus, {("failures", "example.org"): ""}, EVENING)
    send_notices(corpus, followed(corpus.sql), EVENING, told.append)
    assert f"most pages fail (over since {EVENING})" in told[0].text


def test_one_digest_a_target_tells_of_all_its_tags_and_of_each_article_once(
    corpus: Corpus, told: list[Notice]
) -> None:
    other = "https://example.org/tag/two"
    follow(corpus.sql, other, MORNING, notify=["one"])
    add(corpus, 1)
    corpus.save_listing(listing(Card("https://example.org/1"), tag=other))
    corpus.save_listing(listing(Card("https://example.org/2"), tag=other))
    corpus.save_article(reading("https://example.org/2", title="Statement 2", body="Text 2. " * 30))
    send_notices(corpus, followed(corpus.sql), NOON, told.append)
    digests = [notice.text for notice in told if notice.target == "one"]
    assert len(digests) == 1
    assert [digests[0].count(f"Statement {number}") for number in (1, 2)] == [1, 1]


def test_who_follows_a_tag_that_is_in_the_file_is_told_of_what_comes(corpus: Corpus) -> None:
    add(corpus, 1)
    follow(corpus.sql, TAG, NOON, notify=["late"])
    follow_from_now(corpus, ["late"], NOON)
    add(corpus, 2)
    told: list[Notice] = []
    send_notices(corpus, followed(corpus.sql), EVENING, told.append)
    assert ["Statement 1" in told[0].text, "Statement 2" in told[0].text] == [False, True]


@pytest.fixture
def webhook() -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """A server on loopback that keeps the JSON it is sent."""
    taken: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], taken
    server.shutdown()
    server.server_close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_webhook_takes_a_notice(webhook: tuple[int, list[dict[str, Any]]]) -> None:
    port, taken = webhook
    deliver(Notice("desk", "courts: 1 new", "A statement"), f"json://127.0.0.1:{port}/")
    assert (taken[0]["title"], taken[0]["message"]) == ("courts: 1 new", "A statement")


class Mailbox:
    """Keeps the mails it is handed."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def mail_server() -> Iterator[tuple[int, list[EmailMessage]]]:
    """A mail server on loopback that keeps the mails it is handed."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield port, box.mails
    server.stop()


def parts(mail: EmailMessage) -> dict[str, str]:
    """Return the texts of a mail by their kind."""
    return {part.get_content_type(): part.get_content() for part in mail.walk() if not part.is_multipart()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_mail_server_takes_a_notice(mail_server: tuple[int, list[EmailMessage]]) -> None:
    port, mails = mail_server
    deliver(Notice("desk", "courts: 1 new", "A statement"), MAIL.format(port=port))
    assert mails[0]["Subject"] == "courts: 1 new"
    assert "A statement" in parts(mails[0])["text/plain"]


TITLE = "<img src=http://tracker.example/p.gif> <form action=http://phish.example><input name=pw> Court & law"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", ["", "&format=html", "&format=text", "&format=markdown"])
def test_a_title_is_no_markup_in_a_mail_and_lines_stay_lines(
    mail_server: tuple[int, list[EmailMessage]], form: str
) -> None:
    port, mails = mail_server
    text = f"New\n\n{TITLE}\nAda B, 2024-05-01\nhttps://example.org/1"
    deliver(Notice("desk", f"{TITLE}: 1 new", text), MAIL.format(port=port) + form)
    assert mails[0]["Subject"] == f"{TITLE}: 1 new"
    shown = parts(mails[0])
    plain = [line.strip() for line in shown["text/plain"].splitlines()]
    for line in ("New", TITLE, "Ada B, 2024-05-01", "https://example.org/1"):
        assert line in plain
    if page := shown.get("text/html"):
        elements = [element.tag for element in html.fromstring(page).iter()]
        assert not {"img", "form", "input", "a"} & set(elements)
        assert elements.count("br") >= 4


def test_an_address_that_is_none_is_told_as_such() -> None:
    with pytest.raises(OSError, match="kind of address"):
        deliver(Notice("desk", "x", "y"), "no-such-kind")
