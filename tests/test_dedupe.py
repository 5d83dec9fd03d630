"""What becomes of a reading, given what is stored: decided without any file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Article, Evidence
from pipelines.store.dedupe import State, is_foreign_claim, is_one_article, is_same_article, revise, state_of

BODY = "The committee met on Monday. It asked for news of the three who were taken away in the autumn."
OLD = state_of(
    Article(
        url="https://example.org/a",
        title="A title",
        authors=["Ada B", "Cyril D"],
        published="2026-11-20T10:00:00+03:00",
        modified="2026-11-21",
        language="en",
        site="example.org",
        teaser="The committee met",
        body=BODY,
        evidence={"published": Evidence("json-ld")},
    )
)


def changed(**fields: Any) -> State:
    """The old state with other values, as a reading gives it."""
    values = {
        name: getattr(OLD, name) for name in ("title", "published", "modified", "language", "teaser", "body")
    }
    article = Article(url=OLD.url, site=OLD.site, authors=list(OLD.authors), **values)
    for name, value in fields.items():
        setattr(article, name, value)
    return state_of(article)


def test_what_was_not_known_is_new() -> None:
    assert revise(None, OLD).kind == "new"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, "unchanged"),
        ({"title": "Another title"}, "updated"),
        ({"title": "A\u00a0title"}, "unchanged"),  # an editor that inserts hard spaces
        ({"authors": ["Cyril D", "Ada B"]}, "updated"),  # the order of a byline is its own statement
        ({"authors": []}, "unchanged"),
        ({"published": "2026-11-20"}, "unchanged"),
        ({"published": "2026-11-21"}, "updated"),
        ({"published": None}, "unchanged"),
        ({"modified": "2026-11-22"}, "unchanged"),
        ({"body": BODY.replace("three", "four")}, "updated"),
        ({"body": BODY.replace(" ", "\n")}, "unchanged"),
        ({"body": BODY.replace("It", "“It”")}, "updated"),
        ({"body": ""}, "unchanged"),
        ({"teaser": "Another teaser"}, "unchanged"),  # the listing's words, not the article's
    ],
)
def test_only_title_authors_day_and_text_make_an_edit(fields: dict[str, Any], kind: str) -> None:
    assert revise(OLD, changed(**fields)).kind == kind


def test_the_hour_that_was_known_is_not_lost_to_the_day_alone() -> None:
    state = revise(OLD, changed(published="2026-11-20")).state
    assert state.published == OLD.published
    assert state.evidence["published"] == {"signal": "json-ld"}


def test_the_hour_of_the_same_day_is_learnt() -> None:
    day = replace(OLD, published="2026-11-20")
    assert revise(day, changed()).state.published == OLD.published


def test_a_better_reader_may_take_back_what_it_does_not_find() -> None:
    verdict = revise(OLD, changed(authors=[], published=None), read_again=True)
    assert (verdict.kind, verdict.state.authors, verdict.state.published) == ("updated", (), None)


def test_a_better_reader_may_take_back_a_counter() -> None:
    old = changed(body=f"(0 comments)\n\n{OLD.body}")
    verdict = revise(old, OLD, read_again=True)
    assert (verdict.kind, verdict.state.body) == ("unchanged", OLD.body)
    assert revise(old, OLD).state.body == old.body


def test_a_field_that_was_kept_says_so_in_its_evidence() -> None:
    evidence = revise(OLD, changed(authors=[])).state.evidence
    assert "not found when the page was last read" in evidence["authors"]["reason"]


def test_the_same_text_in_other_typography_is_not_written_again() -> None:
    verdict = revise(OLD, changed(body=BODY.replace(" ", "  ")))
    assert verdict.state.changed(OLD).keys() <= {"evidence"}


@given(
    st.sampled_from(["title", "published", "body", "modified", "teaser"]), st.none() | st.text(max_size=20)
)
def test_what_was_decided_once_is_unchanged_the_second_time(name: str, value: str | None) -> None:
    reading = changed(**{name: value})
    state = revise(OLD, reading).state
    assert revise(state, reading).kind == "unchanged"


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("A title", "Nothing of it.", True),
        ("“A Title”".strip("“”"), None, True),
        ("Another title", BODY + " And a postscript.", True),  # retitled and amended
        ("Another title", "Give to the campaign. Every little helps us to go on.", False),
        (None, None, False),
        (None, "", False),
    ],
)
def test_an_article_is_known_by_its_title_or_by_its_text(
    title: str | None, body: str | None, expected: bool
) -> None:
    assert is_same_article(title, body, OLD) is expected


def test_a_canonical_address_that_is_another_article_s_is_a_foreign_claim() -> None:
    other = replace(changed(title="Other", body="Quite another text than that of the first."), url=OLD.url)
    assert is_foreign_claim("https://example.org/other", other, OLD)
    assert not is_foreign_claim("https://example.org/a?from=list", changed(), OLD)


FOOTER = " ".join(f"The {i}th signatory has put a name to it." for i in range(25))
FIRST, SECOND = (
    " ".join(f"The {what} of {what} {i} was heard." for i in range(50)) for what in ("plea", "case")
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("A plea", FIRST), ("A plea", FIRST), True),  # listed under two tags
        (("A plea", FIRST), ("A plea, heard", f"{FIRST} {FOOTER}"), True),  # renamed, and more at its end
        (("A plea", None), ("A plea", FIRST), True),
        (("A plea", f"{FIRST} {FOOTER}"), ("A case", f"{SECOND} {FOOTER}"), False),  # a footer in common
        (("Weekly digest", FIRST), ("Weekly digest", SECOND), False),
        (("A plea", "Read it in the attached file."), ("A case", "Read it in the attached file."), False),
        (("A plea", None), ("A case", None), False),
    ],
)
def test_pages_at_two_addresses_are_one_article_by_title_and_text(
    one: tuple[str, str | None], other: tuple[str, str | None], expected: bool
) -> None:
    states = [changed(title=title, body=body) for title, body in (one, other)]
    assert is_one_article(*states) is is_one_article(*reversed(states)) is expected
