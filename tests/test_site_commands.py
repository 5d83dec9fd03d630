"""`readmore new-site`, `record`, `check-sites`, and --sites: a site's file from its first line to a crawl."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.sites.finding import load_sites
from pipelines.errors import UsageError
from tests.conftest import Ended, command, environment
from tests.servers import Reply, Site, tag_site

Crawl = Callable[..., Ended]
STEM = "site_127_0_0_1"


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Return the ended command."""
    return subprocess.run(
        command(*arguments), cwd=folder, env=environment(), capture_output=True, text=True, timeout=60
    )


def begun(site: Site, folder: Path) -> Path:
    """Return the file that `new-site` wrote."""
    site.routes = tag_site(3)
    ended = run("new-site", site.url("/tag"), "--sites", "sites", folder=folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    return folder / "sites" / f"{STEM}.py"


def say(path: Path, *lines: str) -> None:
    """Add lines to a site's class."""
    path.write_text(path.read_text() + "".join(f"    {line}\n" for line in lines))


def test_a_new_site_is_a_file_with_its_host_and_cases_that_pass(site: Site, tmp_path: Path) -> None:
    path = begun(site, tmp_path)
    assert 'domains = ("127.0.0.1",)' in path.read_text()
    cases = path.parent / "cases" / STEM
    assert sorted(case.name for case in cases.iterdir()) == ["3", "tag"]
    assert (cases / "3" / "page.html").read_text() == site.routes["/opinion/3"].body  # type: ignore[union-attr]
    checked = run("check-sites", "sites", folder=tmp_path)
    assert checked.stdout.split() == ["ok", f"{STEM}/3", "ok", f"{STEM}/tag"]
    assert checked.returncode == 0


def test_a_new_site_prints_what_is_read_already(site: Site, tmp_path: Path) -> None:
    site.routes = tag_site(3)
    ended = run("new-site", site.url("/tag"), "--sites", "mine", folder=tmp_path)
    assert "Hanna Verabei" in ended.stdout
    assert "next page: none" in ended.stdout
    assert (tmp_path / "mine" / f"{STEM}.py").exists()


def test_a_site_that_is_there_is_not_written_over(site: Site, tmp_path: Path) -> None:
    path = begun(site, tmp_path)
    say(path, 'language = "be"')
    before = path.read_text()
    ended = run("new-site", site.url("/tag"), "--sites", "sites", folder=tmp_path)
    assert (ended.returncode, path.read_text()) == (2, before)
    assert "readmore record" in ended.stderr


def test_a_case_that_is_read_otherwise_is_told(site: Site, tmp_path: Path) -> None:
    path = begun(site, tmp_path)
    expected = path.parent / "cases" / STEM / "3" / "expected.json"
    expected.write_text(json.dumps({"title": "The right title"}))
    ended = run("check-sites", "sites", folder=tmp_path)
    assert ended.returncode == 3
    assert 'title, expected: "The right title"' in ended.stdout
    assert 'title, read: "Opinion 3' in ended.stdout


def test_an_override_that_no_case_needs_is_told(site: Site, tmp_path: Path) -> None:
    path = begun(site, tmp_path)
    say(path, 'title_css = ("h1",)')
    ended = run("check-sites", "sites", "--json", folder=tmp_path)
    assert ended.returncode == 3
    assert json.loads(ended.stdout.splitlines()[-1]) == {"needless": "Site127001.title_css"}


def test_a_recorded_page_is_a_case_read_as_its_site_does(site: Site, tmp_path: Path) -> None:
    path = begun(site, tmp_path)
    say(path, 'title_css = (".byline",)')
    ended = run("record", site.url("/opinion/2"), "--sites", "sites", folder=tmp_path)
    assert ended.returncode == 0
    read = json.loads((path.parent / "cases" / STEM / "2" / "expected.json").read_text())
    assert read["title"].startswith("By Hanna Verabei")


def test_a_crawl_reads_as_the_sites_of_the_folder_say(site: Site, tmp_path: Path, crawl: Crawl) -> None:
    say(begun(site, tmp_path), 'title_css = (".byline",)', 'expects = Expect(cards=5, filled=("modified",))')
    ended = crawl(site.url("/tag"), "--sites", "sites")
    assert {title[:16] for title in ended.titles()} == {"By Hanna Verabei"}
    assert ended.rows("SELECT DISTINCT problems FROM articles") == [
        ("no modified, which all articles of this site should have",)
    ]
    assert (ended.code, ended.failures()["tag"]) == (
        4, ("listing", "3 cards were found, of 5 that each tag of this site should have"),
    )  # fmt: skip


def test_a_layout_learnt_in_the_crawl_does_not_undo_what_a_site_says(
    site: Site, tmp_path: Path, crawl: Crawl
) -> None:
    say(begun(site, tmp_path), 'title_css = (".byline",)', 'language = "be"')
    site.routes = tag_site(14)
    ended = crawl(site.url("/tag"), "--sites", "sites")
    assert ended.rows("SELECT count(*) FROM articles WHERE layout NOT NULL") != [(0,)]
    assert {title[:16] for title in ended.titles()} == {"By Hanna Verabei"}
    assert ended.rows("SELECT DISTINCT language FROM articles") == [("be",)]


def test_a_folder_of_sites_that_cannot_be_loaded_ends_before_the_file_is_made(
    site: Site, tmp_path: Path, crawl: Crawl
) -> None:
    ended = crawl(site.url("/tag"), "--sites", "none")
    assert (ended.code, len(ended.err.splitlines()), site.requests) == (2, 1, [])
    assert "no folder 'none'" in ended.err
    assert not ended.db.exists()


def test_extract_and_preview_read_as_the_sites_say(site: Site, tmp_path: Path) -> None:
    say(begun(site, tmp_path), 'title_css = (".byline",)')
    for arguments in (("extract", site.url("/opinion/2")), ("preview", site.url("/tag"), "--delay", "0")):
        told = json.loads(run(*arguments, "--sites", "sites", "--json", folder=tmp_path).stdout)
        assert told.get("article", told)["title"].startswith("By Hanna Verabei")


def test_the_environment_may_name_the_folder(site: Site, tmp_path: Path) -> None:
    say(begun(site, tmp_path), 'title_css = (".byline",)')
    page = tmp_path / "page.html"
    reply = site.routes["/opinion/2"]
    assert isinstance(reply, Reply)
    page.write_text(str(reply.body))
    done = subprocess.run(
        command("extract", page, "--url", site.url("/opinion/2"), "--json"),
        env=environment() | {"READMORE_SITES": str(tmp_path / "sites")}, capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["title"].startswith("By Hanna Verabei")


def test_the_archive_is_read_again_as_the_sites_say(site: Site, tmp_path: Path, crawl: Crawl) -> None:
    path = begun(site, tmp_path)
    crawl(site.url("/tag"))
    say(path, 'title_css = (".byline",)')
    again = run("reextract", "--db", "corpus.db", "--sites", "sites", "--json", folder=tmp_path)
    changes = [json.loads(line) for line in again.stdout.splitlines()]
    assert {(change["field"], change["after"][:16]) for change in changes} == {("title", "By Hanna Verabei")}


@pytest.mark.parametrize("name", ["new-site", "record"])
def test_code_of_a_folder_that_was_not_named_never_runs(site: Site, tmp_path: Path, name: str) -> None:
    site.routes = tag_site(3)
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "trap.py").write_text("open('sprung', 'w')")
    ended = run(name, site.url("/tag"), folder=tmp_path)
    assert (ended.returncode, site.requests) == (2, [])
    assert "--sites FOLDER" in ended.stderr
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("writable", ["sites", "sites/trap.py"])
def test_code_that_everybody_may_write_never_runs(tmp_path: Path, writable: str) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "trap.py").write_text("open('sprung', 'w')")
    place = tmp_path / writable
    place.chmod(place.stat().st_mode | stat.S_IWOTH)
    with pytest.raises(UsageError, match="written by everybody"):
        load_sites(tmp_path / "sites")
    assert not Path("sprung").exists()
    place.chmod(place.stat().st_mode & ~stat.S_IWOTH)
