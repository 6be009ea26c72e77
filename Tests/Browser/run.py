"""All tests in real browsers: `run.py [WORD …]` runs those whose sentence holds the words; the last line is the count."""

import importlib
from pathlib import Path

from harness import run

for module in sorted(Path(__file__).parent.glob("*_test.py")):
    importlib.import_module(module.stem)

if __name__ == "__main__":
    run()
