from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.nordic.compounds import BASE, Vocabulary
from samspill.core.nordic.stems import LANGUAGES, folded, lexeme
from samspill.core.nordic.tests.gold import COMPOUNDS, WHOLE


def gold() -> Iterator[tuple[str, str, list[str]]]:
    for line in (
        " ".join(COMPOUNDS.split())
        .replace(" nn:", "\nnn:")
        .replace(" da:", "\nda:")
        .replace(" sv:", "\nsv:")
        .splitlines()
    ):
        language, compounds = line.split(": ", 1)
        for compound in compounds.split(", "):
            word, _colon, parts = compound.rpartition(":")
            yield language, word or parts.replace(" ", ""), parts.split()


def same(language: str, wanted: list[str], got: tuple[str, ...]) -> bool:
    return [lexeme(folded(part), language) for part in wanted] == [lexeme(part, language) for part in got]


def test_compounds_of_school_and_municipality(capsys: pytest.CaptureFixture[str]) -> None:
    everything = list(gold())

    missed = [word for language, word, parts in everything if not same(language, parts, BASE.split(word, language))]

    with capsys.disabled():
        sys.stdout.write(f"\ncompounds: {len(everything) - len(missed)} of {len(everything)} exact; missed: {missed}\n")
    assert len(missed) <= 0.1 * len(everything)


@pytest.mark.parametrize("word", WHOLE.split())
def test_what_must_stay_whole(word: str) -> None:
    assert BASE.split(word, "nb") == ()


def test_words_of_the_index_are_parts_too() -> None:
    own = Vocabulary(["sykkel", "parkering"])

    assert BASE.split("sykkelparkeringen", "nb") == ()
    assert own.split("sykkelparkeringen", "nb") == ("sykkel", "parkeringen")


def test_short_words_of_the_index_are_noise() -> None:
    assert Vocabulary(["gle", "der"]).split("gleder", "nb") == ()


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_parts_stand_in_the_word_in_order(word: str, language: str) -> None:
    whole, at = folded(word), 0

    for part in BASE.split(word, language):
        place = whole.find(part, at)
        assert place >= at
        at = place + len(part)
