from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.coding import Figure, Part, Why, agreement, coverage
from samspill.core.coding.reckoning import cohen, krippendorff

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)
CODES = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 3)))


def test_coverage_counts_what_has_a_code_by_any_key() -> None:
    found = coverage([1, 2, 3, 4], [(1, 9), (1, 8), (3, 9), (77, 9)], by={1: "a", 2: "b", 3: "b"})

    assert (found.coded, found.uncoded, found.share) == ((1, 3), (2, 4), 0.5)
    assert found.parts == (Part("a", 1, 0), Part("b", 1, 1))


def test_coverage_of_nothing_is_no_share() -> None:
    assert coverage([], []).share is None


def test_kappa_is_that_of_the_textbook() -> None:
    # Two doctors, fifty applications: 20 both yes, 5 and 10 apart, 15 both no.
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15

    assert cohen(pairs).value == pytest.approx(0.4)


def test_alpha_is_that_of_krippendorff_s_own_examples() -> None:
    # Computing Krippendorff's Alpha-Reliability (2011), A: two observers, binary; B: nominal.
    binary = list(zip(map(int, "0100000000"), map(int, "1110010010"), strict=True))
    nominal = list(zip("aabbdcccedda", "babbbccceddd", strict=True))

    assert krippendorff(binary).value == pytest.approx(0.095, abs=0.0005)
    assert krippendorff([(ord(a), ord(b)) for a, b in nominal]).value == pytest.approx(0.692, abs=0.0005)


def test_agreement_is_counted_over_what_both_have_coded() -> None:
    found = agreement([(1, 5), (2, 5), (3, 6), (9, 6)], [(1, 5), (2, 6), (3, 6), (4, 5)], ids=[1, 2, 3, 4])

    assert (found.units, found.percent.value) == (3, pytest.approx(2 / 3))
    assert [(one.theme, one.both, one.only_a, one.only_b, one.neither) for one in found.themes] == [
        (5, 1, 1, 0, 1),
        (6, 1, 0, 1, 1),
    ]
    assert found.themes[0].kappa.value == pytest.approx(0.4)


def test_figures_that_cannot_be_had_say_why() -> None:
    nothing = agreement([(1, 5)], [(2, 5)], ids=[1, 2])
    unanimous = agreement([(1, 5), (2, 5)], [(1, 5), (2, 5)], ids=[1, 2])
    several = agreement([(1, 5), (1, 6)], [(1, 5)], ids=[1])

    assert nothing.alpha == nothing.percent == Figure(None, Why.NOTHING_SHARED)
    assert unanimous.alpha == unanimous.themes[0].kappa == Figure(None, Why.NO_VARIATION)
    assert (unanimous.percent.value, several.alpha) == (1.0, Figure(None, Why.SEVERAL_CODES))


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_kappa_and_alpha_reach_one_only_when_all_agree(pairs: list[tuple[int, int]]) -> None:
    for figure in (cohen(pairs), krippendorff(pairs)):
        if figure.value is not None:
            assert figure.value <= 1
            assert (figure.value == 1) == all(a == b for a, b in pairs)


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_alpha_is_one_less_observed_over_expected_disagreement(pairs: list[tuple[int, int]]) -> None:
    values = [value for pair in pairs for value in pair]
    apart = [a != b for (i, a), (j, b) in product(enumerate(values), repeat=2) if i != j]

    alpha = krippendorff(pairs)

    if alpha.value is None:
        assert not any(apart)
    else:
        observed = sum(a != b for a, b in pairs) / len(pairs)
        assert alpha.value == pytest.approx(1 - observed / (sum(apart) / len(apart)))


@settings(max_examples=40, deadline=None)
@given(CODES, CODES)
def test_agreement_does_not_mind_who_is_first(one: set[tuple[int, int]], other: set[tuple[int, int]]) -> None:
    there, back = agreement(one, other, range(7)), agreement(other, one, range(7))

    assert (there.units, there.percent, there.alpha) == (back.units, back.percent, back.alpha)
    assert [(each.kappa, each.alpha) for each in there.themes] == [(each.kappa, each.alpha) for each in back.themes]


@settings(max_examples=40, deadline=None)
@given(CODES, st.lists(st.integers(0, 9)))
def test_coverage_puts_each_statement_once(codes: set[tuple[int, int]], ids: list[int]) -> None:
    found = coverage(ids, codes, by=dict.fromkeys(range(10), "all"))

    assert sorted(found.coded + found.uncoded) == sorted(set(ids))
    assert sum(part.coded + part.uncoded for part in found.parts) == len(set(ids))
