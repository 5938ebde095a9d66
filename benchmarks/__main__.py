"""Run every benchmark, one after another, and fail if one fails."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
HELPERS = {
    "__init__",
    "__main__",
    "fit_weights",
    "nation_server",
    "pages",
    "phrases",
    "probe",
    "synthetic_mentions",
    "timing",
}

failed = []
for file in sorted(FOLDER.glob("*.py")):
    if file.stem in HELPERS:
        continue
    print(f"== {file.stem}", flush=True)
    if subprocess.run([sys.executable, "-m", f"benchmarks.{file.stem}"], cwd=FOLDER.parent, check=False).returncode:
        failed.append(file.stem)
sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
