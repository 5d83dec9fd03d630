"""Which letters a page's bytes stand for, whatever is declared."""

from __future__ import annotations

import pytest

from crawler.document.charsets import decode

RUSSIAN = "Правозащитный центр призывает немедленно освободить заключённых и расследовать события."
GREEK = "Η οργάνωση ζητά την άμεση απελευθέρωση όλων των κρατουμένων και ανεξάρτητη έρευνα."
CHINESE = "人權組織呼籲立即釋放所有政治犯，並對事件進行獨立調查。"
POLISH = "Organizacja wzywa do uwolnienia więźniów i niezależnego śledztwa w sprawie zdarzeń."
GERMAN = "Die Organisation fordert die Freilassung der Häftlinge und eine Prüfung der Vorfälle."

# (text, language of the markup, encoding of the bytes, HTTP header, meta, where such a thing is seen)
PAGES = [
    (RUSSIAN, "ru", "cp1251", "text/html", "", "a site of 2003 behind a new server"),
    (RUSSIAN, "ru", "koi8_r", None, "", "a mirror of a Unix host"),
    (RUSSIAN, "ru", "cp1251", "text/html; charset=utf-8", "windows-1251", "a new server's default"),
    (RUSSIAN, "ru", "cp1251", "text/html; charset=utf-8", "utf-8", "a file saved by the wrong editor"),
    (RUSSIAN, "ru", "utf-8", "text/html; charset=iso-8859-1", "utf-8", "Apache's old default"),
    (RUSSIAN, "ru", "utf-8", "text/html", "windows-1251", "a template older than its database"),
    (RUSSIAN, "ru", "utf-16", "text/html", "", "an office suite's export"),
    (GREEK, "el", "cp1253", "text/html", "", "a municipal site"),
    (CHINESE, "zh", "big5", "text/html", "", "an old bulletin board"),
    (POLISH, "pl", "cp1250", "text/html", "", "a page made in an editor on Windows"),
    (GERMAN, "de", "cp1252", "text/html; charset=no-such", "", "a misspelt header"),
]


@pytest.mark.parametrize(("text", "language", "encoding", "header", "meta"), [row[:5] for row in PAGES])
def test_text_is_read_whatever_is_declared(
    text: str, language: str, encoding: str, header: str | None, meta: str
) -> None:
    declared = f"<meta charset={meta}>" if meta else ""
    page = f"<html lang={language}><head>{declared}<title>x</title></head><body><p>{text}</p></body></html>"
    assert text in decode(page.encode(encoding), header)


def test_a_few_wrong_bytes_do_not_change_the_encoding() -> None:
    """Seen where a comment was pasted into the database of a site that had another encoding before."""
    page = f"<html><body><p>{RUSSIAN}</p>".encode() + "<p>да</p></body></html>".encode("cp1251")
    assert RUSSIAN in decode(page, "text/html; charset=utf-8")


def test_a_text_before_a_long_list_in_latin_letters_tells_its_script() -> None:
    """Seen: a statement, and below it all who signed it."""
    signed = "<li>Ann Roe, Harbour Legal Aid, Leeds</li>" * 1000
    page = f"<html><body><p>{RUSSIAN * 75}</p><ul>{signed}</ul></body></html>"
    assert RUSSIAN in decode(page.encode("cp1251"), None)


def test_a_mark_of_byte_order_is_no_letter() -> None:
    assert decode(b"\xef\xbb\xbf<p>\xc3\xa9", None) == "<p>é"


# What Python has a decoder for and no page is written in.
NO_CHARSETS = [
    "zlib",
    "base64",
    "hex",
    "bz2",
    "uu",
    "quopri",
    "rot13",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
]


@pytest.mark.parametrize("name", NO_CHARSETS)
@pytest.mark.parametrize("place", ["header", "meta", "both"])
def test_a_name_that_is_no_charset_is_not_believed(name: str, place: str) -> None:
    header = f"text/html; charset={name}" if place != "meta" else None
    meta = f"<meta charset={name}>" if place != "header" else ""
    page = f"<html lang=pl><head>{meta}</head><body><p>{POLISH} C:\\new</p></body></html>"
    assert f"{POLISH} C:\\new" in decode(page.encode("cp1250"), header)
    assert f"{GREEK}" in decode(page.replace(POLISH, GREEK).encode(), header)


def test_a_page_that_lies_about_its_charset_in_both_places_is_read() -> None:
    page = f"<html lang=pl><meta charset=rot13><p>{POLISH}</p></html>".encode("cp1250")
    assert POLISH in decode(page, "text/html; charset=utf-8")
