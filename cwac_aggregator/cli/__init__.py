"""The `cwac` command. One module per group of commands; each is imported when it is called.

stdout is data, stderr is words, the exit code is the truth: 0 done, 1 failed, 2 usage, 3 the checks refused to publish,
4 another run holds the lock (law 9).
"""

from .app import cli, main

__all__ = ["cli", "main"]
