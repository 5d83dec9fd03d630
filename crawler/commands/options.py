"""What several commands take alike: the file, JSON, a time; and how they print a list."""

from __future__ import annotations

import argparse
import math
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from pipelines.characters import one_line, plain_json
from pipelines.errors import UsageError

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""To which each command adds itself."""
_AGO = re.compile(r"(\d{1,5})\s*(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def add_file(parser: argparse.ArgumentParser) -> None:
    """Let the command take the file to work on."""
    parser.add_argument("--db", required=True, metavar="FILE", help="the SQLite file that a crawl made")


def add_sites(parser: argparse.ArgumentParser) -> None:
    """Let the command take a folder with the user's own site files; none is looked for unasked."""
    parser.add_argument(
        "--sites",
        metavar="FOLDER",
        default=os.environ.get("READMORE_SITES") or None,
        help="folder of files for sites that read badly (or set READMORE_SITES);"
        " they are Python and are run, so name only a folder that you trust",
    )


def sites_folder(args: argparse.Namespace) -> Path:
    """Return the folder of site files that a command works on; UsageError when the user named none."""
    if not args.sites:
        raise UsageError(
            "say which folder holds your site files: --sites FOLDER, or set READMORE_SITES;"
            " they are Python and are run, so none is taken unasked"
        )
    return Path(args.sites)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let the command print one JSON object a line."""
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def moment(text: str) -> str:
    """Return a time as the file keeps it, from a date, a time, or how long ago: 2026-11-20, 36h, 7d, 2w."""
    try:
        return _moment(text.strip()).isoformat(timespec="seconds")
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no date, time or span; say 2026-11-20, 2026-11-20T08:00, 36h, 7d or 2w"
        ) from error


def _moment(text: str) -> datetime:
    if ago := _AGO.fullmatch(text):
        return datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    when = datetime.fromisoformat(text)
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def seconds(text: str) -> float:
    """Return a number of seconds, none of them negative or endless."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds; say 0, 0.5 or 2")
    return value


def number(text: str) -> int:
    """Return a whole number from 1 on."""
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of things; say 1 or more")
    return value


def contact(text: str) -> str:
    """Return what goes into a header of every request, where only plain letters are safe."""
    if not text.isprintable() or not text.isascii():
        raise argparse.ArgumentTypeError(
            f"{text!r} cannot be told to every server; say a mail or web address in ASCII letters"
        )
    return text


def print_json(rows: Iterable[Any]) -> None:
    """Print dataclasses or dicts, one JSON object a line."""
    for row in rows:
        print(plain_json(row if isinstance(row, dict) else asdict(row)))


def print_columns(rows: Sequence[Sequence[object]]) -> None:
    """Print rows one a line, their columns aligned; None is left empty, line breaks become spaces."""
    texts = [[one_line(str("" if cell is None else cell)) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())


def is_terminal() -> bool:
    """True when a person reads our output as it comes."""
    return sys.stdout.isatty()


def _width(text: str) -> int:
    """How many places of a terminal a text takes: Chinese letters two, accents none."""
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )
