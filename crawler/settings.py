"""All settings of Scrapy, and the order of middlewares and pipelines: the wiring diagram.

Ours are named READMORE_*, with the unit at the end. Every one can be set with `-s NAME=VALUE`.
"""

from __future__ import annotations

from crawler import __version__

BOT_NAME = "readmore"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
USER_AGENT = f"readmore/{__version__}"

READMORE_DB: str | None = None  # the file; `scrapy crawl tag -a url=... -s READMORE_DB=corpus.db`
READMORE_DELAY_S = 1.0  # between two requests to one host; robots.txt may ask for more
READMORE_CONNECT_TIMEOUT_S = 10.0
READMORE_IDLE_TIMEOUT_S = 20.0  # without a byte
DOWNLOAD_TIMEOUT = 60.0  # for one whole answer, however steadily it drips
DOWNLOAD_MAXSIZE = 20_000_000  # bytes of one page, as sent and unpacked

# The pacer keeps the delays (crawler/politeness.py): it knows of robots.txt, Retry-After and slow servers.
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 16
# One task per item: Scrapy would start a hundred for every page, a third of the CPU of a crawl.
CONCURRENT_ITEMS = 1

DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "http": "crawler.downloads.PoliteHandler",
    "https": "crawler.downloads.PoliteHandler",
    "file": None,
    "ftp": None,
    "data": None,
    "s3": None,
}

DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "crawler.guard.GuardMiddleware": 10,
    "crawler.robots.RobotsMiddleware": 100,
    "crawler.redirects.Redirects": 700,
    "crawler.archiving.Archiving": 800,
    "crawler.retries.Retries": 900,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": None,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}
ROBOTSTXT_OBEY = True  # kept by crawler.robots, which Scrapy's own middleware would double

SPIDER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}

# The spider asks for each address once, by a better key than Scrapy's.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

ITEM_PIPELINES = {
    "pipelines.validate.ValidatePipeline": 100,
    "pipelines.store.StorePipeline": 300,
}

TELNETCONSOLE_ENABLED = False
EXTENSIONS: dict[str, int | None] = {
    "crawler.monitor.Monitor": 0,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.memdebug.MemoryDebugger": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
}

LOG_LEVEL = "WARNING"
LOG_FORMATTER = "crawler.monitor.QuietFormatter"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False
