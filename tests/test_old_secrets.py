"""Files of before that hold passwords: these move to the configuration, and nothing of them stays behind."""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import configuration
from pipelines.errors import ConfigurationError
from pipelines.store.corpus import Corpus
from pipelines.store.schema import MIGRATIONS, Database, names
from tests import zygote
from tests.conftest import environment, rows
from tests.test_targets import raw

SECRET = "S3CRET"
TAG = f"http://ann:{SECRET}@127.0.0.1:81/tag"
MAIL = f"mailto://me:{SECRET}@example.org"
HOOK = f"json://u:{SECRET}@hook.example/{SECRET}?+X-Key={SECRET}"
GONE = f"json://u:{SECRET}@gone.example/"
THEN = "2026-11-20T06:00:00+00:00"
MOMENTS = 10


def make_old(path: Path) -> None:
    """Write a file as it was made before, subscriptions and all, with what was deleted still in its pages."""
    database = Database(path)
    MIGRATIONS.apply(database, stop_before=names() - {"0001_first_tables"})
    sql = database.conn
    told = json.dumps([MAIL, HOOK])
    sql.execute("INSERT INTO tags (url, followed_at, notify) VALUES (?, ?, ?)", (TAG, THEN, told))
    sql.execute("INSERT INTO tags (url) VALUES ('https://example.org/tag/@me')")
    readers = {"new": 3, f"notice {MAIL}": 2, f"alarms {MAIL}": 1, f"notice {GONE}": 1}
    sql.executemany("INSERT INTO looks VALUES (?, ?, ?)", [(name, at, THEN) for name, at in readers.items()])
    sql.execute(
        "INSERT INTO sightings (tag_id, link, link_key, teaser_cut, image_url, page, position, first_seen,"
        " last_seen) VALUES (1, ?, '127.0.0.1:81/1', 0, ?, 1, 0, ?, ?)",
        (TAG.replace("tag", "1"), TAG.replace("tag", "1.jpg"), THEN, THEN),
    )
    sql.execute(
        "INSERT INTO crawls (started_at, command, tags, completeness) VALUES (?, ?, ?, ?)",
        (THEN, f"readmore crawl {TAG} --db c.db", json.dumps([TAG]), json.dumps({TAG: {"cards": 1}})),
    )
    sql.execute(
        "INSERT INTO failures (url, stage, error, failed_at) VALUES (?, 'fetch', ?, ?)",
        (TAG, f"{TAG!r} is down", THEN),
    )
    sql.execute(
        "INSERT INTO alarms (key, about, text, raised_at) VALUES ('no cards', ?, ?, ?)", (TAG, TAG, THEN)
    )
    sql.commit()
    sql.execute("PRAGMA secure_delete = OFF")
    sql.executemany("INSERT INTO looks VALUES (?, 1, '')", [(f"{n} {GONE * 20}",) for n in range(50)])
    sql.commit()
    sql.execute("DELETE FROM looks WHERE looked_at = ''")
    sql.commit()
    sql.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("old") / "c.db"
    make_old(path)
    return path


@pytest.fixture
def old(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "c.db"))


def check_moved(path: Path) -> None:
    """Nothing of a secret is in the file, all of it in the configuration, and every target goes on."""
    assert SECRET.encode() not in raw(path)
    named = configuration.section("targets")
    assert sorted(named.values()) == sorted([MAIL, HOOK])
    (told,) = rows(path, "SELECT notify FROM tags WHERE id = 1")[0]
    assert [named[name] for name in json.loads(told)] == [MAIL, HOOK]
    assert rows(path, "SELECT name, news_id FROM looks ORDER BY name") == [
        ("alarms mailto-example-org", 1),
        ("new", 3),
        ("notice mailto-example-org", 2),
    ]
    assert configuration.section("logins") == {"http://127.0.0.1:81": f"ann:{SECRET}"}
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_secrets_move_to_the_configuration_and_leave_nothing_behind(
    old: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert SECRET.encode() in raw(old)
    Corpus.open(old).close()
    assert "mailto-example-org, json-hook-example" in caplog.text
    assert SECRET not in caplog.text
    check_moved(old)
    assert rows(old, "SELECT url FROM tags") == [
        ("http://127.0.0.1:81/tag",),
        ("https://example.org/tag/@me",),
    ]
    assert rows(old, "SELECT link, image_url FROM sightings") == [
        ("http://127.0.0.1:81/1", "http://127.0.0.1:81/1.jpg")
    ]
    assert rows(old, "SELECT command, tags FROM crawls") == [
        ("readmore crawl http://127.0.0.1:81/tag --db c.db", '["http://127.0.0.1:81/tag"]')
    ]
    assert rows(old, "SELECT error FROM failures") == [("'http://127.0.0.1:81/tag' is down",)]


def test_a_moved_tag_is_found_by_the_address_that_was_typed(old: Path) -> None:
    with Corpus.open(old) as corpus:
        assert corpus.add_tag(configuration.take_login(TAG)) == 1


def test_the_log_that_lies_beside_an_old_file_is_wiped_too(old: Path) -> None:
    idle = sqlite3.connect(old)
    idle.execute("PRAGMA journal_mode = WAL")
    idle.execute("UPDATE looks SET looked_at = 'later'")
    idle.commit()
    assert SECRET.encode() in Path(f"{old}-wal").read_bytes()
    Corpus.open(old).close()
    assert SECRET.encode() not in raw(old)
    idle.close()


def test_a_file_without_secrets_needs_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "place", lambda: pytest.fail("the configuration was asked for"))
    database = Database(tmp_path / "c.db")
    MIGRATIONS.apply(database, stop_before=names() - {"0001_first_tables"})
    database.conn.execute(
        "INSERT INTO tags (url, followed_at, notify) VALUES ('https://example.org', 'x', '[]')"
    )
    database.conn.commit()
    database.conn.close()
    Corpus.open(tmp_path / "c.db").close()


def test_where_the_configuration_cannot_be_kept_the_file_stays_as_it_is(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("READMORE_CONFIG", str(tmp_path / "file" / "config.toml"))
    before = raw(old)
    with pytest.raises(ConfigurationError):
        Corpus.open(old)
    code, _, told = zygote.run(["run", "--db", str(old)], tmp_path, environment(), 60)
    assert code == 1
    assert "READMORE_CONFIG" in told
    assert SECRET not in told
    assert raw(old) == before


def test_two_files_with_one_target_share_its_name(old: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(old, tmp_path / "other.db"))
    for path in (old, other):
        Corpus.open(path).close()
        check_moved(path)


_OPEN = """
import os, signal, sqlite3, sys
from pipelines.store.corpus import Corpus

left = int(sys.argv[2])

def tick(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

def hook(event, details):
    if event in ("open", "os.rename", "os.mkdir", "os.chmod"):
        tick()

def connect(*arguments, real=sqlite3.connect, **options):
    connection = real(*arguments, **options)
    connection.set_trace_callback(tick)
    return connection

sqlite3.connect = connect
sys.addaudithook(hook)
Corpus.open(sys.argv[1]).close()
print(-left)
"""
"""Opens a file and kills itself at a step: a statement of SQL, or something done to a file."""


def open_and_die(path: Path, step: int) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", _OPEN, str(path), str(step)]
    return subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def steps(made: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many steps an opening has that moves secrets."""
    path = tmp_path_factory.mktemp("steps") / "c.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READMORE_CONFIG", str(path.with_suffix(".toml")))
        return int(open_and_die(Path(shutil.copy(made, path)), 0).stdout)


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_an_opening_that_is_killed_loses_no_secret_and_the_next_one_ends_it(
    old: Path, steps: int, moment: int
) -> None:
    assert steps > 100
    step = random.Random(moment).randrange(1, steps)
    assert open_and_die(old, step).returncode == -signal.SIGKILL
    kept = raw(old) + b"".join(path.read_bytes() for path in [configuration.place()] if path.exists())
    assert all(address.encode() in kept for address in (MAIL, HOOK))
    Corpus.open(old).close()
    check_moved(old)
