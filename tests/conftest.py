"""What all tests share: a scrubbed environment, sites on loopback, crawls in a process of their own."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests import zygote
from tests.servers import Site

ROOT = Path(__file__).parent.parent


CONFIGURATION = "READMORE_CONFIG"
_numbers = count()


@pytest.fixture(autouse=True, scope="session")
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing is read from or written to the configuration of the one who runs the tests."""
    folder = tmp_path_factory.mktemp("configurations")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CONFIGURATION, str(folder / "config.toml"))
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        yield folder


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long bytes by their number: packed ones hold the time of day, and workers must agree on names."""
    return f"{argname}-{len(val)}-bytes" if isinstance(val, bytes) and len(val) > 20 else None


@pytest.fixture(autouse=True)
def _scrubbed(_away_from_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the one who runs the tests reaches them; each test has a configuration of its own."""
    for name in environment_to_drop():
        monkeypatch.delenv(name)
    monkeypatch.setenv(CONFIGURATION, str(_away_from_home / f"{next(_numbers)}.toml"))


def environment_to_drop() -> list[str]:
    """Return the variables that would change what a crawl does."""
    names = ("SCRAPY_", "READMORE_")
    return [
        name
        for name in os.environ
        if name != CONFIGURATION and (name.startswith(names) or name.lower().endswith("_proxy"))
    ]


def environment() -> dict[str, str]:
    """Return the environment of a crawl's process."""
    kept = {name: value for name, value in os.environ.items() if name not in environment_to_drop()}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"}


@dataclass(frozen=True)
class Ended:
    """A crawl that has ended."""

    code: int
    out: str
    err: str
    db: Path

    @property
    def figures(self) -> dict[str, Any]:
        """The last line of the output, parsed."""
        figures: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return figures

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what the file says."""
        return rows(self.db, query, *values)

    def failures(self) -> dict[str, tuple[str, str]]:
        """Return (stage, error) of each failed page, by the path of its address."""
        found = self.rows("SELECT url, stage, error FROM failures")
        return {url.partition("//")[2].partition("/")[2]: (stage, error) for url, stage, error in found}

    def titles(self) -> set[str]:
        """Return the titles of the stored articles."""
        return {title for (title,) in self.rows("SELECT title FROM articles")}


def rows(db: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what a file says."""
    connection = sqlite3.connect(db)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def command(*arguments: object) -> list[str]:
    """Return the command line that runs readmore from this checkout."""
    return [sys.executable, "-m", "crawler.cli", *map(str, arguments)]


def crawl_into(db: Path, *arguments: object, timeout: float = 60) -> Ended:
    """Run a crawl to its end: as fast as it goes, unless the arguments say otherwise."""
    options = [] if "--delay" in arguments else ["--delay", "0"]
    line = [str(argument) for argument in ("crawl", *arguments, "--db", db, *options)]
    return Ended(*zygote.run(line, db.parent, environment(), timeout), db)


def scrapy_crawl(url: str, db: Path, settings: dict[str, object] | None = None, **options: object) -> Ended:
    """Run the same crawl as Scrapy's users do, from the clone."""
    line = [sys.executable, "-m", "scrapy", "crawl", "tag", "-a", f"url={url}", "-s", f"READMORE_DB={db}"]
    for name, value in ({"READMORE_DELAY_S": 0} | (settings or {})).items():
        line += ["-s", f"{name}={value}"]
    for name, value in options.items():
        line += ["-a", f"{name}={value}"]
    done = subprocess.run(line, capture_output=True, text=True, env=environment(), timeout=60, cwd=ROOT)
    return Ended(done.returncode, done.stdout, done.stderr, db)


@pytest.fixture
def crawl(tmp_path: Path) -> Callable[..., Ended]:
    """Return a function that crawls into the test's own file."""
    return lambda *arguments, **options: crawl_into(tmp_path / "corpus.db", *arguments, **options)


@pytest.fixture
def site() -> Iterator[Site]:
    """Return an empty site; a test fills in its routes."""
    with Site() as site:
        yield site
