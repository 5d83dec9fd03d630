"""Those who sign are the authors: names in page order, without what stands around them in a byline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.authors import normalise_authors
from crawler.names import is_login, same_name

URL = "https://www.lantern-watch.example/news/12"

BYLINES = [
    # (as printed, the names), where such a thing is seen
    ("Anna Nowak", ["Anna Nowak"]),
    ("By Anna Nowak", ["Anna Nowak"]),  # English press
    ("by anna nowak", ["anna nowak"]),  # as printed, in small letters
    ("BY ANNA NOWAK", ["ANNA NOWAK"]),
    ("By Anna Nowak and Jan Kowalski", ["Anna Nowak", "Jan Kowalski"]),
    ("By Anna Nowak, Jan Kowalski and Piotr Lis", ["Anna Nowak", "Jan Kowalski", "Piotr Lis"]),
    ("By Anna Nowak and Jan Kowalski, with Piotr Lis", ["Anna Nowak", "Jan Kowalski", "Piotr Lis"]),
    ("BY ANNA NOWAK AND JAN KOWALSKI", ["ANNA NOWAK", "JAN KOWALSKI"]),
    ("Written by: Anna Nowak", ["Anna Nowak"]),
    ("Posted by Anna Nowak", ["Anna Nowak"]),  # blog engines
    ("View all posts by Anna Nowak", ["Anna Nowak"]),  # WordPress' title attribute
    ("More from Anna Nowak", ["Anna Nowak"]),
    ("Author: Anna Nowak", ["Anna Nowak"]),
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
