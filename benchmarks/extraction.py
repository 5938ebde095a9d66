"""What reading costs, as ratios to the cheapest full parse of the same pages in the same run, in seconds of the processor.

    python -m benchmarks.extraction [--pages DIR] [--phrases FILE] [--quick]

Without `--pages` the pages are spliced from the labelled corpus. `--phrases` (repeatable) reads JSON lines with a text, the
day it was written and the answer, and counts the right ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import Any

import click
import lxml.html

from cwac_aggregator.extraction import read

from .pages import GROWING, Sample, corpus_cases, growing_page, saved_pages, spliced_pages, with_events
from .phrases import score_phrases
from .timing import best_of

MEGABYTE = 1_000_000
PATIENCE = 30.0
"""Seconds after which a page that grows is given up."""

EVENTFUL_SHARE = 20
"""In the mixed set one page in so many carries an event: more than in any real archive."""


@click.command()
@click.option("--pages", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of saved pages.")
@click.option("--phrases", type=click.Path(exists=True, dir_okay=False, path_type=Path), multiple=True)
@click.option("--quick", is_flag=True, help="Growth up to 3 MB only.")
def main(pages: Path | None, phrases: Sequence[Path], quick: bool) -> None:
    """Measure the reader and print the ratios."""
    plain = saved_pages(pages) if pages else spliced_pages()
    name = str(pages) if pages else "pages spliced from the corpus"
    eventful = with_events(plain, [case for case in corpus_cases() if case.expected])
    silent = [page for page in plain if not _signed(page)]
    mixed = [*silent, *eventful[:: max(1, len(eventful) * EVENTFUL_SHARE // max(1, len(silent)))]]
    click.echo(f"{name}: {len(plain)} of {_kilobytes(plain)}, {len(plain) - len(silent)} with a sign of their own\n")
    click.echo(f"{'times lxml.html.fromstring':<58} {'ratio':>6}  aim")
    _ratio("as they come", plain, 1.0)
    _ratio(f"one in {EVENTFUL_SHARE} with an event", mixed, 1.0)
    _ratio("settled by the scan of the bytes", silent, 0.25)
    _ratio("with an event in the main block", eventful, 8.0)
    _against_the_usual(eventful[:40])
    for file in phrases:
        score_phrases(file)
    _growth((1, 3) if quick else (1, 3, 10, 30))


def _signed(page: Sample) -> bool:
    return read(page.document, page.place).has_sign


def _ratio(label: str, pages: Sequence[Sample], aim: float) -> None:
    if not pages:
        click.echo(f"{label:<58} {'-':>6}")
        return
    parsing = sum(
        best_of(lambda page=page: lxml.html.fromstring(page.document.body), 3, process_time) for page in pages
    )  # type: ignore[misc]
    reading = sum(best_of(lambda page=page: read(page.document, page.place), 3, process_time) for page in pages)  # type: ignore[misc]
    ratio = reading / parsing
    each = f"{1000 * reading / len(pages):.2f} ms a page, {len(pages)} pages"
    click.echo(f"{label:<58} {ratio:>6.2f}  {aim:<5} {_verdict(ratio <= aim)}  {each}")


def _against_the_usual(pages: Sequence[Sample]) -> None:
    """The pipeline a user would build: the text by trafilatura, the dates in it by dateparser."""
    try:
        import trafilatura
        from dateparser.search import search_dates
    except ImportError:
        click.echo("trafilatura is not installed: `pip install '.[bench]'` to compare with it")
        return

    def usual(page: Sample) -> list[datetime]:
        text = trafilatura.extract(page.document.body.decode("utf-8", "replace")) or ""
        settings: dict[str, Any] = {"PREFER_DATES_FROM": "future"}
        if page.document.fetched:
            settings["RELATIVE_BASE"] = datetime.combine(page.document.fetched, datetime.min.time())
        language = page.case.language if page.case else "en"
        return [found for _, found in search_dates(text, languages=[language], settings=settings) or ()]

    theirs = sum(best_of(lambda page=page: usual(page), 1, process_time) for page in pages)  # type: ignore[misc]
    ours = sum(best_of(lambda page=page: read(page.document, page.place), 1, process_time) for page in pages)  # type: ignore[misc]
    label = "trafilatura and search_dates, times this reader"
    click.echo(f"{label:<58} {theirs / ours:>6.2f}  4.0   {_verdict(theirs >= 4 * ours)}")
    cases = [
        case for case in corpus_cases() if len(case.expected) == 1 and isinstance(case.expected[0].start, datetime)
    ]
    first = some = right = 0
    for case in cases[:: max(1, len(cases) // 100)][:100]:
        start = case.expected[0].start
        assert isinstance(start, datetime)
        found = usual(Sample(case.document, case.place, case))
        first += bool(found) and found[0] == start.replace(tzinfo=None)
        some += start.replace(tzinfo=None) in found
        right += [mention.start for mention in read(case.document, case.place).mentions] == [start]
    click.echo(
        f"of 100 labelled pages with one event, start right: {right} by this reader; by the others the first date {first}, any {some}"
    )


def _growth(sizes: Sequence[int]) -> None:
    """Seconds at each size; linear where a megabyte costs at the largest no more than twice what it costs at the smallest."""
    click.echo(f"\n{'seconds at megabytes':<38} " + " ".join(f"{size:>7}" for size in sizes) + "   a MB, last by first")
    for name in GROWING:
        times: list[float] = []
        for size in sizes:
            page = growing_page(name, size * MEGABYTE)
            times.append(_seconds(lambda page=page: read(page.document, page.place)))  # type: ignore[misc]
            if times[-1] > PATIENCE:
                break
        done = sizes[: len(times)]
        growth = (times[-1] / done[-1]) / max(times[0] / done[0], 0.005)
        verdict = _verdict(len(times) == len(sizes) and growth <= 2)
        click.echo(f"{name:<38} " + " ".join(f"{seconds:>7.3f}" for seconds in times) + f"   {growth:.2f} {verdict}")


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _verdict(good: bool) -> str:
    return "ok  " if good else "MISS"


def _kilobytes(pages: Sequence[Sample]) -> str:
    sizes = sorted(len(page.document.body) for page in pages)
    return f"{sizes[0] // 1000} to {sizes[-1] // 1000} KB, median {sizes[len(sizes) // 2] // 1000} KB"


if __name__ == "__main__":
    main()
