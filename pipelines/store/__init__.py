"""The file: its tables, opened, written to, and never by two at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.faces import face

if TYPE_CHECKING:
    from pipelines.store.alarms import FIELDS as FIELDS
    from pipelines.store.alarms import Alarm as Alarm
    from pipelines.store.alarms import Past as Past
    from pipelines.store.alarms import Raised as Raised
    from pipelines.store.alarms import alarms_after as alarms_after
    from pipelines.store.alarms import latest_alarm as latest_alarm
    from pipelines.store.alarms import past_of_site as past_of_site
    from pipelines.store.alarms import past_of_tag as past_of_tag
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
    from pipelines.store.crawls import Network as Network
    from pipelines.store.crawls import Tag as Tag
    from pipelines.store.crawls import add_tag as add_tag
    from pipelines.store.crawls import tags as tags
    from pipelines.store.dedupe import State as State
    from pipelines.store.dedupe import decide as decide
    from pipelines.store.dedupe import is_same_article as is_same_article
    from pipelines.store.dedupe import reads_alike as reads_alike
    from pipelines.store.dedupe import state_of as state_of
    from pipelines.store.gone import is_forgotten as is_forgotten
    from pipelines.store.gone import keep_out as keep_out
    from pipelines.store.gone import kept_out as kept_out
    from pipelines.store.news import News as News
    from pipelines.store.news import last_look as last_look
    from pipelines.store.news import latest as latest
    from pipelines.store.news import news_after as news_after
    from pipelines.store.news import note_look as note_look
    from pipelines.store.news import tags_of as tags_of
    from pipelines.store.pipeline import StorePipeline as StorePipeline
    from pipelines.store.pipeline import corpus_of as corpus_of
    from pipelines.store.schema import APPLICATION_ID as APPLICATION_ID
    from pipelines.store.sightings import Known as Known
    from pipelines.store.sightings import known as known
    from pipelines.store.trouble import Trouble as Trouble
    from pipelines.store.trouble import accept as accept
    from pipelines.store.trouble import accept_all as accept_all
    from pipelines.store.trouble import accept_none as accept_none
    from pipelines.store.trouble import accepted_failures as accepted_failures
    from pipelines.store.trouble import drop_pages as drop_pages
    from pipelines.store.trouble import note_told as note_told
    from pipelines.store.trouble import settle as settle
    from pipelines.store.trouble import to_tell as to_tell
    from pipelines.store.trouble import troubles as troubles

__getattr__ = face(__name__, __file__)
