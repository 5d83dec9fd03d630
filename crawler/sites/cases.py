"""Cases: saved pages with what is right on them, and the test that a site's class passes all of them.

A case is a folder, `<group>/<case>/`: page.html byte for byte (page.html.gz where it is large), meta.json
(where, when and what it is, what it shows), expected.json (what is to be read; fields that are left out are
not asked for). The group is the site whose class the page needs, or any other noun.

Three kinds: a `listing`; an `article`, read as behind the card that `teaser`, `card_title` and
`card_published` tell of, and with the layout learnt from the cases that `learnt_from` names; a `refusal`, a
page that must not be read as the article behind its card, with the error.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crawler.article import read_article
from crawler.body import is_cut
from crawler.document import Page
from crawler.layout import Layout, learn_layout
from crawler.listing import find_listing
from crawler.sites.base import Site
from pipelines.errors import UnreadablePage, UsageError
from pipelines.items import Card
from pipelines.read import new_folder

ARTICLE = ("title", "authors", "published", "modified", "language", "body")
LISTING = ("kind", "tag_name", "cards", "next_url", "page_count", "total", "feeds", "language")
CARD = ("url", "title", "teaser", "teaser_cut", "published", "authors", "image_url", "image_alt")
UNTESTED = frozenset({"domains", "expects"})
"""What a site says beside how it is read."""

Values = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One saved page and what is expected of it."""

    folder: Path

    @property
    def name(self) -> str:
        """The group's folder and its own."""
        return f"{self.folder.parent.name}/{self.folder.name}"

    @cached_property
    def meta(self) -> Values:
        """Url, kind, fetched_at, content_type, licence; what it `shows` and where such a page is `seen`.

        Perhaps `first_url` of a listing; `teaser`, `card_title`, `card_published`, `learnt_from` of an
        article; `known_wrong`: the fields that are read wrongly today, each with what is wrong.
        """
        return self._json("meta.json")

    @cached_property
    def expected(self) -> Values:
        """What is right."""
        return self._json("expected.json")

    @property
    def known_wrong(self) -> Values:
        """The fields that are known to be read wrongly; none of most cases."""
        known: Values = self.meta.get("known_wrong", {})
        return known

    def _json(self, name: str) -> Values:
        try:
            values: Values = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"the case {str(self.folder)!r} cannot be read: {name}: {error}") from error
        return values

    def page(self) -> Page:
        """Return the page as it was fetched; the clock stands still."""
        packed = self.folder / "page.html.gz"
        plain = self.folder / "page.html"
        body = gzip.decompress(packed.read_bytes()) if packed.exists() else plain.read_bytes()
        return Page(self.meta["url"], body, self.meta.get("content_type"), self.meta.get("fetched_at"))

    def card(self) -> Card | None:
        """Return what the listing showed of the article, None when that is not known."""
        known = (self.meta.get(name) for name in ("teaser", "card_title", "card_published"))
        return _card(self.meta["url"], *known)

    def layout(self) -> Layout | None:
        """Return the layout that its siblings teach, None when it names none."""
        siblings = [Case(self.folder.parent / name) for name in self.meta.get("learnt_from", ())]
        layout = learn_layout([(case.page(), case.card()) for case in siblings]) if siblings else None
        if siblings and layout is None:
            raise UsageError(f"no layout can be learnt for the case {self.name!r} from what it names")
        return layout


def find_cases(folder: Path) -> list[Case]:
    """Return all cases of a folder, in the order of their names."""
    found = sorted(folder.glob("*/*/meta.json"))
    # A name with a dot is a case that was still being written when its process was killed.
    return [Case(path.parent) for path in found if not path.parent.name.startswith(".")]


def read_case(case: Case, site: Site | None) -> Values:
    """Return what is read of a case's page now, as JSON has it."""
    if case.meta["kind"] == "listing":
        read = read_as_listing(case.page(), site, first_url=case.meta.get("first_url"))
    else:
        read = read_as_article(case.page(), case.card(), site, case.layout())
    values: Values = json.loads(json.dumps(read))
    return values


def read_as_listing(page: Page, site: Site | None, *, first_url: str | None = None) -> Values:
    """Return what is read of a page as a listing."""
    listing = asdict(find_listing(page, first_url=first_url, site=site))
    cards = [{name: card[name] for name in CARD} for card in listing["cards"]]
    return {name: listing[name] for name in LISTING} | {"cards": cards}


def read_as_article(page: Page, card: Card | None, site: Site | None, layout: Layout | None = None) -> Values:
    """Return what is read of a page as an article, the text in paragraphs; the error when it is refused."""
    try:
        article = asdict(read_article(page, card, layout=layout, site=site))
    except UnreadablePage as error:
        return {"error": str(error)}
    body = article["body"].split("\n\n") if article["body"] else []
    return {name: article[name] for name in ARTICLE} | {"body": body}


def differences(case: Case, site: Site | None) -> dict[str, tuple[Any, Any]]:
    """Return, by field, what was expected and what was read instead."""
    read = read_case(case, site)
    wanted = case.expected if "error" not in read else {**case.expected, "error": case.expected.get("error")}
    pairs = {name: (value, _asked(value, read.get(name))) for name, value in wanted.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _asked(expected: Any, read: Any) -> Any:
    """Return what was read without the fields of cards that are not asked for."""
    if not (isinstance(expected, list) and isinstance(read, list) and len(expected) == len(read)):
        return read
    pairs = zip(expected, read, strict=True)
    return [
        {name: one.get(name) for name in wanted} if isinstance(wanted, dict) else one for wanted, one in pairs
    ]


def _card(
    url: str, teaser: str | None, title: str | None = None, published: str | None = None
) -> Card | None:
    if not (teaser or title or published):
        return None
    return Card(url, title, teaser=teaser, teaser_cut=is_cut(teaser), published=published)


# ---------------------------------------------------------------- needless


def needless(each: type[Site], cases: Sequence[Case]) -> list[str]:
    """Return the overrides of a site without which all its cases read the same: dead weight."""
    read = [read_case(case, each()) for case in cases]
    return [
        name
        for name, without in _without_one(each)
        if all(read_case(case, without()) == known for case, known in zip(cases, read, strict=True))
    ]


def _without_one(each: type[Site]) -> Iterator[tuple[str, type[Site]]]:
    """Yield the site without one attribute, method or selector, with the name of what is gone."""
    for name, value in vars(each).items():
        if name in UNTESTED or name.startswith("_") or not hasattr(Site, name):
            continue
        if isinstance(value, tuple) and len(value) > 1:
            for place, css in enumerate(value):
                yield f"{name}: {css}", _altered(each, name, value[:place] + value[place + 1 :])
        else:
            yield name, _altered(each, name, getattr(super(each, each), name))


def _altered(each: type[Site], name: str, value: Any) -> type[Site]:
    return type(each.__name__, (each,), {name: value})


# -------------------------------------------------------------------- save


def save_case(folder: Path, page: Page, site: Site | None, *, teaser: str | None = None) -> Case:
    """Write a page as a new case of a folder, with what is read of it now, to be corrected by hand."""
    is_listing = find_listing(page, site=site).kind in ("listing", "empty")
    card = _card(page.url, teaser)
    read = read_as_listing(page, site) if is_listing else read_as_article(page, card, site)
    case = Case(_free(folder / _slug(page.url)))
    body = page.body if isinstance(page.body, bytes) else page.body.encode("utf-8", "replace")
    meta = {
        "url": page.url,
        "kind": "listing" if is_listing else "refusal" if "error" in read else "article",
        "fetched_at": page.fetched_at,
        "content_type": page.content_type,
        "licence": "unknown: say here under which licence the page may be kept",
        "shows": "say here what this page shows that others do not",
        "seen": "say here where such pages are seen",
    }
    with new_folder(case.folder) as part:
        (part / "page.html").write_bytes(body)
        _write(part / "meta.json", meta | ({"teaser": teaser} if teaser else {}))
        _write(part / "expected.json", _brief(read))
    return case


def _brief(read: Values) -> Values:
    """Return what is read without what cards do not show."""
    if "cards" not in read:
        return read
    cards = [{name: value for name, value in card.items() if value} for card in read["cards"]]
    return read | {"cards": cards}


def _write(path: Path, values: Values) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _slug(url: str) -> str:
    path = re.sub(r"[?#].*|\.\w{2,5}$", "", url.partition("//")[2].partition("/")[2]).rstrip("/")
    return re.sub(r"[^a-z0-9]+", "-", path.rpartition("/")[2].lower()).strip("-")[:60] or "page"


def _free(folder: Path) -> Path:
    """Return the folder, or the first with a number behind its name that is not there yet."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free
