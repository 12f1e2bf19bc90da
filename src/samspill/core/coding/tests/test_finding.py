from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.coding import Said, find

SAID = [
    Said(1, "Foreldremøtene må handle om noe annet", "nb"),
    Said(2, "Skulebudsjettet er for lite", "nn"),
    Said(3, "Skolen trenger flere lærere i friminuttet", "nb"),
    Said(4, "Lärarna behöver tid", "sv"),
    Said(5, "!!!", "nb"),
]


def test_a_word_is_found_in_every_form_compound_and_language() -> None:
    assert find(SAID, "skole") == (2, 3)
    assert find(SAID, "møte") == (1,)
    assert find(SAID, "lærar") == (3, 4)


def test_each_letter_that_is_typed_is_answered() -> None:
    assert find(SAID, "foreldre m") == (1,)
    assert find(SAID, "f") == (1, 2, 3)
    assert find(SAID, "FRIMIN") == (3,)


def test_phrases_and_words_one_does_not_want() -> None:
    assert find(SAID, '"flere lærere"') == (3,)
    assert find(SAID, '"lærere flere"') == ()
    assert find(SAID, "-skole") == (1, 4, 5)


def test_nothing_typed_finds_everything_in_the_order_given() -> None:
    assert find(SAID, "  ") == find(SAID, "?") == (1, 2, 3, 4, 5)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=12))
def test_whatever_is_typed_is_answered(asked: str) -> None:
    assert set(find(SAID, asked)) <= {1, 2, 3, 4, 5}
