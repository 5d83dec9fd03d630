"""A run as a whole: its counts, its health, what it shows meanwhile, how it ends, who watches over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines import face

if TYPE_CHECKING:
    from crawler.run.monitor import Monitor as Monitor
    from crawler.run.outcome import as_json as as_json
    from crawler.run.outcome import exit_code as exit_code
    from crawler.run.progress import Progress as Progress
    from crawler.run.progress import configure_logging as configure_logging
    from crawler.run.progress import print_summary as print_summary
    from crawler.run.state import Health as Health
    from crawler.run.state import Run as Run
    from crawler.run.state import Tally as Tally
    from crawler.run.state import run_of as run_of
    from crawler.run.watchdog import guarded as guarded
    from crawler.run.watchdog import on_stop as on_stop
    from crawler.run.watchdog import reading as reading

__getattr__ = face(__name__, __file__)
