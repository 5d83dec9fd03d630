"""The ping of a dead man's switch: a service that raises the alarm when it hears nothing for too long.

It is told of a good run by a GET of its address, of a bad one by a GET with /fail behind the path, as
Healthchecks and its like have it. Such an address is a secret: who knows it can say that all is well.
"""

from __future__ import annotations

import base64
import threading
import urllib.error
import urllib.request
from urllib.parse import urlsplit, urlunsplit

from pipelines.errors import UsageError
from pipelines.logins import known, login_in, origin, without_login
from pipelines.targets import address_of, is_address

PING_S = 10.0
"""A switch that takes longer has not heard; the run has ended and waits for nothing else."""
_NO_WEB = "the address to ping is not http or https; give it as the service shows it"


def ping_address(given: str) -> str:
    """Return the address to ping, given itself or by its name as a target; UsageError when it is none."""
    if not is_address(given) and "/" in given:
        raise UsageError(_NO_WEB)  # not shown: it is an address that lacks its beginning
    address = given if is_address(given) else address_of(given)
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or not address.isprintable() or " " in address:
        raise UsageError(_NO_WEB)
    return address


def ping(address: str, *, is_good: bool) -> str | None:
    """Tell a switch how a run ended; return why it did not hear it, None when it did. Never raises."""
    said: list[str | None] = []
    # In a thread, since no time limit of a socket bounds a name that is looked up or an answer that drips.
    thread = threading.Thread(target=lambda: said.append(_get(address, is_good)), daemon=True)
    thread.start()
    thread.join(PING_S)
    return said[0] if said else f"it took longer than {PING_S:g} s"


def masked(address: str) -> str:
    """Return of an address what may be shown: where it is, not what it says there."""
    parts = urlsplit(without_login(address))
    return f"{parts.scheme}://{parts.netloc}/..."


def _get(address: str, is_good: bool) -> str | None:
    """Ask for the address; the reasons are our own words, since those of the libraries show it."""
    try:
        with urllib.request.urlopen(_request(address, is_good), timeout=PING_S):
            return None
    except urllib.error.HTTPError as error:
        return f"it answered {error.code}"
    except OSError as error:
        reason = getattr(error, "reason", error)
        return (getattr(reason, "strerror", None) or type(reason).__name__).lower()
    except Exception as error:  # a server that is no web server; a ping is never fatal
        return type(error).__name__


def _request(address: str, is_good: bool) -> urllib.request.Request:
    parts = urlsplit(without_login(address))
    path = parts.path if is_good else f"{parts.path.rstrip('/')}/fail"
    url = urlunsplit(parts._replace(path=path))
    request = urllib.request.Request(url, headers={"User-Agent": "readmore"})
    found = login_in(address)
    if login := found[1] if found else known().get(origin(address)):
        request.add_header("Authorization", f"Basic {base64.b64encode(login.encode()).decode()}")
    return request
