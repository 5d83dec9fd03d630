"""Some of the pages that `mutated_pages` and `mutated_crawl` read by the thousand."""

from __future__ import annotations

from pathlib import Path

from tests.mutated_crawl import PER_PAGE, Crawled, crawl
from tests.mutated_pages import CASES, Figures, pages


def test_no_spoilt_page_breaks_a_crawl_off_or_is_lost_without_a_reason(tmp_path: Path) -> None:
    crawled = Crawled()
    crawl(0, pages([CASES / "articles"])[::20], tmp_path, crawled, most_s=60)
    assert crawled.wrong == []
    assert crawled.asked >= PER_PAGE
    assert crawled.articles > PER_PAGE // 3
    assert crawled.articles + crawled.failures == crawled.asked


def test_no_spoilt_page_raises() -> None:
    figures, originals = Figures(), pages([CASES / "articles"])[::20]
    for number in range(10):
        figures.read(number, originals)
    assert figures.raised == 0
