"""The user's configuration: entries are added whole or not at all, and what a person wrote there stays."""

from __future__ import annotations

import os
import stat
import threading
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import configuration
from pipelines.configuration import keep, place, section
from pipelines.errors import ConfigurationError

WRITTEN = """# who is told
[targets] # by name
desk = "mailto://desk.example"   # the desk

[other]
list = [1, 2]
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the configuration is, not there yet, in a folder that is not either."""
    path = tmp_path / "folder" / "config.toml"
    monkeypatch.setenv("READMORE_CONFIG", str(path))
    return path


def test_it_is_where_the_desktop_s_rules_say_unless_a_variable_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("READMORE_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert place() == tmp_path / "readmore" / "config.toml"
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    for none in ("", "not/absolute"):
        monkeypatch.setenv("XDG_CONFIG_HOME", none)
        assert place() == tmp_path / "me" / ".config" / "readmore" / "config.toml"
    monkeypatch.setenv("READMORE_CONFIG", "mine.toml")
    assert place() == Path("mine.toml")


def test_without_a_file_every_section_is_empty(path: Path) -> None:
    assert section("targets") == {}
    assert not path.exists()


def test_what_is_kept_is_for_its_owner_alone(path: Path) -> None:
    keep("targets", {"desk": "mailto://me:secret@example.org"})
    assert section("targets") == {"desk": "mailto://me:secret@example.org"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["config.toml"]


def test_what_a_person_wrote_stays_and_a_readable_file_becomes_private(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN)
    path.chmod(0o644)
    keep("targets", {"hook": "json://hook.example"})
    assert path.read_text() == WRITTEN.replace("# by name\n", '# by name\n"hook" = "json://hook.example"\n')
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_a_link_leads_to_is_written_where_it_lies(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    (tmp_path / "dotfiles.toml").write_text(WRITTEN)
    path.symlink_to(tmp_path / "dotfiles.toml")
    keep("targets", {"hook": "json://hook.example"})
    assert path.is_symlink()
    assert "hook" in (tmp_path / "dotfiles.toml").read_text()


@pytest.mark.parametrize(
    "text",
    ['targets = {desk = "x"}\n', 'targets.desk = "x"\n', "[targets\n", 'targets = "x"\n', "x = 1\nx = 2\n"],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_is(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(ConfigurationError, match=r"config\.toml"):
        keep("targets", {"hook": "json://hook.example"})
    assert path.read_text() == text
    assert os.listdir(path.parent) == ["config.toml"]


def test_another_text_under_a_name_is_replaced_only_where_that_is_asked_for(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(WRITTEN)
    with pytest.raises(ConfigurationError, match="desk"):
        keep("targets", {"desk": "json://hook.example"})
    keep("targets", {"desk": "json://hook.example"}, replace=True)
    assert section("targets") == {"desk": "json://hook.example"}
    assert "[other]\nlist = [1, 2]\n" in path.read_text()


def test_what_is_there_already_is_not_written_again(path: Path) -> None:
    keep("targets", {"desk": "x://y"})
    before = path.stat()
    keep("targets", {"desk": "x://y"})
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_place_that_cannot_be_written_is_told_with_what_to_do(path: Path) -> None:
    path.parent.write_text("a file where a folder should be")
    with pytest.raises(ConfigurationError, match="READMORE_CONFIG"):
        keep("targets", {"desk": "x://y"})


def test_two_who_write_at_once_lose_nothing(path: Path) -> None:
    writers = [
        threading.Thread(target=keep, args=("targets", {f"name-{number}": "x://y"})) for number in range(8)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(section("targets")) == 8


@given(st.dictionaries(st.text(min_size=1), st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_is_kept_as_it_is(entries: dict[str, str]) -> None:
    entries = {key.encode("utf-8", "replace").decode(): value for key, value in entries.items()}
    after = configuration._with(WRITTEN, "logins", entries)
    assert tomllib.loads(after) == tomllib.loads(WRITTEN) | {"logins": entries}
