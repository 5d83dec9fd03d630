"""Pages nobody would write, of the cases or of other folders: `python -m tests.mutated_pages 2000 [FOLDER]`.

Each is read as an article and as a listing. Prints what raised, the longest time and the memory.
"""

from __future__ import annotations

import gzip
import random
import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crawler import extract, read_listing

CASES = Path(__file__).parent.parent / "fixtures" / "pages"
MOST_S, MOST_MB = 2.0, 300
LONGEST = 400_000
"""Bytes of a page that is mutated; what is longer than that is cut."""
CHARSETS = ("zlib", "idna", "utf-16", "rot13", "iso-2022-jp", "koi8-r", "no-such", "utf-7", "undefined")

Mutation = Callable[[bytes, random.Random], bytes]


def flipped(page: bytes, luck: random.Random) -> bytes:
    """Return the page with some bytes that are others."""
    body = bytearray(page)
    for _ in range(luck.randint(1, 200)):
        body[luck.randrange(len(body))] = luck.randrange(256)
    return bytes(body)


def cut(page: bytes, luck: random.Random) -> bytes:
    """Return the page without a piece of it."""
    start, end = sorted(luck.randrange(len(page)) for _ in range(2))
    return page[:start] + page[end:]


def doubled(page: bytes, luck: random.Random) -> bytes:
    """Return the page with a piece of it repeated."""
    start = luck.randrange(len(page))
    piece = page[start : start + luck.randint(1, 2000)]
    return page[:start] + piece * luck.choice((2, 20, 100)) + page[start:]


def pumped(page: bytes, luck: random.Random) -> bytes:
    """Return the page with a class, an id or a text that does not end."""
    letter = luck.choice(
        (b"a", b" ", b"-", b"post-", b"comments ", b"1", b"\xc3\xa9", b"by ", b"<", b"x@", b"...")
    )
    at = page.find(
        luck.choice((b'class="', b'id="', b"<p>", b"<h1", b"<time", b'content="')), luck.randrange(len(page))
    )
    at = page.find(b'"', at) + 1 if at >= 0 else luck.randrange(len(page))
    return page[:at] + letter * (luck.choice((500, 5_000, 20_000)) // len(letter)) + page[at:]


def crowded(page: bytes, luck: random.Random) -> bytes:
    """Return the page with an element of many attributes."""
    names = b"".join(b" a%d" % number for number in range(luck.choice((100, 4_000, 50_000))))
    at = page.find(b">", luck.randrange(len(page)))
    return page[:at] + names + page[at:]


def nested(page: bytes, luck: random.Random) -> bytes:
    """Return the page with its elements deep within others."""
    at = max(page.find(b"<body"), 0)
    return page[:at] + luck.choice((b"<div>", b"<b>", b"<ul><li>", b"<table><tr><td>")) * 5_000 + page[at:]


def lying(page: bytes, luck: random.Random) -> bytes:
    """Return the page with another charset than it is in."""
    return b"<meta charset=%s>" % luck.choice(CHARSETS).encode() + page


MUTATIONS: tuple[Mutation, ...] = (flipped, cut, doubled, pumped, crowded, nested, lying)


def pages(folders: list[Path]) -> list[bytes]:
    """Return the pages below the folders, unpacked."""
    found = sorted(path for folder in folders for path in folder.rglob("*.html*") if path.is_file())
    bodies = [path.read_bytes() for path in found]
    unpacked = (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body for body in bodies)
    return [body[:LONGEST] for body in unpacked if body]


@dataclass
class Figures:
    """What reading mutated pages came to."""

    raised: int = 0
    slow: int = 0
    longest: float = 0.0
    longest_at: int = -1

    def read(self, number: int, originals: list[bytes]) -> None:
        """Read one mutated page as an article and as a listing; print what is wrong with that."""
        page, names = mutated(number, originals)
        began = time.process_time()
        try:
            extract(page, "https://desk.example/2024/a")
            read_listing(page, "https://desk.example/tag/a")
        except Exception as error:
            self.raised += 1
            print(f"page {number} ({', '.join(names)}): {type(error).__name__}: {error}"[:300], flush=True)
        taken = time.process_time() - began
        if taken > self.longest:
            self.longest, self.longest_at = taken, number
        if taken > MOST_S:
            self.slow += 1
            print(f"page {number} ({', '.join(names)}): {taken:.1f} s, {len(page):,} bytes", flush=True)


def mutated(number: int, originals: list[bytes]) -> tuple[bytes, list[str]]:
    """Return the mutated page of a number, and what was done to it; of the same originals always the same."""
    luck = random.Random(number)
    page, names = luck.choice(originals), []
    for mutation in luck.choices(MUTATIONS, k=luck.randint(1, 3)):
        page = mutation(page, luck) or b" "
        names.append(mutation.__name__)
    return page, names


def peak_mb(who: int = resource.RUSAGE_SELF) -> int:
    """Return the most memory that was held at once, in MB."""
    return resource.getrusage(who).ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    """Read so many mutated pages and print the figures; 1 when one of them raised or took too much."""
    parser = ArgumentParser(prog="python -m tests.mutated_pages", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="how many pages")
    parser.add_argument("folders", type=Path, nargs="*", default=[CASES], help="of *.html and *.html.gz")
    parser.add_argument("--start", type=int, default=0, help="number of the first page; its seed")
    chosen = parser.parse_args(arguments)
    originals, figures = pages(chosen.folders), Figures()
    for number in range(chosen.start, chosen.start + chosen.count):
        figures.read(number, originals)
    print(
        f"{chosen.count} pages from {chosen.start}: {figures.raised} raised, {figures.slow} over {MOST_S:g} s"
        f", longest {figures.longest:.2f} s (page {figures.longest_at}), {peak_mb()} MB"
    )
    return int(bool(figures.raised or figures.slow or peak_mb() > MOST_MB))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
