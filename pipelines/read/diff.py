"""What changed between two texts, word by word, as an editor would mark it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pipelines.characters import one_line

MAX_WORDS = 3000
"""Longer passages are compared as wholes: word by word takes time that grows with the square."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is in both, only in the earlier or only in the later one."""

    kind: Literal["same", "removed", "added"]
    text: str


def differences(earlier: str | None, later: str | None) -> list[list[Piece]]:
    """Return the changed paragraphs, each as its pieces; empty when the texts are the same.

    Paragraphs that are in both are left out, so that one word in a long statement is seen at once.
    """
    one, two = _paragraphs(earlier), _paragraphs(later)
    found: list[list[Piece]] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind != "equal":
            found.extend(_changed(one[a:b], two[c:d]))
    return found


def _paragraphs(text: str | None) -> list[str]:
    return [one_line(paragraph) for paragraph in (text or "").split("\n\n") if paragraph.strip()]


def _changed(earlier: Sequence[str], later: Sequence[str]) -> Iterator[list[Piece]]:
    """Paragraphs side by side; what one side has more is removed or added as a whole."""
    for one, two in zip(earlier, later, strict=False):
        yield list(_words(one, two))
    for text in earlier[len(later) :]:
        yield [Piece("removed", text)]
    for text in later[len(earlier) :]:
        yield [Piece("added", text)]


def _words(earlier: str, later: str) -> Iterator[Piece]:
    one, two = earlier.split(), later.split()
    if max(len(one), len(two)) > MAX_WORDS:
        yield Piece("removed", earlier)
        yield Piece("added", later)
        return
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", " ".join(one[a:b]))
            continue
        if a < b:
            yield Piece("removed", " ".join(one[a:b]))
        if c < d:
            yield Piece("added", " ".join(two[c:d]))


def marked(pieces: Sequence[Piece], *, colour: bool) -> str:
    """Return pieces as one line: [-removed-] and {+added+}, in red and green on a terminal."""
    return " ".join(_mark(piece, colour=colour) for piece in pieces)


def _mark(piece: Piece, *, colour: bool) -> str:
    if piece.kind == "same":
        return piece.text
    mark = f"[-{piece.text}-]" if piece.kind == "removed" else f"{{+{piece.text}+}}"
    if not colour:
        return mark
    return f"\x1b[{31 if piece.kind == 'removed' else 32}m{mark}\x1b[0m"
