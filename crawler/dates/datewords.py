"""Words beside a date that tell whose it is: published, modified, or another thing's altogether."""

from __future__ import annotations

import re

from crawler.vocabulary import alternation, spoken

_MODIFIED = re.compile(spoken("dates.modified"), re.IGNORECASE)
_PUBLISHED = re.compile(
    rf"{spoken('dates.published')}|\b(?:{alternation('dates.date')})\b",
    re.IGNORECASE,
)
_FROM_TO = r"\bfrom\b.{0,99}\bto\b"
_RELEASE = r"(?<!immediate )\brelease\s*(?:date)?\s*:?\s*$"
"""A film's or a program's day; "for immediate release" is said by press offices."""
_OTHER = re.compile(
    rf"©|\(c\)\s*$|(?<!online )\bseit\b|{_FROM_TO}|{_RELEASE}|{spoken('dates.of_another')}", re.IGNORECASE
)


def says_modified(label: str) -> bool:
    """True when the words before a date say that it is the day of the last change."""
    return bool(_MODIFIED.search(label))


def says_published(label: str) -> bool:
    """True when the words before a date say that it is the day of publication."""
    return bool(_PUBLISHED.search(label))


def says_other(label: str) -> bool:
    """True when the date is a copyright's, a comment's, a deadline's, a clock's."""
    return bool(_OTHER.search(label))
