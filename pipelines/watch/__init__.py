"""Who is told of what: subscriptions, news, alarms, the health of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.faces import face

if TYPE_CHECKING:
    from pipelines.watch.checks import Facts as Facts
    from pipelines.watch.checks import judge as judge
    from pipelines.watch.health import Status as Status
    from pipelines.watch.health import TagStatus as TagStatus
    from pipelines.watch.health import lines as lines
    from pipelines.watch.health import status as status
    from pipelines.watch.notices import Notice as Notice
    from pipelines.watch.notices import deliver as deliver
    from pipelines.watch.notices import drop_idle_readers as drop_idle_readers
    from pipelines.watch.notices import follow_from_now as follow_from_now
    from pipelines.watch.notices import send_notices as send_notices
    from pipelines.watch.pings import masked as masked
    from pipelines.watch.pings import ping as ping
    from pipelines.watch.pings import ping_address as ping_address
    from pipelines.watch.subscriptions import DEFAULT_EVERY_S as DEFAULT_EVERY_S
    from pipelines.watch.subscriptions import due as due
    from pipelines.watch.subscriptions import follow as follow
    from pipelines.watch.subscriptions import followed as followed
    from pipelines.watch.subscriptions import interval_s as interval_s
    from pipelines.watch.subscriptions import unfollow as unfollow

__getattr__ = face(__name__, __file__)
