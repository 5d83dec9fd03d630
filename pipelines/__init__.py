"""All that happens to an article after it has been read, and the file it ends in: writing and reading it.

Nothing here imports `crawler`. Packages, there as here, are entered by their face: what others may use of one
stands in its `__init__`, and is loaded when it is asked for.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def face(package: str, path: str) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package whose `__init__.py` is at `path`.

    What it shows stands there once, as imports under `if TYPE_CHECKING`. Nothing is loaded before it is asked
    for: a command that needs one function should not pay for all of a package.
    """
    places = dict(_shown(ast.parse(Path(path).read_text(encoding="utf-8"))))

    def find(name: str) -> Any:
        if name in places:
            return getattr(import_module(places[name]), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find


def _shown(tree: ast.Module) -> list[tuple[str, str]]:
    """Return the names that a face shows, each with its module."""
    blocks = [node.body for node in tree.body if isinstance(node, ast.If)]
    imports = [node for block in blocks for node in block if isinstance(node, ast.ImportFrom)]
    return [(alias.name, node.module or "") for node in imports for alias in node.names]
