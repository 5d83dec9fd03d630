"""Who may import whom, and what a start costs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment

HEAVY = ("trafilatura", "dateparser", "rich", "warcio", "pandas", "pyarrow", "apprise", "pelican", "httpx")
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


@pytest.mark.parametrize("path", sorted((ROOT / "pipelines").rglob("*.py")), ids=lambda path: path.name)
def test_pipelines_never_import_crawler(path: Path) -> None:
    assert not [name for name in imported(path) if name.partition(".")[0] == "crawler"]


@pytest.mark.parametrize("path", OURS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_program_imports_neither_its_tests_nor_its_fixtures(path: Path) -> None:
    assert not [name for name in imported(path) if name.partition(".")[0] in ("tests", "fixtures")]


@pytest.mark.parametrize("module", ["crawler", "crawler.cli", "crawler.settings", "pipelines.corpus"])
def test_start_loads_no_heavy_library(module: str) -> None:
    assert loaded_by(module).isdisjoint(HEAVY)
