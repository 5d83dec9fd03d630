"""What is doubtful about a reading is recorded, and it is stored all the same."""

from __future__ import annotations

from typing import Any

import pytest

from crawler import extract
from crawler.layout import apply_layout
from pipelines.items import CUT, Article, ArticleRead, PageFailed
from pipelines.store.item_pipelines import ValidatePipeline, problems
from tests.test_layout import learnt, sample, theme

NOON = "2026-11-22T12:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ()),
        ({"title": None}, ("no title",)),  # a theme that prints the title as a picture
        ({"body": ""}, ()),  # a page that is only a video has no text, and that is known
        ({"body": None}, ("no text was found",)),
        ({"published": "2062-11-20"}, ("published in the future",)),  # a typing error of the editor's
        ({"published": "2026-11-23T01:00:00+13:00"}, ()),  # it is tomorrow already in Auckland
        ({"published": "2026-11-20", "modified": "2026-11-19"}, ("modified before it was published",)),
        ({"teaser": "Much more than what the page has..."}, ("text shorter than its teaser",)),
        ({"teaser": "The text …"}, ()),
    ],
)
def test_problems(fields: dict[str, Any], expected: tuple[str, ...]) -> None:
    article = Article(**{"title": "A title", "body": "The text of it.", "published": "2026-11-20", **fields})
    assert problems(article, NOON) == expected


def test_an_article_passes_with_its_problems_and_other_items_pass_as_they_are() -> None:
    read = ArticleRead("https://example.org/a", Article(body="Text."), NOON)
    failed = PageFailed("https://example.org/b", "fetch", "no answer", NOON)
    assert ValidatePipeline().process_item(read).problems == ("no title",)
    assert ValidatePipeline().process_item(failed) is failed


def test_a_text_that_is_too_large_to_be_read_whole_is_doubtful() -> None:
    paragraph = "<p>The committee asks the court to repeat the hearing.</p>"
    whole, cut = (
        extract(f"<h1>A title</h1>{paragraph * count}", "https://d.example/a") for count in (900, 20_001)
    )
    assert problems(whole, NOON) == ()
    assert problems(cut, NOON) == (CUT,)


@pytest.mark.parametrize(("levels", "told"), [(200, ()), (3000, (CUT,))])
def test_so_is_one_whose_end_is_nested_too_deep(levels: int, told: tuple[str, ...]) -> None:
    paragraphs = "<p>The committee asks the court to repeat the hearing.</p>" * 9
    nested = f"{'<div>' * levels}<p>The end of the text is here.</p>{'</div>' * levels}"
    read = extract(f"<h1>A title</h1><main>{paragraphs}{nested}{paragraphs}</main>", "https://d.example/a")
    assert problems(read, NOON) == told
    assert ("The end" in (read.body or "")) is not bool(told)


def test_so_is_one_that_is_read_by_its_layout() -> None:
    page, card = sample(9, lambda number: theme(number, extra="<i></i>" * 20_001))
    reading = apply_layout(learnt(), page, card)
    assert reading
    assert reading.body.evidence.reason == CUT
