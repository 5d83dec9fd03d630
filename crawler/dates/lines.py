"""What one line with a date tells: which date it is, and how much the manner of printing speaks for it.

A date alone, with a label, or in an element made for dates is worth most; one in a sentence little,
and one of an event or a copyright nothing at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.dates.metadata import DateClaim, DateKind
from crawler.dates.parser import DateText, prepared, read_dates
from crawler.vocabulary import alternation, spoken, strength

_MAX_LINE_CHARS = 180
_MOST_STEPS = 3
"""Further up a line is several."""
_MAX_DATELINE_CHARS = 40
_LABEL_CHARS = 32
_MARKS = "|·•:,;–—-/()[]><"
_FACT_MARKS = frozenset("|/·•")
_DATED = 0.7
"""For an element made for dates, by its name."""
_LABELLED = 1.5
_ALONE = 0.5
"""For a date with few letters beside it; as much against one with many."""
_FEW_LETTERS = 25
_PARTS_OF_A_DATE = 8
"""Letters: a weekday, "at", "Uhr" make no sentence."""
_FOR_MACHINES = 1.2
"""For an attribute that says it in figures."""
_TEXT_TAGS = frozenset(["p", "li", "td", "dd", "h2", "h3", "h4"])
_INLINE_TAGS = frozenset(["strong", "b", "em", "i", "a", "span", "u", "font"])
_LETTERS = re.compile(r"[^\W\d_]")
_UNTIL = rf"-|–|—|{alternation('dates.until')}"
_RANGE_BEFORE = re.compile(rf"\d\.?\s?(?:{_UNTIL}|{alternation('dates.both')})\s?$")
_RANGE_AFTER = re.compile(rf"[^\d]{{0,6}}\d\d?[:.]\d\d(?:\s?\w{{1,4}})?\s?(?:{_UNTIL})\s?\d\d?[:.]\d\d")
_RANGE_BETWEEN = re.compile(rf"\s*(?:{_UNTIL}|{alternation('dates.until_between')})\s*")
_DATELINE_END = re.compile(r"\s?[)\].,:|/–—-]")
# Between the words of a line and its date: the day of the week; between the date and the time: "à", "um".
_WORD_ALONE = re.compile(r"(?:^|(?<=[|·•:,;/–—-]))\s*[^\W\d_]+\.?,?\s*$")
_CLOCK_BEHIND = re.compile(r"^[\s,]*(?:[^\W\d_]{1,3}\.?\s+){0,2}(?=\d{1,2}\s?[:.h]\s?\d\d)")
_DATED_ROLES = frozenset(("date", "day"))
_META_ROLES = _DATED_ROLES | {"meta", "facts", "byline", "posted_by", "author", "writer"}


@dataclass(slots=True)
class Spot:
    """A text with a digit, the element it stands in, and what its place is worth."""

    text: str
    node: HtmlElement
    worth: float


def claims_of(spot: Spot, line: HtmlElement, language: str | None, year: int | None) -> Iterator[DateClaim]:
    """What the line around a spot tells; a date printed in several elements is put together."""
    # With spaces between elements: day, month and year may stand in one each.
    text = " ".join(" ".join(line.itertext()).split())
    if len(text) > _MAX_LINE_CHARS:
        yield from _datelines(spot, language)
        return
    dates = [
        date
        for date in _completed(read_dates(text, language), year if len(text) < _MAX_DATELINE_CHARS else None)
        if date.year is not None
    ]
    text = prepared(text, language)
    owners = _owners(line, language) if len(dates) > 1 else {}
    for count, date in enumerate(dates):
        label = text[dates[count - 1].end if count else 0 : date.start]
        if says_other(label) or _is_range(dates, count, text):
            continue
        owner = owners.get((date.month, date.day))
        kind = _kind(label, owner) if owner is not None else _kind(label, line, spot.node)
        manner = _manner(line, label, text, date)
        weight = 0.0 if manner is None else spot.worth + manner
        yield DateClaim("text", kind, date, text, weight, line, is_called=kind != _kind(label))
    yield from _from_attribute(line, spot, language)


def _owners(line: HtmlElement, language: str | None) -> dict[tuple[int, int], HtmlElement]:
    """The element that each of a line's dates stands in alone, by month and day."""
    owners: dict[tuple[int, int], HtmlElement] = {}
    for node in line.iterdescendants():
        for date in read_dates(node.text or "", language):
            owners.setdefault((date.month, date.day), node)
    return owners


def _manner(line: HtmlElement, label: str, text: str, date: DateText) -> float | None:
    """How much speaks for a date by how it stands: alone, with a label, marked up; None in a sentence."""
    names = f"{line.tag} {line.get('class') or ''} {line.get('itemprop') or ''} {line.get('id') or ''}"
    weight = _DATED if strength(names, _DATED_ROLES) else 0.0
    weight -= 1.0 if line.find(".//img") is not None else 0.0
    letters = len(_LETTERS.findall(text[: date.start] + text[date.end :]))
    label = label[-_LABEL_CHARS:]
    if says_published(label) or says_modified(label):
        return weight + _LABELLED
    if not strength(names, _META_ROLES) and _is_sentence(line, text, date, letters):
        return None
    if letters < _FEW_LETTERS:
        return weight + _ALONE
    return weight if _begins_facts(text, date) else weight - _ALONE


def _begins_facts(text: str, date: DateText) -> bool:
    """True for a date that begins a line of facts: "21 June 2014 / Anna / 3 comments / Courts, Minsk"."""
    after = text[date.end :].lstrip()
    return not _LETTERS.search(text[: date.start]) and after[:1] in _FACT_MARKS


def _is_sentence(line: HtmlElement, text: str, date: DateText, letters: int) -> bool:
    """True for a date in running text: a piece of a paragraph, or words without a mark to part them."""
    if line.tag in _INLINE_TAGS:
        parent = line.getparent()
        is_first = line.getprevious() is None and not (parent.text or "").strip()
        return parent.tag in _TEXT_TAGS and not is_first and len(parent.text_content()) > _MAX_LINE_CHARS
    if line.tag not in _TEXT_TAGS or letters < _PARTS_OF_A_DATE:
        return False
    before = _WORD_ALONE.sub("", text[: date.start]).rstrip()
    after = _CLOCK_BEHIND.sub("", text[date.end :]).lstrip()
    is_parted = (not before or before[-1] in _MARKS) and (
        not after or after[0] in _MARKS or after[0].isdigit()
    )
    return not is_parted or text.rstrip().endswith((".", "!", "?", "…", ";"))


def _kind(label: str, *nodes: HtmlElement) -> DateKind:
    """Which date the words before it, else the names of its elements, say that it is."""
    label = label[-_LABEL_CHARS:]
    if says_modified(label):
        return "modified"
    names = " ".join(node.get(key) or "" for node in nodes for key in ("class", "itemprop", "id"))
    if says_published(label) or says_published(names):
        return "published"
    return "modified" if says_modified(names) else "published"


def _completed(dates: Iterable[DateText], year: int | None) -> Iterator[DateText]:
    return (replace(date, year=year) if date.year is None and year else date for date in dates)


def _is_range(dates: list[DateText], count: int, text: str) -> bool:
    """True for "21 June - 23 June", "9-23 June", "9 June, 10:00 - 12:00": an event."""
    date = dates[count]
    if _RANGE_BEFORE.search(text[: date.start]) or _RANGE_AFTER.match(text[date.end :]):
        return True
    between = [
        text[dates[at].end : dates[at + 1].start] for at in (count - 1, count) if 0 <= at < len(dates) - 1
    ]
    return any(_RANGE_BETWEEN.fullmatch(gap) for gap in between)


def line_around(node: HtmlElement, around: frozenset[HtmlElement]) -> HtmlElement:
    """An element around a text that reads as a line: a few steps up, never one that holds the headline."""
    for _ in range(_MOST_STEPS):
        parent = node.getparent()
        if parent is None or parent in around or not _is_line(parent):
            return node
        node = parent
    return node


def _is_line(element: HtmlElement) -> bool:
    length = 0
    for count, text in enumerate(element.itertext()):
        length += len(text.strip())
        if length > _MAX_LINE_CHARS or count > _MAX_LINE_CHARS:
            return False
    return element.tag not in ("body", "html")


def _from_attribute(line: HtmlElement, spot: Spot, language: str | None) -> Iterator[DateClaim]:
    """What the time elements of the line say in their attribute, for machines."""
    for node in line.iter("time", "abbr", "span"):
        raw = node.get("datetime") or (node.get("content") if node.get("itemprop") else None) or ""
        raw = raw or (node.get("title") or "" if node.tag == "abbr" else "")
        for date in read_dates(raw.strip(), language)[:1]:
            label = _label_before(node, line)
            if date.year is None or says_other(label):
                continue
            kind = _kind(label, node)
            yield DateClaim(
                "time", kind, date, raw, spot.worth + _FOR_MACHINES, node, is_called=kind != _kind(label)
            )


def _label_before(node: HtmlElement, line: HtmlElement) -> str:
    """The words of the line right before an element, and those in it before its first digit."""
    own = re.split(r"\d", node.text_content(), maxsplit=1)[0]
    before = ""
    if node is not line:
        previous = node.getprevious()
        parent = node.getparent()
        if previous is not None:
            before = f"{previous.text_content()[-_LABEL_CHARS:]} {previous.tail or ''}"
        elif parent is not None:
            before = parent.text or ""
    return f"{before} {own}"


def _datelines(spot: Spot, language: str | None) -> Iterator[DateClaim]:
    """A date that begins or ends a long text: "Minsk, 21 June 2014. The court ..."."""
    text = " ".join(spot.text.split())
    head = prepared(text, language)
    for date in read_dates(text, language)[:1]:
        if date.year is None or date.start > _MAX_DATELINE_CHARS or says_other(head[: date.start]):
            continue
        is_alone = len(text) < _MAX_DATELINE_CHARS
        if is_alone or _DATELINE_END.match(head[date.end :]):
            weight = spot.worth - (0.0 if is_alone else 1.0)
            yield DateClaim("text", "published", date, text, weight, spot.node)


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
