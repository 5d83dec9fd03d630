"""Mutants of the code that reads pages: a number, a word of a list or a guard is altered; which cases notice?

    python -m tests.mutants                          # 210, drawn by a seed, a third of each kind
    python -m tests.mutants --all crawler/authors    # every one of a package
    python -m tests.mutants --all --kind word crawler/body/furniture.py

Each mutant is tried in a process of its own, forked from one that has all libraries loaded: first on the
cases of fixtures/pages that meet the place, then on the unit tests of its package. What survives is printed:
nothing holds it.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import random
import re
import signal
import sys
import time
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "fixtures" / "pages"
READING = (
    *(
        "crawler/listing",
        "crawler/body",
        "crawler/authors",
        "crawler/dates",
        "crawler/titles",
        "crawler/layout",
    ),
    "crawler/languages.py",
    *("crawler/document", "crawler/vocabulary"),
)
"""Where pages are understood."""
UNIT_TESTS = {
    "crawler/listing": (
        "listing_structure cards page_type listing_markup listing pagination page_links"
        " phrases candidates choose addresses"
    ),
    "crawler/body": "body furniture text_blocks roots teaser_places anchors layout extract vocabulary",
    "crawler/authors": "bywords notnames names bylines byline_weights authors layout extract vocabulary",
    "crawler/document/surroundings.py": "surroundings bylines byline_weights authors layout extract",
    "crawler/dates": "dates date_words date_weights dates_on_pages layout extract vocabulary",
    "crawler/document/texts.py": "date_weights dates_on_pages layout extract",
    "crawler/titles": "titles title_candidates title_weights authors layout extract vocabulary",
    "crawler/layout": "layout_places layout extract",
    "crawler/languages.py": "languages extract",
    "crawler/document/html_text.py": "html_text titles",
    "crawler/vocabulary/languages": (
        "bywords notnames authors date_words dates page_links phrases vocabulary"
    ),
    "crawler/document": "charsets excess furniture title_candidates bylines extract",
    "crawler/vocabulary": "markup_words furniture listing_markup bylines date_weights vocabulary",
}
"""Of each package, the tests that are asked when no case notices."""
FUZZ = (
    "not no_relative_text_raises and not gives_names_that_give_themselves and not no_damage"
    " and not no_word_is_lost and not no_structured_data_raise and not no_text_raises and not no_page_raises"
)
"""Tests by chance, which would find one mutant today and another tomorrow."""
GONE = "zqxzq"
"""What a word becomes."""
SECONDS = 150
"""A mutant that takes longer than this is noticed: something does not end."""
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


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a mutant: cases that notice it, or else whether its package's tests do."""

    mutant: Mutant
    cases: tuple[str, ...]
    by_tests: bool

    @property
    def is_noticed(self) -> bool:
        """True when something fails."""
        return bool(self.cases) or self.by_tests


# ---------------------------------------------------------------- mutants


def find_mutants(places: Sequence[str] = READING) -> list[Mutant]:
    """Return all mutants of these files and folders, in the order of the text."""
    files = [ROOT / place for place in places]
    paths = [path for file in files for path in ([file] if file.is_file() else _sources(file))]
    return [mutant for path in paths for mutant in _mutants(path)]


def _sources(folder: Path) -> list[Path]:
    """Return the programs of a folder and its languages' files, in which all is words."""
    return [*sorted(folder.rglob("*.py")), *sorted(folder.rglob("languages/*.toml"))]


def _mutants(path: Path) -> Iterator[Mutant]:
    return _Source(path).mutants() if path.suffix == ".py" else _phrases(path)


def _phrases(path: Path) -> Iterator[Mutant]:
    """Yield a mutant for each phrase of a language's file; the star of a stem stays."""
    name = str(path.relative_to(ROOT))
    source = _SOURCES[name] = path.read_bytes()
    text = source.decode()
    sections = [(match.start(), match[1]) for match in re.finditer(r"(?m)^\[(\w+)\]", text)]
    for match in re.finditer(r'(?<=[\[ ])"([^"\n]+?)\*?"(?=[,\]])', text):
        start = len(text[: match.start(1)].encode())
        old, line = match[1], text.count("\n", 0, match.start()) + 1
        names = tuple(section for at, section in sections if at < match.start())[-1:]
        yield Mutant("word", name, line, start, start + len(old.encode()), old, GONE, (), names)


_SOURCES: dict[str, bytes] = {}
"""Files as they were when their mutants were found: who edits meanwhile spoils nothing."""


class _Source:
    def __init__(self, path: Path) -> None:
        self.path = str(path.relative_to(ROOT))
        self.bytes = _SOURCES[self.path] = path.read_bytes()
        self.tree = ast.parse(self.bytes)
        self.starts = [0]
        for line in self.bytes.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.bodies = list(_bodies(self.tree, ""))
        self.constants = {id(inner): names for node, names in self._assigned() for inner in ast.walk(node)}

    def mutants(self) -> Iterator[Mutant]:
        passed_over = {
            *self._docstrings(),
            *(key for key, names in self.constants.items() if "__all__" in names),
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
        for node in self.tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if names := tuple(target.id for target in targets if isinstance(target, ast.Name)):
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
        if id(node) in self.constants and re.fullmatch(r"[^\W\d_][\w.\-'’ ]{2,}", node.value):
            yield self._cut("word", node.lineno, start + 1, end - 1, node.value, node)

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


# ----------------------------------------------------------------- record


@dataclass(frozen=True)
class Record:
    """Which case meets which line of the program, and what each case's page says."""

    lines: Mapping[str, frozenset[tuple[str, int]]]
    texts: Mapping[str, str]
    taught: frozenset[str]
    """Cases that are read with a layout."""

    def meeting(self, mutant: Mutant) -> list[str]:
        """Return the cases that can notice a mutant, those first that meet the fewest lines beside."""
        if mutant.kind == "word":
            word = folded(mutant.old)
            met = {case for case, text in self.texts.items() if word in text}
        else:
            places = {(mutant.path, line) for line in mutant.asked} or set(_uses(mutant.names))
            met = {case for case, lines in self.lines.items() if not places or places & lines}
        if not mutant.path.startswith("crawler/layout"):
            met -= self.taught  # five pages are read for one; whatever they meet single pages meet as well
        return sorted(met, key=lambda case: len(self.lines[case]))


@cache
def _uses(names: tuple[str, ...]) -> frozenset[tuple[str, int]]:
    """Return the lines of functions where a constant's name, or one made of it, stands."""
    found, known, new = set[tuple[str, int]](), set[str](), set(names)
    while new:
        known |= new
        words = re.compile(rf"\b(?:{'|'.join(map(re.escape, new))})\b")
        new = set()
        for path, line, text, is_constant in _source_lines():
            if words.search(text):
                found.add((path, line))
                if is_constant and (name := re.match(r"_?[A-Z][A-Z_0-9]*\b", text)):
                    new.add(name[0])
        new -= known
    return frozenset(found)


@cache
def _source_lines() -> list[tuple[str, int, str, bool]]:
    return [
        (str(path.relative_to(ROOT)), number, text, not text.startswith((" ", "def", "class", "@")))
        for path in sorted((ROOT / "crawler").rglob("*.py"))
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    ]


def folded(text: str) -> str:
    """Return the letters of a text without case and marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def take_record() -> Record:
    """Read every case with an eye on the lines it passes; kept until code or cases change."""
    kept = ROOT / ".pytest_cache" / f"record-{_digest()}.json"
    if kept.exists():
        data = json.loads(kept.read_text())
    else:
        data = {"lines": _lines_of_cases(), "texts": _texts_of_cases(), "taught": _taught()}
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(data))
    lines = {case: frozenset((path, line) for path, line in met) for case, met in data["lines"].items()}
    return Record(lines, data["texts"], frozenset(data["taught"]))


def _digest() -> str:
    sources = [
        path for top in ("crawler", "pipelines", "fixtures/pages") for path in (ROOT / top).rglob("*.*")
    ]
    seen = sha256()
    for path in sorted(path for path in sources if path.is_file() and "__pycache__" not in path.parts):
        seen.update(str(path).encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def _lines_of_cases() -> dict[str, list[tuple[str, int]]]:
    from crawler.sites.cases import find_cases, read_case

    read: dict[str, list[tuple[str, int]]] = {}
    for case in find_cases(PAGES):
        met: dict[CodeType, set[int]] = defaultdict(set)
        sys.settrace(_tracer(met))
        try:
            read_case(case, None)
        finally:
            sys.settrace(None)
        files = {(code.co_filename, line) for code, lines in met.items() for line in lines}
        read[case.name] = [(name.removeprefix(f"{ROOT}/"), line) for name, line in files]
    return read


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
    from html import unescape

    from crawler.sites.cases import find_cases

    return {
        case.name: folded(unescape(case.page().text) + json.dumps(case.meta, ensure_ascii=False))
        for case in find_cases(PAGES)
    }


# ------------------------------------------------------------------ trial


def try_out(mutant: Mutant, cases: Sequence[str], *, killers: int = 1, with_tests: bool = True) -> Trial:
    """Return what notices a mutant: up to so many of these cases, or else the unit tests of its package."""
    answer = _in_a_fork(lambda: _try(mutant, cases, killers, with_tests))
    return Trial(mutant, tuple(answer.get("cases", ())), answer.get("by_tests", True))


def _try(mutant: Mutant, cases: Sequence[str], killers: int, with_tests: bool) -> dict[str, Any]:
    _alter(mutant)
    try:
        read = importlib.import_module("crawler.sites.cases")
        sites = importlib.import_module("crawler.sites.finding").load_sites()
    except Exception:
        return {"cases": ["(import)"]}
    noticed: list[str] = []
    for name in cases:
        if len(noticed) >= killers:
            break
        case = read.Case(PAGES / name)
        if _is_noticed(read, case, sites):
            noticed.append(name)
    by_tests = not noticed and with_tests and _fails(mutant)
    return {"cases": noticed, "by_tests": by_tests}


def _is_noticed(read: Any, case: Any, sites: Any) -> bool:
    try:
        wrong = read.differences(case, sites.of(case.meta["url"]))
    except Exception:
        return True
    return bool(wrong.keys() != case.known_wrong.keys())


def _alter(mutant: Mutant) -> None:
    """Alter the program in memory: one function's code, or else all of it is imported anew."""
    source = _SOURCES[mutant.path]
    altered = source[: mutant.start] + mutant.new.encode() + source[mutant.end :]
    file = str(ROOT / mutant.path)
    live = _live_functions().get((file, mutant.function), [])
    code = _code_of(compile(altered, file, "exec", dont_inherit=True), mutant.function) if live else None
    if code is not None and all(len(each.__code__.co_freevars) == len(code.co_freevars) for each in live):
        for each in live:
            each.__code__ = code
        for known in _caches():
            known.cache_clear()
        return
    if mutant.path.endswith(".toml"):
        _read_as(source.decode(), altered.decode())
    name = mutant.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    sys.meta_path.insert(0, _Altered(name, altered))
    for known in [each for each in sys.modules if each.split(".")[0] in ("crawler", "tests")]:
        del sys.modules[known]


def _read_as(text: str, altered: str) -> None:
    """Let whoever reads a file with this text find the altered one."""
    loads = tomllib.loads
    tomllib.loads = lambda read, **options: loads(altered if read == text else read, **options)


@cache
def _live_functions() -> dict[tuple[str, str], list[FunctionType]]:
    """Return the program's functions, by file and qualified name."""
    found: dict[tuple[str, str], list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(str(ROOT / "crawler")):
            found[each.__code__.co_filename, each.__code__.co_qualname].append(each)
    return found


@cache
def _caches() -> list[Any]:
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


class _Altered(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def __init__(self, name: str, source: bytes) -> None:
        self.name, self.source = name, source

    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        if name != self.name:
            return None
        file = ROOT / name.replace(".", "/")
        is_package = file.is_dir()
        where = file / "__init__.py" if is_package else file.with_suffix(".py")
        places = [str(file)] if is_package else None
        return importlib.util.spec_from_file_location(
            name, where, loader=self, submodule_search_locations=places
        )

    def get_source(self, name: str) -> str:
        return self.source.decode()

    def get_code(self, name: str) -> CodeType:
        return compile(self.source, str(ROOT / name.replace(".", "/")) + ".py", "exec", dont_inherit=True)

    def is_package(self, name: str) -> bool:
        return (ROOT / name.replace(".", "/")).is_dir()


def _fails(mutant: Mutant) -> bool:
    import pytest

    names = next(tests for place, tests in UNIT_TESTS.items() if mutant.path.startswith(place))
    files = [str(file) for name in names.split() if (file := ROOT / "tests" / f"test_{name}.py").exists()]
    # In this process: workers of their own would load the program as it stands on the disk.
    options = ["-n", "0", "-q", "-x", "-p", "no:cacheprovider", "-k", FUZZ, "--no-header", "--no-summary"]
    return pytest.main([*options, *files]) in (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


def _in_a_fork(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what a function says in a process of its own; nothing when it takes too long."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _become(work, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        text = answers.read()
    os.waitpid(child, 0)
    answer: dict[str, Any] = json.loads(text) if text else {}
    return answer


def _become(work: Callable[[], dict[str, Any]], writer: int) -> None:
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
    try:
        os.write(writer, json.dumps(work()).encode())
    finally:
        os._exit(0)


def warm_up() -> None:
    """Load what every mutant needs, so that its fork has it: libraries, patterns, models."""
    import pytest  # noqa: F401

    from crawler.sites.cases import find_cases, read_case

    re._MAXCACHE = 100_000  # type: ignore[attr-defined]
    importlib.invalidate_caches()
    for case in find_cases(PAGES):
        read_case(case, None)
    _live_functions()
    _caches()


# -------------------------------------------------------------------- main


def draw(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many mutants by chance, a third of each kind."""
    chance = random.Random(seed)
    by_kind = {kind: [mutant for mutant in mutants if mutant.kind == kind] for kind in KINDS}
    return [
        m for found in by_kind.values() for m in chance.sample(found, min(len(found), count // len(KINDS)))
    ]


def run(
    mutants: Sequence[Mutant], record: Record, *, jobs: int, asked: int | None = None, **options: Any
) -> Iterator[Trial]:
    """Yield the trial of each mutant, in their order; at most so many cases that meet it are asked."""
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda m: try_out(m, record.meeting(m)[:asked], **options), mutants)


def main() -> None:
    """Print what survives, and the figures by kind."""
    parser = argparse.ArgumentParser(description="mutants of the code that reads pages")
    parser.add_argument("places", nargs="*", default=READING, help="files and folders, of this checkout")
    parser.add_argument("--all", action="store_true", help="every mutant, not a sample")
    parser.add_argument("--count", type=int, default=210)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--cases-only", action="store_true", help="leave the unit tests out")
    options = parser.parse_args()
    started = time.monotonic()
    found = [m for m in find_mutants(options.places) if m.kind in (options.kind or KINDS)]
    chosen = found if options.all else draw(found, options.count, options.seed)
    record = take_record()
    warm_up()
    print(f"{len(chosen)} of {len(found)} mutants, {len(record.lines)} cases", flush=True)
    died, seen = Counter[str](), Counter[str]()
    for trial in run(chosen, record, jobs=options.jobs, with_tests=not options.cases_only):
        seen[trial.mutant.kind] += 1
        died[trial.mutant.kind] += trial.is_noticed
        if not trial.is_noticed:
            print("SURVIVES", trial.mutant.where, flush=True)
    for kind in seen:
        print(f"{kind:<6} {died[kind]:>4} of {seen[kind]:>4} die, {died[kind] / seen[kind]:.0%}")
    total = sum(seen.values())
    print(
        f"all    {sum(died.values()):>4} of {total:>4} die, {sum(died.values()) / max(1, total):.0%};"
        f" {time.monotonic() - started:.0f} s"
    )


if __name__ == "__main__":
    main()
