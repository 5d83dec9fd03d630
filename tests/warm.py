"""What a crawl imports, imported once."""
# ruff: noqa: F401

import scrapy.crawler
import scrapy.extensions.corestats
import scrapy.utils.project

import crawler.cli
import crawler.commands.crawl
import crawler.crawl.archiving
import crawler.crawl.downloads
import crawler.crawl.monitor
import crawler.crawl.progress
import crawler.crawl.redirects
import crawler.crawl.retries
import crawler.crawl.robots
import crawler.crawl.summary
import crawler.spiders.tag
import pipelines.validate

crawler.cli.parser()
