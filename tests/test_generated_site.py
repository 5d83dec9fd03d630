"""A site that Pelican builds during the run is crawled over loopback; every record equals its source."""

from __future__ import annotations

import mimetypes
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fixtures.demo.server import serving
from tests.conftest import Ended, crawl_into, environment
from tests.sources import Record, differences, stored, words

TAG = "right to a lawyer"
COUNT = 27
ZONE = ZoneInfo("Europe/Helsinki")
SETTINGS = """
SITENAME = "Riverside Monitor"
SITEURL = {origin!r}
PATH = "content"
TIMEZONE = "Europe/Helsinki"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = 10
SUMMARY_MAX_LENGTH = 30
"""
PEOPLE = ["Oona Virta", "Leszek Barański", "Maud O’Shea", "Ivo van der Meer", "Samira El-Amin", "Chidi Eze"]
SUBJECTS = ["A teacher", "The ferryman", "A student of law", "The beekeeper", "A retired judge", "The baker"]
DEEDS = [
    "was questioned for nine hours without a lawyer",
    "was told that the interpreter had been held up by snow",
    "signed a record in a language that nobody in the room could read",
    "asked for the file and was given the cover of it",
    "was sent home with a summons for the following morning",
    "has filed a complaint, which was returned for want of a stamp",
]
PLACES = [
    "in Vantala",
    "at the harbour court",
    "in the old barracks",
    "at the station of Lower Ferry",
    "in Ostby",
]
TITLES = [
    "{subject} {place}: the second hearing in {number} weeks",
    "“{number} hours, no lawyer”: {subject} speaks",
    "Why {number} letters from {subject} were never answered",
    "{subject} – {number} questions that remain open",
]


@dataclass(frozen=True)
class Post:
    """One article before the site was made: what stands in its Markdown file."""

    number: int
    title: str
    authors: tuple[str, ...]
    published: datetime
    modified: datetime | None
    markdown: str

    @property
    def source(self) -> str:
        """The Markdown file, its metadata first."""
        authors = f"Authors: {'; '.join(self.authors)}\n" if self.authors else ""
        modified = f"Modified: {self.modified:%Y-%m-%d %H:%M}\n" if self.modified else ""
        tags = TAG if self.number % 3 else f"{TAG}, courts"
        return (
            f"Title: {self.title}\nDate: {self.published:%Y-%m-%d %H:%M}\n{modified}{authors}"
            f"Tags: {tags}\nCategory: Statements\nSlug: post-{self.number}\n\n{self.markdown}\n"
        )

    @property
    def record(self) -> Record:
        plain = self.markdown.replace("## ", "").replace("> ", "").replace("*", "")
        modified = self.modified.isoformat() if self.modified else None
        return Record(self.title, self.authors, self.published.isoformat(), words(plain), modified)


def posts() -> list[Post]:
    """The articles of the site, newest first, the same in every run."""
    chance = random.Random(20_240_624)
    newest = datetime(2024, 6, 24, 18, 5, tzinfo=ZONE)
    return [
        _post(number, newest - timedelta(days=9 * number, minutes=47 * number), chance)
        for number in range(COUNT)
    ]


def _post(number: int, published: datetime, chance: random.Random) -> Post:
    subject = chance.choice(SUBJECTS)
    title = TITLES[number % len(TITLES)].format(
        subject=subject, place=chance.choice(PLACES), number=number + 3
    )
    authors = tuple(chance.sample(PEOPLE, k=number % 4))
    modified = published + timedelta(days=3) if number % 6 == 5 else None
    return Post(number, title[0].upper() + title[1:], authors, published, modified, _markdown(number, chance))


def _markdown(number: int, chance: random.Random) -> str:
    blocks = [_paragraph(chance) for _ in range(chance.randint(2, 5))]
    if number % 4 == 1:
        blocks.insert(1, "## What is asked for")
        blocks.insert(2, "\n".join(f"- {_sentence(chance)}" for _ in range(3)))
    if number % 5 == 2:
        blocks.insert(1, f"> {_sentence(chance)} {_sentence(chance)}")
    return "\n\n".join(blocks)


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(2, 4)))


def _sentence(chance: random.Random) -> str:
    day = f"on day *{chance.randint(2, 400)}*"
    return f"{chance.choice(SUBJECTS)} {chance.choice(DEEDS)} {chance.choice(PLACES)}, {day}."


def built(folder: Path, origin: str) -> dict[str, tuple[str, bytes]]:
    """Build the site in a folder; return its pages by address."""
    (folder / "content").mkdir()
    (folder / "settings.py").write_text(SETTINGS.format(origin=origin))
    for post in posts():
        (folder / "content" / f"{post.number}.md").write_text(post.source)
    line = [
        sys.executable,
        "-m",
        "pelican",
        "content",
        "--output",
        "site",
        "--settings",
        "settings.py",
        "--quiet",
    ]
    subprocess.run(line, cwd=folder, check=True, env=environment(), timeout=60)
    files = [file for file in (folder / "site").rglob("*") if file.is_file()]
    pages = {
        f"/{file.relative_to(folder / 'site')}": (_content_type(file), file.read_bytes()) for file in files
    }
    return pages | {"/": pages["/index.html"]}


def _content_type(file: Path) -> str:
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ended]:
    folder = tmp_path_factory.mktemp("pelican")
    with serving({}) as server:
        server.pages = built(folder, server.origin)
        yield crawl_into(folder / "site.db", f"{server.origin}/tag/right-to-a-lawyer.html")


def expected() -> list[Record]:
    return [post.record for post in posts()]


def test_every_post_is_stored_once_in_the_order_of_the_listing(crawled: Ended) -> None:
    assert crawled.code == 0, crawled.err
    assert [record.title for record in stored(crawled.db)] == [record.title for record in expected()]


@pytest.mark.parametrize("field", ["authors", "published", "modified", "language", "body"])
def test_every_record_equals_its_source(crawled: Ended, field: str) -> None:
    assert not differences(field, expected(), stored(crawled.db))


def test_tag_has_the_name_the_site_gives_it(crawled: Ended) -> None:
    assert crawled.rows("SELECT name FROM tags") == [(TAG,)]
