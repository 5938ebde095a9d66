"""`python -m scrapers.demo [--day 2] [--port 8620]`: serve the town until Ctrl-C and print its addresses."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from scrapers.demo.server import DemoTown


def main(arguments: list[str] | None = None) -> int:
    """Serve the town; returns 0 after Ctrl-C, 1 if a port is taken."""
    parser = argparse.ArgumentParser(prog="python -m scrapers.demo", description="Serve the demo town on 127.0.0.1.")
    parser.add_argument("--day", type=int, choices=(1, 2), default=1, help="2: a week later, some pages have changed")
    parser.add_argument("--port", type=int, default=None, help="first port, the sites take a row (default: free ones)")
    options = parser.parse_args(arguments)
    town = DemoTown(day=options.day, ports=options.port)
    try:
        with town:
            for name, base in town.sites.items():
                print(f"{name:10} {base}/", flush=True)
            print("Ctrl-C ends it.", file=sys.stderr)
            Event().wait()
    except OSError as error:
        print(f"The demo town cannot be served: {error}. Choose another --port.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
