"""The command line: exit codes, one-sentence errors, what goes to stdout and what to stderr."""

from __future__ import annotations

import os
import shlex
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.cli import main
from tests import zygote
from tests.conftest import Ended, command, environment, scrapy_crawl
from tests.servers import Site, article, card, listing, silent, tag_site

Crawl = Callable[..., Ended]

# (arguments, words of the error): nothing is fetched, nothing is written, exit code 2
WRONG_USAGE = [
    (("example.org/tag",), "not http or https"),
    (("ftp://example.org/tag",), "not http or https"),
    (("file:///etc/passwd",), "not http or https"),
    (("http://",), "no host"),
    (("http://[::1/tag",), "well-formed"),
    (("http://example.org:99999/",), "well-formed"),
    (("http://exa mple.org/",), "space"),
    (("",), "not http or https"),
    (("http://example.org/", "--delay", "-1"), "--delay"),
    (("http://example.org/", "--delay", "nan"), "--delay"),
    (("http://example.org/", "--limit", "0"), "--limit"),
    (("http://example.org/", "--max-pages", "many"), "--max-pages"),
    (("http://example.org/", "--recheck", "some"), "--recheck"),
    (("http://example.org/", "--contact", "me\r\nX: y"), "--contact"),
]


def code_of(arguments: list[str]) -> int:
    """Return the exit code of a command that does not get as far as fetching."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize(("arguments", "words"), WRONG_USAGE)
def test_wrong_usage_ends_with_code_2(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    line = ["crawl", *arguments, "--db", "corpus.db"]
    code, _, err = zygote.run(line, tmp_path, environment(), 60)
    assert (code, words in err) == (2, True)
    assert not (tmp_path / "corpus.db").exists()


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Return how a command ended."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, env=environment(), timeout=60)


# (arguments, words of the error): what was typed and what would have been right
WRONG_VALUES = [
    ("crawl http://desk.example/ --db {db} --delay soon", "'soon' is no number of seconds; say"),
    ("crawl http://desk.example/ --db {db} --limit 2.5", "'2.5' is no number of things; say"),
    ("crawl http://desk.example/ --db {db} --contact Иван", "'Иван' cannot be told to every server; say"),
    ("preview http://desk.example/ --delay -3", "'-3' is no number of seconds; say"),
    ("check --db {db} --delay nan", "'nan' is no number of seconds; say"),
    ("search freedom --db {db} --limit ten", "'ten' is no number of things; say"),
    (
        "new --db {db} --since yesterday",
        "'yesterday' is no date, time or span; say 2026",
    ),
]


@pytest.mark.parametrize(("line", "words"), WRONG_VALUES)
def test_a_wrong_value_is_told_with_what_would_be_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    assert code_of(line.format(db=tmp_path / "corpus.db").split()) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "invalid" not in said


def test_no_command_is_wrong_usage() -> None:
    assert code_of([]) == 2


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["--version"]) == 0
    assert capsys.readouterr().out.startswith("readmore ")


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(["crawl", "--help"]) == 0
    assert "example: readmore crawl https://" in capsys.readouterr().out


# ---------------------------------------------------------------- the file


def not_a_database(path: Path) -> None:
    """A text file."""
    path.write_text("these are not the articles you are looking for")


def another_database(path: Path) -> None:
    """A database of another program."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()


FILES: list[Callable[[Path], None]] = [not_a_database, another_database, Path.mkdir]


@pytest.mark.parametrize("make", FILES)
def test_file_that_cannot_be_used_ends_with_code_1(
    site: Site, crawl: Crawl, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "corpus.db")
    ended = crawl(site.url("/tag"))
    assert ended.code == 1
    assert ended.err.startswith("readmore: ")
    assert len(ended.err.strip().splitlines()) == 1
    assert site.requests == []


def test_folder_that_is_not_there_ends_with_code_1(site: Site, tmp_path: Path) -> None:
    done = run("crawl", site.url("/tag"), "--db", tmp_path / "no" / "corpus.db")
    assert done.returncode == 1
    assert "there is no folder" in done.stderr


def test_second_crawl_on_a_file_is_refused(site: Site, crawl: Crawl, tmp_path: Path) -> None:
    site.routes = tag_site(3) | {"/slow": silent}
    line = command("crawl", site.url("/slow"), "--db", tmp_path / "corpus.db", "--delay", "0")
    first = subprocess.Popen(line, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        site.wait_for("/slow")
        second = crawl(site.url("/tag"))
        assert second.code == 75
        assert "another run" in second.err
        assert not site.asked("/tag")
    finally:
        first.kill()
        first.wait()


# --------------------------------------------------------------- the output


def test_summary_goes_to_stdout_and_progress_to_stderr(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    ended = crawl(site.url("/tag"))
    assert "1 page, 3 cards" in ended.out
    assert "requests" in ended.out
    assert "requests" not in ended.err


def test_quiet_prints_nothing(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    ended = crawl(site.url("/tag"), "-q")
    assert (ended.out, ended.err) == ("", "")


def test_json_is_one_line_on_stdout(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    ended = crawl(site.url("/tag"), "--json", "-q")
    counts = ["new", "updated", "unchanged", "failed", "requests", "seconds"]
    assert list(ended.figures) == [*counts, "alarms", "tags"]
    assert ended.figures["tags"] == [
        {"url": site.url("/tag"), "state": "well", "reason": "that was the last page"}
    ]
    assert len(ended.out.splitlines()) == 1


def test_debug_shows_the_traceback_of_a_failure(site: Site, tmp_path: Path) -> None:
    done = run("crawl", "http://", "--db", tmp_path / "corpus.db", "--debug")
    assert "Traceback" in done.stderr


def test_contact_is_told_to_the_site(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(1)
    crawl(site.url("/tag"), "--contact", "desk@example.org")
    agents = {asked.headers["user-agent"] for asked in site.requests}
    assert [agent.endswith("(+desk@example.org)") for agent in agents] == [True]


def test_crawl_is_a_row_with_its_figures(site: Site, crawl: Crawl) -> None:
    site.routes = tag_site(3)
    ended = crawl(site.url("/tag"), "--json")
    assert ended.rows("SELECT new, failed, requests, exit_code FROM crawls") == [(3, 0, 5, 0)]


def test_scrapy_users_find_what_they_know(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(12)
    ended = scrapy_crawl(site.url("/tag"), tmp_path / "corpus.db")
    assert (ended.code, len(ended.titles())) == (0, 12)


# -------------------------------------------------------------- interrupts


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_stops_cleanly_and_the_next_run_goes_on(
    site: Site, crawl: Crawl, tmp_path: Path, signum: signal.Signals, code: int
) -> None:
    site.routes = tag_site(20)
    good = site.routes["/opinion/7"]
    site.routes["/opinion/7"] = silent
    line = command("crawl", site.url("/tag"), "--db", tmp_path / "corpus.db", "--delay", "0", "--json")
    process = subprocess.Popen(
        line, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    site.wait_for("/opinion/7")
    process.send_signal(signum)
    err = process.communicate(timeout=30)[1]
    assert process.returncode == code
    assert "Traceback" not in err
    site.routes["/opinion/7"] = good
    ended = crawl(site.url("/tag"))
    assert (ended.code, len(ended.titles())) == (0, 20)
    assert ended.rows("SELECT exit_code FROM crawls") == [(code,), (0,)]
    assert ended.rows("SELECT url FROM failures") == []


def test_signal_ends_a_long_wait(site: Site, tmp_path: Path) -> None:
    site.routes = {"/tag": listing(card(1) + card(2) + card(3))} | {"/opinion/1": article(1)}
    line = command("crawl", site.url("/tag"), "--db", tmp_path / "corpus.db", "--delay", "3600")
    process = subprocess.Popen(line, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    site.wait_for("/robots.txt")
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(20) == 130


# ----------------------------------------------------------------- streams


@pytest.mark.parametrize("closed", ["1", "2"])
def test_closed_stream_stops_no_crawl(site: Site, tmp_path: Path, closed: str) -> None:
    """Seen under schedulers, and after `>&-` in a shell."""
    site.routes = tag_site(3)
    line = shlex.join(command("crawl", site.url("/tag"), "--db", tmp_path / "corpus.db", "--delay", "0"))
    done = subprocess.run(
        ["sh", "-c", f"{line} {closed}>&-"], capture_output=True, text=True, env=environment(), timeout=60
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_output_that_takes_ascii_alone_shows_the_rest_escaped(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    site.routes["/tag"] = listing(card(3, title="Справа № 3") + card(2) + card(1))
    done = subprocess.run(
        command("preview", site.url("/tag"), "--delay", "0"),
        env=environment() | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, r"\u0421" in done.stdout) == (0, True)


def test_error_that_nobody_foresaw_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.commands.read.do_show", lambda args: 1 // 0)
    assert code_of(["show", "1", "--db", "corpus.db"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("readmore: something went wrong")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_ends_a_preview(site: Site, signum: signal.Signals, code: int) -> None:
    site.routes = {"/tag": silent}
    process = subprocess.Popen(
        command("preview", site.url("/tag")), env=environment(), stderr=subprocess.PIPE, text=True
    )
    site.wait_for("/tag")
    process.send_signal(signum)
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == code
