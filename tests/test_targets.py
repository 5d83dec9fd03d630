"""Who is told of news is told by name: no corpus, no output and no log holds an address."""

from __future__ import annotations

import stat
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from crawler.cli import main
from pipelines import configuration
from pipelines.configuration import address_of, define_targets, name_for, target_names
from pipelines.errors import UsageError
from tests import zygote
from tests.conftest import command, crawl_into, environment, rows
from tests.servers import Site, tag_site

TAG = "https://example.org/tag/courts"
SECRET = "S3CRET"
MAIL = f"mailto://me:{SECRET}@example.org"


def raw(db: Path) -> bytes:
    """Return the bytes of a file and of what SQLite keeps beside it."""
    return b"".join(path.read_bytes() for path in db.parent.glob(f"{db.name}*"))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (MAIL, "mailto-example-org"),
        (f"jsons://u:{SECRET}@Hooks.Example:8443/a/{SECRET}?+X-Key={SECRET}", "jsons-hooks-example"),
        (f"tgram://{SECRET}/{SECRET}/", "tgram"),  # a token stands where others have their host
        (f"slack://{SECRET}/b/c", "slack"),
        (f"sendgrid://SG.{SECRET}.x:me@example.org", "sendgrid"),
        (f"//{SECRET}", "target"),
        (f"json://[{SECRET}", "target"),
    ],
)
def test_a_name_tells_of_an_address_its_kind_and_its_server_at_most(address: str, name: str) -> None:
    assert name_for(address, ()) == name
    assert name_for(address, (name, f"{name}-2")) == f"{name}-3"


def test_the_same_address_has_the_same_name_and_another_one_another() -> None:
    other = MAIL.replace("me", "you")
    assert define_targets([MAIL, other])[other] == "mailto-example-org-2"
    assert target_names([other, MAIL, other]) == ["mailto-example-org-2", "mailto-example-org"]
    assert configuration.section("targets") == {"mailto-example-org": MAIL, "mailto-example-org-2": other}


def test_the_environment_defines_targets_too_and_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    configuration.keep("targets", {"Night_Desk": "json://old.example"})
    assert address_of("night-desk") == "json://old.example"
    monkeypatch.setenv("READMORE_TARGET_NIGHT_DESK", MAIL)
    assert address_of("night-desk") == MAIL
    assert target_names(["Night-Desk", MAIL]) == ["night-desk"]


@pytest.mark.parametrize("given", ["", "desk", "ann@example.org"])
def test_what_is_neither_name_nor_address_is_told_with_the_names_that_are(given: str) -> None:
    configuration.keep("targets", {"hook": "json://hook.example"})
    with pytest.raises(UsageError, match="defined are: hook"):
        target_names([given])


def test_following_keeps_the_address_outside_of_the_file_and_prints_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "c.db"
    assert main(["follow", TAG, "--db", str(db), "--notify", MAIL]) == 0
    told = capsys.readouterr().err
    assert "news goes to mailto-example-org, defined in " in told
    assert SECRET not in told
    assert rows(db, "SELECT notify FROM tags") == [('["mailto-example-org"]',)]
    assert SECRET.encode() not in raw(db)
    assert address_of("mailto-example-org") == MAIL
    assert stat.S_IMODE(configuration.place().stat().st_mode) == 0o600


def test_where_the_configuration_cannot_be_kept_following_ends_before_the_file_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("READMORE_CONFIG", str(tmp_path / "file" / "config.toml"))
    assert main(["follow", TAG, "--db", str(tmp_path / "c.db"), "--notify", MAIL]) == 1
    told = capsys.readouterr().err
    assert "READMORE_CONFIG" in told
    assert SECRET not in told
    assert not (tmp_path / "c.db").exists()


def test_following_by_a_name_that_nobody_defined_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["follow", TAG, "--db", str(tmp_path / "c.db"), "--notify", "desk"]) == 2
    assert "READMORE_TARGET_DESK" in capsys.readouterr().err


@pytest.fixture
def hook() -> Iterator[tuple[str, list[str]]]:
    """A webhook behind a token in its path, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(self.path)
            self.send_response(200 if len(asked) > 1 else 503)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://u:{SECRET}@127.0.0.1:{server.server_address[1]}/{SECRET}?+X-Key={SECRET}", asked
    server.shutdown()
    server.server_close()


def test_from_following_to_unfollowing_nothing_shows_an_address(
    tmp_path: Path, site: Site, hook: tuple[str, list[str]]
) -> None:
    """Not the file, not its log, not a line of `--debug`; the target is told when it takes the notice."""
    target, asked = hook
    site.routes = tag_site(3)
    db, merged = tmp_path / "c.db", tmp_path / "m.db"
    said = []

    def readmore(*arguments: object, code: int = 0) -> None:
        line = command(*arguments)
        done = subprocess.run(line, env=environment(), capture_output=True, text=True, timeout=120)
        assert done.returncode == code, done.stderr
        said.append(done.stdout + done.stderr)

    readmore("follow", site.url("/tag"), "--db", db, "--notify", target)
    readmore("run", "--db", db, "--delay", 0, "--debug", code=3)
    assert "json-127-0-0-1 was not told" in said[-1]
    readmore("run", "--db", db, "--delay", 0, "--debug")
    assert len(asked) == 2
    assert rows(db, "SELECT name FROM looks") == [("notice json-127-0-0-1",)]
    readmore("tags", "--db", db, "--json")
    readmore("merge", db, "--into", merged)
    readmore("unfollow", site.url("/tag"), "--db", db)
    assert rows(db, "SELECT notify, (SELECT count(*) FROM looks) FROM tags") == [(None, 0)]
    for text in (*said, str(raw(db)), str(raw(merged))):
        assert SECRET not in text
    assert SECRET in configuration.place().read_text()


def test_a_target_that_is_not_defined_where_a_run_is_made_waits_and_is_told_of(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.routes = tag_site(1)
    db = tmp_path / "c.db"
    assert main(["follow", site.url("/tag"), "--db", str(db), "--notify", MAIL]) == 0
    assert crawl_into(db, site.url("/tag")).code == 0
    monkeypatch.setenv("READMORE_CONFIG", str(tmp_path / "elsewhere.toml"))
    code, _, err = zygote.run(["run", "--db", str(db), "--quiet"], tmp_path, environment(), 60)
    assert (code, "READMORE_TARGET_MAILTO_EXAMPLE_ORG" in err) == (3, True)
