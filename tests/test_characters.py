"""What programs obey is neither stored nor shown: control characters, overrides of direction."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import extract, read_listing
from crawler.authors import normalise_authors
from crawler.cli import main
from crawler.titles import normalise_title
from pipelines.characters import is_plain, one_line, plain, plain_json, plain_url
from pipelines.items import Card
from pipelines.read.export import EXPORTERS, atom
from pipelines.store.corpus import Corpus
from pipelines.watch.notices import compose
from tests.conftest import rows
from tests.test_store import EVENING, MORNING, NOON, corpus, listing, reading

__all__ = ["corpus"]

ESCAPE = "\x1b]0;pwned\x07"
ANY_TEXT = st.text(st.characters())  # half pairs and noncharacters too
TEMPLATE = {"first_seen": NOON, "changed_at": NOON, "published": "2024-05-01", "last_seen": NOON}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"One {ESCAPE}two", "One ]0;pwnedtwo"),
        ("One\x9b2Jtwo", "One2Jtwo"),
        ("pay \u202eevil\u202c now", "pay evil now"),
        ("\u2066One\u2069", "One"),
        ("One\ufffe\uffff\ufdd0\U0001ffff", "One"),
        ("Cut \ud83d", "Cut"),
        ("One \x1b two", "One two"),
        ("One\r\ntwo\rthree\x85four\u2028five", "One\ntwo three four five"),
        ("مرحبا\u200f, Minsk\u200e", "مرحبا\u200f, Minsk\u200e"),  # beside Latin words
        ("می\u200cخواهم", "می\u200cخواهم"),  # parts two letters
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_programs_obey_goes_and_what_readers_need_stays(text: str, cleaned: str) -> None:
    assert plain(text) == cleaned


@given(st.characters())
def test_plain_is_what_no_terminal_and_no_parser_trips_over(char: str) -> None:
    is_control = unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\t\n"
    is_override = unicodedata.bidirectional(char) in (
        "LRE",
        "RLE",
        "PDF",
        "LRO",
        "RLO",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    )
    is_none = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    if is_control or is_override or is_none:
        assert not is_plain(char)
    elif unicodedata.category(char) != "Cf":
        assert is_plain(char)


@given(ANY_TEXT)
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert is_plain(plain(text))
    assert "\n" not in one_line(text)


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)))
def test_json_shows_nothing_raw_and_loses_nothing(value: Any) -> None:
    assert is_plain(plain_json(value))
    assert json.loads(plain_json(value)) == value


def test_an_address_stays_one_that_leads_to_its_page() -> None:
    assert plain_url("https://example.org/a\u202egpj.exe") == "https://example.org/a%E2%80%AEgpj.exe"


PAGE = """<html><head><title>One</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Court \\u001b[2Jfrees five",
 "author": {"@type": "Person", "name": "\\u001b[2JJane \\u202eRoe"}}</script>
<meta property="og:image" content="https://example.org/a.jpg">
<meta property="og:image:alt" content="A &#27;[31m  hall"></head><body><article>
<h1>Court &#27;[2Jfrees&#x202e; five</h1>
<p>The court&#27;]0;pwned&#7; freed them on Monday, said the group.</p>
<p>It had kept them for a year without a word of why.</p></article></body></html>"""


def test_a_page_is_read_without_what_programs_obey() -> None:
    article = extract(PAGE, "https://example.org/1")
    assert article.title == "Court [2Jfrees five"
    assert article.body is not None
    assert article.body.startswith("The court]0;pwned freed them")
    assert article.image_alt == "A [31m hall"
    assert all(map(is_plain, [article.title, article.body, *article.authors]))
    assert is_plain(json.dumps(article.evidence["title"].as_json(), ensure_ascii=False))


def test_names_and_titles_are_plain() -> None:
    assert normalise_authors("By \x1b[2JJane \u202eRoe") == normalise_authors("By [2JJane Roe")
    assert normalise_title("\x9bCourt\ufffe frees") == "Court frees"


def test_blanks_go_before_a_title_is_cut() -> None:
    assert normalise_title(" \n" * 3000 + "Court frees five") == "Court frees five"


def test_a_listing_is_read_without_what_programs_obey() -> None:
    cards = "".join(
        f'<article><h2><a href="/n/{n}">Court &#27;[2J frees {n}</a></h2>'
        f'<img src="/{n}.jpg" alt="A &#x9d;hall">'
        f"<p>The court&#x202e; freed number {n} of them on Mo...</p></article>"
        for n in range(5)
    )
    page = f"<html><body><h1>Tag: Ri&#27;ver</h1><main>{cards}</main></body></html>"
    found = read_listing(page, "https://example.org/tag/river")
    assert len(found.cards) == 5
    shown = [text for card in found.cards for text in (card.title, card.teaser, card.image_alt) if text]
    assert all(map(is_plain, [*shown, found.tag_name or ""]))
    assert "Court [2J frees 0" in shown


def test_nothing_that_programs_obey_is_stored_whoever_found_it(corpus: Corpus) -> None:
    odd = f"One {ESCAPE}\u202e\ufffe\ud83d two"
    corpus.save_listing(listing(Card("https://example.org/\u202e1", odd, odd, image_alt=odd, authors=(odd,))))
    corpus.save_article(reading("https://example.org/2", title=odd, body=odd, authors=[odd], image_alt=odd))
    for table in ("articles", "authors", "sightings", "tags"):
        for row in corpus.sql.execute(f"SELECT * FROM {table}"):
            assert all(is_plain(value) for value in row if isinstance(value, str))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as it was made before, with texts that hold what programs obey."""
    path = tmp_path / "old.db"
    odd = f"Court {ESCAPE}frees\u202e five"
    with Corpus.open(path) as corpus:
        corpus.save_listing(listing(Card("https://example.org/1", "Court frees")))
        corpus.save_article(
            reading("https://example.org/1", title="Court frees", body="Word. " * 50, authors=["A B"])
        )
        corpus.save_article(
            reading("https://example.org/2", title="Two", body="Other. " * 50, authors=["A B C"])
        )
        corpus.sql.execute("UPDATE articles SET title = ?, author = ? WHERE id = 1", (odd, "A\x9b B C"))
        corpus.sql.execute("UPDATE authors SET name = ? WHERE name = 'A B'", ("A\x9b B C",))
        corpus.sql.execute("UPDATE sightings SET title = ?", (odd,))
        corpus.sql.execute("UPDATE tags SET name = ?", (odd,))
        corpus.sql.execute("DELETE FROM _sqlite_migrations WHERE name = '0004_plain_texts'")
        corpus.sql.commit()
    return path


def test_texts_of_older_files_are_cleaned_and_are_no_edits(old: Path) -> None:
    title = "Court ]0;pwnedfrees five"
    with Corpus.open(old) as corpus:
        assert [tag.name for tag in corpus.tags()] == [title]
        read = reading(
            "https://example.org/1", title=title, body="Word. " * 50, authors=["A B C"], at=EVENING
        )
        assert corpus.save_article(read) == "unchanged"
        assert corpus.save_listing(listing(Card("https://example.org/1", title), at=EVENING)) == []
    assert rows(old, "SELECT title, author FROM articles WHERE id = 1") == [(title, "A B C")]
    assert rows(
        old, "SELECT article_id, name FROM article_authors JOIN authors ON id = author_id ORDER BY 1"
    ) == [
        (1, "A B C"),
        (2, "A B C"),
    ]
    assert rows(old, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'title: five'") == [(1,)]


@pytest.fixture
def foreign(old: Path) -> Path:
    """A file from somebody else, who put there what no crawl stores."""
    with Corpus.open(old) as corpus:
        odd = f"Court {ESCAPE}\x9bfrees\u202e\ufffe five"
        corpus.sql.execute(
            "UPDATE articles SET title = ?1, body = ?1 || char(10, 10) || body, teaser = ?1", (odd,)
        )
        corpus.sql.execute("UPDATE authors SET name = ?", (odd,))
        corpus.sql.execute("UPDATE tags SET name = ?", (odd,))
        corpus.sql.execute("UPDATE news SET kind = 'edited'")
        corpus.sql.execute(
            "INSERT INTO revisions (article_id, seen_at, replaced_at, kind, title, body, content_hash)"
            " VALUES (1, ?, ?, 'article', ?, ?, 'x')",
            (MORNING, NOON, odd + " more", odd),
        )
        corpus.sql.commit()
    return old


COMMANDS = [
    ["tags"],
    ["tags", "--json"],
    ["new", "--since", "2000-01-01"],
    ["new", "--since", "2000-01-01", "--json"],
    ["search", "five"],
    ["search", "five", "--json"],
    ["show", "1"],
    ["show", "1", "--diff"],
    ["show", "1", "--diff", "--json"],
    ["show", "1", "--json"],
    ["show", "\x1b[2J"],
    *(["export", "--format", name] for name in EXPORTERS),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_that_programs_obey_is_printed(
    foreign: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*arguments, "--db", str(foreign)])
    said = capsys.readouterr()
    assert said.out or said.err
    assert is_plain(said.out.replace("\r\n", "\n"))  # RIS ends its lines so
    assert is_plain(said.err)


def test_a_notice_holds_nothing_that_programs_obey(foreign: Path) -> None:
    with Corpus.open(foreign) as corpus:
        notice, _ = compose(corpus, "desk", corpus.tags())
    assert notice is not None
    assert is_plain(notice.subject)
    assert "\n" not in notice.subject
    assert is_plain(notice.text)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_the_feed_is_well_formed_whatever_an_article_holds(
    title: str, author: str, body: str, url: str, teaser: str
) -> None:
    article = TEMPLATE | {"title": title, "authors": [author], "body": body, "url": url, "teaser": teaser}
    feed = "\n".join(atom(title, url, [article | {"language": author or None}]))
    assert ET.fromstring(feed.encode()).tag == "{http://www.w3.org/2005/Atom}feed"
