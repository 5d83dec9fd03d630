"""`readmore extract` on saved pages: the record, its evidence, and what it says of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler import extract
from crawler.cli import main

PAGE = """<!doctype html><html lang="en"><head><title>The bridge is open - River Watch</title></head><body>
<header><a href="/">River Watch</a></header>
<main><h1>The bridge is open</h1><p class="byline">By Nora Lind</p>
<time datetime="2024-03-09">9 March 2024</time>
<p>After two winters of waiting, people can walk across the river again without asking anybody.</p>
<p>The council said that the old planks will be kept, and that nobody has to pay for crossing.</p>
</main></body></html>"""
URL = "https://river.example/news/bridge"


def test_a_page_becomes_a_record_with_evidence_for_each_field() -> None:
    article = extract(PAGE, URL)
    assert (article.title, article.authors, article.published) == (
        "The bridge is open",
        ["Nora Lind"],
        "2024-03-09",
    )
    assert (article.body or "").startswith("After two winters")
    assert {"title", "authors", "published", "body", "language"} <= set(article.evidence)


def test_a_teaser_from_elsewhere_is_noted_and_costs_nothing() -> None:
    article = extract(PAGE, URL, teaser="Quite another story altogether, about harbours and shi...")
    assert article.evidence["teaser"].reason
    assert article.title == "The bridge is open"


@pytest.mark.parametrize(
    "html", ["", b"", b"\x00\x01", "<", "<html>", b"\xff\xfe", "<p>" * 5000, "plain words"]
)
def test_no_input_raises(html: str | bytes) -> None:
    assert extract(html, URL).url == URL


def test_the_command_prints_the_record_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE)
    assert main(["extract", str(saved), "--url", URL, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["title"] == "The bridge is open"
    assert record["evidence"]["title"]["signal"]


def test_the_command_says_where_each_field_comes_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE)
    assert main(["extract", str(saved), "--url", URL]) == 0
    assert "from h1" in capsys.readouterr().out


def test_what_is_neither_file_nor_address_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "no-such-page.html"]) == 2
    assert "neither a file nor an address" in capsys.readouterr().err
