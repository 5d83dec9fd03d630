"""Who is told of what: alarms, the health of a file, notices of news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from pipelines.watch.alarms import FIELD_PLURALS as FIELD_PLURALS
    from pipelines.watch.alarms import Alarm as Alarm
    from pipelines.watch.alarms import Facts as Facts
    from pipelines.watch.alarms import Past as Past
    from pipelines.watch.alarms import judge as judge
    from pipelines.watch.alarms import past_of_site as past_of_site
    from pipelines.watch.alarms import past_of_tag as past_of_tag
    from pipelines.watch.alarms import update_alarms as update_alarms
    from pipelines.watch.health import Status as Status
    from pipelines.watch.health import TagStatus as TagStatus
    from pipelines.watch.health import Trouble as Trouble
    from pipelines.watch.health import accept as accept
    from pipelines.watch.health import accepted_failures as accepted_failures
    from pipelines.watch.health import drop_pages as drop_pages
    from pipelines.watch.health import note_told as note_told
    from pipelines.watch.health import prometheus_lines as prometheus_lines
    from pipelines.watch.health import settle as settle
    from pipelines.watch.health import status as status
    from pipelines.watch.health import to_tell as to_tell
    from pipelines.watch.health import troubles as troubles
    from pipelines.watch.notices import Notice as Notice
    from pipelines.watch.notices import deliver as deliver
    from pipelines.watch.notices import drop_idle_readers as drop_idle_readers
    from pipelines.watch.notices import follow_from_now as follow_from_now
    from pipelines.watch.notices import masked as masked
    from pipelines.watch.notices import ping as ping
    from pipelines.watch.notices import ping_address as ping_address
    from pipelines.watch.notices import send_notices as send_notices

__getattr__ = face(__name__, __file__)
