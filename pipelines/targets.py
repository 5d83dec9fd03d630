"""Who is told of news, by name. Their addresses hold passwords and tokens, so no corpus holds them.

A name is defined in the user's configuration, or in the environment, which goes first:

    [targets]
    desk = "mailto://me:password@example.org"

    READMORE_TARGET_DESK=mailto://me:password@example.org
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from pipelines import configuration
from pipelines.errors import UsageError

SECTION = "targets"
VARIABLE = "READMORE_TARGET_"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHOWS_ITS_HOST = re.compile(r"(?:mailto|json|xml|form|gotify|mmost)s?")
"""Kinds of address whose host is a server; in others a token stands there."""


def addresses() -> dict[str, str]:
    """Return the address of each name that is defined."""
    found = {canonical_name(name): value for name, value in configuration.section(SECTION).items()}
    for variable, value in os.environ.items():
        if variable.startswith(VARIABLE) and value:
            found[canonical_name(variable.removeprefix(VARIABLE))] = value
    return found


def address_of(name: str) -> str:
    """Return the address of a name; UsageError with those that are defined when it has none."""
    known = addresses()
    if name not in known:
        raise UsageError(f"no address is defined for {name!r} here; {_advice(name, known)}")
    return known[name]


def canonical_name(name: str) -> str:
    """Return a name in its one spelling; variables have no hyphen, and capitals."""
    return name.strip().lower().replace("_", "-")


def names_of(given: Iterable[str]) -> list[str]:
    """Return the names of targets that are given by name or address; new addresses are kept with a name.

    Raises UsageError for a name that is not defined, ConfigurationError where no address can be kept.
    """
    given, known = list(given), addresses()
    for name in given:
        if not is_address(name) and canonical_name(name) not in known:
            advice = _advice(name, known)
            raise UsageError(f"{name!r} is neither a target that is defined nor an address; {advice}")
    names = define(filter(is_address, given))
    return list(dict.fromkeys(names.get(target) or canonical_name(target) for target in given))


def is_address(target: str) -> bool:
    """True for an address as Apprise writes them, scheme and all."""
    return "://" in target


def define(targets: Iterable[str]) -> dict[str, str]:
    """Return the name of each address, those that had none kept in the configuration with a new one."""
    targets = list(targets)
    if not targets:
        return {}
    known = addresses()
    names = {address: name for name, address in known.items()}
    new: dict[str, str] = {}
    for address in targets:
        if address not in names:
            name = name_for(address, known | new)
            names[address] = name
            new[name] = address
    if new:
        configuration.keep(SECTION, new)
    return names


def name_for(address: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken and tells of an address no more than its kind and its server."""
    taken = set(taken)
    kind, host = _kind_and_host(address)
    stem = "-".join(re.findall(r"[a-z0-9]+", f"{kind} {host}")) or "target"
    return next(name for name in _numbered(stem) if name not in taken)


def _kind_and_host(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return parts.scheme, host if _SHOWS_ITS_HOST.fullmatch(parts.scheme) else ""


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def _advice(name: str, known: Mapping[str, str]) -> str:
    """Return what can be done about a name that is not defined."""
    variable = f"{VARIABLE}{canonical_name(name).replace('-', '_').upper()}"
    how = f"write it into [{SECTION}] of {configuration.place()}"
    if _NAME.fullmatch(canonical_name(name)):
        how += f", or set {variable}"
    defined = f"defined are: {', '.join(sorted(known))}" if known else "none is defined yet"
    return f"{how}; {defined}"
