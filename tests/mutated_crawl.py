"""Pages nobody would write, through whole crawls: `python -m tests.mutated_crawl 2000`.

A site on loopback has lists whose cards lead to mutated articles; some pages of lists are mutated, too.
Prints what went wrong: how a crawl ended, a page that is neither an article nor a failure with its reason, a
page that took too long; and the memory of the largest crawl.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import IN_TROUBLE, SOME_FAILED, WELL
from tests.conftest import ROOT, command, environment, rows
from tests.mutated_pages import CASES, MOST_MB, MOST_S, mutated, pages, peak_mb
from tests.servers import Reply, Route, Site, article, card, listing

PER_CRAWL, PER_PAGE = 50, 25
SPOILT_LISTS = 4
"""In one crawl of so many the last page of the list is mutated."""
TIMEOUT_S = 600
BOUNDED = """
from crawler.run import watchdog
from crawler.sites.base import Site

watchdog.READ_S = {seconds}


class Bounded(Site):
    domains = ("127.0.0.1",)
"""
"""What ends the reading of a page that takes too long, and makes it a failure with another reason."""
_TOO_LONG = re.compile(r"of computing to read|broke the program off|not read in this run")
_A_BUG = re.compile(r"Traceback|something went wrong|\w(?:Error|Exception|Warning)\b")


@dataclass
class Crawled:
    """What mutated pages came to in crawls."""

    asked: int = 0
    articles: int = 0
    failures: int = 0
    cpu_s: float = 0.0
    wrong: list[str] = field(default_factory=list)


def articles(first: int, originals: list[bytes]) -> dict[str, Route]:
    """Return the routes of mutated articles: half of them well made pages before, half of the cases."""
    own = [str(article(number).body).encode() for number in range(first, first + PER_CRAWL)]
    bodies = {
        number: mutated(number, [own[number - first]] if number % 2 else originals)[0]
        for number in range(first, first + PER_CRAWL)
    }
    return {f"/opinion/{number}": Reply(body) for number, body in bodies.items()}


def lists(first: int) -> dict[str, Route]:
    """Return the routes of a tag that leads to these articles; of some tags the last page is mutated."""
    numbers = range(first, first + PER_CRAWL)
    shown = [numbers[at : at + PER_PAGE] for at in range(0, PER_CRAWL, PER_PAGE)]
    routes: dict[str, Route] = {}
    for at, some in enumerate(shown):
        page = listing("".join(map(bare_card, some)), f"/tag/page/{at + 1}" if at + 1 < len(shown) else None)
        if at and (first // PER_CRAWL) % SPOILT_LISTS == 0:
            page.body = mutated(first + at, [str(page.body).encode()])[0]
        routes[f"/tag/page/{at}" if at else "/tag"] = page
    return routes


def bare_card(number: int) -> str:
    """Return a card with a title alone: of a teaser it is known at once that a spoilt page has not got it."""
    return f"<article class=post>{card(number).split('<article class=post>')[1].split('<p>')[0]}</article>"


def crawl(
    first: int, originals: list[bytes], folder: Path, crawled: Crawled, *, most_s: float = MOST_S
) -> None:
    """Crawl a tag of mutated pages and note what came of it; none may take more seconds of computing."""
    (folder / "sites").mkdir()
    (folder / "sites" / "bounded.py").write_text(BOUNDED.format(seconds=most_s))
    db, before = folder / "corpus.db", cpu_s()
    with Site(articles(first, originals) | lists(first)) as site:
        line = command("crawl", site.url("/tag"), "--db", db, "--delay", 0, "--sites", folder / "sites")
        ended = subprocess.run(
            line, capture_output=True, text=True, env=environment(), timeout=TIMEOUT_S, cwd=ROOT
        )
        asked = {each.path for each in site.requests if each.path.startswith("/opinion/")}
        known = {url.removeprefix(site.url("")): reason for url, reason in outcomes(db)}
    crawled.asked += len(asked)
    crawled.articles += sum(known.get(path, "") is None for path in asked)
    crawled.failures += sum(known.get(path) is not None for path in asked)
    crawled.cpu_s += cpu_s() - before
    crawled.wrong += [f"crawl from {first}: {problem}" for problem in problems(ended, asked, known)]


def cpu_s() -> float:
    """Return what the crawls have computed so far."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def outcomes(db: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the addresses that lead to articles, with None, and those that failed, with the reason."""
    yield from rows(db, "SELECT url, NULL FROM addresses")
    yield from rows(db, "SELECT url, error FROM failures")


def problems(
    ended: subprocess.CompletedProcess[str], asked: set[str], known: dict[str, str | None]
) -> Iterator[str]:
    """Yield what no crawl may end like, whatever it was sent."""
    if ended.returncode not in (WELL, SOME_FAILED, IN_TROUBLE):
        yield f"code {ended.returncode}"
    yield from (line[:300] for line in ended.stderr.splitlines() if _A_BUG.search(line))
    for path, reason in known.items():
        if reason is not None and (not reason or _TOO_LONG.search(reason) or _A_BUG.search(reason)):
            yield f"{path}: {reason or 'no reason'}"
    yield from (f"{path}: neither an article nor a failure" for path in sorted(asked - known.keys()))


def main(arguments: list[str]) -> int:
    """Crawl so many mutated pages and print the figures; 1 when something went wrong or took too much."""
    parser = ArgumentParser(prog="python -m tests.mutated_crawl", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200, help="how many articles")
    parser.add_argument("--start", type=int, default=0, help="number of the first article; its seed")
    chosen = parser.parse_args(arguments)
    originals, crawled = pages([CASES]), Crawled()
    for first in range(chosen.start, chosen.start + chosen.count, PER_CRAWL):
        with tempfile.TemporaryDirectory() as folder:
            crawl(first, originals, Path(folder), crawled)
    print(*crawled.wrong, sep="\n")
    memory = peak_mb(resource.RUSAGE_CHILDREN)
    print(
        f"{chosen.count} articles from {chosen.start}: {crawled.asked} asked for, {crawled.articles} read,"
        f" {crawled.failures} failed; {len(crawled.wrong)} wrong, {crawled.cpu_s:.0f} s, {memory} MB"
    )
    return int(bool(crawled.wrong or memory > MOST_MB))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
