"""How fast and how well mentions are joined: `python -m benchmarks.identity 10000 100000 1000000`.

Prints per size: seconds on the clock and of the processor, peak memory, candidate pairs, pairwise precision and recall of the clusters, and the ceiling: the
recall that is left when pairs with two different dates are taken as lost.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence

from cwac_aggregator.identity import Record, cluster, record_of

from .synthetic_mentions import generate


def main(sizes: Iterable[int]) -> None:
    """Run every size and print one line each."""
    print(
        f"{'mentions':>10} {'seconds':>8} {'of cpu':>8} {'MB':>7} {'precision':>10} {'recall':>8} {'ceiling':>8} {'left out':>9}"
    )
    for size in sizes:
        truth: dict[str, int] = {}
        rows = []
        for at, (event, source, page, mention) in enumerate(generate(size)):
            truth[f"m{at:08}"] = event
            rows.append((f"m{at:08}", mention, page, source))
        started, began = time.perf_counter(), time.process_time()
        records = [
            record_of(id, mention, home=page, source_id=source, page_url=page) for id, mention, page, source in rows
        ]
        del rows
        clusters = cluster(records).clusters
        seconds, processor = time.perf_counter() - started, time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        precision, recall, ceiling, left_out = quality(clusters, truth, records)
        print(
            f"{len(records):>10} {seconds:>8.1f} {processor:>8.1f} {memory:>7.0f} {precision:>10.4f} {recall:>8.4f} {ceiling:>8.4f} {left_out:>9}",
            flush=True,
        )


def quality(
    clusters: Sequence[Sequence[str]], truth: dict[str, int], records: Sequence[Record]
) -> tuple[float, float, float, int]:
    """Pairwise precision and recall, the ceiling of recall, and how many pairs were left out because they differ in nothing
    that both records still say."""
    by_id = {record.id: record for record in records}
    together = left_out = wrong = 0
    for members in clusters:
        counts = Counter(truth[member] for member in members)
        together += sum(n * (n - 1) // 2 for n in counts.values())
        if len(counts) == 1:
            continue
        for at, left in enumerate(members):
            for right in members[at + 1 :]:
                if truth[left] == truth[right]:
                    continue
                if differ(by_id[left], by_id[right]):
                    wrong += 1
                else:
                    left_out += 1
    true_pairs = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    same_day = sum(n * (n - 1) // 2 for n in Counter((truth[r.id], r.day) for r in records).values())
    precision = together / (together + wrong) if together + wrong else 1.0
    return (
        precision,
        together / true_pairs if true_pairs else 1.0,
        same_day / true_pairs if true_pairs else 1.0,
        left_out,
    )


def differ(a: Record, b: Record) -> bool:
    """Whether two records differ in anything both say."""
    return any(
        left and right and left != right
        for left, right in (
            (a.day, b.day),
            (a.minute + 1, b.minute + 1),
            (a.venue, b.venue),
            (a.number, b.number),
            (a.road, b.road),
            (a.city, b.city),
            (a.region, b.region),
            (a.organizer, b.organizer),
            (a.theme, b.theme),
        )
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
