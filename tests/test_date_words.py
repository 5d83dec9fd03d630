"""The words around dates, by language: months, ages, labels, years, zones; phrases as pages print them."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest

from crawler.dates import normalise_date
from crawler.dates.calendars import MONTHS, folded, gregorian, month_elsewhere
from crawler.dates.clean import on_clock
from crawler.dates.lines import says_modified, says_other, says_published
from crawler.vocabulary.phrases import languages

# ----------------------------------------------------------------- months

NAMES = {code: known["months"] for code, known in languages().items() if "months" in known}
# Names that dateparser's locales (CLDR and additions) lack; where each is from.
BESIDE_CLDR = {
    "be": "травень травеня",  # classical spelling, used by part of the press
    "de": "maerz",  # addresses and systems without umlauts
    "sr": "јуни јуна јули јула маја септембра октобра новембра децембра",  # genitive, as dates are written
    "sr-Latn": "juni juna juli jula maja septembra oktobra novembra decembra",  # the same in Latin letters
    "bg": "мар ноем",  # WordPress in Bulgarian
    "el": "μάη ιούνη ιούλη σεπτ",  # colloquial genitive; WordPress in Greek
    "tg": "январ феврал апрел июн июл сентябр октябр ноябр декабр",  # dictionary; dateparser has no Tajik
    "ka": "იანვარ თებერვალ მარტ აპრილ მაის ივნის ივლის სექტემბერ ოქტომბერ ნოემბერ დეკემბერ",  # stems
    "ar-DZ": "جانفي فيفري أفريل ماي جوان جويلية أوت",  # Algeria and Tunisia, from French
    "ar-MA": "ماي يوليوز غشت شتنبر نونبر دجنبر",  # Morocco
    "ar-SY": (  # Syria, Lebanon, Jordan, Iraq
        "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول"
    ),
    "fa": "آگوست",  # Iranian press
    "hi": "फरवरी",  # without the dot below
    "id": "ags",  # Indonesian papers
}


def cldr(language: str, month: str) -> set[str]:
    """The names that dateparser's locale has for a month."""
    try:
        names = import_module(f"dateparser.data.date_translation_data.{language}").info.get(month, [])
    except ImportError:
        return set()
    return {folded(name) for name in names}


@pytest.mark.parametrize("language", NAMES)
def test_a_months_names_are_those_of_its_language(language: str) -> None:
    beside = {folded(word.replace("_", " ")) for word in BESIDE_CLDR.get(language, "").split()}
    assert NAMES[language].keys() <= set(MONTHS)
    for month, names in NAMES[language].items():
        assert {folded(name) for name in names} <= cldr(language, month) | beside, month


# (what is printed, the page's language); all 21 June 2014, but for those of other months
NAMED = [
    ("21 июнга 2014", "uz", None),
    ("21 მაისს 2014", "ka", "2014-05-21"),  # "on 21 May"
    ("21 haziranda 2014", "tr", "2014-06-21"),  # an ending that the table lacks
    ("21 ekainaren 2014", "eu", "2014-06-21"),
    ("21 שביוני 2014", "he", None),
    ("21. јуна 2014.", "sr", "2014-06-21"),
    ("21. јануара 2014.", "sr", "2014-01-21"),
    ("21 يونيه 2014", "ar", "2014-06-21"),  # Egypt
    ("9 अग॰ 2021", "hi", "2021-08-09"),
    ("২১ জানুয়ারি ২০১৪", "bn", "2014-01-21"),
    ("21 juni 2014", None, "2014-06-21"),
    ("21 mai 2014", "fr", "2014-05-21"),
    ("1er févr. 2014", "fr", "2014-02-01"),
    ("21 ΙΟΥΝΙΟΥ 2014", "el", "2014-06-21"),
    ("21 Jänner 2014", "de", "2014-01-21"),
    ("21 jun 2014 14:05", "nl", "2014-06-21"),
]


@pytest.mark.parametrize(("text", "language", "day"), NAMED)
def test_a_month_is_known_in_its_forms(text: str, language: str | None, day: str | None) -> None:
    assert normalise_date(text, language=language) == day


# ----------------------------------------------------- words inside a date

# Ordinals, "of" and "year" between day, month and year; all are 21 June 2014 unless another day is told.
INSIDE = [
    ("1st of June 2014", "en", "2014-06-01"),
    ("22nd June 2014", "en", "2014-06-22"),
    ("23rd June 2014", "en", "2014-06-23"),
    ("June the 21st, 2014", "en", "2014-06-21"),
    ("24th June 2014", "en", "2014-06-24"),
    ("1er juin 2014", "fr", "2014-06-01"),
    ("1º de junho de 2014", "pt", "2014-06-01"),
    ("21 de junho do ano de 2014", "pt", "2014-06-21"),
    ("21 de junio del año 2014", "es", "2014-06-21"),
    ("21-й июнь 2014", "ru", "2014-06-21"),
    ("21-е июня 2014", "ru", "2014-06-21"),
    ("21-го июня 2014", "ru", "2014-06-21"),
    ("21-га чэрвеня 2014", "be", "2014-06-21"),
    ("2014 г. 21 июня", "ru", "2014-06-21"),
    ("2014 года июня 21", "ru", "2014-06-21"),
    ("2014 року, червня 21", "uk", "2014-06-21"),
    ("2014 р., 21 червня", "uk", "2014-06-21"),
    ("2014 r., 21 czerwca", "pl", "2014-06-21"),
    ("2014 roku, 21 czerwca", "pl", "2014-06-21"),
    ("2014. godine, 21. lipnja", "hr", "2014-06-21"),
    ("2014 g., 21. jūnijs", "lv", "2014-06-21"),
    ("2014. gada 21. jūnijs", "lv", "2014-06-21"),
    ("2014. године, 21. јуна", "sr", "2014-06-21"),
    ("2014 година, 21 јуни", "mk", "2014-06-21"),
    ("2014 m. birželio 21 d.", "lt", "2014-06-21"),
    ("2014 йил 21 июнь", "uz", "2014-06-21"),
    ("2014 yil 21 iyun", "uz", "2014-06-21"),
    ("2014 жылы 21 маусымда", "kk", "2014-06-21"),
    ("2014 жылғы 21 маусым", "kk", "2014-06-21"),
    ("2014 ж. 21 маусым", "kk", "2014-06-21"),
    ("21 tháng 6 năm 2014", "vi", "2014-06-21"),
    ("21 Juni tahun 2014", "id", "2014-06-21"),
    ("21 Juni mwaka 2014", "sw", "2014-06-21"),
    ("21. kesäkuuta vuonna 2014", "fi", "2014-06-21"),
    ("2014 წლის 21 ივნისი", "ka", "2014-06-21"),
    ("2014 թ. հունիսի 21", "hy", "2014-06-21"),
    ("2014 թվականի հունիսի 21", "hy", "2014-06-21"),
    ("21 มิถุนายน พ.ศ. 2557", "th", "2014-06-21"),
    ("21 มิถุนายน ค.ศ. 2014", "th", "2014-06-21"),
    ("21 ב יוני 2014", "he", "2014-06-21"),
    ("21 يونيو سنة 2014", "ar", "2014-06-21"),
    ("21 يونيو عام 2014", "ar", "2014-06-21"),
]


@pytest.mark.parametrize(("text", "language", "day"), INSIDE)
def test_words_inside_a_date_do_not_hide_it(text: str, language: str, day: str) -> None:
    assert normalise_date(text, language=language) == day


# ----------------------------------------------------------------- labels

MODIFIED = [
    *("Last updated:", "Last modified on", "Last edited by Ana Silva on", "Last change:", "Last reviewed"),
    *("Edited", "Corrected on"),
    *("Aktualisiert am", "Letzte Änderung:", "Zuletzt geändert am", "Zuletzt bearbeitet:"),  # de
    *("Mis à jour le", "Mise à jour :", "Modifié le", "Actualizado:", "Última modificación:"),  # fr, es
    *("Atualizado em", "Alterado em", "Aggiornato il", "Bijgewerkt op", "Laatst gewijzigd op"),  # pt, it, nl
    *("Обновлено:", "Изменено", "Оновлено", "Змінено:", "Абноўлена", "Зменена"),  # ru, uk, be
    *("Edytowano", "Zaktualizowano: aktualizacja", "Upraveno", "Ažurirano:", "Izmenjeno"),  # pl, cs, hr, sr
    *("Izmijenjeno", "Ажурирано", "Измењено", "Променено на", "Актуализирано на"),  # hr, sr, bg
    *("Güncelleme Tarihi:", "Yenilənib:", "Жаңартылды:"),  # tr, az, kk
    *("Τελευταία ενημέρωση:", "Frissítve:", "Módosítva:", "Päivitetty", "Muokattu"),  # el, hu, fi
    *("Uppdaterad", "Ändrad den", "Opdateret", "Oppdatert", "Sist endret"),  # sv, da, nb
    *("Atnaujinta", "Atjaunināts", "Papildināts", "Uuendatud", "Muudetud"),  # lt, lv, et
    *("Cập nhật lúc", "Diperbarui", "Imehaririwa"),  # vi, id, sw
    *("更新时间：", "修改于", "최종 작성", "수정"),  # zh, ko
    *(
        "آخر تحديث:",
        "آخر تعديل",
        "به‌روز شده در",
        "به روز شده در",
        "بهروز شده",
        "ویرایش:",
        "עודכן:",
        "עדכון אחרון",
    ),  # ar, fa, he
    *("განახლდა:", "განახლებულია", "Թարմացվել է", "अपडेट:", "แก้ไขเมื่อ", "อัปเดต", "อัพเดท"),  # ka, hy, hi, th
]
PUBLISHED = [
    *("Published", "Posted on", "Issued", "For immediate release:", "Written", "Submitted by Ana Silva on"),
    *("Added:", "Date:"),
    *(
        "Veröffentlicht am",
        "Publiziert am",
        "Verfasst am",
        "Gepostet am",
        "Online seit",
        "Erschienen am",
    ),  # de
    *("Erstellt am", "Geschrieben von Ana Silva am", "Eingestellt von Ana Silva am", "Datum:"),
    *("Publié le", "Mis en ligne le", "Paru le", "Publicado el", "Fecha:", "Pubblicato il"),  # fr, es, it
    *("Geplaatst op", "Gepubliceerd op", "Опубликовано", "Размещено", "Дата:"),  # nl, ru
    *("Апублікавана", "Opublikowano", "Publikováno", "Zverejnené", "Zveřejněno"),  # be, pl, cs, sk
    *("Objavljeno", "Објављено", "Публикувано на", "Data:"),  # hr, sr, bg, pl
    *("Yayın Tarihi", "Tarih:", "Δημοσιεύθηκε", "Közzétéve:", "Megjelent:", "Dátum:"),  # tr, el, hu
    *("Julkaistu", "Päivämäärä:", "Publicerad", "Udgivet", "Dato:", "Publisert"),  # fi, sv, da, nb
    *("Paskelbta", "Publicēts", "Avaldatud", "Đăng lúc", "Xuất bản:"),  # lt, lv, et, vi
    *("Diterbitkan", "Dipublikasikan", "Tanggal:", "Imechapishwa"),  # id, sw
    *(
        "发布时间：",
        "發佈於",
        "發布日",
        "发表于",
        "發表於",
        "公開：",
        "掲載",
        "投稿",
        "日期：",
        "日付",
    ),  # zh, ja
    *("입력", "등록", "게시일", "작성일"),  # ko
    *("نشر في", "تاریخ انتشار", "פורסם:", "გამოქვეყნდა", "Հրապարակվել է", "प्रकाशित:", "เผยแพร่"),  # ar ... th
]
OTHER = [
    *("© Ana Silva", "Copyright", "(c)", "Since", "Seit", "Depuis le", "Born", "Geboren am", "Noch bis"),
    *("Open until", "Expires on", "Gültig ab", "Deadline:", "Event on", "Joined", "Member from"),
    *("Registration:", "Mitglied ab", "Accessed", "Abgerufen am", "Retrieved", "Last visited"),
    *("Current time:", "Aktuelles Datum:", "Today is", "Heute ist", "Сегодня", "Сёння", "Сьогодні", "Hoy es"),
    *("Dziś jest", "Dzisiaj", "Download as of", "Version of", "On view from 3 May to", "Photo taken on"),
    *("Foto vom", "Release date:", "Release:"),
    *(
        "Events:",
        "Photographs",
        "Photographed",
        "Eventdatum:",
        "Fotografiert am",
        "Photographie :",
    ),  # en, de, fr
    *("Fotografía:", "Evento:", "Eventos:", "Fotografia:", "Eventi:", "Foto's:"),  # es, pt, it, pl, nl
]


@pytest.mark.parametrize("label", MODIFIED)
def test_a_label_tells_the_day_of_a_change(label: str) -> None:
    assert says_modified(label)
    assert not says_other(label)


@pytest.mark.parametrize("label", PUBLISHED)
def test_a_label_tells_the_day_of_publication(label: str) -> None:
    assert says_published(label)
    assert not says_modified(label)
    assert not says_other(label)


@pytest.mark.parametrize("label", OTHER)
def test_a_label_tells_another_things_day(label: str) -> None:
    assert says_other(label)


# ------------------------------------------------------------------- ages

AGES = [
    ("3 days ago", "en", 7),
    ("Posted yesterday", "en", 9),
    ("vor 3 Tagen", "de", 7),
    ("gestern", "de", 9),
    ("il y a 3 jours", "fr", 7),
    ("Publié hier", "fr", 9),
    ("hace 3 días", "es", 7),
    ("ayer", "es", 9),
    ("há 3 dias", "pt", 7),
    ("3 dias atrás", "pt", 7),
    ("ontem", "pt", 9),
    ("3 giorni fa", "it", 7),
    ("ieri", "it", 9),
    ("3 dagen geleden", "nl", 7),
    ("gisteren", "nl", 9),
    ("för 3 dagar sedan", "sv", 7),
    ("igår", "sv", 9),
    ("i går", "da", 9),
    ("for 3 dager siden", "nb", 7),
    ("3 päivää sitten", "fi", 7),
    ("eilen", "fi", 9),
    ("3 dni temu", "pl", 7),
    ("wczoraj", "pl", 9),
    ("před 3 dny", "cs", 7),
    ("včera", "cs", 9),
    ("pred 3 dňami", "sk", 7),
    ("prije 3 dana", "hr", 7),
    ("jučer", "hr", 9),
    ("3 zile în urmă", "ro", 7),
    ("3 nappal ezelőtt", "hu", 7),
    ("tegnap", "hu", 9),
    ("3 gün önce", "tr", 7),
    ("dün", "tr", 9),
    ("dünən", "az", 9),
    ("vakar", "lt", 9),
    ("pirms 3 dienām", "lv", 7),
    ("eile", "et", 9),
    ("3 ngày trước", "vi", 7),
    ("hôm qua", "vi", 9),
    ("3 hari lalu", "id", 7),
    ("kemarin", "id", 9),
    ("siku 3 iliyopita", "sw", 7),
    ("jana", "sw", 9),
    ("3 дня назад", "ru", 7),
    ("вчера", "ru", 9),
    ("3 дні тому", "uk", 7),
    ("вчора", "uk", 9),
    ("3 дні таму", "be", 7),
    ("учора", "be", 9),
    ("преди 3 дни", "bg", 7),
    ("пре 3 дана", "sr", 7),
    ("3 күн бұрын", "kk", 7),
    ("кеше", "kk", 9),
    ("πριν από 3 ημέρες", "el", 7),
    ("χθες", "el", 9),
    ("3 დღის წინ", "ka", 7),
    ("გუშინ", "ka", 9),
    ("3 օր առաջ", "hy", 7),
    ("երեկ", "hy", 9),
    ("לפני 3 ימים", "he", 7),
    ("אתמול", "he", 9),
    ("منذ 3 أيام", "ar", 7),
    ("قبل 3 أيام", "ar", 7),
    ("أمس", "ar", 9),
    ("۳ روز پیش", "fa", 7),
    ("دیروز", "fa", 9),
    ("3 दिन पहले", "hi", 7),
    ("3 วันที่แล้ว", "th", 7),
    ("เมื่อวานนี้", "th", 9),
    ("3天前", "zh", 7),
    ("昨天", "zh", 9),
    ("投稿 昨日", "ja", 9),
    ("3일 전", "ko", 7),
    ("등록 어제", "ko", 9),
]


@pytest.mark.parametrize(("text", "language", "day"), AGES)
def test_an_age_is_understood_in_its_language(text: str, language: str, day: int) -> None:
    found = normalise_date(text, language=language, fetched_at="2024-05-10T12:00:00+00:00")
    assert found == f"2024-05-{day:02}"


# ------------------------------------------------------------------ zones

# (abbreviation, a place whose clocks show it, a day on which they do)
ZONES = [
    ("EST", "America/New_York", "2014-01-21"),
    ("EDT", "America/New_York", "2014-06-21"),
    ("CDT", "America/Chicago", "2014-06-21"),
    ("MDT", "America/Denver", "2014-06-21"),
    ("PST", "America/Los_Angeles", "2014-01-21"),
    ("PDT", "America/Los_Angeles", "2014-06-21"),
    ("UTC", "Africa/Abidjan", "2014-06-21"),
    ("GMT", "Europe/London", "2014-01-21"),
    ("WET", "Europe/Lisbon", "2014-01-21"),
    ("WEST", "Europe/Lisbon", "2014-06-21"),
    ("CET", "Europe/Warsaw", "2014-01-21"),
    ("CEST", "Europe/Warsaw", "2014-06-21"),
    ("MEZ", "Europe/Berlin", "2014-01-21"),
    ("MESZ", "Europe/Berlin", "2014-06-21"),
    ("EET", "Europe/Kyiv", "2014-01-21"),
    ("EEST", "Europe/Kyiv", "2014-06-21"),
    ("MSK", "Europe/Moscow", "2019-06-21"),
    ("SAST", "Africa/Johannesburg", "2014-06-21"),
    ("EAT", "Africa/Nairobi", "2014-06-21"),
    ("WIB", "Asia/Jakarta", "2014-06-21"),
    ("JST", "Asia/Tokyo", "2014-06-21"),
    ("KST", "Asia/Seoul", "2014-06-21"),
    ("AEST", "Australia/Sydney", "2014-06-21"),
    ("AEDT", "Australia/Sydney", "2014-01-21"),
]


@pytest.mark.parametrize(("name", "place", "day"), ZONES)
def test_a_zones_name_tells_its_offset(name: str, place: str, day: str) -> None:
    local = datetime.fromisoformat(f"{day}T22:05:00").replace(tzinfo=ZoneInfo(place))
    assert normalise_date(f"{day} 22:05 {name}") == local.isoformat()


@pytest.mark.parametrize("name", ["IST", "CST", "BST", "MST", "ABC"])
def test_a_name_of_several_zones_tells_no_offset(name: str) -> None:
    assert normalise_date(f"2014-06-21 22:05 {name}") == "2014-06-21"


PLACES = (
    *("Europe/Minsk", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Kabul", "Asia/Tehran", "Asia/Yangon"),
    *("Australia/Adelaide", "Australia/Eucla", "Pacific/Chatham", "Pacific/Kiritimati", "Etc/GMT+12"),
    *("Pacific/Marquesas", "America/St_Johns", "America/Caracas", "America/New_York", "Pacific/Auckland"),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("moment", ["2014-06-21T10:05:30+00:00", "2014-12-21T10:05:30+00:00"])
def test_a_printed_time_is_some_places_clock(place: str, moment: str) -> None:
    local = datetime.fromisoformat(moment).astimezone(ZoneInfo(place))
    assert on_clock(moment, local.date(), f"{local:%H:%M:00}") == local.isoformat()


@pytest.mark.parametrize("clock", ["08:20:00", "10:05:00", "10:20:00", "10:35:00", "11:35:00", "12:25:00"])
def test_no_place_has_such_a_clock(clock: str) -> None:
    assert on_clock("2014-06-21T10:05:30+00:00", datetime(2014, 6, 21).date(), clock) is None


def test_no_clock_is_a_day_off() -> None:
    assert on_clock("2014-06-21T10:05:30+00:00", datetime(2014, 6, 22).date(), "01:05:00") is None
    assert on_clock("2014-06-21T10:05:30+00:00", datetime(2014, 6, 20).date(), "21:05:00") is None


# -------------------------------------------------------- other calendars

# (name, its first day in 1399, a leap year; Iran's names, then Afghanistan's)
JALALI = [
    ("فروردین", "2020-03-20"),
    ("حمل", "2020-03-20"),
    ("اردیبهشت", "2020-04-20"),
    ("ثور", "2020-04-20"),
    ("خرداد", "2020-05-21"),
    ("جوزا", "2020-05-21"),
    ("تیر", "2020-06-21"),
    ("سرطان", "2020-06-21"),
    ("مرداد", "2020-07-22"),
    ("امرداد", "2020-07-22"),
    ("اسد", "2020-07-22"),
    ("شهریور", "2020-08-22"),
    ("سنبله", "2020-08-22"),
    ("مهر", "2020-09-22"),
    ("میزان", "2020-09-22"),
    ("آبان", "2020-10-22"),
    ("عقرب", "2020-10-22"),
    ("آذر", "2020-11-21"),
    ("قوس", "2020-11-21"),
    ("دی", "2020-12-21"),
    ("جدی", "2020-12-21"),
    ("بهمن", "2021-01-20"),
    ("دلو", "2021-01-20"),
    ("اسفند", "2021-02-19"),
    ("حوت", "2021-02-19"),
]
# (name, its first day in 1438, Umm al-Qura)
HIJRI = [
    ("محرم", "2016-10-02"),
    ("Muharram", "2016-10-02"),
    ("صفر", "2016-11-01"),
    ("ربيع الأول", "2016-11-30"),
    ("ربیع الاول", "2016-11-30"),  # in Persian letters, as the next two
    ("جمادی الثانية", "2017-02-28"),
    ("ذی الحجة", "2017-08-23"),
    ("ربيع الاول", "2016-11-30"),
    ("ربيع الثاني", "2016-12-30"),
    ("ربيع الآخر", "2016-12-30"),
    ("جمادى الأولى", "2017-01-29"),
    ("جمادى الآخرة", "2017-02-28"),
    ("جمادى الثانية", "2017-02-28"),
    ("رجب", "2017-03-29"),
    ("Rajab", "2017-03-29"),
    ("شعبان", "2017-04-27"),
    ("Shaaban", "2017-04-27"),
    ("رمضان", "2017-05-27"),
    ("Ramadan", "2017-05-27"),
    ("شوال", "2017-06-25"),
    ("Shawwal", "2017-06-25"),
    ("ذو القعدة", "2017-07-24"),
    ("ذي القعدة", "2017-07-24"),
    ("ذو الحجة", "2017-08-23"),
    ("ذي الحجة", "2017-08-23"),
    ("Safar", "2016-11-01"),
]


@pytest.mark.parametrize(("name", "day"), JALALI)
def test_a_persian_month_begins_on_its_day(name: str, day: str) -> None:
    assert normalise_date(f"۱ {name} ۱۳۹۹", language="fa") == day


@pytest.mark.parametrize(("name", "day"), HIJRI)
def test_an_islamic_month_begins_on_its_day(name: str, day: str) -> None:
    assert normalise_date(f"1 {name} 1438", language="ar") == day


@pytest.mark.parametrize("language", ["en", "id", "ms"])
def test_ramadan_is_no_month_of_ours_where_people_have_that_name(language: str) -> None:
    assert month_elsewhere("Ramadan") is not None
    assert normalise_date("1 Ramadan 1438", language=language) is None


# (year, the Gregorian day of its first day, as Iran's calendar has it)
@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1343, "1964-03-21"),
        (1399, "2020-03-20"),
        (1400, "2021-03-21"),
        (1403, "2024-03-20"),
        (1408, "2029-03-20"),
    ],
)
def test_a_persian_year_begins_on_its_day(year: int, day: str) -> None:
    assert str(gregorian(year, 1, 1, "jalali")) == day


@pytest.mark.parametrize(
    "text", ["۳۲ خرداد ۱۴۰۰", "۳۱ مهر ۱۴۰۰", "1400/13/01", "1400/00/10", "30 صفر 1438", "1 رمضان 1600"]
)
def test_a_day_that_a_calendar_lacks_is_unknown(text: str) -> None:
    assert normalise_date(text, language="ar" if "صفر" in text or "رمضان" in text else "fa") is None


# (as printed, the day)
ERAS = [
    ("明治45年7月29日", "1912-07-29"),
    ("大正12年9月1日", "1923-09-01"),
    ("昭和22年5月3日", "1947-05-03"),
    ("平成元年1月8日", "1989-01-08"),
    ("令和5年11月2日", "2023-11-02"),
    ("民國103年6月21日", "2014-06-21"),
    ("民国25年5月5日", "1936-05-05"),
    ("令和5年 11月2日", "2023-11-02"),
    ("25年5月5日", None),  # of no era
]


@pytest.mark.parametrize(("text", "day"), ERAS)
def test_an_eras_year_is_one_of_ours(text: str, day: str | None) -> None:
    assert normalise_date(text, language="ja") == day
