"""All settings of Scrapy, and the order of middlewares and pipelines: the wiring diagram.

Ours are named READMORE_*, with the unit at the end. Every one can be set with `-s NAME=VALUE`.
"""

from __future__ import annotations

import os

from crawler import __version__

BOT_NAME = "readmore"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
USER_AGENT = f"readmore/{__version__}"

READMORE_DB: str | None = None  # the file; `scrapy crawl tag -a url=... -s READMORE_DB=corpus.db`
READMORE_ARCHIVE = "all"  # or none: the pages are let go when the run ends
READMORE_FEEDS = True  # ask the feed or the API that a tag announces, once on a whole walk
READMORE_SITES = os.environ.get("READMORE_SITES")  # a folder of files for sites that read badly
READMORE_SITE_MODULES = ["crawler.sites"]  # and modules or packages of such
READMORE_DELAY_S = 1.0  # between two requests to one host; robots.txt may ask for more
READMORE_CONNECT_TIMEOUT_S = 10.0
READMORE_IDLE_TIMEOUT_S = 15.0  # without a byte
DOWNLOAD_TIMEOUT = 45.0  # for one whole answer, however steadily it drips
DOWNLOAD_MAXSIZE = 20_000_000  # bytes of one page, as sent and unpacked

# The pacer keeps the delays (download/throttle.py); it knows of robots.txt, Retry-After, slow servers.
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 16
# One task per item: Scrapy would start a hundred for every page, a third of the CPU of a crawl.
CONCURRENT_ITEMS = 1

# Nothing but what is listed here: the bases that Scrapy adds its own parts from are empty. That keeps out the
# telnet console, cookies, caches and handlers for file: and ftp:, and what any later version brings along.
DOWNLOAD_HANDLERS_BASE: dict[str, str] = {}
DOWNLOAD_HANDLERS = {
    "http": "crawler.download.session.PoliteHandler",
    "https": "crawler.download.session.PoliteHandler",
}

DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "crawler.download.middlewares.GuardMiddleware": 10,
    "crawler.download.robots.RobotsMiddleware": 100,
    # answers pass from here upwards
    "crawler.download.middlewares.Redirects": 700,
    "crawler.download.archiving.Archiving": 800,
    "crawler.download.middlewares.Retries": 900,
}
ROBOTSTXT_OBEY = True  # kept by crawler.download.robots

SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}

# The spider asks for each address once, by a better key than Scrapy's.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

ITEM_PIPELINES = {
    "pipelines.store.ValidatePipeline": 100,
    "pipelines.store.StorePipeline": 300,
}

TELNETCONSOLE_ENABLED = False
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "crawler.run.monitor.Monitor": 10,
}

LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawler.run.monitor.QuietFormatter"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False
