"""What no honest page has is told by a look, before anything is parsed."""

from __future__ import annotations

import pytest

from crawler import extract, read_listing
from crawler.document.page import excess_of
from tests.conftest import Ended
from tests.servers import Reply, Site, article, card, listing
from tests.test_linear import TRIES, TWICE_AT_MOST, growth

TEXT = "<p>The committee asks the court to repeat the hearing and to admit observers.</p>"


def element(count: int, form: str = " a{}") -> str:
    """Return an element with so many attributes, each with a name of its own."""
    return f"<div{''.join(form.format(number) for number in range(count))}>{TEXT}</div>"


# (what is repeated, where such a thing is seen)
FORMS = [
    *(" a{}", " a{}=1", ' data-a{}="x > y"', " a{}='1'", "/a{}", "\n  on{} = x"),
    *(" a{}='>'", " a{}='<b>'", ' a{}="<b x=\'>"', " a{}=<", " <a{}", " a{}<", " a{0}='>'b{0}"),
    *(' a{}"', " a{}= = x", " a{}=x'", "/a{}='>'/"),
]
# Written so that a look for the next edge takes each for a tag of its own.
HIDING = [' a{}="<b>"', " a{}='<'", ' a{}=">"', " a{}<", " <a{}", " a{}=<", " a{}='\"' b{}='<'", "/a{}='>'"]


# From each of whose places something may be looked at that goes on for long.
PUMPS = ["<a", "<a ", "<a x='", "<a=/", "<a/", "<a b=<c ", "='<b ", "<!--", "<a 'x\"", "<a x=\"<b y='"]


@pytest.mark.parametrize("form", FORMS)
def test_an_element_with_thousands_of_attributes_is_refused(form: str) -> None:
    head = "<div " + 2000 * "w"
    page = "<html><body>" + head + element(6000, form).removeprefix("<div")
    assert excess_of(page.encode()) == "an element of this page has more than 5,000 attributes"
    assert extract(page, "https://desk.example/n/1").body == ""
    assert read_listing(page, "https://desk.example/tag/x").cards == ()


@pytest.mark.parametrize("form", HIDING)
@pytest.mark.parametrize(
    "before",
    [
        "",
        "<!-- <b x=' -->",
        "<script>a <b x='</script>",
        '<TITLE>a <b x="</Title>',
        "<textarea><i ='</textarea>",
    ],
)
def test_attributes_that_hide_behind_edges_are_counted(form: str, before: str) -> None:
    numbers = range(6000)
    tag = f"<div{''.join(form.replace('{}', str(number)) for number in numbers)}>{TEXT}</div>"
    found = excess_of(f"<html><body>{TEXT}{before}{tag}".encode())
    assert found == "an element of this page has more than 5,000 attributes"


def test_an_element_of_raw_text_is_counted_too() -> None:
    page = f"<script{''.join(f' a{number}=<' for number in range(6000))}>run()</script>"
    assert excess_of(page.encode()) == "an element of this page has more than 5,000 attributes"


# What stands before the element, so that it looks like part of something else.
BEFORE = [
    *("<!-- <div x=' -->", "<script>a = '<b c=\"';</script>", "<style>i<b x='</style>", "<i x='<div '>"),
    *("<textarea><b x='</textarea>", "<i title='>'>", '<![CDATA[ <b x="> ', "</i x='<b y='>"),
]


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("form", [" a{}", " a{}='>'", ' a{}="<i>"'])
def test_nothing_before_an_element_hides_its_attributes(before: str, form: str) -> None:
    page = f"<html><body>{before}{element(6000, form)}"
    assert excess_of(page.encode()) == "an element of this page has more than 5,000 attributes"


def test_an_element_that_is_never_closed_is_counted() -> None:
    page = "<html><body>" + element(60_000).partition(">")[0] + "<i>" + " b" * 100
    assert excess_of(page.encode()) == "an element of this page has more than 5,000 attributes"


@pytest.mark.parametrize("words", ["<!-- {} -->", "<script>if (a {})</script>", "<textarea>{}</textarea>"])
def test_what_looks_like_an_element_within_another_is_none(words: str) -> None:
    page = f"<html><body>{words.format(element(6000).partition('>')[0])}{TEXT}"
    assert excess_of(page.encode()) is None
    assert "committee" in (extract(page, "https://desk.example/n/1").body or "")


def test_many_elements_with_many_attributes_are_refused() -> None:
    page = ("<html><body>" + 100 * element(2000)).encode()
    assert excess_of(page) == "the elements of this page have too many attributes"


@pytest.mark.parametrize("form", FORMS)
def test_an_element_with_hundreds_of_attributes_is_read(form: str) -> None:
    assert excess_of(f"<html><body>{element(900, form)}".encode()) is None


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<a href=/n>x</a>" * 100_001, "more than 100,000 links"),
        ("<b>" * 800_001, "more than 800,000 tags"),
        ("<p>" + "words and " * 1_000_001, "a piece of text of this page has more than 10,000,000 bytes"),
    ],
)
def test_a_page_that_would_take_the_memory_is_refused(page: str, words: str) -> None:
    assert words in (excess_of(page.encode()) or "")


@pytest.mark.parametrize(
    "page",
    [
        f"<script>{'if (a < b) x = 1; ' * 60_000}</script>",
        f"<img src='data:image/png;base64,{'AAAA/BBB+' * 50_000}'>",
        f"<p title={'x/' * 9_000}>",
        f"<div data-state='{'{&quot;a b c&quot;: 1} ' * 9_000}'>",
        f"<!-- {'<b a b c d> ' * 9_000} -->",
        f"<script>{'<b a b c d ' * 9_000}</script>",
        "<p>" + "words and " * 900_000,
        "<a href=/n>x</a>" * 20_000,
    ],
)
def test_what_is_long_and_honest_is_read(page: str) -> None:
    assert excess_of(page.encode()) is None


@pytest.mark.parametrize("pump", PUMPS)
def test_the_look_is_linear(pump: str) -> None:
    def text(letters: int) -> bytes:
        return ("<html><body>" + pump * (letters // len(pump))).encode()

    assert any(growth(excess_of, text) < TWICE_AT_MOST for _ in range(TRIES))


@pytest.mark.parametrize("nested", ["<div>", "<nav><ul><li><a href=/n/1>Hearing in court</a>", "<p><b><i>"])
def test_a_page_that_is_nested_deep_is_read(nested: str) -> None:
    page = f"<html><body><h1>A hearing</h1>{TEXT * 9}{nested * 9000}"
    assert "committee" in (extract(page, "https://desk.example/n/1").body or "")
    assert read_listing(page, "https://desk.example/tag/x").next_url is None


def test_such_a_page_is_a_failure_with_its_reason_and_costs_no_other(site: Site, crawl: object) -> None:
    site.routes = {f"/opinion/{number}": article(number) for number in (1, 2)}
    site.routes["/opinion/3"] = Reply(f"<html><body>{element(100_000)}")
    site.routes["/tag"] = listing("".join(card(number) for number in (3, 2, 1)))
    ended: Ended = crawl(site.url("/tag"))  # type: ignore[operator]
    assert ended.failures() == {
        "opinion/3": ("article", "an element of this page has more than 5,000 attributes")
    }
    assert len(ended.titles()) == 2
