"""Date texts as pages print them and machines write them, and what is stored of each."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.dates import DateHints, normalise_date, tells_day, tells_moment

STORED = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?")
"""How the file has it: a day, or a moment with its zone."""
# (text, the page's language, what is stored); where such a thing is seen
TEXTS = [
    ("2014-06-21", None, "2014-06-21"),  # datetime attributes of static site generators
    ("2014-06-21T10:05:00+03:00", None, "2014-06-21T10:05:00+03:00"),  # JSON-LD
    ("2014-06-21T10:05:00Z", None, "2014-06-21T10:05:00+00:00"),  # JSON-LD of WordPress plug-ins
    ("2014-06-21T10:05:00.000+0300", None, "2014-06-21T10:05:00+03:00"),  # Java servers
    ("2014-06-21 10:05:00", None, "2014-06-21"),  # a database's time, no zone
    ("2014-06-21T10:05", None, "2014-06-21"),  # datetime without zone
    ("2026-05-06 00:00:00+00:00", None, "2026-05-06"),  # a day only, as a documentation generator writes it
    ("20140621T100500Z", None, "2014-06-21T10:05:00+00:00"),  # basic ISO in microdata
    ("20140621", None, "2014-06-21"),  # dc.date of repositories
    ("2014/06/21", None, "2014-06-21"),  # citation_publication_date
    ("1403345100", None, "2014-06-21T10:05:00+00:00"),  # data-timestamp
    ("1403345100000", None, "2014-06-21T10:05:00+00:00"),  # the same by JavaScript
    ("Sat, 21 Jun 2014 10:05:00 +0300", None, "2014-06-21T10:05:00+03:00"),  # RFC 2822
    ("Sat Jun 21 2014 10:05:00 GMT+0300 (MSK)", None, "2014-06-21T10:05:00+03:00"),  # JavaScript's Date
    ("Sat Jun 21 10:05:00 UTC 2014", None, "2014-06-21"),  # Unix date in meta tags
    ("21 June 2014", "en", "2014-06-21"),  # NGOs' press releases
    ("January 1, 0001", "en", None),  # Hugo and other Go templates, of an article without a date
    ("June 21, 2014", "en", "2014-06-21"),  # American press releases
    ("June 21st, 2014 at 10:05 pm EST", "en", "2014-06-21T22:05:00-05:00"),  # American newspapers
    ("Posted on Saturday, 21st of June 2014", "en", "2014-06-21"),  # blog themes
    ("21-Jun-2014", "en", "2014-06-21"),  # UN bodies
    ("Jun. 21, 2014", "en", "2014-06-21"),  # agencies
    ("Published: 21.06.2014 | 3 comments", "en", "2014-06-21"),  # blog footers
    ("6/21/14", "en", "2014-06-21"),  # only June has no 21st month
    ("6/15/2014", "en", "2014-06-15"),
    ("13/06/2014", "en", "2014-06-13"),
    ("21.06.98", "de", "1998-06-21"),  # years of two figures
    ("21 June '14", "en", "2014-06-21"),
    ("2014-06-21T10:05:60Z", None, "2014-06-21T10:05:59+00:00"),  # a leap second
    ("2014-06-21 00:05 am +03:00", None, "2014-06-21T00:05:00+03:00"),  # half of the world's clocks
    ("2014-06-21 12:05 am +03:00", None, "2014-06-21T00:05:00+03:00"),
    ("2014-06-21 12:05 p.m. +03:00", None, "2014-06-21T12:05:00+03:00"),
    ("21.06.2014 um 14.05 Uhr MESZ", "de", "2014-06-21T14:05:00+02:00"),
    ("21.6.2014 klo 14.05 EEST", "fi", "2014-06-21T14:05:00+03:00"),
    ("21 juni 2014 kl. 14.05 CEST", "sv", "2014-06-21T14:05:00+02:00"),
    ("21 juin 2014 à 14h05 CEST", "fr", "2014-06-21T14:05:00+02:00"),
    ("2014年6月21日14時05分 JST", "ja", "2014-06-21T14:05:00+09:00"),
    ("2014年6月21日14时05分30秒 +08:00", "zh", "2014-06-21T14:05:30+08:00"),
    ("2014년 6월 21일 14시 05분 KST", "ko", "2014-06-21T14:05:00+09:00"),
    ("10:05 +03:00, 21 June 2014", "en", "2014-06-21T10:05:00+03:00"),  # the time before the day
    (
        "21 June 2014, a note by all who work for this paper, at 10:05 +03:00",
        "en",
        "2014-06-21",
    ),  # not its time
    ("10:05 +03:00 is when all who work for this paper met; 21 June 2014", "en", "2014-06-21"),
    ("2014-06-21 10:05 +15:00", None, "2014-06-21"),  # no clock on earth
    ("2014-06-21 10:05 +03:75", None, "2014-06-21"),
    ("2014-06-21 24:05 +03:00", None, "2014-06-21"),  # no time of day
    ("2014-06-21 10:75 +03:00", None, "2014-06-21"),
    ("2014-06-21 10:05 -00:00", None, "2014-06-21T10:05:00+00:00"),
    ("21/06/2014, 10:05", "en", "2014-06-21"),  # European offices in English
    ("03/04/2014", "en-GB", "2014-04-03"),  # a British site that says so
    ("03/04/2014", "fr", "2014-04-03"),  # languages with one order
    ("04/04/2014", "en", "2014-04-04"),  # the same either way
    ("03.04.2014", "en", "2014-04-03"),  # dots are day first everywhere
    ("21 чэрвеня 2014", "be", "2014-06-21"),  # Belarusian
    ("1 траўня 2014", "be", None),  # no such month name: never a guess
    ("21 мая 2014 г., 10:05", "be", "2014-05-21"),  # MkDocs in Belarusian
    ("21 июня 2014 года", "ru", "2014-06-21"),  # Russian, in full
    ("21 июн 2014, 10:05", "ru", "2014-06-21"),  # Russian, short
    ("Опубликовано 21-го июня 2014", "ru", "2014-06-21"),  # Russian, ordinal
    ("21 червня 2014 р.", "uk", "2014-06-21"),  # Ukrainian
    ("21 листопада 2014", "uk", "2014-11-21"),  # Ukrainian November ...
    ("21 listopada 2014", "pl", "2014-11-21"),  # ... Polish November ...
    ("21. listopada 2014", "hr", "2014-10-21"),  # ... and Croatian October
    ("21 listopada 2014", None, None),  # which of both is not known
    ("21 czerwca 2014 r.", "pl", "2014-06-21"),  # Polish
    ("21. Juni 2014", "de", "2014-06-21"),  # German
    ("1. März 2014, 14:30 Uhr", "de", "2014-03-01"),  # German newspapers
    ("21. Jänner 2014", "de", "2014-01-21"),  # Austria
    ("1er juin 2014", "fr", "2014-06-01"),  # French first
    ("Mis en ligne le 21 FEVRIER 2014 à 14h30", "fr", "2014-02-21"),  # French capitals lose accents
    ("21 de junio de 2014", "es", "2014-06-21"),  # Spanish
    ("21 ago. 2014", "es", "2014-08-21"),  # Spanish, short
    ("21 de junho de 2014", "pt", "2014-06-21"),  # Portuguese
    ("21 giugno 2014", "it", "2014-06-21"),  # Italian
    ("21 juni 2014", "nl", "2014-06-21"),  # Dutch
    ("21 mrt. 2014", "nl", "2014-03-21"),  # Dutch, short
    ("21. června 2014", "cs", "2014-06-21"),  # Czech June ...
    ("21. července 2014", "cs", "2014-07-21"),  # ... and July
    ("21. 6. 2014", "cs", "2014-06-21"),  # Czech figures
    ("21. júna 2014", "sk", "2014-06-21"),  # Slovak
    ("21 юни 2014 г.", "bg", "2014-06-21"),  # Bulgarian
    ("21. јун 2014.", "sr", "2014-06-21"),  # Serbian
    ("21. juna 2014.", "sr", "2014-06-21"),  # Serbian in Latin letters
    ("21. lipnja 2014.", "hr", "2014-06-21"),  # Croatian
    ("21 iunie 2014", "ro", "2014-06-21"),  # Romanian
    ("2014. június 21., 10:05", "hu", "2014-06-21"),  # Hungarian puts the year first
    ("21 Ιουνίου 2014", "el", "2014-06-21"),  # Greek
    ("21 ΙΟΥΝΙΟΥ 2014", "el", "2014-06-21"),  # Greek capitals
    ("21 Haziran 2014", "tr", "2014-06-21"),  # Turkish
    ("21 HAZİRAN 2014", "tr", "2014-06-21"),  # Turkish capitals
    ("21 iyun 2014", "az", "2014-06-21"),  # Azerbaijani
    ("21 ביוני 2014", "he", "2014-06-21"),  # Hebrew writes "in June"
    ("21 जून 2014", "hi", "2014-06-21"),  # Hindi
    ("21 ივნისს, 2014", "ka", "2014-06-21"),  # Georgian writes "on 21 June"
    ("հունիսի 21, 2014", "hy", "2014-06-21"),  # Armenian
    ("2014 жылғы 21 маусым", "kk", "2014-06-21"),  # Kazakh
    ("21 juni 2014 kl 10:05", "sv", "2014-06-21"),  # Swedish
    ("21. juni 2014", "da", "2014-06-21"),  # Danish
    ("21. desember 2014", "nb", "2014-12-21"),  # Norwegian
    ("21. kesäkuuta 2014", "fi", "2014-06-21"),  # Finnish
    ("2014 m. birželio 21 d.", "lt", "2014-06-21"),  # Lithuanian
    ("2014. gada 21. jūnijs", "lv", "2014-06-21"),  # Latvian
    ("21. juuni 2014", "et", "2014-06-21"),  # Estonian
    ("21 tháng 6, 2014", "vi", "2014-06-21"),  # Vietnamese counts months
    ("21 Agustus 2014", "id", "2014-08-21"),  # Indonesian
    ("21 Agosti 2014", "sw", "2014-08-21"),  # Swahili
    ("٢١ يونيو ٢٠١٤", "ar", "2014-06-21"),  # Arabic digits, Egyptian months
    ("21 حزيران 2014", "ar", "2014-06-21"),  # Levantine months
    ("21 كانون الثاني 2014", "ar", "2014-01-21"),  # Levantine months of two words
    ("24 نيسان / أبريل 2020", "ar", "2020-04-24"),  # both names at once
    ("21 جويلية 2014", "ar", "2014-07-21"),  # Algeria and Tunisia
    ("2014年6月21日", "zh", "2014-06-21"),  # Chinese
    ("二〇一四年六月二十一日", "zh", "2014-06-21"),  # Chinese numerals, in official statements
    ("民國103年6月21日", "zh", "2014-06-21"),  # Taiwan's years
    ("2014年6月21日 10時05分", "ja", "2014-06-21"),  # Japanese
    ("令和6年4月1日", "ja", "2024-04-01"),  # Japanese era
    ("２０１４年６月２１日", "ja", "2014-06-21"),  # full-width digits
    ("2014년 6월 21일", "ko", "2014-06-21"),  # Korean
    ("2014. 6. 21.", "ko", "2014-06-21"),  # Korean figures
    ("۳۱ خرداد ۱۳۹۳", "fa", "2014-06-21"),  # Persian calendar
    ("1393/03/31", "fa", "2014-06-21"),  # Persian calendar in figures
    ("23 شعبان 1435", "ar", "2014-06-21"),  # Islamic calendar
    ("21 มิถุนายน 2557", "th", "2014-06-21"),  # Thai, years of the Buddhist era
    ("21 มิ.ย. 2557", "th", "2014-06-21"),  # Thai, short
]


@pytest.mark.parametrize(("raw", "language", "stored"), TEXTS)
def test_a_date_is_stored_as_its_day_or_moment(raw: str, language: str | None, stored: str | None) -> None:
    assert normalise_date(raw, language=language) == stored


# (text, language); what is no day, or not a sure one
NO_DAYS = [
    ("03/04/2014", "en"),  # two orders are usual in English
    ("03/04/2014", "en-US"),  # the factory setting of many systems
    ("June 2014", "en"),  # a month
    ("2014", "en"),  # a year
    ("31 June 2014", "en"),  # no such day
    ("21 June", "en"),  # no year
    ("5 years ago", "en"),  # vaguer than a day
    ("192.168.10.12", "en"),  # an address
    ("10:05", "en"),  # a time
    ("+375 17 327-14-03", "be"),  # a telephone number
    ("0000-00-00", None),  # an empty database field
    ("3 days ago", "en"),  # nothing to count from
    ("13/13/2014", "en"),  # no month
    ("13.13.2014", "de"),
    ("21 juninacht 2014", "de"),  # a longer word that begins like a month
    ("21 June 2150", "en"),  # beyond what this reads
    ("21 June 1899", "en"),
    ("word " * 90 + "21 June 2014", "en"),  # far behind the beginning
    ("0331152000", None),  # a moment before the web was
    ("", None),  # an empty attribute
]


@pytest.mark.parametrize(("raw", "language"), NO_DAYS)
def test_what_tells_no_sure_day_is_unknown(raw: str, language: str | None) -> None:
    assert normalise_date(raw, language=language) is None


# (text, language, day); counted from 10 May 2024, one o'clock at night
RELATIVE = [
    ("3 days ago", "en", "2024-05-07"),
    ("Published 3 days ago", "en", "2024-05-07"),
    ("yesterday", "en", "2024-05-09"),
    ("2 hours ago", "en", "2024-05-09"),
    ("vor 3 Tagen", "de", "2024-05-07"),
    ("3 дня назад", "ru", "2024-05-07"),
    ("3 дні таму", "be", "2024-05-07"),
    ("il y a 3 jours", "fr", "2024-05-07"),
    ("hace 2 días", "es", "2024-05-08"),
    ("منذ 3 أيام", "ar", "2024-05-07"),
    ("3 天前", "zh", "2024-05-07"),
    ("2 weeks ago", "en", None),
    ("5 years ago", "en", None),
]


@pytest.mark.parametrize(("raw", "language", "day"), RELATIVE)
def test_an_age_counts_from_the_time_of_fetching(raw: str, language: str, day: str | None) -> None:
    assert normalise_date(raw, language=language, fetched_at="2024-05-10T01:00:00+00:00") == day


# (text, hints, what is stored)
HINTED = [
    ("03/04/2014", DateHints(day_first=True), "2014-04-03"),
    ("03/04/2014", DateHints(day_first=False), "2014-03-04"),
    ("13/04/2014", DateHints(day_first=False), "2014-04-13"),  # cannot be the 13th month
    (
        "2014-06-20T22:05:00Z",
        DateHints(zone="Europe/Minsk"),
        "2014-06-21T01:05:00+03:00",
    ),  # the site's own day
    ("2014-06-21 10:05", DateHints(zone="Europe/Warsaw"), "2014-06-21T10:05:00+02:00"),  # summer time
    ("2014-01-21 10:05", DateHints(zone="Europe/Warsaw"), "2014-01-21T10:05:00+01:00"),  # winter time
    (
        "2014-06-21T10:05:00+05:00",
        DateHints(zone="Europe/Minsk"),
        "2014-06-21T10:05:00+05:00",
    ),  # says its own
    ("2014-06-21 10:05", DateHints(zone="+03:00"), "2014-06-21T10:05:00+03:00"),
    ("2014-06-21 10:05", DateHints(zone="Nowhere/Here"), "2014-06-21"),
]


@pytest.mark.parametrize(("raw", "hints", "stored"), HINTED)
def test_what_is_known_of_a_site_settles_its_dates(raw: str, hints: DateHints, stored: str) -> None:
    assert normalise_date(raw, hints=hints) == stored


LANGUAGES = st.sampled_from([None, "en", "de", "fa", "ar", "th", "xx", ""])
HINTS = st.sampled_from(
    [DateHints(), DateHints(day_first=False, zone="America/New_York"), DateHints(zone="x")]
)


@given(st.text(max_size=60) | st.from_regex(r"[0-9 ./:T+-]{4,30}", fullmatch=True), LANGUAGES, HINTS)
def test_no_text_raises_and_normalising_twice_changes_nothing(
    raw: str, language: str | None, hints: DateHints
) -> None:
    once = normalise_date(raw, language=language, hints=hints)
    assert once is None or STORED.fullmatch(once)
    assert once is None or normalise_date(once, language=language, hints=hints) == once


@settings(deadline=None)  # the first call loads dateparser
@given(st.text(max_size=40), LANGUAGES)
def test_no_relative_text_raises(raw: str, language: str | None) -> None:
    day = normalise_date(f"{raw} ago", language=language, fetched_at="2024-05-10T01:00:00+00:00")
    assert day is None or STORED.fullmatch(day)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y"])
)
def test_what_a_program_printed_is_read_back(day: dt.date, form: str) -> None:
    assert normalise_date(f"{day:{form}}", language="en") == day.isoformat()


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("23 listopada 2003", True),  # October in Croatian, November in Polish: a day in both
        ("18. januar 2022, 05.02", True),
        ("21 ліпеня 2014", True),
        ("12/04/2003", True),
        ("۵ تیر ۱۴۰۲", True),
        ("Since May 2022", False),
        ("29 February", True),
        ("3 days ago", True),
        ("45 March 2021", False),
        ("20210306", False),  # a number of a case
        ("Noch 5 mehr 1402", False),
        ("Room 12, floor 2014", False),
        ("The court adjourned.", False),
    ],
)
def test_a_text_tells_a_day_whatever_its_language(text: str, is_day: bool) -> None:
    assert tells_day(text) is is_day


@pytest.mark.parametrize(
    ("text", "is_moment"),
    [
        ("Opublikowano 23 listopada 2003, 14:05.", True),
        ("2014-06-21T10:00", True),
        ("On 21 June 2014 the court adjourned.", False),
    ],
)
def test_a_text_tells_a_moment_by_a_day_and_its_time(text: str, is_moment: bool) -> None:
    assert tells_moment(text) is is_moment
