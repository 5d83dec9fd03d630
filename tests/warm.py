"""What a crawl imports, imported once."""
# ruff: noqa: F401

import scrapy.crawler
import scrapy.extensions.corestats
import scrapy.utils.project

import crawler.archiving
import crawler.cli
import crawler.commands.crawl
import crawler.downloads
import crawler.monitor
import crawler.progress
import crawler.redirects
import crawler.retries
import crawler.robots
import crawler.spiders.tag
import crawler.summary
import pipelines.validate

crawler.cli.parser()
