"""HTML inside a string: what a reader sees of it, and that text is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.body.text import told_text
from crawler.document.html_text import text_of_fragment
from crawler.document.page import Page

SHOWN = [
    # (as it is told, as a reader sees it), where such a thing is seen
    ("Ten people free", "Ten people free"),
    ("3 < 5 and 7 > 2", "3 < 5 and 7 > 2"),  # signs
    ("AT&T and R&D; a case", "AT&T and R&D; a case"),
    ("How <canvas> is drawn", "How <canvas> is drawn"),  # a title about HTML
    ("&lt;canvas&gt; in use", "<canvas> in use"),
    ("Q&amp;amp;A on Article 193", "Q&A on Article 193"),  # escaped on every save
    ("<b>Q&amp;amp;A</b>", "Q&A"),
    ("&lt;p&gt;One.&lt;/p&gt;", "One."),  # a feed's description
    ("<p>Write &lt;b&gt; for bold.</p>", "Write <b> for bold."),
    ("<p>if x <y then z</p>", "if x <y then z"),  # a sign among tags
    ("Q&amp;amp;amp;amp;amp;amp;A", "Q&amp;A"),  # nobody saves so often
    ("<p>" + "x" * 250_000, "x" * 199_997),  # a field that holds a book
    ("Free<br>at last", "Free\nat last"),
    ("<ul><li>One<li>Two</ul>", "One\nTwo"),
    ("<p>One\nand a half.</p>\n<p>Two.</p>", "One and a half.\nTwo."),
    ("One.\nTwo <i>and</i> a half.", "One.\nTwo and a half."),  # lines of a text, with italics
    ("One.\n\nTwo.<br>Three.", "One.\nTwo.\nThree."),
    ("</b> and <i>never closed", "and never closed"),
    ("<p>One.<script>if (a < b) c('<p>')</script></p>", "One."),  # a player, with its text
    ("<style>p { color: red }</style><p>One.<!-- ad --></p>", "One."),
    ("One.<img src='/a.jpg' alt='A. N.'>", "One."),  # WordPress's smileys
    ("<o:p class='MsoNormal'>One.</o:p>", "One."),  # a word processor
    ("<p>O\0ne.\ud83d</p>", "One.?"),  # half a letter, cut by a program that counts otherwise
    ("<?xml version='1.0'?><html><head><title></title></head><body><p>One.", "One."),  # a whole page
    ("", ""),
]


@pytest.mark.parametrize(("markup", "shown"), SHOWN)
def test_a_fragment_is_what_a_reader_sees_of_it(markup: str, shown: str) -> None:
    lines = (" ".join(line.split()) for line in text_of_fragment(markup).splitlines())
    assert "\n".join(filter(None, lines)) == shown


@given(st.text(), st.sampled_from(["{}", "<p>{}</p>", "&lt;p&gt;{}&lt;/p&gt;", "<b>{}", "{}</i>"]))
def test_any_string_is_read(text: str, frame: str) -> None:
    assert "<p>" not in text_of_fragment(frame.format(text))


WORDS = st.lists(st.sampled_from(["One", "3 < 5", "7 > 2", "AT&T", "R&D;", "two"]), max_size=8)


@given(WORDS, st.sampled_from(["p", "b", "div", "li", "q"]))
def test_no_word_beside_a_tag_is_lost(words: list[str], tag: str) -> None:
    markup = " ".join(f"{word} <{tag}>{word}</{tag}>" for word in words)
    assert text_of_fragment(markup).split() == " ".join(f"{word} {word}" for word in words).split()


def test_a_text_in_json_ld_is_read_as_html() -> None:
    told = "<p>One\\nand a half.<\\/p><p>T&amp;amp;wo.<script>track('<b>')<\\/script><\\/p>"
    page = Page("https://example.org/", f'<script type="application/ld+json">{{"articleBody":"{told}"}}')
    assert told_text(page) == "One and a half.\n\nT&wo."
