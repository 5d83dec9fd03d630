"""The user's configuration: a file in TOML that only its owner reads, outside of every corpus.

What a person wrote there stays as it is, comments and all: an entry is added as a line of its own, and the
file is replaced only when it then says what it said, and the new entry.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipelines.errors import ConfigurationError

PLACE = "READMORE_CONFIG"
"""The variable that names another file."""
_OWNER_ONLY = 0o600


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
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


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
