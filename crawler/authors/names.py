"""What a name is: a person's, a body's, an account's; and when two writings are one name.

How names are found in what a byline says is the business of `clean`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.authors import bywords
from crawler.vocabulary import ANSWERS, alternation, words
from pipelines.compare import key

PARTICLES = words("byline.particle")
_THING = re.compile(rf"(?:{alternation('byline.article', 'byline.our')})\s", re.IGNORECASE)
_NO_NAME = re.compile(r"[\d:：|@#/=!?<>{}&+\"«»„“…]")
_ELIDED = re.compile(r"[a-z]{1,5}['’‘ʼ](?=[^\W\d_a-z])")
_UNSPACED_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
_ARTICLE = re.compile(rf"(?:{alternation('byline.not_first')})\s")
"""What is left of "head of the office": a name in small letters begins with another particle."""
_SENTENCE = re.compile(r"[{}<>=\\]|[.!?]\s+\w+\s+\w+\s+\w+\s+\w+")
_CLOCK = r"\d{1,2}[.:/h-]\s?\d{1,2}"
_DURATION = rf"\d\s*(?:{alternation('byline.duration')})\b"
_TIME = re.compile(rf"{_CLOCK}|\b\d+\b|\d年|{_DURATION}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]")
_ACCOUNT = re.compile(r"[a-z]+(?:[.-][a-z]+)*[.-][a-z]{4,}")
_DIGIT_OR_LINE = re.compile(r"[\d_]")
_MAX_CHARS = 90
_PROSE_WORDS, _BODYS_WORDS = 4, 6
"""Of more than so many words, most of them in small letters, a person's and a body's name do not consist."""
_PERSONS_WORDS = 5
"""A full name has two to five words."""
_PHRASE_WORDS = 3
"""Fewer words are a name though one of them is in small letters; more of them alone are none."""


def may_be_name(text: str) -> bool:
    """False for what a byline has besides names: dates, labels, accounts, prose."""
    words = text.split()
    return (
        1 < len(text) <= _MAX_CHARS
        and bool(_WORD.search(text))
        and not _TIME.search(text)
        and not _ARTICLE.match(text)
        and not bywords.LOGIN.match(text)
        and not bywords.BARE_WORD.match(text)
        and not bywords.BARE.match(text)
        and not bywords.BEFORE_DATE.fullmatch(text)
        and not _is_prose(words)
        and not _SENTENCE.search(text)
    )


def _is_prose(words: list[str]) -> bool:
    """True when most of many words are in small letters; a body's name may have some: "Press Office of"."""
    plain = sum(word[0].islower() and word not in PARTICLES for word in words)
    if len(words) > 2 and plain == len(words):
        return True
    return plain > len(words) / 2 and len(words) > (
        _BODYS_WORDS if is_organisation(" ".join(words)) else _PROSE_WORDS
    )


@lru_cache(maxsize=ANSWERS)
def is_organisation(text: str) -> bool:
    """True when a word says that no person is named: "Press Service of ...", "Redaktion", "Агентство"."""
    return bool(bywords.ORGANISATION.search(text))


def is_agency(text: str) -> bool:
    """True for the name of a news agency, "dpa", "Associated Press", or an address."""
    return bool(bywords.AGENCY.match(text))


@lru_cache(maxsize=ANSWERS)
def is_person(text: str) -> bool:
    """True when it has a full name's shape: two to five words, each with a capital or a particle."""
    words = text.split()
    if _UNSPACED_NAME.fullmatch(text):
        return True
    if not 1 < len(words) <= _PERSONS_WORDS or _THING.match(text) or _NO_NAME.search(text):
        return False
    if is_organisation(text) or bywords.ROLE.search(text) or words[-1].lower() in ("of", "the", "and"):
        return False
    return all(map(_is_name_word, words)) and not is_agency(text)


def _is_name_word(word: str) -> bool:
    """True for "Nowak", "von", "d’Aubigny"; for any word of a script without capitals."""
    return not word[0].islower() or word.lower() in PARTICLES or bool(_ELIDED.match(word))


def is_phrase(text: str) -> bool:
    """True for words in small letters beside capitals: "Times of some cities", "More on free speech"."""
    words = text.split()
    if len(words) < _PHRASE_WORDS or is_agency(words[-1]):
        return False
    plain = sum(word[0].islower() and word.lower() not in PARTICLES for word in words)
    if is_organisation(text) and not text.islower():
        return plain > len(words) / 2
    return plain > 0 and (plain < len(words) or plain > _PHRASE_WORDS)


def is_login(text: str) -> bool:
    """True for "admin", "j.smith2", "anna_nowak", "writer1": an account, not how a person signs."""
    if bywords.LOGIN.match(text.strip()):
        return True
    return " " not in text and bool(_DIGIT_OR_LINE.search(text) or _ACCOUNT.fullmatch(text))


def same_name(one: str, other: str) -> bool:
    """True when two writings name one: case, order, full stops and middle names do not count."""
    ones, others = frozenset(key(one).split()), frozenset(key(other).split())
    if not ones or not others:
        return False
    if "".join(one.split()).casefold() == "".join(other.split()).casefold():
        return True
    return ones == others or (min(len(ones), len(others)) > 1 and (ones <= others or others <= ones))
