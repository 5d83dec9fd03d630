"""The file: its tables, opened, written to, and never by two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from pipelines.store.articles import Stored as Stored
    from pipelines.store.articles import author_ids as author_ids
    from pipelines.store.articles import authors_of as authors_of
    from pipelines.store.articles import drop_idle_authors as drop_idle_authors
    from pipelines.store.articles import load as load
    from pipelines.store.articles import owner_of as owner_of
    from pipelines.store.connect import glance as glance
    from pipelines.store.corpus import Corpus as Corpus
    from pipelines.store.crawls import PASSING as PASSING
    from pipelines.store.crawls import Failing as Failing
    from pipelines.store.crawls import is_crawled_since as is_crawled_since
    from pipelines.store.dedupe import State as State
    from pipelines.store.dedupe import is_same_article as is_same_article
    from pipelines.store.dedupe import reads_alike as reads_alike
    from pipelines.store.dedupe import revise as revise
    from pipelines.store.dedupe import state_of as state_of
    from pipelines.store.item_pipelines import StorePipeline as StorePipeline
    from pipelines.store.item_pipelines import ValidatePipeline as ValidatePipeline
    from pipelines.store.item_pipelines import corpus_of as corpus_of
    from pipelines.store.item_pipelines import store as store
    from pipelines.store.item_pipelines import validate as validate
    from pipelines.store.news import News as News
    from pipelines.store.news import last_look as last_look
    from pipelines.store.news import latest as latest
    from pipelines.store.news import news_after as news_after
    from pipelines.store.news import note_look as note_look
    from pipelines.store.news import tags_of as tags_of
    from pipelines.store.schema import APPLICATION_ID as APPLICATION_ID
    from pipelines.store.sightings import Known as Known
    from pipelines.store.sightings import is_forgotten as is_forgotten
    from pipelines.store.sightings import keep_out as keep_out
    from pipelines.store.sightings import kept_out as kept_out
    from pipelines.store.sightings import known as known
    from pipelines.store.tags import DEFAULT_EVERY_S as DEFAULT_EVERY_S
    from pipelines.store.tags import Network as Network
    from pipelines.store.tags import Tag as Tag
    from pipelines.store.tags import add_tag as add_tag
    from pipelines.store.tags import all_tags as all_tags
    from pipelines.store.tags import due as due
    from pipelines.store.tags import find_tag as find_tag
    from pipelines.store.tags import follow as follow
    from pipelines.store.tags import followed as followed
    from pipelines.store.tags import interval_s as interval_s
    from pipelines.store.tags import tag_at as tag_at
    from pipelines.store.tags import unfollow as unfollow

__getattr__ = face(__name__, __file__)
