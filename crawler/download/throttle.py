"""When a host may be asked again: delays, slow servers, Retry-After, back-off, hosts to be left alone.

`Pace` decides, from the clock it is given; `Pacer` makes requests wait for their turn.
"""

from __future__ import annotations

import asyncio
import heapq
import math
import random
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import count

from pipelines.errors import ReadmoreError

MAX_DELAY_S = 60.0
"""No host's own wish, nor its slowness, makes us wait longer than this between two requests."""
MAX_PAUSE_S = 180.0
"""Asked to wait longer (Retry-After), we leave the host alone for this run."""
MAX_ATTEMPTS = 3
LONGEST_BACK_OFF_S = 30
LEAST_SHARE = 0.75
"""Of a back-off: clients that failed together wait from three quarters to five quarters of it."""
SLOWED_S = 0.5
"""Between two requests to a host that asked for less, at least."""
FADE, UNFELT_S = 0.8, 0.1
"""What is left of that after a good answer, and what is forgotten."""
BAD_PAGES_IN_A_ROW = 10
"""So many different pages without one answer: the host is down, the rest is not asked for in this run."""
POLITE_CONNECTIONS = 4
FAST_CONNECTIONS = 16


class GivenUp(ReadmoreError):
    """The host is left alone for the rest of this run; its pages stay work to be done."""


class Stopped(ReadmoreError):
    """The run is ending; not a failure of the page."""


def retry_after_s(value: str | None, now: datetime) -> float | None:
    """Return how many seconds a Retry-After header asks for, None when it is missing or senseless."""
    text = (value or "").strip()
    if re.fullmatch(r"\d{1,18}(\.\d*)?", text):
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())


def back_off_s(attempt: int, luck: float) -> float:
    """Return how long to wait after the nth failed attempt (from 1); `luck` in 0..1 spreads clients apart."""
    return float(min(2 ** (attempt - 1), LONGEST_BACK_OFF_S)) * (LEAST_SHARE + luck / 2)


@dataclass(slots=True)
class Pace:
    """How one host is asked. Times are seconds of one monotonic clock."""

    delay_s: float
    """Between the starts of two requests, as the user wants it; 0 is as fast as it goes."""
    robots_s: float = 0.0
    slowed_s: float = 0.0
    """What too many requests have taught us; fades with each good answer."""
    latency_s: float = 0.0
    last_start: float = -math.inf
    paused_until: float = -math.inf
    in_flight: int = 0
    bad_pages: set[str] = field(default_factory=set)
    given_up: str | None = None

    def interval_s(self) -> float:
        """Return the time between two starts: a slow server is asked one page at a time."""
        slow = self.latency_s if self.delay_s else 0.0
        return max(self.delay_s, self.robots_s, min(max(slow, self.slowed_s), MAX_DELAY_S))

    def connections(self) -> int:
        """Return how many requests may be under way at once."""
        return POLITE_CONNECTIONS if self.interval_s() else FAST_CONNECTIONS

    def wait_s(self, now: float) -> float:
        """Return how long until the next request may start, connections aside."""
        return max(self.last_start + self.interval_s(), self.paused_until) - now

    def started(self, now: float) -> None:
        """Note that a request begins."""
        self.last_start = now
        self.in_flight += 1

    def answered(self, latency_s: float) -> None:
        """Note a good answer: the average follows the server, a slow-down is forgotten little by little."""
        self.latency_s = (self.latency_s + latency_s) / 2 if self.latency_s else latency_s
        self.slowed_s = self.slowed_s * FADE if self.slowed_s > UNFELT_S else 0.0
        self.bad_pages.clear()

    def overloaded(self, now: float, pause_s: float) -> None:
        """Note that the host asked for less: it is left in peace, then asked at half the speed."""
        self.paused_until = max(self.paused_until, now + pause_s)
        self.slowed_s = min(max(SLOWED_S, 2 * self.interval_s()), MAX_DELAY_S)

    def failed(self, url: str) -> None:
        """Note a page that was not had after all attempts; too many in a row and the host is given up."""
        self.bad_pages.add(url)
        if len(self.bad_pages) >= BAD_PAGES_IN_A_ROW:
            self.given_up = f"the last {len(self.bad_pages)} pages asked of it could not be had"


class Pacer:
    """Makes requests wait for their turn, host by host, the more urgent first."""

    def __init__(self, delay_s: float) -> None:
        self._delay_s = delay_s
        self._lines: dict[str, _Line] = {}
        self._closing = asyncio.Event()

    def pace(self, host: str) -> Pace:
        """Return the pace of a host."""
        return self._line(host).pace

    def _line(self, host: str) -> _Line:
        line = self._lines.get(host)
        if line is None:
            line = self._lines[host] = _Line(host, Pace(self._delay_s))
        return line

    async def turn(self, host: str, *, urgency: int = 0, not_before: float = 0.0) -> None:
        """Return when the host may be asked; `done` must follow. Raise GivenUp or Stopped if it may not."""
        pause = not_before - time.monotonic()
        if pause > 0:
            await self._sleep(pause)
        if self._closing.is_set():
            raise Stopped("the run is ending")
        await self._line(host).turn(urgency)

    async def _sleep(self, seconds: float) -> None:
        """Return after the time, or at once when the run ends."""
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return

    def done(self, host: str) -> None:
        """Give the turn back."""
        line = self._line(host)
        line.pace.in_flight -= 1
        line.serve()

    def give_up(self, host: str, reason: str) -> None:
        """Leave the host alone for the rest of the run; all who wait for it get GivenUp."""
        line = self._line(host)
        line.pace.given_up = line.pace.given_up or reason
        line.serve()

    def close(self) -> None:
        """End all waiting with Stopped."""
        self._closing.set()
        for line in self._lines.values():
            line.stop()


class _Line:
    """The queue before one host."""

    def __init__(self, host: str, pace: Pace) -> None:
        self._host = host
        self.pace = pace
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, urgency: int) -> None:
        """Return when it is this request's turn."""
        if self.pace.given_up:
            raise self._given_up()
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (-urgency, next(self._numbers), waiter))
        self.serve()
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self.pace.in_flight -= 1
            raise

    def serve(self) -> None:
        """Let those go whose turn it is, and come back when the next one's is."""
        if self.pace.given_up:
            self._end_all(self._given_up())
        while self._waiting and self.pace.in_flight < self.pace.connections():
            now = time.monotonic()
            wait = self.pace.wait_s(now)
            if wait > 0:
                self._come_back(wait)
                return
            waiter = heapq.heappop(self._waiting)[2]
            if not waiter.done():
                self.pace.started(now)
                waiter.set_result(None)

    def _come_back(self, wait_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(wait_s, self.serve)

    def _given_up(self) -> GivenUp:
        return GivenUp(f"{self._host} is left alone for now: {self.pace.given_up}")

    def stop(self) -> None:
        """End all waiting."""
        if self._timer is not None:
            self._timer.cancel()
        self._end_all(Stopped("the run is ending"))

    def _end_all(self, error: ReadmoreError) -> None:
        for _, _, waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(error)
        self._waiting.clear()


def jitter() -> float:
    """Return the luck that spreads retries apart."""
    return random.random()
