"""Those who sign are the authors: names in page order, without what stands around them in a byline."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.authors import find_authors, has_signature, normalise_authors
from crawler.authors.names import is_login, same_name
from crawler.document.page import Page
from crawler.titles import find_title
from pipelines.items import Card

URL = "https://www.lantern-watch.example/news/12"

BYLINES = [
    # (as printed, the names), where such a thing is seen
    ("Anna Nowak", ["Anna Nowak"]),
    ("By Anna Nowak", ["Anna Nowak"]),  # English press
    ("by anna nowak", ["anna nowak"]),  # as printed, in small letters
    ("BY ANNA NOWAK", ["ANNA NOWAK"]),
    ("від Ольга Кравець", ["Ольга Кравець"]),  # WordPress in Ukrainian
    ("від admin", []),
    ("writes about courts", []),  # an author's box whose name is missing
    ("written by on 2025-01-01", []),  # a template that found no author
    ("par le 3 mai 2024", []),
    ("By Anna Nowak and Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
    ("By Anna Nowak, Jan Kowalski and Piotr Lis", ["Anna Nowak", "Jan Kowalski", "Piotr Lis"]),
    ("By Anna Nowak and Jan Kowalski, with Piotr Lis", ["Anna Nowak", "Jan Kowalski", "Piotr Lis"]),
    ("BY ANNA NOWAK AND JAN KOWALSKI", ["ANNA NOWAK", "JAN KOWALSKI"]),
    ("Written by: Anna Nowak", ["Anna Nowak"]),
    ("Posted by Anna Nowak", ["Anna Nowak"]),  # blog engines
    ("View all posts by Anna Nowak", ["Anna Nowak"]),  # WordPress' title attribute
    ("More from Anna Nowak", ["Anna Nowak"]),
    ("Author: Anna Nowak", ["Anna Nowak"]),
    ("Post author: Anna Nowak", ["Anna Nowak"]),  # licence box of a generator's theme
    ("本文作者：张三", ["张三"]),
    ("Authors: Anna Nowak; Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
    ("Posted on September 21, 2020 by Anna Nowak", ["Anna Nowak"]),  # gallery sites
    ("Anna Nowak & Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
    ("Anna Kowalska, Jan Nowak", ["Anna Kowalska", "Jan Nowak"]),  # generators that join a list
    ("Anna Kowalska,Jan Nowak", ["Anna Kowalska", "Jan Nowak"]),  # joined without a space
    ("Kowalska, Anna", ["Kowalska, Anna"]),  # library metadata
    ("John A Smith", ["John A Smith"]),  # an initial is no "and"
    ("Anna Nowak | Reuters", ["Anna Nowak"]),  # agency after a bar
    ("Anna Nowak - Associated Press - Friday, April 28, 2023", ["Anna Nowak"]),
    ("Anna Nowak / EXAMPLE.COM / Apr 16, 2026, 14:04 IST", ["Anna Nowak"]),
    ("Anna Nowak / Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),  # Polish and Czech press
    ("By Anna Nowak in Minsk", ["Anna Nowak"]),  # place of writing
    ("By Anna Nowak, Minsk", ["Anna Nowak"]),
    ("By Anna Nowak, New York", ["Anna Nowak"]),
    ("By Anna Nowak, Staff Writer", ["Anna Nowak"]),
    ("Anna Nowak, Senior Editor, and Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
    ("By Anna Nowak, PhD", ["Anna Nowak"]),
    ("Anna Nowak (dpa)", ["Anna Nowak"]),
    ("Anna Nowak (special correspondent", ["Anna Nowak"]),  # cut by a layout
    ("Anna Nowak for Example Review", ["Anna Nowak"]),
    ("Anna Nowak anna.nowak@example.org", ["Anna Nowak"]),
    ("Anna Nowak @annanowak", ["Anna Nowak"]),
    ("Anna Nowak https://example.org/anna", ["Anna Nowak"]),
    ("Anna Nowak 5 min read", []),  # never half of something
    ("Anna Nowak | 5 min read", ["Anna Nowak"]),
    ("By Anna Nowak, August 14, 2020 2:30 pm", ["Anna Nowak"]),
    ("By Anna Nowak June 5, 2014", ["Anna Nowak"]),  # no separator but a space
    ("Павел Жук 2014-06-21 10:00", ["Павел Жук"]),
    ("par Anne Petit 21 juin 2018", ["Anne Petit"]),
    ("Text: Anna Nowak Photos: Jan Kowalski", ["Anna Nowak"]),  # photographers sign pictures
    ("Anna Nowak, Foto: Jan Kowalski", ["Anna Nowak"]),
    ("Von Anna Nowak", ["Anna Nowak"]),
    ("von Anna Nowak und Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
    ("Von Anna Nowak, dpa", ["Anna Nowak"]),
    ("Von Anna Nowak, Frankfurt", ["Anna Nowak"]),
    ("Ein Gastbeitrag von Anna Nowak", ["Anna Nowak"]),
    ("Autorin: Anna Nowak", ["Anna Nowak"]),
    ("Interview: Anna Nowak", ["Anna Nowak"]),
    ("Alle Artikel von Anna Nowak", ["Anna Nowak"]),
    ("Konstantin von Hammer", ["Konstantin von Hammer"]),  # not a by-word inside a name
    ("von Konstantin von Hammer", ["Konstantin von Hammer"]),
    ("Par Anne Petit et Luc Grand", ["Anne Petit", "Luc Grand"]),
    ("Propos recueillis par Anne Petit", ["Anne Petit"]),
    ("par Anne Petit, 21 juin 2018", ["Anne Petit"]),
    ("Por Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
    ("José Ortega y Gasset", ["José Ortega y Gasset"]),
    ("Ana Ruiz en Salto", ["Ana Ruiz"]),
    ("Por Ana Silva e João Sá", ["Ana Silva", "João Sá"]),
    ("di Anna Rossi", ["Anna Rossi"]),
    ("Di Marco", ["Di Marco"]),  # a surname
    ("a cura di Anna Rossi", ["Anna Rossi"]),
    ("Door Jan de Vries en Piet Bakker", ["Jan de Vries", "Piet Bakker"]),
    ("Av Kari Nordmann og Ola Hansen", ["Kari Nordmann", "Ola Hansen"]),
    ("Af Jens Holm", ["Jens Holm"]),
    ("Text: Åsa Lind och Per Berg", ["Åsa Lind", "Per Berg"]),
    ("Kirjoittaja: Aino Laine", ["Aino Laine"]),
    ("Autor: Jan Novák", ["Jan Novák"]),
    ("Autorka: Anna Kowalska", ["Anna Kowalska"]),
    ("Opracowała Anna Kowalska", ["Anna Kowalska"]),
    ("Napsal: Jan Novák", ["Jan Novák"]),
    ("Piše: Ana Horvat", ["Ana Horvat"]),
    ("Írta: Kovács Éva", ["Kovács Éva"]),
    ("Scris de Ana Pop", ["Ana Pop"]),
    ("Автор: Иван Петров и Анна Сидорова", ["Иван Петров", "Анна Сидорова"]),
    ("Текст: Иван Петров", ["Иван Петров"]),
    ("Автори: Олена Щур, Дмитро Гринь", ["Олена Щур", "Дмитро Гринь"]),
    ("Аўтар: Павел Жук", ["Павел Жук"]),
    ("Аўтарка: Алена Жук", ["Алена Жук"]),
    ("Аутор: Марко Марић", ["Марко Марић"]),
    ("Γράφει ο Νίκος Παππάς", ["Νίκος Παππάς"]),
    ("Yazan: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
    ("Oleh: Budi Santoso", ["Budi Santoso"]),
    ("作者：张三、李四", ["张三", "李四"]),
    ("文/张三", ["张三"]),
    ("記者王小明／台北報導", ["王小明"]),
    ("홍길동 기자", ["홍길동"]),
    ("كتب: أحمد علي", ["أحمد علي"]),
    ("بقلم أحمد علي", ["أحمد علي"]),
    ("نویسنده: رضا احمدی", ["رضا احمدی"]),
    ("מאת דנה כהן", ["דנה כהן"]),
    ("लेखक: राम शर्मा", ["राम शर्मा"]),
    ("ავტორი: ნინო ბერიძე", ["ნინო ბერიძე"]),
    ("Press Service of Lantern Rights Watch", ["Press Service of Lantern Rights Watch"]),  # a body signs
    ("Press service of the Union of Reporters", ["Press service of the Union of Reporters"]),  # small words
    ("Committee on Legal Affairs", ["Committee on Legal Affairs"]),  # parliaments' committees
    ("Press Office on 3 June 2024", ["Press Office"]),  # the day after the body
    ("By Ministry of Culture and Information", ["Ministry of Culture and Information"]),
    ("Праваабарончая ініцыятыва «Маяк»", ["Праваабарончая ініцыятыва «Маяк»"]),  # quotes of a name
    ("Redaktion", ["Redaktion"]),
    ("Renée O’Sullivan", ["Renée O’Sullivan"]),  # typography kept
    ("Siarhei Müller-Weiß", ["Siarhei Müller-Weiß"]),
    ("Martin Luther King Jr.", ["Martin Luther King Jr."]),
    ("Mickey&nbsp;Mouse", ["Mickey Mouse"]),
    ("Anna Nowak,", ["Anna Nowak"]),  # comma before a role in another element
    ("Cooper", ["Cooper"]),  # forums and blogs
    ("mh", ["mh"]),  # initials of a local paper
    ("By Anna Nowak, AP National Security Writer", ["Anna Nowak"]),  # a title behind a comma is no name
    ("Anna Nowak, Political Correspondent, and Jan Lis, Home Affairs Editor", ["Anna Nowak", "Jan Lis"]),
    ("Anna Nowak Political Editor", ["Anna Nowak"]),  # nothing but a space before the role
    ("Anna Nowak Staff Writer", ["Anna Nowak"]),
    ("Anna Nowak Professor of Law, University of Example", ["Anna Nowak"]),
    ("Anna Nowak The Associated Press", ["Anna Nowak"]),  # agency without a separator
    ("By ANNA NOWAK and JAN LIS Associated Press", ["ANNA NOWAK", "JAN LIS"]),
    ("By Anna Nowak and Jan Lis Reuters", ["Anna Nowak", "Jan Lis"]),
    ("Anna Nowak BBC News", ["Anna Nowak"]),
    ("Anna Nowak/dpa", ["Anna Nowak"]),  # German press
    ("PAP/Anna Kowalska", ["Anna Kowalska"]),  # Polish press
    ("Anna Nowak/Jan Lis", ["Anna Nowak", "Jan Lis"]),
    ("By Anna Nowak/LRW Europe Representative", ["Anna Nowak"]),  # monitors of press freedom
    ("det/dpa", ["det/dpa"]),  # initials and agency are one signature
    ("e. nowak / J. I. da silva", ["e. nowak", "J. I. da silva"]),  # initials, a house's small letters
    ("Le Monde avec AFP", ["Le Monde avec AFP"]),  # a paper signs with an agency
    ("Anne Petit avec AFP", ["Anne Petit"]),
    ("AFP & Reuters", ["AFP", "Reuters"]),
    ("Anna Nowak and agencies", ["Anna Nowak"]),
    ("Anna Nowak et al.", ["Anna Nowak"]),
    ("Anna Nowak and 2 more", ["Anna Nowak"]),
    ("Anna Nowak u.a.", ["Anna Nowak"]),
    ("Wednesday", []),  # the day beside a byline
    ("Uppdaterad", []),  # the label of a date
    ("Datum", []),
    ("Mi, 18. Oktober 2023 um 12:50 Uhr", []),  # a day's short name
    ("Mi", ["Mi"]),  # which may be somebody's elsewhere
    ("Autorin/Autor Anna Nowak", ["Anna Nowak"]),  # a broadcaster's list of facts
    ("Gesponserte Inhalte", []),  # a forum's advertisement, in the place of a member
    ("Source: PTI", ["PTI"]),  # an agency signs as the source
    ("Quelle: lantern-watch.example/bb", []),  # another site does not
    ("Letters To The Editor", []),  # never half of something
    ("Do UOL, em São Paulo", ["Do UOL"]),  # Brazilian portals
    ("Anna Silva, do Rio de Janeiro", ["Anna Silva"]),
    ("Anna Nowak For Example Online", ["Anna Nowak"]),
    ("BY ANNA NOWAK FOR DAILY EXAMPLE", ["ANNA NOWAK"]),
    ("Anna Nowak Special to The Times", ["Anna Nowak"]),
    ("Posted by Anna Nowak in News on June 3", ["Anna Nowak"]),  # blog engines
    ("VON Anna Nowak IN Mode", ["Anna Nowak"]),
    ("05/10/2018 - Publicado por: Ana Silva - Categoria: Saúde", ["Ana Silva"]),
    ("Von Anna Nowak (Text) und Jan Lis (Fotos)", ["Anna Nowak"]),
    ("Text und Fotos: Anna Nowak", ["Anna Nowak"]),  # who writes and takes pictures
    ("Words and photos by Anna Nowak", ["Anna Nowak"]),
    ("Photo of Anna Nowak Anna Nowak", ["Anna Nowak"]),  # a portrait's description
    ("Anna Nowak's avatar", ["Anna Nowak"]),
    ("© Lantern Pictures", []),  # a photographer's
    ("Guest post by Anna Nowak", ["Anna Nowak"]),
    ("As told to Anna Nowak", ["Anna Nowak"]),
    ("Translated by Jan Lis", []),
    ("Reviewed by Jan Lis", []),
    ("Von unserem Korrespondenten Jan Lis", ["Jan Lis"]),
    ("dalla nostra corrispondente Anna Rossi", ["Anna Rossi"]),
    ("Anna Rossi, inviata a Milano", ["Anna Rossi"]),
    ("Anne Petit, envoyée spéciale à Kiev", ["Anne Petit"]),
    ("Door onze correspondent Jan de Vries", ["Jan de Vries"]),
    ("Van onze verslaggever", []),
    ("Oprac. Anna Kowalska", ["Anna Kowalska"]),
    ("Escribe: Ana Ruiz", ["Ana Ruiz"]),
    ("Haber: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
    ("Haber Merkezi", ["Haber Merkezi"]),
    ("كتب محمد علي وأحمد حسن", ["محمد علي", "أحمد حسن"]),  # "and" is a letter of the second name
    ("דנה כהן ויוסי לוי", ["דנה כהן", "יוסי לוי"]),
    ("राम शर्मा, नई दिल्ली", ["राम शर्मा"]),
    ("新华社记者张三", ["张三"]),
    ("文・山田太郎", ["山田太郎"]),
    ("山田太郎、佐藤花子", ["山田太郎", "佐藤花子"]),
    ("홍길동·김철수 기자", ["홍길동", "김철수"]),
    ("(서울=한국뉴스) 홍길동 기자", ["홍길동"]),
    ("HT Correspondent", ["HT Correspondent"]),  # the paper's own, unnamed
    ("Staff and news service reports", ["Staff and news service reports"]),
    ("Anna Nowak, MS, RDN", ["Anna Nowak"]),
    ("LD", ["LD"]),  # initials that are a degree elsewhere
    ("Anna du Plessis", ["Anna du Plessis"]),
    ("Staff writer", []),
    ("Correspondent", []),
    ("admin", []),  # an account
    ("Super User", []),  # Joomla's first account
    ("администратор", []),
    ("@annanowak", []),
    ("https://www.facebook.com/lantern", []),  # article:author
    ("12.04.2024", []),
    ("4 Minuten Lesezeit", []),
    ("", []),
    (" | ", []),
]


@pytest.mark.parametrize(("raw", "names"), BYLINES)
def test_a_byline_is_split_into_bare_names(raw: str, names: list[str]) -> None:
    assert normalise_authors(raw) == names


@pytest.mark.parametrize("name", sorted({name for _, names in BYLINES for name in names}))
def test_a_name_given_again_gives_itself(name: str) -> None:
    assert normalise_authors(name) == [name]


@given(st.text())
def test_any_text_gives_names_that_give_themselves(raw: str) -> None:
    assert all(normalise_authors(name) == [name] for name in normalise_authors(raw))


WORDS = [
    "By",
    "Von",
    "von",
    "Anna",
    "Nowak",
    "and",
    "und",
    ",",
    ";",
    "|",
    "-",
    "(",
    ")",
    "dpa",
    "in",
    "Minsk",
    ":",
    "Text",
    "12",
]


@given(
    st.lists(
        st.sampled_from([*WORDS, "Foto", "Editor", "автор", "作者", "«", "»", "'", "&", "/", "y", "e", "."])
    )
)
def test_any_byline_gives_names_that_give_themselves(words: list[str]) -> None:
    assert all(normalise_authors(name) == [name] for name in normalise_authors(" ".join(words)))


LOGINS = [
    ("j.smith2", True),  # WordPress accounts as display names
    ("anna_nowak", True),
    ("writer1", True),
    ("Anna", False),
    ("mh", False),
    ("Anna Nowak", False),
    ("张三", False),
]


@pytest.mark.parametrize(("name", "login"), LOGINS)
def test_an_account_is_told_from_a_name(name: str, login: bool) -> None:
    assert is_login(name) is login


SAME = [
    ("Anna Nowak", "ANNA NOWAK", True),
    ("Nowak, Anna", "Anna Nowak", True),
    ("Anna M. Nowak", "Anna Nowak", True),
    ("Anna Nowak", "Jan Nowak", False),
    ("Anna", "Anna Nowak", False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_two_writings_of_one_name_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


H1 = "<h1>Ten people free</h1>"
TEXT = (
    "<p>She was taken from her flat at six in the morning, her neighbours say, and nobody told them why.</p>"
    * 3
)


def found(body: str, head: str = "", card: Card | None = None) -> list[str] | None:
    page = Page(URL, f"<html><head>{head}</head><body>{body}</body></html>")
    return find_authors(page, headline=find_title(page, card).node, card=card).value


def ld(authors: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{authors}}}</script>'


FOUND = [
    # (head, body, names), where such a thing is seen
    ("", H1 + TEXT, None),  # no byline, no author
    (
        "",
        H1 + '<span class="author vcard"><a class="url fn n" href="/author/1">Anna Nowak</a></span>' + TEXT,
        ["Anna Nowak"],
    ),
    ("", H1 + '<div class="byline">By Anna Nowak and Jan Lis, Staff</div>' + TEXT, ["Anna Nowak", "Jan Lis"]),
    ("", H1 + '<a rel="author" href="/a">Anna Nowak</a>' + TEXT, ["Anna Nowak"]),
    (
        "",
        H1 + '<span itemprop="author"><span itemprop="name">Anna Nowak</span></span>' + TEXT,
        ["Anna Nowak"],
    ),
    ("", H1 + '<span class="p-author h-card">Anna Nowak</span>' + TEXT, ["Anna Nowak"]),  # microformats
    (  # a body that signs beside the date, on a site of another name
        "",
        "<article>" + H1 + "<p>04.02.2022 | Harbour Human Rights Centre</p></article>" + TEXT,
        ["Harbour Human Rights Centre"],
    ),
    (  # a box about somebody whose account is all that is printed
        "",
        f"<article>{H1}{TEXT}<div class='author-description'><h2 class='author-title'>Author: admin</h2>"
        "<p class='author-bio'>Lawyer from Minsk, writes about courts and prisons.</p></div></article>",
        None,
    ),
    (  # Twenty Twenty-One: date and byline in the foot of the article
        "",
        f"<main><article><header>{H1}</header>{TEXT}<footer class='entry-footer'><div class='posted-by'>"
        "<span class='posted-on'>Published <time>January 7, 2020</time></span><span class='byline'>By "
        "<a href='/author/1/' rel='author'>Anna Nowak, Jan Lis</a></span></div></footer></article></main>",
        ["Anna Nowak", "Jan Lis"],
    ),
    (  # a widget that lists all who write for the site
        "",
        f"<main><div>{H1}{TEXT}</div></main><aside id='widget-authors' class='widget'><h3>Authors</h3>"
        "<ul class='authors'><li><a href='/author/1'>Anna Nowak</a> 4 articles</li>"
        "<li><a href='/author/2'>Jan Lis</a> 2 articles</li></ul></aside>",
        None,
    ),
    (  # a card of facts beside the text, marked by its id alone
        "",
        f"<main><div>{H1}{TEXT}</div></main><div class='sidebar'><ul><li id='card-author'>Author:"
        "<a href='/author/1'>Anna Nowak</a>\n , <a href='/author/2'>Jan Lis</a></li></ul></div>",
        ["Anna Nowak", "Jan Lis"],
    ),
    ("", H1 + "<p>By Anna Nowak</p>" + TEXT, ["Anna Nowak"]),  # nothing but words
    ("", H1 + "<p>Por Marta d’Aubigny</p>" + TEXT, ["Marta d’Aubigny"]),  # an elided particle
    ("", H1 + "<p><em>Von Anna Nowak</em></p>" + TEXT, ["Anna Nowak"]),
    ("", H1 + "<p>Автор: Иван Петров</p>" + TEXT, ["Иван Петров"]),
    ("", H1 + "<p>Аўтар: Павел Жук</p>" + TEXT, ["Павел Жук"]),
    ("", H1 + "<div><span>文/张三</span></div>" + TEXT, ["张三"]),
    ("", "<article>" + H1 + "<p>04.02.2022 | 13:10 Uhr | Anna Nowak</p></article>" + TEXT, ["Anna Nowak"]),
    ("", "<div><small>04.02.2022 von Anna Nowak</small>" + H1 + "</div>" + TEXT, ["Anna Nowak"]),
    (  # a line of facts with a link to edit the page at its end
        "",
        "<article><header>" + H1 + "<div><span>June 21, 2014</span> · <span>2 min</span> · <span>Anna Nowak"
        "</span> | <span><a href='/edit'>Suggest Changes</a></span></div></header>" + TEXT + "</article>",
        ["Anna Nowak"],
    ),
    (  # a block theme: the name alone in a group below the text, where the form to reply is as well
        "",
        f"<main><div>{H1}</div>{TEXT}<div><div class='post-author'><p>Anna Nowak</p></div>"
        "<h3>Leave a reply to this <small><a href='#x'>Cancel reply</a></small></h3></div></main>",
        ["Anna Nowak"],
    ),
    (  # a line of facts under the headline
        "",
        "<header>"
        + H1
        + '<div class="meta"><span>June 21, 2014</span> · 1 min · Anna Nowak, Jan Lis</div></header>'
        + TEXT,
        ["Anna Nowak", "Jan Lis"],
    ),
    (
        "",
        "<div>" + H1 + "<p>2014-06-21 作者：张三 来源：灯塔</p></div>" + TEXT,
        ["张三"],
    ),  # facts in one line
    ("", "<div>" + H1 + "<p>21.06.2014, 10:00 Автор: Олена Щур</p></div>" + TEXT, ["Олена Щур"]),
    (
        "",
        "<div>" + H1 + '<p>Дададзена <b class="username">Павел Жук</b>, 06/21/2014</p></div>' + TEXT,
        ["Павел Жук"],
    ),
    (  # the same with section and place: no byline
        "",
        "<header>"
        + H1
        + '<div class="meta"><a href="/n">Press Room</a> · June 21, 2014</div></header>'
        + TEXT,
        None,
    ),
    (  # Pelican: a list of links without a word between them
        "",
        H1 + '<address class="vcard author">By <a class="url fn" href="/1">Anna Nowak</a>'
        '<a class="url fn" href="/2">Jan Lis</a></address>' + TEXT,
        ["Anna Nowak", "Jan Lis"],
    ),
    (  # a box for each author
        "",
        H1
        + '<ul class="authors"><li class="author">Anna Nowak</li><li class="author">Jan Lis</li></ul>'
        + TEXT,
        ["Anna Nowak", "Jan Lis"],
    ),
    (  # boxes with name and role, in a side column
        "",
        '<div><nav><div class="post__authors"><div class="profile"><b>Anna Nowak</b><br>Editor</div>'
        '<div class="profile"><b>Jan Lis</b><br>Lawyer</div></div></nav><div>' + H1 + TEXT + "</div></div>",
        ["Anna Nowak", "Jan Lis"],
    ),
    (  # label and name in two elements
        "",
        H1 + TEXT + '<div class="license-meta-author"><div>Beitragsautor</div><div>Anna Nowak</div></div>',
        ["Anna Nowak"],
    ),
    (  # a body signs
        "",
        H1 + '<span class="author vcard">Press Service of Lantern Rights Watch</span>' + TEXT,
        ["Press Service of Lantern Rights Watch"],
    ),
    (  # role set apart by CSS alone
        "",
        H1 + '<div class="story-author"><a href="/author/1">Anna Nowak</a>Redakteurin</div>' + TEXT,
        ["Anna Nowak"],
    ),
    (
        "",
        H1 + TEXT + '<div id="comments"><span class="author vcard">Jan Lis</span></div>',
        None,
    ),  # commenters
    (  # cards of other articles
        "",
        H1 + TEXT + '<div><article><h3><a href="/2">Another story on the courts of Minsk</a></h3>'
        '<span class="author">Jan Lis</span></article></div>',
        None,
    ),
    ("", H1 + TEXT + '<aside class="sidebar"><span class="author">Jan Lis</span></aside>', None),
    ("", H1 + '<figure><figcaption class="photo-author">Jan Lis</figcaption></figure>' + TEXT, None),
    ("", H1 + '<span class="author vcard">admin</span>' + TEXT, None),  # an account that nobody renamed
    ("", H1 + '<span class="author vcard">j.smith2</span>' + TEXT, None),
    (
        "",
        H1 + '<span class="author" style="display:none">Jan Lis</span>' + TEXT,
        None,
    ),  # hidden by the editors
    (ld('{"name":"Jan Lis"}'), H1 + TEXT, None),  # the uploader, whom the page does not print
    (ld('{"name":"Anna Nowak"}'), H1 + "<p><a href='/x'>Anna Nowak</a></p>" + TEXT, ["Anna Nowak"]),
    (  # unmarked, but both signals agree
        ld('[{"name":"Anna Nowak"},{"name":"Jan Lis"}]'),
        H1 + '<div class="byline">Anna Nowak</div>' + TEXT,
        ["Anna Nowak", "Jan Lis"],
    ),
    (  # capitals of a design, the name in normal case in metadata
        ld('{"name":"Anna Nowak"}'),
        H1 + '<div class="byline">ANNA NOWAK</div>' + TEXT,
        ["Anna Nowak"],
    ),
    ("", H1 + '<div class="byline">ANNA NOWAK</div>' + TEXT, ["ANNA NOWAK"]),  # as printed
    (ld('{"name":"Anna Nowak"}'), H1 + '<b class="author">annanowak</b>' + TEXT, ["Anna Nowak"]),  # a slug
    (ld('{"name":"Lantern Watch"}'), H1 + TEXT, None),  # the site itself
    ('<meta name="author" content="Lantern Watch">', H1 + TEXT, None),
    ('<meta property="article:author" content="https://facebook.com/anna">', H1 + TEXT, None),
    (  # tags of the article beside its author
        "",
        H1
        + '<div class="entry-author"><a href="/author/an">Anna Nowak</a> <a href="/tag/x">New Funds</a></div>'
        + TEXT,
        ["Anna Nowak"],
    ),
    (
        "",
        H1 + '<div class="article_author"><a href="/category/29">Miscellany</a></div>' + TEXT,
        None,
    ),  # section
    ("", H1 + '<span class="author">Short notes on the law</span>' + TEXT, None),  # a series, not a name
    ("", '<div id="tutorial">' + H1 + TEXT + "</div>", None),  # no author is in "tutorial"
    (  # a link in running text
        "",
        H1
        + f'<div>{TEXT}<p>{"They had spoken of it for years. " * 8}<a href="https://x.example/redaktion/chat">'
        "Jan Lis</a> said so.</p></div>",
        None,
    ),
    (  # the publisher's name in the byline's microdata
        "",
        H1 + '<div class="article_author">Text: <span itemprop="author">Anna Nowak</span> / '
        '<span itemprop="publisher"><span itemprop="name">lantern.example</span></span></div>' + TEXT,
        ["Anna Nowak"],
    ),
    ("", H1 + '<div class="overline">Interview mit Autorin Jan Lis</div>' + TEXT, None),  # the interviewee
    (  # the site's name behind persons
        "",
        H1 + '<span class="byline">By Anna Nowak, Lantern Watch</span>' + TEXT,
        ["Anna Nowak"],
    ),
    ("", H1 + '<span class="byline">Anna Nowak Lantern Watch</span>' + TEXT, ["Anna Nowak"]),
    (  # an agency that structured data list as an author
        ld('[{"name":"Anna Nowak"},{"name":"AP"}]'),
        H1 + '<div class="byline"><a href="/author/1">Anna Nowak</a> <a href="/author/2">AP</a></div>' + TEXT,
        ["Anna Nowak", "AP"],
    ),
    (  # who publishes, beside the date
        "",
        "<header>"
        + H1
        + '<div class="meta"><span>June 21, 2014</span> · Lantern Watch</div></header>'
        + TEXT,
        None,
    ),
    (  # everybody who writes for the site, in a box
        ld('{"name":"Anna Nowak"}'),
        H1
        + TEXT
        + '<div><ul class="authors"><li><a href="/a/1">Jan Lis</a></li><li><a href="/a/2">Eva Holm</a>'
        '</li><li><a href="/a/3">Anna Nowak</a></li><li><a href="/a/4">Ola Berg</a></li></ul></div>',
        ["Anna Nowak"],
    ),
    (  # who gave the information, in a box of its own; structured data name the author alone
        ld('{"name":"Ana Silva"}'),
        H1
        + '<div class="post-author"><p>Publicado por <a href="/author/1">Ana Silva</a></p><p>La información '
        'es de <a href="/author/2">Luis Gil</a></p></div>' + TEXT,
        ["Ana Silva"],
    ),
    (  # generated classes, names for tests; the role set apart by CSS alone
        "",
        H1 + '<div data-testid="byline-new"><div data-testid="byline-new-contributors"><span class="sc-80-7">'
        'Anna Nowak</span><span class="sc-80-8">Minsk correspondent</span></div></div>' + TEXT,
        ["Anna Nowak"],
    ),
    (
        "",
        H1 + '<ul><li><span class="x1" data-hook="user-name">Anna Nowak</span></li></ul>' + TEXT,
        ["Anna Nowak"],
    ),
    ("", H1 + '<div><a href="/@anna" data-testid="authorName">Anna Nowak</a></div>' + TEXT, ["Anna Nowak"]),
    ("", H1 + '<div class="gnt_ar_by"><a href="/staff/1">Anna Nowak</a></div>' + TEXT, ["Anna Nowak"]),
    (
        "",
        H1 + '<div class="szerzo"><a href="/szerzo/1">Kovács Éva</a></div>' + TEXT,
        ["Kovács Éva"],
    ),  # Hungary
    ("", H1 + '<div class="haber-yazar"><span>Ayşe Yılmaz</span></div>' + TEXT, ["Ayşe Yılmaz"]),  # Turkey
    ("", "<div>" + H1 + "<p><span>홍길동 기자</span> <span>2024.06.03</span></p></div>" + TEXT, ["홍길동"]),
    (
        "",
        "<div>" + H1 + "<p>3 June 2024</p><p>Civil Society</p></div>" + TEXT,
        None,
    ),  # a section, as it seems
    (  # who checked the facts stands in the same box; structured data name the author alone
        ld('{"name":"Anna Nowak"}'),
        H1 + '<div class="article-meta__byline"><div>By <a href="/people/1">Anna Nowak</a></div><div>Learn '
        'about our editorial policies</div><div>Fact checked by <a href="/people/2">Jan Lis</a></div></div>'
        + TEXT,
        ["Anna Nowak"],
    ),
    (  # several persons in structured data are no uploader
        ld('[{"name":"Anna Nowak"},{"name":"Jan Lis"}]'),
        H1 + TEXT,
        ["Anna Nowak", "Jan Lis"],
    ),
    (  # Drupal's class for what stands on the front page
        "",
        "<div>" + H1 + '</div><div class="node node-promoted"><div class="submitted">Submitted by '
        '<span class="username">Павел Жук</span></div>' + TEXT + "</div>",
        ["Павел Жук"],
    ),
]


@pytest.mark.parametrize(("head", "body", "names"), FOUND)
def test_who_signs_is_found(head: str, body: str, names: list[str] | None) -> None:
    assert found(body, head) == names


SIGNED = [
    # (byline, text, names), where such a thing is seen: the system signs everything with the house's name
    ("Lantern Watch", f"<p><strong>Anna Nowak</strong></p>{TEXT}", ["Anna Nowak"]),  # in bold, first
    (
        "Lantern Watch",
        f"<p>…as families wait</p><p><b>Anna Nowak/Jan Lis</b></p>{TEXT}",
        ["Anna Nowak", "Jan Lis"],
    ),
    ("", f"{TEXT}<p class='Normal' style='text-align:right'><strong>Lê Phương</strong></p>", ["Lê Phương"]),
    ("Newsroom", f"<p>By Anna Nowak</p>{TEXT}", ["Anna Nowak"]),
    ("Jan Lis", f"<p><strong>Anna Nowak</strong></p>{TEXT}", ["Jan Lis"]),  # a person signs: no need to look
    (
        "Lantern Watch",
        f"<p><strong>Ten People</strong></p>{TEXT}",
        ["Lantern Watch"],
    ),  # words of the headline
    (
        "Lantern Watch",
        f"<p><strong>Her Neighbours</strong></p>{TEXT}",
        ["Lantern Watch"],
    ),  # words of the text
    ("Lantern Watch", f"{TEXT}<p><strong>Further Reading:</strong></p>", ["Lantern Watch"]),
    ("Lantern Watch", f"<p>Anna Nowak</p>{TEXT}", ["Lantern Watch"]),  # nothing sets it apart
    ("", "<p>〔記者張三／台北報導〕她早上六點被帶走，沒有人告訴鄰居為什麼。</p>", ["張三"]),  # Taiwan's press
    ("", "<p>(서울=한국뉴스) 홍길동 기자 = 그는 아침 여섯 시에 끌려갔다.</p>", ["홍길동"]),  # Korean agencies
]


@pytest.mark.parametrize(("byline", "text", "names"), SIGNED)
def test_persons_who_sign_in_the_text_come_before_the_house(byline: str, text: str, names: list[str]) -> None:
    line = f'<span class="byline">{byline}</span>' if byline else ""
    page = Page(URL, f"<body><article>{H1}{line}<div class='text'>{text}</div></article></body>")
    root = page.tree.find(".//div[@class='text']")
    assert find_authors(page, headline=page.tree.find(".//h1"), root=root).value == names


LISTED = [
    # (head, names): what metadata alone say of an article whose card we came from
    ('<meta name="author" content="Anna Nowak, Jan Lis">', ["Anna Nowak", "Jan Lis"]),  # static generators
    (
        '<meta name="citation_author" content="Anna Nowak"><meta name="citation_author" content="Jan Lis">',
        ["Anna Nowak", "Jan Lis"],
    ),
    ('<meta name="dc.creator" content="Anna Nowak">', ["Anna Nowak"]),
    ('<meta name="author" content="Lantern Watch">', None),
    ('<meta name="author" content="admin">', None),
    (ld('{"@type":"Person","name":"Anna Nowak"}'), ["Anna Nowak"]),
    (ld('["Anna Nowak", "Jan Lis"]'), ["Anna Nowak", "Jan Lis"]),
    (ld('{"@type":"Organization","name":"Some Agency"}'), None),
    (
        '<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#p"}},'
        '{"@type":"Person","@id":"#p","name":"Anna Nowak"}]}</script>',
        ["Anna Nowak"],
    ),
    (
        '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Anna Nowak">',
        ["Anna Nowak"],
    ),
    (ld('{"@id":"#x"}'), None),  # a reference that leads nowhere
    (ld("[[[[[[[[]]]]]]]]"), None),
    (ld('{"name":{"name":7}}'), None),
]


@pytest.mark.parametrize(("head", "names"), LISTED)
def test_metadata_alone_name_the_author_of_a_listed_article(head: str, names: list[str] | None) -> None:
    assert found(H1 + TEXT, head, Card(url=URL, title="Ten people free")) == names


def test_the_cards_authors_are_evidence() -> None:
    card = Card(url=URL, title="Ten people free", authors=("By Anna Nowak",))
    assert found(H1 + TEXT, card=card) == ["Anna Nowak"]


def test_evidence_tells_who_agreed_and_who_differed() -> None:
    head = ld('{"name":"Anna Nowak"}') + '<meta name="author" content="Jan Lis">'
    page = Page(URL, f"<head>{head}</head>{H1}<p class=byline>By Anna Nowak</p>{TEXT}")
    evidence = find_authors(page, headline=find_title(page).node).evidence
    assert (evidence.signal, evidence.agreed, evidence.differed) == (
        "byline",
        ("json-ld",),
        (("meta", "Jan Lis"),),
    )


SIGNATURES = [
    ("By Anna Nowak", True),
    ("Press Office", False),  # a body dates its static pages as well
    ("", False),
]


@pytest.mark.parametrize(("byline", "signed"), SIGNATURES)
def test_a_signature_is_a_persons(byline: str, signed: bool) -> None:
    page = Page(URL, f"{H1}<p class=byline>{byline}</p>{TEXT}")
    assert has_signature(find_authors(page, headline=find_title(page).node)) is signed


def test_metadata_are_no_signature() -> None:
    page = Page(URL, "<head>" + ld('{"name":"Anna Nowak"}') + f"</head>{H1}{TEXT}")
    card = Card(url=URL, title="Ten people free")
    assert not has_signature(find_authors(page, headline=find_title(page).node, card=card))


def test_nobody_has_a_reason() -> None:
    assert find_authors(Page(URL, H1 + TEXT)).evidence.reason


def test_the_byline_element_is_returned() -> None:
    page = Page(URL, f"{H1}<p class=byline>By Anna Nowak</p>{TEXT}")
    node = find_authors(page, headline=find_title(page).node).node
    assert node is not None
    assert node.get("class") == "byline"


@given(st.text(), st.text())
def test_no_page_raises(name: str, markup: str) -> None:
    body = f"{H1}<div class='author'>{name}</div><p>By {name}</p>{markup}"
    names = found(body, ld(f'"{name}"')) or []
    assert all(normalise_authors(own) == [own] for own in names)


JSON = st.recursive(
    st.none()
    | st.integers()
    | st.sampled_from(["Anna Nowak", "#p", "Person", "Organization", "NewsArticle", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "name", "author", "creator", "publisher", "headline"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_no_structured_data_raise(items: list[object]) -> None:
    script = f'<script type="application/ld+json">{json.dumps(items)}</script>'
    names = found(H1 + TEXT, script, Card(url=URL, title="Ten people free")) or []
    assert all(normalise_authors(own) == [own] for own in names)
