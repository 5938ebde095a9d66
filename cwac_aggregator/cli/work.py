"""The steps as the commands run them: crawl, extract, resolve, export, alone or in a row, under one lock."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import exports

from .. import pipeline
from ..config import Settings
from ..database import Database
from ..errors import ConfigError
from ..sources import SourceEntry
from .console import Watch

if TYPE_CHECKING:
    from scrapers.clock import Clock
    from scrapers.extensions import Progress
    from scrapers.summary import CrawlSummary
    from scrapers.warc import WarcSummary

FRESH = timedelta(hours=3)
"""A second run so soon asks only for what the first one did not."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a command works with. `registry` is the whole registry, also where only some of it is crawled."""

    settings: Settings
    database: Database
    registry: dict[str, SourceEntry]
    watch: Watch
    clock: Clock | None = None
    demo: bool = False

    def crawl(self, only: Sequence[str] = ()) -> CrawlSummary:
        """Visit the sources and archive their pages."""
        import scrapers
        from scrapers.clock import utc_now

        # Scrapy's own words are for those who look for a fault.
        logging.getLogger().addHandler(logging.NullHandler())
        self.database.sources.sync(self.registry.values())
        entries = [self.registry[name] for name in only] if only else list(self.registry.values())
        self.watch.say(f"Crawling {len(entries)} source{'s' if len(entries) != 1 else ''}.")

        def progress(now: Progress) -> None:
            self.watch.update("crawl", now.spent, now.spent + now.waiting)

        summary = scrapers.crawl(
            entries,
            self.settings,
            self.database,
            progress=progress,
            clock=self.clock or utc_now,
            # Whoever names a source wants it looked at now.
            rest=timedelta() if only else FRESH,
            demo=self.demo,
        )
        self.watch.say(
            f"Crawled: {summary.fetched} pages fetched ({summary.total('new')} new, {summary.total('changed')} changed, "
            f"{summary.total('unchanged')} unchanged), {summary.total('confirmed')} confirmed unchanged, "
            f"{summary.total('failed')} failed, {summary.total('blocked')} blocked."
        )
        if summary.interrupted:
            raise KeyboardInterrupt
        return summary

    def take_archives(self, files: Sequence[Path], only: Sequence[str] = ()) -> WarcSummary:
        """Archive the pages of web archives on this machine."""
        from scrapers.warc import take

        self.database.sources.sync(self.registry.values())
        entries = [self.registry[name] for name in only] if only else list(self.registry.values())
        run_id = self.database.runs.start("crawl --warc")
        done = take(files, entries, self.settings, self.database, run_id=run_id)
        self.database.runs.finish(run_id, asdict(done))
        self.watch.say(
            f"Taken: {done.taken} of {done.captures} captures ({done.new} of addresses never seen); {done.foreign} of no "
            f"source, {done.unfit} no page worth reading, {done.broken} broken."
        )
        return done

    def extract(self) -> pipeline.Extracted:
        """Read what is new or changed in the archive."""
        done = pipeline.extract(self.database, self.registry, progress=self.watch.update)
        unreadable = f", {done.unreadable} pages could not be read" if done.unreadable else ""
        self.watch.say(f"Read: {done.pages} pages, {done.mentions} mentions{unreadable}.")
        return done

    def resolve(self) -> pipeline.Resolved:
        """Turn mentions into events."""
        last = self.database.runs.last(crawled=True)
        done = pipeline.resolve(
            self.database,
            threshold=self.settings.publish_threshold,
            run_id=last.id if last else None,
            progress=self.watch.update,
        )
        more = "".join(
            f", {count} {what}"
            for count, what in ((done.merged, "merged"), (done.withdrawn, "withdrawn"), (done.doubtful, "in doubt"))
            if count
        )
        self.watch.say(f"Events: {done.new} new, {done.changed} changed, {done.unchanged} unchanged{more}.")
        return done

    def export(
        self, folder: Path, formats: Sequence[str] = (), *, force: bool = False, as_of: date | None = None
    ) -> exports.ExportSummary:
        """Check, then publish."""
        summary, results = pipeline.export(
            self.database, folder, self.settings, formats=list(formats) or None, force=force, as_of=as_of
        )
        for failed in (result for result in results if not result.passed):
            self.watch.say(f"Check {failed.name} failed, published all the same: {failed.message}.")
        self.watch.say(
            f"Exported: {summary.events} events; {len(summary.changed) + summary.single_changed} files written, "
            f"{len(summary.unchanged) + summary.single_unchanged} unchanged, in {folder}."
        )
        return summary

    def snapshot(self, folder: Path, *, force: bool = False, as_of: date | None = None) -> None:
        """Write the files that may be cited into a folder of their own, once for each day."""
        day = as_of or pipeline.today(self.database)
        if day is None:
            raise ConfigError(
                "nothing was crawled yet: there is no day to name a snapshot by", hint="Run `cwac run` first."
            )
        target = folder / "snapshots" / day.isoformat()
        if (target / "index.json").exists():
            self.watch.say(f"The snapshot {target} stands, and is never written again.")
            return
        cited = [name for name, format in exports.EXPORTERS.items() if name != "ics" and not format.missing()]
        self.export(target, cited, force=force, as_of=as_of)

    def site(self, folder: Path) -> None:
        """Write the site's pages beside the files that `export` wrote into `folder`."""
        from ..web import write_site

        done = write_site(self.database, folder, self.settings, with_exports=False)
        self.watch.say(
            f"Site: {done.files} pages and their parts, {done.changed} written, {done.unchanged} unchanged, "
            f"{done.removed} taken away, in {folder}."
        )

    def run(self, only: Sequence[str] = (), *, force: bool = False) -> exports.ExportSummary:
        """All steps in a row."""
        self.crawl(only)
        self.extract()
        self.resolve()
        summary = self.export(Path(self.settings.exports_dir), force=force)
        if count := self.database.issues.count():
            self.watch.say(f"Issues: {count}, see `cwac issues`.")
        return summary
