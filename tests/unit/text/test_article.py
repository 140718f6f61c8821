"""Sentences, paragraphs and folding, with every place where it was."""

from __future__ import annotations

import pytest

from figures_server.text import Article
from figures_server.text.fold import fold


def sentences(text: str) -> list[str]:
    """Each sentence of a text, found by asking for every place in it."""
    article = Article(text)
    spans = dict.fromkeys(article.sentence_at(offset) for offset in range(len(text)))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "parts",
    [
        ["The pier burned.", "Two boats sank."],
        ["Did it burn?", "It did!", "All of it…", "And the boats."],
        ["“The pier is lost.”", "The mayor wept."],
        ["(Nobody was hurt.)", "The pier will be rebuilt."],
        ["It cost £40m.", "£30m was insured."],
        ["It opened in 1904.", "In 2019 it burned."],
        ["It burned at 5 p.m. on Friday.", "It rained."],
        ["Mr. Hale and Dr. Winter of St. Ives paid Rs. 500.", "They left."],
        ["The U.S. fund owns No. 7 and approx. 40 piers.", "It wants more."],
        ["J. R. Hale built it.", "He sold it."],
        ["Sales rose 3.5 per cent.", "Costs fell."],
        ["He paid 3. 20 crore for it.", "She paid less."],
    ],
)
def test_sentences_end_where_a_reader_stops(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_line_of_its_own_is_a_sentence() -> None:
    assert sentences("Pier burns\n\nTwo boats sank\nBy Rosa Winter\n") == [
        "Pier burns",
        "Two boats sank",
        "By Rosa Winter",
    ]


def test_a_line_that_goes_on_in_lower_case_does_not_end() -> None:
    assert sentences("The pier burned and\ntwo boats sank.") == ["The pier burned and\ntwo boats sank."]


@pytest.mark.parametrize("text", ["", " ", "\n", "x", " x "])
def test_a_text_without_sentences_answers_all_the_same(text: str) -> None:
    span = Article(text).sentence_at(len(text) // 2)
    assert text[span.start : span.end] == text.strip()


def test_paragraphs_are_counted_from_nought() -> None:
    text = "Pier burns\n\nTwo boats sank.\nThe mayor wept.\n\n\n\nIt rained."
    article = Article(text)
    assert [article.paragraph_at(text.index(word)) for word in ("Pier", "Two", "mayor", "rained")] == [0, 1, 2, 3]


@pytest.mark.parametrize("text", ["İstanbul", "STRASSE", "É", "E\u0301", "ǅ", "İ" * 5, "Ａ１", "", "A\x00B"])
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_is_lower_case() -> None:
    assert fold("The PIER of Ålesund") == "the pier of ålesund"


def test_the_text_stays_as_it_came() -> None:
    text = " \r\nİt cost\u00a0£5. \n"
    assert Article(text).text is text


def test_a_pattern_is_counted_in_the_whole_text() -> None:
    article = Article("The R12 left. R40 was paid, then R41.")
    assert [article.count(pattern) for pattern in (r"R4\d", r"R4\d", "Q")] == [2, 2, 0]
