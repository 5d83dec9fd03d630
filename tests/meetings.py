"""What meets what: which cases and which unit tests pass a line of the readers, or say a word.

An alteration is noticed by none but who meets it, so that few are asked. A constant is met where its name
stands, or that of a constant or a table made of it.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import sha256
from html import unescape
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

from tests.alterations import PAGES, ROOT, Mutant, assigned
from tests.trials import Tests, caches, forget_program, in_a_fork, load_tests_anew

Place = tuple[str, int]
"""A file and a line."""
A_LONG_TIME = 900
"""Seconds of the processor, in which all cases and tests are watched."""


@dataclass(frozen=True)
class Record:
    """Which case or test meets which line of the program, and what it says."""

    lines: Mapping[str, frozenset[Place]]
    """Of cases."""
    texts: Mapping[str, str]
    taught: frozenset[str]
    """Cases that are read with a layout."""
    tests: Mapping[str, frozenset[Place]]
    """The lines that unit tests meet, by their names."""
    sayings: Mapping[str, str]
    """What unit tests say: their own text, and what they are given."""
    names: Mapping[str, frozenset[str]]
    """The names that stand in the text of unit tests: some ask a constant of the program."""

    def cases_meeting(self, mutant: Mutant) -> list[str]:
        """Return the cases that can notice a mutant, those first that meet the fewest lines beside."""
        if mutant.kind == "word":
            words = _words_of(mutant)
            met = {case for case, text in self.texts.items() if all(word in text for word in words)}
        else:
            met = _meeting(self._cases_at, mutant) if places_of(mutant) else set(self.lines)
        if not mutant.path.startswith("crawler/layout"):
            met -= self.taught  # five pages are read for one; whatever they meet single pages meet as well
        return sorted(met, key=lambda case: (len(self.lines[case]), case))

    def tests_meeting(self, mutant: Mutant) -> list[str]:
        """Return the tests that can notice a mutant, those first that say its word."""
        words = _words_of(mutant) if mutant.kind == "word" else []
        kept = kept_in(mutant)
        asking = {test for test, names in self.names.items() if names & kept}
        met = {test: len(self.tests[test]) for test in _meeting(self._tests_at, mutant) | asking}
        language = Path(mutant.path).stem if "/languages/" in mutant.path else None
        silent = {test: not all(word in self.sayings[test] for word in words) for test in met}
        alien = {test: language is not None and not _is_of(test, language) for test in met}
        return sorted(met, key=lambda test: (silent[test] and alien[test], silent[test], met[test], test))

    @cached_property
    def _cases_at(self) -> Mapping[Place, set[str]]:
        return _turned(self.lines)

    @cached_property
    def _tests_at(self) -> Mapping[Place, set[str]]:
        return _turned(self.tests)


def _is_of(test: str, language: str) -> bool:
    """True for a test that is given the code of a language."""
    return re.search(rf"[\[-]{language}[\] -]", test) is not None


def _turned(met: Mapping[str, frozenset[Place]]) -> Mapping[Place, set[str]]:
    found = defaultdict[Place, set[str]](set)
    for name, places in met.items():
        for place in places:
            found[place].add(name)
    return found


def _meeting(at: Mapping[Place, set[str]], mutant: Mutant) -> set[str]:
    return {name for place in places_of(mutant) for name in at.get(place, ())}


def _words_of(mutant: Mutant) -> list[str]:
    """Return what is to be read on a page that has a word; names of markup may be written as one."""
    word = folded(mutant.old)
    return word.split("-") if mutant.path.endswith("markup.toml") else [word]


def folded(text: str) -> str:
    """Return the letters of a text without case and marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


# ------------------------------------------------------------------ places


def places_of(mutant: Mutant) -> frozenset[Place]:
    """Return the lines one of which must be met to notice a mutant; none: it cannot be told by lines."""
    return frozenset((mutant.path, line) for line in mutant.asked) | _uses(_kept(mutant))[0]


def kept_in(mutant: Mutant) -> frozenset[str]:
    """Return the names of what keeps the altered value: constants, and functions that are asked once."""
    return _uses(_kept(mutant))[1]


_FILES = {"languages": "/languages/", "_tables": "markup.toml"}
"""The functions that read files of words."""


def _kept(mutant: Mutant) -> tuple[str, ...]:
    if mutant.path.endswith(".toml"):
        return tuple(name for name, part in _FILES.items() if part in mutant.path)
    if not mutant.function:
        return mutant.names
    name = mutant.function.rpartition(".")[2]
    return (name,) if name in _early() else ()


@dataclass(frozen=True, slots=True)
class _Use:
    """A name that stands in the program."""

    name: str
    place: Place
    owner: str
    """Constant, function or class-level name in whose text it stands; "" in none."""
    is_kept: bool
    """The owner keeps what is made of it: a constant, or a function that is asked once."""
    is_early: bool
    """It is met when a module is loaded, or once and never again."""


@cache
def _uses(names: tuple[str, ...]) -> tuple[frozenset[Place], frozenset[str]]:
    """Return the lines where names stand, or those that keep what is made of them; and all these names."""
    found, known, new = set[Place](), set[str](), set(names)
    # Whoever asks a file of words while a module is loaded makes a constant of them.
    readers = _early() if set(names) & _FILES.keys() else frozenset()
    while new:
        known |= new
        met = [use for name in new for use in _named().get(name, ())]
        found.update(use.place for use in met)
        new = {use.owner for use in met if use.owner and (use.is_kept or use.owner in readers)} - known
    return frozenset(found), frozenset(known)


@cache
def _named() -> dict[str, list[_Use]]:
    found = defaultdict[str, list[_Use]](list)
    for path in sorted((ROOT / "crawler").rglob("*.py")):
        for use in _uses_of(path):
            found[use.name].append(use)
    return found


@cache
def _early() -> frozenset[str]:
    """Return the functions that run when a module is loaded, or once for all pages."""
    of_owner = defaultdict[str, set[str]](set)
    for uses in _named().values():
        for use in uses:
            of_owner[use.owner].add(use.name)
    known = set[str]()
    new = {use.owner for uses in _named().values() for use in uses if use.is_early}
    new |= {use.name for uses in _named().values() for use in uses if use.is_early}
    while new:
        known |= new
        new = {name for owner in new for name in of_owner.get(owner, ())} - known
    return frozenset(known)


def _uses_of(path: Path) -> Iterator[_Use]:
    name = str(path.relative_to(ROOT))
    yield from _uses_in(ast.parse(path.read_text(encoding="utf-8")).body, name)


def _uses_in(body: Sequence[ast.stmt], path: str) -> Iterator[_Use]:
    for node in body:
        if isinstance(node, ast.FunctionDef):
            yield from _uses_of_function(node, path)
        elif isinstance(node, ast.ClassDef):
            yield from _uses_in(node.body, path)
        elif isinstance(node, ast.If):
            yield from _uses_in([*node.body, *node.orelse], path)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.asname:
                    yield _Use(alias.name, (path, node.lineno), alias.asname, True, False)
        else:
            for owner in assigned(node) or ("",):
                for inner, line in _names_in(node):
                    yield _Use(inner, (path, line), owner, True, True)


def _uses_of_function(node: ast.FunctionDef, path: str) -> Iterator[_Use]:
    is_once = any(isinstance(each, ast.Name) and each.id == "cache" for each in node.decorator_list)
    for part in node.body:
        for name, line in _names_in(part):
            yield _Use(name, (path, line), node.name, is_once, is_once)
    for outer in (node.args, *node.decorator_list):
        for name, _ in _names_in(outer):
            yield _Use(name, (path, node.body[0].lineno), node.name, is_once, False)
            yield _Use(name, (path, node.body[-1].lineno), node.name, is_once, False)


def _names_in(node: ast.AST) -> Iterator[tuple[str, int]]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
            yield inner.id, inner.lineno
        elif isinstance(inner, ast.Attribute):
            yield inner.attr, inner.end_lineno or inner.lineno


# ------------------------------------------------------------------ taking


def take_record(tests: Tests) -> Record:
    """Read every case and run every test with an eye on the lines they pass; kept until anything changes."""
    kept = ROOT / ".pytest_cache" / f"record-{_digest()}.json"
    if not kept.exists():
        told = in_a_fork(lambda: _told(tests), A_LONG_TIME)
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(told))
    told = json.loads(kept.read_text())
    places = [tuple(place) for place in told["places"]]
    lines, met = (
        {name: frozenset(places[number] for number in numbers) for name, numbers in told[key].items()}
        for key in ("lines", "tests")
    )
    sayings = {name: said for name, said in _sayings(tests).items() if name in met}
    names = {name: _names_of(tests.by_name[name]) for name in met}
    return Record(lines, _texts_of_cases(), frozenset(_taught()), met, sayings, names)


def _digest() -> str:
    tops = ("crawler", "pipelines", "fixtures/pages", "tests")
    paths = [path for top in tops for path in (ROOT / top).rglob("*.*")]
    seen = sha256()
    for path in sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts):
        seen.update(str(path).encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def _told(tests: Tests) -> dict[str, Any]:
    """Return the lines that cases and tests meet, as numbers of places; without tests that fail."""
    from crawler.sites.cases import find_cases, read_case

    numbers: dict[Place, int] = {}
    lines = {case.name: _lines_of(partial(read_case, case, None), numbers) for case in find_cases(PAGES)}
    met = {name: _lines_of(partial(tests.fails, name), numbers) for name in tests.by_name}
    forget_program()
    load_tests_anew(met)
    held = {
        name: places for name, places in met.items() if name not in tests.failed and not tests.fails(name)
    }
    return {"places": list(numbers), "lines": lines, "tests": held}


def _lines_of(work: Callable[[], Any], numbers: dict[Place, int]) -> list[int]:
    """Return the numbers of the lines that some work passes."""
    for known in caches():
        if known.cache_parameters()["maxsize"] is not None:  # answers about a page, not tables
            known.cache_clear()
    met: dict[CodeType, set[int]] = defaultdict(set)
    sys.settrace(_tracer(met))
    try:
        work()
    finally:
        sys.settrace(None)
    files = {(code.co_filename.removeprefix(f"{ROOT}/"), line) for code, each in met.items() for line in each}
    return [numbers.setdefault(place, len(numbers)) for place in sorted(files)]


def _tracer(met: dict[CodeType, set[int]]) -> Callable[[FrameType, str, Any], Any]:
    ours = str(ROOT / "crawler")

    def local(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            met[frame.f_code].add(frame.f_lineno)
        return local

    def enter(frame: FrameType, event: str, _: Any) -> Any:
        return local if frame.f_code.co_filename.startswith(ours) else None

    return enter


def _taught() -> list[str]:
    from crawler.sites.cases import find_cases

    return [case.name for case in find_cases(PAGES) if case.meta.get("learnt_from")]


def _texts_of_cases() -> dict[str, str]:
    from crawler.sites.cases import find_cases

    return {
        case.name: folded(unescape(case.page().text) + json.dumps(case.meta, ensure_ascii=False))
        for case in find_cases(PAGES)
    }


def _sayings(tests: Tests) -> dict[str, str]:
    """Return the text of each test, and what it is given."""
    said = {}
    for name, item in tests.by_name.items():
        given = getattr(getattr(item, "callspec", None), "params", "")
        said[name] = folded(f"{_source(getattr(item, 'function', None))} {given}")
    return said


def _names_of(item: pytest.Item) -> frozenset[str]:
    """Return the names in the text of a test."""
    return frozenset(re.findall(r"\w+", _source(getattr(item, "obj", None))))


@cache
def _source(function: Any) -> str:
    return inspect.getsource(function)
