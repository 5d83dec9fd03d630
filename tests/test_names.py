"""What a person's name looks like, and what stands behind it without being a part of it."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from crawler.authors import normalise_authors
from crawler.authors.candidates import is_section, leads_to_people, leads_to_profile
from crawler.authors.names import is_person

BYLINES = [
    # (line, names): pictures, degrees and buttons behind a name
    *((f"Ann Roe and Jan Lis ({w})", ["Ann Roe"]) for w in ("foto", "photos", "bilder", "bild", "pictures")),
    *((f"Ann Roe and Jan Lis ({w})", ["Ann Roe"]) for w in ("illustrations", "grafik", "video", "kamera")),
    ("Ann Roe and Jan Lis (фото)", ["Ann Roe"]),
    *(
        (f"Ann Roe, {w} and Jan Lis", ["Ann Roe", "Jan Lis"])
        for w in ["Jr", "Sr", "PhD", "MD", "MPH", "MSc", "MA", "BA", "MBA"]
    ),
    *(
        (f"Ann Roe, {w} and Jan Lis", ["Ann Roe", "Jan Lis"])
        for w in ["RN", "RD", "RDN", "LD", "CDE", "CPA", "CFA", "Esq", "III"]
    ),
    *(
        (f"Ann Roe, {w} and Jan Lis", ["Ann Roe", "Jan Lis"])
        for w in ["LLM", "JD", "M.Sc.", "Dipl.-Ing.", "CBE", "OBE"]
    ),
    *((f"Ann Roe, {w} and Jan Lis", ["Ann Roe", "Jan Lis"]) for w in ["MBE", "MP", "MEP", "FRS"]),
    *((f"Ann Roe, {w}, Jan Lis", ["Ann Roe", "Jan Lis"]) for w in ("Ph. D.", "M. Sc.", "Dipl. Ing.")),
    *((f"Ann Roe {w}", ["Ann Roe"]) for w in ("PhD", "Ph.D.", "M.D.", "MPH", "MBA", "R.N.", "Esq.")),
    *((f"홍길동 {w}", ["홍길동"]) for w in ("기자", "특파원")),
    *((f"王小明{w}", ["王小明"]) for w in ("特派員", "記者")),
    ("山田太郎さん", ["山田太郎"]),
    *((f"Ann Roe {w} posts", ["Ann Roe"]) for w in ("view", "see all", "show")),
    *((f"Ann Roe view {w}", ["Ann Roe"]) for w in ("articles", "profile", "bio")),
    *((f"Ann Roe {w} 3 May", ["Ann Roe"]) for w in ("published", "posted", "updated", "veröffentlicht")),
    *((f"Ann Roe {w} 3 May", ["Ann Roe"]) for w in ("publié", "publicado", "aktualisiert", "opublikowano")),
    *((f"Ann Roe {w}", ["Ann Roe"]) for w in ("follow", "folgen")),
    *((f"Ann Roe’s {w}", ["Ann Roe"]) for w in ("picture", "photo", "avatar", "profile picture")),
    *((f"Ann Roe {w} Lamp Radio", ["Ann Roe"]) for w in ("for", "for the", "für", "für die", "pour", "para")),
    *((f"Ann Roe {w} den Lamp Boten", ["Ann Roe"]) for w in ("für", "of")),
    ("Ann Roe für das Lamp Radio", ["Ann Roe"]),
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_what_stands_behind_a_name_is_no_part_of_it(line: str, names: list[str]) -> None:
    assert normalise_authors(line) == names


NAMES = (
    "Ann von Roe; Ann van Roe; Ann van der Roe; Ann van den Roe; Ana de Ruiz; Ana del Ruiz; Ana della Ruiz;"
    "Anna di Rossi; Anna da Rossi; Ana dos Reis; Ana das Neves; Anne du Pré; Anne de la Tour; Anne le Roux;"
    "Nur el Sayed; Nur al Sayed; Ali bin Salim; Ali ibn Salim; Sara ben Ami; Nur abu Zayd; Ann zu Roe;"
    "Ann zum Roe;"
    "Ann zur Roe; Jan ter Borg; Jan ten Borg; Ann af Roe; Ann av Roe; José Ortega y Gasset; Ana Silva e Sá;"
    "Pau Casals i Defilló; Ana do Vale; Jan te Water; Nur na Bangchang; Marta d’Aubigny; O’Hara Lindt"
)


@pytest.mark.parametrize("name", NAMES.split(";"))
def test_a_persons_name_has_capitals_but_for_particles(name: str) -> None:
    assert is_person(name.strip())


NO_PERSONS = (
    "Ann; ann roe; Ann writes; Ann Roe of; Die Lampe; Das Licht; Ein Licht; Eine Lampe; Der Bote; The Lamp;"
    "An Hour; Our Courts; Unsere Stadt; Unser Haus; Ann Roe 2; Ann | Roe; Ann & Jan;"
    "One Two Three Four Five Six"
)


@pytest.mark.parametrize("name", NO_PERSONS.split(";"))
def test_other_words_are_no_persons_name(name: str) -> None:
    assert not is_person(name.strip())


SECTIONS = (
    "categoria categorias categories category categoría categorías catégorie kategoria kategorie "
    "kategorien label rubrica rubrik rubrique rubriques section sections tag tags temat thema themen "
    "topic topics topik"
)


@pytest.mark.parametrize("word", SECTIONS.split())
def test_a_link_to_a_section_names_nobody(word: str) -> None:
    assert is_section(fromstring(f'<a href="/{word}/harbour">Harbour Courts</a>'))
    assert not is_section(fromstring(f'<a href="/{word}bridge/anna">Anna Nowak</a>'))


PROFILES = (
    "auteurs authors autor autoren avtor forfatter journalists person profil profile profiles redaktion "
    "szerzo yazar"
)
PEOPLE = (
    "auteur auteurs author authors autor autoren autores autori by people person profil profile profiles "
    "redaktion staff team user users writer writers"
)


@pytest.mark.parametrize("word", PROFILES.split())
def test_a_folder_of_authors_has_their_pages(word: str) -> None:
    assert leads_to_profile(fromstring(f'<a href="/{word}/anna">Anna</a>'))
    assert not leads_to_profile(fromstring(f'<a href="/the-{word}/anna">Anna</a>'))


@pytest.mark.parametrize("word", PEOPLE.split())
def test_in_a_byline_a_folder_of_people_has_its_authors_page(word: str) -> None:
    assert leads_to_people(fromstring(f'<a href="https://lamp.example/{word}/anna">Anna</a>'))
    assert not leads_to_people(fromstring(f'<a href="/{word}bridge/anna">Anna</a>'))
