"""The user's configuration: a file in TOML that only its owner reads, outside of every corpus.

What a person wrote there stays as it is, comments and all: an entry is added as a line of its own, and the
file is replaced only when it then says what it said, and the new entry. It has what no corpus may hold.

Logins: a site behind a password is asked with the one that the user typed, `https://user:password@host/tag`,
in this run; of followed tags it is kept for later ones. It is taken out before an address is kept, logged or
shown. Targets: who is told of news, by name, since their addresses hold passwords and tokens. A name is also
defined by the environment, which goes first: `READMORE_TARGET_DESK=mailto://me:password@example.org`.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipelines.errors import ConfigurationError, UsageError
from pipelines.identity import canonical_url

PLACE = "READMORE_CONFIG"
"""The variable that names another file."""
_OWNER_ONLY = 0o600
_OWNERS_FOLDER = 0o700
LOGINS = "logins"
"""The section of users and passwords, `"https://host" = "user:password"`, by origin."""
_LOGIN = re.compile(r"^([^/?#\s]*://)[^\s/?#\\]*@")
"""What stands before the last @ of an address' host; one in a path, as in /@name, is no login."""
_LOGINS_IN_TEXT = re.compile(r"(?<=[a-z0-9+.-])(://)[^\s/?#\"'<>\\]*@", re.IGNORECASE)
_typed: dict[str, str] = {}
"""Those that were typed for this process, by origin."""
TARGETS = "targets"
"""The section of those who are told of news, `desk = "mailto://me:password@example.org"`, by name."""
TARGET_VARIABLE = "READMORE_TARGET_"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHOWS_ITS_HOST = re.compile(r"(?:mailto|json|xml|form|gotify|mmost)s?")
"""Kinds of address whose host is a server; in others a token stands there."""


def place() -> Path:
    """Return where the configuration is, whether or not it is there yet."""
    if named := os.environ.get(PLACE):
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        folder = Path(base) if os.path.isabs(base) else Path.home() / ".config"
    except RuntimeError as error:
        raise ConfigurationError(f"there is no home folder for the configuration; set {PLACE}") from error
    return folder / "readmore" / "config.toml"


def section(name: str) -> dict[str, str]:
    """Return the entries of a section that are texts, none when it is not there."""
    found = _parsed(_text(place())).get(name, {})
    if not isinstance(found, dict):
        raise ConfigurationError(f"{place()}: {name} is no section; write [{name}] on a line of its own")
    return {key: value for key, value in found.items() if isinstance(value, str)}


def keep(name: str, entries: Mapping[str, str], *, replace: bool = False) -> None:
    """Add entries to a section, or raise ConfigurationError and leave the file as it was.

    An entry that is there with another text is only replaced where that is asked for.
    """
    path = place()
    try:
        _make_folder(path.parent)
        with _held(path.parent):
            text = _text(path)
            known = section(name)
            new = {key: value for key, value in entries.items() if known.get(key) != value}
            stale = {key: known[key] for key in new if key in known}
            if stale and not replace:
                raise ConfigurationError(f"{path} has another {', '.join(stale)} by now; run again")
            if new:
                after = _with(_without(text, stale), name, new)
                _replace(path.resolve(), _checked(text, after, name, new))
    except OSError as error:
        raise ConfigurationError(
            f"{path}, which keeps passwords out of the corpus, cannot be written: {error.strerror};"
            f" make it writable, or name another file in {PLACE}"
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigurationError(
            f"{path} cannot be read: {reason}; mend that, or name another file in {PLACE}"
        ) from error


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{place()} is not TOML: {error}; mend it by hand") from error


def _with(text: str, name: str, entries: Mapping[str, str]) -> str:
    """Return the text with entries right below the section's head, which is made at the end when missing."""
    lines = "".join(f"{_quoted(key)} = {_quoted(value)}\n" for key, value in entries.items())
    head = re.search(rf"^[ \t]*\[[ \t]*{re.escape(name)}[ \t]*\][ \t]*(?:#.*)?(?:\n|\Z)", text, re.MULTILINE)
    if head:
        gap = "" if head[0].endswith("\n") else "\n"
        return text[: head.end()] + gap + lines + text[head.end() :]
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}[{name}]\n{lines}"


def _without(text: str, entries: Mapping[str, str]) -> str:
    """Return the text without the lines that say nothing but one of these entries."""
    said = [{key: value} for key, value in entries.items()]
    lines = text.splitlines(keepends=True) if said else [text]
    return "".join(line for line in lines if _said(line) not in said)


def _said(line: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None


def _quoted(text: str) -> str:
    """Return a text as TOML writes it; JSON's strings are such, but for the one character it leaves raw."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _checked(before: str, after: str, name: str, entries: Mapping[str, str]) -> str:
    """Return the new text when it says what the old one said, and the entries."""
    expected = _parsed(before)
    expected[name] = {**expected.get(name, {}), **entries}
    with suppress(tomllib.TOMLDecodeError):
        if tomllib.loads(after) == expected:
            return after
    raise ConfigurationError(
        f"{place()} is written in a way that nothing can be added to; give [{name}] a line of its own there,"
        f' with entries such as name = "text" below'
    )


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=_OWNERS_FOLDER, parents=True, exist_ok=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep other programs of ours from writing within; the folder itself is the lock, so no file stays."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(path: Path, text: str) -> None:
    """Write the file beside its place, whole and on the disk, then put it there."""
    handle, name = tempfile.mkstemp(prefix=".config-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            os.chmod(name, _OWNER_ONLY)
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def without_login(url: str) -> str:
    """Return an address, or an option that has one (`url=https://...`), freed of user and password."""
    return _LOGIN.sub(r"\1", url) if "@" in url else url


def without_logins(text: str) -> str:
    """Return a text with every address in it freed of user and password."""
    return _LOGINS_IN_TEXT.sub(r"\1", text) if "@" in text else text


def login_in(url: str) -> tuple[str, str] | None:
    """Return the origin of a web address and the "user:password" in it, decoded; None when it has none."""
    try:
        parts = urlsplit(url)
        login = parts.netloc.rpartition("@")[0]
        if parts.scheme.lower() not in ("http", "https") or not login:
            return None
        return origin(url), ":".join(unquote(part) for part in login.split(":", 1))
    except ValueError:
        return None


def origin(url: str) -> str:
    """Return scheme, host and port of a web address in one spelling."""
    return "/".join(canonical_url(url).split("/")[:3])


def take_login(url: str) -> str:
    """Return a typed address without its login, which this process goes on to use for its origin."""
    found = login_in(url)
    if found:
        _typed.update([found])
    return without_login(url)


def typed_login(url: str) -> dict[str, str]:
    """Return the login that was typed for an address' origin, by that origin."""
    return {key: login for key, login in _typed.items() if key == origin(url)}


def known_logins() -> dict[str, str]:
    """Return the logins by origin: those of the configuration, and those typed, which go first."""
    return section(LOGINS) | _typed


def keep_logins(logins: dict[str, str]) -> None:
    """Let later runs use logins; ConfigurationError where they cannot be kept."""
    if logins:
        keep(LOGINS, logins, replace=True)


def target_addresses() -> dict[str, str]:
    """Return the address of each name that is defined."""
    found = {canonical_name(name): value for name, value in section(TARGETS).items()}
    for variable, value in os.environ.items():
        if variable.startswith(TARGET_VARIABLE) and value:
            found[canonical_name(variable.removeprefix(TARGET_VARIABLE))] = value
    return found


def address_of(name: str) -> str:
    """Return the address of a name; UsageError with those that are defined when it has none."""
    known = target_addresses()
    if name not in known:
        raise UsageError(f"no address is defined for {name!r} here; {_advice(name, known)}")
    return known[name]


def canonical_name(name: str) -> str:
    """Return a name in its one spelling; variables have no hyphen, and capitals."""
    return name.strip().lower().replace("_", "-")


def target_names(given: Iterable[str]) -> list[str]:
    """Return the names of targets that are given by name or address; new addresses are kept with a name.

    Raises UsageError for a name that is not defined, ConfigurationError where no address can be kept.
    """
    given, known = list(given), target_addresses()
    for name in given:
        if not is_address(name) and canonical_name(name) not in known:
            advice = _advice(name, known)
            raise UsageError(f"{name!r} is neither a target that is defined nor an address; {advice}")
    names = define_targets(filter(is_address, given))
    return list(dict.fromkeys(names.get(target) or canonical_name(target) for target in given))


def is_address(target: str) -> bool:
    """True for an address as Apprise writes them, scheme and all."""
    return "://" in target


def define_targets(targets: Iterable[str]) -> dict[str, str]:
    """Return the name of each address, those that had none kept in the configuration with a new one."""
    targets = list(targets)
    if not targets:
        return {}
    known = target_addresses()
    names = {address: name for name, address in known.items()}
    new: dict[str, str] = {}
    for address in targets:
        if address not in names:
            name = name_for(address, known | new)
            names[address] = name
            new[name] = address
    if new:
        keep(TARGETS, new)
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
    variable = f"{TARGET_VARIABLE}{canonical_name(name).replace('-', '_').upper()}"
    how = f"write it into [{TARGETS}] of {place()}"
    if _NAME.fullmatch(canonical_name(name)):
        how += f", or set {variable}"
    defined = f"defined are: {', '.join(sorted(known))}" if known else "none is defined yet"
    return f"{how}; {defined}"
