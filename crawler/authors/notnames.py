"""Words that are no person's name: bodies, agencies, roles, beats, places, days, accounts.

Patterns only; the words are those of `crawler.vocabulary`, and `names` and `credits` say how they are used.
"""

from __future__ import annotations

import re

from crawler.vocabulary import alternation, words

_DOMAINS = r"com|org|net|de|ru|by|ua|pl|fr|es|it|at|ch|uk|co\.\w+"
_NUMBER = r"\d{1,2}[.\s/]"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


ORGANISATION = _any(
    rf"\b(?:{alternation('byline.organisation')})\b",
    rf"(?:{alternation('byline.organisation_suffix')})\b",
    rf"(?:{alternation('byline.organisation_final')})$",
    alternation("byline.organisation_part"),
)
AGENCY = _any(
    rf"^(?:{alternation('byline.agency', 'byline.agency_word')}|dpa-\S+|\S+/dpa|dpa/\S+|\S+\.(?:{_DOMAINS}))$"
)
AGENCY_TAIL = re.compile(
    rf"(?<=\S)\s+(?:{alternation('byline.agency_tail')}"
    rf"|(?:{alternation('byline.broadcaster')})(?: (?:{alternation('byline.broadcaster_part')}))?)$"
)
"""An agency or a newsroom right behind a full name, with nothing but a space between."""
ROLE = _any(
    rf"\b(?:{alternation('byline.role', 'byline.beside')})\b",
    alternation("byline.role_part"),
)
BEAT = _any(rf"^(?:{alternation('byline.beat')})$")
"""What a reporter reports on: of the role only when it stands beside one, "Anna Nowak Political Editor"."""
BARE_WORD = _any(rf"^(?:{alternation('byline.bare_first')})", rf"^(?:{alternation('byline.bare')})$")
"""Never a name when nothing else is said: days, what a date or a button is called."""
SHORT_DAY = _any(rf"(?:^|(?<=[;|] ))(?:{alternation('byline.weekday_short')})\.?,\s+(?={_NUMBER})")
"""Before a date only: elsewhere they are initials or names."""
PLACES = words("byline.place_name")
LOGIN = _any(
    rf"^(?:{alternation('byline.login')}|\w*(?:{alternation('byline.login_part')})\w*"
    rf"|(?:{alternation('byline.numbered_login')})\d+)$"
)
