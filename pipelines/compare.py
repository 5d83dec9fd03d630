"""Texts made comparable, and counted: what two texts share once typography, case or accents are set aside.

`fold` is for what is kept: it tells any change of words. The others are for one text met in two places: `key`
keeps its words apart, `letters` does not, `squash` does without accents, too.
Nothing here changes what is stored.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pipelines.characters import plain

# Content management systems rewrite these on their own, in both directions.
_TYPOGRAPHY = {
    **dict.fromkeys("“”„«»‟″", '"'),
    **dict.fromkeys("‘’ʼ‚‛′`´", "'"),
    **dict.fromkeys("–—‑−‐―", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "…": "...",
}
FULL_STOPS = ".!?…։。！？؟۔।"
"""What ends a sentence in the scripts of all languages read here; a set within a regular expression."""
CLOSING = r"'\"”“’»)\]」』"
"""Quotes and brackets that may stand behind it; the same."""
FULL_STOP = f"[{FULL_STOPS}][{CLOSING}]*"
_ENDED = re.compile(rf"{FULL_STOP}\s*$")
_KEYS = 16384
"""Keys that are kept: the lines of a page are held against each other."""
_WORD = re.compile(r"[^\W_]+")
_NO_APOSTROPHES = dict.fromkeys(map(ord, "’'‘"))
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_MAYBE_SPACELESS = re.compile("[^\0-\u0dff\u2000-\u206f]")
"""What neither a script with spaces nor its punctuation has: told six times as fast as what it really is."""
_DIGIT = re.compile(r"\d")
_EDGE = 3
"""Paragraphs at either end of a text where a counter may stand."""
_COUNTER_CHARS = 24


@lru_cache(maxsize=8)
def fold(text: str | None) -> str:
    """Return the text with white space, quotes, dashes and invisible characters made alike; "" for None."""
    return fold_once(text) if text else ""


def fold_once(text: str) -> str:
    """Return the same and do not remember it: for what is as large as a page."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for mark, plain in _TYPOGRAPHY.items():
            text = text.replace(mark, plain)
    return " ".join(text.split())


def letters(text: str) -> str:
    """Return the letters and digits of a text, run together: no case, no punctuation, no variants."""
    folded = text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


@lru_cache(maxsize=_KEYS)
def key(text: str) -> str:
    """Return the words of a text: letters and digits, one case, one space between words, no apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_NO_APOSTROPHES)
    return " ".join(_WORD.findall(folded))


def squash(text: str) -> str:
    """Return the letters and digits of a text, accents off: how an address spells a name."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def ends_sentence(text: str) -> bool:
    """True when a full stop ends the text, in any script, a closing quote or bracket behind it or not."""
    return bool(_ENDED.search(text))


def steady(body: str | None) -> str:
    """Return a text without the lines that change by themselves: "213 views", "5 days ago".

    Such lines are short and stand before or after the text; a number anywhere else is part of what it says.
    """
    body = body or ""
    paragraphs = body.split("\n\n")
    edges = {*range(len(paragraphs))[:_EDGE], *range(len(paragraphs))[-_EDGE:]}
    counters = {at for at in edges if _is_counter(paragraphs[at])}
    if not counters:
        return body
    return "\n\n".join(text for at, text in enumerate(paragraphs) if at not in counters)


def _is_counter(paragraph: str) -> bool:
    return len(paragraph) <= _COUNTER_CHARS and bool(_DIGIT.search(paragraph))


def storable(text: str | None) -> str | None:
    """Return the text as it may be kept, whoever found it: without what SQLite or a terminal trips over."""
    return None if text is None else plain(text)


def word_count(text: str | None) -> int:
    """Return how many words the text has; in scripts without spaces as word processors count.

    Each Chinese or Japanese character is one; Thai, Lao, Burmese and Khmer, whose words have about five
    letters, count one for five.
    """
    if not text:
        return 0
    spaceless = 0
    if is_spaceless(text):
        text, spaceless = _spaceless().subn(" ", text)
    words = text.split()
    marks = (word for word in words if not (word[0].isalnum() or _LETTER_OR_DIGIT.search(word)))
    return spaceless + len(words) - sum(1 for _ in marks)


def is_spaceless(text: str) -> bool:
    """True when some of the text is in a script that puts no spaces between words."""
    return bool(not text.isascii() and _MAYBE_SPACELESS.search(text) and _spaceless().search(text))


@cache
def _spaceless() -> re.Pattern[str]:
    """What counts as one word in such scripts; made when first needed, for large sets take their time."""
    character = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
    fifth_of_word = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    return re.compile(rf"[{character}]|[{fifth_of_word}]{{1,5}}")
