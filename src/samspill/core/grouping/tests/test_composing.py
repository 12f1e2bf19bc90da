import os
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings

from samspill.core.grouping import (
    Attribute,
    Budget,
    Composed,
    Grouping,
    Impossible,
    Member,
    Progress,
    Round,
    Wish,
    check,
    compose,
    cost,
    explain,
    warm_up,
)
from samspill.core.grouping.model import Composition
from samspill.core.grouping.tests.brute import valid
from samspill.core.grouping.tests.strategies import groupings

SHORT = Budget(2_000)
MANY = int(os.environ.get("CONFERENCES", "40"))  # after a change to the search: CONFERENCES=5000
TINY = max(25, MANY // 5)


def golfers(groups: int, size: int, rounds: int) -> Grouping:
    people = tuple(Member(number) for number in range(groups * size))
    asked = (Round("mixed", groups, size, size),) * rounds
    return Grouping(people, (), asked, needs_leader=False, needs_note_taker=False)


def conference(people: int = 24, rounds: int = 2) -> Grouping:
    members = tuple(
        Member(n, (f"p{n % 4}", f"s{n % 5}"), may_lead=n % 3 == 0, is_head=n % 11 == 0, unit=f"s{n % 5}")
        for n in range(1, people + 1)
    )
    wishes = (Wish("apart", (1, 2)), Wish("together", (3, 4)), Wish("pin", (7,), 0, 1))
    return Grouping(members, (Attribute("profession", 3), Attribute("school", 4)), (Round("mixed"),) * rounds, wishes)


def tried(problem: Grouping, seed: int = 1, budget: Budget = SHORT) -> Composed | None:
    try:
        return compose(problem, budget=budget, seed=seed)
    except Impossible:
        return None


@given(groupings())
@settings(max_examples=MANY, deadline=None)
def test_every_hard_wish_holds_or_the_collision_is_told(problem: Grouping) -> None:
    made = tried(problem)

    if made is None:
        assert explain(problem) is not None
        return
    assert check(problem, made.composition) == []
    assert made.bound <= made.cost.total
    assert made.cost == cost(problem, made.composition)


@given(groupings(most=12))
@settings(max_examples=25, deadline=None)
def test_the_same_seed_gives_the_same_composition(problem: Grouping) -> None:
    assert tried(problem, 7) == tried(problem, 7)


def test_the_only_one_who_is_free_takes_an_empty_seat() -> None:
    people = tuple(Member(n, ("B" if n == 2 else "A",)) for n in range(1, 6))
    wishes = (Wish("pin", (3,), 0, 0), Wish("pin", (4,), 0, 0), Wish("together", (1, 2)))
    rounds = (Round("mixed", 2, 2, 3),)
    problem = Grouping(people, (Attribute("school", 2),), rounds, wishes, needs_leader=False, needs_note_taker=False)

    made = compose(problem, budget=SHORT)

    assert (made.cost.total, made.stopped) == (4, "proven")


@given(groupings(fewest=5, most=7))
@settings(max_examples=TINY, deadline=None)
def test_tiny_conferences_are_composed_as_well_as_can_be(problem: Grouping) -> None:
    kind = replace(problem.rounds[0], kind="mixed", groups=2, smallest=2, largest=5)
    single = replace(problem, rounds=(kind,), wishes=tuple(one for one in problem.wishes if not one.round))
    all_ways = [
        cost(single, Composition((one,))).total
        for one in valid(single)
        if len(one[0].people) - len(one[1].people) in (-1, 0, 1)
    ]

    made = tried(single, budget=Budget(200_000))

    if all_ways:
        assert made is not None
        assert made.cost.total == min(all_ways)


@pytest.mark.parametrize(
    ("groups", "size", "rounds"), [(5, 3, 6), (6, 6, 3), (8, 4, 5), (8, 4, 9), (7, 7, 8), (9, 3, 11)]
)
def test_golfers_who_need_never_meet_twice_do_not(groups: int, size: int, rounds: int) -> None:
    made = compose(golfers(groups, size, rounds), budget=Budget(20_000_000), seed=3)

    assert (made.cost.repeats, made.stopped) == (0, "proven")


def test_sixty_people_are_mixed_and_meet_anew() -> None:
    problem = replace(conference(60, 3), wishes=())

    made = compose(problem, budget=Budget(20_000_000), seed=1)

    assert check(problem, made.composition) == []
    assert made.cost.repeats == 0
    assert made.gap < 0.02


def test_a_search_can_be_watched_and_cancelled() -> None:
    seen: list[Progress] = []

    made = compose(golfers(8, 4, 10), seed=1, on_progress=lambda one: bool(seen.append(one)))

    assert made.stopped == "cancelled"
    assert [one.evaluations for one in seen] == [made.evaluations]


def test_a_warm_start_is_never_made_worse() -> None:
    first = compose(conference(), budget=Budget(400_000), seed=1)

    again = compose(conference(), budget=SHORT, seed=2, warm=first.composition)

    assert again.cost.total <= first.cost.total


def test_teams_sit_with_their_own_in_a_base_round_and_apart_after_it() -> None:
    members = tuple(Member(n, team=f"t{n // 6}") for n in range(36))
    rounds = (Round("base"), Round("cross", 6), Round("base"))
    problem = Grouping(members, (), rounds, needs_leader=False, needs_note_taker=False)

    made = compose(problem, budget=Budget(400_000))

    assert all(len({one // 6 for one in group.people}) == 1 for group in made.composition.rounds[0])
    assert all(len({one // 6 for one in group.people}) == 6 for group in made.composition.rounds[1])
    assert made.stopped == "proven"


def test_a_large_team_is_split_and_a_tiny_one_joins_another() -> None:
    members = tuple(Member(n, team="large" if n < 14 else "tiny" if n < 16 else "middle") for n in range(21))
    problem = Grouping(members, (), (Round("base"),))

    groups = compose(problem).composition.rounds[0]

    assert sorted(len(group.people) for group in groups) == [7, 7, 7]


def test_a_homogeneous_round_gathers_a_level_per_group() -> None:
    members = tuple(Member(n, (f"p{n % 3}",), may_lead=True) for n in range(18))
    problem = Grouping(members, (Attribute("profession", 3),), (Round("homogeneous", by="profession"),))

    made = compose(problem, budget=SHORT)

    assert made.cost.unlike == 0
    assert made.stopped == "proven"


def test_many_people_are_reckoned_as_few_are() -> None:
    problem = replace(conference(1100, 2), wishes=(), met={(1, 2): 2})

    made = compose(problem, budget=Budget(400_000), seed=1)

    assert check(problem, made.composition) == []
    assert made.cost.total < compose(problem, budget=Budget(0), seed=1).cost.total


def compiled() -> dict[str, int]:
    """How often each kernel has been compiled: once for every set of types it was called with."""
    kernels = import_module("samspill.core.grouping.kernels")
    return {name: len(one.signatures) for name, one in vars(kernels).items() if hasattr(one, "signatures")}


def test_kernels_are_compiled_ahead_so_that_nobody_waits_for_it() -> None:
    warm_up()
    ahead = compiled()

    compose(conference(), budget=SHORT, seed=3)
    compose(conference(rounds=1), budget=SHORT, seed=3)

    assert ahead
    assert compiled() == ahead


@pytest.mark.parametrize("small", [4, 3])
def test_teams_that_cannot_be_shared_out_evenly_are_no_endless_search(small: int) -> None:
    members = tuple(Member(at, team="A" if at < 8 else "B", is_head=at == 8) for at in range(9))
    problem = Grouping(members, (), (Round("base", smallest=small, largest=8),))

    made = compose(problem, budget=SHORT)

    assert sorted(len(group.people) for group in made.composition.rounds[0]) == [4, 5]
