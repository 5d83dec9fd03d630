"""Words that are no person's name, by language: roles, beats, days, buttons, places, accounts.

From dictionaries, from imprints of papers and broadcasters, and from the interface translations of WordPress,
Drupal and Joomla; short names of days from CLDR.
"""

from __future__ import annotations

import pytest

from crawler.authors import normalise_authors
from crawler.authors.names import is_login
from tests.test_bywords import named, phrases

ROLES = {
    "English": (
        "Ann Roe",
        "{} Editor; {} Editor-in-chief; {} Reporter; {} Reporters; {} Correspondent; {} Journalist;"
        "{} Columnist; {} Contributor; {} Contributing; {} Writer; {} Writers; {} Author; {} Bureau Chief;"
        "{} Staff Writer; {} Producer; {} Director; {} Professor; {} Analyst; {} Fellow;"
        "{} Researcher; {} Freelance;"
        "{} Senior; {} Opinion; {} Analysis; {} Guest; {} Deputy; {} Manager; {} Officer; {} Spokesperson;"
        "{} President; {} Chairwoman; {} Representative; {} Coordinator; {} Campaigner; {} Activist;"
        "{} Specialist; {} Expert; {} Advisor; {} Adviser;"
        " {} Founder; {} Ambassador; {} Lecturer; {} Lawyer; {} Blogger;"
        "{} Intern; {} Assistant; {} Associate",
    ),
    "German": (
        "Anke Rohde",
        "{} Redakteurin; {} Redaktor; Gastkommentar {}; {} Kommentar; {} Leitartikel; {} Journalistin;"
        "{} Korrespondentin; {} Volontärin; {} Abteilungsleiterin; {} Chefredakteurin; {} Referentin;"
        "{} Sprecherin; {} Vorsitzende; {} Geschäftsführerin; {} Ressort; {} Autor; {} Autorin;"
        "{} Gastautorin;"
        "{} Mitarbeiterin; {} Pressesprecherin",
    ),
    "French": (
        "Anne Petit",
        "{} porte-parole; {} directeur; {} directrice; {} journaliste; {} rédacteur; {} rédactrice;"
        "{} correspondante; {} chroniqueuse; {} envoyée spéciale",
    ),
    "Spanish": (
        "Ana Ruiz",
        "{} Periodista; {} Redactora; {} Corresponsal; {} Editora; {} Colaboradora; {} Autora",
    ),
    "Portuguese": ("Ana Silva", "{} Jornalista; {} Repórter"),
    "Italian": (
        "Anna Rossi",
        "{} Giornalista; {} Redattore; {} Redattrice; {} Corrispondente; {} Inviata; {} Direttore",
    ),
    "Polish": ("Ewa Lis", "{} Dziennikarz; {} Dziennikarka; {} Redaktorka; {} Korespondentka"),
    "Czech, Slovak, Croatian": (
        "Jana Nová",
        "{} Novinářka; {} Novinárka; {} Šéfredaktorka; {} Novinarka",
    ),
    "Swedish, Dutch, Finnish, Hungarian": (
        "Eva Lind",
        "{} Redaktör; {} Journalisten; {} Verslaggever; {} Redacteur; {} Toimittaja; {} Újságíró",
    ),
    "Turkish": ("Ayşe Kaya", "{} Muhabiri; {} Editörü; {} Yazarı"),
    "Russian": (
        "Анна Седова",
        "{} Журналистка; {} Корреспондентка; {} Редакторка; {} Директор; {} Председатель; {} Руководитель;"
        "{} Координатор; {} Эксперт; {} Правозащитница; {} Обозреватель; {} Аналитик;"
        "{} для «Маяка»",
    ),
    "Ukrainian and Belarusian": (
        "Олена Щур",
        "{} Журналіст; {} Журналістка; {} Кореспондентка; {} Оглядачка; {} Карэспандэнтка; {} Рэдактарка",
    ),
    "Korean and Chinese": ("홍길동", "{} 기자; {} 記者; {} 报道"),
    "what stands beside a byline": (
        "Ann Roe",
        "{} Minutes; {} Minuten; {} Lesezeit; {} Comments; {} Comment; {} Kommentare; {} Updated;"
        "{} Published; {} Veröffentlicht; {} Aktualisiert; {} Stand; {} Opublikowano; {} Publié;"
        "{} Publicado;"
        "{} Modifié; {} Güncelleme; {} Views; {} Share; {} Follow; {} Profile; {} Contact; {} Kontakt;"
        "{} Bio;"
        "{} Photo; {} Foto; {} Image; {} Bild; {} Video; {} Podcast; {} About; {} Subscribe; {} Abonnieren;"
        "{} Merken; {} Email; {} E-mail; {} Twitter; {} Facebook; {} LinkedIn; {} Read",
    ),
}


@pytest.mark.parametrize("language", ROLES)
def test_a_role_beside_a_name_is_no_part_of_it(language: str) -> None:
    assert [(line, name) for line, name in named(ROLES, language) if normalise_authors(line) != [name]] == []


BEATS = (
    "Political; Politics; National; Foreign; World; Local; Regional; Business; Economics; Economy;"
    "Financial; Finance; Sport; Football; Health; Medical; Science; Crime; Court; Courts; Legal; Education;"
    "Environment; Climate; Energy; Home Affairs; Diplomatic; Defence; Security; Government; Royal; Social;"
    "Religion; Technology; Tech; Digital; Data; Investigative; Investigations; Features; Culture; Arts;"
    "Music; Film; Travel; Food; Lifestyle; Fashion; Entertainment; General Assignment; Special; Executive;"
    "Managing; Head; Breaking; AP; BBC; City; Defense"
)


def test_what_a_reporter_reports_on_is_of_the_role() -> None:
    beats = phrases(BEATS)
    assert [beat for beat in beats if normalise_authors(f"Ann Roe {beat} Editor") != ["Ann Roe"]] == []
    assert [beat for beat in beats if normalise_authors(f"{beat} Editor Ann Roe") != ["Ann Roe"]] == []
    assert normalise_authors("Ann Roe Breaking News Editor") == ["Ann Roe"]


ALONE = {
    "English days": "Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday",
    "German days": "Montag; Dienstag; Mittwoch; Donnerstag; Freitag; Samstag; Sonnabend; Sonntag",
    "French days": "Lundi; mardi; mercredi; jeudi; vendredi; samedi; dimanche",
    "Spanish days": "Lunes; martes; miércoles; jueves; viernes; sábado; domingo",
    "Portuguese days": "Segunda-feira; terça-feira; quarta-feira; quinta-feira; sexta-feira",
    "Italian days": "Lunedì; martedì; mercoledì; giovedì; venerdì; sabato; domenica",
    "Dutch days": "Maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag",
    "Swedish days": "Måndag; tisdag; onsdag; torsdag; fredag; lördag; söndag",
    "Polish days": "Poniedziałek; wtorek; środa; czwartek; piątek; sobota; niedziela",
    "Russian days": "Понедельник; вторник; среда; четверг; пятница; суббота; воскресенье",
    "Ukrainian days": "Понеділок; вівторок; середа; четвер; п’ятниця; п'ятниця; субота; неділя",
    "Belarusian days": "Панядзелак; аўторак; серада; чацвер; пятніца; нядзеля",
    "Turkish days": "Pazartesi; Salı; Çarşamba; Perşembe; Cumartesi",
    "Indonesian days": "Senin; Selasa; Rabu; Kamis; Jumat; Sabtu; Minggu",
    "what a date is called": "Date; Datum; Dato; Fecha; Data; Tarih; Дата",
    "today": "Today; Heute; Aujourd’hui; Aujourd'hui; Hoy; Oggi; Dzisiaj; Сегодня; Сьогодні; Сёння",
    "updated": (
        "Updated; Uppdaterad; Opdateret; Oppdatert; Päivitetty; Publicerad; Publiceret; Publisert; Julkaistu;"
        "Publiziert; Aktualizováno; Aktualizacja; Zuletzt geändert; Обновлено; Оновлено; Güncellendi;"
        "Aktualisiert;"
        "Opublikowano; Publié; Publicado"
    ),
    "buttons": (
        "Share; Teilen; Partager; Compartir; Udostępnij; Поделиться; Comment; Comments; Kommentare;"
        "Commentaires; Comentarios; Menu; More; Mehr; Weiter; Weiterlesen; Plus; Más; Mais; Więcej; Ещё; Еще;"
        "Newsletter; Advertisement; Anzeige; Publicidad; Reklama; Sponsored; Sponsored content;"
        "Gesponserte Inhalte; Subscribe; Follow; Login; Search"
    ),
}


@pytest.mark.parametrize("kind", ALONE)
def test_a_day_or_a_button_is_nobody(kind: str) -> None:
    assert [word for word in phrases(ALONE[kind]) if normalise_authors(word)] == []


SHORT_DAYS = {
    "English": "Mon, 3. Oct; Tue, 3. Oct; Wed, 3. Oct; Thu, 3. Oct; Fri, 3. Oct; Sat, 3. Oct; Sun, 3. Oct",
    "German": "Mo., 3. Mai; Di, 3. Mai; Mi, 3. Mai; Do, 3. Mai; Fr, 3. Mai; Sa, 3. Mai; So, 3. Mai",
    "French": "lun., 3 mai; mar., 3 mai; mer., 3 mai; jeu., 3 mai; ven., 3 mai; sam., 3 mai; dim., 3 mai",
    "Spanish": "mié, 3 mayo; jue, 3 mayo; vie, 3 mayo; sáb, 3 mayo; dom, 3 mayo",
    "Portuguese": "seg, 3 maio; ter, 3 maio; qua, 3 maio; qui, 3 maio; sex, 3 maio",
    "Italian and Dutch": "gio, 3 maggio; ma, 3 mei; wo, 3 mei; vr, 3 mei; za, 3 mei; zo, 3 mei",
    "Swedish": "mån, 3 maj; tis, 3 maj; ons, 3 maj; tor, 3 maj; fre, 3 maj; lör, 3 maj; sön, 3 maj",
    "Polish": "pon., 3 maja; wt., 3 maja; śr., 3 maja; czw., 3 maja; pt., 3 maja; sob., 3 maja; ndz., 3 maja",
    "Russian and Ukrainian": "пн, 3 мая; вт, 3 мая; ср, 3 мая; чт, 3 мая; пт, 3 мая; сб, 3 мая;"
    "вс, 3 мая; нд, 3 мая",
}


@pytest.mark.parametrize("language", SHORT_DAYS)
def test_a_days_short_name_before_a_date_is_nobody(language: str) -> None:
    assert [date for date in phrases(SHORT_DAYS[language]) if normalise_authors(date)] == []


PLACES = (
    "New York; Los Angeles; San Francisco; San Diego; Las Vegas; Hong Kong; Tel Aviv; New Delhi;"
    "Buenos Aires;"
    "Rio de Janeiro; São Paulo; Sao Paulo; Cape Town; Washington DC; Washington D.C.; Kuala Lumpur;"
    "Mexico City; St Petersburg; St. Petersburg; Sankt Petersburg; The Hague; Den Haag; Frankfurt am Main;"
    "New Zealand; South Africa; Sri Lanka; Saudi Arabia; United States; United Kingdom; El Salvador;"
    "Costa Rica; Ciudad de México; नई दिल्ली; नयी दिल्ली"
)


def test_the_place_behind_a_name_is_no_second_name() -> None:
    assert [place for place in phrases(PLACES) if normalise_authors(f"Ann Roe, {place}") != ["Ann Roe"]] == []


ACCOUNTS = {
    "first accounts of systems": (
        "admin; wpadmin; adminka; administrator; webmaster; root; user; user7; Super User; superuser;"
        "guest; Gast;"
        "anonymous; anonym; unknown; test; editor1; author1; writer; wp-admin; system; default; moderator;"
        "cms; publisher; owner; manager; import; imported; rss; feed; n/a; none; null; undefined; nobody"
    ),
    "Russian, Ukrainian, Belarusian": (
        "владелец; администратор; адміністратор; адміністрацыя; админ; адмін; автор; аўтар"
    ),
    "what is left of a template": (
        "posted; published; written; geschrieben; verfasst; veröffentlicht; gepostet; über; about;"
        "name; autor;"
        "redakteur; staff; by; von; web; website; site; home; info; contact; news; press; online; blog; red"
    ),
}


@pytest.mark.parametrize("kind", ACCOUNTS)
def test_an_account_that_nobody_renamed_is_nobody(kind: str) -> None:
    assert [name for name in phrases(ACCOUNTS[kind]) if not is_login(name)] == []
    assert [name for name in phrases(ACCOUNTS[kind]) if normalise_authors(f"By {name}")] == []
