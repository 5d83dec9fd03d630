"""Where a layout can be learnt: each kind of place, name and element, on pages as small as they can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import html

from crawler.dates import DateHints
from crawler.document import Extracted, Page
from crawler.layout import Layout, apply_layout, learn_layout
from crawler.layout.apply import is_same_title, read_title
from crawler.layout.authors import learn_authors, learn_marked_authors, strange_names
from crawler.layout.boilerplate import as_line, repeated_elements, repeated_lines, without_lines
from crawler.layout.dates import is_falling, join_dates, learn_day_first, learn_zone, read_date
from crawler.layout.induction import (
    Sample,
    best_place,
    element_places,
    learn_title_frame,
    read_sample,
    shared_paths,
)
from crawler.layout.locators import Locator, line_of, parts_of, read_raw
from crawler.layout.selectors import common_path, element_path, is_stable, select
from pipelines.items import Card, Evidence

TITLES = (
    *("The mill at Orrin stands still", "Nineteen keys and no door", "A vote behind the curtain"),
    *("What the ferryman saw in March", "Who pays for the broken bell"),
)
NAMES = ("Nora Lindqvist", "Otto Brandl", "Ines Moura", "Pavel Hron", "Greta Sund")
TEXTS = tuple(
    f"<p>On the {nth} morning the {who} found the gate of the yard chained, and no notice on it.</p>"
    f"<p>The {who} asked at the town hall, and was sent from the {nth} floor to the cellar and back.</p>"
    for nth, who in zip(
        ("first", "second", "third", "fourth", "fifth"),
        ("miller", "locksmith", "teller", "ferryman", "sexton"),
        strict=True,
    )
)


def page(number: int, head: str = "", above: str = "", below: str = "", lang: str = "en") -> Page:
    """Return a page of a template: headline, what stands above the text, text, what stands below."""
    title = TITLES[number]
    return Page(
        f"https://orrin.example/n/{number}",
        f"<html lang={lang}><head><title>{title} - Orrin</title>{head}</head><body><h1>{title}</h1>{above}"
        f"<div class=copy>{TEXTS[number]}{below}</div></body></html>",
        fetched_at="2024-12-01T12:00:00+00:00",
    )


def learnt(pages: Sequence[Page]) -> Layout:
    """Return the layout of pages that have one."""
    layout = learn_layout([(each, None) for each in pages])
    assert layout is not None
    return layout


def samples(pages: Sequence[Page]) -> list[Sample]:
    """Return pages as the generic readers read them, in the order of their cards."""
    return [
        read_sample(each, Card(each.url, TITLES[number], position=number))
        for number, each in enumerate(pages)
    ]


# ------------------------------------------------------------------- names

MADE_OF_A_POST = (
    *("post-mill", "postid-7", "page-mill", "node-7", "entry-mill", "article-7", "item-mill", "tag-mill"),
    *("tags-mill", "category-mill", "cat-mill", "term-7", "topic-mill", "section-mill", "author-nora"),
    *("format-standard", "type-post", "status-publish", "lang-de", "year-mmxx", "has-thumb", "is-sticky"),
    *("no-js", "js-on", "wp-image-7", "size-large", "align-left", "sticky2024", "x10"),
)
PARTS = (
    *("post-content", "page-content", "node-content", "entry-content", "article-content", "item-content"),
    *("section-content", "author-content", "category-content", "tag-content", "tags-content"),
    *("post-body", "post-text", "post-title", "post-header", "post-heading", "post-headline", "post-footer"),
    *("post-meta", "post-metas", "post-metadata", "post-info", "post-name", "post-names", "post-date"),
    *("post-time", "post-byline", "post-author", "post-authors", "post-inner", "post-main", "post-wrap"),
    *("post-wrapper", "post-container", "post-box", "post-list", "post-links", "post-full", "post-single"),
    *("post-detail", "post-details", "post-published", "post-inner-text", "node__body", "field-7"),
)


@pytest.mark.parametrize("name", MADE_OF_A_POST)
def test_a_name_made_of_a_posts_own_facts_is_no_templates(name: str) -> None:
    assert not is_stable(name)


@pytest.mark.parametrize("name", PARTS)
def test_a_name_of_a_part_of_the_page_is_the_templates(name: str) -> None:
    assert is_stable(name)


# ----------------------------------------------------------------- authors

AUTHOR_METAS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author"),
)


@pytest.mark.parametrize("name", AUTHOR_METAS)
def test_authors_are_learnt_in_a_meta_tag(name: str) -> None:
    """Where they are printed, too, but each time elsewhere."""
    tags = ("p", "div", "h5", "span", "address")
    pages = [
        page(n, f'<meta name="{name}" content="{NAMES[n]}">', f"<{tag}>By {NAMES[n]}</{tag}>")
        for n, tag in enumerate(tags)
    ]
    place = learnt(pages).authors
    assert place is not None
    assert (place.kind, place.path, place.held) == ("meta", name, 5)


MARKED = (
    *("author", "autor", "auteur", "byline", "by-line", "writer", "vcard", "profile", "creator"),
    *("b-author__name", "ZapisAutora"),
)


@pytest.mark.parametrize("name", MARKED)
def test_a_column_named_as_an_authors_is_learnt(name: str) -> None:
    """Seen: portrait and name beside the text, which on one page alone looks like a widget."""
    pages = [page(n, below=f"</div><div class=side><div class={name}>{NAMES[n]}</div>") for n in range(5)]
    place = learn_marked_authors(samples(pages))
    assert place is not None
    assert read_raw(place, pages[3]) == ["Pavel Hron"]


@pytest.mark.parametrize(
    "tag", ["div", "span", "p", "li", "a", "section", "address", "strong", "td", "dd", "figure"]
)
def test_a_column_named_as_an_authors_may_be_any_of_these(tag: str) -> None:
    inner = "<div class=side>{}</div>" if tag != "td" else "<table><tr>{}</tr></table>"
    marked = [f"</div>{inner.format(f'<{tag} class=writer>{name}</{tag}>')}" for name in NAMES]
    assert learn_marked_authors(samples([page(n, below=marked[n]) for n in range(5)])) is not None


@pytest.mark.parametrize(("around", "is_learnt"), [("{}", True), ("<i>{}</i>", False)])
def test_a_second_author_is_looked_for_two_elements_around_the_first(around: str, is_learnt: bool) -> None:
    """Further out stand names of others: who took the picture, who wrote what is read next."""
    first = around.format("<span class=first><b>{}</b></span>")
    pages = [
        page(n, above=f"<div class=box>{first.format(name)}, <span><b>{second}</b></span></div>")
        for n, (name, second) in enumerate(
            zip(NAMES, reversed(NAMES[:2] + NAMES[3:] + NAMES[:1]), strict=True)
        )
    ]
    read = [
        replace(
            each,
            authors=Extracted(
                [name.text_content() for name in each.page.tree.iter("b")],
                Evidence("byline"),
                next(each.page.tree.iter("b")),
            ),
        )
        for each in samples(pages)
    ]
    assert (learn_authors(read) is not None) is is_learnt


@pytest.mark.parametrize(
    "names",
    [
        ["Nora Lindqvist"] * 5,  # whoever keeps the site
        ["Most read", "Most shared", "Most read", "Follow us", "Most read"],
        ["Orrin", "Orrin", "Nora Lindqvist", "Orrin", "Orrin"],
    ],
)
def test_a_column_that_names_nobody_of_its_own_is_not_learnt(names: Sequence[str]) -> None:
    side = "</div><div class=side><div class=writer>{}</div>"
    assert learn_marked_authors(samples([page(n, below=side.format(names[n])) for n in range(5)])) is None


def test_a_column_named_as_an_authors_is_asked_when_fewer_than_half_of_the_pages_name_one() -> None:
    above = ["<p>By Nora Lindqvist</p>", "<div>By Otto Brandl</div>", "", "", ""]
    column = "</div><div class=side><div class=profile>{}</div>"
    pages = [page(n, above=above[n], below=column.format(NAMES[n])) for n in range(5)]
    place = learn_authors(samples(pages))
    assert place is not None
    assert read_raw(place, pages[4]) == ["Greta Sund"]


@pytest.mark.parametrize(("count", "is_learnt"), [(3, True), (4, False)])
def test_a_column_of_four_names_lists_those_who_write_for_the_site(count: int, is_learnt: bool) -> None:
    """Whether each has an element or all share one."""
    for each, whole in (("<div class=writer>{}</div>", "{}"), ("{}, ", "<div class=writer>{}</div>")):
        pages = []
        for n in range(5):
            names = "".join(each.format(NAMES[(n + at) % 5]) for at in range(count)).rstrip(", ")
            pages.append(page(n, below=f"</div><div class=side>{whole.format(names)}</div>"))
        assert (learn_marked_authors(samples(pages)) is not None) is is_learnt


def test_a_list_of_all_authors_is_not_learnt() -> None:
    people = "".join(f"<span class=writer>{name}</span>" for name in NAMES[:4])
    assert learn_marked_authors(samples([page(n, below=f"</div><div>{people}") for n in range(5)])) is None


# ------------------------------------------------------------------- dates

PUBLISHED_METAS = (
    *("article:published_time", "datepublished", "dc.date", "dcterms.created", "dc.date.issued", "date"),
    *("pubdate", "publish_date", "citation_publication_date", "parsely-pub-date", "og:published_time"),
)


@pytest.mark.parametrize("name", PUBLISHED_METAS)
def test_the_day_is_learnt_in_a_meta_tag(name: str) -> None:
    """With the day printed and the moment in the tag, both are known."""
    day = '<div class="day">{0} May 2021</div>'
    pages = [
        page(n, f'<meta name="{name}" content="2021-05-{n + 20}T08:15:00+02:00">', day.format(n + 20))
        for n in range(5)
    ]
    place = learnt(pages).published
    assert place is not None
    assert place.told is not None
    assert (place.told.kind, place.told.path) == ("meta", name)


@pytest.mark.parametrize(
    "name", ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"]
)
def test_the_day_of_the_change_is_learnt_in_a_meta_tag(name: str) -> None:
    tag = '<meta name="{}" content="2021-0{}-0{}T08:00:00Z">'
    pages = [
        page(
            n,
            tag.format("article:published_time", 5, n + 1) + tag.format(name, 6, n + 1),
            f"<p>{n + 1} May 2021</p>",
        )
        for n in range(5)
    ]
    place = learnt(pages).modified
    assert place is not None
    assert place.told is not None
    assert place.told.path == name


@pytest.mark.parametrize(
    "tag",
    ["time", "abbr", "span", "p", "div", "li", "td", "dd", "small", "em", "strong", "a", "b", "i"],
)
def test_a_day_that_falls_from_card_to_card_is_the_pages(tag: str) -> None:
    inner = "<table><tr>{}</tr></table>" if tag == "td" else "{}"
    dated = [f"</div><div>{inner.format(f'<{tag} class=d>{28 - 3 * n} May 2021</{tag}>')}" for n in range(5)]
    place = learnt_in_order([page(n, below=dated[n]) for n in range(5)]).published
    assert place is not None
    assert place.printed is not None


@pytest.mark.parametrize(("count", "is_found"), [(3900, True), (4500, False)])
def test_of_very_many_elements_the_first_are_looked_at(count: int, is_found: bool) -> None:
    signed = [f"{'<span></span>' * count}<p class=creator>{name}</p>" for name in NAMES]
    place = learn_marked_authors(samples([page(n, above=signed[n]) for n in range(5)]))
    assert (place is not None) is is_found


def test_a_layout_is_learnt_from_three_pages() -> None:
    assert len(learnt([page(n) for n in range(3)]).id) == 16
    assert learn_layout([(page(n), None) for n in range(2)]) is None


def learnt_in_order(pages: Sequence[Page]) -> Layout:
    """Return the layout of pages whose cards stand in this order."""
    cards = [Card(each.url, TITLES[n], position=n) for n, each in enumerate(pages)]
    layout = learn_layout(list(zip(pages, cards, strict=True)))
    assert layout is not None
    return layout


@pytest.mark.parametrize(
    ("days", "falling"),
    [
        (["2021-05-09", "2021-05-07", "2021-05-07", "2021-04-01"], True),
        (["2021-05-09", "2021-05-07", "2021-05-01"], False),  # three prove nothing
        (["2021-05-09", "2021-05-10", "2021-05-01", "2021-04-01"], False),
        (["2021-05-09", "", "2021-05-01", "2021-04-01"], False),
        (["2021-05-09"] * 3 + ["2021-05-01"], True),
        (["2021-05-09"] * 4, False),  # a widget's
        (["2021-05-09"] * 4 + ["2021-05-01"], False),  # four of five alike: the site's own day
    ],
)
def test_days_that_fall_are_those_of_a_listing(days: Sequence[str], falling: bool) -> None:
    assert is_falling(days) is falling


@pytest.mark.parametrize(
    ("printed", "told", "joined"),
    [
        ("2021-05-09", "2021-05-09T10:00:00+02:00", "2021-05-09T10:00:00+02:00"),
        ("2021-05-09", "2021-05-08T23:00:00Z", "2021-05-09"),
        ("2021-05-09T10:00:00", "2021-05-09", "2021-05-09T10:00:00"),
        (None, "2021-05-08", "2021-05-08"),
        ("2021-05-09", None, "2021-05-09"),
        (None, None, None),
    ],
)
def test_the_printed_day_is_joined_with_the_moment_that_is_told(
    printed: str | None, told: str | None, joined: str | None
) -> None:
    assert join_dates(printed, told) == joined


@pytest.mark.parametrize(
    ("printed", "day_first"),
    [
        (["25/04/2016", "03/04/2016", "05/03/2016", "02/02/2016"], True),
        (["04/25/2016", "04/03/2016", "03/05/2016", "02/02/2016"], False),
        (["25/04/2016", "04/25/2016", "05/03/2016", "02/02/2016"], None),  # two hands
        (["13/11/2016", "11/11/2016", "09/09/2016", "02/02/2016"], True),
        (["12/12/2016", "11/11/2016", "09/09/2016", "02/02/2016"], None),  # nothing to tell
        (["03/05/2016", "02/05/2016", "09/04/2016", "08/04/2016"], True),  # as they fall
        (["05/03/2016", "05/02/2016", "04/09/2016", "04/08/2016"], False),
        (["13/12/2016", "12/12/2016", "12/11/2016", "11/11/2016"], True),
        (["13.12.16", "12.12.16", "12.11.16", "11.11.16"], True),
        (["13-12-2016", "12-12-2016", "12-11-2016", "11-11-2016"], True),
    ],
)
def test_a_day_past_the_twelfth_or_the_order_of_the_cards_tells_which_comes_first(
    printed: Sequence[str], day_first: bool | None
) -> None:
    pages = [page(n, above=f"<p class=day>{day}</p>") for n, day in enumerate(printed)]
    assert learn_day_first(samples(pages)) is day_first


@pytest.mark.parametrize(
    ("told", "printed", "zone"),
    [
        ("2021-05-0{}T08:15:00Z", "0{} May 2021 10:15", "+02:00"),
        ("2021-05-0{}T22:15:00Z", "0{} May 2021 18:45", "-03:30"),
        ("2021-05-0{}T08:15:00Z", "0{} May 2021 08:15", "+00:00"),
        ("2021-05-0{}T00:15:00Z", "0{} May 2021 14:15", "+14:00"),
        ("2021-05-0{}T00:15:00Z", "0{} May 2021 15:15", None),  # no clock on earth
        ("2021-05-0{}T08:15:00Z", "0{} May 2021 10:22", None),  # written later
        ("2021-05-0{}T08:15:00Z", "0{} May 2021", None),
        ("2021-05-0{}T08:15:00+01:00", "0{} May 2021 10:15", None),
    ],
)
def test_the_zone_of_a_site_lies_between_what_is_told_and_what_is_printed(
    told: str, printed: str, zone: str | None
) -> None:
    pages = [
        page(
            n,
            f'<meta property="article:published_time" content="{told.format(n + 1)}">',
            f"<p class=day>{printed.format(n + 1)}</p>",
        )
        for n in range(5)
    ]
    layout = learnt(pages)
    assert learn_zone(samples(pages), layout.published) == zone
    assert layout.zone == zone


# ------------------------------------------------------------------ places


@pytest.mark.parametrize(
    "separator", [" | ", " · ", " • ", " ∙ ", " ⋅ ", " ‧ ", " / ", " – ", " — ", "   ", "<br>"]
)
def test_a_byline_falls_into_parts(separator: str) -> None:
    node = html.fromstring(
        f"<p>By Nora Lindqvist{separator.replace('   ', '&#8195;&#8195;&#8195;')}3 May</p>"
    )
    assert parts_of(node) == ["By Nora Lindqvist", "3 May"]


@pytest.mark.parametrize("tag", ["div", "p", "time", "section", "h1", "h2", "h3", "h4", "h5", "h6"])
def test_a_block_within_a_line_is_a_part(tag: str) -> None:
    assert parts_of(html.fromstring(f"<div>Nora Lindqvist<{tag}>3 May</{tag}>News</div>")) == [
        "Nora Lindqvist",
        "3 May",
        "News",
    ]


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("<ul><li>Nora</li><li>3 May</li></ul>", ["Nora", "3 May"]),
        ("<dl><dt>By</dt><dd>Nora</dd></dl>", ["By", "Nora"]),
        ("<table><tr><td>Nora</td><td>3 May</td></tr></table>", ["Nora", "3 May"]),
        ("<p>Nora <b>Lind</b> <i>qvist</i></p>", ["Nora Lind qvist"]),
    ],
)
def test_rows_and_items_are_parts_and_emphasis_is_none(markup: str, parts: list[str]) -> None:
    assert parts_of(html.fromstring(markup)) == parts


@pytest.mark.parametrize("tag", ["script", "style", "svg", "template", "noscript", "button", "select"])
def test_what_nobody_reads_is_no_part_of_a_line(tag: str) -> None:
    assert line_of(html.fromstring(f"<p>Nora <{tag}>x=1</{tag}>Lindqvist</p>")).split() == [
        "Nora",
        "Lindqvist",
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "Article",
        "NewsArticle",
        "BlogPosting",
        "Report",
        "Review",
        "MediaStatement",
        "WebPage",
        "CreativeWork",
    ],
)
def test_a_field_is_read_in_the_articles_structured_data(kind: str) -> None:
    told = f'<script type="application/ld+json">{{"@type": "{kind}", "datePublished": "2021-05-09"}}</script>'
    assert read_raw(Locator("json-ld", "datePublished"), page(0, told)) == ["2021-05-09"]


@pytest.mark.parametrize("kind", ["Event", "Person", "BreadcrumbList"])
def test_no_field_is_read_in_what_is_no_article(kind: str) -> None:
    told = f'<script type="application/ld+json">{{"@type": "{kind}", "datePublished": "2021-05-09"}}</script>'
    assert read_raw(Locator("json-ld", "datePublished"), page(0, told)) == []


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ('"Nora"', ["Nora"]),
        ('{"name": "Nora"}', ["Nora"]),
        ('[{"name": "Nora"}, "Otto"]', ["Nora", "Otto"]),
        ('[[["Nora"]]]', ["Nora"]),
        ('[[[["Nora"]]]]', []),  # nobody writes so
        ('{"name": {"name": {"name": {"name": "Nora"}}}}', []),
    ],
)
def test_names_in_structured_data_may_be_texts_things_and_lists(value: str, texts: list[str]) -> None:
    told = f'<script type="application/ld+json">{{"@type": "Article", "author": {value}}}</script>'
    assert read_raw(Locator("json-ld", "author"), page(0, told)) == texts


# ---------------------------------------------------------------- evidence


@pytest.mark.parametrize(
    ("wanted", "places", "best"),
    [
        ("aaaaa", ("aaaaa", "aaaa-"), 0),  # the first that is never wrong
        ("aaaaa", ("aa---", "aaaa-"), 1),
        ("aaaaa", ("aab--", "-----"), None),  # below three fifths
        ("aaaaa", ("aaabb", "aaa--"), 1),  # silent rather than wrong
        ("aaaaa", ("aaa--", "aaaab"), 0),
        ("aaa--", ("aaaab", "aaa--"), 1),  # rightly empty
        ("aaa--", ("aaabb", "aa---"), 1),
        ("a----", ("a-b--", "b----"), None),
        ("aa---", ("aab--", "-----"), 0),
        ("-----", ("a----", "-----"), None),
    ],
)
def test_the_place_that_is_right_on_most_pages_is_taken(
    wanted: str, places: Sequence[str], best: int | None
) -> None:
    """A letter is a value, a dash is none; each place says what it reads on five pages."""
    pages = samples([page(n) for n in range(5)])
    known = [value.strip("-") for value in wanted]

    def read(sample: Sample, place: Locator) -> str:
        return place.path[pages.index(sample)].strip("-")

    found = best_place(pages, known, [Locator("meta", path) for path in places], read)
    assert (found.path if found else None) == (None if best is None else places[best])


def parts(lines: Sequence[str]) -> set[str]:
    """Return how the parts of a line are told: by the word they begin with, by their number."""
    pages = samples([page(n, above=f"<p class=facts>{line}</p>") for n, line in enumerate(lines)])
    groups = [[each.page.tree.find(".//p[@class='facts']")] for each in pages]
    return {place.label or str(place.part) for place in element_places(pages, groups) if not place.is_whole}


def test_a_part_of_a_line_is_told_by_its_number_from_either_end() -> None:
    assert parts(["Nora | 3 May", "Otto | 4 May", "Ines | 5 May"]) == {"0", "1", "2", "-1", "-2"}
    assert parts(["Nora", "Otto", "Ines"]) == set()


def test_a_part_of_a_line_is_told_by_the_word_it_begins_with_on_two_pages() -> None:
    lines = ["By Nora | 3 May", "By Otto | 4 May", "Ines | 5 May"]
    assert parts(lines) - {"0", "1", "2", "-1", "-2"} == {"By"}


@pytest.mark.parametrize(("kinds", "paths"), [("xxyyy", 3), ("xyyyy", 2), ("xyzzz", 2)])
def test_a_kind_of_element_that_two_pages_have_is_a_place(kinds: str, paths: int) -> None:
    """Two pages have a place of their own, one has an exception; all may have one together."""
    pages = samples([page(n, above=f"<div class={kind}>.</div>") for n, kind in enumerate(kinds)])
    wanted = [[each.page.tree.find(".//div")] for each in pages]
    assert len(list(shared_paths(pages, wanted))) == paths


@pytest.mark.parametrize(("before", "day"), [(250, "2021-05-09"), (320, None)])
def test_what_is_longer_than_a_line_is_not_read_as_one(before: int, day: str | None) -> None:
    told = page(0, above=f"<p class=facts>{'a ' * (before // 2)}9 May 2021</p>")
    assert read_date(Locator("element", "//p[@class='facts']"), told, DateHints()) == day


@pytest.mark.parametrize(
    ("path", "signal"), [("//time", "time"), ("//header/p", "byline"), ("//div[@class='time']/p", "byline")]
)
def test_an_elements_place_is_called_after_what_is_printed_there(path: str, signal: str) -> None:
    assert Locator("element", path).signal == signal
    assert Locator("meta", path).signal == "meta"


@pytest.mark.parametrize("title", [None, "The weir"])
def test_no_frame_is_learnt_around_a_title_that_the_title_element_lacks(title: str | None) -> None:
    read = samples([page(0, head="") for _ in range(5)])
    assert learn_title_frame(read) == ("", " - Orrin")
    assert learn_title_frame([replace(each, title=Extracted(title, Evidence())) for each in read]) is None


@pytest.mark.parametrize(
    ("pages", "strange"),
    [(["Views: 12"] * 3, ("Views: 12",)), (["Views: 12"] * 2, ()), (["a:", "a:", "b:"], ())],
)
def test_what_three_pages_have_for_an_author_is_none(pages: Sequence[str], strange: Sequence[str]) -> None:
    read = samples([page(n) for n in range(len(pages))])
    read = [
        replace(each, authors=Extracted([name], Evidence("byline")))
        for each, name in zip(read, pages, strict=True)
    ]
    assert strange_names(read) == strange


# ------------------------------------------------------------------- paths


def test_elements_of_different_kinds_have_no_path() -> None:
    pages = [html.fromstring(markup) for markup in ("<div><p>.</p></div>", "<div><b>.</b></div>")]
    assert element_path(pages, [[each[0]] for each in pages]) is None


def path_to(*markups: str) -> str | None:
    """Return the path to the element with the attribute `here` of each page."""
    trees = [html.fromstring(f"<html><body>{markup}</body></html>") for markup in markups]
    return common_path([(tree, [tree.find(".//*[@here]")]) for tree in trees])


def test_an_element_without_a_name_is_told_by_the_one_it_stands_in() -> None:
    assert path_to("<p>.</p><section><p here>.</p></section>") == "//section/p"


@pytest.mark.parametrize(("levels", "path"), [(6, "//div[@id='nest']//b"), (8, "(//b)[last()]")])
def test_an_element_is_told_by_the_names_of_seven_around_it(levels: int, path: str) -> None:
    """What is named further out holds most of the page."""
    nest = ["<i>" * levels + f"<b{name}>.</b>" + "</i>" * levels for name in ("", " here")]
    assert path_to(f"<div>{nest[0]}</div><div id=nest>{nest[1]}</div>") == path


def test_an_element_is_told_by_its_count_however_deep_it_stands() -> None:
    inner = "<div>" * 30 + "<b>.</b><b here>.</b><b>.</b>" + "</div>" * 30
    path = path_to(inner)
    assert path is not None
    assert select(path, html.fromstring(f"<html><body>{inner}</body></html>"))[0].get("here") is not None


# -------------------------------------------------------------- repetition

SENTENCES = (
    "We ask all who read this to write.",
    "Go!",
    "好。真好。",
    "Wer weiß?»",
    "Ամեն ինչ։",
    "वह घर।",
    "یہ ہے۔",
)


@pytest.mark.parametrize("text", [f"{sentence}".strip() for sentence in SENTENCES[:1] + SENTENCES[3:]])
def test_a_sentence_keeps_its_numbers(text: str) -> None:
    assert as_line(f"In 15 {text}") != as_line(f"In 16 {text}")


@pytest.mark.parametrize("text", ["0 comments", "Part {} of 3", "Page {}:"])
def test_a_label_is_the_same_with_another_number(text: str) -> None:
    assert as_line(text.format(15)) == as_line(text.format(16))


def roots(markup: str) -> list[html.HtmlElement]:
    """Return the text's element of four pages; {} is a word of each page's own."""
    prose = "<p>The {} was felled at night, and in the morning nobody had heard a saw.</p>" * 3
    whole = f"<div>{markup}{prose}</div>"
    return [html.fromstring(whole.replace("{}", word)) for word in ("alder", "birch", "cedar", "elm")]


def repeated(markup: str) -> bool:
    """True when what a template puts above four texts is told from the texts."""
    return bool(repeated_elements(roots(markup), [set()] * 4))


@pytest.mark.parametrize("tag", ["nav", "aside", "form", "footer", "button", "menu"])
def test_an_element_that_holds_no_text_needs_no_name_to_be_seen_again(tag: str) -> None:
    assert repeated(f"<{tag}>Write to the desk</{tag}>")
    assert not repeated("<div>Write to the desk</div>")


@pytest.mark.parametrize(
    "tag",
    [
        *("p", "blockquote", "ul", "ol", "dl", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("figure", "q", "em", "strong"),
    ],
)
def test_what_an_editor_writes_is_never_judged(tag: str) -> None:
    assert not repeated(f"<{tag} class=note>Write to the desk</{tag}>")
    assert repeated("<div class=note>Write to the desk</div>")


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<div class=n>Write to the desk</div>", True),
        ("<div class=n>The {} desk</div>", False),
        ("<div class=n>Told at the {}</div>", False),  # three words alike
        ("<div class=n>Written at the {} desk</div>", True),  # four
        ("<div class=n>Related: <a href=/{}>The {} again</a></div>", True),
        ("<div class=n>The {}, long before this: <a href=/{}>The {}</a></div>", False),
        ("<div class=n>Written at the desk of the {} house</div>", True),  # one form
        ("<div class=n>On the {} and its end, a {} poem by one who knew the {} well</div>", False),
        ("<div class=n>Written at the desk {} {} {} {} {} {}</div>", False),  # four of ten
        ("<div class=n>Counterrevolutions: <a href=/{}>{} {} {}</a></div>", False),  # too little of a link
        ("<div class=n>Write to us, please do.</div>", True),  # a sentence at the edge
    ],
)
def test_what_stands_alike_above_all_texts_is_told(markup: str, told: bool) -> None:
    assert repeated(markup) is told


def test_a_label_within_the_texts_is_told_when_all_have_it() -> None:
    prose = "<p>The {} was felled at night, and in the morning nobody had heard a saw.</p>" * 3
    assert repeated(prose + "<div class=call>Advertisement</div>")


@pytest.mark.parametrize(("having", "told"), [(3, True), (2, False)])
def test_what_three_pages_have_is_told_from_the_texts(having: int, told: bool) -> None:
    note = "<div class=note>Write to the desk</div>"
    pages = [roots(note if number < having else "")[number] for number in range(4)]
    assert bool(repeated_elements(pages, [set()] * 4)) is told


def test_a_sentence_within_the_texts_is_text_though_all_have_it() -> None:
    call = "<div class=call>We call on the authorities to let the trees stand.</div>"
    prose = "<p>The {} was felled at night, and in the morning nobody had heard a saw.</p>" * 3
    assert not repeated(prose + call)


@pytest.mark.parametrize(
    ("before", "behind", "told"), [(8, 92, True), (13, 87, False), (78, 22, True), (66, 34, False)]
)
def test_a_sentence_that_all_have_is_told_in_the_first_tenth_and_the_last_quarter(
    before: int, behind: int, told: bool
) -> None:
    """How many hundredths of the text stand before and behind it."""
    call = "<div class=call>We call on all to write.</div>"
    texts = [
        html.fromstring(f"<div><p>{letter * 20 * before}</p>{call}<p>{letter * 20 * behind}</p></div>")
        for letter in "abcd"
    ]
    assert bool(repeated_elements(texts, [set()] * 4)) is told


@pytest.mark.parametrize(("with_line", "told"), [(5, True), (4, True), (3, False), (2, False)])
def test_a_line_that_ends_four_fifths_of_the_texts_is_no_text(with_line: int, told: bool) -> None:
    bodies = [f"The {nth}.\n\nSupport us" for nth in ("ash", "birch", "cedar", "elm", "fir")]
    bodies = [body if n < with_line else body.partition("\n")[0] for n, body in enumerate(bodies)]
    assert bool(repeated_lines(bodies)) is told


def test_lines_are_taken_from_the_edges_alone() -> None:
    lines = frozenset({"support us"})
    assert (
        without_lines("Support us\n\nA.\n\nSupport us\n\nB.\n\nSupport us", lines) == "A.\n\nSupport us\n\nB."
    )
    five = "\n\n".join(["A."] + ["Support us"] * 6)
    assert without_lines(five, lines) == "A.\n\nSupport us"


# ------------------------------------------------------------------ titles


@pytest.mark.parametrize(
    ("told", "printed", "same"),
    [
        ("A vote", "A vote behind the curtain of the hall", True),  # a card cuts it
        ("A vote behind the curtain of the hall", "A vote", True),
        ("The vote behind a curtain", "A vote behind the curtain", True),
        ("A vote behind closed doors", "A vote in the open air", False),
        ("A vote in the mill", "A vote was never held", False),  # two words of five
        ("Nineteen keys", "A vote behind the curtain", False),
    ],
)
def test_titles_are_the_same_that_share_most_words_or_a_beginning(
    told: str, printed: str, same: bool
) -> None:
    assert is_same_title(told, printed) is same


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Orrin :: A vote behind the curtain", "A vote behind the curtain"),
        ("Search :: A vote behind the curtain", None),
        ("Orrin :: ", None),
    ],
)
def test_the_title_element_is_read_when_it_is_written_as_on_the_other_pages(
    title: str, read: str | None
) -> None:
    layout = replace(learnt([page(n) for n in range(5)]), headline=None, title_frame=("Orrin :: ", ""))
    written = Page("https://orrin.example/n/9", f"<html><head><title>{title}</title></head></html>")
    assert read_title(layout, written).value == read


def test_a_day_that_is_not_in_its_place_is_looked_for_elsewhere() -> None:
    day = "<p class=day>{} May 2021</p>"
    layout = learnt([page(n, above=day.format(n + 20)) for n in range(5)])
    without = apply_layout(layout, page(0))
    assert without is not None
    assert (without.published.value, without.published.evidence.signal) == (None, None)
