"""What a crawl imports, imported once."""
# ruff: noqa: F401

import scrapy.crawler
import scrapy.extensions.corestats
import scrapy.utils.project

import crawler.cli
import crawler.commands.crawl
import crawler.download.archiving
import crawler.download.middlewares
import crawler.download.robots
import crawler.download.session
import crawler.run.monitor
import crawler.run.progress
import crawler.spiders.tag
import pipelines.store.item_pipelines

crawler.cli.parser()
