#!/usr/bin/env python3
"""Reads every article of a corpus; says how many figures it found, and names each article that failed.

usage: corpus_run.py CORPUS.jsonl.gz     lines of {"id", "text"}
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from figures_server import Extractor


def main() -> int:
    """Command line; see the top of this file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    corpus: Path = parser.parse_args().corpus
    if not corpus.is_file():
        print(f"needs a corpus of articles; there is none at {corpus}", file=sys.stderr)
        return 1
    extractor = Extractor()
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    begin = time.process_time()
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            counts["articles"] += 1
            try:
                found = extractor.extract(article["text"])
            except Exception:  # noqa: BLE001 - the article is named and the next one read
                counts["failed"] += 1
                print(article["id"], traceback.format_exc(), sep="\n", file=sys.stderr)
                continue
            kinds.update(figure.kind for figure in found.figures)
            counts["no figures"] += not found.figures
            counts["other numbers"] += len(found.others)
            counts["abstentions"] += len(found.abstentions)
    spent = time.process_time() - begin
    articles = max(counts["articles"], 1)
    print(f"{counts['articles']} articles, {counts['failed']} failed, {spent:.1f} s of CPU")
    for name, number in [
        ("figures", kinds.total()),
        *counts.items(),
        *sorted(kinds.items(), key=lambda item: -item[1]),
    ]:
        if name not in ("articles", "failed"):
            print(f"{name:16} {number:8}  {number / articles:7.2f} an article")
    return min(1, counts["failed"])


if __name__ == "__main__":
    sys.exit(main())
