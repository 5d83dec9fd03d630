"""Patterns of the words in a byline: before a name, between two, after it, and those that are no names.

The words are those of `crawler.vocabulary`; `clean` and `names` say how they are used. A word is never the
only signal: where a byline stands and how it is marked up decides in `score`.
"""

from __future__ import annotations

import re

from crawler.vocabulary import alternation, words

_BY = alternation("byline.by")
"""Seen before a name with or without a colon; capital or not."""
_LABEL = alternation("byline.label")
"""Of the one who wrote, mostly with a colon or in a box of their own."""
_AUTHOR = alternation("byline.author_stem")
"""With a colon a label in any of its forms: "Beitrags-Autoren:"."""
_OPEN = alternation("byline.by_unspaced")
"""By-words of a script without spaces: the name follows at once."""
_NOBLE = alternation("byline.by_noble")
"""By-words that are particles of names as well."""
_AGENT = alternation("byline.agent")
_OF = alternation("byline.agent", "byline.genitive")
_AND = rf"{alternation('byline.joiner', 'byline.weak_joiner')}|&|\+"
_PICTURES = alternation("byline.pictures")
_REPORTER = alternation("byline.reporter")
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"[^\W\d]{3,12}\.?"
_THE = rf"(?:(?:{alternation('byline.date_of')})\s+)?"
_NTH = alternation("byline.date_particle")
_DOMAINS = r"com|org|net|de|ru|by|ua|pl|fr|es|it|at|ch|uk|co\.\w+"
_NUMBER = r"\d{1,2}[.\s/]"
_HAN, _HANGUL = r"[\u4e00-\u9fff]", r"[\uac00-\ud7a3]"
_CAPITAL = r"(?=[^\W\d_a-z])"


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


PREFIX = _any(
    rf"^(?:[^:：|,]{{0,20}}(?:{_AUTHOR})(?::in|[^:：|,\s]{{0,8}})\s*[:：]\s*",
    rf"(?:{_LABEL})\s*[:：=＝]\s*",
    rf"(?:{_LABEL})\s+(?:{_OF})\s+",
    rf"(?:{_BY})\s*(?:[:：=＝]\s*|\s(?=\S)|$)",
    rf"[【\[(]?(?:{_OPEN})[\s:：/／|]*(?=\w))",
)
LEAD = _any(
    rf"^(?:(?!(?i:{alternation('byline.other_work')}))"
    r"(?:[^\W\d]+[\s/&-]+){1,3}[bB][yY]\b\s*[:：|]?\s+(?=[^\W\d_])",
    rf"(?:(?i:{_OF})\s+)?(?i:{alternation('byline.our')})\s+(?=\S)",
    rf"(?i:(?:{alternation('byline.portrait')})\s+(?:{alternation('byline.portrait_of')}))\s+{_CAPITAL}",
    rf"(?i:{alternation('byline.lead')})\s+{_CAPITAL}",
    rf"(?i:{alternation('byline.lead_label')})\s*[:：]\s*",
    rf"(?i:{alternation('byline.text')})\s*(?i:{_AND}|/)\s*(?i:{_PICTURES})\s*(?i:{_OF})?\s*[:：]?\s+",
    r"[(\[][^()\[\]]{0,20}[=＝][^()\[\]]{0,20}[)\]]\s*",
    rf"[^\s()]{{1,8}}[=＝]\s?(?={_HANGUL})",
    rf"{_HAN}{{2,8}}(?:{_REPORTER})(?={_HAN})",
    rf"{_HAN}{{2,4}}(?:{alternation('byline.desk_editor')})\s*[:：]\s*",
    rf"(?:{_OPEN})\s*[・·]\s*)",
    flags=0,
)
"""Before a name in a byline only, never what makes a line one: "Column by", "Our correspondent"."""
OPENING = _any(
    rf"[〔（(【\[]\s?{_HAN}{{0,6}}(?:{_REPORTER})\s?(?P<han>{_HAN}{{2,4}}?)\s?[/／]?(?:{_HAN}{{2,3}})?"
    rf"\d{{0,2}}日?(?:{alternation('byline.reports')})",
    rf"[\[(（][^)\]）]{{0,30}}[)\]）]\s*(?P<hangul>{_HANGUL}{{2,4}})\s?(?:{_REPORTER})\s?=",
    flags=0,
)
"""How East Asian texts begin: "〔記者張三／台北報導〕", "(서울=연합뉴스) 홍길동 기자 ="."""
SOURCE = _any(rf"^(?:{alternation('byline.source')})\s*[:：]\s*")
"""Where the text was taken from: an agency there signs, another site does not."""
OTHERS = _any(
    rf"(?:(?<!\s)\s*+,\s+|(?<!\s)\s+)(?:{alternation('byline.et_al')}|"
    rf"(?:{_AND})\s+(?:\d+\s+)?(?:{alternation('byline.others')}))\s*$"
)
"""Behind the names: those who are not named."""
INSIDE = _any(
    rf"(?:^|[\s|·•,])(?:(?:{_AUTHOR})[^:：|,\s]{{0,8}}|{_BY})\s*[:：]\s*"
    r"([^|·•]+?)(?=\s+[^\s:：]{1,12}\s?[:：]|\s*[|·•]|\s+[–—-]\s|$)"
)
"""The label inside a line of facts: "2014-06-21 作者：张三 来源：灯塔"."""
TRAILING_DATE = _any(
    rf"(?<!\s)\s+(?:{_DAY}|{_MONTH}\s+\d{{1,2}}(?:{_NTH})?,?\s+{_YEAR}"
    rf"|\d{{1,2}}\.?\s+{_THE}{_MONTH},?\s+{_THE}{_YEAR})\b.*$"
)
"""A date right behind a name: "Anna Nowak June 5, 2014", "Павел Жук 2014-06-21"."""
BARE = _any(rf"^(?!(?:{alternation('byline.label_name')})\s*[:：]?$)(?:{_LABEL}|{_BY})\s*[:：]?$")
"""Nothing but the label: its name stands in another element."""
BEFORE_DATE = _any(alternation("byline.before_date"), flags=0)
"""What is left of "Written by ... on 2 May 2024" when nobody signs."""
SPOKEN = _any(
    rf"^\W{{0,3}}(?:(?:{_LABEL})\s*[:：]|(?:{_BY})\s*[:：]|(?:{_BY}|{_NOBLE})\s(?=\s*\S)",
    rf"(?:{_OPEN})[\s:：/／|]*\w|{_HANGUL}{{2,4}}\s?(?:{_REPORTER})(?:\s|$))",
)
"""A byline that nothing but words makes one: the by-word, then a capital or a script without capitals."""
DATED = _any(rf"^[^|]{{0,60}}\d[^|]{{0,30}}?\s(?:{_AGENT})\s+(?=[^\W\d_])")
"""A date, then a by-word: "Posted on 21.09.2020 by"."""
_FIRST_WORDS = frozenset(
    phrase.split()[0].casefold()
    for table in ("by", "label", "by_noble")
    for phrase in words(f"byline.{table}")
)
"""How such a line can begin: looked up before the long pattern is tried."""
_UNSPACED = frozenset(word[0] for word in _FIRST_WORDS if re.match(f"{_HAN}|{_HANGUL}", word))
_REPORTERS = words("byline.reporter")
NOBLE = _any(rf"^(?:{_NOBLE})\s+(?=[^\W\d_]\S*\s+[^\W\d_])")
"""Before a name, and in front of surnames: a by-word only when a full name follows."""
JOINER = _any(
    r"(?:(?<!\s)\s+)?[;；、，\n]\s*",
    rf"(?:(?:(?<!\s)\s+)?,\s+|(?<!\s)\s+)(?:{alternation('byline.joiner')}|&|\+)\s+",
    flags=0,
)
"""Between two names. Small letters only: "John A Smith" is one person, "Ana e João" are two."""
CAPITAL_JOINER = _any(rf"(?<!\s)\s+(?:{alternation('byline.capital_joiner')})\s+", flags=0)
WEAK_JOINER = _any(rf"(?<!\s)\s+(?:{alternation('byline.weak_joiner')})\s+", flags=0)
"""Also words of other kinds: two only when full names stand on both sides."""
ATTACHED_AND = re.compile(
    r"^(\S+\s+\S+(?:\s+\S+)?)\s+(?:و(?=[أإعم])|ו(?=[\u05d0-\u05ea]{3}))(\S+\s+\S+(?:\s+\S+)?)$"
)
"""Arabic and Hebrew write "and" as a letter of the name that follows; some names begin with that letter."""
OTHER_CREDIT = _any(
    r"(?:^|(?<![\s|,;/·•–—-])[\s|,;/·•–—-]+|(?<=\S)\s)"
    rf"(?:{alternation('byline.other_credit')})\s*(?:[:：/／|]|\s(?=\S)).*$",
    flags=re.IGNORECASE | re.DOTALL,
)
IN_PLACE = _any(
    rf"(?<=[\w.])\s+(?:{alternation('byline.place', 'byline.capital_place')})\s+"
    r"(?=[^\W\d_a-zа-яёіўćłńóśźż]).*$",
    flags=0,
)
ORGANISATION = _any(
    rf"\b(?:{alternation('byline.organisation')})\b",
    rf"(?:{alternation('byline.organisation_suffix')})\b",
    rf"(?:{alternation('byline.organisation_final')})$",
    alternation("byline.organisation_part"),
)
AGENCY = _any(
    rf"^(?:{alternation('byline.agency', 'byline.agency_word')}|dpa-\S+|\S+/dpa|dpa/\S+|\S+\.(?:{_DOMAINS}))$"
)
_BROADCASTER = rf"(?:{alternation('byline.broadcaster')})(?: (?:{alternation('byline.broadcaster_part')}))?"
AGENCY_TAIL = re.compile(rf"(?<=\S)\s+(?:{alternation('byline.agency_tail')}|{_BROADCASTER})$")
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


def may_be_spoken(lead: str) -> bool:
    """True when a line that begins so may be a byline in words: worth trying `SPOKEN` on."""
    first = lead.lstrip("\"'«„“([【- ").split(maxsplit=1)[:1]
    return bool(first) and (
        first[0].strip(":：=").casefold() in _FIRST_WORDS
        or first[0][0] in _UNSPACED
        or any(map(lead.__contains__, _REPORTERS))
        or "/" in first[0]
        or ":" in first[0]
    )
