"""Site: what is known of one site beforehand, because its pages read badly without it.

A site starts at the smallest sufficient level: facts, then selectors, then one method. What it says of a
field goes before layout and generic readers, for that field only; where it finds nothing, they read on.

Selectors are CSS, with `::attr(name)` for an attribute and `::text` for an element's own text. The selector
for a new look of the site goes first, the old one stays for the pages that still have it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from cssselect import SelectorError
from itemloaders.processors import MapCompose
from lxml import etree
from lxml.html import HtmlElement

from crawler.dates import DateHints, normalise_date
from crawler.document import Extracted, Page, text_of
from crawler.loaders import ArticleLoader
from crawler.vocabulary import ANSWERS
from pipelines.errors import UsageError
from pipelines.items import Article, Card, Evidence

if TYPE_CHECKING:
    from crawler.layout import Layout

FIELDS = ("title", "authors", "published", "modified", "body")


@dataclass(frozen=True, slots=True)
class Expect:
    """What must be there, or the run says so."""

    cards: int = 0
    """On the first page of each tag, at least."""
    filled: tuple[str, ...] = ()
    """Fields that every article has."""


def _date(raw: str, loader_context: Any) -> str | None:
    return normalise_date(
        raw,
        language=loader_context.get("language"),
        hints=loader_context.get("hints") or DateHints(),
        fetched_at=loader_context.get("fetched_at"),
    )


class SiteLoader(ArticleLoader):
    """An ArticleLoader that reads dates as its site writes them."""

    published_in = MapCompose(_date)
    modified_in = MapCompose(_date)


class Site:
    """Reads any site; a subclass says what is odd about one."""

    domains: ClassVar[tuple[str, ...]] = ()
    """Hosts, without www; their subdomains are meant as well."""

    # Facts
    zone: str | None = None
    """IANA name or +03:00: what the printed days are told in."""
    day_first: bool | None = None
    """True: 03/04 is 3 April."""
    language: str | None = None
    """ISO 639-1, when all articles are in one language and that is read wrongly."""
    expects: Expect = Expect()

    # Selectors
    card_css: tuple[str, ...] = ()
    """Each card of a listing as a whole."""
    title_css: tuple[str, ...] = ()
    authors_css: tuple[str, ...] = ()
    published_css: tuple[str, ...] = ()
    modified_css: tuple[str, ...] = ()
    body_css: tuple[str, ...] = ()
    """The element, or elements, that hold the text."""

    # Methods

    def load_title(self, loader: SiteLoader, page: Page) -> None:
        """Add the title; nothing when the generic readers are to find it."""
        self.load_css(loader, "title", page, self.title_css)

    def load_authors(self, loader: SiteLoader, page: Page) -> None:
        """Add the authors: names, or whole bylines, which are taken apart."""
        self.load_css(loader, "authors", page, self.authors_css)

    def load_published(self, loader: SiteLoader, page: Page) -> None:
        """Add the date, in any words a reader understands."""
        self.load_css(loader, "published", page, self.published_css)

    def load_modified(self, loader: SiteLoader, page: Page) -> None:
        """Add the date of the last change."""
        self.load_css(loader, "modified", page, self.modified_css)

    def load_body(self, loader: SiteLoader, page: Page) -> None:
        """Add the text, a blank line between paragraphs."""
        from crawler.layout import plain_text

        for css in self.body_css:
            nodes = [node for node in select(page, css) if isinstance(node, HtmlElement)]
            texts = [text for node in nodes if (text := plain_text(node, None, ()))]
            if texts:
                _note_node(loader, "body", nodes[0])
                loader.add_value("body", "\n\n".join(texts))
                return

    def cards(self, page: Page, cards: tuple[Card, ...]) -> tuple[Card, ...]:
        """Return the cards of a listing, given those that were found."""
        return cards

    # What the readers call

    def card_nodes(self, page: Page) -> list[HtmlElement]:
        """Return the elements that the first card selector with any finds."""
        found = ([node for node in select(page, css) if not isinstance(node, str)] for css in self.card_css)
        return next(filter(None, found), [])

    def load_css(self, loader: SiteLoader, field: str, page: Page, selectors: Sequence[str]) -> None:
        """Add to a field what the first selector that gives anything finds."""
        for css in selectors:
            found = select(page, css)
            loader.add_value(field, [text for one in found if (text := _text_of(one))])
            if loader.get_output_value(field):
                _note_node(loader, field, found[0])
                return

    def told(self, page: Page, hints: DateHints) -> dict[str, Extracted[Any]]:
        """Return the fields that this site's own selectors and methods find."""
        loader = SiteLoader(
            hints=self.hints(hints),
            language=self.language or page.tree.get("lang"),
            fetched_at=page.fetched_at,
        )
        return dict(self._told(loader, page))

    def _told(self, loader: SiteLoader, page: Page) -> Iterator[tuple[str, Extracted[Any]]]:
        for field in FIELDS:
            getattr(self, f"load_{field}")(loader, page)
            value = loader.get_output_value(field)
            if value:
                node = loader.context.get("nodes", {}).get(field)
                yield field, Extracted(value, Evidence("site"), node)

    def hints(self, learnt: DateHints) -> DateHints:
        """Return the site's habits with dates: what is known goes before what was learnt."""
        known = self._date_facts()
        return replace(learnt, **known) if known else learnt

    def fit(self, layout: Layout) -> Layout:
        """Return a layout that reads dates by this site's habits."""
        known = self._date_facts()
        # Each once, for a layout works out its name when it is first asked for it.
        return self._fitted.setdefault(layout.id, replace(layout, **known)) if known else layout

    @cached_property
    def _fitted(self) -> dict[str, Layout]:
        return {}

    def _date_facts(self) -> dict[str, Any]:
        return {name: value for name in ("zone", "day_first") if (value := getattr(self, name)) is not None}

    def missing_cards(self, found: int) -> str | None:
        """Return why the first page of a tag has too few cards, None when it has enough."""
        if found >= self.expects.cards:
            return None
        return f"{found} cards were found, of {self.expects.cards} that each tag of this site should have"

    def finish(self, article: Article) -> None:
        """Set the language that is known; note in the evidence what the article should have and has not."""
        if self.language:
            article.language = self.language
            article.evidence["language"] = Evidence("site")
        missing = [name for name in self.expects.filled if not getattr(article, name)]
        if missing:
            reason = f"no {', no '.join(missing)}, which all articles of this site should have"
            article.evidence["expects"] = Evidence(reason=reason)


@lru_cache(maxsize=ANSWERS)
def _compiled(css: str) -> etree.XPath:
    from parsel.csstranslator import HTMLTranslator

    return etree.XPath(HTMLTranslator().css_to_xpath(css))


def select(page: Page, css: str) -> list[Any]:
    """Return the elements that a selector finds, or the strings, with `::attr()` and `::text`."""
    found: list[Any] = _compiled(css)(page.tree)
    return found


def _text_of(found: Any) -> str:
    """Return what a reader sees of an element, in one line."""
    return " ".join(found.split()) if isinstance(found, str) else text_of(found)


def _note_node(loader: SiteLoader, field: str, found: Any) -> None:
    if isinstance(found, HtmlElement):
        loader.context.setdefault("nodes", {})[field] = found


def check_selectors(each: type[Site]) -> None:
    """Raise UsageError for a selector that is none, and for a lone string where several are meant."""
    for name in (name for name in dir(each) if name.endswith("_css")):
        selectors = getattr(each, name)
        if isinstance(selectors, str):
            raise UsageError(f"{each.__name__}.{name} is a string; write a tuple: ({selectors!r},)")
        for css in () if callable(selectors) else selectors:
            try:
                _compiled(css)
            except (SelectorError, etree.XPathError) as error:
                raise UsageError(f"{css!r} in {each.__name__}.{name} is no selector: {error}") from error
