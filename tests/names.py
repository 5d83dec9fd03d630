"""Names of hosts as a test says, for a process of its own; a loopback address stands for the open network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from typing import Any

from crawler.download import guard

OUTSIDE = "127.0.0.2"
"""Counts as a public address in a process with names; servers for it run on loopback."""


def only(names: Mapping[str, str]) -> None:
    """Let this process find these names, each at its address, and no others."""
    find, is_internal = socket.getaddrinfo, guard.is_internal

    def found(host: Any, *rest: Any, **options: Any) -> Any:
        try:
            ipaddress.ip_address(host)
        except ValueError:
            if host not in names:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known") from None
        return find(names.get(host, host), *rest, **options)

    socket.getaddrinfo = found
    guard.is_internal = lambda address: address != OUTSIDE and is_internal(address)
