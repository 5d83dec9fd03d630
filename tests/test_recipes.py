"""The README's recipes for cron, systemd and GitHub, run as far as one machine can: who hears of what.

A tag is followed and was read. Then its site dies, its list is emptied, a consent wall goes up, or it is
built anew: the owner, who asked for no notices, hears of each.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.store.corpus import Corpus
from pipelines.store.tags import follow
from tests.conftest import crawl_into, environment
from tests.servers import Reply, Route, Site, article, card, listing, redirect, tag_site
from tests.test_docs import README

EVENTS = {
    "well": "",
    "dead": "could not be read: ",
    "emptied": "shows no cards; there were 12 before",
    "walled": "shows no cards; there were 12 before",
    "rebuilt": "is built otherwise than before",
}
"""What becomes of the site, and what the owner reads of it."""
SLOW = ("emptied", "walled", "rebuilt")
"""Told of by cron's line in every run of the tests, by the other recipes in the slow ones."""
CONFIGURED = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "init.defaultBranch", "GIT_CONFIG_VALUE_0": "main"}


def block(start: str) -> str:
    """Return the code block of the README that begins with a line."""
    found = re.search(
        rf"^```\w+\n({re.escape(start)}\n.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL
    )
    assert found, start
    return found[1]


def rebuilt(number: int) -> Reply:
    """The page of an article in the site's next design."""
    text = str(article(number).body).replace("<main><article>", "<div class=page><div class=story>")
    text = re.sub("<p class=byline>(.*?)</p>", r"<div class=signed>\1</div><ul><li>Share this</ul>", text)
    return Reply(text.replace("</article></main>", "</div></div>"))


def routes_after(event: str) -> dict[str, Route]:
    """The site as it is now."""
    routes = tag_site(12)
    if event == "emptied":
        routes["/tag"] = Reply(
            "<html lang=en><body><main><h1>hearings</h1><p>No posts found.</p></main></html>"
        )
    if event == "walled":
        routes["/tag"] = redirect("/consent")
        routes["/consent"] = Reply("<html><h1>We value your privacy</h1><p>Accept all and go on.</p></html>")
    if event == "rebuilt":
        routes |= {f"/opinion/{number}": rebuilt(number) for number in range(13, 21)}
        routes["/tag"] = listing("".join(map(card, range(20, 10, -1))), "/tag/page/2")
    return routes


@dataclass
class Owner:
    """A home with the corpus, `readmore` on the path, and what the owner's machine would send."""

    home: Path
    corpus: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a scheduler gives to what it starts."""
        path = f"{self.home / '.local' / 'bin'}:{os.environ['PATH']}"
        return environment() | CONFIGURED | {"HOME": str(self.home), "PATH": path}

    def shell(self, line: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a line as a scheduler does."""
        done = subprocess.run(
            ["bash", "-e", "-c", line], cwd=folder or self.home, env=self.environment, timeout=120,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        print(f"$ {line}\n{done.stdout}[{done.returncode}]")
        return done

    @property
    def mail(self) -> str:
        """What `mail` was given."""
        sent = self.home / "mail.txt"
        return sent.read_text() if sent.exists() else ""


def script(path: Path, text: str) -> None:
    """Make a program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """A site and the file that follows its tag, which was read and is due again."""
    db = tmp_path_factory.mktemp("followed") / "corpus.db"
    with Site(tag_site(12)) as site:
        assert crawl_into(db, site.url("/tag"), "-q").code == 0
        with Corpus.open(db) as corpus, corpus.atomic():
            follow(corpus.sql, site.url("/tag"), "2026-11-27T00:00:00+00:00")
            corpus.sql.execute("UPDATE tags SET last_run = '2026-01-01T00:00:00+00:00'")
        yield site, db


@contextmanager
def happening(event: str, followed: tuple[Site, Path], home: Path) -> Iterator[Owner]:
    """An owner to whose site something happened, for as long as that lasts."""
    site, db = followed
    bin_ = home / ".local" / "bin"
    script(
        bin_ / "readmore",
        f'test "$1" != run || set -- "$@" --delay 0\nexec "{sys.executable}" -m crawler.cli "$@"',
    )
    script(bin_ / "mail", f'echo "$*" > "{home}/mail.txt"; cat >> "{home}/mail.txt"')
    shutil.copy(db, home / "corpus.db")
    site.routes = routes_after(event)
    if event == "dead":  # the tag of the file is at a port where nobody listens any more
        with Site() as gone:
            port = gone.port
        with sqlite3.connect(home / "corpus.db") as file:
            file.execute("UPDATE tags SET url = replace(url, ?, ?)", (f":{site.port}/", f":{port}/"))
        file.close()
    yield Owner(home, home / "corpus.db")


def marked(events: object) -> list[object]:
    return [pytest.param(event, marks=pytest.mark.slow) if event in SLOW else event for event in EVENTS]


@pytest.mark.parametrize("event", EVENTS)
def test_cron_has_something_to_mail(event: str, followed: tuple[Site, Path], tmp_path: Path) -> None:
    (line,) = re.findall(r"^\S+ \* \* \* \*\s+(.*)$", block("MAILTO=me@example.org"), re.MULTILINE)
    with happening(event, followed, tmp_path) as owner:
        line = line.replace("/home/me", str(tmp_path))
        first, again = owner.shell(line), owner.shell(line) if event == "dead" else None
    assert EVENTS[event] in first.stdout
    assert (first.returncode, bool(first.stdout)) == ((0, False) if event == "well" else (4, True))
    assert len(first.stdout.splitlines()) <= 2
    if again is not None:
        assert (again.returncode, again.stdout) == (0, ""), "nothing was due, and it was told a moment ago"


@pytest.mark.parametrize("event", marked(EVENTS))
def test_systemd_starts_what_tells_the_owner(event: str, followed: tuple[Site, Path], tmp_path: Path) -> None:
    service, failed = block("# readmore.service"), block("# readmore-failed.service")
    (line,), (tells,) = (re.findall("^ExecStart=(.*)$", unit, re.MULTILINE) for unit in (service, failed))
    well = {0, *map(int, re.findall(r"^SuccessExitStatus=(.*)$", service, re.MULTILINE)[0].split())}
    assert "OnFailure=readmore-failed.service" in service
    with happening(event, followed, tmp_path) as owner:
        if owner.shell(line.replace("%h", str(tmp_path))).returncode not in well:
            assert owner.shell(tells.replace("%h", str(tmp_path))).returncode == 0
    print(owner.mail)
    assert bool(owner.mail) is (event != "well")
    assert EVENTS[event].split(";")[0].strip() in " ".join(owner.mail.split())


@pytest.mark.parametrize("event", marked(EVENTS))
def test_github_commits_and_then_fails_the_job(
    event: str, followed: tuple[Site, Path], tmp_path: Path
) -> None:
    steps = re.split(r"^      - ", block("# .github/workflows/crawl.yml"), flags=re.MULTILINE)[1:]
    crawls, commits, tells = (step for step in steps if "run: " in step and "pip install" not in step)
    assert "continue-on-error: true" in crawls
    assert "if: steps.crawl.outcome == 'failure'" in tells
    with happening(event, followed, tmp_path) as owner:
        clone = repository(owner)
        crawled = owner.shell(command_of(crawls), clone)
        assert owner.shell(command_of(commits), clone).returncode == 0
        told = owner.shell(command_of(tells), clone) if crawled.returncode else None
    log = owner.shell("git --git-dir origin.git log --format=%s").stdout.split()
    assert log == ["Crawl", "Begin"]
    assert (told is None) is (event == "well")
    if told is not None:
        assert told.returncode != 0
        assert EVENTS[event].split(";")[0].strip() in " ".join(told.stdout.split())


def command_of(step: str) -> str:
    """What a step of the workflow runs."""
    text = step.partition("run: ")[2]
    if text.startswith("|"):
        return "\n".join(line.strip() for line in text.splitlines()[1:])
    return text.splitlines()[0].partition("  #")[0]


def repository(owner: Owner) -> Path:
    """The clone in which a job works, the corpus in it."""
    as_me = "git -c user.name=me -c user.email=me@example.org"
    begun = owner.shell(
        f"git init -q --bare origin.git && git clone -q origin.git clone && cp corpus.db clone/ && cd clone"
        f" && echo '*-archive' > .gitignore && git add -A && {as_me} commit -qm Begin"
        " && git push -q origin HEAD"
    )
    assert begun.returncode == 0, begun.stdout
    return owner.home / "clone"


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze here")
    units = [tmp_path / f"readmore{ending}" for ending in (".service", "-failed.service", ".timer")]
    for unit in units:
        unit.write_text(block(f"# {unit.name}").replace("%h/.local/bin/readmore", "/bin/true"))
    done = subprocess.run(
        [analyze, "verify", "--user", *units], capture_output=True, text=True, timeout=60, check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
