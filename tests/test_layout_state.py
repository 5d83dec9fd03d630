"""What is known of a site during a run: when it was built anew, when a layout reads too much otherwise."""

from __future__ import annotations

import pytest

from crawler.layout import SiteMemory


@pytest.mark.parametrize(("pages", "drifted"), [(4, 0), (5, 5), (7, 7)])
def test_five_pages_in_a_row_that_no_layout_fits_tell_of_a_site_built_anew(pages: int, drifted: int) -> None:
    memory = SiteMemory([], waiting=0, old=frozenset({"before"}))
    for page in range(pages):
        memory.note_misfit(f"https://orrin.example/{page}")
    assert memory.drifted == drifted
    memory.note_fit()
    assert (memory.misfits, memory.drifted) == (0, drifted)


def test_a_site_without_layouts_of_earlier_runs_is_not_built_anew() -> None:
    memory = SiteMemory([], waiting=0)
    for page in range(9):
        memory.note_misfit(f"https://orrin.example/{page}")
    memory.note_change(9)
    assert memory.drifted == 0


@pytest.mark.parametrize(("pages", "drifted"), [(2, 0), (3, 3)])
def test_three_known_pages_that_share_a_new_layout_tell_of_a_site_built_anew(
    pages: int, drifted: int
) -> None:
    memory = SiteMemory([], waiting=0, old=frozenset({"before"}))
    memory.note_change(pages)
    assert memory.drifted == drifted


@pytest.mark.parametrize(
    ("differing", "read", "alike", "is_too_much"),
    [(2, 3, 0, False), (3, 9, 0, True), (3, 10, 0, False), (4, 12, 0, True), (3, 8, 2, False)],
)
def test_a_third_of_all_articles_is_not_edited_between_two_visits(
    differing: int, read: int, alike: int, is_too_much: bool
) -> None:
    memory = SiteMemory([], waiting=0, alike=alike)
    assert memory.is_too_much(differing, read) is is_too_much
