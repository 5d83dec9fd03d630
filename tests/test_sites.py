"""Sites that need help: found by host, read by their own facts, selectors and methods, proved by cases.

What is read of each case is tested in test_quality.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from crawler import extract
from crawler.article import read_article
from crawler.dates import DateHints
from crawler.document.page import Page
from crawler.layout import learn_layout
from crawler.listing import find_listing
from crawler.sites.base import Expect, Site, SiteLoader
from crawler.sites.cases import Case, differences, find_cases, needless, save_case
from crawler.sites.finding import Sites, load_sites, stem_of
from pipelines.errors import UsageError
from pipelines.store.item_pipelines import problems
from tests.conftest import ROOT

CASES = find_cases(ROOT / "fixtures" / "pages")
KNOWN = load_sites()


def test_every_override_is_needed_by_a_case() -> None:
    own = {
        each: [case for case in CASES if type(KNOWN.of(case.meta["url"])) is each] for each in KNOWN.classes()
    }
    assert [(each.__name__, dead) for each, cases in own.items() if (dead := needless(each, cases))] == []


# ------------------------------------------------------------ what a site says

ODD = """<html lang="en"><head><title>Odd</title></head><body><main>
<div class="kicker">Statement</div><div class="hl">The <i>bridge</i> is closed</div>
<h1>Odd Observatory</h1>
<div class="sig">Nora Lind &amp; Jon Dahl</div><div class="when">03/04/2024</div>
<section class="copy"><p>After two winters of waiting, people cannot walk across the river any more.</p>
<p>The council said that the old planks were sold, and that nobody has to know to whom.</p></section>
<section class="copy"><p>We asked the council for the bill of sale, and were shown the feed.</p></section>
<section class="old"><p>Older pages have their text here, all of it, in one long paragraph.</p></section>
</main></body></html>"""
URL = "https://odd.example/notes/bridge"
LISTING = """<html lang="en"><body><main><h1>Bridges</h1>
<div class="box"><a href="/notes/bridge"><img src="/i.jpg"></a><h3><a href="/notes/bridge">The bridge</a></h3>
<p>03/04/2024</p><p>After two winters of waiting, people cannot walk across the riv...</p></div>
<div class="box"><h3><a href="/notes/ferry">The ferry</a></h3><p>02/04/2024</p>
<p>There is one boat, and it is tied to the wrong side, where nobody is wai...</p></div>
</main></body></html>"""


def page(body: str = ODD) -> Page:
    """Return a page as a crawl would have it."""
    return Page(URL, body, None, "2024-05-01T00:00:00+00:00")


def site(**said: Any) -> Site:
    """Return a site that says this."""
    made: Site = type("Odd", (Site,), {"domains": ("odd.example",), **said})()
    return made


# (what a site says, field, its value)
SAYINGS: list[tuple[dict[str, Any], str, Any]] = [
    ({"title_css": (".hl",)}, "title", "The bridge is closed"),
    ({"title_css": (".gone", "div.hl")}, "title", "The bridge is closed"),
    ({"title_css": (".hl::text",)}, "title", "The"),
    ({"authors_css": (".sig",)}, "authors", ["Nora Lind", "Jon Dahl"]),
    ({"published_css": (".when",), "day_first": True}, "published", "2024-04-03"),
    ({"published_css": (".when",), "day_first": False}, "published", "2024-03-04"),
    ({"day_first": True}, "published", "2024-04-03"),
    ({"language": "nb"}, "language", "nb"),
    ({"body_css": (".copy",)}, "body", 3),
    ({"body_css": ("section",)}, "body", 4),
]


@pytest.mark.parametrize(("said", "field", "value"), SAYINGS, ids=[str(row[0]) for row in SAYINGS])
def test_what_a_site_says_goes_before_the_generic_readers(
    said: dict[str, Any], field: str, value: Any
) -> None:
    article = read_article(page(), site=site(**said))
    read = getattr(article, field)
    assert (len(read.split("\n\n")) if field == "body" else read) == value


def test_a_selector_that_finds_nothing_leaves_the_field_to_the_others() -> None:
    said = {f"{name}_css": (".gone",) for name in ("title", "authors", "published", "modified", "body")}
    assert read_article(page(), site=site(**said)) == read_article(page())


def test_a_field_of_a_site_says_so_in_its_evidence() -> None:
    article = read_article(page(), site=site(title_css=(".hl",)))
    assert article.evidence["title"].signal == "site"
    assert article.evidence["body"].signal != "site"


def test_a_method_adds_what_no_selector_can() -> None:
    class Odd(Site):
        def load_authors(self, loader: SiteLoader, page: Page) -> None:
            super().load_authors(loader, page)
            if not loader.get_collected_values("authors"):
                loader.add_value("authors", "Ann Ode")

    assert read_article(page(), site=Odd()).authors == ["Ann Ode"]


def test_extract_takes_a_site() -> None:
    assert extract(ODD, URL, site=site(title_css=(".hl",))).title == "The bridge is closed"


def test_a_layout_does_not_go_before_a_site() -> None:
    pages = [page(ODD.replace("bridge", f"bridge number {number}")) for number in "1234"]
    layout = learn_layout([(each, None) for each in pages])
    assert layout is not None
    with_layout = read_article(pages[0], layout=layout, site=site(title_css=(".hl",), day_first=True))
    assert with_layout.title == "The bridge number 1 is closed"
    assert with_layout.published == "2024-04-03"


def test_the_zone_a_site_names_goes_before_what_was_learnt() -> None:
    told = site(zone="Europe/Oslo").hints(DateHints(day_first=True, zone="UTC"))
    assert asdict(told) == asdict(DateHints(day_first=True, zone="Europe/Oslo"))


def test_card_selectors_find_the_cards_and_their_days() -> None:
    listing = find_listing(Page(URL, LISTING), site=site(card_css=(".box",), day_first=True))
    assert [(card.url, card.title, card.published) for card in listing.cards] == [
        ("https://odd.example/notes/bridge", "The bridge", "2024-04-03"),
        ("https://odd.example/notes/ferry", "The ferry", "2024-04-02"),
    ]
    assert listing.kind == "listing"


def test_a_site_may_correct_the_cards() -> None:
    class Odd(Site):
        def cards(self, page: Page, cards: tuple[Any, ...]) -> tuple[Any, ...]:
            return cards[1:]

        card_css = (".box",)

    found = find_listing(Page(URL, LISTING), site=Odd()).cards
    assert [card.title for card in found] == ["The ferry"]


def test_a_field_that_all_articles_should_have_is_a_problem_when_it_is_missing() -> None:
    expecting = site(expects=Expect(filled=("title", "modified")))
    article = read_article(page(), site=expecting)
    assert problems(article, "2024-05-01T00:00:00+00:00") == (
        "no modified, which all articles of this site should have",
    )


# ------------------------------------------------------------------- finding


def write(folder: Path, name: str, *lines: str) -> Path:
    """Write a site's file."""
    path = folder / f"{name}.py"
    head = "from crawler.sites.base import Expect, Site\n\n\nclass Odd(Site):\n"
    path.write_text(head + "".join(f"    {line}\n" for line in lines))
    return folder


HOSTS = [
    ("https://odd.example/a", True),
    ("http://www.odd.example:8080/a", True),
    ("https://news.odd.example/", True),
    ("https://odd.example.org/", False),
    ("https://even.example/", False),
    ("about:blank", False),
]


@pytest.mark.parametrize(("url", "known"), HOSTS)
def test_a_site_is_found_by_host(tmp_path: Path, url: str, known: bool) -> None:
    sites = load_sites(write(tmp_path, "odd", 'domains = ("odd.example",)'))
    assert (sites.of(url) is not None) == known


BAD_SITES: list[tuple[Sequence[str], str]] = [
    (('domains = ("odd.example",)', "title_css = 'h1'"), "write a tuple"),
    (('domains = ("odd.example",)', "title_css = ('h1[',)"), "is no selector"),
    (("domains = (1 / 0,)",), "division by zero"),
    (("domains = (",), "odd.py"),
]


@pytest.mark.parametrize(("lines", "words"), BAD_SITES, ids=[row[1] for row in BAD_SITES])
def test_a_site_that_is_wrong_is_an_error_at_the_start(
    tmp_path: Path, lines: Sequence[str], words: str
) -> None:
    write(tmp_path, "odd", *lines)
    with pytest.raises(UsageError, match=words):
        load_sites(tmp_path)


def test_two_sites_that_claim_a_host_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "odd", 'domains = ("odd.example",)')
    write(tmp_path, "other", 'domains = ("www.odd.example",)')
    with pytest.raises(UsageError, match=r"two sites claim the host.*odd\.py.*other\.py"):
        load_sites(tmp_path)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        load_sites(tmp_path / "none")


def test_most_addresses_have_no_site() -> None:
    assert Sites().of(URL) is None


@pytest.mark.parametrize(
    ("url", "stem"),
    [("https://www.odd-news.example/a", "odd_news_example"), ("http://127.0.0.1:8000/", "site_127_0_0_1")],
)
def test_a_site_is_named_for_its_host(url: str, stem: str) -> None:
    assert stem_of(url) == stem


# --------------------------------------------------------------------- cases


def saved(folder: Path, known: Site | None = None) -> Case:
    """Return the odd page, saved as a case."""
    return save_case(folder / "odd", page(ODD), known)


def test_a_saved_case_is_the_page_byte_for_byte_and_reads_as_it_did(tmp_path: Path) -> None:
    body = ODD.replace("\n", "\r\n").encode("utf-16")
    case = save_case(tmp_path / "odd", Page(URL, body, "text/html; charset=utf-16"), None)
    assert (case.folder / "page.html").read_bytes() == body
    assert (case.name, case.meta["kind"], differences(case, None)) == ("odd/bridge", "article", {})


def test_a_second_case_of_a_page_gets_a_name_of_its_own(tmp_path: Path) -> None:
    assert [saved(tmp_path).name, saved(tmp_path).name] == ["odd/bridge", "odd/bridge-2"]


def test_a_case_corrected_by_hand_shows_what_is_read_wrongly(tmp_path: Path) -> None:
    case = saved(tmp_path)
    expected = case.folder / "expected.json"
    expected.write_text(json.dumps({"title": "The bridge is closed"}))
    assert list(differences(Case(case.folder), None)) == ["title"]
    assert differences(Case(case.folder), site(title_css=(".hl",))) == {}


def test_a_page_that_is_not_the_article_is_a_case_too(tmp_path: Path) -> None:
    teaser = "Quite another story altogether, about harbours and ships and other th..."
    case = save_case(tmp_path / "odd", page(), None, teaser=teaser)
    assert "does not stand on this page" in case.expected["error"]
    assert differences(case, None) == {}


OVERRIDES: list[tuple[dict[str, Any], list[str]]] = [
    ({"title_css": (".hl",)}, []),
    ({"title_css": (".hl", ".older")}, ["title_css: .older"]),
    ({"title_css": (".hl",), "modified_css": (".changed",)}, ["modified_css"]),
    ({"language": "en"}, ["language"]),
    ({"expects": Expect(cards=3)}, []),
    ({"load_title": lambda self, loader, page: None}, ["load_title"]),
    ({"load_title": lambda self, loader, page: loader.add_value("title", "Bridges")}, []),
]


@pytest.mark.parametrize(
    ("said", "dead"), OVERRIDES, ids=[str(row[1]) + str(n) for n, row in enumerate(OVERRIDES)]
)
def test_an_override_that_no_case_needs_is_dead_weight(
    tmp_path: Path, said: dict[str, Any], dead: list[str]
) -> None:
    known = type(site(**said))
    case = saved(tmp_path, known())
    assert needless(known, [case]) == dead
