"""The interface asked whatever its description allows, and what it does not, for longer than the tests do.

python bench/api_fuzz.py [--examples N] [--seed N]: N requests of each kind an address, from a seed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run the test of the description with more requests; its exit code."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=200)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    given = asked.parse_args()
    print(f"{given.examples} requests of each kind an address, seed {given.seed}", flush=True)
    more = {"CORROBORATE_FUZZ_EXAMPLES": str(given.examples), "CORROBORATE_FUZZ_SEED": str(given.seed)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=2", "tests/serve/test_api_schema.py"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
