"""Fetched pages as they came, in WARC files in a folder beside the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from pipelines.archive.folders import MARK as MARK
    from pipelines.archive.folders import SIDE_FILES as SIDE_FILES
    from pipelines.archive.folders import is_pages_file as is_pages_file
    from pipelines.archive.folders import pages_files as pages_files
    from pipelines.archive.pages import Copied as Copied
    from pipelines.archive.pages import Pages as Pages
    from pipelines.archive.pages import PassingPages as PassingPages
    from pipelines.archive.pages import WarcArchive as WarcArchive
    from pipelines.archive.pages import sift as sift
    from pipelines.archive.records import ArchivedPage as ArchivedPage
    from pipelines.archive.records import PageStream as PageStream
    from pipelines.archive.records import Span as Span
    from pipelines.archive.records import digest as digest
    from pipelines.archive.records import info_member as info_member
    from pipelines.archive.records import page_stream as page_stream
    from pipelines.archive.records import read_packed as read_packed
    from pipelines.archive.records import read_page as read_page

__getattr__ = face(__name__, __file__)
