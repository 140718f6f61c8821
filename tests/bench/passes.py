"""The measured side of compare.py: reads those texts of a file whose first and last index a line names.

usage: python -m tests.bench.passes TEXTS.json

Which figures_server is measured, PYTHONPATH says.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.bench.stages import StagedExtractor


def main() -> int:
    """A line of JSON on standard output for every line of standard input."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    extractor = StagedExtractor()
    extractor.read(texts)
    for line in sys.stdin:
        first, last = map(int, line.split())
        times, figures = extractor.read(texts[first:last])
        print(json.dumps({"times": times, "figures": figures}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
