from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.coding import Said, Suggested, Theme, suggest
from samspill.core.coding.tests.corpus import FIRST_SET, SECOND_SET, table_talk
from samspill.core.coding.tests.measures import as_said, figures

LINES = table_talk(FIRST_SET, 180, seed=2)
SAID = as_said(LINES)
FIRST = suggest(SAID)


def coded(name: str, number: int, *, id: int = 1) -> Theme:
    return Theme(id, name, frozenset([at for at, line in enumerate(LINES) if line.theme == name][:number]))


def everyone(found: Suggested) -> list[int]:
    new = [one for theme in found.new for one in theme.statements]
    return sorted([*new, *(one.statement for one in found.into), *found.left])


def test_new_themes_gather_what_belongs_together_and_leave_the_rest() -> None:
    measured = figures(LINES, FIRST)

    assert measured["purity"] >= 0.8
    assert measured["rand"] >= 0.5
    assert measured["covered"] >= 0.6


def test_statements_about_quite_other_things_are_gathered_as_well() -> None:
    lines = table_talk(SECOND_SET, 200, seed=2)

    measured = figures(lines, suggest(as_said(lines)))

    assert measured["purity"] >= 0.75
    assert measured["covered"] >= 0.6


def test_a_new_theme_says_its_words_as_people_wrote_them() -> None:
    lines = ["Svømmehallen er stengt", "Åpne svømmehallen igjen", "Svømmehallen trengs", "Ny kopimaskin", "Gul maling"]

    found = suggest([Said(at, text) for at, text in enumerate(lines)])

    assert found.new[0].statements == (0, 1, 2)
    assert found.new[0].words[0] == "svømmehallen"
    assert 0 < found.new[0].cohesion <= 1
    assert found.left == (3, 4)


def test_a_statement_goes_to_the_theme_it_is_near_and_says_why() -> None:
    themes = [coded("svømming", 5), coded("mobbing", 5, id=2)]

    found = suggest(SAID, themes=themes).into

    right = sum(LINES[one.statement].theme == {1: "svømming", 2: "mobbing"}[one.theme] for one in found)
    assert len(found) >= 8
    assert right / len(found) > 0.9
    assert all(one.because and one.key == f"theme:{one.theme}" for one in found)


def test_a_theme_that_is_only_a_name_is_known_by_it() -> None:
    found = suggest([Said(1, "Mindre lekser"), Said(2, "Nye stoler")], themes=[Theme(7, "Leksene")])

    assert [(one.statement, one.theme, one.because) for one in found.into] == [(1, 7, ("lekser",))]


def test_what_is_coded_is_not_suggested_again() -> None:
    theme = coded("lekser", 8)

    found = suggest(SAID, themes=[theme])

    assert sorted([*everyone(found), *theme.statements]) == [one.id for one in SAID]


def test_a_rejected_place_in_a_theme_does_not_come_back() -> None:
    theme = coded("lekser", 8)
    first = suggest(SAID, themes=[theme]).into[0]

    found = suggest(SAID, themes=[theme], rejected=frozenset({(first.statement, first.key)}))

    assert first.statement not in {one.statement for one in found.into}


@settings(max_examples=4, deadline=None)
@given(st.data())
def test_a_rejected_place_in_a_new_theme_does_not_come_back(data: st.DataObject) -> None:
    theme = data.draw(st.sampled_from(FIRST.new))
    gone = data.draw(st.sets(st.sampled_from(theme.statements), min_size=1))
    rejected = frozenset((one, theme.key) for one in gone)

    found = suggest(SAID, rejected=rejected)

    assert not rejected & {(one, new.key) for new in found.new for one in new.statements}
    assert everyone(found) == [one.id for one in SAID]


def test_a_theme_rejected_by_all_its_statements_is_gone() -> None:
    theme = FIRST.new[0]

    found = suggest(SAID, rejected=frozenset((one, theme.key) for one in theme.statements))

    assert theme.key not in {new.key for new in found.new}


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 180), st.integers(0, 5), st.integers(0, 3))
def test_everyone_is_somewhere_once_and_the_same_seed_says_the_same(number: int, seed: int, themes: int) -> None:
    said = SAID[:number]
    given_themes = [coded(name, 4, id=at) for at, name in enumerate(("mobil", "vikar", "foreldre")[:themes])]

    found = suggest(said, themes=given_themes, seed=seed)

    free = {one.id for one in said} - {one for theme in given_themes for one in theme.statements}
    assert everyone(found) == sorted(free)
    assert suggest(said, themes=given_themes, seed=seed) == found


def test_keys_of_new_themes_are_different() -> None:
    keys = [theme.key for theme in FIRST.new]

    assert len(keys) == len(set(keys)) > 5


def test_nothing_said_and_nothing_in_common_are_answered_too() -> None:
    assert suggest([]) == Suggested()
    assert suggest([], themes=[Theme(1, "Lekser")]) == Suggested()
    assert suggest([Said(4, "Gul maling"), Said(5, ""), Said(6, "Kopimaskin")]).left == (4, 5, 6)
