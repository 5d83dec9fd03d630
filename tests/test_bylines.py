"""Where a name is marked up as an author's, and where such a mark says nothing of the article."""

from __future__ import annotations

import pytest

from crawler.authors import find_authors
from crawler.document.page import Page
from pipelines.items import Card

URL = "https://lamp.example/news/12"
TEXT = (
    "<p>She was taken from her flat at six in the morning, her neighbours say, and nobody told them why.</p>"
    * 3
)


def found(below: str, head: str = "", *, is_listed: bool = False) -> list[str] | None:
    html = f"<head>{head}</head><body><main><h1>Ten people free</h1>{below}</main></body>"
    page = Page(URL, html)
    card = Card(URL, title="Ten people free") if is_listed else None
    return find_authors(page, headline=page.tree.find(".//h1"), card=card).value


MARKS = [
    # classes of authors and bylines, by language or system
    *("author", "post-author", "byline", "by-line", "posted-by", "entry_by", "writer", "article-writer"),
    *("autor", "beitrag-autor", "auteur", "avtor", "szerzo", "yazar", "forfatter", "kirjoittaja", "penulis"),
    *("toimittaja", "redakteur", "vcard", "h-card", "username", "p-author", "autorbox", "authorname"),
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_class_marks_an_author(mark: str) -> None:
    assert found(f'<div class="{mark}">Ann Roe</div>{TEXT}') == ["Ann Roe"]


UNMARKED = ["tutorial", "executor-list", "standby", "bypass", "title", "lead"]


@pytest.mark.parametrize("mark", UNMARKED)
def test_a_class_that_sounds_like_one_marks_nobody(mark: str) -> None:
    assert found(f'<div class="{mark}">Ann Roe</div>{TEXT}') is None


TAGS = [
    "a",
    "span",
    "div",
    "p",
    "address",
    "byline",
    "li",
    "ul",
    "ol",
    "section",
    "article",
    "em",
    "strong",
    "b",
    "i",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "small",
    "cite",
    "footer",
    "header",
    "td",
    "dt",
    "dd",
    "font",
]


@pytest.mark.parametrize("tag", TAGS)
def test_an_author_stands_in_any_element(tag: str) -> None:
    assert found(f'<{tag} class="byline">Ann Roe</{tag}>{TEXT}') == ["Ann Roe"]


ELEMENTS = [
    # elements that need no class
    ("<address>Ann Roe</address>", ["Ann Roe"]),
    ("<byline>Ann Roe</byline>", ["Ann Roe"]),
    ('<span itemprop="author">Ann Roe</span>', ["Ann Roe"]),
    ('<span itemprop="creator">Ann Roe</span>', ["Ann Roe"]),
    ('<span itemprop="authors">Ann Roe</span>', ["Ann Roe"]),
    ('<ul><li id="article-author">Ann Roe</li></ul>', ["Ann Roe"]),
    ('<a rel="author" href="/tag/roe">Ann Roe</a>', ["Ann Roe"]),  # its relation says more than its address
    *((f'<a href="/{path}">Ann Roe</a>', ["Ann Roe"]) for path in ("author/roe", "autor/roe", "auteur/roe")),
    *((f'<a href="/{path}">Ann Roe</a>', ["Ann Roe"]) for path in ("avtor/roe", "szerzo/roe", "yazar/roe")),
    *((f'<a href="/{path}">Ann Roe</a>', ["Ann Roe"]) for path in ("forfatter/roe", "profile/roe", "@roe")),
    *((f'<a href="/{path}">Ann Roe</a>', ["Ann Roe"]) for path in ("person/roe", "redaktion/roe")),
    ('<a href="/journalist/roe">Ann Roe</a>', ["Ann Roe"]),
    ('<a href="https://substack.com/@roe">Ann Roe</a>', ["Ann Roe"]),
    ('<a href="https://medium.com/@roe">Ann Roe</a>', ["Ann Roe"]),
    ('<a href="https://tube.example/@roe">Ann Roe</a>', None),  # a channel
    ('<a href="/company/roe">Ann Roe</a>', None),
    *(
        (f'<i data-{mark}="author-name">Ann Roe</i>', ["Ann Roe"])
        for mark in ("testid", "test", "qa", "hook")
    ),
    *((f'<i data-qa="{word}">Ann Roe</i>', ["Ann Roe"]) for word in ("authorName", "byline", "user-name")),
    *((f'<i data-qa="{word}">Ann Roe</i>', ["Ann Roe"]) for word in ("author", "authors", "author_names")),
    ('<i data-qa="title">Ann Roe</i>', None),
]


@pytest.mark.parametrize(("below", "names"), ELEMENTS)
def test_an_element_marks_an_author(below: str, names: list[str] | None) -> None:
    assert found(below + TEXT) == names


PARTS = [
    # (inside a byline, names): a part that is named as the name says it alone
    *((f'<b class="{part}">Cooper</b> Lower Ness', ["Cooper"]) for part in ("fn", "p-name", "name")),
    *((f'<b class="{part}">Cooper</b> Lower Ness', ["Cooper"]) for part in ("author-name", "authorname")),
    ('<b itemprop="name">Cooper</b> Lower Ness', ["Cooper"]),
    *(
        (f'<a href="/{page}/7">Cooper</a> Lower Ness', ["Cooper"])
        for page in ("author", "authors", "autoren")
    ),
    *((f'<a href="/{page}/7">Cooper</a> Lower Ness', ["Cooper"]) for page in ("auteurs", "people", "person")),
    *(
        (f'<a href="/{page}/7">Cooper</a> Lower Ness', ["Cooper"])
        for page in ("profile", "user", "by", "team")
    ),
    *(
        (f'<a href="/{page}/7">Cooper</a> Lower Ness', ["Cooper"])
        for page in ("staff", "writer", "redaktion")
    ),
    # what stands beside the name in a block of its own
    *(
        (f"Ann Roe<{tag}>Lower Ness</{tag}>", ["Ann Roe"])
        for tag in ["p", "div", "h2", "h3", "h4", "h5", "dd", "dt", "section"]
    ),
    *((f"Ann Roe<{tag}>Lower Ness</{tag}>", ["Ann Roe"]) for tag in ["time", "tr", "td", "small", "figure"]),
    ("Ann Roe<br>Lower Ness", ["Ann Roe"]),
    ("<ul><li>Ann Roe</li><li>Jan Lis</li></ul>", ["Ann Roe", "Jan Lis"]),
    ("<ol><li>Ann Roe</li><li>Jan Lis</li></ol>", ["Ann Roe", "Jan Lis"]),
    # what is no text
    *(
        (f"Ann <{tag}>Lower Ness</{tag}>Roe", ["Ann Roe"])
        for tag in ["script", "style", "template", "button"]
    ),
    ("Ann <figcaption>Lower Ness</figcaption>Roe", ["Ann Roe"]),
    ('Ann <i style="display:none">Lower Ness</i>Roe', ["Ann Roe"]),
    # links to a tag, a section, a search
    *((f'Ann Roe <a href="/{w}/x">Free Pens</a>', ["Ann Roe"]) for w in ["tag", "category", "categories"]),
    *((f'Ann Roe <a href="/{w}/x">Free Pens</a>', ["Ann Roe"]) for w in ["kategorie", "kategoria", "rubrik"]),
    *((f'Ann Roe <a href="/{w}/x">Free Pens</a>', ["Ann Roe"]) for w in ["categoria", "rubrique", "rubrica"]),
    *(
        (f'Ann Roe <a href="/{w}/x">Free Pens</a>', ["Ann Roe"])
        for w in ["section", "topic", "thema", "themen"]
    ),
    *(
        (f'Ann Roe <a href="/{w}/x">Free Pens</a>', ["Ann Roe"])
        for w in ["temat", "topik", "label", "catégorie"]
    ),
    *((f'Ann Roe <a href="/all?{w}=x">Free Pens</a>', ["Ann Roe"]) for w in ["tag", "cat", "s", "q"]),
    *((f'Ann Roe <a rel="{rel}" href="/x">Free Pens</a>', ["Ann Roe"]) for rel in ("tag", "category")),
    # what is told of the author
    *(
        (f'Ann Roe<span class="{w}">Porter Lane</span>', ["Ann Roe"])
        for w in ("bio", "biography", "post-bio")
    ),
    ('Ann Roe<span class="biographical-info">Porter Lane</span>', ["Ann Roe"]),
    ('<template class="author-name">Jan Lis</template><a href="/author/1">Ann Roe</a>', ["Ann Roe"]),
    (
        '<meta itemprop="name" content="Lamp">4 May 2014, Leeds <a href="/author/1">Ann Roe</a> | our desk',
        ["Ann Roe"],
    ),
]


@pytest.mark.parametrize(("inside", "names"), PARTS)
def test_a_byline_is_read_by_its_parts(inside: str, names: list[str]) -> None:
    assert found(f'<div class="byline">{inside}</div>{TEXT}') == names


APART = (
    "sidebar; sidebar-inner; navbar; menu; promo; promo-box; newsletter; modal; footer; carousel;"
    "slider; listing;"
    "caption; image-captions; copyright; gallery; poll; social; widget; widget-area;"
    "comment; comments; comentarios; kommentar; kommentare; commentlist; respond; related; related-posts;"
    "recommended; teaser; teasers; popular; trending; photo; photos; latest; recent; recent-posts; most-read;"
    "mostread; quote; review; reviews; replies; reply; thread; mehr-zum-thema; testimonial;"
    "testimonials; courtesy;"
    "imgcourtesy; read-next; readnext; also-like; alsolike; suggested; suggestions; forum; forum-posts;"
    "commentaires; disqus"
).replace(" ", "")


@pytest.mark.parametrize("mark", APART.split(";"))
def test_an_author_in_a_box_of_something_else_is_another_authors(mark: str) -> None:
    assert found(f'{TEXT}<div class="{mark}"><p><span class="author">Jan Lis</span></p></div>') is None


@pytest.mark.parametrize(
    "tag", ["nav", "aside", "figure", "figcaption", "form", "dialog", "blockquote", "noscript"]
)
def test_an_element_apart_from_the_text_holds_no_byline(tag: str) -> None:
    assert found(f'{TEXT}<{tag}><p><span class="author">Jan Lis</span></p></{tag}>') is None


BESIDE = (
    "box; meta; no-comments; has-comments; with-comments; show-comments; hide-comments;"
    "social-comments-above;"
    "count-comments; comments-open; comments-closed; comments-above; comments-off; comments-on;"
    "comments-count;"
    "sidebar-off; sidebar-on; sidebar-none; sidebar-left; sidebar-right; sidebar-position; sidebar-layout;"
    "promoted; promote; widgetized"
).replace(" ", "")


@pytest.mark.parametrize("mark", BESIDE.split(";"))
def test_a_box_that_only_speaks_of_such_things_holds_the_byline(mark: str) -> None:
    assert found(f'{TEXT}<div class="{mark}"><p class="post-author">Ann Roe</p></div>') == ["Ann Roe"]


METAS = [
    "author",
    "article:author",
    "article:author_name",
    "og:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "sailthru.byline_name",
    "byl",
    "cxenseparse:author",
    "shareaholic:article_author_name",
    "book:author",
    "dc.author",
    "authors",
    "article.author",
    "cre",
    "og:article:author",
    "dcsext.author",
    "dable:author",
    "bt:author",
    "article_author",
    "content_author",
]


@pytest.mark.parametrize("name", METAS)
def test_metadata_name_the_author_of_a_listed_article(name: str) -> None:
    assert found(TEXT, f'<meta name="{name}" content="Ann Roe">', is_listed=True) == ["Ann Roe"]


LABELS = (
    "Written by; Author; Autor; Verfasst von; Geschrieben von; Écrit par; Rédigé par; Escrito por;"
    "Scritto da;"
    "Geschreven door; Skriven av; Skrevet av; Napisane przez; Автор; Написано; Аўтар; Напісана;"
    "Γράφτηκε από; Yazan;"
    "كتب بواسطة; נכתב על ידי; 作者; 撰文; 執筆者; Kirjoittanut; Szerző; Scris de; Auteur"
)


@pytest.mark.parametrize("label", LABELS.split(";"))
def test_a_label_of_a_messengers_preview_names_the_author(label: str) -> None:
    head = (
        f'<meta name="twitter:label1" content="{label.strip()}"><meta name="twitter:data1" content="Ann Roe">'
    )
    assert found(TEXT, head, is_listed=True) == ["Ann Roe"]


TYPES = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "SocialMediaPosting",
    "Report",
    "Review",
    "Statement",
    "PressRelease",
    "CreativeWork",
    "Recipe",
    "VideoObject",
    "WebPage",
]


@pytest.mark.parametrize("kind", TYPES)
def test_structured_data_name_the_author_of_what_the_page_is(kind: str) -> None:
    data = f'{{"@type":"{kind}","author":{{"@type":"Person","name":"Ann Roe"}}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert found(TEXT, head, is_listed=True) == ["Ann Roe"]
    assert found(TEXT, head.replace(kind, "Thing"), is_listed=True) is None
