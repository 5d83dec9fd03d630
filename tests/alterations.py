"""Alterations of the code that reads pages: a number, a word of a list or a guard becomes another.

Each is one place of one file, as bytes; who edits meanwhile spoils nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "fixtures" / "pages"
READING = (
    *("crawler/listing", "crawler/body", "crawler/authors", "crawler/dates", "crawler/titles"),
    *("crawler/layout", "crawler/languages.py", "crawler/document", "crawler/vocabulary"),
)
"""Where pages are understood."""
GONE = "zqxzq"
"""What a word becomes."""
KINDS = ("number", "word", "guard")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One alteration: bytes `start` to `end` of a file become `new`."""

    kind: str
    path: str
    line: int
    start: int
    end: int
    old: str
    new: str
    asked: tuple[int, ...]
    """Lines of the file one of which a case must meet to notice; none: it cannot be told by lines."""
    names: tuple[str, ...] = ()
    """Of the constant that it stands in."""
    function: str = ""
    """Qualified name of the function in whose body it stands; "" when the module must be imported anew."""

    @property
    def where(self) -> str:
        """For people: place, and what becomes what."""
        return f"{self.kind:<6} {self.path}:{self.line} {self.old[:70]!r} -> {self.new!r}"


def find_mutants(places: Sequence[str] = READING) -> list[Mutant]:
    """Return all mutants of these files and folders, in the order of the text."""
    files = [ROOT / place for place in places]
    paths = [path for file in files for path in ([file] if file.is_file() else _sources(file))]
    return [mutant for path in paths for mutant in _mutants(path)]


def _sources(folder: Path) -> list[Path]:
    """Return the programs of a folder, and its files in which all is words: of markup and of languages."""
    return [*sorted(folder.rglob("*.py")), *sorted(folder.rglob("*.toml"))]


def _mutants(path: Path) -> Iterator[Mutant]:
    if path.suffix == ".py":
        return _Source(path).mutants()
    return _names(path) if path.name == "markup.toml" else _phrases(path)


def _names(path: Path) -> Iterator[Mutant]:
    """Yield a mutant for each word of markup, whatever role it tells; the star of a stem stays."""
    name = str(path.relative_to(ROOT))
    text = (SOURCES.setdefault(name, path.read_bytes())).decode()
    for table in re.finditer(r'(?m)^(?:sure|likely|words) = ("""[^"]*"""|"[^"\n]*")', text):
        for match in re.finditer(r"[\w-]+", table[1]):
            start = table.start(1) + match.start()  # the words of markup are ASCII, the comments as well
            line = text.count("\n", 0, start) + 1
            yield Mutant("word", name, line, start, start + len(match[0]), match[0], GONE, ())


def _phrases(path: Path) -> Iterator[Mutant]:
    """Yield a mutant for each phrase of a language's file; the star of a stem stays."""
    name = str(path.relative_to(ROOT))
    source = SOURCES[name] = path.read_bytes()
    text = source.decode()
    sections = [(match.start(), match[1]) for match in re.finditer(r"(?m)^\[(\w+)\]", text)]
    for match in re.finditer(r'(?<=[\[ ])"([^"\n]+?)\*?"(?=[,\]])', text):
        start = len(text[: match.start(1)].encode())
        old, line = match[1], text.count("\n", 0, match.start()) + 1
        names = tuple(section for at, section in sections if at < match.start())[-1:]
        yield Mutant("word", name, line, start, start + len(old.encode()), old, GONE, (), names)


SOURCES: dict[str, bytes] = {}
"""Files as they were when their mutants were found."""


class _Source:
    def __init__(self, path: Path) -> None:
        self.path = str(path.relative_to(ROOT))
        self.bytes = SOURCES[self.path] = path.read_bytes()
        self.tree = ast.parse(self.bytes)
        self.starts = [0]
        for line in self.bytes.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.bodies = list(_bodies(self.tree, ""))
        self.constants = {id(inner): names for node, names in self._assigned() for inner in ast.walk(node)}

    def mutants(self) -> Iterator[Mutant]:
        passed_over = {
            *self._docstrings(),
            *(key for key, names in self.constants.items() if {"__all__", "__slots__"} & set(names)),
        }
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and id(node) not in passed_over:
                if isinstance(node.value, int | float) and not isinstance(node.value, bool):
                    yield from self._number(node, node.value)
                elif isinstance(node.value, str) and ("|" in node.value or id(node) in self.constants):
                    yield from self._words(node) if len(node.value) > 25 else self._word_alone(node)
            elif isinstance(node, ast.If) and _is_guard(node):
                yield self._mutant("guard", node.test, "False", asked=(node.body[0].lineno,))

    def _assigned(self) -> Iterator[tuple[ast.stmt, tuple[str, ...]]]:
        classes = [node for node in self.tree.body if isinstance(node, ast.ClassDef)]
        for node in (*self.tree.body, *(inner for each in classes for inner in each.body)):
            if names := assigned(node):
                yield node, names

    def _docstrings(self) -> Iterator[int]:
        for node in ast.walk(self.tree):
            body = getattr(node, "body", None)
            for inner in body if isinstance(body, list) else ():
                if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant):
                    yield id(inner.value)

    def _number(self, node: ast.Constant, value: float) -> Iterator[Mutant]:
        if value not in (0, 1, -1):
            yield self._mutant("number", node, repr(_larger(value)))

    def _words(self, node: ast.Constant) -> Iterator[Mutant]:
        start, end = self._span(node)
        raw = self.bytes[start:end].decode()
        if "|" in raw:
            found = re.finditer(r"(?<=[|\s(:'\"])([^\W\d_][\w.\-'’ ]{2,40}?)(?=\|)", raw)
        elif len(raw.split()) > 10:
            found = re.finditer(r"(?<=\s)([^\W\d_][\w-]{2,})(?=\s)", raw)
        else:
            found = re.finditer("(?!)", raw)
        for match in found:
            first = start + len(raw[: match.start(1)].encode())
            yield self._cut("word", node.lineno, first, first + len(match[1].encode()), match[1], node)

    def _word_alone(self, node: ast.Constant) -> Iterator[Mutant]:
        """A word of a tuple or a set of words, which are lists as well."""
        start, end = self._span(node)
        word = str(node.value)
        if id(node) in self.constants and re.fullmatch(r"[^\W\d_][\w.\-'’ ]{2,}", word):
            yield self._cut("word", node.lineno, start + 1, end - 1, word, node)

    def _mutant(self, kind: str, node: ast.expr, new: str, asked: tuple[int, ...] = ()) -> Mutant:
        start, end = self._span(node)
        old = self.bytes[start:end].decode()
        return self._cut(kind, node.lineno, start, end, old, node, new, asked or (node.lineno,))

    def _cut(
        self,
        kind: str,
        line: int,
        start: int,
        end: int,
        old: str,
        node: ast.expr,
        new: str = GONE,
        asked: tuple[int, ...] = (),
    ) -> Mutant:
        names = self.constants.get(id(node), ())
        function = next((name for name, first, last in self.bodies if first <= node.lineno <= last), "")
        return Mutant(kind, self.path, line, start, end, old, new, asked if function else (), names, function)

    def _span(self, node: ast.expr) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[end_line - 1] + end_column


def assigned(node: ast.stmt) -> tuple[str, ...]:
    """Return the names that a statement gives: one, or several at once."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    parts = [part for each in targets for part in (each.elts if isinstance(each, ast.Tuple) else [each])]
    return tuple(part.id for part in parts if isinstance(part, ast.Name))


def _bodies(node: ast.AST, outer: str) -> Iterator[tuple[str, int, int]]:
    """Yield each outermost function: its qualified name, the first and the last line of its body."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.ClassDef):
            yield from _bodies(inner, f"{outer}{inner.name}.")
        elif isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            first = inner.body[0].lineno
            if first > inner.lineno:  # else its defaults stand on the line of its body
                yield f"{outer}{inner.name}", first, inner.end_lineno or first


def _larger(value: float) -> float:
    if isinstance(value, float):
        return round(value * 1.6, 3)
    return value + 1 if value < 6 else int(value * 1.6)


def _is_guard(node: ast.If) -> bool:
    return len(node.body) == 1 and isinstance(node.body[0], ast.Return | ast.Continue) and not node.orelse
