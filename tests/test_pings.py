"""`run --ping`: a dead man's switch hears of good runs and bad ones; its address is told to nobody else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines import configuration
from pipelines.errors import UsageError
from pipelines.store.corpus import Corpus
from pipelines.store.tags import follow
from pipelines.watch import notices
from pipelines.watch.notices import masked, ping, ping_address
from tests import zygote
from tests.conftest import Ended, environment
from tests.servers import Reply, Site, silent, tag_site

SECRET = "5e1f-S3CRET"
WELL, BAD = f"/{SECRET}", f"/{SECRET}/fail"
AT = "2026-11-27T00:00:00+00:00"


@pytest.fixture
def switch() -> Iterator[Site]:
    """A dead man's switch."""
    with Site({WELL: Reply("OK"), BAD: Reply("OK")}) as switch:
        yield switch


@pytest.fixture
def run(site: Site, tmp_path: Path, switch: Site) -> Callable[..., Ended]:
    """A function that runs what is due, the switch given; /tag is followed."""
    db = tmp_path / "corpus.db"
    with Corpus.open(db) as corpus, corpus.atomic():
        follow(corpus.sql, site.url("/tag"), AT)

    def run(*arguments: str, ping: str = switch.url(WELL)) -> Ended:
        line = ["run", "--db", str(db), "--delay", "0", "--quiet", "--ping", ping, *arguments]
        return Ended(*zygote.run(line, tmp_path, environment(), 60), db)

    return run


def heard(switch: Site) -> list[str]:
    return [asked.path for asked in switch.requests]


def test_a_good_run_is_heard_and_its_address_is_nowhere_else(
    site: Site, switch: Site, run: Callable[..., Ended]
) -> None:
    site.routes = tag_site(2)
    ended = run()
    assert (ended.code, ended.out, ended.err, heard(switch)) == (0, "", "", [WELL])
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in ended.db.parent.glob("corpus.db*"))
    assert ended.rows("SELECT command FROM crawls")[0][0].endswith("--ping ...")


def test_a_tag_that_cannot_be_read_is_heard_as_a_failure_until_it_is_read(
    site: Site, switch: Site, run: Callable[..., Ended]
) -> None:
    ended = run()
    assert (ended.code, heard(switch)) == (4, [BAD])
    assert (run().code, heard(switch)) == (0, [BAD])


def test_a_switch_that_does_not_hear_is_told_and_costs_nothing_else(
    site: Site, switch: Site, run: Callable[..., Ended]
) -> None:
    site.routes = tag_site(2)
    switch.routes.clear()
    ended = run()
    assert ended.code == 0
    assert ended.err == f"readmore: the ping to {switch.url('/')}... was not heard: it answered 404\n"


def test_the_address_may_come_from_the_configuration_by_name(
    site: Site, switch: Site, run: Callable[..., Ended]
) -> None:
    site.routes = tag_site(2)
    configuration.keep("targets", {"switch": switch.url(WELL)})
    assert (run(ping="switch").code, heard(switch)) == (0, [WELL])


def test_a_run_beside_another_says_nothing(switch: Site, run: Callable[..., Ended], tmp_path: Path) -> None:
    with Corpus.open(tmp_path / "corpus.db") as corpus, corpus.lock():
        assert (run().code, heard(switch)) == (75, [])


@pytest.mark.parametrize(
    "address", ["ftp://h.example/x", "hc.example/x", "https://", "https://h.example/a b", "http://[x/"]
)
def test_what_is_no_web_address_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        ping_address(address)
    assert address not in str(refused.value)


def test_no_answer_is_waited_for_longer_than_the_limit(switch: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "PING_S", 0.3)
    switch.routes[WELL] = silent
    began = time.monotonic()
    assert ping(switch.url(WELL), is_good=True) is not None
    assert time.monotonic() - began < 5


def test_a_reason_never_shows_the_address() -> None:
    said = [
        ping(f"{start}/{SECRET}", is_good=False) for start in ("http://127.0.0.1:9", "http://127.0.0.1:0")
    ]
    assert all(reason and SECRET not in reason for reason in said)


def test_fail_goes_behind_the_path_and_before_the_query(switch: Site) -> None:
    switch.routes["/x/fail?rid=1"] = Reply("OK")
    assert ping(switch.url("/x/?rid=1"), is_good=False) is None


def test_what_is_shown_of_an_address_is_its_host() -> None:
    assert masked(f"https://u:{SECRET}@hc.example:8443/{SECRET}?t={SECRET}") == "https://hc.example:8443/..."
