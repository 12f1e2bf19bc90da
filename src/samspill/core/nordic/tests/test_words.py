from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.core.nordic.postgres import tsquery, tsvector
from samspill.core.nordic.queries import marks, query
from samspill.core.nordic.stems import LANGUAGES, folded, lexeme
from samspill.core.nordic.words import analyse, clean, lexemes_of

texts = st.text(max_size=200)
languages = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "møte møtet møter møtene"),
        ("nn", "skule skulen skular skulane skole skolen skoler skolene"),
        ("nn", "leiar leiarar leiarane leder ledere lederne"),
        ("nb", "lærer lærere læreren lærerne"),
        ("nn", "lærar lærarar læraren lærarane lærer"),
        ("nn", "rettleiing veiledning veiledningen"),
        ("nn", "fråvær fråværet fravær fraværet"),
        ("sv", "möte möten mötet"),
        ("da", "møde mødet møder møderne"),
    ],
)
def test_forms_of_a_word_are_one(language: str, words: str) -> None:
    assert len({lexeme(word, language) for word in words.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("får", "far"), ("åpne", "apne"), ("før", "for"), ("lære", "lare")])
def test_nordic_letters_are_letters_of_their_own(one: str, other: str) -> None:
    assert lexeme(one, "nb") != lexeme(other, "nb")


def test_swedish_letters_meet_norwegian_ones() -> None:
    assert folded("Hälsö") == folded("Hælsø")
    assert folded("Idé") == "ide"


def test_hyphens_and_numbers() -> None:
    assert lexemes_of("PP-tjenesten", "nb") == ("pptjenest", "pp", "tjenest")
    assert lexemes_of("e-post", "nb")[0] == lexemes_of("epost", "nb")[0]
    assert lexemes_of("11-6", "nb") == ("11-6", "11", "6")
    assert lexemes_of("6A", "nb") == ("6a",)


def test_places_are_those_of_the_text() -> None:
    text = clean("A\u030a møte i 6A.")

    tokens = analyse(text, "nb")

    assert [text[token.start : token.end] for token in tokens] == ["Å", "møte", "i", "6A"]
    assert [token.position for token in tokens] == [1, 2, 3, 4]


@given(texts, languages)
def test_a_word_is_found_by_itself(text: str, language: str) -> None:
    for token in analyse(text, language):
        assert query(token.text, (language,)).matches(token)


@given(texts, languages)
def test_plain_writing_stays_plain(text: str, language: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert analyse(clean(text), language) == analyse(text, language)


@given(texts)
def test_no_query_breaks(text: str) -> None:
    asked = query(text)

    assert bool(asked) == bool(tsquery(asked))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("budsjett", "((('budsjett') | 'budsjett':*))"),
        ("skolebudsjett nå", "((('skolebudsjett') | ('skol' & 'budsjett'))) & ((('nå')))"),
        ("«felles møte»", "((('fell')) <-> (('møt')))"),
        ("plan -møte", "((('plan'))) & !((('møt')))"),
        ("og", "((('og')))"),
        ("møte og", "((('møt') | 'møte':*))"),
        ("-møte", ""),
        ("   ", ""),
        ("o'neill \\", "((('o'))) & ((('neill') | 'neill':*))"),
    ],
)
def test_how_a_query_is_read(typed: str, read: str) -> None:
    assert tsquery(query(typed, ("nb",))) == read


def test_a_vector_keeps_title_and_body_apart() -> None:
    vector = tsvector(analyse("Skolebudsjett", "nb"), analyse("Møte om skolen", "nb"))

    assert vector == "'skolebudsjett':1A 'skol':1A,14 'budsjett':1A 'møt':12 'om':13"


def test_marks_say_where() -> None:
    text = "Budsjettet ble vedtatt; skolebudsjettet også."

    assert [text[start:end] for start, end in marks(text, "nb", query("budsjett"))] == ["Budsjettet", "skolebudsjettet"]
