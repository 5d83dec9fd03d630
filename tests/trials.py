"""Trials of alterations: who notices? Cases are read, unit tests are run, with the program altered in memory.

Each is tried in a process of its own, forked from one that has all libraries and all tests loaded.
"""

from __future__ import annotations

import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import signal
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.alterations import PAGES, READING, ROOT, SOURCES, Mutant

SECONDS = 20
"""Of the processor: an altered program that takes longer is noticed, since something does not end."""
STANDING = ("crawl", "site")
"""Fixtures of tests that start processes or servers, which know nothing of what is altered here."""
COUNTED = ("test_every_word_of_markup_has_a_row_or_a_case",)
"""Tests that compare lists of words, so that any word that is altered fails them."""
KEPT = ("tests.alterations", "tests.meetings", "tests.mutants", "tests.trials", "tests.test_needed")
"""Modules that are not loaded anew, since the trial runs in them."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a mutant: cases that notice it, or else the first test that does."""

    mutant: Mutant
    cases: tuple[str, ...]
    test: str | None

    @property
    def is_noticed(self) -> bool:
        """True when something fails."""
        return bool(self.cases or self.test)


class Tests:
    """Unit tests that are loaded, to be run one by one."""

    def __init__(self, session: pytest.Session) -> None:
        self.by_name = {item.nodeid: item for item in session.items if _is_asked(item)}
        self.failed = set[str]()
        session.config.pluginmanager.register(self)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test failed; pytest calls this."""
        if report.failed:
            self.failed.add(report.nodeid)

    def fails(self, name: str, following: str | None = None) -> bool:
        """Run a test; what it shares with the one that follows is kept."""
        item = self.by_name[name]
        item.ihook.pytest_runtest_protocol(item=item, nextitem=self.by_name.get(following or ""))
        return name in self.failed

    def first_failing(self, names: Sequence[str]) -> str | None:
        """Run tests until one fails."""
        pairs = zip(names, [*names[1:], None], strict=True)
        return next((name for name, following in pairs if self.fails(name, following)), None)


def _is_asked(item: pytest.Item) -> bool:
    function = getattr(item, "obj", None)
    by_chance = hasattr(function, "hypothesis")  # it would find one mutant today and another tomorrow
    stands = set(STANDING) & set(getattr(item, "fixturenames", ()))
    return not (by_chance or stands or item.name in COUNTED)


def test_files() -> list[Path]:
    """Return the files of tests that load something of the readers."""
    packages = "|".join(Path(place).with_suffix("").name for place in READING)
    loads = re.compile(rf"^from crawler(?:\.(?:{packages})\b.*)? import ", re.MULTILINE)
    files = sorted((ROOT / "tests").glob("test_*.py"))
    return [file for file in files if loads.search(file.read_text(encoding="utf-8"))]


def with_tests(files: Sequence[Path], work: Callable[[Tests], None]) -> None:
    """Load tests, and do something with them in hand."""

    class Loop:
        def pytest_runtestloop(self, session: pytest.Session) -> bool:
            """Take the place of the loop that runs all tests."""
            work(Tests(session))
            return True

    options = ["-o", "addopts=", "-m", "not slow", "-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist"]
    ended = pytest.main([*options, "--no-header", "--no-summary", *map(str, files)], plugins=[Loop()])
    if ended is not pytest.ExitCode.OK:
        sys.exit(f"the tests cannot be loaded: {ended!r}")


# ------------------------------------------------------------------- trial


def try_out(
    mutant: Mutant, cases: Sequence[str], tests: Tests, names: Sequence[str], *, killers: int = 1
) -> Trial:
    """Return what notices a mutant: up to so many of these cases, or else the first of these tests."""
    answer = in_a_fork(lambda: _try(mutant, cases, tests, names, killers), SECONDS)
    return Trial(mutant, tuple(answer.get("cases", ())), answer.get("test", "(it does not end)"))


def _try(
    mutant: Mutant, cases: Sequence[str], tests: Tests, names: Sequence[str], killers: int
) -> dict[str, Any]:
    try:
        is_loaded_anew = _alter(mutant)
        read = importlib.import_module("crawler.sites.cases")
        sites = importlib.import_module("crawler.sites.finding").load_sites()
    except Exception:
        return {"cases": ["(import)"], "test": None}
    noticed: list[str] = []
    for name in cases:
        if len(noticed) >= killers:
            break
        case = read.Case(PAGES / name)
        if _is_noticed(read, case, sites):
            noticed.append(name)
    if noticed or not names:
        return {"cases": noticed, "test": None}
    if is_loaded_anew:
        load_tests_anew(names)
    return {"cases": [], "test": tests.first_failing(names)}


def _is_noticed(read: Any, case: Any, sites: Any) -> bool:
    try:
        wrong = read.differences(case, sites.of(case.meta["url"]))
    except Exception:
        return True
    return bool(wrong.keys() != case.known_wrong.keys())


# ---------------------------------------------------------------- altering


def _alter(mutant: Mutant) -> bool:
    """Alter the program in memory; return whether it was loaded anew, as more than one function is."""
    source = SOURCES[mutant.path]
    altered = source[: mutant.start] + mutant.new.encode() + source[mutant.end :]
    file = str(ROOT / mutant.path)
    live = _live_functions().get((file, mutant.function), [])
    code = _code_of(compile(altered, file, "exec", dont_inherit=True), mutant.function) if live else None
    if code is not None and all(len(each.__code__.co_freevars) == len(code.co_freevars) for each in live):
        for each in live:
            each.__code__ = code
        for known in caches():
            known.cache_clear()
        return False
    if mutant.path.endswith(".toml"):
        _read_as(source.decode(), altered.decode())
    else:
        _codes()[file] = compile(altered, file, "exec", dont_inherit=True)
    sys.meta_path.insert(0, _Finder())
    forget_program()
    return True


def forget_program() -> None:
    """Let whoever asks for a module of the program load it anew."""
    for known in [each for each in sys.modules if each.split(".")[0] == "crawler"]:
        del sys.modules[known]


def load_tests_anew(names: Iterable[str]) -> None:
    """Run the modules of these tests again, which bind their names to the program that was loaded anew."""
    asked = {f"tests.{Path(name.partition('::')[0]).stem}" for name in names}
    for name in with_lenders(asked) - set(KEPT):
        module = sys.modules[name]
        exec(_codes()[str(module.__file__)], vars(module))


def with_lenders(names: set[str]) -> set[str]:
    """Return modules of tests, and those whose functions they have."""
    found, new = set[str](), names
    while new:
        found |= new
        values = [each for name in new for each in vars(sys.modules[name]).values()]
        borrowed = {str(getattr(each, "__module__", "")) for each in values}
        new = {name for name in borrowed if name.startswith("tests.")} - found
    return found


@cache
def _codes() -> dict[str, CodeType]:
    """Return the compiled modules, by their files: a trial has no time to compile any but the altered one."""
    files = [file for top in ("crawler", "tests") for file in (ROOT / top).rglob("*.py")]
    return {str(file): compile(file.read_bytes(), file, "exec", dont_inherit=True) for file in files}


def _read_as(text: str, altered: str) -> None:
    """Let whoever reads a file with this text find the altered one."""
    loads: Callable[[str], dict[str, Any]] = tomllib.loads
    _read_by(lambda read: loads(altered if read == text else read))


def _read_by(loads: Callable[[str], dict[str, Any]]) -> None:
    vars(tomllib)["loads"] = loads


@cache
def _live_functions() -> Mapping[tuple[str, str], list[FunctionType]]:
    """Return the program's functions, by file and qualified name."""
    found: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(str(ROOT / "crawler")):
            found[each.__code__.co_filename, each.__code__.co_qualname].append(each)
    return found


@cache
def caches() -> list[Any]:
    """Return what keeps answers of functions, which an altered one would give otherwise."""
    kinds = type(_live_functions)
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, kinds) and each.__module__.split(".")[0] in ("crawler", "pipelines")
    ]


def _code_of(code: CodeType, name: str) -> CodeType | None:
    """Return the code of a function by its qualified name."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_qualname == name:
                return inner
            if name.startswith(f"{inner.co_qualname}.") and (found := _code_of(inner, name)):
                return found
    return None


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the program's modules."""

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """Return where a module of the program is."""
        module = ROOT / name.replace(".", "/")
        file = str(module / "__init__.py" if module.is_dir() else module.with_suffix(".py"))
        if file not in _codes():
            return None
        return importlib.util.spec_from_file_location(
            name,
            file,
            loader=_Loader(name, file),
            submodule_search_locations=[str(module)] if module.is_dir() else None,
        )


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, name: str) -> CodeType:
        """Return what is compiled."""
        return _codes()[self.path]


# ----------------------------------------------------------------- forking


def in_a_fork(work: Callable[[], dict[str, Any]], seconds: int) -> dict[str, Any]:
    """Return what a function says in a process of its own; nothing when it takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _become(work, writer, seconds)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        text = answers.read()
    os.waitpid(child, 0)
    answer: dict[str, Any] = json.loads(text) if text else {}
    return answer


def _become(work: Callable[[], dict[str, Any]], writer: int, seconds: int) -> None:
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        with os.fdopen(writer, "wb") as answers:
            answers.write(json.dumps(work()).encode())
    finally:
        os._exit(0)


def warm_up() -> None:
    """Load what every mutant needs, so that its fork has it: libraries, patterns, models."""
    from crawler.sites.cases import find_cases, read_case

    re._MAXCACHE = 100_000  # type: ignore[attr-defined]
    importlib.invalidate_caches()
    for case in find_cases(PAGES):
        with suppress(Exception):
            read_case(case, None)
    loads = cache(tomllib.loads)
    _read_by(lambda text: deepcopy(loads(text)))
    _codes()
    _live_functions()
    caches()
    gc.collect()
    gc.freeze()
