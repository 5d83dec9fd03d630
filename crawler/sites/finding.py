"""Which site class an address belongs to: found by host, in the modules of a setting and a user's folder."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import shlex
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from crawler.sites.base import Site, check_selectors
from pipelines.errors import UsageError
from pipelines.identity import site_of

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

DEFAULT_MODULES = ("crawler.sites",)


class Sites:
    """The sites that are known beforehand. Two that claim one host are an error, not a choice."""

    def __init__(self, classes: Iterable[type[Site]] = ()) -> None:
        self._by_domain: dict[str, Site] = {}
        for each in classes:
            check_selectors(each)
            site = each()
            for domain in each.domains:
                other = self._by_domain.setdefault(domain.lower().removeprefix("www."), site)
                if other is not site:
                    names = f"{_name(type(other))} and {_name(each)}"
                    raise UsageError(f"two sites claim the host {domain!r}: {names}; leave it to one")

    def of(self, url: str) -> Site | None:
        """Return the site of an address, by its host or the nearest domain above it; None for most."""
        if not self._by_domain:
            return None
        host = site_of(url).partition(":")[0]
        while host:
            if site := self._by_domain.get(host):
                return site
            host = host.partition(".")[2] if host.count(".") > 1 else ""
        return None

    def classes(self) -> list[type[Site]]:
        """Return the classes, each once."""
        return list(dict.fromkeys(type(site) for site in self._by_domain.values()))


def load_sites(folder: str | Path | None = None, modules: Iterable[str] = DEFAULT_MODULES) -> Sites:
    """Return the sites of these modules, packages walked, and of a folder of the user's.

    Raises UsageError for a module or a file that cannot be loaded, and for one that everybody may write.
    """
    found = [each for name in modules for module in _walk(name) for each in _classes(module)]
    for path in _files(folder):
        found += _classes(_load(path))
    return Sites(found)


def sites_of(settings: BaseSettings) -> Sites:
    """Return the sites that a run's settings name."""
    return load_sites(settings["READMORE_SITES"], settings.getlist("READMORE_SITE_MODULES"))


def stem_of(url: str) -> str:
    """Return the name of a site's file and of the folder of its cases: example_org."""
    host = site_of(url).partition(":")[0] or "site"
    stem = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in host)
    return stem if stem[0].isalpha() else f"site_{stem}"


def _walk(name: str) -> Iterator[ModuleType]:
    try:
        module = importlib.import_module(name)
        yield module
        for inner in pkgutil.iter_modules(getattr(module, "__path__", ())):
            yield importlib.import_module(f"{name}.{inner.name}")
    except ImportError as error:
        raise UsageError(f"the sites in {name!r} cannot be loaded: {error}") from error


def _files(folder: str | Path | None) -> list[Path]:
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise UsageError(f"there is no folder {str(folder)!r} to find sites in")
    paths = sorted(path for path in Path(folder).glob("*.py") if not path.name.startswith("_"))
    for place in (Path(folder), *paths) if paths else ():
        _check_writers(place)
    return paths


def _check_writers(place: Path) -> None:
    """Raise UsageError for what every user of the machine may write: its code would be run as this user."""
    if os.name == "posix" and place.stat().st_mode & stat.S_IWOTH:
        raise UsageError(
            f"{str(place)!r} may be written by everybody on this machine, and site files are Python that is"
            f" run; `chmod -R o-w {shlex.quote(str(place))}` first, and look into what is there"
        )


def _load(path: Path) -> ModuleType:
    name = f"readmore_sites_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and the like look their module up
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a user's file raises
        del sys.modules[name]
        raise UsageError(f"the site in {str(path)!r} cannot be loaded: {error}") from error
    return module


def _classes(module: ModuleType) -> list[type[Site]]:
    own = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Site)]
    return [each for each in own if each.__module__ == module.__name__ and each.domains]


def _name(each: type[Site]) -> str:
    return f"{each.__name__} in {getattr(sys.modules.get(each.__module__), '__file__', each.__module__)}"
