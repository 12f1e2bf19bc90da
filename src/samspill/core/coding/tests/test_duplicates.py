from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from samspill.core.coding import Said, near_duplicates
from samspill.core.coding.compared import compared
from samspill.core.coding.duplicates import BAR
from samspill.core.coding.tests.corpus import FIRST_SET, table_talk
from samspill.core.coding.tests.measures import as_said


def said(*texts: str) -> list[Said]:
    return [Said(at, text) for at, text in enumerate(texts)]


def groups(*texts: str) -> list[tuple[int, ...]]:
    return [one.ids for one in near_duplicates(said(*texts))]


def test_the_same_point_by_three_tables_is_one_group_with_the_words_it_shares() -> None:
    found = near_duplicates(
        said("Mobilen må ligge i mobilhotell hele dagen", "Søppel i gangen", "mobilene skal ligge i mobilhotell!")
    )

    assert [one.ids for one in found] == [(0, 2)]
    assert set(found[0].shared) >= {"mobilhotell", "ligge"}
    assert BAR <= found[0].likeness < 1


def test_nynorsk_slips_of_the_pen_and_capitals_are_the_same_point() -> None:
    assert groups("Skulehelsetenesta må vere her kvar dag", "SKOLEHELSETJENESTEN må være her hver dag") == [(0, 1)]
    assert groups("Ventilasjonen bråker i klasserommet", "Ventilasonen bråker i klasserommet") == [(0, 1)]


def test_what_turns_a_statement_around_keeps_it_apart() -> None:
    assert groups("Vi vil ha lekser på småtrinnet", "Vi vil ikke ha lekser på småtrinnet") == []
    assert groups("Mer lekser på småtrinnet", "Mindre lekser på småtrinnet") == []
    assert groups("Friminutt på 10 minutter", "Friminutt på 20 minutter") == []


def test_the_same_words_twice_are_alike_also_when_they_say_little() -> None:
    found = near_duplicates(said("Ja!", "ja", "Nei"))

    assert [(one.ids, one.likeness) for one in found] == [((0, 1), 1.0)]


def test_nothing_said_is_nothing_alike() -> None:
    assert near_duplicates([]) == ()
    assert groups("", "…", "!") == []


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 1000), st.floats(0.3, 0.9))
def test_every_two_of_a_group_are_alike_and_nobody_is_in_two_groups(seed: int, bar: float) -> None:
    statements = as_said(table_talk(FIRST_SET[seed % 100 :][:20], 40, seed=seed))

    found = near_duplicates(statements, bar=bar)

    alike = compared([(one.text, one.language) for one in statements]).alike
    assert all(alike[a, b] >= bar - 1e-5 for one in found for a, b in combinations(one.ids, 2))
    members = [member for one in found for member in one.ids]
    assert len(members) == len(set(members))


def test_variants_of_a_statement_are_found_and_nothing_else() -> None:
    lines = [line._replace(theme=line.text) for line in FIRST_SET]
    variants = table_talk(lines, 400, seed=4)

    found = near_duplicates(as_said(variants))

    pairs = [(a, b) for one in found for a, b in combinations(one.ids, 2)]
    right = sum(variants[a].theme == variants[b].theme for a, b in pairs)
    assert len(pairs) > 250
    assert right / len(pairs) > 0.98
