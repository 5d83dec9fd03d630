"""No pattern takes more than linear time on a text, whatever is written there: a page is anybody's text."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import crawler
import pipelines

METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")
ANCHORED = frozenset({"match", "fullmatch"})
PUMPS = (
    *(
        "q",
        " ",
        "\n",
        "a",
        "Z",
        "é",
        "中",
        "1",
        "-",
        "_",
        ".",
        ",",
        ":",
        "/",
        "|",
        "<",
        "(",
        "[",
        "@",
        "'",
        "…",
        "–",
    ),
    *(
        "a ",
        "1 ",
        "- ",
        ". ",
        ", ",
        "a-",
        "1-",
        "a.",
        "A. ",
        "Aa ",
        "a, ",
        "1:",
        "x@",
        "a1",
        "…. ",
        "2020-",
        "12.",
        "://",
    ),
)
"""What a page may repeat without end, besides the words of the pattern itself."""
AROUND = (("", ""), ("", "\x00"), ("(", "\x00"), ("post-", "\x00"))
"""What stands before and after it: a pattern that has come far and fails at the end tries all other ways."""
LADDER = (16, 20, 24, 32, 60, 200, 600, 2400)
"""Numbers of letters, each tried before the next: an exponential one would not come back from the last."""
FAST_S = 0.002
"""Time for the last of them in which no pattern worse than linear gets through."""
LONG_ENOUGH_S = 0.01
MOST_LETTERS = 64_000
TWICE_AT_MOST = 3.0
"""Growth of the work for twice the letters: 2 when it is linear, 4 when it is quadratic."""
HOPELESS = 8.0
TRIES = 5
MOST_WORDS = 12


def modules() -> Iterator[ModuleType]:
    """Yield every module of the program."""
    for package in (crawler, pipelines):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def held(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value: itself, in a container, in an object or a class of ours."""
    if isinstance(value, re.Pattern):
        yield value
    elif id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, dict):
            inner = [*value, *value.values()]
        elif isinstance(value, (tuple, list, set, frozenset)):
            inner = [*value]
        elif getattr(type(value) if not isinstance(value, type) else value, "__module__", "").startswith(
            ("crawler", "pipelines")
        ):
            slots = [getattr(value, name, None) for name in getattr(type(value), "__slots__", ())]
            inner = [*getattr(value, "__dict__", {}).values(), *slots]
        else:
            inner = []
        for one in inner:
            yield from held(one, seen)


class Uses(ast.NodeVisitor):
    """The methods by which the patterns that have a name are used, and the calls of `re` in functions."""

    def __init__(self, module: str) -> None:
        self._module = module
        self.methods: defaultdict[str, set[str]] = defaultdict(set)
        self.calls: list[tuple[str, str, str]] = []

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """Note `NAME.search` and `module.NAME.search`; a name that goes elsewhere may be searched with."""
        value = node.value
        name = (
            value.id
            if isinstance(value, ast.Name)
            else value.attr
            if isinstance(value, ast.Attribute)
            else ""
        )
        if name and node.attr in METHODS:
            self.methods[name].add(node.attr)
            if isinstance(value, ast.Attribute):
                self.visit(value.value)
        else:
            self.methods[node.attr].add("search")
            self.visit(value)

    def visit_Name(self, node: ast.Name) -> None:
        """Note a pattern that is handed on, or put into a table."""
        if isinstance(node.ctx, ast.Load):
            self.methods[node.id].add("search")

    def visit_Call(self, node: ast.Call) -> None:
        """Note `re.sub("...", ...)`."""
        function = node.func
        if (
            isinstance(function, ast.Attribute)
            and isinstance(function.value, ast.Name)
            and function.value.id == "re"
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and function.attr in METHODS
        ):
            self.calls.append((f"{self._module}:{node.lineno}", node.args[0].value, function.attr))
        self.generic_visit(node)


def patterns() -> dict[str, tuple[re.Pattern[Any], set[str]]]:
    """Return every pattern of the program by where it stands, with the methods it is used by."""
    found: dict[str, tuple[re.Pattern[Any], set[str]]] = {}
    uses, ids = {}, set()
    everything = [*modules()]
    for module in everything:
        visitor = uses[module.__name__] = Uses(module.__name__)
        with open(module.__file__ or "", encoding="utf-8") as source:
            visitor.visit(ast.parse(source.read()))
        found |= {place: (re.compile(text), {method}) for place, text, method in visitor.calls}
    for module in everything:
        for name, value in vars(module).items():
            for index, pattern in enumerate(held(value, set())):
                if id(pattern) not in ids:
                    ids.add(id(pattern))
                    own = [uses[module.__name__]] if name.startswith("_") else uses.values()
                    methods = set().union(*(each.methods.get(name, ()) for each in own))
                    used = methods if pattern is value and methods else {"search"}
                    found[f"{module.__name__}.{name}[{index}]"] = pattern, used
    return found


def pumps(pattern: re.Pattern[Any]) -> list[str]:
    """Return what is repeated: letters, and the pattern's own words behind which something may go on."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = sorted(set(re.findall(r"([^\W\d_]{2,})\W{0,12}?[*+}]", source)))[:MOST_WORDS]
    return [*PUMPS, *(f"{word}{end}" for word in words for end in ("", " ", "-"))]


def seconds(function: Callable[[Any], Any], text: Any) -> float:
    """Return the processor's time for one call; finditer is run to its end."""
    began = time.process_time()
    result = function(text)
    if hasattr(result, "__next__"):
        for _ in result:
            pass
    return time.process_time() - began


def growth(function: Callable[[Any], Any], text: Callable[[int], Any], fast_s: float = FAST_S) -> float:
    """Return how the time grows with twice the letters, where it is long enough to be told."""
    for letters in LADDER:
        if (taken := seconds(function, text(letters))) > fast_s:
            break
    else:
        return 1.0
    before = seconds(function, text(letters // 2))
    while taken < LONG_ENOUGH_S and taken < HOPELESS * before and letters < MOST_LETTERS:
        letters, before, taken = 2 * letters, taken, seconds(function, text(2 * letters))
    return taken / max(before, 1e-6) if taken > LONG_ENOUGH_S or taken > HOPELESS * before else 1.0


def method_of(pattern: re.Pattern[Any], name: str) -> Callable[[Any], Any]:
    """Return a method as a function of the text alone."""
    if name in ("sub", "subn"):
        empty = "" if isinstance(pattern.pattern, str) else b""
        return lambda text: pattern.sub(empty, text)
    function: Callable[[Any], Any] = getattr(pattern, name)
    return function


def worst(pattern: re.Pattern[Any], methods: set[str]) -> str | None:
    """Return on what a pattern is worse than linear, None when on nothing."""
    fast_s = FAST_S
    for pump in pumps(pattern):
        for head, tail in AROUND:

            def text(letters: int, pump: str = pump, head: str = head, tail: str = tail) -> Any:
                said = head + pump * (letters // len(pump)) + tail
                return said if isinstance(pattern.pattern, str) else said.encode()

            for name in telling(methods):
                function = method_of(pattern, name)
                if all(growth(function, text, fast_s) > TWICE_AT_MOST for _ in range(TRIES)):
                    return f"{name} of {head!r} {pump!r} ... {tail!r}"
                if pump == PUMPS[0]:  # now known to be linear on that
                    fast_s = max(fast_s, 2 * seconds(function, text(LADDER[-1])))
    return None


def telling(methods: set[str]) -> set[str]:
    """Return which of the methods are to be tried: one that finds all does what `search` does, and more."""
    all_of_them = methods & {"sub", "split", "findall", "finditer"}
    return {min(all_of_them)} if all_of_them else {"search"} if "search" in methods else methods


def test_no_pattern_is_worse_than_linear() -> None:
    known = patterns()
    assert len(known) > 250
    slow = {place: found for place, (pattern, methods) in known.items() if (found := worst(pattern, methods))}
    assert slow == {}


@pytest.mark.parametrize("source", [r"\s*x", r"\S*-y", r"(?:a+)+b", r"a.*b", r"(?:\w+\s?)*!"])
def test_a_pattern_that_is_worse_than_linear_is_found(source: str) -> None:
    assert worst(re.compile(source), {"search"}) is not None
