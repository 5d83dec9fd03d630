"""The words listings use around their articles, in all languages of the vocabulary: labels, never content.

Every table is evidence that adds weight; nothing here is needed for a listing to be understood. Labels are
kept as `as_label` writes them, and compared so; what sentences say is in `sayings`. The labels of pagers are
found by their first words: "older" tells "older posts", too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.vocabulary import ANSWERS, alternation, by_language, words


@lru_cache(maxsize=ANSWERS)
def as_label(label: str) -> str:
    """Return a label in lower case, white space collapsed, without arrows, dots and brackets around it.

    The i of Turkish has its dot, which it loses and gets with the case ("İleri", "DEVAMINI OKU").
    """
    text = " ".join(label.casefold().split()).replace("i\u0307", "i").replace("ı", "i")
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def _labels(name: str) -> frozenset[str]:
    return frozenset(map(as_label, words(name)))


READ_MORE = _labels("listing.read_more")
"""Labels of a link from a card to its article."""
NEXT = _labels("listing.next")
"""Labels of a link to the following page of a listing."""
OLDER = _labels("listing.older")
"""Labels of a link to what was published before: on a listing, the following page."""
LOAD_MORE = _labels("listing.load_more")
"""Labels that ask for more cards of the same listing."""
NEWER = _labels("listing.newer")
"""Labels that lead back: never onward."""
PREVIOUS = _labels("listing.previous")
"""Labels that mean an older page on a blog and the page before this one elsewhere: its number decides."""
SEE_ALL = _labels("listing.see_all")
"""A link to a whole other listing, however it is placed."""
LAST = _labels("listing.last")
"""A link to the end of a listing: its number is the number of pages."""


def _alternatives(text: str) -> str:
    return "|".join(text.split("\n")[1:-1])


class Saying:
    """Something said in one of many ways, in capitals or not.

    It is looked for in lower case: without regard to case each letter of a text costs four times as much.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(_small(pattern))

    def is_in(self, text: str) -> bool:
        """Say whether a text says it."""
        return self._pattern.search(_small(text)) is not None


def _small(text: str) -> str:
    """Return a text in lower case, the i of Turkish with its dot, which it loses and gets with the case."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i")


def _none_of(language: str, words_between: int) -> str:
    """Return a pattern for a language's "no", a few words, and what a list is of: "no recent articles"."""
    none, things = ("|".join(by_language(f"listing.{table}")[language]) for table in ("none", "none_of"))
    return rf"(?:{none}) (?:\w+ ){{0,{words_between}}}?(?:{things})"


_NONE_OF = "|".join(
    (
        # In a sentence that goes on it is an article's: "No article of the law forbids ...".
        rf"{_none_of('en', 3)}\b(?! .{{60}})",
        *(_none_of(language, between) for language, between in (("de", 2), ("es", 1), ("pt", 1))),
        rf"\b0 (?:{'|'.join(by_language('listing.none_of')['en'])})\b",
    )
)
_PARTED = r"keine .{0,40}gefunden|कोई (?:[^ ]+ )?नहीं|ez da .{0,20}aurkitu"
"""What is not there stands between the words that say so."""
NOTHING = Saying(
    rf"{_NONE_OF}|{_PARTED}|\b(?:{alternation('listing.nothing_apart')})\b|{alternation('listing.nothing')}"
)
"""Said where no article is."""

ELSEWHERE = Saying(rf"\b(?:{alternation('listing.elsewhere')})\b|{alternation('listing.elsewhere_within')}")
"""The heading over cards that are not this page's listing; the second table is of scripts without spaces."""

COUNTED = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+|\d{1,6})\s*"
    rf"(?:{alternation('listing.counted')})(?![\w])",
    re.IGNORECASE,
)
"""Nouns counted: "43 articles", "Insgesamt 43 Artikel", "43 записи"."""

_OF = rf"/\s*共|[/／]|\b(?:{alternation('listing.of_apart')})\b|{alternation('listing.of')}"
PAGE_OF = re.compile(
    rf"(\d(?<![\d/.\-]\d)\d{{0,3}})\s*(?:页|頁|ページ)?[\s,，]*(?:{_OF})\s*(\d{{1,4}})(?!\d|[/.\-]\d|\s*[/|]\s*\d)",
    re.IGNORECASE,
)
"""How many pages there are: "1 of 5", "1 / 5", "Seite 1 von 5", "第1页，共5页"."""

# Words around a tag's name in the heading of its page.
_THINGS = r"posts?|articles?|entries|news|stories|content|items?|statements?|pages?|blog posts?|publications?"
_TAGGED = _alternatives(rf"""
(?:all )?(?:{_THINGS})?\s*(?:tagged(?: (?:with|as|in|by))?|with(?: the)? tags?|filed under)
(?:(?:{_THINGS})\s*)?labell?ed(?: with)?
(?:all )?(?:{_THINGS})?\s*(?:categori[sz]ed(?: as| in)?|in (?:the )?category|under(?: the)? tag|about|by tag)
(?:all )?(?:{_THINGS})?\s*(?:from tag|for(?: the)? tag|on the topic(?: of)?)
(?:tag|category|topic|keyword|label|term|subject|section|theme)(?: archives?| page)?s?
""")
"""In English, where each part may be missing: "all posts tagged with", "with the tag", "posts labelled"."""


def _tagged_in(language: str) -> str:
    """Return a pattern for a language's things of a list and how they are marked: "wpisy oznaczone jako"."""
    things, marks = (
        "|".join(sorted(by_language(f"listing.{table}")[language], key=len, reverse=True))
        for table in ("tagged_things", "tagged_as")
    )
    return rf"(?:{things})(?: (?:{marks}))+"


_TAGGED_ELSEWHERE = "|".join(
    map(_tagged_in, sorted(by_language("listing.tagged_things").keys() & by_language("listing.tagged_as")))
)
_BEFORE = rf"{_TAGGED}|{_TAGGED_ELSEWHERE}|{alternation('listing.tag_before')}"
TAG_BEFORE = re.compile(rf"^(?:{_BEFORE})(?:\s*[:：»›>|—–-]\s*|\s+(?=[“”\"«»„‘’'「『#]))", re.IGNORECASE)
TAG_BEFORE_LOOSE = re.compile(rf"^(?:{_BEFORE})\s+", re.IGNORECASE)
_AFTER = rf"(?:(?:tagged |tag |category |topic )?(?:{_THINGS}|archives?)|{alternation('listing.tag_after')})"
TAG_AFTER = re.compile(rf"(?<![\s:：,–—-])[\s:：,–—-]+{_AFTER}\s*$", re.IGNORECASE)
