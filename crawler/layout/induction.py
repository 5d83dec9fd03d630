"""Samples: what the pages of one site have in common, told from a few that the generic readers have read.

Each `learn_...` function looks at all samples at once and answers with a Locator that holds on most of them,
or with None. Nothing here reads a page for the corpus; `crawler.layout` applies what is learnt.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from crawler.authors import find_authors
from crawler.body import find_body
from crawler.dates import DateHints, Dates, find_dates
from crawler.document import Extracted, Page
from crawler.layout.locators import Locator, parts_of, read_raw
from crawler.layout.selectors import Group, common_path, select, step_name
from crawler.titles import find_title, heading_text, normalise_title
from pipelines.compare import key
from pipelines.items import Card

MIN_SAMPLES = 3
_COUNTED = 0.7
"""For a place told by its number: what fits every template tells none from another."""
_ALIKE = 0.6
"""Of the words of an element and of its text: they are the same."""
MIN_SHARE = 0.6
"""Of the samples on which a field is known: a place that holds on fewer is not its place."""


@dataclass(frozen=True)
class Sample:
    """One page as the generic readers understand it."""

    page: Page
    card: Card | None
    title: Extracted[str]
    body: Extracted[str]
    authors: Extracted[list[str]]
    dates: Dates


def read_sample(page: Page, card: Card | None) -> Sample:
    """Return the page read by the generic readers."""
    title = find_title(page, card)
    body = find_body(page, headline=title.node, card=card)
    authors = find_authors(page, headline=title.node, root=body.node, card=card)
    dates = find_dates(page, headline=title.node, root=body.node, card=card)
    return Sample(page, card, title, body, authors, dates)


def with_dates(sample: Sample, hints: DateHints) -> Sample:
    """Return the sample with the dates that its page alone did not tell, as the site's habits tell them."""
    if sample.dates.published.value:
        return sample
    headline, root = sample.title.node, sample.body.node
    dates = find_dates(sample.page, headline=headline, root=root, card=sample.card, hints=hints)
    return replace(sample, dates=dates)


# -------------------------------------------------------------------- body


def learn_root(samples: Sequence[Sample]) -> Locator | None:
    """Return where the text stands on most of the pages."""
    nodes = [sample.body.node if sample.body.value else None for sample in samples]
    best, best_score = None, 0.0
    for path in shared_paths(samples, as_groups(nodes)):
        held, score = _root_score(path, samples)
        place = Locator("element", path, held=held)
        score *= _COUNTED if place.is_counted else 1.0
        if held >= MIN_SAMPLES and held >= MIN_SHARE * len(samples) and score > best_score:
            best, best_score = place, score
    return best


def _root_score(path: str, samples: Sequence[Sample]) -> tuple[int, float]:
    """Return on how many pages the path gives one element with the text, and how much it is that alone."""
    held, score = 0, 0.0
    for sample in samples:
        found = select(path, sample.page.tree)
        if len(found) != 1:
            continue
        likeness = _likeness(found[0], sample.body)
        held += likeness >= _ALIKE
        score += likeness
    return held, score


def _likeness(element: HtmlElement, body: Extracted[str]) -> float:
    if body.node is element:
        return 1.0
    own, wanted = Counter(element.text_content().split()), Counter((body.value or "").split())
    shared = (own & wanted).total()
    return 2 * shared / max(1, own.total() + wanted.total())


def as_groups(nodes: Iterable[HtmlElement | None]) -> list[list[HtmlElement]]:
    """Return each node in a list of its own, an empty list for None."""
    return [[] if node is None else [node] for node in nodes]


def shared_paths(samples: Sequence[Sample], wanted: Sequence[Sequence[HtmlElement]]) -> Iterator[str]:
    """Yield paths to the wanted elements: one for all pages, one for those that have any, one for each kind.

    A path for a kind of element (its tag, its names) leaves out the pages on which a reader was mistaken.
    """
    pages: list[Group] = [(sample.page.tree, group) for sample, group in zip(samples, wanted, strict=True)]
    filled = [page for page in pages if page[1]]
    kinds: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for page in filled:
        kinds[("tag", *sorted({str(element.tag) for element in page[1]}))].append(page)
        kinds[("names", *sorted({step_name(element) for element in page[1]}))].append(page)
    ranked = sorted(kinds.values(), key=len, reverse=True)
    tried = [pages, filled, *(groups for groups in ranked if len(groups) < len(filled))]
    paths = (common_path(groups) for groups in tried if sum(bool(group) for _, group in groups) >= 2)
    yield from dict.fromkeys(path for path in paths if path)


# ------------------------------------------------------------------- title


def learn_headline(samples: Sequence[Sample]) -> Locator | None:
    """Return where the title is printed."""
    nodes = [_titled(sample) for sample in samples]
    wanted = [key(sample.title.value or "") for sample in samples]
    places = [Locator("element", path) for path in shared_paths(samples, as_groups(nodes))]
    return best_place(samples, wanted, places, _read_title)


def _titled(sample: Sample) -> HtmlElement | None:
    """Return the element of the headline that says the title and no more: not its kicker or edit link."""
    node, wanted = sample.title.node, key(sample.title.value or "")
    if node is None:
        return None
    inner = [child for child in node.iterdescendants() if isinstance(child.tag, str)]
    return next((element for element in [node, *inner] if key(heading_text(element)) == wanted), node)


def _read_title(sample: Sample, place: Locator) -> str:
    nodes = select(place.path, sample.page.tree)
    return key(normalise_title(heading_text(nodes[0])) or "") if len(nodes) == 1 else ""


def learn_title_frame(samples: Sequence[Sample]) -> tuple[str, str] | None:
    """Return what stands before and after the title in all title elements: "", " - Name of the site"."""
    frames = Counter(filter(None, map(_frame, samples)))
    if not frames:
        return None
    frame, held = frames.most_common(1)[0]
    return frame if held >= MIN_SAMPLES and held >= MIN_SHARE * len(samples) else None


def _frame(sample: Sample) -> tuple[str, str] | None:
    text = " ".join(sample.page.tree.xpath("string(//head/title)").split())
    title = sample.title.value
    if not title or title not in text:
        return None
    before, _, after = text.partition(title)
    return before, after


# ---------------------------------------------------- any field in one place

Read = Callable[[Sample, Locator], object]


def best_place(
    samples: Sequence[Sample], wanted: Sequence[object], places: Iterable[Locator], read: Read
) -> Locator | None:
    """Return the place that says what is wanted on most samples, with its evidence; falsy is "not known".

    The first that is never wrong is taken, so `places` come with the simplest first.
    """
    best, best_score = None, (0, 0, False)
    known = sum(map(bool, wanted))
    for place in dict.fromkeys(places):
        tried = _tried(place, samples, wanted, read)
        if known and tried.held == known and not tried.differed and not place.is_counted:
            return tried
        score = (tried.held - tried.differed, tried.empty, not place.is_counted)
        if tried.held >= max(2, MIN_SHARE * known) and score > best_score:
            best, best_score = tried, score
    return best


def _tried(place: Locator, samples: Sequence[Sample], wanted: Sequence[object], read: Read) -> Locator:
    held = empty = differed = 0
    for sample, value in zip(samples, wanted, strict=True):
        got = read(sample, place)
        held += bool(value) and got == value
        differed += bool(got) and got != value
        empty += not got and not value
    return replace(place, held=held, empty=empty, differed=differed)


def element_places(
    samples: Sequence[Sample], groups: Sequence[Sequence[HtmlElement]], attributes: Sequence[str] = ("",)
) -> Iterator[Locator]:
    """Yield places for elements, a group a sample (empty where the field is unknown), whole or in parts."""
    for path in shared_paths(samples, groups):
        for attribute in attributes:
            yield Locator("element", path, attribute)
        yield from _part_places(path, [group[0] for group in groups if group])


def _part_places(path: str, nodes: Sequence[HtmlElement]) -> Iterator[Locator]:
    """Yield places for parts of a line: told by what they begin with on several pages, or by their number."""
    lines = [parts_of(node) for node in nodes]
    if max(map(len, lines), default=0) < 2:
        return
    first_words = Counter(word for line in lines for word in {part.split()[0] for part in line if part})
    for word, count in first_words.items():
        if count >= 2 and not word[0].isdigit():
            yield Locator("element", path, label=word)
    for number in (0, 1, 2, -1, -2):
        yield Locator("element", path, part=number)


def metadata_places(
    samples: Sequence[Sample], properties: Sequence[str], metas: Sequence[str]
) -> Iterator[Locator]:
    """Yield the places in JSON-LD and meta tags that some sample fills."""
    for name in properties:
        place = Locator("json-ld", name)
        if any(read_raw(place, sample.page) for sample in samples):
            yield place
    for name in metas:
        if any(name in sample.page.meta for sample in samples):
            yield Locator("meta", name)
