"""One card of a listing: title, teaser, image, day and signature, from the pieces it is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from crawler.dates import seems_dated, tells_day
from crawler.listing.card_days import DateReader, cells_of, column_of_days, day_first_in, first_day
from crawler.listing.card_features import BEGINNING, CardNode
from crawler.listing.card_parts import LABEL_WORDS, Block, Pieces, is_label, take_apart
from crawler.listing.links import LINE, WORDED
from crawler.listing.phrases import READ_MORE, as_label
from crawler.vocabulary import ANSWERS, alternation
from pipelines.characters import one_line
from pipelines.compare import CLOSING, FULL_STOPS
from pipelines.items import Card

_CUT = re.compile(r"(?:\.{2,}|…|⋯|[\[(<]\s*(?:\.{2,}|…)\s*[\])>])\W*$")
_ONLY_CUT = re.compile(r"^[\W_]*$")
_SENTENCE_END = frozenset(f"{FULL_STOPS}{CLOSING}:;")
_DIGIT = re.compile(r"\d")
_REFERENCE = re.compile(r"\S*\d[./-]\d\S*")
"""One word of figures and marks: the number of a case, a day that is written oddly."""
_BETWEEN_FACTS = re.compile(r"(?:(?<!\s)\s+)?[·|•⋅∙‧]\s*|\s[–—/-]\s")
_BY = re.compile(rf"^(?:{alternation('listing.by')})\b[\s:]", re.IGNORECASE)

# Characters.
_FACTS = 120
"""More than a line of facts has: days, names, sections, set apart by dots."""
_TITLE = 300
"""More than a title has that nothing marks as one."""
_SPOKEN = 42
"""What is as long as this is a text, whatever it ends with."""
_WHOLE = 2000
"""A card that is the whole article gives as much of its beginning."""

_WORD = 12
"""More than most words have; where texts are cut at a word's end, their lengths differ by no more."""
_STEM = 5
"""Fewer of a cut title's letters may be anything's beginning."""

_FEW_WORDS = 3
"""Words that may be a place or a section."""
_DAY_WORDS = 8
"""A day in a sentence has as many around it."""
_CHANCE = 3
"""Cards that may be alike by chance."""
_ALIKE = 0.4
"""The share of the cards that show what is furniture."""


@dataclass(frozen=True, slots=True)
class Context:
    """How to read what cards print: days and names."""

    date: DateReader
    authors: Callable[[str], Sequence[str]]
    absolute: Callable[[str], str | None]
    year: Callable[[CardNode], str | None]
    """The year of the heading that a card stands under."""


def read_cards(units: Sequence[CardNode], reading: Context) -> list[Card]:
    """Return a card for each unit; what most of them repeat word for word is furniture, not theirs."""
    taken = [take_apart(unit, reading.absolute) for unit in units]
    furniture = _repeated(taken)
    cards = [_card(pieces, furniture, reading, position) for position, pieces in enumerate(taken)]
    days = _published(taken, reading)
    return _cut_by_length([replace(card, published=day) for card, day in zip(cards, days, strict=True)])


def _repeated(taken: Sequence[Pieces]) -> set[str]:
    """Return short texts that many cards show, and what their links are labelled with alike."""
    texts = Counter(
        text for pieces in taken for text in {block.text for block in pieces.blocks if len(block.text) < LINE}
    )
    labels = Counter(text for pieces in taken for text in set(pieces.labels))
    enough = max(_CHANCE, int(_ALIKE * len(taken)))
    return {text for text, count in texts.items() if count >= enough} | {
        text for text, count in labels.items() if count >= enough
    }


def _card(pieces: Pieces, furniture: set[str], reading: Context, position: int) -> Card:
    title, block = _title(pieces, furniture)
    teaser = _teaser(pieces, furniture, block, title)
    image, alt = pieces.picture(reading.absolute)
    if teaser and alt and teaser.startswith(f"{alt} ") and any(block.text == alt for block in pieces.blocks):
        teaser = teaser[len(alt) :].lstrip(" .:–—-")
    return Card(
        url=pieces.unit.link.url,
        title=one_line(title) if title else None,
        teaser=one_line(teaser) if teaser else None,
        teaser_cut=bool(teaser and _cut_in(teaser)),
        image_url=image,
        image_alt=one_line(alt) if alt else None,
        authors=_authors(pieces, reading),
        position=position,
    )


def _title(pieces: Pieces, furniture: set[str]) -> tuple[str | None, Block | None]:
    """Return the title in full and the block that prints it: linked heading, link, heading, or first line.

    A link that is a mere number goes behind what has a word in it.
    """
    blocks = [block for block in pieces.blocks if block.text not in furniture or block.heading]
    choices = list(_titles(blocks, furniture))
    if not choices:
        named = [text for text in pieces.named if not is_label(text)]
        return (named[0] if named else None), None
    telling = (choice for choice in choices if choice[1].heading or WORDED.search(choice[0]))
    title, found = next(telling, choices[0])
    return _whole(title, pieces), found


def _titles(blocks: Sequence[Block], furniture: set[str]) -> Iterator[tuple[str, Block]]:
    """Yield what may be the title, likeliest first."""
    yield from ((_linked_part(block), block) for block in blocks if block.heading and block.own)
    yield from (
        (_linked_part(block), block)
        for block in blocks
        if block.title
        and not is_label(block.title)
        and block.title not in furniture
        and not _is_date(block.title)
    )
    yield from ((block.text, block) for block in blocks if block.heading)
    lines = ((_first_words(block), block) for block in blocks if not _is_meta(block))
    yield from ((line, block) for line, block in lines if len(line) < _TITLE)


def _first_words(block: Block) -> str:
    """Return what a block begins with in bold, or all of it."""
    lead = block.lead
    return lead if lead and len(lead.split()) > _FEW_WORDS and block.text.startswith(lead) else block.text


def _linked_part(block: Block) -> str:
    """A kicker or a number before the linked title in one heading is not the title."""
    if block.title and len(block.title) >= len(block.text) - len(block.title):
        return block.title
    return block.title if block.title and not block.heading else block.text


def _whole(title: str, pieces: Pieces) -> str:
    """Return the title as an attribute has it in full, when the printed one is cut."""
    if not (cut := _cut_in(title)):
        return title
    stem = title[: cut.start()].rstrip()
    for text in [*pieces.named, *(alt for _, alt in pieces.images)]:
        place = text.find(stem) if len(stem) > _STEM else -1
        if place >= 0 and len(text) - place > len(stem):
            return text[place:].rstrip()
    return title


def _teaser(pieces: Pieces, furniture: set[str], title_block: Block | None, title: str | None) -> str | None:
    """Return the card's text without title, labels, days and lists of tags; None when it shows none."""
    kept: list[str] = []
    other = {*furniture, *pieces.captions, title}
    seen = title_block is None or title_block not in pieces.blocks
    for block in pieces.blocks:
        if block is title_block:
            seen = True
            if rest := _rest_of(block, title):
                kept.append(rest)
            continue
        if block.text not in other and _is_teaser(block, after_title=seen):
            kept.append(block.text)
    text = _without_label(" ".join(_bounded(kept)))
    return None if not text or _ONLY_CUT.match(text) else text


def _bounded(blocks: Sequence[str]) -> list[str]:
    """A card that is the whole article gives its beginning, in whole paragraphs."""
    kept: list[str] = []
    size = 0
    for text in blocks:
        if kept and size + len(text) > _WHOLE:
            break
        kept.append(text)
        size += len(text)
    return kept


def _rest_of(block: Block, title: str | None) -> str | None:
    """Return the text that follows the title in one and the same block: <p><a>Title</a> – text."""
    if title is None or block.heading or not block.text.startswith(title):
        return None
    rest = block.text[len(title) :].lstrip(" .:–—-|•·,")
    return rest if len(rest) > BEGINNING and not _is_date(rest) else None


def _is_teaser(block: Block, *, after_title: bool) -> bool:
    text = block.text
    if is_label(text) or (block.heading and len(text) < LINE):
        return False
    if _ONLY_CUT.match(text):
        return after_title and _cut_in(text) is not None
    if _is_meta(block):
        return False
    if not after_title and len(text) < LINE:
        return False
    if len(text) >= _SPOKEN or _is_plain_item(block):
        return True
    words = text.split()
    ends = _ends_sentence(text) and text[-1] not in ":"
    return (
        (ends and (len(words) > 1 or len(text) > _WORD))
        or (len(words) > _FEW_WORDS and not any(c.isdigit() for c in text))
        or (not text.isascii() and len(text) > _WORD and " " not in text)
    )


def _is_plain_item(block: Block) -> bool:
    """True for an item of a list in a text: neither has a class, as lists of facts and tags have."""
    item = block.element
    if item is None or item.tag != "li" or block.own or block.others or " " not in block.text:
        return False
    above = item.getparent()
    return not item.get("class") and above is not None and not above.get("class")


def _is_meta(block: Block) -> bool:
    """A line of days, names and lists around an article, not of its text."""
    text = block.text
    rest = len(text) - block.others
    if block.others > rest or (rest < _WORD and block.others):
        return True
    if block.dated and len(text) - _dated_part(text) < _SPOKEN:
        return True
    return _is_date(text) or bool(_dated_line(text)) or (len(text) < LINE and bool(_BY.match(text)))


@lru_cache(maxsize=ANSWERS)
def _dated_line(text: str) -> str | None:
    """Return the day in a line of facts set apart by dots or bars: "March 9, 2022 · 2 min · Mira Holt"."""
    if len(text) > _FACTS or not _DIGIT.search(text):
        return None
    parts = _BETWEEN_FACTS.split(text)
    return next((part for part in parts if _is_date(part)), None) if len(parts) > 1 else None


def _dated_part(text: str) -> int:
    return sum(
        len(found)
        for found in re.findall(r"\d+|\b[^\W\d]{3,10}\b(?=[ ,.]+\d)|(?<=\d)[ ,.]+[^\W\d]{3,12}\b", text)
    )


def _is_dated(text: str) -> bool:
    return seems_dated(text) or tells_day(text)


@lru_cache(maxsize=ANSWERS)
def _is_date(text: str) -> bool:
    return (
        len(text) < _SPOKEN
        and _DIGIT.search(text) is not None
        and (_REFERENCE.fullmatch(text) is not None or _is_dated(text))
        and len(text.split()) < _DAY_WORDS
        and not _cut_in(text)
    )


def _ends_sentence(text: str) -> bool:
    return text.rstrip()[-1:] in _SENTENCE_END


def _cut_in(text: str) -> re.Match[str] | None:
    """Return the mark of a cut that ends a text, looked for behind its last letter."""
    start = len(text)
    while start and not (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return _CUT.search(text, start)


def _without_label(text: str) -> str:
    """Cut a read-more label that is not a link of its own from the end of a teaser, keeping its ellipsis."""
    for mark in (" ", "]", "…", "..."):
        head, found, tail = text.rpartition(mark)
        if found and tail and as_label(tail) in READ_MORE and _cut_in(head + found):
            return (head + found).rstrip()
    words = text.split(" ")
    for size in range(min(LABEL_WORDS, len(words) - 1), 1, -1):
        head, label = " ".join(words[:-size]), words[-size:]
        stands_apart = _cut_in(head) or not text[-1].isalpha() or label[0][:1].isupper()
        if stands_apart and as_label(" ".join(label)) in READ_MORE:
            return head.rstrip(" |»›→-–—")
    return text


def _published(taken: Sequence[Pieces], reading: Context) -> list[str | None]:
    """Return the day each card prints, with the year of the heading it stands under where it prints none."""
    column = column_of_days([pieces.unit for pieces in taken], reading.date)
    printed = [list(_days_printed(pieces, column)) for pieces in taken]
    order = day_first_in(printed, reading.date)
    return [
        first_day(texts, lambda raw: reading.date(raw, order), partial(reading.year, pieces.unit))
        for texts, pieces in zip(printed, taken, strict=True)
    ]


def _days_printed(pieces: Pieces, column: int | None) -> Iterator[str]:
    """Yield what a card may print its day in, likeliest first; `column`: its row's cell that holds days."""
    yield from (raw for rank, raw in pieces.dates if rank == 0)
    if column is not None:
        yield from cells_of(pieces.unit)[column : column + 1]
    yield from (raw for rank, raw in pieces.dates if rank > 0)
    yield from filter(None, map(_beside_title, pieces.blocks))
    yield from filter(None, (_dated_line(block.text) for block in pieces.blocks))
    for block in pieces.blocks:
        text = block.text
        if _is_date(text) or (len(text) < _FACTS and _is_meta(block) and _is_dated(text)):
            yield text


def _beside_title(block: Block) -> str | None:
    """Return what stands on the line of a title: "12.05.2003 Title", "Title (May 4)"."""
    if block.title is None or block.title == block.text:
        return None
    rest = block.text.replace(block.title, "", 1).strip(" -–—|·•()[],:;/")
    return rest if rest and len(rest) < LINE and _is_dated(rest) else None


def _authors(pieces: Pieces, reading: Context) -> tuple[str, ...]:
    names: list[str] = []
    for printed in dict.fromkeys(pieces.signatures):
        names += [name for name in reading.authors(printed) if name not in names]
    return tuple(names)


def _cut_by_length(cards: list[Card]) -> list[Card]:
    """Mark teasers as cut that stop without a full stop after the same number of characters on many cards."""
    lengths = [len(card.teaser or "") for card in cards if _stops_short(card) and not card.teaser_cut]
    if len(lengths) <= _CHANCE or max(lengths) - min(lengths) > _WORD or min(lengths) < LINE:
        return cards
    return [replace(card, teaser_cut=True) if _stops_short(card) else card for card in cards]


def _stops_short(card: Card) -> bool:
    return bool(card.teaser) and not _ends_sentence(card.teaser or "")
