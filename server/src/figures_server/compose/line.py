"""One sentence while it is being composed: its tokens and the amounts found so far."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

from figures_server.compose.amount import Amount
from figures_server.lexicon.words import load_nouns
from figures_server.model import OtherKind
from figures_server.scan.tokens import WORD, Tokens

# The rules that tell levels and steps of an index.
OF_INDEXES: Final = frozenset(("scale.index-points", "scale.index-level"))


# Characters between two sentences: a new paragraph at most.
_APART: Final = 3


class Other(NamedTuple):
    """Tokens [first, last) that are a number and no figure."""

    first: int
    last: int
    kind: OtherKind
    rule: str


class Line:
    """The tokens of one sentence, its amounts in order, and what came before it."""

    __slots__ = (
        "_amounts_before",
        "_is_next",
        "acronyms",
        "amounts",
        "counted",
        "earlier_noun",
        "earlier_object",
        "last_counted",
        "named",
        "others",
        "rows",
        "tokens",
        "words",
    )

    def __init__(self, tokens: Tokens, before: Line | None) -> None:
        self.tokens = tokens
        # Rules look past both ends: the empty words behind the last are also what an index below 0 finds.
        self.words = tokens.words
        self.amounts: list[Amount] = []
        self.others: list[Other] = []
        # The bare amounts that stand in a row of labels, by identity; found when first asked for.
        self.rows: frozenset[int] | None = None
        # What each number counted, and where, in the whole article so far; and the last of them.
        self.counted: dict[Decimal, tuple[str, int, Decimal]] = before.counted if before else {}
        self.last_counted: tuple[str, int, Decimal] | None = before.last_counted if before else None
        # What letters stand for: "police inspectors (PIs)".
        self.acronyms: dict[str, str] = before.acronyms if before else {}
        # The digits that were a name in the article so far: "737".
        self.named: set[str] = before.named if before else set()
        self._amounts_before = before.amounts if before else []
        # Whether no other sentence stands between the two.
        self._is_next = before is not None and tokens.starts[0] - before.tokens.ends[before.tokens.count - 1] <= _APART
        # The noun counted last, and the last object of a verb like "added", for ellipses ("gained 24,000").
        self.earlier_noun: str | None = before.earlier_noun if before else None
        self.earlier_object: str | None = before.earlier_object if before else None

    @property
    def taken(self) -> int:
        """The token behind the last amount: what stands before it is another's."""
        return self.amounts[-1].last if self.amounts else 0

    @property
    def after_percentage(self) -> bool:
        """Whether the sentence before ended on a percentage: "64%. That was a four-point gain."""
        return self._amounts_before[-1:] != [] and self._amounts_before[-1].kind == "percentage"

    @property
    def after_index(self) -> bool:
        """Whether the sentence before told of an index: "The Sensex fell 300 points. It closed at 82,211."""
        return any(amount.rule in OF_INDEXES for amount in self._amounts_before)

    @property
    def amounts_just_before(self) -> list[Amount]:
        """Those of the sentence right before: "The wait is 35 days. In Leeds it is 61."""
        return self._amounts_before if self._is_next else []

    def before(self, amount: Amount) -> list[Amount]:
        """The amounts that begin before one, the nearest first."""
        return [other for other in reversed(self.amounts) if other.first < amount.first]

    def is_of_cricket(self) -> bool:
        """Whether the article tells of cricket, where bare numbers are runs."""
        return self.tokens.article.mentions(load_nouns().cricket_articles)

    def has_content(self, at: int) -> bool:
        """Whether a content word stands at token `at`: no mark, no number, and no word that ends a noun phrase."""
        return self.tokens.kinds[at] == WORD and self.words[at] not in load_nouns().stops

    def mentions(self, words: frozenset[str]) -> bool:
        """Whether the sentence holds one of the words."""
        return not words.isdisjoint(self.tokens.words)
