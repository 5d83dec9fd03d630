"""What an installation contains: the two packages and the command, nothing of the tests or the demo."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from what git would hand out, so that no stale build folder can help it."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE", "scrapy.cfg"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    for package in ("crawler", "pipelines", "tests", "fixtures"):
        copy(ROOT / package, source / package)
    out = tmp_path_factory.mktemp("wheel")
    build = f"import setuptools.build_meta as backend; backend.build_wheel({str(out)!r})"
    line = [sys.executable, "-c", build]
    subprocess.run(line, check=True, capture_output=True, cwd=source, env=environment(), timeout=120)
    return zipfile.ZipFile(next(out.glob("*.whl")))


def copy(folder: Path, target: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            place = target / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def test_wheel_holds_the_two_packages_and_no_other(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"crawler", "pipelines"}


def test_wheel_holds_every_file_of_the_packages(wheel: zipfile.ZipFile) -> None:
    files = [
        path for package in ("crawler", "pipelines") for path in (ROOT / package).rglob("*") if path.is_file()
    ]
    ours = {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}
    assert ours <= set(wheel.namelist())


def test_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "readmore = crawler.cli:main" in wheel.read(entry_points).decode()


def test_every_dependency_has_a_lower_bound_and_no_upper_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    asked = [line for group in groups for line in group if not line.startswith("readmore[")]
    assert [line for line in asked if not re.search(r">=\d", line) or re.search(r"[<~]|==|!=", line)] == []
