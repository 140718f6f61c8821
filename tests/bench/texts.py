"""What the measurements read: distinct articles of a corpus or, where there is none, articles of our own."""

from __future__ import annotations

import gzip
import json
import sys
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

# Of the articles that costs are stated for.
CHARACTERS: Final = 3_400
# What is not in braces is said once in about every second article; a, b, c stand for numbers, n for a small one.
_SENTENCES: Final = (
    "Ministers said on Tuesday that {a} homes, about {n} per cent of the town, had lost power.",
    "Repairs cost between £{n}.4m and £{n}9m, or more than £{a} a household, and took crews from three counties.",
    "The river rose {n}.3 metres in six hours and stood at its highest for {n} years.",
    "Insurers expect {b} claims by 30 June; in 2013 there were fewer than {c}.",
    "Mary Holt, {n}2, who has run the bakery for {n} years, said the water had come up to the second shelf.",
    "Nobody was hurt, the county's fire chief told reporters, though it had been a near thing at the old mill.",
    "The council has set aside half a million pounds, of which {n} per cent will go to the school on Mill Lane.",
    "A spokeswoman for the railway said trains would not run before the weekend, whatever the weather did.",
    "Farmers lost {a} sheep and nearly {b} acres of winter wheat, at $7.{n}0 a bushel a heavy blow.",
    "It was the third flood since the bridge was built, and the first in which the telephone exchange failed.",
    "Shares in the water company fell {n}.8% to {c}p, from {b}p a week before.",
    "“We have seen worse,” the mayor said, and pointed at the mark on the wall of the corn exchange.",
    "About {n} in {b} houses there are insured, a survey found; the others hope for help from the government.",
    "The army sent two dozen soldiers, {n} boats and a kitchen that can feed {b} people a day.",
    "Engineers will look at every culvert along the 1{n}-mile valley, which may take them into the spring.",
    "Shopkeepers on the quay swept mud into the street and put what could be saved on trestles to dry.",
)


def add_options(parser: argparse.ArgumentParser, articles: int) -> None:
    """The options that say what is read."""
    parser.add_argument("--corpus", type=Path, help="JSON lines with a text each, packed with gzip")
    parser.add_argument("--articles", type=int, default=articles, metavar="N")


def read_articles(corpus: Path | None, count: int) -> list[str]:
    """The first `count` distinct texts of a corpus, or as many of our own."""
    if corpus is None or not corpus.is_file():
        print("no corpus: articles of our own are read", file=sys.stderr)
        return list(islice(_own_articles(), count))
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        distinct = dict.fromkeys(json.loads(line)["text"] for line in islice(lines, 2 * count))
    return list(islice(distinct, count))


def _own_articles() -> Iterator[str]:
    random = Random(1)  # noqa: S311  # texts to read, no secret
    while True:
        article = ""
        while len(article) < CHARACTERS:
            sentence = random.choice(_SENTENCES).format(
                a=format(random.randint(1_000, 90_000), ","),
                b=random.randint(300, 990),
                c=random.randint(100, 300),
                n=random.randint(2, 9),
            )
            article += sentence + ("\n\n" if random.random() < 0.3 else " ")
        yield article.rstrip()
