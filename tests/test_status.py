"""`readmore status`: each tag at a glance, what is wrong, known limits; for people and for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from crawler.cli import main
from crawler.commands.status import size
from pipelines.items import Card, Fetch, PageFailed
from pipelines.store.corpus import Corpus
from pipelines.store.tags import follow
from pipelines.watch.health import prometheus_lines, settle, status
from tests.test_store import EVENING, MORNING, NOON, TAG, listing, reading

LONG = "https://an-organisation-with-a-long-name.example/statements/tag/freedom-of-assembly/page"
LINK = "https://example.org/7"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A file with a tag that is well but for a page, and one whose list cannot be read."""
    path = tmp_path / "corpus.db"
    with Corpus.open(path) as corpus:
        with corpus.atomic():
            follow(corpus.sql, TAG, MORNING)
            follow(corpus.sql, LONG, MORNING, every_s=3600)
        crawl_id = corpus.begin_crawl([TAG, LONG], "run", NOON)
        corpus.save_listing(listing(Card(LINK), Card("https://example.org/8")))
        corpus.save_article(reading("https://example.org/8", title="Statement 8"))
        corpus.save_failure(PageFailed(LINK, "fetch", "the server answered 500", NOON, tag_url=TAG))
        lists = {(LONG, "unread"): "no cards were found on this page, and it does not say that it is empty"}
        with corpus.atomic():
            settle(corpus.sql, lists, [], NOON, crawl_id)
        corpus.end_crawl(crawl_id, NOON, {})
    return path


def told(capsys: pytest.CaptureFixture[str], db: Path, *arguments: object) -> tuple[int, str]:
    code = main(["status", "--db", str(db), *map(str, arguments)])
    return code, capsys.readouterr().out


def test_it_tells_how_each_tag_goes_and_what_is_wrong(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = told(capsys, db, "--json")
    found = json.loads(out)
    assert (code, found["well"]) == (4, False)
    good, bad = found["tags"]
    assert (good["good_at"], good["new_this_week"], good["failing"], good["followed"]) == (NOON, 1, 1, True)
    assert (bad["good_at"], bad["failing"]) == (None, 0)
    assert bad["next_due"] > NOON
    assert [(each["kind"], each["about"], each["since"]) for each in found["troubles"]] == [
        ("list", LONG, NOON),
        ("page", LINK, NOON),
    ]
    assert found["file_bytes"] >= db.stat().st_size
    assert found["archive_bytes"] == 0


def test_its_tables_fit_eighty_columns(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = told(capsys, db)
    table = [line for line in out.splitlines() if not line.startswith("  http")]
    assert max(map(len, table)) <= 80
    flat = re.sub(r"\s+", " ", out)
    assert "the server answered 500" in flat
    assert f"{NOON[:10]} {NOON[11:16]}" in flat
    assert LONG in re.sub(r"\s+", "", out)


def test_what_is_accepted_stays_listed_and_is_well(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = told(capsys, db, "--json")
    (number,) = (each["number"] for each in json.loads(out)["troubles"] if each["kind"] == "list")
    code, out = told(capsys, db, "--accept", number)
    assert code == 0
    assert "all is well" in out
    assert out.index("accepted") < out.index("no cards were found")
    assert told(capsys, db, "--json")[0] == 0


def test_a_number_that_nothing_has_is_wrong_usage(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--db", str(db), "--accept", "99"]) == 2
    assert "number 99" in capsys.readouterr().err


def test_a_file_that_is_not_there_cannot_be_looked_at(tmp_path: Path) -> None:
    assert main(["status", "--db", str(tmp_path / "none.db")]) == 1


def test_it_writes_nothing(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = db.read_bytes()
    told(capsys, db)
    assert db.read_bytes() == before


def test_prometheus_reads_the_figures(db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "readmore.prom"
    assert told(capsys, db, "--prometheus", target)[0] == 4
    text = target.read_text()
    assert f'readmore_tag_failing_pages{{tag="{TAG}"}} 1\n' in text
    assert f'readmore_tag_last_good_run_seconds{{tag="{LONG}"}}' not in text
    assert "\nreadmore_alarms_open 1\n" in text
    sample = re.compile(r'[a-z_]+(\{tag="(?:[^"\\\n]|\\.)*"\})? -?\d+|# (HELP|TYPE) [a-z_]+ .+')
    assert [line for line in text.splitlines() if not sample.fullmatch(line)] == []


def test_a_tag_with_quotes_is_one_label(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "c.db") as corpus:
        follow(corpus.sql, 'https://e.example/?q="a\\b"', MORNING)
        found = "\n".join(prometheus_lines(status(corpus, EVENING)))
    assert r'{tag="https://e.example/?q=\"a\\b\""} 0' in found


def test_prometheus_never_overwrites_the_corpus(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = db.read_bytes()
    assert main(["status", "--db", str(db), "--prometheus", str(db)]) == 2
    assert db.read_bytes() == before


def test_a_page_that_came_is_no_longer_listed(db: Path) -> None:
    with Corpus.open(db) as corpus:
        crawl_id = corpus.begin_crawl([TAG], "run", EVENING)
        corpus.save_fetch(Fetch(LINK, EVENING, 200, sha256="ab"))
        with corpus.atomic():
            settle(corpus.sql, {}, [], EVENING, crawl_id)
        assert [tag.failing for tag in status(corpus, EVENING).tags] == [0, 0]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 bytes"), (812, "812 bytes"), (2_140_000, "2.1 MB"), (126e6, "126 MB"), (3e13, "30.0 TB")],
)
def test_a_size_is_told_in_the_unit_that_fits(count: float, words: str) -> None:
    assert size(int(count)) == words
