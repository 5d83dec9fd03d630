"""The words around a name, by language: real phrases of bylines, one for each word that the reader knows.

From dictionaries of each language, from the interface translations of WordPress, Drupal, Joomla and Blogger,
and from imprints of papers. `{}` is where the name stands.
"""

from __future__ import annotations

import pytest

from crawler.authors import find_authors, normalise_authors
from crawler.authors.bywords import OPENING
from crawler.authors.names import is_agency, is_organisation
from crawler.document.page import Page

TEXT = (
    "<p>She was taken from her flat at six in the morning, her neighbours say, and nobody told them why.</p>"
)


def phrases(line: str) -> list[str]:
    """Return the phrases of a line, which semicolons part."""
    return [phrase for part in line.split(";") if (phrase := " ".join(part.split()))]


def named(table: dict[str, tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """Return each phrase of a language with a name in it, and the name."""
    name, line = table[language]
    return [(phrase.replace("{}", name), name) for phrase in phrases(line)]


def below_the_headline(line: str) -> list[str] | None:
    page = Page("https://lamp.example/1", f"<body><h1>Ten people free</h1><p>{line}</p>{TEXT * 3}</body>")
    return find_authors(page, headline=page.tree.find(".//h1")).value


SIGNED = {
    "English": (
        "Ann Roe",
        "By {}; Written by {}; Posted by {}; Published by {}; Reported by {}; Reporting by {}; Story by {};"
        "Article by {}; Text by {}; Words by {}; Compiled by {}; Prepared by {}; Submitted by {};"
        "Contributed by {}; Added by {}; Created by {}; Authored by {}; Posts by {}; View all posts by {};"
        "See all posts by {}; All posts by {}; Articles by {}; More from {}; More by {}; Interview: {};"
        "Author: {}; Authored: {}; About the author: {}; About the authors: {}; Credits: {};"
        "The author: {}; Author(s): {}; Byline: {};"
        "Writer: {};"
        "Writers: {}; Words: {}; Story: {}; Text: {}; By-line: {}; Contributor: {}; Credit: {}; Reporter: {}",
    ),
    "German": (
        "Anke Rohde",
        "Von {}; Alle Beiträge von {}; Zeige alle Beiträge von {}; Alle Artikel von {}; Artikel von {};"
        "Posts von {}; Autorin/Autor {}; Autor/Autorin {}; Autor {}; Autoren {}; Autorin {};"
        "Geschrieben von {}; Verfasst von {}; Veröffentlicht von {}; Erstellt von {}; Aufgezeichnet von {};"
        "Ein Beitrag von {}; Ein Gastbeitrag von {}; Eine Analyse von {}; Ein Kommentar von {};"
        "Kommentar von {}; Ein Artikel von {}; Gastbeitrag von {}; Beitrag von {};"
        "Eingestellt von {}; Gepostet von {}; Mehr von {};"
        "Text von {}; Autorinnen: {}; Autor/in: {}; Autor:in: {}; Autor*in: {}; Beitragsautor: {};"
        "Beitrags-Autor: {}; Verfasser: {}; Verfasserin: {}; Text und Interview: {}; Redaktion: {};"
        "Über den Autor: {}; Über die Autorin: {}; Zur Person: {}",
    ),
    "French": (
        "Anne Petit",
        "Par {}; Propos recueillis par {}; Écrit par {}; Publié par {}; Rédigé par {}; Posté par {};"
        "Proposé par {}; Article de {}; Un article de {}; Auteur {}; Autrice: {}; Rédaction: {};"
        "Rédacteur: {}; Texte: {}; Auteure: {}; Auteures: {}; Autrices: {}",
    ),
    "Spanish": (
        "Ana Ruiz",
        "Por {}; Escrito por {}; Escribe {}; Escriben {}; Publicado por {}; Redactado por {}; Texto de {};"
        "Texto por {}; Enviado por {}; Autora: {}; Autoras: {}; Autores: {}; Redacción: {};"
        "Redactora: {}; Texto: {}; Textos: {}; Autor/a: {}",
    ),
    "Portuguese": ("Ana Silva", "Por {}; Postado por {}"),
    "Italian": (
        "Anna Rossi",
        "Di {}; Scritto da {}; Pubblicato da {}; Postato da {}; A cura di {}; Articolo di {}; Autore: {};"
        "Autrice: {}; Autori: {}; Testo: {}; Testi: {}",
    ),
    "Dutch": (
        "Piet Bakker",
        "Door {}; Geschreven door {}; Geplaatst door {}; Gepost door {}; Auteur: {}; Tekst: {}",
    ),
    "Norwegian": (
        "Kari Holm",
        "Av {}; Skrevet av {}; Publisert av {}; Tekst av {}; Text av {}; Tekster: {}; Forfatter: {};"
        "Journalist: {}; Reporter: {}",
    ),
    "Swedish": ("Åsa Lind", "Skriven av {}; Författare: {}; Skribent: {}; Författad av: {}"),
    "Danish": ("Jens Holm", "Af {}; Skrevet af {}; Tekst af {}"),
    "Polish": (
        "Ewa Lis",
        "Autorstwa {}; Napisał {}; Napisała {}; Opracował {}; Opracowała {}; Oprac. {}; Opr. {};"
        "Przygotował {}; Przygotowała {}; Dodał {}; Dodała {}; Autorka: {}; Autorzy: {}; Autorstwo: {}",
    ),
    "Czech and Slovak": ("Jan Novák", "Napsal {}; Napsala {}; Autoři: {}; Autorky: {}; Autoři článku: {}"),
    "Slovene": ("Tone Kos", "Avtor: {}; Avtorica: {}"),
    "Croatian and Serbian": (
        "Ana Horvat",
        "Piše {}; Pišu {}; Napisao {}; Napisala {}; Objavio {}; Objavila {}",
    ),
    "Serbian": ("Марко Марић", "Аутор {}; Аутори: {}"),
    "Romanian": ("Ana Pop", "De către {}; Scris de {}; Publicat de {}"),
    "Hungarian": ("Kovács Éva", "Írta {}; Szerző {}; Szöveg: {}"),
    "Finnish": (
        "Aino Laine",
        "Kirjoittanut {}; Kirjoittaja: {}; Kirjoittajat: {}; Teksti: {}; Toimittaja: {}",
    ),
    "Baltic": ("Jonas Kazlas", "Autors {}; Autorius: {}; Autorė: {}; Autoriai: {}"),
    "Albanian": ("Arta Hoxha", "Nga {}; Shkruar nga {}"),
    "Turkish and Azerbaijani": (
        "Ayşe Yılmaz",
        "Yazan {}; Yazar {}; Kaleme alan {}; Müəllif {}; Yazarlar: {}; Muhabir: {}; Editör: {}; Haber: {}",
    ),
    "Indonesian": ("Budi Santoso", "Oleh {}; Ditulis oleh {}; Penulis {}"),
    "Vietnamese": ("Lê Phương", "Theo {}; Tác giả {}"),
    "Swahili": ("Juma Hamisi", "Mwandishi {}; Na mwandishi wetu {}; Na {}"),
    "Russian": (
        "Иван Петров",
        "Автор {}; Автора {}; Авторы {}; Пише {}; Пишет {}; Опубликовал {}; Опубликовала {}; Разместил {};"
        "Написал {}; Написала {}; Подготовил {}; Подготовила {}; Текст: {}; Тексты: {};"
        "Кто написал: {}; Журналист: {}",
    ),
    "Ukrainian": (
        "Олена Щур",
        "Від {}; Автори {}; Авторка {}; Підготував {}; Підготувала {}; Журналіст: {}",
    ),
    "Belarusian": (
        "Алена Жук",
        "Ад {}; Аўтар {}; Аўтары {}; Аўтарка {}; Напісаў {}; Напісала {}; Падрыхтаваў {}; Падрыхтавала {};"
        "Тэкст: {}",
    ),
    "Kazakh": ("Айгүл Серік", "Жазған {}"),
    "Greek": (
        "Νίκος Παππάς",
        "Του {}; Της {}; Των {}; Γράφει ο {}; Γράφει η {}; Γράφει {}; Από τον {}; Από την {}; Από {};"
        "Συντάκτης {}; Κείμενο: {}; Επιμέλεια: {}; Συντάκτες: {}",
    ),
    "Hebrew": ("דנה כהן", "מאת {}; כתב {}; כתבה {}"),
    "Arabic": (
        "أحمد علي",
        "كتب {}; كتبت {}; بقلم {}; تحرير {}; إعداد {}; الكاتب {}; الكاتبة {}; المؤلف: {}; المحرر: {}",
    ),
    "Persian and Urdu": ("رضا احمدی", "نویسنده {}; به قلم {}; گزارش {}; تحریر {}; از {}"),
    "Hindi": ("राम शर्मा", "लेखक {}; द्वारा {}"),
    "Thai": ("สมชาย ใจดี", "โดย {}; ผู้เขียน {}"),
    "Georgian": ("ნინო ბერიძე", "ავტორი: {}"),
    "Armenian": ("Անի Սարգսյան", "հեղինակ {}"),
    "Chinese": (
        "张三",
        "作者：{}; 撰文：{}; 撰稿：{}; 文字：{}; 记者：{}; 記者：{}; 本报记者 {}; 本報記者 {}; 编辑：{};"
        "文/{}; 文：{}",
    ),
    "Japanese": ("山田太郎", "執筆者：{}; 執筆：{}; 著者：{}; 取材・文：{}"),
    "Korean": ("홍길동", "{} 기자; 글: {}"),
}


@pytest.mark.parametrize("language", SIGNED)
def test_a_line_below_the_headline_signs_in_its_languages_words(language: str) -> None:
    lines = named(SIGNED, language)
    assert {line: below_the_headline(line) for line, _ in lines} == {line: [name] for line, name in lines}


CREDITED = {
    "English": (
        "Jan Lis",
        "Photo: {}; Photograph: {}; Photographs: {};"
        "Photography: {}; Photos by {}; Picture: {}; Pictures by {}; Image: {};"
        "Images by {}; Illustration: {}; Illustrated by {}; Graphic: {}; Graphics: {}; Translated by {};"
        "Translated from Czech by {}; Translation: {}; Translation by {}; Medically reviewed by {};"
        "Reviewed by {}; Fact-checked by {}; Edited by {}; Editing by {}; Video: {}",
    ),
    "German": (
        "Jan Lis",
        "Foto: {}; Fotos: {}; Fotografie: {}; Fotografin: {}; Fotograf: {}; Bild: {}; Bilder: {}; Grafik: {};"
        "Illustriert {}; Kamera: {}; Übersetzung: {}; Übersetzt von {}; Übersetzer: {}",
    ),
    "French": ("Luc Grand", "Graphisme: {}; Traduction: {}; Traduit par {}"),
    "Spanish, Portuguese, Italian": (
        "Luis Gil",
        "Traducción: {}; Traducido por {}; Traducida por {}; Tradução: {}; Traduzione: {}",
    ),
    "Polish, Czech": (
        "Jan Lis",
        "Zdjęcia: {}; Zdjęcie: {}; Tłumaczenie: {}; Tłumaczyła {}; Přeložila {}; Překlad: {}",
    ),
    "Russian, Ukrainian, Belarusian": (
        "Иван Петров",
        "Фото: {}; Фотограф: {}; Иллюстрации: {}; Перевод: {}; Ілюстрація: {}; Переклад: {}; Фота: {};"
        "Здымкі: {}; Пераклад: {}",
    ),
    "East Asian": (
        "张三",
        "摄影：{}; 攝影：{}; 图：{}; 圖：{}; 翻译：{}; 翻譯：{}; 写真：{}; 撮影：{}; 사진：{}",
    ),
    "Arabic": ("أحمد علي", "تصوير: {}; ترجمة: {}"),
}


@pytest.mark.parametrize("language", CREDITED)
def test_who_takes_pictures_translates_or_checks_does_not_sign(language: str) -> None:
    lines = [line for line, _ in named(CREDITED, language)]
    assert [line for line in lines if normalise_authors(line)] == []
    assert [line for line in lines if normalise_authors(f"Ann Roe, {line}") != ["Ann Roe"]] == []


OPENINGS = (
    "〔記者{}／台北報導〕; （记者{} 北京报道）; （記者{}／香港報道）; 〔記者{}／台北電〕;"
    "（记者{} 北京21日电）"
)


def test_the_brackets_that_a_chinese_text_begins_with_name_its_reporter() -> None:
    lines = [line.replace("{}", "王小明") for line in phrases(OPENINGS)]
    assert [line for line in lines if (OPENING.match(line) or {"han": None})["han"] != "王小明"] == []


BODIES = {
    "English": (
        "Harbour Press; Ferry Service; Welfare Services; Mayor's Office; Ministry of Labour; Two Ministries;"
        "Department of Health; Harbour Agency; The Lantern Team; Lantern Staff; Courts Desk; The Editors;"
        "Lantern Editorial; Board of Trustees; Minsk Bureau; Committee on Prisons; Harbour Council;"
        "Commission of Inquiry; Association of Pilots; Lamp Foundation; Institute of Law;"
        "University of Leeds; Law Centre; Youth Center; Union of Porters; Women's Network; Border Watch;"
        "Quiet Initiative; Lamp International; Coalition for Courts; Federation of Miners;"
        "Lamp Organisation; Law Society; Working Group on Courts; Harbour News; Lamp Media; Newsroom;"
        "Human Rights House; Parliament of Youth; Embassy of Chile; Harbour Police; Secretariat;"
        "Lamp Ltd; Lamp LLC; Lamp GmbH; Lamp Inc; Lamp e.V.; Lamp Times; Morning Post; Evening Herald;"
        "Leeds Guardian; Lamp Tribune"
    ),
    "German": (
        "Redaktion; Redaktionsteam; Agentur Licht; Heimatverein; Anwaltsverband; Lichtstiftung;"
        "Institut für Recht; Ministerium für Justiz; Gesellschaft für Recht; Zentrum für Bildung;"
        "Universität Leipzig; Pressestelle; Presseabteilung; Presseagentur; Landesanstalt; Polizei Bonn"
    ),
    "Romance": (
        "La rédaction; La redaction; Redacción; Redacció; Da redação; Redazione; Agencia Sur; Agência Sul;"
        "Agence du Sud; Agenzia Sud; Universidad de Cuyo; Università di Pisa"
    ),
    "Slavic in Latin letters": (
        "Redakcja; Redakce; Redakcia; Redakcija; Agencja Wschód; Inicjatywa Wolne Sądy; Fundacja Lampa;"
        "Stowarzyszenie Lampa; Policja Lublin"
    ),
    "Dutch, Nordic, Finnish, Hungarian, Indonesian, Turkish": (
        "Redactie; Redaksjonen; Redaktionen; Toimitus; Szerkesztőség; Redaksi; Haber Merkezi"
    ),
    "Cyrillic": (
        "Редакция; Редакція; Рэдакцыя; Пресс-служба; Прэс-служба; Прес-служба; Праўны цэнтр; Центр «Маяк»;"
        "Ініцыятыва «Маяк»; Ініціатива «Маяк»; Инициатива «Маяк»; Агентство «Маяк»; Агенцтва «Маяк»;"
        "Фонд «Маяк»; Саюз літаратараў; Союз моряков; Спілка моряків"
    ),
    "Arabic and Persian": "هيئة الميناء; وكالة المرفأ; مركز العدالة; خبرگزاری بندر",
    "East Asian": (
        "编辑部; 灯塔通讯社; 新华社; 法律中心; 司法記者会; 灯塔社; 灯塔網; 灯塔网; 灯塔日报; 燈塔日報;"
        "灯塔新聞"
    ),
}


@pytest.mark.parametrize("language", BODIES)
def test_a_bodys_name_is_told_from_a_persons(language: str) -> None:
    assert [name for name in phrases(BODIES[language]) if not is_organisation(name)] == []


PERSONS = ["Ann Roe", "Anke Vereinfach", "Иван Петров", "张三", "Deskin Boardman"]


@pytest.mark.parametrize("name", PERSONS)
def test_a_persons_name_is_no_bodys(name: str) -> None:
    assert not is_organisation(name)


AGENCIES = {
    "as their own guides write them": (
        "dpa; AFP; AP; Reuters; APA; SDA; SID; epd; KNA; EFE; ANSA; PAP; TASS; ТАСС; Interfax; Интерфакс;"
        "РИА Новости; UNIAN; УНІАН; Укрінформ; Ukrinform; Xinhua; NTB; TT; STT; Ritzau; Belga; ANP; MTI;"
        "ČTK; CTK; TASR; Hina; Tanjug; Lusa; ATS; PTI; ANI; IANS; TNN; Kyodo; Bloomberg; Associated Press;"
        "The Associated Press; Press Association; PA; UPI; dapd; ots; news aktuell; Jiji; Yonhap; AAP; CNA;"
        "Bernama; Antara; Press Trust of India; Agence France-Presse;"
        "Agence France Presse; Deutsche Presse-Agentur"
    ),
    "without a name, or with an address": (
        "agencies; Agenturen; agencje; agencias; staff; wire; wires; online; dpa-AFX; kna/dpa; dpa/lnw;"
        "lamp.com; lamp.org; lamp.net; lamp.de; lamp.ru; lamp.by; lamp.ua; lamp.pl; lamp.fr; lamp.es;"
        "lamp.it; lamp.at; lamp.ch; lamp.uk; lamp.co.nz"
    ),
}


@pytest.mark.parametrize("kind", AGENCIES)
def test_an_agency_beside_a_person_does_not_sign(kind: str) -> None:
    names = phrases(AGENCIES[kind])
    assert [name for name in names if not is_agency(name)] == []
    assert [name for name in names if normalise_authors(f"Ann Roe, {name}") != ["Ann Roe"]] == []


BEHIND = (
    "The Associated Press; THE ASSOCIATED PRESS; Associated Press; ASSOCIATED PRESS; Reuters; REUTERS;"
    "Bloomberg; Bloomberg News; Agence France-Presse; Press Association; AP; AFP; dpa; DPA; EFE; ANSA; PAP;"
    "PTI; ANI; IANS; TNN; UPI; AAP; TASS; ТАСС; УНІАН; NTB; BBC; BBC Sport; BBC News; CNN; NBC; CBS; ABC;"
    "CTV; CBC; ITV; Sky; Fox; Sky Sports; Fox Business"
)


def test_an_agency_right_behind_a_name_is_no_part_of_it() -> None:
    assert [tail for tail in phrases(BEHIND) if normalise_authors(f"Ann Roe {tail}") != ["Ann Roe"]] == []


LINES = {
    # a phrase in front of a by-word or a name, which never makes a line a byline
    "Column by {}; Guest column by {}; From the desk by {}": ["Ann Roe"],
    "By our reporter {}; Von unserem Redakteur {}; Von unserer Redakteurin {}; Unser Redakteur {}": [
        "Ann Roe"
    ],
    "Dal nostro inviato {}; Dalla nostra inviata {}; Par notre correspondante {}": ["Ann Roe"],
    "Por nuestra corresponsal {}; Por nossa repórter {}; Av vår journalist {}; Door onze verslaggever {}": [
        "Ann Roe"
    ],
    "Profile photo of {}; Author image of {}; Avatar of {}; Photo of {}; Picture of {}": ["Ann Roe"],
    "Portrait of {}; Image of {}; Headshot of {}; Portrait von {}; Image for {}": ["Ann Roe"],
    "Profile avatar of {}; Profile portrait of {}; Profile image of {}; Profile headshot of {}": ["Ann Roe"],
    "Author avatar of {}; Author photo of {}; Author picture of {}; Author portrait of {}": ["Ann Roe"],
    "Author headshot of {}; Nuestro corresponsal {}; Nosso repórter {}": ["Ann Roe"],
    "編譯：{}; 编译：{}; 国际編輯：{}; 国际编辑：{}": ["Ann Roe"],
    # a button behind the name
    "{} View posts; {} See posts; {} Show posts; {} View all posts; {} See all posts; {} Show all posts": [
        "Ann Roe"
    ],
    "{} View articles; {} See articles; {} Show articles; {} View all articles; {} See all articles": [
        "Ann Roe"
    ],
    "{} Show all articles; {} View profile; {} See profile; {} Show profile; {} View bio; {} See bio": [
        "Ann Roe"
    ],
    "{} Show bio": ["Ann Roe"],
    "Über {}; About {}; Meet {}; As told to {}; Curated by: {}; Created: {}": ["Ann Roe"],
    "Opublikowano: {}; Опубликовано: {}; Опубліковано: {}": ["Ann Roe"],
    "Text and photos by {}; Words and photography by {}; Story and pictures by {}": ["Ann Roe"],
    "Text und Bilder: {}; Text und Bild: {}; Text und Fotos von {}; Text + Foto: {}": ["Ann Roe"],
    "Texte et photos par {}; Texto y fotos por {}; Testo e foto di {}; Text och bild: {}": ["Ann Roe"],
    "Tekst og foto: {}; Текст и фото: {}; Текст і фото: {}; Тэкст і фота: {}; Тэкст и фото: {}": ["Ann Roe"],
    "Photo by {}; Video by {}; Images by {}; Pictures by {}; Illustrations by {}; Translated by {}": [],
    "Edited by {}; Reviewed by {}; Medically reviewed by {}; Fact checked by {}": [],
    # behind the names: those who are not named
    "{} et al.; {} u. a.; {} and others; {} and 3 others; {} and more; {} und weitere; {} und andere": [
        "Ann Roe"
    ],
    "{} et autres; {} y otros; {} e outros; {} e altri; {} en andere; {} og andre; {} och andra": ["Ann Roe"],
    "{} i inni; {} and agency; {} and agencies; {} und Agenturen; {} et agences; {} y agencias": ["Ann Roe"],
    "{} e agenzie; {} and wires; {} & agencies; {} + wires": ["Ann Roe"],
    # a date or a place
    "{} June 5, 2014; {} 5 June 2014; {} 5 de junio de 2014; {} 5. Juni 2014; {} June 5th, 2014": ["Ann Roe"],
    "Posted on 21.09.2020 by {}; Erstellt am 21.09.2020 von {}; Publié le 21.09.2020 par {}": ["Ann Roe"],
    "El 21.09.2020 por {}; Den 21.09.2020 av {}; Den 21.09.2020 af {}; Op 21.09.2020 door {}": ["Ann Roe"],
    "Добавлено 21.09.2020 от {}": ["Ann Roe"],
    "{} in Minsk; {} at Leeds; {} from Leeds; {} near Leeds; {} aus Bonn; {} nach Bonn; {} im Ahrtal": [
        "Ann Roe"
    ],
    "{} bei Bonn; {} beim NDR; {} à Lyon; {} au Caire; {} aux Lilas; {} en Salto; {} em Lisboa;"
    "{} w Lublinie": ["Ann Roe"],
    "{} we Lwowie; {} v Praze; {} ve Zlíně; {} из Минска; {} в Минске; {} во Львове; {} у Києві": ["Ann Roe"],
    "{} ў Менску; {} з Гомеля; {} із Києва; {} iz Zagreba; {} für Lampe; {} for Lamp; {} pour Lampe": [
        "Ann Roe"
    ],
    "{} para Lámpara; {} per Lampada; {} voor Lamp; {} för Lampan; {} till Lampan; {} dla Lampy": ["Ann Roe"],
    "{} для Маяка; {} of the Lamp; {} ved Lampen; {} hos Lampen; {} special to Lamp; {} Special to Lamp": [
        "Ann Roe"
    ],
    "{} IN MINSK; {} FOR LAMP; {} AT LEEDS; {} FROM LEEDS; {} For Lamp; {} Of The Lamp; {} și Lampa": [
        "Ann Roe"
    ],
    "Written by on 2 May; Geschrieben von am 2. Mai; Publicado por el 2 mayo; Publié par le 2 mai": [],
    "By on; Von am; Por em; Av den; Af den; Door op; Napsal dne; Dodał dnia; Dodał w dniu": [],
    "Scritto da di il 2 maggio; Oleh pada; Tác giả ngày; Av på; By at": [],
    # where it was taken from
    "Source: dpa; Sources: dpa; Quelle: dpa; Quellen: dpa; Fonte: dpa; Fuente: dpa; Źródło: dpa": ["dpa"],
    "Zdroj: dpa; Источник: dpa; Джерело: dpa; Крыніца: dpa; Kaynak: dpa; Bron: dpa; Kilde: dpa": ["dpa"],
    "Källa: dpa; Lähde: dpa; المصدر: dpa; مأخذ: dpa; منبع: dpa; 来源：dpa; 來源：dpa; 出典：dpa": ["dpa"],
    "Source: lamp.example/b; Quelle: Der Bote": [],
    # two names
    "{} and Jan Lis; {} und Jan Lis; {} et Jan Lis; {} och Jan Lis; {} og Jan Lis; {} ja Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} ve Jan Lis; {} və Jan Lis; {} és Jan Lis; {} şi Jan Lis; {} și Jan Lis; {} dhe Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} ir Jan Lis; {} un Jan Lis; {} ug Jan Lis; {} dan Jan Lis; {} và Jan Lis; {} agus Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} και Jan Lis": ["Ann Roe", "Jan Lis"],
    "{} та Jan Lis; {} और Jan Lis; {} with Jan Lis; {} mit Jan Lis; {} avec Jan Lis; {} met Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} sowie Jan Lis; {} & Jan Lis; {} + Jan Lis; {} as told to Jan Lis; {}, with Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{}, mit Jan Lis; {}, avec Jan Lis; {} with reporting by Jan Lis;"
    "{} with additional reporting by Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} with reporting from Jan Lis; {} additional reporting by Jan Lis; {} y Jan Lis; {} e Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} i Jan Lis; {} a Jan Lis; {} en Jan Lis; {} и Jan Lis; {} і Jan Lis; {} й Jan Lis": [
        "Ann Roe",
        "Jan Lis",
    ],
    "{} con Jan Lis; {} com Jan Lis; {} med Jan Lis; {} सह Jan Lis; {} و Jan Lis": ["Ann Roe", "Jan Lis"],
    "ANN ROE AND JAN LIS; ANN ROE UND JAN LIS; ANN ROE ET JAN LIS; ANN ROE OCH JAN LIS": [
        "ANN ROE",
        "JAN LIS",
    ],
    "ANN ROE OG JAN LIS; ANN ROE VE JAN LIS; ANN ROE WITH JAN LIS; ANN ROE MIT JAN LIS": [
        "ANN ROE",
        "JAN LIS",
    ],
    "ANN ROE AVEC JAN LIS; ANN ROE ТА JAN LIS; ANN ROE И JAN LIS; ANN ROE Y JAN LIS": ["ANN ROE", "JAN LIS"],
    # a label of any language that has the stem of "author" in it
    "Post author: {}; Beitrags-Autoren: {}; Auteur(e): {}; Об авторе: {}; Пра аўтара: {}; Аутори: {}": [
        "Ann Roe"
    ],
    "Köşe yazarı: {}; Gæsteforfatter: {}; Gästförfattare: {}; Text-Verfasser: {}; A cikk szerzője: {}": [
        "Ann Roe"
    ],
    "Jutun kirjoittaja: {}; 本文作者：{}": ["Ann Roe"],
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_gives_its_names_and_nothing_else(line: str) -> None:
    lines = [phrase.replace("{}", "Ann Roe") for phrase in phrases(line)]
    assert {line: normalise_authors(line) for line in lines} == dict.fromkeys(lines, LINES[line])


NOT_SIGNED = (
    "Powered by {}; Sponsored by {}; Presented by {}; Checked by {}; Brought to you by {}; Image by {}"
)


def test_who_pays_or_checks_does_not_sign_even_in_a_byline() -> None:
    lines = [line.replace("{}", "Ann Roe") for line in phrases(NOT_SIGNED)]
    assert [line for line in lines if below_the_headline(f'<span class="byline">{line}</span>')] == []
