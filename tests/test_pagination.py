"""Where a listing goes on: labels, addresses and traps, one row each with where it is seen."""

from __future__ import annotations

import pytest

from crawler.document.page import Page
from crawler.listing.addresses import page_address, same_page, slug_of
from crawler.listing.links import LinkedPage
from crawler.listing.pagination import read_pager
from crawler.listing.tag_name import name_in
from pipelines.compare import squash

TAG = "https://example.org/tag/courts/"
LABEL = "https://example.org/search/label/courts"
PAGE_2 = "/tag/courts/page/2/"


def _pager(
    body: str, url: str = TAG, first_url: str | None = None, head: str = ""
) -> tuple[str | None, int | None]:
    page = Page(url, f"<html><head>{head}</head><body>{body}</body></html>")
    found = read_pager(LinkedPage(page, first_url))
    return found.next_url, found.page_count


def _cell(number: int, current: int) -> str:
    """A cell of a pager that is a table."""
    return f"<td>{number}" if number == current else f"<td><a href='?page={number}'>{number}</a>"


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Next",
            "Next »",
            "next page",
            "Older posts",
            "← Older Entries",
            "›",
            "»",
            "→",
            ">>",
            "⟩",
            "Load more",
        ),
        *("Weiter", "Nächste Seite", "Ältere Beiträge", "Suivant", "Articles plus anciens", "Siguiente"),
        *("Entradas anteriores", "Próxima página", "Posts anteriores", "Avanti", "Articoli precedenti"),
        *("Volgende", "Oudere berichten", "Næste", "Nästa sida", "Eldre innlegg", "Seuraava", "Järgmine"),
        *(
            "Następna",
            "Starsze wpisy",
            "Další",
            "Starší příspěvky",
            "Ďalšia",
            "Следующая",
            "Предыдущие записи",
        ),
        *("Наступна", "Старіші записи", "Наступная", "Старэйшыя запісы", "Следваща", "Sljedeća", "Naslednja"),
        *("Următoarea", "Régebbi bejegyzések", "Kitas", "Vecāki ieraksti", "Sonraki", "Eski yazılar"),
        *("Επόμενη", "Παλαιότερα άρθρα", "التالي", "مقالات أقدم", "صفحه بعدی", "הבא", "下一页", "较旧文章"),
        *("次へ", "過去の投稿", "다음", "이전 글", "Trang sau", "Selanjutnya", "ถัดไป", "अगला", "შემდეგი"),
    ],
)
def test_a_label_in_any_language_leads_on(label: str) -> None:
    assert _pager(f'<a href="/tag/courts/page/2/">{label}</a>')[0] == TAG + "page/2/"


def test_an_address_that_calls_its_number_a_page_needs_no_label() -> None:
    assert _pager('<a href="/tag/courts/page/2/">« Zzz yyy</a>')[0] == TAG + "page/2/"
    assert _pager('<a href="/tag/courts/2/">Zzz yyy</a>')[0] is None
    assert _pager('<a href="/tag/courts/page/5/">Zzz yyy</a>')[0] is None


@pytest.mark.parametrize(
    ("tag", "following"),
    [
        ("https://example.org/tag/courts/", "https://example.org/tag/courts/page/2/"),  # WordPress
        ("https://example.org/tag/courts", "https://example.org/tag/courts?page=2"),  # Django
        ("https://example.org/tag/courts", "https://example.org/tag/courts?page=1"),  # Drupal, from 0
        ("https://example.org/taxonomy/term/7", "https://example.org/taxonomy/term/7?page=1"),  # Drupal
        ("https://example.org/tag/courts", "https://example.org/tag/courts?page_n3=2"),  # Contao
        ("https://example.org/?mot3", "https://example.org/?mot3&debut_articles=10"),  # SPIP
        ("https://example.org/?cat=3", "https://example.org/?cat=3&paged=2"),  # WordPress, plain
        ("https://example.org/tag/courts.html", "https://example.org/tag/courts2.html"),  # Pelican
        ("https://example.org/courts.html", "https://example.org/courts_1.html"),  # written by hand, from 0
        ("https://example.org/tag/courts", "https://example.org/tag/courts/2"),  # a router's path
        ("https://example.org/news", "https://example.org/news?start=20"),  # Joomla
        ("https://example.org/news", "https://example.org/news?b_start:int=20"),  # Plone
        ("https://example.org/", "https://example.org/index-11.html"),  # Nikola, counted backwards
        ("https://example.org/", "https://example.org/page2/"),  # Jekyll
        ("https://example.org/", "https://example.org/blog/page/2/"),  # a front page
        ("https://example.org/tag/covid-19", "https://example.org/tag/covid-19/page/2"),  # a number in a name
        ("https://example.org/2024/10/", "https://example.org/2024/10/page/2/"),  # a month's archive
        (LABEL, LABEL + "?updated-max=2024-01-02T10:00:00&max-results=20"),  # Blogger
        ("https://example.org/en/tag/courts", "https://example.org/tag/courts/page/2"),  # a redirected alias
        ("https://example.org/en/tag/port", "https://example.org/tag/port/page/2"),
    ],
)
def test_an_address_of_any_form_leads_on(tag: str, following: str) -> None:
    assert _pager(f'<a href="{following}">Next</a>', tag)[0] == following.replace("&amp;", "&")


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/tag/prisons/page/2/">Next</a>',  # another tag
        '<a href="https://other.example/tag/courts/page/2/">Next</a>',  # another host
        '<a href="/tag/courts/">Next</a>',  # this page
        '<a href="/tag/courts/?page=0">Previous</a>',  # seen on first pages, answered 404
        '<a href="/tag/courts/page/0/">«</a>',
        '<a href="/tag/courts/page/2/">See all</a>',
        '<a href="/2024/10/">« Oct</a>',  # a calendar
        '<a href="/2024/10/25/next-steps/">Next steps for the court</a>',  # an article
        '<a href="/tag/courts/page/2/">Newer posts</a>',
        '<a rel="next" href="../youth/">youth →</a>',  # a generator's next page in the menu
        '<a href="javascript:void(0)">Next</a>',
        '<div class="next is-invisible"><a href="/tag/courts/page/2/">Next</a></div>',  # keeps its place
        '<li class="page-item disabled"><a href="/tag/courts/page/2/">»</a></li>',
        '<a href="mailto:a@b.example">Next</a>',
        '<a href="http://[bad">Next</a>',
        '<a href="/archive/2019/">2019</a> <a href="/archive/2018/">2018</a>',  # years are no pages
        f"<table><tr>{''.join(f'<td><a href={TAG}{n}/>{n}</a></td>' for n in range(1, 31))}</tr></table>",
        '<table id="wp-calendar"><tr><td><a href="/tag/courts/page/2/">2</a></td></tr></table>',
    ],
)
def test_what_leaves_the_tag_or_stays_on_the_page_is_no_next_page(link: str) -> None:
    assert _pager(link)[0] is None


@pytest.mark.parametrize(
    ("body", "url", "expected"),
    [
        # the last page has only links back
        (
            '<a href="/tag/courts/page/4/">«</a> <a href="/tag/courts/">1</a> <b>5</b>',
            TAG + "page/5/",
            (None, 5),
        ),
        # the last page by its query, and nothing in the pager says which one it is: hand-made
        (
            '<a href="/tag/courts/">1</a> <a href="/tag/courts/?page=2">2</a> <i>3</i>',
            TAG + "?page=3",
            (None, 3),
        ),
        # "previous" that leads to older articles
        ('<a href="/tag/courts/page/4/">« Previous Entries</a>', TAG + "page/3/", (TAG + "page/4/", None)),
        (
            '<a href="/tag/courts/page/2/">Previous</a> <a href="/tag/courts/page/4/">Next</a>',
            TAG + "page/3/",
            (TAG + "page/4/", None),
        ),
        # a sitemap of numbers with dots after them promises no count
        (
            f'<b>1</b> <a href="{PAGE_2}">2</a> <a href="/tag/courts/page/3/">3</a> ...',
            TAG,
            (TAG + "page/2/", None),
        ),
        ('<p>Page 1 of 12 <a href="/tag/courts/page/2/">›</a></p>', TAG, (TAG + "page/2/", 12)),
        ('<p>Seite 1 von 3</p><p><a href="/tag/courts/page/2/">weiter</a></p>', TAG, (TAG + "page/2/", 3)),
        (
            '<a href="/tag/courts/page/2/">2</a><a href="/tag/courts/page/9/">Last »</a>',
            TAG,
            (TAG + "page/2/", 9),
        ),
        # pictures for labels, from the days of layout tables
        (f'<a href="{PAGE_2}"><img src="/i/a.gif" alt=">>"></a>', TAG, (TAG + "page/2/", 2)),
        (f'<a href="{PAGE_2}"><img src="/i/next.gif"></a>', TAG, (TAG + "page/2/", None)),
        # the pages after the first are counted from one, as a generator does by choice
        (
            '<li class="next"><a href="index-1.html" rel="next">Older posts</a></li>',
            "https://example.org/tag/courts/",
            ("https://example.org/tag/courts/index-1.html", None),
        ),
        # counted backwards
        (
            '<a href="/" rel="prev">Newer</a> <a href="index-3.html" rel="next">Older posts</a>',
            "https://example.org/index-4.html",
            ("https://example.org/index-3.html", None),
        ),
        ('<button data-url="/tag/courts/?offset=10">Show more</button>', TAG, (TAG + "?offset=10", None)),
        (
            f'<select><option value="/tag/courts/">1</option><option value="{PAGE_2}">2</option></select>',
            TAG,
            (TAG + "page/2/", 2),
        ),
        (
            f'<a href="{PAGE_2}"><svg><use href="#icon-arrow-right"></use></svg></a>',
            TAG,
            (TAG + "page/2/", None),
        ),
        (f'<a href="{PAGE_2}" aria-label="Go to next page"><i></i></a>', TAG, (TAG + "page/2/", None)),
        # all numbers are links, the first to this page by another address: table sites
        (
            '<a href="?n9=0">1-10</a> <a href="?n9=10">11-20</a> <a href="?n9=20">21-24</a>',
            TAG,
            (TAG + "?n9=10", None),
        ),
        # a token that changes along with the page
        ('<a href="?z=10&h=ab">2</a> <a href="?z=20&h=cd">3</a>', TAG, (TAG + "?z=10&h=ab", 3)),
        # addresses of a script that answers with the page
        (
            '<b>1</b> <a href="/blocks/2/list">2</a> <a href="/blocks/3/list">3</a>',
            TAG,
            ("https://example.org/blocks/2/list", 3),
        ),
        # a list that counts backwards, in either order
        ('<b>3</b> <a href="?page=2">2</a> <a href="?page=1">1</a>', TAG, (TAG + "?page=2", 3)),
        ('<a href="?page=1">1</a> <a href="?page=2">2</a> <b>3</b>', TAG, (TAG + "?page=2", 3)),
        # how many a page shows is no number of a page
        ('Show <b>10</b> <a href="?size=25">25</a> <a href="?size=50">50</a>', TAG, (None, 1)),
        # in a table for layout, beside a calendar
        (
            f"<table><tr><td><p>{'A list. ' * 9}</p><b>1</b> <a href='?page=2'>2</a></td><td><table><tr>"
            f"{''.join(f'<td>{n}</td>' for n in range(1, 31))}</tr></table></td></tr></table>",
            TAG,
            (TAG + "?page=2", 2),
        ),
        # marked on its neighbour's link: Drupal 6
        (
            '<li class="pager-current">1</li><li><a class="active" href="?page=1">2</a></li>'
            '<li><a class="active" href="?page=2">3</a></li>',
            TAG,
            (TAG + "?page=1", 3),
        ),
        # forms that only ask
        (
            f"<form action='{TAG}'><select name=p><option selected>1<option>2<option>3</select></form>",
            TAG,
            (TAG + "?p=2", 3),
        ),
        (
            f"<form action='{TAG}'><input type=hidden name=pg value=2><button>Next page</button></form>",
            TAG,
            (TAG + "?pg=2", None),
        ),
        (
            f"<form method=post action={TAG}><input type=hidden name=pg value=2><button>Next</button></form>",
            TAG,
            (None, 1),
        ),
        # Drupal's third page, which counts from 0
        (
            '<a href="?page=0">1</a> <a href="?page=1">2</a> <b>3</b> <a href="?page=3">4</a>'
            '<a href="?page=3">Next</a> <a href="?page=8">Last »</a>',
            TAG + "?page=2",
            (TAG + "?page=3", 9),
        ),
        # all numbers are links, that of this page as well
        (
            '<a class=current href="?page=1">1</a> <a href="?page=2">2</a> <a href="?page=2">Next</a>',
            TAG,
            (TAG + "?page=2", 2),
        ),
        # parameters by any name
        (
            '<a href="?s=4&z=20">Next</a>',
            "https://example.org/tag.php?s=4&z=10",
            ("https://example.org/tag.php?s=4&z=20", None),
        ),
        # in forty cells, under heads of a table of data, in a page named after a calendar
        (
            f"<table><tr>{''.join(_cell(n, 41) for n in range(20, 61))}</tr></table>",
            TAG + "?page=41",
            (TAG + "?page=42", 60),
        ),
        (
            "<table><tr><th>Title<th>Place<th>Court<th>Judge<th>Years<th>Month<th>Notes"
            f"<tr><td>1{_cell(1, 1)}{_cell(2, 1)}</table>",
            TAG,
            (TAG + "?page=2", 2),
        ),
        (f"<div class=calendar>{'<div>' * 8}<b>1</b> <a href='?page=2'>2</a>", TAG, (TAG + "?page=2", 2)),
        (f"<div class=calendar>{'<div>' * 7}<b>1</b> <a href='?page=2'>2</a>", TAG, (None, 1)),
        # numbered from the oldest
        ('<a href="index-3.html">Older posts</a>', TAG, (TAG + "index-3.html", 4)),
        ('<a href="index-2.html">Older posts</a>', TAG, (TAG + "index-2.html", None)),
        # a copy of a site, as its pages are called on a disk
        ('<a href="page/2/index.html">Older posts</a>', TAG, (TAG + "page/2/index.html", None)),
        ("", TAG, (None, 1)),
    ],
)
def test_a_pager_gives_the_next_page_and_the_count(
    body: str, url: str, expected: tuple[str | None, int | None]
) -> None:
    assert _pager(body, url, TAG if "tag" in url else "https://example.org/") == expected


def test_the_head_alone_leads_on() -> None:
    assert _pager("", head=f'<link rel="next" href="{TAG}page/2/">')[0] == TAG + "page/2/"


@pytest.mark.parametrize(
    ("heading", "slug", "name"),
    [
        ("release of prisoners tagged posts", "release-of-prisoners", "release of prisoners"),
        ("Tag: torture", "", "torture"),
        ("Tag Archives: torture", "", "torture"),
        ("Category Archives: Courts", "", "Courts"),
        ("Posts tagged “free speech”", "", "free speech"),
        ('3 posts tagged with "strike"', "", "strike"),
        ("Posts tagged with fair-trial", "fair-trial", "fair-trial"),
        ("Browsing Tag: border", "", "border"),
        ("Topic: border", "", "border"),
        ("Schlagwort: Pressefreiheit", "", "Pressefreiheit"),
        ("Beiträge mit dem Schlagwort „Wahlen“", "", "Wahlen"),
        ("Étiquette : justice", "", "justice"),
        ("Etiqueta: justicia", "", "justicia"),
        ("Записи с меткой «свобода слова»", "", "свобода слова"),
        ("Метка: суд", "", "суд"),
        ("Мітка: суд", "", "суд"),
        ("Тэг: суд", "", "суд"),
        ("Posty o torture", "torture", "torture"),
        ("标签：书信", "", "书信"),
        ("الوسم: رسائل", "", "رسائل"),
        ("Press releases", "press", "Press releases"),
        ("torture – page 3", "torture", "torture"),
        ("Torture (12)", "", "Torture"),
        ("Minsk, Belarus", "minsk-belarus", "Minsk, Belarus"),
    ],
)
def test_a_tags_name_is_what_its_heading_is_about(heading: str, slug: str, name: str) -> None:
    assert name_in(heading, squash(slug)) == name


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://example.org/tag/fair-trial/", "fair-trial"),
        ("https://example.org/tag/fair-trial/page/2/", "fair-trial"),
        ("https://example.org/tag/fair-trial2.html", "fair-trial"),
        ("https://example.org/?tag=fair-trial&paged=3", "fair-trial"),
        ("https://example.org/tag/%D1%81%D1%83%D0%B4", "суд"),
    ],
)
def test_a_slug_is_the_address_without_its_page(url: str, slug: str) -> None:
    assert slug_of(url) == slug


def test_one_page_has_many_addresses() -> None:
    assert same_page("https://www.example.org/a/index.html#top", "https://example.org/a/")
    assert not same_page("https://example.org/a?page=2", "https://example.org/a")


def test_a_year_is_no_page_number() -> None:
    assert page_address("https://example.org/archive/2019/").number is None
