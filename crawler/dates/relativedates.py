"""Days told by their distance from the reading: "3 days ago", "gestern", "2 часа назад".

Only distances in days or less name a day: "5 years ago" and "2 months ago" do not.
"""

from __future__ import annotations

import datetime as dt
import re

from crawler.vocabulary import spoken

MAX_RELATIVE_CHARS = 40

# "Ago" and "yesterday", where pages print an age instead of a date. A gate only: dateparser reads.
_AGO = re.compile(spoken("dates.ago", "dates.yesterday", "dates.yesterday_alone"), re.IGNORECASE)
_DIGIT_OR_DAY_WORD = re.compile(rf"\d|^\W*[^\W\d_]+\W*$|{spoken('dates.yesterday')}")


def is_relative(text: str) -> bool:
    """True for a short text that tells a distance from now and no date."""
    if len(text) > MAX_RELATIVE_CHARS:
        return False
    return bool(_AGO.search(text) and _DIGIT_OR_DAY_WORD.search(text))


def read_relative(text: str, language: str | None, fetched_at: str | None) -> str | None:
    """The day that a relative text names, counted from the time of fetching; None when vaguer than a day."""
    if not fetched_at or not is_relative(text):
        return None
    try:
        base = dt.datetime.fromisoformat(fetched_at)
    except ValueError:
        return None
    return _parse(text, language, base) or _parse(_without_label(text), language, base)


def _without_label(text: str) -> str:
    """The text from its number or its "ago" on: "Published 3 days ago"."""
    starts = [match.start() for match in (_AGO.search(text), re.search(r"\d", text)) if match]
    return text[min(starts) :]


def _parse(text: str, language: str | None, base: dt.datetime) -> str | None:
    from dateparser.date import DateDataParser  # 15 MB; few pages need it

    settings = {"RELATIVE_BASE": base.replace(tzinfo=None), "PARSERS": ["relative-time"]}
    settings |= {"RETURN_TIME_AS_PERIOD": True, "PREFER_DATES_FROM": "past"}
    try:
        parser = DateDataParser(languages=[language] if language else None, settings=settings)
        data = parser.get_date_data(text.strip())
    except Exception:
        # dateparser on text that was never meant for it fails in ways of its own; the day is then unknown.
        return None
    if data.date_obj is None or data.period not in ("day", "time"):
        return None
    return str(data.date_obj.date())
