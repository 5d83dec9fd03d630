"""What is written for the user takes its place when it is whole, and never that of anything of worth."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.cli import main
from pipelines.archive.folders import MARK
from pipelines.errors import OutputError, UsageError
from pipelines.read.export import EXPORTERS
from pipelines.read.outputs import Output, new_folder
from pipelines.store.corpus import Corpus
from tests.conftest import command, environment, rows
from tests.test_store import reading

LAST_GOOD = "the last good one"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A corpus of three articles, with an archive."""
    with Corpus.open(tmp_path / "corpus.db") as corpus:
        for name in ("one", "two", "three"):
            body = " ".join(f"{name} {number}" for number in range(200))
            corpus.save_article(reading(f"https://example.org/{name}", title=name, body=body))
    archive = tmp_path / "corpus-archive"
    archive.mkdir()
    (archive / "pages-00001.warc.gz").write_bytes(b"\x1f\x8b pages")
    return tmp_path / "corpus.db"


def export(db: Path, output: object, *options: str) -> int:
    return main(["export", "--db", str(db), "-o", str(output), *options])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but what SQLite itself may write there."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in found if not path.name.endswith(("-shm", "-wal"))}


def fill(place: Path, text: bytes, error: BaseException | None = None) -> None:
    """Write a file; fail before it is whole, when an error is given."""
    with Output.at(place).open() as stream:
        stream.write(text)
        if error:
            raise error


def fill_folder(place: Path, error: Exception | None = None) -> None:
    """Write a folder of one file; fail when an error is given."""
    with new_folder(place) as part:
        (part / "page.html").touch()
        if error:
            raise error


# ------------------------------------------------------------------- refused


def corpus_itself(db: Path) -> Path:
    return db


def its_log(db: Path) -> Path:
    return db.with_name("corpus.db-wal")


def its_index(db: Path) -> Path:
    return db.with_name("corpus.db-shm")


def its_lock(db: Path) -> Path:
    return db.with_name("corpus.db-lock")


def its_archive(db: Path) -> Path:
    return db.parent / "corpus-archive" / "pages-00001.warc.gz"


def new_in_its_archive(db: Path) -> Path:
    return db.parent / "corpus-archive" / "corpus.csv"


def archive_of_another_name(db: Path) -> Path:
    place = db.parent / "corpus-archive"
    (place / MARK).touch()
    return place.rename(db.parent / "pages of last year") / "corpus.csv"


def soft_link(db: Path) -> Path:
    link = db.with_name("link.csv")
    link.symlink_to(db)
    return link


def hard_link(db: Path) -> Path:
    link = db.with_name("link.csv")
    link.hardlink_to(db)
    return link


def link_to_its_log(db: Path) -> Path:
    link = db.with_name("link.csv")
    link.symlink_to("corpus.db-wal")
    return link


def another_database(db: Path) -> Path:
    other = db.with_name("other.csv")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    return other


def lock_of_another(db: Path) -> Path:
    another_database(db)
    return db.with_name("other.csv-lock")


def log_of_another(db: Path) -> Path:
    """As a killed program leaves it, its database being elsewhere."""
    log = db.with_name("notes.csv")
    log.write_bytes(b"\x37\x7f\x06\x82 and pages")
    return log


def folder(db: Path) -> Path:
    return db.parent


def no_folder(db: Path) -> Path:
    return db.parent / "none" / "corpus.csv"


def round_and_round(db: Path) -> Path:
    link = db.with_name("link.csv")
    link.symlink_to("link.csv")
    return link


def indirectly(db: Path) -> Path:
    return db.parent / "corpus-archive" / ".." / "corpus.db"


REFUSED = [
    corpus_itself,
    its_log,
    its_index,
    its_lock,
    its_archive,
    new_in_its_archive,
    archive_of_another_name,
    soft_link,
    hard_link,
    link_to_its_log,
    another_database,
    lock_of_another,
    log_of_another,
    folder,
    no_folder,
    round_and_round,
    indirectly,
]


@pytest.mark.parametrize("target", REFUSED)
def test_an_export_never_replaces_a_corpus_or_any_part_of_a_database(
    db: Path, target: Callable[[Path], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = target(db)
    before = contents(db.parent)
    assert export(db, output) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "[Errno" not in said
    assert contents(db.parent) == before
    assert rows(db, "SELECT count(*) FROM articles") == [(3,)]


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_format_replaces_the_corpus(db: Path, name: str) -> None:
    before = db.read_bytes()
    assert export(db, db, "--format", name) == 2
    assert db.read_bytes() == before


def test_a_corpus_whose_records_are_all_in_its_log_is_not_replaced(db: Path) -> None:
    with Corpus.open(db) as corpus:
        corpus.save_article(reading("https://example.org/four", title="four"))
        assert export(db, db) == 2
    assert rows(db, "SELECT count(*) FROM articles") == [(4,)]


def test_standard_output_that_leads_into_the_corpus_is_refused(db: Path) -> None:
    before = db.read_bytes()
    with db.open("ab") as stream:
        ended = subprocess.run(
            command("export", "--db", db),
            stdout=stream,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
        )
    assert ended.returncode == 2
    assert db.read_bytes() == before


# ------------------------------------------------------------------- replaced


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(db: Path) -> None:
    output = db.with_name("corpus.csv")
    output.write_text(LAST_GOOD)
    output.chmod(0o640)
    assert export(db, output) == 0
    assert output.read_text().count("https://example.org/") == 3
    assert stat.S_IMODE(output.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_the_user_s_files_have(db: Path) -> None:
    output, ordinary = db.with_name("corpus.csv"), db.with_name("ordinary")
    ordinary.touch()
    assert export(db, output) == 0
    assert output.stat().st_mode == ordinary.stat().st_mode


def test_a_link_stays_and_the_file_that_it_names_is_replaced(db: Path) -> None:
    (db.parent / "public").mkdir()
    link = db.with_name("corpus.csv")
    link.symlink_to("public/feed.csv")
    for _ in range(2):  # at first the file that it names is not there
        assert export(db, link) == 0
        assert link.is_symlink()
        assert "example.org" in (db.parent / "public" / "feed.csv").read_text()


def test_no_reader_ever_sees_a_part_of_a_file(tmp_path: Path) -> None:
    target = tmp_path / "feed.xml"
    target.write_text(LAST_GOOD)
    with Output.at(target).open_text() as stream:
        stream.write("x" * 1_000_000)
        stream.flush()
        assert target.read_text() == LAST_GOOD
    assert target.read_text() == "x" * 1_000_000


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_fails_leaves_the_last_good_one_and_nothing_beside_it(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "feed.xml"
    target.write_text(LAST_GOOD)
    with pytest.raises(error):
        fill(target, b"half", error())
    assert contents(tmp_path) == {str(target): LAST_GOOD.encode()}


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^cannot write /dev/full: no space left on device$"):
        fill(Path("/dev/full"), b"x" * 100_000)


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "feed.xml"
    target.write_text(LAST_GOOD)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # for root all may be written
    with pytest.raises(UsageError, match="check its permissions"):
        Output.at(target)


def test_what_a_killed_process_left_is_deleted_and_what_a_living_one_writes_is_not(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    dead, living = (tmp_path / f".feed.xml.{process}.part" for process in (ended.pid, os.getppid()))
    other = tmp_path / ".feed.xml.notes.part"
    for path in (dead, living, other):
        path.touch()
    fill(tmp_path / "feed.xml", b"all")
    assert (dead.exists(), living.exists(), other.exists()) == (False, True, True)
    dead.mkdir()
    fill_folder(tmp_path / "feed.xml.d")
    assert dead.exists()
    fill(tmp_path / "feed.xml", b"all")
    assert not dead.exists()


@pytest.mark.parametrize("name", ["ф" * 120 + ".csv", "a" * 255])
def test_the_longest_name_can_be_written(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name, b"all")
    assert contents(tmp_path) == {str(tmp_path / name): b"all"}


def test_a_folder_is_in_its_place_with_all_that_it_has_or_not_at_all(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "one"
    with pytest.raises(ValueError, match="half"):
        fill_folder(case, ValueError("half"))
    assert list((tmp_path / "cases").iterdir()) == []
    fill_folder(case)
    assert contents(tmp_path) == {str(case / "page.html"): b""}


# ------------------------------------------------------------ other than files


def test_a_pipe_gets_what_a_file_would(db: Path) -> None:
    pipe = db.with_name("pipe")
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    assert export(db, pipe, "--format", "jsonl") == 0
    reader.join(30)
    assert got[0].count("\n") == 3
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_standard_output_has_several_names(db: Path, name: str) -> None:
    line = command("export", "--db", db, "--format", "jsonl", "-o", name)
    log = db.with_name("log")
    log.write_text("before\n")
    with log.open("a") as stream:  # as `>> log` does
        done = subprocess.run(line, stdout=stream, stderr=subprocess.PIPE, env=environment(), timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [line[:6] for line in log.read_text().splitlines()] == ["before", '{"id":', '{"id":', '{"id":']


def test_a_pipe_of_the_shell_can_be_written_to(db: Path) -> None:
    reading_end, writing_end = os.pipe()
    line = command("export", "--db", db, "--format", "jsonl", "-o", f"/dev/fd/{writing_end}")
    subprocess.run(line, pass_fds=[writing_end], env=environment(), timeout=60, check=True)
    os.close(writing_end)
    with os.fdopen(reading_end) as stream:
        assert len(stream.readlines()) == 3


def test_nobody_who_reads_any_more_is_no_error(db: Path) -> None:
    reading_end, writing_end = os.pipe()
    os.close(reading_end)
    done = subprocess.run(
        command("export", "--db", db),
        stdout=writing_end,
        stderr=subprocess.PIPE,
        env=environment(),
        timeout=60,
    )
    os.close(writing_end)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_error_of_the_system_is_told_without_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", "/none/page.html")

    monkeypatch.setattr(Corpus, "open", fails)
    assert main(["tags", "--db", str(tmp_path / "corpus.db")]) == 1
    assert capsys.readouterr().err == "readmore: /none/page.html: no such file or directory\n"
