"""Which picture an image element shows, lazily loaded or not, and whether it belongs to an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_NO_PICTURE = ("avatar", "emoji", "icon", "logo", "spinner", "pixel", "badge", "author", "byline")
_PLACEHOLDER = ("loading", "placeholder", "blank", "spacer", "lazy", "spinner", "transparent", "1x1", "pixel")
_BACKGROUND = re.compile(r"background(?:-image)?\s*:[^;]{0,500}url\(\s*['\"]?([^'\")]+)", re.I)

_MAX_STYLE_CHARS = 2000
_TINY = 32
"""Pixels of an icon's side."""


def picture_of(image: HtmlElement) -> str | None:
    """Return the address of an article's picture as printed; None for avatars, icons and pixels."""
    about = f"{image.get('class') or ''} {image.get('id') or ''} {image.get('src') or ''}"
    if any(map(about.lower().__contains__, _NO_PICTURE)) or _is_tiny(image):
        return None
    return next(_sources(image), None)


def background_in(style: str) -> str | None:
    """Return the picture that a style attribute lays under an element."""
    found = _BACKGROUND.search(style, 0, _MAX_STYLE_CHARS)
    return found[1] if found and not _is_placeholder(found[1]) else None


def _is_placeholder(source: str) -> bool:
    source = source.lower()
    return source.startswith("data:") or any(map(source.__contains__, _PLACEHOLDER))


def _sources(image: HtmlElement) -> Iterator[str]:
    """Yield where the picture itself is, lazily loaded or not."""
    for name in ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file", "src"):
        value = (image.get(name) or "").strip()
        if value and not (name == "src" and _is_placeholder(value)):
            yield value
    for name in ("data-srcset", "data-lazy-srcset", "srcset"):
        value = (image.get(name) or "").strip().split(",")[0].split(" ")[0]
        if value and not value.startswith("data:"):
            yield value
    if (value := (image.get("src") or "").strip()) and not value.startswith("data:"):
        yield value


def _is_tiny(image: HtmlElement) -> bool:
    sizes = [image.get(name) or "" for name in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size) <= _TINY for size in sizes)
