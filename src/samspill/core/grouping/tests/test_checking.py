import pytest

from samspill.core.grouping import Composition, Group, Grouping, Member, Round, Wish, check

MEMBERS = tuple(
    Member(n, may_lead=n in (1, 4), may_note=n != 2, is_head=n in (1, 6), unit="A" if n < 4 else "B")
    for n in range(1, 7)
)
WISHES = (Wish("apart", (1, 2)), Wish("together", (3, 5)), Wish("pin", (6,), 0, 1))
PROBLEM = Grouping(MEMBERS, (), (Round("mixed", 2, 2, 3),), WISHES)
GOOD = (Group((1, 3, 5), 1, 3), Group((2, 4, 6), 4, 4))


def codes(*groups: Group) -> set[str]:
    return {one.code for one in check(PROBLEM, Composition((groups,)))}


def test_what_holds_passes() -> None:
    assert codes(*GOOD) == set()


@pytest.mark.parametrize(
    ("code", "groups"),
    [
        ("unknown-person", (Group((1, 3, 5, 9), 1, 3), GOOD[1])),
        ("seat-missing", (Group((1, 3), 1, 3), GOOD[1])),
        ("seat-twice", (Group((1, 3, 5, 2), 1, 3), GOOD[1])),
        ("group-count", (*GOOD, Group(()))),
        ("group-too-small", (Group((1,), 1), GOOD[1])),
        ("group-too-large", (Group((1, 3, 5, 2), 1, 3), GOOD[1])),
        ("apart", (Group((1, 2, 5), 1, 5), Group((3, 4, 6), 4, 3))),
        ("together", (Group((1, 2, 5), 1, 5), Group((3, 4, 6), 4, 3))),
        ("pin", (GOOD[1], GOOD[0])),
        ("leader-missing", (Group((1, 3, 5), None, 3), GOOD[1])),
        ("leader-outside", (Group((1, 3, 5), 4, 3), GOOD[1])),
        ("leader-unwilling", (Group((1, 3, 5), 5, 3), GOOD[1])),
        ("note-taker-missing", (Group((1, 3, 5), 1), GOOD[1])),
        ("note-taker-outside", (Group((1, 3, 5), 1, 4), GOOD[1])),
        ("note-taker-unfit", (Group((1, 3, 5), 1, 1), GOOD[1])),
        ("note-taker-leads", (Group((3, 4, 5), 4, 4), Group((1, 2, 6), 1))),
        ("head-own-staff", (Group((1, 2, 3), 1, 3), Group((4, 5, 6), 4, 5))),
    ],
)
def test_what_does_not_hold_is_told(code: str, groups: tuple[Group, ...]) -> None:
    assert code in codes(*groups)


def test_a_missing_round_is_told() -> None:
    assert [one.code for one in check(PROBLEM, Composition(()))] == ["round-count"]
