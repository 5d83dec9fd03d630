"""Hrefs joined fast are the addresses that joining them with care gives."""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing.addresses import resolver

_BASES = [
    "https://example.org",
    "https://example.org/tag/x/",
    "https://example.org/a/b/../c//tag.html;v=1?page=2#top",
    "http://[::1]:8000/тэг/мова",
]
_HREFS = [
    *(
        "story-1",
        "story/2.html",
        "./story",
        "../story/",
        "../../../story/3",
        "..",
        "../",
        ".",
        "a//b",
        "a/../b",
    ),
    *(
        "?page=2",
        "?page=2&sort=a/b",
        "?",
        "page/2?x=1#comments",
        "a?b?c",
        "a#",
        "тэг/2",
        "a b",
        "a;v=2",
        ".htaccess",
    ),
    *("/story", "/a/./b", "/a//b", "//other.example/a", "//", "https://other.example/a b", "a:b"),
    *(
        "https:a",
        "HTTPS://other.example/",
        "javascript:void(0)",
        "mailto:a@b.example",
        "",
        "#top",
        "\tstory\n",
        "a\nb",
    ),
    *(
        "http://[bad/",
        "/[a]",
        "x/.",
        "x/..",
        "...",
        "../.../x",
        "-",
        "~user/a,b=c+d%20e",
        "x?a=[1]",
        "x?a=../b",
    ),
]


@pytest.mark.parametrize("base", _BASES)
@pytest.mark.parametrize("href", _HREFS)
def test_a_href_is_joined_as_urljoin_does(base: str, href: str) -> None:
    page = Page(base, "<p>x</p>")
    assert resolver(page)(href) == page.absolute(href)


@pytest.mark.parametrize("href", ["http://", "http:///a", "https://?a", "//"])
def test_a_href_without_a_host_leads_nowhere(href: str) -> None:
    assert resolver(Page("ftp://example.org/", "<p>x</p>"))(href) is None


def test_links_are_not_joined_to_a_base_that_is_no_address() -> None:
    """Each of thousands of links is joined to it: one of a megabyte held a run for a minute."""
    page = Page(
        "https://example.org/tag", f"<base href='https://other.example/{'a' * 3000}/'><a href='one'></a>"
    )
    assert page.absolute("one") == "https://example.org/one"
