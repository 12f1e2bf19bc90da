"""The rules alone, tried with everything hypothesis can think of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.access.rules import (
    HATS,
    STATES,
    Actor,
    Hat,
    Permit,
    Scope,
    UnknownWordError,
    decide,
    permits,
    read_table,
    table,
)

ids = st.integers(1, 4)
some_ids = st.frozensets(ids, max_size=2)
maybe = st.none() | ids
hats = st.builds(Hat, st.sampled_from(HATS[1:]), ids, maybe, maybe)
actors = st.builds(Actor, maybe, st.lists(hats, max_size=4).map(tuple))
scopes = st.builds(Scope, some_ids, some_ids, some_ids, maybe, st.frozensets(st.sampled_from(STATES)))
words = st.sampled_from(sorted(table()))


@given(actors, words, scopes)
def test_who_is_allowed_is_told_why(actor, word, scope):
    decision = decide(actor, word, scope)

    assert decision.known or not decision.allowed
    assert decision.because
    assert set(decision.hats) <= set(actor.hats)
    assert set(decision.because) <= set(permits(word))


@given(actors, hats, words, scopes)
def test_one_more_hat_never_takes_anything_away(actor, hat, word, scope):
    richer = Actor(actor.id, (*actor.hats, hat))

    assert decide(richer, word, scope).allowed >= decide(actor, word, scope).allowed
    assert decide(richer, word, scope).known >= decide(actor, word, scope).known


@given(words, scopes)
def test_nobody_in_particular_may_nothing(word, scope):
    decision = decide(Actor(), word, scope)

    assert (decision.allowed, decision.known) == (False, False)


@given(actors, words, scopes)
def test_a_hat_of_another_municipality_opens_nothing_there(actor, word, scope):
    elsewhere = Actor(None, tuple(Hat(hat.name, hat.municipality + 10, None, None) for hat in actor.hats))

    assert not decide(elsewhere, word, scope).known


def test_what_implies_a_word_opens_it_with_the_same_lines():
    read = read_table("""
    [strong]
    may = ["owner @municipality"]
    implies = ["weak"]
    [weak]
    may = ["staff @unit"]
    """)

    assert read["weak"] == (Permit("staff", "unit"), Permit("owner", "municipality"))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("boss @unit", "boss"),
        ("owner @planet", "planet"),
        ("owner @unit if sunny", "sunny"),
        ("owner of unit", "owner of unit"),
    ],
)
def test_a_slip_in_the_table_is_named(line, named):
    with pytest.raises(ValueError, match=named):
        read_table(f'[word]\nmay = ["{line}"]')


def test_a_misspelt_word_names_the_known_ones():
    with pytest.raises(UnknownWordError, match=r"arena\.read"):
        permits("arena.raed")


def test_implying_an_unknown_word_is_named():
    with pytest.raises(UnknownWordError, match="nowhere"):
        read_table('[word]\nmay = []\nimplies = ["nowhere"]')
