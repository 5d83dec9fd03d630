"""The article's text on small pages, each in the shape of a kind of site."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.body import find_body, render
from crawler.page import Page

RENDERED = [
    ("<div><p>One.</p><p>Two.</p></div>", "One.\n\nTwo."),  # everywhere
    ("<div>One.<br><br>Two.</div>", "One.\n\nTwo."),  # old editors
    ("<div><p>Line one<br>line two</p></div>", "Line one\nline two"),  # poems, addresses
    ("<div><p>sen<b>tenced</b>on <i>4</i> May</p></div>", "sentencedon 4 May"),  # markup inside words
    ("<div><ul><li>a</li><li>b</li></ul><p>c</p></div>", "a\nb\n\nc"),  # lists
    ("<table><tr><td>Name</td><td>Years</td></tr></table>", "Name | Years"),  # tables of data
    ("<div><p>a&nbsp;b\u200bc</p></div>", "a bc"),  # word processors
    ("<div><figure><img><figcaption>Photo</figcaption></figure><p>T.</p></div>", "T."),  # captions
    ("<div><pre>a\nb</pre></div>", "a\nb"),  # preformatted
    ("<div></div>", ""),
]


@pytest.mark.parametrize(("markup", "expected"), RENDERED)
def test_an_element_becomes_plain_text(markup: str, expected: str) -> None:
    assert render(html.fragment_fromstring(markup)) == expected


def test_a_body_is_found_among_furniture() -> None:
    page = Page(
        "https://example.org/a",
        "<body><nav><a href=/>Home</a></nav><div><h1>T</h1><p>The court sat for two days, they said.</p>"
        "<p>Nobody was let in, and no reason was given.</p></div><footer>Rights.</footer>",
    )
    found = find_body(page)
    assert found.value == (
        "The court sat for two days, they said.\n\nNobody was let in, and no reason was given."
    ) or found.value.startswith("T\n\n")
