"""Dates as texts print them, and which of a page's dates is the article's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import DateHints, normalise_date
from crawler.stamps import is_stored_form

# (text, language, what is stored); where such a thing is seen
TEXTS = [
    ("2014-06-21", None, "2014-06-21"),  # datetime attributes of static site generators
    ("2014-06-21T10:05:00+03:00", None, "2014-06-21T10:05:00+03:00"),  # JSON-LD
    ("2014-06-21T10:05:00Z", None, "2014-06-21T10:05:00+00:00"),  # JSON-LD of WordPress plug-ins
    ("2014-06-21T10:05:00.000+0300", None, "2014-06-21T10:05:00+03:00"),  # Java servers
    ("2014-06-21 10:05:00", None, "2014-06-21"),  # a database's time, no zone
    ("20140621T100500Z", None, "2014-06-21T10:05:00+00:00"),  # basic ISO in microdata
    ("20140621", None, "2014-06-21"),  # citation_date, dc.date of repositories
    ("2014/06/21", None, "2014-06-21"),  # citation_publication_date
    ("1403345100", None, "2014-06-21T10:05:00+00:00"),  # data-timestamp
    ("1403345100000", None, "2014-06-21T10:05:00+00:00"),  # the same by JavaScript
    ("Sat, 21 Jun 2014 10:05:00 +0300", None, "2014-06-21T10:05:00+03:00"),  # RFC 2822
    ("Sat Jun 21 2014 10:05:00 GMT+0300 (MSK)", None, "2014-06-21T10:05:00+03:00"),  # JavaScript's Date
    ("Sat Jun 21 10:05:00 UTC 2014", None, "2014-06-21"),  # Unix date in meta tags
    ("21 June 2014", "en", "2014-06-21"),
    ("June 21, 2014", "en", "2014-06-21"),
    ("June 21st, 2014 at 10:05 pm EST", "en", "2014-06-21T22:05:00-05:00"),  # American newspapers
    ("Posted on Saturday, 21st of June 2014", "en", "2014-06-21"),
    ("21-Jun-2014", "en", "2014-06-21"),  # UN bodies
    ("Jun. 21, 2014", "en", "2014-06-21"),
]


@pytest.mark.parametrize(("raw", "language", "stored"), TEXTS)
def test_a_date_is_stored_as_its_day_or_moment(raw: str, language: str | None, stored: str) -> None:
    assert normalise_date(raw, language=language) == stored


@given(st.text(max_size=60), st.sampled_from([None, "en", "de", "fa", "xx", ""]))
def test_no_text_raises_and_normalising_twice_changes_nothing(raw: str, language: str | None) -> None:
    once = normalise_date(raw, language=language)
    assert once is None or (is_stored_form(once) and normalise_date(once, language=language) == once)


@given(st.datetimes(), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y %H:%M", "%d %B %Y", "%B %d, %Y"]))
def test_what_a_program_printed_is_read_back(moment: object, form: str) -> None:
    once = normalise_date(f"{moment:{form}}", language="en")
    assert once is None or normalise_date(once, hints=DateHints(zone="+03:00")) == once
