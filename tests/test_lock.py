"""One run at a time on one file."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import BusyError, CorpusError
from pipelines.store.corpus import Corpus

HOLD = """
import sys
from pipelines.store.corpus import Corpus
with Corpus.open(sys.argv[1]) as corpus, corpus.lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_on_the_same_file_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "c.db") as corpus, hold(tmp_path / "c.db") as holder:
        assert f"process {holder.pid}" in refusal(corpus, BusyError)


def test_the_lock_of_a_killed_run_is_free_at_once(tmp_path: Path) -> None:
    with hold(tmp_path / "c.db") as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with Corpus.open(tmp_path / "c.db") as corpus, corpus.lock():
            assert (tmp_path / "c.db-lock").exists()


def test_a_run_that_ends_leaves_no_lock_file(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "c.db") as corpus, corpus.lock():
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["c.db"]


def test_two_files_in_one_folder_are_crawled_side_by_side(tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "a.db") as one, Corpus.open(tmp_path / "b.db") as two, one.lock(), two.lock():
        assert {path.name for path in tmp_path.glob("*-lock")} == {"a.db-lock", "b.db-lock"}


def test_a_link_to_the_file_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "c.db")
    with Corpus.open(tmp_path / "c.db") as corpus, Corpus.open(tmp_path / "link.db") as same, corpus.lock():
        assert "another run" in refusal(same)


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_link_in_place_of_the_lock_file_is_refused_and_what_it_leads_to_stays(
    tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "precious.txt").write_text("Minutes of nine years.")
    link(tmp_path / "c.db-lock", tmp_path / "precious.txt")
    with Corpus.open(tmp_path / "c.db") as corpus:
        assert "remove it" in refusal(corpus)
    assert (tmp_path / "precious.txt").read_text() == "Minutes of nine years."


def test_a_link_that_leads_nowhere_makes_no_file_there(tmp_path: Path) -> None:
    (tmp_path / "c.db-lock").symlink_to(tmp_path / "elsewhere")
    with Corpus.open(tmp_path / "c.db") as corpus:
        assert "it is a link" in refusal(corpus)
    assert not (tmp_path / "elsewhere").exists()


def refusal(corpus: Corpus, kind: type[CorpusError] = CorpusError) -> str:
    """Return the sentence with which a lock is refused."""
    with pytest.raises(CorpusError) as refused, corpus.lock():
        pass
    assert refused.type is kind or kind is CorpusError
    return str(refused.value)


def hold(path: Path) -> subprocess.Popen[str]:
    """A process that holds the file's lock until its input ends."""
    root = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process
