"""The text that a page's JSON-LD carries, for when our own reading found little."""

from __future__ import annotations

from crawler.document import Page, text_of_fragment
from pipelines.compare import letters

_TIMES = 3
"""As long as ours is a text of which we found a part: a lead, or the words that ask to sign in."""
_PARAGRAPH = 150
"""Letters; so much more is more than a sentence."""


def told_text(page: Page) -> str | None:
    """Return the text that the page's JSON-LD carries, None when none or several objects carry one."""
    bodies = (work.properties.get("articleBody") for work in page.works)
    told = [body for body in bodies if isinstance(body, str) and body.strip()]
    if len({letters(body) for body in told}) != 1:
        return None
    text = text_of_fragment(told[0])
    return "\n\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def is_fuller(other: str, own: str) -> bool:
    """Return True when the other reading has so much more text that our own must have missed it."""
    return len(letters(other)) > _TIMES * len(letters(own)) + _PARAGRAPH
