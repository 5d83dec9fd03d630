"""Names by which pages say what is not the article: values of class and id as they are seen."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from crawler.body.boilerplate import likeness
from crawler.document import is_unseen
from crawler.vocabulary import LIKELY, SURE, names_of

# (class of an element, how sure it is no text of the article), where such a thing is seen
NAMES = [
    ("toc table-of-contents", SURE),  # Minimal Mistakes
    ("td-a-rec td-post-read-also", SURE),  # Newspaper theme
    ("post-read-next", SURE),  # Ghost
    ("inline-see-also", SURE),  # newspapers
    ("c-also-read", SURE),
    ("also-like-wrap", SURE),
    ("more-from-author", SURE),
    ("block-more-news", SURE),  # portals
    ("list-more-stories", SURE),
    ("more-articles-grid", SURE),
    ("lead-image-credit", SURE),
    ("main-image-source", SURE),
    ("photo-credit-line", SURE),
    ("photo-source", SURE),
    ("post-meta", SURE),  # most WordPress themes
    ("post-info clearfix", SURE),  # Genesis
    ("post-tags", SURE),  # PaperMod
    ("post-nav", SURE),
    ("post-navigation", SURE),  # underscores
    ("post-author-line", SURE),
    ("post-date updated", SURE),
    ("entry-meta", SURE),  # Twenty Ten and its children
    ("entry-utility", SURE),  # Twenty Ten
    ("entry-info", SURE),
    ("entry-date published", SURE),
    ("article-meta", SURE),
    ("article-info muted", SURE),  # Joomla
    ("article-tools", SURE),
    ("article-author-line", SURE),
    ("article-date", SURE),
    ("about-author", SURE),
    ("about-the-author", SURE),
    ("author-info", SURE),  # Twenty Sixteen
    ("author-bio", SURE),
    ("author-box", SURE),
    ("author-card", SURE),
    ("author-desc", SURE),
    ("author-description", SURE),  # Twenty Eleven
    ("author-profile", SURE),
    ("posted-on", SURE),  # underscores
    ("posted-by", SURE),
    ("posted-in", SURE),
    ("site-header", SURE),
    ("site-footer", SURE),
    ("page-header", SURE),
    ("page-footer", SURE),
    ("screen-reader-shortcut", SURE),  # WordPress's own
    ("skip-link", SURE),
    ("tag-list", SURE),
    ("tag-cloud", SURE),
    ("tag-links", SURE),
    ("cat-links", SURE),  # Twenty Ten
    ("most-read", SURE),
    ("most-viewed", SURE),
    ("you-may-like", SURE),
    ("you-might-like", SURE),
    ("next-post", SURE),
    ("previous-post", SURE),
    ("prev-article", SURE),
    ("next-prev-links", SURE),
    ("prev-next-links", SURE),
    ("sharebuttons", SURE),
    ("post-footer", LIKELY),  # Hugo
    ("entry-footer", LIKELY),
    ("article-footer", LIKELY),
    ("meta-data", LIKELY),
    ("meta-info", LIKELY),
    ("read-more-wrap", LIKELY),  # Ghost
    ("read-on", LIKELY),
    ("call-to-action", LIKELY),
    ("entry-crumbs copyright-line", LIKELY),
    ("mainShareBar", SURE),  # scripts' names run words together
    ("adv-top", SURE),
    ("box adverts", SURE),
    ("masthead", SURE),  # GitHub's and newspapers'
    ("sidebar", SURE),
    ("trackback-url", SURE),  # Movable Type
    ("copyright", LIKELY),
    ("screenreader", SURE),
    ("block_newsletter", SURE),  # PrestaShop, Drupal
    ("td-block-row elementor-widget-wrap", 0),  # a page builder calls all parts of a text widgets
    ("has-sidebar", 0),  # what holds the article and its neighbours
    ("with-sidebar", 0),
    ("no-comments", 0),
    ("is-related", 0),
    ("hide-comments", 0),
    ("show-comments", 0),
    ("without-newsletter", 0),
    ("js-newsletter", 0),
    ("content-with-sidebar", 0),
    ("content-has-share", 0),
    ("layout-no-sidebar", 0),
    ("main-without-sidebar", 0),
    ("post-share", SURE),
    ("category-newsletter", 0),  # WordPress names a post after its categories and tags
    ("tag-newsletter", 0),
    ("format-gallery", 0),  # and after its format
    ("type-comment", 0),
    ("anchorTargetStickyNavbar_x1", 0),  # Docusaurus, each heading
    ("print:hidden md:sidebar", 0),  # Tailwind
    ("a-share-of-the-land-and-of-the-river", 0),  # a slug, not a name
    ("content", 0),
]


def element(markup: str) -> HtmlElement:
    """The element that the markup is."""
    return fragment_fromstring(markup)


@pytest.mark.parametrize(("names", "sure"), NAMES, ids=[names for names, _ in NAMES])
def test_a_name_tells_what_is_not_the_article(names: str, sure: int) -> None:
    assert likeness(element(f"<div class='{names}'></div>")) == sure


TAGS = [
    ("<nav></nav>", SURE),
    ("<figcaption></figcaption>", SURE),
    ("<dialog></dialog>", SURE),
    ("<menu></menu>", SURE),
    ("<aside></aside>", LIKELY),
    ("<footer></footer>", LIKELY),
    ("<form></form>", LIKELY),
    ("<fieldset></fieldset>", LIKELY),
    ("<search></search>", LIKELY),
    ("<noscript></noscript>", LIKELY),
    ("<details></details>", LIKELY),
    ("<footer id=x></footer>", LIKELY),
    ("<share-bar></share-bar>", SURE),  # custom elements are named by their tag
    ("<story-text></story-text>", 0),
    ("<div role=navigation></div>", SURE),
    ("<div role=search></div>", SURE),
    ("<div role=dialog></div>", SURE),
    ("<div role=alertdialog></div>", SURE),
    ("<div role=toolbar></div>", SURE),
    ("<div role=menu></div>", SURE),
    ("<div role=menubar></div>", SURE),
    ("<div role=complementary></div>", LIKELY),
    ("<div role=contentinfo></div>", LIKELY),
    ("<div role=banner></div>", LIKELY),
    ("<div role=tablist></div>", LIKELY),
    ("<div role=main></div>", 0),
    ("<div id=disqus_thread></div>", SURE),
    ("<div></div>", 0),
]


@pytest.mark.parametrize(("markup", "sure"), TAGS, ids=[markup for markup, _ in TAGS])
def test_a_tag_or_a_role_tells_what_is_not_the_article(markup: str, sure: int) -> None:
    assert likeness(element(markup)) == sure


HIDDEN = [
    "<p hidden></p>",
    "<div aria-modal=true></div>",
    "<p style='color: red; display : none'></p>",
    "<p style='visibility:hidden'></p>",
    "<p class=hidden></p>",
    "<p class='note hide'></p>",  # Bootstrap 2
    "<p class=invisible></p>",
    "<p class=sr-only></p>",  # Bootstrap 3 and 4
    "<p class=visually-hidden></p>",  # Bootstrap 5, Drupal 8
    "<p class=visuallyhidden></p>",  # HTML5 Boilerplate
    "<p class=screen-reader-text></p>",  # WordPress
    "<p class=screenreader></p>",
    "<p class=element-invisible></p>",  # Drupal 7
    "<p class='d-none d-md-block'></p>",  # Bootstrap 4
    "<p class=assistive-text></p>",  # Twenty Eleven
    "<p class=offscreen></p>",
    "<p class=a11y-hidden></p>",
]


@pytest.mark.parametrize("markup", HIDDEN)
def test_what_no_reader_sees_is_hidden(markup: str) -> None:
    assert is_unseen(element(markup))


@pytest.mark.parametrize("markup", ["<p></p>", "<p id=hidden></p>", "<p class=overflow-hidden></p>"])
def test_what_a_reader_sees_is_not(markup: str) -> None:
    assert not is_unseen(element(markup))


def test_an_element_has_the_names_that_its_author_gave() -> None:
    assert names_of(element("<story-text class='a b' id=c></story-text>")) == "story-text a b c"
    assert names_of(element("<p></p>")) == ""
