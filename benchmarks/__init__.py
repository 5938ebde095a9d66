"""Where README's figures come from: `python -m benchmarks` runs all of it, `python -m benchmarks.extraction` one part."""
