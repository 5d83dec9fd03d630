"""When two addresses are one page, and two pages one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.compare import fold, word_count
from pipelines.identity import (
    article_url,
    canonical_url,
    content_hash,
    is_same_site,
    registered_domain,
    site_of,
    text_hash,
    url_key,
)

LONG = " ".join(f"word{i}" for i in range(40))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.ORG/A", "http://example.org/A"),  # typed by hand
        ("https://example.org", "https://example.org/"),  # home page links
        ("https://example.org:443/a", "https://example.org/a"),  # behind a proxy
        ("http://example.org:8080/a", "http://example.org:8080/a"),  # a test server
        ("https://example.org/a#more-17", "https://example.org/a"),  # WordPress's Read More link
        ("https://example.org/a?utm_source=feed&utm_medium=rss", "https://example.org/a"),  # newsletters
        ("https://example.org/a?fbclid=Iw0", "https://example.org/a"),  # links that came over Facebook
        ("https://example.org/a?share=twitter&nb=1", "https://example.org/a"),  # Jetpack's share links
        ("https://example.org/a?replytocom=5#respond", "https://example.org/a"),  # WordPress comments
        ("https://example.org/?p=5&utm_id=1", "https://example.org/?p=5"),  # WordPress without permalinks
        ("https://example.org/?b=2&a=1", "https://example.org/?b=2&a=1"),  # a server may care for the order
        ("https://example.org/a;jsessionid=0A1B?x=1", "https://example.org/a?x=1"),  # Java servers
        (
            "https://example.org/%d1%81%7e",
            "https://example.org/%D1%81~",
        ),  # WordPress writes lower-case escapes
        ("https://example.org/слова", "https://example.org/%D1%81%D0%BB%D0%BE%D0%B2%D0%B0"),  # Nikola
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),  # an escaped slash is not a slash
        ("https://example.org/100%", "https://example.org/100%25"),  # an escape forgotten
        ("https://example.org/a b", "https://example.org/a%20b"),  # file names as addresses
        ("https://user:secret@example.org/a", "https://example.org/a"),  # credentials are nobody's business
        ("https://прыклад.бел/", "https://xn--80aiqesg1f.xn--90ais/"),  # national domains
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),  # loopback
        ("mailto:press@example.org", "mailto:press@example.org"),  # share bars
        ("http://[broken", "http://[broken"),  # a typing error in a href
    ],
)
def test_canonical_url_keeps_what_chooses_the_page(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org/a", "https://www.example.org/a/"),
        ("https://example.org/a/index.html", "https://example.org/a"),
        ("https://example.org/index.php?id=5", "https://example.org/?id=5"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
        ("https://example.org/%D1%91", "https://example.org/%d0%b5%cc%88"),  # ё in one and in two characters
        ("https://example.org/?amp", "https://example.org/"),
    ],
)
def test_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/a?page=2", "https://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/a"),
        ("https://example.org/a", "https://press.example.org/a"),
        ("https://example.org/%E0%E1", "https://example.org/%E0%E2"),  # Windows-1251
    ],
)
def test_addresses_of_two_pages_have_two_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@given(st.text(max_size=60))
def test_no_text_breaks_the_address_functions_and_twice_is_once(text: str) -> None:
    for url in (text, f"https://example.org/{text}", f"http://{text}/a"):
        assert canonical_url(canonical_url(url)) == canonical_url(url)
        assert url_key(canonical_url(url)) == url_key(url)
        assert isinstance(site_of(url), str)


@pytest.mark.parametrize(
    ("url", "declared", "expected"),
    [
        ("https://e.org/news/a?x=1", "https://e.org/news/a", "https://e.org/news/a"),  # the ordinary case
        ("https://e.org/a", None, "https://e.org/a"),
        ("https://e.org/a", "http://e.org/a/", "https://e.org/a"),  # the declared one is never fetched
        ("https://m.e.org/a", "https://www.e.org/2024/a", "https://www.e.org/2024/a"),  # mobile pages
        ("https://e.org/a/amp/", "https://e.org/a/", "https://e.org/a/"),  # AMP pages
        ("https://e.org/news/a", "https://e.org/", "https://e.org/news/a"),  # themes that print the home page
        ("https://e.org/news/a", "https://e.org/news/", "https://e.org/news/a"),  # ... or the section
        ("https://e.org/index.php?id=7", "https://e.org/index.php", "https://e.org/index.php?id=7"),
        ("https://e.org/show.aspx?id=7", "https://e.org/show.aspx", "https://e.org/show.aspx?id=7"),
        ("https://e.org/a", "https://other.org/a", "https://e.org/a"),  # syndicated from elsewhere
        ("http://127.0.0.1:8001/a", "http://127.0.0.1:8002/b", "http://127.0.0.1:8001/a"),
        ("https://e.org/a", "javascript:void(0)", "https://e.org/a"),
        ("https://e.org/n/a", "https://e.org/n/e.org/n/a", "https://e.org/n/a"),  # "e.org/n/a", no scheme
        ("https://e.org/n/a", "https://e.org/n/www.e.org/x", "https://e.org/n/a"),
        ("https://e.org/n/a", "https://e.org/n/old-name.example/x", "https://e.org/n/a"),
        ("https://e.org/?p=1", "https://e.org/ada.roe/a", "https://e.org/ada.roe/a"),
        ("https://e.org/a.html?x=1", "https://e.org/a.html", "https://e.org/a.html"),
        ("http://127.0.0.1:80/a", "http://127.0.0.1/127.0.0.1/b", "http://127.0.0.1/a"),
        ("https://e.org/a?x=1", "https://e.org/index.php/a", "https://e.org/index.php/a"),
        ("https://e.org/node.js/a?x=1", "https://e.org/node.js/a", "https://e.org/node.js/a"),
    ],
)
def test_a_declared_address_counts_only_when_it_can_be_true(
    url: str, declared: str | None, expected: str
) -> None:
    assert article_url(url, declared) == expected


def test_two_suffixes_of_one_name_are_not_one_site() -> None:
    assert not is_same_site("https://anne.org/", "https://hanne.org/")


@pytest.mark.parametrize(
    ("url", "other", "is_same"),
    [
        ("https://news.lantern.co.uk/a", "https://lantern.co.uk/", True),
        ("https://lantern.co.uk/a", "https://co.uk/", False),
        ("https://lantern.github.io/a", "https://github.io/", False),  # everybody has a name there
        ("https://news.lantern.example/a", "https://lantern.example/", True),  # a suffix that no list has
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/", True),
        ("http://1.127.0.0.1/a", "http://127.0.0.1/", True),
    ],
)
def test_a_public_suffix_is_no_site(url: str, other: str, is_same: bool) -> None:
    assert is_same_site(url, other) is is_same_site(other, url) is is_same


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("news.lantern.co.uk", "lantern.co.uk"),
        ("lantern.com.by", "lantern.com.by"),
        ("anna.lantern.github.io", "lantern.github.io"),
        ("github.io", ""),
        ("news.lantern.example", "lantern.example"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("localhost", "localhost"),
        ("", ""),
        ("news.city.kobe.jp", "city.kobe.jp"),  # excepted from the rule that names below kobe.jp are suffixes
        ("news.lantern.kobe.jp", "news.lantern.kobe.jp"),
        ("lantern.kobe.jp", ""),
        ("news.lantern.xn--mk0axi.hk", "lantern.xn--mk0axi.hk"),  # a suffix in letters of its own
    ],
)
def test_what_is_registered_is_the_name_before_a_public_suffix(host: str, expected: str) -> None:
    assert registered_domain(host) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("“Free”", ["A"], "2024-01-02T10:00:00+03:00", "a  b\n\nc"),
            ('"Free"', ["A"], "2024-01-02", "a b c"),
        ),
        (("A – B", [], None, "it’s"), ("A - B", [], None, "it's")),
    ],
)
def test_typography_and_the_hour_do_not_change_the_content_hash(one: tuple, other: tuple) -> None:  # type: ignore[type-arg]
    assert content_hash(*one) == content_hash(*other)


@pytest.mark.parametrize(
    "other",
    [("T2", ["A"], "2024-01-02", "b"), ("T", ["B"], "2024-01-02", "b"), ("T", ["A"], "2024-01-03", "b")],
)
def test_title_authors_and_day_change_the_content_hash(other: tuple) -> None:  # type: ignore[type-arg]
    assert content_hash("T", ["A"], "2024-01-02", "b") != content_hash(*other)


@pytest.mark.parametrize(
    ("title", "body"),
    [(None, LONG), ("Title", None), ("Title", ""), ("Title", "Read the statement in the attached file.")],
)
def test_a_text_too_short_or_without_title_proves_no_sameness(title: str | None, body: str | None) -> None:
    assert text_hash(title, body) is None


def test_the_same_text_under_another_title_is_another_article() -> None:
    assert text_hash("One", LONG) != text_hash("Two", LONG)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, 0),
        ("", 0),
        ("Two words – and a dash.", 5),
        ("Палітвязні: 1 052 дні", 4),
        ("白俄罗斯释放政治犯", 9),
        ("NGO发表声明", 5),
        ("นักโทษการเมือง", 3),
        ("자유 언론", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str | None, expected: int) -> None:
    assert word_count(text) == expected


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
