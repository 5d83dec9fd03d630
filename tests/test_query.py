"""Questions to the file, and the commands that ask them."""

from __future__ import annotations

import csv
import io
import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.cli import main
from crawler.commands.options import moment
from pipelines.characters import plain
from pipelines.errors import UsageError
from pipelines.items import Card
from pipelines.read.query import differences, find_article, marked, search, tag_figures
from pipelines.store.corpus import Corpus
from tests.test_store import EVENING, MORNING, NOON, TAG, listing, reading

A, B, C = (f"https://example.org/{name}" for name in "abc")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three articles, one of them edited twice, one in Chinese."""
    path = tmp_path / "c.db"
    with Corpus.open(path) as corpus:
        corpus.save_listing(listing(Card(A), Card(B), Card(C), Card("https://example.org/d")))
        corpus.save_article(
            reading(A, title="Hearing in Minsk", body="The hearing began.\n\nIt goes on.", at=MORNING)
        )
        corpus.save_article(
            reading(A, title="Hearing in Minsk", body="The hearing ended.\n\nIt goes on.", at=NOON)
        )
        corpus.save_article(
            reading(A, title="Hearing over", body="The hearing ended.\n\nIt goes on.", at=EVENING)
        )
        corpus.save_article(
            reading(B, title="Don't stop", body="A réport on Minsk.", published=None, authors=[])
        )
        corpus.save_article(reading(C, title="释放政治犯", body="白俄罗斯今天释放政治犯。"))
    return path


@pytest.fixture
def corpus(path: Path) -> Iterator[Corpus]:
    with Corpus.open(path, read_only=True) as corpus:
        yield corpus


def run(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(list(args)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hearing", [1]),
        ("report", [2]),  # without the accent
        ("minsk", [2]),  # an earlier title is not found
        ("title: hearing", [1]),
        ("hear*", [1]),
        ('"goes on"', [1]),
        ("hearing NOT over", []),
        ("don't", [2]),  # an apostrophe is no quotation mark
        ('"unclosed', []),
        ("hearing-ended", [1]),
        ("释放", [3]),  # inside a run of letters
        ("nothing-of-the-kind", []),
    ],
)
def test_search(corpus: Corpus, query: str, expected: list[int]) -> None:
    assert [hit.id for hit in search(corpus.sql, query)] == expected


def test_a_title_weighs_more_than_a_text(corpus: Corpus) -> None:
    assert search(corpus.sql, "stop OR ended OR hearing OR over")[0].id == 1


@given(query=st.text(min_size=1, max_size=30))
@example(query="\0")
@example(query='"')
@example(query="a\0b")
@example(query="NEAR(")
def test_no_query_breaks_the_search(query: str) -> None:
    with Corpus.open(":memory:") as corpus:
        try:
            assert search(corpus.sql, query) == []
        except UsageError:
            assert not plain(query).strip()


def test_show_prints_fields_with_what_they_rest_on_and_the_states(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run(capsys, "show", A, "--db", str(path))
    assert "title      Hearing over\n" in shown
    assert "The hearing ended." in shown
    assert [line for line in shown.splitlines() if line.startswith("state")] == [
        f"state 1: {MORNING} until {NOON}  Hearing in Minsk",
        f"state 2: {NOON} until {EVENING}  Hearing in Minsk",
        f"state 3: {EVENING} now  Hearing over",
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], ["title: Hearing [-in Minsk-] {+over+}"]),
        (["1"], ["body: The hearing [-began.-] {+ended.+}"]),
        (["1..3"], ["title: Hearing [-in Minsk-] {+over+}", "body: The hearing [-began.-] {+ended.+}"]),
        (["3..1"], ["title: Hearing [-over-] {+in Minsk+}", "body: The hearing [-ended.-] {+began.+}"]),
    ],
)
def test_show_diff_marks_words_between_any_two_states(
    path: Path, capsys: pytest.CaptureFixture[str], states: list[str], expected: list[str]
) -> None:
    shown = run(capsys, "show", "1", "--db", str(path), "--diff", *states)
    assert [line for line in shown.splitlines() if ": " in line] == expected


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (["show", "99"], 2, "there is no article 99"),
        (["show", "https://example.org/z"], 2, "no article in the file has the address"),
        (["show", "1", "--diff", "1..9"], 2, "there are states 1 to 3"),
        (["show", "2", "--diff"], 1, "only one state"),
        (["search", " "], 2, "nothing to search for"),
    ],
)
def test_a_question_that_has_no_answer_is_told_so_in_a_sentence(
    path: Path, capsys: pytest.CaptureFixture[str], args: list[str], code: int, sentence: str
) -> None:
    assert main([*args, "--db", str(path)]) == code
    assert sentence in capsys.readouterr().err


def test_json_has_one_object_a_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(run(capsys, "show", "1", "--db", str(path), "--json"))
    assert (shown["authors"], shown["tags"], len(shown["revisions"])) == (
        ["Ada B", "Cyril D"],
        ["Release"],
        2,
    )
    hits = run(capsys, "search", "Minsk", "--db", str(path), "--json").splitlines()
    assert [json.loads(hit)["snippet"] for hit in hits] == ["A réport on [Minsk]."]
    tags = run(capsys, "tags", "--db", str(path), "--json").splitlines()
    assert [json.loads(tag)["url"] for tag in tags] == [TAG]


def test_tags_are_counted(corpus: Corpus) -> None:
    (tag,) = tag_figures(corpus.sql, "2026-11-25T00:00:00+00:00")
    assert (tag.name, tag.articles, tag.new_this_week, tag.waiting) == ("Release", 3, 3, 1)
    (tag,) = tag_figures(corpus.sql, "2026-12-25T00:00:00+00:00")
    assert tag.new_this_week == 0


def test_new_shows_each_thing_once_and_since_shows_it_again(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = run(capsys, "new", "--db", str(path))
    assert [line.split()[0:2] for line in first.splitlines()] == [["new", "1"], ["new", "2"], ["new", "3"]]
    assert run(capsys, "new", "--db", str(path)) == ""
    assert len(run(capsys, "new", "--db", str(path), "--since", NOON).splitlines()) == 3


def test_csv_reads_back_with_several_authors_in_one_cell(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = list(csv.DictReader(io.StringIO(run(capsys, "export", "--db", str(path)))))
    assert [row["author"] for row in rows] == ["Ada B; Cyril D", "Ada B; Cyril D", ""]
    assert rows[0]["body"] == "The hearing ended.\n\nIt goes on."


def test_json_lines_have_lists_and_null_for_what_is_not_known(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["export", "--db", str(path), "--format", "jsonl", "-o", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["published"] for row in rows] == ["2026-11-20", "2026-11-20", None]
    assert rows[0]["tags"] == ["Release"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2026-11-20", "2026-11-20T00:00:00+00:00"), ("2026-11-20T10:00+03:00", "2026-11-20T07:00:00+00:00")],
)
def test_a_time_is_taken_in_utc(text: str, expected: str) -> None:
    assert moment(text) == expected


def test_a_time_ago_is_before_now_and_nonsense_is_refused() -> None:
    assert moment("2w") < moment("7d") < moment("36h") < moment("5m")
    with pytest.raises(ArgumentTypeError, match=r"'soon' is no date.* 36h"):
        moment("soon")


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("a b c", "a b c", []),
        ("a  b\n\nc", "a b\n\nc", []),  # white space is no change
        ("a b c", "a x c", ["a [-b-] {+x+} c"]),
        ("one\n\ntwo", "one\n\ntwo\n\nthree", ["{+three+}"]),
        ("one\n\ntwo", "two", ["[-one-]"]),
        (None, "a", ["{+a+}"]),
        ("a", "", ["[-a-]"]),
    ],
)
def test_differences(earlier: str | None, later: str | None, expected: list[str]) -> None:
    assert [marked(pieces, colour=False) for pieces in differences(earlier, later)] == expected


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_what_is_not_removed_is_the_later_text_and_what_is_not_added_the_earlier(one: str, two: str) -> None:
    def words(kinds: tuple[str, str]) -> int:
        return sum(len(p.text.split()) for line in differences(one, two) for p in line if p.kind in kinds)

    assert len(two.split()) - len(one.split()) == words(("same", "added")) - words(("same", "removed"))


def test_a_very_long_paragraph_is_compared_as_a_whole() -> None:
    pieces = differences("a " * 5000, "b " * 5000)[0]
    assert [piece.kind for piece in pieces] == ["removed", "added"]


def test_number_beyond_any_article_is_wrong_usage(path: Path) -> None:
    with Corpus.open(path) as corpus, pytest.raises(UsageError, match="no article 9"):
        find_article(corpus.sql, "9" * 30)
