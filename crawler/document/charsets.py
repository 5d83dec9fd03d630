"""Which letters the bytes of a page stand for: what servers declare is often missing, and sometimes a lie.

Bytes that are valid UTF-8 are UTF-8, whatever is declared: no other encoding looks like that by chance. Then
comes what HTTP and the page declare; last, what the bytes themselves look like.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from functools import lru_cache

from w3lib.encoding import html_body_declared_encoding, html_to_unicode, http_content_type_encoding

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_TAGS = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html\b[^>]{0,300}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
_SAMPLE_BYTES = 20_000
_BEYOND_LATIN = 0.25
"""Share of bytes beyond ASCII in a text that is not written in Latin letters, its spaces counted."""
_BROKEN = 0.3
"""Share of what is not UTF-8 among what is not ASCII; a page glued together from two encodings has less."""
_CENTRAL_EUROPEAN = frozenset({"pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"})
_OWN_LATIN = {"tr": "cp1254", "az": "cp1254", "lt": "cp1257", "lv": "cp1257", "et": "cp1257", "vi": "cp1258"}
_NO_CHARSETS = frozenset({"punycode", "unicode-escape", "raw-unicode-escape"})
"""What Python calls an encoding of text and no browser does: it would respell good pages."""
_SCRIPTS = (
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp1253", "cp1255", "cp1256"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp874"),
)


def decode(body: bytes, content_type: str | None) -> str:
    """Return the text of a page; bytes that stand for nothing become U+FFFD. Never raises."""
    if _is_utf8(body):
        return body.removeprefix(BOM_UTF8).decode()
    encoding, text = html_to_unicode(_believed(body, content_type), body, auto_detect_fun=_guess)
    if encoding == "utf-8" and _is_broken(body, text):
        declared = html_body_declared_encoding(body)
        is_other = declared is not None and declared != "utf-8" and _is_charset(declared)
        return body.decode(declared if declared and is_other else _looks_like(body), "replace")
    return text


def _believed(body: bytes, content_type: str | None) -> str | None:
    """Return the header to decode by: as sent, or, where all that is declared is no charset, a guess."""
    sent = http_content_type_encoding(content_type)
    if sent is not None and _is_charset(sent):
        return content_type
    declared = html_body_declared_encoding(body)
    if declared is not None and not _is_charset(declared):
        return f"text/html; charset={_guess(body)}"
    return None


@lru_cache(maxsize=64)
def _is_charset(name: str) -> bool:
    """False for what Python has a decoder for and is no charset of pages: zlib, base64, rot13, idna."""
    try:
        b"a".decode(name, "replace")
    except (LookupError, UnicodeError):
        return False
    return name not in _NO_CHARSETS


def as_utf8(body: bytes, content_type: str | None) -> bytes:
    """Return the page in UTF-8, without a mark of byte order; a page that is has only to be looked at."""
    if _is_utf8(body):
        return body.removeprefix(BOM_UTF8)
    return decode(body, content_type).encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    """True for bytes that are valid UTF-8 and more than ASCII, which many encodings begin with."""
    if body.isascii() or b"\0" in body[:1000]:
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_broken(body: bytes, text: str) -> bool:
    """True when hardly anything beyond ASCII could be read as UTF-8; one cut letter is no sign."""
    lost = text.count("\ufffd")
    return lost > 1 and lost > _BROKEN * sum(map(len, _BEYOND_ASCII.findall(body)))


def _guess(body: bytes) -> str:
    """Return the encoding of a page that declares none."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _looks_like(body) if _is_broken(body, body.decode("utf-8", "replace")) else "utf-8"
    return "utf-8"


def _looks_like(body: bytes) -> str:
    """Return the likeliest encoding of bytes that are not UTF-8: old sites declare nothing."""
    text = _TAGS.sub(b" ", body[: 20 * _SAMPLE_BYTES])[:_SAMPLE_BYTES]
    words = b" ".join(text.split())
    if sum(map(len, _BEYOND_ASCII.findall(words))) < _BEYOND_LATIN * len(words):
        return _latin(body)
    from charset_normalizer import from_bytes

    best = from_bytes(words, cp_isolation=list(_SCRIPTS), preemptive_behaviour=False).best()
    return best.encoding if best else _latin(body)


def _latin(body: bytes) -> str:
    """Return the encoding that Windows uses for a language in Latin letters; browsers assume cp1252."""
    found = _LANGUAGE.search(body[:2000])
    language = found[1].decode().lower() if found else ""
    return "cp1250" if language in _CENTRAL_EUROPEAN else _OWN_LATIN.get(language, "cp1252")
