"""The words around a figure: who says it, how firmly, where, with what qualification, of what; loaded once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from figures_server.lexicon.words import read_toml

Role = Literal["reporting", "factuality", "qualifier", "state"]
_TABLES: Final[dict[Role, tuple[str, str, str]]] = {
    "reporting": ("reporting.toml", "frame", "factuality"),
    "factuality": ("factuality.toml", "side", "factuality"),
    "qualifier": ("qualifiers.toml", "shape", "id"),
    "state": ("concepts.toml", "casualty", "id"),
}
_ENTRY_KEYS: Final = frozenset(("id", "surfaces", "nouns", "examples", "counterexamples"))


class Cue(NamedTuple):
    """One surface of one entry: `form` is its frame, side or shape, `says` its factuality or id."""

    role: Role
    id: str
    form: str
    says: str
    is_noun: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed classes of a language that tell where a noun phrase begins and ends."""

    determiners: frozenset[str]
    articles: frozenset[str]
    apposed: frozenset[str]
    speaking: frozenset[str]
    pronouns: frozenset[str]
    between: frozenset[str]
    prepositions: frozenset[str]
    boundaries: frozenset[str]
    stoppers: frozenset[str]
    times: frozenset[str]
    titles: frozenset[str]
    fillers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Places:
    """What tells a place from another capitalised name."""

    prepositions: frozenset[str]
    compass: frozenset[str]
    heads: frozenset[str]
    with_the: frozenset[str]
    acronyms: frozenset[str]
    adjectives: frozenset[str]
    not_places: frozenset[str]
    holdings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ties:
    """Words between a figure and the noun it measures."""

    links: frozenset[str]
    transitive: frozenset[str]
    frames: frozenset[str]
    changes: frozenset[str]
    adverbs: frozenset[str]
    sales: frozenset[str]
    costs: frozenset[str]
    idle: frozenset[str]
    modals: frozenset[str]
    bound: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clauses:
    """How far a cue of firmness reaches: patterns of what ends its clause, of what was foretold before, of what goes with a noun."""

    breaks: re.Pattern[str]
    revised: re.Pattern[str]
    modifying: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ContextLexicon:
    """Everything the contextualise stage knows of one language."""

    # Finds the cues and after them, with a blank on either side, the prepositions of place.
    automaton: AhoCorasick
    cues: tuple[tuple[Cue, ...], ...]
    grammar: Grammar
    places: Places
    ties: Ties
    clauses: Clauses
    evidence: frozenset[str]
    cited: frozenset[str]
    reporting_verbs: frozenset[str]
    category_by_head: dict[str, str]
    plural_only: frozenset[str]
    furniture: re.Pattern[str]
    caption: re.Pattern[str]
    caption_words: tuple[str, ...]

    def is_caption(self, line: str) -> bool:
        """Whether a folded line stands under a picture; the words are a cheap test before the pattern."""
        for word in self.caption_words:
            if word in line:
                return self.caption.search(line) is not None
        return False

    @property
    def categories(self) -> tuple[str, ...]:
        """Every class a concept may have, sorted; what GetServiceInfo lists."""
        return tuple(sorted({*self.category_by_head.values(), "CASUALTY", "MILITARY_LOSS"}))


@cache
def load_context(language: str = "en") -> ContextLexicon:
    """The context words of a language; an unknown key or a missing one raises ValueError naming file and id."""
    surfaces = _read_cues(language)
    places = read_toml("places.toml", language)
    concepts = read_toml("concepts.toml", language)
    reporting = read_toml("reporting.toml", language)
    furniture = read_toml("furniture.toml", language)
    return ContextLexicon(
        automaton=AhoCorasick(
            [*surfaces, *(f" {word} " for word in places["prepositions"])], implementation=Implementation.DFA
        ),
        cues=tuple(tuple(cues) for cues in surfaces.values()),
        grammar=Grammar(**_sets(read_toml("grammar.toml", language))),
        places=Places(**_sets(places)),
        ties=Ties(**_sets(concepts["ties"])),
        clauses=_read_clauses(read_toml("factuality.toml", language)["clauses"]),
        evidence=frozenset(reporting["evidence"]["heads"]),
        cited=frozenset(reporting["cited"]["heads"]),
        reporting_verbs=frozenset(
            surface
            for surface, cues in surfaces.items()
            if " " not in surface and any(cue.role == "reporting" and not cue.is_noun for cue in cues)
        ),
        category_by_head={head: entry["category"] for entry in concepts["concept"] for head in entry["heads"]},
        plural_only=frozenset(concepts["heads"]["plural_only"]),
        furniture=re.compile("|".join(_line_pattern(entry) for entry in furniture["furniture"])),
        caption=re.compile(furniture["caption"]["pattern"]),
        caption_words=tuple(furniture["caption"]["words"]),
    )


def _read_cues(language: str) -> dict[str, list[Cue]]:
    surfaces: dict[str, list[Cue]] = {}
    for role, (name, form, says) in _TABLES.items():
        for entry in read_toml(name, language)[role]:
            if unknown := set(entry) - _ENTRY_KEYS - {form, says}:
                message = f"{name}: {entry.get('id')}: unknown keys {sorted(unknown)}"
                raise ValueError(message)
            nouns = entry["surfaces"] if entry.get("nouns") == "all" else entry.get("nouns", ())
            for surface in entry["surfaces"]:
                cue = Cue(role, entry["id"], str(entry[form]), entry[says], surface in nouns)
                surfaces.setdefault(surface, []).append(cue)
    return surfaces


def _read_clauses(words: dict[str, str]) -> Clauses:
    infinitives, revised, modifying = (
        "|".join(words[name].split()) for name in ("infinitives", "revised", "modifying")
    )
    return Clauses(
        breaks=re.compile(
            rf"[;:?!]|[,.?!][”\"]|, (?:and(?! (?:{infinitives}) )|but|while|whereas|which|who)\b|\b(?:but|while|whereas)\b"
            r"| (?:[–—-]|--) "
        ),
        revised=re.compile(rf"(?i:\b(?:{revised})\b)"),
        modifying=re.compile(rf"\b(?:{modifying}) (?:[a-z]+ ){{0,2}}$"),
    )


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}


def _line_pattern(entry: dict[str, Any]) -> str:
    tail = r"\W*$" if entry["whole"] else ""
    return f"(?:{entry['pattern']}){tail}"
