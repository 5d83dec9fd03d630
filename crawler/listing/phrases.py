"""The words listings use around their articles, in all languages of the vocabulary: labels, never content.

Every table is evidence that adds weight; nothing here is needed for a listing to be understood. Labels are
kept folded (see `fold`), and compared with folded labels; what sentences say is in `sayings`. The labels of
pagers are found by their first words: "older" tells "older posts", too.
"""

from __future__ import annotations

from functools import lru_cache

from crawler.vocabulary import ANSWERS, words


@lru_cache(maxsize=ANSWERS)
def fold(label: str) -> str:
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
    return frozenset(map(fold, words(f"listing.{name}")))


READ_MORE = _labels("read_more")
"""Labels of a link from a card to its article."""
NEXT = _labels("next")
"""Labels of a link to the following page of a listing."""
OLDER = _labels("older")
"""Labels of a link to what was published before: on a listing, the following page."""
LOAD_MORE = _labels("load_more")
"""Labels that ask for more cards of the same listing."""
NEWER = _labels("newer")
"""Labels that lead back: never onward."""
PREVIOUS = _labels("previous")
"""Labels that mean an older page on a blog and the page before this one elsewhere: its number decides."""
SEE_ALL = _labels("see_all")
"""A link to a whole other listing, however it is placed."""
LAST = _labels("last")
"""A link to the end of a listing: its number is the number of pages."""
