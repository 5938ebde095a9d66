"""Scrapy's settings when it is started from a clone (`scrapy.cfg` points here): those of the program, under Scrapy's names."""

from cwac_aggregator.config import load_config
from scrapers.options import scrapy_options

globals().update(scrapy_options(load_config().settings))
