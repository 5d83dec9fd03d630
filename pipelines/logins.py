"""Users and passwords inside web addresses: taken out before an address is kept, logged or shown.

A site behind a password is asked with the one that the user typed, `https://user:password@host/tag`, in this
run; for later runs the configuration keeps those of followed tags, by origin:

    [logins]
    "https://host" = "user:password"
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from pipelines import configuration
from pipelines.identity import canonical_url

SECTION = "logins"
_LOGIN = re.compile(r"^([^/?#\s]*://)[^\s/?#\\]*@")
"""What stands before the last @ of an address' host; one in a path, as in /@name, is no login."""
_LOGINS = re.compile(r"(?<=[a-z0-9+.-])(://)[^\s/?#\"'<>\\]*@", re.IGNORECASE)

_typed: dict[str, str] = {}
"""Those of this process, by origin."""


def without_login(url: str) -> str:
    """Return an address, or an option that has one (`url=https://...`), freed of user and password."""
    return _LOGIN.sub(r"\1", url) if "@" in url else url


def without_logins(text: str) -> str:
    """Return a text with every address in it freed of user and password."""
    return _LOGINS.sub(r"\1", text) if "@" in text else text


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


def take(url: str) -> str:
    """Return a typed address without its login, which this process goes on to use for its origin."""
    found = login_in(url)
    if found:
        _typed.update([found])
    return without_login(url)


def typed(url: str) -> dict[str, str]:
    """Return the login that was typed for an address' origin, by that origin."""
    return {key: login for key, login in _typed.items() if key == origin(url)}


def known() -> dict[str, str]:
    """Return the logins by origin: those of the configuration, and those typed, which go first."""
    return configuration.section(SECTION) | _typed


def keep(logins: dict[str, str]) -> None:
    """Let later runs use logins; ConfigurationError where they cannot be kept."""
    if logins:
        configuration.keep(SECTION, logins, replace=True)
