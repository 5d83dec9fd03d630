"""Who may import whom, and what a start costs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment

HEAVY = ("dateparser", "rich", "warcio", "pandas", "pyarrow", "apprise", "pelican", "httpx", "tldextract")
_SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b")
OURS = sorted(path for package in ("crawler", "pipelines") for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def loaded_by(module: str) -> set[str]:
    """The top-level modules in memory after a fresh interpreter imported this one."""
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment()
    )
    return set(done.stdout.split())


def declared(*extras: str) -> set[str]:
    """The distributions that pyproject.toml names, these extras included, and what those ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    named = {distribution(line) for group in groups for line in group}
    return named | {distribution(line) for name in named - {"readmore"} for line in requires(name) or ()}


def distribution(requirement: str) -> str:
    """The name in a requirement such as "lxml>=5.3" or "hijridate; extra == 'calendars'"."""
    return normalised(re.split(r"[^\w.-]", requirement.strip())[0])


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(folders: tuple[str, ...]) -> set[str]:
    """The distributions that the files in these folders import; a missing one by its module's name."""
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    modules = {
        name.partition(".")[0] for path in files for name in imported(path) if not name.startswith(".")
    }
    foreign = modules - sys.stdlib_module_names - {"crawler", "pipelines", "tests", "fixtures"}
    owners = packages_distributions()
    return {normalised(owners.get(module, [module])[0]) for module in foreign}


def test_every_library_the_program_imports_is_declared() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert (
        needed(("crawler", "pipelines")) - declared(*(extra for extra in extras if extra != "dev")) == set()
    )


def test_every_library_the_tests_import_is_declared() -> None:
    assert needed(("tests", "fixtures")) - declared("dev") == set()


@pytest.mark.parametrize("path", sorted((ROOT / "pipelines").rglob("*.py")), ids=lambda path: path.name)
def test_pipelines_never_import_crawler(path: Path) -> None:
    assert not [name for name in imported(path) if name.partition(".")[0] == "crawler"]


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_program_imports_neither_its_tests_nor_its_fixtures(path: Path) -> None:
    assert not [name for name in imported(path) if name.partition(".")[0] in ("tests", "fixtures")]


@pytest.mark.parametrize("module", ["crawler", "crawler.cli", "crawler.settings", "pipelines.store.corpus"])
def test_start_loads_no_heavy_library(module: str) -> None:
    assert loaded_by(module).isdisjoint(HEAVY)


@pytest.mark.parametrize("path", sorted((ROOT / "crawler").rglob("*.py")), ids=lambda path: path.name)
def test_only_the_pipelines_ask_the_file_in_its_language(path: Path) -> None:
    texts = (node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant))
    assert not [text for text in texts if isinstance(text, str) and _SQL.search(text)]


def test_help_is_shown_without_opening_a_file_or_beginning_a_crawl() -> None:
    code = "import sys, crawler.cli; crawler.cli.parser(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment()
    )
    assert {"scrapy", "sqlite_utils", "lxml"}.isdisjoint(done.stdout.split())


FLOORS = (
    ("pipelines", ("store", "archive", "read", "watch", "upkeep")),
    (
        "crawler",
        (
            *("vocabulary", "document", "titles", "dates", "authors", "body", "layout", "listing"),
            *("sites", "feeds", "download", "frontier", "run", "spiders", "commands"),
        ),
    ),
)
"""Packages from the ground up: each may use those below it, and none above."""


def used(path: Path, top: str) -> set[tuple[str, str]]:
    """(package, module inside of it or "") that a file imports of others of its kind."""
    own = path.relative_to(ROOT / top).parts[0]
    parts = [name.split(".") for name in imported(path) if name.startswith(f"{top}.")]
    return {(p[1], ".".join(p[2:])) for p in parts if p[1] != own and (ROOT / top / p[1]).is_dir()}


@pytest.mark.parametrize(("top", "floors"), FLOORS, ids=[top for top, _ in FLOORS])
def test_packages_use_what_is_below_them_alone(top: str, floors: tuple[str, ...]) -> None:
    wrong = [
        (str(path.relative_to(ROOT)), package)
        for number, floor in enumerate(floors)
        for path in sorted((ROOT / top / floor).glob("*.py"))
        for package, _ in used(path, top)
        if package in floors[number:]
    ]
    assert wrong == []


def test_packages_are_entered_by_their_face() -> None:
    faced = {path.parent.name for path in OURS if path.name == "__init__.py" and "face(" in path.read_text()}
    past = [
        (str(path.relative_to(ROOT)), f"{package}.{module}")
        for path in OURS
        for top in ("crawler", "pipelines")
        for package, module in (
            used(path, top) if path.parts[len(ROOT.parts)] == top else _foreign(path, top)
        )
        if module and package in faced
    ]
    assert past == []


def _foreign(path: Path, top: str) -> set[tuple[str, str]]:
    parts = [name.split(".") for name in imported(path) if name.startswith(f"{top}.")]
    return {(p[1], ".".join(p[2:])) for p in parts}
